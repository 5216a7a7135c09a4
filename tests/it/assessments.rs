//! Assessments: four groups under their headings, when they were answered.

use renmai::model::task::AssessmentGroup::{Complementarity, Empowerment, Exchange, Frequency};

use crate::vault::{Vault, World};

const T: &str = "2026-12-31";

fn world(text: &str) -> World {
    Vault::of("").and("people/ada.md", text).today(T).clean()
}

#[test]
fn ticks_are_counted_by_group() {
    for headings in [["Complementarity", "Empowerment", "Frequency", "Exchange"], ["互补性", "赋能性", "互动频率", "价值交换"]]
    {
        let [a, b, c, d] = headings;
        let text = format!(
            "## {a}\n- [x] one\n- [ ] two\n- [-] gone\n## {b} 2026-05-01\n- [x] one\n### {c}\n- [ ] one\n## {d}\n- [x] one\n## Other\n- [x] not an answer\n"
        );
        let world = world(&text);
        let fit = &world.ada().insights.fit;
        let ticks = |group| (fit.ticks(group).ticked, fit.ticks(group).of);
        assert_eq!([ticks(Complementarity), ticks(Empowerment), ticks(Frequency), ticks(Exchange)], [(1, 2), (1, 1), (0, 1), (1, 1)]);
    }
}

#[test]
fn the_latest_day_of_the_four_groups_not_after_today() {
    let on = |text: &str| world(text).ada().insights.fit.assessed_on.map(|day| day.to_string());
    assert_eq!(
        on("## Complementarity\n- [x] a ✅ 2026-05-01\n- [x] b ✅ 2026-06-01\n## Exchange\n- [ ] c\n").as_deref(),
        Some("2026-06-01")
    );
    assert_eq!(on("## Complementarity 2026-07-01\n- [x] a ✅ 2026-05-01\n").as_deref(), Some("2026-07-01"));
    assert_eq!(on("## Looked at 2026-08-01\n### Complementarity\n- [ ] a\n").as_deref(), Some("2026-08-01"));
    assert_eq!(on("## Complementarity 2027-01-01\n- [x] a ✅ 2026-05-01\n").as_deref(), Some("2026-05-01"));
    assert_eq!(on("## Complementarity\n- [x] a ✅ 2027-01-01\n"), None);
    assert_eq!(on("## Complementarity\n- [x] a\n"), None);
    assert_eq!(
        on("## Complementarity 2026-05-01\n## Exchange\n- [x] a ✅ 2026-02-01\n").as_deref(),
        Some("2026-02-01"),
        "a group without answers has no day"
    );
}

#[test]
fn it_is_time_to_look_again_after_180_days() {
    let text = "## Complementarity 2026-09-01\n- [x] a\n";
    let days = |today: &str| Vault::of("").and("people/ada.md", text).today(today).days_of("assessment");
    assert_eq!(days("2026-12-30"), ["2027-02-28"]);
    assert_eq!(days("2026-12-29"), [""; 0], "61 days ahead");
    assert_eq!(days("2027-12-30"), ["2027-02-28"], "open until answered again");
}

#[test]
fn answers_stand_in_a_persons_file_only() {
    let world = Vault::of("-- guides/x.md --\n---\ntitle: X\n---\n## Exchange\n- [ ] a\n").today(T).clean();
    assert_eq!(world.journal().articles[0].tasks[0].assessment, None);
}

#[test]
fn a_cancelled_question_says_nothing_about_when_it_was_answered() {
    let file = "---\nname: Ada\n---\n## 赋能性\n- [x] a ✅ 2026-01-10\n- [-] b ✅ 2026-02-10\n";
    let world = Vault::of("").and("people/ada.md", file).today("2026-03-01").clean();
    assert_eq!(world.ada().insights.fit.assessed_on.map(|on| on.to_string()).as_deref(), Some("2026-01-10"));
}
