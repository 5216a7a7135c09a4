//! A journal in a folder of its own, and the program run on it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A folder `home/journal` with whatever is put into it.
pub struct Journal {
    pub folder: tempfile::TempDir,
}

impl Journal {
    pub fn new() -> Self {
        let journal = Self { folder: tempfile::tempdir().unwrap() };
        journal.write("renmai.yaml", b"language: en\n");
        journal.write("content/people/ada.md", b"---\nname: Ada\ncircle: close\n---\n## Log\n- 2026-02-01 call\n");
        journal
    }

    pub fn root(&self) -> PathBuf {
        self.folder.path().join("home/journal")
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.root().join(path)
    }

    pub fn write(&self, path: &str, bytes: &[u8]) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    /// The command, in the journal, with a home of its own and on one day.
    pub fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = Command::new(program);
        command.current_dir(self.root());
        command.envs([("SOURCE_DATE_EPOCH", "1772323200"), ("LC_ALL", "C"), ("RAYON_NUM_THREADS", "2")]);
        command.env("HOME", self.folder.path().join("home"));
        command
    }

    pub fn renmai(&self, words: &[&str]) -> Output {
        self.command(crate::program()).args(words).output().unwrap()
    }

    /// Every file and folder around the journal, and what the files hold.
    pub fn everything(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        tree(self.folder.path())
    }
}

/// Every file and folder below a folder, by its path in it.
pub fn tree(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let entries = walkdir::WalkDir::new(folder).into_iter().filter_map(Result::ok);
    entries.map(|entry| (entry.path().strip_prefix(folder).unwrap().to_owned(), fs::read(entry.path()).unwrap_or_default())).collect()
}

/// How often to try something: a few times, or as often as `RENMAI_ROUNDS` says.
pub fn rounds(few: usize) -> usize {
    std::env::var("RENMAI_ROUNDS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(few)
}
