//! The next step of a person: the first of seven that applies.

use crate::vault::Vault;

const T: &str = "2026-03-01";

#[track_caller]
fn check(front: &str, body: &str, expected: &str) {
    let world = Vault::of("").and("people/ada.md", &format!("---\nname: Ada\ncircle: close\n{front}\n---\n{body}\n")).today(T).clean();
    assert_eq!(world.ada().next_step(), expected, "{front} / {body}");
}

const PROMISE: &str = "- [ ] me: p 📅 2026-03-08\n";
const REPLY: &str = "## Log\n- 2026-02-01 ← call [reply:: me]\n";
const PLANNED: &str = "- 2026-03-20 lunch\n";
const DRAINED: &str = "- 2026-01-01 call [felt:: used]\n- 2026-01-02 call [felt:: used]\n";

#[test]
fn each_gives_way_to_the_one_before() {
    let birthday = "birthday: 03-15";
    check(birthday, &format!("{PROMISE}\n{REPLY}{PLANNED}{DRAINED}"), "promise 2026-03-08");
    check(birthday, &format!("{REPLY}{PLANNED}{DRAINED}"), "reply 2026-02-01");
    check(birthday, &format!("## Log\n{PLANNED}{DRAINED}"), "planned 2026-03-20");
    check(birthday, &format!("## Log\n{DRAINED}"), "sign felt-used");
    check(birthday, "## Log\n- 2026-02-01 call\n", "birthday 2026-03-15");
    check("", "## Log\n- 2026-02-01 call\n", "reach-out 2026-03-03");
    check("", "", "nothing");
}

#[test]
fn edges() {
    check("", "- [ ] me: p 📅 2026-03-09\n", "nothing");
    check("", "- [ ] me: p 📅 2025-03-09\n", "promise 2025-03-09");
    check("", "- [ ] them: p 📅 2026-03-02\n", "nothing");
    check("", "## Log\n- 2026-02-01 call [reply:: them]\n", "reach-out 2026-03-03");
    check("birthday: 03-16", "", "nothing");
    check("birthday: 03-15", "", "birthday 2026-03-15");
    check("festivals: [yuanxiao]", "", "festival 2026-03-03");
    check("dates: [{label: d, on: 03-02}]", "", "nothing");
    check("dismissed: [{sign: felt-used, on: 2026-02-01}]", &format!("## Log\n{DRAINED}"), "reach-out 2026-02-01");
    check("cadence: 1y", "## Log\n- 2026-02-20 call\n", "reach-out 2027-02-20");
}

#[test]
fn the_earliest_of_several_promises() {
    check("", "- [ ] me: b 📅 2026-03-05\n- [ ] me: a 📅 2026-02-05\n", "promise 2026-02-05");
}

#[test]
fn those_set_aside_want_nothing_but_what_i_promised() {
    check("status: paused", &format!("{PROMISE}\n{REPLY}"), "promise 2026-03-08");
    check("status: ended", REPLY, "nothing");
    check("status: deceased", PROMISE, "nothing");
    check("snooze_until: 2026-04-01", "## Log\n- 2026-01-01 call\n", "nothing");
}

#[test]
fn a_day_either_side_of_each_threshold() {
    let talked = "## Log\n- 2026-02-20 call\n";
    for (front, body, expected) in [
        // A promise past, due today, within 7 days, on the eighth.
        ("", "- [ ] me: p 📅 2026-02-28\n", "promise 2026-02-28"),
        ("", "- [ ] me: p 📅 2026-03-01\n", "promise 2026-03-01"),
        ("", "- [ ] me: p 📅 2026-03-08\n", "promise 2026-03-08"),
        ("", "- [ ] me: p 📅 2026-03-09\n", "nothing"),
        ("", "- [ ] me: p\n", "nothing"),
        ("", "- [x] me: p 📅 2026-03-05\n", "nothing"),
        ("", "- [-] me: p 📅 2026-03-05\n", "nothing"),
        // A birthday today, in 14 days, in 15; yesterday's is over.
        ("birthday: 02-28", "", "nothing"),
        ("birthday: 03-01", "", "birthday 2026-03-01"),
        ("birthday: 03-15", "", "birthday 2026-03-15"),
        ("birthday: 03-16", "", "nothing"),
        ("family: [{name: L, birthday: 03-15}]", "", "birthday 2026-03-15"),
        ("lunar_birthday: 正月廿七", "", "birthday 2026-03-15"),
        ("lunar_birthday: 正月廿八", "", "nothing"),
        // A plan tomorrow, in c = 30 days, in 31; a planned touch is no meeting.
        ("", "## Log\n- 2026-03-02 lunch\n", "planned 2026-03-02"),
        ("", "## Log\n- 2026-03-31 lunch\n", "planned 2026-03-31"),
        ("", "## Log\n- 2026-04-01 lunch\n", "nothing"),
        ("", "## Log\n- 2026-03-02 like\n", "nothing"),
        // Reaching out is by last meaningful + c, however far ahead or past.
        ("", talked, "reach-out 2026-03-22"),
        ("last_contact: 2026-02-25", talked, "reach-out 2026-03-27"),
    ] {
        check(front, body, expected);
    }
}

#[test]
fn a_festival_within_fourteen_days() {
    let step = |day: &str| Vault::ada("festivals: [qingming]", "").today(day).clean().ada().next_step();
    assert_eq!(step("2026-03-21"), "nothing", "15 days before");
    assert_eq!(step("2026-03-22"), "festival 2026-04-05", "14 days before");
    assert_eq!(step("2026-04-05"), "festival 2026-04-05");
    assert_eq!(step("2026-04-06"), "nothing");
}
