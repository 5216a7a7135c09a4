//! `calendar.ics` as another program reads it: parsed and its repetitions worked out by an
//! independent library, then compared with what the journal means.

#![expect(clippy::disallowed_methods, clippy::unwrap_used, clippy::panic, reason = "a test may fail loudly, and looks at what was written")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::Command;

use calcard::common::timezone::Tz;
use calcard::icalendar::{ICalendar, ICalendarComponentType, ICalendarProperty, ICalendarTransparency};
use calcard::{Entry, Parser};
use tempfile::TempDir;

const TODAY: &str = "2026-11-23";

#[test]
fn the_demo_journals_file_is_read_without_a_doubt() {
    for lang in ["en", "zh"] {
        let text = export(Path::new(env!("CARGO_MANIFEST_DIR")), TODAY, lang);
        let calendar = read(&text);
        let events = events(&calendar);
        assert!(events.len() > 20, "{}", events.len());
        assert_eq!(export(Path::new(env!("CARGO_MANIFEST_DIR")), TODAY, lang), text, "the same day, the same bytes");
    }
}

#[test]
fn export_prints_the_file_that_stands_beside_the_pages() {
    let site = TempDir::new().unwrap();
    let root = journal(&[("people/ada.md", "---\nname: Ada\nbirthday: 12-10\n---\n")]);
    let out = site.path().join("out");
    let mut build = Command::new(env!("CARGO_BIN_EXE_renmai"));
    let built = build.args(["build", "-q", "--today", TODAY, "-o"]).arg(&out).arg("-r").arg(root.path()).status().unwrap();
    assert!(built.success());
    assert_eq!(fs::read_to_string(out.join("calendar.ics")).unwrap(), export(root.path(), TODAY, "en"));
}

#[test]
fn repetitions_fall_where_the_journal_says() {
    let front = "---\nname: Ada\nbirthday: 1992-02-29\nlunar_birthday: 12-30\ndates:\n  - {label: d, on: 2020-01-05}\n  - {label: d, on: 2019-03-01}\nfestivals: [mothers-day, thanksgiving, christmas, easter, chuxi]\n---\n";
    let root = journal(&[("people/ada.md", front)]);
    let text = export(root.path(), TODAY, "en");
    let calendar = read(&text);
    let days = days_by_uid(&calendar);
    let starting = |start: &str| -> Vec<&str> {
        days.iter().filter(|(uid, _)| uid.starts_with(start)).flat_map(|(_, on)| on.iter().map(String::as_str)).collect()
    };
    assert_eq!(starting("birthday/ada/solar")[..3], ["2027-02-28", "2028-02-29", "2029-02-28"]);
    assert_eq!(starting("festival/mothers-day")[..3], ["2027-05-09", "2028-05-14", "2029-05-13"]);
    assert_eq!(starting("festival/thanksgiving")[..3], ["2026-11-26", "2027-11-25", "2028-11-23"]);
    assert_eq!(starting("festival/christmas")[..2], ["2026-12-25", "2027-12-25"]);
    assert_eq!(starting("festival/easter")[..3], ["2027-03-28", "2028-04-16", "2029-04-01"]);
    // The last day of the lunar year, whether its month has 29 days or 30: ten years of them.
    let last_days = [
        "2027-02-05",
        "2028-01-25",
        "2029-02-12",
        "2030-02-02",
        "2031-01-22",
        "2032-02-10",
        "2033-01-30",
        "2034-02-18",
        "2035-02-07",
        "2036-01-27",
    ];
    assert_eq!(starting("birthday/ada/lunar"), last_days);
    assert_eq!(starting("festival/chuxi"), last_days);
    // Two days of one name stay two.
    assert_eq!(days.keys().filter(|uid| uid.starts_with("date/ada/d")).count(), 2);
    assert_eq!(starting("date/ada/d/01-05")[..2], ["2027-01-05", "2028-01-05"]);
    assert_eq!(starting("date/ada/d/03-01")[..2], ["2027-03-01", "2028-03-01"]);
}

#[test]
fn a_thing_keeps_its_uid_from_day_to_day_and_in_both_languages() {
    let front = "---\nname: 林语, \"L; Y\\\\\"\nbirthday: 02-29\nlunar_birthday: 闰06-30\nfestivals: [qingming, guoqing]\nmoney: [{on: 2026-01-01, lent: 5 CNY, due: 2027-03-01}]\nprojects: [{name: 书, next: 2027-05-01}]\n---\n- [ ] me: a 📅 2027-01-01\n- [ ] me: a 📅 2027-02-01\n\n## Log\n- 2027-06-01 → coffee: a, b; c\\d 👩🏽‍🚀👩🏽‍🚀👩🏽‍🚀👩🏽‍🚀👩🏽‍🚀👩🏽‍🚀\n";
    let root = journal(&[("people/lin.md", front)]);
    let of = |today: &str, lang: &str| {
        let mut days = days_by_uid(&read(&export(root.path(), today, lang)));
        // The first of ten years begins and ends with the year, not with the day.
        days.retain(|uid, _| !uid.starts_with("week/"));
        days
    };
    let first = of("2026-11-23", "en");
    assert!(first.len() > 20, "{}", first.len());
    assert_eq!(first, of("2026-11-24", "en"));
    assert_eq!(first, of("2026-12-31", "zh"));
}

