//! One entry's words: `[TIME] [ARROW] [KIND[:]] TEXT` with inline fields, tags and
//! the people it is shared with. Log items, dated headings and lines of journal
//! notes are all read here.

use std::borrow::Cow;
use std::ops::Range;

use super::body::without_holes;
use super::decode::Decoder;
use super::fields::{self, Field};
use super::kinds::leading_kind;
use crate::diagnostics::{Code, Diagnostic};
use crate::model::few::Few;
use crate::model::interaction::{By, Depth, Feeling, Gift, Kind, Side};
use crate::model::links::{self, Link};
use crate::source::{FileId, Span, Spanned};

/// An entry as written, before anybody's name is looked up.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Who reached out: `[by:: …]`, else the arrow.
    pub by: By,
    /// The first word, when it names a kind.
    pub kind: Option<Kind>,
    /// `[depth:: …]`.
    pub depth: Option<Depth>,
    /// The text without time, arrow, kind and the fields we know.
    pub text: Box<str>,
    /// `[gave:: …]`
    pub gave: Few<Gift>,
    /// `[got:: …]`
    pub got: Few<Gift>,
    /// `[ask:: …]`
    pub ask: Option<Side>,
    /// `[felt:: …]`
    pub felt: Option<Feeling>,
    /// `[reply:: …]`
    pub reply: Option<Side>,
    /// `#tags`
    pub tags: Few<String>,
    /// People in `[with:: …]`: links and names.
    pub with: Few<Spanned<WithName>>,
    /// People in a run of links after `with`, `和` …
    pub run: Few<Spanned<String>>,
    /// Every link that stands outside inline fields.
    pub links: Few<Spanned<String>>,
    /// Every link inside inline fields other than `with`.
    pub field_links: Few<Spanned<String>>,
    /// Whether it has an arrow, a kind or a field: more than a bare mention.
    pub is_marked: bool,
    /// Whether it has one of gave, got, ask, felt, reply.
    pub has_personal_fields: bool,
}

/// One value of `[with:: …]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WithName {
    /// A link: surely a name.
    Link(String),
    /// Plain words: one name, or several joined by `and`.
    Words(String),
}

impl Entry {
    /// The kind, `note` where none is named.
    #[must_use]
    pub fn kind(&self) -> Kind {
        self.kind.unwrap_or(Kind::Note)
    }
}

/// Reads the words of an entry, which stand in the file unbroken from `base` on.
pub fn entry(file: FileId, text: &str, base: usize, decoder: &mut Decoder) -> Entry {
    let found = fields::fields(text);
    let known: Vec<&Field> = found.iter().filter(|field| KNOWN.contains(&field.key.as_str())).collect();
    let known_ranges: Vec<Range<usize>> = known.iter().map(|field| field.at.clone()).collect();
    let bare = fields::without(text, &known_ranges);
    let (arrow, rest) = leading_arrow(after_time(&bare));
    let alone = || {
        let every_range: Vec<Range<usize>> = found.iter().map(|field| field.at.clone()).collect();
        let without_fields = fields::without(text, &every_range);
        // The entry's own line: what is written below it does not make `help` a verb.
        without_tags(leading_arrow(after_time(&without_fields)).1.lines().next().unwrap_or(""))
    };
    let (kind, words) = match leading_kind(rest, alone) {
        Some((kind, at)) => (Some(kind), rest.get(at..).unwrap_or("")),
        None => (None, rest),
    };
    let mut entry = Entry {
        by: arrow.unwrap_or(By::Unknown),
        kind,
        depth: None,
        text: without_holes(&lines_trimmed(words.trim())).into(),
        gave: Few::new(),
        got: Few::new(),
        ask: None,
        felt: None,
        reply: None,
        tags: fields::tags(&bare).into(),
        with: Few::new(),
        run: Few::new(),
        links: Few::new(),
        field_links: Few::new(),
        is_marked: arrow.is_some() || kind.is_some() || !known.is_empty(),
        has_personal_fields: known.iter().any(|field| !matches!(field.key.as_str(), "by" | "with" | "depth")),
    };
    for field in &known {
        read_field(file, &mut entry, field, base, decoder);
    }
    read_links(file, &mut entry, text, &found, base);
    entry
}

