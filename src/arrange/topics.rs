//! What to talk about: the files' own words and one fixed question per source, never
//! prose of ours. Open promises, what they are building, family, the last topic,
//! interests, what they look for; where those are few, what they are good at, their
//! work, where they live; where the file is bare, a plain question.
//!
//! One thing is to give first: what I have or whom I know against what they look for;
//! else to look out for it; else what I offer to anybody; else to ask what they need.

use serde::Serialize;

use super::reminder::bare;
use super::site::Site;
use super::words::{Words, first_sentence, say};
use crate::measure::counted;
use crate::measure::fit::covers;
use crate::message::Message;
use crate::model::contact::{Project, Relative};
use crate::model::interaction::Side;
use crate::model::{Contact, ContactIndex, TaskState};

/// Openers on a row of this week's list, the gift included.
const OPENERS: usize = 3;
/// Topics on a card: what one keeps in mind on the way to a table.
pub const TOPICS: usize = 3;
/// A first sentence shorter than this says nothing by itself.
const SHORTEST_TOPIC: usize = 4;
/// A topic longer than this is no longer a topic but a story.
const LONGEST_TOPIC: usize = 60;

/// A topic for before a meeting.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Topic {
    /// What, in the file's words.
    pub subject: Words,
    /// What to ask, or what to give.
    pub question: Words,
    /// Where it comes from.
    pub source: Vec<Words>,
    /// Whether it is something to give.
    pub give: bool,
}

/// Something to begin with, before it is put on a row or on a card.
#[derive(Debug, Clone)]
struct Idea {
    /// The file's words, to compare.
    text: String,
    /// On a row: one sentence.
    opener: Words,
    /// On a card.
    topic: Topic,
    /// The promise it is, by its place among the person's tasks.
    promise: Option<usize>,
}

/// Something to give.
struct Gift {
    /// What it is about, in a file's words where one says so.
    about: Words,
    /// What they look for that it answers, to compare.
    need: String,
    /// On a row: one sentence.
    opener: Words,
    /// On a card, after what it is about.
    question: Words,
    /// Where it comes from.
    source: &'static str,
}

