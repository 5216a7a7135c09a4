//! Open money: what settles what, which flags, which slips.

use crate::vault::{Vault, World};

const T: &str = "2026-03-01";

fn world(lines: &[&str]) -> World {
    let money: String = lines.iter().map(|line| format!("  - {{{line}}}\n")).collect();
    Vault::ada(&format!("money:\n{money}"), "").today(T)
}

#[track_caller]
fn check(lines: &[&str], expected: &[&str]) {
    let world = world(lines).clean();
    let say = |open: &renmai::measure::OpenMoney| {
        let flags: Vec<&str> = open.flags.iter().map(|flag| flag.name()).collect();
        format!("{} {} {} {}", open.side.name(), open.amount.to_number(), open.currency, flags.join(" ")).trim_end().to_owned()
    };
    let found: Vec<String> = world.ada().insights.boundary.iter().map(say).collect();
    assert_eq!(found, expected, "{lines:?}");
}

#[test]
fn every_spelling_of_an_amount() {
    for (written, said) in [
        ("500 CNY", "500 CNY"),
        ("CNY 500", "500 CNY"),
        ("¥500", "500 CNY"),
        ("500元", "500 CNY"),
        ("\"$1,500.50\"", "1500.5 USD"),
        ("EUR 20", "20 EUR"),
    ] {
        check(&[&format!("on: 2026-01-01, lent: {written}, due: 2026-05-01, written: true")], &[&format!("owed-to-me {said}")]);
    }
}

#[test]
fn flags() {
    check(&["on: 2026-01-01, lent: 5 CNY"], &["owed-to-me 5 CNY no-due-date not-in-writing"]);
    check(&["on: 2026-01-01, lent: 5 CNY, written: true, due: 2026-03-01"], &["owed-to-me 5 CNY"]);
    check(&["on: 2026-01-01, borrowed: 5 CNY, written: true, due: 2026-02-28"], &["i-owe 5 CNY past-due"]);
    check(&["on: 2026-01-01, borrowed: 5 CNY, written: false, due: 2026-03-02"], &["i-owe 5 CNY not-in-writing"]);
}

#[test]
fn received_settles_lent_and_repaid_settles_borrowed_oldest_first() {
    check(
        &[
            "on: 2025-05-01, lent: 500 CNY, due: 2025-06-01",
            "on: 2025-06-01, lent: 300 CNY, due: 2026-06-01, written: true",
            "on: 2025-07-01, received: 600 CNY",
        ],
        &["owed-to-me 200 CNY"],
    );
    check(&["on: 2025-07-01, received: 600 CNY", "on: 2025-05-01, lent: 600 CNY"], &[]);
    check(&["on: 2025-05-01, borrowed: 5 CNY, written: true, due: 2027-01-01", "on: 2025-06-01, repaid: 2 CNY"], &["i-owe 3 CNY"]);
}

#[test]
fn sides_and_currencies_stand_apart() {
    check(
        &[
            "on: 2026-01-01, lent: 5 CNY, due: 2027-01-01, written: true",
            "on: 2026-01-01, borrowed: 5 CNY, due: 2027-01-01, written: true",
            "on: 2026-01-01, lent: 5 EUR, due: 2027-01-01, written: true",
        ],
        &["owed-to-me 5 CNY", "i-owe 5 CNY", "owed-to-me 5 EUR"],
    );
}

#[test]
fn entries_after_today_do_not_count_yet() {
    check(&["on: 2026-03-02, lent: 5 CNY"], &[]);
    check(&["on: 2026-01-01, lent: 5 CNY, due: 2027-01-01, written: true", "on: 2026-03-02, received: 5 CNY"], &["owed-to-me 5 CNY"]);
    check(&["on: 2026-01-01, lent: 5 CNY", "on: 2026-03-01, received: 5 CNY"], &[]);
}

#[test]
fn more_settled_than_open_is_reported() {
    let world = world(&["on: 2026-01-01, lent: 5 CNY", "on: 2026-02-01, received: 6 CNY"]);
    assert_eq!(world.problems(), ["people/ada.md:5:5 money-oversettled"]);
    let world = self::world(&["on: 2026-01-01, lent: 5 CNY", "on: 2026-02-01, repaid: 5 CNY"]);
    assert_eq!(world.problems(), ["people/ada.md:5:5 money-oversettled"], "what I pay back does not settle what they owe");
    let world = self::world(&["on: 2026-01-01, lent: 5 CNY", "on: 2026-02-01, received: 5 EUR"]);
    assert_eq!(world.problems(), ["people/ada.md:5:5 money-oversettled"]);
    assert!(self::world(&["on: 2026-01-01, lent: 5 CNY", "on: 2026-03-02, received: 9 CNY"]).problems().is_empty(), "not yet");
}

#[test]
fn cents_do_not_drift() {
    let lines: Vec<String> = (1..=9).map(|n| format!("on: 2026-01-0{n}, lent: 0.10 EUR, due: 2027-01-01, written: true")).collect();
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    check(&lines, &["owed-to-me 0.9 EUR"]);
}
