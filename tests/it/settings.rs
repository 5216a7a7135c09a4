//! `renmai.yaml`: every setting has a default, every slip is named and costs one setting.

use renmai::model::settings::{Appearance, Language, Settings};

use crate::vault::Vault;

fn read(text: &str) -> (Settings, Vec<String>) {
    let world = Vault::of("").and("renmai.yaml", text).today("2026-03-01");
    (
        world.journal().settings.clone(),
        world.problems().iter().map(|problem| problem.trim_start_matches("renmai.yaml:").to_owned()).collect(),
    )
}

#[track_caller]
fn clean(text: &str) -> Settings {
    let (settings, problems) = read(text);
    assert_eq!(problems, [""; 0], "{text}");
    settings
}

#[test]
fn the_defaults_of_the_contract() {
    for settings in [clean(""), clean("# nothing\n"), clean("title:\n"), Vault::of("").today("2026-03-01").journal().settings.clone()] {
        assert_eq!((settings.capacity, settings.cadence_days), (3, 90));
        assert_eq!(settings.languages, [Language::En]);
        assert_eq!(settings.appearance, Appearance::Auto);
        let circles: Vec<String> = settings
            .circles
            .iter()
            .map(|circle| format!("{} {} {}", circle.id, settings.circle_cadence_days(circle), circle.weight))
            .collect();
        assert_eq!(circles, ["inner 14 2", "close 30 1.5", "kin 30 1.5", "friend 90 1", "known 180 0.7"]);
        assert!(settings.circles.iter().all(|circle| circle.festivals.is_empty()), "by default no circle greets anyone");
    }
}

#[test]
fn each_is_read() {
    assert_eq!(clean("language: zh").languages, [Language::Zh]);
    assert_eq!(clean("language: [zh, en]").languages, [Language::Zh, Language::En]);
    assert_eq!(clean("appearance: dark").appearance, Appearance::Dark);
    assert_eq!(clean("capacity: 5").capacity, 5);
    assert_eq!(clean("cadence: 每月").cadence_days, 30);
    assert_eq!(clean("timezone: Asia/Shanghai").timezone.map(|zone| zone.value).as_deref(), Some("Asia/Shanghai"));
    assert_eq!(clean("Title: 012").title.as_deref(), Some("012"));
    assert_eq!(clean("tags: {board: {cadence: 2w}}").tag_cadences, [("board".to_owned(), 14)]);
    let phases = clean("phases: [0.1, 0.2, 0.3, 0.4]").phases;
    assert_eq!((phases.fresh, phases.drifting), (0.1, 0.4));
    let circle = clean("circles: [{id: board, title: The board, cadence: 45, weight: 1.2, festivals: [中秋]}]").circles[0].clone();
    assert_eq!((circle.cadence_days, circle.weight, circle.festivals.len()), (Some(45), 1.2, 1));
    assert_eq!(clean("tokens: {paper: '#fffdf8'}").tokens.len(), 1);
}

#[test]
fn a_slip_costs_one_setting() {
    for (slip, problem) in [
        ("capacity: many", "1:11 bad-setting"),
        ("capacity: -1", "1:11 bad-setting"),
        ("cadence: often", "1:10 bad-cadence"),
        ("language: fr", "1:11 bad-setting"),
        ("appearance: blue", "1:13 bad-setting"),
        ("phases: [1, 1, 2, 3]", "1:9 bad-setting"),
        ("phases: [1, 2]", "1:9 bad-setting"),
        ("colour: red", "1:1 bad-setting"),
        ("capcity: 3", "1:1 unknown-key"),
        ("circles: [{title: X}]", "1:11 bad-setting"),
        ("tokens: {paper: 'red; }'}", "1:17 bad-setting"),
        ("title: T\ntitle: U", "2:1 duplicate-key"),
    ] {
        let (settings, problems) = read(&format!("{slip}\nstill: x\n"));
        assert_eq!(problems.first().map(String::as_str), Some(problem), "{slip}");
        assert_eq!(problems.len(), 2, "{slip}: {problems:?}");
        assert_eq!((settings.capacity, settings.cadence_days), (3, 90), "{slip}");
    }
}

#[test]
fn a_festival_of_ones_own_is_greeted() {
    let world = Vault::ada("festivals: [teachers-day]", "")
        .and("renmai.yaml", "festivals: [{id: teachers-day, title: 教师节, on: 09-10}]\n")
        .today("2026-09-01")
        .clean();
    assert_eq!(world.days_of("festival"), ["2026-09-10"]);
    let world = Vault::ada("festivals: [寒衣节]", "")
        .and("renmai.yaml", "festivals: [{title: 寒衣节, on: 10-01, lunar: true}]\n")
        .today("2026-11-01")
        .clean();
    assert_eq!(world.days_of("festival"), ["2026-11-09"]);
}
