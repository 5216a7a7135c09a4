//! One character, one syllable: the readings the pinyin table has, and how they are written.

use pinyin::{ToPinyin, ToPinyinMulti};

use super::given::given_reading;
use super::surname::surname_reading;

/// A syllable as the tables write it: letters and tone, `zeng1`, `lü3`; no digit for the neutral tone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Syllable {
    letters: &'static str,
    tone: u8,
}

/// What a character is in its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Surname,
    Given,
    /// A form of address: 长 is the head of something, 行 a bank.
    Title,
}

impl Syllable {
    /// Reads `zeng1`.
    pub(super) fn new(written: &'static str) -> Self {
        let letters = written.trim_end_matches(|c: char| c.is_ascii_digit());
        let tone = written.strip_prefix(letters).and_then(|tone| tone.parse().ok()).unwrap_or(0);
        Syllable { letters, tone }
    }

    /// Without its tone: `zeng`, `lü`.
    pub(super) fn plain(self) -> &'static str {
        self.letters
    }

    /// With its tone mark: `zēng`, `lǚ`.
    ///
    /// The mark stands on a or e, on the o of ou, else on the last vowel.
    pub(super) fn toned(self) -> String {
        let bearer = self.letters.find(['a', 'e']).or_else(|| self.letters.find("ou"));
        let bearer = bearer.or_else(|| self.letters.rfind(['i', 'o', 'u', 'ü']));
        let marked = bearer.and_then(|at| {
            let (before, from) = self.letters.split_at_checked(at)?;
            let vowel = from.chars().next()?;
            let (_, marks) = MARKED.iter().find(|(plain, _)| *plain == vowel)?;
            let mark = marks.get(usize::from(self.tone).checked_sub(1)?)?;
            Some([before, mark, from.get(vowel.len_utf8()..)?].concat())
        });
        marked.unwrap_or_else(|| self.letters.to_owned())
    }

    /// The letter it begins with.
    pub(super) fn initial(self) -> Option<char> {
        self.letters.chars().next()
    }

    /// Whether a syllable before it could run into it: 西安 is Xi’an.
    pub(super) fn begins_with_open_vowel(self) -> bool {
        self.letters.starts_with(['a', 'e', 'o'])
    }
}

/// Vowels with the marks of the four tones; the fifth has none.
const MARKED: [(char, [&str; 4]); 6] = [
    ('a', ["ā", "á", "ǎ", "à"]),
    ('e', ["ē", "é", "ě", "è"]),
    ('i', ["ī", "í", "ǐ", "ì"]),
    ('o', ["ō", "ó", "ǒ", "ò"]),
    ('u', ["ū", "ú", "ǔ", "ù"]),
    ('ü', ["ǖ", "ǘ", "ǚ", "ǜ"]),
];

/// How `han` is said in its role; `None` for a character the table does not know.
pub(super) fn syllable(han: char, role: Role) -> Option<Syllable> {
    let special = match role {
        Role::Surname => surname_reading(han),
        Role::Given => given_reading(han),
        Role::Title => title_reading(han),
    };
    special.map(Syllable::new).or_else(|| common(han))
}

/// The reading a dictionary puts first.
pub(super) fn common(han: char) -> Option<Syllable> {
    han.to_pinyin().map(|found| Syllable::new(found.with_tone_num_end()))
}

/// All readings of a character that differ in letters, the likeliest in its role first, three at most: the rest of the
/// table is of interest to scholars only.
pub(super) fn plain_readings(han: char, role: Role) -> Vec<&'static str> {
    const MOST: usize = 3;
    let all = han.to_pinyin_multi().into_iter().flatten().map(|found| Syllable::new(found.with_tone_num_end()));
    let mut readings: Vec<&'static str> = Vec::new();
    for reading in syllable(han, role).into_iter().chain(all).map(Syllable::plain) {
        if !readings.contains(&reading) && readings.len() < MOST {
            readings.push(reading);
        }
    }
    readings
}

fn title_reading(han: char) -> Option<&'static str> {
    match han {
        '长' | '長' => Some("zhang3"),
        '行' => Some("hang2"),
        _ => given_reading(han),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(written: &'static str, expected: &str) {
        assert_eq!(Syllable::new(written).toned(), expected, "{written}");
    }

    #[test]
    fn marks_stand_where_they_belong() {
        check("zeng1", "zēng");
        check("lü3", "lǚ");
        check("lüe4", "lüè");
        check("ou1", "ōu");
        check("zhou1", "zhōu");
        check("liu2", "liú");
        check("gui1", "guī");
        check("xiao3", "xiǎo");
        check("shuo1", "shuō");
        check("ma", "ma");
        check("n2", "n");
        check("jue2", "jué");
    }

    /// Every sign that can be read: its letters with the one mark of its tone put on them.
    #[test]
    fn every_mark_is_the_one_of_its_tone() {
        use unicode_normalization::UnicodeNormalization;
        let marks = ['\u{304}', '\u{301}', '\u{30C}', '\u{300}'];
        let mut seen = [0; 5];
        for syllable in ('\u{3400}'..='\u{9FFF}').filter_map(common) {
            let toned: String = syllable.toned().nfd().collect();
            let found: Vec<usize> = toned.chars().filter_map(|sign| marks.iter().position(|mark| *mark == sign)).collect();
            let letters: String = toned.chars().filter(|sign| !marks.contains(sign)).nfc().collect();
            assert_eq!(letters, syllable.letters);
            let bears = syllable.letters.contains(['a', 'e', 'i', 'o', 'u', 'ü']);
            let expected: Vec<usize> = (1..=4).contains(&syllable.tone).then(|| usize::from(syllable.tone) - 1).into_iter().collect();
            assert_eq!(found, if bears { expected } else { Vec::new() }, "{toned}");
            seen[found.first().map_or(4, |tone| *tone)] += 1;
        }
        assert!(seen.iter().all(|count| *count > 50), "{seen:?}");
    }

    #[test]
    fn readings_of_one_character() {
        assert_eq!(syllable('单', Role::Surname), Some(Syllable::new("shan4")));
        assert_eq!(plain_readings('单', Role::Surname), ["shan", "dan", "chan"]);
        assert_eq!(plain_readings('乐', Role::Given), ["le", "yue"]);
        assert_eq!(plain_readings('x', Role::Given), Vec::<&str>::new());
    }
}
