//! Bringing a journal up to date file by file gives what reading it from nothing gives:
//! the same journal, the same problems, the same figures, the same addresses.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::{Date, date};
use renmai::arrange::{Order, Site};
use renmai::diagnostics::{Diagnostic, in_reading_order};
use renmai::kept::Kept;
use renmai::measure::Insights;
use renmai::source::{SourceFile, Vault};
use renmai::{Loaded, check, load, measure, measure_again};

const TODAY: Date = date(2026, 11, 24);

/// Numbers that are the same on every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % n
    }

    fn of<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[self.below(words.len())]
    }
}

/// The files of a journal as an editor sees them.
struct Files {
    texts: BTreeMap<String, String>,
    settings: String,
    vault: Vault,
}

impl Files {
    /// Whoever did not change stays the very same file, as the reader keeps it.
    fn vault(&mut self) -> Vault {
        let old: BTreeMap<String, Arc<SourceFile>> =
            self.vault.content.iter().map(|file| (file.path.as_ref().to_owned(), Arc::clone(file))).collect();
        let file = |(path, text): (&String, &String)| match old.get(path) {
            Some(known) if known.text == *text => Arc::clone(known),
            _ => Arc::new(SourceFile::from_text(path, text)),
        };
        self.vault.content = self.texts.iter().map(file).collect();
        self.vault.settings = Some(Arc::new(SourceFile::from_text("renmai.yaml", &self.settings)));
        self.vault.clone()
    }

    fn edit(&mut self, path: &str, from: &str, to: &str) {
        if let Some(text) = self.texts.get_mut(path) {
            *text = text.replacen(from, to, 1);
        }
    }
}

const NAMES: &[&str] = &["Ada", "Bo", "Chen Yu", "王伟", "Eve", "Fay", "Ada Two", "the poet", "p1", "nobody"];

fn person(dice: &mut Dice) -> String {
    let mut text = format!(
        "---\nname: {}\ncircle: {}\ntags: [walks, {}]\nstrengths: [{}]\nneeds: [{}]\nlast_contact: 2026-0{}-11\n",
        dice.of(NAMES),
        dice.of(&["close", "friend", "clsoe"]),
        dice.of(&["a", "b"]),
        dice.of(&["design", "law"]),
        dice.of(&["design", "law", "money"]),
        dice.below(9) + 1,
    );
    if dice.below(2) == 0 {
        text += &format!("aliases: [{}]\n", dice.of(NAMES));
    }
    if dice.below(2) == 0 {
        text += &format!("relations: [{{to: {}, as: friend}}]\nmet: {{on: 2020-01-02, through: {}}}\n", dice.of(NAMES), dice.of(NAMES));
    }
    if dice.below(3) == 0 {
        text += "money: [{on: 2026-05-01, lent: 500 CNY, due: 2026-06-01}]\ntimezone: Mars/Base\nbirthday: 1990-12-01\n";
    }
    text += &format!("---\n\nKnows [[{}]].\n\n## Log\n", dice.of(NAMES));
    for _ in 0..dice.below(5) {
        text += &entry(dice);
    }
    text + "\n## Plans\n- [ ] me: send the book 📅 2026-11-20\n- [ ] water 📅 2026-11-20\n- [ ] water 📅 2026-11-20\n"
}

fn entry(dice: &mut Dice) -> String {
    let day = format!("2026-{:02}-{:02}", dice.below(12) + 1, dice.below(4) + 1);
    match dice.below(4) {
        0 => format!("- {day} → coffee with [[{}]] and [[{}]]: talked [gave:: large idea]\n", dice.of(NAMES), dice.of(NAMES)),
        1 => format!("- {day} ← call: asked [with:: {}] [ask:: them] [felt:: used]\n", dice.of(NAMES)),
        2 => format!("- {day} ↔ intro: of [[{}]] [got:: a hint]\n", dice.of(NAMES)),
        _ => format!("- {day} → greeting: hello [reply:: me]\n"),
    }
}

fn note(dice: &mut Dice) -> String {
    format!("# Day\n\n- ↔ dinner with [[{}]] and [[{}]] [gave:: soup]\n\nSaw [[{}]].\n", dice.of(NAMES), dice.of(NAMES), dice.of(NAMES))
}

fn change(files: &mut Files, dice: &mut Dice) {
    let path = format!("people/{}p{}.md", dice.of(&["", "", "deep/"]), dice.below(7));
    match dice.below(17) {
        0..=4 => {
            let line = entry(dice);
            files.edit(&path, "## Log\n", &format!("## Log\n{line}"));
        }
        5 => files.edit(&path, "→", "←"),
        6 => files.edit(&path, "circle: close", "circle: friend"),
        7 => files.edit(&path, "[ ] me", "[x] me"),
        15 => files.edit(&path, "[ ] water", "[x] water"),
        8 => files.edit(&path, "Knows", "Long known, since some years"),
        9 => files.edit(&path, "tags: [walks", "tags: [runs"),
        10 => files.edit(&path, "name: ", "name: New "),
        11 => _ = files.texts.insert(path, person(dice)),
        12 => _ = files.texts.remove(&path),
        13 => _ = files.texts.insert(format!("journal/2026-11-0{}.md", dice.below(3) + 1), note(dice)),
        14 => files.edit("me.md", "gaps: [design]", "gaps: [law, design]"),
        _ => files.settings = format!("capacity: {}\n", dice.below(4) + 1),
    }
}

