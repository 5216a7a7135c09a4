//! Danger signs: when each appears, what it cites, how a dismissed one returns.

use crate::vault::{Vault, World, back_from};

const T: &str = "2026-03-01";

fn world(front: &str, log: &str) -> World {
    Vault::ada(front, log).today(T).clean()
}

fn signs(log: &str) -> Vec<String> {
    world("", log).ada().signs()
}

#[test]
fn mostly_me_is_the_initiatives_word() {
    assert_eq!(signs(&back_from(T, 1..=5, "→ call")), ["mostly-me"]);
    assert_eq!(signs(&back_from(T, 1..=4, "→ call")), [""; 0]);
    assert_eq!(signs(&(back_from(T, 1..=6, "→ call") + &back_from(T, [9], "← call"))), [""; 0], "leaning is no sign");
    assert_eq!(signs(&back_from(T, 1..=5, "← call")), [""; 0], "mostly them is no danger");
}

#[test]
fn only_in_need_is_four_of_five_approaches() {
    let log = |asking: i64, other: i64| back_from(T, 0..asking, "← call [ask:: them]") + &back_from(T, 0..other, "← call");
    assert_eq!(signs(&log(3, 0)), ["only-in-need"]);
    assert_eq!(signs(&log(2, 0)), [""; 0]);
    assert_eq!(signs(&log(4, 1)), ["only-in-need"]);
    assert_eq!(signs(&log(3, 1)), [""; 0]);
    assert_eq!(signs(&back_from(T, 1..=3, "↔ call [ask:: them]")), [""; 0], "approaches are entries by them alone");
    assert_eq!(signs(&back_from(T, 1..=3, "← call [ask:: me]")), [""; 0]);
    let world = world("", &log(4, 1));
    assert_eq!(world.lines(&world.ada().insights.signs[0].evidence), [6, 7, 8, 9]);
}

#[test]
fn lopsided_needs_four_fields_and_more_than_one_half() {
    assert_eq!(signs("- 2026-02-01 call [gave:: a] [gave:: b] [gave:: medium c] [got:: d]"), ["lopsided"]);
    assert_eq!(signs("- 2026-02-01 call [gave:: a] [gave:: b] [gave:: c] [got:: d]"), [""; 0]);
    assert_eq!(signs("- 2026-02-01 call [gave:: large a] [gave:: large b] [got:: d]"), [""; 0], "three fields");
    assert_eq!(signs("- 2026-02-01 call [got:: large a] [got:: b] [got:: c] [gave:: d]"), [""; 0], "receiving is no danger sign");
}

#[test]
fn felt_used_needs_two() {
    assert_eq!(signs("- 2026-02-01 call [felt:: drained]\n- 2026-02-02 call [felt:: used]"), ["felt-used"]);
    assert_eq!(signs("- 2026-02-01 call [felt:: drained]"), [""; 0]);
    assert_eq!(signs("- 2025-03-01 call [felt:: drained]\n- 2026-02-02 call [felt:: used]"), [""; 0]);
    assert_eq!(signs("- 2025-03-02 call [felt:: 疲惫]\n- 2026-02-02 call [felt:: 被利用]"), ["felt-used"]);
}

fn promises(lines: &str) -> World {
    Vault::of("").and("people/ada.md", &format!("---\nname: Ada\n---\n{lines}\n")).today(T).clean()
}

const KEPT: &str = "- [x] them: a 📅 2026-01-10 ✅ 2026-01-10\n";
const LATE: &str = "- [x] them: b 📅 2026-01-10 ✅ 2026-01-11\n";
const PAST: &str = "- [ ] them: c 📅 2026-02-28\n";

#[test]
fn broken_promises_are_fewer_than_half_of_at_least_four() {
    let signs = |lines: &[&str]| promises(&lines.concat()).ada().signs();
    assert_eq!(signs(&[KEPT, LATE, PAST, PAST]), ["broken-promises"]);
    assert_eq!(signs(&[KEPT, KEPT, LATE, PAST]), [""; 0]);
    assert_eq!(signs(&[LATE, PAST, PAST]), [""; 0]);
    assert_eq!(signs(&[LATE, PAST, PAST, "- [ ] them: today 📅 2026-03-01\n"]), [""; 0], "due today is not due yet");
    assert_eq!(signs(&[LATE, PAST, PAST, "- [-] them: given up 📅 2026-02-01\n"]), [""; 0]);
    assert_eq!(signs(&[LATE, PAST, PAST, "- [x] them: no date 📅 2026-02-01\n"]), [""; 0]);
    assert_eq!(signs(&[LATE, PAST, PAST, "- [ ] them: long ago 📅 2025-03-01\n"]), [""; 0]);
    assert_eq!(signs(&[LATE, PAST, PAST, "- [ ] them: nearly long ago 📅 2025-03-02\n"]), ["broken-promises"]);
    assert_eq!(signs(&[LATE, PAST, PAST, "- [ ] me: mine 📅 2026-02-01\n"]), [""; 0]);
}

fn money(money: &str) -> Vec<String> {
    world(&format!("money:\n{money}"), "").ada().signs()
}

