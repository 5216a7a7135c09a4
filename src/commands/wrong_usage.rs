//! What was typed cannot be a command: why, what was meant, and an example of what can.
//!
//! Clap knows what is wrong; here it is said in the user's language, and never without a next step.

use super::near::near;
use clap::error::{ContextKind, ContextValue, Error, ErrorKind};
use renmai::message::{Argument, Message};

/// Words other programs have for what ours does, Chinese ones too.
const OTHER_WORDS: [(&str, &[&str]); 17] = [
    ("init", &["start", "setup", "begin", "create-journal", "初始化", "开始"]),
    ("new", &["add", "create", "person", "新建", "添加", "加人"]),
    ("log", &["note", "record", "entry", "write", "contact", "记", "记录", "记一笔", "互动"]),
    ("done", &["tick", "complete", "finish", "close", "完成", "勾选", "打勾"]),
    ("today", &["agenda", "week", "remind", "reminders", "next", "due", "status", "now", "今天", "今日", "本周", "提醒"]),
    ("list", &["ls", "people", "search", "find", "filter", "query", "all", "列表", "名单", "查找", "搜索", "所有人"]),
    ("show", &["view", "get", "cat", "who", "info", "person-card", "看", "查看", "显示"]),
    ("check", &["validate", "lint", "doctor", "verify", "problems", "检查", "校验"]),
    ("build", &["publish", "generate", "render", "make", "site", "html", "生成", "构建", "发布", "网站"]),
    ("serve", &["preview", "watch", "server", "dev", "run", "open", "预览", "服务"]),
    ("decrypt", &["unseal", "unlock", "decode", "解密", "解封"]),
    ("import", &["load", "read", "bring", "导入"]),
    ("export", &["dump", "save", "json", "csv", "vcard", "ics", "导出"]),
    ("completions", &["complete-shell", "completion", "补全"]),
    ("man", &["manual", "docs", "手册"]),
    ("--version", &["version", "版本"]),
    ("--help", &["help", "usage", "帮助"]),
];

/// Options one may expect under another name.
const OTHER_OPTIONS: [(&str, &[&str]); 13] = [
    ("--on", &["--date", "--when", "--day", "--at"]),
    ("--by", &["--from", "--who", "--initiator"]),
    ("--with", &["--people", "--and", "--also"]),
    ("--felt", &["--feel", "--feeling", "--mood", "--form"]),
    ("--gave", &["--give", "--given"]),
    ("--got", &["--get", "--received", "--took"]),
    ("--kind", &["--type"]),
    ("--edit", &["--interactive", "--editor"]),
    ("--output", &["--out", "--dest", "--destination", "--target"]),
    ("--dry-run", &["--dryrun", "--preview", "--pretend", "--what-if"]),
    ("--root", &["--dir", "--path", "--journal", "--folder"]),
    ("--content", &["--vault", "--notes"]),
    ("--encrypt", &["--password", "--passphrase", "--seal"]),
];

/// What is to be said of a command line that cannot be read. `command` is the program's own definition,
/// `typed` the words after its name.
pub fn message(error: &Error, command: &clap::Command, typed: &[String]) -> Message {
    // The first word that is a command; a value that reads like one costs a less fitting example.
    let of = command.get_subcommands().find(|sub| typed.iter().any(|word| word == sub.get_name()));
    let what = what(error, command, of);
    match of {
        Some(sub) => {
            let said = sub.get_before_help().map(ToString::to_string).unwrap_or_default();
            let next = Message::new("usage.next-of").with("command", sub.get_name());
            Message::new("usage.wrong").with("what", what).with("next", next.with("example", example(&said)))
        }
        None => Message::new("usage.wrong").with("what", what).with("next", Message::new("usage.next")),
    }
}

/// The first of the examples a help begins with, without what is said of it.
fn example(help: &str) -> String {
    let line = help.lines().find(|line| line.starts_with("  ")).unwrap_or_default().trim();
    line.split("   ").next().unwrap_or_default().trim_end().to_owned()
}

