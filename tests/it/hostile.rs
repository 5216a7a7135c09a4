//! Input as the world has it: every file below is wrong in some way, and each slip is
//! named at its place while nothing else is lost.

use crate::growth::{grows_gently, lines};
use crate::vault::{Vault, World};

const T: &str = "2026-03-01";

fn world(text: &str) -> World {
    Vault::of("").and("people/ada.md", text).and("people/bo.md", "---\nname: Bo\n---\n## Log\n- 2026-02-01 call\n").today(T)
}

/// Problems of the file, and that everybody is still there.
#[track_caller]
fn check(text: &str, expected: &[&str]) {
    let world = world(text);
    assert_eq!(world.problems(), expected, "{text:?}");
    assert_eq!(world.ids(), ["ada", "bo"], "{text:?}");
    assert_eq!(world.person("bo").insights.rhythm.days_since, Some(28));
}

#[test]
fn a_byte_order_mark_hides_nothing() {
    let text = "\u{feff}---\nname: Ada\nbirthday: 02-30\n---\n## Log\n- 2026-02-01 call [felt:: x]\n";
    check(text, &["people/ada.md:3:11 bad-date", "people/ada.md:6:19 bad-field"]);
    assert_eq!(world(text).ada().contact.name(), "Ada");
}

#[test]
fn windows_line_ends_hide_nothing() {
    let text = "---\r\nname: Ada\r\nbirthday: 02-30\r\norg: X\r\n---\r\n\r\n## Log\r\n- 2026-02-01 call [felt:: x]\r\n";
    check(text, &["people/ada.md:3:11 bad-date", "people/ada.md:8:19 bad-field"]);
    assert_eq!(world(text).ada().contact.profile.org.as_deref(), Some("X"));
    assert_eq!(world(text).ada().days(), ["2026-02-01"]);
}

#[test]
fn blank_lines_first_hide_nothing() {
    check("\n  \n---\nname: Ada\nbirthday: 02-30\n---\n", &["people/ada.md:5:11 bad-date"]);
}

#[test]
fn a_closing_line_without_its_end_closes() {
    check("---\nname: Ada\n---", &[]);
    assert_eq!(world("---\nname: Ada\n---").ada().contact.name(), "Ada");
}

#[test]
fn front_matter_that_is_never_closed_is_named_and_read() {
    let text = "---\nname: Ada\ncircle: close\n\n## Log\n- 2026-02-01 call\n";
    check(text, &["people/ada.md:1:1 unclosed-front-matter"]);
    assert_eq!(world(text).ada().contact.name(), "Ada");
    assert_eq!(world(text).ada().days(), ["2026-02-01"]);
}

#[test]
fn a_rule_at_the_top_is_no_front_matter() {
    check("---\n\nA quiet evening.\n", &[]);
}

#[test]
fn duplicate_keys_are_named_and_the_first_stays() {
    let text = "---\nname: Ada\ncircle: close\nname: Eve\n---\n";
    check(text, &["people/ada.md:4:1 duplicate-key"]);
    assert_eq!(world(text).ada().contact.name(), "Ada");
    check("---\nmet: {on: 2019, on: 2020}\n---\n", &["people/ada.md:2:17 duplicate-key"]);
}

#[test]
fn marks_of_a_merge_are_named() {
    check(
        "---\nname: Ada\n<<<<<<< HEAD\ncircle: close\n=======\ncircle: friend\n>>>>>>> other\norg: X\n---\n",
        &["people/ada.md:3:1 conflict-marker"],
    );
    check("---\nname: Ada\n---\ntext\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> other\n", &["people/ada.md:5:1 conflict-marker"]);
    check("---\nname: Ada\n---\nSetext\n=======\n", &[]);
}

#[test]
fn bytes_that_are_not_utf8_are_named_and_the_rest_is_read() {
    let mut bytes = b"---\nname: Ada\n---\n## Log\n- 2026-02-01 caf".to_vec();
    bytes.extend([0xe9, b'\n']);
    bytes.extend(b"- 2026-01-01 call\n");
    let world = Vault::of("").bytes("people/ada.md", &bytes).today(T);
    assert_eq!(world.problems(), ["people/ada.md:5:17 not-utf8"]);
    assert_eq!(world.ada().days(), ["2026-02-01", "2026-01-01"]);
}

