//! Says that something below a folder was touched.
//!
//! Folders are watched, never files: most editors save by putting a new file in the
//! place of the old one, and a watch on the file would stay with the old. What is said
//! is a hint, not a truth; [`super::reread`] looks for itself. Mere reading is no news,
//! or looking would bring forth the next look.

use notify::event::{AccessKind, AccessMode, EventKind};
use notify::{Config, Event, RecommendedWatcher, RecursiveMode, Watcher};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

/// Saving a file is several steps: news is passed on when this much time brought no more.
const QUIET: Duration = Duration::from_millis(10);
/// But no later than this after the first.
const LONGEST_WAIT: Duration = Duration::from_millis(300);
/// More paths than this are as good as everything.
const MOST_PATHS: usize = 200;

/// What was touched.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Touched {
    /// Files and folders, as far as the system named them.
    pub paths: BTreeSet<PathBuf>,
    /// It may have been anything: too much happened at once.
    pub everything: bool,
}

/// A folder to watch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folder {
    /// Where it lies.
    pub path: PathBuf,
    /// With all that lies below it.
    pub deep: bool,
}

/// Watches folders. Ends when it is dropped.
pub struct Watch {
    watcher: RecommendedWatcher,
    news: Receiver<notify::Result<Event>>,
    folders: Vec<Folder>,
}

impl Watch {
    /// Begins.
    ///
    /// # Errors
    /// Why the system watches nothing for us, in its words.
    pub fn start(folders: Vec<Folder>) -> Result<Self, String> {
        let (tell, news): (Sender<notify::Result<Event>>, _) = channel();
        // Links are not followed: what they lead to is watched where it lies.
        let config = Config::default().with_follow_symlinks(false);
        let watcher = RecommendedWatcher::new(move |event| drop(tell.send(event)), config).map_err(|error| error.to_string())?;
        let mut watch = Self { watcher, news, folders };
        let folders = watch.folders.clone();
        for folder in folders.iter().filter(|folder| folder.path.is_dir()) {
            watch.add(folder)?;
        }
        Ok(watch)
    }

    /// Takes up folders that have gone and come again.
    pub fn renew(&mut self, touched: &Touched) {
        for folder in self.folders.clone() {
            if touched.everything || touched.paths.contains(&folder.path) {
                // Not watched any more is as good as never watched.
                let _ = self.watcher.unwatch(&folder.path);
                let _ = folder.path.is_dir().then(|| self.add(&folder));
            }
        }
    }

    fn add(&mut self, folder: &Folder) -> Result<(), String> {
        let mode = if folder.deep { RecursiveMode::Recursive } else { RecursiveMode::NonRecursive };
        self.watcher.watch(&folder.path, mode).map_err(|error| error.to_string())
    }

    /// Waits for news; none when the time is over. All that follows closely comes with it.
    pub fn next(&mut self, wait: Duration) -> Option<Touched> {
        let mut touched = Touched::default();
        let until = Instant::now() + wait;
        while touched == Touched::default() {
            let left = until.saturating_duration_since(Instant::now());
            match self.news.recv_timeout(left) {
                Ok(event) => touched.take(event),
                Err(RecvTimeoutError::Timeout) => return None,
                Err(RecvTimeoutError::Disconnected) => {
                    std::thread::sleep(left);
                    return None;
                }
            }
        }
        let until = Instant::now() + LONGEST_WAIT;
        while let Ok(event) = self.news.recv_timeout(QUIET) {
            touched.take(event);
            if Instant::now() >= until {
                break;
            }
        }
        Some(touched)
    }
}

impl Touched {
    /// Everything.
    #[must_use]
    pub fn everything() -> Self {
        Self { everything: true, ..Self::default() }
    }

    /// Adds what happened, if it is more than somebody reading.
    fn take(&mut self, event: notify::Result<Event>) {
        let Ok(event) = event else {
            self.everything = true;
            return;
        };
        if event.need_rescan() {
            self.everything = true;
        }
        if is_reading(event.kind) {
            return;
        }
        self.paths.extend(event.paths);
        if self.paths.len() > MOST_PATHS {
            self.paths.clear();
            self.everything = true;
        }
    }

    /// Whether a path, or something below it, was touched.
    #[must_use]
    pub fn is_at_or_below(&self, folder: &Path) -> bool {
        self.everything || self.paths.iter().any(|path| path.starts_with(folder))
    }
}

fn is_reading(kind: EventKind) -> bool {
    matches!(kind, EventKind::Access(access) if access != AccessKind::Close(AccessMode::Write))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn writing_is_news_and_reading_is_not() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().canonicalize().unwrap();
        fs::create_dir(path.join("deep")).unwrap();
        let file = path.join("deep/a.md");
        fs::write(&file, "x").unwrap();
        let mut watch = Watch::start(vec![Folder { path: path.clone(), deep: true }]).unwrap();
        fs::read(&file).unwrap();
        assert_eq!(watch.next(Duration::from_millis(100)), None);
        fs::write(&file, "y").unwrap();
        let touched = watch.next(Duration::from_secs(5)).unwrap();
        assert!(touched.paths.contains(&file) && !touched.everything, "{touched:?}");
        assert!(touched.is_at_or_below(&path) && !touched.is_at_or_below(&path.join("other")));
    }

    #[test]
    fn very_many_paths_are_everything() {
        let mut touched = Touched::default();
        for n in 0..=MOST_PATHS {
            touched.take(Ok(Event::new(EventKind::Any).add_path(PathBuf::from(n.to_string()))));
        }
        assert_eq!(touched, Touched::everything());
    }
}
