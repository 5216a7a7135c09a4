//! Who may import whom. A guard that guarded nothing fails: a module without a row, a
//! row without a module, and no files at all are failures too.

use std::collections::BTreeSet;
use std::path::PathBuf;

use crate::folders::{files, root, text};

/// What may use everything.
const ALL: &[&str] = &["*"];

/// Module, and what it may use of ours beside itself.
const MAY_USE: &[(&str, &[&str])] = &[
    ("source", &[]),
    ("digest", &[]),
    ("message", &[]),
    ("diagnostics", &["source", "message"]),
    ("model", &["source"]),
    ("parse", &["source", "diagnostics", "message", "model"]),
    ("resolve", &["source", "diagnostics", "message", "model", "parse"]),
    ("check", &["source", "diagnostics", "message", "model", "measure"]),
    // Of the sources only the span: evidence is a place in a file.
    ("measure", &["source", "model"]),
    // parse: only what of a text is never shown (parse::body), for the search index.
    ("arrange", &["source", "diagnostics", "digest", "message", "model", "measure", "parse"]),
    // parse: only what of a text is never shown (parse::body), for the lines that problems quote.
    ("render", &["source", "diagnostics", "digest", "message", "arrange", "parse"]),
    // Of parsing only the spellings of keys: another program's column may be one of them.
    ("exchange", &["source", "diagnostics", "message", "model", "measure", "parse", "Loaded"]),
    // The story's first half, with what every file says kept.
    ("kept", &["source", "diagnostics", "parse", "resolve", "model", "measure", "Loaded", "begun", "taken"]),
    // Text in, edits out; what was written is read again to see that it says what was meant.
    ("edit", &["source", "diagnostics", "model", "parse"]),
    // A journal in, the files of another out. Of parsing only the names of keys.
    ("redact", &["source", "model", "measure", "parse"]),
    // Bytes in, bytes out: it must not know what a page is about.
    ("seal", &[]),
    ("disk", &["source", "diagnostics", "digest"]),
    ("cli", ALL),
    ("commands", ALL),
    // A path is a key; what it leads to is somebody else's to know.
    ("serve", &[]),
    ("lib", ALL),
    ("main", ALL),
];

/// Crates a module must do without: what would bring the world into the core.
const NEVER: &[(&str, &[&str])] = &[
    ("source", &["serde", "jiff", "tera", "clap", "rayon"]),
    ("diagnostics", &["serde", "tera", "clap", "annotate_snippets"]),
    ("model", &["serde", "serde_json", "serde_yaml", "tera", "clap"]),
    ("parse", &["tera", "clap", "serde_json"]),
    ("resolve", &["serde", "serde_json", "serde_yaml", "tera", "clap"]),
    ("check", &["serde", "serde_json", "serde_yaml", "tera", "clap"]),
    ("measure", &["serde", "serde_json", "serde_yaml", "tera", "clap"]),
    ("arrange", &["tera", "serde_yaml", "clap"]),
    ("render", &["clap"]),
    ("exchange", &["tera", "clap"]),
    ("edit", &["serde", "serde_json", "serde_yaml", "tera", "clap", "rayon"]),
    ("redact", &["serde", "serde_json", "serde_yaml", "tera", "clap", "rayon"]),
    ("seal", &["tera", "serde_yaml", "clap", "rayon", "getrandom"]),
    ("disk", &["tera", "serde_yaml", "clap"]),
];

/// Rooms that may touch files, clocks and the environment.
const SHELL: &[&str] = &["disk", "cli", "commands", "serve", "main"];

struct Source {
    path: String,
    module: String,
    code: String,
}

/// Every source file, without its comments and its in-file tests.
fn sources() -> Vec<Source> {
    let src = root("src");
    let all = files(&src).into_iter().filter(|path| path.extension().is_some_and(|end| end == "rs"));
    let read = |path: PathBuf| {
        let inside = path.strip_prefix(&src).expect("below src").to_string_lossy().replace('\\', "/");
        let module = inside.split('/').next().unwrap_or("").trim_end_matches(".rs").to_owned();
        let whole = text(&path);
        let code = whole.split("#[cfg(test)]\nmod ").next().unwrap_or("");
        let code: String = code.lines().filter(|line| !line.trim_start().starts_with("//")).map(|line| format!("{line}\n")).collect();
        Source { path: inside, module, code }
    };
    all.map(read).filter(|source| !source.path.ends_with("tests.rs")).collect()
}

