//! `renmai done`: ticks the one open task that is meant, a person's or that of a
//! guide, a plan or a checklist.

use super::desk::Desk;
use super::failure::{Exit, Failure};
use super::terminal::{Terminal, harmless};
use super::who::{self, Who};
use super::whom;
use super::writing::{self, Stop, Target};
use crate::cli::Done;
use renmai::edit::tick::{self, Ticked};
use renmai::message::Message;
use renmai::model::article::Article;
use renmai::model::name::fold;
use serde_json::json;

/// Ticks the task, or lists those that may be meant and writes nothing.
pub fn run(desk: &Desk, terminal: &mut Terminal, typed: &Done) -> Result<Exit, Failure> {
    let Some((called, id, target)) = find(desk, terminal, &typed.who)? else { return Ok(Exit::Problems) };
    let on = writing::day(typed.on.as_deref(), desk.today)?;
    let wanted = typed.task.join(" ");
    let mut listed: Vec<String> = Vec::new();
    let outcome = target.change(typed.dry_run, |page| {
        let found = tick::meant(page, &wanted);
        match found.as_slice() {
            [task] if !wanted.trim().is_empty() => {
                let Ticked { page, at, next_at } = tick::tick(page, task, on)?;
                Ok((page, ((*task).clone(), at, next_at)))
            }
            several => {
                // Where none says so, all that are open are named.
                let named = if several.is_empty() { tick::meant(page, "") } else { several.to_vec() };
                listed = named
                    .iter()
                    .map(|task| page.text().get(task.at.start as usize..task.at.end as usize).unwrap_or("").trim().to_owned())
                    .collect();
                Err(Stop::Said(Failure::Stopped(unclear(several.len(), named.len(), &wanted, &called))))
            }
        }
    });
    let (old, new, (task, at, next_at)) = match outcome {
        Ok(done) => done,
        Err(Failure::Stopped(_)) if typed.json && !listed.is_empty() => {
            let value = json!({ "written": false, "file": target.name.as_ref(), "id": id, "open": listed });
            terminal.data(&format!("{value:#}"))?;
            return Ok(if wanted.trim().is_empty() { Exit::Done } else { Exit::Problems });
        }
        Err(Failure::Stopped(message)) if !listed.is_empty() => return list(terminal, &message, &listed, wanted.trim().is_empty()),
        Err(failure) => return Err(failure),
    };
    let line = |at: usize| new.text().get(at..).and_then(|rest| rest.lines().next()).unwrap_or("").trim();
    if typed.json {
        let place = |at: usize| json!({ "line": new.line_of(at), "text": line(at) });
        let value = json!({
            "written": !typed.dry_run,
            "file": target.name.as_ref(),
            "id": id,
            "task": place(at),
            "next": next_at.map(place),
        });
        return terminal.data(&format!("{value:#}")).map(|()| Exit::Done);
    }
    if typed.dry_run {
        target.show_difference(terminal, old.text(), new.text())?;
        terminal.talk(&Message::new("writing.nothing-written"))?;
        return Ok(Exit::Done);
    }
    terminal.data(&format!("{}:{}", target.typed, new.line_of(at)))?;
    for at in next_at.into_iter().chain([at]) {
        terminal.data(&format!("+ {}", harmless(line(at))))?;
    }
    if next_at.is_some() {
        terminal.talk(&Message::new("writing.done.recurs"))?;
    }
    // What happened between two people belongs in their log as well.
    if let Some(id) = id {
        let command = format!("renmai log {id} \"{}\"", task.text.replace(['"', '`', '$', '\\'], ""));
        terminal.talk(&Message::new("writing.done.log-it").with("command", command))?;
    }
    Ok(Exit::Done)
}

/// Whose task it is: a person's, else that of the guide, plan or checklist of this
/// title. What it is called, a person's id, and the file.
fn find(desk: &Desk, terminal: &mut Terminal, said: &str) -> Result<Option<(String, Option<String>, Target)>, Failure> {
    let journal = &desk.loaded.journal;
    if matches!(who::find(journal, said), Who::Nobody) {
        let wanted = fold(said);
        let is = |article: &&Article| fold(&article.id) == wanted || fold(&article.title) == wanted;
        let holds = |article: &&Article| fold(&article.title).contains(&wanted);
        let exact: Vec<&Article> = journal.articles.iter().filter(is).collect();
        let found = if exact.is_empty() { journal.articles.iter().filter(holds).collect() } else { exact };
        match found.as_slice() {
            [] => {}
            [one] => return Ok(Target::of_article(desk, one).map(|target| (one.title.clone(), None, target))),
            several => {
                terminal.insist(&Message::new("terminal.show.several").with("who", said))?;
                several.iter().try_for_each(|article| terminal.insist_text(&format!("  {}", harmless(&article.title))))?;
                return Ok(None);
            }
        }
    }
    let Ok(index) = whom::one(desk, terminal, said)? else { return Ok(None) };
    let contact = journal.contact(index);
    Ok(contact.and_then(|contact| Some((contact.name().to_owned(), Some(contact.id.clone()), Target::of(desk, contact)?))))
}

fn unclear(found: usize, open: usize, wanted: &str, name: &str) -> Message {
    let key = match (found, wanted.trim().is_empty()) {
        _ if open == 0 => "none-open",
        (0, _) => "no-task",
        (_, true) => "open",
        (_, false) => "several",
    };
    Message::new(format!("writing.done.{key}")).with("task", wanted).with("name", name)
}

/// Asked for no task in particular, the list is the answer.
fn list(terminal: &mut Terminal, message: &Message, tasks: &[String], asked: bool) -> Result<Exit, Failure> {
    terminal.insist(message)?;
    tasks.iter().try_for_each(|task| terminal.data(&format!("  {}", harmless(task))))?;
    Ok(if asked { Exit::Done } else { Exit::Problems })
}
