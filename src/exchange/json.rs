//! The contract for other programs: everything that is computed, with the lines it
//! came from.
//!
//! Dates are ISO, paths relative to the content folder with `/`, numbers unrounded,
//! what is unknown is null (but `by` and `answer` say "unknown"). Keys keep the order
//! they are written in here, so that two exports can be compared line by line.

use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::{Value, json};

use crate::Loaded;
use crate::diagnostics::Diagnostic;
use crate::measure::goals::Goal;
use crate::measure::promises::Kept;
use crate::measure::reminders::Reminder;
use crate::measure::{Insights, Network, PersonInsights};
use crate::message::Message;
use crate::model::interaction::Gift;
use crate::model::task::AssessmentGroup;
use crate::model::{Contact, ContactIndex, Interaction};
use crate::source::{Sources, Span};

/// The shape described here; it grows by new keys, and changes with the number.
const VERSION: u32 = 1;

/// Who finds the words in the reader's language.
#[derive(Clone, Copy)]
pub struct Words<'a> {
    /// Says a message.
    pub say: &'a dyn Fn(&Message) -> String,
    /// Says what a reminder is about.
    pub reason: &'a dyn Fn(&Reminder) -> String,
}

/// The journal as other programs see it. Serialised piece by piece: the whole of a
/// large journal never stands in memory twice.
pub struct Export<'a> {
    /// The journal.
    pub loaded: &'a Loaded,
    /// Its figures.
    pub insights: &'a Insights,
    /// Its problems, in reading order.
    pub problems: &'a [Diagnostic],
    /// Who finds the words.
    pub words: Words<'a>,
}

impl Serialize for Export<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let goals = self.insights.goals.iter().filter(|goal| goal.horizon.is_some()).map(goal).collect::<Vec<_>>();
        let mut whole = serializer.serialize_map(Some(8))?;
        whole.serialize_entry("version", &VERSION)?;
        whole.serialize_entry("today", &self.insights.today.to_string())?;
        whole.serialize_entry("people", &Each(|| self.loaded.journal.iter().filter_map(|(who, _)| self.person(who))))?;
        whole.serialize_entry("reminders", &Each(|| self.insights.reminders.iter().map(|one| self.reminder(one))))?;
        whole.serialize_entry("week", &self.week())?;
        whole.serialize_entry("goals", &goals)?;
        whole.serialize_entry("network", &self.network(&self.insights.network))?;
        whole.serialize_entry("problems", &Each(|| self.problems.iter().map(|one| self.problem(one))))?;
        whole.end()
    }
}

/// A list made while it is written.
struct Each<F>(F);

impl<I: Iterator<Item = Value>, F: Fn() -> I> Serialize for Each<F> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq((self.0)())
    }
}

