//! One file becomes one draft. Parsing cannot fail: a draft always comes out, with
//! its problems beside it. Nothing here knows today's date, other files, or words
//! of the reader's language.

pub mod body;
pub mod check_words;
pub mod conflict;
pub mod decode;
pub mod draft;
pub mod entry;
pub mod fields;
pub mod front_matter;
pub mod glimpse;
pub mod keys;
pub mod kinds;
pub mod log;
pub mod me;
pub mod note;
pub mod person;
mod person_parts;
mod plain_body;
mod plain_yaml;
pub mod settings;
pub mod slip;
pub mod tasks;
pub mod yaml;

pub use draft::{Draft, FileKind, draft};
pub use person_parts::SIGN_IDS;
pub use settings::settings;
