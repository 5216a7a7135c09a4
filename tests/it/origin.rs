//! Whose pages an edit concerns, told without making one: those whose files say something else now, and those
//! who name them. Neither fewer, or a page stays stale; nor all, or nothing is saved.

use std::collections::{BTreeMap, BTreeSet};

use renmai::arrange::{Route, Site};
use renmai::exchange::{CalendarWords, calendar_days, write_calendar};

use crate::vault::Vault;

const JOURNAL: &str = "\
-- renmai.yaml --
title: Mine
-- me.md --
---
gaps: [law]
---
-- guides/first.md --
---
title: First
---
Words.
-- journal/2026-11-05.md --
- ↔ dinner with [[Ben]] and [[Cleo]]
-- people/ada.md --
---
name: Ada
met: {through: Ben}
---
## Log
- 2026-10-01 → coffee: tea
-- people/ben.md --
---
name: Ben
strengths: [law]
---
-- people/cleo.md --
---
name: Cleo
---
## Log
- 2026-10-02 ← call with [[Dan]]
-- people/dan.md --
---
name: Dan
needs: [boats]
---
-- people/eve.md --
---
name: Eve
---
Alone.
";

/// Fingerprints by id: of pages, and of rows.
type Origins = BTreeMap<String, (Vec<u64>, Option<u64>)>;

/// Everybody's, and that of the notes to search.
fn origins(journal: &str, today: &str) -> (Origins, Option<u64>) {
    let world = Vault::of(journal).today(today);
    let site = Site::new(&world.loaded.journal, &world.loaded.sources, &world.insights, &world.diagnostics).with_origins();
    let of = |who| {
        let pages = [Route::Profile(who), Route::Card(who), Route::Log(who)];
        (pages.into_iter().filter_map(|route| site.origin(route)).collect(), site.origin_of_row(who))
    };
    assert_eq!(site.origin(Route::Today), None);
    (site.journal.iter().map(|(who, contact)| (contact.id.clone(), of(who))).collect(), site.origin_of_notes(0))
}

/// An edit, and whom it concerns: ids, one after the other.
fn check(from: &str, to: &str, concerned: &str) {
    assert!(JOURNAL.contains(from), "{from}");
    let (before, notes_before) = origins(JOURNAL, "2026-11-10");
    let (after, notes_after) = origins(&JOURNAL.replace(from, to), "2026-11-10");
    let changed: BTreeSet<&str> = before.keys().filter(|id| after.get(*id) != before.get(*id)).map(String::as_str).collect();
    assert_eq!(changed, concerned.split_whitespace().collect(), "{to}");
    assert_eq!(notes_before != notes_after, !concerned.is_empty(), "{to}: notes");
}

#[test]
fn an_edit_concerns_a_person_and_those_who_name_them() {
    check("Alone.", "Still alone.", "eve");
    check("coffee: tea", "coffee: cake", "ada ben");
    check("[law]\n---\n-- people/cleo", "[law]\ndescription: Kind.\n---\n-- people/cleo", "ada ben cleo");
    check("with [[Dan]]", "with [[Eve]]", "ben cleo dan eve");
    check("and [[Cleo]]", "and [[Eve]]", "ada ben cleo dan eve");
    check("needs: [boats]", "needs: [law]", "ada ben cleo dan");
}

#[test]
fn what_is_everybodys_concerns_everybody() {
    check("title: Mine", "title: Ours", "ada ben cleo dan eve");
    check("gaps: [law]", "gaps: [maths]", "ada ben cleo dan eve");
    check("title: First", "title: Second", "ada ben cleo dan eve");
    let of = |today| origins(JOURNAL, today).0;
    assert_eq!(of("2026-11-10"), of("2026-11-10"));
    assert!(of("2026-11-10").into_iter().all(|(id, own)| of("2026-11-11").get(&id) != Some(&own)));
}

#[test]
fn somebody_new_concerns_nobody_else() {
    // Their file stands before all others: every place in the journal moves.
    let more = JOURNAL.replace("-- people/ada.md --", "-- people/aaron.md --\n---\nname: Aaron\n---\n-- people/ada.md --");
    let ((before, _), (after, _)) = (origins(JOURNAL, "2026-11-10"), origins(&more, "2026-11-10"));
    assert_eq!(after.len(), before.len() + 1);
    for (id, own) in before {
        assert_eq!(after.get(&id), Some(&own), "{id}");
    }
}

