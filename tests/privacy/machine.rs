//! What the machine, its user and the folders around a journal are called must not get into a site,
//! nor files that nobody meant for it.

use crate::leaks::{files, leaks};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

const PASSPHRASE: &str = "undone grievance swab lunchbox eatable pacemaker";

/// Not meant for the site: hidden, set aside, debris, somebody's keys beside the notes.
const NOT_MEANT: [&str; 12] = [
    ".env",
    ".git/config",
    "content/.env",
    "content/.git/config",
    "content/.obsidian/workspace.json",
    "content/people/.ada.md.swp",
    "content/people/ada.md~",
    "content/people/#ada.md#",
    "content/people/_draft.md",
    "content/_templates/person.md",
    "content/assets/.hidden.txt",
    "content/notes.txt",
];

#[test]
fn nothing_of_the_machine_gets_into_a_site() {
    let folder = tempfile::tempdir().unwrap();
    let home = folder.path().join("home-of-quibblewort");
    let root = home.join("journal-of-quibblewort");
    let write = |path: &str, text: &str| {
        let path = root.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    write("renmai.yaml", "language: [en, zh]\n");
    write("content/me.md", "---\ngaps: [law]\n---\n");
    write(
        "content/people/ada.md",
        "---\nname: Ada\nphoto: assets/ada.png\nbirthday: 02-30\n---\n![x](assets/a.txt)\n## Log\n- 2026-02-01 call\n",
    );
    write("content/assets/a.txt", "a");
    for path in NOT_MEANT {
        write(path, "---\nname: Snollygoster\n---\nSnollygoster\n");
    }
    fs::write(home.join(".gitconfig"), "[user]\n\tname = Quibblewort\n\temail = quibblewort@example.org\n").unwrap();
    let secrets = BTreeSet::from(["quibblewort", "snollygoster", "hostofus"].map(str::to_owned));
    let temporary: BTreeSet<String> = folder.path().file_name().map(|name| name.to_string_lossy().into_owned()).into_iter().collect();
    let secrets: BTreeSet<String> = secrets.into_iter().chain(temporary).chain(host()).collect();
    for arguments in [&[][..], &["--redact"], &["--encrypt"], &["--shared-modes"]] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_renmai"));
        command.args(["--today", "2026-03-01", "build", "-o", "site"]).args(arguments).current_dir(&root);
        command.envs([("USER", "quibblewort"), ("LOGNAME", "quibblewort"), ("USERNAME", "quibblewort"), ("HOSTNAME", "hostofus")]);
        command.envs([("EMAIL", "quibblewort@example.org"), ("GIT_AUTHOR_EMAIL", "quibblewort@example.org")]);
        let done = command.env("HOME", &home).env("RENMAI_PASSPHRASE", PASSPHRASE).output().unwrap();
        assert!(done.status.code().is_some_and(|code| code < 2), "{done:?}");
        let site = root.join("site");
        assert!(files(&site).len() > 3);
        assert_eq!(leaks(&site, &secrets), Vec::<String>::new(), "{arguments:?}");
    }
}

/// The machine's name, where it is one that is not found by chance.
fn host() -> Option<String> {
    let name = fs::read_to_string(Path::new("/etc/hostname")).ok()?;
    let name = name.trim();
    (name.len() >= 8 && name != "localhost").then(|| name.to_owned())
}
