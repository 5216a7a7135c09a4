//! What is fed with any bytes at all: every parser of ours that reads what somebody else may
//! have written.
//!
//! Each target takes bytes, checks what must hold, and gives a number for what came out:
//! an input that gives a new number is worth mutating further. `fuzz/driver.rs` runs them on
//! stable Rust, `cargo fuzz` under libFuzzer.

use std::borrow::Cow;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Arc, LazyLock};

use jiff::civil::{Date, date};
use renmai::diagnostics::Diagnostic;
use renmai::edit::imported::{merge, new_file};
use renmai::edit::log::{NewEntry, add};
use renmai::edit::{Page, tick};
use renmai::exchange::import::{Format, Imported, format_of, read};
use renmai::model::calendar::{parse_lunar, to_solar};
use renmai::model::date::{parse_cadence, parse_day, parse_day_prefix, parse_partial, parse_time_prefix};
use renmai::model::links::links;
use renmai::model::settings::Language;
use renmai::parse::decode::Decoder;
use renmai::parse::{draft, entry::entry, fields, front_matter, glimpse, settings, yaml};
use renmai::render::chart::mark;
use renmai::render::i18n::Catalogue;
use renmai::render::markdown::{Links, Setting, inline_html, markdown_html, plain_text};
use renmai::render::theme::{Overrides, catalogue};
use renmai::seal::{Header, Unlocked, header_of, unlock};
use renmai::serve::{Media, Policy, request};
use renmai::source::{FileId, SourceFile, Sources, Vault};

/// Bytes in, a number for what came out.
pub type Target = fn(&[u8]) -> u64;

/// A target, how long its inputs are, where its seeds lie in the repository, and bits worth putting into an input.
pub struct Subject {
    pub name: &'static str,
    /// Longer inputs are cut: small ones find the same, and far more of them fit into an hour.
    pub longest_bytes: usize,
    pub run: Target,
    pub seeds: &'static [&'static str],
    pub words: &'static [&'static str],
}

const YAML: &[&str] = &[
    "---\n",
    "- ",
    ": ",
    "{",
    "}",
    "[",
    "]",
    "&a ",
    "*a",
    "|\n",
    ">\n",
    "!!str ",
    "'",
    "\"",
    "#",
    "<<: ",
    "? ",
    "\t",
    "\r\n",
    "\u{feff}",
    "~",
    "：",
    "name: ",
    "birthday: ",
    "02-29",
    "circle: ",
    "cadence: ",
    "tags: ",
    "aliases: ",
    "money: [{on: ",
    "met: {on: ",
    "family:\n  - ",
    "\\x",
    "%YAML 1.2\n",
];
const NOTE: &[&str] = &[
    "---\n",
    "## Log\n",
    "## 往来\n",
    "- 2026-02-01 ",
    "→ ",
    "← ",
    "[[",
    "]]",
    "|",
    "#",
    "::",
    "[gave:: ",
    "[reply:: ",
    "- [ ] ",
    "- [x] ",
    "📅 2026-03-04",
    "✅ ",
    "🔁 every week",
    "```\n",
    "%%",
    "<!--",
    "-->",
    "<script>",
    "> ",
    "| a | b |\n|---|---|\n",
    "$$",
    "\r\n",
    "\u{feff}",
    "\u{202e}",
    "\u{0}",
    "    ",
    "\t",
    "<<<<<<< a\n",
    "=======\n",
    ">>>>>>> b\n",
    "](javascript:",
    "![",
    "](",
    "&#x6a;",
    "^[",
    "~~",
    "**",
    "_",
    "^id",
    "### 2026-01-01",
    "me: ",
    "them: ",
    "：",
];
const DAYS: &[&str] = &[
    "2026-02-29",
    "02-29",
    "0001-01-01",
    "9999-12-31",
    "-",
    "/",
    ".",
    "年",
    "月",
    "日",
    "闰",
    "正月",
    "腊月三十",
    "初一",
    "last ",
    "next ",
    "周一",
    "上上个",
    "天前",
    "in ",
    " days",
    "ago",
    "every ",
    "每",
    "两周",
    "T",
    ":",
    "--",
    "+",
    "٢",
    "２",
    "〇",
    "廿",
    "999999999999",
    "Feb",
    "2024-06",
];
const CARDS: &[&str] = &[
    "BEGIN:VCARD\r\n",
    "END:VCARD\r\n",
    "VERSION:2.1\r\n",
    "FN:",
    "N:",
    ";",
    "\\n",
    "\\,",
    "=\r\n",
    "=0D=0A",
    "ENCODING=QUOTED-PRINTABLE",
    ";ENCODING=b:",
    "CHARSET=GBK",
    "item1.",
    "X-ABLabel:",
    "_$!<Spouse>!$_",
    "BDAY:",
    "--0229",
    "TEL;TYPE=",
    "ADR:;;",
    "NOTE:",
    "PHOTO;",
    "\r\n ",
    "\"",
    "^n",
    "\u{feff}",
    "AGENT:",
    "CATEGORIES:",
];
const TABLE: &[&str] = &[
    ",",
    ";",
    "\t",
    "\"",
    "\"\"",
    "\r\n",
    "\n",
    "\u{feff}",
    "=1+1",
    "Given Name",
    "Family Name",
    "E-mail 1 - Value",
    ":::",
    "First Name",
    "Birthday",
    "姓名",
    "sep=;\n",
    "\0",
    "2/29/2024",
];
const SEALED: &[&str] = &["renmai\0\u{1}", "data-header=\"", "renmaiPart=\"", "\"\n", "==", "AAAA", "////"];

