//! Where one can go from a page: only to pages that exist.

use serde::Serialize;

use super::route::{Route, Variant};
use super::site::Site;

/// The navigation of a page.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Nav {
    /// For every morning.
    pub primary: Vec<Item>,
    /// For now and then.
    pub secondary: Vec<Item>,
    /// What is found by other ways too: small, at the foot.
    pub minor: Vec<Item>,
    /// Whether the page has no tab of its own on a phone.
    pub more_current: bool,
}

/// A way to another page.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Item {
    /// Its key under `nav` in the catalogue.
    pub key: &'static str,
    /// Its page.
    pub href: String,
    /// Its picture.
    pub icon: &'static str,
    /// Whether the page lies there.
    pub current: bool,
    /// Whether it has a tab on a phone.
    pub tab: bool,
    /// How many there are.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub count: Option<usize>,
}

impl Site<'_> {
    /// The navigation as seen from a page.
    #[must_use]
    pub fn nav(&self, from: Route) -> Nav {
        let here = section(from);
        let item = |route: Route, tab: bool, count: Option<usize>| {
            let key = section(route);
            Item { key, href: self.path(route), icon: key, current: here == key, tab, count }
        };
        let mut primary =
            vec![item(Route::Today, true, None), item(Route::People(Variant::Attention, 0), true, Some(self.listed_people()))];
        let (mut secondary, mut minor) = (Vec::new(), Vec::new());
        for route in self.single_pages() {
            match route {
                Route::Calendar | Route::Goals => primary.push(item(route, true, None)),
                Route::Review(monday) if monday == self.insights.week.monday => primary.push(item(route, false, None)),
                Route::Insights | Route::Map | Route::Checklists | Route::Guides => secondary.push(item(route, false, None)),
                Route::Tags | Route::Names | Route::Method => minor.push(item(route, false, None)),
                Route::Problems => secondary.push(item(route, false, Some(self.diagnostics.len()))),
                _ => {}
            }
        }
        let more_current = !primary.iter().any(|item| item.current && item.tab);
        Nav { primary, secondary, minor, more_current }
    }
}

/// The part of the site a page belongs to.
#[must_use]
pub fn section(route: Route) -> &'static str {
    match route {
        Route::Today => "today",
        Route::People(..) | Route::Cards(_) | Route::Profile(_) | Route::Card(_) | Route::Log(_) => "people",
        Route::Calendar => "calendar",
        Route::Goals => "goals",
        Route::Review(_) | Route::Quarter => "review",
        Route::Insights => "insights",
        Route::Map => "map",
        Route::Checklists => "checklists",
        Route::Guides | Route::Guide(_) => "guides",
        Route::Tags | Route::Tag(..) => "tags",
        Route::Search => "search",
        Route::Names => "names",
        Route::Method => "method",
        Route::Problems => "problems",
    }
}
