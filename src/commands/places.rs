//! Where the journal lies: what was typed about folders, made definite.

use super::failure::{Failure, shown};
use crate::cli::Everywhere;
use renmai::disk::Surroundings;
use renmai::disk::vault::{CONTENT_NAME, find_root};
use renmai::message::Message;
use std::path::{Component, Path, PathBuf};

/// Folder of the site when nothing else is said.
const SITE_NAME: &str = "site";

/// The journal's folders, all absolute.
#[derive(Debug, Clone)]
pub struct Places {
    /// Where the user stands.
    pub here: PathBuf,
    /// The journal's root.
    pub root: PathBuf,
    /// The content folder.
    pub content: PathBuf,
    /// The user's home folder.
    pub home: Option<PathBuf>,
}

impl Places {
    /// Finds root and content as the user who stands in `here` means them.
    pub fn find(typed: &Everywhere, here: PathBuf, home: Option<PathBuf>) -> Result<Self, Failure> {
        let root = match &typed.root {
            Some(root) if !here.join(root).is_dir() => return Err(Failure::Usage(about("no-root", root))),
            Some(root) => here.join(root),
            None => find_root(&here).unwrap_or_else(|| here.clone()),
        };
        let content = typed.content.as_ref().map_or_else(|| root.join(CONTENT_NAME), |content| here.join(content));
        let places = Self { root: plain(&root), content: plain(&content), here: plain(&here), home };
        if places.content.is_dir() { Ok(places) } else { Err(Failure::Usage(about("no-content", &places.as_typed(&places.content)))) }
    }

    /// Where the site goes. A vault that would hold it by default is asked about,
    /// never filled with pages.
    pub fn site(&self, typed: Option<&Path>) -> Result<PathBuf, Failure> {
        let site = match typed {
            Some(site) => return Ok(self.here.join(site)),
            None => self.root.join(SITE_NAME),
        };
        let real = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
        if real(&self.root).starts_with(real(&self.content)) {
            return Err(Failure::Usage(about("ask-output", &self.as_typed(&site))));
        }
        Ok(site)
    }

    /// What a site must keep away from.
    pub fn surroundings(&self) -> Surroundings {
        Surroundings { root: self.root.clone(), content: self.content.clone(), home: self.home.clone() }
    }

    /// A path as one would type it from where the user stands.
    pub fn as_typed(&self, path: &Path) -> PathBuf {
        let (here, path): (Vec<_>, Vec<_>) = (self.here.components().collect(), path.components().collect());
        let shared = here.iter().zip(&path).take_while(|(a, b)| a == b).count();
        // With nothing in common but the top, the whole path is the shorter one to read.
        if shared <= 1 {
            return path.iter().collect();
        }
        let up = std::iter::repeat_n(Component::ParentDir, here.len() - shared);
        let way: PathBuf = up.chain(path.into_iter().skip(shared)).collect();
        if way.as_os_str().is_empty() { PathBuf::from(".") } else { way }
    }
}

fn about(key: &str, path: &Path) -> Message {
    Message::new(format!("terminal.usage.{key}")).with("path", shown(path))
}

/// Without dots; `..` goes where it is written to go, links or not.
fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir if !plain.is_symlink() => {
                plain.pop();
            }
            _ => plain.push(part),
        }
    }
    plain
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn check(here: &str, path: &str, wanted: &str) {
        let places = Places { here: here.into(), root: here.into(), content: here.into(), home: None };
        assert_eq!(places.as_typed(Path::new(path)), Path::new(wanted));
    }

    #[test]
    fn paths_as_one_would_type_them() {
        check("/home/me/j", "/home/me/j/content/a.md", "content/a.md");
        check("/home/me/j/content", "/home/me/j/renmai.yaml", "../renmai.yaml");
        check("/home/me/j", "/srv/x", "/srv/x");
        check("/home/me/j", "/home/me/j", ".");
    }
}
