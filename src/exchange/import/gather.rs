//! Gathers what one foreign record says of somebody into a card: our keys where we
//! have one, else the record's own, so that nothing is lost.
//!
//! Every format comes through here, so that the same thing read from two programs
//! gives the same words.

use jiff::civil::Date;

use crate::model::calendar::parse_lunar;
use crate::model::card::{Card, CardEntry, CardTask, Written};
use crate::model::date::parse_partial;
use crate::model::name::is_han;
use crate::parse::keys::{channel_of, key_of, near_miss, normal};

/// Keys in the order in which a person would write them; all others come after.
const ORDER: [&str; 44] = [
    "reading",
    "aliases",
    "description",
    "circle",
    "cadence",
    "status",
    "snooze_until",
    "tags",
    "publishDate",
    "birthday",
    "lunar_birthday",
    "died",
    "org",
    "role",
    "location",
    "timezone",
    "best_time",
    "languages",
    "email",
    "phone",
    "wechat",
    "website",
    "blog",
    "qq",
    "weibo",
    "linkedin",
    "github",
    "met",
    "family",
    "relations",
    "dates",
    "interests",
    "strengths",
    "needs",
    "needs_really",
    "avoid",
    "projects",
    "festivals",
    "money",
    "last_contact",
    "dismissed",
    "photo",
    "redact",
    "contact",
];

/// Keys that come last: the other program's own way of telling people apart.
const LAST: [&str; 1] = ["uid"];

/// A key longer than this is cut: YAML readers stop at 1,024 bytes.
const LONGEST_KEY: usize = 60;

/// A name longer than this, in characters, is no name.
const LONGEST_NAME: usize = 200;

/// What is known so far.
#[derive(Debug, Default)]
pub struct Gather {
    card: Card,
    /// Channel, value, label: `phone`, `+86 139…`, `cell`.
    labels: Vec<(String, String, String)>,
    /// Where a fact comes from, for keys that would read as ours: `vCard`.
    origin: &'static str,
}

impl Gather {
    /// Begins a record that stands at a line.
    #[must_use]
    pub fn new(line: u32, origin: &'static str) -> Self {
        Self { card: Card { line, ..Card::default() }, labels: Vec::new(), origin }
    }

    /// The name; the first one counts, another one is an alias.
    pub fn name(&mut self, name: &str) {
        let name = name_of(name);
        if name.is_empty() || name == self.card.name {
            return;
        }
        if self.card.name.is_empty() {
            self.card.name = name;
        } else {
            self.item("aliases", &name);
        }
    }

    /// The name as a file of ours has it.
    pub fn exact_name(&mut self, name: &str) {
        name.trim().clone_into(&mut self.card.name);
    }

    /// Whether there is a name already.
    #[must_use]
    pub fn has_name(&self) -> bool {
        !self.card.name.is_empty()
    }

    /// Whether the name says this already.
    #[must_use]
    pub fn name_says(&self, part: &str) -> bool {
        self.card.name.to_lowercase().contains(&part.to_lowercase())
    }

    /// What the other program knows them by.
    pub fn uid(&mut self, uid: &str) {
        let uid = clean(uid);
        if !uid.is_empty() && self.card.uid.is_none() {
            self.card.uid = Some(uid);
        }
    }

    /// One text under a key of ours; a second, other one is kept as a fact of its own.
    pub fn text(&mut self, key: &str, value: &str) {
        let value = clean(value);
        if value.is_empty() {
            return;
        }
        match self.card.facts.iter().find(|(known, _)| known == key).map(|(_, value)| value) {
            None => self.card.facts.push((key.to_owned(), Written::Text(value))),
            Some(Written::Text(known)) if *known == value => {}
            Some(_) => self.fact(&format!("other {key}"), &value),
        }
    }

    /// Takes a text away again, to say more.
    pub fn taken_text(&mut self, key: &str) -> Option<String> {
        let at = self.card.facts.iter().position(|(known, value)| known == key && matches!(value, Written::Text(_)))?;
        match self.card.facts.remove(at).1 {
            Written::Text(text) => Some(text),
            _ => None,
        }
    }

