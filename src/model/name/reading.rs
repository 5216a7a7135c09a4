//! The reading of a name: shown and abbreviated.

use std::borrow::Cow;

use super::fold::{fold, is_han, is_japanese_or_korean};
use super::person::{Part, given, parts};
use super::pinyin::{Role, Syllable, common, syllable};
use super::surname::compound_reading;

/// Between two syllables that would run together: 许念安 is Xu Nian’an.
const APOSTROPHE: char = '’';

/// How a name is said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// To show: `Chen Yu`. A name that is not Han, and a reading someone wrote, stand as they were written.
    pub plain: String,
    /// The same with tone marks: `Chén Yǔ`.
    pub toned: String,
    /// The first letters, for search: `cy`.
    pub initials: String,
    /// All letters run together, for search: `chenyu`.
    pub folded: String,
    /// The surname with its tone mark, if it is said otherwise than its character usually is: `Zēng` for 曾武.
    pub unusual_surname: Option<String>,
}

/// A stretch of a name between spaces and points.
#[derive(Clone, Copy)]
enum Run<'a> {
    Han(&'a str),
    Letters(&'a str),
}

/// A word of a name with what is said for each of its characters.
pub(super) enum Word<'a> {
    /// Characters and their syllables; a character nobody can read has none.
    Said { part: Part<'a>, syllables: Vec<(char, Option<Syllable>)> },
    /// Letters, as written.
    Letters(&'a str),
}

/// Reads a name: pinyin for Han, as written for everything else; `Ada 王` is `Ada Wang`.
pub fn reading_of(name: &str) -> Reading {
    let words = words(name);
    if !words.iter().any(|word| matches!(word, Word::Said { .. })) {
        return Reading::from_written(name);
    }
    let plain = joined(&words, |syllable| Cow::Borrowed(syllable.plain()));
    Reading {
        toned: joined(&words, toned),
        initials: words.iter().map(initials_of).collect(),
        folded: fold(&plain),
        unusual_surname: words.iter().find_map(unusual_surname),
        plain,
    }
}

impl Reading {
    /// A reading that stands in the file (`Zēng Xiǎoxián`, `ceng xiaoxian`): shown as it is.
    pub fn from_written(text: &str) -> Self {
        let text = text.trim();
        Reading {
            plain: text.to_owned(),
            toned: text.to_owned(),
            initials: letter_initials(text),
            folded: fold(text),
            unusual_surname: None,
        }
    }
}

/// Cuts a name into words and says them. Names with kana or hangul are left whole: pinyin would read them wrong.
pub(super) fn words(name: &str) -> Vec<Word<'_>> {
    if name.chars().any(is_japanese_or_korean) || !name.chars().any(is_han) {
        return vec![Word::Letters(name)];
    }
    // 约翰·史密斯: a foreign name in Han characters has no surname in the table's sense.
    let is_foreign = name.contains(['·', '•', '‧', '・', '．']);
    let mut seen_han = false;
    let mut words = Vec::new();
    for run in runs(name) {
        match run {
            Run::Letters(text) => words.push(Word::Letters(text)),
            Run::Han(han) => {
                let parts = if seen_han || is_foreign { vec![given(han)] } else { parts(han) };
                words.extend(parts.into_iter().map(said));
                seen_han = true;
            }
        }
    }
    words
}

fn runs(name: &str) -> impl Iterator<Item = Run<'_>> {
    let splits = |c: char| c.is_whitespace() || (!c.is_alphanumeric() && !"-.'’".contains(c));
    name.split(splits).flat_map(|chunk| {
        let mut rest = chunk;
        std::iter::from_fn(move || {
            let first_is_han = is_han(rest.chars().next()?);
            let end = rest.find(|c| is_han(c) != first_is_han).unwrap_or(rest.len());
            let (run, after) = rest.split_at_checked(end)?;
            rest = after;
            Some(if first_is_han { Run::Han(run) } else { Run::Letters(run) })
        })
    })
}

