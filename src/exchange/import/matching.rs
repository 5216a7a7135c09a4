//! Whom a card means: by the other program's id, else by e-mail address, telephone
//! number, name. Where it could be several, or where a shared number stands beside
//! another name, nobody is guessed.

use std::collections::HashMap;

use super::OWN_UID;
use crate::model::card::Card;
use crate::model::contact::Profile;
use crate::model::date::{PartialDate, parse_partial};
use crate::model::name::{fold, search_forms};

/// By what somebody was recognised.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// The other program's id.
    Uid,
    /// An e-mail address.
    Email,
    /// A telephone number.
    Phone,
    /// The name.
    Name,
}

impl By {
    /// The word used in JSON and in message keys.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Uid => "uid",
            Self::Email => "email",
            Self::Phone => "phone",
            Self::Name => "name",
        }
    }
}

/// Whom a card means; numbers are those [`Directory::add`] gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Meant {
    /// Nobody who is there.
    New,
    /// This one.
    One(usize, By),
    /// One of these, or none.
    Unsure(Vec<usize>, By),
}

/// Everybody by what they are recognised by. Looked up, never walked through.
#[derive(Debug, Default)]
pub struct Directory {
    people: Vec<Person>,
    ids: HashMap<String, usize>,
    uids: HashMap<String, Vec<usize>>,
    emails: HashMap<String, Vec<usize>>,
    phones: HashMap<String, Vec<usize>>,
    names: HashMap<String, Vec<usize>>,
}

#[derive(Debug, Default)]
struct Person {
    /// Whether they came in with the same file: two cards of one file are two people
    /// until something says otherwise.
    is_of_this_file: bool,
    uid: Option<String>,
    names: Vec<String>,
    emails: Vec<String>,
    phones: Vec<String>,
    birthday: Option<PartialDate>,
}

/// So many last digits two spellings of one number share: with and without the country's code.
const TELLING_DIGITS: usize = 7;

impl Directory {
    /// Takes in somebody with a file. `is_of_this_file`: they were made from the same address book.
    pub fn add(&mut self, id: &str, profile: &Profile, is_of_this_file: bool) -> usize {
        let who = self.people.len();
        self.people.push(Person { is_of_this_file, ..Person::default() });
        self.ids.insert(id.to_lowercase(), who);
        self.learn(who, profile);
        who
    }

    /// Takes in what a file says now.
    pub fn learn(&mut self, who: usize, profile: &Profile) {
        let Some(person) = self.people.get_mut(who) else { return };
        let ways =
            |kind: &'static str| profile.channels.iter().filter(move |channel| channel.kind == kind).map(|channel| channel.value.as_str());
        person.uid = profile.facts.iter().find(|fact| fact.key == "uid").map(|fact| fact.value.clone());
        person.names = std::iter::once(&profile.name).chain(&profile.aliases).cloned().collect();
        person.emails = ways("email").map(email_key).collect();
        person.phones = ways("phone").map(digits).filter(|digits| !digits.is_empty()).collect();
        person.birthday = profile.birthday.as_ref().map(|day| day.value);
        person.uid.iter().for_each(|uid| push(&mut self.uids, uid.clone(), who));
        person.emails.iter().for_each(|email| push(&mut self.emails, email.clone(), who));
        person.phones.iter().for_each(|phone| push(&mut self.phones, phone_key(phone), who));
        person.names.iter().for_each(|name| push(&mut self.names, name_key(name), who));
    }

    /// Whom a card means. With `namesakes`, somebody of the same name or number but
    /// otherwise different is another person.
    #[must_use]
    pub fn find(&self, card: &Card, namesakes: bool) -> Meant {
        let uid = card.uid.as_deref().unwrap_or("");
        if let Some(who) = uid.strip_prefix(OWN_UID).and_then(|id| self.ids.get(&id.to_lowercase())) {
            return Meant::One(*who, By::Uid);
        }
        if let Some(found) = self.uids.get(uid) {
            match found.as_slice() {
                [one] => return Meant::One(*one, By::Uid),
                several => return self.of_that_name(several, card, By::Uid),
            }
        }
        self.by_email(card).or_else(|| self.by_phone(card, namesakes)).or_else(|| self.by_name(card, namesakes)).unwrap_or(Meant::New)
    }

