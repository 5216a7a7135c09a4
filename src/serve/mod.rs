//! The preview's server: speaks HTTP on this machine's own addresses, to its user's browser alone.
//!
//! What it guards is a list of people, so every request is taken for hostile until
//! [`request`] has found it plain, and it opens no file: a path is a key, and whoever
//! shows the journal ([`Shown`]) looks it up among the pages there are.
//!
//! One request a connection, answered and closed: nothing can be smuggled in behind
//! it. It must not know what a page says.

pub mod answer;
mod connection;
pub mod events;
mod peer;
pub mod request;
mod server;

pub use answer::{Answer, Media, Policy};
pub use events::Events;
pub use request::{Refusal, Request};
pub use server::Server;

/// What is shown to the browser.
pub trait Shown: Send + Sync {
    /// The answer to a path below `/`, already decoded and plain; languages are as the
    /// browser asks for pages, so an empty path is the first page.
    fn answer(&self, path: &str) -> Answer;

    /// Names the state the pages are made from; another state has another name. It says
    /// nothing about what is in it.
    fn version(&self) -> String;
}
