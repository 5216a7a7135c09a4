//! The one room that knows the YAML library.
//!
//! It gives a tree in which every key and value has its place, and every value
//! its text *as it stands in the file*: `no`, `012`, `+86 139…` and `1e3` are
//! what was typed. What a value means is decided by our own decoders.

use std::ops::Range;

use serde::de::{self, Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_yaml::Spanned as YamlSpanned;

use super::front_matter::lines_with_offsets;
use super::plain_yaml;
use crate::diagnostics::{Checked, Code, Diagnostic};
use crate::message::Message;
use crate::source::{FileId, Span, Spanned};

/// A YAML value with its place.
pub type Value = Spanned<Node>;

/// The keys and values of a mapping, in their order.
pub type Mapping = Vec<(Spanned<String>, Value)>;

/// What a YAML value is, before anybody asks what it means.
#[derive(Debug, Clone, PartialEq)]
pub enum Node {
    /// Nothing, `~` or `null`.
    Empty,
    /// Text as written; of a quoted or block scalar, its content.
    Text(String),
    /// A list.
    List(Vec<Value>),
    /// A mapping.
    Map(Mapping),
}

/// Deep enough for anything a person writes, shallow enough for the stack.
const MAX_DEPTH: usize = 24;
/// A file of a thousand keys is far beyond any real one.
pub(super) const MAX_NODES: usize = 20_000;
/// So many keys are read one by one when the whole cannot be.
const MAX_KEYS: usize = 2_000;
/// Aliases hardly ever appear in front matter; bombs are made of them.
const MAX_ALIASES: usize = 64;

/// Reads a mapping from the part `range` of a file's text.
///
/// A syntax error ends only the top-level key it stands in: the block is read
/// again key by key, what can be read is kept, and every key that cannot is named.
#[must_use]
pub fn read(file: FileId, text: &str, range: Range<usize>) -> Checked<Mapping> {
    let yaml = text.get(range.clone()).unwrap_or("");
    let place = Place { file, base: range.start };
    let mut diagnostics = Vec::new();
    let mut mapping = match parse(yaml, place) {
        Ok(value) => into_mapping(value, &mut diagnostics),
        Err(problem) => {
            let (kept, slips) = key_by_key(yaml, place);
            diagnostics.extend(named(*problem, slips));
            kept
        }
    };
    drop_duplicates(&mut mapping, &mut diagnostics);
    Checked { value: mapping, diagnostics }
}

/// Reads each top-level key by itself: what can be read, and what was wrong with the rest.
fn key_by_key(yaml: &str, place: Place) -> (Mapping, Vec<Diagnostic>) {
    let mut kept = Mapping::new();
    let mut slips = Vec::new();
    for (count, block) in top_level_blocks(yaml).enumerate() {
        if count == MAX_KEYS {
            let at = place.base + block.start;
            slips.push(Diagnostic::new(Code::YamlBudget, Span::new(place.file, at, at)));
            break;
        }
        let Some(text) = yaml.get(block.clone()) else { continue };
        let place = Place { base: place.base + block.start, ..place };
        match parse(text, place) {
            Ok(Value { value: Node::Text(_), .. }) => slips.push(no_key(text, place)),
            Ok(value) => kept.extend(into_mapping(value, &mut slips)),
            Err(slip) => slips.push(*slip),
        }
    }
    (kept, slips)
}

/// A line where a key was meant, such as one with a full-width colon.
fn no_key(text: &str, place: Place) -> Diagnostic {
    let (offset, reason) = likely_slip(text, 0);
    let at = Span::new(place.file, place.base + offset, place.base + offset);
    Diagnostic::new(Code::YamlSyntax, at).with("reason", Message::new(reason.unwrap_or("yaml.not-a-mapping")))
}

/// What to report: a limit once; else the slip of every key, or that of the whole
/// where each key by itself is well.
fn named(whole: Diagnostic, slips: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let is_limit = |problem: &Diagnostic| problem.code == Code::YamlBudget;
    if is_limit(&whole) || slips.is_empty() {
        return vec![whole];
    }
    slips
}

/// Where a YAML text stands.
#[derive(Clone, Copy)]
pub(super) struct Place {
    pub(super) file: FileId,
    pub(super) base: usize,
}

fn parse(yaml: &str, place: Place) -> Result<Value, Box<Diagnostic>> {
    if yaml.lines().all(|line| line.trim().is_empty() || line.trim_start().starts_with('#')) {
        return Ok(Value { value: Node::Empty, at: Span::new(place.file, place.base, place.base) });
    }
    if nesting_too_deep(yaml) {
        return Err(Box::new(Diagnostic::new(Code::YamlBudget, Span::new(place.file, place.base, place.base))));
    }
    if let Some(value) = plain_yaml::read(yaml, place) {
        // Every test and every fuzzed input holds the two readings together.
        debug_assert_eq!(Some(&value), by_library(yaml, place).as_ref().ok(), "{yaml:?}");
        return Ok(value);
    }
    by_library(yaml, place)
}

/// What the library makes of it, which is what it means.
pub(super) fn by_library(yaml: &str, place: Place) -> Result<Value, Box<Diagnostic>> {
    let options = serde_yaml::options! {
        strict_booleans: true,
        leading_zero_numbers_as_strings: true,
        underscored_numbers_as_strings: true,
        non_finite_float_policy: serde_yaml::options::NonFiniteFloatPolicy::PassThrough,
        with_snippet: false,
        duplicate_keys: serde_yaml::options::DuplicateKeyPolicy::PassThrough,
        budget: serde_yaml::budget! { max_depth: MAX_DEPTH, max_nodes: MAX_NODES, max_aliases: MAX_ALIASES, max_documents: 1 },
        alias_limits: serde_yaml::alias_limits! { max_total_replayed_events: MAX_NODES },
    };
    serde_yaml::from_str_with_options::<YamlSpanned<Raw>>(yaml, options)
        .map(|raw| convert(raw, yaml, place))
        .map_err(|error| Box::new(problem(&error, yaml, place)))
}

/// A value as the library gives it: scalars it would guess at keep only their place.
enum Raw {
    Text(String),
    Guessed,
    List(Vec<YamlSpanned<Raw>>),
    Map(Vec<(YamlSpanned<Raw>, YamlSpanned<Raw>)>),
}

impl<'de> Deserialize<'de> for Raw {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(RawVisitor)
    }
}