/// The first names after `crate::` or `renmai::`, grouped ones too.
fn names_of_ours(code: &str) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for start in ["crate::", "renmai::"] {
        for (at, _) in code.match_indices(start) {
            let rest = code.split_at(at + start.len()).1;
            let group =
                rest.strip_prefix('{').and_then(|group| group.split_once("};").or_else(|| group.split_once('}'))).map(|(group, _)| group);
            let firsts: Vec<&str> = group.map_or_else(|| vec![rest], top_level_parts);
            names.extend(
                firsts
                    .iter()
                    .map(|first| first.trim().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>())
                    .filter(|name| !name.is_empty()),
            );
        }
    }
    names
}

fn top_level_parts(group: &str) -> Vec<&str> {
    let (mut depth, mut from, mut parts) = (0_usize, 0, Vec::new());
    for (at, sign) in group.char_indices() {
        match sign {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            ',' if depth == 0 => {
                parts.push(group.get(from..at).unwrap_or(""));
                from = at + 1;
            }
            _ => {}
        }
    }
    parts.push(group.get(from..).unwrap_or(""));
    parts
}

#[test]
fn modules_use_only_what_they_may() {
    let sources = sources();
    assert!(sources.len() > 50, "saw only {} files", sources.len());
    let mut wrong = Vec::new();
    let mut seen = 0;
    for source in &sources {
        let Some((_, may)) = MAY_USE.iter().find(|(module, _)| *module == source.module) else {
            wrong.push(format!("{}: module {} has no row", source.path, source.module));
            continue;
        };
        for name in names_of_ours(&source.code) {
            seen += 1;
            if *may != ALL && name != source.module && !may.contains(&name.as_str()) {
                wrong.push(format!("{} uses {name}", source.path));
            }
        }
    }
    assert!(seen > 100, "saw only {seen} imports");
    assert_eq!(wrong, [""; 0]);
}

#[test]
fn modules_do_without_what_would_bring_the_world_in() {
    let mut wrong = Vec::new();
    for source in sources() {
        let never = NEVER.iter().find(|(module, _)| *module == source.module).map_or(&[][..], |(_, never)| never);
        for banned in never {
            let uses = source
                .code
                .match_indices(&format!("{banned}::"))
                .any(|(at, _)| !source.code.split_at(at).0.ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':'));
            if uses {
                wrong.push(format!("{} uses the crate {banned}", source.path));
            }
        }
    }
    assert_eq!(wrong, [""; 0]);
}

#[test]
fn only_the_shell_touches_files_clocks_and_the_environment() {
    let mut wrong = Vec::new();
    for source in sources().iter().filter(|source| !SHELL.contains(&source.module.as_str())) {
        for banned in [
            "std::fs",
            "std::env",
            "std::io::std",
            "std::process",
            "std::net",
            "SystemTime",
            "Instant::",
            "Zoned::now",
            "Timestamp::now",
            "println!",
            "eprintln!",
            "unsafe ",
            "thread_rng",
        ] {
            if source.code.contains(banned) {
                wrong.push(format!("{} has {banned}", source.path));
            }
        }
    }
    assert_eq!(wrong, [""; 0]);
}

#[test]
fn yaml_is_known_to_one_room_and_one_catalogue() {
    let knowing: Vec<String> =
        sources().into_iter().filter(|source| source.code.contains("serde_yaml::")).map(|source| source.path).collect();
    assert_eq!(knowing, ["parse/yaml.rs", "render/i18n/tree.rs"]);
}

#[test]
fn every_file_says_what_it_is_for() {
    let src = root("src");
    let silent: Vec<String> = files(&src)
        .into_iter()
        .filter(|path| path.extension().is_some_and(|end| end == "rs"))
        .filter(|path| !text(path).starts_with("//!") && !text(path).starts_with("#!["))
        .map(|path| path.to_string_lossy().into_owned())
        .collect();
    assert_eq!(silent, [""; 0]);
}

#[test]
fn rows_stand_for_modules_that_are_there() {
    let seen: BTreeSet<String> = sources().into_iter().map(|source| source.module).collect();
    let gone: Vec<&str> = MAY_USE.iter().map(|(module, _)| *module).filter(|module| !seen.contains(*module)).collect();
    assert_eq!(gone, [""; 0]);
}
