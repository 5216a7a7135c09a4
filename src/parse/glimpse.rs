//! As much of a file as says who it is about: for commands that look for one person
//! among thousands, and need nothing of the others but what they are called.
//!
//! The text given back is read by the same parser as a whole file. Where a front
//! matter is written in a way this room does not oversee, it gives nothing, and the
//! whole file is read.

use super::conflict;
use super::draft::lies_among_templates;
use super::front_matter::{lines_with_offsets, split};
use super::keys::{Key, key_of, normal};
use crate::model::Contact;
use crate::model::name::is_han;
use crate::source::{SourceFile, Vault};
use rayon::prelude::*;
use std::sync::Arc;

/// The vault with a glimpse of each note, but for those that are wanted whole.
#[must_use]
pub fn thin(vault: &Vault, whole: impl Fn(&SourceFile) -> bool + Sync) -> Vault {
    let is_whole = |file: &SourceFile| whole(file) || lies_among_templates(&file.path);
    let lighter = |file: &Arc<SourceFile>| match if is_whole(file) { None } else { glimpse(&file.text) } {
        None => Arc::clone(file),
        Some(text) => Arc::new(SourceFile::from_text(&file.path, &text)),
    };
    let content = vault.content.par_iter().map(lighter).collect();
    Vault { content, settings: vault.settings.clone(), ..Vault::default() }
}

/// The file's front matter with only the keys that say of what kind a file is and
/// what people are called by; none where the whole must be read.
#[must_use]
pub fn glimpse(text: &str) -> Option<String> {
    let front = split(text);
    if front.unclosed.is_some() || conflict::first(text).is_some() {
        return None;
    }
    // An article without a title is called by its first heading.
    let heading = || text.get(front.body.clone()).and_then(|body| body.lines().find(|line| line.starts_with('#'))).unwrap_or("");
    let Some(yaml) = front.yaml.clone() else { return Some(heading().to_owned()) };
    let yaml = text.get(yaml)?;
    // Templates, and names given to values and used elsewhere.
    if yaml.contains("{{") || yaml.contains("<%") || yaml.match_indices(['&', '*']).any(|(at, _)| may_name_a_value(yaml, at)) {
        return None;
    }
    let mut kept = String::from("---\n");
    let (mut wanted, mut titled) = (false, false);
    for (_, line) in lines_with_offsets(yaml) {
        match line.chars().next() {
            // What is set in, blank, a comment or an item belongs to the key above.
            None | Some(' ' | '\t' | '\r' | '\n' | '#' | '-') => {}
            Some(first) if first.is_alphanumeric() => {
                let (key, _) = line.split_once(':')?;
                let key = key_of(&normal(key));
                wanted = key.is_some_and(says_who);
                titled = titled || matches!(key, Some(Key::Title | Key::Name));
            }
            Some(_) => return None,
        }
        if wanted {
            kept.push_str(line);
        }
    }
    kept.push_str("---\n");
    if !titled {
        kept.push_str(heading());
    }
    Some(kept)
}

/// `&x` and `*x` where a value begins; not the sign between two words.
fn may_name_a_value(yaml: &str, at: usize) -> bool {
    let (before, rest) = yaml.split_at(at);
    let begins = before.trim_end_matches([' ', '\t']).chars().next_back().is_none_or(|c| matches!(c, ':' | '-' | '[' | ',' | '{' | '\n'));
    begins && !rest.chars().nth(1).is_none_or(char::is_whitespace)
}

fn says_who(key: Key) -> bool {
    matches!(key, Key::Type | Key::Title | Key::Tags | Key::Name | Key::Reading | Key::Aliases)
}

/// What some people are called by, to find the files that may speak of them.
#[derive(Debug, Default)]
pub struct Called {
    /// Their own files.
    files: Vec<String>,
    /// A part of each name that looks the same in every spelling of it.
    parts: Vec<String>,
    /// There is a name without such a part: any file may hold it.
    anywhere: bool,
    /// A link to a file may hide a name behind percent signs.
    encoded: bool,
}

impl Called {
    /// Everything these people are called by; each comes with the path of their file.
    #[must_use]
    pub fn by<'a>(people: impl Iterator<Item = (&'a Contact, &'a str)>) -> Self {
        let mut called = Self::default();
        for (contact, path) in people {
            called.files.push(path.to_owned());
            let file = path.rsplit('/').next().unwrap_or(path);
            called.add(file.rsplit_once('.').map_or(file, |(stem, _)| stem));
            called.add(&contact.id);
            called.add(contact.name());
            contact.profile.aliases.iter().for_each(|alias| called.add(alias));
        }
        called
    }

    fn add(&mut self, name: &str) {
        let plain = |c: char| c.is_ascii_alphanumeric() || is_han(c);
        let longest = name.split(|c| !plain(c)).max_by_key(|part| part.len()).unwrap_or("");
        if longest.is_empty() {
            self.anywhere = true;
        } else {
            self.parts.push(longest.to_ascii_lowercase());
        }
        self.encoded = self.encoded || !name.is_ascii() || name.contains(' ');
    }

    /// Whether a file may name one of them. It may without doing so, never the
    /// other way round.
    #[must_use]
    pub fn may_stand_in(&self, file: &SourceFile) -> bool {
        if self.anywhere || self.encoded && file.text.contains('%') || self.files.iter().any(|path| *path == *file.path) {
            return true;
        }
        let text = file.text.to_ascii_lowercase();
        self.parts.iter().any(|part| text.contains(part.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_says_who_it_is() {
        let text = "\n---\r\nname: Ada\r\norg: x\r\nnotes: |\r\n  name: no\r\n\r\n# c\r\naliases:\r\n- A\r\n- B\r\nTag: [a,\r\n  b]\r\n---\r\nbody\r\n";
        assert_eq!(glimpse(text).as_deref(), Some("---\nname: Ada\r\naliases:\r\n- A\r\n- B\r\nTag: [a,\r\n  b]\r\n---\n"));
        assert_eq!(glimpse("---\nname: Ada\norg: Dahl & Co\n---\n").as_deref(), Some("---\nname: Ada\n---\n"));
        assert_eq!(glimpse("no front matter\n").as_deref(), Some(""));
        assert_eq!(glimpse("---\ntype: plan\n---\nx\n# A year\n").as_deref(), Some("---\ntype: plan\n---\n# A year"));
    }

    #[test]
    fn what_it_does_not_oversee_is_read_whole() {
        for text in [
            "---\n{name: Ada}\n---\n",
            "---\n\"name\": Ada\n---\n",
            "---\nname: {{title}}\n---\n",
            "---\nx: &a Ada\nname: *a\n---\n",
            "---\nx: [Bo, &a Ada]\nname:\n  *a\n---\n",
            "---\nname: Ada\n",
            "---\nname Ada\n---\n",
            "<<<<<<< HEAD\na\n=======\nb\n>>>>>>> x\n",
        ] {
            assert_eq!(glimpse(text), None, "{text}");
        }
    }

    #[test]
    fn a_name_is_found_in_any_spelling() {
        let mut called = Called::default();
        called.add("Elin Sørby");
        called.add("王伟");
        let stands = |called: &Called, text: &str| called.may_stand_in(&SourceFile::from_text("x.md", text));
        for text in ["[[elin sørby]]", "跟[[王伟]]", "[x](people/%E7%8E%8B%E4%BC%9F.md)"] {
            assert!(stands(&called, text), "{text}");
        }
        assert!(!stands(&called, "[[Ada]] and [[Bo]]"));
        called.add("Ж");
        assert!(stands(&called, "anything"));
    }
}
