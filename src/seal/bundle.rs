//! All files of a site as one run of bytes: a table of contents, then each file, deflated.
//!
//! `length of the table (u32, big-endian) · table · files`. The table is a JSON list of
//! `[path, start, stored, length]`, deflated: where the file's stored bytes begin after the
//! table, how many they are, how many they are when inflated.

use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;
use std::collections::BTreeMap;
use std::io::{Read, Write};

/// Files of a site by their paths, each deflated as soon as it comes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Bundle {
    files: BTreeMap<String, Stored>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Stored {
    deflated: Vec<u8>,
    length: usize,
}

/// A row of the table of contents.
type Row = (String, usize, usize, usize);

impl Bundle {
    /// Puts a file in; false where the path is taken, and what was there stays.
    pub fn put(&mut self, path: &str, bytes: &[u8]) -> bool {
        self.put_deflated(path, deflated(bytes), bytes.len())
    }

    /// Puts in what [`deflated`] gave for a file of `length` bytes.
    pub fn put_deflated(&mut self, path: &str, deflated: Vec<u8>, length: usize) -> bool {
        let free = !self.files.contains_key(path);
        if free {
            self.files.insert(path.to_owned(), Stored { deflated, length });
        }
        free
    }

    /// How many files there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// The whole as one run of bytes.
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        let mut start = 0;
        let table: Vec<Row> = self
            .files
            .iter()
            .map(|(path, file)| {
                let row = (path.clone(), start, file.deflated.len(), file.length);
                start += file.deflated.len();
                row
            })
            .collect();
        let table = deflated(serde_json::to_string(&table).unwrap_or_default().as_bytes());
        let mut bytes = Vec::with_capacity(4 + table.len() + start);
        bytes.extend(u32::try_from(table.len()).unwrap_or(u32::MAX).to_be_bytes());
        bytes.extend(table);
        for file in self.files.values() {
            bytes.extend(&file.deflated);
        }
        bytes
    }

    /// Reads what [`Bundle::to_bytes`] wrote; zeros may follow. `None` when it is none.
    pub(super) fn from_bytes(bytes: &[u8]) -> Option<Vec<(String, Vec<u8>)>> {
        let (length, rest) = bytes.split_first_chunk::<4>()?;
        let (table, files) = rest.split_at_checked(usize::try_from(u32::from_be_bytes(*length)).ok()?)?;
        let table: Vec<Row> = serde_json::from_slice(&inflated(table, MOST_TABLE_BYTES)?).ok()?;
        let file = |(path, start, stored, length): Row| {
            let bytes = inflated(files.get(start..start.checked_add(stored)?)?, length)?;
            (bytes.len() == length).then_some((path, bytes))
        };
        table.into_iter().map(file).collect()
    }
}

/// A table longer than this is none of ours: a hundred bytes a file for a million files.
const MOST_TABLE_BYTES: usize = 100_000_000;

/// The bytes, deflated without a frame.
#[must_use]
pub fn deflated(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::default());
    // Writing into memory does not fail.
    let _ = encoder.write_all(bytes);
    encoder.finish().unwrap_or_default()
}

/// At most one byte more than `most`, so that a bomb shows and does not burst.
fn inflated(bytes: &[u8], most: usize) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    DeflateDecoder::new(bytes).take(u64::try_from(most).ok()?.saturating_add(1)).read_to_end(&mut out).ok()?;
    (out.len() <= most).then_some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_goes_in_comes_out() {
        let mut bundle = Bundle::default();
        bundle.put("people/ada.html", "Ada 艾达".repeat(100).as_bytes());
        bundle.put("index.html", b"");
        let mut bytes = bundle.to_bytes();
        bytes.extend([0; 100]);
        let files = Bundle::from_bytes(&bytes).unwrap();
        assert_eq!(files, [("index.html".to_owned(), vec![]), ("people/ada.html".to_owned(), "Ada 艾达".repeat(100).into_bytes())]);
    }

    #[test]
    fn nonsense_is_nothing() {
        for bytes in [&b""[..], b"\0", b"\0\0\0\0", b"\0\0\0\x02\x03\0", b"\xff\xff\xff\xff", b"\0\0\0\x01\0\0\0\0"] {
            assert_eq!(Bundle::from_bytes(bytes), None, "{bytes:?}");
        }
    }
}
