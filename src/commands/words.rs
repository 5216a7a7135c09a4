//! The language a command speaks in.

use crate::cli::Lang;
use clap::ValueEnum;
use renmai::model::settings::Language;

/// A typed language as the journal knows it.
pub fn language_of(lang: Lang) -> Language {
    match lang {
        Lang::En => Language::En,
        Lang::Zh => Language::Zh,
    }
}

/// The language that stands among the words of a command line, before they are read.
pub fn lang_typed(words: &[String]) -> Option<Lang> {
    let after = words.iter().position(|word| word == "--lang").and_then(|at| words.get(at + 1).map(String::as_str));
    let value = after.or_else(|| words.iter().find_map(|word| word.strip_prefix("--lang=")))?;
    Lang::from_str(value, true).ok()
}

/// The language that was typed, else the one the user's system speaks, given as
/// the values of `LC_ALL`, `LC_MESSAGES` and `LANG`: the first that says anything.
pub fn language(typed: Option<Lang>, system: [Option<String>; 3]) -> &'static str {
    match typed {
        Some(lang) => language_of(lang).tag(),
        None => {
            let said = system.into_iter().flatten().find(|value| !value.is_empty()).unwrap_or_default();
            if said.starts_with("zh") { Language::Zh.tag() } else { Language::En.tag() }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    #[test]
    fn what_was_typed_wins_over_the_system() {
        let system = |all: &str, lang: &str| [Some(all.to_owned()), None, Some(lang.to_owned())];
        assert_eq!(language(None, system("", "zh_CN.UTF-8")), "zh");
        assert_eq!(language(None, system("C", "zh_CN.UTF-8")), "en");
        assert_eq!(language(Some(Lang::En), system("", "zh_CN.UTF-8")), "en");
    }
}
