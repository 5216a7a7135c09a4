//! Insights become pages as views: what stands on each page, in which order, under
//! which address. No template, no HTML, no reader's language: sentences are
//! [`Message`](crate::message::Message)s, words of the user are text.
//!
//! The views are the theme's contract; only they are serialised. A page is a light
//! value, made when it is asked for and dropped when it is rendered.

pub mod route;
pub mod words;
pub mod view;
pub mod site;
pub mod nav;
pub mod person;
pub mod day;
pub mod people;
pub mod profile;
pub mod names;
pub mod next;
pub mod search;
pub mod tags;
pub mod topics;
pub mod today;
mod coming;
pub mod promises;
pub mod signs;
pub mod reminder;
pub mod checklists;
pub mod guides;
pub mod problems;
pub mod search_index;
pub mod calendar;
pub mod goals;
pub mod review;
pub mod insights;
pub mod map;
pub mod method;

pub use route::{Route, Variant};
pub use site::Site;
pub use view::{Page, View};
pub use words::{Markdown, Words};
