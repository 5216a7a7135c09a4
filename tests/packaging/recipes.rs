//! The recipes of packaging/, filled as for a release, and an archive as the workflow makes it.

use super::{root, text};
use std::fs;
use std::process::Command;

const RECIPES: [&str; 2] = ["packaging/homebrew/renmai.rb", "packaging/aur/PKGBUILD"];
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The platforms whose checksums a recipe has blanks for.
pub fn targets(recipe: &str) -> Vec<String> {
    recipe.split("@SHA256 ").skip(1).map(|rest| rest.split('@').next().unwrap().to_owned()).collect()
}

#[test]
fn every_recipe_is_of_this_version() {
    for (path, line) in [
        ("packaging/homebrew/renmai.rb", format!("  version \"{VERSION}\"")),
        ("packaging/aur/PKGBUILD", format!("pkgver={VERSION}")),
        ("packaging/nix/package.nix", format!("  version = \"{VERSION}\";")),
    ] {
        assert!(text(path).lines().any(|found| found == line), "{path} lacks {line:?}");
    }
    let changelog = text("CHANGELOG.md");
    let heading = changelog.lines().find(|line| line.starts_with(&format!("## [{VERSION}] - "))).expect("the changelog has this version");
    let day = heading.rsplit(" - ").next().unwrap();
    assert!(day.parse::<jiff::civil::Date>().is_ok(), "{heading}");
}

#[test]
fn recipes_install_what_an_archive_holds() {
    let archive = text("packaging/archive");
    for path in RECIPES {
        for file in ["renmai.bash", "_renmai", "renmai.fish"] {
            assert!(
                text(path).contains(&format!("completions/{file}")) && archive.contains(&format!("completions/{file}\"")),
                "{path}: {file}"
            );
        }
        assert!(text(path).contains("man/*.1"), "{path}");
    }
}

#[test]
#[ignore = "needs bash, awk and sed"]
fn recipes_fill_to_their_last_blank() {
    let dist = tempfile::tempdir().unwrap();
    let recipes =
        || Command::new(root("packaging/recipes")).arg("https://example.org/somebody/renmai").env("DIST", dist.path()).output().unwrap();
    let mut all: Vec<String> = RECIPES.iter().flat_map(|path| targets(&text(path))).collect();
    all.sort();
    all.dedup();
    assert_eq!(all.len(), 4);
    for (at, target) in all.iter().enumerate() {
        let name = format!("renmai-{VERSION}-{target}.tar.gz");
        // With one checksum missing nothing comes out as if it were whole.
        if at > 0 {
            let refused = recipes();
            assert!(!refused.status.success() && String::from_utf8_lossy(&refused.stderr).contains("no checksum of "), "{refused:?}");
        }
        fs::write(dist.path().join(format!("{name}.sha256")), format!("{}  {name}\n", format!("{at:x}").repeat(64))).unwrap();
    }
    let done = recipes();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    for recipe in ["renmai.rb", "PKGBUILD"] {
        let filled = fs::read_to_string(dist.path().join(recipe)).unwrap();
        assert!(!filled.lines().skip(1).any(|line| line.contains('@')), "{recipe}: {filled}");
        assert!(filled.contains("https://example.org/somebody/renmai/releases/download/v") || recipe == "PKGBUILD", "{filled}");
        let target = "aarch64-unknown-linux-musl";
        let at = all.iter().position(|name| name == target).unwrap();
        assert!(filled.contains(&format!("{at:x}").repeat(64)), "{filled}");
    }
    assert_eq!(fs::read_to_string(dist.path().join("SHA256SUMS")).unwrap().lines().count(), 4);
    let notes = fs::read_to_string(dist.path().join("NOTES.md")).unwrap();
    assert!(notes.contains("### Added") && !notes.contains("## ["), "{notes}");
    let sound = Command::new("bash").arg("-n").arg(dist.path().join("PKGBUILD")).status().unwrap();
    assert!(sound.success());
}

#[test]
#[ignore = "needs bash, tar and gzip"]
fn an_archive_holds_the_program_its_completions_and_its_manual() {
    let dist = tempfile::tempdir().unwrap();
    let done = Command::new(root("packaging/archive"))
        .args(["test-target", env!("CARGO_BIN_EXE_renmai")])
        .env("DIST", dist.path())
        .output()
        .unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let name = format!("renmai-{VERSION}-test-target");
    let packed = dist.path().join(format!("{name}.tar.gz"));
    assert!(Command::new("tar").arg("-xzf").arg(&packed).arg("-C").arg(dist.path()).status().unwrap().success());
    let inside = dist.path().join(&name);
    let listed = Command::new(inside.join("renmai")).arg("--help").output().unwrap();
    let help = String::from_utf8(listed.stdout).unwrap();
    let commands = help.split("Commands:\n").nth(1).unwrap().lines().take_while(|line| line.starts_with("  "));
    let mut manuals = 1;
    for command in commands.filter_map(|line| line.strip_prefix("  ")?.split(' ').next().filter(|name| !name.is_empty())) {
        let manual =
            fs::read_to_string(inside.join(format!("man/renmai-{command}.1"))).unwrap_or_else(|error| panic!("{command}: {error}"));
        assert!(manual.contains(&format!(".TH renmai-{command} 1")) && manual.contains(".SH SYNOPSIS"), "{command}");
        manuals += 1;
    }
    assert_eq!(fs::read_dir(inside.join("man")).unwrap().count(), manuals);
    assert!(manuals > 12, "{manuals}");
    assert_eq!(fs::read_to_string(inside.join("man/renmai.1")).unwrap().matches(".TH ").count(), 1);
    for file in ["renmai.bash", "_renmai", "renmai.fish", "_renmai.ps1", "renmai.elv"] {
        let script = fs::read_to_string(inside.join("completions").join(file)).unwrap();
        assert!(script.contains("RENMAI_COMPLETE") && !script.contains("target/debug"), "{file}: {script}");
    }
    for file in ["README.md", "README.zh.md", "CHANGELOG.md", "LICENSE-MIT", "LICENSE-APACHE"] {
        assert_eq!(fs::read(inside.join(file)).unwrap(), fs::read(root(file)).unwrap(), "{file}");
    }
    let sum = fs::read_to_string(dist.path().join(format!("{name}.tar.gz.sha256"))).unwrap();
    assert!(sum.len() > 64 && sum.contains(&format!("{name}.tar.gz")), "{sum}");
}
