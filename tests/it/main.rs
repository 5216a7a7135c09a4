//! The contract, read aloud: one crate, a module per feature, each journal in memory.
#![allow(
    clippy::disallowed_methods,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::default_trait_access,
    clippy::unreadable_literal,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test may fail loudly"
)]

mod folders;
mod vault;
mod view_docs;

mod dates;
mod file_kinds;
mod front_matter;
mod keys;
mod settings;
mod typed_text;

mod entry_kinds;
mod fields;
mod log;
mod mentions;
mod shared_entries;

mod assessments;
mod tasks;

mod boundary;
mod checks;
mod depth;
mod exchange;
mod export_schema;
mod fit;
mod goals;
mod initiative;
mod lunar_years;
mod method;
mod network;
mod next_step;
mod origin;
mod promises;
mod reminders;
mod rhythm;
mod sentences;
mod signs;
mod talk;
mod week;
mod windows;

mod glimpse;
mod hostile;
mod kept;
mod laws;
mod redacted;

mod address_books;
mod architecture;
mod demo;
mod diagnostics;
mod golden;
mod growth;
mod people_chips;
mod proofs;
mod sealed;
mod search_index;
mod stencils;
mod themes;
mod view_contract;