const HEADS: &[&str] = &[
    "\r\n",
    "\n",
    "\r",
    "\r\n\r\n",
    "Host: 127.0.0.1:1212\r\n",
    "localhost",
    "[::1]",
    ":1212",
    "evil.test",
    "Origin: null\r\n",
    "Origin: http://",
    "Sec-Fetch-Site: cross-site\r\n",
    "Transfer-Encoding: chunked\r\n",
    "Content-Length: 0\r\n",
    "Content-Length: 7\r\n",
    "Expect: 100-continue\r\n",
    "X-Forwarded-Host: x\r\n",
    "..",
    "/",
    "//",
    "\\",
    "%2e",
    "%2f",
    "%5c",
    "%00",
    "%25",
    "%c0%ae",
    "%E7%8E%8B",
    ";",
    ":",
    "?",
    "#",
    "~events?since=",
    "HTTP/1.1",
    "HTTP/1.0",
    "GET ",
    "HEAD ",
    "POST ",
    "\t",
    " ",
    "\0",
    "people/ada.html",
    "static/",
    "assets/x.svg",
];

/// Everything that is run.
pub const SUBJECTS: &[Subject] = &[
    Subject { name: "draft", longest_bytes: 768, run: a_draft, seeds: &["content", "tests/diagnostics", "fuzz/seeds/draft"], words: NOTE },
    Subject {
        name: "front-matter",
        longest_bytes: 512,
        run: front_matter,
        seeds: &["content/people", "tests/diagnostics", "fuzz/seeds/front-matter"],
        words: YAML,
    },
    Subject { name: "log-line", longest_bytes: 256, run: log_line, seeds: &["fuzz/seeds/log-line"], words: NOTE },
    Subject { name: "dates", longest_bytes: 96, run: dates, seeds: &["fuzz/seeds/dates"], words: DAYS },
    Subject {
        name: "links",
        longest_bytes: 512,
        run: markup,
        seeds: &["content/guides", "content/checklists", "fuzz/seeds/links"],
        words: NOTE,
    },
    Subject { name: "vcard", longest_bytes: 512, run: vcard, seeds: &["tests/import", "fuzz/seeds/vcard"], words: CARDS },
    Subject { name: "csv", longest_bytes: 384, run: csv, seeds: &["tests/import", "fuzz/seeds/csv"], words: TABLE },
    Subject { name: "edits", longest_bytes: 512, run: edits, seeds: &["content/people", "fuzz/seeds/edits"], words: NOTE },
    Subject { name: "sealed", longest_bytes: 1024, run: sealed, seeds: &["tests/sealed/good", "fuzz/seeds/sealed"], words: SEALED },
    Subject { name: "http", longest_bytes: 512, run: http, seeds: &["fuzz/seeds/http"], words: HEADS },
];

