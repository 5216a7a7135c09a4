//! What each property of a vCard says of somebody.
//!
//! A property nobody knows stays as a fact under its own name; what is about the file
//! and not about the person (`REV`, `PRODID` …) is left out.

use super::content_line::{Line, parts, unescaped};
use super::gather::{Address, Gather, apple_label, joined_name, written_day};
use crate::exchange::facts::read_shape;

/// About the file, or said by another property.
const NOT_ABOUT_THEM: [&str; 14] = [
    "BEGIN",
    "END",
    "VERSION",
    "FN",
    "REV",
    "PRODID",
    "CLIENTPIDMAP",
    "X-ABLABEL",
    "X-ABADR",
    "X-ABUID",
    "PROFILE",
    "PHOTO",
    "LOGO",
    "XML",
];

/// The mark of a property that another one of ours says exactly.
pub const COPY_PARAM: &str = "X-RENMAI";
/// The property that carries a key of ours.
pub const FACT: &str = "X-RENMAI-FACT";

/// Takes in one property; `label` is what the other program calls it.
pub fn property(gather: &mut Gather, line: &Line, label: &str) {
    if line.param(COPY_PARAM).is_some_and(|mark| mark.eq_ignore_ascii_case("copy")) {
        return;
    }
    let text = unescaped(&line.value);
    match line.name.as_str() {
        "PHOTO" | "LOGO" if line.base64.is_none() && line.value.contains("://") => {
            gather.fact(&format!("{} address", line.name.to_lowercase()), &text);
        }
        name if NOT_ABOUT_THEM.contains(&name) || name.starts_with("X-MS-OL-") || name == "X-MS-SIGNATURE" => {}
        FACT => own_fact(gather, line, &text),
        "N" => name(gather, line),
        "UID" => gather.uid(text.strip_prefix("urn:uuid:").unwrap_or(&text)),
        "NICKNAME" => each(&line.value, |alias| gather.item("aliases", alias)),
        "X-PHONETIC-FIRST-NAME" | "X-PHONETIC-MIDDLE-NAME" | "X-PHONETIC-LAST-NAME" => phonetic(gather, &text),
        "BDAY" if line.param("CALSCALE").is_some_and(|scale| scale.eq_ignore_ascii_case("chinese")) => lunar(gather, &text),
        "BDAY" => gather.birthday(&day(line, &text)),
        "X-ALTBDAY" => lunar(gather, &text),
        "DEATHDATE" => gather.day("died", &day(line, &text)),
        "ANNIVERSARY" | "X-ANNIVERSARY" | "X-EVOLUTION-ANNIVERSARY" | "X-KADDRESSBOOK-X-ANNIVERSARY" | "X-MS-ANNIVERSARY" => {
            gather.yearly("anniversary", &day(line, &text));
        }
        "X-ABDATE" => gather.yearly(if label.is_empty() { "date" } else { label }, &day(line, &text)),
        "ORG" => organisation(gather, line),
        "TITLE" | "ROLE" => gather.text("role", &text),
        "EMAIL" => way(gather, line, "email", &text, label),
        "TEL" => way(gather, line, "phone", &text, label),
        "URL" => way(gather, line, "website", &text, label),
        "ADR" => address(gather, line, label),
        "LABEL" => gather.fact("address label", &text),
        "CATEGORIES" => each(&line.value, |tag| {
            if tag != "myContacts" {
                gather.item("tags", tag);
            }
        }),
        "NOTE" => gather.note(&text),
        "TZ" if text.contains('/') && !text.contains(' ') => gather.text("timezone", &text),
        "LANG" => gather.item("languages", &text),
        "X-ABRELATEDNAMES" => gather.related(&text, label),
        "RELATED" => gather.related(text.strip_prefix("urn:uuid:").unwrap_or(&text), label),
        "X-SPOUSE" | "X-MS-SPOUSE" | "X-EVOLUTION-SPOUSE" | "X-KADDRESSBOOK-X-SPOUSESNAME" => gather.related(&text, "spouse"),
        "X-MANAGER" | "X-MS-MANAGER" | "X-EVOLUTION-MANAGER" | "X-KADDRESSBOOK-X-MANAGERSNAME" => gather.related(&text, "manager"),
        "X-ASSISTANT" | "X-MS-ASSISTANT" | "X-EVOLUTION-ASSISTANT" | "X-KADDRESSBOOK-X-ASSISTANTSNAME" => {
            gather.related(&text, "assistant");
        }
        "IMPP" | "X-SOCIALPROFILE" => profile(gather, line, &text, label),
        "X-ANDROID-CUSTOM" => android(gather, line, &text),
        name => match name.strip_prefix("X-").and_then(service) {
            Some(kind) => gather.way(kind, &text, label),
            None => other(gather, line, &text, label),
        },
    }
}

