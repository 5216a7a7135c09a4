//! Searches files, and their names, for strings however they are written.
//!
//! Twice: the bytes as they are for the encodings of each string; and what the bytes say once entities, escapes,
//! percent signs, folded lines and tags are undone and only letters and digits are left, for the string's own
//! letters, forwards, backwards, and as pinyin.

use aho_corasick::AhoCorasick;
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};
use pinyin::ToPinyin as _;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

/// Shorter runs of letters find themselves by chance once words have run together.
const FEWEST_LETTERS_BYTES: usize = 9;

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
    leaks_but(folder, secrets, "")
}

/// The same, without what `said` says too: the program's own words.
pub fn leaks_but(folder: &Path, secrets: &BTreeSet<String>, said: &str) -> Vec<String> {
    assert!(secrets.iter().all(|secret| secret.len() >= 6), "a secret is too short to be looked for");
    let secrets: Vec<&String> = secrets.iter().collect();
    let forms: Vec<(usize, Vec<Vec<u8>>)> = secrets.iter().enumerate().map(|(at, secret)| (at, encodings(secret))).collect();
    // Base64 knows case; everything else is looked for without it.
    let base64 = Search::new(forms.iter().flat_map(|(at, forms)| forms[..6].iter().map(|form| (*at, form))));
    let others = Search::new(forms.iter().flat_map(|(at, forms)| forms[6..].iter().map(|form| (*at, form))));
    let said = letters(said);
    let spelt: Vec<(usize, Vec<u8>)> = secrets
        .iter()
        .enumerate()
        .flat_map(|(at, secret)| spellings(secret).into_iter().map(move |spelling| (at, spelling)))
        .filter(|(_, spelling)| spelling.len() >= FEWEST_LETTERS_BYTES && !said.contains(spelling.as_str()))
        .map(|(at, spelling)| (at, spelling.into_bytes()))
        .collect();
    let spelt = Search::new(spelt.iter().map(|(at, spelling)| (*at, spelling)));
    let mut found = Vec::new();
    for file in files(folder) {
        let name = file.strip_prefix(folder).unwrap().to_string_lossy().into_owned();
        let mut bytes = fs::read(&file).unwrap();
        let mut here = base64.all(&bytes);
        bytes.push(0x1f);
        bytes.extend(name.as_bytes());
        here.extend(spelt.all(letters(&plain(&String::from_utf8_lossy(&bytes))).as_bytes()));
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

/// Six base64 forms, then all that is compared in lower case.
fn encodings(secret: &str) -> Vec<Vec<u8>> {
    let mut forms: Vec<Vec<u8>> = (0..3).map(|offset| base64_inside(secret.as_bytes(), offset)).collect();
    forms.extend((0..3).map(|offset| {
        // The address-safe letters, where they differ at all.
        let form = base64_inside(secret.as_bytes(), offset);
        let safe: Vec<u8> = form
            .iter()
            .map(|sign| {
                if *sign == b'+' {
                    b'-'
                } else if *sign == b'/' {
                    b'_'
                } else {
                    *sign
                }
            })
            .collect();
        if safe == form { Vec::new() } else { safe }
    }));
    let lower = secret.to_lowercase();
    let utf16: Vec<u16> = lower.encode_utf16().collect();
    forms.push(lower.clone().into_bytes());
    forms.push(utf16.iter().flat_map(|unit| unit.to_le_bytes()).collect());
    forms.push(utf16.iter().flat_map(|unit| unit.to_be_bytes()).collect());
    for text in [secret, &lower] {
        let mut hex = String::new();
        text.bytes().for_each(|byte| write!(hex, "{byte:02x}").unwrap());
        forms.push(hex.into_bytes());
    }
    // What a name in another script is called in an address.
    if !secret.is_ascii() {
        forms.push(punycode(&lower).into_bytes());
    }
    // A half of a UTF-16 unit may look like a capital, and is compared as everything is.
    forms[6..].iter_mut().for_each(|form| form.make_ascii_lowercase());
    forms
}

/// How a secret may be spelt when only letters and digits are left: as it is, backwards, in pinyin.
fn spellings(secret: &str) -> Vec<String> {
    let forwards = letters(secret);
    let backwards = forwards.chars().rev().collect();
    let mut all = vec![forwards, backwards];
    if secret.chars().any(|sign| sign.to_pinyin().is_some()) {
        let syllable = |sign: char| sign.to_pinyin().map_or_else(|| sign.to_string(), |syllable| syllable.plain().to_owned());
        all.push(letters(&secret.chars().map(syllable).collect::<String>()));
        // With its tones.
        let toned = |sign: char| sign.to_pinyin().map_or_else(|| sign.to_string(), |syllable| syllable.with_tone_num_end().to_owned());
        all.push(letters(&secret.chars().map(toned).collect::<String>()));
    }
    all
}

/// Parts words that never were one.
const BARRIER: char = '\u{1f}';
/// Tags that mark a part of a word.
const INLINE: [&str; 16] =
    ["b", "i", "em", "strong", "mark", "span", "a", "code", "tspan", "text", "small", "abbr", "u", "s", "ruby", "wbr"];

/// The letters and digits of a text, in lower case and without accents; everything between them but a
/// barrier is gone.
fn letters(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization as _;
    text.nfkd().filter(|sign| sign.is_alphanumeric() || *sign == BARRIER).flat_map(char::to_lowercase).collect()
}

/// What a text says: folded lines joined, percent signs, entities and escapes undone, tags taken out.
fn plain(text: &str) -> String {
    let joined = text.replace("\r\n ", "").replace("\r\n\t", "").replace("=\r\n", "").replace("=\n", "");
    let decoded = without_tags(&without_percents(&joined));
    let mut out = String::with_capacity(decoded.len());
    let mut rest = decoded.as_str();
    while let Some(at) = rest.find(['&', '\\']) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let (sign, length) = entity(rest).or_else(|| escape(rest)).unwrap_or((' ', 1));
        out.push(sign);
        rest = &rest[length..];
    }
    out + rest
}

/// `&#x5f20;`, `&#24352;`: the sign and how long it was. Named ones stand for no letter.
fn entity(text: &str) -> Option<(char, usize)> {
    let (inside, _) = text.strip_prefix("&#")?.split_once(';')?;
    let number = match inside.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16),
        None => inside.parse(),
    };
    Some((char::from_u32(number.ok()?)?, inside.len() + 3))
}

