//! renmai (人脉): a folder of Markdown files, one per person, becomes a private site.

pub mod diagnostics;
pub mod message;
pub mod model;
pub mod parse;
pub mod render;
pub mod source;
pub mod disk;

// PROVISIONAL-BEGIN
pub struct Loaded { pub sources: source::Sources, pub journal: model::Journal }
impl Default for Loaded { fn default() -> Self { Self { sources: Default::default(), journal: Default::default() } } }
pub fn load(vault: &source::Vault) -> diagnostics::Checked<Loaded> {
    let mut sources = source::Sources::new(vault.content.clone());
    let mut journal = model::Journal::default();
    if let Some(file) = &vault.settings { let id = sources.push(file.as_ref().clone()); journal.settings = parse::settings(id, file).value; }
    diagnostics::Checked::clean(Loaded { sources, journal })
}
pub fn check(_: &Loaded, _: jiff::civil::Date) -> Vec<diagnostics::Diagnostic> { Vec::new() }
// PROVISIONAL-END
