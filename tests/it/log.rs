//! The log: which headings hold one, which items count, and on which day.

use crate::vault::Vault;

const T: &str = "2026-12-31";

/// The days and texts of a log, and its problems.
fn read(log: &str) -> (Vec<String>, Vec<String>) {
    let world = Vault::ada("", log).today(T);
    let ada = world.ada();
    (ada.contact.interactions.iter().map(|entry| format!("{} {}", entry.on, entry.text).trim_end().to_owned()).collect(), world.problems())
}

#[track_caller]
fn check(log: &str, expected: &[&str]) {
    let (entries, problems) = read(log);
    assert_eq!(entries, expected, "{log:?}");
    assert_eq!(problems, [""; 0], "{log:?}");
}

#[test]
fn six_headings_of_any_level_hold_a_log() {
    for heading in ["# Log", "## Interactions", "### 互动", "#### 互动记录", "##### 往来", "###### 联系记录", "Log\n---", "## LOG"]
    {
        let world = Vault::of("").and("people/ada.md", &format!("{heading}\n- 2026-11-02 call\n")).today(T).clean();
        assert_eq!(world.ada().days(), ["2026-11-02"], "{heading}");
    }
    for heading in ["## Logs", "## 互动频率", "## Diary", "Log"] {
        let world = Vault::of("").and("people/ada.md", &format!("{heading}\n- 2026-11-02 call\n")).today(T).clean();
        assert_eq!(world.ada().days(), [""; 0], "{heading}");
    }
}

#[test]
fn a_log_ends_with_the_next_heading_of_its_level() {
    let text = "## Log\n- 2026-11-02 call\n### deeper\n- 2026-11-01 call\n## After\n- 2026-10-01 call\n## 往来\n- 2026-09-01 call\n";
    let world = Vault::of("").and("people/ada.md", text).today(T).clean();
    assert_eq!(world.ada().days(), ["2026-11-02", "2026-11-01", "2026-09-01"]);
}

#[test]
fn a_log_belongs_to_a_persons_file_only() {
    let world = Vault::of("").and("guides/how.md", "---\ntitle: How\n---\n## Log\n- 2026-11-02 call\n- no date\n").today(T).clean();
    assert_eq!(world.journal().contacts.len(), 0);
}

#[test]
fn the_examples_of_the_contract() {
    let vault = Vault::ada(
        "",
        "- 2026-11-02 → coffee: talked through her move to Shanghai [gave:: medium intro to [[王伟]]] [got:: review of my talk]\n\
         - 2026-09-20 ← 微信: 问我要简历模板 [ask:: them]\n\
         - 2026-08-01 ↔ dinner with [[Bo Moreno]] #life",
    );
    let world = vault.and("people/bo.md", "---\nname: Bo Moreno\n---\n").today(T).clean();
    assert_eq!(
        world.ada().entries(),
        [
            "2026-11-02 me coffee deep talked through her move to Shanghai",
            "2026-09-20 them message talk 问我要简历模板",
            "2026-08-01 both dinner deep with [[Bo Moreno]] #life",
        ]
    );
    assert_eq!(world.person("bo").entries(), ["2026-08-01 both dinner deep with [[Bo Moreno]] #life"]);
    let first = &world.ada().contact.interactions[0];
    assert_eq!((first.gave[0].text.as_str(), first.gave[0].weight), ("intro to [[王伟]]", 2));
    assert_eq!((first.got[0].text.as_str(), first.got[0].weight), ("review of my talk", 1));
    assert_eq!(world.ada().contact.interactions[2].tags, ["life"]);
}

#[test]
fn every_spelling_of_a_day() {
    for spelling in [
        "2026-08-14",
        "2026-08-14:",
        "[[2026-08-14]]",
        "[[2026-08-14]]:",
        "2026/8/14",
        "2026.08.14",
        "2026年8月14日",
        "2026-8-4",
        "[x] 2026-08-14",
        "[X] 2026-08-14",
    ] {
        let day = if spelling == "2026-8-4" { "2026-08-04" } else { "2026-08-14" };
        check(&format!("- {spelling} walked"), &[&format!("{day} walked")]);
    }
    for marker in ["*", "+", "1.", "2)"] {
        check(&format!("{marker} 2026-08-14 walked"), &["2026-08-14 walked"]);
    }
}

#[test]
fn a_time_may_follow_the_day() {
    for time in [" 9:05", " 14:30", " 14:30:15", "T14:30", " 14:30-15:00", " 14:30:"] {
        let world = Vault::ada("", &format!("- 2026-08-14{time} → coffee: tea")).today(T).clean();
        assert_eq!(world.ada().entries(), ["2026-08-14 me coffee deep tea"], "{time}");
    }
}

#[test]
fn arrows() {
    for (arrow, by) in
        [("→", "me"), ("->", "me"), ("←", "them"), ("<-", "them"), ("↔", "both"), ("<->", "both"), ("<>", "both"), ("", "unknown")]
    {
        let world = Vault::ada("", &format!("- 2026-08-14 {arrow} call")).today(T).clean();
        assert_eq!(world.ada().entries(), [format!("2026-08-14 {by} call talk")], "{arrow}");
        let world = Vault::ada("", &format!("- 2026-08-14 {arrow}call: [by:: 双方]")).today(T).clean();
        assert_eq!(world.ada().entries(), ["2026-08-14 both call talk"], "the field wins over {arrow}");
    }
}

