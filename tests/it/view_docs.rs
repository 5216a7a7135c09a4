//! Reads the views out of the code: every type of `src/arrange` that is serialised, its keys
//! and their doc comments. The code is as rustfmt leaves it; nothing else need be understood.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use crate::folders::{files, root, text};

/// What each template shows: the type of its `page` (of `people-row.html`: its `row`).
const PAGES: [(&str, &str, &str); 20] = [
    ("Every page", "", "View"),
    ("Today", "today.html", "Today"),
    ("People, and a tag's people", "people.html", "People"),
    ("A person in a list", "people-row.html", "Row"),
    ("Profile", "profile.html", "Profile"),
    ("Prep card", "card.html", "CardPage"),
    ("Whole log", "log.html", "Log"),
    ("Calendar", "calendar.html", "Calendar"),
    ("Goals", "goals.html", "Goals"),
    ("Review", "review.html", "Review"),
    ("Insights", "insights.html", "InsightsPage"),
    ("Map", "map.html", "Map"),
    ("Checklists", "checklists.html", "Checklists"),
    ("Guides", "guides.html", "Guides"),
    ("Guide", "guide.html", "Guide"),
    ("Tags", "tags.html", "Tags"),
    ("Search", "search.html", "Search"),
    ("Names", "names.html", "Names"),
    ("Method", "method.html", "Method"),
    ("Problems", "problems.html", "Problems"),
];

/// Every view.
pub struct Views(Vec<View>);

struct View {
    /// The module, such as `goals` or `profile/log`.
    module: String,
    name: String,
    doc: String,
    /// Lines `use` brings into its file.
    uses: Vec<String>,
    keys: Vec<Key>,
}

struct Key {
    /// The key; empty for a variant that has none.
    name: String,
    kind: String,
    doc: String,
    /// A key of the variant before it.
    inside: bool,
}

impl Views {
    /// Reads all of them.
    pub fn read() -> Self {
        let folder = root("src/arrange");
        let mut views = Vec::new();
        for path in files(&folder) {
            let code = text(&path);
            let module = path.strip_prefix(&folder).expect("below it").with_extension("").to_string_lossy().replace('\\', "/");
            let uses: Vec<String> = code.lines().filter(|line| line.contains("use ")).map(str::to_owned).collect();
            let lines: Vec<&str> = code.lines().collect();
            for (at, line) in lines.iter().enumerate() {
                if line.starts_with("#[derive") && line.contains("Serialize") {
                    views.extend(view(&lines, at, module.trim_end_matches("/mod"), &uses));
                }
            }
        }
        assert!(views.len() > 80, "only {} views were read", views.len());
        Self(views)
    }

    /// Every key there is.
    pub fn keys(&self) -> BTreeSet<&str> {
        let of_pieces = ["kind"];
        self.0.iter().flat_map(|view| view.keys.iter().map(|key| key.name.as_str())).chain(of_pieces).collect()
    }

    /// The pages, then the pieces they are made of.
    pub fn document(&self) -> String {
        let (mut pages, mut pieces, mut open) = (String::new(), String::new(), Vec::new());
        let mut known: BTreeSet<usize> = BTreeSet::new();
        for (title, template, name) in PAGES {
            let module = if name == "Row" { Some("people") } else { None };
            let at = self.0.iter().position(|view| view.name == name && module.is_none_or(|module| view.module == module));
            let at = at.unwrap_or_else(|| panic!("no view {name}"));
            known.insert(at);
            let template = if template.is_empty() { String::new() } else { format!(": `{template}`") };
            let _ = writeln!(pages, "\n### {title}{template}\n");
            self.write(at, &mut pages, &mut open);
        }
        while let Some(at) = open.pop() {
            known.insert(at);
            let mut nothing = String::new();
            let before = open.len();
            self.write(at, &mut nothing, &mut open);
            let new: Vec<usize> = open.drain(before..).filter(|at| !known.contains(at)).collect();
            open.extend(new);
        }
        let is_page = |name: &str| PAGES.iter().any(|page| page.2 == name);
        let mut rest: Vec<usize> = known.into_iter().filter(|at| !is_page(&self.0[*at].name) || self.title(*at).contains(" of ")).collect();
        rest.retain(|at| !(self.0[*at].name == "Row" && self.0[*at].module == "people"));
        rest.sort_by_key(|at| self.title(*at));
        for at in rest {
            let _ = writeln!(pieces, "\n### {}\n\n{}\n", self.title(at), self.0[at].doc);
            self.write(at, &mut pieces, &mut Vec::new());
        }
        format!("\n## Views, page by page\n{pages}\n## Pieces of views\n{pieces}")
    }

