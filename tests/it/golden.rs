//! Small journals with everything other programs are told about them:
//! `tests/vaults/NAME/input.txt` and `expected.json`, compared as values.

use renmai::arrange::Site;
use renmai::exchange::{Export, Words};
use renmai::measure::reminders::Reminder;
use renmai::message::Message;
use renmai::render::theme::{Overrides, catalogue};
use renmai::source::Sources;
use serde_json::Value;

use crate::folders::{expect, files, folders, root, text, updating};
use crate::vault::{Vault, World};

/// The first line of an input names its day: `today: 2026-03-01`.
fn world(input: &str) -> World {
    let today = input.lines().find_map(|line| line.strip_prefix("today: ")).expect("an input says which day it is");
    Vault::of(input).today(today)
}

pub fn export(world: &World) -> Value {
    let words = catalogue("en", Overrides { name: "", files: &[] }, &mut Sources::default()).value;
    let site = Site::new(&world.loaded.journal, &world.loaded.sources, &world.insights, &world.diagnostics);
    let say = |message: &Message| words.say(message);
    let reason = |reminder: &Reminder| words.say(&site.reminder_reason(reminder));
    let export = Export {
        loaded: &world.loaded,
        insights: &world.insights,
        problems: &world.diagnostics,
        words: Words { say: &say, reason: &reason },
    };
    serde_json::to_value(&export).expect("an export is JSON")
}

#[test]
fn every_journal_says_what_it_is_expected_to() {
    let vaults = root("tests/vaults");
    for name in folders(&vaults) {
        let found = export(&world(&text(&vaults.join(&name).join("input.txt"))));
        let path = vaults.join(&name).join("expected.json");
        if updating() {
            expect(&path, &format!("{found:#}\n"));
        }
        // Both are read from text: reading a fraction may lose its last bit.
        let found: Value = serde_json::from_str(&found.to_string()).expect("JSON again");
        let expected: Value = serde_json::from_str(&text(&path)).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        assert_eq!(found, expected, "{name} differs; UPDATE=1 rewrites it");
    }
}

#[test]
fn journals_hold_two_files_and_no_more() {
    let vaults = folders(&root("tests/vaults"));
    assert!(!vaults.is_empty());
    for name in vaults {
        assert_eq!(files(&root("tests/vaults").join(&name)).len(), 2, "{name}");
    }
}

/// The shape of the contract: its keys, in any order, and no others.
#[test]
fn keys_are_those_of_the_contract() {
    let found = export(&world(&text(&root("tests/vaults/one-of-each/input.txt"))));
    let keys = |value: &Value| value.as_object().map(|map| map.keys().cloned().collect::<Vec<_>>().join(" ")).unwrap_or_default();
    let check = |path: &str, expected: &str| {
        let value = found.pointer(path).unwrap_or_else(|| panic!("nothing at {path}"));
        assert_eq!(keys(value), expected, "{path}");
    };
    check("", "version today people reminders week goals network problems");
    check(
        "/people/0",
        "id name reading circle status phase cadence_days last_contact last_meaningful days_since ratio due_on consistency drift initiative exchange depth fit checks signs promises boundary interactions",
    );
    check("/people/0/drift", "rhythm_days slipping");
    check("/people/0/initiative", "me them both unknown share low high state");
    check("/people/0/exchange", "given got balance state");
    check("/people/0/depth", "deep of state");
    check("/people/0/fit", "complementarity empowerment assessed_on");
    check("/people/0/fit/complementarity", "covers_my_gaps covered_by_me ticked of");
    check("/people/0/fit/empowerment", "ticked of");
    check("/people/0/checks/0", "id answer evidence");
    check("/people/0/checks/0/evidence/0", "file line");
    check("/people/0/signs/0", "id dismissed evidence");
    check("/people/0/promises", "me them");
    check("/people/0/promises/me", "open on_time late past");
    check("/people/0/boundary/0", "currency side amount flags");
    check("/people/0/interactions/0", "on by kind depth text gave got planned source");
    check("/people/0/interactions/1/gave/0", "text weight");
    check("/people/0/interactions/0/source", "file line");
    check("/reminders/0", "key kind on person reason source");
    check("/week", "monday people");
    check("/week/people/0", "id done");
    check("/goals/0", "title horizon done of metric target per history");
    check("/goals/0/history/0", "from value");
    check("/network", "circles quarter load gaps introductions cards mistakes");
    check("/network/circles/0", "id people capacity");
    check("/network/quarter", "with_contact of");
    check("/network/load", "per_week capacity");
    check("/network/gaps/0", "gap covered_by");
    check("/network/introductions/0", "a b need");
    check("/network/mistakes/0", "id evidence");
    check("/problems/0", "code severity file line column message help");
}
