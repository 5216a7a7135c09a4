//! Reminders: each kind, the window of sixty days, what silences them.

use crate::vault::{Vault, World};

const T: &str = "2026-03-01";

fn world(front: &str, log: &str) -> World {
    Vault::ada(front, log).today(T).clean()
}

#[test]
fn sixty_days_ahead_and_open_ones_whatever_their_past_day() {
    let days = |day: &str| {
        let text = format!(
            "---\nprojects: [{{name: p, next: {day}}}]\ndates: [{{label: d, on: {}}}]\n---\n- [ ] t 📅 {day}\n- [ ] me: m 📅 {day}\n",
            day.split_at(5).1
        );
        Vault::of("").and("people/ada.md", &text).today(T).clean().reminders()
    };
    assert_eq!(days("2026-04-30"), ["promise ada 2026-04-30", "date ada 2026-04-30", "project ada 2026-04-30", "task ada 2026-04-30"]);
    assert_eq!(days("2026-05-01"), [""; 0]);
    assert_eq!(days("2026-03-01").len(), 4);
    assert_eq!(
        days("2026-02-28"),
        ["promise ada 2026-02-28", "project ada 2026-02-28", "task ada 2026-02-28"],
        "a yearly day is over when it is over"
    );
}

#[test]
fn reach_out_is_last_meaningful_plus_cadence() {
    assert_eq!(world("circle: close", "- 2026-02-10 call\n- 2026-02-20 like").days_of("reach-out"), ["2026-03-12"]);
    assert_eq!(world("circle: close", "- 2025-02-10 call").days_of("reach-out"), ["2025-03-12"]);
    assert_eq!(world("circle: close", "- 2026-02-20 like").days_of("reach-out"), [""; 0]);
    assert_eq!(world("", "- 2026-02-10 call").days_of("reach-out"), [""; 0], "more than sixty days ahead");
}

#[test]
fn a_meaningful_plan_within_the_cadence_stands_in_for_it() {
    let days = |planned: &str| world("circle: close", &format!("- {planned}\n- 2026-02-10 call")).days_of("reach-out");
    assert_eq!(days("2026-03-02 lunch"), [""; 0]);
    assert_eq!(days("2026-03-31 lunch"), [""; 0]);
    assert_eq!(days("2026-04-01 lunch"), ["2026-03-12"], "more than c days ahead");
    assert_eq!(days("2026-03-02 greeting"), ["2026-03-12"], "a touch stands in for nothing");
    assert_eq!(days("[ ] 2026-03-02 lunch"), ["2026-03-12"], "an open box is no entry");
}

#[test]
fn a_snooze_silences_reach_out_only() {
    let front = |until: &str| format!("circle: close\nsnooze_until: {until}\nbirthday: 03-10\nprojects: [{{name: p, next: 2026-03-05}}]");
    assert_eq!(
        world(&front("2026-03-02"), "- 2026-02-10 call [reply:: me]").reminders(),
        ["reply ada 2026-02-10", "project ada 2026-03-05", "birthday ada 2026-03-10"]
    );
    assert_eq!(world(&front("2026-03-01"), "- 2026-02-10 call").days_of("reach-out"), ["2026-03-12"]);
}

const EVERYTHING: &str = "circle: close\nbirthday: 03-10\nfamily: [{name: L, birthday: 03-11}]\ndates: [{label: d, on: 03-12}]\nfestivals: [qingming]\nmet: 2025-03-13\nprojects: [{name: p, next: 2026-03-05}]\nmoney: [{on: 2026-01-01, lent: 5 CNY, due: 2026-03-15, written: true}]";

fn everything(front: &str) -> Vec<String> {
    let text = format!(
        "---\nname: Ada\n{EVERYTHING}\n{front}\n---\n- [ ] me: m 📅 2026-03-04\n- [ ] them: m 📅 2026-03-03\n- [ ] task 📅 2026-03-06\n\n## Complementarity 2025-10-01\n- [x] a\n\n## Log\n- 2026-02-10 → call [reply:: them]\n"
    );
    Vault::of("")
        .and("people/ada.md", &text)
        .today(T)
        .clean()
        .insights
        .reminders
        .iter()
        .map(|reminder| reminder.kind().name().to_owned())
        .collect()
}

#[test]
fn who_is_silenced_by_their_status() {
    let all = [
        "reply",
        "promise",
        "promise",
        "project",
        "task",
        "birthday",
        "birthday",
        "date",
        "reach-out",
        "met",
        "money",
        "assessment",
        "festival",
    ];
    assert_eq!(everything("").len(), all.len(), "{:?}", everything(""));
    assert_eq!(everything("status: paused"), ["promise", "money"], "my promises, not theirs");
    assert_eq!(everything("status: ended"), ["promise", "money"]);
    assert_eq!(everything("status: deceased"), ["date"]);
    assert_eq!(everything("died: 2026-01-01"), ["date"]);
}

