//! The museum of problems: `tests/diagnostics/CODE/` holds a journal (`input.txt`) and
//! every word said about it (`expected.txt`). Read it aloud now and then.

use renmai::diagnostics::{Code, Diagnostic};
use renmai::render::theme::{Overrides, catalogue};
use renmai::render::{Look, Renderer, report};
use renmai::source::Sources;

use crate::folders::{expect, folders, root};
use crate::vault::{Vault, World};

const T: &str = "2026-03-01";

/// Codes without a sample, each with its reason.
const WITHOUT_SAMPLE: [(&str, &str); 1] =
    [("bad-timezone", "the shell looks zones up, for only the system knows them; tests/cmd/zones.trycmd has its sample")];

#[test]
fn every_problem_has_a_sample_that_says_what_it_says() {
    let museum = root("tests/diagnostics");
    for sample in folders(&museum) {
        let code = Code::ALL.iter().find(|code| code.name() == sample).unwrap_or_else(|| panic!("{sample} is no code"));
        let input = std::fs::read(museum.join(&sample).join("input.txt")).expect("a sample has an input");
        let vault = Vault::of_bytes(&input).vault();
        let mut world = World::new(&vault, crate::vault::day(T));
        let of_the_theme = of_the_theme(&vault, &mut world);
        world.diagnostics.extend(of_the_theme);
        assert!(world.diagnostics.iter().any(|problem| problem.code == *code), "{sample}: {:?}", world.problems());
        expect(&museum.join(&sample).join("expected.txt"), &said(&world));
    }
}

#[test]
fn every_code_is_in_the_museum_or_excused() {
    let samples = folders(&root("tests/diagnostics"));
    for code in Code::ALL.iter().map(|code| code.name()) {
        let excused = WITHOUT_SAMPLE.iter().any(|(name, _)| *name == code);
        assert_ne!(samples.iter().any(|sample| sample == code), excused, "{code}");
    }
    for (name, _) in WITHOUT_SAMPLE {
        assert!(Code::ALL.iter().any(|code| code.name() == name), "{name} is gone: drop its excuse");
    }
}

#[test]
fn samples_hold_two_files_and_no_more() {
    for sample in folders(&root("tests/diagnostics")) {
        let files = crate::folders::files(&root("tests/diagnostics").join(&sample));
        // The other one may be being written at this moment.
        if crate::folders::updating() {
            continue;
        }
        let names: Vec<String> = files.iter().filter_map(|path| path.file_name()).map(|name| name.to_string_lossy().into_owned()).collect();
        assert_eq!(names, ["expected.txt", "input.txt"], "{sample}");
    }
}

/// What the theme's own files are reported for.
fn of_the_theme(vault: &renmai::source::Vault, world: &mut World) -> Vec<Diagnostic> {
    let overrides = Overrides { name: "mine", files: &vault.theme };
    let look = Look { overrides, tokens: &[], numbers: &[], languages: &["en"] };
    if vault.theme.is_empty() { Vec::new() } else { Renderer::new(&look, &mut world.loaded.sources).diagnostics }
}

fn said(world: &World) -> String {
    let words = catalogue("en", Overrides { name: "", files: &[] }, &mut Sources::default()).value;
    let name = |file: &renmai::source::SourceFile| file.path.to_string();
    let texts: Vec<String> =
        world.diagnostics.iter().map(|problem| report::human(problem, &world.loaded.sources, &words, &name, false)).collect();
    format!("{}\n", texts.join("\n\n"))
}
