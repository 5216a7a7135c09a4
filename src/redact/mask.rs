//! Neutral items: `██ 12` for a text, the same one for the same text.
//!
//! So what depends on two texts being equal, or on one holding the other, comes out as before:
//! a gap that somebody's strength covers is still covered.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::measure::fit::covers;
use crate::model::Journal;

/// What stands where a text was. No word of any language, and nothing Markdown or a log reads as a mark.
const BAR: &str = "██";
/// Tags whose meaning is ours, and what they are written as.
const OUR_TAGS: [(&str, &str); 4] = [("work", "work"), ("工作", "work"), ("life", "life"), ("生活", "life")];
/// Characters of a phrase that are compared with others.
const LONGEST_PHRASE: usize = 120;

/// Gives numbers to texts, in the order they are asked for.
#[derive(Default)]
pub(super) struct Mask {
    texts: HashMap<String, usize>,
    tags: HashMap<String, usize>,
    circles: HashMap<String, usize>,
    festivals: HashMap<String, usize>,
    /// Phrases that stand inside another phrase, by the outer one.
    inside: BTreeMap<String, Vec<String>>,
}

impl Mask {
    /// Knows which phrases of strengths, needs, gaps and offers hold which others.
    pub(super) fn of(journal: &Journal) -> Self {
        let me = &journal.me;
        let mine = me.gaps.iter().chain(&me.strengths).chain(&me.offers).chain(&me.needs);
        let theirs = journal.contacts.iter().flat_map(|contact| contact.profile.strengths.iter().chain(&contact.profile.needs));
        let phrases: BTreeSet<String> =
            mine.chain(theirs).map(|phrase| folded(&phrase.value)).filter(|phrase| !phrase.is_empty()).collect();
        let lengths: BTreeSet<usize> = phrases.iter().map(|phrase| phrase.chars().count()).collect();
        let inside = phrases.iter().map(|outer| (outer.clone(), inner_phrases(outer, &phrases, &lengths)));
        Self { inside: inside.filter(|(_, inner)| !inner.is_empty()).collect(), ..Self::default() }
    }

    /// The item for a text; nothing for nothing.
    pub(super) fn text(&mut self, text: &str) -> String {
        let text = folded(text);
        if text.is_empty() { String::new() } else { self.item(&text) }
    }

    /// The item for a phrase of strengths, needs, gaps or offers, with those it holds.
    pub(super) fn phrase(&mut self, text: &str) -> String {
        let text = folded(text);
        let mut whole = self.text(&text);
        for inner in self.inside.get(&text).cloned().unwrap_or_default() {
            whole.push_str(" · ");
            whole.push_str(&self.item(&inner));
        }
        whole
    }

    /// A tag: ours as it is, every other by number.
    pub(super) fn tag(&mut self, tag: &str) -> String {
        let top = tag.split('/').next().unwrap_or(tag).to_ascii_lowercase();
        match OUR_TAGS.iter().find(|(spelling, _)| *spelling == top) {
            Some((_, ours)) => (*ours).to_owned(),
            None => format!("tag-{}", number(&mut self.tags, folded(tag))),
        }
    }

    /// A circle of the user's own.
    pub(super) fn circle(&mut self, id: &str) -> String {
        format!("circle-{}", number(&mut self.circles, folded(id)))
    }

    /// A festival of the user's own.
    pub(super) fn festival(&mut self, id: &str) -> String {
        format!("festival-{}", number(&mut self.festivals, folded(id)))
    }

    fn item(&mut self, text: &str) -> String {
        format!("{BAR} {}", number(&mut self.texts, text.to_owned()))
    }
}

fn number(known: &mut HashMap<String, usize>, text: String) -> usize {
    let next = known.len() + 1;
    *known.entry(text).or_insert(next)
}

fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// The phrases inside another. Every stretch of it is looked up, so many phrases cost no more each.
fn inner_phrases(outer: &str, phrases: &BTreeSet<String>, lengths: &BTreeSet<usize>) -> Vec<String> {
    let ends: Vec<usize> = outer.char_indices().map(|(at, _)| at).chain([outer.len()]).take(LONGEST_PHRASE).collect();
    let mut inner = BTreeSet::new();
    for (place, start) in ends.iter().enumerate() {
        for length in lengths {
            let Some(end) = ends.get(place + length) else { break };
            let part = outer.get(*start..*end).unwrap_or("");
            if part != outer && phrases.contains(part) && covers(outer, part) {
                inner.insert(part.to_owned());
            }
        }
    }
    inner.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::article::Me;
    use crate::source::{FileId, Span, Spanned};

    #[test]
    fn equal_texts_are_one_item_and_inner_phrases_stay_inside() {
        let word = |text: &str| Spanned::new(text.to_owned(), Span::top(FileId(0)));
        let me = Me { gaps: vec![word("供应链"), word("law")], strengths: vec![word("Contract law"), word("lawn")], ..Me::default() };
        let mut mask = Mask::of(&Journal { me, ..Journal::default() });
        let [gap, law, contract, lawn] = ["供应链", "LAW", "contract  law", "lawn"].map(|text| mask.phrase(text));
        assert_eq!(law, mask.text(" law"));
        assert!(covers(&law, &contract) && !covers(&law, &lawn) && !covers(&gap, &contract));
        assert_eq!((mask.tag("Work/x"), mask.tag("生活"), mask.tag("secret")), ("work".into(), "life".into(), "tag-1".into()));
    }
}
