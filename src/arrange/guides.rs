//! Guides: the list of them, and one to read. The text goes to the theme as it stands
//! in the file; contents and reading time are worked out where Markdown is read.

use jiff::civil::Date;
use serde::Serialize;

use super::person::PersonView;
use super::route::Route;
use super::site::Site;
use super::words::{Markdown, Words, say};
use crate::message::Message;
use crate::model::Article;
use crate::model::article::LinkTarget;

/// The list of guides.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Guides {
    /// What the page is called.
    pub title: Words,
    /// How many there are.
    pub lede: Vec<Words>,
    /// Newest first.
    pub rows: Vec<GuideRow>,
}

/// A guide in the list.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct GuideRow {
    /// Its title.
    pub title: String,
    /// A sentence or two about it.
    pub description: Option<String>,
    /// When it was written.
    pub published: Option<Date>,
    /// How much of its checklist is ticked.
    pub progress: Option<Progress>,
    /// Its page.
    pub href: String,
}

/// So many of so many.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Progress {
    /// Ticked.
    pub done: usize,
    /// In all, but for the cancelled.
    pub of: usize,
}

/// A guide to read.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Guide {
    /// Its title.
    pub title: String,
    /// The pages above it.
    pub crumb: Vec<Step>,
    /// When it was written.
    pub published: Option<Date>,
    /// How much of its checklist is ticked.
    pub progress: Option<Progress>,
    /// A sentence or two about it.
    pub description: Option<String>,
    /// Its text.
    pub body: Markdown,
    /// People it mentions, in the order of the text.
    pub people: Vec<PersonView>,
    /// Its tags.
    pub tags: Vec<TagLink>,
    /// The guide above it in the list.
    pub previous: Option<Neighbour>,
    /// The guide below it in the list.
    pub following: Option<Neighbour>,
    /// Its file below the content folder.
    pub file: String,
}

/// A page above this one.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Step {
    /// What it is called.
    pub title: Words,
    /// Its address.
    pub href: String,
}

/// A tag and its page.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TagLink {
    /// As written.
    pub name: String,
    /// Who carries it.
    pub href: String,
}

/// A guide next to this one.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Neighbour {
    /// Its title.
    pub title: String,
    /// Its page.
    pub href: String,
}

impl Site<'_> {
    /// Makes the list of guides.
    #[must_use]
    pub fn guides_page(&self) -> Guides {
        let rows: Vec<GuideRow> = self.guides().filter_map(|place| self.guide_row(place)).collect();
        Guides { title: say("nav.guides"), lede: vec![Message::new("guides.lede").with("n", rows.len()).into()], rows }
    }

    fn guide_row(&self, place: usize) -> Option<GuideRow> {
        let article = self.journal.articles.get(place)?;
        Some(GuideRow {
            title: article.title.clone(),
            description: article.description.clone(),
            published: article.publish_date,
            progress: progress(article),
            href: self.article_href(place),
        })
    }

    /// Makes the page of a guide, by its place among the articles.
    #[must_use]
    pub fn guide_page(&self, place: usize) -> Option<Guide> {
        let article = self.journal.articles.get(place)?;
        let order: Vec<usize> = self.guides().collect();
        let here = order.iter().position(|other| *other == place);
        let beside = |at: Option<usize>| at.and_then(|at| order.get(at)).and_then(|other| self.neighbour(*other));
        Some(Guide {
            title: article.title.clone(),
            crumb: vec![Step { title: say("nav.guides"), href: self.path(Route::Guides) }],
            published: article.publish_date,
            progress: progress(article),
            description: article.description.clone(),
            body: self.markdown(self.article_text(article), &article.body),
            people: self.people_mentioned(article),
            tags: article.tags.iter().filter_map(|tag| self.tag_link(tag)).collect(),
            previous: beside(here.and_then(|here| here.checked_sub(1))),
            following: beside(here.map(|here| here + 1)),
            file: self.sources.path(article.file).to_owned(),
        })
    }

    fn neighbour(&self, place: usize) -> Option<Neighbour> {
        let article = self.journal.articles.get(place)?;
        Some(Neighbour { title: article.title.clone(), href: self.article_href(place) })
    }

    /// The text as written, without a first heading that only repeats the title.
    fn article_text(&self, article: &Article) -> &str {
        let Some(at) = article.body.at else { return "" };
        let text = self.sources.slice(at);
        let Some(heading) = article.body.headings.first().filter(|heading| heading.level == 1 && heading.text == article.title) else {
            return text;
        };
        let after = (heading.at.end.saturating_sub(at.start)) as usize;
        let before = (heading.at.start.saturating_sub(at.start)) as usize;
        match (text.get(..before), text.get(after..)) {
            (Some(before), Some(after)) if before.trim().is_empty() => after,
            _ => text,
        }
    }

    fn people_mentioned(&self, article: &Article) -> Vec<PersonView> {
        let mut seen = Vec::new();
        for (_, target) in &article.body.links {
            if let LinkTarget::Contact(who) = target
                && !seen.contains(who)
            {
                seen.push(*who);
            }
        }
        seen.into_iter().filter_map(|who| self.person_view(who)).collect()
    }

    /// A tag with the address of its page.
    fn tag_link(&self, name: &str) -> Option<TagLink> {
        let same = |other: &str| other.to_lowercase() == name.to_lowercase();
        let place = self.tags.iter().position(|tag| same(&tag.name))?;
        Some(TagLink { name: name.to_owned(), href: self.path(Route::Tag(place, 0)) })
    }
}

fn progress(article: &Article) -> Option<Progress> {
    let of = article.tasks.iter().filter(|task| task.counts()).count();
    let done = article.tasks.iter().filter(|task| task.counts() && task.is_done()).count();
    (of > 0).then_some(Progress { done, of })
}
