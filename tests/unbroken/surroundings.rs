//! A site depends on its files and the day, not on where or how it is built; and building reads
//! the journal without leaving a trace in it.

use crate::journal::{Journal, tree};

#[test]
fn zones_languages_and_threads_of_the_system_change_no_byte() {
    let journal = Journal::new();
    journal.write("content/people/bo.md", "---\nname: 张伟\nbirthday: 02-29\n---\n## 往来\n- 2026-02-28 23:59 吃饭\n".as_bytes());
    let before = tree(&journal.path("content"));
    let mut first = None;
    for zone in ["UTC", "Pacific/Kiritimati", "Pacific/Pago_Pago", "Asia/Shanghai", "America/St_Johns", "Nowhere/Else"] {
        for language in ["C", "zh_CN.UTF-8", "tr_TR.UTF-8"] {
            let threads = if language == "C" { "1" } else { "16" };
            let mut command = journal.command(crate::program());
            command.envs([("TZ", zone), ("LC_ALL", language), ("LANG", language), ("RAYON_NUM_THREADS", threads)]);
            let out = journal.folder.path().join(format!("out-{}-{language}", zone.replace('/', "-")));
            let built = command.args(["build", "--quiet", "--today", "2026-03-01", "-o"]).arg(&out).output().unwrap();
            assert!(built.status.success(), "{zone} {language}: {}", String::from_utf8_lossy(&built.stderr));
            let site = tree(&out);
            assert!(site.len() > 20, "{} files", site.len());
            assert!(*first.get_or_insert_with(|| site.clone()) == site, "{zone} {language}");
        }
    }
    assert!(journal.renmai(&["check"]).status.code().is_some_and(|code| code < 2));
    assert!(tree(&journal.path("content")) == before, "the notes were touched");
}

