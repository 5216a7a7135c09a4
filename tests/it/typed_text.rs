//! A value is what stands in the file, not what YAML would guess.

use crate::vault::Vault;

#[track_caller]
fn check(yaml: &str, expected: &str) {
    let world = Vault::of("").and("people/ada.md", &format!("---\norg: {yaml}\n---\n")).today("2026-03-01");
    assert_eq!(world.problems(), [""; 0], "{yaml:?}");
    assert_eq!(world.ada().contact.profile.org.as_deref().unwrap_or(""), expected, "{yaml:?}");
}

#[test]
fn what_was_typed_is_what_is_meant() {
    for typed in [
        "no",
        "yes",
        "on",
        "off",
        "true",
        "False",
        "N",
        "012",
        "+86 139 0000 0000",
        "1e3",
        "2025-1-5",
        "0x1F",
        "1_000",
        "12:30",
        "12:30:45",
        ".5",
        "1.10",
        "0o17",
        "Null",
        "NULL",
        ".inf",
        ".NaN",
        "-0",
        "99999999999999999999",
        "2025-01-23",
        "=",
        "<<",
    ] {
        check(typed, typed);
    }
}

#[test]
fn quotes_are_no_part_of_the_text() {
    check("\"no\"", "no");
    check("'012'", "012");
    check("\"a: b\"", "a: b");
    check("'it''s'", "it's");
    check("\"\\u00e9\"", "é");
}

#[test]
fn comments_and_blanks_are_no_part_of_the_text() {
    check("Lantern # bread", "Lantern");
    check("  Lantern  ", "Lantern");
    check("", "");
    check("~", "");
    check("null", "");
    check("C# and F#", "C# and F#");
}

#[test]
fn blocks_are_their_lines() {
    check("|\n  a\n  b", "a\nb");
    check(">\n  a\n  b", "a b");
    check(">-\n  a\n  b", "a b");
}

#[test]
fn numbers_in_lists_and_maps_are_text_too() {
    let world =
        Vault::of("").and("people/ada.md", "---\nphone: [012, 1e3, +1 5]\naliases:\n  - no\n  - 007\n---\n").today("2026-03-01").clean();
    let profile = &world.ada().contact.profile;
    assert_eq!(profile.channels.iter().map(|way| way.value.as_str()).collect::<Vec<_>>(), ["012", "1e3", "+1 5"]);
    assert_eq!(profile.aliases, ["no", "007"]);
}
