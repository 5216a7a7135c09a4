//! Journal notes: what is a mention, on which day, with which arrow, kind and fields.

use crate::vault::{Vault, World};

const T: &str = "2026-12-31";

fn world_of(path: &str, text: &str) -> World {
    let people = "-- people/ada.md --\n---\nname: Ada Moreno\naliases: [阿达]\n---\n-- people/bo.md --\n---\nname: Bo\n---\n";
    Vault::of(people).and(path, text).today(T)
}

fn world(text: &str) -> World {
    world_of("journal/2026-08-14.md", text)
}

/// Ada's entries as `day by kind depth`.
#[track_caller]
fn check(text: &str, expected: &[&str]) {
    let world = world(text).clean();
    let say = |entry: &renmai::model::Interaction| format!("{} {} {} {}", entry.on, entry.by.name(), entry.kind.name(), entry.depth.name());
    let found: Vec<String> = world.ada().contact.interactions.iter().map(say).collect();
    assert_eq!(found, expected, "{text:?}");
}

const TOUCH: &str = "2026-08-14 unknown note touch";

#[test]
fn a_note_is_dated_by_date_else_publish_date_else_its_name() {
    let days = |path: &str, text: &str| world_of(path, text).clean().ada().days();
    assert_eq!(days("journal/2026-08-14.md", "[[ada]]"), ["2026-08-14"]);
    assert_eq!(days("journal/2026-08-14 a day out.md", "[[ada]]"), ["2026-08-14"]);
    assert_eq!(days("journal/2026-08-14.md", "---\npublishDate: 2026-08-15\n---\n[[ada]]"), ["2026-08-15"]);
    assert_eq!(days("journal/2026-08-14.md", "---\npublishDate: 2026-08-15\ndate: 2026-08-16\n---\n[[ada]]"), ["2026-08-16"]);
    assert_eq!(days("journal/evening.md", "---\ndate: 2026-08-16T20:00\n---\n[[ada]]"), ["2026-08-16"]);
    assert_eq!(days("notes/x.md", "---\ntype: journal\ndate: 2026-08-16\n---\n[[ada]]"), ["2026-08-16"]);
    assert_eq!(days("journal/evening.md", "[[ada]]"), [""; 0]);
    assert_eq!(days("guides/2026-08-14.md", "---\ntitle: A\n---\n[[ada]]"), [""; 0]);
}

#[test]
fn every_spelling_of_a_mention() {
    for mention in [
        "[[Ada Moreno]]",
        "[[people/ada|her]]",
        "[[ada|her]]",
        "[[阿达]]",
        "[her](../people/ada.md)",
        "[her](people/ada.md)",
        "[[ada#Log]]",
        "[[ADA]]",
    ] {
        check(&format!("Thought of {mention} today."), &[TOUCH]);
    }
}

#[test]
fn prose_headings_and_done_tasks_mention() {
    check("Saw [[ada]].", &[TOUCH]);
    check("## About [[ada]]", &[TOUCH]);
    check("- [[ada]] again", &[TOUCH]);
    check("- [x] thank [[ada]]", &["2026-08-14 unknown note talk"]);
    check("- [x] thank [[ada]] ✅ 2026-08-12", &["2026-08-12 unknown note talk"]);
    check("- [x] → call [[ada]] ✅ 2026-08-12", &["2026-08-12 me call talk"]);
}

#[test]
fn what_is_no_mention() {
    for text in [
        "- [ ] call [[ada]]",
        "- [-] call [[ada]]",
        "- [ ] call\n  [[ada]] about it",
        "> [[ada]] said",
        "`[[ada]]`",
        "```\n[[ada]]\n```",
        "    [[ada]]",
        "![[ada]]",
        "![her](people/ada.md)",
        "[gave:: intro to [[ada]]]",
        "[topic:: [[ada]]]",
        "(see:: [[ada]])",
        "Ada Moreno",
        "[[nobody]]",
        "[[ada.png]]",
        "\\[[ada]]",
    ] {
        check(text, &[]);
    }
    check("[with:: [[ada]]]", &["2026-08-14 unknown note talk"]);
}

