//! Two commands at once, through the program itself.

use std::path::Path;
use std::process::Command;

fn renmai(root: &Path, arguments: &[&str]) -> std::process::Output {
    Command::new(crate::program()).arg("-r").arg(root).args(arguments).env("SOURCE_DATE_EPOCH", "1772323200").output().unwrap()
}

#[test]
fn two_at_once_lose_no_entry() {
    // RENMAI_ENTRIES=1000 for the whole of it.
    let each = std::env::var("RENMAI_ENTRIES").ok().and_then(|number| number.parse().ok()).unwrap_or(12);
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    std::fs::create_dir_all(root.join("content/people")).unwrap();
    let file = root.join("content/people/ada.md");
    std::fs::write(&file, "---\nname: Ada\n---\n\n## Log\n").unwrap();
    std::thread::scope(|scope| {
        for writer in ["one", "two"] {
            scope.spawn(move || {
                for number in 0..each {
                    let done = renmai(root, &["log", "ada", &format!("{writer} {number}")]);
                    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
                }
            });
        }
    });
    let text = std::fs::read_to_string(&file).unwrap();
    for writer in ["one", "two"] {
        for number in 0..each {
            assert_eq!(text.lines().filter(|line| **line == format!("- 2026-03-01 {writer} {number}")).count(), 1, "{text}");
        }
    }
    assert_eq!(std::fs::read_dir(root.join("content/people")).unwrap().count(), 1, "nothing is left over");
}

#[cfg(unix)]
#[test]
fn the_editor_may_leave_several_entries_or_none() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    std::fs::create_dir_all(root.join("content/people")).unwrap();
    let file = root.join("content/people/ada.md");
    std::fs::write(&file, "## Log\n- 2026-01-01 tea\n").unwrap();
    let editor = root.join("an editor");
    let edit = |script: &str| {
        std::fs::write(&editor, format!("#!/bin/sh\n{script}\n")).unwrap();
        std::fs::set_permissions(&editor, std::fs::Permissions::from_mode(0o700)).unwrap();
        let editor = format!("'{}'", editor.display());
        Command::new(crate::program())
            .arg("-r")
            .arg(root)
            .args(["log", "ada", "--edit", "walk"])
            .env("VISUAL", editor)
            .env("SOURCE_DATE_EPOCH", "1772323200")
            .output()
            .unwrap()
    };
    assert!(edit(": > \"$1\"").status.success());
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "## Log\n- 2026-01-01 tea\n");
    assert!(!edit("exit 3").status.success());
    let wrong = edit("echo '- 2026-02-01 x [felt:: meh]' > \"$1\"");
    assert!(!wrong.status.success() && String::from_utf8_lossy(&wrong.stderr).contains("is kept in"));
    assert!(edit("echo '- 2025-12-24 card' >> \"$1\"").status.success());
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "## Log\n- 2026-03-01 walk\n- 2026-01-01 tea\n- 2025-12-24 card\n");
}
