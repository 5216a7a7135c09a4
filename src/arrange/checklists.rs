//! Checklists: every list there is, wherever it lives, with all its items under their
//! headings; what was promised; what was answered about people.
//!
//! Promises and answers of an assessment have places of their own and are no lists.

use std::cmp::Reverse;

use jiff::civil::Date;
use serde::Serialize;

use super::person::PersonView;
use super::promises::PromiseRows;
use super::site::Site;
use super::words::{Markdown, Words, say};
use crate::measure::fit::LOOK_AGAIN_DAYS;
use crate::measure::window::days_between;
use crate::message::Message;
use crate::model::article::{ArticleKind, Body};
use crate::model::task::AssessmentGroup;
use crate::model::{Article, Contact, ContactIndex, Task};

/// The page.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Checklists {
    /// What the page is called.
    pub title: Words,
    /// How many lists there are, and about how many people one has answered.
    pub lede: Vec<Words>,
    /// The lists by where they live; only places that have some.
    pub groups: Vec<ListGroup>,
    /// The list worked on last: last ticked and not finished.
    pub open: Option<List>,
    /// Open promises of both sides.
    pub promises: Option<PromiseRows>,
    /// What was answered about people, from A to Z.
    pub assessments: Vec<Assessment>,
}

/// Lists that live in the same kind of file.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ListGroup {
    /// `reusable`, `guides`, `plans` or `people`.
    pub kind: &'static str,
    /// In the order of their files.
    pub rows: Vec<List>,
}

/// One list.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct List {
    /// Its anchor.
    pub id: String,
    /// Its title.
    pub title: Words,
    /// In whose file it stands.
    pub person: Option<PersonView>,
    /// When an item was last ticked.
    pub last: Option<Words>,
    /// Ticked items.
    pub done: usize,
    /// All items but the cancelled.
    pub of: usize,
    /// `#` and its anchor.
    pub href: String,
    /// Whether it is the one opened beside.
    pub current: bool,
    /// Its items under their headings.
    pub groups: Vec<ItemGroup>,
    /// Its file below the content folder.
    pub file: String,
    #[serde(skip)]
    last_tick: Option<Date>,
}

/// Items under one heading.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ItemGroup {
    /// The heading, where there is one.
    pub title: Option<Words>,
    /// Ticked items.
    pub done: usize,
    /// All items but the cancelled.
    pub of: usize,
    /// The items.
    pub items: Vec<Item>,
}

/// One item.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Item {
    /// As written, without its marks.
    pub text: Markdown,
    /// Whether it is ticked.
    pub done: bool,
}

/// What was answered about somebody.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Assessment {
    /// About whom.
    pub person: PersonView,
    /// The four groups.
    pub groups: Vec<GroupTicks>,
    /// When.
    pub answered: Words,
    /// Whether the answers are old.
    pub look_again: bool,
}

/// Ticks of one group of an assessment.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct GroupTicks {
    /// Its key under `group`.
    pub group: &'static str,
    /// Ticked.
    pub n: usize,
    /// Asked.
    pub of: usize,
}

