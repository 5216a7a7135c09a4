//! Every way in which editors and other programs save a file is seen, and what they leave
//! lying about is not.

use crate::server::{Server, journal, put};
use std::fs;
use std::path::Path;
use std::thread::sleep;
use std::time::Duration;

const PERSON: &str = "content/people/ada.md";

/// Saves as a program does; afterwards the file holds the text.
type Save = fn(&Path, &str);

const STYLES: &[(&str, Save)] = &[
    ("vim", |file, text| {
        let backup = beside(file, "ada.md~");
        fs::write(beside(file, "4913"), "").unwrap();
        fs::remove_file(beside(file, "4913")).unwrap();
        fs::rename(file, &backup).unwrap();
        fs::write(file, text).unwrap();
        fs::remove_file(backup).unwrap();
    }),
    ("nvim", |file, text| {
        fs::copy(file, beside(file, "ada.md~")).unwrap();
        fs::write(file, text).unwrap();
        fs::remove_file(beside(file, "ada.md~")).unwrap();
    }),
    ("Emacs", |file, text| {
        fs::write(beside(file, "#ada.md#"), text).unwrap();
        #[cfg(unix)]
        std::os::unix::fs::symlink("me@here.1:2", beside(file, ".#ada.md")).unwrap();
        fs::rename(file, beside(file, "ada.md~")).unwrap();
        fs::write(file, text).unwrap();
        #[cfg(unix)]
        fs::remove_file(beside(file, ".#ada.md")).unwrap();
        fs::remove_file(beside(file, "#ada.md#")).unwrap();
    }),
    ("VS Code", |file, text| fs::write(file, text).unwrap()),
    ("Sublime", |file, text| {
        fs::write(beside(file, ".ada.md.tmp"), text).unwrap();
        fs::rename(beside(file, ".ada.md.tmp"), file).unwrap();
    }),
    ("iA Writer", |file, text| {
        let folder = beside(file, "ada.sb-1a2b3c4d");
        fs::create_dir(&folder).unwrap();
        fs::write(folder.join("ada.md"), text).unwrap();
        fs::rename(folder.join("ada.md"), file).unwrap();
        fs::remove_dir(folder).unwrap();
    }),
    ("sed -i", |file, text| {
        fs::write(beside(file, "sedX1y2Z3"), text).unwrap();
        fs::rename(beside(file, "sedX1y2Z3"), file).unwrap();
    }),
    ("emptied, then written", |file, text| {
        fs::write(file, "").unwrap();
        sleep(Duration::from_millis(30));
        fs::write(file, text).unwrap();
    }),
    ("Syncthing", |file, text| {
        fs::write(beside(file, ".syncthing.ada.md.tmp"), text).unwrap();
        fs::remove_file(file).unwrap();
        fs::rename(beside(file, ".syncthing.ada.md.tmp"), file).unwrap();
    }),
    ("many at once", |file, text| {
        for n in 0..400 {
            fs::write(beside(file, &format!("other-{n}.md")), text).unwrap();
        }
        fs::remove_file(file).unwrap();
        fs::write(file, text).unwrap();
        for n in 0..400 {
            fs::remove_file(beside(file, &format!("other-{n}.md"))).unwrap();
        }
    }),
    ("a folder moved away and back", |file, text| {
        let folder = file.parent().unwrap();
        let away = folder.with_file_name("away");
        fs::rename(folder, &away).unwrap();
        fs::write(away.join("ada.md"), text).unwrap();
        fs::rename(&away, folder).unwrap();
    }),
    ("the whole content anew", |file, text| {
        let content = file.parent().unwrap().parent().unwrap();
        fs::remove_dir_all(content).unwrap();
        sleep(Duration::from_millis(30));
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }),
];

fn beside(file: &Path, name: &str) -> std::path::PathBuf {
    file.with_file_name(name)
}

/// `rounds` saves in every style, each seen, the page then new.
fn check(rounds: usize) {
    let folder = journal(&[(PERSON, "---\nname: Ada\n---\n")]);
    let server = Server::start(folder.path());
    for round in 0..rounds {
        for (style, save) in STYLES {
            let mut listener = server.listen();
            let org = format!("{} {round}", style.replace([',', '-', ' '], ""));
            save(&folder.path().join(PERSON), &format!("---\nname: Ada\norg: {org}\n---\n"));
            assert!(listener.hears_reload(), "{style}, round {round}");
            // A save in several steps may be seen in several: the last one counts.
            let is_new = (0..100).any(|_| server.get("/people/ada.html").text().contains(&org) || !pause());
            assert!(is_new, "{style}, round {round}");
            settle(&server);
        }
    }
}

/// Always true, after a while.
fn pause() -> bool {
    sleep(Duration::from_millis(50));
    true
}

/// Until nothing more is heard for a while.
fn settle(server: &Server) {
    while server.listen().hears("reload", Duration::from_millis(700)) {}
}

#[test]
fn every_way_to_save_is_seen() {
    check(1);
}

#[test]
#[ignore = "takes an hour: every way two hundred times"]
fn every_way_to_save_is_seen_two_hundred_times() {
    check(200);
}

#[test]
fn what_says_the_same_and_what_is_no_note_is_no_news() {
    let folder = journal(&[(PERSON, "---\nname: Ada\n---\n")]);
    let server = Server::start(folder.path());
    settle(&server);
    let mut listener = server.listen();
    let file = folder.path().join(PERSON);
    // Touched; written with the same words; read; debris; the output inside the tree.
    fs::File::options().append(true).open(&file).unwrap().set_modified(std::time::SystemTime::now()).unwrap();
    put(folder.path(), PERSON, "---\nname: Ada\n---\n");
    fs::read(&file).unwrap();
    for name in ["ada.md~", "#ada.md#", ".#ada.md", "ada.md.swp", "4913", "ada.tmp", "x.txt", "_draft.md"] {
        put(folder.path(), &format!("content/people/{name}"), "x");
    }
    put(folder.path(), "site/index.html", "x");
    put(folder.path(), "content/site/index.html", "x");
    assert!(!listener.hears("reload", Duration::from_millis(1_500)));
    put(folder.path(), PERSON, "---\nname: Eva\n---\n");
    assert!(listener.hears_reload());
    assert_eq!(String::from_utf8(listener.heard).unwrap().matches("data:").count(), 1);
}
