//! Pages of the handbook that are held to the program itself: every key by the table behind
//! `renmai schema`, every setting by the reader's list, every rule by the method texts, every
//! command by its help. `UPDATE=1` writes anew what comes from the program.
//! And the editors' files beside it fit what the program really says.

#![expect(clippy::disallowed_methods, clippy::unwrap_used, reason = "a test may fail loudly, and reads files")]

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use renmai::measure::method::{FIGURES, numbers};
use renmai::message::Message;
use renmai::model::Settings;
use renmai::parse::keys::{Key, channels, key_of, keys, name_of, normal, spellings, written};
use renmai::parse::settings::SETTINGS;
use renmai::render::theme::embedded_catalogue;
use renmai::source::{SourceFile, Vault};

fn root(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// Compares a page with what it must be, or writes it.
fn holds(path: &str, text: &str) {
    if std::env::var_os("UPDATE").is_some() {
        fs::write(root(path), text).unwrap();
    }
    let found = fs::read_to_string(root(path)).unwrap_or_default();
    assert!(found == text, "{path} is not what the program says; UPDATE=1 cargo test --test handbook_pages writes it anew");
}

/// A page in its parts: what stands before the first `## `, then each heading with what is below it.
fn sections(page: &str) -> (String, Vec<(String, String)>) {
    let mut parts = page.split("\n## ");
    let first = parts.next().unwrap().trim_end().to_owned();
    let sections = parts.map(|part| part.split_once('\n').unwrap()).map(|(title, body)| (title.to_owned(), body.trim().to_owned()));
    (first, sections.collect())
}

/// The lines of each block of a kind.
fn blocks(text: &str, kind: &str) -> Vec<String> {
    let begin = format!("```{kind}\n");
    text.split(&begin).skip(1).map(|rest| rest.split("```").next().unwrap().to_owned()).collect()
}

/// What is wrong with a journal of these files.
fn problems(files: &[(&str, &str)]) -> Vec<String> {
    // The picture the examples speak of.
    let mut vault = Vault { assets: vec!["assets/ada.jpg".to_owned()], ..Vault::default() };
    for (path, text) in files {
        let file = Arc::new(SourceFile::from_text(path, text));
        if *path == "renmai.yaml" { vault.settings = Some(file) } else { vault.content.push(file) }
    }
    let loaded = renmai::load(&vault);
    let found = renmai::check(&loaded.value.journal, jiff::civil::date(2026, 3, 1));
    loaded.diagnostics.iter().chain(&found).map(|problem| format!("{:?}", problem.code)).collect()
}

/// What a section begins with, from the program's own table: the meaning, then other spellings.
fn told(meaning: &str, spellings: &[&str]) -> String {
    let end = if meaning.ends_with(['.', '…']) { "" } else { "." };
    let also: Vec<String> = spellings.iter().map(|other| format!("`{other}`")).collect();
    if also.is_empty() { format!("{meaning}{end}") } else { format!("{meaning}{end}\n\nAlso read: {}.", also.join(", ")) }
}

/// What somebody wrote below what comes from the table.
fn own_words(body: &str) -> String {
    let mut paragraphs = body.split("\n\n").skip(1).peekable();
    paragraphs.next_if(|paragraph| paragraph.starts_with("Also read: "));
    paragraphs.collect::<Vec<_>>().join("\n\n")
}

#[test]
fn every_key_has_its_section() {
    const PAGE: &str = "docs/handbook/keys.md";
    let words = embedded_catalogue("en");
    let means = |name: &str| words.say(&Message::new(format!("schema.key.{name}")));
    let (mut page, found) = sections(&fs::read_to_string(root(PAGE)).unwrap());
    let below = |title: &str| found.iter().find(|(known, _)| known == title).map(|(_, body)| own_words(body)).unwrap_or_default();
    let mut wanted: Vec<(String, String)> =
        keys().map(|(key, name)| (format!("`{}`", written(name)), told(&means(name), spellings(key).get(1..).unwrap()))).collect();
    let ways: Vec<String> = channels().map(|way| format!("`{way}`")).collect();
    wanted.push((
        "Ways to reach them".to_owned(),
        format!("Each takes one text or a list, alone or in the map [contact](#contact): {}.", ways.join(", ")),
    ));
    let mine: Vec<String> =
        ["gaps", "offers", "pitch"].iter().map(|name| format!("- `{name}`: {}", means(name).trim_start_matches("In me.md: "))).collect();
    wanted.push(("In me.md".to_owned(), format!("- `strengths`, `needs`: as above, and mine\n{}", mine.join("\n"))));
    let mut bare: Vec<&str> = Vec::new();
    for (title, head) in &wanted {
        let own = below(title);
        if !own.contains("```yaml,") {
            bare.push(title);
        }
        write!(page, "\n\n## {title}\n\n{head}\n\n{own}").unwrap();
    }
    holds(PAGE, &format!("{}\n", page.trim_end()));
    assert!(bare.is_empty(), "{PAGE}: no example (```yaml,key) stands under {bare:?}");
    assert_eq!(found.len(), wanted.len(), "{PAGE} has a section of a key that is not there");
}

#[test]
fn every_example_of_a_key_is_read() {
    let (_, found) = sections(&fs::read_to_string(root("docs/handbook/keys.md")).unwrap());
    let bo = ("people/bo.md", "---\nname: Bo Li\n---\n");
    let mut read = 0;
    for (title, body) in &found {
        for example in blocks(body, "yaml,key") {
            let named =
                |line: &str| line.split(':').next().and_then(|key| key_of(&normal(key))).map(|key| format!("`{}`", written(name_of(key))));
            let is_key = title.starts_with('`');
            assert!(!is_key || example.lines().any(|line| named(line).as_ref() == Some(title)), "{title}: its example has another key");
            assert_eq!(problems(&[("people/ada.md", &format!("---\n{example}---\n")), bo]), [""; 0], "{title}");
            read += 1;
        }
        for example in blocks(body, "yaml,me") {
            assert_eq!(problems(&[("me.md", &format!("---\n{example}---\n"))]), [""; 0], "{title}");
        }
    }
    assert!(read > 40, "only {read} examples were found");
}

/// An export carries the whole front matter: what is read and not written again would be lost on the way.
#[test]
fn every_key_goes_through_an_export() {
    let (_, found) = sections(&fs::read_to_string(root("docs/handbook/keys.md")).unwrap());
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir_all(folder.path().join("content/people")).unwrap();
    let mut seen = 0;
    for (title, body) in &found {
        let Some(key) = key_of(&normal(title.trim_matches('`'))) else { continue };
        // What a file is, and a name under two keys, are no facts of their own; ways to reach somebody stand alone.
        if matches!(key, Key::Type | Key::Title | Key::Name | Key::Contact) {
            continue;
        }
        let example = blocks(body, "yaml,key").concat();
        fs::write(folder.path().join("content/people/ada.md"), format!("---\n{example}---\n")).unwrap();
        let output = Command::new(env!("CARGO_BIN_EXE_renmai")).args(["export", "csv"]).current_dir(folder.path()).output().unwrap();
        let table = String::from_utf8(output.stdout).unwrap();
        let mut columns =
            table.lines().next().unwrap().split(',').filter_map(|column| key_of(&normal(column.trim_matches(['\u{feff}', '"']))));
        let part_of_met = matches!(key, Key::MetOn | Key::MetPlace | Key::MetThrough);
        assert!(columns.any(|column| column == key || (part_of_met && column == Key::Met)), "{title} is lost in an export:\n{table}");
        seen += 1;
    }
    assert!(seen > 30, "{seen}");
}

#[test]
fn every_setting_has_its_section() {
    let (_, found) = sections(&fs::read_to_string(root("docs/handbook/settings.md")).unwrap());
    let titles: Vec<&str> = found.iter().map(|(title, _)| title.trim_matches('`')).collect();
    assert_eq!(titles, SETTINGS, "a section for each, in the order of the code");
    for lang in ["en", "zh"] {
        let known = embedded_catalogue(lang).word("expected.known-setting");
        assert!(SETTINGS.iter().all(|name| known.contains(name)), "{lang}: whoever mistypes a setting is told {known}");
    }
    for (title, body) in &found {
        let examples = blocks(body, "yaml,setting");
        assert!(!examples.is_empty(), "{title} has no example");
        for example in examples {
            assert!(example.starts_with(&format!("{}:", title.trim_matches('`'))), "{title}: its example is another setting");
            assert_eq!(problems(&[("renmai.yaml", &example)]), [""; 0], "{title}");
        }
    }
}

/// The program's own words about itself.
fn help(of: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_renmai")).args(of).arg("--help").env("LC_ALL", "C").output().unwrap();
    assert!(output.status.success(), "{of:?}");
    String::from_utf8(output.stdout).unwrap().trim_end().to_owned()
}

#[test]
fn every_command_says_what_the_program_says() {
    let whole = help(&[]);
    let listed = whole.split("Commands:\n").nth(1).unwrap().split("\n\n").next().unwrap();
    let names: Vec<&str> = listed.lines().filter_map(|line| line.split_whitespace().next()).filter(|name| *name != "help").collect();
    assert!(names.len() >= 16, "{names:?}");
    let mut page = String::from(
        "# Every command\n\nWhat `renmai --help` and the help of each command say, examples first. `renmai man` gives the same as manual pages,\n\
         `renmai completions` teaches your shell.\n",
    );
    for name in names {
        // What holds everywhere is said once, at the end.
        let said = help(&[name]);
        let own = said.split("\n\nEverywhere:").next().unwrap();
        write!(page, "\n## renmai {name}\n\n```text\n{own}\n```\n").unwrap();
    }
    let everywhere = whole.split("Everywhere:\n").nth(1).unwrap();
    write!(page, "\n## Everywhere\n\n```text\n{everywhere}\n```\n").unwrap();
    holds("docs/handbook/commands.md", &page);
}

#[test]
fn every_figure_is_told_with_its_numbers() {
    let mut words = embedded_catalogue("en");
    words.know_numbers(&numbers(&Settings::default()));
    let mut page = String::from(
        "# How each figure comes about\n\nMade from the texts of the site's Method page, with the numbers of the code. *The year* is the past 365 days.\n",
    );
    for figure in FIGURES {
        let title = figure.id.replace('_', " ");
        let rule = words.say(&Message::new(format!("method.{}.rule", figure.id)));
        write!(page, "\n## {title}\n\n{rule}\n").unwrap();
        for (at, part) in figure.parts.iter().enumerate() {
            let says = words.say(&Message::new(format!("method.{}.{part}", figure.id)));
            writeln!(page, "{}- *{part}*: {says}", if at == 0 { "\n" } else { "" }).unwrap();
        }
    }
    holds("docs/handbook/method.md", &page);
}

#[test]
fn the_problem_matcher_reads_what_check_says() {
    let tasks: serde_json::Value = serde_json::from_str(&fs::read_to_string(root("docs/editors/tasks.json")).unwrap()).unwrap();
    let task = &tasks["tasks"][0];
    // The pattern's own words, so that a change of either side is seen here.
    assert_eq!(task["problemMatcher"]["pattern"]["regexp"], r"^(.+?):(\d+):(\d+): (error|warning)\[([a-z-]+)\]: (.*)$");
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir_all(folder.path().join("content/people/a b")).unwrap();
    fs::write(folder.path().join("content/people/a b/李.md"), "---\nname: 李\nbirthday: 2025-02-30\ncadense: 30\n---\n").unwrap();
    let args: Vec<&str> = task["args"].as_array().unwrap().iter().map(|arg| arg.as_str().unwrap()).collect();
    let output = Command::new(env!("CARGO_BIN_EXE_renmai"))
        .args(args)
        .current_dir(folder.path())
        .env("SOURCE_DATE_EPOCH", "1772323200")
        .output()
        .unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    let mut severities = Vec::new();
    for line in said.lines() {
        let mut parts = line.splitn(4, ':');
        let file = parts.next().unwrap();
        assert!(folder.path().join(file).is_file(), "no file: {line}");
        for _ in 0..2 {
            assert!(parts.next().unwrap().parse::<u32>().is_ok_and(|place| place > 0), "no place: {line}");
        }
        let (severity, rest) = parts.next().unwrap().trim_start().split_once('[').unwrap();
        let (code, message) = rest.split_once("]: ").unwrap_or_else(|| panic!("no code: {line}"));
        assert!(code.chars().all(|sign| sign.is_ascii_lowercase() || sign == '-') && !message.is_empty(), "{line}");
        severities.push(severity.to_owned());
    }
    severities.sort();
    assert_eq!(severities, ["error", "warning"], "{said}");
}

#[test]
fn the_editors_settings_are_json() {
    let text = fs::read_to_string(root("docs/editors/settings.json")).unwrap();
    assert!(serde_json::from_str::<serde_json::Value>(&text).unwrap()["yaml.schemas"].is_object());
}
