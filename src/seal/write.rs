//! Seals a bundle: cuts it into parts of one size and encrypts each for its place.

use super::bundle::Bundle;
use super::header::Header;
use super::random::{Random, bytes};
use super::shell::{ShellWords, shell_files};
use super::{PART_BYTES, ROUNDS};
use aes_gcm::aead::{Aead, Payload};
use aes_gcm::{Aes256Gcm, KeyInit, Nonce};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;

/// A file of the sealed site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SealedFile {
    /// Its path, with `/`; says nothing about what is inside.
    pub path: String,
    /// Its bytes, all of them printable.
    pub bytes: Vec<u8>,
}

/// Seals a site. `random` must give fresh bytes from the system.
#[must_use]
pub fn seal(bundle: &Bundle, passphrase: &str, words: &ShellWords, random: &mut Random<'_>) -> Vec<SealedFile> {
    let (header, _, parts) = seal_parts(bundle, ROUNDS, passphrase, random);
    let mut files = shell_files(&header, words);
    files.extend(parts);
    files
}

/// The header, the data key and the parts.
pub(super) fn seal_parts(bundle: &Bundle, rounds: u32, passphrase: &str, random: &mut Random<'_>) -> (Header, [u8; 32], Vec<SealedFile>) {
    let stream = bundle.to_bytes();
    let parts = padded(stream.len().div_ceil(PART_BYTES));
    let (header, key) = Header::make(parts, rounds, passphrase, random);
    let cipher = Aes256Gcm::new(&key.into());
    let digest = header.digest();
    let mut clear = stream.chunks(PART_BYTES);
    let seal_one = |place| {
        let mut part = clear.next().unwrap_or_default().to_vec();
        part.resize(PART_BYTES, 0);
        let nonce: [u8; 12] = bytes(random);
        let mut sealed = nonce.to_vec();
        let payload = Payload { msg: &part, aad: &bound_to(&digest, place) };
        // A part is far below what the cipher takes at once.
        sealed.extend(cipher.encrypt(&Nonce::from(nonce), payload).unwrap_or_default());
        let script = format!("renmaiPart=\"{}\"\n", BASE64.encode(&sealed));
        SealedFile { path: part_path(&digest, place), bytes: script.into_bytes() }
    };
    let files = (0..parts).map(seal_one).collect();
    (header, key, files)
}

/// What a part is authenticated with: its container and its place in it.
pub(super) fn bound_to(header_digest: &[u8; 32], place: u32) -> Vec<u8> {
    [header_digest.as_slice(), &place.to_be_bytes()].concat()
}

/// Where a part stands. Each build has a folder of its own, so that a browser's or a host's
/// cache never mixes two builds.
pub(super) fn part_path(header_digest: &[u8; 32], place: u32) -> String {
    let build: String = header_digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    format!("{build}/{place:05}.js")
}

/// The number of parts, rounded up so that it tells little (Padmé, Nikitin et al. 2019): at
/// most an eighth more, and only as many different numbers as there are magnitudes.
///
/// Thirteen parts become fourteen, a hundred become 104.
fn padded(parts: usize) -> u32 {
    let parts = u32::try_from(parts).unwrap_or(u32::MAX).max(2);
    let magnitude = parts.ilog2();
    let kept = magnitude.checked_ilog2().unwrap_or(0) + 1;
    let last = 1_u32 << magnitude.saturating_sub(kept);
    parts.checked_next_multiple_of(last).unwrap_or(parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_of_parts_is_rounded_up_a_little() {
        let cases = [(1, 2), (2, 2), (3, 3), (9, 10), (13, 14), (100, 104), (1000, 1024)];
        for (parts, expected) in cases {
            assert_eq!(padded(parts), expected, "{parts}");
        }
        for parts in 2..5000 {
            let padded = usize::try_from(padded(parts)).unwrap();
            assert!(padded >= parts && padded - parts <= parts / 8 + 1, "{parts} became {padded}");
        }
    }
}