#[test]
fn arrow_and_kind_stand_at_the_start_of_the_line_fields_anywhere() {
    check("→ call [[ada]]", &["2026-08-14 me call talk"]);
    check("- ← 微信 [[ada]]", &["2026-08-14 them message talk"]);
    check("### ↔ dinner with [[ada]]", &["2026-08-14 both dinner deep"]);
    check("coffee with [[ada]]", &["2026-08-14 unknown coffee deep"]);
    check("Had coffee → with [[ada]]", &[TOUCH]);
    check("[[ada]] → coffee", &[TOUCH]);
    check("With [[ada]] [felt:: warm]", &["2026-08-14 unknown note talk"]);
    check("With [[ada]] [depth:: deep]", &["2026-08-14 unknown note deep"]);
    check("like [[ada]]", &[TOUCH]);
    check("greeting: [[ada]]", &["2026-08-14 unknown greeting touch"]);
    check("Note for [[ada]]", &[TOUCH]);
}

#[test]
fn arrows_belong_to_their_own_line() {
    check("→ call\n[[ada]]", &[TOUCH]);
    check("- → call [[bo]]\n- [[ada]]", &[TOUCH]);
}

#[test]
fn several_mentions_of_a_day_are_one_contact_the_deepest() {
    check("[[ada]]\n\n→ call [[ada]]\n\n← dinner with [[ada]]\n\n↔ dinner with [[ada]]", &["2026-08-14 them dinner deep"]);
}

#[test]
fn a_line_with_one_person_carries_its_fields() {
    let world = world("→ coffee [[ada]] [gave:: large x] [ask:: me] [reply:: them]\n").clean();
    let entry = &world.ada().contact.interactions[0];
    assert_eq!((entry.gave[0].weight, entry.ask.is_some(), entry.reply.is_some()), (4, true, true));
}

#[test]
fn fields_of_a_line_with_several_people_belong_to_nobody_and_are_reported() {
    let world = world("plain\n\n→ coffee with [[ada]] and [[bo]] [gave:: large x]\n\n↔ dinner [[ada]] [[bo]] [depth:: deep] [by:: both]\n");
    assert_eq!(world.problems(), ["journal/2026-08-14.md:3:1 shared-fields"]);
    for id in ["ada", "bo"] {
        let who = world.person(id);
        assert_eq!(who.contact.interactions.len(), 1);
        assert!(who.contact.interactions[0].gave.is_empty());
    }
}

#[test]
fn own_entries_shut_out_mentions_of_their_day() {
    let vault = Vault::of(
        "-- people/ada.md --\n## Log\n- 2026-08-14 like\n-- journal/2026-08-14.md --\n→ dinner [[ada]]\n-- journal/2026-08-15.md --\n→ dinner [[ada]]\n",
    );
    let world = vault.today(T).clean();
    assert_eq!(world.ada().entries(), ["2026-08-15 me dinner deep [[ada]]", "2026-08-14 unknown like touch"]);
}

#[test]
fn future_notes_are_planned() {
    let world = world_of("journal/2027-01-05.md", "→ dinner [[ada]]").clean();
    assert_eq!(world.ada().insights.rhythm.planned.map(|planned| planned.on.to_string()).as_deref(), Some("2027-01-05"));
    assert_eq!(world.ada().insights.depth.of, 0);
}

#[test]
fn an_ambiguous_mention_is_reported_and_counts_for_nobody() {
    let vault = Vault::of(
        "-- people/a.md --\n---\nname: Sam\n---\n-- people/b.md --\n---\nname: sam\n---\n-- journal/2026-08-14.md --\n\nSaw [[Sam]].\n",
    );
    let world = vault.today(T);
    assert_eq!(world.problems(), ["journal/2026-08-14.md:2:5 ambiguous-link"]);
    assert!(world.journal().contacts.iter().all(|who| who.interactions.is_empty()));
}