struct RawVisitor;

impl<'de> Visitor<'de> for RawVisitor {
    type Value = Raw;

    fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("any YAML value")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Raw, E> {
        Ok(Raw::Text(text.to_owned()))
    }

    fn visit_string<E: de::Error>(self, text: String) -> Result<Raw, E> {
        Ok(Raw::Text(text))
    }

    fn visit_bool<E: de::Error>(self, _: bool) -> Result<Raw, E> {
        Ok(Raw::Guessed)
    }

    fn visit_i64<E: de::Error>(self, _: i64) -> Result<Raw, E> {
        Ok(Raw::Guessed)
    }

    fn visit_u64<E: de::Error>(self, _: u64) -> Result<Raw, E> {
        Ok(Raw::Guessed)
    }

    fn visit_i128<E: de::Error>(self, _: i128) -> Result<Raw, E> {
        Ok(Raw::Guessed)
    }

    fn visit_u128<E: de::Error>(self, _: u128) -> Result<Raw, E> {
        Ok(Raw::Guessed)
    }

    fn visit_f64<E: de::Error>(self, _: f64) -> Result<Raw, E> {
        Ok(Raw::Guessed)
    }

    fn visit_bytes<E: de::Error>(self, _: &[u8]) -> Result<Raw, E> {
        Ok(Raw::Guessed)
    }

    fn visit_unit<E: de::Error>(self) -> Result<Raw, E> {
        Ok(Raw::Guessed)
    }