#[test]
fn a_reply_is_owed_until_a_later_line_by_the_one_who_owed_it() {
    let days = |log: &str| world("", log).days_of("reply");
    assert_eq!(days("- 2026-02-10 ← call [reply:: me]"), ["2026-02-10"]);
    assert_eq!(days("- 2026-02-11 → message\n- 2026-02-10 ← call [reply:: me]"), [""; 0]);
    assert_eq!(days("- 2026-02-11 ↔ message\n- 2026-02-10 ← call [reply:: me]"), [""; 0]);
    assert_eq!(days("- 2026-02-11 ← message\n- 2026-02-10 ← call [reply:: me]"), ["2026-02-10"]);
    assert_eq!(days("- 2026-02-11 message\n- 2026-02-10 ← call [reply:: me]"), ["2026-02-10"]);
    assert_eq!(days("- 2026-02-10 → message\n- 2026-02-10 ← call [reply:: me]"), [""; 0], "that day's lines included");
    assert_eq!(days("- 2026-02-09 → message\n- 2026-02-10 ← call [reply:: me]"), ["2026-02-10"]);
    assert_eq!(days("- 2026-02-11 ← message\n- 2026-02-10 → call [reply:: them]"), [""; 0]);
    assert_eq!(days("- 2026-02-10 → call [reply:: them]"), ["2026-02-10"], "the line itself is no answer");
    assert_eq!(days("- 2026-02-10 ↔ call [reply:: me]"), ["2026-02-10"]);
    assert_eq!(days("- 2026-03-02 → message\n- 2026-02-10 ← call [reply:: me]"), ["2026-02-10"], "a planned line answers nothing yet");
    assert_eq!(days("- 2026-03-02 ← call [reply:: me]"), [""; 0]);
}

#[test]
fn met_after_one_five_ten_fifteen_years() {
    for (years, expected) in [(0, false), (1, true), (2, false), (4, false), (5, true), (6, false), (10, true), (15, true), (20, true)] {
        let found = !world(&format!("met: {}-03-13", 2026 - years), "").days_of("met").is_empty();
        assert_eq!(found, expected, "{years}");
    }
}

#[test]
fn the_days_of_their_family_too() {
    let world =
        world("birthday: 1990-03-05\nlunar_birthday: 正月廿九\nfamily: [{name: L, relation: daughter, birthday: 2020-03-09}, M]", "");
    assert_eq!(world.days_of("birthday"), ["2026-03-05", "2026-03-09", "2026-03-17"]);
}

#[test]
fn festivals_of_their_own_else_of_their_circle() {
    let days = |front: &str, settings: &str| Vault::ada(front, "").and("renmai.yaml", settings).today(T).clean().days_of("festival");
    assert_eq!(days("", ""), [""; 0], "by default nobody is greeted");
    assert_eq!(days("festivals: [清明]", ""), ["2026-04-05"]);
    let circles = "circles: [{id: inner, festivals: [qingming, easter]}]\n";
    assert_eq!(days("circle: inner", circles), ["2026-04-05", "2026-04-05"]);
    assert_eq!(days("circle: inner\nfestivals: []", circles), [""; 0], "an own list wins, an empty one too");
    assert_eq!(days("circle: inner\nfestivals: [yuanxiao]", circles), ["2026-03-03"]);
}

#[test]
fn every_festival_of_the_table() {
    for (id, zh, day) in [
        ("chuxi", "除夕", "2026-02-16"),
        ("chunjie", "春节", "2026-02-17"),
        ("yuanxiao", "元宵", "2026-03-03"),
        ("qingming", "清明", "2026-04-05"),
        ("duanwu", "端午", "2026-06-19"),
        ("qixi", "七夕", "2026-08-19"),
        ("zhongqiu", "中秋", "2026-09-25"),
        ("chongyang", "重阳", "2026-10-18"),
        ("dongzhi", "冬至", "2026-12-22"),
        ("laba", "腊八", "2026-01-26"),
        ("guoqing", "国庆", "2026-10-01"),
        ("new-year", "元旦", "2026-01-01"),
        ("easter", "复活节", "2026-04-05"),
        ("mothers-day", "母亲节", "2026-05-10"),
        ("fathers-day", "父亲节", "2026-06-21"),
        ("thanksgiving", "感恩节", "2026-11-26"),
        ("christmas", "圣诞节", "2026-12-25"),
    ] {
        for written in [id, zh] {
            assert_eq!(Vault::ada(&format!("festivals: [{written}]"), "").today(day).clean().days_of("festival"), [day], "{written}");
        }
    }
}

#[test]
fn money_with_a_day_is_remembered() {
    assert_eq!(world("money: [{on: 2026-01-01, lent: 5 CNY, due: 2026-02-01}, {on: 2026-01-01, borrowed: 5 CNY, due: 2026-04-01}, {on: 2026-01-02, lent: 1 CNY}]", "").days_of("money"), ["2026-02-01", "2026-04-01"]);
}

