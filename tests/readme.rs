//! What strangers read is true: the examples of both READMEs and of the handbook are run,
//! their links lead somewhere, the handbook's contents name every page.
//!
//! In a `console` block each line that begins with `$ ` is done in a temporary folder of the
//! document, and the lines below it are what must be seen; `[..]` stands for whatever differs
//! from day to day, alone on a line for any lines. A command with a pipe is left to the shell,
//! and left out where the other program is not installed. A `markdown` block that begins with
//! front matter, and a `yaml`, `css` or `html` block, are written to the file named last before
//! them. At the end the document's journal must be sound, unless an error was shown on purpose.

#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stderr,
    reason = "a test may fail loudly, and runs the program as a user would"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The morning of 1 March 2026: the day the examples speak of.
const THAT_MORNING: &str = "1772323200";

const READMES: [&str; 2] = ["README.md", "README.zh.md"];

/// Where the handbook's pages stand.
const HANDBOOK: &str = "docs/handbook";

/// The one it begins with.
const FIRST_PAGE: &str = "docs/README.md";

/// Its contents, from which the book is built.
const CONTENTS: &str = "docs/SUMMARY.md";

#[test]
fn the_examples_of_the_readmes_do_what_they_say() {
    for readme in READMES {
        assert!(live(readme) >= 4, "{readme}: too few examples were found");
    }
}

#[test]
fn the_examples_of_the_handbook_do_what_they_say() {
    // Every page is run, also after one has failed: one run names all.
    let lived: Vec<Option<usize>> = pages().iter().map(|page| std::panic::catch_unwind(|| live(page)).ok()).collect();
    let commands: usize = lived.iter().flatten().sum();
    assert!(lived.iter().all(Option::is_some), "a page is not true: see above");
    assert!(commands >= 16, "only {commands} examples were found");
}

#[test]
fn every_link_leads_somewhere() {
    let mut seen = 0;
    for document in
        READMES.map(str::to_owned).into_iter().chain(pages()).chain([CONTENTS, "CONTRIBUTING.md", "docs/themes.md"].map(str::to_owned))
    {
        let text = text(&document);
        let folder = root().join(&document).parent().unwrap().to_owned();
        for link in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            if link.contains("://") {
                continue;
            }
            let (file, anchor) = link.split_once('#').unwrap_or((link, ""));
            let target = if file.is_empty() { root().join(&document) } else { folder.join(file) };
            assert!(target.is_file(), "{document} leads to {link}, which is not there");
            if !anchor.is_empty() {
                let text = fs::read_to_string(&target).unwrap();
                assert!(anchors(&text).iter().any(|known| known == anchor), "{document} leads to {link}, where no such heading is");
            }
            seen += 1;
        }
    }
    assert!(seen >= 40, "only {seen} links were found");
}

#[test]
fn the_contents_name_every_page() {
    let contents = text(CONTENTS);
    for page in pages() {
        let name = page.strip_prefix("docs/").unwrap();
        assert!(contents.contains(&format!("]({name})")), "the contents lack {name}");
    }
}

#[test]
fn the_book_holds_all_its_pages_lead_to() {
    // Pages that are not in the contents are not in the book, and nothing outside of docs/ is.
    let contents = text(CONTENTS);
    for document in pages() {
        let text = text(&document);
        for link in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()).filter(|link| !link.contains("://")) {
            let file = link.split('#').next().unwrap();
            let inside = match file.strip_prefix("../") {
                Some(above) => above.to_owned(),
                None if document == FIRST_PAGE => file.to_owned(),
                None => format!("handbook/{file}"),
            };
            let stands = !file.ends_with(".md") || contents.contains(&format!("]({inside})"));
            assert!(stands && !file.contains("../../"), "{document} leads to {link}, which is not in the book");
        }
    }
}

#[test]
fn both_readmes_know_of_each_other() {
    assert!(text("README.md").contains("](README.zh.md)") && text("README.zh.md").contains("](README.md)"));
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn text(document: &str) -> String {
    fs::read_to_string(root().join(document)).unwrap_or_else(|error| panic!("{document}: {error}"))
}

/// The handbook's pages, by their path from the root.
fn pages() -> Vec<String> {
    let entries = fs::read_dir(root().join(HANDBOOK)).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).filter(|name| name.ends_with(".md"));
    let mut pages: Vec<String> = names.map(|name| format!("{HANDBOOK}/{name}")).chain([FIRST_PAGE.to_owned()]).collect();
    pages.sort();
    assert!(pages.len() >= 10, "the handbook has only {} pages", pages.len());
    pages
}

