//! The nested values of a person's front matter: how one met, family, projects,
//! yearly days, relations, money, dismissals.

use super::decode::{Decoder, Parts, unlinked};
use super::yaml::{Mapping, Node, Value, flat_text};
use crate::diagnostics::{Code, Diagnostic};
use crate::model::calendar::{names_itself_lunar, parse_lunar};
use crate::model::contact::{DayOfYear, Dismissal, Profile, Project, RealNeed, Relation, Relative, YearlyDay};
use crate::model::date::{parse_day_prefix, parse_partial};
use crate::model::money::{AmountError, MoneyEntry, MoneyMove, parse_amount};
use crate::source::Spanned;

/// The danger signs there are, by their ids.
pub const SIGN_IDS: [&str; 6] = ["mostly-me", "only-in-need", "lopsided", "felt-used", "broken-promises", "money-past-due"];

/// A birthday; one written as a lunar day (`农历八月十五`) is a lunar birthday.
pub fn birthday(profile: &mut Profile, decoder: &mut Decoder, key: &str, value: &Value) {
    let Some(text) = decoder.text(key, value) else { return };
    let written = unlinked(&text.value);
    let lunar = parse_lunar(written).filter(|_| names_itself_lunar(written));
    match (parse_partial(written), lunar) {
        (Some(day), _) => profile.birthday = Some(Spanned::new(day, text.at)),
        (None, Some(day)) if profile.lunar_birthday.is_none() => profile.lunar_birthday = Some(Spanned::new(day, text.at)),
        (None, _) => decoder.bad_date(key, &text),
    }
}

/// `met:` as a map, a date, or text. Text that begins with a whole date is both.
pub fn met(profile: &mut Profile, decoder: &mut Decoder, key: &str, value: &Value) {
    profile.met.at = Some(value.at);
    if let Node::Map(map) = &value.value {
        let mut parts = Parts::of(map);
        if let Some(on) = parts.take(&["on", "date", "when", "日期", "时间"]) {
            profile.met.on = decoder.partial(&format!("{key}.on"), on).map(|day| day.value);
        }
        if let Some(place) = parts.take(&["place", "at", "where", "地点"]) {
            profile.met.place = decoder.plain(key, place);
        }
        if let Some(through) = parts.take(&["through", "by", "introducedby", "介绍人"]) {
            profile.met.through = decoder.text(key, through);
        }
        parts.keep_rest(key, decoder);
        return;
    }
    let Some(text) = decoder.plain(key, value) else { return };
    if let Some(day) = parse_partial(unlinked(&text)) {
        profile.met.on = Some(day);
        return;
    }
    if let Some((_, length)) = parse_day_prefix(&text) {
        let (date, rest) = text.split_at(length);
        profile.met.on = parse_partial(date);
        profile.met.text = Some(rest.trim_start_matches([' ', ',', '，', ':', '：', '、']).to_owned()).filter(|rest| !rest.is_empty());
        return;
    }
    profile.met.text = Some(text);
}

/// `met_on:` and its spellings.
pub fn met_on(profile: &mut Profile, decoder: &mut Decoder, key: &str, value: &Value) {
    if let Some(day) = decoder.partial(key, value) {
        profile.met.on = Some(day.value);
    }
}

/// Family: texts, or maps of name, relation and birthday.
pub fn family(decoder: &mut Decoder, key: &str, value: &Value) -> Vec<Relative> {
    let mut family = Vec::new();
    for item in decoder.items(value) {
        let Node::Map(map) = &item.value else {
            family.extend(decoder.text(key, item).map(|text| Relative { name: text.value, relation: None, birthday: None, at: text.at }));
            continue;
        };
        let mut parts = Parts::of(map);
        let relation = parts.take(&["relation", "as", "关系"]).and_then(|value| decoder.plain(key, value));
        let name = parts.take(&["name", "姓名", "名字"]).and_then(|value| decoder.plain(key, value));
        let birthday =
            parts.take(&["birthday", "birthdate", "bday", "生日"]).and_then(|value| day_of_year(decoder, "family.birthday", value, false));
        let lunar = parts.take(&["lunarbirthday", "农历生日"]).and_then(|value| day_of_year(decoder, "family.lunar_birthday", value, true));
        let name = name.or_else(|| relation.clone()).unwrap_or_else(|| flat_text(&item.value));
        parts.keep_rest(&format!("{key}.{name}"), decoder);
        family.push(Relative { name, relation, birthday: birthday.or(lunar), at: item.at });
    }
    family
}

