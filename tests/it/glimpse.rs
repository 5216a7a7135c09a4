//! A command that reads of most files only whom they are about finds the same people,
//! and says the same of the one it writes to, as one that reads everything.

use jiff::civil::date;
use renmai::disk;
use renmai::measure::rhythm::rhythm;
use renmai::model::{Contact, Journal};
use renmai::parse::glimpse::{Called, thin};

use crate::folders::{folders, root};
use crate::vault::Vault;

fn called(journal: &Journal) -> Vec<[String; 4]> {
    let of = |contact: &Contact| {
        let profile = &contact.profile;
        [contact.id.clone(), profile.name.clone(), contact.reading.folded.clone(), profile.aliases.join("\n")]
    };
    journal.contacts.iter().map(of).collect()
}

/// Compares the two ways for everybody in a journal; gives how many there are.
fn compare(vault: &renmai::source::Vault, name: &str) -> usize {
    let today = date(2026, 11, 24);
    let whole = renmai::load(vault).value.journal;
    let loaded = renmai::load(&thin(vault, |_| false)).value;
    assert_eq!(called(&whole), called(&loaded.journal), "{name}");
    for (place, contact) in loaded.journal.contacts.iter().enumerate() {
        let called = Called::by([(contact, loaded.sources.path(contact.file))].into_iter());
        let about = renmai::load(&thin(vault, |file| called.may_stand_in(file))).value.journal;
        let figure = |journal: &Journal| rhythm(&journal.contacts[place], &journal.settings, today);
        assert_eq!(figure(&whole), figure(&about), "{name}: {}", contact.id);
    }
    loaded.journal.contacts.len()
}

#[test]
fn a_glimpse_finds_whom_a_reading_finds() {
    let mut people = compare(&disk::vault::read(&root(""), &root("content")).unwrap(), "the demo");
    // Sound journals, and one with each kind of mistake.
    for samples in ["tests/vaults", "tests/diagnostics"] {
        for name in folders(&root(samples)) {
            let input = std::fs::read(root(samples).join(&name).join("input.txt")).unwrap();
            people += compare(&Vault::of_bytes(&input).vault(), &name);
        }
    }
    assert!(people > 50, "saw only {people}");
}
