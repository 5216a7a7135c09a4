//! The definition holds together, in both languages, and every example there is can be typed.

#![expect(clippy::disallowed_methods, reason = "reads what strangers read")]

use super::*;

#[test]
fn the_definition_holds_together() {
    Typed::command().debug_assert();
}

#[test]
fn every_help_begins_with_examples() {
    for lang in ["en", "zh"] {
        let mut command = command(lang);
        let begin = if lang == "zh" { "例如：\n  renmai" } else { "Examples:\n  renmai" };
        assert!(command.render_long_help().to_string().starts_with(begin));
        for command in command.get_subcommands_mut() {
            let help = command.render_long_help().to_string();
            assert!(help.starts_with(begin), "{}", command.get_name());
        }
    }
}

#[test]
fn help_may_be_asked_for_in_words() {
    for typed in [&["help"][..], &["help", "log"], &["--lang=zh", "help", "log"], &["帮助"]] {
        let typed: Vec<OsString> = typed.iter().map(OsString::from).collect();
        assert_eq!(parse(&typed, "en").unwrap_err().kind(), clap::error::ErrorKind::DisplayHelp, "{typed:?}");
    }
    // Somebody may be called so.
    assert!(parse(&["show".into(), "help".into()], "en").is_ok());
}

/// A line of a shell as its words; comments, redirections and pipes end it.
fn shell_words(line: &str) -> Vec<String> {
    let (mut words, mut word, mut quote) = (Vec::new(), None::<String>, None);
    for sign in line.chars().chain([' ']) {
        match (quote, sign) {
            (Some(open), sign) if sign == open => quote = None,
            (None, '"' | '\'') => {
                word.get_or_insert_default();
                quote = Some(sign);
            }
            (None, '|' | '>' | '#') if word.is_none() => break,
            (None, ' ') => words.extend(word.take()),
            _ => word.get_or_insert_default().push(sign),
        }
    }
    words
}

/// Every line that begins with `renmai` in the examples of the help, in both languages, and in the shell blocks of what
/// strangers read.
fn examples() -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for lang in ["en", "zh"] {
        let command = command(lang);
        for command in command.get_subcommands().chain([&command]) {
            let help = command.get_before_help().unwrap().to_string();
            // What is said of an example stands three spaces behind it.
            lines.extend(help.lines().skip(1).map(|line| line.trim().split("   ").next().unwrap().to_owned()));
        }
    }
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let handbook = std::fs::read_dir(root.join("docs/handbook")).unwrap().map(|entry| entry.unwrap().path());
    for path in handbook.chain(["README.md", "README.zh.md", "docs/README.md"].map(|name| root.join(name))) {
        let text = std::fs::read_to_string(&path).unwrap();
        for block in text.split("```sh\n").skip(1).filter_map(|rest| rest.split("```").next()) {
            lines.extend(block.lines().filter(|line| line.starts_with("renmai")).map(str::to_owned));
        }
    }
    lines
}

#[test]
fn every_example_can_be_typed() {
    let lines = examples();
    assert!(lines.len() > 100, "only {} examples", lines.len());
    for line in lines {
        let words = shell_words(&line);
        assert_eq!(words.first().map(String::as_str), Some("renmai"), "{line}");
        let words: Vec<OsString> = words.into_iter().skip(1).map(OsString::from).collect();
        for lang in ["en", "zh"] {
            if let Err(error) = parse(&words, lang) {
                panic!("{line}\n{error}");
            }
        }
    }
}

#[test]
fn options_may_stand_anywhere() {
    let typed = Typed::try_parse_from(["renmai", "--today", "2026-03-01", "build", "-r", "x", "-q"]).unwrap();
    assert_eq!(typed.everywhere.today, Some(jiff::civil::date(2026, 3, 1)));
    assert_eq!(typed.everywhere.root.as_deref(), Some(std::path::Path::new("x")));
    assert!(typed.everywhere.quiet);
    assert!(Typed::try_parse_from(["renmai", "--today", "2026-02-30", "build"]).is_err());
}
