//! A writing command that is killed after any of its system calls, or is refused any
//! of them, leaves the old file or the new one, never a third thing.
//!
//! `strace` kills and refuses: it must be installed and may trace, so these tests run
//! where they are asked for (`.ci/run` does).

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const OLD: &str = "\u{feff}---\r\nname: Ada Moreno # a comment\r\ncircle: friend\r\n---\r\n\r\n- [ ] me: send the scans 🔁 every week 📅 2026-03-04\r\n\r\n## Log\r\n- 2026-01-05 tea";

/// A journal of two people, and what one command makes of Ada's file.
struct Trial {
    folder: tempfile::TempDir,
    command: &'static [&'static str],
    new: String,
}

impl Trial {
    fn of(command: &'static [&'static str]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir_all(folder.path().join("content/people")).unwrap();
        fs::write(folder.path().join("renmai.yaml"), "language: en\n").unwrap();
        fs::write(folder.path().join("content/people/bo.md"), "---\nname: Bo\n---\n").unwrap();
        let mut trial = Self { folder, command, new: String::new() };
        trial.reset();
        assert!(trial.renmai(&[]).status.success());
        trial.new = trial.text();
        assert_ne!(trial.new, OLD);
        trial
    }

    fn people(&self) -> PathBuf {
        self.folder.path().join("content/people")
    }

    fn text(&self) -> String {
        fs::read_to_string(self.people().join("ada.md")).unwrap()
    }

    fn reset(&self) {
        fs::write(self.people().join("ada.md"), OLD).unwrap();
    }

    /// Runs the command, below strace when there are words for it.
    fn renmai(&self, strace: &[&str]) -> Output {
        let (program, log) = (crate::program(), self.log());
        let mut words: Vec<&str> = Vec::new();
        if !strace.is_empty() {
            words.extend(["strace", "-f", "-q", "-y", "-o", log.to_str().unwrap()]);
            words.extend(strace);
        }
        words.push(program.to_str().unwrap());
        words.extend(["-r", self.folder.path().to_str().unwrap()]);
        words.extend(self.command);
        let envs = [("SOURCE_DATE_EPOCH", "1772323200"), ("RAYON_NUM_THREADS", "1"), ("LC_ALL", "C")];
        Command::new(words[0]).args(&words[1..]).envs(envs).output().expect("strace is installed")
    }

    fn log(&self) -> PathBuf {
        self.folder.path().join("calls.log")
    }

    /// The calls strace laid its hand on.
    fn hit(&self) -> String {
        let calls = fs::read_to_string(self.log()).unwrap();
        calls.lines().filter(|line| line.contains("(INJECTED)") || line.contains("+++ killed by SIGKILL")).collect::<Vec<_>>().join("\n")
    }

    /// Every kind of call of a class that the command makes.
    fn calls(&self, class: &str) -> BTreeSet<String> {
        self.reset();
        self.renmai(&["-e", &format!("trace={class}")]);
        let calls = fs::read_to_string(self.log()).unwrap();
        let name = |line: &str| line.split_whitespace().nth(1)?.split_once('(').map(|(name, _)| name.to_owned());
        // Without these nothing begins; about the last nobody promises anything.
        let is_name = |name: &String| name.starts_with(|c: char| c.is_ascii_lowercase());
        calls.lines().filter_map(name).filter(is_name).filter(|name| !["execve", "mmap", "close"].contains(&name.as_str())).collect()
    }

    /// Old or new, and whatever else lies there is gone after the next command.
    fn check(&self, what: &str) {
        let text = self.text();
        assert!(text == OLD || text == self.new, "{what}: {text:?}");
        let next = Command::new(crate::program()).arg("-r").arg(self.folder.path()).args(["log", "bo", "x", "-n"]).output().unwrap();
        assert!(next.status.success(), "{what}");
        let mut names: Vec<String> = names(&self.people());
        names.sort();
        assert_eq!(names, ["ada.md", "bo.md"], "{what}");
    }
}

