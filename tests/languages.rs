//! The words of the interface, in a journal whose own words are neither English nor
//! Chinese (they are Greek): no Han on an English page, no English word on a Chinese one,
//! outside of what is marked as being in the other language.

#![expect(clippy::disallowed_methods, clippy::unwrap_used, reason = "a test may fail loudly, and looks at what was written")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

/// What is the same in Chinese: names of programs and formats, keys, examples to type.
const SAME_IN_CHINESE: [&str; 6] = ["renmai", "ics", "esc", "zhangwei", "zw", "beijing"];

/// An example of what one may type, on the English search page.
const SAME_IN_ENGLISH: &str = "张伟";

const PEOPLE: [(&str, &str); 6] = [
    (
        "alpha",
        "name: Αλφα\ncircle: close\norg: Ωδ\nrole: Ψυχ\nlocation: Αθη\nmet: {on: 2019-05-01, place: Ρόδος}\nbirthday: 1990-12-01\ntags: [θάλασσα]\ninterests: [μουσ]\nstrengths: [ψάρι]\nneeds: [κρασί]",
    ),
    ("beta", "name: Βητα\ncircle: inner\nbirthday: lunar 08-15\nintroduced_by: \"[[Αλφα]]\"\nstrengths: [κρασί]\nneeds: [ψάρι]"),
    ("gamma", "name: Γαμμα\nstatus: paused"),
    ("delta", "name: Δελτα\nmet: {on: 2026-10-20, place: Πάτρα}"),
    ("epsilon", "name: Εψιλον\ncircle: known\ncadence: 30"),
    ("zeta", "name: Ζητα\nmet: {on: 2026-11-10}\nintroduced_by: \"[[Βητα]]\""),
];

const ENTRIES: [&str; 6] = [
    "## Log\n- 2026-11-18 → coffee: ααα [gave:: βιβλ] [got:: τσάι]\n- 2026-08-01 ← call: βββ\n- 2026-05-01 ↔ dinner: γγγ\n- 2026-02-01 → message: δδδ\n\n## Ταξ\n- [ ] ωωω 📅 2026-11-25\n- [x] ψψψ ✅ 2026-11-01",
    "## Log\n- 2026-06-01 → call: ααα\n- 2026-03-01 → message: βββ\n- 2025-12-01 → message: γγγ\n- 2025-11-25 → gift: δδδ\n- 2025-10-25 → visit: δδδ",
    "## Log\n- 2026-01-01 → call: ααα",
    "",
    "## Log\n- 2024-01-01 ← help: ααα\n- 2023-01-01 ← help: βββ",
    "## Log\n- 2026-11-12 ↔ coffee: ααα",
];

#[test]
fn an_english_reader_meets_no_chinese_and_a_chinese_reader_no_english() {
    let folder = tempfile::tempdir().unwrap();
    write_journal(folder.path());
    let site = folder.path().join("site");
    let output = Command::new(env!("CARGO_BIN_EXE_renmai"))
        .args(["build", "--quiet", "--today", "2026-11-22", "--root"])
        .arg(folder.path())
        .arg("-o")
        .arg(&site)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let (mut pages, mut stray) = (0, BTreeSet::new());
    each_page(&site, &mut |path| {
        let html = fs::read_to_string(path).unwrap();
        let name = path.strip_prefix(&site).unwrap().to_string_lossy().replace('\\', "/");
        let is_chinese = name.starts_with("zh/");
        for said in texts(&html, if is_chinese { "en" } else { "zh" }) {
            let words = if is_chinese { english_words(&said) } else { han_words(&said) };
            stray.extend(words.into_iter().map(|word| format!("{word}   in \"{}\"   {name}", said.chars().take(80).collect::<String>())));
        }
        pages += 1;
    });
    assert!(pages > 50, "only {pages} pages were looked at");
    assert!(stray.is_empty(), "{} stray words:\n{}", stray.len(), stray.into_iter().collect::<Vec<_>>().join("\n"));
}

#[test]
fn what_is_marked_or_typed_is_left_out() {
    let html = "<html lang=\"en\"><body data-root=\"../\"><p title=\"说\">say <b lang=\"zh-Hans\">好<i>吗</i></b><br> yes</p><code>x</code><img alt=\"图\"></body></html>";
    assert_eq!(texts(html, "zh"), ["说", "say ", " yes", "图"]);
    assert_eq!(english_words("Αλφα 3 x renmai build，and ICS: people/a.md"), ["and"]);
    assert_eq!(han_words("a 人脉 b"), ["人脉"]);
}