    fn write(&self, at: usize, out: &mut String, open: &mut Vec<usize>) {
        for key in &self.0[at].keys {
            let kind = self.spoken(&key.kind, at, open);
            let indent = if key.inside { "  " } else { "" };
            let doc = if key.doc.is_empty() { String::new() } else { format!(": {}", key.doc) };
            let _ = match (key.name.is_empty(), kind.is_empty()) {
                (true, _) => writeln!(out, "{indent}- {kind}{doc}"),
                (false, true) => writeln!(out, "{indent}- kind `{}`{doc}", key.name),
                (false, false) => writeln!(out, "{indent}- `{}` ({kind}){doc}", key.name),
            };
        }
    }

    /// Told apart from another of its name by where it stands.
    fn title(&self, at: usize) -> String {
        let View { name, module, .. } = &self.0[at];
        let alike = self.0.iter().filter(|view| view.name == *name).count();
        if alike > 1 { format!("{name} of {}", module.replace('/', " ")) } else { name.clone() }
    }

    /// A type as somebody says it who writes templates.
    fn spoken(&self, kind: &str, from: usize, open: &mut Vec<usize>) -> String {
        let inside = |outer: &str| kind.strip_prefix(outer).and_then(|rest| rest.strip_suffix('>'));
        if let Some(kind) = inside("Option<") {
            return format!("{}, or none", self.spoken(kind, from, open));
        }
        if let Some(kind) = inside("Vec<") {
            return format!("list of {}", self.spoken(kind, from, open));
        }
        if let Some(kind) = inside("Box<") {
            return self.spoken(kind, from, open);
        }
        if let Some((outer, kind)) = kind.strip_suffix('>').and_then(|kind| kind.split_once('<')) {
            return format!("{} of {}", self.spoken(outer, from, open), self.spoken(kind, from, open));
        }
        match kind {
            "" => String::new(),
            "String" | "&'static str" | "char" => "text".to_owned(),
            "bool" => "yes or no".to_owned(),
            "Date" => "day".to_owned(),
            "Words" => "words".to_owned(),
            "Markdown" => "Markdown".to_owned(),
            "ListedRow" => "place of a row".to_owned(),
            "T" => "what it is a group of".to_owned(),
            "Page" => "the page's own view".to_owned(),
            "(String, String)" => "pair of texts".to_owned(),
            "[f64; 4]" => "four numbers".to_owned(),
            "f64" | "usize" | "u8" | "u32" | "i16" | "i32" | "i64" => "number".to_owned(),
            name => {
                let at = self.find(name, from);
                open.push(at);
                let title = self.title(at);
                format!("[{title}](#{})", title.to_lowercase().replace(' ', "-"))
            }
        }
    }

    /// The type of that name a file means: its own, the one it brings in, or the only one.
    fn find(&self, name: &str, from: usize) -> usize {
        let alike: Vec<usize> = (0..self.0.len()).filter(|at| self.0[*at].name == name).collect();
        let module = |at: usize| self.0[at].module.as_str();
        if let Some(own) = alike.iter().find(|at| module(**at) == module(from)) {
            return *own;
        }
        let brought = |at: &&usize| {
            let last = module(**at).rsplit('/').next().unwrap_or_default();
            self.0[from].uses.iter().any(|line| {
                let names: Vec<&str> = line.split(|sign: char| !sign.is_alphanumeric() && sign != '_').collect();
                names.contains(&last) && names.contains(&name)
            })
        };
        let mut found = alike.iter().filter(brought);
        match (found.next(), found.next(), alike.as_slice()) {
            (Some(at), None, _) => *at,
            (None, None, [only]) => *only,
            _ if name.contains("::") => panic!("{}: bring {name} in with `use`, and write its name alone", module(from)),
            _ => panic!("{}: which {name}?", module(from)),
        }
    }
}

