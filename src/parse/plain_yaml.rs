//! Front matter as nearly everybody writes it, read without the YAML library: keys, words
//! in one line, lists and mappings. It took the library more than all the rest of a file.
//!
//! Whatever is not surely of this kind is left to the library, whose reading is the one
//! truth; a law below holds the two together.

use super::front_matter::lines_with_offsets;
use super::yaml::{MAX_NODES, Mapping, Node, Place, Value};
use crate::source::{Span, Spanned};

/// So deep people nest; the library reads what is deeper.
const DEEPEST: usize = 8;
/// Signs beyond ASCII that stand in words as letters do.
const SIGNS: &str = "，。、；：？！（）《》〈〉「」『』【】“”‘’—–…·•～×°€£¥￥";

/// Reads a mapping from a whole YAML text; `None` where anything in it is out of the ordinary.
pub(super) fn read(yaml: &str, place: Place) -> Option<Value> {
    if !yaml.chars().all(|sign| sign == '\n' || is_ordinary(sign)) {
        return None;
    }
    let lines = lines_with_offsets(yaml).map(|(at, line)| {
        let text = line.trim_start_matches(' ');
        let indent = line.len() - text.len();
        Line { at: at + indent, indent, text: text.trim_end_matches([' ', '\n']) }
    });
    let mut lines = lines.filter(|line| !line.text.is_empty() && !line.text.starts_with('#'));
    let first = lines.next()?;
    let mut reader = Reader { next: lines.next(), lines, place };
    let mapping = reader.mapping(&first, DEEPEST)?;
    let value = Value { value: Node::Map(mapping), at: place.span(first.at, 0) };
    // What is left stands further out than where the text began; and a limit is the library's to name.
    (reader.next.is_none() && nodes(&value) < MAX_NODES).then_some(value)
}

/// How many values there are, keys and whatever holds them counted as the library counts.
fn nodes(value: &Value) -> usize {
    1 + match &value.value {
        Node::Empty | Node::Text(_) => 0,
        Node::List(list) => list.iter().map(nodes).sum(),
        Node::Map(map) => map.iter().map(|(_, value)| 1 + nodes(value)).sum::<usize>(),
    }
}

fn is_ordinary(sign: char) -> bool {
    matches!(sign, ' '..='~') || sign.is_alphanumeric() || SIGNS.contains(sign)
}

impl Place {
    fn span(self, at: usize, length: usize) -> Span {
        Span::new(self.file, self.base + at, self.base + at + length)
    }

    fn text(self, at: usize, text: &str) -> Value {
        Value { value: Node::Text(text.to_owned()), at: self.span(at, text.len()) }
    }
}

/// A line without its indent, or what stands after the dash of an item.
struct Line<'a> {
    at: usize,
    indent: usize,
    text: &'a str,
}

impl<'a> Line<'a> {
    /// What stands after the dash of an item.
    fn item(&self) -> Option<Line<'a>> {
        let after = self.text.strip_prefix("- ")?;
        let text = after.trim_start_matches(' ');
        let dash = self.text.len() - text.len();
        Some(Line { at: self.at + dash, indent: self.indent + dash, text })
    }
}

/// The lines that are still to be read, comments and blank ones left out.
struct Reader<'a, L: Iterator<Item = Line<'a>>> {
    next: Option<Line<'a>>,
    lines: L,
    place: Place,
}

