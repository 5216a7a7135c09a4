//! Everything that is not a person: guides, checklists, plans, dated notes, and
//! who I am; and the shape of any file's text.

use jiff::civil::Date;

use super::contact::ContactIndex;
use super::task::Task;
use crate::source::{FileId, Span, Spanned};

/// A heading of a file's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// 1 to 6.
    pub level: u8,
    /// Its text without marks.
    pub text: String,
    /// The heading it stands under: a place in the same list.
    pub parent: Option<usize>,
    /// Its line.
    pub at: Span,
}

/// A heading and those it stands under, the nearest first.
pub fn with_parents(headings: &[Heading], at: usize) -> impl Iterator<Item = &Heading> {
    std::iter::successors(headings.get(at), |heading| heading.parent.and_then(|parent| headings.get(parent)))
}

/// A file's text after the front matter.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Body {
    /// The text, when there is any.
    pub at: Option<Span>,
    /// Its headings in order.
    pub headings: Vec<Heading>,
    /// Parts that are read as data and shown elsewhere (the log), in order.
    pub sections: Vec<Span>,
    /// Links to people: the target as written, and who it is. Each target once.
    pub links: Vec<(String, LinkTarget)>,
}

/// Where a link in a text leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkTarget {
    /// To a person's page.
    Contact(ContactIndex),
    /// To an article, by its place in the journal.
    Article(usize),
}

/// What an article is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ArticleKind {
    /// To be read.
    Guide,
    /// To be ticked, again and again.
    Checklist,
    /// Goals by horizon.
    Plan,
}

/// A guide, a checklist or a plan.
#[derive(Debug, Clone, PartialEq)]
pub struct Article {
    /// The file's stem, or `FOLDER-STEM` where two of its kind share one.
    pub id: String,
    /// What it is.
    pub kind: ArticleKind,
    /// Its file.
    pub file: FileId,
    /// Its title: front matter, else the first heading, else the stem.
    pub title: String,
    /// One or two sentences about it.
    pub description: Option<String>,
    /// When it was written.
    pub publish_date: Option<Date>,
    /// Tags without `#`.
    pub tags: Vec<String>,
    /// Its task items.
    pub tasks: Vec<Task>,
    /// Its text.
    pub body: Body,
}

/// A dated note that mentions people.
#[derive(Debug, Clone, PartialEq)]
pub struct Note {
    /// Its file.
    pub file: FileId,
    /// Its day, when it has one.
    pub on: Option<Date>,
    /// Its title, when it has one.
    pub title: Option<String>,
    /// Its task items.
    pub tasks: Vec<Task>,
    /// Its text.
    pub body: Body,
}

/// Who I am, from `me.md`.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Me {
    /// My name, when written.
    pub name: Option<String>,
    /// What I am good at.
    pub strengths: Vec<Spanned<String>>,
    /// What I lack.
    pub gaps: Vec<Spanned<String>>,
    /// What I look for.
    pub needs: Vec<Spanned<String>>,
    /// What I can give.
    pub offers: Vec<Spanned<String>>,
    /// Who I am in one breath.
    pub pitch: Option<String>,
    /// My own task items.
    pub tasks: Vec<Task>,
    /// The rest of the file.
    pub body: Body,
    /// Its file.
    pub file: Option<FileId>,
}
