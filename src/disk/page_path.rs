//! The last look at a page's path before it becomes a file.
//!
//! Routes are made elsewhere and are meant to be right; this room trusts nobody,
//! because a wrong path here writes outside the site or loses a page silently.

use crate::source::is_device_name;
use unicode_normalization::UnicodeNormalization;

/// Longest part of a path in bytes: file systems stop at 255, and a sync tool's
/// suffix must still fit.
pub const LONGEST_PART_BYTES: usize = 200;

/// Whether `path` is a plain relative path of visible names.
///
/// Hidden names are refused too: no page has one, and so neither `.git` nor our
/// own manifest can ever be overwritten.
#[must_use]
pub fn is_plain(path: &str) -> bool {
    !path.is_empty() && path.split('/').all(is_plain_part)
}

fn is_plain_part(part: &str) -> bool {
    !part.is_empty()
        && part.len() <= LONGEST_PART_BYTES
        && !part.starts_with('.')
        && !part.ends_with(['.', ' '])
        && !part.chars().any(|c| c.is_control() || matches!(c, '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|'))
        && !is_device_name(part)
}

/// The form under which two paths are the same file on some computer: NFKC and
/// without regard to case.
#[must_use]
pub fn folded(path: &str) -> String {
    if path.is_ascii() { path.to_ascii_lowercase() } else { path.nfkc().flat_map(char::to_lowercase).nfkc().collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_paths_pass() {
        for path in ["index.html", "people/张伟.html", "people/a b.html", "tags/c++.html", "assets/x/y.pdf", "conference.html"] {
            assert!(is_plain(path), "{path}");
        }
    }

    #[test]
    fn paths_that_could_do_harm_do_not() {
        let long = "x".repeat(LONGEST_PART_BYTES + 1);
        for path in [
            "",
            "/etc/passwd",
            "../x",
            "a/../b",
            "a//b",
            "a/",
            "./a",
            ".git/config",
            "a\\b",
            "c:x",
            "a\nb",
            "a\0b",
            "x.",
            "x ",
            "NUL",
            "aux.html",
            &long,
        ] {
            assert!(!is_plain(path), "{path:?}");
        }
    }

    #[test]
    fn one_file_on_some_computer() {
        for (a, b) in [("people/Ada.html", "people/ada.html"), ("é.html", "e\u{301}.html"), ("Ａ.html", "a.html"), ("ﬁ.html", "FI.html")]
        {
            assert_eq!(folded(a), folded(b), "{a} {b}");
        }
        assert_ne!(folded("张伟.html"), folded("张薇.html"));
    }
}
