//! Searches files, and their names, for strings in common encodings.

use aho_corasick::AhoCorasick;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

/// Every file below a folder.
pub fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found.sort();
    found
}

/// `FILE: SECRET` for each secret that a file's bytes or its path hold. Shorter than six bytes
/// finds itself by chance; such secrets must be joined to longer ones.
pub fn leaks(folder: &Path, secrets: &BTreeSet<String>) -> Vec<String> {
    assert!(secrets.iter().all(|secret| secret.len() >= 6), "a secret is too short to be looked for");
    let secrets: Vec<&String> = secrets.iter().collect();
    let forms: Vec<(usize, Vec<Vec<u8>>)> = secrets.iter().enumerate().map(|(at, secret)| (at, encodings(secret))).collect();
    // Base64 knows case; everything else is looked for without it.
    let base64 = Search::new(forms.iter().flat_map(|(at, forms)| forms[..3].iter().map(|form| (*at, form))));
    let others = Search::new(forms.iter().flat_map(|(at, forms)| forms[3..].iter().map(|form| (*at, form))));
    let mut found = Vec::new();
    for file in files(folder) {
        let name = file.strip_prefix(folder).unwrap().to_string_lossy().into_owned();
        let mut bytes = fs::read(&file).unwrap();
        let mut here = base64.all(&bytes);
        bytes.extend(name.as_bytes());
        bytes.make_ascii_lowercase();
        here.extend(others.all(&bytes));
        found.extend(here.into_iter().map(|at| format!("{name}: {}", secrets[at])));
    }
    found
}

/// Many forms looked for at once, each with the number of its secret.
struct Search {
    automaton: AhoCorasick,
    owners: Vec<usize>,
}

impl Search {
    fn new<'a>(forms: impl Iterator<Item = (usize, &'a Vec<u8>)>) -> Self {
        let (owners, forms): (Vec<usize>, Vec<&Vec<u8>>) = forms.filter(|(_, form)| !form.is_empty()).unzip();
        Self { automaton: AhoCorasick::new(forms).unwrap(), owners }
    }

    fn all(&self, bytes: &[u8]) -> BTreeSet<usize> {
        self.automaton.find_overlapping_iter(bytes).map(|hit| self.owners[hit.pattern().as_usize()]).collect()
    }
}

/// Three base64 forms, then all that is compared in lower case.
fn encodings(secret: &str) -> Vec<Vec<u8>> {
    let mut forms: Vec<Vec<u8>> = (0..3).map(|offset| base64_inside(secret.as_bytes(), offset)).collect();
    let lower = secret.to_lowercase();
    let utf16: Vec<u16> = lower.encode_utf16().collect();
    forms.push(lower.clone().into_bytes());
    forms.push(utf16.iter().flat_map(|unit| unit.to_le_bytes()).collect());
    forms.push(utf16.iter().flat_map(|unit| unit.to_be_bytes()).collect());
    let written = |write: &dyn Fn(&mut String, u8)| {
        let mut text = String::new();
        secret.bytes().for_each(|byte| write(&mut text, byte));
        text.into_bytes()
    };
    forms.push(written(&|text, byte| write!(text, "{byte:02x}").unwrap()));
    if !secret.is_ascii() {
        forms.push(
            written(&|text, byte| if byte.is_ascii() { text.push(char::from(byte)) } else { write!(text, "%{byte:02x}").unwrap() })
                .to_ascii_lowercase(),
        );
        // As programs write them: what is ASCII stays.
        let unit = |unit: u16| char::from_u32(u32::from(unit)).filter(char::is_ascii);
        let escaped = |each: &dyn Fn(u16) -> String| {
            utf16.iter().map(|at| unit(*at).map_or_else(|| each(*at), String::from)).collect::<String>().into_bytes()
        };
        forms.push(escaped(&|unit| format!("\\u{unit:04x}")));
        forms.push(escaped(&|unit| format!("&#{unit};")));
        forms.push(escaped(&|unit| format!("&#x{unit:x};")));
    }
    forms
}

/// The letters of base64 that stand for these bytes alone, when they begin at `offset` of three.
fn base64_inside(bytes: &[u8], offset: usize) -> Vec<u8> {
    let mut padded = vec![0; offset];
    padded.extend(bytes);
    let whole = STANDARD_NO_PAD.encode(&padded).into_bytes();
    let first = (offset * 8).div_ceil(6);
    let last = padded.len() * 8 / 6;
    whole[first..last].to_vec()
}

/// Everything private in a journal's folder: names of files, and every run of words that is
/// long enough to be looked for.
pub fn secrets(content: &Path) -> BTreeSet<String> {
    let mut secrets = BTreeSet::new();
    for file in files(content) {
        secrets.extend(file.file_stem().map(|stem| stem.to_string_lossy().into_owned()));
        let text = String::from_utf8_lossy(&fs::read(&file).unwrap()).into_owned();
        let runs = text.split(|sign: char| !sign.is_alphanumeric() && sign != ' ' && sign != '@' && sign != '.' && sign != '-');
        secrets.extend(runs.map(|run| run.trim().to_owned()));
    }
    secrets.retain(|secret| secret.len() >= 9);
    secrets
}

#[test]
fn what_is_there_is_found_however_it_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let secret = "张伟 Zhang";
    let base64 = |offset: usize| STANDARD_NO_PAD.encode(format!("{}{secret}!!", "x".repeat(offset)));
    let percent: String =
        secret.bytes().map(|byte| if byte.is_ascii() { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect();
    let texts = [
        "<b>张伟 ZHANG</b>".to_owned(),
        percent,
        base64(0),
        base64(1),
        base64(2),
        secret.bytes().map(|byte| format!("{byte:02X}")).collect(),
        "\\u5f20\\u4f1f Zhang".to_owned(),
    ];
    for (at, text) in texts.iter().enumerate() {
        fs::write(folder.path().join(format!("{at}.html")), text).unwrap();
    }
    fs::write(folder.path().join("none.html"), "somebody else").unwrap();
    let found = leaks(folder.path(), &BTreeSet::from([secret.to_owned()]));
    assert_eq!(found.len(), texts.len(), "{found:?}");
}
