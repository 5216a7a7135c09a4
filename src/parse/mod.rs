//! One file becomes one draft. Parsing cannot fail: a draft always comes out, with
//! its problems beside it. Nothing here knows today's date, other files, or words
//! of the reader's language.

pub mod front_matter;
pub mod yaml;
pub mod keys;
pub mod decode;
pub mod settings;
pub mod body;
pub mod fields;
pub mod kinds;
pub mod entry;
pub mod log;
pub mod tasks;
pub mod note;
pub mod person;
mod person_parts;
pub mod me;
pub mod conflict;
pub mod draft;

pub use draft::{Draft, FileKind, draft};
pub use settings::settings;
