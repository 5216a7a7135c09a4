//! Where a link in a note may lead: by an allow-list, never by exclusion.

use std::borrow::Cow;
use std::collections::BTreeMap;

/// What the targets written in a text lead to.
#[derive(Debug, Clone, Default)]
pub struct Links<'a> {
    /// From the page to its language's root: `""`, `"../"` …
    pub root: &'a str,
    /// From the page to the folder that holds `assets/`.
    pub assets: &'a str,
    /// Target as written (`陈屿`, `../people/chen-yu.md`) to an address below the root.
    targets: BTreeMap<&'a str, &'a str>,
}

/// A place a link may lead to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// Within the site, or an address that opens nothing by itself.
    Inside(String),
    /// Another host or program: opened without telling it whence.
    Outside(String),
}

impl<'a> Links<'a> {
    /// The links of a text on a page that reaches its language's root by `root`
    /// and the folder of `assets/` by `assets`.
    pub fn new(root: &'a str, assets: &'a str, targets: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        Self { root, assets, targets: targets.into_iter().collect() }
    }

    /// The place a target leads to; none if it may not or is not known.
    #[must_use]
    pub fn place(&self, target: &str, is_wiki: bool) -> Option<Place> {
        // In a table a wikilink's bar is written `\|`, and the stroke stays behind.
        let target = target.trim().trim_end_matches('\\');
        if target.is_empty() || target.chars().any(char::is_control) {
            return None;
        }
        if let Some(href) = self.known(target) {
            return Some(Place::Inside(href));
        }
        if is_wiki {
            return None;
        }
        match scheme(target) {
            Some((scheme, rest)) => outside(&scheme.to_ascii_lowercase(), rest, target),
            None => self.relative(target),
        }
    }

    /// The address of a picture under `assets/`; none if it lies elsewhere.
    #[must_use]
    pub fn picture(&self, target: &str) -> Option<String> {
        let target = forward(target.trim());
        let known = self.targets.get(target.as_ref()).copied().or_else(|| self.targets.get(decoded(&target).as_str()).copied());
        let path = own_file(known.unwrap_or(&target)).filter(|path| path.starts_with("assets/"))?;
        Some(format!("{}{path}", self.assets))
    }

    fn known(&self, target: &str) -> Option<String> {
        let target = &*forward(target);
        let find = |target: &str| self.targets.get(target).copied();
        let whole = find(target).or_else(|| find(&decoded(target)));
        let without_fragment = || target.split_once('#').and_then(|(path, _)| find(path).or_else(|| find(&decoded(path))));
        // A note is known by its name, however the link to its file is written.
        let as_name = || {
            let path = decoded(target.split_once('#').map_or(target, |(path, _)| path));
            find(path.strip_suffix(".md")?.trim_start_matches("./"))
        };
        whole.or_else(without_fragment).or_else(as_name).map(|href| match href.strip_prefix("assets/") {
            Some(_) => format!("{}{href}", self.assets),
            None => format!("{}{href}", self.root),
        })
    }

    /// A page of the site by its address, or a file under `assets/`.
    fn relative(&self, target: &str) -> Option<Place> {
        let (path, fragment) = target.split_once('#').map_or((target, None), |(path, fragment)| (path, Some(fragment)));
        if let Some(attachment) = own_file(&forward(path)).filter(|path| path.starts_with("assets/")) {
            return Some(Place::Inside(format!("{}{attachment}", self.assets)));
        }
        let path = own_file(path)?;
        let fragment = fragment.map_or(String::new(), |fragment| format!("#{fragment}"));
        path.ends_with(".html").then(|| Place::Inside(format!("{}{path}{fragment}", self.root)))
    }
}

/// `assets\a.jpg`, as one types it on Windows, is the path it means there.
fn forward(path: &str) -> Cow<'_, str> {
    if path.contains('\\') { Cow::Owned(path.replace('\\', "/")) } else { Cow::Borrowed(path) }
}

/// A path without its way up, if it stays within the journal.
fn own_file(path: &str) -> Option<&str> {
    let mut path = path;
    while let Some(rest) = path.strip_prefix("./").or_else(|| path.strip_prefix("../")) {
        path = rest;
    }
    let decoded = decoded(path);
    let leaves = decoded.starts_with('/') || decoded.contains(['\\', ':']) || decoded.chars().any(char::is_control);
    let climbs = decoded.split('/').any(|part| part == "..");
    (!leaves && !climbs).then_some(path)
}

