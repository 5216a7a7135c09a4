#![doc = include_str!("ARCHITECTURE.md")]
#![cfg_attr(test, expect(clippy::string_slice, clippy::unwrap_used, clippy::float_cmp, reason = "in tests a panic is the message"))]

pub mod arrange;
pub mod check;
pub mod diagnostics;
pub mod digest;
pub mod disk;
pub mod edit;
pub mod exchange;
pub mod kept;
pub mod measure;
pub mod message;
pub mod model;
pub mod parse;
pub mod redact;
pub mod render;
pub mod resolve;
pub mod seal;
pub mod serve;
pub mod source;

use std::sync::Arc;

pub use check::check;
pub use measure::{measure, measure_again};
pub use redact::redact;

use diagnostics::{Checked, Code, Diagnostic, in_reading_order};
use model::{Journal, Settings};
use parse::Draft;
use rayon::prelude::*;
use source::{SourceFile, Sources, Vault};

/// A journal with the files it was read from.
#[derive(Debug, Clone, Default)]
pub struct Loaded {
    /// Every file that was read: content in the order of paths, then the settings.
    pub sources: Sources,
    /// What they say.
    pub journal: Journal,
}

/// Reads the settings, and keeps their file among the sources.
#[must_use]
pub fn read_settings(file: Option<&Arc<SourceFile>>, sources: &mut Sources) -> Checked<Settings> {
    let Some(file) = file else { return Checked::clean(Settings::default()) };
    let id = sources.push(SourceFile::clone(file));
    parse::settings(id, file)
}

/// The files of a journal, beginning with its notes, with what can be said of them before any is read.
fn begun(vault: &Vault, mut sources: Sources) -> (Sources, Settings, Vec<Diagnostic>) {
    let settings = read_settings(vault.settings.as_ref(), &mut sources);
    let mut diagnostics = settings.diagnostics;
    for (path, reason) in &vault.unreadable {
        let id = sources.push(SourceFile::from_text(path, ""));
        diagnostics.push(Diagnostic::new(Code::UnreadableFile, source::Span::top(id)).with("reason", reason));
    }
    for path in &vault.too_large {
        let id = sources.push(SourceFile::from_text(path, ""));
        diagnostics.push(Diagnostic::new(Code::FileTooLarge, source::Span::top(id)).with("limit", "4 MiB"));
    }
    for path in &vault.assets {
        if let Some(reason) = disk::picture::left_out_by_name(path) {
            let id = sources.push(SourceFile::from_text(path, ""));
            let reason = message::Message::new(format!("attachment.{}", reason.name()));
            diagnostics.push(Diagnostic::new(Code::AttachmentLeftOut, source::Span::top(id)).with("reason", reason));
        }
    }
    (sources, settings.value, diagnostics)
}

/// The attachments a site takes: what is left out is a problem already.
fn taken(vault: &Vault) -> Vec<String> {
    let mut taken: Vec<String> = vault.assets.iter().filter(|path| disk::picture::left_out_by_name(path).is_none()).cloned().collect();
    taken.sort_unstable();
    taken
}

/// Reads a journal: every file is parsed on its own, then names are looked up.
#[must_use]
pub fn load(vault: &Vault) -> Checked<Loaded> {
    let (sources, settings, mut diagnostics) = begun(vault, Sources::new(vault.content.clone()));
    let files: Vec<_> = sources.iter().take(vault.content.len()).map(|(id, file)| (id, Arc::clone(file))).collect();
    let parsed = files.par_iter().map(|(id, file)| parse::draft(*id, file)).map(|draft| (draft.value, draft.diagnostics));
    let (mut drafts, mut problems) = (Vec::new(), Vec::new());
    parsed.unzip_into_vecs(&mut drafts, &mut problems);
    diagnostics.extend(problems.into_iter().flatten());
    #[expect(
        clippy::filter_map_identity,
        reason = "drafts are large and many: they stay in the list they were put in; `flatten` moves them"
    )]
    let drafts: Vec<Draft> = drafts.into_iter().filter_map(|draft| draft).collect();
    let resolved = resolve::resolve(drafts, settings, &sources);
    diagnostics.extend(resolved.diagnostics);
    in_reading_order(&mut diagnostics);
    let journal = Journal { attachments: taken(vault), ..resolved.value };
    Checked { value: Loaded { sources, journal }, diagnostics }
}
