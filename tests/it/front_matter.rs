//! Every key of a person's front matter, as the contract's table has it.

use renmai::model::contact::{DayOfYear, Status};

use crate::vault::{Vault, World};

const T: &str = "2026-03-01";

fn clean(front: &str) -> World {
    Vault::of("").and("people/ada.md", &format!("---\n{front}\n---\n")).today(T).clean()
}

#[track_caller]
fn problems(front: &str, expected: &[&str]) {
    let world = Vault::of("").and("people/ada.md", &format!("---\n{front}\n---\n")).today(T);
    let found: Vec<String> = world.problems().iter().map(|problem| problem.trim_start_matches("people/ada.md:").to_owned()).collect();
    assert_eq!(found, expected, "{front}");
}

#[test]
fn a_name_is_name_else_title_else_the_stem() {
    let name = |front: &str| clean(front).ada().contact.name().to_owned();
    assert_eq!(name("name: Ada M\ntitle: T"), "Ada M");
    assert_eq!(name("title: T\nname: Ada M"), "Ada M");
    assert_eq!(name("title: T"), "T");
    assert_eq!(name("circle: close"), "ada");
    assert_eq!(name("name:"), "ada");
}

#[test]
fn a_reading_is_written_or_the_pinyin_of_a_han_name() {
    let reading = |front: &str| clean(front).ada().contact.reading.folded.clone();
    for (name, expected) in [
        ("单小满", "shanxiaoman"),
        ("曾悟", "zengwu"),
        ("解然", "xieran"),
        ("仇振东", "qiuzhendong"),
        ("区桂枝", "ouguizhi"),
        ("王伟", "wangwei"),
    ] {
        assert_eq!(reading(&format!("name: {name}")), expected, "{name}");
    }
    assert!(reading("name: 王伟\nreading: Wáng Wěi").to_lowercase().contains('w'));
}

#[test]
fn aliases_and_tags_are_lists_or_text_with_commas() {
    for front in ["tags: [a, b]", "tags: a, b", "tags: a，b", "tags:\n  - a\n  - b", "tags: ['#a', b]"] {
        assert_eq!(clean(front).ada().contact.profile.tags, ["a", "b"], "{front}");
    }
    assert_eq!(clean("aliases: [A, 阿达]").ada().contact.profile.aliases, ["A", "阿达"]);
}

#[test]
fn cadences() {
    for (written, days) in [
        ("30", 30),
        ("2w", 14),
        ("3m", 90),
        ("1y", 365),
        ("daily", 1),
        ("weekly", 7),
        ("biweekly", 14),
        ("monthly", 30),
        ("quarterly", 90),
        ("yearly", 365),
        ("每天", 1),
        ("每周", 7),
        ("每两周", 14),
        ("每月", 30),
        ("每季度", 90),
        ("半年", 180),
        ("每年", 365),
    ] {
        assert_eq!(clean(&format!("cadence: {written}")).ada().contact.profile.cadence_days, Some(days), "{written}");
    }
    for written in ["often", "0", "-3", "1.5m"] {
        problems(&format!("name: A\ncadence: {written}"), &["3:10 bad-cadence"]);
    }
}

#[test]
fn statuses() {
    for (front, status) in [
        ("status: active", Status::Active),
        ("status: paused", Status::Paused),
        ("status: ended", Status::Ended),
        ("status: deceased", Status::Deceased),
        ("name: A", Status::Active),
        ("died: 2020-05-01", Status::Deceased),
        ("died: 2020", Status::Deceased),
        ("status: active\ndied: 2020-05-01", Status::Deceased),
        ("died:", Status::Active),
    ] {
        assert_eq!(clean(front).ada().contact.profile.status, status, "{front}");
    }
    problems("status: asleep", &["2:9 bad-status"]);
    problems("died: once", &["2:7 bad-date"]);
}

