//! What one may type to find a name.

use super::fold::fold;
use super::pinyin::plain_readings;
use super::reading::{Reading, Word, reading_of, words};

/// The most spellings given for one name, so that a search index stays small.
const MOST_FORMS: usize = 16;

/// What one may type to find `name`, folded, likeliest first: how it is said (`zhangwei`), its initials (`zw`), and
/// both again for the other readings of its characters (单 also `dan…`, 吕 also `lv…`). A reading the file gives in
/// `written` comes before all.
pub fn search_forms(name: &str, written: Option<&str>) -> Vec<String> {
    let mut forms = Vec::new();
    let readings = written.map(Reading::from_written).into_iter().chain([reading_of(name)]);
    for reading in readings {
        add(&mut forms, reading.folded);
        add(&mut forms, reading.initials);
    }
    let slots = slots(name);
    for syllables in combinations(&slots) {
        add(&mut forms, syllables.concat());
        add(&mut forms, syllables.iter().filter_map(|syllable| syllable.chars().next()).collect());
    }
    forms
}

/// How `name` may be said, folded, word by word (`zhang wei`, `elin sorby`), likeliest first: a Han name
/// syllable by syllable, so that letters can be led back to its characters.
pub fn spellings(name: &str, written: Option<&str>) -> Vec<String> {
    let in_words = |text: &str| {
        let mut all = String::with_capacity(text.len());
        for word in text.split(|c: char| !c.is_alphanumeric()).map(fold).filter(|word| !word.is_empty()) {
            if !all.is_empty() {
                all.push(' ');
            }
            all.push_str(&word);
        }
        all
    };
    let mut forms = Vec::new();
    for syllables in combinations(&slots(name)) {
        add(&mut forms, syllables.join(" "));
    }
    if forms.is_empty() {
        add(&mut forms, in_words(name));
    }
    add(&mut forms, written.map(in_words).unwrap_or_default());
    forms.truncate(MOST_FORMS / 2);
    forms
}

fn add(forms: &mut Vec<String>, form: String) {
    if !form.is_empty() && forms.len() < MOST_FORMS && !forms.contains(&form) {
        forms.push(form);
    }
}

/// For each character (or word in letters) of a Han name, what it may be typed as. Empty for other names.
fn slots(name: &str) -> Vec<Vec<String>> {
    let words = words(name);
    if !words.iter().any(|word| matches!(word, Word::Said { .. })) {
        return Vec::new();
    }
    let mut slots = Vec::new();
    for word in &words {
        match word {
            Word::Letters(text) => slots.extend(text.split('-').map(|part| vec![fold(part)])),
            Word::Said { part, syllables } => {
                for (han, said) in syllables {
                    let first = said.map(|syllable| syllable.plain());
                    let others = plain_readings(*han, part.role).into_iter().filter(|other| Some(*other) != first);
                    slots.push(first.into_iter().chain(others).flat_map(typed).collect());
                }
            }
        }
    }
    slots
}

/// ü is typed u by some and v by most.
fn typed(syllable: &str) -> Vec<String> {
    let mut forms = vec![fold(syllable)];
    if syllable.contains('ü') {
        forms.push(syllable.replace('ü', "v"));
    }
    forms
}

/// The likeliest of every slot, then all with one slot read otherwise, then all with two.
fn combinations(slots: &[Vec<String>]) -> Vec<Vec<String>> {
    let likeliest: Vec<String> = slots.iter().map(|slot| slot.first().cloned().unwrap_or_default()).collect();
    let with_one = otherwise(&likeliest, slots, 0);
    let mut all = vec![likeliest];
    all.extend(with_one.iter().map(|(_, reading)| reading.clone()));
    for (at, reading) in &with_one {
        if all.len() > MOST_FORMS {
            break;
        }
        all.extend(otherwise(reading, slots, at + 1).into_iter().map(|(_, with_two)| with_two));
    }
    all
}

/// `base` with each slot from `start` on read in each other way: the slot's place, and the reading.
fn otherwise(base: &[String], slots: &[Vec<String>], start: usize) -> Vec<(usize, Vec<String>)> {
    let mut found = Vec::new();
    for (at, slot) in slots.iter().enumerate().skip(start) {
        for other in slot.iter().skip(1) {
            let mut reading = base.to_vec();
            if let Some(syllable) = reading.get_mut(at) {
                syllable.clone_from(other);
            }
            found.push((at, reading));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, written: Option<&str>, expected: &[&str]) {
        let forms = search_forms(name, written);
        for form in expected {
            assert!(forms.iter().any(|found| found == form), "{name}: {form} not in {forms:?}");
        }
        assert!(forms.len() <= MOST_FORMS, "{name}");
    }

    #[test]
    fn ways_to_type_a_name() {
        check("张伟", None, &["zhangwei", "zw"]);
        check("单小满", None, &["shanxiaoman", "sxm", "danxiaoman", "dxm"]);
        check("曾乐", None, &["zengle", "cengle", "zengyue", "cengyue", "zl", "cy"]);
        check("吕布", None, &["lubu", "lvbu", "lb"]);
        check("尉迟恭", None, &["yuchigong", "ycg", "weichigong"]);
        check("Ada 王", None, &["adawang", "aw"]);
        check("Elin Sørby", None, &["elinsorby", "es"]);
        check("曾小贤", Some("ceng xiaoxian"), &["cengxiaoxian", "zengxiaoxian", "zxx", "cx"]);
        check("김민준", None, &["김민준"]);
    }

    #[test]
    fn word_by_word() {
        assert_eq!(spellings("张伟", None), ["zhang wei"]);
        assert_eq!(spellings("Elin Sørby", None), ["elin sorby"]);
        assert_eq!(spellings("Xu Nian’an", None), ["xu nian an"]);
        assert_eq!(spellings("曾武", Some("Céng Wǔ")), ["zeng wu", "ceng wu"]);
        assert_eq!(spellings("", None), Vec::<String>::new());
    }

    #[test]
    fn likeliest_first() {
        let forms = search_forms("张伟", None);
        assert_eq!(forms, ["zhangwei", "zw"]);
        assert_eq!(search_forms("", None), Vec::<String>::new());
    }
}
