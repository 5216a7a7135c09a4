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
use renmai::arrange::{Route, Site};
use renmai::diagnostics::{Diagnostic, in_reading_order};
use renmai::disk::{PublishError, WriteFile};
use renmai::exchange::calendar_days;
use renmai::message::Message;
use renmai::model::ContactIndex;
use std::mem::ManuallyDrop;

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
    // Nothing is freed one by one at the end of the program; the system takes it all back at once.
    let insights = ManuallyDrop::new(renmai::measure(journal, context.today));
    stages.end("measured");
    let site = Site::new(journal, &context.loaded.sources, &insights, &context.problems).with_clocks(context.clocks());
    stages.end("arranged");
    let maker = PageMaker { site: &site, renderer: &context.renderer, languages: &context.languages };
    let press = Press { sink, context, maker, site: &site };
    let problems = press.rows();
    stages.end("rows");
    let pages = || site.routes().into_par_iter().map(|route| press.page(route)).try_reduce(Made::default, |a, b| Ok(a.join(b)));
    let (beside, pages) = rayon::join(|| press.beside(), pages);
    let mut made = pages?.join(beside?);
    made.problems.extend(problems);
    for (path, bytes) in context.renderer.assets() {
        press.put(path, bytes, &mut made)?;
    }
    in_reading_order(&mut made.problems);
    stages.end("pages");
    Ok(made)
}

/// Problems of the row's template that are named; all rows share it.
const MOST_ROW_PROBLEMS: usize = 3;

struct Press<'a> {
    sink: &'a dyn PageSink,
    context: &'a Context,
    maker: PageMaker<'a>,
    site: &'a Site<'a>,
}

impl Press<'_> {
    /// Everybody's row on lists, in every language: made once, placed many times.
    fn rows(&self) -> Vec<Diagnostic> {
        let mut problems = Vec::new();
        for lang in &self.context.languages {
            let people: Vec<ContactIndex> = self.site.journal.iter().map(|(who, _)| who).collect();
            let made: Vec<_> = people.into_par_iter().map(|who| self.maker.row(who, lang)).collect();
            let mut rows = Vec::with_capacity(made.len());
            for row in made {
                problems.extend(row.diagnostics);
                rows.push(row.value);
            }
            self.context.renderer.keep_rows(lang, || rows);
        }
        // One slip in the template is one problem, not one for everybody.
        in_reading_order(&mut problems);
        problems.truncate(MOST_ROW_PROBLEMS);
        problems
    }

    /// One page in every language. Its view is made once.
    fn page(&self, route: Route) -> Result<Made, PublishError> {
        let mut made = Made::default();
        let mut view = self.site.view(route);
        for place in 0..self.context.languages.len() {
            let full_path = format!("{}{}", self.maker.folder(place), self.site.path(route));
            match self.maker.page_unless(route, place, &mut view, |source| self.sink.keep(&full_path, source)) {
                Ok(page) => {
                    made.pages += 1;
                    if let Some(page_made) = &page.value {
                        // What went wrong is said again by the next build, so that page is made again.
                        let source = if page.diagnostics.is_empty() { page_made.source } else { 0 };
                        self.put_from(&full_path, &page_made.bytes, source, &mut made)?;
                    }
                    made.problems.extend(page.diagnostics);
                }
                Err(problem) => made.problems.push(problem),
            }
        }
        Ok(made)
    }

    /// What lies beside the pages: calendar files, and what the search looks through.
    fn beside(&self) -> Result<Made, PublishError> {
        // One after the other, while other threads make pages, and never whole in memory: each
        // is among the largest files of its site.
        let mut made = self.calendars()?;
        self.put_long("static/search-index.js", &mut |to| self.site.write_search_index(to), &mut made)?;
        self.put_long("static/search-notes.js", &mut |to| self.site.write_search_notes(to), &mut made)?;
        Ok(made)
    }

    /// The calendar file beside each language's pages, where there is a calendar.
    fn calendars(&self) -> Result<Made, PublishError> {
        let mut made = Made::default();
        if self.site.page_href(Route::Calendar).is_none() {
            return Ok(made);
        }
        let days = calendar_days(self.site.journal, self.site.insights);
        for (place, lang) in self.context.languages.iter().enumerate() {
            if let Some(words) = self.context.renderer.words(lang) {
                let path = format!("{}{CALENDAR_FILE}", self.maker.folder(place));
                self.put_long(&path, &mut |to| write_calendar_file(words, self.site, &days, to), &mut made)?;
            }
        }
        Ok(made)
    }

    /// A path that cannot be used costs its own page only.
    fn put(&self, path: &str, bytes: &[u8], made: &mut Made) -> Result<(), PublishError> {
        self.put_from(path, bytes, 0, made)
    }

    fn put_from(&self, path: &str, bytes: &[u8], source: u64, made: &mut Made) -> Result<(), PublishError> {
        self.counted(self.sink.put_from(path, bytes, source), made)
    }

    fn put_long(&self, path: &str, write: &mut WriteFile<'_>, made: &mut Made) -> Result<(), PublishError> {
        self.counted(self.sink.put_long(path, write), made)
    }

    fn counted(&self, outcome: Result<(), PublishError>, made: &mut Made) -> Result<(), PublishError> {
        match outcome {
            Err(error) if error.concerns_one_page() => made.left_out.push(publish_message(self.sink.folder(), &error)),
            other => other?,
        }
        Ok(())
    }
}
