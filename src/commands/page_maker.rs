//! How one page of a site is made, in each of its languages: which folder it stands in,
//! how it reaches its twin and what lies beside it.

use renmai::arrange::nav::{Nav, section};
use renmai::arrange::{Route, Site, View};
use renmai::diagnostics::{Checked, Diagnostic};
use renmai::digest::Digest;
use renmai::model::ContactIndex;
use renmai::render::{Page, PageFrame, Renderer, Twin};
use std::collections::BTreeMap;

/// Makes the pages of one site.
#[derive(Clone, Copy)]
pub struct PageMaker<'a> {
    /// What stands on them.
    pub site: &'a Site<'a>,
    /// Makes them bytes.
    pub renderer: &'a Renderer,
    /// Tags of the languages, the first one first.
    pub languages: &'a [&'static str],
}

impl PageMaker<'_> {
    /// The first language stands at the top, every other in a folder of its own.
    pub fn folder(&self, place: usize) -> String {
        match self.languages.get(place) {
            Some(lang) if place > 0 => format!("{lang}/"),
            _ => String::new(),
        }
    }

    /// A page in the language at `place`. Its view is the same for all of them.
    pub fn page(&self, route: Route, place: usize, view: &mut View) -> Result<Checked<Vec<u8>>, Diagnostic> {
        let page = self.page_unless(route, place, view, |_| false)?;
        Ok(page.map(|page| page.map(|page| page.bytes).unwrap_or_default()))
    }

    /// The same, unless it is known by the fingerprint of all it is made from.
    pub fn page_unless(
        &self,
        route: Route,
        place: usize,
        view: &mut View,
        is_known: impl FnOnce(u64) -> bool,
    ) -> Result<Checked<Option<Page>>, Diagnostic> {
        let rows = self.rows_on(view);
        self.in_frame(route, place, rows, |frame| {
            // The first page of a section says its navigation whole; then it is kept, and no view holds it.
            view.nav = Nav::default();
            if !self.renderer.knows_around(frame) {
                view.nav = self.site.nav(route);
                if self.renderer.keep_around(view, frame) {
                    view.nav = Nav::default();
                }
            }
            self.renderer.page_unless(self.site.template(route), view, frame, is_known)
        })
    }

    /// Fingerprint of the files a page comes from, known before its view is; 0 where nobody knows it.
    pub fn origin(&self, route: Route, place: usize) -> u64 {
        let Some(origin) = self.site.origin(route) else { return 0 };
        self.in_frame(route, place, 0, |frame| self.renderer.source_unmade(self.site.template(route), origin, frame)).unwrap_or(0)
    }

    /// Fingerprint of the rows a page places; 0 where it places none, or nobody knows them.
    fn rows_on(&self, view: &View) -> u64 {
        let mut rows = view.rows().filter_map(|who| self.site.origin_of_row(who)).peekable();
        if rows.peek().is_none() {
            return 0;
        }
        let mut all = Digest::default();
        rows.for_each(|row| all.number(row));
        all.end()
    }

    /// Where a page stands.
    fn in_frame<T>(&self, route: Route, place: usize, rows: u64, then: impl FnOnce(&PageFrame<'_>) -> T) -> T {
        let path = self.site.path(route);
        let lang = self.languages.get(place).copied().unwrap_or_default();
        let root = "../".repeat(path.matches('/').count());
        let static_root = if place == 0 { root.clone() } else { format!("../{root}") };
        let hrefs: Vec<String> = if self.languages.len() > 1 {
            (0..self.languages.len()).map(|twin| format!("{static_root}{}{path}", self.folder(twin))).collect()
        } else {
            Vec::new()
        };
        let twin: Vec<Twin<'_>> =
            self.languages.iter().zip(&hrefs).map(|(twin, href)| Twin { lang: twin, href, current: *twin == lang }).collect();
        then(&PageFrame { lang, root: &root, static_root: &static_root, twin: &twin, section: section(route), rows })
    }

    /// A person's row on lists, in one language: made once, placed many times.
    pub fn row(&self, who: ContactIndex, lang: &str) -> Checked<Vec<u8>> {
        let (template, folder) = Site::ROW_TEMPLATE;
        let root = "../".repeat(folder.matches('/').count());
        let frame = PageFrame { lang, root: &root, static_root: &root, twin: &[], section: "", rows: 0 };
        let Some(row) = self.site.people_row(who) else { return Checked::clean(Vec::new()) };
        let made = self.renderer.page(template, &BTreeMap::from([("row", row)]), &frame);
        made.map_or_else(|problem| Checked { value: Vec::new(), diagnostics: vec![problem] }, fitted)
    }
}

/// A row is far smaller than the page that was set aside for it.
fn fitted(mut row: Checked<Vec<u8>>) -> Checked<Vec<u8>> {
    row.value.shrink_to_fit();
    row
}
