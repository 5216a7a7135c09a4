//! Laws that hold for every journal, tried on invented ones.

use jiff::ToSpan;
use jiff::civil::{Date, date};
use proptest::prelude::*;

use crate::vault::{Vault, World};

/// Enough to find what is wrong in the usual places, few enough to be run every time;
/// `PROPTEST_CASES` asks for more.
fn few() -> ProptestConfig {
    let cases = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(24);
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

const T: Date = date(2026, 3, 4);

fn on(days_ago: i64, shift: i64) -> Date {
    T.checked_add((shift - days_ago).days()).expect("a day in the calendar")
}

/// One person in days relative to T, so that they can be moved in time.
#[derive(Debug, Clone)]
struct Life {
    cadence: Option<u32>,
    front: Vec<(String, i64)>,
    log: Vec<(i64, &'static str)>,
    tasks: Vec<(&'static str, i64, Option<i64>)>,
}

impl Life {
    fn text(&self, shift: i64) -> String {
        let mut text = String::from("---\n");
        if let Some(days) = self.cadence {
            text += &format!("cadence: {days}\n");
        }
        let mut seen: Vec<&str> = Vec::new();
        for (template, ago) in &self.front {
            let key = template.split(':').next().unwrap_or("");
            if !seen.contains(&key) {
                seen.push(key);
                text += &template.replace("DAY", &on(*ago, shift).to_string());
                text.push('\n');
            }
        }
        text += "---\n";
        for (task, ago, done) in &self.tasks {
            let mark = if done.is_some() { "x" } else { " " };
            text += &format!("- [{mark}] {task} 📅 {}", on(*ago, shift));
            text += &done.map_or(String::new(), |done| format!(" ✅ {}", on(done, shift)));
            text.push('\n');
        }
        text += "\n## Log\n";
        for (ago, words) in &self.log {
            text += &format!("- {} {words}\n", on(*ago, shift));
        }
        text
    }
}

const WORDS: [&str; 14] = [
    "→ call",
    "← call [ask:: them]",
    "↔ coffee #life",
    "like",
    "→ greeting",
    "dinner [gave:: large x] [got:: y]",
    "← message [felt:: used] #work",
    "→ message [ask:: me] [reply:: them]",
    "← call [reply:: me]",
    "walk with [[p1]]",
    "help: moved [gave:: medium x]",
    "[by:: both] event [got:: 大 y]",
    "晚饭和[[p0]]、[[p1]]",
    "note",
];

const FRONT: [&str; 8] = [
    "last_contact: DAY",
    "met: DAY",
    "publishDate: DAY",
    "snooze_until: DAY",
    "money: [{on: DAY, lent: 5 CNY, due: DAY}]",
    "dismissed: [{sign: felt-used, on: DAY}]",
    "projects: [{name: p, next: DAY}]",
    "circle: close # DAY",
];

fn life() -> impl Strategy<Value = Life> {
    let log = prop::collection::vec((-40_i64..500, prop::sample::select(WORDS.as_slice())), 0..24);
    let front = prop::collection::vec((prop::sample::select(FRONT.as_slice()).prop_map(str::to_owned), -20_i64..500), 0..4);
    let task = (prop::sample::select(["me: x", "them: y", "z"].as_slice()), -70_i64..400, prop::option::of(0_i64..400));
    (prop::option::of(1_u32..200), front, log, prop::collection::vec(task, 0..6)).prop_map(|(cadence, front, log, tasks)| Life {
        cadence,
        front,
        log,
        tasks,
    })
}

fn world(lives: &[Life], shift: i64) -> World {
    let add = |vault: Vault, (n, life): (usize, &Life)| vault.and(&format!("people/p{n}.md"), &life.text(shift));
    World::new(&lives.iter().enumerate().fold(Vault::default(), add).vault(), on(0, shift))
}

/// Every figure without its dates: lengths of time, counts, words.
fn figures(world: &World) -> Vec<String> {
    let mut said: Vec<String> = Vec::new();
    for person in &world.insights.people {
        let rhythm = &person.rhythm;
        said.push(format!(
            "{:?} {:?} {:?} {:?} {:?} {:?} {}",
            rhythm.phase, rhythm.days_since, rhythm.ratio, rhythm.consistency, rhythm.rhythm_days, rhythm.slipping, rhythm.cadence_days
        ));
        said.push(format!(
            "{:?}",
            (person.initiative.me, person.initiative.them, person.initiative.both, person.initiative.unknown, person.initiative.state)
        ));
        said.push(format!(
            "{:?}",
            (person.exchange.given, person.exchange.got, person.exchange.state, person.depth.deep, person.depth.of, person.depth.state)
        ));
        said.push(person.checks.iter().map(|check| check.answer.name()).collect::<Vec<_>>().join(" "));
        said.push(
            person
                .signs
                .iter()
                .map(|sign| format!("{} {} {}/{}", sign.id, sign.dismissed, sign.count, sign.of))
                .collect::<Vec<_>>()
                .join(", "),
        );
        said.push(format!(
            "{:?}",
            [&person.promises.me, &person.promises.them].map(|side| (side.open, side.on_time, side.late, side.past, side.due_in_year))
        ));
        said.push(
            person
                .boundary
                .iter()
                .map(|open| format!("{} {:?} {:?}", open.currency, open.amount, open.flags))
                .collect::<Vec<_>>()
                .join(", "),
        );
    }
    let days = |day: Date| world.insights.today.until(day).map_or(0, |span| span.get_days());
    said.extend(
        world
            .insights
            .reminders
            .iter()
            .filter(|reminder| !matches!(reminder.kind().name(), "met"))
            .map(|reminder| format!("{} {}", reminder.kind().name(), days(reminder.on))),
    );
    let network = &world.insights.network;
    said.push(format!("{:?} {} {:?}", network.quarter, network.load_per_week, network.cards));
    said.push(
        network.mistakes.iter().map(|mistake| format!("{} {}/{}", mistake.id, mistake.count, mistake.of)).collect::<Vec<_>>().join(", "),
    );
    said
}

fn sorted(mut said: Vec<String>) -> Vec<String> {
    said.sort();
    said
}

proptest! {
    #![proptest_config(few())]

    /// Yearly days follow the sun, and a week its Monday; everything else only counts days.
    #[test]
    fn moving_every_date_and_today_changes_no_figure(lives in prop::collection::vec(life(), 1..4), shift in -800_i64..800) {
        let (here, there) = (world(&lives, 0), world(&lives, shift));
        prop_assert_eq!(sorted(figures(&here)), sorted(figures(&there)));
        if shift % 7 == 0 {
            prop_assert_eq!(&here.insights.week.people, &there.insights.week.people);
            prop_assert_eq!(&here.insights.week.also_due, &there.insights.week.also_due);
        }
    }

    #[test]
    fn an_entry_of_today_never_lengthens_a_silence(life in life(), words in prop::sample::select(WORDS.as_slice())) {
        let before = world(std::slice::from_ref(&life), 0);
        let mut more = life;
        more.log.push((0, words));
        let after = world(&[more], 0);
        let (before, after) = (&before.insights.people[0].rhythm, &after.insights.people[0].rhythm);
        if let Some(days) = before.days_since {
            prop_assert!(after.days_since.is_some_and(|now| now <= days));
        }
        prop_assert!(after.last_contact >= before.last_contact);
        prop_assert!(after.last_meaningful >= before.last_meaningful);
    }

    #[test]
    fn a_touch_of_today_changes_neither_silence_nor_rhythm(life in life()) {
        let before = world(std::slice::from_ref(&life), 0);
        let mut more = life;
        more.log.push((0, "like"));
        let after = world(&[more], 0);
        let of = |world: &World| { let rhythm = &world.insights.people[0].rhythm; (rhythm.days_since, rhythm.rhythm_days, rhythm.consistency, rhythm.slipping) };
        prop_assert_eq!(of(&before), of(&after));
    }

    #[test]
    fn the_order_of_lines_changes_no_figure(lives in prop::collection::vec(life(), 1..4)) {
        let turned: Vec<Life> = lives.iter().cloned().map(|mut life| { life.log.reverse(); life.tasks.reverse(); life.front.dedup_by(|a, b| a.0 == b.0); life }).collect();
        let straight: Vec<Life> = lives.into_iter().map(|mut life| { life.front.dedup_by(|a, b| a.0 == b.0); life }).collect();
        prop_assert_eq!(sorted(figures(&world(&straight, 0))), sorted(figures(&world(&turned, 0))));
    }

    #[test]
    fn the_same_files_give_the_same_insights(lives in prop::collection::vec(life(), 1..4)) {
        let (one, two) = (world(&lives, 0), world(&lives, 0));
        prop_assert_eq!(&one.insights, &two.insights);
        prop_assert_eq!(&one.diagnostics, &two.diagnostics);
        prop_assert_eq!(one.journal(), two.journal());
    }

    /// What is written down during a week ticks its list and does not redraw it.
    #[test]
    fn the_weeks_list_does_not_shift(lives in prop::collection::vec(life(), 1..6)) {
        // T is a Wednesday: two days ago it was Monday, and what came later was not written yet.
        let upto = |days_ago: i64| -> Vec<Life> {
            lives.iter().cloned().map(|mut life| { life.log.retain(|(ago, _)| *ago >= days_ago); life }).collect()
        };
        let list = |world: &World| world.insights.week.people.iter().map(|person| person.who).collect::<Vec<_>>();
        let wednesday = world(&upto(0), 0);
        let add = |vault: Vault, (n, life): (usize, &Life)| vault.and(&format!("people/p{n}.md"), &life.text(0));
        let monday = World::new(&upto(2).iter().enumerate().fold(Vault::default(), add).vault(), on(2, 0));
        let thinner = World::new(&upto(3).iter().enumerate().fold(Vault::default(), add).vault(), on(2, 0));
        prop_assert_eq!(list(&monday), list(&wednesday));
        prop_assert_eq!(list(&thinner), list(&monday));
    }

    /// Figures count what they say they count.
    #[test]
    fn figures_fit_together(lives in prop::collection::vec(life(), 1..4)) {
        let world = world(&lives, 0);
        for person in &world.insights.people {
            let begun = &person.initiative;
            prop_assert_eq!(begun.me + begun.them + begun.both + begun.unknown, person.depth.of);
            prop_assert!(person.depth.deep <= person.depth.of);
            prop_assert!(person.rhythm.consistency.is_none_or(|share| share.part <= share.of && (1..=4).contains(&share.of)));
            prop_assert!(person.exchange.balance.is_none_or(|balance| (-1.0..=1.0).contains(&balance)));
            let in_order = |few: f64, more: f64| few <= more + 1e-12;
            prop_assert!(begun.share.is_none_or(|share| in_order(0.0, share.low) && in_order(share.low, share.share) && in_order(share.share, share.high) && in_order(share.high, 1.0)));
            prop_assert_eq!(person.checks.len(), 6);
        }
        prop_assert!(world.insights.week.people.len() <= 3);
    }

    #[test]
    fn any_text_gives_a_draft_or_nothing(pieces in prop::collection::vec(piece(), 0..40)) {
        let text = pieces.concat();
        for path in ["people/ada.md", "journal/2026-02-01.md", "plans/p.md", "me.md", "x.md", "renmai.yaml"] {
            let vault = Vault::of("").and(path, &text).and("people/bo.md", "---\nname: Bo\n---\n");
            let (one, two) = (World::new(&vault.vault(), T), World::new(&vault.vault(), T));
            prop_assert!(one.ids().contains(&"bo"));
            prop_assert_eq!(one.journal(), two.journal());
            prop_assert_eq!(one.problems(), two.problems());
        }
    }
}

/// Scraps of Markdown, YAML and what is neither.
fn piece() -> impl Strategy<Value = String> {
    const SCRAPS: &[&str] = &[
        "---\n",
        "\n",
        "name: ",
        "Ada",
        "[[",
        "]]",
        "[[Bo]]",
        "- ",
        "- [ ] ",
        "- [x] ",
        "## Log\n",
        "## 往来\n",
        "### 2026-02-01 ",
        "2026-02-01",
        "2026-02-30 ",
        "→ ",
        "<- ",
        "coffee: ",
        "信",
        "和",
        "与",
        "[gave:: ",
        "]",
        "(felt:: warm)",
        "[with:: ",
        "#life ",
        "📅 2026-03-03",
        "✅ ",
        "me: ",
        "  ",
        "\t",
        "> ",
        "```\n",
        "`",
        "%%",
        "<!-- ",
        "-->",
        ": ",
        "\"",
        "'",
        "{",
        "}",
        "[",
        "|\n",
        "&a ",
        "*a",
        "!!str ",
        "? ",
        "\u{feff}",
        "\u{0}",
        "\u{200f}",
        "\r\n",
        "🎉",
        "met: {on: ",
        "money: [{lent: ",
        "500 CNY",
        "family:\n  - ",
        "birthday: 02-30\n",
        "tags: [",
        "cadence: ",
        "每",
        "circle: close\n",
        "<<<<<<< x\n",
        "=======\n",
        ">>>>>>> y\n",
        "{{",
        "~~~",
        "\\",
        "===\n",
        "1. ",
        "[x](y.md)",
        "![[",
    ];
    prop_oneof![8 => prop::sample::select(SCRAPS).prop_map(str::to_owned), 1 => ".{0,12}".prop_map(String::from)]
}
