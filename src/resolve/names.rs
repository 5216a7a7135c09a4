//! Who a written name means: an id wins over a name, a name over an alias.

use std::collections::HashMap;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

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

/// What a person is called by, spelt so that it can be compared.
#[derive(Debug, Default)]
pub struct Called {
    id: String,
    path: String,
    name: String,
    aliases: Vec<String>,
}

impl Called {
    /// Of one person: `path` is that of the file, without ending.
    #[must_use]
    pub fn new(id: &str, path: &str, name: &str, aliases: &[String]) -> Self {
        Self { id: fold(id), path: fold(path), name: fold(name), aliases: aliases.iter().map(|alias| fold(alias)).collect() }
    }

    /// Gives another id.
    pub fn rename(&mut self, id: &str) {
        self.id = fold(id);
    }
}

impl Names {
    /// Room for so many people.
    #[must_use]
    pub fn expecting(people: usize) -> Self {
        let [ids, paths] = [(); 2].map(|()| HashMap::with_capacity(people));
        Self { ids, paths, names: HashMap::with_capacity(people), aliases: HashMap::new() }
    }

    /// Takes in a person.
    pub fn add(&mut self, index: ContactIndex, called: Called) {
        self.ids.insert(called.id, index);
        self.paths.insert(called.path, index);
        push(&mut self.names, called.name, index);
        for alias in called.aliases {
            push(&mut self.aliases, alias, index);
        }
    }

    /// Whether somebody else has this id, without regard to case.
    #[must_use]
    pub fn has_id(&self, called: &Called) -> bool {
        self.ids.contains_key(&called.id)
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

fn push(map: &mut HashMap<String, Vec<ContactIndex>>, name: String, index: ContactIndex) {
    let list = map.entry(name).or_default();
    if !list.contains(&index) {
        list.push(index);
    }
}

/// Names are compared composed and without regard to case: `é` is `é` however it
/// was typed.
pub(super) fn fold(name: &str) -> String {
    let name = name.trim();
    if name.is_ascii() {
        return name.to_ascii_lowercase();
    }
    match is_nfc_quick(name.chars()) {
        IsNormalized::Yes => name.chars().flat_map(char::to_lowercase).collect(),
        IsNormalized::No | IsNormalized::Maybe => name.nfc().flat_map(char::to_lowercase).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_wins_over_a_name_and_a_name_over_an_alias() {
        let mut names = Names::default();
        let who = |n| ContactIndex(n);
        names.add(who(0), Called::new("wei", "people/wei", "Wang Wei", &["王伟".to_owned()]));
        names.add(who(1), Called::new("li", "people/deep/li", "wei", &["Wang Wei".to_owned(), "Lee".to_owned()]));
        names.add(who(2), Called::new("lee", "people/lee", "Ann", &["王伟".to_owned()]));
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
