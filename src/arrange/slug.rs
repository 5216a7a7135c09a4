//! Names made fit for addresses: plain signs, told apart on every file system.

use std::collections::HashSet;

use unicode_normalization::UnicodeNormalization;

use crate::source::is_device_name;

/// The slugs nobody may have.
pub(super) fn taken(reserved: &[&str]) -> HashSet<String> {
    reserved.iter().map(|name| (*name).to_owned()).collect()
}

/// What two names share that some computer takes for the same.
pub(super) fn fold(text: &str) -> String {
    // Most ids and tags: three forms of everybody's are compared, by every command that shows a page's words.
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    text.nfkc().flat_map(char::to_lowercase).collect()
}

/// The longest slug: file systems take 255 bytes a name, endings included.
const LONGEST_SLUG: usize = 120;

/// A name made fit for an address and for every file system, told apart from those
/// taken without regard to case or Unicode form. Ordinary ids stay as they are.
pub(super) fn free_slug(name: &str, taken: &mut HashSet<String>, endings: &[&str]) -> String {
    // Most ids are ASCII: there is nothing to put together.
    let plain = if name.is_ascii() { plain_slug(name.chars()) } else { plain_slug(name.nfc()) };
    let plain = plain.trim_matches(['.', '-']);
    let reserved = is_device_name(plain);
    let plain = if plain.is_empty() {
        "page".to_owned()
    } else if reserved {
        // What stands before the first dot makes it a device's name.
        let (stem, ending) = plain.split_at(plain.find('.').unwrap_or(plain.len()));
        format!("{stem}-{ending}")
    } else {
        plain.to_owned()
    };
    // A number that makes one slug free may be what another is called: try on.
    let mut slug = plain.clone();
    let mut number = 2;
    loop {
        // What ends in a dash and letters is folded piece by piece.
        let folded = fold(&slug);
        let wanted: Vec<String> = endings.iter().map(|ending| format!("{folded}{ending}")).chain([folded.clone()]).collect();
        if wanted.iter().all(|name| !taken.contains(name)) {
            taken.extend(wanted);
            return slug;
        }
        slug = format!("{plain}-{number}");
        number += 1;
    }
}

/// The signs of a name that are fit for a slug, a dash for the others.
fn plain_slug(signs: impl Iterator<Item = char>) -> String {
    let mut plain = String::new();
    for sign in signs {
        if plain.len() + sign.len_utf8() > LONGEST_SLUG {
            break;
        }
        if sign.is_alphanumeric() || matches!(sign, '-' | '_' | '.') {
            plain.push(sign);
        } else if !plain.ends_with('-') {
            plain.push('-');
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_are_plain_and_apart() {
        let mut taken = taken(&["index"]);
        let mut check = |name: &str, expected: &str| assert_eq!(free_slug(name, &mut taken, &["-card"]), expected, "{name}");
        check("chen-yu", "chen-yu");
        check("Chen-Yu", "Chen-Yu-2");
        check("王伟", "王伟");
        check("index", "index-2");
        check("a/b?c#d", "a-b-c-d");
        check("../..", "page");
        check("con", "con-");
        check("CON.old", "CON-.old");
        check("ada-card", "ada-card");
        check("ada", "ada-2");
    }
}