const TODAY: Date = date(2026, 3, 1);

/// The first byte says what kind of file it is, so that one input is one file.
fn path_of(data: &[u8]) -> (&'static str, &[u8]) {
    const PATHS: [&str; 7] =
        ["people/ada.md", "journal/2026-02-01.md", "plans/p.md", "guides/g.md", "checklists/c.md", "me.md", "2026-02-30 odd name.md"];
    match data.split_first() {
        // Most bytes are the beginning of a person's file.
        Some((&first, rest)) if first < 7 => (PATHS.get(usize::from(first)).copied().unwrap_or("me.md"), rest),
        _ => ("people/ada.md", data),
    }
}

/// A number for the problems that were found: which, not where.
fn shape(problems: &[Diagnostic], more: impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    problems.iter().take(8).for_each(|problem| problem.code.name().hash(&mut hasher));
    more.hash(&mut hasher);
    hasher.finish()
}

/// Every place a problem names must lie in its file, on a letter's edge.
fn places_are_real(file: &SourceFile, problems: &[Diagnostic]) {
    for problem in problems {
        let (start, end) = (problem.at.start as usize, problem.at.end as usize);
        let is_real = start <= end && end <= file.text.len() && file.text.is_char_boundary(start) && file.text.is_char_boundary(end);
        assert!(is_real, "{} at {start}..{end} of {}", problem.code.name(), file.text.len());
        let _ = file.position(problem.at.start);
    }
}

fn a_draft(data: &[u8]) -> u64 {
    let (path, bytes) = path_of(data);
    let file = SourceFile::from_bytes(path, true, bytes.to_vec());
    let _ = glimpse::glimpse(&file.text);
    let read = draft(FileId(0), &file);
    places_are_real(&file, &read.diagnostics);
    let vault = Vault { content: vec![Arc::new(file)], ..Vault::default() };
    let loaded = renmai::load(&vault);
    let problems = renmai::check(&loaded.value.journal, TODAY);
    shape(
        &read.diagnostics,
        (
            problems.len().min(4),
            loaded.value.journal.contacts.len(),
            loaded.value.journal.contacts.first().map_or(0, |ada| ada.interactions.len().min(6)),
        ),
    )
}

fn front_matter(data: &[u8]) -> u64 {
    let text = String::from_utf8_lossy(data);
    let fenced = if text.starts_with("---") { text.into_owned() } else { format!("---\n{text}\n---\n") };
    let file = SourceFile::from_text("people/ada.md", &fenced);
    let range = front_matter::split(&file.text).yaml.unwrap_or(0..file.text.len());
    let tree = yaml::read(FileId(0), &file.text, range);
    places_are_real(&file, &tree.diagnostics);
    let set = SourceFile::from_bytes("renmai.yaml", false, data.to_vec());
    let read = settings(FileId(0), &set);
    places_are_real(&set, &read.diagnostics);
    let read = draft(FileId(0), &file);
    places_are_real(&file, &read.diagnostics);
    shape(&read.diagnostics, tree.diagnostics.len().min(4))
}

fn log_line(data: &[u8]) -> u64 {
    let text = String::from_utf8_lossy(data);
    let mut decoder = Decoder::default();
    let found = entry(FileId(0), &text, 0, &mut decoder);
    let _ = (fields::fields(&text), fields::tags(&text));
    let file = SourceFile::from_text("people/ada.md", &format!("## Log\n- {text}\n"));
    let read = draft(FileId(0), &file);
    places_are_real(&file, &read.diagnostics);
    shape(&read.diagnostics, (format!("{:?}", found.kind()), found.gave.len().min(3), found.links.len().min(3), found.tags.len().min(3)))
}