/// The words of several lines, each without its indent.
fn lines_trimmed(words: &str) -> Cow<'_, str> {
    if !words.contains('\n') {
        return Cow::Borrowed(words);
    }
    Cow::Owned(words.lines().map(str::trim).collect::<Vec<_>>().join("\n"))
}

const KNOWN: [&str; 8] = ["by", "with", "gave", "got", "ask", "felt", "depth", "reply"];

/// Skips `14:30`, `14:30–15:00` and a separating colon or dash.
fn after_time(text: &str) -> &str {
    let text = text.trim_start();
    let Some(end) = clock(text) else { return text };
    let rest = text.get(end..).unwrap_or("");
    let until = rest.strip_prefix(['-', '–', '~']).and_then(|rest| clock(rest).and_then(|end| rest.get(end..)));
    let rest = until.unwrap_or(rest).trim_start();
    rest.strip_prefix(['：', ':']).unwrap_or(rest).trim_start()
}

/// The length of `9:05` or `14:30:15` at the start of a text.
fn clock(text: &str) -> Option<usize> {
    let hours = text.bytes().take_while(u8::is_ascii_digit).count();
    let after = text.get(hours..)?;
    let colon = [':', '：'].into_iter().find(|sign| after.starts_with(*sign))?.len_utf8();
    let minutes = text.get(hours + colon..)?.bytes().take_while(u8::is_ascii_digit).count();
    let hour: u8 = text.get(..hours)?.parse().ok()?;
    let minute: u8 = text.get(hours + colon..hours + colon + minutes)?.parse().ok()?;
    if !(1..=2).contains(&hours) || minutes != 2 || hour > 24 || minute > 59 {
        return None;
    }
    let mut end = hours + colon + minutes;
    if let Some(seconds) = text.get(end..).and_then(|rest| rest.strip_prefix(':'))
        && seconds.bytes().take_while(u8::is_ascii_digit).count() == 2
    {
        end += 3;
    }
    text.get(end..).is_none_or(|rest| !rest.starts_with(char::is_alphanumeric)).then_some(end)
}

/// The arrow a text begins with, and the rest.
fn leading_arrow(text: &str) -> (Option<By>, &str) {
    let text = text.trim_start();
    let (by, length) = match text.as_bytes() {
        [b'<', b'-', b'>', ..] => (By::Both, 3),
        [b'<', b'>', ..] => (By::Both, 2),
        [b'-', b'>', ..] => (By::Me, 2),
        [b'<', b'-', ..] => (By::Them, 2),
        _ => match text.chars().next() {
            Some(sign @ '↔') => (By::Both, sign.len_utf8()),
            Some(sign @ '→') => (By::Me, sign.len_utf8()),
            Some(sign @ '←') => (By::Them, sign.len_utf8()),
            _ => return (None, text),
        },
    };
    // `↔️` may carry the mark that asks for a picture.
    (Some(by), text.get(length..).unwrap_or("").trim_start_matches('\u{fe0f}').trim_start())
}

fn without_tags(text: &str) -> String {
    text.split_whitespace().filter(|word| !word.starts_with('#')).collect::<Vec<_>>().join(" ")
}

