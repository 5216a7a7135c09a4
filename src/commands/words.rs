//! The words a command speaks before any journal is read, and the language to
//! speak them in.

use crate::cli::Lang;
use include_dir::{Dir, include_dir};
use renmai::model::settings::Language;
use renmai::render::i18n::Catalogue;

static MESSAGES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/themes/default/messages");

/// The words of a language as they come with the program.
pub fn catalogue(lang: &str) -> Catalogue {
    let mut catalogue = Catalogue::new(lang);
    let folder = MESSAGES.get_dir(lang).map(Dir::files).into_iter().flatten();
    for file in MESSAGES.get_file(format!("{lang}.yaml")).into_iter().chain(folder) {
        // A test reads every file; an unread one would only show its keys.
        let _ = catalogue.overlay(file.contents_utf8().unwrap_or_default());
    }
    catalogue
}

/// All words of a language, the journal's own theme laid over them.
pub fn catalogue_of(language: Language, theme: &[(String, Vec<u8>)]) -> Catalogue {
    let mut catalogue = catalogue(language.tag());
    let (file, folder) = (format!("messages/{}.yaml", language.tag()), format!("messages/{}/", language.tag()));
    for (path, bytes) in theme {
        if *path == file || (path.starts_with(&folder) && path.ends_with(".yaml")) {
            // A file that cannot be read is a problem of the theme, named elsewhere.
            let _ = catalogue.overlay(&String::from_utf8_lossy(bytes));
        }
    }
    catalogue
}

/// A typed language as the journal knows it.
pub fn language_of(lang: Lang) -> Language {
    match lang {
        Lang::En => Language::En,
        Lang::Zh => Language::Zh,
    }
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
    use renmai::render::i18n::differences;

    #[test]
    fn both_languages_say_the_same() {
        for file in MESSAGES.files().chain(MESSAGES.dirs().flat_map(Dir::files)) {
            assert_eq!(Catalogue::new("en").overlay(file.contents_utf8().unwrap()), Ok(()), "{}", file.path().display());
        }
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
