//! Who a written name means: an id wins over a name, a name over an alias.

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization;

use crate::model::contact::ContactIndex;

/// What a written name leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// One person.
    One(ContactIndex),
    /// Several people answer to it.
    Several(Vec<ContactIndex>),
    /// Nobody does.
    Nobody,
}

/// Everything people are called by. Looked up, never walked through: the maps
/// have no order.
#[derive(Debug, Default)]
#[expect(clippy::struct_field_names, reason = "they are the names among the four")]
pub struct Names {
    ids: HashMap<String, ContactIndex>,
    paths: HashMap<String, ContactIndex>,
    names: HashMap<String, Vec<ContactIndex>>,
    aliases: HashMap<String, Vec<ContactIndex>>,
}

impl Names {
    /// Takes in a person: `path` is that of the file, without ending.
    pub fn add<'a>(&mut self, index: ContactIndex, id: &str, path: &str, name: &str, aliases: impl Iterator<Item = &'a String>) {
        self.ids.insert(fold(id), index);
        self.paths.insert(fold(path), index);
        push(&mut self.names, name, index);
        for alias in aliases {
            push(&mut self.aliases, alias, index);
        }
    }

    /// Whether an id is taken, without regard to case.
    #[must_use]
    pub fn has_id(&self, id: &str) -> bool {
        self.ids.contains_key(&fold(id))
    }

    /// Who a name written in the file `from` (a path without ending) means.
    #[must_use]
    pub fn find(&self, written: &str, from: &str) -> Found {
        let written = written.trim();
        if written.is_empty() {
            return Found::Nobody;
        }
        if written.contains('/')
            && let Some(index) = self.by_path(written, from)
        {
            return Found::One(index);
        }
        let key = fold(written);
        if let Some(index) = self.ids.get(&key) {
            return Found::One(*index);
        }
        match self.names.get(&key).or_else(|| self.aliases.get(&key)).map(Vec::as_slice) {
            None | Some([]) => Found::Nobody,
            Some([one]) => Found::One(*one),
            Some(several) => Found::Several(several.to_vec()),
        }
    }

    /// A path from the content folder, or from the folder of the file it stands in.
    fn by_path(&self, written: &str, from: &str) -> Option<ContactIndex> {
        let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
        let candidates = [joined("", written), joined(folder, written)];
        candidates.into_iter().flatten().find_map(|path| self.paths.get(&fold(&path)).copied())
    }
}

/// A path with `.` and `..` worked out; `None` when it leaves the content folder.
pub(super) fn joined(folder: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

fn push(map: &mut HashMap<String, Vec<ContactIndex>>, name: &str, index: ContactIndex) {
    let key = fold(name);
    let list = map.entry(key).or_default();
    if !list.contains(&index) {
        list.push(index);
    }
}

/// Names are compared composed and without regard to case: `é` is `é` however it
/// was typed.
pub(super) fn fold(name: &str) -> String {
    let name = name.trim();
    if name.is_ascii() { name.to_ascii_lowercase() } else { name.nfc().flat_map(char::to_lowercase).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_wins_over_a_name_and_a_name_over_an_alias() {
        let mut names = Names::default();
        let who = |n| ContactIndex(n);
        names.add(who(0), "wei", "people/wei", "Wang Wei", ["王伟".to_owned()].iter());
        names.add(who(1), "li", "people/deep/li", "wei", ["Wang Wei".to_owned(), "Lee".to_owned()].iter());
        names.add(who(2), "lee", "people/lee", "Ann", ["王伟".to_owned()].iter());
        let check = |written: &str, from: &str, expected: Found| assert_eq!(names.find(written, from), expected, "{written}");
        check("wei", "x", Found::One(who(0)));
        check("WANG WEI", "x", Found::One(who(0)));
        check("Lee", "x", Found::One(who(2)));
        check("王伟", "x", Found::Several(vec![who(0), who(2)]));
        check("people/deep/li", "x", Found::One(who(1)));
        check("../people/lee", "journal/2026-01-01", Found::One(who(2)));
        check("../../etc/lee", "journal/x", Found::Nobody);
        check("nobody", "x", Found::Nobody);
    }
}
