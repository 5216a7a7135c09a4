//! Samples on disk: read them, compare, rewrite the expected text with `UPDATE=1`.

use std::fs;
use std::path::{Path, PathBuf};

/// A folder below the crate's root.
pub fn root(folder: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)
}

/// The names of the folders in a folder, sorted.
pub fn folders(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut names: Vec<String> = entries
        .map(|entry| entry.expect("an entry"))
        .filter(|entry| entry.path().is_dir())
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

/// Every file below a folder, sorted.
pub fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display())) {
            let path = entry.expect("an entry").path();
            if path.is_dir() { open.push(path) } else { found.push(path) }
        }
    }
    found.sort();
    found
}

/// A file's text, empty when it is not there.
pub fn text(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_default()
}

/// Whether expected texts are to be rewritten.
pub fn updating() -> bool {
    std::env::var_os("UPDATE").is_some()
}

/// Compares with what is expected, or rewrites it.
#[track_caller]
pub fn expect(path: &Path, found: &str) {
    if updating() {
        fs::write(path, found).expect("the expected text is written");
    }
    assert_eq!(text(path), found, "{} differs; UPDATE=1 rewrites it", path.display());
}
