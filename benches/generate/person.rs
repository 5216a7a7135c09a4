//! One person's file, and a note that names a few people.

use std::fmt::Write as _;

use jiff::Span;
use jiff::civil::Date;

use crate::TODAY;
use crate::dice::Dice;
use crate::words;

/// How many of a hundred people have how many log entries: 1,000 in all.
const ENTRIES: &[(usize, usize)] = &[(50, 4), (80, 8), (95, 20), (99, 40), (100, 100)];

/// How many of a hundred people have how many words of notes: 20,000 in all.
const WORDS: &[(usize, usize)] = &[(50, 80), (80, 160), (95, 400), (99, 900), (100, 1600)];

/// A person by their place in the journal.
pub struct Person {
    place: usize,
    /// The file's stem.
    pub id: String,
    name: String,
    han: bool,
}

impl Person {
    /// The person at a place; always the same one.
    pub fn at(place: usize) -> Self {
        let mut dice = Dice::of(place);
        let han = place % 2 == 1;
        let name = if han {
            format!("{}{}{}", dice.pick(words::HAN_FAMILY), dice.pick(words::HAN_GIVEN), dice.pick(words::HAN_GIVEN))
        } else {
            format!("{} {}", dice.pick(words::GIVEN), dice.pick(words::FAMILY))
        };
        Self { place, id: format!("p{place:05}"), name, han }
    }

    /// A link that nobody else answers to.
    fn link(&self) -> String {
        format!("[[{}|{}]]", self.id, self.name)
    }
}

/// The whole file.
pub fn file(person: &Person) -> String {
    let mut dice = Dice::of(person.place + 1_000_000);
    let mut text = String::from("---\n");
    front_matter(&mut text, person, &mut dice);
    text.push_str("---\n\n");
    prose(&mut text, person.han, share(WORDS, person.place * 61 + 13), &mut dice);
    if dice.once_in(3) {
        tasks(&mut text, person.han, &mut dice);
    }
    log(&mut text, person, &mut dice);
    text
}

/// A dated note that names three people.
pub fn note(place: usize, people: usize) -> String {
    let mut dice = Dice::of(place + 2_000_000);
    let mut text = String::new();
    for _ in 0..3 {
        let person = Person::at(dice.below(people));
        let _ = writeln!(text, "- → {}: {} {}", dice.pick(&["coffee", "电话", "message"]), person.link(), dice.pick(words::TALK));
    }
    prose(&mut text, place % 2 == 1, 40, &mut dice);
    text
}

/// What the table gives to a place, so that every hundred people have the same in all.
fn share(table: &[(usize, usize)], place: usize) -> usize {
    let rank = place * 37 % 100;
    table.iter().find(|(upto, _)| rank < *upto).map_or(0, |(_, share)| *share)
}

/// Nobody has a thousand close friends: closer circles do not grow with the journal.
fn circle(place: usize, dice: &mut Dice) -> Option<&'static str> {
    match place {
        0..5 => Some("inner"),
        5..20 => Some("close"),
        20..35 => Some("kin"),
        35..85 => Some("friend"),
        _ if dice.once_in(3) => Some("known"),
        _ => None,
    }
}

