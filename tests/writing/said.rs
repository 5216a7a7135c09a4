//! What was typed is what is read: written into a log and read again, an entry has the
//! fields it was given, to the letter, or it was refused.

use std::sync::atomic::{AtomicUsize, Ordering};

use jiff::civil::date;
use proptest::prelude::*;
use renmai::edit::Page;
use renmai::edit::entry_words::{Said, words};
use renmai::edit::log::{NewEntry, add};
use renmai::model::interaction::By;
use renmai::model::settings::Language;

static TRIED: AtomicUsize = AtomicUsize::new(0);
static REFUSED: AtomicUsize = AtomicUsize::new(0);

/// Pieces of text, and of what has a meaning in a log.
const PIECES: &[&str] = &[
    "tea",
    "聊了半小时",
    "a ",
    "]]",
    "[[",
    "[[Ada]]",
    "[[王伟]]",
    "::",
    "]",
    "[",
    "(",
    ")",
    "gave:: x",
    "(got:: y)",
    "→",
    "<-",
    "\n",
    "\n## Log\n",
    "- [ ] ",
    "`",
    "#life",
    " with [[Bo]]",
    "coffee: ",
    "电话",
    "2026-01-01 ",
    "✅",
    "small ",
    "大",
    "\u{1b}[0m",
    "\u{200b}",
    "{{x}}",
    "%%",
    "---",
    "^id",
    "\\",
    "\"",
    "：",
    ",",
];

fn texts(most: usize) -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PIECES), 0..most).prop_map(|pieces| pieces.concat())
}

fn said() -> impl Strategy<Value = Said> {
    let by = prop::sample::select(&[None, Some(By::Me), Some(By::Them), Some(By::Both)][..]);
    let kind = prop::sample::select(&[None, Some("dinner"), Some("电话"), Some("like")][..]);
    let with = prop::collection::vec(prop::sample::select(&["[[Cy]]", "[[li|李四]]"][..]), 0..2);
    let keys = prop::sample::select(&["gave", "got"][..]);
    let fields = prop::collection::vec((keys, texts(4)), 0..3);
    let felt = prop::sample::select(&[None, Some("warm"), Some("疲惫"), Some("meh")][..]);
    (texts(6), by, kind, with, fields, felt).prop_map(|(text, by, kind, with, mut fields, felt)| {
        fields.extend(felt.map(|felt| ("felt", felt.to_owned())));
        Said { text, by, kind: kind.map(str::to_owned), with: with.into_iter().map(str::to_owned).collect(), fields }
    })
}

fn config() -> ProptestConfig {
    ProptestConfig { max_shrink_iters: 4_000, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn what_was_typed_is_what_is_read(said in said()) {
        TRIED.fetch_add(1, Ordering::Relaxed);
        let old = Page::read("people/ada.md", b"## Log\n- 2026-10-01 tea\n- 2026-08-01 tea\n").unwrap();
        let on = date(2026, 9, 15);
        let added = words(&said).and_then(|words| add(&old, &NewEntry { on, words }, Language::En));
        let Ok(added) = added else {
            REFUSED.fetch_add(1, Ordering::Relaxed);
            return Ok(());
        };
        let (_, log) = added.page.person().unwrap();
        prop_assert_eq!(log.entries.len(), 3);
        let read = &log.entries[1].entry;
        let shown = added.page.text();
        prop_assert_eq!(shown.lines().count(), 4, "{:?}", shown);
        prop_assert!(said.by.is_none_or(|by| read.by == by), "{:?}", shown);
        for (key, gifts) in [("gave", &read.gave), ("got", &read.got)] {
            let typed: Vec<String> = said.fields.iter().filter(|(known, _)| *known == key).map(|(_, value)| value.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
            prop_assert!(gifts.len() >= typed.len());
            // Those that were typed beside the text come after its own.
            for (value, gift) in typed.iter().zip(&gifts[gifts.len() - typed.len()..]) {
                let bare = |text: &str| text.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect::<String>();
                let (typed, text) = (bare(value), bare(&gift.text));
                // Only a weight, and the signs that part it from what follows, are no part of the words.
                let after_weight = ["small", "大"].iter().find_map(|word| typed.strip_prefix(word));
                let words = after_weight.map(|words| words.trim_start_matches([':', '：', ',', '，']));
                prop_assert!(text == typed || Some(text.as_str()) == words, "{:?}: {:?} {:?}", shown, value, gift.text);
            }
        }
        let felt = said.fields.iter().any(|(key, _)| *key == "felt");
        prop_assert!(!felt || read.felt.is_some(), "{:?}", shown);
    }
}

#[test]
fn most_of_what_people_type_is_taken() {
    for text in [
        "coffee: talked about Shanghai",
        "电话：聊了半小时",
        "she said :: and left",
        "a ] b",
        "see (that)",
        "100% \\ \"quoted\"",
        "line\nand line",
    ] {
        let said = Said {
            text: text.to_owned(),
            fields: vec![("gave", "a book (the blue one)".to_owned()), ("got", "an [old] map".to_owned())],
            ..Said::default()
        };
        assert!(words(&said).is_ok(), "{text}");
    }
}
