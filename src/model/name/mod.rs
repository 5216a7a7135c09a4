//! How a name is said, so that it can be shown, sorted and found.
//!
//! A Han name gets its pinyin, with the reading its surname has as a surname (单 Shàn, 曾 Zēng); a name in letters reads
//! as itself; a reading the user wrote wins over both. Knows names only: nothing of people, files or languages of the
//! site.

mod fold;
mod given;
mod order;
mod person;
mod pinyin;
mod reading;
mod search;
mod surname;

pub use fold::{fold, is_han};
pub use order::SortKey;
pub use reading::{Reading, reading_of};
pub use search::{search_forms, spellings};