/// A file system lists its files in an order of its own: on one in memory the newest come first. And a
/// journal's place on the disk, its root among them, is nobody's business.
#[test]
fn neither_the_order_of_a_folder_nor_its_place_changes_a_byte() {
    // Two names that differ in case are one file elsewhere.
    let twin = if cfg!(target_os = "linux") { "Bo" } else { "Boo" };
    let names = ["bo", "Cy", "ada", "张伟", "z", "eve", twin, "émile", "10", "9", "_x", "李娜"];
    let site = |order: &[&str], above: &std::path::Path| {
        let folder = tempfile::tempdir_in(above).unwrap();
        let root = folder.path().join("journal");
        let write = |path: &str, text: &str| {
            let path = root.join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        };
        write("renmai.yaml", "language: [en, zh]\n");
        for name in order {
            write(
                &format!("content/people/{name}.md"),
                &format!("---\nname: P {name}\ntags: [t]\n---\n## Log\n- 2026-02-01 call with [[z]]\n"),
            );
            write(&format!("content/journal/2026-02-0{}.md", name.len()), "- tea with [[z]]\n");
            write(&format!("content/assets/{name}.txt"), name);
        }
        let mut command = std::process::Command::new(crate::program());
        command.args(["build", "--quiet", "--today", "2026-03-01", "-o", "site"]).current_dir(&root);
        let built = command.output().unwrap();
        assert!(built.status.code().is_some_and(|code| code < 2), "{}", String::from_utf8_lossy(&built.stderr));
        let listed: Vec<_> = std::fs::read_dir(root.join("content/people")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        (tree(&root.join("site")), listed)
    };
    let backwards: Vec<&str> = names.iter().rev().copied().collect();
    let (first, listed) = site(&names, &std::env::temp_dir());
    assert!(first.len() > 40, "{} files", first.len());
    let mut other_orders = 0;
    for above in [std::env::temp_dir(), "/dev/shm".into(), "/tmp".into()].iter().filter(|above| above.is_dir()) {
        for order in [&names[..], &backwards[..]] {
            let (again, order) = site(order, above);
            other_orders += usize::from(order != listed);
            let differing: Vec<_> = first.keys().filter(|path| first.get(*path) != again.get(*path)).collect();
            assert!(differing.is_empty() && first.len() == again.len(), "{}: {differing:?}", above.display());
        }
    }
    assert!(other_orders > 0 || !std::path::Path::new("/dev/shm").is_dir(), "every folder was listed in the same order");
}

/// Days at both ends of the calendar, and clocks set back: every command that looks answers.
#[test]
fn any_day_is_a_day() {
    let journal = Journal::new();
    let text = "---\nname: Bo\nbirthday: 02-29\nlunar_birthday: 闰06-30\ncadence: 30\n---\n- [ ] me: x 📅 2026-03-05 🔁 every month\n\n## Log\n- 2026-02-28 call\n";
    journal.write("content/people/bo.md", text.as_bytes());
    for day in ["0001-01-01", "1582-10-10", "1999-12-31", "2000-02-29", "2025-03-01", "2026-02-28", "2100-02-28", "9999-12-31"] {
        for words in
            [&["today"][..], &["list"], &["show", "bo"], &["check"], &["export", "json"], &["export", "ics"], &["build", "-o", "out"]]
        {
            let mut command = journal.command(crate::program());
            let done = command.env_remove("SOURCE_DATE_EPOCH").args(["--today", day]).args(words).output().unwrap();
            let said = String::from_utf8_lossy(&done.stderr).into_owned();
            assert!(done.status.code().is_some_and(|code| code < 2) && !said.contains("panicked"), "{day} {words:?}: {said}");
        }
    }
}

/// Runs it, and ends it where it waits without end.
fn within_half_a_minute(command: &mut std::process::Command) -> (Option<i32>, String) {
    let mut child = command.stdout(std::process::Stdio::null()).stderr(std::process::Stdio::piped()).spawn().unwrap();
    let ended = (0..600).find_map(|_| {
        std::thread::sleep(std::time::Duration::from_millis(50));
        child.try_wait().unwrap()
    });
    if ended.is_none() {
        child.kill().unwrap();
        child.wait().unwrap();
    }
    (ended.and_then(|status| status.code()), std::io::read_to_string(child.stderr.take().unwrap()).unwrap())
}

/// A pipe would be waited for without end: in a note's place, an attachment's, the settings', a sealed site's.
#[test]
fn what_is_no_regular_file_is_not_waited_for() {
    let journal = Journal::new();
    std::fs::create_dir_all(journal.path("content/assets")).unwrap();
    std::fs::remove_file(journal.path("renmai.yaml")).unwrap();
    for path in ["content/people/pipe.md", "content/assets/pipe.png", "renmai.yaml"] {
        assert!(std::process::Command::new("mkfifo").arg(journal.path(path)).status().unwrap().success());
    }
    let mut command = journal.command(crate::program());
    command.args(["-r", journal.root().to_str().unwrap(), "build", "-o", "out"]);
    let (code, said) = within_half_a_minute(&mut command);
    assert_eq!(code, Some(1), "it waits for a pipe: {said}");
    for name in ["pipe.md", "renmai.yaml"] {
        assert!(said.contains(name), "{name}: {said}");
    }
    assert!(journal.path("out/people/ada.html").exists());
    std::fs::create_dir_all(journal.path("strangers")).unwrap();
    assert!(std::process::Command::new("mkfifo").arg(journal.path("strangers/index.html")).status().unwrap().success());
    let mut command = journal.command(crate::program());
    let (code, said) = within_half_a_minute(command.args(["decrypt", "strangers", "-o", "opened"]).env("RENMAI_PASSPHRASE", "x"));
    assert_eq!(code, Some(2), "{said}");
}

/// It holds nothing and says that it is larger than any memory.
#[test]
fn an_attachment_beyond_the_limit_is_named_and_the_rest_is_built() {
    let journal = Journal::new();
    journal.write("content/assets/a.txt", b"a");
    let giant = std::fs::File::create(journal.path("content/assets/giant.bin")).unwrap();
    if giant.set_len(1 << 40).is_err() {
        giant.set_len((1 << 29) + 1).unwrap();
    }
    let done = journal.renmai(&["build", "-o", "out"]);
    let said = String::from_utf8_lossy(&done.stderr).into_owned();
    assert!(done.status.success(), "{said}");
    assert!(said.contains("giant.bin") && said.contains("512 MiB"), "{said}");
    assert!(journal.path("out/assets/a.txt").exists() && !journal.path("out/assets/giant.bin").exists());
    let checked = journal.renmai(&["check", "--privacy"]);
    assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stderr));
}