fn dates(data: &[u8]) -> u64 {
    let text = String::from_utf8_lossy(data);
    let (day, part, lunar) = (parse_day(&text), parse_partial(&text), parse_lunar(&text));
    for (length, what) in [(parse_day_prefix(&text).map(|found| found.1), "day"), (parse_time_prefix(&text).map(|found| found.1), "time")] {
        assert!(length.is_none_or(|length| text.is_char_boundary(length)), "a {what} ends inside a letter");
    }
    let mut next = None;
    if let Some(part) = part {
        next = part.next_on_or_after(TODAY).map(|found| found.date >= TODAY);
        assert_ne!(next, Some(false), "the next day lies before today");
        let _ = (part.full(), part.first_day(), part.last_day());
    }
    if let Some(lunar) = lunar {
        for year in [1, 1900, 2026, 2100, 9999] {
            let _ = to_solar(year, lunar.on);
        }
    }
    let said = renmai::edit::day::day_meant(&text, TODAY);
    for today in [Date::MIN, Date::MAX] {
        let _ = renmai::edit::day::day_meant(&text, today);
    }
    shape(&[], (day.is_some(), part.is_some(), lunar.is_some(), said.is_some(), parse_cadence(&text).is_some(), next))
}

static WORDS: LazyLock<Catalogue> = LazyLock::new(|| catalogue("zh", Overrides::default(), &mut Sources::default()).value);

/// Tags that load, run or send. Pictures of ours are SVG, so that one is left to the tests of Markdown.
const HARMFUL: [&str; 13] =
    ["script", "style", "iframe", "object", "embed", "form", "base", "meta", "link", "math", "video", "audio", "source"];

static BOXES: LazyLock<[String; 3]> = LazyLock::new(|| ["box", "done", "cancelled"].map(mark));
static TARGETS: LazyLock<Links> =
    LazyLock::new(|| Links::new("../", "../assets/", [("ada", "people/ada.html"), ("张伟", "people/zhang-wei.html")]));

/// What no page may hold, whatever a note says. Text of the note itself is escaped, so a
/// `<` begins a tag of ours.
fn is_harmless(html: &str) {
    // The boxes of tasks are pictures of ours.
    let html = BOXES
        .iter()
        .fold(Cow::Borrowed(html), |html, mark| if html.contains(mark.as_str()) { Cow::Owned(html.replace(mark, "")) } else { html });
    for tag in html.split('<').skip(1) {
        let tag = tag.split('>').next().unwrap_or(tag);
        let name = tag.trim_start_matches('/').split(|sign: char| !sign.is_ascii_alphanumeric()).next().unwrap_or("");
        assert!(!name.is_empty() && !HARMFUL.contains(&name), "<{tag}>");
        // Values stand in quotes; names are what is left.
        let names: String = tag.split('"').step_by(2).collect();
        for attribute in names.split_whitespace().skip(1) {
            let is_bad = attribute.starts_with("on") || attribute.starts_with("style");
            assert!(!is_bad, "<{tag}>");
        }
        let mut quoted = tag.split('"');
        while let (Some(before), Some(value)) = (quoted.next(), quoted.next()) {
            let value = value.trim_start().to_lowercase();
            if before.trim_end().ends_with("href=") {
                let scheme = value.split(['/', '?', '#']).next().unwrap_or("").split_once(':').map(|(scheme, _)| scheme.to_owned());
                assert!(scheme.is_none_or(|scheme| ["http", "https", "mailto", "tel"].contains(&scheme.as_str())), "<{tag}>");
            }
            if before.trim_end().ends_with("src=") {
                let inside = value.strip_prefix("../assets/");
                assert!(inside.is_some_and(|path| !path.split(['/', '\\']).any(|part| part == "..")), "<{tag}>");
            }
        }
    }
}

