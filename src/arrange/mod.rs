//! Insights become pages as views: what stands on each page, in which order, under
//! which address. No template, no HTML, no reader's language: sentences are
//! [`Message`](crate::message::Message)s, words of the user are text.
//!
//! The views are the theme's contract; only they are serialised. A page is a light
//! value, made when it is asked for and dropped when it is rendered.

pub mod calendar;
pub mod checklists;
mod coming;
pub mod day;
pub mod goals;
pub mod guides;
pub mod insights;
pub mod map;
pub mod method;
pub mod names;
pub mod nav;
pub mod next;
mod origin;
pub mod people;
pub mod person;
pub mod problems;
pub mod profile;
pub mod promises;
pub mod reminder;
pub mod review;
pub mod route;
pub mod search;
pub mod search_index;
pub mod signs;
pub mod site;
mod slug;
pub mod tags;
pub mod today;
pub mod topics;
pub mod view;
pub mod words;

pub use route::{Route, Variant};
pub use site::{Order, Site};
pub use view::{Page, View};
pub use words::{Markdown, Words};