    /// One of several texts under a key of ours.
    pub fn item(&mut self, key: &str, value: &str) {
        let value = clean(value);
        if value.is_empty() {
            return;
        }
        match self.card.facts.iter_mut().find(|(known, _)| known == key).map(|(_, value)| value) {
            None => self.card.facts.push((key.to_owned(), Written::List(vec![value]))),
            Some(Written::List(list)) if !list.contains(&value) => list.push(value),
            Some(_) => {}
        }
    }

    /// A way to reach them, and what the other program calls it.
    pub fn way(&mut self, kind: &str, value: &str, label: &str) {
        let value = plain_address(value);
        if value.is_empty() {
            return;
        }
        self.item(kind, &value);
        let label = label_words(label);
        // YAML keys must not be longer.
        if !label.is_empty() && value.len() < 500 && !self.labels.iter().any(|(known, of, _)| known == kind && *of == value) {
            self.labels.push((kind.to_owned(), value, label));
        }
    }

    /// A way that is preferred stands first.
    pub fn prefer(&mut self, kind: &str, value: &str) {
        let value = plain_address(value);
        let list = self.card.facts.iter_mut().find(|(known, _)| known == kind).map(|(_, list)| list);
        if let Some(Written::List(list)) = list
            && let Some(at) = list.iter().position(|known| *known == value)
        {
            let preferred = list.remove(at);
            list.insert(0, preferred);
        }
    }

    /// A birthday, however it is written; kept as a fact where it is no day.
    pub fn birthday(&mut self, value: &str) {
        self.day("birthday", value);
    }

    /// A day under a key of ours.
    pub fn day(&mut self, key: &str, value: &str) {
        let value = clean(value);
        if value.is_empty() {
            return;
        }
        match written_day(&value) {
            Some(day) => self.text(key, &day),
            None => self.fact(key, &value),
        }
    }

    /// A lunar birthday.
    pub fn lunar_birthday(&mut self, value: &str) {
        match parse_lunar(value) {
            Some(_) => self.text("lunar_birthday", value),
            None => self.fact("lunar_birthday", value),
        }
    }

    /// A day that returns every year.
    pub fn yearly(&mut self, label: &str, value: &str) {
        let (label, value) = (clean(label), clean(value));
        match written_day(&value).filter(|day| parse_partial(day).is_some_and(|day| day.day.is_some())) {
            Some(on) => self.record("dates", vec![("label".to_owned(), label), ("on".to_owned(), on)]),
            None => self.fact(&label, &value),
        }
    }

    /// One of several records under a key of ours; empty values are left out.
    pub fn record(&mut self, key: &str, record: Vec<(String, String)>) {
        let record: Vec<(String, String)> =
            record.into_iter().map(|(name, value)| (name, clean(&value))).filter(|(_, value)| !value.is_empty()).collect();
        if record.is_empty() {
            return;
        }
        match self.card.facts.iter_mut().find(|(known, _)| known == key).map(|(_, value)| value) {
            None => self.card.facts.push((key.to_owned(), Written::Records(vec![record]))),
            Some(Written::Records(records)) if !records.contains(&record) => records.push(record),
            Some(_) => {}
        }
    }

    /// How one met.
    pub fn met(&mut self, name: &str, value: &str) {
        let value = clean(value);
        if value.is_empty() {
            return;
        }
        match self.card.facts.iter_mut().find(|(known, _)| known == "met").map(|(_, value)| value) {
            None => self.card.facts.push(("met".to_owned(), Written::Map(vec![(name.to_owned(), value)]))),
            Some(Written::Map(map)) if !map.iter().any(|(known, _)| known == name) => map.push((name.to_owned(), value)),
            Some(_) => {}
        }
    }

    /// Somebody near them: kin is family, everybody else a relation.
    pub fn related(&mut self, name: &str, label: &str) {
        let label = clean(label);
        let (list, who, what) = if is_kin(&label) { ("family", "name", "relation") } else { ("relations", "to", "as") };
        self.record(list, vec![(who.to_owned(), clean(name)), (what.to_owned(), label)]);
    }

    /// An address in its parts, from the street to the country. A bare place is where they live.
    pub fn address(&mut self, label: &str, address: &Address) {
        let said = address.said();
        if said.is_empty() {
            return;
        }
        let label = label_words(label);
        let key = if label.is_empty() { "address".to_owned() } else { format!("{label} address") };
        let place = address.place();
        let is_home = label.is_empty() || label.to_lowercase().contains("home") || label.contains('家') || label.contains("住宅");
        let has_place = self.card.facts.iter().any(|(known, _)| known == "location");
        if !place.is_empty() && is_home && !has_place {
            self.text("location", &place);
            if place == said {
                return;
            }
        }
        self.fact(&key, &said);
    }