impl<'a, L: Iterator<Item = Line<'a>>> Reader<'a, L> {
    fn take(&mut self) -> Option<Line<'a>> {
        std::mem::replace(&mut self.next, self.lines.next())
    }

    /// The keys that begin in the column of the first.
    fn mapping(&mut self, first: &Line<'a>, deepest: usize) -> Option<Mapping> {
        let deepest = deepest.checked_sub(1)?;
        let mut mapping = Mapping::new();
        mapping.push(self.pair(first, deepest)?);
        while let Some(next) = self.next.as_ref().filter(|next| next.indent >= first.indent) {
            // A line further in goes on from the one above: no matter for us.
            if next.indent > first.indent {
                return None;
            }
            let line = self.take()?;
            mapping.push(self.pair(&line, deepest)?);
        }
        Some(mapping)
    }

    fn pair(&mut self, line: &Line<'a>, deepest: usize) -> Option<(Spanned<String>, Value)> {
        let (key, after) = key(line.text)?;
        let colon = line.at + key.len();
        let written = after.trim_start_matches(' ');
        let value = if written.is_empty() {
            self.below(line, colon, deepest)?
        } else {
            one_line(written, line.at + line.text.len() - written.len(), self.place, deepest)?
        };
        Some((Spanned::new(key.to_owned(), self.place.span(line.at, key.len())), value))
    }

    /// What stands in the lines below a key; nothing where the next line is no part of it.
    fn below(&mut self, owner: &Line<'a>, colon: usize, deepest: usize) -> Option<Value> {
        let nothing = Value { value: Node::Empty, at: self.place.span(colon, 0) };
        let Some(next) = &self.next else { return Some(nothing) };
        let (indent, mut at) = (next.indent, next.at);
        let value = match next.item() {
            Some(item) if indent >= owner.indent => {
                // So the library has it: dashes below the key itself open no list, their first item does.
                at = if indent == owner.indent { item.at } else { at };
                Node::List(self.items(indent, deepest)?)
            }
            _ if indent > owner.indent => {
                let first = self.take()?;
                Node::Map(self.mapping(&first, deepest)?)
            }
            _ => return Some(nothing),
        };
        Some(Value { value, at: self.place.span(at, 0) })
    }

    /// The items whose dashes stand in one column.
    fn items(&mut self, indent: usize, deepest: usize) -> Option<Vec<Value>> {
        let deepest = deepest.checked_sub(1)?;
        let mut items = Vec::new();
        while let Some(next) = self.next.as_ref().filter(|next| next.indent >= indent) {
            let Some(item) = next.item() else { break };
            if next.indent > indent {
                return None;
            }
            self.take();
            items.push(if key(item.text).is_some() {
                let at = self.place.span(item.at, 0);
                Value { value: Node::Map(self.mapping(&item, deepest)?), at }
            } else {
                one_line(item.text, item.at, self.place, deepest)?
            });
        }
        Some(items)
    }
}

/// The key a text begins with, and what stands after its colon.
fn key(text: &str) -> Option<(&str, &str)> {
    const LONGEST: usize = 100;
    let end = text.find(|sign: char| !(sign.is_alphanumeric() || matches!(sign, '_' | '-' | ' ' | '.')))?;
    let (key, rest) = text.split_at_checked(end)?;
    let after = rest.strip_prefix(':').filter(|after| after.is_empty() || after.starts_with(' '))?;
    let is_plain = key.len() <= LONGEST && key.starts_with(|sign: char| sign.is_alphabetic() || sign == '_') && !key.ends_with(' ');
    // `null` is no word.
    (is_plain && key != "null").then_some((key, after))
}

/// A value that stands in one line to its end.
fn one_line(text: &str, at: usize, place: Place, deepest: usize) -> Option<Value> {
    match text.as_bytes().first()? {
        b'[' | b'{' | b'"' | b'\'' => {
            let mut flow = Flow { rest: text, at, place };
            let value = flow.value(deepest)?;
            flow.rest.trim_start_matches(' ').is_empty().then_some(value)
        }
        _ => (!text.contains(": ") && !text.ends_with(':') && !text.contains(" #")).then(|| plain(text, at, place))?,
    }
}

/// Words without quotes.
fn plain(text: &str, at: usize, place: Place) -> Option<Value> {
    let mut signs = text.chars();
    let first = signs.next()?;
    let is_number = matches!(first, '-' | '+' | '.') && signs.next().is_some_and(|sign| sign.is_ascii_digit());
    let begins = first.is_alphanumeric() || matches!(first, '_' | '(' | '/' | '~') || is_number;
    let value = begins.then(|| place.text(at, text))?;
    Some(if matches!(text, "~" | "null") { Value { value: Node::Empty, ..value } } else { value })
}

