//! Names from A to Z, Han and Latin among each other, as a Chinese address book has them.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::fold::fold;
use super::reading::Reading;

/// The place of a name in a list from A to Z; compare and sort by it.
///
/// Letters count first, word by word, then tones, then the text itself. What begins with no letter from A to Z comes
/// last.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SortKey {
    beyond_z: bool,
    letters: String,
    marks: String,
    text: String,
}

impl Reading {
    /// The heading it stands under: `A` to `Z`, or `#`.
    pub fn letter(&self) -> char {
        let first = self.folded.chars().next().filter(char::is_ascii_alphabetic);
        first.map_or('#', |letter| letter.to_ascii_uppercase())
    }

    /// Its place in a list from A to Z; `name` settles ties between names said alike.
    pub fn sort_key(&self, name: &str) -> SortKey {
        let words = self.toned.split_whitespace().map(fold).filter(|word| !word.is_empty());
        SortKey {
            beyond_z: self.letter() == '#',
            letters: words.collect::<Vec<_>>().join(" "),
            marks: tone_marks(&self.toned),
            text: name.to_owned(),
        }
    }
}

/// The marks over the letters alone, so that tones sort in their own order: 1, 2, 3, 4, then other marks.
fn tone_marks(text: &str) -> String {
    let mark = |c: char| match c {
        '\u{304}' => '1',
        '\u{301}' => '2',
        '\u{30C}' => '3',
        '\u{300}' => '4',
        '\u{308}' => '5',
        c if is_combining_mark(c) => '6',
        _ => '/',
    };
    text.nfd().map(mark).collect()
}

#[cfg(test)]
mod tests {
    use super::super::reading::reading_of;
    use super::*;

    #[test]
    fn letters() {
        for (name, letter) in [("区桂芝", 'O'), ("Øystein", 'O'), ("김민준", '#'), ("Дмитрий", '#'), ("42", '#'), ("", '#')] {
            assert_eq!(reading_of(name).letter(), letter, "{name}");
        }
    }

    #[test]
    fn from_a_to_z() {
        let expected = [
            "阿明",
            "白露",
            "Elin Sørby",
            "李小明",
            "Liam",
            "连伟",
            "卢文",
            "吕文",
            "沈听澜",
            "王",
            "王伟",
            "曾武",
            "章微",
            "张伟",
            "Zoë",
            "김민준",
        ];
        let mut names = expected;
        names.reverse();
        names.sort_by_key(|name| reading_of(name).sort_key(name));
        assert_eq!(names, expected);
    }

    #[test]
    fn tones_settle_what_letters_leave_open() {
        let key = |name| reading_of(name).sort_key(name);
        assert!(key("张威") < key("张伟") && key("张伟") < key("张魏"));
        let spoken = |text| Reading::from_written(text).sort_key("x");
        assert!(spoken("Zhāng Wēi") < spoken("Zhāng Wéi"));
    }
}
