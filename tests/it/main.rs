//! The contract, read aloud: one crate, a module per feature, each journal in memory.
#![allow(clippy::disallowed_methods, clippy::indexing_slicing, clippy::string_slice, clippy::default_trait_access, clippy::unreadable_literal, clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may fail loudly")]

mod folders;
mod vault;

mod file_kinds;
mod front_matter;
mod keys;
mod typed_text;
mod dates;
mod settings;

mod log;
mod entry_kinds;
mod fields;
mod shared_entries;
mod mentions;

mod tasks;
mod assessments;

mod rhythm;
mod initiative;
mod exchange;
mod depth;
mod fit;
mod checks;
mod signs;
mod promises;
mod boundary;
mod reminders;
mod week;
mod next_step;
mod talk;
mod network;
mod goals;
mod export_schema;

mod hostile;
mod laws;

mod diagnostics;
mod golden;
mod demo;
mod architecture;
