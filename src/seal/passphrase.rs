//! How strong a passphrase is, and a better one to offer.
//!
//! Whoever has the sealed files may try passphrases for years; a million rounds make each try
//! dear, the passphrase must do the rest. The estimate is a lower bound that assumes a guesser
//! who knows how people choose: words count as words, not as letters.

use super::random::{Random, bytes};
use diceware_wordlists::EFF_LONG_WORDLIST;
use std::collections::HashSet;
use unicode_normalization::UnicodeNormalization;

/// A passphrase below this many bits is refused. At a million rounds, 2^70 tries take a million
/// machines of 10,000 tries a second about 3,700 years.
pub const FEWEST_BITS: f64 = 70.0;
/// Words of an offered passphrase: six of 7,776, 77.5 bits.
pub const OFFERED_WORDS: usize = 6;

/// Bits of one word in a list as guessers have it (the list offered from has 7,776).
const WORD: f64 = 12.9;
/// Bits of one Han character among the three thousand that are written daily, less what a
/// character tells about the next.
const HAN: f64 = 8.0;

/// About how many bits a guesser who knows people's ways must try: a sum over the runs of
/// letters, digits and signs, each run counted once however often it is said.
///
/// - letters: 4.7 bits each (5.7 in mixed case), but at most one word of a list (12.9) for each
///   seven begun;
/// - digits: 3.3 bits each, at most 8 for each four begun (years and days are guessed first);
/// - Han: 8 bits a character; anything else: 5 bits, once for each different sign.
///
/// `correct horse battery staple` is four words, 51.6 bits: refused.
#[must_use]
pub fn bits(passphrase: &str) -> f64 {
    let composed: Vec<char> = passphrase.trim().nfc().collect();
    let mut seen = HashSet::new();
    let mut bits = 0.0;
    for run in composed.chunk_by(|a, b| Sort::of(*a) == Sort::of(*b)) {
        let Some(first) = run.first() else { continue };
        let text: String = run.iter().flat_map(|sign| sign.to_lowercase()).collect();
        match Sort::of(*first) {
            Sort::Han => bits += run.iter().filter(|sign| seen.insert(sign.to_string())).count() as f64 * HAN,
            Sort::Sign => bits += run.iter().filter(|sign| !sign.is_whitespace() && seen.insert(sign.to_string())).count() as f64 * 5.0,
            _ if !seen.insert(text) => {}
            Sort::Letter => bits += letters(run),
            Sort::Digit => bits += digits(run),
        }
    }
    bits
}

/// Six words by chance, as one would read them over a telephone.
#[must_use]
pub fn offer(random: &mut Random<'_>) -> String {
    let mut words = Vec::with_capacity(OFFERED_WORDS);
    while words.len() < OFFERED_WORDS {
        // 62,208 is eight times 7,776: taking only numbers below it favours no word.
        let number = usize::from(u16::from_be_bytes(bytes(random)));
        if number < EFF_LONG_WORDLIST.len() * 8 {
            words.extend(EFF_LONG_WORDLIST.get(number % EFF_LONG_WORDLIST.len()).copied());
        }
    }
    words.join(" ")
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sort {
    Letter,
    Digit,
    Han,
    Sign,
}

impl Sort {
    fn of(sign: char) -> Self {
        match sign {
            '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}' => Self::Han,
            _ if sign.is_alphabetic() => Self::Letter,
            _ if sign.is_numeric() => Self::Digit,
            _ => Self::Sign,
        }
    }
}

fn letters(run: &[char]) -> f64 {
    let distinct: HashSet<&char> = run.iter().collect();
    let mixed = run.iter().skip(1).any(|sign| sign.is_uppercase()) && run.iter().any(|sign| sign.is_lowercase());
    let each = if mixed { 5.7 } else { 4.7 };
    let words = run.len().div_ceil(7) as f64 * WORD;
    // A run of three letters is three, one letter said twenty times is little more than one.
    (distinct.len().min(run.len()) as f64 * each).min(run.len() as f64 * each).min(if mixed { words * 2.0 } else { words })
}

fn digits(run: &[char]) -> f64 {
    let distinct: HashSet<&char> = run.iter().collect();
    (distinct.len() as f64 * 3.3).min(run.len().div_ceil(4) as f64 * 8.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_guess_is_weak_and_six_words_are_not() {
        for weak in [
            "",
            "hunter2",
            "correct horse battery staple",
            "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
            "1234567890123456789012345678901234567890",
            "password password password password password password password",
            "张伟1990年5月12日",
            "qwertyuiopasdfghjklzxcvbnm",
            "!!!!!!!!!!!!!!!!!!!!!!!!",
        ] {
            assert!(bits(weak) < FEWEST_BITS, "{weak}: {}", bits(weak));
        }
        for strong in ["undone grievance swab lunchbox eatable pacemaker", "鹤巷柠桥锈钟雾邮梯苔瓷帆", "x7Kp-2mQv-9tRw-4bNs-6hJd"]
        {
            assert!(bits(strong) >= FEWEST_BITS, "{strong}: {}", bits(strong));
        }
    }

    #[test]
    fn what_is_offered_would_be_taken() {
        let mut state = 1_u64;
        let mut random = |slice: &mut [u8]| {
            for byte in slice {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                *byte = u8::try_from(state >> 56).unwrap();
            }
        };
        let offers: Vec<String> = (0..200).map(|_| offer(&mut random)).collect();
        // Two alike among six words would count once; that one is offered again by the shell.
        assert!(offers.iter().filter(|offer| bits(offer) >= FEWEST_BITS).count() > 180);
        assert!(offers.iter().all(|offer| offer.split(' ').count() == OFFERED_WORDS));
    }
}
