//! The sealed demo: not one private string in any file or name.

use crate::leaks::{files, leaks, secrets};
use std::path::Path;
use std::process::Command;

#[test]
fn a_sealed_site_says_nothing() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = tempfile::tempdir().unwrap();
    let site = folder.path().join("site");
    let build = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_renmai"));
        command.arg("--root").arg(root).args(["--today", "2026-11-22", "-q", "build", "-o"]).arg(&site).args(arguments);
        assert!(command.env("RENMAI_PASSPHRASE", "undone grievance swab lunchbox eatable pacemaker").status().unwrap().success());
    };
    // A plain site that stood there before is gone, every page of it.
    build(&[]);
    let secrets = secrets(&root.join("content"));
    assert!(secrets.len() > 500, "only {} private strings", secrets.len());
    assert!(!leaks(&site, &secrets).is_empty(), "the search finds what is there");
    build(&["--encrypt"]);
    assert_eq!(leaks(&site, &secrets), Vec::<String>::new());
    let names: Vec<String> = files(&site).iter().map(|file| file.file_name().unwrap().to_string_lossy().into_owned()).collect();
    let opaque =
        |name: &str| name.strip_suffix(".js").is_some_and(|stem| stem.len() == 5 && stem.bytes().all(|byte| byte.is_ascii_digit()));
    let shell = ["index.html", "sealed.js", "sealed.css", ".renmai-manifest"];
    assert!(names.iter().all(|name| opaque(name) || shell.contains(&name.as_str())), "{names:?}");
}
