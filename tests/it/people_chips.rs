//! Chips by circle and by tag on the list of people: whom they count, where they lead, and
//! which rows they show in place.

use std::fmt::Write as _;

use renmai::arrange::route::Variant;
use renmai::arrange::{Page, Route, Site};

use crate::vault::{Vault, World};

const TODAY: &str = "2026-11-22";

/// A person who was talked to, with circle and tags; `-` is none.
fn person(text: &mut String, id: &str, circle: &str, tags: &str) {
    let circle = if circle == "-" { String::new() } else { format!("circle: {circle}\n") };
    let _ = write!(text, "-- people/{id}.md --\n---\nname: {id}\n{circle}tags: [{tags}]\n---\n\n## Log\n- 2026-10-01 coffee\n");
}

/// `title count href member` of each chip, and `id membership` of each row.
fn chips(world: &World) -> (Vec<String>, Vec<String>) {
    let site = Site::new(&world.loaded.journal, &world.loaded.sources, &world.insights, &world.diagnostics);
    let Page::People(page) = site.view(Route::People(Variant::Attention, 0)).page else { panic!("the list of people") };
    let title = |chip: &renmai::arrange::people::MembershipChip| match serde_json::to_value(&chip.title).expect("words") {
        serde_json::Value::String(text) => format!("#{text}"),
        message => message["key"].as_str().expect("a key").to_owned(),
    };
    let chip = |chip: &renmai::arrange::people::MembershipChip| {
        format!("{} {} {} {}", title(chip), chip.count, chip.href, chip.member.as_deref().unwrap_or("-"))
    };
    let row = |who| site.people_row(who).map(|row| format!("{} {}", row.person.id, row.membership));
    let rows = world.journal().iter().filter_map(|(who, _)| row(who));
    (page.memberships.iter().map(chip).collect(), rows.collect())
}

#[test]
fn circles_and_the_tags_of_several_have_a_chip_and_rows_name_them() {
    let mut text = String::new();
    person(&mut text, "ada", "close", "maths, Chess");
    person(&mut text, "bea", "friend", "chess, tea");
    person(&mut text, "cy", "-", "chess, chess");
    text.push_str("-- people/dan.md --\n---\nname: dan\ncircle: close\ntags: [chess, tea]\n---\n");
    let (chips, rows) = chips(&Vault::of(&text).today(TODAY));
    assert_eq!(
        chips,
        [
            "circle.close 1 people/by-circle.html#circle-close c1",
            "circle.friend 1 people/by-circle.html#circle-friend c3",
            "#Chess 3 tags/Chess.html t0"
        ],
        "dan is a card and counts nowhere; tea is then the tag of one"
    );
    assert_eq!(rows, ["ada c1 t0", "bea c3 t0", "cy t0", "dan c1 t0"]);
}

#[test]
fn a_single_circle_leaves_nothing_to_choose() {
    let mut text = String::new();
    person(&mut text, "ada", "close", "");
    person(&mut text, "bea", "close", "");
    assert_eq!(chips(&Vault::of(&text).today(TODAY)).0, [""; 0]);
}

#[test]
fn only_the_tags_most_carry_have_a_chip() {
    let mut text = String::new();
    for id in ["ada", "bea"] {
        person(&mut text, id, "-", "a, b, c, d, e, f, g, h");
    }
    person(&mut text, "cy", "-", "h");
    let (chips, rows) = chips(&Vault::of(&text).today(TODAY));
    let titles: Vec<&str> = chips.iter().filter_map(|chip| chip.split(' ').next()).collect();
    assert_eq!(titles, ["#h", "#a", "#b", "#c", "#d", "#e"]);
    assert_eq!(rows, ["ada t0 t1 t2 t3 t4 t7", "bea t0 t1 t2 t3 t4 t7", "cy t7"]);
}

#[test]
fn on_a_list_of_several_pages_the_chips_only_lead_elsewhere() {
    let mut text = String::new();
    for n in 0..501 {
        person(&mut text, &format!("p{n}"), if n % 2 == 0 { "close" } else { "known" }, "");
    }
    let (chips, rows) = chips(&Vault::of(&text).today(TODAY));
    assert_eq!(chips, ["circle.close 251 people/by-circle.html#circle-close -", "circle.known 250 people/by-circle.html#circle-known -"]);
    assert_eq!(rows.first().map(String::as_str), Some("p0 "));
}