fn markup(data: &[u8]) -> u64 {
    let text = String::from_utf8_lossy(data);
    for link in links(&text) {
        assert!(text.get(link.at.clone()).is_some(), "a link at {:?}", link.at);
    }
    let setting = Setting::new(&WORDS, &TARGETS);
    let page = markdown_html(&text, &setting);
    is_harmless(&page.html);
    let line = inline_html(&text, &setting);
    is_harmless(&line);
    let _ = plain_text(&text, &WORDS);
    let tags: Vec<&str> = page.html.split('<').skip(1).take(6).map(|tag| tag.split([' ', '>']).next().unwrap_or("")).collect();
    shape(&[], (tags, page.contents.len().min(3)))
}

/// Cards are written into files and into files that are there; all must read back.
fn cards(found: Imported) -> u64 {
    let mut taken = 0;
    for (at, card) in found.cards.iter().take(3).enumerate() {
        // Each card in one language; the same card comes again in other inputs at another place.
        for language in [if at % 2 == 0 { Language::En } else { Language::Zh }] {
            if let Ok(text) = new_file(card, "people/ada.md", language) {
                taken += 1;
                let page = Page::read("people/ada.md", text.as_bytes()).unwrap_or_else(|_| panic!("written and not readable: {text:?}"));
                if let Ok(merged) = merge(&page, card, language) {
                    assert!(merged.filled.is_empty() && merged.added == 0, "the second time changes something: {text:?}");
                }
            }
        }
    }
    shape(&[], (found.cards.len().min(4), found.remarks.len().min(4), taken.min(4)))
}

fn vcard(data: &[u8]) -> u64 {
    let _ = format_of(data);
    cards(read(data, Format::VCard))
}

fn csv(data: &[u8]) -> u64 {
    match data.split_first() {
        Some((&first, rest)) if first < 5 => {
            let format = [Format::Google, Format::Outlook, Format::LinkedIn, Format::Monica, Format::Table];
            cards(read(rest, format.get(usize::from(first)).copied().unwrap_or(Format::Table)))
        }
        _ => cards(read(data, format_of(data).unwrap_or(Format::Table))),
    }
}

/// The first line is what is written, the rest where it goes.
fn edits(data: &[u8]) -> u64 {
    let at = data.iter().position(|byte| *byte == b'\n').unwrap_or(0);
    let (words, document) = data.split_at(at);
    let words = String::from_utf8_lossy(words).into_owned();
    let Ok(page) = Page::read("people/ada.md", document) else { return 1 };
    assert_eq!(page.bytes(), document, "read and written");
    let mut done = 0;
    if let Ok(added) = add(&page, &NewEntry { on: TODAY, words }, Language::En) {
        let (old, new) = (page.text(), added.page.text());
        let undone = new.get(..added.change.range.start).zip(new.get(added.change.range.start + added.change.text.len()..));
        assert!(undone.is_some_and(|(before, after)| format!("{before}{after}") == old), "not undone: {old:?} {new:?}");
        done = 1;
    }
    for task in tick::meant(&page, "").into_iter().take(4) {
        if let Ok(ticked) = tick::tick(&page, task, TODAY) {
            let lines = |text: &str| text.matches('\n').count();
            assert!(lines(ticked.page.text()) >= lines(page.text()), "a line is gone");
            done += 2;
        }
    }
    shape(&[], (done, page.draft().tasks.len().min(4)))
}

const PASSPHRASE: &str = "undone grievance swab lunchbox eatable pacemaker";

/// The public container, opened once: deriving its key is slow on purpose.
static UNLOCKED: LazyLock<(Unlocked, Vec<u8>)> = LazyLock::new(|| {
    let page = include_str!("../tests/sealed/good/index.html");
    let header = header_of(page).unwrap_or_else(|| panic!("the good vector has a header"));
    (unlock(&header, PASSPHRASE).unwrap_or_else(|_| panic!("the good vector opens")), header)
});

/// As a header, as a page, and as every part of a container. Nothing may open: the chance
/// that invented bytes carry a right tag is 2⁻¹²⁸.
fn sealed(data: &[u8]) -> u64 {
    let direct = Header::from_bytes(data).map(|header| header.to_bytes());
    assert!(direct.as_ref().is_ok_and(|bytes| bytes == data) || direct.is_err(), "read and written");
    let page = header_of(&String::from_utf8_lossy(data)).map(|header| Header::from_bytes(&header).is_ok());
    let opened = UNLOCKED.0.open(|_| Some(data.to_vec()));
    assert!(opened.is_err(), "a container of one part repeated was opened");
    shape(&[], (format!("{:?}", direct.map(|bytes| bytes.len())), page, format!("{:?}", opened.err())))
}

