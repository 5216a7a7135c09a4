//! Guides, checklists, plans and who I am: titles and words as items, ticks and figures kept.

use std::fmt::Write as _;

use super::mask::Mask;
use super::tasks::tasks;
use crate::model::Journal;
use crate::model::article::{ArticleKind, Me};
use crate::source::Spanned;

/// Every article's file: path and text.
pub(super) fn articles(journal: &Journal, mask: &mut Mask) -> Vec<(String, String)> {
    let mut files = Vec::with_capacity(journal.articles.len());
    for (place, article) in journal.articles.iter().enumerate() {
        let kind = match article.kind {
            ArticleKind::Guide => "guide",
            ArticleKind::Checklist => "checklist",
            ArticleKind::Plan => "plan",
        };
        let mut text = format!("---\ntype: {kind}\ntitle: \"{}\"\n", mask.text(&article.title));
        if let Some(on) = article.publish_date {
            let _ = writeln!(text, "publishDate: {on}");
        }
        tag_list(&mut text, &article.tags, mask);
        text.push_str("---\n\n");
        tasks(&mut text, &article.tasks, &article.body, mask);
        files.push((format!("{kind}s/{kind}-{:04}.md", place + 1), text));
    }
    files
}

/// `me.md`, where there is one.
pub(super) fn me(me: &Me, mask: &mut Mask) -> Option<(String, String)> {
    me.file?;
    let mut text = String::from("---\ntype: me\n");
    phrases(&mut text, "strengths", &me.strengths, mask);
    phrases(&mut text, "gaps", &me.gaps, mask);
    phrases(&mut text, "needs", &me.needs, mask);
    phrases(&mut text, "offers", &me.offers, mask);
    if let Some(pitch) = &me.pitch {
        let _ = writeln!(text, "pitch: \"{}\"", mask.text(pitch));
    }
    text.push_str("---\n");
    Some(("me.md".to_owned(), text))
}

/// A list of phrases that may cover one another.
pub(super) fn phrases(text: &mut String, key: &str, phrases: &[Spanned<String>], mask: &mut Mask) {
    if phrases.is_empty() {
        return;
    }
    let _ = writeln!(text, "{key}:");
    for phrase in phrases {
        let _ = writeln!(text, "  - \"{}\"", mask.phrase(&phrase.value));
    }
}

/// A list of tags.
pub(super) fn tag_list(text: &mut String, tags: &[String], mask: &mut Mask) {
    if !tags.is_empty() {
        let tags: Vec<String> = tags.iter().map(|tag| mask.tag(tag)).collect();
        let _ = writeln!(text, "tags: [{}]", tags.join(", "));
    }
}
