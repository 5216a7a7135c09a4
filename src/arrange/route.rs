//! Every page's address below the root of its language.

use jiff::civil::Date;

use super::site::Site;
use crate::model::ContactIndex;
use crate::model::article::ArticleKind;

/// How the list of people is sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Variant {
    /// Whom to look at first.
    Attention,
    /// By the last meaningful contact.
    Last,
    /// By circle.
    Circle,
    /// From A to Z.
    Name,
}

impl Variant {
    /// All variants, in the order they are offered.
    pub const ALL: [Self; 4] = [Self::Attention, Self::Last, Self::Circle, Self::Name];

    /// The word used in views.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Attention => "attention",
            Self::Last => "last",
            Self::Circle => "circle",
            Self::Name => "name",
        }
    }

    fn file(self) -> &'static str {
        match self {
            Self::Attention => "index",
            Self::Last => "by-last",
            Self::Circle => "by-circle",
            Self::Name => "by-name",
        }
    }
}

/// A page of the site. Parts count from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "each is the page it is named after")]
pub enum Route {
    Today,
    People(Variant, usize),
    /// The pile of cards, where it is too large to lie below the people.
    Cards(usize),
    Profile(ContactIndex),
    Card(ContactIndex),
    Log(ContactIndex),
    Calendar,
    Goals,
    /// The review of the week that begins on a Monday.
    Review(Date),
    Quarter,
    Insights,
    Map,
    Checklists,
    Guides,
    /// A guide, by its place among the articles.
    Guide(usize),
    Tags,
    /// A tag's page, by its place among the tags, and the part.
    Tag(usize, usize),
    Search,
    Names,
    Method,
    Problems,
}

impl Site<'_> {
    /// A page's path below its language's root; every one ends in a file name.
    #[must_use]
    pub fn path(&self, route: Route) -> String {
        match route {
            Route::Today => "index.html".to_owned(),
            Route::People(variant, part) => format!("people/{}{}.html", variant.file(), part_suffix(part)),
            Route::Cards(part) => format!("people/cards{}.html", part_suffix(part)),
            Route::Profile(who) => self.profile_href(who),
            Route::Card(who) => ["people/", self.slug(who), "-card.html"].concat(),
            Route::Log(who) => ["people/", self.slug(who), "-log.html"].concat(),
            Route::Calendar => "calendar/index.html".to_owned(),
            Route::Goals => "goals/index.html".to_owned(),
            Route::Review(monday) if monday == self.insights.week.monday => "review/index.html".to_owned(),
            Route::Review(monday) => format!("review/{}.html", week_name(monday)),
            Route::Quarter => "review/quarter.html".to_owned(),
            Route::Insights => "insights/index.html".to_owned(),
            Route::Map => "map/index.html".to_owned(),
            Route::Checklists => "checklists/index.html".to_owned(),
            Route::Guides => "guides/index.html".to_owned(),
            Route::Guide(place) => self.article_href(place),
            Route::Tags => "tags/index.html".to_owned(),
            Route::Tag(place, part) => {
                let slug = self.tags.get(place).map_or("", |tag| tag.slug.as_str());
                format!("tags/{slug}{}.html", part_suffix(part))
            }
            Route::Search => "search.html".to_owned(),
            Route::Names => "names/index.html".to_owned(),
            Route::Method => "method/index.html".to_owned(),
            Route::Problems => "problems.html".to_owned(),
        }
    }

    /// The address of a page of which there is at most one, if it exists.
    #[must_use]
    pub fn page_href(&self, route: Route) -> Option<String> {
        self.single_pages().contains(&route).then(|| self.path(route))
    }

    /// A person's page.
    #[must_use]
    pub fn profile_href(&self, who: ContactIndex) -> String {
        ["people/", self.slug(who), ".html"].concat()
    }

    /// A person's name in addresses.
    #[must_use]
    pub fn slug(&self, who: ContactIndex) -> &str {
        self.slugs().get(who.0 as usize).map_or("", String::as_str)
    }

    /// Where an article is shown: guides on a page of their own, plans among the
    /// goals, checklists among the checklists.
    #[must_use]
    pub fn article_href(&self, place: usize) -> String {
        let slug = self.article_slugs.get(place).map_or("", String::as_str);
        match self.journal.articles.get(place).map(|article| article.kind) {
            Some(ArticleKind::Plan) => "goals/index.html".to_owned(),
            Some(ArticleKind::Checklist) => format!("checklists/index.html#{}", self.list_id(place)),
            Some(ArticleKind::Guide) | None => format!("guides/{slug}.html"),
        }
    }
}

impl Site<'_> {
    /// The anchor of an article's list among the checklists; none of the page's own
    /// anchors begins so.
    #[must_use]
    pub fn list_id(&self, place: usize) -> String {
        format!("list-{}", self.article_slugs.get(place).map_or("", String::as_str))
    }
}

fn part_suffix(part: usize) -> String {
    if part == 0 { String::new() } else { format!("-{}", part + 1) }
}

/// A week by its ISO name, such as `2026-W47`.
#[must_use]
pub fn week_name(monday: Date) -> String {
    let week = monday.iso_week_date();
    format!("{}-W{:02}", week.year(), week.week())
}