fn read_field(file: FileId, entry: &mut Entry, field: &Field, base: usize, decoder: &mut Decoder) {
    let at = Span::new(file, base + field.at.start, base + field.at.end);
    let value = field.value.as_str();
    let read = match field.key.as_str() {
        "by" => by(value).map(|by| entry.by = by),
        "ask" => side(value).map(|side| entry.ask = Some(side)),
        "reply" => side(value).map(|side| entry.reply = Some(side)),
        "felt" => feeling(value).map(|felt| entry.felt = Some(felt)),
        "depth" => depth(value).map(|depth| entry.depth = Some(depth)),
        "gave" => gift(value).map(|gift| entry.gave.push(gift)),
        "got" => gift(value).map(|gift| entry.got.push(gift)),
        "with" => {
            let names = with_names(value);
            entry.with.extend(names.iter().map(|name| Spanned::new(name.clone(), at)));
            (!names.is_empty()).then_some(())
        }
        _ => Some(()),
    };
    if read.is_none() {
        decoder.report(Diagnostic::new(Code::BadField, at).with("field", &field.key).with("value", value));
    }
}

fn by(value: &str) -> Option<By> {
    match value.to_lowercase().as_str() {
        "both" | "双方" => Some(By::Both),
        _ => side(value).map(|side| match side {
            Side::Me => By::Me,
            Side::Them => By::Them,
        }),
    }
}

fn side(value: &str) -> Option<Side> {
    match value.to_lowercase().as_str() {
        "me" | "我" => Some(Side::Me),
        "them" | "对方" => Some(Side::Them),
        _ => None,
    }
}

fn feeling(value: &str) -> Option<Feeling> {
    match value.to_lowercase().as_str() {
        "warm" | "温暖" => Some(Feeling::Warm),
        "neutral" | "平常" => Some(Feeling::Neutral),
        "drained" | "疲惫" => Some(Feeling::Drained),
        "used" | "被利用" => Some(Feeling::Used),
        _ => None,
    }
}

fn depth(value: &str) -> Option<Depth> {
    match value.to_lowercase().as_str() {
        "touch" | "轻" => Some(Depth::Touch),
        "talk" | "谈" => Some(Depth::Talk),
        "deep" | "深" => Some(Depth::Deep),
        _ => None,
    }
}

/// Something given or got; it may begin with the whole word of its weight.
fn gift(value: &str) -> Option<Gift> {
    const WEIGHTS: [(&str, u32); 6] = [
        ("small", Gift::SMALL),
        ("medium", Gift::MEDIUM),
        ("large", Gift::LARGE),
        ("小", Gift::SMALL),
        ("中", Gift::MEDIUM),
        ("大", Gift::LARGE),
    ];
    let value = value.trim();
    if value.is_empty() {
        return None;
    }
    for (word, weight) in WEIGHTS {
        let Some(start) = value.get(..word.len()) else { continue };
        let rest = value.get(word.len()..).unwrap_or("");
        if start.eq_ignore_ascii_case(word) && !rest.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | '-')) {
            let text = rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '：' | ',' | '，'));
            return Some(Gift { text: text.to_owned(), weight });
        }
    }
    Some(Gift { text: value.to_owned(), weight: Gift::SMALL })
}

/// The people of `[with:: …]`: links, and what stands between commas around them.
fn with_names(value: &str) -> Vec<WithName> {
    let mut names = Vec::new();
    let mut from = 0;
    let plain = |words: &str, names: &mut Vec<WithName>| {
        let parts = words.split([',', '，', '、', ';', '；', '&']).map(without_joiner);
        names.extend(parts.filter(|part| !part.is_empty()).map(|part| WithName::Words(part.to_owned())));
    };
    for link in links::links(value) {
        plain(value.get(from..link.at.start).unwrap_or(""), &mut names);
        names.push(WithName::Link(link.target));
        from = link.at.end;
    }
    plain(value.get(from..).unwrap_or(""), &mut names);
    names
}

