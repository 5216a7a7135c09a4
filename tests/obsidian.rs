//! An Obsidian vault as it is found: `tests/obsidian/vault/` has what Obsidian, Tasks,
//! Templater and Dataview write. Nothing breaks, mentions count, and no word of a
//! `%%comment%%` (each holds SECRET) comes out anywhere.

#![expect(clippy::disallowed_methods, clippy::unwrap_used, reason = "a test may fail loudly, and runs the program as a user would")]

use std::fs;
use std::path::Path;
use std::process::Command;

fn renmai(args: &[&str]) -> (String, bool) {
    let output = Command::new(env!("CARGO_BIN_EXE_renmai"))
        .args([
            "--root",
            concat!(env!("CARGO_MANIFEST_DIR"), "/tests/obsidian/vault"),
            "--content",
            concat!(env!("CARGO_MANIFEST_DIR"), "/tests/obsidian/vault"),
        ])
        .args(args)
        .env_clear()
        .envs([("LC_ALL", "C"), ("NO_COLOR", "1"), ("HOME", "/nowhere"), ("SOURCE_DATE_EPOCH", "1772323200")])
        .output()
        .unwrap();
    (String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap(), output.status.success())
}

#[test]
fn nothing_breaks_and_mentions_count() {
    let (said, sound) = renmai(&["check"]);
    assert!(sound, "{said}");
    let (ada, _) = renmai(&["show", "addie"]);
    for line in [
        "2026-02-20  →  Coffee  with Addie: chapter",
        "2026-02-05  →  Call    x",
        "2026-02-04  →  Call    more",
        "2026-02-03  →  Call    the contract\n",
        "You promised Ada: do it.",
    ] {
        assert!(ada.contains(line), "{line} is missing:\n{ada}");
    }
    assert!(renmai(&["list", "tag:work"]).0.contains("Ada"), "a nested tag is found by its parent");
    assert_eq!(renmai(&["list"]).0.lines().count(), 3, "no template, drawing, board or loose note is a person");
}

#[test]
fn what_older_vaults_hold_is_read_as_it_is_meant() {
    // A person by a nested tag, far from the folder of people; aliases as text; days with a time; empty keys.
    let (cora, _) = renmai(&["show", "corrie"]);
    for line in [
        "Birthday  1990-05-12",
        "2026-02-22     Coffee  with Corrie\n",
        "2026-02-21  →  Call    Cora about Bo\n",
        "2026-02-07     Coffee  by daily link",
        "2026-02-04  ↔  Dinner  with Adele and Bo\n",
        "2026-02-03  →  Call    the contract scan.pdf#page=2\n",
        "You promised Cora Vale: send it.\n",
    ] {
        assert!(cora.contains(line), "{line} is missing:\n{cora}");
    }
    assert!(!cora.contains("2026-02-28"), "an entry in a comment that is never closed:\n{cora}");
    // A task in progress or put off, a quote, an embed and a query are no contact; the dinner is.
    let (bo, _) = renmai(&["show", "bo"]);
    assert!(bo.contains("2026-02-04  ↔  Dinner  with Adele and Bo\n") && !bo.contains("2026-02-21"), "{bo}");
    // Before one meets somebody, nobody needs to know how a note is shown.
    let (card, _) = renmai(&["show", "corrie", "--prep"]);
    assert!(card.contains("Bo, Adele") && !card.contains("cssclasses") && !card.contains("[["), "{card}");
}

#[test]
fn comments_stay_private() {
    for command in [&["show", "ada"][..], &["show", "ada", "--prep"], &["show", "bo"], &["today"], &["export", "json"], &["export", "ics"]]
    {
        let (said, _) = renmai(command);
        assert!(!said.contains("SECRET"), "{command:?}:\n{said}");
    }
    let folder = tempfile::tempdir().unwrap();
    let site = folder.path().join("site");
    let (said, built) = renmai(&["build", "-q", "-o", site.to_str().unwrap()]);
    assert!(built, "{said}");
    let mut seen = 0;
    let leaks = leaking(&site, &mut seen);
    assert!(leaks.is_empty() && seen > 0, "comments came out: {leaks:?}");
}

/// Slips on the same line as comments, before, behind and inside them: whatever is said of the slip,
/// nothing is said of the comment.
#[test]
fn problems_do_not_quote_comments() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    fs::create_dir_all(root.join("content/people")).unwrap();
    fs::create_dir_all(root.join("content/plans")).unwrap();
    fs::write(root.join("renmai.yaml"), "language: en\n").unwrap();
    fs::write(root.join("content/people/bo.md"), "---\nname: Bo\n---\n").unwrap();
    fs::write(root.join("content/people/bo2.md"), "---\nname: Bo\n---\n").unwrap();
    let ada = "---\nname: Ada\nbirthday: 02-30\n---\n%%SECRET1\n\n<<<<<<< SECRET2\n%%\n\n- [ ] me: x %%SECRET3%% 📅 2026-02-30 %%SECRET4%%\n\n\
        ## Log\n- 2026-02-30 call %%SECRET5%%\n- 2026-02-01 %%SECRET6%% [felt:: odd%%SECRET7%%] [[Bo]] with %%SECRET8%%\n\
        - 2026-02-02 [felt:: %%SECRET9%%] [reply:: 2026-99-99 %%SECRET10%%]\n  below %%SECRET11%% [depth:: x]\n\
        <<<<<<< HEAD %%SECRET12%%\n";
    fs::write(root.join("content/people/ada.md"), ada).unwrap();
    fs::write(root.join("content/plans/p.md"), "# Plan %%SECRET13%%\n- [ ] g %%SECRET14%% [metric:: odd %%SECRET15%%] [target:: x]\n")
        .unwrap();
    for (arguments, least) in
        [(&["check"][..], 4), (&["check", "--format", "short"], 4), (&["check", "--json"], 4), (&["build", "-o", "out"], 3)]
    {
        let done = Command::new(env!("CARGO_BIN_EXE_renmai"))
            .args(arguments)
            .current_dir(root)
            .envs([("LC_ALL", "C"), ("NO_COLOR", "1"), ("SOURCE_DATE_EPOCH", "1772323200")])
            .output()
            .unwrap();
        let said = String::from_utf8(done.stdout).unwrap() + &String::from_utf8(done.stderr).unwrap();
        let problems = ["bad-date", "bad-log-date", "bad-field", "bad-goal"];
        let named = problems.iter().filter(|code| said.contains(**code)).count();
        assert!(named >= least, "{arguments:?} names only {named}:\n{said}");
        assert!(!said.contains("SECRET"), "{arguments:?}:\n{said}");
    }
}

/// The files that hold a word of a comment; `seen` counts the one that is no secret.
fn leaking(folder: &Path, seen: &mut usize) -> Vec<String> {
    let mut leaks = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            leaks.extend(leaking(&path, seen));
            continue;
        }
        let text = String::from_utf8_lossy(&fs::read(&path).unwrap()).into_owned();
        *seen += usize::from(text.contains("SEEN"));
        if text.contains("SECRET") || text.contains("call-0203") {
            leaks.push(path.display().to_string());
        }
    }
    leaks
}