fn each(value: &str, mut take: impl FnMut(&str)) {
    for part in parts(value, ',') {
        take(&part);
    }
}

/// A key of ours as our own export wrote it.
fn own_fact(gather: &mut Gather, line: &Line, text: &str) {
    let Some(key) = line.param("X-KEY") else { return gather.fact(FACT, text) };
    gather.exactly(key.to_owned(), read_shape(text, line.param("X-SHAPE").unwrap_or("")));
}

/// The parts of a name, where the whole name does not say them already.
fn name(gather: &mut Gather, line: &Line) {
    let parts = parts(&line.value, ';');
    let part = |place: usize| parts.get(place).map_or("", String::as_str);
    if !gather.has_name() {
        return gather.name(&joined_name(part(0), part(1), part(2), part(3), part(4)));
    }
    for (place, key) in [(0, "family name"), (1, "given name"), (2, "middle name"), (3, "name prefix"), (4, "name suffix")] {
        // 4.0 may give several, parted by commas.
        if !part(place).split([',', ' ']).all(|word| gather.name_says(word)) {
            gather.fact(key, part(place));
        }
    }
}

fn phonetic(gather: &mut Gather, text: &str) {
    match gather.taken_text("reading") {
        Some(known) => gather.text("reading", &format!("{known} {text}")),
        None => gather.text("reading", text),
    }
}

/// A day; Apple writes a year it does not mean and says so in a parameter.
fn day(line: &Line, text: &str) -> String {
    let omitted = line.param("X-APPLE-OMIT-YEAR").filter(|year| !year.is_empty());
    let without_year = omitted.and_then(|year| text.trim().strip_prefix(year)).map(|rest| rest.trim_start_matches('-'));
    let text = match without_year {
        Some(rest) => format!("--{rest}"),
        None => text.trim().to_owned(),
    };
    // `1990-05-12T00:00:00Z`, `19900512T000000Z`
    let date = text.split_once('T').map_or(text.as_str(), |(date, _)| date);
    if written_day(date).is_some() { date.to_owned() } else { text }
}

/// Apple counts the years of the moon in sixties: `007800310318` is the third month's
/// eighteenth in the 31st year of the 78th, which began 1984.
fn lunar(gather: &mut Gather, text: &str) {
    const BEFORE_THE_FIRST: i32 = -2697;
    let digits = text.trim();
    let number = |from: usize, to: usize| digits.get(from..to).and_then(|part| part.parse::<i32>().ok());
    let apple = (digits.len() == 12).then(|| Some((number(0, 4)?, number(4, 8)?, number(8, 10)?, number(10, 12)?))).flatten();
    match apple {
        Some((cycle, year, month, day)) if cycle > 0 && year > 0 => {
            gather.lunar_birthday(&format!("{:04}-{month:02}-{day:02}", BEFORE_THE_FIRST + cycle * 60 + year));
        }
        Some((_, _, month, day)) => gather.lunar_birthday(&format!("{month:02}-{day:02}")),
        None => {
            let dashed = match digits.len() {
                8 if digits.bytes().all(|byte| byte.is_ascii_digit()) => {
                    format!("{}-{}-{}", digits.get(..4).unwrap_or(""), digits.get(4..6).unwrap_or(""), digits.get(6..).unwrap_or(""))
                }
                6 if digits.starts_with("--") => format!("{}-{}", digits.get(2..4).unwrap_or(""), digits.get(4..).unwrap_or("")),
                _ => digits.to_owned(),
            };
            gather.lunar_birthday(&dashed);
        }
    }
}

fn organisation(gather: &mut Gather, line: &Line) {
    let mut units = parts(&line.value, ';').into_iter();
    gather.text("org", &units.next().unwrap_or_default());
    let department: Vec<String> = units.filter(|unit| !unit.is_empty()).collect();
    gather.fact("department", &department.join(", "));
}

fn way(gather: &mut Gather, line: &Line, kind: &str, text: &str, label: &str) {
    gather.way(kind, text, label);
    let is_preferred = line.params("TYPE").any(|word| word.eq_ignore_ascii_case("pref")) || line.param("PREF") == Some("1");
    if is_preferred {
        gather.prefer(kind, text);
    }
}