const PORT: u16 = 1212;

/// As a whole head, and as the path of a plain one. What is answered was asked for in one
/// way only: the path is plain, written again it is read again, and nobody else was meant.
fn http(data: &[u8]) -> u64 {
    let mut head = data.to_vec();
    if !head.ends_with(b"\r\n\r\n") {
        head.extend_from_slice(b"\r\n\r\n");
    }
    let whole = request::read(&head, PORT);
    if let Ok(request) = &whole {
        is_plain(&request.path);
        is_for_us(&head);
        assert!(request::read(&head, PORT + 1).is_err(), "another port's request was answered");
    }
    let line = data.split(|byte| byte.is_ascii_whitespace()).nth(1).unwrap_or(data);
    let alone = request::read(&[b"GET /", line, b" HTTP/1.1\r\nHost: localhost:1212\r\n\r\n"].concat(), PORT);
    if let Ok(request) = &alone {
        is_plain(&request.path);
    }
    let shown = |read: Result<request::Request, request::Refusal>| {
        read.map(|asked| (asked.head_only, Media::of(&asked.path).kind, asked.path.len().min(8)))
    };
    shape(&[], (format!("{:?}", shown(whole)), format!("{:?}", shown(alone))))
}

/// No part of a path is empty, but for the last; none is hidden or leads upwards; no sign has a second meaning.
fn is_plain(path: &str) {
    let (folders, last) = path.rsplit_once('/').map_or((None, path), |(folders, last)| (Some(folders), last));
    let is_good = |part: &str| !part.is_empty() && !part.starts_with('.');
    assert!(folders.is_none_or(|folders| folders.split('/').all(is_good)) && !last.starts_with('.'), "{path:?}");
    assert!(!path.chars().any(|sign| sign.is_control() || "\\:;%\u{fffd}".contains(sign)), "{path:?}");
    let encoded: String = path.bytes().map(|byte| if byte == b'/' { "/".to_owned() } else { format!("%{byte:02x}") }).collect();
    let again = request::read(format!("HEAD /{encoded} HTTP/1.1\r\nHost: [::1]:{PORT}\r\n\r\n").as_bytes(), PORT);
    assert!(again.is_ok_and(|again| again.path == path && again.head_only), "{path:?}");
    let media = Media::of_attachment(path);
    assert!(
        media.policy == Policy::Download
            || !["text/html", "text/css", "text/javascript", "image/svg"].iter().any(|kind| media.kind.starts_with(kind)),
        "{path:?}"
    );
}

/// One host, ours; no body, no other site, nobody in between. Read with the bluntest of means.
fn is_for_us(head: &[u8]) {
    let text = String::from_utf8_lossy(head).to_lowercase();
    let fields: Vec<(&str, &str)> = text.split("\r\n").skip(1).filter_map(|line| line.split_once(':')).collect();
    let all = |name: &str| fields.iter().filter(|field| field.0 == name).map(|field| field.1.trim()).collect::<Vec<_>>();
    let hosts = all("host");
    assert!(hosts.len() == 1 && ["127.0.0.1:1212", "localhost:1212", "[::1]:1212"].contains(&hosts[0]), "{text:?}");
    for name in ["transfer-encoding", "upgrade", "expect", "x-forwarded-host", "forwarded", "via"] {
        assert!(all(name).is_empty(), "{text:?}");
    }
    assert!(all("content-length").iter().all(|length| *length == "0"), "{text:?}");
    assert!(all("origin").iter().all(|origin| origin.strip_prefix("http://") == Some(hosts[0])), "{text:?}");
    assert_eq!(text.find("\r\n\r\n"), Some(text.len() - 4), "something stands behind the head");
}
