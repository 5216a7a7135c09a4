//! What is about to be moved into a site, written down before the first move.
//!
//! A build killed while moving leaves this list and the pages that still wait;
//! the next build carries it out to the end before anything else. Doing so twice
//! gives the same site, so it does not matter where the first was stopped.
//!
//! Nothing is flushed to the disk here: a killed process loses nothing that it
//! wrote, and after a power cut the next build sees wrong lengths and writes
//! those pages again.

use super::manifest::{MANIFEST_NAME, Manifest};
use super::modes::Creator;
use super::page_path::is_plain;
use super::publish::PublishError;
use std::collections::BTreeSet;
use std::path::Path;
use std::{fs, io};

const HEADER: &str = "renmai intent 1";
const END: &str = "end";

/// The moves of one build.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Intent {
    /// Pages of ours that are no longer made.
    pub remove: Vec<String>,
    /// Pages that wait beside the site.
    pub publish: Vec<String>,
    /// What the site holds afterwards.
    pub manifest: Manifest,
}

impl Intent {
    /// Writes it down whole or not at all.
    pub fn write(&self, path: &Path) -> Result<(), PublishError> {
        let mut text = format!("{HEADER}\n");
        self.remove.iter().for_each(|page| text.push_str(&format!("remove {page}\n")));
        self.publish.iter().for_each(|page| text.push_str(&format!("publish {page}\n")));
        text.push_str(&self.manifest.to_text());
        text.push_str(END);
        text.push('\n');
        let draft = path.with_extension("draft");
        fs::write(&draft, text).map_err(PublishError::io(&draft))?;
        fs::rename(&draft, path).map_err(PublishError::io(path))
    }

    /// Reads what a killed build wrote down; none when there is nothing whole.
    pub fn read(path: &Path) -> Result<Option<Self>, PublishError> {
        match fs::read(path) {
            Ok(bytes) => Ok(Self::parse(&String::from_utf8_lossy(&bytes))),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(PublishError::io(path)(error)),
        }
    }

    fn parse(text: &str) -> Option<Self> {
        let mut intent = Self::default();
        let mut rest = text.strip_prefix(HEADER)?.strip_prefix('\n')?;
        while let Some((line, tail)) = rest.split_once('\n') {
            let Some((verb @ ("remove" | "publish"), page)) = line.split_once(' ') else { break };
            if is_plain(page) {
                if verb == "remove" { &mut intent.remove } else { &mut intent.publish }.push(page.to_owned());
            }
            rest = tail;
        }
        intent.manifest = Manifest::parse(rest.strip_suffix('\n')?.strip_suffix(END)?)?;
        Some(intent)
    }

    /// Removes, moves, and writes the manifest last. Pages already moved are
    /// passed over.
    ///
    /// Removal comes first: where `Ada` became `ada`, a file system that does not
    /// see the difference would otherwise lose the new page.
    pub fn carry_out(&self, site: &Path, pages: &Path, creator: Creator) -> Result<(), PublishError> {
        let manifest = site.join(MANIFEST_NAME);
        match fs::symlink_metadata(&manifest) {
            Err(error) if is_absent(&error) => replace_manifest(site, pages, creator, &Manifest::default())?,
            Err(error) => return Err(PublishError::io(&manifest)(error)),
            Ok(_) => {}
        }
        let mut known = BTreeSet::new();
        for page in &self.remove {
            if is_inside(site, page)? {
                remove(&site.join(page))?;
            }
        }
        self.remove_empty_folders(site);
        // One after the other: most of a move is freeing the old page inside the
        // kernel, and several threads at it take twice as long.
        for page in &self.publish {
            make_folders(site, page, creator, &mut known)?;
            let to = site.join(page);
            match fs::rename(pages.join(page), &to) {
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                moved => moved.map_err(PublishError::io(&to))?,
            }
        }
        replace_manifest(site, pages, creator, &self.manifest)
    }

    /// Only folders that are empty go, so a foreign file keeps its folder.
    fn remove_empty_folders(&self, site: &Path) {
        let folders: BTreeSet<&str> = self.remove.iter().flat_map(|page| folders_of(page)).collect();
        for folder in folders.into_iter().rev() {
            if is_inside(site, folder).unwrap_or(false) {
                let _ = fs::remove_dir(site.join(folder));
            }
        }
    }
}

/// Whether an error says that nothing is there, and not only that nobody may look.
pub fn is_absent(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

/// Every folder above a page inside the site, the topmost first.
pub fn folders_of(page: &str) -> impl Iterator<Item = &str> {
    page.match_indices('/').filter_map(|(at, _)| page.get(..at))
}

/// Whether every folder above the page is a real one: behind a link that somebody
/// laid into the site nothing is ours. When the system will not say, the page may
/// not stay in silence.
fn is_inside(site: &Path, page: &str) -> Result<bool, PublishError> {
    for folder in folders_of(page) {
        let path = site.join(folder);
        match fs::symlink_metadata(&path) {
            Ok(found) if found.is_dir() => {}
            Ok(_) => return Ok(false),
            Err(error) if is_absent(&error) => return Ok(false),
            Err(error) => return Err(PublishError::io(&path)(error)),
        }
    }
    Ok(true)
}

fn remove(path: &Path) -> Result<(), PublishError> {
    match fs::remove_file(path) {
        // A folder now stands where our page was: somebody else's.
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::IsADirectory) => Ok(()),
        removed => removed.map_err(PublishError::io(path)),
    }
}

fn make_folders(site: &Path, page: &str, creator: Creator, known: &mut BTreeSet<String>) -> Result<(), PublishError> {
    for folder in folders_of(page) {
        if known.contains(folder) {
            continue;
        }
        let path = site.join(folder);
        creator.folder(&path).map_err(PublishError::io(&path))?;
        if !fs::symlink_metadata(&path).is_ok_and(|found| found.is_dir()) {
            return Err(PublishError::InTheWay(folder.to_owned()));
        }
        known.insert(folder.to_owned());
    }
    Ok(())
}

fn replace_manifest(site: &Path, pages: &Path, creator: Creator, manifest: &Manifest) -> Result<(), PublishError> {
    let draft = pages.join(MANIFEST_NAME);
    write_manifest(&draft, creator, manifest)?;
    let place = site.join(MANIFEST_NAME);
    fs::rename(&draft, &place).map_err(PublishError::io(&place))
}

/// Writes a manifest into a folder of pages that are made ready.
pub fn write_manifest(path: &Path, creator: Creator, manifest: &Manifest) -> Result<(), PublishError> {
    let _ = fs::remove_file(path);
    let write = || io::Write::write_all(&mut creator.file(path)?, manifest.to_text().as_bytes());
    write().map_err(PublishError::io(path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_an_intent_is_none() {
        let intent = Intent { remove: vec!["a.html".into()], publish: vec!["p/b.html".into()], manifest: Manifest::default() };
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("intent");
        intent.write(&path).unwrap();
        assert_eq!(Intent::read(&path).unwrap(), Some(intent));
        let whole = fs::read(&path).unwrap();
        for length in 0..whole.len() {
            fs::write(&path, &whole[..length]).unwrap();
            assert_eq!(Intent::read(&path).unwrap(), None, "cut at {length}");
        }
    }

    #[test]
    fn folders_above_a_page() {
        assert_eq!(folders_of("a/b/c.html").collect::<Vec<_>>(), ["a", "a/b"]);
        assert_eq!(folders_of("index.html").count(), 0);
    }
}
