//! Laws of other programs' formats: nothing panics, and what is written out and read
//! again is the same.

use proptest::prelude::*;
use renmai::edit::Page;
use renmai::edit::imported::{merge, new_file};
use renmai::exchange::import::{Format, format_of, read};
use renmai::exchange::{table, vcard};
use renmai::model::Profile;
use renmai::model::card::{Card, Written};
use renmai::model::settings::Language;

use crate::vault::Vault;

fn few(cases: u32) -> ProptestConfig {
    let cases = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(cases);
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

const FORMATS: [Format; 6] = [Format::VCard, Format::Google, Format::Outlook, Format::LinkedIn, Format::Monica, Format::Table];

/// Everything a profile says, without the places it stands at and in an order of its own.
fn told(profile: &Profile) -> Vec<String> {
    let debug = format!("{profile:#?}");
    // Spans are the only places; facts and ways may stand in another order.
    let mut lines: Vec<String> = Vec::new();
    let mut inside_span = false;
    for line in debug.lines().map(str::trim) {
        inside_span |= line.ends_with("Span {");
        if !inside_span {
            lines.push(line.to_owned());
        }
        inside_span &= !line.starts_with('}');
    }
    lines.retain(|line| !line.is_empty());
    lines.sort();
    lines
}

fn profile_of(text: &str) -> Profile {
    Page::read("people/x.md", text.as_bytes()).unwrap().person().unwrap().0.clone()
}

/// A text as people write them, and some as nobody should.
fn words() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[A-Za-z]{1,8}( [A-Za-z]{1,8}){0,2}",
        2 => "[张伟李娜王芳秀英]{1,4}",
        2 => r#"[a-z0-9:;#,\-+=@'"\\\[\]{}!&*|>%`?~^ é张\n\t]{1,14}"#,
        1 => Just("{{x}} <% y %>".to_owned()),
        1 => Just("no".to_owned()),
        1 => Just("2025-1-5".to_owned()),
        1 => Just("=1+1".to_owned()),
        1 => Just("+86 139 0000 0000".to_owned()),
    ]
    .prop_map(|text| text.trim().to_owned())
    .prop_filter("a value says something", |text| !text.is_empty() && text != "~" && text != "null")
}

fn day() -> impl Strategy<Value = String> {
    prop_oneof![
        (1900..2026i16, 1..13i8, 1..29i8).prop_map(|(year, month, day)| format!("{year:04}-{month:02}-{day:02}")),
        (1..13i8, 1..29i8).prop_map(|(month, day)| format!("{month:02}-{day:02}")),
        (1900..2026i16).prop_map(|year| year.to_string()),
    ]
}

fn whole_day() -> impl Strategy<Value = String> {
    (1900..2026i16, 1..13i8, 1..29i8).prop_map(|(year, month, day)| format!("{year:04}-{month:02}-{day:02}"))
}

fn some(key: &'static str, value: impl Strategy<Value = String>) -> impl Strategy<Value = Option<(String, Written)>> {
    proptest::option::of(value).prop_map(move |value| value.map(|value| (key.to_owned(), Written::Text(value))))
}

fn list(key: &'static str) -> impl Strategy<Value = Option<(String, Written)>> {
    proptest::option::of(proptest::collection::btree_set(words(), 1..4))
        .prop_map(move |values| values.map(|values| (key.to_owned(), Written::List(values.into_iter().collect()))))
}

fn records(key: &'static str, fields: Vec<(&'static str, BoxedStrategy<String>)>) -> impl Strategy<Value = Option<(String, Written)>> {
    let names: Vec<&'static str> = fields.iter().map(|(name, _)| *name).collect();
    let values: Vec<BoxedStrategy<String>> = fields.into_iter().map(|(_, value)| value).collect();
    let record = values.prop_map(move |values| names.iter().map(|name| (*name).to_owned()).zip(values).collect::<Vec<_>>());
    proptest::option::of(proptest::collection::vec(record, 1..3))
        .prop_map(move |records| records.map(|records| (key.to_owned(), Written::Records(records))))
}