    fn by_email(&self, card: &Card) -> Option<Meant> {
        let found = gathered(card.texts("email").filter_map(|email| self.emails.get(&email_key(email))));
        match found.as_slice() {
            [one] if self.agree(*one, card) || !self.is_of_this_file(*one) => Some(Meant::One(*one, By::Email)),
            [] | [_] => None,
            several => match self.of_that_name(several, card, By::Email) {
                Meant::Unsure(..) if several.iter().all(|who| self.is_of_this_file(*who) && !self.agree(*who, card)) => None,
                meant => Some(meant),
            },
        }
    }

    fn by_phone(&self, card: &Card, namesakes: bool) -> Option<Meant> {
        let mut found = Vec::new();
        for phone in card.texts("phone").map(digits).filter(|digits| !digits.is_empty()) {
            let near = self.phones.get(&phone_key(&phone)).into_iter().flatten();
            found.extend(
                near.filter(|who| self.people.get(**who).is_some_and(|person| person.phones.iter().any(|known| same_phone(known, &phone)))),
            );
        }
        let found = gathered(std::iter::once(&found.into_iter().copied().collect::<Vec<_>>()));
        if found.is_empty() {
            return None;
        }
        match self.of_that_name(&found, card, By::Phone) {
            // A number somebody else has as well: of a firm, of a family.
            Meant::Unsure(..) if found.iter().all(|who| !self.agree(*who, card) && (namesakes || self.is_of_this_file(*who))) => None,
            meant => Some(meant),
        }
    }

    fn by_name(&self, card: &Card, namesakes: bool) -> Option<Meant> {
        let called = self.names.get(&name_key(&card.name))?;
        let may_be: Vec<usize> = called.iter().copied().filter(|who| !self.contradict(*who, card)).collect();
        match may_be.as_slice() {
            [one] => Some(Meant::One(*one, By::Name)),
            [] if namesakes || called.iter().all(|who| self.is_of_this_file(*who)) => None,
            [] => Some(Meant::Unsure(called.clone(), By::Name)),
            several => Some(Meant::Unsure(several.to_vec(), By::Name)),
        }
    }

    /// The one of several who has the card's name.
    fn of_that_name(&self, several: &[usize], card: &Card, by: By) -> Meant {
        let exact = |who: &usize| {
            self.people.get(*who).is_some_and(|person| person.names.iter().any(|name| name_key(name) == name_key(&card.name)))
        };
        let same: Vec<usize> = several.iter().copied().filter(exact).collect();
        let near: Vec<usize> = several.iter().copied().filter(|who| self.agree(*who, card)).collect();
        match (same.as_slice(), near.as_slice()) {
            ([one], _) | ([], [one]) => Meant::One(*one, by),
            _ => Meant::Unsure(several.to_vec(), by),
        }
    }

    fn is_of_this_file(&self, who: usize) -> bool {
        self.people.get(who).is_some_and(|person| person.is_of_this_file)
    }

    /// Whether the names can be of one person: one in letters, a part of one.
    fn agree(&self, who: usize, card: &Card) -> bool {
        let Some(person) = self.people.get(who) else { return false };
        let others = std::iter::once(card.name.as_str()).chain(card.texts("aliases")).collect::<Vec<_>>();
        person.names.iter().any(|name| others.iter().any(|other| names_agree(name, other)))
    }