/// What is known of a journal.
#[derive(Debug)]
struct World {
    loaded: Loaded,
    problems: Vec<Diagnostic>,
    insights: Insights,
    order: Order,
}

fn from_nothing(vault: &Vault, load: impl FnOnce(&Vault) -> renmai::diagnostics::Checked<Loaded>) -> World {
    let loaded = load(vault);
    let insights = measure(&loaded.value.journal, TODAY);
    let order = Order::of(&loaded.value.journal);
    World { loaded: loaded.value, problems: loaded.diagnostics, insights, order }
}

fn whole(world: &World) -> Vec<Diagnostic> {
    let mut problems = world.problems.clone();
    problems.retain(|problem| !check::is_found_here(problem.code));
    problems.extend(check(&world.loaded.journal, TODAY));
    in_reading_order(&mut problems);
    problems
}

/// All that is known of a value, with the files numbered by their places.
fn numbered(loaded: &Loaded, value: &impl std::fmt::Debug) -> String {
    let places: BTreeMap<u32, usize> = loaded.sources.iter().enumerate().map(|(place, (id, _))| (id.0, place)).collect();
    let text = format!("{value:?}");
    let mut parts = text.split("FileId(");
    let mut all = parts.next().unwrap_or("").to_owned();
    for part in parts {
        let (id, rest) = part.split_once(')').unwrap();
        all += &format!("FileId({}){rest}", places[&id.parse().unwrap()]);
    }
    all
}

#[test]
fn file_by_file_is_as_from_nothing() {
    let (mut alone, mut anew) = (0, 0);
    for seed in 0..40 {
        let mut dice = Dice(seed);
        let mut files = Files { texts: BTreeMap::new(), settings: String::new(), vault: Vault::default() };
        files.texts.insert("me.md".to_owned(), "---\nstrengths: [law]\ngaps: [design]\noffers: [money]\n---\n".to_owned());
        // Called like a person, with the task of one: their reminders' keys are told apart.
        if seed % 2 == 0 {
            files.texts.insert("plans/p1.md".to_owned(), "- [ ] water 📅 2026-11-20\n".to_owned());
        }
        files.texts.insert(
            "plans/year.md".to_owned(),
            "---\ntitle: Year\n---\n## Short\n- [ ] Go [metric:: reach-outs] [target:: 2] [per:: week]\n".to_owned(),
        );
        for place in 0..5 {
            let text = person(&mut dice);
            files.texts.insert(format!("people/p{place}.md"), text);
        }
        let mut kept = Kept::default();
        let mut world = from_nothing(&files.vault(), |vault| kept.load(vault));
        for step in 0..25 {
            for _ in 0..=dice.below(2) {
                change(&mut files, &mut dice);
            }
            let vault = files.vault();
            world = if let Some(people) = kept.renew(&vault, &mut world.loaded, &mut world.problems) {
                alone += 1;
                let insights = measure_again(&world.loaded.journal, world.insights, people);
                World { insights, ..world }
            } else {
                anew += 1;
                from_nothing(&vault, |vault| kept.load(vault))
            };
            let expected = from_nothing(&vault, load);
            let at = format!("seed {seed}, step {step}");
            assert_eq!(numbered(&world.loaded, &world.loaded.journal), numbered(&expected.loaded, &expected.loaded.journal), "{at}");
            assert_eq!(numbered(&world.loaded, &whole(&world)), numbered(&expected.loaded, &whole(&expected)), "{at}");
            assert_eq!(numbered(&world.loaded, &world.insights), numbered(&expected.loaded, &expected.insights), "{at}");
            assert_eq!(world.order, expected.order, "{at}");
            let texts = |loaded: &Loaded| loaded.sources.iter().map(|(_, file)| file.text.clone()).collect::<Vec<_>>();
            assert_eq!(texts(&world.loaded), texts(&expected.loaded), "{at}");
        }
    }
    // Neither way stays unwalked.
    assert!(alone > 200 && anew > 200, "{alone} alone, {anew} anew");
}

#[test]
fn every_page_is_found_by_its_path() {
    let mut dice = Dice(7);
    let ids = ["ada", "ada-card", "ada-log", "ada-2", "an", "a"];
    let content = ids.iter().map(|id| Arc::new(SourceFile::from_text(&format!("people/{id}.md"), &person(&mut dice)))).collect();
    let loaded = load(&Vault { content, ..Vault::default() });
    let insights = measure(&loaded.value.journal, TODAY);
    let site = Site::new(&loaded.value.journal, &loaded.value.sources, &insights, &loaded.diagnostics);
    let routes = site.routes();
    assert!(routes.len() > 20);
    for route in routes {
        assert_eq!(site.find(&site.path(route)), Some(route));
    }
    assert_eq!(site.find("people/nobody.html"), None);
}
