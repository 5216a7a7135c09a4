//! The README is true: its examples are run, its files exist.
//!
//! In a `console` block each line that begins with `$ ` is done in a temporary folder, and
//! the lines below it are what must be seen; `[..]` stands for whatever differs from day to
//! day, alone on a line for any lines. A `markdown` block is written to the file named last
//! before it.

#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test may fail loudly, and runs the program as a user would"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const README: &str = include_str!("../README.md");

/// The morning of 1 March 2026: the day the README speaks of.
const THAT_MORNING: &str = "1772323200";

#[test]
fn the_examples_do_what_they_say() {
    let folder = tempfile::tempdir().unwrap();
    let mut here = folder.path().to_owned();
    let mut commands = 0;
    for block in blocks() {
        match block.kind {
            "markdown" => write(&here.join(block.file), &block.lines),
            "console" => commands += act(&mut here, &block.lines),
            _ => {}
        }
    }
    assert!(commands >= 4, "only {commands} examples were found");
}

#[test]
fn every_file_it_leads_to_is_there() {
    let links: Vec<&str> =
        README.split("](").skip(1).filter_map(|rest| rest.split(')').next()).filter(|link| !link.contains("://")).collect();
    assert!(links.len() >= 5, "only {} links were found", links.len());
    for link in links {
        assert!(Path::new(env!("CARGO_MANIFEST_DIR")).join(link).is_file(), "the README leads to {link}, which is not there");
    }
}

struct Block {
    kind: &'static str,
    file: &'static str,
    lines: Vec<&'static str>,
}

/// The fenced blocks in order, each with the last path in back-ticks before it.
fn blocks() -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut file = "";
    let mut open = false;
    for line in README.lines() {
        if let Some(kind) = line.strip_prefix("```") {
            open = !open;
            if open {
                blocks.push(Block { kind, file, lines: Vec::new() });
            }
        } else if open {
            blocks.last_mut().unwrap().lines.push(line);
        } else {
            file = line.split('`').rfind(|part| part.starts_with("content/")).unwrap_or(file);
        }
    }
    blocks
}

fn write(path: &Path, lines: &[&str]) {
    fs::write(path, lines.join("\n") + "\n").unwrap();
}

/// Does what a console block says; how many commands there were.
fn act(here: &mut PathBuf, lines: &[&str]) -> usize {
    let mut commands = 0;
    let mut lines = lines.iter().peekable();
    while let Some(line) = lines.next() {
        let typed = line.strip_prefix("$ ").unwrap_or_else(|| panic!("no command begins the block at {line:?}"));
        let mut expected = Vec::new();
        while let Some(line) = lines.next_if(|line| !line.starts_with("$ ")) {
            expected.push(*line);
        }
        if let Some(folder) = typed.strip_prefix("cd ") {
            here.push(folder);
            continue;
        }
        let seen = run(here, typed);
        assert!(fits(&expected, &seen.lines().collect::<Vec<_>>()), "$ {typed}\nexpected:\n{}\n\nseen:\n{seen}", expected.join("\n"));
        commands += 1;
    }
    commands
}

fn run(here: &Path, typed: &str) -> String {
    let mut words = typed.split_whitespace();
    assert_eq!(words.next(), Some("renmai"), "only renmai is run: {typed}");
    let output = Command::new(env!("CARGO_BIN_EXE_renmai"))
        .args(words)
        .current_dir(here)
        .env_clear()
        .envs([("LC_ALL", "C"), ("NO_COLOR", "1"), ("HOME", "/nowhere"), ("SOURCE_DATE_EPOCH", THAT_MORNING)])
        .output()
        .unwrap();
    String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap()
}

/// Whether what was seen is what was expected, blank lines at the end aside.
fn fits(expected: &[&str], seen: &[&str]) -> bool {
    match (expected.split_first(), seen.split_first()) {
        (None, _) => seen.iter().all(|line| line.is_empty()),
        (Some((&"[..]", rest)), _) => (0..=seen.len()).any(|at| seen.get(at..).is_some_and(|seen| fits(rest, seen))),
        (Some((line, rest)), Some((found, more))) => line_fits(line, found) && fits(rest, more),
        (Some((line, rest)), None) => line.is_empty() && fits(rest, &[]),
    }
}

fn line_fits(expected: &str, found: &str) -> bool {
    let Some((before, after)) = expected.split_once("[..]") else { return expected == found };
    let Some(rest) = found.strip_prefix(before) else { return false };
    rest.char_indices().map(|(at, _)| at).chain([rest.len()]).any(|at| rest.get(at..).is_some_and(|rest| line_fits(after, rest)))
}
