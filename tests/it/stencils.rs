//! The embedded theme makes the same bytes by itself and by Tera. A journal that brings a
//! template of its own, used or not, has all its pages from Tera.

use std::collections::BTreeMap;

use renmai::arrange::Site;
use renmai::arrange::nav::section;
use renmai::render::theme::Overrides;
use renmai::render::{Look, PageFrame, Renderer, Twin};

use crate::demo::demo;
use crate::folders::{folders, root, text};
use crate::vault::{Vault, World};

const LANGUAGES: [&str; 2] = ["en", "zh"];

/// Every page in both languages, by its path.
pub fn pages(world: &mut World, own: &[(String, Vec<u8>)]) -> BTreeMap<String, String> {
    let overrides = Overrides { name: "mine", files: own };
    let numbers = renmai::measure::method::numbers(&world.loaded.journal.settings);
    let look = Look { overrides, tokens: &[], numbers: &numbers, languages: &LANGUAGES };
    let renderer = Renderer::new(&look, &mut world.loaded.sources);
    assert_eq!(renderer.diagnostics, []);
    let site = Site::new(&world.loaded.journal, &world.loaded.sources, &world.insights, &world.diagnostics);
    let (template, folder) = Site::ROW_TEMPLATE;
    let row_root = "../".repeat(folder.matches('/').count());
    let mut made = BTreeMap::new();
    for lang in LANGUAGES {
        let frame = PageFrame { lang, root: &row_root, static_root: &row_root, ..PageFrame::default() };
        let row = |who| {
            let row = site.people_row(who).map(|row| renderer.value.page(template, &BTreeMap::from([("row", row)]), &frame));
            row.map_or(Vec::new(), |row| row.expect("a row").value)
        };
        renderer.value.expect_rows(world.loaded.journal.contacts.len());
        world.loaded.journal.iter().enumerate().for_each(|(at, (who, _))| renderer.value.keep_row(lang, at, || row(who)));
        for route in site.routes() {
            let path = site.path(route);
            let root = "../".repeat(path.matches('/').count());
            let twin = LANGUAGES.map(|lang| Twin { lang, href: &path, current: lang == "en" });
            let frame = PageFrame { lang, root: &root, static_root: &root, twin: &twin, section: section(route), rows: 0 };
            let page = renderer.value.page(site.template(route), &site.view(route), &frame).expect("a page");
            assert_eq!(page.diagnostics, [], "{path}");
            made.insert(format!("{lang}/{path}"), String::from_utf8(page.value).expect("text"));
        }
    }
    made
}

fn compare(name: &str, mut world: World) {
    let own = [("templates/nobody-uses-it.html".to_owned(), b"{{ nothing }}".to_vec())];
    let by_tera = pages(&mut world, &own);
    let by_itself = pages(&mut world, &[]);
    assert_eq!(by_itself.keys().collect::<Vec<_>>(), by_tera.keys().collect::<Vec<_>>());
    assert!(!by_itself.is_empty());
    for (path, page) in &by_itself {
        let other = by_tera.get(path).expect("the same paths");
        let at = page.bytes().zip(other.bytes()).position(|(a, b)| a != b).unwrap_or(page.len().min(other.len()));
        let around = |text: &str| String::from_utf8_lossy(&text.as_bytes()[at.saturating_sub(60)..(at + 60).min(text.len())]).into_owned();
        assert!(page == other, "{name}: {path}\nby itself: {}\nby Tera:   {}", around(page), around(other));
    }
}

#[test]
fn the_demo_is_the_same_by_itself_and_by_tera() {
    compare("demo", demo("2026-11-23"));
}

#[test]
fn small_journals_are_the_same_by_themselves_and_by_tera() {
    for name in folders(&root("tests/vaults")) {
        let input = text(&root("tests/vaults").join(&name).join("input.txt"));
        let today = input.lines().find_map(|line| line.strip_prefix("today: ")).expect("a day").to_owned();
        compare(&name, Vault::of(&input).today(&today));
    }
}
