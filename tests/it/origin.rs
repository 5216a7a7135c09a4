//! Whose pages an edit concerns, told without making one: those whose files say something else now, and those
//! who name them. Neither fewer, or a page stays stale; nor all, or nothing is saved.

use std::collections::{BTreeMap, BTreeSet};

use renmai::arrange::{Route, Site};

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
