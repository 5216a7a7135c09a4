//! This week's list: who is drawn, in what order, what changes it and what does not.

use crate::vault::{Vault, World};

/// A Wednesday; its Monday is 2026-03-02.
const T: &str = "2026-03-04";

/// One person in a circle who last talked so many days before Monday.
fn person(vault: Vault, id: &str, front: &str, days_before_monday: i64) -> Vault {
    let log = crate::vault::back_from("2026-03-02", [days_before_monday, days_before_monday + 400], "call");
    vault.and(&format!("people/{id}.md"), &format!("---\n{front}\n---\n## Log\n{log}"))
}

fn list(world: &World) -> Vec<String> {
    world.insights.week.people.iter().map(|place| format!("{}{}", world.id(place.who), if place.done { " done" } else { "" })).collect()
}

fn also(world: &World) -> Vec<&str> {
    world.insights.week.also_due.iter().map(|who| world.id(*who)).collect()
}

#[test]
fn from_due_and_drifting_by_ratio_times_weight() {
    // Ratios of 1.0, 1.1, 1.2; weights 2, 1, 0.7.
    let vault = person(Vault::default(), "inner", "circle: inner", 14);
    let vault = person(vault, "friend", "circle: friend", 99);
    let vault = person(vault, "known", "circle: known", 216);
    let vault = person(vault, "none", "cadence: 100", 115);
    let vault = person(vault, "fresh", "circle: inner", 7);
    let vault = person(vault, "quiet", "circle: friend", 181);
    let world = vault.and("renmai.yaml", "capacity: 9\n").today(T).clean();
    assert_eq!(list(&world), ["inner", "none", "friend", "known", "quiet"]);
    assert_eq!(world.insights.week.monday.to_string(), "2026-03-02");
}

#[test]
fn at_most_capacity_and_the_next_four_are_also_due() {
    let mut vault = Vault::default();
    for (n, id) in ["a", "b", "c", "d", "e", "f", "g", "h"].iter().enumerate() {
        vault = person(vault, id, "cadence: 100", 120 - i64::try_from(n).unwrap());
    }
    let world = vault.clone().today(T).clean();
    assert_eq!(list(&world), ["a", "b", "c"]);
    assert_eq!(also(&world), ["d", "e", "f", "g"]);
    let world = vault.and("renmai.yaml", "capacity: 1\n").today(T).clean();
    assert_eq!((list(&world), also(&world)), (vec!["a".to_owned()], vec!["b", "c", "d", "e"]));
}

#[test]
fn ties_go_by_reading_then_id() {
    let vault = person(Vault::default(), "z", "cadence: 100\nname: 安", 110);
    let vault = person(vault, "a", "cadence: 100\nname: 周", 110);
    let vault = person(vault, "y", "cadence: 100\nname: Same", 110);
    let vault = person(vault, "b", "cadence: 100\nname: Same", 110);
    let world = vault.and("renmai.yaml", "capacity: 4\n").today(T).clean();
    assert_eq!(list(&world), ["z", "b", "y", "a"]);
}

#[test]
fn after_the_reading_the_id_decides_not_the_name() {
    let vault = person(Vault::default(), "a", "cadence: 100\nname: 张玮\nreading: Zhāng Wěi", 110);
    let vault = person(vault, "b", "cadence: 100\nname: 张伟\nreading: Zhāng Wěi", 110);
    assert_eq!(list(&vault.today(T).clean()), ["a", "b"]);
}

#[test]
fn a_free_place_goes_to_one_quiet_person_with_the_smallest_figure() {
    let vault = person(Vault::default(), "longest", "cadence: 100", 900);
    let vault = person(vault, "shorter", "cadence: 100", 300);
    let vault = person(vault, "lighter", "circle: known", 520);
    let world = vault.clone().today(T).clean();
    // 9.0, 3.0, and 520/180 × 0.7 = 2.02.
    assert_eq!(list(&world), ["lighter"]);
    assert_eq!(also(&world), [""; 0]);
    let vault = ["a", "b", "c"].iter().fold(vault, |vault, id| person(vault, id, "cadence: 100", 110));
    assert_eq!(list(&vault.today(T).clean()), ["a", "b", "c"], "no place is free");
}