const DAYS: &str = "\
-- renmai.yaml --
title: Mine
-- journal/2026-11-05.md --
---
title: Plans
---
- [ ] call the bank 📅 2026-12-01
-- people/ada.md --
---
name: Ada
circle: close
birthday: 1990-12-03
lunar_birthday: 08-15
met: {on: 2021-12-04, place: Oslo, through: Ben}
family: [{name: Tom, relation: son, birthday: 2015-03-06}]
projects: [{name: House, next: 2026-12-07}]
dates: [{label: wedding, on: 2019-06-08}]
money: [{on: 2026-01-05, lent: 500 CNY, due: 2026-12-09}]
festivals: [春节]
---
Words.

- [ ] me: send the book 📅 2026-12-10
- [ ] paint the door

## Log
- 2026-12-11 → lunch: planned with [[Ben]]
- 2026-10-01 → coffee: tea
- 2025-12-05 → gift: for the day [gave:: a lamp]
-- people/ben.md --
---
name: Ben
---
";

/// Fingerprint of the calendar file, and what it says with its messages as they are.
fn calendar(journal: &str) -> (Option<u64>, String) {
    let world = Vault::of(journal).today("2026-11-10");
    let site = Site::new(&world.loaded.journal, &world.loaded.sources, &world.insights, &world.diagnostics).with_origins();
    let words = CalendarWords {
        say: &|message| format!("{message:?}"),
        title: &|reminder| format!("{:?}", site.reminder_title(reminder)),
        note: &|reminder| format!("{:?}", site.reminder_note(reminder)),
    };
    let (mut bytes, days) = (Vec::new(), calendar_days(site.journal, site.insights));
    write_calendar(site.journal, site.insights, &days, words, &mut bytes).expect("memory takes everything");
    (site.origin_of_calendar(), String::from_utf8(bytes).expect("calendars are text"))
}

#[test]
fn the_calendar_file_is_made_again_where_a_day_changed() {
    let (origin, file) = calendar(DAYS);
    for (from, to) in [
        ("title: Mine", "title: Ours"),
        ("title: Plans", "title: Money"),
        ("2026-12-01", "2026-12-02"),
        ("name: Ada", "name: Ada Moreno"),
        ("circle: close", "circle: close\nstatus: paused"),
        ("1990-12-03", "1990-12-04"),
        ("08-15", "08-16"),
        ("2021-12-04", "2021-12-05"),
        ("Oslo", "Bergen"),
        ("through: Ben", "through: Cleo"),
        ("Tom", "Tim"),
        ("son", "nephew"),
        ("2015-03-06", "2015-03-07"),
        ("House", "Boat"),
        ("2026-12-07", "2026-12-08"),
        ("wedding", "first day"),
        ("2019-06-08", "2019-06-09"),
        ("500 CNY", "600 CNY"),
        ("2026-12-09", "2026-12-10"),
        ("due: 2026-12-09", "due: 2026-12-09, written: true"),
        ("春节", "中秋"),
        ("send the book", "send the map"),
        ("[ ] me: send", "[x] me: send"),
        ("me: send", "them: send"),
        ("the door", "the door 📅 2026-12-20"),
        ("2026-12-11", "2026-12-12"),
        ("→ lunch: planned", "→ dinner: planned"),
        ("[[Ben]]", "[[Ada]]"),
        ("a lamp", "a book"),
        ("2025-12-05", "2025-08-05"),
        ("name: Ben", "name: Benno"),
    ] {
        assert!(DAYS.contains(from), "{from}");
        let (now, file_now) = calendar(&DAYS.replace(from, to));
        assert!(file_now != file, "{to}: the file says the same");
        assert!(now != origin, "{to}: would leave the file stale");
    }
    for (from, to) in [("Words.", "Other words."), ("coffee: tea", "coffee: cake"), ("circle: close", "circle: close\ncompany: Acme")] {
        let (now, file_now) = calendar(&DAYS.replace(from, to));
        assert!(file_now == file, "{to}: the file says something else");
        assert!(now == origin, "{to}: makes the file for nothing");
    }
}
