//! Marks that a merge left in a file: `<<<<<<<`, `=======`, `>>>>>>>`.

use std::ops::Range;

use memchr::memmem;

use super::front_matter::lines_with_offsets;

/// The first complete set of marks outside fenced code, if there is one.
#[must_use]
pub fn first(text: &str) -> Option<Range<usize>> {
    memmem::find(text.as_bytes(), b"<<<<<<<")?;
    let mut fenced = false;
    let mut ours: Option<Range<usize>> = None;
    let mut parted = false;
    for (at, line) in lines_with_offsets(text) {
        if line.trim_start().starts_with("```") || line.trim_start().starts_with("~~~") {
            fenced = !fenced;
        }
        if fenced {
            continue;
        }
        if opens(line) {
            ours = Some(at..at + line.trim_end().len());
            parted = false;
        } else if line.trim_end() == "=======" {
            parted = ours.is_some();
        } else if line.starts_with(">>>>>>>") && parted {
            return ours;
        }
    }
    None
}

/// Seven signs, and at most a blank and a name after them.
fn opens(line: &str) -> bool {
    line.strip_prefix("<<<<<<<").is_some_and(|name| name.starts_with(' ') || name.trim_end().is_empty())
}

/// The text with the marks and the other side's lines blanked within `range`,
/// lengths kept, so that front matter can still be read from our side.
#[must_use]
pub fn our_side(text: &str, range: Range<usize>) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut theirs = false;
    for (at, line) in lines_with_offsets(text) {
        let inside = range.contains(&at);
        let is_mark = inside
            && (line.starts_with("<<<<<<<") || line.starts_with("|||||||") || line.trim_end() == "=======" || line.starts_with(">>>>>>>"));
        if inside && (line.trim_end() == "=======" || line.starts_with("|||||||")) {
            theirs = true;
        }
        if is_mark || (inside && theirs) {
            kept.extend(line.bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }));
        } else {
            kept.push_str(line);
        }
        if inside && line.starts_with(">>>>>>>") {
            theirs = false;
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "---\nname: Ada\n<<<<<<< HEAD\ncircle: close\n=======\ncircle: friend\n>>>>>>> other\n---\n";

    #[test]
    fn a_whole_set_of_marks_is_found() {
        assert_eq!(first(TEXT).map(|at| &TEXT[at]), Some("<<<<<<< HEAD"));
        assert_eq!(first("a\n=======\nb\n"), None);
        assert_eq!(first("```\n<<<<<<< HEAD\n=======\n>>>>>>> x\n```\n"), None);
    }

    #[test]
    fn our_side_is_kept_in_place() {
        let kept = our_side(TEXT, 0..TEXT.len());
        assert_eq!(kept.len(), TEXT.len());
        assert!(kept.contains("circle: close") && !kept.contains("friend"));
        assert_eq!(kept.find("circle"), TEXT.find("circle"));
    }
}