#[test]
fn an_open_box_does_not_count_and_a_cancelled_one_neither() {
    check("- [ ] 2026-08-14 lunch\n- [-] 2026-08-13 lunch\n- [x] 2026-08-12 walked", &["2026-08-12 walked"]);
}

#[test]
fn indented_lines_belong_to_their_item() {
    check(
        "- 2026-08-14 walked\n  and sang\n\n  until dark\n  - a song\n- 2026-08-13 sat",
        &["2026-08-14 walked\nand sang\n\nuntil dark\n- a song", "2026-08-13 sat"],
    );
    check("- 2026-08-14 walked\n  - 2026-08-10 a day within", &["2026-08-14 walked\n- 2026-08-10 a day within"]);
}

#[test]
fn fields_of_indented_lines_belong_to_the_item() {
    let world = Vault::ada("", "- 2026-08-14 → walked\n  all day\n  [gave:: large boots] #life\n").today(T).clean();
    let entry = &world.ada().contact.interactions[0];
    assert_eq!(entry.gave[0].weight, 4);
    assert_eq!(entry.tags, ["life"]);
    let world = Vault::ada("", "- 2026-08-14 → walked\n  all day\n  then [felt:: meh]\n").today(T);
    assert_eq!(world.problems(), ["people/ada.md:8:8 bad-field"]);
}

#[test]
fn dated_items_under_an_undated_one_count_and_it_is_not_reported() {
    check("- 2026\n  - August\n    - 2026-08-14 walked\n  - 2026-07-01 sat", &["2026-08-14 walked", "2026-07-01 sat"]);
    let (entries, problems) = read("- 2026\n  - 2026-08-14 walked\n  - no day\n");
    assert_eq!(entries, ["2026-08-14 walked"]);
    assert_eq!(problems, ["people/ada.md:8:1 bad-log-date"]);
}

#[test]
fn a_dated_heading_is_one_entry_and_owns_what_stands_below() {
    check(
        "### 2026-08-14 coffee\nlong talk\n- a point\n- 2026-08-01 a day in it\n",
        &["2026-08-14 long talk\n- a point\n- 2026-08-01 a day in it"],
    );
    check("### 2026-08-14\njust prose\n", &["2026-08-14 just prose"]);
    check("### 2026-08-14\n- walked\n- sat\n### 2026-08-13 swam\n", &["2026-08-14 walked", "2026-08-14 sat", "2026-08-13 swam"]);
    check("### 2026-08-14\n- walked\n- 2026-08-10 sat\n", &["2026-08-14 walked", "2026-08-10 sat"]);
    check("### 2026年8月\n- 2026-08-14 walked\n", &["2026-08-14 walked"]);
}

#[test]
fn a_dated_heading_is_read_like_an_item() {
    let vault =
        Vault::ada("", "### 2026-08-14 ↔ dinner with [[Bo]] [felt:: warm]\nlong\n\n[gave:: medium a book]\n").and("people/bo.md", "");
    let world = vault.today(T).clean();
    assert_eq!(world.ada().contact.interactions[0].gave[0].weight, 2);
    assert_eq!(world.ada().contact.interactions[0].kind.name(), "dinner");
    assert!(world.ada().contact.interactions[0].felt.is_some());
    assert_eq!(world.person("bo").days(), ["2026-08-14"], "a run of links in a heading shares the entry");
    let world = Vault::ada("", "### 2026-08-14 dinner [felt:: meh]\nlong [ask:: us]\n").today(T);
    assert_eq!(world.problems(), ["people/ada.md:6:23 bad-field", "people/ada.md:7:6 bad-field"]);
}

#[test]
fn an_item_without_a_readable_day_is_reported_and_still_shown() {
    let world = Vault::ada("", "- 2026-02-30 no such day\n- call her\n- 2026-08-14 fine\n").today(T);
    assert_eq!(world.problems(), ["people/ada.md:6:1 bad-log-date", "people/ada.md:7:1 bad-log-date"]);
    let shown: Vec<&str> = world.ada().contact.undated.iter().map(|entry| entry.text.as_str()).collect();
    assert_eq!(shown, ["2026-02-30 no such day", "call her"]);
    assert_eq!(world.ada().days(), ["2026-08-14"]);
}

#[test]
fn prose_around_the_items_is_shown_without_them() {
    let world = Vault::ada("", "We write mostly.\n\n- 2026-08-14 call\n\nMore to come.\n").today(T).clean();
    let shown: Vec<&str> = world.ada().contact.undated.iter().map(|entry| entry.text.as_str()).collect();
    assert_eq!(shown, ["We write mostly.", "More to come."]);
    assert_eq!(world.ada().days(), ["2026-08-14"]);
}

#[test]
fn code_in_a_log_is_no_entry() {
    check("```\n- 2026-08-14 walked\n- not a day\n```\n- 2026-08-13 sat", &["2026-08-13 sat"]);
}

#[test]
fn several_entries_of_one_day_each_count() {
    check("- 2026-08-14 walked\n- 2026-08-14 sat", &["2026-08-14 walked", "2026-08-14 sat"]);
}

#[test]
fn line_ends_of_windows_change_nothing() {
    let text = "---\r\nname: Ada\r\n---\r\n\r\n## Log\r\n- 2026-08-14 → coffee: tea\r\n  and cake [felt:: warm]\r\n- 2026-08-13 ← call\r\n";
    let world = Vault::of("").and("people/ada.md", text).today(T).clean();
    assert_eq!(world.ada().entries(), ["2026-08-14 me coffee deep tea\nand cake", "2026-08-13 them call talk"]);
}
