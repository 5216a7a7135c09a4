//! A redacted journal has the figures of the one it was made from, person by person, but for
//! money and what was asked to be left out.

use renmai::source::SourceFile;
use serde_json::{Value, json};
use std::sync::Arc;

use crate::demo::demo;
use crate::golden::export;
use crate::vault::{Vault, World};

fn redacted(world: &World) -> World {
    World::new(&renmai::redact(&world.loaded.journal), world.insights.today)
}

/// Without words, names and places in files: what is left are figures and days.
fn figures(value: &Value) -> Value {
    const WORDS: [&str; 16] = [
        "id", "name", "reading", "text", "source", "reason", "key", "person", "title", "circle", "boundary", "gap", "need", "problems",
        "a", "b",
    ];
    const COUNTED: [&str; 5] = ["evidence", "covers_my_gaps", "covered_by_me", "covered_by", "cards"];
    match value {
        Value::Object(map) => {
            let kept = map.iter().filter(|(key, _)| !WORDS.contains(&key.as_str()) || (*key == "id" && is_ours(&map["id"])));
            kept.map(|(key, value)| {
                let counted = COUNTED.contains(&key.as_str()).then(|| json!(value.as_array().map(Vec::len)));
                (key.clone(), counted.unwrap_or_else(|| figures(value)))
            })
            .collect()
        }
        Value::Array(list) => {
            let mut list: Vec<Value> = list.iter().filter(|item| !speaks_of_money(item)).map(figures).collect();
            // People come in another order: their files have other names.
            list.sort_by_key(Value::to_string);
            Value::Array(list)
        }
        // A sum over people in another order may differ in its last bit.
        Value::Number(number) if number.is_f64() => json!(format!("{:.9}", number.as_f64().unwrap())),
        other => other.clone(),
    }
}

/// Ids of checks, signs and mistakes, not of people.
fn is_ours(id: &Value) -> bool {
    const OURS: [&str; 16] = [
        "quarterly",
        "not-only-asking",
        "work-and-life",
        "two-way",
        "balanced",
        "gives",
        "mostly-me",
        "only-in-need",
        "lopsided",
        "felt-used",
        "broken-promises",
        "many-cards",
        "only-when-needed",
        "only-taking",
        "surface",
        "no-boundaries",
    ];
    id.as_str().is_some_and(|id| OURS.contains(&id))
}

fn speaks_of_money(item: &Value) -> bool {
    let is = |key: &str, value: &str| item.get(key).and_then(Value::as_str) == Some(value);
    is("kind", "money") || is("id", "money-past-due") || is("id", "no-boundaries")
}

fn same_figures(world: &World) {
    let mut journal = world.loaded.journal.clone();
    journal.contacts.iter_mut().for_each(|contact| contact.profile.redact.clear());
    let hidden = World::new(&renmai::redact(&journal), world.insights.today);
    assert_eq!(hidden.diagnostics, []);
    let (before, after) = (figures(&export(world)), figures(&export(&hidden)));
    for part in ["people", "reminders", "week", "goals", "network"] {
        let rows = |value: &Value| value[part].as_array().map_or_else(|| vec![value[part].clone()], Clone::clone);
        let (before, after) = (rows(&before), rows(&after));
        assert_eq!(before.len(), after.len(), "{part}");
        for (before, after) in before.iter().zip(&after) {
            assert_eq!(after, before, "{part}");
        }
    }
}

#[test]
fn the_demo_keeps_its_figures() {
    for today in ["2026-11-22", "2026-11-23"] {
        same_figures(&demo(today));
    }
}

#[test]
fn shared_entries_mentions_and_answers_keep_theirs() {
    same_figures(
        &Vault::of(
            "-- renmai.yaml --\ncircles:\n  - inner\n  - {id: choir, title: Choir, cadence: 20, weight: 3}\ntags: {board: 50}\nfestivals:\n  - {id: f, title: F, on: 八月十五}\n\
             -- me.md --\n---\ngaps: [supply chain, law]\noffers: [drawing]\n---\n\
             -- people/ada.md --\n---\nname: Ada Moreno\ncircle: choir\nstrengths: [contract law]\nneeds: [drawing lessons]\nfestivals: [f]\nbirthday: 02-29\n\
             family: [{name: Bo, birthday: 农历八月十五}]\ndates: [{label: x, on: 八月十五, lunar: true}]\nmet: {on: 2019-05, through: Cy}\n---\n\
             # complementarity (2026-01-05)\n- [x] a\n- [ ] b\n## more\n- [x] c\n# Exchange\n- [x] d ✅ 2026-02-01\n\
             # To do\n- [ ] me: scan 📅 2026-03-02\n- [x] them: pay 📅 2026-02-02 ✅ 2026-02-09\n- [-] no\n\
             ## Log\n- 2026-02-20 → coffee with [[Bo Lind]] and [[Cy]]: x, about [[Di]] #work [gave:: medium a] [got:: b] [felt:: warm] [reply:: me]\n\
             - 2026-02-20 ← like: y #life\n- 2026-03-20 ↔ dinner: planned\n- 2026-01-02 intro: [[Di]] and others [ask:: them] [depth:: touch]\n\
             -- people/bo.md --\n---\nname: Bo Lind\ntags: [board]\nlast_contact: 2025-12-01\nstatus: paused\n---\n\
             -- people/cy.md --\n---\nname: Cy\nsnooze_until: 2026-04-01\n---\n## Log\n- 2026-02-20 → call: own day\n\
             -- people/di.md --\n---\nname: Di\nstrengths: [supply chain]\nrelations: [{to: Cy, as: kin}]\nprojects: [{name: p, next: 2026-03-03}]\n---\n\
             -- journal/2026-02-22.md --\n## Dinner with [[Di]] and [[Bo Lind]]\nthought of [[Cy]].\n- [x] thank [[Di]] ✅ 2026-02-24\n\
             -- plans/p.md --\n# Short term\n- [x] a\n  - [ ] step\n  - [x] other\n- write [metric:: reach-outs] [target:: 2] [per:: week]\n",
        )
        .today("2026-03-01"),
    );
}

#[test]
fn every_generated_text_is_an_item_or_a_day() {
    let hidden = renmai::redact(&demo("2026-11-22").loaded.journal);
    let files: Vec<&Arc<SourceFile>> = hidden.content.iter().chain(&hidden.settings).collect();
    let han = |file: &SourceFile| {
        file.text.chars().any(|sign| renmai::model::name::is_han(sign) && !"闰正二三四五六七八九十冬腊月初廿年".contains(sign))
    };
    assert_eq!(files.iter().filter(|file| han(file)).map(|file| file.path.to_string()).collect::<Vec<_>>(), [""; 0]);
}

#[test]
fn what_a_person_asks_to_leave_out_is_left_out() {
    let world = Vault::of(
        "-- people/ada.md --\n---\nname: Ada Moreno\nbirthday: 1990-05-12\nmet: 2020-01-02\nredact: [bday]\n---\n## Log\n- 2026-02-20 → lunch with [[Bo]]: x\n\
         -- people/bo.md --\n---\nname: Bo\nredact: all\n---\n## Log\n- 2026-02-21 → dinner with [[Ada Moreno]]\n",
    )
    .today("2026-03-01");
    let hidden = redacted(&world);
    assert_eq!(hidden.ids(), ["am"]);
    let ada = &hidden.loaded.journal.contacts[0];
    assert!(ada.profile.birthday.is_none() && ada.profile.met.on.is_some());
    assert_eq!(ada.interactions.len(), 2, "what was shared in the other's file still counts");
    assert!(ada.interactions.iter().all(|entry| entry.named.is_empty()));
}
