//! Signs looked for in a text, many bytes at once: most texts hold none of those that mean something.

/// How many bytes are asked together.
const RUN: usize = 16;

/// Where the first of some signs stands, each of them one byte. A run is compared with one sign after the other and
/// without a way out in between, as processors like to do it; the last run overlaps the one before it, and a text
/// shorter than a run goes byte by byte.
///
/// ```
/// use renmai::source::first_sign;
///
/// assert_eq!(first_sign("a plain word or two", b"*_"), None);
/// assert_eq!(first_sign("a *word*", b"*_"), Some(2));
/// ```
#[inline]
pub fn first_sign<const SIGNS: usize>(text: &str, signs: &[u8; SIGNS]) -> Option<usize> {
    let bytes = text.as_bytes();
    let has_one = |run: &[u8; RUN]| {
        let has = |sign: &u8| run.iter().fold(0, |found, byte| found | u8::from(byte == sign));
        signs.iter().fold(0, |found, sign| found | has(sign)) != 0
    };
    let place = |from: usize| bytes.get(from..)?.iter().position(|byte| signs.contains(byte)).map(|at| from + at);
    let Some(last) = bytes.last_chunk::<RUN>() else { return place(0) };
    let (runs, _) = bytes.as_chunks::<RUN>();
    match runs.iter().position(has_one) {
        Some(run) => place(run * RUN),
        None if has_one(last) => place(bytes.len() - RUN),
        None => None,
    }
}

#[cfg(test)]
mod tests {
    use super::first_sign;

    #[test]
    fn a_sign_is_found_wherever_it_stands() {
        for length in 0..50 {
            let text = "x".repeat(length);
            assert_eq!(first_sign(&text, b"%<"), None);
            for at in 0..=length {
                let text = format!("{}<{}<", text.get(..at).unwrap(), text.get(at..).unwrap());
                assert_eq!(first_sign(&text, b"%<"), Some(at), "{text}");
            }
        }
    }
}