impl Site<'_> {
    /// What to begin with, before the one thing to give.
    #[must_use]
    pub fn openers(&self, who: ContactIndex) -> Vec<Words> {
        self.ideas_beside(who, &self.gift(who)).take(OPENERS - 1).map(|idea| idea.opener).collect()
    }

    /// What to give first, in one sentence.
    #[must_use]
    pub fn give(&self, who: ContactIndex) -> Words {
        self.gift(who).opener
    }

    /// Three topics for before a meeting, the last of them something to give, and the
    /// promises among them by their place in the person's tasks.
    #[must_use]
    pub fn topics(&self, who: ContactIndex) -> (Vec<Topic>, Vec<usize>) {
        let gift = self.gift(who);
        let ideas: Vec<Idea> = self.ideas_beside(who, &gift).take(TOPICS - 1).collect();
        let promises = ideas.iter().filter_map(|idea| idea.promise).collect();
        let mut topics: Vec<Topic> = ideas.into_iter().map(|idea| idea.topic).collect();
        topics.push(Topic { subject: gift.about, question: gift.question, source: vec![say(gift.source)], give: true });
        (topics, promises)
    }

    /// What there is to talk about beside a gift: what they look for is said once.
    fn ideas_beside(&self, who: ContactIndex, gift: &Gift) -> impl Iterator<Item = Idea> {
        let need = gift.need.clone();
        self.ideas(who).filter(move |idea| need.is_empty() || idea.text != need)
    }

    /// Everything there is to talk about: first one of every source, then the second
    /// of each, and so on. What is to be avoided is left out. Made one by one: most people
    /// are asked for two.
    fn ideas(&self, who: ContactIndex) -> Box<dyn Iterator<Item = Idea> + '_> {
        let Some(contact) = self.journal.contact(who) else { return Box::new(std::iter::empty()) };
        let mut sources: Vec<Box<dyn Iterator<Item = Idea> + '_>> = vec![
            Box::new(self.promise_ideas(contact)),
            Box::new(project_ideas(contact)),
            Box::new(self.family_ideas(who, contact)),
            Box::new(std::iter::once_with(|| self.last_idea(contact)).flatten()),
            Box::new(interest_ideas(contact)),
            Box::new(need_ideas(contact)),
        ];
        let mut turn = 0;
        let in_turn = std::iter::from_fn(move || {
            while !sources.is_empty() {
                turn %= sources.len();
                match sources.get_mut(turn).and_then(Iterator::next) {
                    Some(idea) => {
                        turn += 1;
                        return Some(idea);
                    }
                    // The next source is in its place.
                    None => drop(sources.remove(turn)),
                }
            }
            None
        });
        let is_avoided = |idea: &Idea| contact.profile.avoid.iter().any(|avoid| covers(&avoid.value, &idea.text));
        let about = std::iter::once_with(|| about_themselves(contact)).flatten();
        Box::new(in_turn.chain(about).filter(move |idea| !is_avoided(idea)).chain(std::iter::once_with(plain_ideas).flatten()))
    }

    /// Open promises, mine first, by their day.
    fn promise_ideas<'b>(&'b self, contact: &'b Contact) -> impl Iterator<Item = Idea> + 'b {
        let numbered = contact.tasks.iter().enumerate().filter(|(_, task)| task.state == TaskState::Open);
        let mut open: Vec<_> = numbered.filter_map(|(place, task)| task.promise_by.map(|by| (by, task, place))).collect();
        open.sort_by_key(|(by, task, place)| (*by, task.day().is_none(), task.day(), *place));
        let idea = move |(by, task, place): (Side, &crate::model::Task, usize)| {
            let text = shortened(&bare(&task.text));
            let key = if by == Side::Me { "opener.promise" } else { "opener.their_promise" };
            let opener = Message::new(key).with("text", text.as_str());
            let mut source = vec![say("source.promise")];
            source.extend(task.day().map(|day| Message::new("prep.due").with("when", self.due_words(day)).into()));
            let subject = if text.ends_with('…') {
                opener.clone().into()
            } else {
                Message::new("topic.subject").with("text", opener.clone()).into()
            };
            let topic = Topic { subject, question: say("question.promise"), source, give: false };
            Idea { text, opener: opener.into(), topic, promise: Some(place) }
        };
        open.into_iter().filter(|(_, task, _)| !bare(&task.text).is_empty()).map(idea)
    }

    /// Their family: first who has a birthday soon.
    fn family_ideas<'b>(&'b self, who: ContactIndex, contact: &'b Contact) -> impl Iterator<Item = Idea> + 'b {
        let has_birthday_soon = |relative: &Relative| self.reminders_of(who).any(|reminder| reminder.at == relative.at);
        let mut family: Vec<&Relative> = contact.profile.family.iter().collect();
        family.sort_by_key(|relative| !has_birthday_soon(relative));
        let idea = |relative: &Relative| {
            let mut idea = Idea::new(&relative.name, "family", vec![say("source.family")])?;
            if let Some(relation) = &relative.relation {
                let named = Message::new("topic.relative").with("name", idea.text.as_str()).with("relation", relation);
                idea.opener = Message::new("opener.family").with("text", named.clone()).into();
                idea.topic.subject = Message::new("topic.subject").with("text", named).into();
            }
            Some(idea)
        };
        family.into_iter().filter_map(idea)
    }

    /// What was talked about last.
    fn last_idea(&self, contact: &Contact) -> Option<Idea> {
        let talks = counted(contact, self.today()).filter(|entry| entry.is_meaningful());
        let (on, text) = talks.map(|entry| (entry.on, opening(&entry.text))).find(|(_, text)| !text.is_empty())?;
        Idea::new(&text, "last", vec![Message::new("source.on").with("on", on).into()])
    }

    fn gift(&self, who: ContactIndex) -> Gift {
        let Some(contact) = self.journal.contact(who) else { return asking() };
        let fitting = self.gift_of_mine(contact).or_else(|| self.someone_to_know(who));
        fitting.or_else(|| looking_out(contact)).or_else(|| self.standing_offer()).unwrap_or_else(asking)
    }

    fn gift_of_mine(&self, contact: &Contact) -> Option<Gift> {
        let me = &self.journal.me;
        let fitting = |mine: &[crate::source::Spanned<String>], key: &'static str| {
            contact.profile.needs.iter().find_map(|need| {
                let own = mine.iter().find(|own| covers(&own.value, &need.value))?;
                let mut gift = Gift::for_need(&need.value, Message::new(key).with("text", bare(&own.value)));
                if gift.need == bare(&own.value) {
                    gift.question = say("question.give_same");
                }
                Some(gift)
            })
        };
        fitting(&me.offers, "opener.give_offer").or_else(|| fitting(&me.strengths, "opener.give_strength"))
    }

    /// The first introduction worth making for them; the list is in the order of
    /// those who need something.
    fn someone_to_know(&self, who: ContactIndex) -> Option<Gift> {
        let all = &self.insights.network.introductions;
        let first = all.partition_point(|introduction| introduction.a < who);
        let introduction = all.get(first).filter(|introduction| introduction.a == who)?;
        let name = self.journal.contact(introduction.b)?.name();
        let words = Message::new("opener.give_person").with("name", name).with("text", bare(&introduction.strength));
        Some(Gift::for_need(&introduction.need, words))
    }

    /// The first thing I offer to anybody.
    fn standing_offer(&self) -> Option<Gift> {
        let offer = self.journal.me.offers.iter().map(|offer| shortened(&bare(&offer.value))).find(|offer| !offer.is_empty())?;
        Some(Gift {
            about: subject(&offer),
            need: String::new(),
            opener: Message::new("opener.give_standing").with("text", offer).into(),
            question: say("question.standing"),
            source: "source.me",
        })
    }
}

