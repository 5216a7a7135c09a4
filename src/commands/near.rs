//! What may have been meant by a word that nothing here is called.
//!
//! Words in letters are near by Jaro-Winkler or one or two slips of the finger; words with Han by one
//! character. People are first looked for by ear: whoever types 张玮 means the 张伟 there is.

use renmai::model::name::{fold, is_han, spellings};
use renmai::model::{Contact, ContactIndex, Journal};
use strsim::{jaro_winkler, osa_distance};

/// People that are worth naming; more would be a list again.
const MOST_PEOPLE: usize = 3;
/// From here on two words look alike.
const ALIKE: f64 = 0.85;

/// The one known word that may have been meant.
pub fn near<'a>(typed: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let sounds = if typed.chars().any(is_han) { said(typed, None) } else { Vec::new() };
    let typed = fold(typed);
    let mut best: Option<(f64, &str)> = None;
    for word in known {
        // 作天 is 昨天 rather than 今天.
        let heard = !sounds.is_empty() && said(word, None).iter().any(|sound| sounds.contains(sound));
        if let Some(close) = closeness(&typed, &fold(word)).map(|close| if heard { 1.0 } else { close })
            && best.is_none_or(|(so_far, _)| close > so_far)
        {
            best = Some((close, word));
        }
    }
    best.map(|(_, word)| word)
}

/// The people who may have been meant, likeliest first: those who sound the same, then those whose name looks alike.
pub fn near_people(journal: &Journal, typed: &str) -> Vec<ContactIndex> {
    let wanted = Wanted { folded: fold(typed), said: if typed.chars().any(is_han) { said(typed, None) } else { Vec::new() } };
    let mut found: Vec<(f64, ContactIndex)> =
        journal.iter().filter_map(|(index, contact)| Some((wanted.closeness_to(contact)?, index))).collect();
    found.sort_by(|a, b| b.0.total_cmp(&a.0));
    found.into_iter().map(|(_, index)| index).take(MOST_PEOPLE).collect()
}

/// What was typed for a name.
struct Wanted {
    folded: String,
    /// How it is said, if it is written in Han.
    said: Vec<String>,
}

impl Wanted {
    fn closeness_to(&self, contact: &Contact) -> Option<f64> {
        let reading = contact.profile.written_reading.as_deref();
        let names = || std::iter::once(contact.name()).chain(contact.profile.aliases.iter().map(String::as_str));
        let sounds: Vec<String> = said(contact.name(), reading).into_iter().chain(names().flat_map(|name| said(name, None))).collect();
        if self.said.iter().any(|sound| sounds.contains(sound)) {
            return Some(1.0);
        }
        let words = names().flat_map(|name| std::iter::once(fold(name)).chain(name.split(is_no_letter).map(fold)));
        let looks = words.chain([fold(&contact.id)]).filter_map(|word| closeness(&self.folded, &word));
        // By ear once more: 臧伟 for 张伟, zhangwie for zhangwei.
        let typed = self.said.iter().chain(Some(&self.folded).filter(|_| self.said.is_empty()));
        let heard = typed.flat_map(|typed| sounds.iter().filter_map(move |sound| closeness(typed, sound)));
        looks.chain(heard).max_by(f64::total_cmp)
    }
}

/// How a name may be said, in one word each.
fn said(name: &str, reading: Option<&str>) -> Vec<String> {
    spellings(name, reading).into_iter().map(|spelling| spelling.replace(' ', "")).collect()
}

fn is_no_letter(sign: char) -> bool {
    !sign.is_alphanumeric()
}

/// How near two folded words are, from 0 to 1; nothing if they are not.
fn closeness(typed: &str, known: &str) -> Option<f64> {
    let (length, other) = (typed.chars().count(), known.chars().count());
    if length < 2 || other < 2 {
        return None;
    }
    let slips = osa_distance(typed, known);
    let is_near = if typed.chars().chain(known.chars()).any(is_han) {
        slips <= 1
    } else {
        slips <= 1 && length > 2 || slips <= 2 && length > 5 || jaro_winkler(typed, known) >= ALIKE
    };
    is_near.then(|| 1.0 - slips as f64 / length.max(other) as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_word_wins() {
        let commands = ["init", "new", "log", "done", "today", "list", "show", "check", "build", "serve"];
        for (typed, meant) in [
            ("tody", Some("today")),
            ("TODAY", Some("today")),
            ("lst", Some("list")),
            ("shw", Some("show")),
            ("bulid", Some("build")),
            ("sevre", Some("serve")),
            ("chekc", Some("check")),
            ("xyzzy", None),
            ("o", None),
            ("", None),
        ] {
            assert_eq!(near(typed, commands), meant, "{typed}");
        }
        assert_eq!(near("朋有", ["朋友", "亲友", "同事"]), Some("朋友"));
        assert_eq!(near("友", ["朋友"]), None);
        assert_eq!(near("作天", ["今天", "昨天"]), Some("昨天"));
    }
}
