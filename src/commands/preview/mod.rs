//! The journal as the preview shows it: kept in memory, brought up to date when a file
//! changes, and made into the one page that is asked for. It writes nothing.

mod decorate;
mod held;

use super::calendar_file::write_calendar_file;
use super::context::{Context, Unread};
use super::desk;
use super::failure::Failure;
use super::page_maker::PageMaker;
use super::places::Places;
use super::stages::Stages;
use super::terminal::Terminal;
use crate::cli::Everywhere;
use held::Held;
use renmai::arrange::calendar::CALENDAR_FILE;
use renmai::arrange::{Route, Site};
use renmai::diagnostics::{Diagnostic, Severity};
use renmai::disk::picture::publishable;
use renmai::disk::vault;
use renmai::exchange::calendar_days;
use renmai::kept::Kept;
use renmai::message::Message;
use renmai::model::ContactIndex;
use renmai::render::i18n::Catalogue;
use renmai::render::report;
use renmai::render::rows::{place_rows, row_here};
use renmai::serve::{Answer, Media};
use renmai::source::{SourceFile, Sources, Vault};
use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Lines shown on a page; more are counted.
const MOST_LINES: usize = 5;
/// Where pages find whom the search may find.
const SEARCH_INDEX: &str = "static/search-index.js";

/// What is shown, and from what.
pub struct Preview {
    typed: Everywhere,
    kept: Kept,
    held: Held,
    context: Context,
    /// Paths of the files that changed last.
    just_saved: BTreeSet<String>,
}

impl Preview {
    /// Takes in a journal as it was read.
    pub fn open(typed: &Everywhere, places: Places, vault: &Vault, stages: &mut Stages) -> Result<Self, Failure> {
        let mut kept = Kept::default();
        let context = Context::of(Unread::of(typed, places, vault.clone())?, |vault| kept.load(vault), stages);
        Ok(Self { typed: typed.clone(), kept, held: Held::default(), context, just_saved: BTreeSet::new() })
    }

    /// The journal with its words.
    pub fn context(&self) -> &Context {
        &self.context
    }

    /// The theme the settings name.
    pub fn theme(&self) -> Option<&str> {
        self.context.loaded.journal.settings.theme.as_deref()
    }

    /// Takes in the files as they are now. Gives back whose figures may be others; none
    /// when they must all be worked out again.
    pub fn renew(&mut self, vault: &Vault, stages: &mut Stages) -> Result<Option<BTreeSet<ContactIndex>>, Failure> {
        let mut vault = vault.clone();
        self.held.keep_good(&mut vault, &self.context.vault);
        self.just_saved = changed(&self.context, &vault.content);
        if !self.is_another_day()
            && let Some(concerned) = self.context.renew(&vault, &mut self.kept)
        {
            stages.end("parsed");
            return Ok(Some(concerned));
        }
        let kept = &mut self.kept;
        self.context = Context::of(Unread::of(&self.typed, self.context.places.clone(), vault)?, |vault| kept.load(vault), stages);
        Ok(None)
    }

    /// Whether another day has begun.
    pub fn is_another_day(&self) -> bool {
        desk::today(&self.typed, &self.context.loaded.journal.settings).is_ok_and(|today| today != self.context.today)
    }

    /// Problems of the files that were just saved, and all errors, as lines.
    pub fn lines(&self, words: &Catalogue) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        for reason in self.held.iter() {
            lines.extend(reason.problems.iter().map(|problem| self.line(problem, &reason.sources, words)));
            lines.push(words.word("serve.held"));
        }
        let sources = &self.context.loaded.sources;
        let counts =
            |problem: &&Diagnostic| problem.severity() == Severity::Error || self.just_saved.contains(sources.path(problem.at.file));
        let mut worst: Vec<&Diagnostic> = self.context.problems.iter().filter(counts).collect();
        worst.sort_by_key(|problem| !self.just_saved.contains(sources.path(problem.at.file)));
        let more = worst.len().saturating_sub(MOST_LINES);
        lines.extend(worst.iter().take(MOST_LINES).map(|problem| self.line(problem, sources, words)));
        if more > 0 {
            lines.push(words.say(&Message::new("serve.more").with("n", more)));
        }
        lines
    }

    fn line(&self, problem: &Diagnostic, sources: &Sources, words: &Catalogue) -> String {
        report::short(problem, sources, words, &|file: &SourceFile| self.context.typed_path(file))
    }

    /// Says on the terminal what is wrong with what was just saved.
    pub fn report(&self, terminal: &mut Terminal) -> Result<(), Failure> {
        if terminal.quiet {
            return Ok(());
        }
        let lines = self.lines(terminal.catalogue());
        lines.iter().try_for_each(|line| terminal.insist_text(line))
    }
}

