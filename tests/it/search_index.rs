//! What the search field looks through: all one may know somebody by stands in the index.

use renmai::arrange::Site;
use serde_json::Value;

use crate::vault::Vault;

const FRONT: &str = "aliases: [小艾, Countess]\nreading: Ay Da\norg: Engine Works\nrole: Analyst\nlocation: Ockham\n\
    tags: [mathematics]\ninterests: [horse racing]\nstrengths: [algorithms]\nneeds: [patience]\ncircle: close\n";

/// Ada's row, by the names of its fields.
fn row(front: &str) -> impl Fn(&str) -> Value {
    let world = Vault::ada(front, "- 2026-01-02 coffee").today("2026-11-22").clean();
    let site = Site::new(&world.loaded.journal, &world.loaded.sources, &world.insights, &world.diagnostics);
    let mut script = Vec::new();
    site.write_search_index(&mut script).expect("memory");
    let script = String::from_utf8(script).expect("text");
    let json = script.trim().strip_prefix("window.renmaiIndex=").and_then(|rest| rest.strip_suffix(';')).expect("one statement");
    let index: Value = serde_json::from_str(json).expect("JSON");
    let fields: Vec<String> =
        index["fields"].as_array().expect("fields").iter().map(|name| name.as_str().unwrap_or("").to_owned()).collect();
    let row = index["people"][0].clone();
    move |name| row[fields.iter().position(|field| field == name).expect("a field")].clone()
}

#[test]
fn organisation_role_and_place_are_searched() {
    assert_eq!(row(FRONT)("about"), "Analyst · Engine Works · Ockham");
}

#[test]
fn interests_strengths_needs_and_tags_are_searched() {
    let row = row(FRONT)("rest");
    let rest = row.as_str().expect("text");
    for word in ["horse racing", "algorithms", "patience", "mathematics"] {
        assert!(rest.contains(word), "{word} is not in {rest}");
    }
}

#[test]
fn aliases_are_searched_by_sign_and_by_sound() {
    let aliases = row(FRONT)("aliases").to_string();
    for word in ["小艾", "xiao ai", "Countess", "countess"] {
        assert!(aliases.contains(word), "{word} is not in {aliases}");
    }
}

#[test]
fn a_written_reading_is_searched() {
    assert!(row(FRONT)("own").to_string().contains("ay da"), "{}", row(FRONT)("own"));
}

#[test]
fn who_has_none_of_it_is_found_by_name_alone() {
    let row = row("");
    assert_eq!((row("about"), row("rest"), row("aliases")), (Value::from(""), Value::from(""), Value::Array(Vec::new())));
}
