//! Reads the files of a sealed site.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// No file of a sealed site is longer; a longer one is somebody else's.
const MOST_BYTES: u64 = 1 << 20;

/// The bytes of one file.
///
/// # Errors
/// When it is not there, is too long, or the system will not let us read it.
pub fn read(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    // A stranger's folder may hold a pipe, which would be waited for without end.
    if !path.metadata()?.is_file() {
        return Err(io::ErrorKind::InvalidInput.into());
    }
    File::open(path)?.take(MOST_BYTES + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > MOST_BYTES { Err(io::ErrorKind::FileTooLarge.into()) } else { Ok(bytes) }
}