#[test]
fn birthdays_without_a_year() {
    for written in ["05-12", "--0512", "--05-12", "XXXX-05-12", "1604-05-12"] {
        let world = clean(&format!("birthday: {written}"));
        let birthday = world.ada().contact.profile.birthday.clone().unwrap().value;
        assert_eq!((birthday.year, birthday.month, birthday.day), (None, Some(5), Some(12)), "{written}");
    }
    let world = clean("birthday: 1990-05-12");
    assert_eq!(world.ada().contact.profile.birthday.clone().unwrap().value.year, Some(1990));
    for bad in ["2025-02-30", "5/12", "in May"] {
        problems(&format!("birthday: {bad}"), &["2:11 bad-date"]);
    }
}

#[test]
fn lunar_birthdays() {
    for written in ["08-15", "八月十五", "1990-08-15"] {
        let world = clean(&format!("lunar_birthday: {written}"));
        let day = world.ada().contact.profile.lunar_birthday.clone().unwrap().value.on;
        assert_eq!((day.month, day.leap, day.day), (8, false, 15), "{written}");
    }
    let world = clean("lunar_birthday: 闰04-01");
    assert!(world.ada().contact.profile.lunar_birthday.clone().unwrap().value.on.leap);
    problems("lunar_birthday: 08-31", &["2:17 bad-lunar-date"]);
}

#[test]
fn ways_to_reach_them() {
    let channels = |front: &str| {
        clean(front).ada().contact.profile.channels.iter().map(|way| format!("{} {}", way.kind, way.value)).collect::<Vec<_>>()
    };
    assert_eq!(
        channels("email: a@example.com\nphone: [+86 139 0000, 012]\nwechat: ada_m"),
        ["email a@example.com", "phone +86 139 0000", "phone 012", "wechat ada_m"]
    );
    assert_eq!(channels("contact:\n  wechat: ada_m\n  matrix: '@ada:x'\n  Pager: 7"), ["wechat ada_m", "matrix @ada:x", "pager 7"]);
}

#[test]
fn how_one_met() {
    let met = |front: &str| clean(front).ada().contact.profile.met.clone();
    let known = met("met: {on: 2019-05, place: Berlin, through: Bo}");
    assert_eq!(
        (known.on.unwrap().to_string(), known.place.as_deref(), known.through.unwrap().value.as_str()),
        ("2019-05".to_owned(), Some("Berlin"), "Bo")
    );
    assert_eq!(met("met: 2019-05-20").on.unwrap().to_string(), "2019-05-20");
    assert_eq!(met("met: at a fair").text.as_deref(), Some("at a fair"));
    problems("met: {on: soon}", &["2:11 bad-date"]);
}

#[test]
fn through_names_a_person_and_shows_on_both_pages() {
    for through in ["Bo", "\"[[Bo]]\"", "bo", "\"[[bo|B]]\""] {
        let vault =
            Vault::of("-- people/bo.md --\n---\nname: Bo\n---\n").and("people/ada.md", &format!("---\nmet: {{through: {through}}}\n---\n"));
        let world = vault.today(T).clean();
        assert_eq!(world.ada().contact.met_through.map(|who| world.id(who)), Some("bo"), "{through}");
        assert_eq!(world.person("bo").contact.introduced.iter().map(|who| world.id(*who)).collect::<Vec<_>>(), ["ada"], "{through}");
    }
}

#[test]
fn relations_show_on_both_pages() {
    let vault = Vault::of("-- people/bo.md --\n---\nname: Bo\n---\n").and("people/ada.md", "---\nrelations: [{to: Bo, as: sister}]\n---\n");
    let world = vault.today(T).clean();
    let here = &world.ada().contact.related[0];
    let there = &world.person("bo").contact.related[0];
    assert_eq!((world.id(here.to), here.label.as_str(), here.written_here), ("bo", "sister", true));
    assert_eq!((world.id(there.to), there.label.as_str(), there.written_here), ("ada", "sister", false));
}

