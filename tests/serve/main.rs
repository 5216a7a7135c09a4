//! `renmai serve` as a browser, an editor and an attacker meet it: over loopback, on a
//! port of its own for each test.

#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may fail loudly, and writes the files it needs"
)]

mod attacks;
mod browser;
mod ending;
mod pages;
mod saves;
mod server;
