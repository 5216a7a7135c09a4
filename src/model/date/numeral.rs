//! Numbers written in Han characters, as far as days and rhythms need them.

/// A number from 0 to 99 in the everyday form: `三`, `两`, `十二`, `廿三`, `三十`.
pub(crate) fn han_number(text: &str) -> Option<u32> {
    if let Some(rest) = text.strip_prefix('廿') {
        return Some(20 + ones(rest)?);
    }
    if let Some(rest) = text.strip_prefix('卅') {
        return Some(30 + ones(rest)?);
    }
    match text.split_once('十') {
        Some(("", rest)) => Some(10 + ones(rest)?),
        Some((tens, rest)) => Some(10 * single(tens)? + ones(rest)?),
        None => single(text),
    }
}

/// A number read digit by digit, as years are: `一九九〇`.
pub(crate) fn han_digits(text: &str) -> Option<u32> {
    if text.is_empty() || text.chars().count() > 8 {
        return None;
    }
    text.chars().try_fold(0, |value, next| Some(value * 10 + digit(next)?))
}

fn ones(text: &str) -> Option<u32> {
    if text.is_empty() { Some(0) } else { single(text) }
}

fn single(text: &str) -> Option<u32> {
    let mut chars = text.chars();
    let value = digit(chars.next()?)?;
    chars.as_str().is_empty().then_some(value)
}

fn digit(han: char) -> Option<u32> {
    let value = match han {
        '〇' | '零' | '○' => 0,
        '一' => 1,
        '二' | '两' | '兩' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    };
    Some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<u32>) {
        assert_eq!(han_number(text), expected, "{text}");
    }

    #[test]
    fn everyday_numbers() {
        check("三", Some(3));
        check("两", Some(2));
        check("十", Some(10));
        check("十二", Some(12));
        check("二十", Some(20));
        check("廿三", Some(23));
        check("三十", Some(30));
        check("九十九", Some(99));
        check("", None);
        check("一二", None);
        check("十十", None);
        check("百", None);
    }

    #[test]
    fn years() {
        assert_eq!(han_digits("一九九〇"), Some(1990));
        assert_eq!(han_digits("一九十〇"), None);
        assert_eq!(han_digits(""), None);
    }
}