/// Somebody with any of the keys of the contract, and some of their own.
fn somebody() -> impl Strategy<Value = Card> {
    let simple = (
        some("description", words()),
        some("reading", words()),
        some("circle", Just("friend".to_owned())),
        some("cadence", Just("30".to_owned())),
        some("birthday", day()),
        some("lunar_birthday", prop_oneof![Just("08-15".to_owned()), Just("闰04-01".to_owned()), Just("1990-08-15".to_owned())]),
        some("org", words()),
        some("role", words()),
        some("location", words()),
        some("best_time", words()),
        some("last_contact", whole_day()),
    );
    let lists = (
        list("aliases"),
        list("tags"),
        list("languages"),
        list("interests"),
        list("needs"),
        list("email"),
        list("phone"),
        list("wechat"),
        list("blog"),
    );
    let nested = (
        records("family", vec![("name", words().boxed()), ("relation", words().boxed()), ("birthday", day().boxed())]),
        records("relations", vec![("to", words().boxed()), ("as", words().boxed())]),
        records("dates", vec![("label", words().boxed()), ("on", day().boxed())]),
        records("projects", vec![("name", words().boxed()), ("next", whole_day().boxed())]),
        records("needs_really", vec![("says", words().boxed()), ("means", words().boxed())]),
        records(
            "money",
            vec![
                ("on", whole_day().boxed()),
                ("lent", Just("1500.5 CNY".to_owned()).boxed()),
                ("written", Just("true".to_owned()).boxed()),
            ],
        ),
    );
    let met = proptest::option::of((day(), words(), words())).prop_map(|met| {
        let fields = |(on, place, through)| {
            [("on", on), ("place", place), ("through", through)].map(|(name, value): (&str, String)| (name.to_owned(), value)).into()
        };
        met.map(|met| ("met".to_owned(), Written::Map(fields(met))))
    });
    let own =
        proptest::collection::btree_map("(allergies|shoe size|血型|X-FOO|home address|note|phone_types|department|uid)", words(), 0..4);
    (words(), simple, lists, nested, met, own).prop_map(|(name, simple, lists, nested, met, own)| {
        let (a, b, c, d, e, f, g, h, i, j, k) = simple;
        let (l, m, n, o, p, q, r, s, t) = lists;
        let (u, v, w, x, y, z) = nested;
        let all = [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v, w, x, y, z];
        let mut facts: Vec<(String, Written)> = all.into_iter().flatten().collect();
        facts.extend(met);
        facts.extend(own.into_iter().map(|(key, value)| (key, Written::Text(value))));
        Card { name: name.replace(['\n', '\t'], " "), facts, ..Card::default() }
    })
}

proptest! {
    #![proptest_config(few(24))]

    #[test]
    fn a_file_says_just_what_was_meant(card in somebody()) {
        let text = new_file(&card, "people/x.md", Language::En);
        prop_assert!(text.is_ok(), "{:?}", card);
        let page = Page::read("people/x.md", text.unwrap().as_bytes()).unwrap();
        let merged = merge(&page, &card, Language::En).unwrap();
        prop_assert_eq!(merged.page.text(), page.text());
        prop_assert!(merged.filled.is_empty());
    }

    #[test]
    fn written_out_and_read_again_it_is_the_same(card in somebody()) {
        let text = new_file(&card, "people/x.md", Language::En).unwrap();
        let loaded = renmai::load(&Vault::of(&format!("-- people/x.md --\n{text}")).vault()).value;
        let expected = told(&profile_of(&text));
        let cards = vcard::vcards(loaded.journal.contacts.iter(), &|day| day.on.han());
        for line in cards.split("\r\n") {
            prop_assert!(line.len() <= 75 && !line.contains(['\r', '\n']), "{:?}", line);
        }
        for (bytes, format) in [(cards.into_bytes(), Format::VCard), (table::table(loaded.journal.contacts.iter()), Format::Table)] {
            prop_assert_eq!(format_of(&bytes), Some(format));
            let again = read(&bytes, format);
            prop_assert_eq!(again.cards.len(), 1);
            prop_assert!(again.remarks.is_empty());
            let again_text = new_file(&again.cards[0], "people/x.md", Language::En);
            prop_assert!(again_text.is_ok(), "{:?}", again.cards[0]);
            prop_assert_eq!(told(&profile_of(&again_text.unwrap())), expected.clone(), "{}", String::from_utf8_lossy(&bytes));
        }
    }

    #[test]
    fn any_bytes_give_an_answer(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let _ = format_of(&bytes);
        for format in FORMATS {
            for card in read(&bytes, format).cards {
                let _ = new_file(&card, "people/x.md", Language::Zh);
            }
        }
    }

    #[test]
    fn any_lines_of_a_card_give_a_file_or_a_reason(lines in proptest::collection::vec(
        r"(item1\.)?(BEGIN|END|VERSION|FN|N|TEL|EMAIL|BDAY|ADR|ORG|NOTE|PHOTO|X-ABDATE|X-ABLabel|X-FOO|IMPP|X-ALTBDAY|AGENT|UID|CATEGORIES|X-ANDROID-CUSTOM|X-RENMAI-FACT)(;(TYPE=home|CELL|ENCODING=QUOTED-PRINTABLE|ENCODING=b|CHARSET=gbk|X-KEY=met|X-SHAPE=json|QUOTED-PRINTABLE))?:(VCARD|4\.0|2\.1|[a-z0-9=;,:\\{}\[\]张 -]{0,20})", 0..14)) {
        let text = format!("BEGIN:VCARD\r\n{}\r\n", lines.join("\r\n"));
        for card in read(text.as_bytes(), Format::VCard).cards {
            if let Ok(text) = new_file(&card, "people/x.md", Language::En) {
                let page = Page::read("people/x.md", text.as_bytes()).unwrap();
                if let Ok(merged) = merge(&page, &card, Language::En) {
                    prop_assert_eq!(merged.page.text(), page.text());
                }
            }
        }
    }
}
