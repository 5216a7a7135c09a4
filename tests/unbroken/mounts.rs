//! File systems that say no: a journal that may only be read, and a disk that is full.
//!
//! They are mounted in a namespace of the test's own, which needs `unshare` (util-linux) and a
//! system that gives namespaces to users, so these tests run where they are asked for (`.ci/run`
//! does). Where the system gives none they say so and look at nothing.

use std::fs;
use std::io::{Read, Write};
use std::path::Path;
use std::process::{Command, Stdio};

use crate::journal::{Journal, tree};

/// Set inside the namespace.
const INSIDE: &str = "RENMAI_INSIDE";

/// Runs the test of this name again in a namespace where it may mount; false where it is in one.
#[expect(clippy::print_stdout, reason = "nobody may think that it was looked at")]
fn goes_inside(test: &str) -> bool {
    if std::env::var_os(INSIDE).is_some() {
        return false;
    }
    let may = Command::new("unshare").args(["-rm", "mount", "-t", "tmpfs", "none", "/mnt"]).status();
    if !may.is_ok_and(|status| status.success()) {
        println!("NOT LOOKED AT: this system lets nobody mount anything");
        return true;
    }
    let itself = std::env::current_exe().unwrap();
    let again =
        Command::new("unshare").arg("-rm").arg(itself).args(["--ignored", "--exact", test, "--nocapture"]).env(INSIDE, "1").status();
    assert!(again.unwrap().success(), "{test} failed inside");
    true
}

#[track_caller]
fn mount(words: &[&str], at: &Path) {
    assert!(Command::new("mount").args(words).arg(at).status().unwrap().success(), "{words:?} {}", at.display());
}

#[test]
#[ignore = "mounts file systems"]
fn a_journal_that_may_only_be_read_is_built_served_and_never_written() {
    if goes_inside("mounts::a_journal_that_may_only_be_read_is_built_served_and_never_written") {
        return;
    }
    let journal = Journal::new();
    let root = journal.root();
    mount(&["--bind", root.to_str().unwrap()], &root);
    mount(&["-o", "remount,ro,bind"], &root);
    assert!(fs::write(journal.path("x"), "").is_err(), "it can be written to");
    // The command stands in the journal through the mount.
    let before = tree(&root);
    let out = journal.folder.path().join("out");
    for words in [&["build", "-o", out.to_str().unwrap()][..], &["check"], &["list"], &["today"], &["show", "ada"], &["export", "json"]] {
        let done = journal.renmai(words);
        assert!(done.status.success(), "{words:?}: {}", String::from_utf8_lossy(&done.stderr));
    }
    assert!(tree(&out).len() > 20);
    for words in [&["log", "ada", "walk"][..], &["new", "Bo"], &["build"]] {
        let done = journal.renmai(words);
        let said = String::from_utf8_lossy(&done.stderr).into_owned();
        assert!(!done.status.success() && !said.contains("panicked"), "{words:?}: {said}");
        let named = ["ada.md", "bo.md", "site"].iter().any(|name| said.contains(name));
        assert!(named && said.contains("ead-only"), "{words:?}: {said}");
    }
    let mut server = journal.command(crate::program());
    let mut server = server.args(["serve", "-p", "0"]).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let mut line = String::new();
    std::io::BufRead::read_line(&mut std::io::BufReader::new(server.stdout.take().unwrap()), &mut line).unwrap();
    let port = line.trim().trim_end_matches('/').rsplit_once(':').unwrap().1.to_owned();
    let mut stream = std::net::TcpStream::connect(format!("127.0.0.1:{port}")).unwrap();
    write!(stream, "GET /people/ada.html HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n").unwrap();
    let mut page = String::new();
    let _ = stream.read_to_string(&mut page);
    server.kill().unwrap();
    server.wait().unwrap();
    assert!(page.starts_with("HTTP/1.1 200") && page.contains("Ada"), "{page}");
    assert!(tree(&root) == before);
}

#[test]
#[ignore = "mounts file systems"]
fn a_full_disk_costs_no_byte_of_a_note_and_no_page() {
    if goes_inside("mounts::a_full_disk_costs_no_byte_of_a_note_and_no_page") {
        return;
    }
    let journal = Journal::new();
    mount(&["-t", "tmpfs", "-o", "size=8m", "none"], &journal.root());
    journal.write("renmai.yaml", b"language: en\n");
    let note = b"---\nname: Ada\n---\n\n- [ ] me: send the scans\n\n## Log\n- 2026-02-01 call\n";
    journal.write("content/people/ada.md", note);
    journal.write("content/people/bo.md", b"---\nname: Bo\n---\n");
    assert!(journal.renmai(&["build"]).status.success());
    journal.write("content/people/bo.md", b"---\nname: Bo Changed\n---\n");
    let site = tree(&journal.path("site"));
    // To the last byte, whatever the size of a block.
    let mut filler = fs::File::create(journal.path("filler")).unwrap();
    for size in [64 * 1024, 4096, 512, 1] {
        while filler.write_all(&vec![b'x'; size]).is_ok() {}
    }
    drop(filler);
    for words in [&["log", "ada", "a long walk"][..], &["done", "ada", "scans"], &["new", "Cy"], &["build"]] {
        let done = journal.renmai(words);
        let said = String::from_utf8_lossy(&done.stderr).into_owned();
        assert!(!done.status.success() && said.to_lowercase().contains("space") && !said.contains("panicked"), "{words:?}: {said}");
        assert_eq!(fs::read(journal.path("content/people/ada.md")).unwrap(), note, "{words:?}");
        assert!(tree(&journal.path("site")) == site, "{words:?}");
    }
    fs::remove_file(journal.path("filler")).unwrap();
    for words in [&["log", "ada", "a long walk"][..], &["build"]] {
        let done = journal.renmai(words);
        assert!(done.status.success(), "{words:?}: {}", String::from_utf8_lossy(&done.stderr));
    }
    assert!(fs::read_to_string(journal.path("site/people/bo.html")).unwrap().contains("Bo Changed"));
    let mut names: Vec<_> = fs::read_dir(journal.path("content/people")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    names.sort();
    assert_eq!(names, ["ada.md", "bo.md"], "nothing is left over");
}
