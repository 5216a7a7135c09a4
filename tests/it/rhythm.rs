//! Time: d, c, r, phase, consistency, slipping.

use crate::vault::{Vault, World, back_from, day};

const T: &str = "2026-03-01";

fn world(front: &str, days_ago: &[i64], words: &str) -> World {
    Vault::ada(front, &back_from(T, days_ago.iter().copied(), words)).today(T).clean()
}

fn days_since(world: &World) -> Option<i32> {
    world.ada().insights.rhythm.days_since
}

#[test]
fn only_talk_and_deep_are_meaningful() {
    let log = "- 2026-02-28 → greeting: new year\n- 2026-02-20 call\n- 2026-01-01 coffee\n";
    let world = Vault::ada("", log).today(T).clean();
    let rhythm = &world.ada().insights.rhythm;
    assert_eq!(rhythm.days_since, Some(9));
    assert_eq!(rhythm.last_contact, Some(day("2026-02-28")));
    assert_eq!(rhythm.last_meaningful, Some(day("2026-02-20")));
    assert_eq!(rhythm.due_on, Some(day("2026-05-21")));
    assert_eq!(world.lines(&rhythm.because), [7]);
}

#[test]
fn entries_of_today_count_and_those_of_tomorrow_are_planned() {
    let world = Vault::ada("", "- 2026-03-02 coffee\n- 2026-03-01 call\n").today(T).clean();
    let rhythm = &world.ada().insights.rhythm;
    assert_eq!(rhythm.days_since, Some(0));
    assert_eq!(rhythm.planned.map(|planned| planned.on), Some(day("2026-03-02")));
    assert_eq!(world.ada().insights.depth.of, 1);
    assert_eq!(world.ada().days(), ["2026-03-02", "2026-03-01"]);
}

#[test]
fn last_contact_is_a_floor_and_the_log_wins_if_later() {
    let d = |front: &str, log: &str| days_since(&Vault::ada(front, log).today(T).clean());
    assert_eq!(d("last_contact: 2026-02-01", ""), Some(28));
    assert_eq!(d("last_contact: 2026-02-01", "- 2026-01-01 call"), Some(28));
    assert_eq!(d("last_contact: 2026-02-01", "- 2026-02-02 call"), Some(27));
    assert_eq!(d("last_contact: 2026-03-01", ""), Some(0));
    let world = Vault::ada("last_contact: 2026-02-01", "").today(T).clean();
    assert_eq!(world.ada().contact.interactions.len(), 0);
    assert_eq!(world.ada().phase(), "new");
    assert_eq!(world.ada().insights.rhythm.known_since, Some(day("2026-02-01")));
    assert_eq!(Vault::ada("last_contact: 2026-01-30", "").today(T).ada().phase(), "fresh");
}

#[test]
fn last_contact_after_today_is_ignored_and_reported() {
    let world = Vault::ada("last_contact: 2026-03-02", "").today(T);
    assert_eq!(world.problems(), ["people/ada.md:3:15 future-last-contact"]);
    assert_eq!(days_since(&world), None);
    assert_eq!(world.ada().phase(), "card");
}

#[test]
fn cadence_is_own_then_circle_then_shortest_tag_then_settings() {
    let settings = "tags: {a: {cadence: 20}, b: {cadence: 10}, c: 5}\ncadence: 70\n";
    let c = |front: &str, settings: &str| {
        Vault::ada(front, "").and("renmai.yaml", settings).today(T).clean().ada().insights.rhythm.cadence_days
    };
    assert_eq!(c("", ""), 90);
    assert_eq!(c("", settings), 70);
    assert_eq!(c("tags: [a, b]", settings), 10);
    assert_eq!(c("tags: [a]", settings), 20);
    assert_eq!(c("tags: [a, b]\ncircle: known", settings), 180);
    assert_eq!(c("tags: [a, b]\ncircle: known\ncadence: 3m", settings), 90);
    for (circle, days) in [("inner", 14), ("close", 30), ("kin", 30), ("friend", 90), ("known", 180), ("Inner", 14), ("至交", 30)] {
        assert_eq!(c(&format!("circle: {circle}"), ""), days, "{circle}");
    }
}

