//! What makes a release of this: the workflows name what exists, the recipes are of this version and fill
//! to their last blank, the archive holds what it says.

#![expect(clippy::disallowed_methods, clippy::unwrap_used, clippy::panic, reason = "a test may fail loudly, reads files and runs programs")]

#[cfg(unix)]
mod hook;
mod recipes;
mod workflows;

use std::fs;
use std::path::{Path, PathBuf};

fn root(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn text(path: &str) -> String {
    fs::read_to_string(root(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}
