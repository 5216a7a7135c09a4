//! The files a new journal begins with, in one language.
//!
//! Dates in them are counted back from the day they are written, so that the
//! example says something on its first morning.

use include_dir::{Dir, include_dir};
use jiff::ToSpan;
use jiff::civil::Date;

static DEMO: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/content");

const EN: &[(&str, &str)] = &[
    ("renmai.yaml", include_str!("starter/en/renmai.yaml")),
    ("content/me.md", include_str!("starter/en/me.md")),
    ("content/people/example-ada-moreno.md", include_str!("starter/en/ada.md")),
    ("content/checklists/before-we-meet.md", include_str!("starter/en/before.md")),
];

const ZH: &[(&str, &str)] = &[
    ("renmai.yaml", include_str!("starter/zh/renmai.yaml")),
    ("content/me.md", include_str!("starter/zh/me.md")),
    ("content/people/示例-林晚舟.md", include_str!("starter/zh/lin.md")),
    ("content/checklists/见面之前.md", include_str!("starter/zh/before.md")),
];

/// Path and bytes of each first file.
pub fn files(lang: &str, today: Date) -> Vec<(String, Vec<u8>)> {
    let chosen = if lang == "zh" { ZH } else { EN };
    chosen.iter().map(|(path, text)| ((*path).to_owned(), dated(text, today).into_bytes())).collect()
}

/// The repository's own demo journal, sorted by path.
pub fn demo() -> Vec<(String, Vec<u8>)> {
    let mut files = vec![("renmai.yaml".to_owned(), include_bytes!("../../renmai.yaml").to_vec())];
    collect(&DEMO, &mut files);
    files.sort();
    files
}

fn collect(folder: &Dir<'_>, files: &mut Vec<(String, Vec<u8>)>) {
    for file in folder.files() {
        let parts: Vec<_> = file.path().iter().map(|part| part.to_string_lossy()).collect();
        files.push((format!("content/{}", parts.join("/")), file.contents().to_vec()));
    }
    folder.dirs().for_each(|inner| collect(inner, files));
}

/// Writes days for marks such as `@-40@`: forty days before today.
fn dated(text: &str, today: Date) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, part) in text.split('@').enumerate() {
        match part.parse::<i64>().ok().filter(|_| at % 2 == 1) {
            Some(days) => out.push_str(&today.saturating_add(days.days()).to_string()),
            None => out.push_str(part),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn days_are_counted_from_today() {
        assert_eq!(dated("- @-1@ call, due @+2@", date(2026, 3, 1)), "- 2026-02-28 call, due 2026-03-03");
        for lang in ["en", "zh"] {
            for (path, bytes) in files(lang, date(2026, 3, 1)) {
                assert!(!String::from_utf8_lossy(&bytes).contains('@'), "{path}");
            }
        }
    }
}