/// Files that are not what they were.
fn changed(context: &Context, new: &[Arc<SourceFile>]) -> BTreeSet<String> {
    let old = &context.vault.content;
    let known = |file: &Arc<SourceFile>| old.binary_search_by(|known| known.path.cmp(&file.path)).ok().and_then(|at| old.get(at));
    let is_same_place = |at: usize, file: &Arc<SourceFile>| old.get(at).is_some_and(|known| Arc::ptr_eq(known, file));
    let is_new =
        |(at, file): &(usize, &Arc<SourceFile>)| !is_same_place(*at, file) && known(file).is_none_or(|known| !Arc::ptr_eq(known, file));
    new.iter().enumerate().filter(is_new).map(|(_, file)| file.path.as_ref().to_owned()).collect()
}

/// The pages of one state of the journal.
pub struct Shelf<'a> {
    preview: &'a Preview,
    maker: PageMaker<'a>,
    state: String,
    rows: Vec<Vec<OnceCell<Vec<u8>>>>,
    search_index: OnceCell<Vec<u8>>,
    /// The parts of the text to search.
    notes: Vec<OnceCell<Vec<u8>>>,
    /// Lines below every page, in every language.
    lines: Vec<Vec<String>>,
}

impl<'a> Shelf<'a> {
    /// Makes ready what the pages share; `state` is its name.
    pub fn new(preview: &'a Preview, site: &'a Site<'a>, state: String) -> Self {
        let context = &preview.context;
        let maker = PageMaker { site, renderer: &context.renderer, languages: &context.languages };
        let people = context.loaded.journal.contacts.len();
        context.renderer.expect_rows(people);
        for lang in &context.languages {
            (0..people).for_each(|place| context.renderer.keep_row(lang, place, || row_here(place)));
        }
        let rows = context.languages.iter().map(|_| (0..people).map(|_| OnceCell::new()).collect()).collect();
        let notes = (0..site.notes_parts()).map(|_| OnceCell::new()).collect();
        let words = context.languages.iter().filter_map(|lang| context.renderer.words(lang));
        let lines = words.map(|words| preview.lines(words)).collect();
        Self { preview, maker, state, rows, search_index: OnceCell::new(), notes, lines }
    }