#[test]
fn family_is_text_or_maps() {
    let world = clean("family:\n  - Lin\n  - {name: 小满, relation: 女儿, birthday: 2020-01-09}\n  - {name: 阿婆, birthday: 农历八月十五}");
    let family = &world.ada().contact.profile.family;
    assert_eq!(family.iter().map(|one| one.name.as_str()).collect::<Vec<_>>(), ["Lin", "小满", "阿婆"]);
    assert!(matches!(family[1].birthday, Some(DayOfYear::Solar(_))));
    assert!(matches!(family[2].birthday, Some(DayOfYear::Lunar(_))));
    problems("family: [{name: A, birthday: 2025-02-30}]", &["2:30 bad-date"]);
}

#[test]
fn lists_of_words() {
    let world = clean(
        "interests: [walking, 爵士]\nstrengths: law\nneeds: [a designer]\navoid: [politics]\nneeds_really: [{says: a cheaper mill, means: one that keeps its word}]\nlanguages: [en, zh]",
    );
    let profile = &world.ada().contact.profile;
    assert_eq!(profile.interests.len(), 2);
    assert_eq!(profile.strengths[0].value, "law");
    assert_eq!(profile.needs_really[0].means, "one that keeps its word");
    assert_eq!(profile.languages, ["en", "zh"]);
    problems("needs_really: [just text]", &["2:16 bad-value"]);
}

#[test]
fn projects_and_dates() {
    let world = clean(
        "projects: [a book, {name: shop, checked: 2026-01-01, next: 2026-04-01}]\ndates:\n  - {label: wedding, on: 2015-06-06}\n  - {label: 忌日, on: 08-15, lunar: true}",
    );
    let profile = &world.ada().contact.profile;
    assert_eq!(
        profile.projects.iter().map(|project| project.next.map(|day| day.to_string())).collect::<Vec<_>>(),
        [None, Some("2026-04-01".to_owned())]
    );
    assert!(matches!(profile.dates[0].on, DayOfYear::Solar(_)));
    assert!(matches!(profile.dates[1].on, DayOfYear::Lunar(_)));
    problems("projects: [{name: x, next: someday}]", &["2:28 bad-date"]);
    problems("dates: [{label: x, on: 02-30}]", &["2:24 bad-date"]);
    problems("dates: [{label: x, on: 13-30, lunar: true}]", &["2:24 bad-lunar-date"]);
}

#[test]
fn festivals_are_ids_or_chinese_names() {
    clean("festivals: [chunjie, 中秋, christmas, dongzhi]");
    problems("festivals: [chunjie, hanami]", &["2:22 unknown-festival"]);
    let world = Vault::of("")
        .and("people/ada.md", "---\nfestivals: [hanami]\n---\n")
        .and("renmai.yaml", "festivals: [{id: hanami, on: 04-01}]\n")
        .today(T);
    assert_eq!(world.problems(), [""; 0]);
}

#[test]
fn money_dismissals_and_their_slips() {
    problems("money: [{on: 2026-01-01, lent: 500}]", &["2:32 no-currency"]);
    problems("money: [{on: 2026-01-01, lent: some CNY}]", &["2:32 bad-amount"]);
    problems("money: [500 CNY]", &["2:9 bad-value"]);
    problems("money: [{on: 2026-01-01, lent: 5 CNY, received: 5 CNY}]", &["2:49 bad-value"]);
    problems("dismissed: [{sign: mostly-me, why: fine}]", &["2:13 undated-dismissal"]);
    problems("dismissed: [{sign: mostly-you, on: 2026-01-01}]", &["2:20 unknown-sign"]);
    problems("dismissed: [{sign: mostly-me, on: 2026-02-30}]", &["2:35 bad-date"]);
}

#[test]
fn several_slips_are_all_reported_and_the_rest_is_kept() {
    let front = "name: Ada\nbirthday: 2025-02-30\nstatus: asleep\ncadence: often\norg: Lantern";
    problems(front, &["3:11 bad-date", "4:9 bad-status", "5:10 bad-cadence"]);
    let world = Vault::of("").and("people/ada.md", &format!("---\n{front}\n---\n")).today(T);
    assert_eq!(world.ada().contact.profile.org.as_deref(), Some("Lantern"));
}

