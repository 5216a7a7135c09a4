//! The demo journal, built as a user builds it, page by page: nothing is asked of another
//! machine, nothing runs or is styled inline, every link leads somewhere, each page has its
//! twin, and the number of threads changes no byte.

#![expect(clippy::disallowed_methods, clippy::unwrap_used, clippy::panic, reason = "a test may fail loudly, and looks at what was written")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::LazyLock;

const TODAY: &str = "2026-11-23";

/// Path below the site, with `/`, and the bytes.
type Site = BTreeMap<String, Vec<u8>>;

static DEMO: LazyLock<Site> = LazyLock::new(|| build(2));

#[test]
fn one_thread_or_two_the_same_bytes() {
    let one = build(1);
    let names = |site: &Site| site.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&one), names(&DEMO));
    for (path, bytes) in &one {
        assert!(DEMO.get(path) == Some(bytes), "{path} depends on the number of threads");
    }
}

#[test]
fn nothing_is_asked_of_another_machine() {
    each_tag(|page, tag| {
        for (name, value) in &tag.attributes {
            let loads = matches!((tag.name.as_str(), name.as_str()), ("link" | "image" | "use", "href") | (_, "src"));
            let elsewhere = value.contains("//") || value.starts_with("data:");
            assert!(!loads || !elsewhere, "{page}: <{}> loads {value}", tag.name);
            assert!(
                !matches!(name.as_str(), "srcset" | "action" | "formaction" | "ping" | "background" | "poster"),
                "{page}: {name}={value}"
            );
        }
        assert!(
            !matches!(tag.name.as_str(), "iframe" | "object" | "embed" | "form" | "base" | "audio" | "video"),
            "{page}: <{}>",
            tag.name
        );
    });
    for (path, bytes) in DEMO.iter().filter(|(path, _)| path.ends_with(".css")) {
        let css = String::from_utf8_lossy(bytes);
        assert!(!css.contains("://") && !css.contains("@import"), "{path} leads elsewhere");
    }
}

#[test]
fn nothing_runs_or_is_styled_inline() {
    each_tag(|page, tag| {
        assert_ne!(tag.name, "style", "{page}: a style sheet inside the page");
        assert!(
            tag.name != "script" || tag.value("src").is_some() || tag.value("type") == Some("application/json"),
            "{page}: a script inside the page"
        );
        for (name, value) in &tag.attributes {
            assert!(name != "style" && !name.starts_with("on"), "{page}: <{} {name}={value}>", tag.name);
            assert!(!value.trim_start().to_lowercase().starts_with("javascript:"), "{page}: {value}");
        }
    });
}

#[test]
fn every_page_has_the_policy_and_is_kept_out_of_indexes() {
    for (path, html) in pages() {
        let tags = tags(&html);
        let meta = |key: &str, name: &str| {
            let found = tags.iter().find(|tag| tag.name == "meta" && tag.value(key).is_some_and(|value| value.eq_ignore_ascii_case(name)));
            found.and_then(|tag| tag.value("content")).unwrap_or_else(|| panic!("{path} says nothing about {name}")).to_owned()
        };
        let policy = meta("http-equiv", "content-security-policy");
        assert!(policy.starts_with("default-src 'none'") && !policy.contains("unsafe"), "{path}: {policy}");
        assert!(meta("name", "robots").contains("noindex"), "{path}");
        assert_eq!(meta("name", "referrer"), "no-referrer", "{path}");
    }
}

#[test]
fn every_link_leads_to_a_file_and_a_place_in_it() {
    let places: BTreeMap<String, BTreeSet<String>> =
        pages().map(|(path, html)| (path, tags(&html).iter().filter_map(|tag| tag.value("id").map(str::to_owned)).collect())).collect();
    let (mut links, mut nowhere) = (0, BTreeSet::new());
    each_tag(|page, tag| {
        for (_, target) in tag.attributes.iter().filter(|(name, _)| matches!(name.as_str(), "href" | "src")) {
            if ["https:", "http:", "mailto:", "tel:"].iter().any(|scheme| target.starts_with(scheme)) {
                continue;
            }
            let (path, place) = target.split_once('#').map_or((target.as_str(), None), |(path, place)| (path, Some(place)));
            let path = if path.is_empty() { page.to_owned() } else { beside(page, &unescaped(path)) };
            let is_place = place.zip(places.get(&path)).is_none_or(|(place, ids)| ids.contains(&unescaped(place)));
            if !DEMO.contains_key(&path) || !is_place {
                nowhere.insert(format!("{page} -> {target}"));
            }
            links += 1;
        }
    });
    assert!(links > 1_000, "only {links} links were looked at");
    assert!(nowhere.is_empty(), "{} links lead nowhere: {:#?}", nowhere.len(), nowhere.iter().take(20).collect::<Vec<_>>());
}

