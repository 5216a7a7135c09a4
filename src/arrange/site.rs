//! The whole site: which pages there are, and what all of them share.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use jiff::civil::Date;

use super::origin::Origins;
use super::people::membership::ChipTag;
use super::people::order::Lists;
use super::route::{Route, Variant};
use super::slug::{fold, free_slug, taken};
use crate::diagnostics::Diagnostic;
use crate::measure::network::Introduction;
use crate::measure::{Insights, PersonInsights, Reminder};
use crate::model::article::{ArticleKind, Body};
use crate::model::{Contact, ContactIndex, Journal};
use crate::source::{FileId, Sources};

/// Lists of people longer than this are split.
pub const MOST_ROWS: usize = 500;

/// Weeks that have a review: this one and the seven before.
pub const REVIEW_WEEKS: i64 = 8;

/// Everything a page is made from.
pub struct Site<'a> {
    /// The journal.
    pub journal: &'a Journal,
    /// Its files.
    pub sources: &'a Sources,
    /// What was computed.
    pub insights: &'a Insights,
    /// Its problems, in reading order.
    pub diagnostics: &'a [Diagnostic],
    /// Everybody from A to Z, by reading, then id.
    pub by_reading: Vec<ContactIndex>,
    /// Tags from A to Z with the people who carry them.
    pub tags: Vec<Tag>,
    pub(super) lists: Lists,
    tag_places: BTreeMap<String, usize>,
    /// Places of tags as they are spelt in the notes.
    spelt: BTreeMap<&'a str, usize>,
    bodies: BTreeMap<FileId, &'a Body>,
    /// Everybody's reminders, by their place in the list of all.
    pub(super) reminders_of: Vec<Vec<usize>>,
    slugs: OnceLock<Vec<String>>,
    pub(super) article_slugs: Vec<String>,
    singles: OnceLock<Vec<Route>>,
    pub(super) chip_tags: OnceLock<Vec<ChipTag>>,
    /// How far the clocks of each zone stand from UTC, in minutes, as of the day.
    pub(super) clocks: BTreeMap<String, i32>,
    /// Introductions worth making, by either person, by their place in the list of all.
    introductions_of: Vec<Vec<usize>>,
    pub(super) origins: Option<Origins>,
}

/// What follows from names and ids alone: the order from A to Z, and names in addresses.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Order {
    by_reading: Vec<ContactIndex>,
    /// Worked out when an address is asked for, where it was not before: a command that prints seldom does.
    slugs: OnceLock<Vec<String>>,
    article_slugs: Vec<String>,
}

impl Order {
    /// Orders everybody, and works out their addresses.
    #[must_use]
    pub fn of(journal: &Journal) -> Self {
        let (order, slugs) = rayon::join(|| Self::without_addresses(journal), || person_slugs(journal));
        Self { slugs: slugs.into(), ..order }
    }

    fn without_addresses(journal: &Journal) -> Self {
        let mut by_reading: Vec<ContactIndex> = journal.iter().map(|(who, _)| who).collect();
        by_reading.sort_by_key(|who| journal.contact(*who).map(Contact::place));
        Self { by_reading, slugs: OnceLock::new(), article_slugs: article_slugs(journal) }
    }
}

/// A tag and its people.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tag {
    /// As first written.
    pub name: String,
    /// In addresses.
    pub slug: String,
    /// Who carries it, from A to Z.
    pub people: Vec<ContactIndex>,
    /// Guides that carry it, by their place among the articles.
    pub guides: Vec<usize>,
}

impl<'a> Site<'a> {
    /// Prepares what the pages share.
    #[must_use]
    pub fn new(journal: &'a Journal, sources: &'a Sources, insights: &'a Insights, diagnostics: &'a [Diagnostic]) -> Self {
        Self::in_order(journal, sources, insights, diagnostics, Order::without_addresses(journal))
    }