fn names(folder: &Path) -> Vec<String> {
    fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

const ERRORS: [&str; 6] = ["ENOSPC", "EIO", "EROFS", "EACCES", "EDQUOT", "EMFILE"];

/// All commands side by side, each in a journal of its own.
fn each_at_once(run: impl Fn(&Trial) + Sync) {
    let (trials, run) = (commands(), &run);
    std::thread::scope(|scope| {
        for trial in &trials {
            scope.spawn(move || run(trial));
        }
    });
}

fn commands() -> [Trial; 2] {
    [Trial::of(&["log", "ada", "coffee: long talk", "--by", "me", "--gave", "tea"]), Trial::of(&["done", "ada", "scans"])]
}

#[test]
#[ignore = "needs strace, and takes minutes"]
fn killed_after_any_system_call() {
    each_at_once(|trial| {
        let (mut kills, mut olds) = (0, 0);
        for call in trial.calls("all") {
            for at in 1.. {
                trial.reset();
                trial.renmai(&["-e", &format!("inject={call}:signal=KILL:when={at}")]);
                if trial.hit().is_empty() {
                    assert_eq!(trial.text(), trial.new);
                    break;
                }
                kills += 1;
                olds += usize::from(trial.text() == OLD);
                trial.check(&format!("killed at {call} {at}"));
            }
        }
        println!("{}: killed {kills} times: {olds} times the old file, {} times the new one", trial.command[0], kills - olds);
        assert!(kills > 100 && olds > 50 && olds < kills);
    });
}

#[test]
#[ignore = "needs strace, and takes minutes"]
fn any_call_refused() {
    // RENMAI_ERRORS=all for each error at each call; else they take turns.
    let all = std::env::var_os("RENMAI_ERRORS").is_some();
    each_at_once(|trial| {
        let (mut refused, mut named) = (0, 0);
        let calls = trial.calls("%file,%desc");
        for needed in ["openat", "write", "fsync"] {
            assert!(calls.contains(needed), "{calls:?}");
        }
        assert!(calls.iter().any(|call| call.starts_with("rename")), "{calls:?}");
        for call in &calls {
            for round in 0..if all { ERRORS.len() } else { 1 } {
                for at in 1.. {
                    let error = ERRORS[(at + round) % ERRORS.len()];
                    trial.reset();
                    let done = trial.renmai(&["-e", &format!("trace={call}"), "-e", &format!("inject={call}:error={error}:when={at}")]);
                    let hit = trial.hit();
                    if hit.is_empty() {
                        assert!(done.status.success(), "{call} {error}: {}", String::from_utf8_lossy(&done.stderr));
                        break;
                    }
                    refused += 1;
                    let said = String::from_utf8_lossy(&done.stderr).into_owned();
                    let what = format!("{call} {at} {error}: {hit}\n{said}");
                    assert!(!said.contains("panicked"), "{what}");
                    // What has to do with Ada's file must be told of it; what only looks
                    // for something that may be missing (settings, libraries) may go on.
                    let about_her = ["ada.md", ".renmai-"].iter().any(|name| hit.contains(name));
                    if !done.status.success() && about_her {
                        assert!(said.contains("ada.md"), "{what}");
                        named += 1;
                    }
                    if trial.text() != trial.new {
                        assert!(!done.status.success(), "reported as done: {what}");
                    }
                    trial.check(&what);
                }
            }
        }
        println!("{}: refused {refused} calls, {named} of them about the file", trial.command[0]);
        assert!(refused > 80 && named > 10);
    });
}

/// Everybody's file by its name; what lies there hidden is on its way and no file yet.
fn whole_files(root: &Path) -> std::collections::BTreeMap<String, String> {
    let people = root.join("content/people");
    let read = |name: &String| (name.clone(), fs::read_to_string(people.join(name)).unwrap());
    names(&people).iter().filter(|name| !name.starts_with('.')).map(read).collect()
}

#[test]
#[ignore = "needs strace"]
fn a_killed_import_leaves_whole_files_and_the_next_one_ends_it() {
    let card = |n: usize| format!("BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Person {n}\r\nEMAIL:{n}@example.com\r\nEND:VCARD\r\n");
    let import = |root: &Path, strace: &[&str]| {
        let program = crate::program();
        let mut words: Vec<&str> = strace.to_vec();
        words.push(program.to_str().unwrap());
        let book = root.join("book.vcf");
        words.extend(["-r", root.to_str().unwrap(), "import", book.to_str().unwrap()]);
        Command::new(words[0]).args(&words[1..]).env("SOURCE_DATE_EPOCH", "1772323200").output().expect("strace is installed")
    };
    let journal = || {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir_all(folder.path().join("content/people")).unwrap();
        fs::write(folder.path().join("renmai.yaml"), "language: en\n").unwrap();
        fs::write(folder.path().join("book.vcf"), (0..40).map(card).collect::<String>()).unwrap();
        folder
    };
    let clean = journal();
    assert!(import(clean.path(), &[]).status.success());
    let all = whole_files(clean.path());
    assert_eq!(all.len(), 40);
    let mut cut = 0;
    for call in ["write", "fsync", "renameat2"] {
        for at in [1, 2, 5, 15] {
            let folder = journal();
            let inject = format!("inject={call}:signal=KILL:when={at}");
            let log = folder.path().join("calls.log");
            import(folder.path(), &["strace", "-f", "-q", "-o", log.to_str().unwrap(), "-e", &inject]);
            let some = whole_files(folder.path());
            assert!(some.iter().all(|(name, text)| all.get(name) == Some(text)), "{inject}: {some:?}");
            cut += usize::from(some.len() < all.len());
            let next = import(folder.path(), &[]);
            assert!(next.status.success(), "{inject}");
            assert_eq!(whole_files(folder.path()), all, "{inject}");
            let left = names(&folder.path().join("content/people"));
            assert!(left.iter().all(|name| !name.starts_with('.')), "{inject}: {left:?}");
        }
    }
    println!("import: cut off {cut} times in the middle");
    // Calls are counted for each thread, so how many kills come midway differs from run to run.
    assert!(cut > 2, "{cut}");
}
