//! Which of the six checks an item of a person's list asks about, by its words.
//!
//! An item may name its check (`[check:: two-way]`), or ask its question plainly, in
//! English or Chinese: *I give first*, *不只在有事时找对方*. Plainly means: short, not turned
//! round by a *not*, and in the words of one check alone. A guess would put words in
//! one's mouth.

use crate::model::name::is_han;

/// The words that name each check. Latin words stand whole; Han words stand anywhere.
const WORDS: [(&str, &[&str]); 6] = [
    (
        "quarterly",
        &[
            "quarterly",
            "once a quarter",
            "every quarter",
            "each quarter",
            "within a quarter",
            "every three months",
            "每季度",
            "每个季度",
            "每季",
            "一季度一次",
            "一个季度一次",
            "一季内聊过",
        ],
    ),
    (
        "not-only-asking",
        &[
            "not only asking",
            "not only when i ask",
            "not only when i need",
            "not only when i want",
            "not just asking",
            "not just when i ask",
            "not just when i need",
            "not just when i want",
            "不只在有事",
            "不是只在有事",
            "不是有事才",
            "不是只有有事",
            "不只是求",
            "不只是有求",
            "不只在需要",
            "不是只在需要",
            "不仅在需要",
            "不只是索取",
        ],
    ),
    (
        "work-and-life",
        &[
            "work and life",
            "life and work",
            "not only work",
            "not only about work",
            "not just work",
            "not just about work",
            "工作和生活",
            "工作与生活",
            "生活和工作",
            "生活与工作",
            "工作生活都聊",
            "不只谈工作",
            "不只聊工作",
            "不仅谈工作",
            "不仅聊工作",
        ],
    ),
    ("two-way", &["two way", "both ways", "both give", "双向", "有来有往", "互有给予"]),
    (
        "balanced",
        &[
            "in balance",
            "give and take",
            "giving and taking",
            "giving and receiving",
            "well balanced",
            "大致均衡",
            "大致平衡",
            "给予和得到",
            "给予与得到",
            "付出和收获",
            "付出与收获",
            "付出和回报",
            "付出与回报",
        ],
    ),
    ("gives", &["i give first", "give first", "giving first", "mostly i bring", "先给予", "先付出", "主动给予", "主动付出", "常带点什么"]),
];

/// Words that turn a sentence round. What holds them is no plain yes.
const TURNS: [&str; 12] = ["not", "never", "no", "don't", "doesn't", "isn't", "不", "没", "未", "非", "别", "勿"];

/// A sentence longer than this says more than the check's question.
const PLAIN_LATIN_CHARS: usize = 80;
/// Han says the same in fewer signs.
const PLAIN_HAN_CHARS: usize = 32;

/// The id of the one check whose words a text holds.
#[must_use]
pub fn worded_check(text: &str) -> Option<&'static str> {
    let text = normal(text);
    let most = if text.chars().any(is_han) { PLAIN_HAN_CHARS } else { PLAIN_LATIN_CHARS };
    if text.chars().count() > most {
        return None;
    }
    let mut found = WORDS.iter().filter_map(|(check, phrases)| longest(&text, phrases, check).map(|phrase| (*check, phrase)));
    let (check, phrase) = found.next().filter(|_| found.next().is_none())?;
    let rest = text.replacen(phrase, " ", 1);
    (!TURNS.iter().any(|turn| holds(&rest, turn))).then_some(check)
}

fn longest<'a>(text: &str, phrases: &[&'a str], id: &'a str) -> Option<&'a str> {
    let phrases = phrases.iter().copied().filter(|phrase| holds(text, phrase));
    phrases.max_by_key(|phrase| phrase.len()).or_else(|| (text == id.replace('-', " ")).then_some(""))
}

/// Lower case, and spaces for what joins words, so that `two-way` is `two way`.
fn normal(text: &str) -> String {
    let spaced: String = text.chars().map(|c| if c.is_alphanumeric() || c == '\'' { c } else { ' ' }).collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

fn holds(text: &str, phrase: &str) -> bool {
    if !phrase.is_ascii() {
        return text.contains(phrase);
    }
    let joins = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric() || c == '\'');
    text.match_indices(phrase).any(|(at, _)| {
        let before = text.get(..at).and_then(|head| head.chars().next_back());
        let after = text.get(at + phrase.len()..).and_then(|tail| tail.chars().next());
        !joins(before) && !joins(after)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<&str>) {
        assert_eq!(worded_check(text), expected, "{text}");
    }

    #[test]
    fn plain_words_in_both_languages() {
        check("We talk at least once a quarter.", Some("quarterly"));
        check("每季度至少有一次有意义的互动", Some("quarterly"));
        check("I get in touch not only when I need something", Some("not-only-asking"));
        check("不只在有事时才找对方", Some("not-only-asking"));
        check("We talk about work and life", Some("work-and-life"));
        check("聊工作和生活", Some("work-and-life"));
        check("Value flows both ways", Some("two-way"));
        check("价值是双向的", Some("two-way"));
        check("Give and take are even", Some("balanced"));
        check("付出与收获大致平衡", Some("balanced"));
        check("I give first", Some("gives"));
        check("我主动付出，不求回报", None);
        check("我先付出", Some("gives"));
        check("Two-way", Some("two-way"));
        check("balanced", Some("balanced"));
        check("gives", Some("gives"));
    }

    #[test]
    fn what_is_not_plain_answers_nothing() {
        check("Balanced scorecard for the board", None);
        check("We do not talk once a quarter", None);
        check("价值不是双向的", None);
        check("Give first, and see that value flows both ways", None);
        check("quarterlyish", None);
        check("", None);
        check(&format!("once a quarter {}", "and so on ".repeat(12)), None);
    }

    #[test]
    fn the_catalogues_own_words_are_plain() {
        for (check_id, words) in [
            ("quarterly", ["Talked within a quarter", "一季内聊过"]),
            ("not-only-asking", ["Not only when I ask", "不只在有事时"]),
            ("work-and-life", ["Work and life both", "工作生活都聊"]),
            ("two-way", ["Both give", "互有给予"]),
            ("balanced", ["In balance", "大致均衡"]),
            ("gives", ["Mostly I bring something", "常带点什么去"]),
        ] {
            for words in words {
                check(words, Some(check_id));
            }
        }
    }
}