    /// The same where it is known how people are called and ordered.
    #[must_use]
    pub fn in_order(
        journal: &'a Journal,
        sources: &'a Sources,
        insights: &'a Insights,
        diagnostics: &'a [Diagnostic],
        order: Order,
    ) -> Self {
        let Order { by_reading, slugs, article_slugs } = order;
        let ((tags, spelt), lists) = rayon::join(|| tags(journal, &by_reading), || Lists::new(journal, insights, &by_reading));
        Self {
            journal,
            sources,
            insights,
            diagnostics,
            tag_places: tags.iter().enumerate().map(|(place, tag)| (fold(&tag.name), place)).collect(),
            spelt,
            bodies: bodies(journal),
            lists,
            by_reading,
            tags,
            reminders_of: reminders_of(journal, insights),
            slugs,
            article_slugs,
            singles: OnceLock::new(),
            chip_tags: OnceLock::new(),
            clocks: BTreeMap::new(),
            introductions_of: introductions_of(journal, insights),
            origins: None,
        }
    }

    /// How people are called and ordered, for the next site in which that is the same.
    #[must_use]
    pub fn order(self) -> Order {
        Order { by_reading: self.by_reading, slugs: self.slugs, article_slugs: self.article_slugs }
    }

    /// Tells how far the clocks of the journal's time zones stand from UTC, in minutes:
    /// only the system knows.
    #[must_use]
    pub fn with_clocks(mut self, clocks: BTreeMap<String, i32>) -> Self {
        self.clocks = clocks;
        self
    }

    /// How far a zone's clocks stand from UTC, in minutes, where the system knows.
    #[must_use]
    pub fn clock(&self, zone: &str) -> Option<i32> {
        self.clocks.get(zone).copied()
    }

    /// The day the site is built for.
    #[must_use]
    pub fn today(&self) -> Date {
        self.insights.today
    }

    /// What everybody is called in addresses.
    pub(super) fn slugs(&self) -> &[String] {
        self.slugs.get_or_init(|| person_slugs(self.journal))
    }

    /// A person with their figures.
    #[must_use]
    pub fn person(&self, who: ContactIndex) -> Option<(&'a Contact, &'a PersonInsights)> {
        self.journal.contact(who).zip(self.insights.person(who))
    }

    /// A tag's place, however it is spelt.
    #[must_use]
    pub fn tag_place(&self, name: &str) -> Option<usize> {
        self.spelt.get(name).or_else(|| self.tag_places.get(&fold(name))).copied()
    }

