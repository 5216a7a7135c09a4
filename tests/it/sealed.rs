//! The sealed site's public vectors: a container that must open, and what must not.
//!
//! `tests/sealed/good` is a site sealed with "undone grievance swab lunchbox eatable pacemaker";
//! `UPDATE=1` writes it anew, with chance from a counter. `reader.mjs` beside it is a reader
//! made from `docs/sealed-format.md` alone; it must agree on every vector.

use base64::Engine as _;
use renmai::seal::{Bundle, Opened, Refused, ShellWords, Unlocked, header_of, seal, unlock};
use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;
use std::sync::LazyLock;
use std::{env, fs};

use crate::folders::{files, root};

const PASSPHRASE: &str = "undone grievance swab lunchbox eatable pacemaker";

type Files = BTreeMap<String, Vec<u8>>;

static GOOD: LazyLock<Files> = LazyLock::new(|| {
    let folder = root("tests/sealed/good");
    if env::var_os("UPDATE").is_some() {
        let _ = fs::remove_dir_all(&folder);
        write(&folder, &made());
    }
    let path = |file: &Path| file.strip_prefix(&folder).unwrap().to_string_lossy().replace('\\', "/");
    files(&folder).into_iter().map(|file| (path(&file), fs::read(&file).unwrap())).collect()
});

fn site() -> Bundle {
    let mut bundle = Bundle::default();
    bundle.put("index.html", "<!doctype html><title>今日</title><p>张伟</p>".as_bytes());
    bundle.put("people/zhang-wei.html", "<h1>张伟 Zhāng Wěi</h1>".as_bytes());
    bundle.put("static/style.css", b"");
    // More than one part, so that parts can be mixed up.
    let mut state = 7_u32;
    let noise: Vec<u8> = std::iter::repeat_with(|| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        state.to_be_bytes()[0]
    })
    .take(80_000)
    .collect();
    bundle.put("assets/noise.png", &noise);
    bundle
}

/// The vector, sealed with bytes that count up: chance that everybody can repeat.
fn made() -> Files {
    let mut next = 0_u8;
    let mut counter = |slice: &mut [u8]| {
        for byte in slice {
            *byte = next;
            next = next.wrapping_add(1);
        }
    };
    let files = seal(&site(), PASSPHRASE, &ShellWords::default(), &mut counter).into_iter().map(|file| (file.path, file.bytes));
    // The shell's script and style are no part of the format.
    files.filter(|(path, _)| path == "index.html" || path.contains('/')).collect()
}

fn write(folder: &Path, files: &Files) {
    for (path, bytes) in files {
        let file = folder.join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, bytes).unwrap();
    }
}

/// The good container's key: deriving it is slow on purpose, so it is done once.
static UNLOCKED: LazyLock<Unlocked> = LazyLock::new(|| unlock(&header(&GOOD), PASSPHRASE).unwrap());

fn read(files: &Files, passphrase: &str) -> Result<Opened, Refused> {
    let read = |path: &str| files.get(path).cloned();
    if passphrase == PASSPHRASE && files["index.html"] == GOOD["index.html"] {
        return UNLOCKED.open(read);
    }
    unlock(&header(files), passphrase)?.open(read)
}

fn header(files: &Files) -> Vec<u8> {
    header_of(std::str::from_utf8(&files["index.html"]).unwrap()).unwrap()
}

/// The good container with another header.
fn with_header(change: impl FnOnce(&mut Vec<u8>)) -> Files {
    let mut bytes = header(&GOOD);
    change(&mut bytes);
    let mut files = GOOD.clone();
    let page = String::from_utf8(files["index.html"].clone()).unwrap();
    let (head, rest) = page.split_once("data-header=\"").unwrap();
    let (_, tail) = rest.split_once('"').unwrap();
    let encoded = base64::engine::general_purpose::STANDARD.encode(bytes);
    files.insert("index.html".to_owned(), format!("{head}data-header=\"{encoded}\"{tail}").into_bytes());
    files
}

fn parts() -> Vec<String> {
    GOOD.keys().filter(|path| path.contains('/')).cloned().collect()
}

fn with_part(change: impl FnOnce(&[String], &mut Files)) -> Files {
    let mut files = GOOD.clone();
    change(&parts(), &mut files);
    files
}