    fn visit_none<E: de::Error>(self) -> Result<Raw, E> {
        Ok(Raw::Guessed)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Raw, D::Error> {
        Raw::deserialize(deserializer)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<Raw, D::Error> {
        Raw::deserialize(deserializer)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Raw, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Raw::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Raw, A::Error> {
        let mut map = Vec::new();
        while let Some(entry) = entries.next_entry()? {
            map.push(entry);
        }
        Ok(Raw::Map(map))
    }
}

fn convert(raw: YamlSpanned<Raw>, yaml: &str, place: Place) -> Value {
    let written = bytes_of(&raw.defined);
    let used = bytes_of(&raw.referenced);
    let value = match raw.value {
        Raw::Text(text) => Node::Text(text),
        Raw::Guessed => match yaml.get(written).unwrap_or("").trim() {
            "" | "~" | "null" => Node::Empty,
            text => Node::Text(text.to_owned()),
        },
        Raw::List(list) => Node::List(list.into_iter().map(|item| convert(item, yaml, place)).collect()),
        Raw::Map(map) => Node::Map(
            map.into_iter()
                .map(|(key, value)| {
                    let key = convert(key, yaml, place);
                    let at = key.at;
                    (Spanned::new(flat_text(&key.value), at), convert(value, yaml, place))
                })
                .collect(),
        ),
    };
    Value { value, at: Span::new(place.file, place.base + used.start, place.base + used.end) }
}

fn bytes_of(location: &serde_yaml::Location) -> Range<usize> {
    let span = location.span();
    let start = span.byte_offset().and_then(|at| usize::try_from(at).ok()).unwrap_or(0);
    let length = span.byte_len().and_then(|len| usize::try_from(len).ok()).unwrap_or(0);
    start..start + length
}

/// A value as one line of text: lists joined with `, `, mappings as `key: value`.
#[must_use]
pub fn flat_text(node: &Node) -> String {
    match node {
        Node::Empty => String::new(),
        Node::Text(text) => text.trim().to_owned(),
        Node::List(list) => match linked_name(node) {
            Some(name) => format!("[[{name}]]"),
            None => list.iter().map(|item| flat_text(&item.value)).filter(|text| !text.is_empty()).collect::<Vec<_>>().join(", "),
        },
        Node::Map(map) => {
            map.iter().map(|(key, value)| format!("{}: {}", key.value, flat_text(&value.value))).collect::<Vec<_>>().join(", ")
        }
    }
}

/// The name in an unquoted `[[Name]]`, which YAML takes for a list in a list.
#[must_use]
pub fn linked_name(node: &Node) -> Option<String> {
    let Node::List(outer) = node else { return None };
    let [inner] = outer.as_slice() else { return None };
    let Node::List(names) = &inner.value else { return None };
    let words: Option<Vec<&str>> = names
        .iter()
        .map(|name| match &name.value {
            Node::Text(text) => Some(text.trim()),
            Node::Empty | Node::List(_) | Node::Map(_) => None,
        })
        .collect();
    words.filter(|words| !words.is_empty()).map(|words| words.join(", "))
}

fn into_mapping(value: Value, diagnostics: &mut Vec<Diagnostic>) -> Mapping {
    match value.value {
        Node::Map(map) => map,
        Node::Empty => Vec::new(),
        Node::Text(_) | Node::List(_) => {
            diagnostics.push(Diagnostic::new(Code::YamlSyntax, value.at).with("reason", Message::new("yaml.not-a-mapping")));
            Vec::new()
        }
    }
}

/// Reports every key that stands twice in one mapping; the first one stays.
fn drop_duplicates(mapping: &mut Mapping, diagnostics: &mut Vec<Diagnostic>) {
    let mut kept: Mapping = Vec::with_capacity(mapping.len());
    for (key, mut value) in mapping.drain(..) {
        descend(&mut value, diagnostics);
        match kept.iter().find(|(first, _)| first.value == key.value) {
            Some((first, _)) => {
                diagnostics.push(Diagnostic::new(Code::DuplicateKey, key.at).with("key", &key.value).related(first.at));
            }
            None => kept.push((key, value)),
        }
    }
    *mapping = kept;
}

fn descend(value: &mut Value, diagnostics: &mut Vec<Diagnostic>) {
    match &mut value.value {
        Node::Map(map) => drop_duplicates(map, diagnostics),
        Node::List(list) => list.iter_mut().for_each(|item| descend(item, diagnostics)),
        Node::Empty | Node::Text(_) => {}
    }
}

/// The blocks of the top-level keys: from a line that begins at the margin to the next.
/// A line that begins with a tab is a slip of its own.
fn top_level_blocks(yaml: &str) -> impl Iterator<Item = Range<usize>> {
    let mut starts: Vec<usize> = lines_with_offsets(yaml)
        .filter(|(_, line)| line.starts_with(|c: char| (c == '\t' || !c.is_whitespace()) && !matches!(c, '#' | '-' | '}' | ']' | '%')))
        .map(|(at, _)| at)
        .collect();
    starts.push(yaml.len());
    let ends = starts.clone().into_iter().skip(1);
    starts.into_iter().zip(ends).map(|(start, end)| start..end)
}

/// Refuses brackets nested far beyond reason before any parser recurses on them.
fn nesting_too_deep(yaml: &str) -> bool {
    let (mut depth, mut deepest) = (0_usize, 0);
    for byte in yaml.bytes() {
        match byte {
            b'[' | b'{' => {
                depth += 1;
                deepest = deepest.max(depth);
            }
            b']' | b'}' => depth = depth.saturating_sub(1),
            b'\n' if depth < 8 => depth = 0,
            _ => {}
        }
    }
    deepest > 200
}

fn problem(error: &serde_yaml::Error, yaml: &str, place: Place) -> Diagnostic {
    let error = error.without_snippet();
    let offset = error.location().map_or(0, |location| offset_of(yaml, location.line(), location.column()));
    let at = Span::new(place.file, place.base + offset, place.base + offset);
    match error {
        serde_yaml::Error::Budget { .. }
        | serde_yaml::Error::AliasReplayLimitExceeded { .. }
        | serde_yaml::Error::AliasExpansionLimitExceeded { .. }
        | serde_yaml::Error::AliasReplayStackDepthExceeded { .. }
        | serde_yaml::Error::AliasReplayCounterOverflow { .. } => Diagnostic::new(Code::YamlBudget, at),
        // The library wraps a limit met inside an alias; only its words tell.
        wrapped if wrapped.to_string().contains("limit exceeded") => Diagnostic::new(Code::YamlBudget, at),
        _ => {
            let (offset, reason) = likely_slip(yaml, offset);
            let reason = reason.map_or_else(|| Message::new("yaml.other").with("said", first_line(&error.to_string())), Message::new);
            Diagnostic::new(Code::YamlSyntax, Span::new(place.file, place.base + offset, place.base + offset)).with("reason", reason)
        }
    }
}

/// What the library says, without its own place: ours counts in the whole file.
fn first_line(text: &str) -> String {
    let line = text.lines().next().unwrap_or("");
    line.split_once(" at line ").map_or(line, |(said, _)| said).to_owned()
}

fn offset_of(yaml: &str, line: u64, column: u64) -> usize {
    let line = usize::try_from(line).unwrap_or(1).saturating_sub(1);
    let Some((start, text)) = lines_with_offsets(yaml).nth(line) else { return yaml.trim_end().len() };
    let column = usize::try_from(column).unwrap_or(1).saturating_sub(1);
    start + text.char_indices().nth(column).map_or(text.trim_end().len(), |(at, _)| at)
}

/// The slips people really make, looked for on the line of the error and the one
/// above, so that the sentence can say what to write instead of what a parser expected.
fn likely_slip(yaml: &str, offset: usize) -> (usize, Option<&'static str>) {
    let upto = yaml.get(..offset).unwrap_or(yaml);
    let line_start = upto.rfind('\n').map_or(0, |at| at + 1);
    let above_start = upto.get(..line_start.saturating_sub(1)).and_then(|text| text.rfind('\n')).map_or(0, |at| at + 1);
    for start in [line_start, above_start] {
        let line = yaml.get(start..).and_then(|rest| rest.lines().next()).unwrap_or("");
        let trimmed = line.trim_start();
        let indent = line.len() - trimmed.len();
        if line.get(..indent).is_some_and(|blank| blank.contains('\t')) {
            return (start, Some("yaml.tab"));
        }
        if let Some(at) = trimmed.find('：')
            && !trimmed.contains(": ")
            && !trimmed.ends_with(':')
        {
            return (start + indent + at, Some("yaml.full-width-colon"));
        }
        if let Some((key, value)) = trimmed.split_once(": ") {
            let value_at = start + indent + key.len() + 2;
            let value = value.trim();
            if value.starts_with(['@', '`', '%']) {
                return (value_at, Some("yaml.reserved-sign"));
            }
            if value.contains(": ") && !value.starts_with(['"', '\'', '{', '[', '|', '>']) {
                return (value_at, Some("yaml.colon-in-value"));
            }
            if value.starts_with(['"', '\'']) && !(value.len() > 1 && value.ends_with(['"', '\''])) {
                return (value_at, Some("yaml.open-quote"));
            }
        }
    }
    // A line that begins with a tab goes on from the one above, and the error stands there.
    let below = upto.len() + yaml.get(offset..).and_then(|rest| rest.find('\n')).map_or(0, |end| end + 1);
    match yaml.get(below..) {
        Some(line) if below > offset && line.starts_with('\t') => (below, Some("yaml.tab")),
        _ => (offset, None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_text(yaml: &str) -> Checked<Mapping> {
        read(FileId(0), yaml, 0..yaml.len())
    }

    fn check_value(yaml: &str, expected: &str) {
        let read = read_text(yaml);
        assert_eq!(read.diagnostics, [], "{yaml:?}");
        assert_eq!(flat_text(&read.value[0].1.value), expected, "{yaml:?}");
    }

    #[test]
    fn a_value_is_what_stands_in_the_file() {
        for typed in [
            "no",
            "012",
            "+86 139 0000 0000",
            "1e3",
            "0o17",
            "2025-1-5",
            "yes",
            "true",
            "1_000",
            "0x1F",
            "12:30",
            ".5",
            "13800000000",
            "-0512",
            "--0512",
            "Null",
        ] {
            check_value(&format!("key: {typed}\n"), typed);
        }
        check_value("key: \"no\"\n", "no");
        check_value("key: 名字 # comment\n", "名字");
        check_value("key: |\n  a\n  b\n", "a\nb");
        check_value("key: [012, yes]\n", "012, yes");
        check_value("key: [[王伟]]\n", "[[王伟]]");
        check_value("key:\n", "");
        check_value("key: ~\n", "");
    }

    #[test]
    fn every_value_has_its_place() {
        let yaml = "名: x\nphone: 012\n";
        let read = read_text(yaml);
        let (key, value) = &read.value[1];
        assert_eq!(&yaml[key.at.start as usize..key.at.end as usize], "phone");
        assert_eq!(&yaml[value.at.start as usize..value.at.end as usize], "012");
    }

    fn check_problem(yaml: &str, code: Code, line: usize, kept: &str) {
        let read = read_text(yaml);
        assert_eq!(read.diagnostics.len(), 1, "{yaml:?}: {:?}", read.diagnostics);
        let found = &read.diagnostics[0];
        assert_eq!(found.code, code, "{yaml:?}: {found:?}");
        let upto = &yaml[..found.at.start as usize];
        assert_eq!(upto.matches('\n').count() + 1, line, "{yaml:?}: {found:?}");
        let keys: Vec<&str> = read.value.iter().map(|(key, _)| key.value.as_str()).collect();
        assert_eq!(keys.join(" "), kept, "{yaml:?}");
    }

    #[test]
    fn one_slip_costs_one_key() {
        check_problem("a: 1\nb: @foo\nc: 3\n", Code::YamlSyntax, 2, "a c");
        check_problem("a: 1\nb: c: d\ne: 3\n", Code::YamlSyntax, 2, "a e");
        check_problem("a: 1\nb: \"open\nc: 3\n", Code::YamlSyntax, 2, "a c");
        check_problem("a: 1\nb: 2\na: 3\n", Code::DuplicateKey, 3, "a b");
        check_problem("- a\n- b\n", Code::YamlSyntax, 1, "");
    }

    #[test]
    fn bombs_are_refused_quickly() {
        let mut bomb = String::from("a: &a [x,x,x,x,x,x,x,x,x]\n");
        for (before, name) in [('a', 'b'), ('b', 'c'), ('c', 'd'), ('d', 'e'), ('e', 'f'), ('f', 'g')] {
            bomb +=
                &format!("{name}: &{name} [*{before},*{before},*{before},*{before},*{before},*{before},*{before},*{before},*{before}]\n");
        }
        let read = read_text(&bomb);
        assert_eq!(read.diagnostics[0].code, Code::YamlBudget, "{:?}", read.diagnostics);
        let deep = format!("a: {}\nb: 1\n", "[".repeat(10_000));
        assert_eq!(read_text(&deep).diagnostics[0].code, Code::YamlBudget);
        let dashes = format!("a: {}\n", "- ".repeat(50_000));
        assert!(!read_text(&dashes).diagnostics.is_empty());
    }
}
