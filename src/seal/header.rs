//! The first 108 bytes of a container: what is needed before anything can be opened.
//!
//! | bytes | what |
//! |---|---|
//! | 0–7 | `renmai`, a zero, the version (1) |
//! | 8–11 | rounds of PBKDF2-HMAC-SHA-256, big-endian |
//! | 12–15 | number of parts, big-endian |
//! | 16–47 | salt |
//! | 48–59 | nonce of the wrapped key |
//! | 60–107 | the data key (32 bytes) and its tag (16), AES-256-GCM under the passphrase's key; authenticated with it: bytes 0–59 |

use super::Refused;
use super::random::{Random, bytes};
use aes_gcm::aead::{Aead, Payload};
use aes_gcm::{Aes256Gcm, KeyInit, Nonce};
use sha2::{Digest, Sha256};
use unicode_normalization::UnicodeNormalization;

/// Rounds a new container asks for: about a sixth of a second here, at most a few on a phone.
///
/// OWASP (2023) asks for 600,000 at least; every doubling costs an attacker the same.
pub const ROUNDS: u32 = 1_000_000;
/// More rounds than this are refused before any work: a forged header must not hang a browser.
pub const MOST_ROUNDS: u32 = 10_000_000;
/// Fewer are refused in containers, whoever wrote them.
const FEWEST_ROUNDS: u32 = 600_000;
/// More parts than any site has (64 GiB): a forged header must not fill the memory.
const MOST_PARTS: u32 = 1 << 20;

const MAGIC: [u8; 8] = *b"renmai\0\x01";
pub(super) const HEADER_BYTES: usize = 108;
const AUTHENTICATED: usize = 60;

/// The clear beginning of a container.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// Rounds of the key derivation.
    pub rounds: u32,
    /// How many parts there are.
    pub parts: u32,
    salt: [u8; 32],
    nonce: [u8; 12],
    wrapped: [u8; 48],
}

impl Header {
    /// Wraps a fresh data key for `parts` parts; gives the header and the key.
    pub(super) fn make(parts: u32, rounds: u32, passphrase: &str, random: &mut Random<'_>) -> (Self, [u8; 32]) {
        let key: [u8; 32] = bytes(random);
        let mut header = Self { rounds, parts, salt: bytes(random), nonce: bytes(random), wrapped: [0; 48] };
        let clear = header.to_bytes();
        let payload = Payload { msg: &key, aad: clear.get(..AUTHENTICATED).unwrap_or_default() };
        // 32 bytes under a nonce of 12 cannot be too long for the cipher; an empty key is refused on opening.
        let sealed = header.cipher(passphrase).encrypt(&Nonce::from(header.nonce), payload).unwrap_or_default();
        header.wrapped = sealed.try_into().unwrap_or([0; 48]);
        (header, key)
    }

    /// Reads a header; nothing is derived yet.
    ///
    /// # Errors
    /// When it is not ours, or asks for too much or too little work.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Refused> {
        fn take<const N: usize>(bytes: &mut &[u8]) -> Result<[u8; N], Refused> {
            let (head, tail) = bytes.split_first_chunk::<N>().ok_or(Refused::NotOurs)?;
            *bytes = tail;
            Ok(*head)
        }
        let mut rest = bytes;
        let magic: [u8; 8] = take(&mut rest)?;
        let rounds = u32::from_be_bytes(take(&mut rest)?);
        let parts = u32::from_be_bytes(take(&mut rest)?);
        let (salt, nonce, wrapped) = (take(&mut rest)?, take(&mut rest)?, take(&mut rest)?);
        if magic != MAGIC || !rest.is_empty() || parts == 0 || parts > MOST_PARTS {
            return Err(Refused::NotOurs);
        }
        if !(FEWEST_ROUNDS..=MOST_ROUNDS).contains(&rounds) {
            return Err(Refused::Rounds(rounds));
        }
        Ok(Self { rounds, parts, salt, nonce, wrapped })
    }

    /// The header as it stands in the shell page.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(HEADER_BYTES);
        bytes.extend(MAGIC);
        bytes.extend(self.rounds.to_be_bytes());
        bytes.extend(self.parts.to_be_bytes());
        bytes.extend(self.salt);
        bytes.extend(self.nonce);
        bytes.extend(self.wrapped);
        bytes
    }

    /// The data key.
    ///
    /// # Errors
    /// When the passphrase is another one or the header was changed.
    pub(super) fn unwrap_key(&self, passphrase: &str) -> Result<[u8; 32], Refused> {
        let clear = self.to_bytes();
        let payload = Payload { msg: &self.wrapped, aad: clear.get(..AUTHENTICATED).unwrap_or_default() };
        let key = self.cipher(passphrase).decrypt(&Nonce::from(self.nonce), payload).map_err(|_| Refused::Passphrase)?;
        key.try_into().map_err(|_| Refused::Passphrase)
    }

    /// What every part is bound to: a part of another build opens under no other header.
    pub(super) fn digest(&self) -> [u8; 32] {
        Sha256::digest(self.to_bytes()).into()
    }

    fn cipher(&self, passphrase: &str) -> Aes256Gcm {
        // The same words typed on another keyboard are the same words.
        let composed: String = passphrase.nfc().collect();
        let mut key = [0; 32];
        pbkdf2::pbkdf2_hmac::<Sha256>(composed.as_bytes(), &self.salt, self.rounds, &mut key);
        Aes256Gcm::new(&key.into())
    }
}