/// What must not open: its name, the container, the passphrase, why.
fn bad() -> Vec<(&'static str, Files, &'static str, Refused)> {
    let flip = |files: &mut Files, path: &str, at: usize| {
        let byte = &mut files.get_mut(path).unwrap()[at];
        *byte = if *byte == b'A' { b'B' } else { b'A' };
    };
    vec![
        ("another passphrase", GOOD.clone(), "undone grievance swab lunchbox eatable pacemakers", Refused::Passphrase),
        ("another magic", with_header(|bytes| bytes[0] = b'R'), PASSPHRASE, Refused::NotOurs),
        ("a later version", with_header(|bytes| bytes[7] = 2), PASSPHRASE, Refused::NotOurs),
        ("a short header", with_header(|bytes| bytes.truncate(107)), PASSPHRASE, Refused::NotOurs),
        ("a long header", with_header(|bytes| bytes.push(0)), PASSPHRASE, Refused::NotOurs),
        ("no parts", with_header(|bytes| bytes[12..16].fill(0)), PASSPHRASE, Refused::NotOurs),
        ("one round", with_header(|bytes| bytes[8..12].copy_from_slice(&1_u32.to_be_bytes())), PASSPHRASE, Refused::Rounds(1)),
        ("rounds without end", with_header(|bytes| bytes[8..12].fill(255)), PASSPHRASE, Refused::Rounds(u32::MAX)),
        ("fewer parts than there are", with_header(|bytes| bytes[15] = 1), PASSPHRASE, Refused::Passphrase),
        ("another tag", with_header(|bytes| bytes[107] ^= 1), PASSPHRASE, Refused::Passphrase),
        ("a changed nonce", with_part(|parts, files| flip(files, &parts[0], 13)), PASSPHRASE, Refused::Part(0)),
        ("a changed byte", with_part(|parts, files| flip(files, &parts[1], 40_000)), PASSPHRASE, Refused::Part(1)),
        ("a part cut short", with_part(|parts, files| files.get_mut(&parts[1]).unwrap().truncate(1_000)), PASSPHRASE, Refused::Part(1)),
        (
            "a missing part",
            with_part(|parts, files| {
                files.remove(&parts[1]);
            }),
            PASSPHRASE,
            Refused::Part(1),
        ),
        (
            "one part twice",
            with_part(|parts, files| {
                let first = files[&parts[0]].clone();
                files.insert(parts[1].clone(), first);
            }),
            PASSPHRASE,
            Refused::Part(1),
        ),
        (
            "parts in another order",
            with_part(|parts, files| {
                let (first, second) = (files[&parts[0]].clone(), files[&parts[1]].clone());
                files.insert(parts[0].clone(), second);
                files.insert(parts[1].clone(), first);
            }),
            PASSPHRASE,
            Refused::Part(0),
        ),
    ]
}

#[test]
fn the_good_vector_opens_and_is_what_we_write() {
    let opened = read(&GOOD, PASSPHRASE).unwrap();
    assert_eq!(opened.len(), site().len());
    assert!(opened.contains(&("people/zhang-wei.html".to_owned(), "<h1>张伟 Zhāng Wěi</h1>".into())));
    assert_eq!(made(), *GOOD, "the format changed: give it another version, or UPDATE=1");
}

#[test]
fn no_bad_vector_opens() {
    for (name, files, passphrase, why) in bad() {
        assert_eq!(read(&files, passphrase), Err(why), "{name}");
    }
}

#[test]
#[ignore = "needs Node: a reader in another language"]
fn a_reader_in_another_language_agrees() {
    let folder = tempfile::tempdir().unwrap();
    let node = |files: &Files, passphrase: &str, name: &str| {
        let site = folder.path().join(name);
        write(&site, files);
        Command::new("node").arg(root("tests/sealed/reader.mjs")).arg(&site).arg(passphrase).output().expect("node runs")
    };
    let good = node(&GOOD, PASSPHRASE, "good");
    let listed = String::from_utf8(good.stdout).unwrap();
    let opened = read(&GOOD, PASSPHRASE).unwrap();
    assert_eq!(listed.lines().count(), opened.len(), "{}", String::from_utf8_lossy(&good.stderr));
    for (path, bytes) in opened {
        assert!(listed.lines().any(|line| line.starts_with(&format!("{} ", bytes.len())) && line.ends_with(&format!(" {path}"))), "{path}");
    }
    for (name, files, passphrase, why) in bad() {
        let refused = node(&files, passphrase, name);
        let said = String::from_utf8(refused.stderr).unwrap();
        let expected = match why {
            Refused::NotOurs => "not-ours".to_owned(),
            Refused::Rounds(_) => "rounds".to_owned(),
            Refused::Passphrase => "passphrase".to_owned(),
            Refused::Part(place) => format!("part {place}"),
            Refused::Contents => "contents".to_owned(),
        };
        assert_eq!((said.trim(), refused.stdout.len()), (expected.as_str(), 0), "{name}");
    }
}