/// `\u5f20`, `\u{5f20}`, `\x41`, and a backslash before anything else.
fn escape(text: &str) -> Option<(char, usize)> {
    let after = text.strip_prefix('\\')?;
    let (digits, length) = if let Some((inside, _)) = after.strip_prefix("u{").and_then(|rest| rest.split_once('}')) {
        (inside, inside.len() + 4)
    } else if after.starts_with('u') {
        (after.get(1..5)?, 6)
    } else if after.starts_with('x') {
        (after.get(1..3)?, 4)
    } else {
        return None;
    };
    Some((char::from_u32(u32::from_str_radix(digits, 16).ok()?)?, length))
}

fn without_percents(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let code = after.get(..2).filter(|_| matches!(first, b'%' | b'='));
        let code = code.and_then(|digits| u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok());
        bytes.push(code.unwrap_or(*first));
        rest = if code.is_some() { &after[2..] } else { after };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Tags inside a word do not part it, others do; their attributes are looked at too, behind the text.
fn without_tags(text: &str) -> String {
    let (mut outside, mut inside) = (String::with_capacity(text.len()), String::new());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('<') {
        outside.push_str(before);
        match after.split_once('>').filter(|_| after.starts_with(|sign: char| sign.is_ascii_alphabetic() || sign == '/' || sign == '!')) {
            Some((tag, behind)) => {
                let name: String = tag.trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).collect();
                if !INLINE.contains(&name.as_str()) {
                    outside.push(BARRIER);
                }
                inside.push_str(tag);
                inside.push(BARRIER);
                rest = behind;
            }
            None => {
                outside.push('<');
                rest = after;
            }
        }
    }
    outside + rest + &BARRIER.to_string() + &inside
}

