//! The only place that touches files: reads a journal, edits a note, publishes a site.
//!
//! It moves bytes and knows paths, modes and locks. It must not know what a
//! journal means, and it speaks no human language: what goes wrong is given back
//! as a value, and the commands find the words.

#![expect(clippy::disallowed_methods, reason = "this is the room where files are touched")]

pub mod vault;
mod walk;
pub mod edit;
pub mod publish;
pub mod target;
pub mod manifest;
mod digest;
mod intent;
mod modes;
mod page_path;
mod workshop;
pub mod picture;

pub use modes::Modes;
pub use publish::{PublishError, Publisher, Summary};
pub use target::{Refusal, Surroundings};
