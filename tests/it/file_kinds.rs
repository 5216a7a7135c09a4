//! What a file is: by `type:`, else a tag, else its folder, else its title.

use renmai::model::ArticleKind;

use crate::vault::{Vault, World};

fn kind(world: &World) -> &'static str {
    let journal = world.journal();
    match (journal.contacts.len(), journal.notes.len(), journal.articles.first().map(|article| article.kind), journal.me.file) {
        (1, 0, None, None) => "person",
        (0, 1, None, None) => "journal",
        (0, 0, Some(ArticleKind::Guide), None) => "guide",
        (0, 0, Some(ArticleKind::Checklist), None) => "checklist",
        (0, 0, Some(ArticleKind::Plan), None) => "plan",
        (0, 0, None, Some(_)) => "me",
        (0, 0, None, None) => "nothing",
        _ => "several",
    }
}

#[track_caller]
fn check(path: &str, front: &str, expected: &str) {
    let text = if front.is_empty() { "Some text.\n".to_owned() } else { format!("---\n{front}\n---\nSome text.\n") };
    let world = Vault::of("").and(path, &text).today("2026-03-01");
    assert_eq!(kind(&world), expected, "{path} {front:?}");
    assert_eq!(world.problems(), [""; 0], "{path} {front:?}");
}

#[test]
fn the_type_decides() {
    for kind in ["person", "me", "journal", "guide", "checklist", "plan"] {
        check("anywhere/x.md", &format!("type: {kind}"), kind);
        check("people/x.md", &format!("type: {kind}"), kind);
        check("guides/x.md", &format!("type: {}", kind.to_uppercase()), kind);
    }
}

#[test]
fn then_a_tag() {
    for tag in ["person", "people", "contact", "人脉", "People"] {
        check("anywhere/x.md", &format!("tags: [{tag}]"), "person");
        check("guides/x.md", &format!("tags: x, {tag}\ntitle: T"), "person");
    }
    check("anywhere/x.md", "tags: [persons]", "nothing");
    check("anywhere/x.md", "tags: [person]\ntype: guide", "guide");
}

#[test]
fn then_the_folder() {
    check("people/x.md", "", "person");
    check("people/very/deep/down/x.md", "", "person");
    check("journal/2026-01-01.md", "", "journal");
    check("guides/x.md", "", "guide");
    check("checklists/x.md", "", "checklist");
    check("plans/x.md", "", "plan");
    check("me.md", "", "me");
}

#[test]
fn else_a_guide_if_titled_and_left_alone_if_not() {
    check("anywhere/x.md", "title: T", "guide");
    check("x.md", "title: T", "guide");
    check("x.md", "author: T", "nothing");
    check("x.md", "title:", "nothing");
    check("x.md", "", "nothing");
}

#[test]
fn a_type_of_somebody_elses_is_none_of_ours() {
    check("books/x.md", "type: book", "nothing");
    check("books/x.md", "type: book\ntitle: T", "guide");
    check("people/x.md", "type: friend", "person");
}

#[test]
fn templates_with_unrendered_marks_are_skipped() {
    check("people/x.md", "name: \"{{title}}\"", "nothing");
    check("people/x.md", "name: {{title}}\nbirthday:", "nothing");
    let world = Vault::of("").and("people/x.md", "---\nname: X\n---\n{{title}} in the text is text\n").today("2026-03-01").clean();
    assert_eq!(kind(&world), "person");
}

#[test]
fn files_that_are_no_concern_of_ours_do_no_harm() {
    for text in ["---\na: [\n---\n", "---\nname: x\n", "\u{0}\u{1}", "<<<<<<< a\n=======\n>>>>>>> b\n", "---\na: 1\na: 2\n---\n"] {
        let world = Vault::of("").and("zettel/x.md", text).today("2026-03-01").clean();
        assert_eq!(kind(&world), "nothing", "{text:?}");
    }
}

#[test]
fn notes_end_in_md_or_markdown() {
    let world = Vault::of(
        "-- people/ada.MD --\n-- people/bo.markdown --\n-- people/cy.md --\n## Log\n- 2026-02-01 dinner with [[ada]], [[people/bo]] and [her](bo.markdown)\n",
    );
    let world = world.today("2026-03-01").clean();
    assert_eq!(world.ids(), ["ada", "bo", "cy"]);
    assert!(world.journal().contacts.iter().all(|who| who.interactions.len() == 1));
}
