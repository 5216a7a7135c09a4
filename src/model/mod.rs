//! What a journal is: contacts, interactions, tasks, articles, settings.
//!
//! Plain values with public fields, and the small rules that belong to a value
//! alone (a date's spellings, a lunar day, how a name is said). Nothing here
//! reads a file, knows today's date, or speaks a human language.

pub mod article;
pub mod calendar;
pub mod card;
pub mod contact;
pub mod date;
pub mod festivals;
pub mod few;
pub mod interaction;
pub mod journal;
pub mod links;
pub mod money;
pub mod name;
pub mod settings;
pub mod task;
pub mod text;

pub use article::{Article, ArticleKind, Me, Note};
pub use contact::{Contact, ContactIndex, Profile};
pub use few::Few;
pub use interaction::{By, Depth, Feeling, Gift, Interaction, Kind, Origin, Side};
pub use journal::Journal;
pub use settings::{Circle, Settings};
pub use task::{Promise, Task, TaskState};
