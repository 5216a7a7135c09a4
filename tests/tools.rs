//! What other programs are given: the schema for editors, completions for shells, manual pages.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail loudly")]

use renmai::parse::keys::{channels, keys, written};
use std::process::Command;

fn renmai(arguments: &[&str], shell: Option<&str>) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_renmai"));
    command.args(arguments).env("LC_ALL", "C").current_dir(env!("CARGO_MANIFEST_DIR"));
    if let Some(shell) = shell {
        command.env("RENMAI_COMPLETE", shell);
    }
    let done = command.output().unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    String::from_utf8(done.stdout).unwrap()
}

#[test]
fn the_schema_knows_every_key_and_explains_it_in_both_languages() {
    let [english, chinese] =
        ["en", "zh"].map(|lang| serde_json::from_str::<serde_json::Value>(&renmai(&["schema", "--lang", lang], None)).unwrap());
    let properties = english["properties"].as_object().unwrap();
    let known = keys().map(|(_, name)| written(name)).chain(channels()).chain(["gaps", "offers", "pitch"]);
    let mut count = 0;
    for name in known {
        count += 1;
        let words = [&english, &chinese]
            .map(|schema| schema["properties"][name]["description"].as_str().unwrap_or_else(|| panic!("{name} is missing")).to_owned());
        assert!(words.iter().all(|words| !words.is_empty() && !words.contains("schema.")), "{name}: {words:?}");
        assert_ne!(words[0], words[1], "{name}");
    }
    assert_eq!(properties.len(), count, "a key the parser does not know");
    // The circles are those of the journal one stands in.
    assert!(properties["circle"]["anyOf"][0]["enum"].as_array().unwrap().iter().any(|circle| circle == "inner"));
}

#[test]
fn every_shell_gets_its_script() {
    for (shell, word) in [
        ("bash", "complete "),
        ("zsh", "compdef"),
        ("fish", "complete "),
        ("powershell", "Register-ArgumentCompleter"),
        ("elvish", "edit:"),
    ] {
        let script = renmai(&["completions", shell], None);
        assert!(script.contains(word) && script.contains("RENMAI_COMPLETE"), "{script}");
    }
}

#[test]
fn a_shell_is_told_who_there_is() {
    let answers = |words: &[&str]| {
        let words = [&["--", "renmai"], words].concat();
        renmai(&words, Some("fish")).lines().map(|line| line.split('\t').next().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert!(answers(&["log", "zhangw"]).contains(&"zhang-wei".to_owned()));
    assert!(answers(&["show", "张伟"]).contains(&"张伟".to_owned()));
    assert!(answers(&["log", "tomas-ruiz,zw"]).contains(&"tomas-ruiz,zhang-wei".to_owned()));
    assert!(answers(&["new", "--circle", "inn"]).contains(&"inner".to_owned()));
    assert!(answers(&["list", "phase:d"]).contains(&"phase:due".to_owned()));
    assert!(answers(&["-r", "/nowhere", "log", "z"]).is_empty());
    assert!(answers(&["don"]).contains(&"done".to_owned()));
}

#[test]
fn every_command_has_its_page() {
    let pages = renmai(&["man"], None);
    for command in ["log", "done", "new", "build", "schema"] {
        assert!(pages.contains(&format!(".TH renmai-{command} 1")), "{command}");
    }
    assert!(renmai(&["man", "log"], None).contains(".SH EXAMPLES\n.nf\n\\&renmai log ada"));
}
