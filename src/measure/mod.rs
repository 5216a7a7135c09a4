//! Journal + today -> insights. Every figure is a pure function of the files and one
//! date, and carries the places it rests on.
//!
//! | figure | inferred from | where |
//! |---|---|---|
//! | days since, cadence, phase, consistency, slipping | meaningful entries, `last_contact`, `met`, cadence | [`rhythm`] |
//! | who begins | arrows of the year | [`initiative`] |
//! | given and received | gave/got of the year | [`exchange`] |
//! | how deep | depths of the year | [`depth`] |
//! | complementarity, empowerment | `me.md`, strengths, needs, ticks | [`fit`] |
//! | six health checks | all of these | [`checks`] |
//! | danger signs | the year's entries, promises, money | [`signs`] |
//! | promises, boundary | tasks, money | [`promises`], [`boundary`] |
//! | next step | all of these | [`next_step`] |
//! | reminders | dates, tasks, entries, money, projects | [`reminders`] |
//! | this week's list | phases as of Monday | [`week`] |
//! | the whole network | everybody | [`network`] |
//! | goals | plans | [`goals`] |
//!
//! How each comes about is told once, in the texts named by [`method`]; they open the
//! documentation of these modules and stand on the site's Method page.
//!
//! No words of any human language, no HTML, no serialisation.

pub mod boundary;
pub mod checks;
pub mod depth;
pub mod exchange;
pub mod fit;
pub mod goals;
pub mod initiative;
pub mod method;
pub mod network;
pub mod next_step;
pub mod promises;
pub mod reminders;
pub mod rhythm;
pub mod signs;
pub mod week;
pub mod window;

use std::collections::BTreeSet;

use jiff::civil::Date;
use rayon::prelude::*;

use crate::model::{Contact, ContactIndex, Interaction, Journal};

pub use boundary::OpenMoney;
pub use checks::{Answer, HealthCheck};
pub use depth::Depths;
pub use exchange::Exchange;
pub use fit::Fit;
pub use goals::Goal;
pub use initiative::Initiative;
pub use network::Network;
pub use next_step::NextStep;
pub use promises::Kept;
pub use reminders::{Reminder, ReminderKind};
pub use rhythm::{Phase, Rhythm};
pub use signs::Sign;
pub use week::Week;

/// Everything computed from a journal for one day.
#[derive(Debug, Clone, PartialEq)]
pub struct Insights {
    /// The day they are computed for.
    pub today: Date,
    /// Everybody's figures, in the order of [`Journal::contacts`].
    pub people: Vec<PersonInsights>,
    /// This week's list.
    pub week: Week,
    /// What to remember, by day.
    pub reminders: Vec<Reminder>,
    /// The whole network.
    pub network: Network,
    /// Goals of the plans, in the order of their files.
    pub goals: Vec<Goal>,
}

/// What is computed about one person.
#[derive(Debug, Clone, PartialEq)]
pub struct PersonInsights {
    /// Time: phase, consistency, slipping.
    pub rhythm: Rhythm,
    /// Who begins.
    pub initiative: Initiative,
    /// What is given and received.
    pub exchange: Exchange,
    /// How deep it goes.
    pub depth: Depths,
    /// What one lacks and the other has.
    pub fit: Fit,
    /// Six health checks.
    pub checks: Vec<HealthCheck>,
    /// Danger signs that hold, dismissed ones included.
    pub signs: Vec<Sign>,
    /// Promises of both sides.
    pub promises: promises::Promises,
    /// Open money.
    pub boundary: Vec<OpenMoney>,
    /// What to do next.
    pub next_step: NextStep,
}

/// Computes everything for one day.
#[must_use]
pub fn measure(journal: &Journal, today: Date) -> Insights {
    let people = journal.contacts.par_iter().map(|contact| person(journal, contact, today)).collect();
    let mut insights = whole(journal, people, today, |people| reminders::reminders(journal, people, today));
    let steps = next_step::next_steps(journal, &insights);
    for (person, step) in insights.people.iter_mut().zip(steps) {
        person.next_step = step;
    }
    insights
}

/// The same after some people's entries or facts changed and nothing else did: a
/// person's own figures depend on their contact, on me and on the settings alone.
#[must_use]
pub fn measure_again(journal: &Journal, before: Insights, changed: impl IntoIterator<Item = ContactIndex>) -> Insights {
    let changed: BTreeSet<ContactIndex> = changed.into_iter().collect();
    let Insights { today, mut people, reminders, .. } = before;
    for who in &changed {
        let place = who.0 as usize;
        if let (Some(contact), Some(figures)) = (journal.contacts.get(place), people.get_mut(place)) {
            *figures = person(journal, contact, today);
        }
    }
    let again = |people: &[PersonInsights]| reminders::reminders_again(journal, people, today, reminders, &changed);
    let mut insights = whole(journal, people, today, again);
    for (who, step) in next_step::next_steps_of(journal, &insights, &changed) {
        if let Some(person) = insights.people.get_mut(who.0 as usize) {
            person.next_step = step;
        }
    }
    insights
}

/// What is computed from everybody together, but for their next steps.
fn whole(
    journal: &Journal,
    people: Vec<PersonInsights>,
    today: Date,
    remind: impl FnOnce(&[PersonInsights]) -> Vec<Reminder> + Send,
) -> Insights {
    let ((week, reminders), (network, goals)) = rayon::join(
        || (week::week(journal, &people, today), remind(&people)),
        || (network::network(journal, &people, today), goals::goals(journal, today)),
    );
    Insights { today, people, week, reminders, network, goals }
}

fn person(journal: &Journal, contact: &Contact, today: Date) -> PersonInsights {
    let rhythm = rhythm::rhythm(contact, &journal.settings, today);
    let initiative = initiative::initiative(contact, today);
    let exchange = exchange::exchange(contact, today);
    let promises = promises::promises(contact, today);
    let boundary = boundary::boundary(contact, today);
    PersonInsights {
        checks: checks::checks(contact, &rhythm, &exchange, today),
        signs: signs::signs(contact, &initiative, &exchange, &promises, &boundary, today),
        depth: depth::depth(contact, today),
        fit: fit::fit(contact, &journal.me, today),
        next_step: NextStep::default(),
        rhythm,
        initiative,
        exchange,
        promises,
        boundary,
    }
}

impl Insights {
    /// A person's figures.
    #[must_use]
    pub fn person(&self, index: ContactIndex) -> Option<&PersonInsights> {
        self.people.get(index.0 as usize)
    }
}

/// The entries that count: those not after today. Newest first.
pub fn counted(contact: &Contact, today: Date) -> impl Iterator<Item = &Interaction> {
    contact.interactions.iter().filter(move |entry| entry.on <= today)
}

/// The entries of the year (T−365, T], newest first.
pub fn of_the_year(contact: &Contact, today: Date) -> impl Iterator<Item = &Interaction> {
    counted(contact, today).take_while(move |entry| window::in_year(entry.on, today))
}