fn view(lines: &[&str], derive: usize, module: &str, uses: &[String]) -> Option<View> {
    let head = lines.iter().skip(derive).position(|line| line.starts_with("pub struct ") || line.starts_with("pub enum "))? + derive;
    if lines[derive..head].iter().any(|line| line.is_empty()) || !lines[head].ends_with('{') {
        return None;
    }
    let name = lines[head].split([' ', '<']).nth(2)?.to_owned();
    let above = lines[..derive].iter().rev().take_while(|line| line.starts_with("///"));
    let mut doc: Vec<&str> = above.map(|line| line.trim_start_matches("///").trim()).collect();
    doc.reverse();
    let body = lines.iter().skip(head + 1).take_while(|line| **line != "}");
    let is_enum = lines[head].starts_with("pub enum");
    let keys = if is_enum { variants(body.copied()) } else { fields(body.copied()) };
    Some(View { module: module.to_owned(), name, doc: plain(&doc), uses: uses.to_vec(), keys })
}

fn fields<'a>(body: impl Iterator<Item = &'a str>) -> Vec<Key> {
    let (mut keys, mut doc, mut renamed, mut skipped) = (Vec::new(), Vec::new(), None, false);
    for line in body.map(str::trim) {
        if let Some(said) = line.strip_prefix("///") {
            doc.push(said.trim());
        } else if line.starts_with("#[") {
            renamed = line.strip_prefix("#[serde(rename = \"").and_then(|rest| rest.split('"').next());
            skipped = line == "#[serde(skip)]";
        } else if let Some((name, kind)) = line.trim_end_matches(',').split_once(": ") {
            let name = renamed.take().unwrap_or_else(|| name.trim_start_matches("pub ").trim_start_matches("pub(super) "));
            let key = Key { name: name.to_owned(), kind: kind.to_owned(), doc: plain(&doc), inside: false };
            keys.extend((!std::mem::take(&mut skipped)).then_some(key));
            doc.clear();
        }
    }
    keys
}

fn variants<'a>(body: impl Iterator<Item = &'a str>) -> Vec<Key> {
    let (mut keys, mut doc) = (Vec::new(), Vec::new());
    for line in body {
        let inside = line.starts_with("        ");
        let line = line.trim().trim_end_matches(',');
        let add = |keys: &mut Vec<Key>, name: &str, kind: &str, doc: &[&str], inside: bool| {
            keys.push(Key { name: name.to_owned(), kind: kind.to_owned(), doc: plain(doc), inside });
        };
        if let Some(said) = line.strip_prefix("///") {
            doc.push(said.trim());
            continue;
        } else if let Some((name, kind)) = line.split_once(": ").filter(|_| inside) {
            add(&mut keys, name, kind, &doc, true);
        } else if let Some((name, rest)) = line.split_once(" {") {
            add(&mut keys, &name.to_lowercase(), "", &doc, false);
            for field in rest.trim_end_matches('}').split(", ").filter_map(|field| field.trim().split_once(": ")) {
                add(&mut keys, field.0, field.1, &[], true);
            }
        } else if let Some((_, kind)) = line.trim_end_matches(')').split_once('(') {
            add(&mut keys, "", kind, &doc, false);
        } else {
            continue;
        }
        doc.clear();
    }
    keys
}

/// A doc comment without links only rustdoc follows.
fn plain(doc: &[&str]) -> String {
    let mut text = doc.join(" ");
    while let Some((from, to)) = text.find("[`").zip(text.find("`]")).filter(|(from, to)| from < to) {
        let name = text[from + 2..to].to_owned();
        let end = text[to + 2..].strip_prefix('(').and_then(|rest| rest.find(')')).map_or(to + 2, |close| to + 2 + close + 2);
        text.replace_range(from..end, &format!("`{name}`"));
    }
    text
}