fn what(error: &Error, command: &clap::Command, of: Option<&clap::Command>) -> Message {
    let one = |kind| text(error, kind);
    let about = |key: &str| Message::new(format!("usage.{key}"));
    match error.kind() {
        ErrorKind::InvalidSubcommand => {
            let word = one(ContextKind::InvalidSubcommand);
            match meant_command(&word, command) {
                Some(meant) => guess(about("no-command").with("word", &word), meant),
                None => about("no-command-perhaps-somebody").with("word", word),
            }
        }
        ErrorKind::UnknownArgument => {
            let word = one(ContextKind::InvalidArg);
            if !word.starts_with('-') {
                return about("one-word-too-many").with("word", word);
            }
            let name = word.split('=').next().unwrap_or(&word).to_owned();
            let mut known: Vec<String> = of
                .into_iter()
                .chain([command])
                .flat_map(clap::Command::get_arguments)
                .filter_map(|arg| arg.get_long())
                .map(|long| format!("--{long}"))
                .collect();
            known.extend(["--help", "--version"].map(str::to_owned));
            let other =
                OTHER_OPTIONS.iter().find(|(ours, words)| words.contains(&name.as_str()) && known.iter().any(|known| known == ours));
            let meant = other
                .map(|(ours, _)| *ours)
                .or_else(|| near(name.trim_start_matches('-'), known.iter().map(|known| known.trim_start_matches('-'))));
            let message = about("no-option").with("word", name.as_str());
            match meant {
                Some(meant) if name.starts_with("--") => guess(message, &format!("--{}", meant.trim_start_matches('-'))),
                _ => message,
            }
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let (option, value) = (plain(&one(ContextKind::InvalidArg)), one(ContextKind::InvalidValue));
            let known = texts(error, ContextKind::ValidValue);
            if value.is_empty() {
                return about("no-value").with("option", option);
            }
            let message = if known.is_empty() {
                let expected = match option.trim_start_matches('-') {
                    "days" => "days",
                    "port" => "port",
                    "today" => "today",
                    _ => "readable",
                };
                return about("bad-value")
                    .with("option", option)
                    .with("value", value)
                    .with("expected", about(&format!("expected.{expected}")));
            } else {
                about("no-such-value")
                    .with("option", option)
                    .with("value", &value)
                    .with("known", known.iter().map(Argument::from).collect::<Vec<_>>())
            };
            match near(&value, known.iter().map(String::as_str)) {
                Some(meant) => guess(message, meant),
                None => message,
            }
        }
        ErrorKind::MissingRequiredArgument => {
            let lacking: Vec<String> = texts(error, ContextKind::InvalidArg).iter().map(|word| word.replace("...", "")).collect();
            about("lacking").with("what", lacking.join(" "))
        }
        ErrorKind::ArgumentConflict => {
            let (one, other) = (plain(&one(ContextKind::InvalidArg)), texts(error, ContextKind::PriorArg));
            let other = other.first().map(|other| plain(other)).unwrap_or_default();
            if one == other || other.is_empty() {
                about("twice").with("option", one)
            } else {
                about("not-both").with("one", one).with("other", other)
            }
        }
        _ => about("other").with("said", error.kind().to_string()),
    }
}

/// The command somebody had in mind: by another program's word for it, or nearly by our own.
fn meant_command<'a>(word: &str, command: &'a clap::Command) -> Option<&'a str> {
    let lower = word.to_lowercase();
    let by_word = OTHER_WORDS.iter().find(|(_, words)| words.contains(&lower.as_str())).map(|(ours, _)| *ours);
    by_word.or_else(|| near(word, command.get_subcommands().map(clap::Command::get_name)))
}

/// A sentence, and what may have been meant.
pub fn guess(what: Message, meant: &str) -> Message {
    Message::new("usage.guess").with("what", what).with("meant", meant)
}

/// A sentence, and what may have been meant if anything was near.
pub fn perhaps<'a>(what: Message, typed: &str, known: impl IntoIterator<Item = &'a str>) -> Message {
    match near(typed, known) {
        Some(meant) => guess(what, meant),
        None => what,
    }
}

/// `--by <WHO>` without the name of its value.
fn plain(arg: &str) -> String {
    arg.split(" <").next().unwrap_or(arg).split("=<").next().unwrap_or(arg).replace("...", "")
}

fn text(error: &Error, kind: ContextKind) -> String {
    texts(error, kind).into_iter().next().unwrap_or_default()
}

fn texts(error: &Error, kind: ContextKind) -> Vec<String> {
    match error.get(kind) {
        Some(ContextValue::String(text)) => vec![text.clone()],
        Some(ContextValue::Strings(texts)) => texts.clone(),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::Typed;
    use clap::CommandFactory;

    #[test]
    fn other_words_lead_to_what_there_is_and_hide_nothing() {
        let command = Typed::command();
        let names: Vec<&str> = command.get_subcommands().map(clap::Command::get_name).collect();
        let mut seen: Vec<&str> = Vec::new();
        for (ours, words) in OTHER_WORDS {
            assert!(ours.starts_with("--") || names.contains(&ours), "{ours}");
            for word in words {
                assert!(!names.contains(word) && !seen.contains(word), "{word}");
                seen.push(word);
            }
        }
        let options: Vec<&str> =
            command.get_subcommands().chain([&command]).flat_map(|sub| sub.get_arguments().filter_map(|arg| arg.get_long())).collect();
        for (ours, words) in OTHER_OPTIONS {
            assert!(options.contains(&ours.trim_start_matches('-')), "{ours}");
            assert!(words.iter().all(|word| !options.contains(&word.trim_start_matches('-'))), "{ours}: {words:?}");
        }
    }

    #[test]
    fn an_example_is_what_one_may_type() {
        assert_eq!(example("Examples:\n  renmai show ada              by id\n  renmai x"), "renmai show ada");
        assert_eq!(example(""), "");
    }
}
