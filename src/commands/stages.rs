//! How long each stage of a command took, said on stderr when more is asked for (`-v`).
//!
//! Stages follow one another: one ends where the next begins. Nothing depends on them.

use super::failure::Failure;
use super::terminal::Terminal;
use renmai::message::Message;
use std::time::{Duration, Instant};

/// A clock at hand, and what was read from it.
pub struct Stages {
    since: Instant,
    took: Vec<(&'static str, Duration)>,
}

impl Stages {
    /// The first stage begins.
    pub fn begin() -> Self {
        Self { since: Instant::now(), took: Vec::new() }
    }

    /// A stage ends, and the next one begins. Its name is a key of the catalogue below `stage`.
    pub fn end(&mut self, name: &'static str) {
        let now = Instant::now();
        self.took.push((name, now.duration_since(self.since)));
        self.since = now;
    }

    /// Says what each took, and forgets it.
    pub fn say(&mut self, terminal: &mut Terminal) -> Result<(), Failure> {
        let took = std::mem::take(&mut self.took);
        if !terminal.verbose {
            return Ok(());
        }
        took.into_iter().try_for_each(|(name, time)| {
            let seconds = format!("{:.3}", time.as_secs_f64());
            let what = Message::new(format!("stage.{name}"));
            terminal.talk_indented(&Message::new("stage.line").with("seconds", seconds).with("what", what))
        })
    }
}
