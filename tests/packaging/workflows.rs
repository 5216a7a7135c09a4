//! Workflows are YAML of the shape their host reads; what they run stands in the repository.

use super::{root, text};
use serde_json::Value;
use std::fs;

const JOURNAL: &str = "docs/editors/journal.yml";

fn read(path: &str) -> Value {
    // `on` is a word here, and a truth in older YAML.
    serde_yaml::from_str(&text(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// This project's own workflows.
fn ours() -> Vec<String> {
    let entries = fs::read_dir(root(".github/workflows")).unwrap();
    let mut paths: Vec<String> =
        entries.map(|entry| format!(".github/workflows/{}", entry.unwrap().file_name().into_string().unwrap())).collect();
    paths.sort();
    assert!(paths.len() >= 2, "{paths:?}");
    paths
}

fn steps(workflow: &Value) -> Vec<&Value> {
    workflow["jobs"].as_object().unwrap().values().flat_map(|job| job["steps"].as_array().unwrap()).collect()
}

fn commands(workflow: &Value) -> Vec<String> {
    steps(workflow).iter().filter_map(|step| step["run"].as_str().map(str::to_owned)).collect()
}

#[test]
fn every_workflow_has_its_parts_and_asks_for_little() {
    for path in ours().iter().map(String::as_str).chain([JOURNAL]) {
        let workflow = read(path);
        assert!(workflow["name"].is_string(), "{path}");
        assert_eq!(workflow["permissions"]["contents"], "read", "{path}: a job that needs more says so itself");
        for (name, job) in workflow["jobs"].as_object().unwrap() {
            assert!(job["runs-on"].is_string() || job["runs-on"].is_array(), "{path}: {name} runs nowhere");
        }
        for step in steps(&workflow) {
            assert!(step["run"].is_string() != step["uses"].is_string(), "{path}: {step}");
        }
    }
}

#[test]
fn actions_are_pinned_to_a_commit_and_say_its_version() {
    for path in ours().iter().map(String::as_str).chain([JOURNAL]) {
        let text = text(path);
        let uses: Vec<&str> = text.lines().filter_map(|line| line.trim().trim_start_matches("- ").strip_prefix("uses: ")).collect();
        assert!(!uses.is_empty(), "{path}");
        for action in uses {
            let (_, pin) = action.split_once('@').unwrap();
            let (commit, version) = pin.split_once(" # v").unwrap_or_else(|| panic!("{path}: {action} does not say its version"));
            assert!(commit.len() == 40 && commit.chars().all(|sign| sign.is_ascii_hexdigit()), "{path}: {action}");
            assert!(version.starts_with(|sign: char| sign.is_ascii_digit()), "{path}: {action}");
        }
    }
}

#[test]
fn the_scripts_they_call_can_be_called() {
    let mut seen = Vec::new();
    for path in ours() {
        for command in commands(&read(&path)) {
            for word in command.split_whitespace().filter(|word| word.starts_with("packaging/") || word.starts_with(".ci/")) {
                let script = root(word);
                assert!(script.is_file(), "{path} runs {word}, which is not there");
                #[cfg(unix)]
                {
                    use std::os::unix::fs::PermissionsExt as _;
                    assert!(fs::metadata(&script).unwrap().permissions().mode() & 0o111 != 0, "{word} cannot be run");
                }
                seen.push(word.to_owned());
            }
        }
    }
    seen.sort();
    assert_eq!(seen, [".ci/long", ".ci/run", "packaging/archive", "packaging/program", "packaging/recipes"]);
}

#[test]
fn the_toolchain_and_the_profile_are_the_manifests() {
    let manifest = text("Cargo.toml");
    let rust = manifest.lines().find_map(|line| line.strip_prefix("rust-version = \"")?.strip_suffix('"')).unwrap();
    let mut toolchains = 0;
    for path in ours() {
        let workflow = read(&path);
        for command in commands(&workflow) {
            if command.starts_with("rustup") {
                toolchains += 1;
                assert!(
                    command.contains(&format!("install {rust} ")) && command.ends_with(&format!("default {rust}")),
                    "{path}: {command}"
                );
            }
            if let Some((_, rest)) = command.split_once("--profile ").filter(|_| command.starts_with("cargo")) {
                let profile = rest.split_whitespace().next().unwrap();
                assert!(manifest.contains(&format!("[profile.{profile}]")), "{path}: no profile {profile}");
            }
        }
        let image = |job: &Value| job["container"].as_str().or(job["container"]["image"].as_str()).map(str::to_owned);
        let images = workflow["jobs"].as_object().unwrap().values().filter_map(image);
        for image in images {
            assert!(image.starts_with(&format!("rust:{rust}-")), "{path}: {image}");
        }
    }
    assert!(toolchains >= 3, "{toolchains}");
}

#[test]
fn a_release_is_for_the_platforms_the_recipes_name() {
    let workflow = read(".github/workflows/release.yml");
    let matrix = workflow["jobs"]["archive"]["strategy"]["matrix"]["include"].as_array().unwrap();
    let targets: Vec<&str> = matrix.iter().map(|row| row["target"].as_str().unwrap()).collect();
    for wanted in
        ["x86_64-unknown-linux-musl", "aarch64-unknown-linux-musl", "x86_64-apple-darwin", "aarch64-apple-darwin", "x86_64-pc-windows-msvc"]
    {
        assert!(targets.contains(&wanted), "no {wanted}");
    }
    for recipe in ["packaging/homebrew/renmai.rb", "packaging/aur/PKGBUILD"] {
        for target in super::recipes::targets(&text(recipe)) {
            assert!(targets.contains(&target.as_str()), "{recipe} wants {target}");
        }
    }
    // Commands of the journal's workflow are ours, as they are spelt.
    for command in commands(&read(JOURNAL)) {
        let words: Vec<&str> = command.split_whitespace().filter(|word| !word.contains('$')).collect();
        assert_eq!(words[0], "renmai", "{command}");
        let help = std::process::Command::new(env!("CARGO_BIN_EXE_renmai")).args([words[1], "--help"]).output().unwrap();
        let help = String::from_utf8(help.stdout).unwrap();
        for option in words.iter().filter(|word| word.starts_with('-')) {
            assert!(help.contains(option), "{command}: no {option}");
        }
    }
}
