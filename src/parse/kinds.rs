//! The first word of an entry: which kind of contact it names, in English or Chinese.

use crate::model::interaction::Kind;

/// The words of each kind. English words first, then Han words.
const WORDS: &[(&str, Kind)] = &[
    ("coffee", Kind::Coffee),
    ("meal", Kind::Meal),
    ("lunch", Kind::Lunch),
    ("dinner", Kind::Dinner),
    ("meeting", Kind::Meeting),
    ("visit", Kind::Visit),
    ("call", Kind::Call),
    ("video", Kind::Video),
    ("message", Kind::Message),
    ("email", Kind::Email),
    ("letter", Kind::Letter),
    ("event", Kind::Event),
    ("gift", Kind::Gift),
    ("help", Kind::Help),
    ("intro", Kind::Intro),
    ("greeting", Kind::Greeting),
    ("comment", Kind::Comment),
    ("like", Kind::Like),
    ("咖啡", Kind::Coffee),
    ("吃饭", Kind::Meal),
    ("聚餐", Kind::Meal),
    ("午饭", Kind::Lunch),
    ("晚饭", Kind::Dinner),
    ("见面", Kind::Meeting),
    ("会面", Kind::Meeting),
    ("拜访", Kind::Visit),
    ("电话", Kind::Call),
    ("视频", Kind::Video),
    ("消息", Kind::Message),
    ("微信", Kind::Message),
    ("短信", Kind::Message),
    ("邮件", Kind::Email),
    ("信", Kind::Letter),
    ("活动", Kind::Event),
    ("礼物", Kind::Gift),
    ("帮忙", Kind::Help),
    ("引荐", Kind::Intro),
    ("介绍", Kind::Intro),
    ("问候", Kind::Greeting),
    ("评论", Kind::Comment),
    ("点赞", Kind::Like),
];

/// English words that are as often plain verbs: they need a colon, or to stand alone.
const NEEDS_COLON: [&str; 5] = ["like", "help", "comment", "letter", "event"];

/// Han words that begin other words (信任, 活动室): they end where a word ends.
const NEEDS_AN_END: [&str; 2] = ["信", "活动"];

/// Every word that names a kind.
pub fn words() -> impl Iterator<Item = &'static str> {
    WORDS.iter().map(|(word, _)| *word)
}

/// The kind a text begins with, and where the rest of the text begins.
///
/// `alone` gives the text without its fields and tags: a kind that needs a colon may
/// also be all there is.
#[must_use]
pub fn leading_kind(text: &str, alone: impl FnOnce() -> String) -> Option<(Kind, usize)> {
    // Hardly a word begins with the same letter.
    let first = text.bytes().next()?.to_ascii_lowercase();
    let (word, kind) = WORDS.iter().find(|(word, _)| word.as_bytes().first() == Some(&first) && starts_with_word(text, word))?;
    let rest = text.get(word.len()..)?;
    let after = rest.trim_start();
    let gap = rest.len() - after.len();
    let colon = after.chars().next().filter(|c| matches!(c, ':' | '：'));
    if colon.is_none() && NEEDS_COLON.contains(word) && alone().trim().len() != word.len() {
        return None;
    }
    let content = match colon {
        // `::` is a field, not a kind with a colon.
        Some(_) if after.starts_with("::") => return None,
        Some(sign) => word.len() + gap + sign.len_utf8(),
        None => word.len(),
    };
    let rest = text.get(content..)?;
    Some((*kind, content + rest.len() - rest.trim_start().len()))
}

fn starts_with_word(text: &str, word: &str) -> bool {
    let Some(start) = text.get(..word.len()) else { return false };
    let next = text.get(word.len()..).and_then(|rest| rest.chars().next());
    let ends = next.is_none_or(|c| !c.is_alphanumeric() && c != '_');
    if word.is_ascii() { start.eq_ignore_ascii_case(word) && ends } else { start == word && (ends || !NEEDS_AN_END.contains(&word)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<(Kind, &str)>) {
        let read = leading_kind(text, || text.to_owned()).map(|(kind, at)| (kind, &text[at..]));
        assert_eq!(read, expected, "{text:?}");
    }

    #[test]
    fn kinds_of_the_contract() {
        check("coffee: talked", Some((Kind::Coffee, "talked")));
        check("Coffee with Ada", Some((Kind::Coffee, "with Ada")));
        check("coffeehouse", None);
        check("coffee, then a walk", Some((Kind::Coffee, ", then a walk")));
        check("微信: 问我", Some((Kind::Message, "问我")));
        check("微信：问我", Some((Kind::Message, "问我")));
        check("电话聊了半小时", Some((Kind::Call, "聊了半小时")));
        check("信任我", None);
        check("信：寄了照片", Some((Kind::Letter, "寄了照片")));
        check("信", Some((Kind::Letter, "")));
        check("活动室见", None);
        check("活动，人很多", Some((Kind::Event, "，人很多")));
        check("like: her post", Some((Kind::Like, "her post")));
        check("like her post", None);
        check("like", Some((Kind::Like, "")));
        check("help with the move", None);
        check("帮忙搬家", Some((Kind::Help, "搬家")));
        check("gave:: x", None);
        check("", None);
    }
}
