//! Shared entries: who else a log entry counts for, and what it carries there.

use crate::vault::{Vault, World};

const T: &str = "2026-12-31";

fn world(log: &str) -> World {
    let people =
        "-- people/bo.md --\n---\nname: Bo Lin\naliases: [小波]\n---\n-- people/cy.md --\n---\nname: 陈雨\n---\n-- people/di.md --\n";
    let vault = Vault::of(people).and("people/ada.md", &format!("---\nname: Ada\n---\n## Log\n{log}\n"));
    vault.today(T)
}

/// Who, beside Ada, an entry counts for.
#[track_caller]
fn check(words: &str, shared_with: &[&str]) {
    let world = world(&format!("- 2026-08-14 {words}")).clean();
    let found: Vec<&str> =
        world.journal().contacts.iter().filter(|who| who.id != "ada" && !who.interactions.is_empty()).map(|who| who.id.as_str()).collect();
    assert_eq!(found, shared_with, "{words:?}");
}

#[test]
fn the_people_of_a_with_field_share_the_entry() {
    check("coffee [with:: [[bo]]]", &["bo"]);
    check("coffee [with:: Bo Lin, 陈雨]", &["bo", "cy"]);
    check("coffee [with:: 小波、陈雨 and [[di]]]", &["bo", "cy", "di"]);
    check("coffee (with:: Bo Lin)", &["bo"]);
    check("coffee [with:: bo and di]", &["bo", "di"]);
    check("coffee [with:: 小波和陈雨]", &["bo", "cy"]);
    check("coffee [with:: somebody without a file]", &[]);
    check("coffee [with:: Ada]", &[]);
}

#[test]
fn a_run_of_links_shares_the_entry() {
    for begin in ["with", "w/", "和", "与", "跟", "同"] {
        check(&format!("coffee {begin} [[bo]]"), &["bo"]);
        check(&format!("coffee {begin}[[bo]]"), &["bo"]);
    }
    for on in [", ", "，", "、", " and ", " & ", "和", "与", "跟", ", and "] {
        check(&format!("coffee with [[bo]]{on}[[陈雨]]"), &["bo", "cy"]);
    }
    check("with [[Bo Lin]], [[people/cy|她]] and [di](di.md)", &["bo", "cy", "di"]);
}

#[test]
fn other_links_are_only_links() {
    check("talked about [[bo]]", &[]);
    check("[[bo]] was there", &[]);
    check("introduced [[bo]] and [[di]]", &[]);
    check("介绍[[bo]]和[[陈雨]]认识", &[]);
    check("with [[bo]] about [[di]]", &["bo"]);
    check("with [[bo]] then [[di]]", &["bo"]);
    check("[gave:: intro with [[bo]]]", &[]);
    check("[topic:: dinner with [[bo]]]", &[]);
    check("herewith [[bo]]", &[]);
    check("with my cousin [[bo]]", &[]);
}

#[test]
fn a_second_run_may_begin() {
    check("about [[di]], with [[bo]]", &["bo"]);
    check("with [[bo]], later with [[di]]", &["bo", "di"]);
}

#[test]
fn date_kind_depth_arrow_and_tags_are_shared_the_rest_is_not() {
    let world =
        world("- 2026-08-14 → dinner with [[bo]] #life [gave:: large x] [got:: y] [ask:: me] [felt:: warm] [reply:: me] [depth:: talk]")
            .clean();
    let bo = world.person("bo");
    assert_eq!(bo.entries(), ["2026-08-14 me dinner talk with [[bo]] #life"]);
    let entry = &bo.contact.interactions[0];
    assert_eq!(entry.tags, ["life"]);
    assert!(entry.gave.is_empty() && entry.got.is_empty() && entry.ask.is_none() && entry.felt.is_none() && entry.reply.is_none());
    let own = &world.ada().contact.interactions[0];
    assert!(own.gave.len() == 1 && own.got.len() == 1 && own.ask.is_some() && own.felt.is_some() && own.reply.is_some());
    assert_eq!(bo.insights.initiative.me, 1);
    assert_eq!(bo.insights.rhythm.days_since, world.ada().insights.rhythm.days_since);
}

