//! A fingerprint of bytes, the same on every run, machine and Rust version.
//!
//! It only answers "are these the bytes we wrote here last time?" and "is this page made
//! from what it was made from?", for one path against its own past, so 64 bits are ample: a chance of 2⁻⁶⁴ that a changed
//! page of equal length is taken for the old one. The standard library's hasher
//! may change with any release, and a cryptographic one would cost more than
//! rendering the page. Nobody but the journal's owner chooses the bytes, so it
//! need not withstand an attacker.

/// Fractional digits of the golden ratio: odd, and with no pattern in its bits.
const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;
/// Fractional digits of π: any start that is not zero would do.
const START: u64 = 0x243f_6a88_85a3_08d3;

/// Fingerprint of `bytes`: eight at a time are mixed into the state by a full
/// 128-bit product whose halves are folded together; the length goes in last, so
/// that trailing zeros count.
#[must_use]
pub fn digest(bytes: &[u8]) -> u64 {
    let (words, rest) = bytes.as_chunks::<8>();
    let mut state = START;
    for word in words {
        state = mix(state ^ u64::from_le_bytes(*word));
    }
    let mut last = [0; 8];
    for (to, from) in last.iter_mut().zip(rest) {
        *to = *from;
    }
    mix(mix(state ^ u64::from_le_bytes(last)) ^ bytes.len() as u64)
}

/// A fingerprint of many things one after the other; where each ends counts.
#[derive(Debug, Clone)]
pub struct Digest(u64);

impl Default for Digest {
    fn default() -> Self {
        Self(START)
    }
}

impl Digest {
    /// Takes in some bytes.
    pub fn bytes(&mut self, bytes: &[u8]) {
        self.number(digest(bytes));
    }

    /// Takes in a number.
    pub fn number(&mut self, number: u64) {
        self.0 = mix(self.0 ^ number);
    }

    /// The fingerprint of all that was taken in; never 0, which stands for none.
    #[must_use]
    pub fn end(&self) -> u64 {
        mix(self.0).max(1)
    }
}

#[expect(clippy::cast_possible_truncation, reason = "the two halves are what is wanted")]
fn mix(value: u64) -> u64 {
    let product = u128::from(value ^ START) * u128::from(FACTOR);
    (product as u64) ^ ((product >> 64) as u64)
}

#[cfg(test)]
mod tests {
    use super::{Digest, digest};

    #[test]
    fn it_never_changes() {
        assert_eq!(format!("{:016x}", digest(b"")), "e18485764ba03644");
    }

    #[test]
    fn every_bit_and_the_length_count() {
        let page = vec![7_u8; 1000];
        for at in 0..page.len() {
            let mut other = page.clone();
            other[at] ^= 1;
            assert_ne!(digest(&page), digest(&other));
        }
        assert_ne!(digest(&[0; 8]), digest(&[0; 9]));
        assert_ne!(digest(&[]), digest(&[0]));
    }

    #[test]
    fn where_each_ends_counts() {
        let of = |parts: &[&str]| {
            let mut all = Digest::default();
            for part in parts {
                all.bytes(part.as_bytes());
            }
            all.end()
        };
        assert_eq!(of(&["a", "b"]), of(&["a", "b"]));
        assert_ne!(of(&["ab", ""]), of(&["a", "b"]));
        assert_ne!(of(&["a", "b"]), of(&["b", "a"]));
        assert_ne!(of(&[]), of(&[""]));
    }
}