#[test]
fn what_a_page_loads_stays_small() {
    const MOST_STYLE: usize = 32 * 1024;
    const MOST_SCRIPT: usize = 12 * 1024;
    let mut loaded: BTreeMap<String, [usize; 2]> = BTreeMap::new();
    each_tag(|page, tag| {
        let attribute = |name: &str| tag.attributes.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str());
        let (kind, file) = match tag.name.as_str() {
            "link" if attribute("rel") == Some("stylesheet") => (0, attribute("href")),
            "script" => (1, attribute("src")),
            _ => return,
        };
        let file = DEMO.get(&beside(page, file.unwrap())).unwrap_or_else(|| panic!("{page} loads what is not there"));
        loaded.entry(page.to_owned()).or_default()[kind] += file.len();
    });
    assert_eq!(loaded.len(), pages().count(), "every page loads something");
    for (page, [style, script]) in loaded {
        assert!(style <= MOST_STYLE, "{page}: {style} bytes of style");
        assert!(script <= MOST_SCRIPT, "{page}: {script} bytes of scripts");
    }
}

#[test]
fn each_page_has_its_twin() {
    let (there, here): (Vec<_>, Vec<_>) = DEMO.keys().filter(|path| path.ends_with(".html")).partition(|path| path.starts_with("en/"));
    let there: Vec<&str> = there.iter().filter_map(|path| path.strip_prefix("en/")).collect();
    assert_eq!(here, there);
    assert!(here.len() > 40, "only {} pages", here.len());
}

fn build(threads: usize) -> Site {
    let folder = tempfile::tempdir().unwrap();
    let site = folder.path().join("site");
    let output = Command::new(env!("CARGO_BIN_EXE_renmai"))
        .args(["build", "--quiet", "--today", TODAY, "--root", env!("CARGO_MANIFEST_DIR"), "-o"])
        .arg(&site)
        .env("RAYON_NUM_THREADS", threads.to_string())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let mut found = Site::new();
    collect(&site, &site, &mut found);
    found
}

fn collect(site: &Path, folder: &Path, found: &mut Site) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(site, &path, found);
        } else {
            let name = path.strip_prefix(site).unwrap().to_str().unwrap().replace('\\', "/");
            found.insert(name, fs::read(&path).unwrap());
        }
    }
}

fn pages() -> impl Iterator<Item = (String, String)> {
    DEMO.iter().filter(|(path, _)| path.ends_with(".html")).map(|(path, bytes)| (path.clone(), String::from_utf8(bytes.clone()).unwrap()))
}

fn each_tag(mut look: impl FnMut(&str, &Tag)) {
    for (page, html) in pages() {
        for tag in tags(&html) {
            look(&page, &tag);
        }
    }
}

/// An opening tag.
struct Tag {
    name: String,
    attributes: Vec<(String, String)>,
}

impl Tag {
    fn value(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// The opening tags of a page. `<` in text and in attributes is always escaped.
fn tags(html: &str) -> Vec<Tag> {
    let mut tags = Vec::new();
    for rest in html.split('<').skip(1).filter(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic())) {
        let name_end = rest.find(|c: char| c.is_whitespace() || matches!(c, '>' | '/')).unwrap_or(rest.len());
        let (name, mut rest) = rest.split_at(name_end);
        let mut attributes = Vec::new();
        loop {
            rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
            let end = rest.find(|c: char| c.is_whitespace() || matches!(c, '=' | '>' | '/')).unwrap_or(rest.len());
            let (name, after) = rest.split_at(end);
            if name.is_empty() {
                break;
            }
            let quoted = after.strip_prefix("=\"").and_then(|value| value.split_once('"'));
            let bare = || {
                after
                    .strip_prefix('=')
                    .map(|value| value.split_at(value.find(|c: char| c.is_whitespace() || c == '>').unwrap_or(value.len())))
            };
            let (value, after) = quoted.or_else(bare).unwrap_or(("", after));
            attributes.push((name.to_lowercase(), value.to_owned()));
            rest = after;
        }
        tags.push(Tag { name: name.to_lowercase(), attributes });
    }
    tags
}

/// A relative address seen from a page, as a path below the site.
fn beside(page: &str, target: &str) -> String {
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in target.split('/') {
        match part {
            ".." => drop(parts.pop().unwrap_or_else(|| panic!("{page} leads out of the site: {target}"))),
            "." => {}
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// An address as the file is called: entities and percent signs undone.
fn unescaped(address: &str) -> String {
    let address = address.replace("&amp;", "&").replace("&#x27;", "'").replace("&#39;", "'");
    let mut bytes = Vec::new();
    let mut rest = address.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let code = after.get(..2).filter(|_| *first == b'%').and_then(|hex| u8::from_str_radix(std::str::from_utf8(hex).ok()?, 16).ok());
        bytes.push(code.unwrap_or(*first));
        rest = if code.is_some() { after.get(2..).unwrap_or_default() } else { after };
    }
    String::from_utf8(bytes).unwrap()
}
