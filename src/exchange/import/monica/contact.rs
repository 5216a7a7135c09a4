//! One of Monica's contacts: who they are, and who is near them.

use serde_json::Value;

use super::{Book, day, flag, happenings, list, properties, said, text};
use crate::exchange::import::gather::{Address, Gather, joined_name};
use crate::exchange::import::vcard_property::service;
use crate::model::card::Card;
use crate::model::money::parse_amount;

/// What is read by name below, or is about Monica and not about the person.
const DONE: [&str; 24] = [
    "first_name",
    "middle_name",
    "last_name",
    "nickname",
    "description",
    "is_starred",
    "is_partial",
    "is_active",
    "is_dead",
    "job",
    "company",
    "last_talked_to",
    "last_consulted_at",
    "number_of_views",
    "stay_in_touch_frequency",
    "stay_in_touch_trigger_date",
    "vcard",
    "distant_etag",
    "avatar",
    "tags",
    "birthdate",
    "deceased_date",
    "first_met_date",
    "first_met_through",
];

/// The card of one record.
pub fn card(record: &Value, place: u32, book: &Book<'_>) -> Option<Card> {
    let mut gather = Gather::new(place, "Monica");
    let own = properties(record);
    gather.name(&name(own));
    gather.uid(text(record, "uuid"));
    gather.item("aliases", text(own, "nickname"));
    gather.text("description", text(own, "description"));
    gather.text("role", text(own, "job"));
    gather.text("org", text(own, "company"));
    own.get("tags").map_or_else(Vec::new, super::values).into_iter().filter_map(Value::as_str).for_each(|tag| gather.item("tags", tag));
    if flag(own, "is_starred") {
        gather.item("tags", "starred");
    }
    let rhythm = said(own, "stay_in_touch_frequency");
    if rhythm.parse::<u32>().is_ok_and(|days| (1..=36_525).contains(&days)) {
        gather.text("cadence", &rhythm);
    }
    if own.get("is_active").is_some() && !flag(own, "is_active") {
        gather.text("status", "paused");
    }
    gather.text("last_contact", &day(own, "last_talked_to").map(|day| day.to_string()).unwrap_or_default());
    days(&mut gather, own, book);
    for (key, value) in own.as_object().into_iter().flatten().filter(|(key, _)| !DONE.contains(&key.as_str())) {
        match value {
            Value::String(text) => gather.fact(&key.replace('_', " "), text),
            Value::Number(number) => gather.fact(&key.replace('_', " "), &number.to_string()),
            _ => {}
        }
    }
    ways(&mut gather, record, book);
    debts(&mut gather, record);
    near(&mut gather, text(record, "uuid"), book);
    happenings::take(&mut gather, record, book);
    gather.card()
}

fn name(own: &Value) -> String {
    joined_name(text(own, "last_name"), text(own, "first_name"), text(own, "middle_name"), "", "")
}

fn days(gather: &mut Gather, own: &Value, book: &Book<'_>) {
    if let Some(date) = own.get("birthdate").and_then(special_day) {
        gather.birthday(&date);
    }
    match own.get("deceased_date").and_then(special_day) {
        Some(date) => gather.day("died", &date),
        None if flag(own, "is_dead") => {
            let _ = gather.taken_text("status");
            gather.text("status", "deceased");
        }
        None => {}
    }
    gather.met("on", &own.get("first_met_date").and_then(special_day).unwrap_or_default());
    if let Some(through) = book.contacts.get(text(own, "first_met_through")) {
        gather.met("through", &name(properties(through)));
    }
}

/// A day whose year may be unknown, or reckoned from an age.
fn special_day(date: &Value) -> Option<String> {
    let on = day(date, "date")?;
    Some(match (flag(date, "is_age_based"), flag(date, "is_year_unknown")) {
        (true, _) => format!("{:04}", on.year()),
        (false, true) => format!("{:02}-{:02}", on.month(), on.day()),
        (false, false) => on.to_string(),
    })
}

fn ways(gather: &mut Gather, record: &Value, book: &Book<'_>) {
    for field in list(record, "contact_field") {
        let own = properties(field);
        let value = text(own, "data");
        let kind = book.field_types.get(text(own, "type")).map(|kind| properties(kind));
        let (kind, title) = kind.map_or(("", ""), |kind| (text(kind, "type"), text(kind, "name")));
        match (kind, service(title)) {
            ("email", _) => gather.way("email", value, ""),
            ("phone", _) => gather.way("phone", value, ""),
            (_, Some(kind)) => gather.way(kind, value, ""),
            _ => gather.fact(if title.is_empty() { "contact field" } else { title }, value),
        }
    }
    for address in list(record, "address") {
        let own = properties(address);
        let part = |key: &str| text(own, key).to_owned();
        let parts = Address {
            street: vec![part("street")],
            city: part("city"),
            region: part("province"),
            code: part("postal_code"),
            country: part("country"),
        };
        gather.address(text(own, "name"), &parts);
    }
    for pet in list(record, "pet") {
        let own = properties(pet);
        let kind = [text(own, "category"), text(own, "pet_category")].into_iter().find(|kind| !kind.is_empty()).unwrap_or("");
        let named = [text(own, "name"), kind].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
        gather.fact("pets", &named);
    }
}

/// Money between us; a debt that is settled is two moves.
fn debts(gather: &mut Gather, record: &Value) {
    for debt in list(record, "debt") {
        let own = properties(debt);
        let currency = match own.get("currency") {
            Some(Value::Object(currency)) => currency.get("iso").and_then(Value::as_str).unwrap_or("").to_owned(),
            _ => said(own, "currency"),
        };
        let amount = format!("{} {currency}", said(own, "amount")).trim().to_owned();
        // `in_debt`: I owe it to them.
        let (moved, back) = if flag(own, "in_debt") { ("borrowed", "repaid") } else { ("lent", "received") };
        if parse_amount(&amount).is_err() {
            gather.fact("debt", [moved, &amount, text(own, "reason")].join(" ").trim());
            continue;
        }
        let on = |key: &str| day(debt, key).map(|day| day.to_string()).unwrap_or_default();
        let field = |name: &str, value: String| (name.to_owned(), value);
        gather.record(
            "money",
            vec![field("on", on("created_at")), field(moved, amount.clone()), field("for", text(own, "reason").to_owned())],
        );
        if text(own, "status") == "complete" {
            gather.record("money", vec![field("on", on("updated_at")), field(back, amount)]);
        }
    }
}

fn near(gather: &mut Gather, uuid: &str, book: &Book<'_>) {
    for (other, label) in book.relationships.get(uuid).into_iter().flatten() {
        let Some(record) = book.contacts.get(other) else { continue };
        let own = properties(record);
        let field = |name: &str, value: String| (name.to_owned(), value);
        if flag(own, "is_partial") {
            let birthday = own.get("birthdate").and_then(special_day).unwrap_or_default();
            gather
                .record("family", vec![field("name", name(own)), field("relation", label.replace('_', " ")), field("birthday", birthday)]);
        } else {
            gather.record("relations", vec![field("to", name(own)), field("as", label.replace('_', " "))]);
        }
    }
}
