//! The demo journal at the root: without a problem, and with one of everything.

use std::path::Path;
use std::sync::Arc;

use renmai::arrange::Site;
use renmai::arrange::route::Route;
use renmai::diagnostics::{Code, Diagnostic};
use renmai::measure::Phase;
use renmai::render::chart::icon;
use renmai::render::theme::embedded_catalogue;
use renmai::source::{FileId, SourceFile, Span, Vault};

use crate::folders::{files, root};
use crate::vault::{World, day};

pub fn demo(today: &str) -> World {
    World::new(&demo_vault(), day(today))
}

/// Its files, as the disk would give them.
pub fn demo_vault() -> Vault {
    let content = root("content");
    let read = |path: &Path, name: String, in_content| {
        Arc::new(SourceFile::from_bytes(&name, in_content, std::fs::read(path).expect("a file of the demo")))
    };
    let notes = files(&content).into_iter().filter(|path| path.extension().is_some_and(|end| end == "md"));
    let name = |path: &Path| path.strip_prefix(&content).expect("below content").to_string_lossy().replace('\\', "/");
    let mut vault = Vault { content: notes.map(|path| read(&path, name(&path), true)).collect(), ..Vault::default() };
    vault.content.sort_by(|a, b| a.path.cmp(&b.path));
    vault.settings = Some(read(&root("renmai.yaml"), "renmai.yaml".to_owned(), false));
    vault
}

#[test]
fn it_is_without_a_problem() {
    for today in ["2026-11-22", "2026-11-23"] {
        let world = demo(today);
        assert_eq!(world.problems(), [""; 0], "{today}");
        assert!(world.ids().len() >= 30, "{today}");
    }
}

#[test]
fn it_shows_one_of_everything() {
    for today in ["2026-11-22", "2026-11-23"] {
        let world = demo(today);
        for phase in Phase::ALL {
            assert!(world.insights.people.iter().any(|person| person.rhythm.phase == phase), "{today}: nobody is {}", phase.name());
        }
        let signs = || world.insights.people.iter().flat_map(|person| &person.signs);
        assert!(signs().any(|sign| !sign.dismissed), "{today}: no danger sign");
        assert!(signs().any(|sign| sign.dismissed), "{today}: no dismissed sign");
        let network = &world.insights.network;
        assert!(network.gaps.iter().any(|gap| gap.covered_by.is_empty()), "{today}: every gap is met");
        assert!(network.gaps.iter().any(|gap| gap.covered_by.len() == 1), "{today}: no single point of failure");
        assert!(!network.introductions.is_empty(), "{today}: nobody to introduce");
        assert!(!network.cards.is_empty(), "{today}: no cards");
        assert!(!world.insights.week.people.is_empty(), "{today}: nobody this week");
        assert!(!world.insights.goals.is_empty(), "{today}: no goals");
        let open_money = world.insights.people.iter().any(|person| !person.boundary.is_empty());
        assert!(open_money, "{today}: no open money");
    }
}

#[test]
fn every_page_of_the_navigation_has_an_icon_and_a_name() {
    let mut world = demo("2026-11-23");
    // One problem more, so that the page of problems is there.
    world.diagnostics.push(Diagnostic::new(Code::NotUtf8, Span::top(FileId(0))));
    let site = Site::new(&world.loaded.journal, &world.loaded.sources, &world.insights, &world.diagnostics);
    let nav = site.nav(Route::Today);
    let items: Vec<_> = nav.primary.iter().chain(&nav.secondary).chain(&nav.minor).collect();
    assert!(items.len() > 10, "{}", items.len());
    // Those at the foot stand without.
    for item in nav.primary.iter().chain(&nav.secondary) {
        assert!(!icon(item.icon).is_empty(), "{} has no icon", item.key);
    }
    for item in items {
        for lang in ["en", "zh"] {
            assert!(embedded_catalogue(lang).knows(&format!("nav.{}", item.key)), "{lang}: nav.{}", item.key);
        }
    }
}
