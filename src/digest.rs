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

/// Fingerprint of `bytes`: sixteen at a time, one half mixed with a state, are multiplied into a full
/// 128-bit product whose halves are folded together; the length goes in last, so
/// that trailing zeros count. Two states take turns, because each product waits for
/// the one before it.
#[must_use]
pub fn digest(bytes: &[u8]) -> u64 {
    let (turns, rest) = bytes.as_chunks::<32>();
    let (mut a, mut b) = (START, !START);
    for turn in turns {
        if let ([first, second, third, fourth], _) = turn.as_chunks::<8>() {
            a = mix_two(u64::from_le_bytes(*first), a ^ u64::from_le_bytes(*second));
            b = mix_two(u64::from_le_bytes(*third), b ^ u64::from_le_bytes(*fourth));
        }
    }
    let all = if turns.is_empty() { START } else { mix(mix(START ^ a) ^ b) };
    let (words, rest) = rest.as_chunks::<8>();
    let all = words.iter().fold(all, |all, word| mix(all ^ u64::from_le_bytes(*word)));
    mix(mix(all ^ short(rest)) ^ bytes.len() as u64)
}

/// Fewer than eight bytes as one number: two halves that may overlap, without a loop. Two texts
/// of one length never give the same.
fn short(bytes: &[u8]) -> u64 {
    match (bytes.first_chunk::<4>(), bytes.last_chunk::<4>()) {
        (Some(first), Some(last)) => u64::from(u32::from_le_bytes(*first)) | u64::from(u32::from_le_bytes(*last)) << 32,
        _ => bytes.iter().fold(0, |all, byte| all << 8 | u64::from(*byte)),
    }
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

    /// Takes in a few bytes whose number is known from elsewhere: quicker than [`Self::bytes`].
    pub fn words(&mut self, bytes: &[u8]) {
        let (words, rest) = bytes.as_chunks::<8>();
        for word in words {
            self.number(u64::from_le_bytes(*word));
        }
        if !rest.is_empty() {
            self.number(short(rest));
        }
    }

    /// Takes in a number.
    pub fn number(&mut self, number: u64) {
        self.0 = mix(self.0 ^ number);
    }

    /// Takes in two numbers, as quickly as one.
    pub fn pair(&mut self, one: u64, other: u64) {
        self.0 = mix_two(one, self.0 ^ other);
    }

    /// The fingerprint of all that was taken in; never 0, which stands for none.
    #[must_use]
    pub fn end(&self) -> u64 {
        mix(self.0).max(1)
    }
}

fn mix(value: u64) -> u64 {
    folded_product(value ^ START, FACTOR)
}

/// Both count, and which is which. Only where the first is [`FACTOR`] itself the second is lost: a chance of 2⁻⁶⁴.
fn mix_two(one: u64, other: u64) -> u64 {
    folded_product(one ^ FACTOR, other)
}

#[expect(clippy::cast_possible_truncation, reason = "the two halves are what is wanted")]
fn folded_product(one: u64, other: u64) -> u64 {
    let product = u128::from(one) * u128::from(other);
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
    fn every_byte_of_a_short_text_counts() {
        let of = |text: &str| {
            let mut all = Digest::default();
            all.number(text.len() as u64);
            all.words(text.as_bytes());
            all.end()
        };
        for length in 1..40 {
            let text = "a".repeat(length);
            assert_ne!(of(&text), of(&"a".repeat(length - 1)));
            for at in 0..length {
                let mut other = text.clone();
                other.replace_range(at..=at, "b");
                assert_ne!(of(&text), of(&other), "{length}, {at}");
                assert_ne!(digest(text.as_bytes()), digest(other.as_bytes()), "{length}, {at}");
            }
        }
    }

    #[test]
    fn of_two_numbers_both_count_and_which_is_which() {
        let of = |pairs: &[(u64, u64)]| {
            let mut all = Digest::default();
            for (one, other) in pairs {
                all.pair(*one, *other);
            }
            all.end()
        };
        let all = [of(&[]), of(&[(0, 0)]), of(&[(1, 2)]), of(&[(2, 1)]), of(&[(1, 3)]), of(&[(3, 2)]), of(&[(1, 2), (0, 0)])];
        for (at, one) in all.iter().enumerate() {
            assert!(all.iter().skip(at + 1).all(|other| other != one), "{at}");
        }
    }

    #[test]
    fn where_each_ends_counts() {
        let of = |parts: &[&str]| {
            let mut all = Digest::default();
            for part in parts {
                all.bytes(part.as_bytes());
                all.number(part.len() as u64);
                all.words(part.as_bytes());
            }
            all.end()
        };
        assert_eq!(of(&["a", "b"]), of(&["a", "b"]));
        assert_ne!(of(&["ab", ""]), of(&["a", "b"]));
        assert_ne!(of(&["a", "b"]), of(&["b", "a"]));
        assert_ne!(of(&[]), of(&[""]));
    }
}
