//! A build that is killed after any of its system calls, or is refused any of them, leaves
//! the old site or is completed by the next build; what lies beside it stays.
//!
//! `strace` kills and refuses: it must be installed and may trace, so these tests run where
//! they are asked for (`.ci/run` does). `RENMAI_EVERY=1` tries every call, the short form
//! every so many; `RENMAI_CALLS=getdents64,read` looks at these kinds of calls alone.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use crate::journal::{Journal, tree};

/// Calls that change something on the disk, or are needed to see what is there.
const CALLS: [&str; 12] =
    ["openat", "write", "rename", "unlink", "mkdir", "rmdir", "unlinkat", "statx", "getdents64", "flock", "chmod", "read"];

struct Trial {
    journal: Journal,
    old: BTreeMap<PathBuf, Vec<u8>>,
    new: BTreeMap<PathBuf, Vec<u8>>,
    /// The old site with its workshop, kept to begin again from.
    kept: PathBuf,
}

impl Trial {
    fn new() -> Self {
        let journal = Journal::new();
        let people = |name: &str| format!("---\nname: {name}\n---\n").into_bytes();
        journal.write("content/people/bo.md", &people("Bo"));
        journal.write("content/people/gone.md", &people("Gone"));
        assert!(journal.renmai(&["build"]).status.success());
        journal.write("site/CNAME", b"mine");
        let old = tree(&journal.path("site"));
        let kept = journal.folder.path().join("kept");
        copy(&journal.path("site"), &kept);
        fs::remove_file(journal.path("content/people/gone.md")).unwrap();
        journal.write("content/people/new.md", &people("New"));
        journal.write("content/people/bo.md", &people("Bo Changed"));
        assert!(journal.renmai(&["build"]).status.success());
        let new = tree(&journal.path("site"));
        assert!(old != new);
        let trial = Self { journal, old, new, kept };
        trial.reset();
        trial
    }

    /// The old site again, and nothing left of what was tried.
    fn reset(&self) {
        let site = self.journal.path("site");
        let _ = fs::remove_dir_all(self.journal.path(".site.renmai-build"));
        fs::remove_dir_all(&site).unwrap();
        copy(&self.kept, &site);
    }

    fn log(&self) -> PathBuf {
        self.journal.folder.path().join("calls.log")
    }

    fn build(&self, strace: &[&str]) -> Output {
        let log = self.log();
        let mut command = self.journal.command("strace");
        command.env("RAYON_NUM_THREADS", "1").args(["-f", "-q", "-y", "-o", log.to_str().unwrap()]).args(strace);
        command.arg(crate::program()).arg("build").output().expect("strace is installed")
    }

    /// How often the build makes a call.
    fn count(&self, call: &str) -> usize {
        self.reset();
        self.build(&["-e", &format!("trace={call}")]);
        fs::read_to_string(self.log()).unwrap().lines().filter(|line| line.contains(&format!("{call}("))).count()
    }

    fn site(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        tree(&self.journal.path("site"))
    }

    /// Old, or on the way and whole page by page; and the next build makes it new.
    fn check(&self, what: &str) -> bool {
        let now = self.site();
        let is_old = now == self.old;
        for (path, bytes) in &now {
            let known = [&self.old, &self.new].iter().any(|site| site.get(path) == Some(bytes));
            let is_ours = path.file_name().is_some_and(|name| name == ".renmai-manifest");
            assert!(known || is_ours, "{what}: {} is neither old nor new", path.display());
        }
        assert_eq!(now.get(Path::new("CNAME")).map(Vec::as_slice), Some(b"mine".as_slice()), "{what}");
        let next = self.journal.renmai(&["build"]);
        assert!(next.status.success(), "{what}: {}", String::from_utf8_lossy(&next.stderr));
        let next = self.site();
        let differing: Vec<_> = next.keys().chain(self.new.keys()).filter(|path| next.get(*path) != self.new.get(*path)).collect();
        assert!(differing.is_empty(), "{what}: the next build does not complete {differing:?}");
        assert!(!self.journal.path(".site.renmai-build").exists(), "{what}: something is left beside the site");
        is_old
    }
}

