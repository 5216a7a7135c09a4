//! Who begins: arrows of the year, the Wilson interval, the word.

use crate::vault::{Vault, back_from};

const T: &str = "2026-03-01";

fn log(me: usize, them: usize, both: usize, unknown: usize) -> String {
    let mut log = String::new();
    for (count, arrow) in [(me, "→"), (them, "←"), (both, "↔"), (unknown, "")] {
        log += &back_from(T, (0..count).map(|n| i64::try_from(n).unwrap() + 40), &format!("{arrow} call"));
    }
    log
}

fn state(me: usize, them: usize) -> Option<&'static str> {
    Vault::ada("", &log(me, them, 3, 2)).today(T).clean().ada().insights.initiative.state.map(|state| state.name())
}

#[test]
fn entries_are_counted_by_who_began() {
    let world = Vault::ada("", &log(4, 3, 2, 1)).today(T).clean();
    let initiative = &world.ada().insights.initiative;
    assert_eq!((initiative.me, initiative.them, initiative.both, initiative.unknown), (4, 3, 2, 1));
    let share = initiative.share.unwrap();
    assert!((share.share - 4.0 / 7.0).abs() < 1e-12);
    assert_eq!(initiative.because.len(), 7);
}

#[test]
fn touches_count_too() {
    let world = Vault::ada("", "- 2026-02-01 → greeting\n- 2026-02-02 → like\n").today(T).clean();
    assert_eq!(world.ada().insights.initiative.me, 2);
}

#[test]
fn fewer_than_five_directed_entries_say_nothing() {
    assert_eq!(state(4, 0), None);
    assert_eq!(state(2, 2), None);
    assert_eq!(state(5, 0), Some("mostly-me"));
}

#[test]
fn the_interval_decides_then_the_share() {
    // 5 of 5: low 0.566. 8 of 9: low 0.565. 7 of 8: low 0.529. 6 of 7: low 0.487.
    for (me, them, expected) in [
        (5, 0, "mostly-me"),
        (7, 1, "mostly-me"),
        (6, 1, "leans-me"),
        (8, 2, "leans-me"),
        (9, 2, "mostly-me"),
        (3, 2, "leans-me"),
        (4, 3, "even"),
        (5, 5, "even"),
        (3, 4, "even"),
        (2, 3, "leans-them"),
        (1, 6, "leans-them"),
        (1, 7, "mostly-them"),
        (0, 5, "mostly-them"),
    ] {
        assert_eq!(state(me, them), Some(expected), "{me} and {them}");
    }
}

#[test]
fn the_interval_is_wilsons_with_that_z() {
    let share = Vault::ada("", &log(5, 0, 0, 0)).today(T).clean().ada().insights.initiative.share.unwrap();
    // p = 1: low = n / (n + z²).
    let z: f64 = 1.959_964;
    assert!((share.low - 5.0 / (5.0 + z * z)).abs() < 1e-12);
    assert!((share.high - 1.0).abs() < 1e-12);
}

#[test]
fn the_year_has_365_days_today_included() {
    let me = |ago| Vault::ada("", &back_from(T, [ago], "→ call")).today(T).clean().ada().insights.initiative.me;
    assert_eq!(me(0), 1);
    assert_eq!(me(364), 1);
    assert_eq!(me(365), 0);
    assert_eq!(me(-1), 0);
}

#[test]
fn nothing_directed_has_no_share() {
    let world = Vault::ada("", "- 2026-02-01 call\n- 2026-02-02 ↔ call").today(T).clean();
    assert!(world.ada().insights.initiative.share.is_none());
}
