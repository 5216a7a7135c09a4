//! Makes every page of a site and hands it on, many at a time; no
//! more pages are in memory than there are threads.

use super::calendar_file::write_calendar_file;
use super::context::Context;
use super::failure::publish_message;
use super::page_maker::PageMaker;
use super::page_sink::PageSink;
use super::stages::Stages;
use rayon::prelude::*;
use renmai::arrange::calendar::CALENDAR_FILE;
use renmai::arrange::{Order, Route, Site};
use renmai::diagnostics::{Diagnostic, in_reading_order};
use renmai::disk::{MadeFrom, PublishError, WriteFile};
use renmai::exchange::calendar_days;
use renmai::message::Message;
use renmai::model::ContactIndex;
use std::cell::LazyCell;
use std::mem::ManuallyDrop;
use std::sync::{Mutex, PoisonError};

/// What came of making the pages.
#[derive(Debug, Default)]
pub struct Made {
    /// How many pages there are, in all languages.
    pub pages: usize,
    /// What went wrong in the user's theme, in reading order.
    pub problems: Vec<Diagnostic>,
    /// Pages that could not be put into the site, and why.
    pub left_out: Vec<Message>,
}

impl Made {
    /// Whether every page is there as it was meant.
    pub fn is_whole(&self) -> bool {
        self.problems.is_empty() && self.left_out.is_empty()
    }

    fn join(mut self, other: Self) -> Self {
        self.pages += other.pages;
        self.problems.extend(other.problems);
        self.left_out.extend(other.left_out);
        self
    }
}

/// Makes all pages and the theme's own files.
pub fn publish(sink: &dyn PageSink, context: &Context, stages: &mut Stages) -> Result<Made, PublishError> {
    let journal = &context.loaded.journal;
    let (insights, order) = rayon::join(|| renmai::measure(journal, context.today), || Order::of(journal));
    // Nothing is freed one by one at the end of the program; the system takes it all back at once.
    let insights = ManuallyDrop::new(insights);
    stages.end("measured");
    let site = Site::in_order(journal, &context.loaded.sources, &insights, &context.problems, order);
    let site = site.with_clocks(context.clocks()).with_origins();
    stages.end("arranged");
    let maker = PageMaker { site: &site, renderer: &context.renderer, languages: &context.languages };
    context.renderer.expect_rows(journal.contacts.len());
    let press = Press { sink, context, maker, site: &site, row_problems: Mutex::default() };
    if !sink.may_keep() {
        // Every row will be placed: two pages that want the same ones would wait for each other.
        let people: Vec<ContactIndex> = journal.iter().map(|(who, _)| who).collect();
        context.languages.iter().for_each(|lang| people.par_iter().for_each(|who| press.make_rows(&[*who], lang)));
        stages.end("rows");
    }
    // What is large never falls together: rows are forgotten before the days of the calendar file are worked
    // out, and the pages of everybody come when those are written.
    let mut routes = site.routes();
    routes.sort_by_key(|route| turn(*route));
    let rest = routes.split_off(routes.partition_point(|route| turn(*route) == Turn::PlacesRows));
    // Each on its own: pages differ by a factor of a thousand, and whoever is done first takes the next one.
    let pages = |routes: Vec<Route>| {
        let made = routes.into_par_iter().with_max_len(1).map(|route| press.page(route));
        made.try_reduce(Made::default, |a, b| Ok(a.join(b)))
    };
    let (search, lists) = rayon::join(|| press.search(), || pages(routes));
    context.renderer.forget_rows();
    let (calendars, rest) = rayon::join(|| press.calendars(), || pages(rest));
    let mut made = lists?.join(rest?).join(search?).join(calendars?);
    made.problems.extend(press.row_problems());
    for (path, bytes) in context.renderer.assets() {
        press.put(path, bytes, &mut made)?;
    }
    in_reading_order(&mut made.problems);
    stages.end("pages");
    Ok(made)
}

/// In what order pages are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Turn {
    PlacesRows,
    OfOnePart,
    OfEverybody,
}

fn turn(route: Route) -> Turn {
    match route {
        Route::People(..) | Route::Cards(_) | Route::Tag(..) => Turn::PlacesRows,
        Route::Profile(_) | Route::Card(_) | Route::Log(_) | Route::Guide(_) => Turn::OfOnePart,
        Route::Today
        | Route::Calendar
        | Route::Checklists
        | Route::Goals
        | Route::Review(_)
        | Route::Quarter
        | Route::Insights
        | Route::Map
        | Route::Guides
        | Route::Tags
        | Route::Search
        | Route::Names
        | Route::Method
        | Route::Problems => Turn::OfEverybody,
    }
}

/// Problems of the row's template that are named; all rows share it.
const MOST_ROW_PROBLEMS: usize = 3;

struct Press<'a> {
    sink: &'a dyn PageSink,
    context: &'a Context,
    maker: PageMaker<'a>,
    site: &'a Site<'a>,
    row_problems: Mutex<Vec<Diagnostic>>,
}

