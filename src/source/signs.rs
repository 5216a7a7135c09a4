//! Signs looked for in a text, many bytes at once: most texts hold none of those that mean something.

/// How many bytes are asked together.
const RUN: usize = 16;

/// Where the first byte of a kind stands. A run is asked without a way out in between, and the last one overlaps
/// the one before it; a text shorter than a run goes byte by byte.
///
/// ```
/// use renmai::source::first_sign;
///
/// assert_eq!(first_sign("a plain word or two", |byte| byte == b'*'), None);
/// assert_eq!(first_sign("a *word*", |byte| byte == b'*'), Some(2));
/// ```
#[inline]
pub fn first_sign(text: &str, is_one: impl Fn(u8) -> bool) -> Option<usize> {
    let bytes = text.as_bytes();
    let has_one = |run: &[u8; RUN]| run.iter().fold(false, |found, byte| found | is_one(*byte));
    let place = |from: usize| bytes.get(from..)?.iter().position(|byte| is_one(*byte)).map(|at| from + at);
    let Some(last) = bytes.last_chunk::<RUN>() else { return place(0) };
    let (runs, _) = bytes.as_chunks::<RUN>();
    for (at, run) in runs.iter().enumerate() {
        if has_one(run) {
            return place(at * RUN);
        }
    }
    if has_one(last) { place(bytes.len() - RUN) } else { None }
}

#[cfg(test)]
mod tests {
    use super::first_sign;

    #[test]
    fn a_sign_is_found_wherever_it_stands() {
        let is_one = |byte| byte == b'<';
        for length in 0..50 {
            let text = "x".repeat(length);
            assert_eq!(first_sign(&text, is_one), None);
            for at in 0..=length {
                let text = format!("{}<{}<", text.get(..at).unwrap(), text.get(at..).unwrap());
                assert_eq!(first_sign(&text, is_one), Some(at), "{text}");
            }
        }
    }
}
