//! `renmai export csv` and `renmai export vcard`: everybody, for a spreadsheet or a phone.

use super::context::Context;
use super::failure::{Exit, Failure};
use super::terminal::Terminal;
use renmai::exchange::{table, vcard};
use renmai::message::Message;

/// A table of everybody.
pub fn csv(context: &Context, terminal: &mut Terminal) -> Result<Exit, Failure> {
    let table = table::table(context.loaded.journal.contacts.iter());
    terminal.document(&table)?;
    Ok(Exit::Done)
}

/// Everybody's card.
pub fn vcard(context: &Context, terminal: &mut Terminal) -> Result<Exit, Failure> {
    let cards = {
        let lunar =
            |day: renmai::model::calendar::LunarDate| terminal.word(&Message::new("import.lunar-birthday").with("day", day.on.han()));
        vcard::vcards(context.loaded.journal.contacts.iter(), &lunar)
    };
    terminal.document(cards.as_bytes())?;
    Ok(Exit::Done)
}
