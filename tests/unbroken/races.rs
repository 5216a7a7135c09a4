//! Files that are changed, cut, renamed and removed while they are read.

use std::fs;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::journal::{Journal, rounds, tree};

/// Atomic changes show the old text or the new one; a change in place may show a cut one,
/// which is still some beginning of a text that was there. Never a panic, never a third thing.
#[test]
fn files_that_change_while_they_are_read_do_no_harm() {
    let journal = Journal::new();
    let marks = ["OLDOLDOLD", "NEWNEWNEW"];
    let text = |mark: &str| format!("---\nname: Quirrel\n---\n\n{}\n", format!("word {mark} word\n\n").repeat(400));
    let people = journal.path("content/people");
    journal.write("content/people/swapped.md", text(marks[0]).as_bytes());
    let ended = AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let mut turn = 0_usize;
            while !ended.load(Ordering::Relaxed) {
                turn += 1;
                let draft = people.join("draft.tmp");
                // Saved as most editors do.
                fs::write(&draft, text(marks[turn % 2])).unwrap();
                fs::rename(&draft, people.join("swapped.md")).unwrap();
                // Written in place, cut, gone, a folder, another name.
                let victim = people.join("victim.md");
                match turn % 6 {
                    0 => fs::write(&victim, text(marks[0])).unwrap(),
                    1 => fs::write(&victim, "---\nname: Vi").unwrap(),
                    2 => drop(fs::remove_file(&victim)),
                    3 => fs::create_dir_all(&victim).unwrap(),
                    4 => drop(fs::remove_dir(&victim)),
                    _ => {
                        fs::write(people.join("other.md"), "---\nname: Other\n---\n").unwrap();
                        let _ = fs::rename(people.join("other.md"), &victim);
                    }
                }
            }
        });
        for round in 0..rounds(12) {
            let done = journal.renmai(&["build", "-o", "out"]);
            let said = String::from_utf8_lossy(&done.stderr).into_owned();
            assert!(matches!(done.status.code(), Some(0 | 1)) && !said.contains("panicked"), "{round}: {said}");
            let page = fs::read_to_string(journal.path("out/people/swapped.html")).unwrap_or_else(|_| {
                let files: Vec<_> = tree(&journal.path("out/people")).into_keys().collect();
                panic!("{round}: {files:?} {said}")
            });
            let seen = marks.map(|mark| page.matches(mark).count() > 0);
            assert!(seen == [true, false] || seen == [false, true], "{round}: a mixture {seen:?}");
        }
        ended.store(true, Ordering::Relaxed);
    });
}
