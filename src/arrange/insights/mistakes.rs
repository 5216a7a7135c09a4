//! The classic mistakes, each with the lines it rests on, and those not seen.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::arrange::profile::{Evidence, Line};
use crate::arrange::route::{Route, Variant};
use crate::arrange::site::Site;
use crate::arrange::words::Words;
use crate::measure::network::{MISTAKE_IDS, Mistake};
use crate::message::Message;
use crate::model::{Contact, ContactIndex};
use crate::source::{FileId, Span};

/// A mistake that is seen.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MistakeView {
    /// Its id.
    pub id: &'static str,
    /// What the notes say.
    pub evidence: Vec<Words>,
    /// Where the first of its lines is shown.
    pub href: String,
    /// How many lines there are, in words.
    pub link: Words,
    /// Its lines.
    pub lines: Evidence,
}

/// Lines named on the page, folded; all of them stand in the JSON.
const LINES_SHOWN: usize = 60;

impl Site<'_> {
    pub(super) fn mistakes(&self) -> (Vec<MistakeView>, Vec<&'static str>) {
        let seen = &self.insights.network.mistakes;
        let files: BTreeMap<FileId, ContactIndex> = self.journal.iter().map(|(who, contact)| (contact.file, who)).collect();
        let views = seen.iter().map(|mistake| self.mistake(mistake, &files)).collect();
        let not_seen = MISTAKE_IDS.into_iter().filter(|id| seen.iter().all(|mistake| mistake.id != *id));
        (views, not_seen.collect())
    }

    fn mistake(&self, mistake: &Mistake, files: &BTreeMap<FileId, ContactIndex>) -> MistakeView {
        let people = self.path(Route::People(Variant::Attention, 0));
        // Cards lie in a pile of their own; naming some of them says nothing.
        let is_cards = mistake.id == "many-cards";
        let lines: Vec<Line> = if is_cards {
            Vec::new()
        } else {
            mistake.evidence.iter().filter_map(|at| self.mistake_line(*at, files)).take(LINES_SHOWN).collect()
        };
        let lines = Evidence { lines, total: mistake.evidence.len(), all: None };
        let first = lines.lines.first().map(|line| line.href.clone());
        MistakeView {
            id: mistake.id,
            evidence: vec![self.mistake_words(mistake).into()],
            href: if is_cards { format!("{people}#cards") } else { first.unwrap_or(people) },
            link: Message::new(format!("mistake.{}.link", mistake.id)).with("n", mistake.count).into(),
            lines,
        }
    }

    fn mistake_words(&self, mistake: &Mistake) -> Message {
        let all = mistake.count == mistake.of && !matches!(mistake.id, "many-cards" | "only-taking");
        let text = Message::new(format!("mistake.{}.{}", mistake.id, if all { "text_all" } else { "text" }));
        match mistake.id {
            "many-cards" => text.with("cards", mistake.count).with("talked", mistake.of),
            "only-taking" => {
                let exchanges = || self.insights.people.iter().map(|figures| &figures.exchange);
                let given: u32 = exchanges().map(|exchange| exchange.given).sum();
                let got: u32 = exchanges().map(|exchange| exchange.got).sum();
                text.with("given", given).with("got", got)
            }
            _ => text.with("n", mistake.count).with("of", mistake.of),
        }
    }

    /// A line where it is shown: on the page of the person in whose file it stands; a
    /// note's line on the page of the first it mentions.
    fn mistake_line(&self, at: Span, files: &BTreeMap<FileId, ContactIndex>) -> Option<Line> {
        let mentions =
            |(who, contact, _): (ContactIndex, &Contact, _)| contact.interactions.iter().any(|entry| entry.at == at).then_some(who);
        let who = files.get(&at.file).copied().or_else(|| self.people().find_map(mentions))?;
        // The page is nobody's own: the file is always named.
        Some(Line { own: false, ..self.line(who, self.journal.contact(who)?, at) })
    }
}
