//! Opens a container again. Nothing is given back before everything has been verified.

use super::bundle::Bundle;
use super::header::Header;
use super::write::{bound_to, part_path};
use super::{PART_BYTES, Refused};
use aes_gcm::aead::{Aead, Payload};
use aes_gcm::{Aes256Gcm, KeyInit, Nonce};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;

/// A site taken out of its container: paths and bytes.
pub type Opened = Vec<(String, Vec<u8>)>;

/// A container whose passphrase is known; its parts are still to be read.
pub struct Unlocked {
    cipher: Aes256Gcm,
    digest: [u8; 32],
    parts: u32,
}

/// Derives the key of a container: the slow step.
///
/// # Errors
/// When the header is not ours or was changed, or the passphrase is another one.
pub fn unlock(header: &[u8], passphrase: &str) -> Result<Unlocked, Refused> {
    let header = Header::from_bytes(header)?;
    let key = header.unwrap_key(passphrase)?;
    Ok(Unlocked::new(&header, &key))
}

impl Unlocked {
    pub(super) fn new(header: &Header, key: &[u8; 32]) -> Self {
        Self { cipher: Aes256Gcm::new(&(*key).into()), digest: header.digest(), parts: header.parts }
    }

    /// Every file of the site. `read` gives a part's file by its path, `None` when it is not there.
    ///
    /// # Errors
    /// When any part is missing, changed, or out of its place.
    pub fn open(&self, mut read: impl FnMut(&str) -> Option<Vec<u8>>) -> Result<Opened, Refused> {
        let mut stream = Vec::new();
        for place in 0..self.parts {
            let part = read(&part_path(&self.digest, place)).and_then(|script| self.part(place, &script));
            stream.extend(part.ok_or(Refused::Part(place))?);
        }
        Bundle::from_bytes(&stream).ok_or(Refused::Contents)
    }

    fn part(&self, place: u32, script: &[u8]) -> Option<Vec<u8>> {
        let text = script.strip_prefix(b"renmaiPart=\"")?.strip_suffix(b"\"\n")?;
        let bytes = BASE64.decode(text).ok()?;
        let (nonce, sealed) = bytes.split_first_chunk::<12>()?;
        let payload = Payload { msg: sealed, aad: &bound_to(&self.digest, place) };
        let part = self.cipher.decrypt(&Nonce::from(*nonce), payload).ok()?;
        (part.len() == PART_BYTES).then_some(part)
    }
}
