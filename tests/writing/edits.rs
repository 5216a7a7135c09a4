//! Every edit of every document changes the lines meant, reads back, and can be undone.

use std::sync::atomic::{AtomicUsize, Ordering};

use jiff::civil::{Date, date};
use proptest::prelude::*;
use renmai::edit::log::{NewEntry, add};
use renmai::edit::person::{NewPerson, write};
use renmai::edit::{Page, Refusal, blanks, tick};
use renmai::model::settings::Language;

use crate::documents::documents;

static TRIED: AtomicUsize = AtomicUsize::new(0);
static REFUSED: AtomicUsize = AtomicUsize::new(0);

const ON: Date = date(2026, 9, 15);

/// Names, and what YAML takes for something else.
const NAMES: &[&str] = &[
    "Ada",
    " ",
    "张伟",
    "no",
    "~",
    "null",
    "012",
    "1.5",
    "2026-01-01",
    ": ",
    "#",
    " # ",
    "'",
    "\"",
    "[",
    "]",
    "{",
    "}",
    ",",
    "&a",
    "*a",
    "!",
    "|",
    ">",
    "%",
    "@",
    "`",
    "-",
    "- ",
    "?",
    "\\",
    "Sørby",
    "\n",
    "true",
    "=",
    "<<",
];

/// Broken documents are refused before anything is tried.
fn read(text: &str) -> Option<Page> {
    match Page::read("people/ada.md", text.as_bytes()) {
        Ok(page) => {
            assert_eq!(page.bytes(), text.as_bytes());
            Some(page)
        }
        Err(Refusal::Unreadable(..)) => None,
        Err(other) => panic!("{other:?}"),
    }
}

/// The lines of `new` that `old` does not have, when all of `old`'s are there in order.
fn added<'a>(old: &str, new: &'a str) -> Vec<&'a str> {
    let bare = |line: &'a str| line.trim_end_matches(['\r', '\n']);
    let mut olds = old.split_inclusive('\n').map(|line| line.trim_end_matches(['\r', '\n'])).peekable();
    let mut more = Vec::new();
    for line in new.split_inclusive('\n').map(bare) {
        if olds.peek() == Some(&line) {
            olds.next();
        } else {
            more.push(line);
        }
    }
    assert_eq!(olds.next(), None, "a line is gone:\n{old:?}\n{new:?}");
    more
}