/// A name without the `and` or `和` that joined it to a link before or after it.
fn without_joiner(words: &str) -> &str {
    let mut words = words.trim();
    for joiner in ["and", "和", "与", "跟"] {
        let spaced = |rest: &str, gap: bool| gap || !joiner.is_ascii() || rest.is_empty();
        if let Some(rest) = words.strip_suffix(joiner)
            && spaced(rest, rest.ends_with(' '))
            && rest.is_empty() | joiner.is_ascii()
        {
            words = rest.trim_end();
        }
        if let Some(rest) = words.strip_prefix(joiner)
            && spaced(rest, rest.starts_with(' '))
            && rest.is_empty() | joiner.is_ascii()
        {
            words = rest.trim_start();
        }
    }
    words
}

/// Sorts the links of an entry: those of a shared run, those in fields, the rest.
fn read_links(file: FileId, entry: &mut Entry, text: &str, fields: &[Field], base: usize) {
    let all = links::links(text);
    // Fields stand in order and apart: only the last that begins before a link can hold it.
    let inside = |link: &Link| {
        let before = fields.partition_point(|field| field.at.start <= link.at.start);
        before.checked_sub(1).and_then(|last| fields.get(last)).filter(|field| link.at.end <= field.at.end)
    };
    let span = |link: &Link| Span::new(file, base + link.at.start, base + link.at.end);
    let mut before: Option<(usize, bool)> = None;
    for link in &all {
        if let Some(field) = inside(link) {
            if field.key != "with" {
                entry.field_links.push(Spanned::new(link.target.clone(), span(link)));
            }
            continue;
        }
        let shared = belongs_to_run(text, link.at.start, before);
        if shared {
            entry.run.push(Spanned::new(link.target.clone(), span(link)));
        }
        entry.links.push(Spanned::new(link.target.clone(), span(link)));
        before = Some((link.at.end, shared));
    }
}

