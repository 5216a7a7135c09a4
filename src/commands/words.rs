//! The words a command speaks before any journal is read, and the language to
//! speak them in.

use crate::cli::Lang;
use renmai::render::i18n::Catalogue;

const EN: &str = include_str!("../../themes/default/messages/en/terminal.yaml");
const ZH: &str = include_str!("../../themes/default/messages/zh/terminal.yaml");

/// The commands' own words.
pub fn catalogue(lang: &str) -> Catalogue {
    let mut catalogue = Catalogue::new(lang);
    // A test reads both files; an unread one would only show its keys.
    let _ = catalogue.overlay(if lang == "zh" { ZH } else { EN });
    catalogue
}

/// The language that was typed, else the one the user's system speaks, given as
/// the values of `LC_ALL`, `LC_MESSAGES` and `LANG`: the first that says anything.
pub fn language(typed: Option<Lang>, system: [Option<String>; 3]) -> &'static str {
    match typed {
        Some(lang) => tag(lang),
        None => {
            let said = system.into_iter().flatten().find(|value| !value.is_empty()).unwrap_or_default();
            if said.starts_with("zh") { tag(Lang::Zh) } else { tag(Lang::En) }
        }
    }
}

/// The tag of a language, as settings and catalogues write it.
pub fn tag(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "en",
        Lang::Zh => "zh",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use renmai::render::i18n::differences;

    #[test]
    fn both_languages_say_the_same() {
        assert!(catalogue("en").knows("terminal.init.next"));
        assert_eq!(differences(&catalogue("en"), &catalogue("zh")), [""; 0]);
    }

    #[test]
    fn what_was_typed_wins_over_the_system() {
        let system = |all: &str, lang: &str| [Some(all.to_owned()), None, Some(lang.to_owned())];
        assert_eq!(language(None, system("", "zh_CN.UTF-8")), "zh");
        assert_eq!(language(None, system("C", "zh_CN.UTF-8")), "en");
        assert_eq!(language(Some(Lang::En), system("", "zh_CN.UTF-8")), "en");
    }
}