#[test]
fn two_slips_of_yaml_are_both_reported_and_the_rest_is_kept() {
    let front = "name: Ada\norg: @lantern\nrole: cook\nlocation: a: b\ncircle: close";
    problems(front, &["3:6 yaml-syntax", "5:11 yaml-syntax"]);
    let world = Vault::of("").and("people/ada.md", &format!("---\n{front}\n---\n")).today(T);
    assert_eq!(world.ada().contact.profile.role.as_deref(), Some("cook"));
    assert!(world.ada().contact.circle.is_some());
}

#[test]
fn an_unquoted_link_is_a_link_with_a_warning() {
    let vault = Vault::of("-- people/bo.md --\n---\nname: Bo\n---\n")
        .and("people/ada.md", "---\nmet:\n  through: [[Bo]]\nrelations:\n  - {to: [[Bo]], as: friend}\n---\n");
    let world = vault.today(T);
    assert_eq!(world.problems(), ["people/ada.md:3:12 unquoted-link", "people/ada.md:5:10 unquoted-link"]);
    assert_eq!(world.ada().contact.met_through.map(|who| world.id(who)), Some("bo"));
    assert_eq!(world.ada().contact.related.len(), 1);
}

#[test]
fn ids_are_stems_and_the_later_of_two_gets_its_folder() {
    let world = Vault::of("-- people/a/lin.md --\n-- people/b/LIN.md --\n-- people/c/wu.md --\n").today(T);
    assert_eq!(world.ids(), ["lin", "b-LIN", "wu"]);
    assert_eq!(world.problems(), ["people/b/LIN.md:1:1 id-collision"]);
    let world = Vault::of("-- guides/a/x.md --\n---\ntitle: X\n---\n-- guides/b/x.md --\n---\ntitle: Y\n---\n").today(T);
    assert_eq!(world.journal().articles.iter().map(|article| article.id.as_str()).collect::<Vec<_>>(), ["x", "b-x"]);
    assert_eq!(world.problems(), ["guides/b/x.md:1:1 id-collision"]);
}

#[test]
fn nested_keys_nobody_knows_are_kept_under_their_owner() {
    let front = "met: {on: 2019-05-01, story: over a broken kettle}\n\
        family:\n  - {name: Tom, relation: son, school: Grade 2}\n  - {relation: wife, works_at: a bakery}\n  - {pets: [cat, dog]}\n\
        projects: [{name: book, mood: good}]\n\
        dates: [{label: shop opened, on: 05-01, gift: tea}]\n\
        relations: [{to: \"[[Bo]]\", as: sister, since: 1990}]\n\
        needs_really: [{says: a job, means: company, heard: in May}]\n\
        money: [{on: 2026-01-01, lent: 5 CNY, due: 2027-01-01, written: true, for: books}]\n\
        dismissed: [{sign: felt-used, on: 2026-01-01, mood: calm}]";
    let world = clean(front);
    let ada = world.ada();
    let facts: Vec<String> = ada.contact.profile.facts.iter().map(|fact| format!("{}={}", fact.key, fact.value)).collect();
    assert_eq!(
        facts,
        [
            "met.story=over a broken kettle",
            "family.Tom.school=Grade 2",
            "family.wife.works_at=a bakery",
            "family.pets: cat, dog.pets=cat, dog",
            "projects.book.mood=good",
            "dates.shop opened.gift=tea",
            "relations.Bo.since=1990",
            "needs_really.heard=in May",
            "money.for=books",
            "dismissed.mood=calm",
        ]
    );
}

#[test]
fn a_nested_near_miss_is_asked_about_and_kept() {
    let world = Vault::of("").and("people/ada.md", "---\nmet: {on: 2019-05-01, plase: Kyoto}\n---\n").today(T);
    assert_eq!(world.problems(), ["people/ada.md:2:23 unknown-key"]);
    assert_eq!(world.ada().contact.profile.facts[0].value, "Kyoto");
}
