//! What the program is built on: how much, from where, under which licences.
//!
//! Advisories need a list from the network; `cargo deny check` looks at them where it is.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

/// Everything in `Cargo.lock`, tests and other systems' packages included. A new one is a
/// decision: raise the number in the commit that says why.
const MOST_PACKAGES: usize = 240;
/// Packages of which more than one version is built.
const MOST_TWICE: usize = 6;

const LICENCES: [&str; 13] = [
    "MIT",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "Unicode-3.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "ISC",
    "Zlib",
    "CC0-1.0",
    "BSL-1.0",
    "Unlicense",
    "MIT-0",
    "0BSD",
];
/// Never: unmaintained, unsound, or speaking to the network.
const NEVER: [&str; 9] = ["serde_yml", "libyml", "unsafe-libyaml", "yaml-rust", "reqwest", "ureq", "hyper", "openssl", "curl"];

#[test]
fn the_lock_file_is_of_one_registry_and_not_long() {
    let lock = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.lock")).unwrap();
    let mut versions: BTreeMap<&str, usize> = BTreeMap::new();
    let mut sources = BTreeSet::new();
    for package in lock.split("[[package]]").skip(1) {
        let value = |key: &str| package.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(" = \"")?.strip_suffix('"'));
        let name = value("name").unwrap();
        *versions.entry(name).or_default() += 1;
        if name != "renmai" {
            assert!(value("source").is_some_and(|source| source.starts_with("registry+")), "{name}");
            sources.extend(value("source"));
            assert!(value("checksum").is_some_and(|sum| sum.len() == 64), "{name}");
        }
        assert!(!NEVER.contains(&name), "{name}");
    }
    assert_eq!(sources.len(), 1, "packages come from more than one place: {sources:?}");
    let all: usize = versions.values().sum();
    assert!(all <= MOST_PACKAGES, "{all} packages");
    let twice: Vec<_> = versions.iter().filter(|(_, count)| **count > 1).collect();
    println!("{all} packages, {} of them in several versions: {twice:?}", twice.len());
    assert!(twice.len() <= MOST_TWICE, "{twice:?}");
}

#[test]
fn every_licence_is_permissive() {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let words = ["metadata", "--format-version", "1", "--offline", "--locked"];
    let done = Command::new(cargo).args(words).current_dir(env!("CARGO_MANIFEST_DIR")).output().unwrap();
    if !done.status.success() {
        // Offline, packages of other systems need not be here.
        println!("NOT LOOKED AT: {}", String::from_utf8_lossy(&done.stderr));
        return;
    }
    let metadata: serde_json::Value = serde_json::from_slice(&done.stdout).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    assert!(packages.len() > 50);
    for package in packages {
        let licence = package["license"].as_str().unwrap_or_default();
        // Of several to choose from one must do; of several that all hold, each.
        let choices = licence.replace('/', " OR ").replace(['(', ')'], " ");
        let allowed = choices.split(" OR ").any(|choice| choice.split(" AND ").all(|name| LICENCES.contains(&name.trim())));
        assert!(allowed, "{}: {licence:?}", package["name"]);
    }
}
