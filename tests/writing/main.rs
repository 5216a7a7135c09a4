//! Writing into a user's files: any document and any command, and only the lines
//! meant are others afterwards.
#![allow(
    clippy::disallowed_methods,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test may fail loudly"
)]

mod documents;
mod edits;
#[cfg(target_os = "linux")]
mod faults;
mod said;
mod together;

/// The program under test; `RENMAI_BINARY` names another build of it, for long runs.
fn program() -> std::ffi::OsString {
    std::env::var_os("RENMAI_BINARY").unwrap_or_else(|| env!("CARGO_BIN_EXE_renmai").into())
}
