//! What `export json` writes is what `docs/export.schema.json` describes: every key,
//! every type, nothing more. The validator below knows the words the schema uses, and
//! refuses a schema with others.

use renmai::exchange::{Export, Words};
use serde_json::{Map, Value};

use crate::vault::Vault;

#[test]
fn the_demo_and_an_empty_journal_are_as_described() {
    let schema: Value = serde_json::from_str(include_str!("../../docs/export.schema.json")).unwrap();
    for world in [crate::demo::demo("2026-11-22"), Vault::of("").today("2026-11-22"), awkward()] {
        let say = |message: &renmai::message::Message| message.key.to_string();
        let reason = |reminder: &renmai::measure::Reminder| reminder.key.clone();
        let words = Words { say: &say, reason: &reason };
        let export = Export { loaded: &world.loaded, insights: &world.insights, problems: &world.diagnostics, words };
        let written = serde_json::to_value(&export).unwrap();
        let mut wrong = Vec::new();
        check(&schema, &schema, &written, "$", &mut wrong);
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}

/// Everything that may be missing, wrong, twice or in the future.
fn awkward() -> crate::vault::World {
    let world = Vault::of(
        "-- renmai.yaml --\ncircles: [{id: crew}]\nphases: [9, 1]\nnonsense: 1\n\
         -- me.md --\n---\ngaps: [law, 法律]\n---\n- [ ] renew 📅 2026-11-25\n\
         -- people/a/twin.md --\n---\nname: 王伟\ncircle: nobody\nlast_contact: 2027-01-01\nstrengths: [law]\n\
         money: [{on: 2026-01-01, lent: 5}, {on: 2026-01-01, received: 0.30 EUR}, {on: 2026-02-01, borrowed: \"¥1,000.25\"}]\n\
         dismissed: [felt-used, nonsense]\nunknown: {deep: [1, {er: 2}]}\n---\n## Log\n\
         - 2026-11-30 → coffee planned [gave:: large]\n- 2026-02-30 no day\n- nothing\n- 2026-11-01 call [felt:: odd] [gave:: ]\n\
         - 2026-11-01 🎉 with [[王伟]] [got:: 大]\n\
         -- people/b/TWIN.md --\n---\nname: 王伟\ndied: 2020\n---\n- [x] them: x 📅 2026-01-01 ✅ 2026-01-02\n\
         -- people/empty.md --\n\
         -- journal/2026-11-20.md --\nsaw [[twin]] and [[王伟]] [gave:: x]\n\
         -- plans/p.md --\n---\ntitle: P\n---\n## short\n- two a week [metric:: reach-outs] [target:: 2] [per:: week]\n- bad [metric:: nonsense] [target:: x]\n",
    )
    .today("2026-11-22");
    assert!(world.problems().len() > 9, "{:?}", world.problems());
    world
}

#[test]
fn the_validator_can_fail() {
    let schema: Value = serde_json::from_str(include_str!("../../docs/export.schema.json")).unwrap();
    let mut wrong = Vec::new();
    check(&schema, &schema, &serde_json::json!({"version": 2, "extra": 1}), "$", &mut wrong);
    assert!(wrong.len() > 2, "{wrong:?}");
}

fn check(root: &Value, schema: &Value, value: &Value, path: &str, wrong: &mut Vec<String>) {
    let Some(rules) = schema.as_object() else { return };
    for (word, rule) in rules {
        match word.as_str() {
            "$schema" | "title" | "description" | "$defs" => {}
            "$ref" => check(root, root.pointer(rule.as_str().unwrap().trim_start_matches('#')).unwrap(), value, path, wrong),
            "type" => {
                let kinds: Vec<&str> =
                    rule.as_array().map_or_else(|| vec![rule.as_str().unwrap()], |list| list.iter().filter_map(Value::as_str).collect());
                if !kinds.iter().any(|kind| is(value, kind)) {
                    wrong.push(format!("{path}: {value} is not {kinds:?}"));
                }
            }
            "enum" => {
                if !rule.as_array().unwrap().contains(value) {
                    wrong.push(format!("{path}: {value} is none of {rule}"));
                }
            }
            "const" => {
                if rule != value {
                    wrong.push(format!("{path}: {value} is not {rule}"));
                }
            }
            "minimum" | "maximum" => {
                let (number, edge) = (value.as_f64(), rule.as_f64().unwrap());
                if number.is_some_and(|number| if word == "minimum" { number < edge } else { number > edge }) {
                    wrong.push(format!("{path}: {value} is past its {word} {edge}"));
                }
            }
            "pattern" => {
                // The one pattern there is: a day.
                if value.as_str().is_some_and(|text| text.parse::<jiff::civil::Date>().is_err()) {
                    wrong.push(format!("{path}: {value} is not a day"));
                }
            }
            "items" => {
                for (place, item) in value.as_array().into_iter().flatten().enumerate() {
                    check(root, rule, item, &format!("{path}[{place}]"), wrong);
                }
            }
            "properties" => check_properties(root, rule.as_object().unwrap(), value, path, wrong),
            "required" => {
                for key in rule.as_array().unwrap().iter().filter_map(Value::as_str) {
                    if value.as_object().is_some_and(|map| !map.contains_key(key)) {
                        wrong.push(format!("{path}: {key} is missing"));
                    }
                }
            }
            "additionalProperties" => {
                let known = rules.get("properties").and_then(Value::as_object).unwrap();
                for key in value.as_object().into_iter().flat_map(Map::keys).filter(|key| !known.contains_key(*key)) {
                    wrong.push(format!("{path}: {key} is not described"));
                }
            }
            other => panic!("{path}: the schema says {other}, which this test does not know"),
        }
    }
}

fn check_properties(root: &Value, properties: &Map<String, Value>, value: &Value, path: &str, wrong: &mut Vec<String>) {
    for (key, rule) in properties {
        if let Some(value) = value.get(key) {
            check(root, rule, value, &format!("{path}.{key}"), wrong);
        }
    }
}

fn is(value: &Value, kind: &str) -> bool {
    match kind {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        _ => false,
    }
}
