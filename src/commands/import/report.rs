//! What an import did, or would do: a table for people, JSON for programs.

use super::super::context::Context;
use super::super::failure::{Failure, shown};
use super::super::people::QUIET;
use super::super::table::{Cell, lay_out};
use super::super::terminal::Terminal;
use super::super::writing;
use super::plan::{Outcome, Plan, Row};
use crate::cli::Import;
use renmai::exchange::import::Format;
use renmai::exchange::import::matching::By;
use renmai::message::Message;
use serde_json::{Map, Value, json};

/// Shows every card and what becomes of it.
pub fn show(context: &Context, terminal: &mut Terminal, typed: &Import, format: Format, plan: &Plan) -> Result<(), Failure> {
    if typed.json {
        let value = json(context, terminal, typed, format, plan);
        return terminal.data(&format!("{value:#}"));
    }
    let rows: Vec<Vec<Cell>> = plan.rows.iter().map(|row| cells(context, terminal, typed, plan, row)).collect();
    lay_out(&rows).iter().try_for_each(|line| terminal.data(line))?;
    for remark in &plan.remarks {
        let what = remark.message.clone();
        terminal.talk(
            &Message::new("import.remark-at").with("path", shown(&typed.file)).with("line", remark.line.to_string()).with("what", what),
        )?;
    }
    let count = |fits: fn(&Outcome) -> bool| plan.rows.iter().filter(|row| fits(&row.outcome)).count();
    let unsure = count(|outcome| matches!(outcome, Outcome::Unsure { .. }));
    let total = Message::new("import.total")
        .with("new", count(|outcome| matches!(outcome, Outcome::New { .. })))
        .with("merged", count(|outcome| matches!(outcome, Outcome::Merged { .. } | Outcome::Twin { .. })))
        .with("same", count(|outcome| matches!(outcome, Outcome::Same { .. })))
        .with("unsure", unsure);
    terminal.talk(&total)?;
    if plan.pictures > 0 {
        terminal.talk(&Message::new("import.pictures").with("n", plan.pictures))?;
    }
    if unsure > 0 {
        terminal.talk(&Message::new("import.unsure-help"))?;
    }
    if typed.dry_run {
        terminal.talk(&Message::new("writing.nothing-written"))?;
    }
    Ok(())
}

fn cells(context: &Context, terminal: &Terminal, typed: &Import, plan: &Plan, row: &Row) -> Vec<Cell> {
    let say = |key: &str| terminal.word(&Message::new(format!("import.{key}")));
    let by = |by: By| say(&format!("by.{}", by.name()));
    let list = |keys: &[String]| keys.join(", ");
    let (state, who, more) = match &row.outcome {
        Outcome::New { file } => {
            let path = plan.files.get(*file).map(|file| writing::typed_path(context, &file.path)).unwrap_or_default();
            let first_word = row.card.tasks.iter().find_map(|task| task.due).filter(|_| typed.spread);
            let said = first_word.map(|on| terminal.word(&Message::new("import.first-word-on").with("on", on)));
            ("new", path, said.unwrap_or_default())
        }
        Outcome::Merged { who, by: how, filled, differs, added } => {
            let id = context.loaded.journal.contact(*who).map(|contact| contact.id.clone()).unwrap_or_default();
            let mut more = vec![by(*how)];
            if !filled.is_empty() {
                more.push(terminal.word(&Message::new("import.filled").with("keys", list(filled))));
            }
            if *added > 0 {
                more.push(terminal.word(&Message::new("import.added").with("n", *added)));
            }
            more.extend(kept(terminal, differs));
            ("merged", id, more.join(&say("between")))
        }
        Outcome::Same { id, by: how, differs } => {
            let more: Vec<String> = std::iter::once(by(*how)).chain(kept(terminal, differs)).collect();
            ("same", id.clone(), more.join(&say("between")))
        }
        Outcome::Twin { file, by: how } => ("merged", plan.files.get(*file).map(|file| file.stem.clone()).unwrap_or_default(), by(*how)),
        Outcome::Unsure { ids, by: how } => ("unsure", ids.join(", "), by(*how)),
        Outcome::Failed { message } => ("failed", String::new(), terminal.word(message)),
    };
    vec![say(&format!("state.{state}")).into(), row.card.name.as_str().into(), who.into(), Cell::styled(&more, QUIET)]
}

fn kept(terminal: &Terminal, differs: &[String]) -> Option<String> {
    (!differs.is_empty()).then(|| terminal.word(&Message::new("import.kept").with("keys", differs.join(", "))))
}

fn json(context: &Context, terminal: &Terminal, typed: &Import, format: Format, plan: &Plan) -> Value {
    let path_of = |path: &std::path::Path| path.strip_prefix(&context.places.content).unwrap_or(path).to_string_lossy().replace('\\', "/");
    let people: Vec<Value> = plan
        .rows
        .iter()
        .map(|row| {
            let mut person = Map::new();
            let mut set = |key: &str, value: Value| drop(person.insert(key.to_owned(), value));
            let new_file = |file: usize| plan.files.get(file).map(|file| (file.stem.clone(), path_of(&file.path)));
            let state = match &row.outcome {
                Outcome::New { .. } => "new",
                Outcome::Merged { .. } | Outcome::Twin { .. } => "merged",
                Outcome::Same { .. } => "same",
                Outcome::Unsure { .. } => "ambiguous",
                Outcome::Failed { .. } => "failed",
            };
            set("state", state.into());
            set("name", row.card.name.clone().into());
            set("line", row.card.line.into());
            match &row.outcome {
                Outcome::New { file } => {
                    if let Some((id, path)) = new_file(*file) {
                        set("id", id.into());
                        set("file", path.into());
                    }
                }
                Outcome::Twin { file, by } => {
                    set("id", new_file(*file).map(|(id, _)| id).into());
                    set("by", by.name().into());
                }
                Outcome::Merged { who, by, filled, differs, added } => {
                    let contact = context.loaded.journal.contact(*who);
                    set("id", contact.map(|contact| contact.id.clone()).into());
                    let file = contact.and_then(|contact| context.loaded.sources.file(contact.file));
                    set("file", file.map(|file| file.path.to_string()).into());
                    set("by", by.name().into());
                    set("filled", filled.clone().into());
                    set("kept", differs.clone().into());
                    set("added", (*added).into());
                }
                Outcome::Same { id, by, differs } => {
                    set("id", id.clone().into());
                    set("by", by.name().into());
                    set("kept", differs.clone().into());
                }
                Outcome::Unsure { ids, by } => {
                    set("by", by.name().into());
                    set("candidates", ids.clone().into());
                }
                Outcome::Failed { message } => set("message", terminal.word(message).into()),
            }
            Value::Object(person)
        })
        .collect();
    let remarks: Vec<Value> =
        plan.remarks.iter().map(|remark| json!({ "line": remark.line, "message": terminal.word(&remark.message) })).collect();
    json!({
        "source": shown(&typed.file),
        "format": format.name(),
        "written": !typed.dry_run,
        "people": people,
        "remarks": remarks,
        "pictures_left_out": plan.pictures,
    })
}
