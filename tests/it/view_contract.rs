//! What a theme may rely on. `view_contract.txt` pins every key of every page's view with the
//! kinds of its values; `docs/themes.md` says what each means, in the words of the code.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use renmai::arrange::Site;
use renmai::render::theme::embedded_templates;
use serde_json::Value;

use crate::demo::demo;
use crate::folders::{expect, root, text, updating};
use crate::vault::{Vault, World};
use crate::view_docs::Views;

/// Keys by their paths, with the kinds of values seen there.
type Keys = BTreeMap<String, BTreeSet<&'static str>>;

/// What stands in the place of a template's name for what all pages share.
const FRAME: &str = "every page";

const GENERATED: &str = "<!-- From the code: UPDATE=1 cargo test --test it view_contract writes what follows. -->\n";

#[test]
fn the_keys_of_every_view_are_pinned() {
    let mut found = String::new();
    for (template, keys) in pages() {
        let _ = writeln!(found, "{template}");
        for (path, kinds) in keys {
            let _ = writeln!(found, "  {path}: {}", kinds.into_iter().collect::<Vec<_>>().join(" | "));
        }
    }
    expect(&root("tests/it/view_contract.txt"), &found);
}

#[test]
fn every_template_of_a_page_is_looked_at() {
    let seen: BTreeSet<String> = pages().into_keys().collect();
    for (name, template) in embedded_templates() {
        let is_page = template.starts_with("{% extends \"base.html\"");
        assert!(!is_page || seen.contains(name), "no view of {name} was looked at");
    }
    assert!(seen.contains(FRAME) && seen.contains(Site::ROW_TEMPLATE.0) && seen.len() > 15, "{seen:?}");
}

#[test]
fn the_document_says_what_each_key_means() {
    let path = root("docs/themes.md");
    let document = text(&path);
    let (written, _) = document.split_once(GENERATED).expect("the line after which the code speaks");
    let views = Views::read();
    let generated = views.document();
    if updating() {
        std::fs::write(&path, format!("{written}{GENERATED}{generated}")).expect("the document is written");
    }
    assert_eq!(text(&path), format!("{written}{GENERATED}{generated}"), "UPDATE=1 rewrites it");

    let mut documented = views.keys();
    documented.insert("row");
    for (template, keys) in pages() {
        for path in keys.keys() {
            let key = path.trim_end_matches("[]").rsplit('.').next().unwrap_or(path);
            assert!(documented.contains(key), "{template}: {path} is explained nowhere");
        }
    }
}

#[test]
fn the_document_names_every_slot_and_every_token() {
    let document = text(&root("docs/themes.md"));
    let (written, _) = document.split_once(GENERATED).expect("the written part");
    let templates: BTreeMap<_, _> = embedded_templates().collect();
    let base = templates.get("base.html").expect("the frame");
    let slots: Vec<&str> = base.split(" block ").skip(1).filter_map(|rest| rest.split_once(' ')).map(|(name, _)| name).collect();
    let sheet = text(&root("themes/default/static/style.css"));
    let (_, root_rule) = sheet.split_once(":root{").expect("the tokens");
    let (root_rule, _) = root_rule.split_once('}').expect("their end");
    let tokens: Vec<&str> =
        root_rule.split(';').filter_map(|line| line.trim().strip_prefix("--")?.split_once(':')).map(|(name, _)| name).collect();
    assert!(slots.len() > 5 && tokens.len() > 20, "{slots:?} {tokens:?}");
    for name in slots.into_iter().chain(tokens) {
        assert!(written.contains(&format!("`{name}`")), "docs/themes.md says nothing of {name}");
    }
}

/// Every view of two journals by its template: the demo, and one that has a problem to show.
fn pages() -> BTreeMap<String, Keys> {
    let mut all = BTreeMap::new();
    for world in [demo("2026-11-22"), demo("2026-11-23"), Vault::ada("birthday: soon", "- 2026-01-02 coffee").today("2026-11-22")] {
        add(&world, &mut all);
    }
    all
}

fn add(world: &World, all: &mut BTreeMap<String, Keys>) {
    let site = Site::new(&world.loaded.journal, &world.loaded.sources, &world.insights, &world.diagnostics);
    for (who, _) in world.journal().iter() {
        let row = serde_json::to_value(site.people_row(who)).expect("a row");
        look("row", &row, all.entry(Site::ROW_TEMPLATE.0.to_owned()).or_default());
    }
    for route in site.routes() {
        let mut view = site.view(route);
        view.nav = site.nav(route);
        let mut frame = serde_json::to_value(&view).expect("a view");
        let page = frame.as_object_mut().and_then(|frame| frame.remove("page")).expect("a page");
        look("page", &page, all.entry(site.template(route).to_owned()).or_default());
        let keys = all.entry(FRAME.to_owned()).or_default();
        for (key, value) in frame.as_object().expect("a map") {
            look(key, value, keys);
        }
    }
}

fn look(path: &str, value: &Value, keys: &mut Keys) {
    let mut is = |kind| _ = keys.entry(path.to_owned()).or_default().insert(kind);
    match value {
        Value::Null => is("none"),
        Value::Bool(_) => is("yes or no"),
        Value::Number(_) => is("number"),
        Value::String(_) => is("text"),
        // A sentence: what stands in its gaps is the catalogue's affair.
        Value::Object(map) if map.len() == 2 && map.contains_key("key") && map.contains_key("args") => is("sentence"),
        // The user's Markdown: where its links lead goes by their words.
        Value::Object(map) if map.len() == 2 && map.contains_key("text") && map.contains_key("links") => is("Markdown"),
        Value::Object(map) => {
            is("map");
            for (key, value) in map {
                look(&format!("{path}.{key}"), value, keys);
            }
        }
        Value::Array(list) => {
            is("list");
            for value in list {
                look(&format!("{path}[]"), value, keys);
            }
        }
    }
}
