//! How a number is said: `12,000`, `three`, `两`, `1.5`.

const ENGLISH: [&str; 11] = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
/// 两, not 二: these always stand before a measure word.
const CHINESE: [&str; 11] = ["零", "一", "两", "三", "四", "五", "六", "七", "八", "九", "十"];

/// Up to ten as a word, beyond in digits.
#[must_use]
pub fn say_in_words(lang: &str, n: i64) -> String {
    let words = if lang == "zh" { &CHINESE } else { &ENGLISH };
    usize::try_from(n).ok().and_then(|at| words.get(at)).map_or_else(|| say_int(n), |word| (*word).to_owned())
}

/// A whole number; thousands are parted from 10,000 on, so that a year stays a year.
#[must_use]
pub fn say_int(n: i64) -> String {
    let mut buffer = itoa::Buffer::new();
    let digits = buffer.format(n.unsigned_abs());
    if digits.len() < 5 && n >= 0 {
        return digits.to_owned();
    }
    let mut out = String::with_capacity(digits.len() + digits.len() / 3 + 1);
    if n < 0 {
        out.push('-');
    }
    for (at, digit) in digits.chars().enumerate() {
        if digits.len() > 4 && at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A measured number with at most `decimals` decimals and no trailing zeros.
#[must_use]
pub fn say_number(x: f64, decimals: usize) -> String {
    let rounded = format!("{x:.decimals$}");
    let short = if rounded.contains('.') { rounded.trim_end_matches('0').trim_end_matches('.') } else { &rounded };
    match short.parse::<i64>() {
        Ok(whole) => say_int(whole),
        Err(_) => short.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_as_people_write_them() {
        let check = |said: String, expected: &str| assert_eq!(said, expected);
        check(say_int(2026), "2026");
        check(say_int(12_000), "12,000");
        check(say_int(-1_234_567), "-1,234,567");
        check(say_number(1.50, 2), "1.5");
        check(say_number(12_000.0, 2), "12,000");
        check(say_number(-0.001, 2), "0");
        check(say_number(1.0 / 3.0, 2), "0.33");
        check(say_in_words("en", 3), "three");
        check(say_in_words("zh", 2), "两");
        check(say_in_words("en", 11), "11");
        check(say_in_words("en", -1), "-1");
    }
}