    /// The answer to a path.
    pub fn answer(&self, path: &str) -> Answer {
        let path = if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() };
        if let Some((route, place)) = self.find(&path) {
            return self.page(route, place);
        }
        let context = &self.preview.context;
        let own = match path.as_str() {
            decorate::SCRIPT_PATH => Some((Media::of("x.js"), decorate::SCRIPT.as_bytes().to_vec())),
            decorate::SHEET_PATH => Some((Media::of("x.css"), decorate::SHEET.as_bytes().to_vec())),
            SEARCH_INDEX => Some((Media::of(SEARCH_INDEX), self.search_index().clone())),
            _ => None,
        };
        let theme = || context.renderer.assets().find(|(asset, _)| *asset == path).map(|(_, bytes)| (Media::of(&path), bytes.to_vec()));
        match own.or_else(theme).or_else(|| self.search_notes(&path)).or_else(|| self.calendar(&path)).or_else(|| self.attachment(&path)) {
            Some((media, body)) => Answer::found(media, body),
            None => self.missing(&path),
        }
    }

    /// The page at a path, and the place of its language.
    fn find(&self, path: &str) -> Option<(Route, usize)> {
        let places = 0..self.maker.languages.len();
        places.rev().find_map(|place| {
            let inside = path.strip_prefix(&self.maker.folder(place))?;
            self.maker.site.find(inside).map(|route| (route, place))
        })
    }

    fn page(&self, route: Route, place: usize) -> Answer {
        let (mut view, words) = (self.maker.site.view(route), self.words(place));
        let mut lines = self.lines.get(place).cloned().unwrap_or_default();
        let line = |problem: &Diagnostic| words.map(|words| self.preview.line(problem, &self.preview.context.loaded.sources, words));
        let page = match self.maker.page(route, place, &mut view) {
            Ok(page) => {
                lines.extend(page.diagnostics.iter().filter_map(line));
                place_rows(page.value, |who, page| page.extend_from_slice(self.row(who, place)))
            }
            Err(problem) => {
                lines.extend(line(&problem));
                Vec::new()
            }
        };
        let problems = words.map(|words| decorate::problem_lines(words, &lines)).unwrap_or_default();
        Answer::found(Media::PAGE, decorate::decorate(&page, &self.state, &problems))
    }

    /// Somebody's row on lists, made for the first list that asks.
    fn row(&self, who: usize, place: usize) -> &[u8] {
        let lang = self.maker.languages.get(place).copied().unwrap_or_default();
        let Some(cell) = self.rows.get(place).and_then(|rows| rows.get(who)) else { return &[] };
        let index = ContactIndex(u32::try_from(who).unwrap_or(u32::MAX));
        cell.get_or_init(|| self.maker.row(index, lang).value)
    }

    /// Whom the search may find.
    fn search_index(&self) -> &Vec<u8> {
        self.search_index.get_or_init(|| {
            let mut index = Vec::new();
            // Nothing stops the writing into memory.
            let _ = self.maker.site.write_search_index(&mut index);
            index
        })
    }

    /// A part of the text that is searched.
    fn search_notes(&self, path: &str) -> Option<(Media, Vec<u8>)> {
        let file = path.strip_prefix("static/")?;
        let (part, notes) = self.notes.iter().enumerate().find(|(part, _)| Site::notes_file(*part) == file)?;
        let notes = notes.get_or_init(|| {
            let mut notes = Vec::new();
            let _ = self.maker.site.write_search_notes(part, &mut notes);
            notes
        });
        Some((Media::of(path), notes.clone()))
    }

    fn calendar(&self, path: &str) -> Option<(Media, Vec<u8>)> {
        let site = self.maker.site;
        let place = (0..self.maker.languages.len()).find(|place| format!("{}{CALENDAR_FILE}", self.maker.folder(*place)) == path)?;
        site.page_href(Route::Calendar)?;
        let days = calendar_days(site.journal, site.insights);
        let mut bytes = Vec::new();
        write_calendar_file(self.words(place)?, site, &days, &mut bytes).ok()?;
        Some((Media::of(path), bytes))
    }

    /// An attachment that was found when the journal was read, as a build publishes it.
    fn attachment(&self, path: &str) -> Option<(Media, Vec<u8>)> {
        let context = &self.preview.context;
        if !context.vault.assets.iter().any(|asset| asset == path) {
            return None;
        }
        let bytes = vault::read_asset(&context.places.content, path).ok()?;
        let clean = publishable(path, &bytes).ok()?.into_owned();
        Some((Media::of_attachment(path), clean))
    }

    /// The page for an address that leads nowhere, in the language it would have had.
    fn missing(&self, path: &str) -> Answer {
        let is_below = |place: &usize| *place > 0 && path.starts_with(&self.maker.folder(*place));
        let place = (0..self.maker.languages.len()).find(is_below).unwrap_or(0);
        let page = self.words(place).map(|words| decorate::missing(words, &self.maker.folder(place))).unwrap_or_default();
        Answer::missing(decorate::decorate(&page, &self.state, ""))
    }

    fn words(&self, place: usize) -> Option<&'a Catalogue> {
        self.maker.languages.get(place).and_then(|lang| self.maker.renderer.words(lang))
    }
}