impl Gift {
    fn for_need(need: &str, words: Message) -> Self {
        let need = bare(need);
        Self { about: subject(&need), need, opener: words.clone().into(), question: words.into(), source: "source.need" }
    }
}

/// They look for something, and nobody here has it yet.
fn looking_out(contact: &Contact) -> Option<Gift> {
    let need = contact.profile.needs.iter().map(|need| bare(&need.value)).find(|need| !need.is_empty())?;
    let opener = Message::new("opener.look_out").with("text", need.as_str());
    Some(Gift { opener: opener.into(), question: say("question.look_out"), ..Gift::for_need(&need, Message::new("")) })
}

/// Nothing is known that they need: asking is what one can give.
fn asking() -> Gift {
    Gift {
        about: say("topic.unknown_need"),
        need: String::new(),
        opener: say("opener.ask_need"),
        question: say("question.ask_need"),
        source: "source.no_need",
    }
}

impl Idea {
    /// An idea from a source that has an opener and a question of its own.
    fn new(text: &str, source_key: &str, source: Vec<Words>) -> Option<Self> {
        let text = shortened(&bare(text));
        if text.is_empty() {
            return None;
        }
        let opener = Message::new(format!("opener.{source_key}")).with("text", text.as_str()).into();
        let topic = Topic { subject: subject(&text), question: say(format!("question.{source_key}")), source, give: false };
        Some(Self { text, opener, topic, promise: None })
    }
}

/// What they are building: what is to be asked about soonest first, then what was
/// longest not asked about.
fn project_ideas(contact: &Contact) -> impl Iterator<Item = Idea> + '_ {
    let mut projects: Vec<&Project> = contact.profile.projects.iter().collect();
    projects.sort_by_key(|project| (project.next.is_none(), project.next, project.checked));
    let idea = |project: &Project| {
        let from = Message::new("source.project");
        let source = match project.checked {
            Some(on) => Message::new("note.both").with("a", from).with("b", Message::new("entry.asked").with("on", on)),
            None => from,
        };
        Idea::new(&project.name, "project", vec![source.into()])
    };
    projects.into_iter().filter_map(idea)
}

fn interest_ideas(contact: &Contact) -> impl Iterator<Item = Idea> + '_ {
    let interests = contact.profile.interests.iter();
    interests.filter_map(|interest| Idea::new(&interest.value, "interest", vec![say("source.interest")]))
}

fn need_ideas(contact: &Contact) -> impl Iterator<Item = Idea> + '_ {
    let needs = contact.profile.needs.iter();
    needs.filter_map(|need| Idea::new(&need.value, "need", vec![say("source.need")]))
}

/// What else the file says of them, for those whose file says little.
fn about_themselves(contact: &Contact) -> Vec<Idea> {
    let profile = &contact.profile;
    let strengths = profile.strengths.iter().filter_map(|strength| Idea::new(&strength.value, "strength", vec![say("source.strength")]));
    let of = |text: Option<&String>, key: &str| text.and_then(|text| Idea::new(text, key, vec![say(format!("source.{key}"))]));
    let work = of(profile.org.as_ref().or(profile.role.as_ref()), "work");
    let place = of(profile.location.as_ref(), "place");
    strengths.take(1).chain(work).chain(place).collect()
}

/// What one may ask anybody.
fn plain_ideas() -> Vec<Idea> {
    let idea = |key: &str| {
        let topic = Topic {
            subject: say(format!("topic.{key}")),
            question: say(format!("question.{key}")),
            source: vec![say("source.nothing")],
            give: false,
        };
        Idea { text: String::new(), opener: say(format!("question.{key}")), topic, promise: None }
    };
    vec![idea("lately"), idea("glad")]
}

/// The first sentence, or more where it is a mere call: "在吗。"
fn opening(text: &str) -> String {
    let first = first_sentence(text);
    if first.chars().count() < SHORTEST_TOPIC { bare(text) } else { first }
}

/// A text that ends like a sentence.
fn subject(text: &str) -> Words {
    if text.ends_with(['?', '？', '!', '！', '…']) { text.into() } else { Message::new("topic.subject").with("text", text).into() }
}

/// Cut where a topic becomes a story.
pub(super) fn shortened(text: &str) -> String {
    let mut signs = text.chars();
    let mut short: String = signs.by_ref().take(LONGEST_TOPIC).collect();
    if signs.next().is_some() {
        short.push('…');
    }
    short
}