fn scheme(target: &str) -> Option<(&str, &str)> {
    let (scheme, rest) = target.split_once(':')?;
    (!scheme.contains(['/', '?', '#'])).then_some((scheme, rest))
}

fn outside(scheme: &str, rest: &str, target: &str) -> Option<Place> {
    match scheme {
        "http" | "https" if rest.starts_with("//") && rest.len() > 2 => Some(Place::Outside(target.to_owned())),
        "mailto" if rest.contains('@') => Some(Place::Outside(target.to_owned())),
        "obsidian" => Some(Place::Outside(target.to_owned())),
        "tel" => {
            let digits = rest.chars().filter(char::is_ascii_digit).count();
            let is_number = rest.chars().all(|c| c.is_ascii_digit() || matches!(c, '+' | '-' | '.' | ' ' | '(' | ')'));
            (digits > 2 && is_number).then(|| Place::Outside(target.replace(' ', "")))
        }
        _ => None,
    }
}

/// `%20` and its like read; anything that then is not UTF-8 stays as written.
fn decoded(text: &str) -> String {
    if !text.contains('%') {
        return text.to_owned();
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let hex = |at: usize| after.get(at).and_then(|byte| char::from(*byte).to_digit(16));
        match (first, hex(0), hex(1)) {
            (b'%', Some(high), Some(low)) => {
                bytes.push(u8::try_from(high * 16 + low).unwrap_or(b'?'));
                rest = after.get(2..).unwrap_or_default();
            }
            _ => {
                bytes.push(first);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(target: &str, is_wiki: bool, expected: Option<&str>) {
        let targets = [("陈屿", "people/chen-yu.html"), ("my note.md", "guides/my-note.html"), ("a.jpg", "assets/a.jpg")];
        let links = Links::new("../", "../../", targets);
        let place = links.place(target, is_wiki).map(|place| match place {
            Place::Inside(href) | Place::Outside(href) => href,
        });
        assert_eq!(place.as_deref(), expected, "{target}");
    }

    #[test]
    fn known_targets_lead_to_their_page() {
        check("陈屿", true, Some("../people/chen-yu.html"));
        check("陈屿#往来", true, Some("../people/chen-yu.html"));
        check("陈屿\\", true, Some("../people/chen-yu.html"));
        check("my%20note.md", false, Some("../guides/my-note.html"));
        check("a.jpg", true, Some("../../assets/a.jpg"));
        check("nobody", true, None);
        check("nobody.md", false, None);
    }

    #[test]
    fn schemes_are_allowed_by_name() {
        for good in ["https://example.org/x", "HTTP://example.org", "mailto:a@b.c", "obsidian://open?vault=x"] {
            check(good, false, Some(good));
        }
        check("tel:+86 139 0000", false, Some("tel:+861390000"));
        for bad in [
            "javascript:alert(1)",
            " JaVaScript:alert(1)",
            "java\tscript:alert(1)",
            "data:text/html,x",
            "vbscript:x",
            "file:///etc/passwd",
            "//evil.example/x.html",
            "/etc/x.html",
            "\\\\evil\\x.html",
            "tel:javascript",
            "https:evil",
            "..\\x.html",
            "\\\\evil\\assets\\a.jpg",
            "C:\\assets\\a.jpg",
            "assets\\..\\..\\x.pdf",
            "assets/../../x.html",
            "assets/%2e%2e/%2e%2e/x.html",
        ] {
            check(bad, false, None);
        }
    }

    #[test]
    fn files_and_pages_of_the_journal() {
        check("../assets/report.pdf", false, Some("../../assets/report.pdf"));
        check("..\\assets\\report.pdf", false, Some("../../assets/report.pdf"));
        check("method/index.html#signs", false, Some("../method/index.html#signs"));
        let picture = |target: &str| Links::new("", "../", []).picture(target);
        assert_eq!(picture("./assets/a b.jpg").as_deref(), Some("../assets/a b.jpg"));
        assert_eq!(picture("..\\assets\\a.jpg").as_deref(), Some("../assets/a.jpg"));
        assert_eq!(picture("\\\\evil\\assets\\a.jpg"), None);
        assert_eq!(picture("https://evil.example/assets/a.jpg"), None);
        assert_eq!(picture("assets/../../a.jpg"), None);
    }
}
