//! A whole site in one sealed container that any browser opens with a passphrase.
//!
//! Pages go in as bytes under their paths; out come files a static host can serve: one clear
//! shell page, its script and style (the same for everybody), and numbered parts of equal
//! size. Names, titles, the search index, the number of pages and their sizes are inside.
//!
//! The format, with its reasons, is in `docs/sealed-format.md`. This room is pure: it asks
//! neither the disk nor the system for anything, and randomness is handed in, so that test
//! vectors can be made. It must not know what a page is about.

mod bundle;
mod header;
mod open;
pub mod passphrase;
mod random;
mod shell;
#[cfg(test)]
mod tests;
mod write;

pub use bundle::{Bundle, deflated};
pub use header::{Header, MOST_ROUNDS, ROUNDS};
pub use open::{Opened, Unlocked, unlock};
pub use random::Random;
pub use shell::{ShellWords, header_of};
pub use write::{SealedFile, seal};

/// Bytes of the site that one part holds. All parts are this long, the last one filled up.
///
/// Small enough that a page needs one or two of them and opens in a few milliseconds, large
/// enough that ten thousand people are a thousand files and not ten thousand.
pub const PART_BYTES: usize = 64 * 1024;

/// Why a container was not opened. None of these says more about what is inside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refused {
    /// It is no container of ours, or not one of this version.
    NotOurs,
    /// It asks for fewer rounds than are safe, or for more than anybody would wait for.
    Rounds(u32),
    /// The passphrase is another one, or the header was changed.
    Passphrase,
    /// A part is missing, changed, or belongs to another build or place.
    Part(u32),
    /// The parts are whole, and what they hold is no site.
    Contents,
}
