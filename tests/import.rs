//! Address books as each program writes them, brought in as a user does it: folders
//! under `tests/import/`, each with one book, perhaps a journal that is there already,
//! and `expected.txt`, which `UPDATE=1` writes.
//!
//! Each book is brought in twice: the second time changes nothing.

#![expect(clippy::disallowed_methods, clippy::unwrap_used, reason = "a test may fail loudly, and looks at what was written")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const TODAY: &str = "2026-11-24";

#[test]
fn every_book_gives_its_files_and_a_second_time_changes_nothing() {
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/import");
    let mut wrong = Vec::new();
    let mut seen = 0;
    for sample in entries(&samples).into_iter().filter(|path| path.is_dir()) {
        seen += 1;
        let book = entries(&sample).into_iter().find(|path| path.is_file() && !path.ends_with("expected.txt")).unwrap();
        let journal = Journal::with(&sample.join("journal"));
        let before = journal.files();
        let shown = journal.run(&["import", "-n", book.to_str().unwrap()]);
        assert_eq!(journal.files(), before, "{}: a dry run wrote something", sample.display());
        let done = journal.run(&["import", book.to_str().unwrap()]);
        let after = journal.files();
        journal.run(&["import", book.to_str().unwrap()]);
        assert_eq!(journal.files(), after, "{}: the second time changed something", sample.display());
        let check = journal.run(&["check", "--format", "short"]);
        let mut text = format!("{}{}", said(&shown), String::from_utf8_lossy(&done.stderr).lines().next().map_or("", |_| ""));
        text.push_str(&format!("\n-- check --\n{}", said(&check)));
        for (path, bytes) in &after {
            text.push_str(&format!("\n-- {path} --\n{}", String::from_utf8_lossy(bytes)));
        }
        let text = text.replace(sample.to_str().unwrap(), "…");
        let expected = sample.join("expected.txt");
        if std::env::var_os("UPDATE").is_some() {
            fs::write(&expected, &text).unwrap();
        } else if fs::read_to_string(&expected).unwrap_or_default() != text {
            wrong.push(format!("{}:\n{text}", sample.display()));
        }
    }
    assert!(seen > 10, "saw only {seen} books");
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

/// `RENMAI_CARDS=10000` for the whole of it.
#[test]
fn a_large_book_gives_everybody_a_file_and_a_second_time_changes_nothing() {
    let cards = std::env::var("RENMAI_CARDS").ok().and_then(|cards| cards.parse().ok()).unwrap_or(300);
    let book: String = (0..cards)
        // Every third has the name of another.
        .map(|at| format!("BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Person {}\r\nEMAIL:p{at}@example.org\r\nEND:VCARD\r\n", at - at % 3 / 2))
        .collect();
    let journal = Journal::with(Path::new(""));
    fs::write(journal.folder.path().join("book.vcf"), book).unwrap();
    let done = journal.run(&["import", "book.vcf"]);
    assert!(done.status.success(), "{}", said(&done));
    let people = entries(&journal.folder.path().join("content/people"));
    let texts: String = people.iter().map(|path| fs::read_to_string(path).unwrap()).collect();
    assert!((0..cards).all(|at| texts.contains(&format!("p{at}@example.org"))), "somebody is lost");
    assert_eq!(people.len(), cards);
    let after = journal.files();
    assert!(journal.run(&["import", "book.vcf"]).status.success());
    assert!(journal.files() == after, "the second time changed something");
}

fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

/// A journal in a folder of its own.
struct Journal {
    folder: tempfile::TempDir,
}

impl Journal {
    fn with(files: &Path) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let content = folder.path().join("content/people");
        fs::create_dir_all(&content).unwrap();
        fs::write(folder.path().join("renmai.yaml"), "language: en\n").unwrap();
        if files.is_dir() {
            for file in entries(&files.join("people")) {
                fs::copy(&file, content.join(file.file_name().unwrap())).unwrap();
            }
        }
        Self { folder }
    }

    fn run(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_renmai"));
        command.args(arguments).current_dir(self.folder.path()).env_clear().env("LC_ALL", "C").env("NO_COLOR", "1");
        command.args(["--today", TODAY]).output().unwrap()
    }

    /// Every file of the journal.
    fn files(&self) -> BTreeMap<String, Vec<u8>> {
        let mut found = BTreeMap::new();
        let mut open = vec![self.folder.path().to_owned()];
        while let Some(folder) = open.pop() {
            for path in entries(&folder) {
                if path.is_dir() {
                    open.push(path);
                } else if path.extension().is_some_and(|ending| ending != "yaml") {
                    let name = path.strip_prefix(self.folder.path()).unwrap().to_string_lossy().replace('\\', "/");
                    found.insert(name, fs::read(&path).unwrap());
                }
            }
        }
        found
    }
}