/// RFC 3492, without the `xn--`.
fn punycode(text: &str) -> String {
    let mut out: String = text.chars().filter(char::is_ascii).collect();
    let basic = u32::try_from(out.len()).unwrap();
    if basic > 0 {
        out.push('-');
    }
    let (mut n, mut delta, mut bias, mut done) = (128_u32, 0_u32, 72_u32, basic);
    let all: Vec<u32> = text.chars().map(u32::from).collect();
    while usize::try_from(done).unwrap() < all.len() {
        let next = *all.iter().filter(|code| **code >= n).min().unwrap();
        delta += (next - n) * (done + 1);
        n = next;
        for code in &all {
            delta += u32::from(*code < n);
            if *code != n {
                continue;
            }
            let mut q = delta;
            for k in (1..).map(|step| step * 36) {
                let t = if k <= bias { 1 } else { (k - bias).min(26) };
                if q < t {
                    break;
                }
                out.push(digit(t + (q - t) % (36 - t)));
                q = (q - t) / (36 - t);
            }
            out.push(digit(q));
            let mut spread = if done == basic { delta / 700 } else { delta / 2 };
            spread += spread / (done + 1);
            let mut k = 0;
            while spread > 455 {
                spread /= 35;
                k += 36;
            }
            bias = k + 36 * spread / (spread + 38);
            (delta, done) = (0, done + 1);
        }
        delta += 1;
        n += 1;
    }
    out
}

fn digit(value: u32) -> char {
    char::from_digit(if value < 26 { value + 10 } else { value - 26 }, 36).unwrap()
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
    let secret = "张伟 Zhang?>";
    let base64 = |offset: usize| STANDARD_NO_PAD.encode(format!("{}{secret}!!", "x".repeat(offset)));
    let each = |write: &dyn Fn(char) -> String| secret.chars().map(write).collect::<String>();
    let percent: String = secret.bytes().map(|byte| format!("%{byte:02X}")).collect();
    let texts = [
        "<b>张伟 ZHANG?></b>".to_owned(),
        percent.clone(),
        percent.replace("%20", "+"),
        percent.replace('%', "="),
        base64(0),
        base64(1),
        base64(2),
        URL_SAFE_NO_PAD.encode(format!("xx{secret}!!")),
        secret.bytes().map(|byte| format!("{byte:02X}")).collect(),
        "\\u5f20\\u4f1f Zhang".to_owned(),
        each(&|sign| format!("&#{};", u32::from(sign))),
        each(&|sign| format!("&#x{:X};", u32::from(sign))),
        each(&|sign| format!("\\u{{{:x}}}", u32::from(sign))),
        "SUMMARY:张\r\n 伟 Zh\r\n ang".to_owned(),
        "<tspan x=1>张</tspan><tspan>伟</tspan> Zh<mark>an</mark>g".to_owned(),
        "<a title=\"张伟 Zhang\">x</a>".to_owned(),
        "zhang-wei_zhang".to_owned(),
        "Zhāng Wěi Zhāng".to_owned(),
        "zhang1 wei3 zhang".to_owned(),
        "gnahZ 伟张".to_owned(),
        "张 伟，Zhang".to_owned(),
        "张\u{200b}伟 Z\u{ad}hang".to_owned(),
        format!("xn--{}", punycode("张伟 zhang?>")),
    ];
    for (at, text) in texts.iter().enumerate() {
        fs::write(folder.path().join(format!("{at}.html")), text).unwrap();
    }
    fs::write(folder.path().join("utf16"), secret.encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<_>>()).unwrap();
    fs::write(folder.path().join("none.html"), "somebody else").unwrap();
    fs::create_dir(folder.path().join("zhangwei-zhang")).unwrap();
    fs::write(folder.path().join("zhangwei-zhang/x"), "").unwrap();
    let found = leaks(folder.path(), &BTreeSet::from([secret.to_owned()]));
    let missed: Vec<&String> =
        (0..texts.len()).filter(|at| !found.iter().any(|hit| hit.starts_with(&format!("{at}.html")))).map(|at| &texts[at]).collect();
    assert_eq!(missed, Vec::<&String>::new());
    assert_eq!(found.len(), texts.len() + 2, "{found:?}");
    assert_eq!(punycode("bücher"), "bcher-kva");
    assert_eq!(punycode("他们为什么不说中文"), "ihqwcrb4cv8a8dqg056pqjye");
}
