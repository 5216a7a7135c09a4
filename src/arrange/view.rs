//! The frame every page shares, and the page inside it.

use jiff::civil::Date;
use serde::Serialize;

use super::calendar::Calendar;
use super::checklists::Checklists;
use super::goals::Goals;
use super::guides::{Guide, Guides};
use super::insights::InsightsPage;
use super::map::Map;
use super::method::Method;
use super::names::Names;
use super::nav::Nav;
use super::people::People;
use super::problems::Problems;
use super::profile::{CardPage, Log, Profile};
use super::review::Review;
use super::route::Route;
use super::search::Search;
use super::site::Site;
use super::tags::Tags;
use super::today::Today;
use super::words::Words;
use crate::model::ContactIndex;
use crate::model::settings::Appearance;

/// A page as the theme sees it, but for what differs between languages.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct View {
    /// The page's path below its language's root.
    pub path: String,
    /// `auto`, `light` or `dark`.
    pub appearance: &'static str,
    /// Whether there is a search script.
    pub search: bool,
    /// Scripts below `static/`.
    pub scripts: Vec<&'static str>,
    /// Where the phases part, as shares of the rhythm.
    pub thresholds: [f64; 4],
    /// The site's own name.
    pub site: SiteName,
    /// The day the figures are for.
    pub built_on: Date,
    /// Where one can go from here; see [`Site::nav`].
    pub nav: Nav,
    /// The page itself.
    pub page: Page,
}

/// The site's own name, where the settings give one.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SiteName {
    /// The title.
    pub title: Option<Words>,
    /// The line below it.
    pub subtitle: Option<Words>,
}

/// The page inside the frame.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
#[expect(missing_docs, reason = "each is the page it is named after")]
pub enum Page {
    Today(Box<Today>),
    Calendar(Box<Calendar>),
    Checklists(Box<Checklists>),
    Goals(Box<Goals>),
    Review(Box<Review>),
    Insights(Box<InsightsPage>),
    Map(Box<Map>),
    Method(Box<Method>),
    Guides(Guides),
    Guide(Box<Guide>),
    Problems(Problems),
    People(Box<People>),
    Tags(Tags),
    Profile(Box<Profile>),
    Card(Box<CardPage>),
    Log(Box<Log>),
    Names(Names),
    Search(Search),
    Nothing {},
}

impl View {
    /// Whose rows the page places.
    pub fn rows(&self) -> impl Iterator<Item = ContactIndex> + '_ {
        let groups = if let Page::People(people) = &self.page { people.groups.as_slice() } else { &[] };
        groups.iter().flat_map(|group| group.rows.iter().map(|row| row.who))
    }
}

impl Site<'_> {
    /// Makes the view of a page.
    #[must_use]
    pub fn view(&self, route: Route) -> View {
        let phases = self.journal.settings.phases;
        View {
            path: self.path(route),
            appearance: match self.journal.settings.appearance {
                Appearance::Auto => "auto",
                Appearance::Light => "light",
                Appearance::Dark => "dark",
            },
            search: self.page_href(Route::Search).is_some(),
            scripts: scripts(route),
            thresholds: [phases.fresh, phases.steady, phases.due, phases.drifting],
            site: SiteName { title: self.journal.settings.title.as_ref().map(Words::from), subtitle: None },
            built_on: self.today(),
            nav: Nav::default(),
            page: self.page(route),
        }
    }

    /// The template of a person's row, and the folder its pages stand in.
    pub const ROW_TEMPLATE: (&'static str, &'static str) = ("people-row.html", "people/");

    /// The template a page is made with.
    #[must_use]
    pub fn template(&self, route: Route) -> &'static str {
        match route {
            Route::Today => "today.html",
            Route::People(..) | Route::Cards(_) | Route::Tag(..) => "people.html",
            Route::Profile(_) => "profile.html",
            Route::Card(_) => "card.html",
            Route::Log(_) => "log.html",
            Route::Calendar => "calendar.html",
            Route::Goals => "goals.html",
            Route::Review(_) | Route::Quarter => "review.html",
            Route::Insights => "insights.html",
            Route::Map => "map.html",
            Route::Checklists => "checklists.html",
            Route::Guides => "guides.html",
            Route::Guide(_) => "guide.html",
            Route::Tags => "tags.html",
            Route::Search => "search.html",
            Route::Names => "names.html",
            Route::Method => "method.html",
            Route::Problems => "problems.html",
        }
    }

    fn page(&self, route: Route) -> Page {
        match route {
            Route::Today => Page::Today(Box::new(self.today_page())),
            Route::People(variant, part) => Page::People(Box::new(self.people_page(variant, part))),
            Route::Cards(part) => Page::People(Box::new(self.cards_page(part))),
            Route::Profile(who) => self.profile_page(who).map_or(Page::Nothing {}, |profile| Page::Profile(Box::new(profile))),
            Route::Card(who) => self.card_page(who).map_or(Page::Nothing {}, |card| Page::Card(Box::new(card))),
            Route::Log(who) => self.log_page(who).map_or(Page::Nothing {}, |log| Page::Log(Box::new(log))),
            Route::Names => Page::Names(self.names_page()),
            Route::Search => Page::Search(self.search_page()),
            Route::Tags => Page::Tags(self.tags_page()),
            Route::Tag(place, part) => self.tag_page(place, part).map_or(Page::Nothing {}, |tag| Page::People(Box::new(tag))),
            Route::Calendar => Page::Calendar(Box::new(self.calendar_page())),
            Route::Checklists => Page::Checklists(Box::new(self.checklists_page())),
            Route::Goals => Page::Goals(Box::new(self.goals_page())),
            Route::Review(monday) => Page::Review(Box::new(self.review_page(monday))),
            Route::Quarter => Page::Review(Box::new(self.quarter_page())),
            Route::Insights => Page::Insights(Box::new(self.insights_page())),
            Route::Map => Page::Map(Box::new(self.map_page())),
            Route::Method => Page::Method(Box::new(self.method_page())),
            Route::Guides => Page::Guides(self.guides_page()),
            Route::Guide(place) => self.guide_page(place).map_or(Page::Nothing {}, |guide| Page::Guide(Box::new(guide))),
            Route::Problems => Page::Problems(self.problems_page()),
        }
    }
}

/// Every page ages and leads to the search field; one has it.
fn scripts(route: Route) -> Vec<&'static str> {
    let mut scripts = vec!["freshness.js", "page.js"];
    match route {
        Route::People(..) | Route::Tag(..) => scripts.push("people.js"),
        Route::Search => scripts.push("search.js"),
        _ => {}
    }
    scripts
}
