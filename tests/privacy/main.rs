//! What must not be found in a site that hides something: every private string of a journal,
//! in every encoding people search by.

#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test may fail loudly, and runs the program"
)]

mod leaks;
mod machine;
mod redacted;
mod sealed;
