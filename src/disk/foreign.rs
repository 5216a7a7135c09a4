//! Reads another program's file, once and as bytes. Nothing is written beside it.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// Largest file that is read, in bytes: the address book of a large firm, pictures included.
pub const LARGEST_FOREIGN_BYTES: u64 = 256 * 1024 * 1024;

/// The bytes of a file; none when there are more than the limit.
///
/// # Errors
/// When it cannot be read, or is no file.
pub fn read(path: &Path) -> io::Result<Option<Vec<u8>>> {
    let file = File::open(path)?;
    let mut bytes = Vec::new();
    file.take(LARGEST_FOREIGN_BYTES + 1).read_to_end(&mut bytes)?;
    Ok((bytes.len() as u64 <= LARGEST_FOREIGN_BYTES).then_some(bytes))
}