/// What is left of a line that holds lists and mappings in brackets.
struct Flow<'a> {
    rest: &'a str,
    at: usize,
    place: Place,
}

impl Flow<'_> {
    fn skip(&mut self, bytes: usize) -> Option<()> {
        self.rest = self.rest.get(bytes..)?;
        self.at += bytes;
        Some(())
    }

    /// Skips blanks; the sign that comes then.
    fn sign(&mut self) -> Option<u8> {
        self.skip(self.rest.len() - self.rest.trim_start_matches(' ').len())?;
        self.rest.bytes().next()
    }

    fn value(&mut self, deepest: usize) -> Option<Value> {
        let deepest = deepest.checked_sub(1)?;
        let sign = self.sign()?;
        let at = self.place.span(self.at, 1);
        match sign {
            b'[' => {
                let mut list = Vec::new();
                self.all_until(b']', |flow| {
                    list.push(flow.value(deepest)?);
                    Some(())
                })?;
                Some(Value { value: Node::List(list), at })
            }
            b'{' => {
                let mut map = Mapping::new();
                self.all_until(b'}', |flow| {
                    map.push(flow.pair(deepest)?);
                    Some(())
                })?;
                Some(Value { value: Node::Map(map), at })
            }
            quote @ (b'"' | b'\'') => self.quoted(char::from(quote)),
            _ => {
                let end = self.rest.find([',', '[', ']', '{', '}', ':', '#']).unwrap_or(self.rest.len());
                let words = self.rest.get(..end)?.trim_end_matches(' ');
                let value = plain(words, self.at, self.place)?;
                self.skip(words.len())?;
                Some(value)
            }
        }
    }

    /// Reads what stands between commas, up to the bracket that closes it.
    fn all_until(&mut self, close: u8, mut read: impl FnMut(&mut Self) -> Option<()>) -> Option<()> {
        self.skip(1)?;
        while self.sign()? != close {
            read(self)?;
            match self.sign()? {
                b',' => self.skip(1)?,
                sign if sign == close => {}
                _ => return None,
            }
        }
        self.skip(1)
    }

    fn pair(&mut self, deepest: usize) -> Option<(Spanned<String>, Value)> {
        let (key, _) = key(self.rest)?;
        let name = Spanned::new(key.to_owned(), self.place.span(self.at, key.len()));
        self.skip(key.len() + 1)?;
        self.sign()?;
        Some((name, self.value(deepest)?))
    }

    /// Words in quotes, without any sign that stands for another.
    fn quoted(&mut self, quote: char) -> Option<Value> {
        let inside = self.rest.strip_prefix(quote)?;
        let words = inside.get(..inside.find([quote, '\\'])?)?;
        let after = inside.get(words.len()..)?.strip_prefix(quote)?;
        if after.starts_with(quote) {
            return None;
        }
        let at = self.place.span(self.at, words.len() + 2);
        self.skip(words.len() + 2)?;
        Some(Value { value: Node::Text(words.to_owned()), at })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::yaml::by_library;
    use super::*;
    use crate::source::FileId;

    const PLACE: Place = Place { file: FileId(1), base: 7 };

    #[test]
    fn what_people_write_is_read_here() {
        for yaml in [
            "name: Ada Moreno\ncircle: close\n",
            "name: 谢书丹\ntags: [neighbours, work]\nphone: +86 138 1886 8611\nemail: a@b.example\n",
            "met: {on: 2019-12-06, place: Shanghai}\nprojects:\n  - {name: 选址, next: 2026-11-08}\n",
            "# mine\nname: \"Ada\"\n\ncircle:\ncadence: ~\ndates:\n  - label: wedding\n    on: 2019-06-01\n  - label: 'x: y'\n",
            "family:\n  Tom: {relation: son}\n  Ann:\n    relation: wife\ninterests:\n- tea\n- go\nsite: https://a.example/x\n",
            "met_through: [[王伟]]\nnote: we talked (twice), at 12:30",
        ] {
            let read = read(yaml, PLACE);
            assert!(read.is_some(), "{yaml:?}");
            assert_eq!(read, by_library(yaml, PLACE).ok(), "{yaml:?}");
        }
    }

    #[test]
    fn dashes_below_a_key_are_never_read_otherwise() {
        for yaml in ["王: \n   a:\n   - 王:", "a:\n  b:\n  - c:\n  - d: e\n"] {
            let read = read(yaml, PLACE);
            assert!(read.is_none() || read == by_library(yaml, PLACE).ok(), "{yaml:?}: {read:?}");
        }
    }

    #[test]
    fn much_of_it_is_read_as_the_library_does() {
        let (words, items) = ("word ".repeat(2_000), "item, ".repeat(2_000));
        let keys = |count: usize| (0..count).map(|n| format!("key{n}: a\n")).collect::<String>();
        let long = [
            format!("a: {words}\nb: \"{words}\"\n"),
            format!("a: [{items}]\nb: {{k: [{items}]}}\n"),
            format!("a: b\n{}c: d\n", "# comment\n".repeat(2_000)),
            format!("a:\n{}", "  - b\n".repeat(2_000)),
            keys(2_000),
        ];
        for yaml in long {
            assert!(read(&yaml, PLACE).is_some());
            assert!(read(&yaml, PLACE) == by_library(&yaml, PLACE).ok());
        }
        assert_eq!(read(&keys(MAX_NODES / 2), PLACE), None);
        assert!(by_library(&keys(MAX_NODES / 2), PLACE).is_err());
    }

    #[test]
    fn what_is_out_of_the_ordinary_is_left_to_the_library() {
        for yaml in [
            "a: b\n  more\n",
            "a: |\n  b\n",
            "a: &x b\n",
            "a: *x\n",
            "a: !!str b\n",
            "a: b # c\n",
            "a: b: c\n",
            "a\n",
            "- a\n",
            "a:\tb\n",
            "a: b\r\n",
            "a: \"b\\n\"\n",
            "a: 'it''s'\n",
            "a: [b\n",
            "a: [b,\n  c]\n",
            "a: {b}\n",
            "null: a\n",
            "<<: a\n",
            "? a\n",
            "a:\n  - - b\n",
            "a:\n  -\n",
            " a: b\nc: d\n",
            "a:\n  b: c\n d: e\n",
            "---\na: b\n",
            "\u{feff}a: b\n",
            "a: @b\n",
            "a: - b\n",
        ] {
            assert_eq!(read(yaml, PLACE), None, "{yaml:?}");
        }
    }

    /// Pieces of YAML, those that matter more often.
    fn piece() -> impl Strategy<Value = String> {
        prop_oneof![
            8 => "\n( {0,4}|  )(- )?[a-c王]{1,2}:",
            8 => "[ ]{0,2}[a-c王]{1,3}( [a-c0-9.:#'\"]{1,3})?",
            4 => prop::sample::select(vec![" ", ": ", ":", "\n", "\n  ", "\n- ", "\n  - ", " [", "[", "]", " {", "}", ", ", ",", "\"", "'", " \"a\"", " 'b c'"]).prop_map(str::to_owned),
            2 => prop::sample::select(vec![
                "#", " # c", " ~", " null", " true", " no", " 012", " -5", " +1", " 1e9", " 0x1f", " 1_0", " .5", " .inf", " 2026-11-08", " 12:30", " 99999999999999999999999",
                "-", "--", " &a", " *a", " !t", " |", " >", "? ", "%", "@", "`", "\t", "\\", "：", "，", "<<", "=", "(x)", "/", "王", "é", "😀", "\r", "---", "...",
            ])
            .prop_map(str::to_owned),
        ]
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

        /// What is read here, the library reads the same, place by place.
        #[test]
        fn reads_as_the_library_does(pieces in prop::collection::vec(piece(), 1..14)) {
            let yaml = pieces.concat();
            let yaml = yaml.trim_start_matches('\n');
            if let Some(read) = read(yaml, PLACE) {
                prop_assert_eq!(Some(read), by_library(yaml, PLACE).ok(), "{:?}", yaml);
            }
        }
    }
}