impl Press<'_> {
    /// Problems of rows.
    fn row_problems(&self) -> Vec<Diagnostic> {
        let mut problems = std::mem::take(&mut *self.row_problems.lock().unwrap_or_else(PoisonError::into_inner));
        // One slip in the template is one problem, not one for everybody.
        in_reading_order(&mut problems);
        problems.truncate(MOST_ROW_PROBLEMS);
        problems
    }

    /// Makes the rows a page places, as far as no page did before.
    fn make_rows(&self, rows: &[ContactIndex], lang: &str) {
        for who in rows {
            self.context.renderer.keep_row(lang, who.0 as usize, || {
                let row = self.maker.row(*who, lang);
                if !row.diagnostics.is_empty() {
                    self.row_problems.lock().unwrap_or_else(PoisonError::into_inner).extend(row.diagnostics);
                }
                row.value
            });
        }
    }

    /// One page in every language. Its view is made once, and only when a language's page is not known by
    /// the files it comes from.
    fn page(&self, route: Route) -> Result<Made, PublishError> {
        let mut made = Made::default();
        let mut view = None;
        for (place, lang) in self.context.languages.iter().enumerate() {
            let path = format!("{}{}", self.maker.folder(place), self.site.path(route));
            let files = self.maker.origin(route, place);
            if files != 0 && self.sink.keep(&path, MadeFrom { files, view: 0 }) {
                debug_assert!(self.is_as_before(route, place, &path), "{path} would be stale");
                made.pages += 1;
                continue;
            }
            let view = view.get_or_insert_with(|| self.site.view(route));
            let rows: Vec<ContactIndex> = view.rows().collect();
            debug_assert!(rows.is_empty() || turn(route) == Turn::PlacesRows, "rows of {path} are forgotten");
            // What stands around the first pages of a section was not known before, and now is.
            let files = |view| MadeFrom { files: self.maker.origin(route, place), view };
            let is_known = |view| {
                let is_known = view != 0 && self.sink.keep(&path, files(view));
                if !is_known {
                    self.make_rows(&rows, lang);
                }
                is_known
            };
            match self.maker.page_unless(route, place, view, is_known) {
                Ok(page) => {
                    made.pages += 1;
                    if let Some(page_made) = &page.value {
                        // What went wrong is said again by the next build, so that page is made again.
                        let from = if page.diagnostics.is_empty() { files(page_made.source) } else { MadeFrom::default() };
                        self.put_from(&path, &page_made.bytes, from, &mut made)?;
                    }
                    made.problems.extend(page.diagnostics);
                }
                Err(problem) => made.problems.push(problem),
            }
        }
        Ok(made)
    }

    /// Whether a page that is kept is the one that would be made.
    fn is_as_before(&self, route: Route, place: usize, path: &str) -> bool {
        let page = self.maker.page(route, place, &mut self.site.view(route));
        page.is_ok_and(|page| self.sink.had(path, &page.value))
    }

    /// What the search looks through: like the calendar files never whole in memory, for they are among the largest
    /// files of their site.
    fn search(&self) -> Result<Made, PublishError> {
        let mut made = Made::default();
        self.put_long("static/search-index.js", MadeFrom::default(), &mut |to| self.site.write_search_index(to), &mut made)?;
        let notes = |part| {
            let (path, mut made) = (format!("static/{}", Site::notes_file(part)), Made::default());
            self.put_unless_kept(&path, self.site.origin_of_notes(part), &mut |to| self.site.write_search_notes(part, to), &mut made)?;
            Ok(made)
        };
        let parts = (0..self.site.notes_parts()).into_par_iter().with_max_len(1);
        Ok(made.join(parts.map(notes).try_reduce(Made::default, |a, b| Ok(a.join(b)))?))
    }

    /// The calendar file beside each language's pages, where there is a calendar.
    fn calendars(&self) -> Result<Made, PublishError> {
        let mut made = Made::default();
        if self.site.page_href(Route::Calendar).is_none() {
            return Ok(made);
        }
        let days = LazyCell::new(|| calendar_days(self.site.journal, self.site.insights));
        let origin = self.site.origin_of_calendar();
        for (place, lang) in self.context.languages.iter().enumerate() {
            if let Some(words) = self.context.renderer.words(lang) {
                let path = format!("{}{CALENDAR_FILE}", self.maker.folder(place));
                self.put_unless_kept(&path, origin, &mut |to| write_calendar_file(words, self.site, &days, to), &mut made)?;
            }
        }
        Ok(made)
    }

    /// A path that cannot be used costs its own page only.
    fn put(&self, path: &str, bytes: &[u8], made: &mut Made) -> Result<(), PublishError> {
        self.put_from(path, bytes, MadeFrom::default(), made)
    }

    fn put_from(&self, path: &str, bytes: &[u8], from: MadeFrom, made: &mut Made) -> Result<(), PublishError> {
        self.counted(self.sink.put_from(path, bytes, from), made)
    }

    /// A long file, unless it stands there as made from the same files.
    fn put_unless_kept(&self, path: &str, origin: Option<u64>, write: &mut WriteFile<'_>, made: &mut Made) -> Result<(), PublishError> {
        let from = MadeFrom { files: origin.unwrap_or(0), view: 0 };
        if origin.is_some() && self.sink.keep(path, from) {
            debug_assert!(self.sink.had_long(path, write), "{path} would be stale");
            return Ok(());
        }
        self.put_long(path, from, write, made)
    }

    fn put_long(&self, path: &str, from: MadeFrom, write: &mut WriteFile<'_>, made: &mut Made) -> Result<(), PublishError> {
        self.counted(self.sink.put_long(path, from, write), made)
    }

    fn counted(&self, outcome: Result<(), PublishError>, made: &mut Made) -> Result<(), PublishError> {
        match outcome {
            Err(error) if error.concerns_one_page() => made.left_out.push(publish_message(self.sink.folder(), &error)),
            other => other?,
        }
        Ok(())
    }
}