/// Whether a link belongs to a run of people one was together with.
///
/// A run begins right after `with`, `w/`, `和`, `与`, `跟`, `同` and goes on over
/// commas and `and`. Right after a link, `和` `与` `跟` only continue a run:
/// in `介绍[[甲]]和[[乙]]` nobody was met.
fn belongs_to_run(text: &str, start: usize, before: Option<(usize, bool)>) -> bool {
    const CONTINUES: [&str; 8] = [",", "，", "、", "and", "&", "和", "与", "跟"];
    const BEGINS: [&str; 6] = ["with", "w/", "和", "与", "跟", "同"];
    if let Some((end, in_run)) = before {
        let between = text.get(end..start).unwrap_or("").trim().to_lowercase();
        let after_comma = between.strip_prefix([',', '，']).map(str::trim);
        let joined = after_comma.filter(|rest| !rest.is_empty()).unwrap_or(&between);
        // `…[[甲]]，和[[乙]]` may begin a run: the comma parts it from the link.
        if CONTINUES.contains(&joined) && (in_run || after_comma.is_none()) {
            return in_run;
        }
    }
    let from = before.map_or(0, |(end, _)| end);
    let words = text.get(from..start).unwrap_or("").trim_end();
    BEGINS.iter().any(|word| {
        let Some(lead) = words.len().checked_sub(word.len()).filter(|at| words.is_char_boundary(*at)) else { return false };
        let (ahead, tail) = words.split_at(lead);
        let whole = !word.is_ascii() || !ahead.ends_with(|c: char| c.is_ascii_alphanumeric());
        tail.eq_ignore_ascii_case(word) && whole
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Entry, Vec<Diagnostic>) {
        let mut decoder = Decoder::default();
        (entry(FileId(0), text, 0, &mut decoder), decoder.diagnostics)
    }

    fn check(text: &str, by: By, kind: Kind, words: &str) {
        let (entry, problems) = read(text);
        assert_eq!((entry.by, entry.kind(), entry.text.as_ref()), (by, kind, words), "{text:?}");
        assert_eq!(problems, [], "{text:?}");
    }

    #[test]
    fn arrows_kinds_and_words() {
        check("→ coffee: talked", By::Me, Kind::Coffee, "talked");
        check("->call", By::Me, Kind::Call, "");
        check("<- 微信: 问我要简历模板 [ask:: them]", By::Them, Kind::Message, "问我要简历模板");
        check("↔ dinner with [[Ada Moreno]] #life", By::Both, Kind::Dinner, "with [[Ada Moreno]] #life");
        check("<-> walked", By::Both, Kind::Note, "walked");
        check("14:30 ← call", By::Them, Kind::Call, "");
        check("9:05-10:00: coffee", By::Unknown, Kind::Coffee, "");
        check("→ talked [by:: them]", By::Them, Kind::Note, "talked");
        check("[by:: 双方] 见面", By::Both, Kind::Meeting, "");
        check("like #fun [by:: me]", By::Me, Kind::Like, "#fun");
        check("like it [by:: me]", By::Me, Kind::Note, "like it");
        check("3:2 was the score", By::Unknown, Kind::Note, "3:2 was the score");
        check("→ help [with:: Ada]\ncarried boxes", By::Me, Kind::Help, "carried boxes");
        check("→ help with\nboxes", By::Me, Kind::Note, "help with\nboxes");
    }

    #[test]
    fn gifts_carry_their_weight() {
        let (entry, _) = read("[gave:: medium intro to [[王伟]]] [gave:: 大 帮忙搬家] [got:: 大学推荐信] [got:: large]");
        let gave: Vec<_> = entry.gave.iter().map(|gift| (gift.text.as_str(), gift.weight)).collect();
        assert_eq!(gave, [("intro to [[王伟]]", 2), ("帮忙搬家", 4)]);
        let got: Vec<_> = entry.got.iter().map(|gift| (gift.text.as_str(), gift.weight)).collect();
        assert_eq!(got, [("大学推荐信", 1), ("", 4)]);
    }

    #[test]
    fn unreadable_fields_are_reported() {
        for text in ["[by:: ]", "[by:: us]", "[felt:: meh]", "[gave:: ]", "[ask:: both]", "[depth:: deepish]", "[with:: ]", "[reply:: 谁]"]
        {
            let (_, problems) = read(text);
            assert_eq!(problems.len(), 1, "{text}");
            assert_eq!(problems[0].code, Code::BadField);
        }
    }

    fn check_run(text: &str, expected: &[&str]) {
        let (entry, _) = read(text);
        let run: Vec<&str> = entry.run.iter().map(|name| name.value.as_str()).collect();
        assert_eq!(run, expected, "{text:?}");
    }

    #[test]
    fn runs_of_people() {
        check_run("dinner with [[Ada]]", &["Ada"]);
        check_run("dinner w/ [[Ada]], [[Bob]] and [[Cy]]", &["Ada", "Bob", "Cy"]);
        check_run("dinner with [[Ada]], and [[Bob]]", &["Ada", "Bob"]);
        check_run("和[[甲]]、[[乙]]还有[[丙]]吃饭", &["甲", "乙"]);
        check_run("介绍[[甲]]和[[乙]]认识", &[]);
        check_run("跟[[甲]]与[[乙]]", &["甲", "乙"]);
        check_run("同 [[甲]] 去了山里", &["甲"]);
        check_run("talked about [[Ada]] and [[Bob]]", &[]);
        check_run("introduced [[Ada]], with [[Bob]] there", &["Bob"]);
        check_run("herewith [[Ada]]", &[]);
        check_run("[gave:: tea with [[Ada]]]", &[]);
    }

    #[test]
    fn names_in_with() {
        let (entry, _) = read("[with:: [[Ada]], Bob Ray、王伟 and [[Cy]]]");
        let names: Vec<_> = entry.with.iter().map(|name| name.value.clone()).collect();
        let words = |text: &str| WithName::Words(text.to_owned());
        let link = |text: &str| WithName::Link(text.to_owned());
        assert_eq!(names, [link("Ada"), words("Bob Ray"), words("王伟"), link("Cy")]);
    }
}