    /// The text of a file that holds entries.
    pub(super) fn body_of(&self, file: FileId) -> Option<&'a Body> {
        self.bodies.get(&file).copied()
    }

    /// What to remember about a person, by day.
    pub fn reminders_of(&self, who: ContactIndex) -> impl Iterator<Item = &'a Reminder> + '_ {
        let places = self.reminders_of.get(who.0 as usize).map_or(&[][..], Vec::as_slice);
        places.iter().filter_map(|place| self.insights.reminders.get(*place))
    }

    /// Introductions worth making for a person or of one, in the order of all.
    pub fn introductions_of(&self, who: ContactIndex) -> impl Iterator<Item = &'a Introduction> + '_ {
        let places = self.introductions_of.get(who.0 as usize).map_or(&[][..], Vec::as_slice);
        places.iter().filter_map(|place| self.insights.network.introductions.get(*place))
    }

    /// Everybody with their figures, from A to Z.
    pub fn people(&self) -> impl Iterator<Item = (ContactIndex, &'a Contact, &'a PersonInsights)> + '_ {
        self.by_reading.iter().filter_map(|who| self.person(*who).map(|(contact, person)| (*who, contact, person)))
    }

    /// Every page of the site, in a fixed order.
    #[must_use]
    pub fn routes(&self) -> Vec<Route> {
        let mut routes = self.general_routes();
        for (who, _) in self.journal.iter() {
            routes.extend(self.routes_of(who));
        }
        routes
    }

    /// The page at a path below a language's root.
    #[must_use]
    pub fn find(&self, path: &str) -> Option<Route> {
        let is_here = |route: &Route| self.path(*route) == path;
        // A person may be called as another one's card: all whose name begins it are asked.
        let slug = path.strip_prefix("people/").unwrap_or_default();
        let begins = |own: &String| !slug.is_empty() && slug.starts_with(own.as_str());
        let people = self.slugs().iter().enumerate().filter(|(_, own)| begins(own)).filter_map(|(place, _)| u32::try_from(place).ok());
        let found = people.flat_map(|place| self.routes_of(ContactIndex(place))).find(is_here);
        found.or_else(|| self.general_routes().into_iter().find(is_here))
    }

    /// A person's own pages.
    fn routes_of(&self, who: ContactIndex) -> impl Iterator<Item = Route> {
        let card = self.has_card(who).then_some(Route::Card(who));
        let log = self.has_log_page(who).then_some(Route::Log(who));
        std::iter::once(Route::Profile(who)).chain(card).chain(log)
    }

    /// Every page that is not one person's.
    fn general_routes(&self) -> Vec<Route> {
        let mut routes = vec![Route::Today];
        for variant in Variant::ALL {
            routes.extend((0..self.people_parts(variant)).map(|part| Route::People(variant, part)));
        }
        routes.extend((0..self.card_parts()).map(Route::Cards));
        routes.extend(self.single_pages());
        routes.extend(self.guides().map(Route::Guide));
        for (place, tag) in self.tags.iter().enumerate() {
            routes.extend((0..parts(tag.people.len())).map(|part| Route::Tag(place, part)));
        }
        routes
    }

    /// Guides, newest first.
    pub fn guides(&self) -> impl Iterator<Item = usize> + '_ {
        let mut places: Vec<usize> = (0..self.journal.articles.len()).collect();
        places.retain(|place| self.journal.articles.get(*place).is_some_and(|article| article.kind == ArticleKind::Guide));
        places.sort_by_key(|place| {
            self.journal.articles.get(*place).map(|article| (std::cmp::Reverse(article.publish_date), article.id.clone()))
        });
        places.into_iter()
    }

    /// Pages of which there is at most one, as far as this journal has them. Every
    /// page's navigation asks, so it is found out once.
    pub(super) fn single_pages(&self) -> Vec<Route> {
        self.singles.get_or_init(|| self.find_single_pages()).clone()
    }

    fn find_single_pages(&self) -> Vec<Route> {
        let mut routes = Vec::new();
        if self.has_calendar() {
            routes.push(Route::Calendar);
        }
        if !self.insights.goals.is_empty() {
            routes.push(Route::Goals);
        }
        routes.extend(self.review_routes());
        if self.has_map() {
            routes.extend([Route::Insights, Route::Map]);
        }
        routes.push(Route::Method);
        if self.has_checklists() {
            routes.push(Route::Checklists);
        }
        if self.guides().next().is_some() {
            routes.push(Route::Guides);
        }
        if !self.tags.is_empty() {
            routes.push(Route::Tags);
        }
        if self.has_names() {
            routes.push(Route::Names);
        }
        if !self.journal.contacts.is_empty() {
            routes.push(Route::Search);
        }
        if !self.diagnostics.is_empty() {
            routes.push(Route::Problems);
        }
        routes
    }

    /// Whether there is anything to tick anywhere.
    #[must_use]
    pub fn has_checklists(&self) -> bool {
        let articles = self.journal.articles.iter().flat_map(|article| &article.tasks);
        let people = self.journal.contacts.iter().flat_map(|contact| &contact.tasks);
        articles.chain(people).any(|task| task.boxed)
    }
}

/// How many pages a list of so many rows takes.
#[must_use]
pub fn parts(rows: usize) -> usize {
    rows.div_ceil(MOST_ROWS).max(1)
}

