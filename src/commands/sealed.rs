//! `build --encrypt` and `decrypt`: a site as a sealed container, and back.

use super::build::Outcome;
use super::context::Context;
use super::failure::{Exit, Failure, shown};
use super::page_sink::Collected;
use super::passphrase::{choose, know, system_random};
use super::stages::Stages;
use super::terminal::Terminal;
use super::{attachments, pages};
use crate::cli::{Build, Decrypt};
use renmai::disk::sealed::read as read_sealed;
use renmai::disk::{Modes, Publisher, Surroundings};
use renmai::message::Message;
use renmai::seal::{self, Refused, ShellWords, header_of};
use std::env;
use std::path::Path;

/// The page in front of a container.
const SHELL: &str = "index.html";

/// Every gap of the shell page.
const TEXTS: [&str; 10] = ["title", "no-script", "passphrase", "open", "working", "wrong", "broken", "no-crypto", "locked", "lock"];

/// Seals the site: pages are made in memory, and only ciphertext is written.
pub fn publish(
    context: &Context,
    terminal: &mut Terminal,
    typed: &Build,
    publisher: Publisher,
    stages: &mut Stages,
) -> Result<Outcome, Failure> {
    let passphrase = choose(terminal, typed.passphrase_file.as_deref())?;
    let refused = Failure::publish(&context.places.as_typed(publisher.site()));
    let collected = Collected::new(publisher.site().to_owned());
    let made = pages::publish(&collected, context, stages).map_err(&refused)?;
    let left_out = attachments::publish(&collected, &context.places.content, &context.vault.assets).map_err(&refused)?;
    let files = seal::seal(&collected.into_bundle(), &passphrase, &shell_words(context), &mut system_random);
    for file in &files {
        publisher.put(&file.path, &file.bytes).map_err(&refused)?;
    }
    let summary = publisher.finish().map_err(&refused)?;
    Ok(Outcome { made, left_out, summary })
}

fn shell_words(context: &Context) -> ShellWords {
    let Some((lang, words)) = context.languages.first().and_then(|lang| Some((*lang, context.renderer.words(lang)?))) else {
        return ShellWords::default();
    };
    let texts = TEXTS.map(|gap| (gap, words.say(&Message::new(format!("sealed.{gap}")))));
    ShellWords { lang: if lang == "zh" { "zh-Hans" } else { lang }.to_owned(), texts: texts.into() }
}

/// Opens a container and writes the site it holds.
#[expect(clippy::disallowed_methods, reason = "where one stands and where home is, asked once")]
pub fn decrypt(terminal: &mut Terminal, typed: &Decrypt) -> Result<Exit, Failure> {
    let here = env::current_dir().map_err(Failure::io(".".as_ref()))?;
    let no_site = || Failure::Usage(Message::new("sealing.no-site").with("path", shown(&typed.site)));
    let shell = read_sealed(&typed.site.join(SHELL)).map_err(|_| no_site())?;
    let header = header_of(&String::from_utf8_lossy(&shell)).ok_or_else(no_site)?;
    let passphrase = know(terminal, typed.passphrase_file.as_deref())?;
    let read = |part: &str| read_sealed(&typed.site.join(part)).ok();
    let files = seal::unlock(&header, &passphrase).and_then(|site| site.open(read)).map_err(|why| refusal(&typed.site, &why))?;

    let around = Surroundings { root: here.join(&typed.site), content: here.join(&typed.site), home: env::home_dir() };
    let refused = Failure::publish(&typed.output);
    let publisher = Publisher::open(&here.join(&typed.output), &around, Modes::Private).map_err(&refused)?;
    for (path, bytes) in &files {
        publisher.put(path, bytes).map_err(&refused)?;
    }
    publisher.finish().map_err(&refused)?;
    terminal.talk(&Message::new("sealing.opened").with("n", files.len()).with("path", shown(&typed.output.join(SHELL))))?;
    Ok(Exit::Done)
}

fn refusal(site: &Path, why: &Refused) -> Failure {
    let key = match why {
        Refused::NotOurs | Refused::Rounds(_) => "no-site",
        Refused::Passphrase => "wrong",
        Refused::Part(_) | Refused::Contents => "broken",
    };
    Failure::Stopped(Message::new(format!("sealing.{key}")).with("path", shown(site)))
}
