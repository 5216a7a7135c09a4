//! Whether a word is another one with a single slip of the finger: a letter more, less or other, or two
//! neighbours swapped.
//!
//! Linear, and nothing is copied: it is asked for every unknown key of every note against every known one.

/// Whether exactly one slip lies between the two.
///
/// What both begin and end with is taken off; one slip leaves one letter, two that differ, or two pairs in
/// the other order.
#[must_use]
pub fn is_one_slip(one: &str, other: &str) -> bool {
    // A letter has at most four bytes.
    if one.len().abs_diff(other.len()) > 4 {
        return false;
    }
    let (mut left, mut right) = (one.chars(), other.chars());
    loop {
        let before = (left.clone(), right.clone());
        match (left.next(), right.next()) {
            (Some(a), Some(b)) if a == b => {}
            (None, None) => return false,
            _ => {
                (left, right) = before;
                break;
            }
        }
    }
    loop {
        let before = (left.clone(), right.clone());
        match (left.next_back(), right.next_back()) {
            (Some(a), Some(b)) if a == b => {}
            _ => {
                (left, right) = before;
                break;
            }
        }
    }
    let three = |mut letters: std::str::Chars<'_>| (letters.next(), letters.next(), letters.next());
    match (three(left), three(right)) {
        ((Some(_), None, _), (None, ..) | (Some(_), None, _)) | ((None, ..), (Some(_), None, _)) => true,
        ((Some(a), Some(b), None), (Some(c), Some(d), None)) => a == d && b == c,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_the_distance_says() {
        // Every two words of up to four letters out of three.
        let mut words = vec![String::new()];
        for length in 0..4 {
            let longer: Vec<String> = words.iter().filter(|word| word.chars().count() == length).cloned().collect();
            words.extend(longer.iter().flat_map(|word| ['a', 'b', '人'].map(|letter| format!("{word}{letter}"))));
        }
        let mut slips = 0;
        for one in &words {
            for other in &words {
                assert_eq!(is_one_slip(one, other), strsim::osa_distance(one, other) == 1, "{one} {other}");
                slips += usize::from(is_one_slip(one, other));
            }
        }
        assert!(words.len() == 121 && slips > 500, "{slips}");
    }
}
