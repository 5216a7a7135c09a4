//! The load: contacts a week the rhythms ask for, against what one set; and, where it
//! is too much, what would give some of it back.

use serde::Serialize;

use super::Moving;
use crate::arrange::day::cadence_words;
use crate::arrange::site::Site;
use crate::arrange::words::{Words, say};
use crate::measure::rhythm::Phase;
use crate::message::Message;

/// The load.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Load {
    /// Σ 7/c.
    pub per_week: f64,
    /// People a week.
    pub capacity: u32,
    /// By circle, closest first.
    pub parts: Vec<LoadPart>,
    /// Whether a part is too narrow to carry its name.
    pub narrow: bool,
    /// How much it is too much.
    pub text: Vec<Words>,
    /// What would give some back; none where it fits.
    pub options: Vec<LoadOption>,
}

/// A circle's part of the load.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LoadPart {
    /// The circle.
    pub title: Words,
    /// Contacts a week.
    pub value: f64,
}

/// Something that would give back some of the load.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LoadOption {
    /// What one would change.
    pub text: Words,
    /// By how much.
    pub change: Words,
}

/// Twice a year is what keeps a quiet relation from ending.
const QUIET_CADENCE_DAYS: u32 = 180;
/// A part below this share of the load has no room for its name.
const NARROW_SHARE: f64 = 0.08;
/// Less than this is not worth a decision.
const LEAST_CHANGE: f64 = 0.05;

impl Site<'_> {
    pub(super) fn load(&self, moving: &[Moving<'_>]) -> Load {
        let network = &self.insights.network;
        let over = network.load_per_week - f64::from(network.capacity);
        let fits = over <= 0.0;
        let text = if fits { say("insights.load_fits") } else { Message::new("insights.load_over").with("n", tenths(over)).into() };
        let parts = self.load_parts(moving);
        let full = network.load_per_week.max(f64::from(network.capacity));
        Load {
            per_week: tenths(network.load_per_week),
            capacity: network.capacity,
            narrow: parts.iter().any(|part| part.value < full * NARROW_SHARE),
            parts,
            text: vec![text],
            options: if fits { Vec::new() } else { self.load_options(moving) },
        }
    }

    fn places(&self) -> impl Iterator<Item = Option<usize>> {
        (0..self.journal.settings.circles.len()).map(Some).chain([None])
    }

    fn load_parts(&self, moving: &[Moving<'_>]) -> Vec<LoadPart> {
        let part = |place: Option<usize>| {
            let value: f64 =
                moving.iter().filter(|(circle, _)| *circle == place).map(|(_, figures)| per_week(figures.rhythm.cadence_days)).sum();
            (tenths(value) > 0.0).then(|| LoadPart { title: self.circle_name(place), value: tenths(value) })
        };
        self.places().filter_map(part).collect()
    }

    fn load_options(&self, moving: &[Moving<'_>]) -> Vec<LoadOption> {
        let mut options = Vec::new();
        options.extend(best(self.places().filter_map(|place| self.slower_quiet(moving, place))));
        options.extend(best(self.places().filter_map(|place| self.slower(moving, place))));
        options.extend(pause(moving).into_iter().map(option));
        let capacity = self.insights.network.capacity;
        let enough = |people: &u32| f64::from(*people) >= self.insights.network.load_per_week;
        let wanted = (capacity.saturating_add(1)..u32::MAX).find(enough).unwrap_or(u32::MAX);
        options.push(LoadOption {
            text: Message::new("insights.more_capacity").with("from", capacity).with("to", wanted).into(),
            change: Message::new("insights.more").with("n", wanted - capacity).into(),
        });
        options
    }

    /// The quiet ones of a circle, twice a year.
    fn slower_quiet(&self, moving: &[Moving<'_>], place: Option<usize>) -> Option<(f64, Words)> {
        let quiet = moving.iter().filter(|(circle, figures)| *circle == place && figures.rhythm.phase == Phase::Quiet);
        let faster: Vec<u32> = quiet.map(|(_, figures)| figures.rhythm.cadence_days).filter(|days| *days < QUIET_CADENCE_DAYS).collect();
        let less: f64 = faster.iter().map(|days| per_week(*days) - per_week(QUIET_CADENCE_DAYS)).sum();
        let text = Message::new("insights.slower_quiet")
            .with("n", faster.len())
            .with("circle", self.circle_name(place))
            .with("cadence", cadence_words(QUIET_CADENCE_DAYS));
        (less >= LEAST_CHANGE).then(|| (less, text.into()))
    }

    /// Those of a circle who keep its own rhythm, half as often.
    fn slower(&self, moving: &[Moving<'_>], place: Option<usize>) -> Option<(f64, Words)> {
        let settings = &self.journal.settings;
        let from = settings.circle_cadence_days(settings.circles.get(place?)?);
        let to = from.checked_mul(2)?;
        let n = moving.iter().filter(|(circle, figures)| *circle == place && figures.rhythm.cadence_days == from).count();
        let less = (per_week(from) - per_week(to)) * n as f64;
        let text = Message::new("insights.slower").with("n", n).with("circle", self.circle_name(place)).with("from", from).with("to", to);
        (less >= LEAST_CHANGE).then(|| (less, text.into()))
    }
}

fn pause(moving: &[Moving<'_>]) -> Option<(f64, Words)> {
    let quiet = || moving.iter().filter(|(_, figures)| figures.rhythm.phase == Phase::Quiet);
    let less: f64 = quiet().map(|(_, figures)| per_week(figures.rhythm.cadence_days)).sum();
    (less >= LEAST_CHANGE).then(|| (less, Message::new("insights.pause").with("n", quiet().count()).into()))
}

/// The one that gives back most; the first of equals.
fn best(options: impl Iterator<Item = (f64, Words)>) -> Option<LoadOption> {
    options.reduce(|best, other| if other.0 > best.0 { other } else { best }).map(option)
}

fn option((less, text): (f64, Words)) -> LoadOption {
    LoadOption { text, change: Message::new("insights.less").with("n", tenths(less)).into() }
}

fn per_week(cadence_days: u32) -> f64 {
    7.0 / f64::from(cadence_days)
}

/// A number as it is said here: with one decimal.
pub(super) fn tenths(number: f64) -> f64 {
    (number * 10.0).round() / 10.0
}