#[test]
fn utf16_is_named() {
    let bytes: Vec<u8> = [0xff, 0xfe].into_iter().chain("---\nname: Ada\n---\n".encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let world = Vault::of("").bytes("people/ada.md", &bytes).today(T);
    assert_eq!(world.problems(), ["people/ada.md:1:1 not-utf8"]);
    assert_eq!(world.ids(), ["ada"]);
}

#[test]
fn slips_of_yaml_cost_one_key() {
    for (slip, at) in [
        ("org: @lantern", "3:6"),
        ("org: a: b", "3:6"),
        ("org: \"open", "3:6"),
        ("\torg: x", "3:1"),
        ("org：x", "3:4"),
        ("org: [a, b", "3:6"),
    ] {
        let text = format!("---\nname: Ada\n{slip}\ncircle: close\n---\n## Log\n- 2026-02-01 call\n");
        let world = world(&text);
        let found = world.problems();
        assert_eq!(found.len(), 1, "{slip}: {found:?}");
        assert!(found[0].ends_with("yaml-syntax"), "{slip}: {found:?}");
        if slip != "org: [a, b" {
            assert_eq!(found[0], format!("people/ada.md:{at} yaml-syntax"), "{slip}");
        }
        assert_eq!(world.ada().contact.name(), "Ada", "{slip}");
        assert_eq!(world.ada().days(), ["2026-02-01"], "{slip}");
    }
    check("---\n- a\n- b\n---\n", &["people/ada.md:2:1 yaml-syntax"]);
    check("---\njust words\n---\n", &["people/ada.md:2:1 yaml-syntax"]);
}

#[test]
fn bombs_are_refused_quickly() {
    let mut bomb = String::from("---\nname: Ada\na0: &a0 [x,x,x,x,x,x,x,x,x,x]\n");
    for n in 1..12 {
        bomb += &format!("a{n}: &a{n} [{}]\n", vec![format!("*a{}", n - 1); 10].join(","));
    }
    bomb += "---\n";
    let world = world(&bomb);
    assert!(world.problems().iter().any(|problem| problem.ends_with("yaml-budget")), "{:?}", world.problems());
    assert_eq!(world.ids(), ["ada", "bo"]);
    for deep in [
        "[".repeat(10_000),
        "{".repeat(10_000),
        "- ".repeat(50_000),
        "{a: ".repeat(5_000),
        format!("{}{}", "[".repeat(5_000), "]".repeat(5_000)),
        "&a ".repeat(10_000),
        "? ".repeat(10_000),
    ] {
        let world = self::world(&format!("---\nname: Ada\nx: {deep}\n---\n"));
        assert!(!world.problems().is_empty(), "{}", deep.len());
        assert_eq!(world.ids(), ["ada", "bo"]);
    }
    let own = self::world("---\nname: Ada\nx: &a [*a]\n---\n");
    assert_eq!(own.ids(), ["ada", "bo"]);
}

#[test]
fn a_note_of_a_mebibyte_is_read() {
    let line = "- 2026-02-01 → coffee with [[bo]] #life [gave:: small a book] and talked on and on about nothing\n";
    let note = |bytes| format!("---\nname: Ada\n---\n## Log\n{}", lines(line, bytes));
    assert!(world(&note(1024 * 1024)).ada().contact.interactions.len() > 8_000);
    grows_gently("a log", note, |text| assert_eq!(world(text).ids(), ["ada", "bo"]));
}

#[test]
fn long_lines_of_brackets_take_no_longer_than_prose() {
    for sign in ["[", "[[", "(", "![", "`", "*", "<", "[a::", "|", "> ", "#", "]]", "- ", "\\[", "[x](", "%%", "~~~"] {
        let note = |bytes| format!("---\nname: Ada\n---\n{0}\n\n## Log\n- 2026-02-01 {0}\n", lines(sign, bytes / 2));
        grows_gently(sign, note, |text| assert_eq!(world(text).ids(), ["ada", "bo"], "{sign}"));
    }
}

#[test]
fn zero_bytes_and_control_characters_do_no_harm() {
    let world = world("---\nname: A\u{0}da\u{7}\n---\n## Log\n- 2026-02-01 call\u{0}\u{1b}[31m\n");
    assert_eq!(world.ids(), ["ada", "bo"]);
    assert_eq!(world.ada().days(), ["2026-02-01"]);
    for text in ["\u{0}", "---\n\u{0}\n---\n", "\u{feff}\u{feff}---\n", "---", "---\n---", "\r\r\r", "\n\n\n", "- ", "#", "## Log"] {
        assert_eq!(self::world(text).ids(), ["ada", "bo"], "{text:?}");
    }
}

#[test]
fn days_at_the_calendars_edge_do_no_harm() {
    let text = "---\nname: Ada\nmet: 0001-01-01\nlast_contact: 0001-01-01\ncadence: 36525\nbirthday: 9999-12-31\n---\n- [ ] me: x 📅 9999-12-31\n\n## Log\n- 9999-12-31 call\n- 0001-01-01 call [reply:: me]\n";
    let vault = Vault::of("").and("people/ada.md", text).and("plans/p.md", "## Short\n- [ ] g [metric:: deep] [target:: 1] [per:: year]\n");
    for today in ["0001-01-01", "2026-03-01", "9999-12-31", "-009999-01-01"] {
        assert_eq!(vault.today(today).ids(), ["ada"], "{today}");
    }
}

#[test]
fn settings_that_cannot_be_read_leave_the_defaults() {
    let world =
        Vault::of("-- renmai.yaml --\ncapacity: many\nlanguage: [zh, fr]\ncircles: x: y\ncadence: 30\n-- people/ada.md --\n").today(T);
    assert_eq!(world.problems(), ["renmai.yaml:1:11 bad-setting", "renmai.yaml:2:16 bad-setting", "renmai.yaml:3:10 yaml-syntax"]);
    assert_eq!(world.ada().insights.rhythm.cadence_days, 30);
    assert_eq!(world.journal().settings.capacity, 3);
    assert_eq!(world.journal().settings.circles.len(), 5);
}

#[test]
fn a_file_the_system_keeps_from_us_is_named() {
    let world = Vault::of("-- people/ada.md --\n").unreadable("people/eve.md", "permission denied").today(T);
    assert_eq!(world.problems(), ["people/eve.md:1:1 unreadable-file"]);
}

#[test]
fn conflict_copies_of_syncing_tools_collide_in_the_open() {
    let world = Vault::of("-- people/a/ada.md --\n-- people/b/Ada.md --\n-- people/b/ada (conflicted copy).md --\n").today(T);
    assert_eq!(world.ids(), ["ada", "b-Ada", "ada (conflicted copy)"]);
    assert_eq!(world.problems(), ["people/b/Ada.md:1:1 id-collision"]);
}

/// A great deal of one kind of line: nothing may take longer the more there is of it.
#[test]
fn much_of_anything_is_read_in_its_measure() {
    for (name, line) in [
        ("tasks under headings", "## a\n- [ ] me: b 📅 2026-03-05\n"),
        ("answers under headings", "## Exchange 2026-01-01\n- [x] a\n"),
        ("dated headings", "### 2026-01-01 call\n"),
        ("logs", "## Log\n- 2026-01-01 call\n"),
        ("undated items", "- nothing\n"),
        ("prose", "word word word\n"),
        ("prose and items", "word\n\n- 2026-01-01 call\n\n"),
        ("fields", "[a:: b] [gave:: c] "),
        ("links", "[[bo]] "),
        ("one entry of many lines", "  more with [[bo]] [gave:: x]\n"),
        ("comments", "%%a%% "),
        ("code", "`a` "),
        ("replies", "- 2026-01-01 ← call [reply:: me]\n"),
        ("html", "<b>x</b> "),
        ("quotes", "> - [ ] a\n"),
        ("nested steps", "- [ ] a\n  - [ ] b\n"),
        ("tags, each another", "#tagN "),
        ("tasks, each another", "- [ ] taskN 📅 2026-03-05\n"),
        ("links, each another", "[[nameN]] "),
        ("days, each another", "- 2026-01-01 with [[bo]] N\n"),
        ("bold", "**a** "),
    ] {
        let note = |bytes| format!("---\nname: Ada\n---\n## Log\n- 2026-02-01 call\n{}", lines(line, bytes));
        for path in ["people/ada.md", "journal/2026-02-01.md", "plans/p.md"] {
            grows_gently(&format!("{name} as {path}"), note, |text| {
                Vault::of("").and(path, text).and("people/bo.md", "").today(T);
            });
        }
    }
}

#[test]
fn lists_nested_deeply_do_no_harm() {
    let text: String = (0..2_000).map(|depth| format!("{}- x\n", " ".repeat(depth))).collect();
    assert_eq!(world(&format!("## Log\n{text}{}- 2026-02-01 call\n", " ".repeat(2_000))).ada().days(), ["2026-02-01"]);
    assert_eq!(world(&text.replace("- x", "- [ ] x")).ids(), ["ada", "bo"]);
}

#[test]
fn much_front_matter_is_refused_or_read_in_its_measure() {
    for (name, line) in [
        ("keys", "keyN: value\n"),
        ("slips", "keyN: @value\n"),
        ("text", "no key N\n"),
        ("items", "- itemN\n"),
        ("tags", "tags: tagN,\n"),
        ("comments", "# N\n"),
        ("lines", "  N\n"),
    ] {
        let note = |bytes| format!("---\nname: Ada\n{}---\n## Log\n- 2026-02-01 call\n", lines(line, bytes));
        grows_gently(name, note, |text| assert_eq!(world(text).ada().days(), ["2026-02-01"], "{name}"));
    }
    let tags = |bytes| format!("---\nname: Ada\ntags: {}\n---\n", lines("tagN, ", bytes));
    grows_gently("one line of tags", tags, |text| assert_eq!(world(text).ids(), ["ada", "bo"]));
}