    /// Whether something speaks against it: other addresses, other numbers, another birthday.
    fn contradict(&self, who: usize, card: &Card) -> bool {
        let Some(person) = self.people.get(who) else { return true };
        let emails: Vec<String> = card.texts("email").map(email_key).collect();
        let phones: Vec<String> = card.texts("phone").map(digits).filter(|digits| !digits.is_empty()).collect();
        let share_email = person.emails.iter().any(|email| emails.contains(email));
        let share_phone = person.phones.iter().any(|known| phones.iter().any(|phone| same_phone(known, phone)));
        if share_email || share_phone {
            return false;
        }
        let both = |a: &[String], b: &[String]| !a.is_empty() && !b.is_empty();
        let birthday = card.texts("birthday").next().and_then(parse_partial);
        let other_birthday = person.birthday.zip(birthday).is_some_and(|(a, b)| {
            let differ = |a: Option<i16>, b: Option<i16>| a.zip(b).is_some_and(|(a, b)| a != b);
            differ(a.year, b.year)
                || differ(a.month.map(i16::from), b.month.map(i16::from))
                || differ(a.day.map(i16::from), b.day.map(i16::from))
        });
        let other_uid = person.is_of_this_file && person.uid.as_ref().zip(card.uid.as_ref()).is_some_and(|(a, b)| a != b);
        both(&person.emails, &emails) || both(&person.phones, &phones) || other_birthday || other_uid
    }
}

fn push(map: &mut HashMap<String, Vec<usize>>, key: String, who: usize) {
    let list = map.entry(key).or_default();
    if !list.contains(&who) {
        list.push(who);
    }
}

fn gathered<'a>(lists: impl Iterator<Item = &'a Vec<usize>>) -> Vec<usize> {
    let mut all: Vec<usize> = lists.flatten().copied().collect();
    all.sort_unstable();
    all.dedup();
    all
}

fn email_key(email: &str) -> String {
    email.trim().to_lowercase()
}

/// Letters alone count, unless there are none.
fn name_key(name: &str) -> String {
    let folded = fold(name);
    if folded.is_empty() { name.trim().to_lowercase() } else { folded }
}

/// A number's digits without what stands for "abroad" or "in this country".
fn digits(phone: &str) -> String {
    let digits: String = phone.chars().filter(char::is_ascii_digit).collect();
    digits.trim_start_matches('0').to_owned()
}

fn phone_key(digits: &str) -> String {
    digits.get(digits.len().saturating_sub(TELLING_DIGITS)..).unwrap_or(digits).to_owned()
}

fn same_phone(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    short == long || (short.len() > TELLING_DIGITS && long.ends_with(short))
}

fn names_agree(a: &str, b: &str) -> bool {
    let (folded_a, folded_b) = (name_key(a), name_key(b));
    if folded_a == folded_b {
        return true;
    }
    let words =
        |name: &str| name.split(|c: char| !c.is_alphanumeric()).map(fold).filter(|word| word.chars().count() > 1).collect::<Vec<_>>();
    let (words_a, words_b) = (words(a), words(b));
    if words_a.iter().any(|word| words_b.contains(word)) {
        return true;
    }
    let turned = |words: &[String]| words.iter().rev().cloned().collect::<String>();
    let forms = |name: &str, folded: &str| {
        let mut forms: Vec<String> = search_forms(name, None).into_iter().filter(|form| form.chars().count() > 3).collect();
        forms.push(folded.to_owned());
        forms.extend(Some(turned(&words(name))).filter(|turned| !turned.is_empty()));
        forms
    };
    let forms_b = forms(b, &folded_b);
    forms(a, &folded_a).iter().any(|form| forms_b.contains(form))
        || (folded_a.chars().count() > 1 && folded_b.contains(&folded_a))
        || (folded_b.chars().count() > 1 && folded_a.contains(&folded_b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_names_in_their_spellings() {
        assert!(same_phone(&digits("+86 139 0000 0000"), &digits("139-0000-0000")));
        assert!(same_phone(&digits("0044 20 7946 0958"), &digits("020 7946 0958")));
        assert!(!same_phone(&digits("10086"), &digits("13900010086")));
        for (a, b) in
            [("张伟", "Wei Zhang"), ("张伟", "zhang wei"), ("Ada Moreno", "Ada"), ("Dr. A. Moreno", "Ada Moreno"), ("老张伟", "张伟")]
        {
            assert!(names_agree(a, b), "{a} {b}");
        }
        for (a, b) in [("Ada", "Bo"), ("张伟", "李娜"), ("A. B.", "A. C.")] {
            assert!(!names_agree(a, b), "{a} {b}");
        }
    }
}
