//! What Windows does to a journal, on any system: its line ends and byte order mark, names it does not
//! take or takes for the same, paths with backslashes.

use std::collections::BTreeSet;

use renmai::arrange::Site;
use renmai::edit::slug::slug;
use renmai::source::{SourceFile, is_device_name};

use crate::demo::demo_vault;
use crate::folders::{folders, root, text};
use crate::golden::export;
use crate::stencils::pages;
use crate::vault::{Vault, World, day};

/// The same files as Notepad would save them.
fn as_on_windows(vault: &renmai::source::Vault) -> renmai::source::Vault {
    let mut windows = vault.clone();
    for file in windows.content.iter_mut().chain(&mut windows.settings) {
        let text = format!("\u{feff}{}", file.text.replace("\r\n", "\n").replace('\n', "\r\n"));
        *file = std::sync::Arc::new(SourceFile::from_bytes(&file.path, file.in_content, text.into_bytes()));
    }
    windows
}

#[test]
fn line_ends_change_no_figure_no_sentence_and_no_page() {
    let mut journals = vec![("the demo journal".to_owned(), demo_vault(), day("2026-11-23"))];
    for name in folders(&root("tests/vaults")) {
        let input = text(&root("tests/vaults").join(&name).join("input.txt"));
        let today = input.lines().find_map(|line| line.strip_prefix("today: ")).expect("a day");
        journals.push((name, Vault::of(&input).vault(), day(today)));
    }
    assert!(journals.len() > 4);
    for (name, vault, today) in journals {
        let (mut here, mut there) = (World::new(&vault, today), World::new(&as_on_windows(&vault), today));
        let (said, also) = (format!("{:#}", export(&here)), format!("{:#}", export(&there)));
        for (one, other) in said.lines().zip(also.lines()) {
            assert_eq!(one, other, "{name}");
        }
        let (here, there) = (pages(&mut here, &[]), pages(&mut there, &[]));
        for (path, page) in &here {
            for (one, other) in page.lines().zip(there[path].lines()) {
                assert_eq!(one, other.trim_end_matches('\r'), "{name}: {path}");
            }
            assert!(*page == there[path].replace("\r\n", "\n"), "{name}: {path}");
        }
    }
}

/// Whether a path can be a file on Windows; said anew here, not asked of the code.
fn can_be_a_file(path: &str) -> bool {
    path.split('/').all(|part| {
        let stem = part.split('.').next().unwrap_or("").to_lowercase();
        let devices = ["con", "prn", "aux", "nul", "com0", "com1", "com9", "lpt1", "lpt9", "com²"];
        !part.is_empty()
            && !part.ends_with(['.', ' '])
            && !part.contains(['<', '>', ':', '"', '\\', '|', '?', '*'])
            && !part.chars().any(char::is_control)
            && !devices.contains(&stem.trim_end())
    })
}

#[test]
fn names_windows_does_not_take_or_takes_for_the_same_have_pages() {
    let names = [
        "con",
        "CON.old",
        "aux",
        "NUL",
        "com1",
        "Lpt9",
        "com²",
        "Ada",
        "ada",
        "ADA",
        "Ada ",
        "ada.",
        "a:b",
        "a?b",
        "a\"b",
        "a*b",
        "a<b>c",
        "a|b",
        "tab\there",
        "ﬁnn",
        "FINN",
        "Ａda",
        "e\u{301}va",
        "éva",
        "back\\slash",
    ];
    let mut vault = Vault::of("");
    for name in names {
        vault = vault.and(&format!("people/{name}.md"), &format!("---\nname: {name:?}\ntags: [{name:?}]\n---\n"));
        vault = vault.and(&format!("guides/{name}.md"), &format!("---\ntitle: {name:?}\n---\n\nText.\n"));
    }
    let world = vault.today("2026-03-01");
    assert_eq!(world.journal().contacts.len(), names.len());
    let site = Site::new(&world.loaded.journal, &world.loaded.sources, &world.insights, &world.diagnostics);
    let paths: Vec<String> = site.routes().into_iter().map(|route| site.path(route)).collect();
    assert!(paths.len() > names.len() * 3, "{}", paths.len());
    for path in &paths {
        assert!(can_be_a_file(path), "{path:?}");
    }
    // NTFS compares without regard to case, other systems' shares without regard to Unicode's form too.
    let folded: BTreeSet<String> =
        paths.iter().map(|path| unicode_normalization::UnicodeNormalization::nfkc(path.to_lowercase().as_str()).collect()).collect();
    assert_eq!(folded.len(), paths.len(), "two pages would be one file");
}

#[test]
fn new_files_have_names_windows_takes() {
    for name in ["Con", "aux", "NUL", "Com7", "LPT0", "com²", "Ada. ", "a:b", "..", "?", "张伟"] {
        let file = format!("people/{}.md", slug(name));
        assert!(can_be_a_file(&file), "{name}: {file}");
    }
    assert!(
        is_device_name("aux.md")
            && is_device_name("Com3")
            && is_device_name("nul .txt")
            && !is_device_name("console")
            && !is_device_name("com10")
    );
}

#[test]
fn backslashes_in_links_are_slashes() {
    let world = Vault::of("")
        .and(
            "people/ada.md",
            "---\nname: Ada\n---\n\n![](..\\assets\\ada.jpg) and [Bo](..\\people\\work\\bo.md), [the scan](assets\\scan.pdf)\n",
        )
        .and("people/work/bo.md", "---\nname: Bo\n---\n")
        .and("journal/2026-02-20.md", "- → coffee with [Bo](..\\people\\work\\bo.md)\n- call [[people\\ada|Ada]]\n")
        .bytes("assets/ada.jpg", b"x")
        .bytes("assets/scan.pdf", b"x")
        .today("2026-03-01");
    assert_eq!(world.problems(), [""; 0]);
    for contact in &world.journal().contacts {
        assert_eq!(contact.interactions.len(), 1, "{}", contact.name());
    }
    let mut world = world;
    let made = pages(&mut world, &[]);
    let ada = &made["en/people/ada.html"];
    for address in ["\"../assets/ada.jpg\"", "\"../people/bo.html\"", "\"../assets/scan.pdf\""] {
        assert!(ada.contains(address), "{address} is missing:\n{ada}");
    }
}
