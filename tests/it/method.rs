//! How each figure comes about is told once: every figure in both languages, with the
//! numbers of the code, in the documentation of its module and on the Method page.

use renmai::measure::method::{FIGURES, numbers};
use renmai::message::Message;
use renmai::model::Settings;
use renmai::render::i18n::Catalogue;
use renmai::render::theme::embedded_catalogue;

fn catalogues() -> [Catalogue; 2] {
    ["en", "zh"].map(|lang| {
        let mut words = embedded_catalogue(lang);
        words.know_numbers(&numbers(&Settings::default()));
        words
    })
}

fn told(lang: &str, figure: &str) -> String {
    let path = format!("{}/themes/default/messages/{lang}/method/{figure}.md", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

#[test]
fn every_figure_is_explained_in_both_languages() {
    for words in catalogues() {
        let mut explained: Vec<String> = Vec::new();
        for figure in FIGURES {
            explained.push(format!("method.{}.rule", figure.id));
            explained.extend(figure.parts.iter().map(|part| format!("method.{}.{part}", figure.id)));
        }
        for key in &explained {
            let said = words.say(&Message::new(key.clone()));
            assert!(words.knows(key), "{} lacks {key}", words.lang());
            assert!(!said.contains(['{', '}']), "{key} has a gap nothing fills: {said}");
        }
        let of_a_figure = |key: &&str| FIGURES.iter().any(|figure| key.starts_with(&format!("method.{}.", figure.id)));
        let more: Vec<&str> = words.keys().filter(of_a_figure).filter(|key| !explained.iter().any(|known| known == key)).collect();
        assert!(more.is_empty(), "{} explains what no figure has: {more:?}", words.lang());
    }
}

#[test]
fn a_rule_takes_two_sentences_at_most() {
    for words in catalogues() {
        for figure in FIGURES {
            let rule = words.say(&Message::new(format!("method.{}.rule", figure.id)));
            let sentences = rule.matches(['。']).count() + rule.matches(". ").count() + usize::from(rule.ends_with('.'));
            assert!((1..=2).contains(&sentences), "{sentences} sentences: {rule}");
        }
    }
}

#[test]
fn thresholds_come_from_the_code() {
    let week = '7';
    for lang in ["en", "zh"] {
        for figure in FIGURES {
            let text = told(lang, figure.id);
            let digits: Vec<char> = text.chars().filter(|sign| sign.is_ascii_digit() && *sign != week).collect();
            assert!(digits.is_empty(), "{lang}/{}: a number of its own: {digits:?}", figure.id);
        }
    }
    let [english, _] = catalogues();
    let said = english.say(&Message::new("method.initiative.rule"));
    assert!(said.contains("below five such contacts") && said.contains("from 60 %"), "{said}");
}

#[test]
fn the_code_says_the_same() {
    for figure in FIGURES {
        let path = format!("{}/src/measure/{}.rs", env!("CARGO_MANIFEST_DIR"), figure.id);
        let code = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
        let included = format!("messages/en/method/{}.md\")]", figure.id);
        assert!(code.contains(&included), "{path} does not include its rule");
    }
}
