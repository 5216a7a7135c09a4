//! Where made pages go: into a folder, or into a bundle that is sealed as a whole.

use renmai::disk::{MadeFrom, PublishError, Publisher, WriteFile};
use renmai::seal::{Bundle, deflated};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// Takes pages from many threads.
pub trait PageSink: Sync {
    /// Takes one page: `path` is relative, with `/`.
    fn put(&self, path: &str, bytes: &[u8]) -> Result<(), PublishError>;
    /// The folder it is about, for words.
    fn folder(&self) -> &Path;

    /// Whether any file may be kept.
    fn may_keep(&self) -> bool {
        false
    }

    /// Keeps a file that stands there already, made from the same; says whether it does.
    fn keep(&self, _path: &str, _from: MadeFrom) -> bool {
        false
    }

    /// Whether these very bytes stood there before; who keeps nothing is not asked.
    fn had(&self, _path: &str, _bytes: &[u8]) -> bool {
        true
    }

    /// Whether a long file stood there before as `write` writes it; who keeps nothing is not asked.
    fn had_long(&self, _path: &str, _write: &mut WriteFile<'_>) -> bool {
        true
    }

    /// Takes a long file, written piece by piece; what stops the writing is said of `path`.
    fn put_long(&self, path: &str, _from: MadeFrom, write: &mut WriteFile<'_>) -> Result<(), PublishError> {
        let mut bytes = Vec::new();
        let failed = |error: io::Error| PublishError::Io { path: self.folder().join(path), error };
        write(&mut bytes).map_err(failed)?;
        self.put(path, &bytes)
    }

    /// Takes a page with the fingerprints of what it was made from.
    fn put_from(&self, path: &str, bytes: &[u8], _from: MadeFrom) -> Result<(), PublishError> {
        self.put(path, bytes)
    }
}

impl PageSink for Publisher {
    fn may_keep(&self) -> bool {
        Self::may_keep(self)
    }

    fn keep(&self, path: &str, from: MadeFrom) -> bool {
        Self::keep(self, path, from)
    }

    fn had(&self, path: &str, bytes: &[u8]) -> bool {
        Self::had(self, path, bytes)
    }

    fn had_long(&self, path: &str, write: &mut WriteFile<'_>) -> bool {
        Self::had_long(self, path, write)
    }

    fn put_from(&self, path: &str, bytes: &[u8], from: MadeFrom) -> Result<(), PublishError> {
        Self::put_from(self, path, bytes, from)
    }

    fn put_long(&self, path: &str, from: MadeFrom, write: &mut WriteFile<'_>) -> Result<(), PublishError> {
        Self::put_long(self, path, from, write)
    }

    fn put(&self, path: &str, bytes: &[u8]) -> Result<(), PublishError> {
        Publisher::put(self, path, bytes)
    }

    fn folder(&self) -> &Path {
        self.site()
    }
}

/// Keeps every page in memory, deflated, until the whole is sealed: nothing of it touches the disk.
pub struct Collected {
    bundle: Mutex<Bundle>,
    folder: PathBuf,
}

impl Collected {
    /// Nothing yet, for the site in `folder`.
    pub fn new(folder: PathBuf) -> Self {
        Self { bundle: Mutex::default(), folder }
    }

    /// What came.
    pub fn into_bundle(self) -> Bundle {
        self.bundle.into_inner().unwrap_or_else(PoisonError::into_inner)
    }
}

impl PageSink for Collected {
    fn put(&self, path: &str, bytes: &[u8]) -> Result<(), PublishError> {
        let small = deflated(bytes);
        let mut bundle = self.bundle.lock().unwrap_or_else(PoisonError::into_inner);
        // The same rule as in a folder: a second page under one path is named, never lost.
        if bundle.put_deflated(path, small, bytes.len()) { Ok(()) } else { Err(PublishError::Twice(path.to_owned())) }
    }

    fn folder(&self) -> &Path {
        &self.folder
    }
}
