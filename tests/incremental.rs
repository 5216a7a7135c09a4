//! A build that keeps what it finds must give what a build from nothing gives, whatever
//! was changed in between: no page may stay stale.

#![allow(clippy::disallowed_methods, clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may fail loudly")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

/// Numbers that are the same on every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % n
    }
}

struct Journal {
    folder: tempfile::TempDir,
}

impl Journal {
    fn new() -> Self {
        let journal = Self { folder: tempfile::tempdir().unwrap() };
        journal.write("renmai.yaml", "title: Kept\nlanguage: [en, zh]\ntimezone: UTC\n");
        journal.write("content/me.md", "---\nstrengths: [listening]\ngaps: [design]\noffers: [a talk]\n---\n");
        for person in 0..7 {
            let text = format!(
                "---\nname: Person {person}\ncircle: close\ntags: [walks, t{}]\nstrengths: [design, s{}]\nneeds: [s{}]\nmet: {{through: Person {}}}\nrelations: [{{to: Person {}, as: friend}}]\n---\n\nKnows [[Person {}]].\n\n## Log\n- 2026-10-0{} → coffee: talked [gave:: an idea]\n- 2026-09-01 ← call with [[Person {}]]\n\n## Plans\n- [ ] me: send the book 📅 2026-11-20\n",
                person % 3,
                person,
                (person + 4) % 7,
                (person + 5) % 7,
                (person + 1) % 7,
                (person + 2) % 7,
                person + 1,
                (person + 3) % 7,
            );
            journal.write(&format!("content/people/p{person}.md"), &text);
        }
        journal.write(
            "content/plans/year.md",
            "---\ntitle: Year\n---\n## Short\n- [ ] Reach out [metric:: reach-outs] [target:: 2] [per:: week]\n",
        );
        journal
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn edit(&self, path: &str, change: impl FnOnce(String) -> String) {
        let place = self.folder.path().join(path);
        if let Ok(text) = fs::read_to_string(&place) {
            fs::write(place, change(text)).unwrap();
        }
    }

    fn build(&self, site: &str, today: &str) -> String {
        let output = Command::new(env!("CARGO_BIN_EXE_renmai"))
            .args(["--root", ".", "--today", today, "build", "--json", "--output", site])
            .current_dir(self.folder.path())
            .env("LANG", "C.UTF-8")
            .output()
            .unwrap();
        assert!(output.status.code().is_some_and(|code| code <= 1), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    fn files(&self, site: &str) -> BTreeMap<String, String> {
        let mut found = BTreeMap::new();
        collect(&self.folder.path().join(site), "", &mut found);
        found
    }

    /// One random change; the day may move too.
    fn change(&self, dice: &mut Dice, step: usize, day: &mut u8) {
        let person = format!("content/people/p{}.md", dice.below(8));
        match dice.below(22) {
            0 => self.edit(&person, |text| text.replace("## Log\n", &format!("## Log\n- 2026-11-1{} → call: step {step}\n", step % 10))),
            1 => self.edit(&person, |text| text.replace("circle: close", "circle: friend")),
            2 => self.edit(&person, |text| text.replace("name: Person", "name: Renamed")),
            3 => _ = fs::remove_file(self.folder.path().join(&person)),
            4 => self.write(&person, &format!("---\nname: New {step}\ntags: [walks, extra]\nbirthday: 1990-12-0{}\n---\n", step % 9 + 1)),
            5 => self.edit("renmai.yaml", |text| text.replace("title: Kept", &format!("title: Kept {step}"))),
            6 => *day += 1,
            7 => self.edit(&person, |text| text.replace("- [ ] me", "- [x] me")),
            8 => self.write("content/guides/a.md", &format!("---\ntitle: Guide {step}\ntags: [walks]\n---\n# One\n\nWords.\n")),
            9 => self.write(
                "content/journal/2026-11-05.md",
                &format!("- ↔ dinner with [[Person {}]] and [[Person {}]]\n", step % 7, (step + 3) % 7),
            ),
            // What one person's file says is on other people's pages.
            10 => {
                self.edit(&person, |text| {
                    text.replace("circle: close", &format!("circle: close\naliases: [Person {}, P{step}]", step % 7))
                });
            }
            11 => self.edit(&person, |text| text.replace("needs: [", &format!("needs: [s{}, ", step % 7))),
            12 => self.edit(&person, |text| text.replace("  \n", "\n") + &format!("\nWords {step} of [[Person {}]].\n", step % 7)),
            13 => self.edit(&person, |text| text.replace("circle: close", "circle: close\nstatus: paused")),
            14 => self.edit("renmai.yaml", |text| {
                text.replace("timezone: UTC\n", "timezone: UTC\ncircles: [{id: friend, cadence: 60}, {id: close, cadence: 30}]\n")
            }),
            // What has a day is in the calendar file, years ahead.
            15 => self.edit(&person, |text| text.replace("## Log\n", &format!("## Log\n- 2026-12-0{} → lunch: planned [[Person {}]]\n", step % 9 + 1, step % 7))),
            16 => self.edit(&person, |text| {
                text.replace("circle: close", &format!("circle: close\nbirthday: 1990-12-1{}\nfamily: [{{name: Tom, relation: son, birthday: 2015-03-0{}}}]", step % 9, step % 9 + 1))
            }),
            17 => self.edit(&person, |text| text.replace("## Log\n", &format!("## Log\n- 2025-12-0{} → gift [gave:: a lamp {step}]\n", step % 9 + 1))),
            18 => self.edit(&person, |text| {
                let day = step % 9 + 1;
                text.replace(
                    "circle: close",
                    &format!("circle: close\nprojects: [{{name: House {step}, next: 2026-12-0{day}}}]\ndates: [{{label: wedding, on: 2019-06-0{day}}}]\nmoney: [{{on: 2026-01-05, lent: {day}00 CNY, due: 2026-12-2{day}}}]\nfestivals: [春节]\nlunar_birthday: 08-1{day}"),
                )
            }),
            19 => self.edit(&person, |text| text.replace("met: {", &format!("met: {{on: 2021-12-0{}, place: Oslo, ", step % 9 + 1))),
            20 => self.write("content/journal/2026-11-06.md", &format!("---\ntitle: Note {step}\n---\n- [ ] call the bank 📅 2026-12-0{}\n", step % 9 + 1)),
            _ => self.write("content/people/broken.md", &format!("---\nname: Broken\nbirthday: 2025-02-3{}\n---\n", step % 10)),
        }
    }
}

fn collect(folder: &Path, prefix: &str, found: &mut BTreeMap<String, String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let name = format!("{prefix}{}", entry.file_name().to_str().unwrap());
        if entry.file_type().unwrap().is_dir() {
            collect(&entry.path(), &format!("{name}/"), found);
        } else {
            found.insert(name, String::from_utf8_lossy(&fs::read(entry.path()).unwrap()).into_owned());
        }
    }
}

#[test]
fn after_any_change_the_site_is_what_it_would_be_from_nothing() {
    let (journal, mut dice, mut day) = (Journal::new(), Dice(20_261_124), 10);
    journal.build("site", "2026-11-10");
    for step in 0..32 {
        for _ in 0..=dice.below(2) {
            journal.change(&mut dice, step, &mut day);
        }
        let today = format!("2026-11-{day}");
        journal.build("site", &today);
        let clean = format!("clean-{step}");
        journal.build(&clean, &today);
        let (kept, made) = (journal.files("site"), journal.files(&clean));
        assert_eq!(kept.keys().collect::<Vec<_>>(), made.keys().collect::<Vec<_>>(), "step {step}");
        for (path, text) in &made {
            assert!(kept.get(path) == Some(text), "step {step}: {path} is stale");
        }
        fs::remove_dir_all(journal.folder.path().join(clean)).unwrap();
    }
}

#[test]
fn what_did_not_change_is_not_touched() {
    let journal = Journal::new();
    let first = journal.build("site", "2026-11-10");
    let times = |site: &str| {
        let mut found = BTreeMap::new();
        collect(&journal.folder.path().join(site), "", &mut found);
        let time = |path: &str| fs::metadata(journal.folder.path().join(site).join(path)).unwrap().modified().unwrap();
        found.into_keys().map(|path| (time(&path), path)).collect::<Vec<_>>()
    };
    let before = times("site");
    let second = journal.build("site", "2026-11-10");
    assert_eq!(before, times("site"));
    assert!(second.contains("\"written\":0") && second.contains("\"errors\":0"), "{second}");
    let pages = |said: &str| said.split("\"pages\":").nth(1).and_then(|rest| rest.split(',').next()).map(str::to_owned);
    assert_eq!(pages(&first), pages(&second));
}

#[test]
fn problems_are_said_again_when_nothing_changed() {
    let journal = Journal::new();
    journal.write("content/people/broken.md", "---\nname: Broken\nbirthday: 2025-02-30\n---\n");
    for _ in 0..2 {
        assert!(journal.build("site", "2026-11-10").contains("\"errors\":1"));
    }
}
