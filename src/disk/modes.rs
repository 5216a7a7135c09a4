//! Who may read what we write: the owner alone, unless a web server must.

use std::fs::{self, DirBuilder, File, Metadata, OpenOptions};
use std::io;
use std::path::Path;

/// Permission bits of a published site.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Modes {
    /// 0700 and 0600: people's names are nobody else's business.
    #[default]
    Private,
    /// 0755 and 0644: for a web server that runs as somebody else.
    Shared,
}

impl Modes {
    fn folder(self) -> u32 {
        match self {
            Self::Private => 0o700,
            Self::Shared => 0o755,
        }
    }

    fn file(self) -> u32 {
        match self {
            Self::Private => 0o600,
            Self::Shared => 0o644,
        }
    }
}

/// Creates files and folders with exactly the wanted bits.
///
/// The umask can only take bits away. Whether it takes any of ours is found out
/// once, so that the usual case needs no extra system call for each page.
#[derive(Debug, Clone, Copy)]
pub struct Creator {
    modes: Modes,
    umask_interferes: bool,
}

impl Creator {
    /// Tries the modes on a new folder `probe`, which stays.
    pub fn probe(modes: Modes, probe: &Path) -> io::Result<Self> {
        folder_builder(modes).create(probe)?;
        let bits = permission_bits(&fs::symlink_metadata(probe)?);
        let creator = Self { modes, umask_interferes: bits != Some(modes.folder()) };
        creator.settle_folder(probe)?;
        Ok(creator)
    }

    /// Without a trial: looks at everything it makes.
    #[must_use]
    pub fn careful(modes: Modes) -> Self {
        Self { modes, umask_interferes: true }
    }

    /// Creates one folder; one that stands there already is left as it is.
    pub fn folder(self, path: &Path) -> io::Result<()> {
        match folder_builder(self.modes).create(path) {
            Ok(()) if self.umask_interferes => self.settle_folder(path),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
            done => done,
        }
    }

    /// Creates a file that must not exist yet.
    pub fn file(self, path: &Path) -> io::Result<File> {
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, self.modes.file());
        let file = options.open(path)?;
        if self.umask_interferes {
            set_bits(path, self.modes.file())?;
        }
        Ok(file)
    }

    /// Whether a file of ours has the wanted bits.
    pub fn is_settled(self, now: &Metadata) -> bool {
        permission_bits(now).is_none_or(|bits| bits == self.modes.file())
    }

    /// Gives a file of ours the wanted bits if it has others.
    pub fn settle_file(self, path: &Path, now: &Metadata) -> io::Result<()> {
        settle(path, permission_bits(now), self.modes.file())
    }

    /// Gives a folder of ours the wanted bits if it has others.
    pub fn settle_folder(self, path: &Path) -> io::Result<()> {
        settle(path, permission_bits(&fs::symlink_metadata(path)?), self.modes.folder())
    }
}

fn settle(path: &Path, now: Option<u32>, wanted: u32) -> io::Result<()> {
    match now {
        Some(bits) if bits != wanted => set_bits(path, wanted),
        _ => Ok(()),
    }
}

#[cfg_attr(not(unix), expect(unused_variables, reason = "only Unix has permission bits"))]
fn folder_builder(modes: Modes) -> DirBuilder {
    #[cfg_attr(not(unix), expect(unused_mut, reason = "only Unix has permission bits"))]
    let mut builder = DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, modes.folder());
    builder
}

#[cfg(unix)]
#[expect(clippy::unnecessary_wraps, reason = "other systems have none")]
fn permission_bits(metadata: &Metadata) -> Option<u32> {
    Some(std::os::unix::fs::PermissionsExt::mode(&metadata.permissions()) & 0o777)
}

#[cfg(not(unix))]
fn permission_bits(_: &Metadata) -> Option<u32> {
    None
}

#[cfg(unix)]
fn set_bits(path: &Path, bits: u32) -> io::Result<()> {
    fs::set_permissions(path, std::os::unix::fs::PermissionsExt::from_mode(bits))
}

#[cfg(not(unix))]
fn set_bits(_: &Path, _: u32) -> io::Result<()> {
    Ok(())
}
