//! Files too long to be in memory as a whole: written as they come, and known by their
//! fingerprint only at the end.

use super::{Entry, MadeFrom, PublishError, Publisher, folded, is_plain};
use crate::digest::Digest;
use std::fs;
use std::io::{self, Write};

/// Bytes that are fingerprinted and written at once. Part of what a fingerprint is.
const PIECE_BYTES: usize = 64 * 1024;

/// Writes a file's bytes to itself, piece by piece.
pub type WriteFile<'a> = dyn FnMut(&mut dyn Write) -> io::Result<()> + 'a;

impl Publisher {
    /// Makes one long file ready, as [`Publisher::put`] does a page: `write` writes it. A file that
    /// stands already is made ready and thrown away, unless it was [kept](Publisher::keep).
    ///
    /// # Errors
    /// As [`Publisher::put`], and what `write` says.
    pub fn put_long(&self, path: &str, from: MadeFrom, write: &mut WriteFile<'_>) -> Result<(), PublishError> {
        if !is_plain(path) {
            return Err(PublishError::BadPath(path.to_owned()));
        }
        if !self.books().taken.insert(folded(path)) {
            return Err(PublishError::Twice(path.to_owned()));
        }
        self.make_folders(path)?;
        let ready = self.pages.join(path);
        let mut make = || {
            let mut pieces = Pieces::passed_on(self.creator.file(&ready)?);
            write(&mut pieces)?;
            pieces.end()
        };
        let (digest, length) = make().map_err(PublishError::io(&ready))?;
        let entry = Entry { digest, length, from };
        let stands = self.stands_already(path, entry);
        if !matches!(stands, Ok(false)) {
            fs::remove_file(&ready).map_err(PublishError::io(&ready))?;
        }
        let mut books = self.books();
        if stands? {
            books.unchanged.push((path.to_owned(), entry));
        } else {
            books.changed.push((path.to_owned(), entry));
        }
        Ok(())
    }

    /// Whether the last build left at a path what `write` writes.
    #[must_use]
    pub fn had_long(&self, path: &str, write: &mut WriteFile<'_>) -> bool {
        let mut pieces = Pieces::passed_on(io::sink());
        let end = write(&mut pieces).and_then(|()| pieces.end());
        end.is_ok_and(|(digest, _)| self.before.get(path).is_some_and(|old| old.digest == digest))
    }
}

/// Cuts what comes into pieces of one length, however it comes.
struct Pieces<W> {
    to: W,
    piece: Vec<u8>,
    digest: Digest,
    length: u64,
}

impl<W: Write> Pieces<W> {
    fn passed_on(to: W) -> Self {
        Self { to, piece: Vec::with_capacity(PIECE_BYTES), digest: Digest::default(), length: 0 }
    }

    fn pass_on(&mut self) -> io::Result<()> {
        self.digest.bytes(&self.piece);
        self.length += self.piece.len() as u64;
        self.to.write_all(&self.piece)?;
        self.piece.clear();
        Ok(())
    }

    fn end(mut self) -> io::Result<(u64, u64)> {
        self.pass_on()?;
        Ok((self.digest.end(), self.length))
    }
}

impl<W: Write> Write for Pieces<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let room = PIECE_BYTES - self.piece.len();
        let (taken, _) = bytes.split_at(bytes.len().min(room));
        self.piece.extend_from_slice(taken);
        if self.piece.len() == PIECE_BYTES {
            self.pass_on()?;
        }
        Ok(taken.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(parts: &[&[u8]]) -> (Vec<u8>, (u64, u64)) {
        let mut written = Vec::new();
        let mut pieces = Pieces::passed_on(&mut written);
        for part in parts {
            pieces.write_all(part).unwrap();
        }
        let end = pieces.end().unwrap();
        (written, end)
    }

    #[test]
    fn a_fingerprint_does_not_depend_on_how_bytes_come() {
        let text: Vec<u8> = (0..200_000_u32).map(|n| (n % 251) as u8).collect();
        let whole = cut(&[&text]);
        assert_eq!((&whole.0, whole.1.1), (&text, 200_000));
        for size in [1, 7, 65_536, 65_537] {
            let parts: Vec<&[u8]> = text.chunks(size).collect();
            assert_eq!(cut(&parts), whole, "{size}");
        }
        assert_ne!(cut(&[&text[1..]]).1, whole.1);
    }
}