fn said(part: Part<'_>) -> Word<'_> {
    let fixed = match (part.role, part.han) {
        (Role::Surname, surname) => compound_reading(surname),
        (Role::Title, "大夫") => Some(["dai4", "fu"].as_slice()),
        _ => None,
    };
    let syllables = match fixed {
        Some(readings) => part.han.chars().zip(readings.iter().map(|reading| Some(Syllable::new(reading)))).collect(),
        None => part.han.chars().map(|han| (han, syllable(han, part.role))).collect(),
    };
    Word::Said { part, syllables }
}

/// The words with a space between, each capitalised.
fn joined(words: &[Word<'_>], say: impl Fn(Syllable) -> Cow<'static, str>) -> String {
    let spelled: Vec<String> = words.iter().map(|word| spelled(word, &say)).filter(|word| !word.is_empty()).collect();
    spelled.join(" ")
}

fn spelled(word: &Word<'_>, say: &impl Fn(Syllable) -> Cow<'static, str>) -> String {
    let Word::Said { part, syllables } = word else { return letters_of(word).to_owned() };
    let mut text = String::new();
    for (han, syllable) in syllables {
        let said = syllable.map_or_else(|| Cow::Owned(han.to_string()), say);
        let starts_word = text.is_empty() || part.doubled;
        if part.doubled && !text.is_empty() {
            text.push('-');
        } else if !text.is_empty() && syllable.is_some_and(Syllable::begins_with_open_vowel) {
            text.push(APOSTROPHE);
        }
        if starts_word { capitalise(&said, &mut text) } else { text.push_str(&said) }
    }
    text
}

fn letters_of<'a>(word: &Word<'a>) -> &'a str {
    match word {
        Word::Letters(text) => text,
        Word::Said { part, .. } => part.han,
    }
}

fn toned(syllable: Syllable) -> Cow<'static, str> {
    Cow::Owned(syllable.toned())
}

fn capitalise(word: &str, text: &mut String) {
    let mut signs = word.chars();
    text.extend(signs.next().into_iter().flat_map(char::to_uppercase));
    text.push_str(signs.as_str());
}

fn initials_of(word: &Word<'_>) -> String {
    match word {
        Word::Letters(text) => letter_initials(text),
        Word::Said { syllables, .. } => syllables.iter().filter_map(|(han, said)| said.map_or(Some(*han), Syllable::initial)).collect(),
    }
}

/// The first letter of each word; a hyphen begins a new one.
fn letter_initials(text: &str) -> String {
    text.split([' ', '\t', '\u{3000}', '\u{A0}', '-']).filter_map(|word| fold(word).chars().next()).collect()
}