#[test]
fn it_is_drawn_as_of_monday_and_does_not_shift() {
    let vault = |log: &str| {
        let ada = "---\ncadence: 100\n---\n## Log\n- 2025-11-12 call\n- 2024-01-01 call\n";
        let vault = person(Vault::default(), "bo", "cadence: 100", 105);
        vault.and("people/ada.md", &format!("{ada}{log}")).and("renmai.yaml", "capacity: 1\n")
    };
    for today in ["2026-03-02", "2026-03-05", "2026-03-08"] {
        assert_eq!(list(&vault("").today(today).clean()), ["ada"], "{today}");
    }
    assert_eq!(list(&vault("- 2026-03-02 call\n").today(T).clean()), ["ada done"]);
    assert_eq!(list(&vault("- 2026-03-03 like\n").today(T).clean()), ["ada done"], "any entry ticks");
    assert_eq!(list(&vault("- 2026-03-01 like\n").today(T).clean()), ["ada"], "a touch before Monday changes nothing");
    assert_eq!(list(&vault("- 2026-03-01 call\n").today(T).clean()), ["bo"], "a talk before Monday does");
    assert_eq!(list(&vault("- 2026-03-02 call\n").today("2026-03-09").clean()), ["bo"], "the next week is drawn anew");
}

#[test]
fn cards_new_paused_and_planned_people_are_not_on_it() {
    let on_list =
        |front: &str, log: &str| !Vault::ada(&format!("cadence: 20\n{front}"), log).today(T).clean().insights.week.people.is_empty();
    assert!(on_list("", "- 2026-01-30 call"));
    assert!(!on_list("", "- 2026-01-30 like"), "a card");
    assert!(!on_list("met: 2026-02-01", "- 2026-02-02 call"), "new");
    assert!(on_list("met: 2026-01-31", "- 2026-02-02 call"), "known for thirty days on Monday");
    for front in ["status: paused", "status: ended", "status: deceased", "died: 2026-01-01", "snooze_until: 2026-03-05"] {
        assert!(!on_list(front, "- 2026-01-30 call"), "{front}");
    }
    assert!(!on_list("", "- 2026-03-10 lunch\n- 2026-01-30 call"), "planned");
    assert!(on_list("", "- 2026-03-10 greeting\n- 2026-01-30 call"), "a planned touch");
}

#[test]
fn thresholds_are_those_of_the_phases() {
    let on_list = |days: i64| !person(Vault::default(), "a", "cadence: 100", days).today(T).clean().insights.week.people.is_empty();
    assert!(!on_list(90));
    assert!(on_list(91));
    assert!(on_list(200));
    assert!(on_list(201), "the one quiet person");
}

#[test]
fn the_first_place_is_drawn_before_the_quiet_and_only_one_quiet_person_is_asked() {
    let vault = person(Vault::default(), "due", "cadence: 100", 110);
    let vault = ["q1", "q2", "q3"].iter().zip(210..).fold(vault, |vault, (id, days)| person(vault, id, "cadence: 100", days));
    for (capacity, expected) in [(1, vec!["due"]), (2, vec!["due", "q1"]), (3, vec!["due", "q1"])] {
        let world = vault.clone().and("renmai.yaml", &format!("capacity: {capacity}\n")).today(T).clean();
        assert_eq!(list(&world), expected, "{capacity} a week");
        assert_eq!(also(&world), [""; 0], "the quiet are not also due");
    }
}

#[test]
fn a_plan_within_the_cadence_leaves_the_place_to_somebody_else() {
    // c = 20 days from T, not from Monday.
    let on_list = |plan: &str| list(&Vault::ada("cadence: 20", &format!("- {plan} lunch\n- 2026-01-30 call\n")).today(T).clean());
    assert_eq!(on_list("2026-03-05"), [""; 0], "tomorrow");
    assert_eq!(on_list("2026-03-24"), [""; 0], "T + c");
    assert_eq!(on_list("2026-03-25"), ["ada"], "T + c + 1");
    assert_eq!(on_list("2026-03-04"), ["ada done"], "today's has happened");
}