fn day_of_year(decoder: &mut Decoder, key: &str, value: &Value, lunar: bool) -> Option<DayOfYear> {
    if lunar {
        return decoder.lunar(key, value).map(|day| DayOfYear::Lunar(day.value));
    }
    let text = decoder.text(key, value)?;
    let read = parse_partial(&text.value)
        .map(DayOfYear::Solar)
        .or_else(|| parse_lunar(&text.value).filter(|_| names_itself_lunar(&text.value)).map(DayOfYear::Lunar));
    if read.is_none() {
        decoder.bad_date(key, &text);
    }
    read
}

/// What they ask for, and the job behind it.
pub fn needs_really(decoder: &mut Decoder, key: &str, value: &Value) -> Vec<RealNeed> {
    let mut needs = Vec::new();
    for item in decoder.items(value) {
        let Node::Map(map) = &item.value else {
            decoder.wrong_shape(key, item.at, "expected.says-and-means");
            continue;
        };
        let mut parts = Parts::of(map);
        let says = parts.take(&["says", "说"]).and_then(|value| decoder.plain(key, value));
        let means = parts.take(&["means", "实际", "意思"]).and_then(|value| decoder.plain(key, value));
        parts.keep_rest(key, decoder);
        needs.push(RealNeed { says: says.unwrap_or_default(), means: means.unwrap_or_default(), at: item.at });
    }
    needs
}

/// Projects: texts, or maps of name, checked and next.
pub fn projects(decoder: &mut Decoder, key: &str, value: &Value) -> Vec<Project> {
    let mut projects = Vec::new();
    for item in decoder.items(value) {
        let Node::Map(map) = &item.value else {
            projects.extend(decoder.text(key, item).map(|text| Project { name: text.value, checked: None, next: None, at: text.at }));
            continue;
        };
        let mut parts = Parts::of(map);
        let name = parts.take(&["name", "名称", "名字"]).and_then(|value| decoder.plain(key, value));
        let checked = parts.take(&["checked", "asked"]).and_then(|value| decoder.day("projects.checked", value));
        let next = parts.take(&["next", "下次"]).and_then(|value| decoder.day("projects.next", value));
        match name {
            Some(name) => {
                parts.keep_rest(&format!("{key}.{name}"), decoder);
                projects.push(Project { name, checked: checked.map(|day| day.value), next: next.map(|day| day.value), at: item.at });
            }
            None => decoder.wrong_shape(key, item.at, "expected.project"),
        }
    }
    projects
}

/// Yearly days: maps of label and on, `lunar: true` for a lunar day.
pub fn dates(decoder: &mut Decoder, key: &str, value: &Value) -> Vec<YearlyDay> {
    let mut dates = Vec::new();
    for item in decoder.items(value) {
        let Node::Map(map) = &item.value else {
            decoder.wrong_shape(key, item.at, "expected.label-and-on");
            continue;
        };
        let mut parts = Parts::of(map);
        let lunar = parts.take(&["lunar", "农历"]).is_some_and(|value| decoder.yes("dates.lunar", value));
        let label = parts.take(&["label", "name", "what", "名称"]).and_then(|value| decoder.plain(key, value));
        match parts.take(&["on", "date", "日期"]) {
            Some(on) => {
                parts.keep_rest(&owner(key, label.as_deref()), decoder);
                if let Some(day) = day_of_year(decoder, "dates.on", on, lunar) {
                    dates.push(YearlyDay { label: label.unwrap_or_default(), on: day, at: item.at });
                }
            }
            None => decoder.wrong_shape(key, item.at, "expected.label-and-on"),
        }
    }
    dates
}

/// Relations: maps of to and as, or names alone.
pub fn relations(decoder: &mut Decoder, key: &str, value: &Value) -> Vec<Relation> {
    let mut relations = Vec::new();
    for item in decoder.items(value) {
        let Node::Map(map) = &item.value else {
            relations.extend(decoder.text(key, item).map(|to| Relation { to, label: String::new() }));
            continue;
        };
        let mut parts = Parts::of(map);
        let label = parts.take(&["as", "relation", "关系"]).and_then(|value| decoder.plain(key, value)).unwrap_or_default();
        match parts.take(&["to", "name", "对象"]).and_then(|value| decoder.text(key, value)) {
            Some(to) => {
                parts.keep_rest(&format!("{key}.{}", unlinked(&to.value)), decoder);
                relations.push(Relation { to, label });
            }
            None => decoder.wrong_shape(key, item.at, "expected.to-and-as"),
        }
    }
    relations
}