fn bodies(journal: &Journal) -> BTreeMap<FileId, &Body> {
    let people = journal.contacts.iter().map(|contact| (contact.file, &contact.body));
    people.chain(journal.notes.iter().map(|note| (note.file, &note.body))).collect()
}

fn reminders_of(journal: &Journal, insights: &Insights) -> Vec<Vec<usize>> {
    let mut of: Vec<Vec<usize>> = journal.contacts.iter().map(|_| Vec::new()).collect();
    for (place, reminder) in insights.reminders.iter().enumerate() {
        if let Some(list) = reminder.person.and_then(|who| of.get_mut(who.0 as usize)) {
            list.push(place);
        }
    }
    of
}

fn introductions_of(journal: &Journal, insights: &Insights) -> Vec<Vec<usize>> {
    let mut of: Vec<Vec<usize>> = journal.contacts.iter().map(|_| Vec::new()).collect();
    for (place, introduction) in insights.network.introductions.iter().enumerate() {
        for who in [introduction.a, introduction.b] {
            of.get_mut(who.0 as usize).into_iter().for_each(|list| list.push(place));
        }
    }
    of
}

/// Every tag with its people and guides, and the place of each by every spelling in use.
fn tags<'a>(journal: &'a Journal, by_reading: &[ContactIndex]) -> (Vec<Tag>, BTreeMap<&'a str, usize>) {
    let mut tags: Vec<Tag> = Vec::new();
    let mut spelt: BTreeMap<&str, usize> = BTreeMap::new();
    // Spellings are few and tags on people many: each is folded once.
    let mut folded: BTreeMap<String, usize> = BTreeMap::new();
    let mut place = |name: &'a str, tags: &mut Vec<Tag>| {
        *spelt.entry(name).or_insert_with(|| {
            *folded.entry(fold(name)).or_insert_with(|| {
                tags.push(Tag { name: name.to_owned(), slug: String::new(), people: Vec::new(), guides: Vec::new() });
                tags.len() - 1
            })
        })
    };
    for who in by_reading {
        for name in journal.contact(*who).into_iter().flat_map(|contact| &contact.profile.tags) {
            let place = place(name, &mut tags);
            if let Some(tag) = tags.get_mut(place).filter(|tag| tag.people.last() != Some(who)) {
                tag.people.push(*who);
            }
        }
    }
    for (nth, article) in journal.articles.iter().enumerate().filter(|(_, article)| article.kind == ArticleKind::Guide) {
        for name in &article.tags {
            let place = place(name, &mut tags);
            tags.get_mut(place).into_iter().for_each(|tag| tag.guides.push(nth));
        }
    }
    let mut order: Vec<usize> = folded.into_values().collect();
    order.sort_by_cached_key(|place| tags.get(*place).map(|tag| crate::model::name::reading_of(&tag.name).sort_key(&tag.name)));
    let mut place_of = vec![0; tags.len()];
    let mut taken = taken(&["index"]);
    let mut sorted = Vec::with_capacity(tags.len());
    for (nth, place) in order.into_iter().enumerate() {
        if let (Some(tag), Some(now)) = (tags.get_mut(place), place_of.get_mut(place)) {
            let slug = free_slug(&tag.name, &mut taken, &[]);
            sorted.push(Tag { slug, ..std::mem::take(tag) });
            *now = nth;
        }
    }
    for place in spelt.values_mut() {
        *place = place_of.get(*place).copied().unwrap_or_default();
    }
    (sorted, spelt)
}

fn person_slugs(journal: &Journal) -> Vec<String> {
    let mut taken = taken(&["index", "by-name", "by-last", "by-circle", "cards"]);
    journal.contacts.iter().map(|contact| free_slug(&contact.id, &mut taken, &["-card", "-log"])).collect()
}

fn article_slugs(journal: &Journal) -> Vec<String> {
    let mut taken = taken(&["index"]);
    journal.articles.iter().map(|article| free_slug(&article.id, &mut taken, &[])).collect()
}