    /// Something that has no key of ours; several values under one key are a list.
    pub fn fact(&mut self, key: &str, value: &str) {
        let value = clean(value);
        if value.is_empty() {
            return;
        }
        let key = self.own_key(key);
        match self.card.facts.iter_mut().find(|(known, _)| normal(known) == normal(&key)).map(|(_, value)| value) {
            None => self.card.facts.push((key, Written::Text(value))),
            Some(Written::List(list)) if !list.contains(&value) => list.push(value),
            Some(known) => {
                if let Written::Text(first) = known
                    && *first != value
                {
                    *known = Written::List(vec![first.clone(), value]);
                }
            }
        }
    }

    /// A key and value of ours, as they were written out.
    pub fn exactly(&mut self, key: String, value: Written) {
        let says_nothing = matches!(&value, Written::Text(text) if text.is_empty());
        if !says_nothing && self.card.fact(&key).is_none() {
            self.card.facts.push((key, value));
        }
    }

    /// A value under the header of a table: ours if it is a spelling of ours.
    pub fn under_header(&mut self, header: &str, value: &str) {
        let normal = normal(header);
        if let Some(kind) = channel_of(&normal) {
            for part in value.split(['\n', ';', '；']) {
                self.way(kind, part, "");
            }
            return;
        }
        match key_of(&normal).map(crate::parse::keys::name_of) {
            Some("name") => self.name(value),
            Some("birthday") => self.birthday(value),
            Some("lunarbirthday") => self.lunar_birthday(value),
            Some("tags" | "aliases" | "languages" | "interests" | "strengths" | "needs" | "avoid") => {
                for part in value.split(['\n', ',', '，', '、', ';', '；']) {
                    self.item(crate::parse::keys::written(&key_name(&normal)), part);
                }
            }
            Some("description") => self.text("description", value),
            None if matches!(normal.as_str(), "note" | "notes" | "备注" | "附注" | "comments") => self.note(value),
            Some(key @ ("reading" | "org" | "role" | "location" | "circle")) => self.text(key, value),
            _ => self.fact(header, value),
        }
    }

    /// Free words.
    pub fn note(&mut self, note: &str) {
        let note = clean(note);
        if !note.is_empty() && !self.card.notes.contains(&note) {
            self.card.notes.push(note);
        }
    }

    /// Something that happened.
    pub fn entry(&mut self, entry: CardEntry) {
        self.card.log.push(CardEntry { text: clean(&entry.text), ..entry });
    }

    /// Something to do.
    pub fn task(&mut self, text: &str, due: Option<Date>) {
        let text = clean(text).split_whitespace().collect::<Vec<_>>().join(" ");
        if !text.is_empty() {
            self.card.tasks.push(CardTask { text, due, is_done: false, done_on: None });
        }
    }

    /// The task taken in last is done.
    pub fn done(&mut self, on: Option<Date>) {
        if let Some(task) = self.card.tasks.last_mut() {
            task.is_done = true;
            task.done_on = on;
        }
    }

