//! The words of one language: keys in, sentences out.
//!
//! A catalogue is all files `messages/LANG.yaml`, `messages/LANG/*.yaml` and
//! `messages/LANG/method/*.md` of the theme, later ones laid over earlier ones key by
//! key. A key nobody wrote
//! is said as itself, so that a gap is seen and never hides a page.

mod day;
mod method;
mod number;
mod phrase;
mod plain_tree;
mod script;
mod tree;
mod voice;
mod words;

use std::collections::{BTreeMap, HashMap};
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::Arc;

use crate::digest::Digest;
use crate::message::Message;
use phrase::Part;
use tree::Entry;

pub use day::{FORMATS, iso_day, say_day};
pub use number::{say_in_words, say_int, say_number};
pub use script::{is_cjk, is_han, other_language};
pub use tree::BadCatalogue;
pub use voice::Voice;
pub use words::{Sayable, Told, What};

/// A page says a hundred keys, and only the journal's owner chooses any: a plain fingerprint will do.
#[derive(Default)]
struct KeyHasher(Digest);

impl Hasher for KeyHasher {
    fn write(&mut self, bytes: &[u8]) {
        self.0.words(bytes);
    }

    fn write_u8(&mut self, byte: u8) {
        self.0.number(byte.into());
    }

    fn finish(&self) -> u64 {
        self.0.end()
    }
}

/// Everything that can be said in one language.
#[derive(Debug, Clone, Default)]
pub struct Catalogue {
    lang: String,
    // Shared by copies: the terminal's, the pages'.
    entries: Arc<HashMap<String, Entry, BuildHasherDefault<KeyHasher>>>,
    numbers: BTreeMap<&'static str, i64>,
}

impl Catalogue {
    /// A catalogue without words for a language such as `en` or `zh`.
    #[must_use]
    pub fn new(lang: &str) -> Self {
        Self { lang: lang.to_owned(), entries: Arc::default(), numbers: BTreeMap::new() }
    }

    /// Lays the keys of one file over those already there.
    ///
    /// # Errors
    /// When the file cannot be read; then nothing of it is used.
    pub fn overlay(&mut self, text: &str) -> Result<(), BadCatalogue> {
        Arc::make_mut(&mut self.entries).extend(tree::read(text)?);
        Ok(())
    }

    /// Lays the text that explains a figure over what is there.
    pub fn explain(&mut self, figure: &str, text: &str) {
        Arc::make_mut(&mut self.entries).extend(method::read(figure, text));
    }

    /// Numbers that any phrase may name without being handed them.
    pub fn know_numbers(&mut self, numbers: &[(&'static str, i64)]) {
        self.numbers.extend(numbers.iter().copied());
    }

    /// The language's tag.
    #[must_use]
    pub fn lang(&self) -> &str {
        &self.lang
    }

    /// Whether the key says something.
    #[must_use]
    pub fn knows(&self, key: &str) -> bool {
        self.entries.contains_key(key)
    }

    /// Every key, sorted.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        let mut keys: Vec<&str> = self.entries.keys().map(String::as_str).collect();
        keys.sort_unstable();
        keys.into_iter()
    }

    /// Says a message in plain words, for a terminal or an attribute.
    #[must_use]
    pub fn say(&self, message: &Message) -> String {
        self.speak(Told::Message(message), Voice::Plain)
    }

    /// Says a message as HTML, on a page that reaches its language's root by `root`.
    #[must_use]
    pub fn say_html(&self, message: &Message, root: &str) -> String {
        self.speak(Told::Message(message), Voice::Html { root, mark_languages: true })
    }

    /// Says anything in any voice.
    #[must_use]
    pub fn speak<'s>(&self, saying: impl Sayable<'s>, voice: Voice<'_>) -> String {
        let mut said = String::new();
        self.speak_into(saying, voice, &mut said);
        said
    }

    /// Says anything in any voice at the end of a text.
    pub fn speak_into<'s>(&self, saying: impl Sayable<'s>, voice: Voice<'_>, out: &mut String) {
        voice::speak(self, saying, voice, out);
    }

    /// Says a key without arguments in plain words.
    #[must_use]
    pub fn word(&self, key: &str) -> String {
        self.speak(Told::Key(key), Voice::Plain)
    }

    /// The phrase of a key, in the form that the number of an argument asks for.
    fn parts(&self, key: &str, number_of: impl Fn(&str) -> Option<f64>) -> Option<&[Part]> {
        Some(match self.entries.get(key)? {
            Entry::Phrase(parts) => parts,
            Entry::Forms { count, zero, one, other } => match number_of(count) {
                Some(0.0) => zero.as_ref().unwrap_or(other),
                Some(1.0) => one.as_ref().unwrap_or(other),
                _ => other,
            },
        })
    }
}

/// What two languages do not share: keys of only one of them, and keys each of
/// which has a gap the other lacks. One language may leave a gap unsaid
/// (为什么是这几位 needs no number). Sorted; empty when the catalogues match.
#[must_use]
pub fn differences(a: &Catalogue, b: &Catalogue) -> Vec<String> {
    let mut found = Vec::new();
    for (here, there) in [(a, b), (b, a)] {
        found.extend(here.keys().filter(|key| !there.knows(key)).map(|key| format!("{key} is only in {}", here.lang)));
    }
    for key in a.keys() {
        let Some((entry, other)) = a.entries.get(key).zip(b.entries.get(key)) else { continue };
        let (here, there) = (gaps(entry), gaps(other));
        let lacks = |some: &[&str], others: &[&str]| some.iter().any(|gap| !others.contains(gap));
        if lacks(&here, &there) && lacks(&there, &here) {
            found.push(format!("{key} has other gaps in {} than in {}", a.lang, b.lang));
        }
    }
    found.sort();
    found
}

