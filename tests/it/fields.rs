//! Inline fields of an entry: keys, values, weights, and what is reported.

use renmai::model::{Feeling, Interaction, Side};

use crate::vault::Vault;

const T: &str = "2026-12-31";

#[track_caller]
fn entry(words: &str) -> Interaction {
    Vault::ada("", &format!("- 2026-08-14 {words}")).today(T).clean().ada().contact.interactions[0].clone()
}

#[test]
fn both_forms_of_dataview() {
    assert_eq!(entry("talk [felt:: warm]").felt, Some(Feeling::Warm));
    assert_eq!(entry("talk (felt:: warm)").felt, Some(Feeling::Warm));
    assert_eq!(entry("talk [felt::warm]").felt, Some(Feeling::Warm));
    assert_eq!(entry("talk [Felt:: WARM]").felt, Some(Feeling::Warm));
    assert_eq!(entry("talk felt:: warm").felt, None);
    assert_eq!(entry("talk `[felt:: warm]`").felt, None);
}

#[test]
fn words_of_both_languages() {
    for (word, felt) in [
        ("warm", Feeling::Warm),
        ("温暖", Feeling::Warm),
        ("neutral", Feeling::Neutral),
        ("平常", Feeling::Neutral),
        ("drained", Feeling::Drained),
        ("疲惫", Feeling::Drained),
        ("used", Feeling::Used),
        ("被利用", Feeling::Used),
    ] {
        assert_eq!(entry(&format!("x [felt:: {word}]")).felt, Some(felt), "{word}");
    }
    for (word, side) in [("me", Side::Me), ("我", Side::Me), ("them", Side::Them), ("对方", Side::Them)] {
        assert_eq!(entry(&format!("x [ask:: {word}]")).ask, Some(side), "{word}");
        assert_eq!(entry(&format!("x [reply:: {word}]")).reply, Some(side), "{word}");
        assert_eq!(entry(&format!("x [by:: {word}]")).by.name(), side.name(), "{word}");
    }
    for word in ["both", "双方"] {
        assert_eq!(entry(&format!("x [by:: {word}]")).by.name(), "both", "{word}");
    }
}

#[test]
fn weights_are_whole_words_at_the_start() {
    for (value, weight, text) in [
        ("a book", 1, "a book"),
        ("small a book", 1, "a book"),
        ("medium a book", 2, "a book"),
        ("large a book", 4, "a book"),
        ("Large: a book", 4, "a book"),
        ("小 书", 1, "书"),
        ("中 书", 2, "书"),
        ("大 书", 4, "书"),
        ("大：书", 4, "书"),
        ("大学推荐信", 1, "大学推荐信"),
        ("中文校对", 1, "中文校对"),
        ("小说一本", 1, "小说一本"),
        ("smaller steps", 1, "smaller steps"),
        ("mediums", 1, "mediums"),
        ("a large book", 1, "a large book"),
        ("large", 4, ""),
    ] {
        for key in ["gave", "got"] {
            let entry = entry(&format!("x [{key}:: {value}]"));
            let gifts = if key == "gave" { entry.gave } else { entry.got };
            assert_eq!((gifts[0].text.as_str(), gifts[0].weight), (text, weight), "{key} {value}");
        }
    }
}

#[test]
fn gave_and_got_are_repeatable() {
    let entry = entry("x [gave:: one] [gave:: large two] [got:: three]");
    assert_eq!(entry.gave.iter().map(|gift| gift.weight).collect::<Vec<_>>(), [1, 4]);
    assert_eq!(entry.got.len(), 1);
    assert_eq!(&*entry.text, "x");
}

#[test]
fn an_empty_or_unreadable_value_is_reported_where_it_stands() {
    for field in [
        "[by:: ]",
        "[by:: us]",
        "[ask:: both]",
        "[ask::]",
        "[felt:: fine]",
        "[depth:: deepish]",
        "[reply:: 谁]",
        "[gave:: ]",
        "[got::]",
        "[with:: ]",
    ] {
        let world = Vault::ada("", &format!("- 2026-08-14 → call: hm {field} after")).today(T);
        assert_eq!(world.problems(), ["people/ada.md:6:25 bad-field"], "{field}");
        assert_eq!(world.ada().entries(), ["2026-08-14 me call talk hm after"], "{field}: the entry itself is kept");
    }
}

#[test]
fn fields_we_do_not_know_stay_in_the_text() {
    assert_eq!(&*entry("→ call: x [mood:: fine] [felt:: warm]").text, "x [mood:: fine]");
}

#[test]
fn problems_of_two_entries_are_both_reported() {
    let world = Vault::ada("", "- 2026-08-14 a [felt:: x] [ask:: y]\n- 2026-08-13 b [depth:: z]").today(T);
    assert_eq!(world.problems(), ["people/ada.md:6:16 bad-field", "people/ada.md:6:27 bad-field", "people/ada.md:7:16 bad-field"]);
}
