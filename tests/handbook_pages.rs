//! Pages of the handbook that are made from the program itself: every key from the table
//! behind `renmai schema`, every rule from the method texts. `UPDATE=1` writes them anew.
//! And the editors' files beside it fit what the program really says.

#![expect(clippy::disallowed_methods, clippy::unwrap_used, reason = "a test may fail loudly, and reads files")]

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use renmai::measure::method::{FIGURES, numbers};
use renmai::message::Message;
use renmai::model::Settings;
use renmai::parse::keys::{channels, keys, spellings, written};
use renmai::render::theme::embedded_catalogue;

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

#[test]
fn every_key_has_its_line() {
    let words = embedded_catalogue("en");
    let mut page = String::from(
        "# Every key\n\nMade from the table that the program itself reads by; `renmai schema` gives the same to editors. Each is\n\
         optional. Keys are matched without regard to case, `-`, `_` and spaces.\n\n| key | what it means | also read |\n|---|---|---|\n",
    );
    for (key, name) in keys() {
        let also: Vec<String> = spellings(key).iter().skip(1).map(|other| format!("`{other}`")).collect();
        let says = words.say(&Message::new(format!("schema.key.{name}")));
        writeln!(page, "| `{}` | {says} | {} |", written(name), also.join(", ")).unwrap();
    }
    page.push_str("\n## Ways to reach them\n\nEach takes one text or a list, alone or in the map `contact:`.\n\n");
    let ways: Vec<String> = channels().map(|way| format!("`{way}`")).collect();
    writeln!(page, "{}.\n\n## In me.md\n\n| key | what it means |\n|---|---|", ways.join(", ")).unwrap();
    for name in ["strengths", "needs", "gaps", "offers", "pitch"] {
        let says = words.say(&Message::new(format!("schema.key.{name}")));
        writeln!(page, "| `{name}` | {} |", says.trim_start_matches("In me.md: ")).unwrap();
    }
    holds("docs/src/keys.md", &page);
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
    holds("docs/src/method.md", &page);
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