/// The gaps of all forms together: `one` need not say its number.
fn gaps(entry: &Entry) -> Vec<&str> {
    let mut names: Vec<&str> = entry.phrases().flat_map(|parts| phrase::gaps(parts)).collect();
    names.sort_unstable();
    names.dedup();
    names
}

/// Whether a catalogue's YAML is read without the library.
#[cfg(test)]
pub(super) fn is_plain(text: &str) -> bool {
    plain_tree::read(text).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::message::Argument;
    use jiff::civil::date;

    const EN: &str = "
silent: '**{days} days** without a word; see [why](method/index.html#week)'
people: {zero: nobody, one: one person, other: '{n} people'}
by_days: {count: days, one: a day, other: '{days} days'}
three: '{n:words} of {items:list}'
on: 'since {on}, {on:weekday}'
of: '{name}: {what}'
bold: 'so **much**'
plain: '{what:plain}'
cap: '{what:cap}.'
";
    const ZH: &str = "
met: '与{name}见面'
met_spaced: '与 {name} 见面'
days: '{n} 天没联系'
words: '{n:words} 位朋友'
lunar: '农历{leap?闰}{month:lunar_month}{day:lunar_day}'
both: '{items:list}来了'
bold: '想联系 **{n} 位**，有 [**{n:words} 件**事](#x)'
";

    fn catalogue(lang: &str) -> Catalogue {
        let mut catalogue = Catalogue::new(lang);
        catalogue.overlay(if lang == "zh" { ZH } else { EN }).expect("the sample is YAML");
        catalogue
    }

    fn check(lang: &str, message: Message, plain: &str, html: &str) {
        assert_eq!(catalogue(lang).say(&message), plain);
        assert_eq!(catalogue(lang).say_html(&message, "../"), html);
    }

    fn check_same(lang: &str, message: Message, said: &str) {
        check(lang, message, said, said);
    }

    #[test]
    fn marks_of_the_catalogue_become_html() {
        check(
            "en",
            Message::new("silent").with("days", 96),
            "96 days without a word; see why",
            "<strong>96 days</strong> without a word; see <a href=\"../method/index.html#week\">why</a>",
        );
    }

    #[test]
    fn marks_of_an_argument_stay_text() {
        check("en", Message::new("of").with("name", "**A** <b>").with("what", "[x](#y)"), "**A** <b>: [x](#y)", "**A** &lt;b&gt;: [x](#y)");
    }

    #[test]
    fn numbers_choose_their_form() {
        for (n, said) in [(0, "nobody"), (1, "one person"), (2, "2 people")] {
            check_same("en", Message::new("people").with("n", n), said);
        }
        check_same("en", Message::new("by_days").with("days", 1), "a day");
        let items = vec![Argument::from("a"), "b".into(), "c".into()];
        check_same("en", Message::new("three").with("n", 3).with("items", items), "three of a, b and c");
    }

    #[test]
    fn days_words_and_gaps() {
        check_same("en", Message::new("on").with("on", date(2026, 11, 22)), "since 22 Nov, Sunday");
        check("en", Message::new("of").with("name", Message::new("bold")), "so much: {what}", "so <strong>much</strong>: {what}");
        check_same("en", Message::new("cap").with("what", Message::new("bold")), "So much.");
        check_same("en", Message::new("plain").with("what", Message::new("bold")), "so much");
        check_same("en", Message::new("no.such.key"), "no.such.key");
    }

    #[test]
    fn chinese_spaces_follow_what_fills_the_gap() {
        for key in ["met", "met_spaced"] {
            check("zh", Message::new(key).with("name", "Maya"), "与 Maya 见面", "与 <span lang=\"en\">Maya</span> 见面");
            check_same("zh", Message::new(key).with("name", "陈屿"), "与陈屿见面");
        }
        check_same("zh", Message::new("days").with("n", 96), "96 天没联系");
        check_same("zh", Message::new("words").with("n", 2), "两位朋友");
        let lunar = Message::new("lunar").with("month", 6).with("day", 15).with("leap", 1);
        check_same("zh", lunar, "农历闰六月十五");
        let items = vec![Argument::from("陈屿"), "A".into()];
        check_same("zh", Message::new("both").with("items", items), "陈屿和 A 来了");
    }

    #[test]
    fn spaces_stand_before_marks() {
        check(
            "zh",
            Message::new("bold").with("n", 3),
            "想联系 3 位，有三件事",
            "想联系 <strong>3 位</strong>，有<a href=\"#x\"><strong>三件</strong>事</a>",
        );
    }

    #[test]
    fn sentences_follow_each_other() {
        let list = |lang: &str| {
            let list = Argument::from(vec![Argument::from("一句。"), "".into(), "二句。".into()]);
            catalogue(lang).speak(Told::Argument(&list), Voice::Plain)
        };
        assert_eq!(list("zh"), "一句。二句。");
        assert_eq!(list("en"), "一句。 二句。");
    }

    #[test]
    fn languages_are_compared() {
        let mut a = Catalogue::new("en");
        let mut b = Catalogue::new("zh");
        a.overlay("x: '{n}'\ny: a\nz: {one: a, other: '{n}'}\n").expect("YAML");
        b.overlay("x: '{m}'\nz: {other: '{n}'}\n").expect("YAML");
        assert_eq!(differences(&a, &b), ["x has other gaps in en than in zh", "y is only in en"]);
    }
}
