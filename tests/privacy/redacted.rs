//! Redacted sites: not one private string in any file or name.

use crate::leaks::{files, leaks, leaks_but, secrets};
use renmai::model::calendar::parse_lunar;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

const PASSPHRASE: &str = "undone grievance swab lunchbox eatable pacemaker";

/// A goal of the demo that is also what we say of a rhythm of 182 days: catalogue words around a kept number.
const SAID_BY_US: &str = "改成半年一次";

fn build(root: &Path, site: &Path, arguments: &[&str]) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_renmai"));
    command.arg("--root").arg(root).args(["--today", "2026-11-22", "-q", "build", "-o"]).arg(site).args(arguments);
    let done = command.env("RENMAI_PASSPHRASE", PASSPHRASE).output().unwrap();
    assert!(done.status.code().is_some_and(|code| code < 2), "{done:?}");
}

/// Every private string but days and those the program itself says.
fn private(root: &Path) -> BTreeSet<String> {
    let own_words = own_words();
    let mut secrets = secrets(&root.join("content"));
    secrets.extend(names(&root.join("content")));
    // Days stay, those of the moon too.
    let is_day =
        |text: &str| parse_lunar(text).is_some() || text.chars().all(|sign| sign.is_ascii_digit() || matches!(sign, '-' | ' ' | '.'));
    secrets.retain(|secret| secret.len() >= 6 && !is_day(secret) && !own_words.contains(&secret.to_lowercase()) && secret != SAID_BY_US);
    secrets
}

/// Names and aliases, however short: people's own words for each other.
fn names(content: &Path) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for file in files(content) {
        let text = String::from_utf8_lossy(&fs::read(&file).unwrap()).into_owned();
        for line in text.lines() {
            let value =
                ["name:", "aliases:", "title:", "tags:", "email:", "org:", "company:"].iter().find_map(|key| line.strip_prefix(key));
            names.extend(value.into_iter().flat_map(|value| value.split([',', '[', ']', '"'])).map(|name| name.trim().to_owned()));
        }
    }
    names
}

/// All that the program says by itself: its catalogues and templates, and what it makes of a day.
fn own_words() -> String {
    let theme = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/default");
    let mut words = String::new();
    for file in files(&theme) {
        words.push_str(&String::from_utf8_lossy(&fs::read(file).unwrap()).to_lowercase());
    }
    for kind in renmai::model::Kind::ALL {
        words.push_str(kind.name());
        words.push('\n');
    }
    for festival in renmai::model::festivals::builtin() {
        for word in [festival.id, festival.zh, festival.en] {
            words.push_str(&word.to_lowercase());
            words.push('\n');
        }
    }
    words
}

#[test]
fn the_redacted_demo_says_nothing() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = tempfile::tempdir().unwrap();
    let site = folder.path().join("site");
    let secrets = private(root);
    assert!(secrets.len() > 1_000, "only {} private strings", secrets.len());
    build(root, &site, &[]);
    assert!(!leaks(&site, &secrets).is_empty(), "the search finds what is there");
    build(root, &site, &["--redact"]);
    let said = own_words();
    assert_eq!(leaks_but(&site, &secrets, &said), Vec::<String>::new());
    assert!(files(&site).len() > 100, "the pages are there");
    let again = folder.path().join("again");
    build(root, &again, &["--redact", "--encrypt"]);
    // What is sealed is the redacted site, not the other one.
    let opened = folder.path().join("opened");
    let mut decrypt = Command::new(env!("CARGO_BIN_EXE_renmai"));
    decrypt.args(["-q", "decrypt"]).arg(&again).arg("-o").arg(&opened);
    assert!(decrypt.env("RENMAI_PASSPHRASE", PASSPHRASE).status().unwrap().success());
    assert!(opened.join("people/cy.html").exists());
    assert_eq!(leaks_but(&opened, &secrets, &said), Vec::<String>::new());
}

/// A journal whose every place for words holds one, marks and all.
const HOSTILE: [(&str, &str); 6] = [
    (
        "renmai.yaml",
        "title: SecretTitle\nlanguage: [en, zh]\ntimezone: Asia/Yekaterinburg\ntheme: mine\ncircles:\n  - {id: SecretCircle, title: SecretCircleTitle, cadence: 20}\n\
         tags: {SecretTag: 40}\nfestivals:\n  - {id: SecretFeast, title: SecretFeastTitle, on: 11-30}\ntokens: {secrettoken: '#fedcba'}\n",
    ),
    ("themes/mine/templates/today.html", "<p>SecretTemplate</p>"),
    (
        "content/people/SecretStem\"><b>.md",
        "---\nname: 'Secretname \"[[Quoted]] <script>'\nreading: SecretReading\naliases: ['SecretAlias']\ncircle: SecretCircle\n\
         tags: [SecretTag, 'secret\"tag: x']\norg: SecretOrg\nemail: secret@mail.example\nfamily: ['SecretSon \" }']\n\
         projects: [{name: \"SecretProject', next: 2026-12-01\", next: 2026-12-24}]\nmet: SecretPlace in 2020\n\
         money: [{on: 2026-01-01, lent: 314159 CNY, due: SecretDue}]\nSecretKey: SecretValue\nbirthday: SecretDay\nfestivals: [SecretFeast]\n\
         redact: [birthday]\n---\n# SecretHeading 2026-01-02 short exchange\n- [ ] SecretTask \u{1f501} every SecretWeek \u{1f4c5} 2026-11-30 [metric:: SecretMetric]\n\
         ![SecretPicture](assets/SecretFile.png)\n\n## Log\n- 2026-11-01 \u{2192} coffee: SecretWords #SecretHash [gave:: large SecretGift\\]]\n\
         - 2026-11-02 \u{2190} SecretMore [[Other Secretive]] `[felt:: SecretFelt]`\n  SecretBelow\n- SecretUndated\n",
    ),
    (
        "content/people/OtherStem.md",
        "---\nname: Other Secretive\nmet: {on: 2020-02-02, place: SecretBar, through: SecretAlias}\nredact: all\n---\n## Log\n\
         - 2026-10-01 \u{2194} lunch with [[SecretAlias]]: SecretLunch\n",
    ),
    ("content/journal/2026-09-09-SecretNote.md", "# SecretNoteTitle\nSecretBefore [[SecretAlias|SecretLabel]] SecretAfter [felt:: warm]\n"),
    (
        "content/plans/SecretPlan.md",
        "---\ntitle: SecretPlanTitle\n---\n## Long: SecretGoals\n- SecretGoal [metric:: deep] [target:: 3] [per:: month]\n",
    ),
];

#[test]
fn a_hostile_journal_redacted_says_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("journal");
    for (path, text) in HOSTILE {
        let path = root.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let site = folder.path().join("site");
    build(&root, &site, &["--redact"]);
    let secrets = BTreeSet::from(["secret", "314159", "fedcba", "quoted", "otherstem", "yekaterinburg"].map(str::to_owned));
    assert_eq!(leaks(&site, &secrets), Vec::<String>::new());
    let profile = fs::read_to_string(site.join("people/s.html")).unwrap();
    assert!(profile.contains("2026") && !profile.contains("314159"), "the days are there, the money is not");
    assert!(!site.join("people/os.html").exists(), "who says `redact: all` is left out");
}
