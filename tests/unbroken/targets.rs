//! Where a site must never go, and what must survive where it does.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::process::Command;

use crate::journal::{Journal, rounds, tree};

#[test]
fn dangerous_targets_are_refused_and_nothing_is_touched() {
    let journal = Journal::new();
    for (path, text) in [
        ("themes/mine/x", "mine"),
        ("content/assets/a.txt", "mine"),
        ("repo/.git/HEAD", "ref"),
        ("repo/notes.md", "mine"),
        ("worktree/.git", "gitdir: elsewhere"),
        ("other/notes.md", "mine"),
        ("hidden/.keep", "mine"),
        ("liar/.renmai-manifest", "what is this"),
        ("liar/notes.md", "mine"),
        ("../notes.txt", "mine"),
    ] {
        journal.write(path, text.as_bytes());
    }
    fs::create_dir_all(journal.path("far/away")).unwrap();
    symlink(journal.path("far/away"), journal.path("link")).unwrap();
    symlink("nowhere", journal.path("broken")).unwrap();
    symlink(journal.path("content"), journal.path("door")).unwrap();
    let home = journal.folder.path().join("home");
    let home = home.to_str().unwrap();
    let above = journal.folder.path().to_str().unwrap();
    let mut targets = vec![
        "/",
        "/proc",
        ".",
        "./",
        "..",
        "../..",
        home,
        above,
        "content",
        "content/",
        "content/people",
        "content/site",
        "content/../content",
        "site/../content/new",
        "site/..",
        "themes",
        "themes/mine",
        "themes/mine/site",
        "repo",
        "repo/.git",
        "repo/.git/site",
        "worktree",
        "worktree/.git",
        "other",
        "hidden",
        "liar",
        "renmai.yaml",
        "renmai.yaml/site",
        "other/notes.md",
        "link",
        "link/",
        "broken",
        "door",
        "door/site",
        "door/..",
    ];
    targets.dedup();
    assert!(targets.len() >= 25);
    let before = journal.everything();
    for target in targets {
        let done = journal.renmai(&["build", "-o", target]);
        let said = String::from_utf8_lossy(&done.stderr).into_owned();
        assert_eq!(done.status.code(), Some(2), "{target}: {said}");
        assert!(said.contains("error: "), "{target}: {said}");
        let now = journal.everything();
        assert!(now == before, "{target}: something is another around it");
    }
}

#[test]
fn foreign_files_survive_and_stale_pages_do_not() {
    let journal = Journal::new();
    let people = rounds(60);
    for at in 0..people {
        journal.write(&format!("content/people/p{at}.md"), format!("---\nname: Quirrel{at}\ntags: [only-{at}]\n---\n").as_bytes());
    }
    assert!(journal.renmai(&["build"]).status.success());
    for path in
        ["site/.git/HEAD", "site/.git/objects/x", "site/CNAME", "site/people/notes.txt", "site/people/foreign.html", "site/.nojekyll"]
    {
        journal.write(path, b"mine");
    }
    for at in 0..people {
        if at % 2 == 0 {
            fs::remove_file(journal.path(&format!("content/people/p{at}.md"))).unwrap();
        } else {
            let text = format!("---\nname: Renamed{at}\n---\n");
            fs::remove_file(journal.path(&format!("content/people/p{at}.md"))).unwrap();
            journal.write(&format!("content/people/r{at}.md"), text.as_bytes());
        }
    }
    assert!(journal.renmai(&["build"]).status.success());
    for (path, bytes) in tree(&journal.path("site")) {
        let shown = path.display().to_string();
        let hit = shown.to_lowercase().contains("quirrel") || String::from_utf8_lossy(&bytes).to_lowercase().contains("quirrel");
        assert!(!hit && !shown.contains("only-"), "{shown} still tells of somebody who is gone");
    }
    for path in
        ["site/.git/HEAD", "site/.git/objects/x", "site/CNAME", "site/people/notes.txt", "site/people/foreign.html", "site/.nojekyll"]
    {
        assert_eq!(fs::read(journal.path(path)).unwrap(), b"mine", "{path}");
    }
    // Where every one of our pages goes, theirs still stay.
    assert!(journal.renmai(&["check"]).status.success());
}

#[test]
fn two_builds_at_once_give_the_site_of_one() {
    let journal = Journal::new();
    assert!(journal.renmai(&["build", "-o", "alone"]).status.success());
    let alone = tree(&journal.path("alone"));
    for round in 0..rounds(6) {
        let build = || journal.command(crate::program()).args(["build", "-o", "both"]).output().unwrap();
        let both = std::thread::scope(|scope| [scope.spawn(build), scope.spawn(build)].map(|build| build.join().unwrap()));
        assert!(both.iter().any(|done| done.status.success()), "round {round}");
        for done in both.iter().filter(|done| !done.status.success()) {
            let said = String::from_utf8_lossy(&done.stderr);
            assert!(done.status.code() == Some(1) && said.contains("both"), "{said}");
        }
        assert!(tree(&journal.path("both")) == alone, "round {round}");
        if round % 2 == 0 {
            fs::remove_dir_all(journal.path("both")).unwrap();
        }
    }
    let left: Vec<_> = fs::read_dir(journal.root())
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .filter(|name| name.to_string_lossy().starts_with('.'))
        .collect();
    assert!(left.is_empty(), "left over: {left:?}");
}

#[test]
fn modes_are_the_owners_under_every_umask() {
    for umask in ["000", "022", "077", "027"] {
        for (switch, folder, file) in [(None, 0o700, 0o600), (Some("--shared-modes"), 0o755, 0o644)] {
            let journal = Journal::new();
            let mut shell: Command = journal.command("sh");
            shell.arg("-c").arg(format!("umask {umask}; exec \"$0\" build -o deep/out {}", switch.unwrap_or(""))).arg(crate::program());
            let done = shell.output().unwrap();
            assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
            let mut seen = 0;
            for entry in walkdir::WalkDir::new(journal.path("deep/out")) {
                let found = entry.unwrap();
                let metadata = found.metadata().unwrap();
                let wanted = if metadata.is_dir() { folder } else { file };
                assert_eq!(metadata.permissions().mode() & 0o7777, wanted, "umask {umask}: {}", found.path().display());
                seen += 1;
            }
            assert!(seen > 20, "{seen}");
        }
    }
}