#[test]
fn keys_are_stable_and_unique() {
    let text = format!("---\nname: Ada\n{EVERYTHING}\n---\n- [ ] same 📅 2026-03-06\n- [ ] same 📅 2026-03-06\n");
    let world = Vault::of("").and("people/ada.md", &text).today(T).clean();
    let mut keys: Vec<&str> = world.insights.reminders.iter().map(|reminder| reminder.key.as_str()).collect();
    let again = Vault::of("").and("people/ada.md", &text).today(T);
    assert_eq!(keys, again.insights.reminders.iter().map(|reminder| reminder.key.as_str()).collect::<Vec<_>>());
    let count = keys.len();
    keys.sort_unstable();
    keys.dedup();
    assert_eq!(keys.len(), count);
}

#[test]
fn a_key_stays_when_its_twin_comes_within_sight() {
    let vault = Vault::of("").and("people/ada.md", "---\nname: Ada\n---\n- [ ] me: call 📅 2026-05-01\n- [ ] me: call 📅 2026-03-06\n");
    let keys = |today: &str| -> Vec<(String, String)> {
        let world = vault.clone().today(today).clean();
        world.insights.reminders.iter().map(|reminder| (reminder.on.to_string(), reminder.key.clone())).collect()
    };
    let (before, after) = (keys(T), keys("2026-03-02"));
    assert_eq!((before.len(), after.len()), (1, 2));
    assert!(after.contains(&before[0]), "{before:?} {after:?}");
    assert_ne!(after[0].1, after[1].1);
}

#[test]
fn each_kind_comes_within_sight_sixty_days_ahead() {
    for (front, body, day) in [
        ("birthday: 07-01", "", "2026-07-01"),
        ("family: [{name: L, birthday: 07-01}]", "", "2026-07-01"),
        ("dates: [{label: d, on: 07-01}]", "", "2026-07-01"),
        ("dates: [{label: d, on: 五月初五, lunar: true}]", "", "2026-06-19"),
        ("festivals: [duanwu]", "", "2026-06-19"),
        ("met: 2021-07-01", "", "2026-07-01"),
        ("projects: [{name: p, next: 2026-07-01}]", "", "2026-07-01"),
        ("money: [{on: 2026-01-01, lent: 5 CNY, due: 2026-07-01, written: true}]", "", "2026-07-01"),
        ("", "- [ ] t 📅 2026-07-01", "2026-07-01"),
        ("", "- [ ] t ⏳ 2026-07-01", "2026-07-01"),
        ("", "- [ ] them: p 📅 2026-07-01", "2026-07-01"),
        ("cadence: 1y", "## Log\n- 2025-07-01 call", "2026-07-01"),
        ("", "## Empowerment 2026-01-02\n- [x] a", "2026-07-01"),
    ] {
        let file = format!("---\nname: Ada\n{front}\n---\n{body}\n");
        let days = |ago: i64| {
            let today = crate::vault::day(day).checked_sub(jiff::ToSpan::days(ago)).unwrap().to_string();
            let world = Vault::of("").and("people/ada.md", &file).today(&today).clean();
            world.insights.reminders.iter().map(|reminder| reminder.on.to_string()).collect::<Vec<_>>()
        };
        assert_eq!(days(61), [""; 0], "{front}{body}: 61 days ahead");
        assert_eq!(days(60), [day], "{front}{body}: 60 days ahead");
        assert_eq!(days(0), [day], "{front}{body}: on the day");
        // Open things stay; a day of the year is over when it is over.
        let stays = ["projects", "money", "cadence"].iter().any(|open| front.starts_with(open)) || front.is_empty();
        assert_eq!(days(-1), if stays { vec![day] } else { Vec::new() }, "{front}{body}: the day after");
    }
}

#[test]
fn who_was_greeted_within_three_days_of_last_years_festival() {
    // 清明 of 2025 was 4 April.
    let greeted = |line: &str| {
        let world = world("festivals: [qingming]", line);
        world.insights.reminders.iter().any(|reminder| {
            matches!(reminder.detail, renmai::measure::reminders::Detail::Festival { greeted_last_year, .. } if greeted_last_year)
        })
    };
    for (line, expected) in [
        ("- 2025-04-04 → greeting", true),
        ("- 2025-04-01 → greeting", true),
        ("- 2025-03-31 → greeting", false),
        ("- 2025-04-07 ↔ call", true),
        ("- 2025-04-08 ↔ call", false),
        ("- 2025-04-04 ← greeting", false),
        ("- 2025-04-04 greeting", false),
        ("- 2024-04-04 → greeting", false),
    ] {
        assert_eq!(greeted(line), expected, "{line}");
    }
}

#[test]
fn festivals_of_ones_own() {
    let settings = "festivals:\n  - {id: founding, title: 社庆, on: 03-20}\n  - {id: lamps, title: 上灯, on: 二月初二, lunar: true}\n";
    for written in ["founding", "社庆"] {
        let world = Vault::ada(&format!("festivals: [{written}]"), "").and("renmai.yaml", settings).today(T).clean();
        assert_eq!(world.reminders(), ["festival ada 2026-03-20"], "{written}");
    }
}