/// Money: maps with one of lent, borrowed, repaid, received.
pub fn money(decoder: &mut Decoder, key: &str, value: &Value) -> Vec<MoneyEntry> {
    let mut entries = Vec::new();
    for item in decoder.items(value) {
        match &item.value {
            Node::Map(map) => entries.extend(money_entry(decoder, map, item)),
            _ => decoder.wrong_shape(key, item.at, "expected.money"),
        }
    }
    entries
}

fn money_entry(decoder: &mut Decoder, map: &Mapping, item: &Value) -> Option<MoneyEntry> {
    let moves: [(MoneyMove, &[&str]); 4] = [
        (MoneyMove::Lent, &["lent", "lend", "借出"]),
        (MoneyMove::Borrowed, &["borrowed", "borrow", "借入"]),
        (MoneyMove::Repaid, &["repaid", "repay", "归还"]),
        (MoneyMove::Received, &["received", "收回", "收到"]),
    ];
    let mut parts = Parts::of(map);
    let mut found = moves.iter().filter_map(|(moved, spellings)| parts.take(spellings).map(|value| (*moved, value)));
    let Some((moved, written)) = found.next() else {
        decoder.wrong_shape("money", item.at, "expected.money");
        return None;
    };
    // A line is one move; a second one would go uncounted without a word.
    let second = found.next();
    if let Some((_, second)) = second {
        decoder.wrong_shape("money", second.at, "expected.money");
    }
    let text = Spanned::new(flat_text(&written.value), written.at);
    let (amount, currency) = match parse_amount(&text.value) {
        Ok(read) => read,
        Err(error) => {
            let code = match error {
                AmountError::NoCurrency => Code::NoCurrency,
                AmountError::NotAnAmount => Code::BadAmount,
            };
            decoder.report(Diagnostic::new(code, text.at).with("value", &text.value));
            return None;
        }
    };
    let on = parts.take(&["on", "date", "日期"]).and_then(|value| decoder.day("money.on", value)).map(|day| day.value);
    let due = parts.take(&["due", "到期"]).and_then(|value| decoder.day("money.due", value)).map(|day| day.value);
    let written = parts.take(&["written", "inwriting", "书面"]).is_some_and(|value| decoder.yes("money.written", value));
    parts.keep_rest("money", decoder);
    Some(MoneyEntry { on, moved, amount, currency, due, written, at: item.at })
}

/// Signs put aside: maps of sign, on and why.
pub fn dismissed(decoder: &mut Decoder, key: &str, value: &Value) -> Vec<Dismissal> {
    let mut dismissals = Vec::new();
    for item in decoder.items(value) {
        let (sign, on, why) = match &item.value {
            Node::Map(map) => {
                let mut parts = Parts::of(map);
                let sign = parts.take(&["sign"]).and_then(|value| decoder.text(key, value));
                let on = parts.take(&["on", "date", "日期"]);
                let why = parts.take(&["why", "reason", "原因"]).and_then(|value| decoder.plain(key, value));
                parts.keep_rest(key, decoder);
                (sign, on, why)
            }
            _ => (decoder.text(key, item), None, None),
        };
        let Some(sign) = sign else {
            decoder.wrong_shape(key, item.at, "expected.dismissal");
            continue;
        };
        let id = sign.value.to_lowercase().replace(['_', ' '], "-");
        if !SIGN_IDS.contains(&id.as_str()) {
            decoder.report(Diagnostic::new(Code::UnknownSign, sign.at).with("sign", &sign.value));
            continue;
        }
        if on.is_none() {
            decoder.report(Diagnostic::new(Code::UndatedDismissal, item.at).with("sign", &id));
        }
        let on = on.and_then(|value| decoder.day("dismissed.on", value)).map(|day| day.value);
        dismissals.push(Dismissal { sign: id, on, why, at: item.at });
    }
    dismissals
}

/// What a kept key is named after: its owner, where that has a name.
fn owner(key: &str, name: Option<&str>) -> String {
    name.map_or_else(|| key.to_owned(), |name| format!("{key}.{name}"))
}
