//! The embedded templates, cut once and filled many times.
//!
//! Ten thousand people are twenty thousand pages, and most of a page's time is its
//! template's. So the theme that comes with the program is read here into a plan: what it
//! extends and includes is put in place, what is the same on every page is said once, and
//! the rest is filled in from a [`Tape`] without a copy of the view. The bytes are those
//! Tera makes of the same files; a test holds the two side by side.
//!
//! Tera remains the language of themes: a journal with templates of its own is Tera's
//! alone, and so is a page that cannot be made here, whatever the reason.

mod cut;
mod fill;
mod fold;
mod name;
mod plan;
mod read;
mod say;
mod spoken;
mod tape;
mod value;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::rc::Rc;

use super::i18n::Catalogue;
use super::{Around, PageFrame, Row, Twin};
use fill::Fill;
use plan::Step;
use value::Val;

pub use fill::Unfit;
pub use name::Name;
pub use tape::{Node, Tape};

/// All templates of the embedded theme, in one language.
#[derive(Debug, Default)]
pub struct Stencils {
    pages: BTreeMap<String, Page>,
    /// Templates that are left to Tera, and why.
    pub refused: Vec<(String, String)>,
}

/// A template that is ready to be followed.
#[derive(Debug)]
struct Page {
    steps: Vec<Step>,
    /// How many slots its names need.
    slots: usize,
}

/// What a page is made of beside its view.
#[derive(Debug, Clone, Copy)]
pub struct Beside<'a> {
    /// Where it stands.
    pub frame: &'a PageFrame<'a>,
    /// Whether there is a style sheet of the user's, and one of tokens.
    pub sheets: (bool, bool),
    /// Rows that were made before.
    pub rows: &'a [Row],
    /// What stands around it.
    pub around: Option<&'a Around>,
    /// Stands where each page puts its own twin, while the navigation is made.
    pub twin_here: Option<&'a str>,
}

impl Stencils {
    /// Cuts templates, given by name, for a language.
    pub fn cut(templates: impl Iterator<Item = (&'static str, &'static str)>, words: &Catalogue) -> Self {
        cut::cut(templates, words)
    }

    /// Fills a template into `out`.
    ///
    /// # Errors
    /// When the page must be left to Tera.
    pub fn fill(&self, template: &str, view: (&Tape, Node), words: &Catalogue, beside: &Beside<'_>, out: &mut String) -> Result<(), Unfit> {
        let page = self.pages.get(template).ok_or_else(|| format!("`{template}` is Tera's"))?;
        let frame = beside.frame;
        // In the order of `fold::GIVEN`.
        let mut slots = Vec::with_capacity(page.slots);
        slots.extend([
            text(frame.root),
            text(frame.static_root),
            Val::Items(frame.twin.iter().map(twin).collect()),
            Val::Flag(beside.sheets.0),
            Val::Flag(beside.sheets.1),
            beside.around.map_or(Val::Undefined, |around| Val::Items(around.nav.iter().map(|piece| safe(piece)).collect())),
            beside.around.map_or(Val::Undefined, |around| safe(&around.data)),
            beside.twin_here.map_or(Val::Undefined, safe),
        ]);
        slots.resize(page.slots, Val::Undefined);
        Fill::new(view, (words, beside.rows), slots).steps(&page.steps, out)
    }
}

fn text(text: &str) -> Val<'_> {
    Val::Text(Cow::Borrowed(text))
}

fn safe(html: &str) -> Val<'_> {
    Val::Safe(Cow::Borrowed(html))
}

fn twin<'a>(twin: &Twin<'a>) -> Val<'a> {
    Val::Fields(Rc::from([("lang", text(twin.lang)), ("href", text(twin.href)), ("current", Val::Flag(twin.current))]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::theme::{embedded_catalogue, embedded_templates};

    #[test]
    fn every_embedded_template_is_cut() {
        for lang in ["en", "zh"] {
            let stencils = Stencils::cut(embedded_templates(), &embedded_catalogue(lang));
            assert_eq!(stencils.refused, [], "teach src/render/stencil/read.rs what these use");
        }
    }

    #[test]
    fn what_is_the_same_on_every_page_is_said_once() {
        let words = embedded_catalogue("en");
        let source =
            "{% for p in [\"2000-01-01\"] %}{{ p | day(format=\"month_short\") }}{% endfor %} {{ t(key=\"phase.due\") }} {{ root }}";
        let stencils = Stencils::cut(std::iter::once(("a.html", source)), &words);
        let root = plan::Expr::At(plan::Source::Slot { slot: 0, is_sure: true }, Vec::new());
        let expected = vec![Step::Text("Jan Due ".into()), Step::Show(root)];
        assert_eq!(stencils.pages.get("a.html").map(|page| &page.steps), Some(&expected));
    }

    #[test]
    fn what_nobody_gave_is_left_to_tera() {
        let (words, frame) = (Catalogue::new("en"), PageFrame { lang: "en", ..PageFrame::default() });
        let stencils = Stencils::cut(std::iter::once(("a.html", "{{ page.title }}")), &words);
        let mut tape = Tape::default();
        let top = tape.write(&serde_json::json!({"page": {}})).unwrap();
        let beside = Beside { frame: &frame, sheets: (false, false), rows: &[], around: None, twin_here: None };
        assert!(stencils.fill("a.html", (&tape, top), &words, &beside, &mut String::new()).is_err());
    }
}