    /// The card; none when the record says nothing at all. Somebody without a name is
    /// called by their firm, address or number.
    #[must_use]
    pub fn card(mut self) -> Option<Card> {
        if self.card.name.is_empty() {
            let stand_in = ["aliases", "org", "email", "phone"].iter().find_map(|key| self.card.texts(key).next().map(str::to_owned));
            self.card.name = name_of(&stand_in?);
            if let Some((_, Written::List(aliases))) = self.card.facts.iter_mut().find(|(key, _)| key == "aliases") {
                let name = &self.card.name;
                aliases.retain(|alias| alias != name);
            }
        }
        for (kind, value, label) in std::mem::take(&mut self.labels) {
            let key = format!("{kind}_types");
            match self.card.facts.iter_mut().find(|(known, _)| *known == key).map(|(_, value)| value) {
                Some(Written::Map(map)) => map.push((value, label)),
                // Our own export has said it already.
                Some(_) => {}
                None => self.card.facts.push((key, Written::Map(vec![(value, label)]))),
            }
        }
        if let Some(uid) = self.card.uid.clone().filter(|uid| !uid.starts_with(super::OWN_UID)) {
            self.card.facts.push(("uid".to_owned(), Written::Text(uid)));
        }
        // Nobody is reached by a fax first.
        let faxes: Vec<String> = self
            .card
            .fact("phone_types")
            .into_iter()
            .flat_map(|types| match types {
                Written::Map(map) => map
                    .iter()
                    .filter(|(_, label)| label.contains("fax") || label.contains("pager"))
                    .map(|(phone, _)| phone.clone())
                    .collect(),
                _ => Vec::new(),
            })
            .collect();
        // A single way to reach somebody is written as one text.
        for (key, value) in &mut self.card.facts {
            if let Written::List(list) = value
                && key == "phone"
            {
                list.sort_by_key(|phone| faxes.contains(phone));
            }
            if let Written::List(list) = value
                && let [one] = list.as_slice()
                && channel_of(&normal(key)).is_some()
            {
                *value = Written::Text(one.clone());
            }
        }
        let last = ORDER.len();
        let place = |key: &str| match ORDER.iter().position(|known| *known == key) {
            Some(place) => place,
            None if LAST.contains(&key) => last + 2,
            None if key.ends_with("_types") => last + 1,
            None => last,
        };
        self.card.facts.sort_by_key(|(key, _)| place(key));
        Some(self.card)
    }

    /// A key that no reader of ours takes for one of ours.
    fn own_key(&self, key: &str) -> String {
        let plain: String = clean(key).split_whitespace().collect::<Vec<_>>().join(" ").chars().take(LONGEST_KEY).collect();
        let plain = plain.trim().trim_end_matches(':').trim();
        let plain = if plain.is_empty() { "fact" } else { plain };
        let normal = normal(plain);
        let is_ours = key_of(&normal).is_some() || channel_of(&normal).is_some() || near_miss(&normal).is_some() || normal == "uid";
        if is_ours { format!("{plain} ({})", self.origin) } else { plain.to_owned() }
    }
}

/// An address in its parts.
#[derive(Debug, Default)]
pub struct Address {
    /// From the number in the street up to the country, as a letter has them.
    pub street: Vec<String>,
    /// The town.
    pub city: String,
    /// The county, state or province.
    pub region: String,
    /// The postal code.
    pub code: String,
    /// The country.
    pub country: String,
}

impl Address {
    fn parts(&self) -> Vec<&str> {
        let mut parts: Vec<&str> = self.street.iter().map(String::as_str).collect();
        parts.extend([self.city.as_str(), &self.region, &self.code, &self.country]);
        parts.into_iter().map(str::trim).filter(|part| !part.is_empty()).collect()
    }