fn config() -> ProptestConfig {
    // PROPTEST_CASES=10000 for the whole of it.
    ProptestConfig { max_shrink_iters: 4_000, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn an_entry_is_lines_put_in(text in documents(), words in prop::sample::select(&["→ coffee: talked [gave:: tea]", "电话：聊了半小时", "x\nmore\n- of it", "-> [x] #life"][..])) {
        let Some(page) = read(&text) else { return Ok(()) };
        TRIED.fetch_add(1, Ordering::Relaxed);
        let Ok(done) = add(&page, &NewEntry { on: ON, words: words.to_owned() }, Language::En) else {
            // A text that is not what it looks like (code by its indent, say) is refused; few are.
            let refused = REFUSED.fetch_add(1, Ordering::Relaxed) + 1;
            prop_assert!(refused < 20 + TRIED.load(Ordering::Relaxed) / 20, "{:?}", text);
            return Ok(());
        };
        let new = String::from_utf8(done.page.bytes()).unwrap();
        let lines = added(text.trim_start_matches('\u{feff}'), new.trim_start_matches('\u{feff}'));
        let written: Vec<&&str> = lines.iter().filter(|line| !line.trim().is_empty() && !line.trim_start().starts_with("## Log") && !line.ends_with(" Log") && !line.ends_with("往来")).collect();
        prop_assert_eq!(written.len(), words.lines().count(), "{:?}", new);
        // Undone: what was put in is taken out.
        let mark = text.len() - page.text().len();
        let at = mark + done.change.range.start;
        prop_assert_eq!(done.change.range.len(), 0);
        let undone = format!("{}{}", &new[..at], &new[at + done.change.text.len()..]);
        prop_assert_eq!(undone, text.clone());
        // The last line ends as it did.
        prop_assert!(page.text().is_empty() || new.ends_with('\n') == text.ends_with('\n'));
        let returns = |text: &str| text.matches("\r\n").count();
        prop_assert!(returns(&text) > 0 || returns(&new) == 0);
        prop_assert!(returns(&text) < text.matches('\n').count() || returns(&new) == new.matches('\n').count() || text.is_empty() || !text.contains('\n'));
    }

    #[test]
    fn a_tick_is_one_byte_and_a_day(text in documents()) {
        let Some(page) = read(&text) else { return Ok(()) };
        for task in tick::meant(&page, "") {
            let (done, next_at) = match tick::tick(&page, task, ON) {
                Ok(done) => (done.page, done.next_at),
                // An open box in a log, once ticked, is an entry and no task.
                Err(Refusal::NotAsMeant) => continue,
                Err(other) => return Err(TestCaseError::fail(format!("{other:?}"))),
            };
            let mut new = done.text().to_owned();
            // What comes back stands above, as a line of its own.
            if let Some(next) = next_at {
                let length = new[next..].find('\n').unwrap() + 1;
                prop_assert!(new[next..next + length].contains("[ ]"));
                let begin = new[..next].rfind('\n').map_or(0, |end| end + 1);
                new.replace_range(begin..next + length, "");
            }
            let text = page.text();
            prop_assert_eq!(text.split('\n').count(), new.split('\n').count());
            let others: Vec<(&str, &str)> = text.split('\n').zip(new.split('\n')).filter(|(old, new)| old != new).collect();
            prop_assert_eq!(others.len(), 1);
            let (old, now) = others[0];
            prop_assert_eq!(now.replacen("[x]", "[ ]", 1).replacen(" ✅ 2026-09-15", "", 1), old);
        }
    }

    #[test]
    fn a_new_person_is_who_was_typed(
        name in prop::collection::vec(prop::sample::select(NAMES), 1..4),
        alias in prop::collection::vec(prop::sample::select(NAMES), 1..3),
        email in prop::sample::select(&["a@example.com", "no", "012", "x: y", "#1", "- z", "'q'", "\"w\""][..]),
    ) {
        let one_line = |parts: &[&str]| renmai::edit::entry_words::one_line(&parts.concat());
        let (name, alias) = (one_line(&name), one_line(&alias));
        prop_assume!(!name.is_empty() && !alias.is_empty());
        let facts = vec![("aliases".to_owned(), vec![alias.clone()]), ("email".to_owned(), vec![email.to_owned()])];
        let person = NewPerson { name: name.clone(), facts, met: None, note: String::new() };
        let text = write(&person, "people/x.md");
        prop_assert!(text.is_ok(), "{:?}", text);
        let page = Page::read("people/x.md", text.unwrap().as_bytes()).unwrap();
        let (profile, _) = page.person().unwrap();
        prop_assert_eq!(&profile.name, &name);
        prop_assert_eq!(&profile.aliases, &vec![alias]);
        prop_assert!(profile.channels.iter().any(|channel| channel.value == email), "{:?}", page.text());
    }

    #[test]
    fn blanks_are_filled_with_lines_of_their_own(text in documents()) {
        let Some(page) = read(&text) else { return Ok(()) };
        let facts = [("email".to_owned(), vec!["a@example.com".to_owned()]), ("org".to_owned(), vec!["no".to_owned()])];
        let Ok(done) = blanks::fill(&page, &facts) else { return Ok(()) };
        let new = String::from_utf8(done.bytes()).unwrap();
        let lines = added(text.trim_start_matches('\u{feff}'), new.trim_start_matches('\u{feff}'));
        prop_assert!(lines.contains(&"email: a@example.com") && lines.contains(&"org: \"no\""), "{:?}", new);
        prop_assert!(lines.len() <= 5, "{:?}", lines);
        prop_assert_eq!(new.starts_with('\u{feff}'), text.starts_with('\u{feff}'));
    }
}