/// Post box, extended address, street, town, region, code, country.
fn address(gather: &mut Gather, line: &Line, label: &str) {
    let mut parts = parts(&line.value, ';').into_iter().map(|part| part.replace('\n', ", "));
    let mut next = || parts.next().unwrap_or_default();
    let (post_box, extended) = (next(), next());
    let street = vec![next(), extended, post_box];
    gather.address(label, &Address { street, city: next(), region: next(), code: next(), country: next() });
}

/// A messenger or a network, by the name of its service or the scheme of its address.
fn profile(gather: &mut Gather, line: &Line, text: &str, label: &str) {
    let named = line.param("X-SERVICE-TYPE").or_else(|| line.param("X-SERVICE")).unwrap_or("");
    let (scheme, rest) = text.split_once(':').filter(|(scheme, _)| !scheme.contains('/')).unwrap_or(("", text));
    let is_web = scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https");
    let user = line.param("X-USER").unwrap_or("");
    let value = match () {
        () if scheme.eq_ignore_ascii_case("x-apple") => rest,
        () if is_web => text,
        () if !scheme.is_empty() && service(scheme).is_some() => rest,
        () => text,
    };
    let value = if value.is_empty() { user } else { value };
    let name = [named, label.split(' ').next().unwrap_or(""), scheme].into_iter().find_map(|name| service(name));
    match name {
        Some(kind) => gather.way(kind, value, ""),
        None => {
            let key = [named, label, scheme].into_iter().find(|name| !name.is_empty() && !is_web || (*name != scheme)).unwrap_or("profile");
            gather.fact(key, value);
        }
    }
}

/// Services in the names their address books give them.
pub(super) fn service(name: &str) -> Option<&'static str> {
    let kind = match name.to_lowercase().trim().trim_end_matches("-username").trim_end_matches("-id") {
        "wechat" | "weixin" | "微信" | "微信号" => "wechat",
        "qq" | "tencent-qq" => "qq",
        "skype" => "skype",
        "telegram" => "telegram",
        "whatsapp" => "whatsapp",
        "signal" => "signal",
        "line" => "line",
        "matrix" => "matrix",
        "linkedin" => "linkedin",
        "twitter" | "x" => "twitter",
        "facebook" => "facebook",
        "instagram" => "instagram",
        "mastodon" => "mastodon",
        "github" => "github",
        "weibo" | "sinaweibo" | "微博" => "weibo",
        _ => return None,
    };
    Some(kind)
}

/// Android keeps what vCard lacks in lists: `vnd.android.cursor.item/nickname;Bob;1`.
fn android(gather: &mut Gather, line: &Line, text: &str) {
    let parts = parts(&line.value, ';');
    let part = |place: usize| parts.get(place).map_or("", String::as_str);
    let kind = part(0).rsplit('/').next().unwrap_or("");
    match (kind, part(2)) {
        ("nickname", _) => gather.item("aliases", part(1)),
        ("contact_event", "3") => gather.birthday(part(1)),
        ("contact_event", "1") => gather.yearly("anniversary", part(1)),
        ("contact_event", _) => gather.yearly(if part(3).is_empty() { "date" } else { part(3) }, part(1)),
        ("relation", number) => gather.related(part(1), android_relation(number, part(3))),
        _ => gather.fact("X-ANDROID-CUSTOM", text.trim_end_matches(';')),
    }
}

fn android_relation<'a>(number: &str, label: &'a str) -> &'a str {
    match number {
        "1" => "assistant",
        "2" => "brother",
        "3" => "child",
        "4" | "10" => "partner",
        "5" => "father",
        "6" => "friend",
        "7" => "manager",
        "8" => "mother",
        "9" => "parent",
        "11" => "referred by",
        "12" => "relative",
        "13" => "sister",
        "14" => "spouse",
        _ => label,
    }
}

/// A property of nobody's knowing, its kind beside it.
fn other(gather: &mut Gather, line: &Line, text: &str, label: &str) {
    if line.base64.is_some() {
        return;
    }
    let said = parts(&line.value, ';').into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>();
    let text = if line.value.contains(';') && said.len() > 1 { said.join(", ") } else { text.trim_end_matches(';').to_owned() };
    let label = apple_label(label);
    let key = if label.is_empty() { line.name.clone() } else { format!("{} {label}", line.name) };
    gather.fact(&key, &text);
}
