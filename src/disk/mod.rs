//! The only place that touches files: reads a journal, edits a note, publishes a site.
//!
//! It moves bytes and knows paths, modes and locks. It must not know what a
//! journal means, and it speaks no human language: what goes wrong is given back
//! as a value, and the commands find the words.

#![expect(clippy::disallowed_methods, reason = "this is the room where files are touched")]

pub mod edit;
pub mod exposure;
pub mod foreign;
mod intent;
pub mod manifest;
mod modes;
mod page_path;
pub mod picture;
pub mod publish;
pub mod reread;
pub mod sealed;
pub mod target;
pub mod vault;
mod walk;
pub mod watch;
mod workshop;

pub use manifest::{MadeFrom, Stamp};
pub use modes::Modes;
pub use page_path::folded;
pub use publish::{PublishError, Publisher, Summary, WriteFile};
pub use target::{Refusal, Surroundings};