impl Site<'_> {
    /// Makes the page of all lists.
    #[must_use]
    pub fn checklists_page(&self) -> Checklists {
        let mut groups = self.list_groups();
        let lists = || groups.iter().flat_map(|group| &group.rows);
        let begun = lists().filter(|list| list.done < list.of && list.last_tick.is_some());
        let open = begun.min_by_key(|list| Reverse(list.last_tick)).cloned();
        let lede = (lists().count(), lists().map(|list| list.done).sum(), lists().map(|list| list.of).sum());
        for list in groups.iter_mut().flat_map(|group| &mut group.rows) {
            list.current = open.as_ref().is_some_and(|open| open.id == list.id);
        }
        let assessments = self.assessments();
        Checklists {
            title: say("nav.checklists"),
            lede: lede_words(lede, &assessments),
            groups,
            open,
            promises: self.promise_rows(usize::MAX),
            assessments,
        }
    }

    fn list_groups(&self) -> Vec<ListGroup> {
        let of_kind = |kind: ArticleKind| {
            let articles = self.journal.articles.iter().enumerate().filter(move |(_, article)| article.kind == kind);
            articles.filter_map(|(place, article)| self.article_list(place, article)).collect()
        };
        let people = || self.people().flat_map(|(who, contact, _)| self.person_lists(who, contact)).collect();
        let groups = [
            ListGroup { kind: "mine", rows: self.my_list().into_iter().collect() },
            ListGroup { kind: "reusable", rows: of_kind(ArticleKind::Checklist) },
            ListGroup { kind: "guides", rows: of_kind(ArticleKind::Guide) },
            ListGroup { kind: "plans", rows: of_kind(ArticleKind::Plan) },
            ListGroup { kind: "people", rows: people() },
        ];
        groups.into_iter().filter(|group| !group.rows.is_empty()).collect()
    }

    /// All items of a file are one list, whatever headings they stand under.
    fn article_list(&self, place: usize, article: &Article) -> Option<List> {
        let tasks: Vec<&Task> = article.tasks.iter().filter(|task| task.counts()).collect();
        let groups = self.item_groups(&tasks, &article.body, Some(&article.title));
        self.list(self.list_id(place), article.title.as_str().into(), &tasks, groups, self.sources.path(article.file))
    }

    /// What I ask of myself, in `me.md`.
    fn my_list(&self) -> Option<List> {
        let me = &self.journal.me;
        let tasks: Vec<&Task> = me.tasks.iter().filter(|task| task.counts()).collect();
        let groups = self.item_groups(&tasks, &me.body, None);
        self.list("list-me".to_owned(), say("checklists.mine"), &tasks, groups, self.sources.path(me.file?))
    }

    /// A person's file holds lists of its own: each heading with items is one.
    fn person_lists(&self, who: ContactIndex, contact: &Contact) -> Vec<List> {
        let tasks: Vec<&Task> = contact.tasks.iter().filter(|task| task.counts() && is_of_a_list(task)).collect();
        let file = self.sources.path(contact.file);
        let mut lists = Vec::new();
        for part in tasks.chunk_by(|a, b| a.heading == b.heading) {
            let heading = part.first().and_then(|task| task.heading).and_then(|place| contact.body.headings.get(place));
            // An open box in the log is a thing to do, not a list called "Log".
            let in_log = part
                .first()
                .is_some_and(|task| contact.body.sections.iter().any(|log| log.start <= task.at.start && task.at.start < log.end));
            let title = heading.filter(|_| !in_log).map_or_else(|| say("profile.tasks"), |heading| heading.text.as_str().into());
            let mut groups = self.item_groups(part, &contact.body, None);
            for group in &mut groups {
                group.title = None;
            }
            let id = format!("list-p-{}-{}", self.slug(who), lists.len() + 1);
            let mut list = self.list(id, title, part, groups, file);
            if let Some(list) = &mut list {
                list.person = self.person_view(who);
            }
            lists.extend(list);
        }
        lists
    }

    fn list(&self, id: String, title: Words, tasks: &[&Task], groups: Vec<ItemGroup>, file: &str) -> Option<List> {
        let last_tick = tasks.iter().filter_map(|task| task.done_on).filter(|on| *on <= self.today()).max();
        (!tasks.is_empty()).then(|| List {
            href: format!("#{id}"),
            id,
            title,
            person: None,
            last: last_tick.map(|on| self.lately(on)),
            done: tasks.iter().filter(|task| task.is_done()).count(),
            of: tasks.len(),
            current: false,
            groups,
            file: file.to_owned(),
            last_tick,
        })
    }

    /// Items under their nearest heading. A heading that only repeats the title says
    /// nothing, and is left out.
    fn item_groups(&self, tasks: &[&Task], body: &Body, title: Option<&str>) -> Vec<ItemGroup> {
        let group = |part: &[&Task]| {
            let heading = part.first().and_then(|task| task.heading).and_then(|place| body.headings.get(place));
            let items: Vec<Item> = part.iter().map(|task| Item { text: self.markdown(&task.text, body), done: task.is_done() }).collect();
            ItemGroup {
                title: heading.filter(|heading| Some(heading.text.as_str()) != title).map(|heading| heading.text.as_str().into()),
                done: items.iter().filter(|item| item.done).count(),
                of: items.len(),
                items,
            }
        };
        tasks.chunk_by(|a, b| a.heading == b.heading).map(group).collect()
    }

    fn assessments(&self) -> Vec<Assessment> {
        let row = |(who, _, figures): (ContactIndex, &Contact, &crate::measure::PersonInsights)| {
            let fit = &figures.fit;
            let groups = AssessmentGroup::ALL.map(|group| {
                let ticks = fit.ticks(group);
                GroupTicks { group: group.name(), n: ticks.ticked, of: ticks.of }
            });
            if groups.iter().all(|group| group.of == 0) {
                return None;
            }
            Some(Assessment {
                person: self.person_view(who)?,
                groups: groups.into_iter().collect(),
                answered: fit.assessed_on.map_or_else(|| say("checklists.no_day"), |on| self.long_ago(on)),
                look_again: fit.age_days(self.today()).is_some_and(|days| days > LOOK_AGAIN_DAYS),
            })
        };
        self.people().filter_map(row).collect()
    }

    /// A day of the past: this week's by its name, others by their date.
    #[must_use]
    pub fn lately(&self, on: Date) -> Words {
        match days_between(on, self.today()) {
            0 => say("when.today"),
            1 => say("when.yesterday"),
            2..=6 => Message::new("when.weekday").with("on", on).into(),
            _ => Message::new(if on.year() == self.today().year() { "when.on" } else { "when.on_year" }).with("on", on).into(),
        }
    }

    /// How long ago a day of the past is: days, then weeks, months, years.
    #[must_use]
    pub fn long_ago(&self, on: Date) -> Words {
        let days = days_between(on, self.today());
        match days {
            ..=13 => super::day::distance(self.today(), on),
            14..=167 => Message::new("when.weeks_ago").with("n", days / 7).into(),
            168..=729 => Message::new("when.months_ago").with("n", days * 12 / 365).into(),
            _ => Message::new("when.years_ago").with("n", days / 365).into(),
        }
    }
}

fn is_of_a_list(task: &Task) -> bool {
    task.promise_by.is_none() && task.assessment.is_none()
}

fn lede_words((lists, done, of): (usize, usize, usize), assessments: &[Assessment]) -> Vec<Words> {
    let mut lede: Vec<Words> = Vec::new();
    if lists > 0 {
        lede.push(Message::new("checklists.lede").with("n", lists).with("done", done).with("of", of).into());
    }
    if !assessments.is_empty() {
        let again = assessments.iter().filter(|row| row.look_again).count();
        let key = if again > 0 { "checklists.lede_people" } else { "checklists.lede_people_fresh" };
        lede.push(Message::new(key).with("n", assessments.len()).with("again", again).into());
    }
    lede
}