fn copy(from: &Path, to: &Path) {
    for entry in walkdir::WalkDir::new(from) {
        let entry = entry.unwrap();
        let place = to.join(entry.path().strip_prefix(from).unwrap());
        if entry.file_type().is_dir() {
            fs::create_dir_all(&place).unwrap();
        } else {
            fs::copy(entry.path(), &place).unwrap();
        }
    }
}

/// A site without the list of own files.
fn pages(mut site: BTreeMap<PathBuf, Vec<u8>>) -> BTreeMap<PathBuf, Vec<u8>> {
    site.remove(Path::new(".renmai-manifest"));
    site
}

/// Whether a kind of call is to be tried.
fn is_wanted(call: &str) -> bool {
    std::env::var("RENMAI_CALLS").map_or(true, |wanted| wanted.split(',').any(|name| name == call))
}

/// Every call, or in the short form `some` of a kind and the last ones, which are the moves.
fn places(count: usize, some: usize) -> Vec<usize> {
    let (step, last) = if std::env::var_os("RENMAI_EVERY").is_some() { (1, 0) } else { ((count / some).max(1), some / 2) };
    (1..=count).filter(|at| at % step == 0 || *at + last > count).collect()
}

#[test]
#[ignore = "needs strace, and takes minutes"]
fn a_build_killed_after_any_call_is_completed() {
    let trial = Trial::new();
    let (mut kills, mut olds) = (0, 0);
    for call in ["write", "rename", "openat", "unlink", "mkdir", "rmdir", "unlinkat", "statx"].into_iter().filter(|call| is_wanted(call)) {
        for at in places(trial.count(call), 24) {
            trial.reset();
            let done = trial.build(&["-e", &format!("inject={call}:signal=KILL:when={at}")]);
            if done.status.success() {
                break;
            }
            kills += 1;
            olds += usize::from(trial.check(&format!("killed at {call} {at}")));
        }
    }
    println!("build: killed {kills} times, {olds} times the old site byte for byte, each completed by the next build");
    assert!(kills > 60 && olds > 20 || std::env::var_os("RENMAI_CALLS").is_some(), "{kills} {olds}");
}

#[test]
#[ignore = "needs strace, and takes minutes"]
fn a_build_refused_any_call_is_completed() {
    let trial = Trial::new();
    let (mut refused, mut olds) = (0, 0);
    for call in CALLS.into_iter().filter(|call| is_wanted(call)) {
        let count = trial.count(call);
        for (turn, at) in places(count, 8).into_iter().enumerate() {
            // Each place with one of them in turn, all of them in the long form.
            let errors = ["ENOSPC", "EIO", "EROFS", "EACCES", "EDQUOT", "EMFILE"];
            let long = std::env::var_os("RENMAI_EVERY").is_some();
            for error in errors.iter().enumerate().filter(|(place, _)| long || *place == turn % errors.len()).map(|(_, error)| error) {
                trial.reset();
                let done = trial.build(&["-e", &format!("trace={call}"), "-e", &format!("inject={call}:error={error}:when={at}")]);
                let said = String::from_utf8_lossy(&done.stderr).into_owned();
                let hit = fs::read_to_string(trial.log()).unwrap();
                // Counted for each thread apart, so there may be several.
                let hit = hit.lines().filter(|line| line.contains("(INJECTED)")).collect::<Vec<_>>().join("\n");
                let what = format!("{call} {at} {error}: {hit}\n{said}");
                assert!(!said.contains("panicked"), "{what}");
                refused += 1;
                // What the list of own files remembers beyond them (which program wrote them) may be less.
                let whole = pages(trial.site()) == pages(trial.new.clone());
                assert!(whole || !done.status.success(), "reported as done: {what}");
                // A note that cannot be read is named, and the others' pages are another site.
                if hit.contains("/content") || hit.contains("renmai.yaml") {
                    assert!(trial.journal.renmai(&["build"]).status.success() && trial.site() == trial.new, "{what}");
                } else {
                    olds += usize::from(trial.check(&what));
                }
            }
        }
    }
    println!("build: refused {refused} calls, {olds} times the old site byte for byte, each completed by the next build");
    assert!(refused > 80 && olds > 10 || std::env::var_os("RENMAI_CALLS").is_some(), "{refused} {olds}");
}
