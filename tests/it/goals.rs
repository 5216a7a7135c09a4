//! Goals: horizons, steps, bound figures and their history.

use crate::vault::{Vault, World};

/// A Wednesday.
const T: &str = "2026-03-04";

fn world(plan: &str, log: &str) -> World {
    Vault::ada("", log).and("plans/2026.md", plan).today(T)
}

fn goals(plan: &str) -> Vec<String> {
    let world = world(plan, "").clean();
    let say = |goal: &renmai::measure::Goal| {
        format!("{} {} {}/{}", goal.title, goal.horizon.map_or("-", |horizon| horizon.name()), goal.done, goal.of)
    };
    world.insights.goals.iter().map(say).collect()
}

#[test]
fn items_under_their_horizons() {
    for headings in [["Short term", "Mid-term", "Long term"], ["短期", "中期（今年）", "长期"], ["short", "mid", "long"]] {
        let [a, b, c] = headings;
        assert_eq!(
            goals(&format!("## {a}\n- [ ] one\n## {b}\n- [x] two\n### deeper\n- [ ] three\n## {c}\n- four\n")),
            ["one short 0/1", "two mid 1/1", "three mid 0/1", "four long 0/0"],
            "{headings:?}"
        );
    }
}

#[test]
fn children_are_steps() {
    assert_eq!(
        goals("## Short\n- [ ] write\n  - [x] plan\n  - [ ] draft\n    - [x] chapter\n  - [-] tour\n- [ ] rest\n"),
        ["write short 2/3", "rest short 0/1"]
    );
}

#[test]
fn a_cancelled_step_is_not_counted_not_even_the_last_one() {
    for (plan, expected) in [
        ("- [ ] g\n  - [-] a\n", "g short 0/0"),
        ("- [x] g\n  - [-] a\n  - [-] b\n", "g short 0/0"),
        ("- [ ] g\n  - [-] a\n  - [ ] b\n", "g short 0/1"),
        ("- [ ] g\n  - [x] b\n  - [-] a\n", "g short 1/1"),
        ("- [x] g\n  - a remark\n", "g short 1/1"),
    ] {
        assert_eq!(goals(&format!("## Short\n{plan}")), [expected], "{plan}");
    }
    assert_eq!(figure("[metric:: contacts] [target:: 2]\n  - [-] a", LOG), (6, 2), "a bound figure measures it whatever its steps");
}

#[test]
fn the_first_day_of_a_period_counts_and_the_day_before_does_not() {
    // T is a Wednesday of March.
    for (per, first, before) in [
        ("week", "2026-03-02", "2026-03-01"),
        ("month", "2026-03-01", "2026-02-28"),
        ("quarter", "2026-01-01", "2025-12-31"),
        ("year", "2026-01-01", "2025-12-31"),
    ] {
        let count = |day: &str| figure(&format!("[metric:: contacts] [target:: 2] [per:: {per}]"), &format!("- {day} call")).0;
        assert_eq!([first, before, T, "2026-03-05"].map(count), [1, 0, 1, 0], "{per}");
    }
}

#[test]
fn cancelled_goals_are_none() {
    assert_eq!(goals("## Short\n- [-] write\n  - [x] plan\n- [ ] rest\n"), ["rest short 0/1"]);
}

fn figure(fields: &str, log: &str) -> (usize, usize) {
    let world = world(&format!("## Short\n- [ ] g {fields}\n"), log).clean();
    (world.insights.goals[0].done, world.insights.goals[0].of)
}

const LOG: &str = "- 2026-03-04 → coffee [gave:: x]\n- 2026-03-02 ← event: fair\n- 2026-03-01 → call\n- 2026-02-01 intro: [[x]]\n- 2026-01-31 → 帮忙搬家\n- 2025-12-31 → like\n- 2026-03-05 → dinner\n";

#[test]
fn every_metric_over_all_time() {
    for (metric, expected) in [("reach-outs", 4), ("contacts", 6), ("events", 1), ("introductions", 1), ("helped", 2), ("deep", 1)] {
        assert_eq!(figure(&format!("[metric:: {metric}] [target:: 9]"), LOG), (expected, 9), "{metric}");
    }
}

#[test]
fn periods_begin_where_the_calendar_says() {
    for (per, expected) in [("week", 2), ("month", 3), ("quarter", 5), ("year", 5)] {
        assert_eq!(figure(&format!("[metric:: contacts] [target:: 2] [per:: {per}]"), LOG), (expected, 2), "{per}");
    }
}

#[test]
fn history_is_the_last_eight_periods_newest_first() {
    let bound = |fields: &str| world(&format!("## Short\n- [ ] g {fields}\n"), LOG).clean().insights.goals[0].bound.clone().unwrap();
    let history = bound("[metric:: contacts] [target:: 2] [per:: week]").history;
    let said: Vec<String> = history.iter().map(|(from, figure)| format!("{from} {figure}")).collect();
    assert_eq!(
        said,
        ["2026-03-02 2", "2026-02-23 1", "2026-02-16 0", "2026-02-09 0", "2026-02-02 0", "2026-01-26 2", "2026-01-19 0", "2026-01-12 0"]
    );
    let quarters: Vec<String> =
        bound("[metric:: contacts] [target:: 2] [per:: quarter]").history.iter().map(|(from, _)| from.to_string()).collect();
    assert_eq!(quarters, ["2026-01-01", "2025-10-01", "2025-07-01", "2025-04-01", "2025-01-01", "2024-10-01", "2024-07-01", "2024-04-01"]);
    assert!(bound("[metric:: contacts] [target:: 2]").history.is_empty(), "without per there is no history");
}

#[test]
fn a_shared_entry_counts_once() {
    let vault = Vault::ada("", "- 2026-03-03 → coffee with [[bo]] and [[cy]]\n").and("people/bo.md", "").and("people/cy.md", "");
    let world = vault.and("plans/p.md", "## Short\n- [ ] g [metric:: reach-outs] [target:: 2] [per:: week]\n").today(T).clean();
    assert_eq!(world.insights.goals[0].done, 1);
}

#[test]
fn what_cannot_be_read_is_reported() {
    for fields in [
        "[metric:: steps] [target:: 2]",
        "[metric:: deep] [target:: some]",
        "[metric:: deep] [target:: 0]",
        "[metric:: deep]",
        "[metric:: deep] [target:: 2] [per:: day]",
        "[metric:: ] [target:: 2]",
    ] {
        let world = world(&format!("## Short\n- [ ] fine\n- [ ] g {fields}\n"), "");
        assert_eq!(world.problems(), ["plans/2026.md:3:1 bad-goal"], "{fields}");
        assert_eq!(world.insights.goals.len(), 2, "{fields}");
    }
}