fn front_matter(text: &mut String, person: &Person, dice: &mut Dice) {
    let _ = writeln!(text, "name: {}", person.name);
    if let Some(circle) = circle(person.place, dice) {
        let _ = writeln!(text, "circle: {circle}");
    }
    let tag = |dice: &mut Dice| words::TAGS.get(dice.mostly_small(words::TAGS.len())).copied().unwrap_or("");
    let _ = writeln!(text, "tags: [{}, {}]", tag(dice), tag(dice));
    let _ = writeln!(text, "location: {}\ncompany: {} & Co", dice.pick(words::PLACES), dice.pick(words::FAMILY));
    let _ = writeln!(text, "phone: +86 138 {:04} {:04}\nemail: {}@example.com", dice.below(10_000), dice.below(10_000), person.id);
    let _ = writeln!(text, "met: {{on: {}, place: {}}}", ago(900 + dice.below(2_000)), dice.pick(words::PLACES));
    let topic = |dice: &mut Dice| words::TOPICS.get(dice.mostly_small(words::TOPICS.len())).copied().unwrap_or("");
    let _ = writeln!(text, "interests: [{}, {}]\nstrengths: [{}]", topic(dice), topic(dice), topic(dice));
    if dice.once_in(4) {
        let _ = writeln!(text, "needs: [{}]", topic(dice));
    }
    match dice.below(4) {
        0 => drop(writeln!(text, "birthday: {}", ago(7_000 + dice.below(15_000)))),
        1 => drop(writeln!(text, "lunar_birthday: {:02}-{:02}", 1 + dice.below(12), 1 + dice.below(29))),
        _ => {}
    }
    if dice.once_in(20) {
        let _ = writeln!(text, "projects:\n  - {{name: {}, next: {}}}", topic(dice), ago(dice.below(60)));
    }
    if dice.once_in(50) {
        let _ = writeln!(
            text,
            "money:\n  - {{on: {}, lent: \"{} CNY\", due: {}, written: true}}",
            ago(200),
            100 * (1 + dice.below(20)),
            ago(dice.below(90))
        );
    }
    if dice.once_in(20) && person.place > 0 {
        let _ = writeln!(text, "relations:\n  - {{to: {}, as: friend}}", Person::at(dice.below(person.place)).id);
    }
}

fn prose(text: &mut String, han: bool, words: usize, dice: &mut Dice) {
    for at in 1..=words {
        text.push_str(dice.pick(if han { words::HAN_PLAIN } else { words::PLAIN }));
        let (pause, stop) = if han { ("，", "。") } else { (", ", ". ") };
        match at {
            _ if at == words || at % 60 == 0 => text.push_str(if han { "。\n\n" } else { ".\n\n" }),
            _ if at % 12 == 0 => text.push_str(stop),
            _ if at % 6 == 0 => text.push_str(pause),
            _ if !han => text.push(' '),
            _ => {}
        }
    }
}

fn tasks(text: &mut String, han: bool, dice: &mut Dice) {
    let (heading, mine, theirs) = if han {
        ("约定", "我：把书寄过去", "对方：介绍选址的朋友")
    } else {
        ("Promises", "me: send the book", "them: show the workshop")
    };
    let (due, done) = (ago(dice.below(300)), ago(dice.below(300)));
    let _ = writeln!(text, "## {heading}\n\n- [ ] {mine} 📅 {due}\n- [x] {theirs} 📅 {done} ✅ {done}\n");
}

/// The log, newest first. The silence before today and the gaps are short for few, long for many.
fn log(text: &mut String, person: &Person, dice: &mut Dice) {
    text.push_str(if person.han { "## 往来\n\n" } else { "## Log\n\n" });
    let entries = share(ENTRIES, person.place);
    let mut days = dice.mostly_small(400);
    for _ in 0..entries {
        let (arrow, kind) =
            (dice.pick(&["→", "→", "←", "↔"]), dice.pick(&["coffee", "微信", "call", "见面", "email", "午饭", "greeting", "message"]));
        let _ = write!(text, "- {} {arrow} {kind}: {}", ago(days), dice.pick(words::TALK));
        match dice.below(12) {
            0 => text.push_str(" [gave:: medium an introduction]"),
            1 => text.push_str(" [got:: 一次试读]"),
            2 => text.push_str(" [ask:: them]"),
            3 => text.push_str(" [felt:: warm] #life"),
            4 if person.place > 0 => drop(write!(text, " [with:: {}]", Person::at(dice.below(person.place)).link())),
            5 => text.push_str(" #work"),
            _ => {}
        }
        text.push('\n');
        days += 1 + dice.mostly_small(3_600 / entries.max(1));
    }
}

fn ago(days: usize) -> Date {
    TODAY.saturating_sub(Span::new().days(i64::try_from(days).unwrap_or(0)))
}