#[test]
fn money_past_due_is_more_than_thirty_days_and_theirs() {
    assert_eq!(money("  - {on: 2025-12-01, lent: 500 CNY, due: 2026-01-29, written: true}\n"), ["money-past-due"]);
    assert_eq!(money("  - {on: 2025-12-01, lent: 500 CNY, due: 2026-01-30, written: true}\n"), [""; 0]);
    assert_eq!(money("  - {on: 2025-12-01, borrowed: 500 CNY, due: 2025-12-29}\n"), [""; 0]);
    assert_eq!(money("  - {on: 2025-12-01, lent: 500 CNY}\n"), [""; 0], "no day, never past due");
    assert_eq!(money("  - {on: 2025-12-01, lent: 500 CNY, due: 2026-01-01}\n  - {on: 2026-02-01, received: 500 CNY}\n"), [""; 0]);
}

fn dismissed(on: &str, today: &str, log: &str) -> Vec<String> {
    Vault::ada(&format!("dismissed: [{{sign: felt-used, on: {on}, why: a hard month}}]"), log).today(today).clean().ada().signs()
}

const DRAINED: &str = "- 2026-02-01 call [felt:: drained]\n- 2026-02-02 call [felt:: drained]\n";

#[test]
fn a_dismissed_sign_returns_with_a_newer_line() {
    assert_eq!(dismissed("2026-02-10", T, DRAINED), ["(felt-used)"]);
    assert_eq!(dismissed("2026-02-02", T, DRAINED), ["(felt-used)"], "a line of that day is not newer");
    assert_eq!(dismissed("2026-02-01", T, DRAINED), ["felt-used"]);
    assert_eq!(
        dismissed("2026-02-10", T, &format!("{DRAINED}- 2026-02-11 call [felt:: warm]\n")),
        ["(felt-used)"],
        "this line adds nothing to it"
    );
    assert_eq!(dismissed("2026-02-10", T, &format!("{DRAINED}- 2026-02-11 call [felt:: used]\n")), ["felt-used"]);
    assert_eq!(dismissed("2026-03-02", T, DRAINED), ["felt-used"], "a dismissal of tomorrow");
}

#[test]
fn a_dismissed_sign_returns_after_a_year() {
    let log = "- 2026-06-01 call [felt:: drained]\n- 2026-06-02 call [felt:: drained]\n";
    assert_eq!(dismissed("2026-06-02", "2027-05-31", log), ["(felt-used)"]);
    let old = "- 2026-05-30 call [felt:: drained]\n- 2026-06-02 call [felt:: drained]\n";
    assert_eq!(dismissed("2026-06-02", "2027-05-29", old), ["(felt-used)"]);
    // Promises and money outlive their lines, so a year can be over while the sign holds.
    let money = |today: &str| {
        let front =
            "money: [{on: 2025-01-01, lent: 500 CNY, due: 2025-02-01, written: true}]\ndismissed: [{sign: money-past-due, on: 2025-06-01}]";
        Vault::ada(front, "").today(today).clean().ada().signs()
    };
    assert_eq!(money("2026-05-31"), ["(money-past-due)"]);
    assert_eq!(money("2026-06-02"), ["money-past-due"]);
}

#[test]
fn for_promises_and_money_a_day_due_since_brings_it_back() {
    let signs = |dismissed: &str, due: &str| {
        let front = format!(
            "money: [{{on: 2025-11-01, lent: 500 CNY, due: 2025-12-01}}, {{on: 2025-11-02, lent: 500 CNY, due: {due}}}]\ndismissed: [{{sign: money-past-due, on: {dismissed}}}]"
        );
        world(&front, "").ada().signs()
    };
    assert_eq!(signs("2026-01-10", "2026-01-10"), ["(money-past-due)"]);
    assert_eq!(signs("2026-01-10", "2026-01-11"), ["money-past-due"]);
    assert_eq!(signs("2026-01-10", "2026-02-20"), ["(money-past-due)"], "not yet thirty days past: it adds nothing");
    let front = "---\nname: Ada\ndismissed: [{sign: broken-promises, on: ON}]\n---\n";
    let signs = |on: &str| {
        Vault::of("").and("people/ada.md", &(front.replace("ON", on) + &[LATE, LATE, LATE, PAST].concat())).today(T).clean().ada().signs()
    };
    assert_eq!(signs("2026-02-28"), ["(broken-promises)"]);
    assert_eq!(signs("2026-02-27"), ["broken-promises"]);
}

#[test]
fn a_dismissal_of_one_sign_leaves_the_others() {
    let front = "dismissed: [{sign: mostly-me, on: 2026-02-28}]";
    let log = back_from(T, 2..=6, "→ call [felt:: used]");
    assert_eq!(world(front, &log).ada().signs(), ["(mostly-me)", "felt-used"]);
}

#[test]
fn a_dismissal_without_a_day_is_reported_and_has_no_effect() {
    let world = Vault::ada("dismissed: [felt-used]", DRAINED).today(T);
    assert_eq!(world.problems(), ["people/ada.md:3:13 undated-dismissal"]);
    assert_eq!(world.ada().signs(), ["felt-used"]);
}

#[test]
fn the_year_of_a_dismissal_ends_on_day_365() {
    let front =
        "money: [{on: 2025-01-01, lent: 500 CNY, due: 2025-02-01, written: true}]\ndismissed: [{sign: money-past-due, on: 2025-06-01}]";
    let signs = |today: &str| Vault::ada(front, "").today(today).clean().ada().signs();
    assert_eq!(signs("2026-05-31"), ["(money-past-due)"], "day 364");
    assert_eq!(signs("2026-06-01"), ["money-past-due"], "day 365");
}