fn write_journal(root: &Path) {
    fs::create_dir_all(root.join("content/people")).unwrap();
    for part in ["guides", "plans", "checklists"] {
        fs::create_dir_all(root.join("content").join(part)).unwrap();
    }
    fs::write(root.join("renmai.yaml"), "title: Λ\nlanguage: [en, zh]\ntimezone: UTC\n").unwrap();
    fs::write(
        root.join("content/guides/mu.md"),
        "---\ntitle: Μυ\ntags: [θάλασσα]\n---\n\n## Νυ\n\n- [ ] ξξξ\n- [x] οοο\n\nΠρος [[Αλφα]].\n",
    )
    .unwrap();
    fs::write(root.join("content/checklists/rho.md"), "---\ntitle: Ρω\n---\n\n- [ ] σσσ\n- [x] τττ\n").unwrap();
    fs::write(root.join("content/plans/tau.md"), "---\ntitle: Ταυ\n---\n\n- [ ] υυυ\n").unwrap();
    for ((id, front), entries) in PEOPLE.iter().zip(ENTRIES) {
        fs::write(root.join(format!("content/people/{id}.md")), format!("---\n{front}\n---\n\n{entries}\n")).unwrap();
    }
}

fn each_page(folder: &Path, look: &mut impl FnMut(&Path)) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            each_page(&path, look);
        } else if path.extension().is_some_and(|ending| ending == "html") {
            look(&path);
        }
    }
}

/// What a page says, its spoken attributes included; nothing of what is marked as being in
/// `other`, nor of what one types.
fn texts(html: &str, other: &str) -> Vec<String> {
    let mut said = Vec::new();
    // Open elements whose inside does not count, by their depth below the first.
    let mut skipped: Option<(String, usize)> = None;
    for part in html.split('<').skip(1) {
        let Some((tag, text)) = part.split_once('>') else { continue };
        let name: String = tag.trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).collect();
        let (closes, is_void) =
            (tag.starts_with('/'), tag.ends_with('/') || matches!(name.as_str(), "br" | "img" | "meta" | "link" | "input" | "hr"));
        if let Some((of, depth)) = &mut skipped {
            if *of == name && !is_void {
                *depth = if closes { *depth - 1 } else { *depth + 1 };
            }
            if *depth > 0 {
                continue;
            }
            skipped = None;
        } else if !closes {
            let is_typed = matches!(name.as_str(), "code" | "kbd" | "script");
            let is_marked = tag.contains(&format!(" lang=\"{other}")) && name != "html";
            if (is_typed || is_marked) && !is_void {
                skipped = Some((name, 1));
                continue;
            }
            said.extend(spoken_attributes(tag));
        }
        if !text.trim().is_empty() {
            said.push(text.to_owned());
        }
    }
    said
}

/// Attributes that are read out, shown, or used as words by a script.
fn spoken_attributes(tag: &str) -> Vec<String> {
    let spoken = [
        "title",
        "aria-label",
        "alt",
        "placeholder",
        "data-words",
        "data-when",
        "data-units",
        "data-one",
        "data-many",
        "data-none",
        "data-names",
    ];
    let value = |name: &&str| Some(tag.split_once(&format!(" {name}=\""))?.1.split_once('"')?.0.to_owned());
    spoken.iter().filter_map(value).filter(|value| !value.is_empty()).collect()
}

/// Two Latin letters or more in a row, but for what is the same in both languages: file
/// names, keys with their colon, a command after the program's name.
fn english_words(text: &str) -> Vec<String> {
    let text =
        ["&quot;", "&amp;", "&lt;", "&gt;", "&nbsp;", "&#x27;", "&#39;"].iter().fold(text.to_owned(), |text, sign| text.replace(sign, " "));
    let mut words = Vec::new();
    let mut before = "";
    for token in text.split(|c: char| !(c.is_ascii_alphabetic() || matches!(c, '.' | '/' | ':' | '-'))).filter(|token| !token.is_empty()) {
        let is_file = ["md", "ics", "yaml"].iter().any(|ending| token.strip_suffix(ending).is_some_and(|file| file.ends_with('.')));
        let is_key = token.ends_with(':');
        if !is_file && !is_key && before != "renmai" {
            let latin = token.split(|c: char| !c.is_ascii_alphabetic()).filter(|word| word.len() > 1);
            words.extend(latin.filter(|word| !SAME_IN_CHINESE.contains(&word.to_lowercase().as_str())).map(str::to_owned));
        }
        before = token;
    }
    words
}

fn han_words(text: &str) -> Vec<String> {
    let is_han = |c: char| matches!(c, '\u{3400}'..='\u{9fff}' | '\u{3001}'..='\u{303f}' | '\u{ff01}'..='\u{ff5e}');
    text.split(|c: char| !is_han(c)).filter(|word| !word.is_empty() && *word != SAME_IN_ENGLISH).map(str::to_owned).collect()
}
