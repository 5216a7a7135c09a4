//! The settings that shape figures; title, time zone, theme and colours are left out.

use std::fmt::Write as _;

use super::mask::Mask;
use crate::model::Settings;
use crate::model::festivals::Rule;
use crate::model::settings::Appearance;

/// Ids every journal has.
fn is_builtin(id: &str) -> bool {
    Settings::default().circles.iter().any(|circle| circle.id.eq_ignore_ascii_case(id))
}

/// A circle's id: ours as it is, the user's own by number.
pub(super) fn circle_id(id: &str, mask: &mut Mask) -> String {
    if is_builtin(id) { id.to_ascii_lowercase() } else { mask.circle(id) }
}

/// A festival's id, if it is one of ours or of the settings.
pub(super) fn festival_id(id: &str, settings: &Settings, mask: &mut Mask) -> Option<String> {
    if settings.festivals.iter().any(|own| own.id == id || own.title == id) {
        return Some(mask.festival(own_id(id, settings)));
    }
    crate::model::festivals::find_festival(id).map(|festival| festival.id.to_owned())
}

fn own_id<'a>(id: &'a str, settings: &'a Settings) -> &'a str {
    settings.festivals.iter().find(|own| own.id == id || own.title == id).map_or(id, |own| own.id.as_str())
}

/// Writes `renmai.yaml`.
pub(super) fn settings(settings: &Settings, mask: &mut Mask) -> String {
    let mut yaml = String::new();
    let languages: Vec<&str> = settings.languages.iter().map(|language| language.tag()).collect();
    if !languages.is_empty() {
        line(&mut yaml, &format!("language: [{}]", languages.join(", ")));
    }
    line(
        &mut yaml,
        match settings.appearance {
            Appearance::Auto => "appearance: auto",
            Appearance::Light => "appearance: light",
            Appearance::Dark => "appearance: dark",
        },
    );
    line(&mut yaml, &format!("capacity: {}", settings.capacity));
    line(&mut yaml, &format!("cadence: {}", settings.cadence_days));
    let phases = &settings.phases;
    line(&mut yaml, &format!("phases: [{}, {}, {}, {}]", phases.fresh, phases.steady, phases.due, phases.drifting));
    if !settings.circles.is_empty() {
        line(&mut yaml, "circles:");
    }
    for circle in &settings.circles {
        let id = circle_id(&circle.id, mask);
        let title = if is_builtin(&circle.id) { String::new() } else { format!("title: \"{}\", ", mask.text(&circle.id)) };
        let festivals: Vec<String> = circle.festivals.iter().filter_map(|id| festival_id(id, settings, mask)).collect();
        let days = circle.cadence_days.map(|days| format!("cadence: {days}, ")).unwrap_or_default();
        let (weight, festivals) = (circle.weight, festivals.join(", "));
        line(&mut yaml, &format!("  - {{id: {id}, {title}{days}weight: {weight}, festivals: [{festivals}]}}"));
    }
    if !settings.tag_cadences.is_empty() {
        line(&mut yaml, "tags:");
    }
    for (tag, days) in &settings.tag_cadences {
        line(&mut yaml, &format!("  {}: {{cadence: {days}}}", mask.tag(tag)));
    }
    let own: Vec<(String, String, String)> = settings
        .festivals
        .iter()
        .filter_map(|festival| Some((mask.festival(&festival.id), mask.text(&festival.title), rule(festival.rule)?)))
        .collect();
    if !own.is_empty() {
        line(&mut yaml, "festivals:");
    }
    for (id, title, on) in own {
        line(&mut yaml, &format!("  - {{id: {id}, title: \"{title}\", {on}}}"));
    }
    yaml
}

fn line(yaml: &mut String, text: &str) {
    let _ = writeln!(yaml, "{text}");
}

/// The rules one can write in settings; the others stand in our own table alone.
fn rule(rule: Rule) -> Option<String> {
    match rule {
        Rule::Solar(month, day) => Some(format!("on: \"{month:02}-{day:02}\"")),
        Rule::Lunar(day) => Some(format!("on: \"{}\", lunar: true", day.han())),
        Rule::LunarNewYearsEve | Rule::Term(_) | Rule::Easter | Rule::NthWeekday(..) => None,
    }
}