#[test]
fn a_circle_nobody_defined_is_reported_and_treated_as_none() {
    let world = Vault::ada("circle: pals", "").today(T);
    assert_eq!(world.problems(), ["people/ada.md:3:9 unknown-circle"]);
    assert_eq!(world.ada().contact.circle, None);
    assert_eq!(world.ada().insights.rhythm.cadence_days, 90);
    let world = Vault::ada("circle: inner", "").and("renmai.yaml", "circles: [{id: board, cadence: 45}]\n").today(T);
    assert_eq!(world.problems(), ["people/ada.md:3:9 unknown-circle"], "given circles replace the defaults");
}

#[test]
fn phases_turn_just_after_their_thresholds() {
    for (days_ago, phase) in [
        (30, "fresh"),
        (50, "fresh"),
        (51, "steady"),
        (90, "steady"),
        (91, "due"),
        (125, "due"),
        (126, "drifting"),
        (200, "drifting"),
        (201, "quiet"),
    ] {
        let world = world("cadence: 100", &[days_ago], "call");
        assert_eq!(world.ada().phase(), phase, "{days_ago}");
    }
    // 27/30, 81/90 and 126/140 are all nine tenths exactly.
    for cadence in [30, 90, 140] {
        let edge = cadence * 9 / 10;
        let front = format!("met: 2020\ncadence: {cadence}");
        assert_eq!(world(&front, &[edge], "call").ada().phase(), "steady", "{cadence}");
        assert_eq!(world(&front, &[edge + 1], "call").ada().phase(), "due", "{cadence}");
    }
}

#[test]
fn the_settings_move_the_thresholds() {
    let phase = |days_ago| {
        let vault = Vault::ada("cadence: 100", &back_from(T, [days_ago], "call"));
        vault.and("renmai.yaml", "phases: [0.4, 1, 1.5, 3]\n").today(T).clean().ada().phase()
    };
    for (days_ago, expected) in
        [(40, "fresh"), (41, "steady"), (100, "steady"), (101, "due"), (150, "due"), (151, "drifting"), (300, "drifting"), (301, "quiet")]
    {
        assert_eq!(phase(days_ago), expected, "{days_ago}");
    }
}

#[test]
fn new_needs_under_30_days_and_fewer_than_3_contacts() {
    assert_eq!(world("", &[29], "call").ada().phase(), "new");
    assert_eq!(world("", &[30], "call").ada().phase(), "fresh");
    assert_eq!(world("", &[29, 28], "call").ada().phase(), "new");
    assert_eq!(world("", &[29, 28, 27], "call").ada().phase(), "fresh");
    assert_eq!(world("", &[29, 28, 27], "greeting").ada().phase(), "card", "three touches are three contacts, none meaningful");
    assert_eq!(world("", &[29, 28], "greeting").ada().phase(), "new");
}

#[test]
fn known_since_is_met_else_first_contact_else_publish_date() {
    let since = |front: &str, days_ago: &[i64]| world(front, days_ago, "like").ada().insights.rhythm.known_since;
    assert_eq!(since("met: 2019", &[5]), Some(day("2019-01-01")));
    assert_eq!(since("met: 2019-05", &[5]), Some(day("2019-05-01")));
    assert_eq!(since("met: {on: 2019-05-20}", &[5]), Some(day("2019-05-20")));
    assert_eq!(since("met: at a fair\npublishDate: 2018-01-01", &[5, 9]), Some(day("2026-02-20")));
    assert_eq!(since("last_contact: 2026-01-01\npublishDate: 2018-01-01", &[5]), Some(day("2026-01-01")));
    assert_eq!(since("publishDate: 2018-01-01", &[]), Some(day("2018-01-01")));
    assert_eq!(since("publishDate: 2018-01-01", &[-5]), Some(day("2018-01-01")), "a planned contact is no first contact");
    assert_eq!(since("", &[]), None);
}

#[test]
fn a_card_has_no_meaningful_contact() {
    assert_eq!(world("", &[], "").ada().phase(), "card");
    assert_eq!(world("met: 2020", &[3, 2, 1], "like").ada().phase(), "card");
    assert_eq!(world("publishDate: 2026-02-01", &[], "").ada().phase(), "new");
    assert_eq!(world("publishDate: 2026-01-30", &[], "").ada().phase(), "card");
}

#[test]
fn paused_comes_first() {
    for front in ["status: paused", "status: ended", "status: deceased", "died: 2025-12-31", "snooze_until: 2026-03-02"] {
        assert_eq!(world(front, &[1], "call").ada().phase(), "paused", "{front}");
    }
    assert_eq!(world("snooze_until: 2026-03-01", &[40], "call").ada().phase(), "fresh", "beyond T, not up to it");
    assert_eq!(world("status: active", &[40], "call").ada().phase(), "fresh");
}

