//! Through the program itself: hostile notes, dangerous targets, builds that are killed,
//! refused or overtaken. No file is lost without a word, nothing gets into a page that
//! should not, and nothing of anybody's is touched.
#![allow(
    clippy::disallowed_methods,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test may fail loudly"
)]

mod corpus;
#[cfg(target_os = "linux")]
mod faults;
mod journal;
#[cfg(target_os = "linux")]
mod mounts;
mod packages;
mod pages;
#[cfg(unix)]
mod races;
#[cfg(unix)]
mod surroundings;
mod targets;
#[cfg(target_os = "linux")]
mod traced;

/// The program under test; `RENMAI_BINARY` names a copy of it, so that a long run is not disturbed by a build.
fn program() -> std::ffi::OsString {
    std::env::var_os("RENMAI_BINARY").unwrap_or_else(|| env!("CARGO_BIN_EXE_renmai").into())
}
