//! A file that does not read right while somebody is at it: what it said before stays.

use renmai::diagnostics::{Code, Diagnostic};
use renmai::parse;
use renmai::source::{FileId, SourceFile, Sources, Span, Vault};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Files that are shown as they were, by path.
#[derive(Default)]
pub struct Held(BTreeMap<String, Reason>);

/// Why.
pub struct Reason {
    /// The file as it is now, alone.
    pub sources: Sources,
    /// What is wrong with it.
    pub problems: Vec<Diagnostic>,
}

/// Problems with which a file says something else than its writer means: all or half of
/// it cannot be read. Any other costs a value or a line, and the rest is as meant.
const UNREADABLE: &[Code] = &[Code::YamlSyntax, Code::YamlBudget, Code::UnclosedFrontMatter, Code::ConflictMarker, Code::NotUtf8];

impl Held {
    /// Puts the last good state of files into a vault where they do not read right any
    /// more. `shown` is what was shown before.
    pub fn keep_good(&mut self, vault: &mut Vault, shown: &Vault) {
        let good =
            |path: &str| shown.content.binary_search_by(|file| file.path.as_ref().cmp(path)).ok().and_then(|at| shown.content.get(at));
        let mut held = BTreeMap::new();
        for (at, file) in vault.content.iter_mut().enumerate() {
            if shown.content.get(at).is_some_and(|old| Arc::ptr_eq(old, file)) {
                continue;
            }
            let Some(old) = good(&file.path).filter(|old| !Arc::ptr_eq(old, file)) else { continue };
            if let Some(reason) = worse(old, file, |file| parse::draft(FileId(0), file).diagnostics) {
                held.insert(file.path.as_ref().to_owned(), reason);
                *file = Arc::clone(old);
            }
        }
        if let (Some(file), Some(old)) = (&mut vault.settings, &shown.settings)
            && let Some(reason) = worse(old, file, |file| parse::settings(FileId(0), file).diagnostics)
        {
            held.insert(file.path.as_ref().to_owned(), reason);
            *file = Arc::clone(old);
        }
        let mut kept = Vec::new();
        vault
            .unreadable
            .retain(|(path, reason)| keep_whole(path, Code::UnreadableFile, "reason", reason, good(path), &mut held, &mut kept));
        vault.too_large.retain(|path| keep_whole(path, Code::FileTooLarge, "limit", "4 MiB", good(path), &mut held, &mut kept));
        vault.content.extend(kept);
        vault.content.sort_by(|a, b| a.path.cmp(&b.path));
        self.0 = held;
    }

    /// Every file that is held, by path.
    pub fn iter(&self) -> impl Iterator<Item = &Reason> {
        self.0.values()
    }
}

/// Whether a file that was not read at all stays among those that were not.
fn keep_whole(
    path: &str,
    code: Code,
    gap: &'static str,
    reason: &str,
    good: Option<&Arc<SourceFile>>,
    held: &mut BTreeMap<String, Reason>,
    kept: &mut Vec<Arc<SourceFile>>,
) -> bool {
    let Some(old) = good else { return true };
    let problem = Diagnostic::new(code, Span::top(FileId(0))).with(gap, reason);
    let sources = Sources::new(vec![Arc::new(SourceFile::from_text(path, ""))]);
    held.insert(path.to_owned(), Reason { sources, problems: vec![problem] });
    kept.push(Arc::clone(old));
    false
}

/// Why a file cannot be shown as it is now. What read no better before is all there is.
fn worse(old: &Arc<SourceFile>, new: &Arc<SourceFile>, read: impl Fn(&SourceFile) -> Vec<Diagnostic>) -> Option<Reason> {
    let unreadable = |file: &SourceFile| {
        let mut problems = read(file);
        problems.retain(|problem| UNREADABLE.contains(&problem.code));
        problems
    };
    let problems = unreadable(new);
    let is_worse = !problems.is_empty() && unreadable(old).is_empty();
    is_worse.then(|| Reason { sources: Sources::new(vec![Arc::clone(new)]), problems })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn vault(files: &[(&str, &str)]) -> Vault {
        let content = files.iter().map(|(path, text)| Arc::new(SourceFile::from_text(path, text))).collect();
        Vault { content, ..Vault::default() }
    }

    #[test]
    fn the_last_good_state_stays() {
        let shown = vault(&[("people/a.md", "---\nname: Ada\n---\n"), ("people/b.md", "---\nname: [\n---\n"), ("people/c.md", "")]);
        let mut new = vault(&[("people/a.md", "---\nname: [Ada\n---\n"), ("people/b.md", "---\nname: [[\n---\n")]);
        new.unreadable.push(("people/c.md".to_owned(), "no".to_owned()));
        new.unreadable.push(("people/d.md".to_owned(), "no".to_owned()));
        let mut held = Held::default();
        held.keep_good(&mut new, &shown);
        let texts: Vec<(&str, &str)> = new.content.iter().map(|file| (file.path.as_ref(), file.text.as_str())).collect();
        assert_eq!(texts, [("people/a.md", "---\nname: Ada\n---\n"), ("people/b.md", "---\nname: [[\n---\n"), ("people/c.md", "")]);
        assert_eq!(new.unreadable, [("people/d.md".to_owned(), "no".to_owned())]);
        let codes: Vec<Code> = held.iter().flat_map(|reason| &reason.problems).map(|problem| problem.code).collect();
        assert_eq!(codes, [Code::YamlSyntax, Code::UnreadableFile]);

        // Once it reads right nothing is held.
        let mut mended = vault(&[("people/a.md", "---\nname: Eva\n---\n")]);
        held.keep_good(&mut mended, &new);
        assert!(held.iter().next().is_none() && mended.content[0].text.contains("Eva"));
    }
}
