//! Changes to a user's file, as the bytes they are: a text goes in, edits come out.
//!
//! Nothing here touches the disk or knows today. Nothing is ever written anew from
//! what was read: every edit says which bytes go and which come, so all others stay
//! as they are. After each edit the text is read again; unless it then says what it
//! said before and the one thing more that was meant, the edit is refused.

pub mod blanks;
mod change;
pub mod day;
pub mod entry_words;
pub mod imported;
pub mod log;
mod page;
pub mod person;
mod recurring;
pub mod scalar;
pub mod slug;
pub mod tick;
pub mod written;

pub use change::{Change, apply, line_end};
pub use page::{Page, Refusal};
