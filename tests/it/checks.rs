//! Six health checks, each yes, no or unknown.

use crate::vault::{Vault, World, back_from};

const T: &str = "2026-03-01";

fn world(log: &str) -> World {
    Vault::ada("", log).today(T).clean()
}

#[test]
fn quarterly_or_as_often_as_you_chose() {
    let answer = |front: &str, ago: i64| Vault::ada(front, &back_from(T, [ago], "call")).today(T).clean().ada().check("quarterly");
    assert_eq!(answer("", 91), "yes");
    assert_eq!(answer("", 92), "no");
    assert_eq!(answer("circle: inner", 91), "yes", "never stricter than a quarter");
    assert_eq!(answer("circle: inner", 92), "no");
    assert_eq!(answer("circle: known", 180), "yes");
    assert_eq!(answer("circle: known", 181), "no");
    assert_eq!(world("- 2026-02-28 like").ada().check("quarterly"), "unknown");
    assert_eq!(Vault::ada("last_contact: 2026-02-01", "").today(T).ada().check("quarterly"), "yes");
}

#[test]
fn not_only_asking() {
    let answer = |asking: i64, other: i64| {
        let log = back_from(T, 0..asking, "→ call [ask:: me]") + &back_from(T, 0..other, "→ call");
        world(&(log + "- 2026-02-01 ← call [ask:: me]\n- 2026-02-01 ↔ call [ask:: me]\n")).ada().check("not-only-asking")
    };
    assert_eq!(answer(1, 1), "yes");
    assert_eq!(answer(2, 1), "no");
    assert_eq!(answer(0, 3), "yes");
    assert_eq!(answer(1, 0), "no");
    assert_eq!(answer(0, 0), "unknown", "neither their approaches nor those of both are mine");
    assert_eq!(world("- 2026-02-01 → call [ask:: them]").ada().check("not-only-asking"), "yes");
    assert_eq!(world("- 2025-03-01 → call").ada().check("not-only-asking"), "unknown", "a year ago");
}

#[test]
fn work_and_life() {
    for (log, expected) in [
        ("- 2026-02-01 call #work\n- 2026-02-02 call #life", "yes"),
        ("- 2026-02-01 call #工作 #生活", "yes"),
        ("- 2026-02-01 call #work [felt:: warm]", "yes"),
        ("- 2026-02-01 call [felt:: warm]", "yes"),
        ("- 2026-02-01 call #work\n- 2026-02-02 call", "no"),
        ("- 2026-02-01 call #Work [felt:: neutral]", "no"),
        ("- 2026-02-01 call #life", "unknown"),
        ("- 2026-02-01 call #travel", "unknown"),
        ("- 2026-02-01 call", "unknown"),
        ("- 2026-02-01 call #work\n- 2025-02-02 call #life", "no"),
        ("", "unknown"),
    ] {
        assert_eq!(world(log).ada().check("work-and-life"), expected, "{log}");
    }
}

#[test]
fn two_way() {
    for (fields, expected) in [("[gave:: a] [got:: b]", "yes"), ("[gave:: a]", "no"), ("[got:: a]", "no"), ("", "unknown")] {
        assert_eq!(world(&format!("- 2026-02-01 call {fields}")).ada().check("two-way"), expected, "{fields}");
    }
}

#[test]
fn balanced() {
    for (fields, expected) in [
        ("[gave:: a] [gave:: b] [gave:: c] [got:: d]", "yes"),
        ("[gave:: medium a] [gave:: b] [gave:: c] [got:: d]", "no"),
        ("[got:: medium a] [got:: b] [got:: c] [gave:: d]", "no"),
        ("[gave:: a] [got:: b]", "unknown"),
        ("", "unknown"),
    ] {
        assert_eq!(world(&format!("- 2026-02-01 call {fields}")).ada().check("balanced"), expected, "{fields}");
    }
}

#[test]
fn gives() {
    let answer = |giving: i64, other: i64| {
        let log = back_from(T, 0..giving, "call [gave:: a]") + &back_from(T, 0..other, "call");
        world(&log).ada().check("gives")
    };
    assert_eq!(answer(1, 1), "yes");
    assert_eq!(answer(1, 2), "no");
    assert_eq!(answer(2, 3), "no");
    assert_eq!(answer(0, 3), "unknown");
    assert_eq!(world("- 2026-02-01 call [got:: a]").ada().check("gives"), "no");
    assert_eq!(
        world("- 2026-02-01 call [gave:: a]\n- 2026-02-02 like\n- 2026-02-03 like").ada().check("gives"),
        "yes",
        "touches are not meaningful"
    );
}

#[test]
fn six_checks_in_their_order() {
    let ids: Vec<&str> = world("").ada().insights.checks.iter().map(|check| check.id).collect();
    assert_eq!(ids, ["quarterly", "not-only-asking", "work-and-life", "two-way", "balanced", "gives"]);
}

/// My own answer to `two-way`, in a file with these lines.
fn own(lines: &str) -> Option<bool> {
    let world = Vault::of("").and("people/ada.md", &format!("---\nname: Ada\n---\n{lines}")).today(T);
    renmai::measure::checks::own_answer(world.ada().contact, "two-way")
}

#[test]
fn my_own_tick_is_found_by_name_or_by_plain_words() {
    assert_eq!(own("- [x] we help each other [check:: two-way]\n"), Some(true));
    assert_eq!(own("- [ ] Value flows both ways\n"), Some(false));
    assert_eq!(own("## 自评\n- [x] 价值是双向的\n"), Some(true));
    assert_eq!(own("- [ ] both ways\n- [x] so-so [check:: two-way]\n"), Some(true), "the named one goes first");
}

#[test]
fn what_only_sounds_like_a_check_is_no_answer() {
    assert_eq!(own("- [ ] me: make it go both ways\n"), None, "a promise");
    assert_eq!(own("- [ ] make it go both ways 📅 2026-03-05\n"), None, "a thing to do by a day");
    assert_eq!(own("- [-] both ways\n"), None, "given up");
    assert_eq!(own("## Log\n- 2026-02-01 call\n  - [ ] both ways\n"), None, "noted in the log");
    assert_eq!(own("- [x] it never goes both ways\n"), None, "turned round");
}