impl Export<'_> {
    /// One person with all their figures.
    #[must_use]
    pub fn person(&self, who: ContactIndex) -> Option<Value> {
        let contact = self.loaded.journal.contact(who)?;
        Some(self.figures(contact, self.insights.person(who)?))
    }

    fn figures(&self, contact: &Contact, person: &PersonInsights) -> Value {
        let rhythm = &person.rhythm;
        let circle = contact.circle.and_then(|place| self.loaded.journal.settings.circles.get(place));
        json!({
            "id": contact.id,
            "name": contact.name(),
            "reading": contact.reading.toned,
            "circle": circle.map(|circle| &circle.id),
            "status": contact.profile.status.name(),
            "phase": rhythm.phase.name(),
            "cadence_days": rhythm.cadence_days,
            "last_contact": rhythm.last_contact.map(|day| day.to_string()),
            "last_meaningful": rhythm.last_meaningful.map(|day| day.to_string()),
            "days_since": rhythm.days_since,
            "ratio": rhythm.ratio,
            "due_on": rhythm.due_on.map(|day| day.to_string()),
            "consistency": rhythm.consistency.map(|share| share.ratio()),
            "drift": { "rhythm_days": rhythm.rhythm_days, "slipping": rhythm.slipping },
            "initiative": initiative(person),
            "exchange": exchange(person),
            "depth": { "deep": person.depth.deep, "of": person.depth.of, "state": person.depth.state.map(|state| state.name()) },
            "fit": fit(person),
            "checks": person.checks.iter().map(|check| json!({ "id": check.id, "answer": check.answer.name(), "evidence": self.places(&check.evidence) })).collect::<Vec<_>>(),
            "signs": person.signs.iter().map(|sign| json!({ "id": sign.id, "dismissed": sign.dismissed, "evidence": self.places(&sign.evidence) })).collect::<Vec<_>>(),
            "promises": { "me": kept(&person.promises.me), "them": kept(&person.promises.them) },
            "boundary": boundary(person),
            "interactions": contact.interactions.iter().map(|entry| self.interaction(entry)).collect::<Vec<_>>(),
        })
    }

    fn interaction(&self, entry: &Interaction) -> Value {
        json!({
            "on": entry.on.to_string(),
            "by": entry.by.name(),
            "kind": entry.kind.name(),
            "depth": entry.depth.name(),
            "text": entry.text,
            "gave": gifts(&entry.gave),
            "got": gifts(&entry.got),
            "planned": entry.on > self.insights.today,
            "source": self.place(entry.at),
        })
    }

    /// One reminder.
    #[must_use]
    pub fn reminder(&self, reminder: &Reminder) -> Value {
        json!({
            "key": reminder.key,
            "kind": reminder.kind().name(),
            "on": reminder.on.to_string(),
            "person": reminder.person.and_then(|who| self.id(who)),
            "reason": (self.words.reason)(reminder),
            "source": self.place(reminder.at),
        })
    }

    /// This week's list.
    #[must_use]
    pub fn week(&self) -> Value {
        let week = &self.insights.week;
        let people = week.people.iter().map(|person| json!({ "id": self.id(person.who), "done": person.done }));
        json!({ "monday": week.monday.to_string(), "people": people.collect::<Vec<_>>() })
    }

    fn network(&self, network: &Network) -> Value {
        let ids = |people: &[ContactIndex]| people.iter().map(|who| self.id(*who)).collect::<Vec<_>>();
        json!({
            "circles": network.circles.iter().map(|circle| json!({ "id": circle.id, "people": circle.people, "capacity": circle.capacity })).collect::<Vec<_>>(),
            "quarter": { "with_contact": network.quarter.part, "of": network.quarter.of },
            "load": { "per_week": network.load_per_week, "capacity": network.capacity },
            "gaps": network.gaps.iter().map(|gap| json!({ "gap": gap.gap, "covered_by": ids(&gap.covered_by) })).collect::<Vec<_>>(),
            "introductions": network.introductions.iter().map(|one| json!({ "a": self.id(one.a), "b": self.id(one.b), "need": one.need })).collect::<Vec<_>>(),
            "cards": ids(&network.cards),
            "mistakes": network.mistakes.iter().map(|one| json!({ "id": one.id, "evidence": self.places(&one.evidence) })).collect::<Vec<_>>(),
        })
    }

    fn problem(&self, problem: &Diagnostic) -> Value {
        let at = self.sources().position(problem.at);
        json!({
            "code": problem.code.name(),
            "severity": problem.severity().name(),
            "file": self.sources().path(problem.at.file),
            "line": at.line,
            "column": at.column,
            "message": (self.words.say)(&problem.message()),
            "help": (self.words.say)(&problem.help()),
        })
    }

    fn places(&self, spans: &[Span]) -> Vec<Value> {
        spans.iter().map(|at| self.place(*at)).collect()
    }

    fn place(&self, at: Span) -> Value {
        json!({ "file": self.sources().path(at.file), "line": self.sources().line(at) })
    }

    fn id(&self, who: ContactIndex) -> Option<&str> {
        self.loaded.journal.contact(who).map(|contact| contact.id.as_str())
    }

    fn sources(&self) -> &Sources {
        &self.loaded.sources
    }
}

fn initiative(person: &PersonInsights) -> Value {
    let figures = &person.initiative;
    json!({
        "me": figures.me, "them": figures.them, "both": figures.both, "unknown": figures.unknown,
        "share": figures.share.map(|share| share.share), "low": figures.share.map(|share| share.low), "high": figures.share.map(|share| share.high),
        "state": figures.state.map(|state| state.name()),
    })
}

fn exchange(person: &PersonInsights) -> Value {
    let figures = &person.exchange;
    json!({ "given": figures.given, "got": figures.got, "balance": figures.balance, "state": figures.state.map(|state| state.name()) })
}

fn fit(person: &PersonInsights) -> Value {
    let fit = &person.fit;
    let complementarity = fit.ticks(AssessmentGroup::Complementarity);
    let empowerment = fit.ticks(AssessmentGroup::Empowerment);
    json!({
        "complementarity": {
            "covers_my_gaps": fit.covers_my_gaps, "covered_by_me": fit.covered_by_me,
            "ticked": complementarity.ticked, "of": complementarity.of,
        },
        "empowerment": { "ticked": empowerment.ticked, "of": empowerment.of },
        "assessed_on": fit.assessed_on.map(|day| day.to_string()),
    })
}

fn kept(side: &Kept) -> Value {
    json!({ "open": side.open, "on_time": side.on_time, "late": side.late, "past": side.past })
}

fn boundary(person: &PersonInsights) -> Vec<Value> {
    let open = person.boundary.iter();
    open.map(|money| {
        let flags: Vec<&str> = money.flags.iter().map(|flag| flag.name()).collect();
        json!({ "currency": money.currency, "side": money.side.name(), "amount": money.amount.to_number(), "flags": flags })
    })
    .collect()
}

fn gifts(gifts: &[Gift]) -> Vec<Value> {
    gifts.iter().map(|gift| json!({ "text": gift.text, "weight": gift.weight })).collect()
}

fn goal(goal: &Goal) -> Value {
    let bound = goal.bound.as_ref();
    let history = bound
        .map(|bound| bound.history.iter().map(|(from, value)| json!({ "from": from.to_string(), "value": value })).collect::<Vec<_>>());
    json!({
        "title": goal.title,
        "horizon": goal.horizon.map(|horizon| horizon.name()),
        "done": goal.done,
        "of": goal.of,
        "metric": bound.map(|bound| bound.metric.name()),
        "target": bound.map(|bound| bound.target),
        "per": bound.and_then(|bound| bound.per).map(|per| per.name()),
        "history": history.unwrap_or_default(),
    })
}