    /// In one line.
    #[must_use]
    pub fn said(&self) -> String {
        self.parts().join(", ").split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Town and country.
    fn place(&self) -> String {
        if self.city.trim().is_empty() {
            return String::new();
        }
        [self.city.trim(), self.region.trim(), self.country.trim()]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(", ")
    }
}

/// First and last names in the order in which they are said.
#[must_use]
pub fn joined_name(family: &str, given: &str, middle: &str, prefix: &str, suffix: &str) -> String {
    let is_han_name = family.chars().chain(given.chars()).any(is_han);
    if is_han_name && prefix.is_empty() && suffix.is_empty() {
        return format!("{}{}{}", family.trim(), middle.trim(), given.trim());
    }
    [prefix, given, middle, family, suffix].map(str::trim).into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

/// A day as a person writes it: `1990-05-12`, `05-12`, `1990`.
#[must_use]
pub fn written_day(value: &str) -> Option<String> {
    let day = parse_partial(value.trim())?;
    Some(day.to_string().trim_start_matches("--").to_owned())
}

/// Text without what no program shows: control characters, marks that turn the
/// direction of writing, replaced letters. Line ends stay.
#[must_use]
pub fn clean(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let text: String = text.chars().filter(|c| *c == '\n' || *c == '\t' || !(c.is_control() || turns_direction(*c))).collect();
    text.trim().to_owned()
}

fn turns_direction(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// A name in one line.
fn name_of(text: &str) -> String {
    let words = clean(text).replace(['\n', '\t'], " ");
    words.trim().chars().take(LONGEST_NAME).collect::<String>().trim().to_owned()
}

/// An address without the prefix of its scheme, the sign that keeps a table from
/// reckoning with it, and what was copied along.
fn plain_address(value: &str) -> String {
    let value = clean(value).replace(['\u{a0}', '\u{200b}'], " ");
    let value = value.strip_prefix('\'').filter(|rest| rest.starts_with(['+', '=', '-', '@', '0'])).map_or(value.as_str(), |rest| rest);
    let bare = ["mailto:", "tel:", "x-apple:"].iter().find_map(|scheme| {
        let (head, rest) = value.split_at_checked(scheme.len())?;
        head.eq_ignore_ascii_case(scheme).then_some(rest)
    });
    bare.unwrap_or(value).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What another program calls a way: `cell`, `work fax`; what says nothing is left out.
fn label_words(label: &str) -> String {
    let label = apple_label(label).to_lowercase();
    let words = label.split([' ', ',', '+', '/']).map(|word| word.trim_start_matches("x-")).filter(|word| {
        !matches!(*word, "" | "voice" | "internet" | "pref" | "*" | "other" | "unknown" | "msg" | "dom" | "intl" | "postal" | "parcel")
    });
    let mut said: Vec<&str> = Vec::new();
    for word in words {
        if !said.contains(&word) {
            said.push(word);
        }
    }
    said.join(" ")
}

/// Apple's own labels without their wrapping: `_$!<Anniversary>!$_`.
#[must_use]
pub fn apple_label(label: &str) -> String {
    let label = clean(label);
    label.strip_prefix("_$!<").and_then(|rest| rest.strip_suffix(">!$_")).map_or(label.clone(), str::to_lowercase)
}

fn is_kin(label: &str) -> bool {
    const KIN: [&str; 40] = [
        "spouse",
        "wife",
        "husband",
        "partner",
        "child",
        "son",
        "daughter",
        "parent",
        "mother",
        "father",
        "mom",
        "mum",
        "dad",
        "brother",
        "sister",
        "sibling",
        "kin",
        "grandmother",
        "grandfather",
        "grandparent",
        "grandchild",
        "aunt",
        "uncle",
        "cousin",
        "nephew",
        "niece",
        "妻子",
        "丈夫",
        "配偶",
        "孩子",
        "儿子",
        "女儿",
        "母亲",
        "父亲",
        "妈妈",
        "爸爸",
        "兄弟",
        "姐妹",
        "哥哥",
        "弟弟",
    ];
    let label = label.to_lowercase();
    KIN.contains(&label.as_str()) || ["step", "grand", "in-law", "inlaw"].iter().any(|word| label.contains(word))
}

fn key_name(normal: &str) -> String {
    match key_of(normal) {
        Some(key) => crate::parse::keys::name_of(key).to_owned(),
        None => normal.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_no_key_of_ours_stays_as_a_fact() {
        let mut gather = Gather::new(1, "vCard");
        gather.name("Ada");
        gather.fact("X-FOO", "bar");
        gather.fact("x-foo", "baz");
        gather.fact("status", "busy");
        gather.fact("X-LINE", "l");
        gather.birthday("circa 1800");
        let card = gather.card().unwrap();
        let keys: Vec<&str> = card.facts.iter().map(|(key, _)| key.as_str()).collect();
        assert_eq!(keys, ["X-FOO", "status (vCard)", "X-LINE (vCard)", "birthday (vCard)"]);
        assert_eq!(card.facts[0].1, Written::List(vec!["bar".to_owned(), "baz".to_owned()]));
    }

    #[test]
    fn ways_keep_what_they_are_called() {
        let mut gather = Gather::new(1, "vCard");
        gather.way("phone", "tel:+86\u{a0}139 0000 0000\u{202c}", "CELL,VOICE");
        gather.way("phone", "'+44 20", "_$!<HomeFAX>!$_");
        gather.prefer("phone", "+44 20");
        let card = gather.card().unwrap();
        assert_eq!(card.name, "+44 20");
        assert_eq!(card.texts("phone").collect::<Vec<_>>(), ["+86 139 0000 0000", "+44 20"], "a fax comes last");
        assert_eq!(card.texts("phone_types").collect::<Vec<_>>(), ["cell", "homefax"]);
    }

    #[test]
    fn names_as_they_are_said() {
        assert_eq!(joined_name("张", "伟", "", "", ""), "张伟");
        assert_eq!(joined_name("Moreno", "Ada", "M.", "Dr.", ""), "Dr. Ada M. Moreno");
    }
}
