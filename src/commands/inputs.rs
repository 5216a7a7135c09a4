//! Fingerprints of everything a site is made from, so that what would come out the same
//! need not be made again.
//!
//! Two of them: the *edition* is the program and the theme; the *inputs* are the edition
//! and all else: every file's bytes, the day, the languages and what was typed. Same
//! inputs, same site; so when they are those of the last build, and its files still
//! stand there, there is nothing to do. Only a build without anything to say leaves its
//! inputs behind: problems are said again each time. A new time zone database alone is seen
//! with the next day.

use super::places::Places;
use jiff::civil::Date;
use renmai::digest::Digest;
use renmai::disk::vault;
use renmai::model::Settings;
use renmai::source::Vault;
use std::env;
use std::time::UNIX_EPOCH;

/// Fingerprint of the program and the theme; 0 where the program cannot find itself.
pub fn edition(vault: &Vault, settings: &Settings) -> u64 {
    let Some(program) = program() else { return 0 };
    let mut all = Digest::default();
    all.bytes(env!("CARGO_PKG_VERSION").as_bytes());
    all.number(program);
    all.bytes(settings.theme.as_deref().unwrap_or_default().as_bytes());
    for (path, bytes) in &vault.theme {
        all.bytes(path.as_bytes());
        all.bytes(bytes);
    }
    for (name, value) in &settings.tokens {
        all.bytes(name.as_bytes());
        all.bytes(value.as_bytes());
    }
    for (name, value) in renmai::measure::method::numbers(settings) {
        all.bytes(name.as_bytes());
        all.bytes(&value.to_le_bytes());
    }
    all.end()
}

/// A program that was built anew has another length or another time, also where nobody
/// gave it another version.
#[expect(clippy::disallowed_methods, reason = "the program's own file, looked at once")]
fn program() -> Option<u64> {
    let found = std::fs::metadata(env::current_exe().ok()?).ok()?;
    let mut all = Digest::default();
    all.number(found.len());
    let age = found.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
    all.number(age.as_secs());
    all.number(age.subsec_nanos().into());
    Some(all.end())
}

/// What a site is made from beside its edition.
#[derive(Clone, Copy)]
pub struct Inputs<'a> {
    /// Program and theme.
    pub edition: u64,
    /// The journal's folders.
    pub places: &'a Places,
    /// Its files.
    pub vault: &'a Vault,
    /// The day.
    pub today: Date,
    /// The languages that are built.
    pub languages: &'a [&'static str],
    /// What was typed about the build.
    pub typed: &'a str,
}

impl Inputs<'_> {
    /// Their fingerprint; none where something cannot be read, for then there is
    /// something to say.
    pub fn digest(&self) -> Option<u64> {
        let vault = self.vault;
        if self.edition == 0 || !vault.unreadable.is_empty() || !vault.too_large.is_empty() {
            return None;
        }
        let mut all = Digest::default();
        all.number(self.edition);
        all.bytes(self.today.to_string().as_bytes());
        all.bytes(self.languages.join(" ").as_bytes());
        all.bytes(self.typed.as_bytes());
        for file in vault.content.iter().chain(&vault.settings) {
            all.bytes(file.path.as_bytes());
            all.bytes(file.text.as_bytes());
            all.number(file.first_bad_byte.map_or(0, |at| at as u64 + 1));
        }
        for path in &vault.assets {
            all.bytes(path.as_bytes());
            all.bytes(&vault::read_asset(&self.places.content, path).ok()?);
        }
        Some(all.end())
    }
}