fn unusual_surname(word: &Word<'_>) -> Option<String> {
    let Word::Said { part, syllables } = word else { return None };
    let differs = syllables.iter().any(|(han, said)| said.is_some() && *said != common(*han));
    (part.role == Role::Surname && differs).then(|| spelled(word, &toned))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, plain: &str, toned: &str, initials: &str) {
        let reading = reading_of(name);
        assert_eq!((reading.plain.as_str(), reading.toned.as_str(), reading.initials.as_str()), (plain, toned, initials), "{name}");
    }

    #[test]
    fn names() {
        check("陈屿", "Chen Yu", "Chén Yǔ", "cy");
        check("沈听澜", "Shen Tinglan", "Shěn Tīnglán", "stl");
        check("许念安", "Xu Nian’an", "Xǔ Niàn’ān", "xna");
        check("周雨安", "Zhou Yu’an", "Zhōu Yǔ’ān", "zya");
        check("张伟", "Zhang Wei", "Zhāng Wěi", "zw");
        check("欧阳修", "Ouyang Xiu", "Ōuyáng Xiū", "oyx");
        check("吕布", "Lü Bu", "Lǚ Bù", "lb");
        check("陳大文", "Chen Dawen", "Chén Dàwén", "cdw");
        check("林郑月娥", "Lin-Zheng Yue’e", "Lín-Zhèng Yuè’é", "lzye");
        check("乐乐", "Lele", "Lèlè", "ll");
    }

    #[test]
    fn surnames_are_said_as_surnames() {
        for (name, expected) in [
            ("单小满", "Shàn Xiǎomǎn"),
            ("曾武", "Zēng Wǔ"),
            ("解然", "Xiè Rán"),
            ("仇英", "Qiú Yīng"),
            ("区桂芝", "Ōu Guìzhī"),
            ("查良镛", "Zhā Liángyōng"),
            ("任远", "Rén Yuǎn"),
            ("朴树", "Piáo Shù"),
            ("盖叫天", "Gě Jiàotiān"),
            ("翟天临", "Zhái Tiānlín"),
            ("缪昌文", "Miào Chāngwén"),
            ("覃海", "Qín Hǎi"),
            ("召平", "Shào Píng"),
            ("那英", "Nā Yīng"),
            ("纪晓岚", "Jǐ Xiǎolán"),
            ("华罗庚", "Huà Luógēng"),
            ("乐嘉", "Yuè Jiā"),
            ("葛优", "Gě Yōu"),
            ("尉迟恭", "Yùchí Gōng"),
            ("万俟雅", "Mòqí Yǎ"),
            ("长孙无忌", "Zhǎngsūn Wújì"),
            ("单于明", "Chányú Míng"),
            ("令狐冲", "Línghú Chōng"),
            ("牟其中", "Móu Qízhōng"),
            ("员半千", "Yùn Bànqiān"),
            ("万里", "Wàn Lǐ"),
            ("瞿秋白", "Qú Qiūbái"),
            ("澹台明", "Tántái Míng"),
        ] {
            assert_eq!(reading_of(name).toned, expected, "{name}");
        }
    }

    #[test]
    fn unusual_surnames_are_named() {
        assert_eq!(reading_of("曾武").unusual_surname.as_deref(), Some("Zēng"));
        assert_eq!(reading_of("尉迟恭").unusual_surname.as_deref(), Some("Yùchí"));
        assert_eq!(reading_of("张伟").unusual_surname, None);
        assert_eq!(reading_of("小单").unusual_surname.as_deref(), Some("Shàn"));
    }

    #[test]
    fn what_people_call_each_other() {
        check("老王", "Lao Wang", "Lǎo Wáng", "lw");
        check("阿明", "A Ming", "Ā Míng", "am");
        check("小单", "Xiao Shan", "Xiǎo Shàn", "xs");
        check("王叔叔", "Wang Shushu", "Wáng Shūshū", "wss");
        check("李大夫", "Li Daifu", "Lǐ Dàifu", "ldf");
        check("周行长", "Zhou Hangzhang", "Zhōu Hángzhǎng", "zhz");
        check("大哥", "Dage", "Dàgē", "dg");
    }

    #[test]
    fn mixed_and_other_names() {
        check("Ada 王", "Ada Wang", "Ada Wáng", "aw");
        check("王Ada", "Wang Ada", "Wáng Ada", "wa");
        check("张 伟", "Zhang Wei", "Zhāng Wěi", "zw");
        check("张伟（上海）", "Zhang Wei Shanghai", "Zhāng Wěi Shànghǎi", "zwsh");
        check("约翰·史密斯", "Yuehan Shimisi", "Yuēhàn Shǐmìsī", "yhsms");
        check("Elin Sørby", "Elin Sørby", "Elin Sørby", "es");
        check("Jean-Luc Picard", "Jean-Luc Picard", "Jean-Luc Picard", "jlp");
        check("山田さくら", "山田さくら", "山田さくら", "山");
        check("김민준", "김민준", "김민준", "김");
        check("", "", "", "");
        check("😀", "😀", "😀", "");
        check("𠮷野", "𠮷ye", "𠮷yě", "𠮷y");
    }

    #[test]
    fn a_written_reading_stands() {
        let reading = Reading::from_written(" Zēng Xiǎoxián ");
        assert_eq!((reading.plain.as_str(), reading.folded.as_str(), reading.initials.as_str()), ("Zēng Xiǎoxián", "zengxiaoxian", "zx"));
        assert_eq!(reading.letter(), 'Z');
    }
}