fn consistency(cadence: u32, days_ago: &[i64]) -> Option<(usize, usize)> {
    world(&format!("cadence: {cadence}"), days_ago, "call").ada().insights.rhythm.consistency.map(|share| (share.part, share.of))
}

#[test]
fn consistency_looks_at_the_last_four_windows() {
    // c = 10: windows of days ago 0–9, 10–19, 20–29, 30–39.
    assert_eq!(consistency(10, &[0, 10, 20, 30, 400]), Some((4, 4)));
    assert_eq!(consistency(10, &[9, 19, 29, 39, 400]), Some((4, 4)));
    assert_eq!(consistency(10, &[9, 39, 400]), Some((2, 4)));
    assert_eq!(consistency(10, &[10, 40, 400]), Some((1, 4)));
    assert_eq!(consistency(10, &[400]), Some((0, 4)));
}

#[test]
fn only_windows_that_begin_after_the_first_meaningful_contact_count() {
    // The window's first day is 9, 19, 29, 39 days ago: it must be later than the first contact.
    assert_eq!(consistency(10, &[40]), Some((0, 4)));
    assert_eq!(consistency(10, &[39]), Some((0, 3)));
    assert_eq!(consistency(10, &[10]), Some((0, 1)));
    assert_eq!(consistency(10, &[9]), None);
    assert_eq!(consistency(10, &[0]), None);
    assert_eq!(consistency(10, &[]), None);
}

fn slipping(days_ago: &[i64]) -> Option<bool> {
    world("cadence: 900", days_ago, "call").ada().insights.rhythm.slipping
}

fn every(gap: i64, last: i64, count: i64) -> Vec<i64> {
    (0..count).map(|n| last + n * gap).collect()
}

#[test]
fn slipping_lies_between_two_edges() {
    // m = 20: max(40, 34) = 40 < d ≤ max(240, 110) = 240.
    for (d, expected) in [(40, false), (41, true), (240, true), (241, false)] {
        assert_eq!(slipping(&every(20, d, 5)), Some(expected), "m = 20, d = {d}");
    }
    // m = 3: max(6, 17) = 17 < d ≤ max(36, 93) = 93.
    for (d, expected) in [(17, false), (18, true), (93, true), (94, false)] {
        assert_eq!(slipping(&every(3, d, 5)), Some(expected), "m = 3, d = {d}");
    }
}

#[test]
fn slipping_needs_three_gaps_between_distinct_days() {
    assert_eq!(slipping(&[50, 55, 60]), None);
    assert_eq!(slipping(&[50, 55, 60, 65]), Some(true));
    assert_eq!(slipping(&[50, 50, 55, 60]), None, "two talks on one day are one day");
    let rhythm = world("", &[0, 1, 11, 21, 61], "call").ada().insights.rhythm.rhythm_days;
    assert_eq!(rhythm, Some(10.0), "median of 1, 10, 10, 40");
    let rhythm = world("", &[0, 1, 3, 7, 15], "call").ada().insights.rhythm.rhythm_days;
    assert_eq!(rhythm, Some(3.0), "median of 1, 2, 4, 8 lies between");
}

#[test]
fn the_rhythm_is_that_of_the_last_thirty_gaps() {
    let mut days: Vec<i64> = (0..=30).map(|n| n * 5).collect();
    days.extend((1..40).map(|n| 150 + n * 50));
    assert_eq!(world("", &days, "call").ada().insights.rhythm.rhythm_days, Some(5.0));
}

#[test]
fn touches_are_no_part_of_the_rhythm() {
    let log = back_from(T, [0, 30, 60, 90, 120], "call") + &back_from(T, [1, 2, 3, 4, 5, 6], "like");
    let world = Vault::ada("", &log).today(T).clean();
    assert_eq!(world.ada().insights.rhythm.rhythm_days, Some(30.0));
}

#[test]
fn a_circle_without_a_rhythm_leaves_it_to_the_tags() {
    let settings = "circles:\n  - {id: crew, title: Crew}\ntags: {book: {cadence: 2w}}\ncadence: 45\n";
    let days =
        |front: &str| Vault::ada(front, "").and("renmai.yaml", settings).today("2026-03-01").clean().ada().insights.rhythm.cadence_days;
    assert_eq!(days("circle: crew\ntags: [book]"), 14);
    assert_eq!(days("circle: crew"), 45, "whichever of the settings stands first");
}
