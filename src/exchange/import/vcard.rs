//! vCard 2.1, 3.0 and 4.0 as address books really write them, made into cards.
//!
//! Cards are told apart first: one that is cut off, nested or begun twice is kept as
//! far as it goes. What each property means stands in [`super::vcard_property`].

use super::content_line::{Line, lines, unescaped};
use super::gather::{Gather, apple_label};
use super::vcard_property::property;
use super::{Imported, Remark};

/// Reads all cards of a file.
#[must_use]
pub fn read(bytes: &[u8]) -> Imported {
    let mut imported = Imported::default();
    let mut open: Option<Vec<Line>> = None;
    let mut nested = 0_usize;
    for line in lines(bytes) {
        let line = match line {
            Ok(line) => line,
            Err(at) => {
                if open.is_some() && nested == 0 {
                    imported.remarks.push(Remark::new(at, "import.remark.no-property"));
                }
                continue;
            }
        };
        let is_card = line.value.trim().eq_ignore_ascii_case("VCARD");
        match line.name.as_str() {
            "BEGIN" if is_card => match &mut open {
                // An agent's card stands inside the card of the one they work for.
                Some(card) if nested > 0 || card.last().is_some_and(|last| last.name == "AGENT" && last.value.trim().is_empty()) => {
                    nested += 1;
                }
                Some(_) => {
                    imported.remarks.push(Remark::new(line.at, "import.remark.cut-off"));
                    finish(open.take(), &mut imported);
                    open = Some(vec![line]);
                }
                None => open = Some(vec![line]),
            },
            "END" if is_card && nested > 0 => nested -= 1,
            "END" if is_card => finish(open.take(), &mut imported),
            _ => match &mut open {
                Some(card) if nested > 0 => {
                    // Of an agent the name is kept.
                    if line.name == "FN"
                        && let Some(agent) = card.last_mut().filter(|last| last.name == "AGENT")
                    {
                        agent.value = line.value;
                    }
                }
                Some(card) => card.push(line),
                None => {}
            },
        }
    }
    if let Some(first) = open.as_ref().and_then(|card| card.first()) {
        imported.remarks.push(Remark::new(first.at, "import.remark.cut-off"));
        finish(open, &mut imported);
    }
    imported
}

fn finish(lines: Option<Vec<Line>>, imported: &mut Imported) {
    let Some(lines) = lines else { return };
    let at = lines.first().map_or(0, |line| line.at);
    let mut gather = Gather::new(at, "vCard");
    // A name first: parts of it that it says already are no facts.
    let full = lines.iter().filter(|line| line.name == "FN").map(|line| unescaped(&line.value));
    full.for_each(|name| gather.name(&name));
    for line in &lines {
        if line.name == "PHOTO" || line.name == "LOGO" {
            imported.pictures += 1;
        }
        let label = label_of(line, &lines);
        property(&mut gather, line, &label);
    }
    match gather.card() {
        Some(card) => imported.cards.push(card),
        None => imported.remarks.push(Remark::new(at, "import.remark.empty-card")),
    }
}

/// What Apple calls a property: the `X-ABLabel` of its group; else its types.
fn label_of(line: &Line, lines: &[Line]) -> String {
    let own = lines.iter().find(|other| !line.group.is_empty() && other.group == line.group && other.name == "X-ABLABEL");
    match own {
        Some(label) => apple_label(&unescaped(&label.value)),
        None => line.params("TYPE").collect::<Vec<_>>().join(" "),
    }
}
