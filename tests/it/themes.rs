//! A theme laid over the embedded one: its slots, its templates, its words, its sheets.

use renmai::arrange::{Route, Site};
use renmai::render::theme::{Overrides, embedded_templates};
use renmai::render::{Look, PageFrame, Renderer};

use crate::vault::Vault;

/// Today's page in English with a theme's files and tokens.
fn today(files: &[(&str, &str)], tokens: &[(&str, &str)]) -> (String, Vec<(String, String)>) {
    let mut world = Vault::ada("circle: close\n", "- 2026-01-02 coffee").today("2026-11-22");
    let files: Vec<(String, Vec<u8>)> = files.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())).collect();
    let tokens: Vec<(String, String)> = tokens.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    let look = Look { overrides: Overrides { name: "mine", files: &files }, tokens: &tokens, numbers: &[], languages: &["en"] };
    let renderer = Renderer::new(&look, &mut world.loaded.sources);
    assert_eq!(renderer.diagnostics, []);
    let site = Site::new(&world.loaded.journal, &world.loaded.sources, &world.insights, &world.diagnostics);
    let mut view = site.view(Route::Today);
    view.nav = site.nav(Route::Today);
    let page = renderer.value.page("today.html", &view, &PageFrame { lang: "en", ..PageFrame::default() }).expect("a page");
    assert_eq!(page.diagnostics, []);
    let assets = renderer.value.assets().map(|(path, bytes)| (path.to_owned(), String::from_utf8_lossy(bytes).into_owned()));
    (String::from_utf8(page.value).expect("text"), assets.collect())
}

#[test]
fn every_slot_of_the_frame_can_be_filled() {
    let (_, base) = embedded_templates().find(|(name, _)| *name == "base.html").expect("the frame");
    let slots = base.split(" block ").skip(1).filter_map(|rest| rest.split_once(' ')).map(|(name, _)| name);
    let mut filled = 0;
    for slot in slots.filter(|slot| !["main", "title", "sheets"].contains(slot)) {
        let own = format!("{{% extends \"builtin/base.html\" %}}{{% block {slot} %}}<!-- mine -->{{% endblock %}}");
        let (page, _) = today(&[("templates/base.html", &own)], &[]);
        assert_eq!(page.matches("<!-- mine -->").count(), 1, "{slot}");
        assert!(page.contains("Ada"), "{slot}: the page itself is still there");
        filled += 1;
    }
    assert!(filled >= 5, "only {filled} slots");
}

#[test]
fn a_template_of_the_same_name_takes_the_place_of_ours() {
    let own = "{% extends \"base.html\" %}{% block main %}<h1>{{ page.title | say }}, mine</h1>{% endblock %}";
    let (page, _) = today(&[("templates/today.html", own)], &[]);
    assert!(page.contains(", mine</h1>") && page.contains("<nav"), "{page}");
    assert!(!page.contains("class=\"reach\""));
}

#[test]
fn a_word_of_the_catalogue_can_be_another() {
    let (page, _) = today(&[("messages/en.yaml", "nav: {people: Folk}")], &[]);
    assert!(page.contains("Folk"), "{page}");
}

#[test]
fn tokens_come_after_our_sheets_and_the_users_own_sheet_last() {
    let (page, assets) = today(&[("custom.css", "h1{color:red}")], &[("paper", "#fff"), ("paper-dark", "#000")]);
    let sheets: Vec<&str> =
        page.split("<link rel=\"stylesheet\" href=\"static/").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert_eq!(sheets.first(), Some(&"style.css"));
    assert_eq!(sheets[sheets.len() - 2..], ["tokens.css", "custom.css"]);
    let asset = |wanted: &str| assets.iter().find(|(path, _)| path == wanted).map(|(_, text)| text.as_str());
    assert_eq!(asset("static/custom.css"), Some("h1{color:red}"));
    let tokens = asset("static/tokens.css").expect("a sheet of tokens");
    assert!(tokens.contains("--paper:#fff") && tokens.contains("--paper:#000"), "{tokens}");
}

#[test]
fn without_tokens_or_a_sheet_none_is_asked_for() {
    let (page, _) = today(&[], &[]);
    assert!(!page.contains("tokens.css") && !page.contains("custom.css"));
}