#[test]
fn own_entries_each_count_and_shut_out_those_from_elsewhere() {
    let vault = Vault::of(
        "-- people/ada.md --\n## Log\n- 2026-08-14 dinner with [[bo]]\n- 2026-08-13 dinner with [[bo]]\n-- people/bo.md --\n## Log\n- 2026-08-14 like\n- 2026-08-14 call\n",
    );
    let world = vault.today(T).clean();
    assert_eq!(
        world.person("bo").entries(),
        ["2026-08-14 unknown like touch", "2026-08-14 unknown call talk", "2026-08-13 unknown dinner deep with [[bo]]"]
    );
}

#[test]
fn of_entries_from_elsewhere_the_deepest_then_the_first_counts() {
    let vault = Vault::of(
        "-- people/ada.md --\n## Log\n- 2026-08-14 call with [[bo]]\n- 2026-08-14 → dinner with [[bo]]\n- 2026-08-14 ← dinner with [[bo]]\n\
         -- people/aaa.md --\n## Log\n- 2026-08-14 call with [[bo]]\n-- people/bo.md --\n-- journal/2026-08-14.md --\n← coffee [[bo]]\n",
    );
    let world = vault.today(T).clean();
    let bo = world.person("bo");
    assert_eq!(bo.entries(), ["2026-08-14 them coffee deep [[bo]]"], "journal/ comes before people/");
    let vault =
        Vault::of("-- people/ada.md --\n## Log\n- 2026-08-14 → call with [[bo]]\n- 2026-08-14 ← call with [[bo]]\n-- people/bo.md --\n");
    assert_eq!(vault.today(T).clean().person("bo").entries(), ["2026-08-14 me call talk with [[bo]]"]);
}

#[test]
fn an_ambiguous_name_is_reported_and_counted_for_nobody() {
    let vault = Vault::of(
        "-- people/ada.md --\n## Log\n- 2026-08-14 dinner with [[Sam]]\n- 2026-08-13 call [with:: Sam]\n-- people/sam-a.md --\n---\nname: Sam\n---\n-- people/sam-b.md --\n---\nname: Sam\n---\n",
    );
    let world = vault.today(T);
    assert_eq!(world.problems(), ["people/ada.md:2:26 ambiguous-link", "people/ada.md:3:19 ambiguous-link"]);
    assert!(world.person("sam-a").contact.interactions.is_empty() && world.person("sam-b").contact.interactions.is_empty());
    assert_eq!(world.ada().days(), ["2026-08-14", "2026-08-13"]);
}

#[test]
fn an_id_wins_over_a_name_and_a_name_over_an_alias() {
    let people = "-- people/sam.md --\n---\nname: First\n---\n-- people/b.md --\n---\nname: Sam\naliases: [Third]\n---\n-- people/c.md --\n---\nname: Third\naliases: [Sam, 唯一]\n---\n";
    for (name, who) in [("sam", "sam"), ("SAM", "sam"), ("Sam", "sam"), ("Third", "c"), ("唯一", "c"), ("First", "sam")] {
        let world = Vault::of(people).and("people/ada.md", &format!("## Log\n- 2026-08-14 dinner with [[{name}]]\n")).today(T).clean();
        assert_eq!(world.person(who).days(), ["2026-08-14"], "{name}");
    }
}

#[test]
fn a_name_may_hold_a_slash() {
    let people = "-- people/ac.md --\n---\nname: AC/DC\n---\n-- people/ada.md --\n## Log\n- 2026-08-14 dinner with [[AC/DC]]\n";
    assert_eq!(Vault::of(people).today(T).clean().person("ac").days(), ["2026-08-14"]);
}
