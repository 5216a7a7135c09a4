//! Rows that stand on many pages, each made once and placed many times.
//!
//! Everybody's row is on three lists and on the pages of their tags. A template places one by its
//! order: `person_row(at=…)`.

use std::sync::{Arc, OnceLock, PoisonError, RwLock};

use tera::{Kwargs, State, Tera, Value};

use super::{Language, Renderer};

/// The rows of one language, each by its place in the order of people.
#[derive(Debug, Clone, Default)]
pub struct Rows(Arc<RwLock<Arc<[Row]>>>);

/// A row, once it is made.
pub type Row = OnceLock<String>;

impl Rows {
    /// All there are. No lock is held while they are placed, so a row may be made meanwhile.
    pub fn all(&self) -> Arc<[Row]> {
        Arc::clone(&self.0.read().unwrap_or_else(PoisonError::into_inner))
    }

    fn replace(&self, rows: Arc<[Row]>) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = rows;
    }
}

impl Renderer {
    /// Makes room for so many rows in every language, where there is not enough.
    pub fn expect_rows(&self, count: usize) {
        for language in self.all_languages().filter(|language| language.rows.all().len() < count) {
            language.rows.replace((0..count).map(|_| Row::new()).collect());
        }
    }

    /// Keeps a row for the pages of a language to place by its order; one that is kept is not made again.
    pub fn keep_row(&self, lang: &str, at: usize, make: impl FnOnce() -> Vec<u8>) {
        let speaking = self.all_languages().filter(|language| language.words.lang() == lang);
        let rows: Vec<Arc<[Row]>> = speaking.map(|language| language.rows.all()).collect();
        let mut empty = rows.iter().filter_map(|rows| rows.get(at)).filter(|row| row.get().is_none());
        let Some(first) = empty.next() else { return };
        let text = |row: Vec<u8>| String::from_utf8(row).unwrap_or_else(|row| String::from_utf8_lossy(row.as_bytes()).into_owned());
        let row = first.get_or_init(|| text(make()));
        empty.for_each(|other| _ = other.get_or_init(|| row.clone()));
    }

    /// Forgets all rows: no page will place one any more.
    pub fn forget_rows(&self) {
        self.all_languages().for_each(|language| language.rows.replace(Arc::default()));
    }

    fn all_languages(&self) -> impl Iterator<Item = &Language> {
        self.languages.iter().chain(&self.fallback)
    }
}

/// `person_row(at=…)`: a row made before, nothing where there is none.
pub fn register(tera: &mut Tera, rows: &Rows) {
    let rows = rows.clone();
    tera.register_function("person_row", move |k: Kwargs, _: &State| -> tera::TeraResult<Value> {
        let at = usize::try_from(k.must_get::<u64>("at")?).unwrap_or(usize::MAX);
        Ok(Value::safe_string(rows.all().get(at).and_then(OnceLock::get).map_or("", String::as_str)))
    });
}

/// Around the place of a row that is made later.
const ROW_HERE: [char; 2] = ['\u{2}', '\u{3}'];

/// Digits of a place, and the sign behind them.
const MOST_DIGITS: usize = 21;

/// Stands for a row that is made later: kept in its stead by whoever makes few pages, and
/// so few rows. [`place_rows`] puts the row there.
#[must_use]
pub fn row_here(at: usize) -> Vec<u8> {
    let [begin, end] = ROW_HERE;
    format!("{begin}{at}{end}").into_bytes()
}

/// Puts rows where [`row_here`] stands for them; `put_row` adds the one of a place.
pub fn place_rows(page: Vec<u8>, mut put_row: impl FnMut(usize, &mut Vec<u8>)) -> Vec<u8> {
    let [begin, end] = ROW_HERE.map(|sign| sign as u8);
    if !page.contains(&begin) {
        return page;
    }
    let mut placed = Vec::with_capacity(page.len() * 4);
    let mut rest = page.as_slice();
    while let Some(from) = rest.iter().position(|byte| *byte == begin) {
        let (before, after) = rest.split_at(from);
        placed.extend_from_slice(before);
        let after = after.get(1..).unwrap_or_default();
        let until = after.iter().take(MOST_DIGITS).position(|byte| *byte == end);
        let place = until.and_then(|until| std::str::from_utf8(after.get(..until)?).ok()?.parse().ok().map(|place| (place, until)));
        match place {
            Some((place, until)) => {
                put_row(place, &mut placed);
                rest = after.get(until + 1..).unwrap_or_default();
            }
            None => {
                placed.push(begin);
                rest = after;
            }
        }
    }
    placed.extend_from_slice(rest);
    placed
}