/// The anchors of a text's headings, as mdBook and code hosts make them.
fn anchors(text: &str) -> Vec<String> {
    let mut in_block = false;
    let mut anchors = Vec::new();
    for line in text.lines() {
        in_block ^= line.starts_with("```");
        if line.starts_with('#') && !in_block {
            let kept = line.trim_start_matches('#').trim().to_lowercase();
            let kept: String = kept.chars().filter(|sign| sign.is_alphanumeric() || matches!(sign, ' ' | '-' | '_')).collect();
            anchors.push(kept.replace(' ', "-"));
        }
    }
    anchors
}

/// Does everything a document says; how many commands there were.
fn live(document: &str) -> usize {
    let folder = tempfile::tempdir().unwrap();
    let mut here = folder.path().to_owned();
    let mut commands = 0;
    let text = text(document);
    for block in blocks(&text) {
        match block.kind {
            "markdown" if block.lines.first() == Some(&"---") => write(&here.join(block.file), &block.lines),
            "yaml" | "css" | "html" => write(&here.join(block.file), &block.lines),
            "console" => commands += act(document, &mut here, &block.lines),
            _ => {}
        }
    }
    let errs = ["error[", "错误["].iter().any(|word| text.contains(word));
    if here.join("content").is_dir() && !errs {
        let said = run(&here, "renmai check");
        assert!(!said.contains('[') && !said.contains("error"), "{document}: its journal is not sound:\n{said}");
    }
    commands
}

struct Block<'a> {
    kind: &'a str,
    file: &'a str,
    lines: Vec<&'a str>,
}

/// The fenced blocks in order, each with the last path in back-ticks before it.
fn blocks(text: &str) -> Vec<Block<'_>> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut file = "";
    let mut open = false;
    for line in text.lines() {
        if let Some(kind) = line.strip_prefix("```") {
            open = !open;
            if open {
                blocks.push(Block { kind, file, lines: Vec::new() });
            }
        } else if open {
            blocks.last_mut().unwrap().lines.push(line);
        } else {
            file = line.split('`').rfind(|part| is_file(part)).unwrap_or(file);
        }
    }
    blocks
}

/// Whether a word in back-ticks names a file of a journal.
fn is_file(word: &str) -> bool {
    let inside = ["content/", "themes/"].iter().any(|folder| word.starts_with(folder));
    word == "renmai.yaml" || (inside && [".md", ".css", ".html", ".yaml"].iter().any(|ending| word.ends_with(ending)))
}

fn write(path: &Path, lines: &[&str]) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, lines.join("\n") + "\n").unwrap();
}

/// Does what a console block says; how many commands there were.
fn act(document: &str, here: &mut PathBuf, lines: &[&str]) -> usize {
    let mut commands = 0;
    let mut lines = lines.iter().peekable();
    while let Some(line) = lines.next() {
        let typed = line.strip_prefix("$ ").unwrap_or_else(|| panic!("{document}: no command begins the block at {line:?}"));
        let mut expected = Vec::new();
        while let Some(line) = lines.next_if(|line| !line.starts_with("$ ")) {
            expected.push(*line);
        }
        if let Some(folder) = typed.strip_prefix("cd ") {
            here.push(folder);
            continue;
        }
        if typed.contains(" | jq ") && Command::new("jq").arg("--version").output().is_err() {
            eprintln!("NOT RUN, for jq is not installed: {typed}");
            continue;
        }
        let seen = run(here, typed);
        let fit = fits(&expected, &seen.lines().collect::<Vec<_>>());
        assert!(fit, "{document}: $ {typed}\nexpected:\n{}\n\nseen:\n{seen}", expected.join("\n"));
        commands += 1;
    }
    commands
}

fn run(here: &Path, typed: &str) -> String {
    let first = typed.split_whitespace().find(|word| !word.contains('=') && (word.starts_with("renmai") || *word == "grep"));
    assert!(matches!(first, Some("renmai" | "grep")), "only renmai is run, and grep to look: {typed}");
    let needs_shell = typed.contains(['|', '>', '\'', '"']);
    let mut command = Command::new(if needs_shell { "/bin/sh" } else { env!("CARGO_BIN_EXE_renmai") });
    if needs_shell {
        command.arg("-c").arg(format!("renmai() {{ \"$RENMAI\" \"$@\"; }}\n{typed}"));
    } else {
        command.args(typed.split_whitespace().skip(1));
    }
    let output = command
        .current_dir(here)
        .env_clear()
        .envs([
            ("LC_ALL", "C"),
            ("NO_COLOR", "1"),
            ("HOME", "/nowhere"),
            ("PATH", "/usr/local/bin:/usr/bin:/bin"),
            ("RENMAI", env!("CARGO_BIN_EXE_renmai")),
            ("SOURCE_DATE_EPOCH", THAT_MORNING),
        ])
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
