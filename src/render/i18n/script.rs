//! Which script a text is written in: what decides spaces, line breaks and the
//! `lang` of a fragment.

/// A Chinese character.
#[must_use]
pub fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}' | '〇' | '々')
}

/// A character that stands in a full-width field without spaces around it: Han,
/// kana, full-width punctuation and the quotes Chinese shares with English.
#[must_use]
pub fn is_cjk(c: char) -> bool {
    is_han(c) || is_kana(c) || matches!(c, '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ff60}' | '“' | '”' | '‘' | '’' | '…' | '—')
}

fn is_kana(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}')
}

fn is_hangul(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{11ff}' | '\u{ac00}'..='\u{d7af}')
}

/// The language to name for a text on a page in `page_lang`, if its script is
/// not the page's. Digits and signs belong to every language.
#[must_use]
pub fn other_language(text: &str, page_lang: &str) -> Option<&'static str> {
    if page_lang != "zh" && text.is_ascii() {
        return None;
    }
    let (mut han, mut latin) = (false, 0_u32);
    for c in text.chars() {
        if is_kana(c) {
            return (page_lang != "ja").then_some("ja");
        }
        if is_hangul(c) {
            return (page_lang != "ko").then_some("ko");
        }
        han |= is_han(c);
        latin += u32::from(c < '\u{250}' && c.is_alphabetic());
    }
    match (han, page_lang) {
        (true, "zh") => None,
        (true, _) => Some("zh"),
        // One letter is a sign (`A 组`), not a language.
        (false, "zh") if latin > 1 => Some("en"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fragment_in_another_script_is_named() {
        let check = |text: &str, lang: &str, expected: Option<&str>| assert_eq!(other_language(text, lang), expected, "{text}");
        check("陈屿", "en", Some("zh"));
        check("陈屿", "zh", None);
        check("Maya", "zh", Some("en"));
        check("Maya", "en", None);
        check("用 Rust 写", "zh", None);
        check("2026-11-22", "zh", None);
        check("さくら", "zh", Some("ja"));
        check("", "en", None);
    }
}