#[test]
fn a_festival_with_very_many_people_stays_short() {
    let people: Vec<(String, &str)> = (0..200).map(|n| (format!("people/p{n:03}.md"), "---\nfestivals: [zhongqiu]\n---\n")).collect();
    let root = journal(&people.iter().map(|(path, text)| (path.as_str(), *text)).collect::<Vec<_>>());
    let text = export(root.path(), TODAY, "en");
    assert!(unfolded(&text).contains("p023\\, and 176 more"), "{text}");
    assert!(text.len() < 20_000, "{}", text.len());
    assert_eq!(events(&read(&text)).len(), 10);
}

#[test]
#[ignore = "needs Python with its icalendar package"]
fn another_languages_parser_agrees() {
    let text = export(Path::new(env!("CARGO_MANIFEST_DIR")), TODAY, "zh");
    let file = TempDir::new().unwrap();
    let path = file.path().join("calendar.ics");
    fs::write(&path, &text).unwrap();
    let python = std::env::var("RENMAI_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let script = "import sys, icalendar\n\
        c = icalendar.Calendar.from_ical(open(sys.argv[1], 'rb').read())\n\
        assert not c.errors, c.errors\n\
        for e in c.walk('VEVENT'):\n    assert not e.errors, e.errors\n    print(e['UID'], e['DTSTART'].dt.isoformat())\n";
    let output = Command::new(python).args(["-c", script]).arg(&path).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let theirs: BTreeSet<String> = String::from_utf8(output.stdout).unwrap().lines().map(str::to_owned).collect();
    let ours: BTreeSet<String> =
        days_by_uid(&read(&text)).into_iter().map(|(uid, days)| format!("{uid}@renmai {}", days.first().unwrap())).collect();
    assert_eq!(ours, theirs);
}

fn journal(files: &[(&str, &str)]) -> TempDir {
    let root = TempDir::new().unwrap();
    fs::write(root.path().join("renmai.yaml"), "title: t\n").unwrap();
    for (path, text) in files {
        let path = root.path().join("content").join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    root
}

fn export(root: &Path, today: &str, lang: &str) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_renmai"))
        .args(["export", "ics", "--today", today, "--lang", lang, "-r"])
        .arg(root)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// Parses a file that must be one calendar and nothing else, in the letter of the format.
fn read(text: &str) -> ICalendar {
    assert!(text.ends_with("END:VCALENDAR\r\n"));
    for line in text.split_terminator("\r\n") {
        assert!(line.len() <= 75, "{} octets: {line}", line.len());
        assert!(!line.chars().any(char::is_control), "{line:?}");
    }
    let mut parser = Parser::new(text);
    let Entry::ICalendar(calendar) = parser.entry() else { panic!("no calendar") };
    assert!(matches!(parser.entry(), Entry::Eof), "something after the calendar");
    calendar
}

fn unfolded(text: &str) -> String {
    text.replace("\r\n ", "")
}

/// Its entries' UIDs, each with what every one of them must have.
fn events(calendar: &ICalendar) -> BTreeSet<String> {
    let mut uids = BTreeSet::new();
    let events = calendar.components.iter().filter(|component| component.component_type == ICalendarComponentType::VEvent);
    for event in events {
        let uid = event.uid().unwrap();
        assert!(uids.insert(uid.to_owned()), "{uid} twice");
        assert_eq!(event.transparency(), Some(&ICalendarTransparency::Transparent), "{uid}");
        for property in [ICalendarProperty::Dtstart, ICalendarProperty::Dtend] {
            let day = event.property(&property).and_then(|entry| entry.values.first()?.as_partial_date_time()).unwrap();
            assert!(day.day.is_some() && day.hour.is_none(), "{uid} lasts all day");
        }
        for property in [ICalendarProperty::Dtstamp, ICalendarProperty::Summary] {
            assert!(event.has_property(&property), "{uid}");
        }
    }
    uids
}

/// The days of each entry; of those that repeat without end, the first twelve.
fn days_by_uid(calendar: &ICalendar) -> BTreeMap<String, Vec<String>> {
    let found = events(calendar);
    let mut days: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for component in calendar.components.iter().filter(|component| component.component_type == ICalendarComponentType::VEvent) {
        // Alone, so that one endless repetition leaves the others their share of the limit.
        let expanded = ICalendar { components: vec![component.clone()] }.expand_dates(Tz::Floating, 12);
        assert!(expanded.errors.is_empty(), "{:?}", expanded.errors);
        let uid = component.uid().unwrap().trim_end_matches("@renmai").to_owned();
        let starts = expanded.events.iter().map(|event| event.start.naive_local().date().to_string());
        days.entry(uid).or_default().extend(starts);
    }
    assert_eq!(days.len(), found.len());
    days
}
