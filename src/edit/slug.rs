//! The name of a person's file: `zhang-wei` for 张伟, `elin-sorby` for Elin Sørby.

use crate::model::name::{fold, is_han, reading_of};
use crate::source::is_device_name;

/// How long a file's name may get, in characters: many systems stop at 255 bytes.
const LONGEST: usize = 60;

/// The stem of a file for somebody of this name: how it is said in small letters,
/// with a dash between its parts.
#[must_use]
pub fn slug(name: &str) -> String {
    let said = if name.chars().any(is_han) { reading_of(name).plain } else { name.to_owned() };
    let said = said.replace(['’', '\''], "");
    let parts: Vec<String> = said.split(|c: char| !c.is_alphanumeric()).map(fold).filter(|part| !part.is_empty()).collect();
    let whole: String = parts.join("-").chars().take(LONGEST).collect();
    match whole.trim_matches('-') {
        "" => "someone".to_owned(),
        stem if is_device_name(stem) => format!("{stem}-1"),
        stem => stem.to_owned(),
    }
}

/// The first of `stem`, `stem-2`, `stem-3` … that is free.
#[must_use]
pub fn free(stem: &str, is_taken: impl Fn(&str) -> bool) -> String {
    if !is_taken(stem) {
        return stem.to_owned();
    }
    (2..=u32::MAX).map(|n| format!("{stem}-{n}")).find(|name| !is_taken(name)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_files() {
        for (name, expected) in [
            ("张伟", "zhang-wei"),
            ("许念安", "xu-nianan"),
            ("欧阳晴", "ouyang-qing"),
            ("Elin Sørby", "elin-sorby"),
            ("O'Brien, Pat", "obrien-pat"),
            ("../../etc", "etc"),
            ("Con", "con-1"),
            ("COM 7", "com-7"),
            ("Com7", "com7-1"),
            ("!!!", "someone"),
            ("_hidden", "hidden"),
            ("김민준", "김민준"),
        ] {
            assert_eq!(slug(name), expected, "{name}");
        }
        assert_eq!(free("a", |name| ["a", "a-2"].contains(&name)), "a-3");
    }
}
