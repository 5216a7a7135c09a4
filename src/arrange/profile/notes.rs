//! What of a person's text is shown as notes: all of it but the log, the answers, and
//! lists that stand under a heading of their own, which have sections of their own.
//! Nothing is shown twice, and no words are lost.

use crate::arrange::site::Site;
use crate::model::Contact;

/// A file's text, parted.
#[derive(Debug, Default)]
pub(super) struct FileText {
    /// The notes, where anything is left.
    pub notes: Option<String>,
    /// Tasks that are not among the notes: places among the person's tasks.
    pub listed: Vec<usize>,
}

/// A heading with the text up to the next one; the first has no heading.
struct Part<'a> {
    level: u8,
    text: &'a str,
    /// Whether anything but the heading is written.
    has_words: bool,
    cut: bool,
}

impl Site<'_> {
    pub(super) fn file_text(&self, contact: &Contact) -> FileText {
        let Some(body) = contact.body.at else { return FileText::default() };
        let Some(file) = self.sources.file(contact.file) else { return FileText::default() };
        let headings = &contact.body.headings;
        let starts: Vec<u32> = [body.start].into_iter().chain(headings.iter().map(|heading| heading.at.start)).collect();
        let ends = starts.iter().skip(1).copied().chain([body.end]);
        let mut listed = Vec::new();
        let mut parts = Vec::new();
        for (place, (start, end)) in starts.iter().copied().zip(ends).enumerate() {
            let heading = place.checked_sub(1).and_then(|place| headings.get(place));
            let text = file.text.get(start as usize..end as usize).unwrap_or("");
            let under = heading.map_or(start, |heading| heading.at.end.min(end));
            let words = file.text.get(under as usize..end as usize).unwrap_or("");
            let in_section = contact.body.sections.iter().any(|section| section.start <= start && start < section.end);
            let tasks: Vec<usize> = tasks_between(contact, start, end);
            let is_list = heading.is_some() && !tasks.is_empty() && words.lines().filter(|line| !line.trim().is_empty()).count() == lines_of(contact, &tasks, file);
            let cut = in_section || is_list;
            if cut {
                listed.extend(tasks.into_iter().filter(|task| contact.tasks.get(*task).is_some_and(|task| task.assessment.is_none())));
            }
            parts.push(Part { level: heading.map_or(0, |heading| heading.level), text, has_words: !words.trim().is_empty(), cut });
        }
        FileText { notes: join(&parts), listed }
    }
}

fn tasks_between(contact: &Contact, start: u32, end: u32) -> Vec<usize> {
    let inside = contact.tasks.iter().enumerate().filter(|(_, task)| task.at.start >= start && task.at.start < end);
    inside.map(|(place, _)| place).collect()
}

/// The lines that are items.
fn lines_of(contact: &Contact, tasks: &[usize], file: &crate::source::SourceFile) -> usize {
    let lines: std::collections::BTreeSet<u32> = tasks.iter().filter_map(|place| contact.tasks.get(*place)).map(|task| file.line_of(task.at.start)).collect();
    lines.len()
}

/// The parts that stay. A heading that is left with nothing under it because what
/// stood there was cut goes too.
fn join(parts: &[Part<'_>]) -> Option<String> {
    let stays = |place: usize, part: &Part<'_>| {
        if part.cut {
            return false;
        }
        let below = || parts.iter().skip(place + 1).take_while(|below| part.level > 0 && below.level > part.level);
        part.has_words || below().any(|below| !below.cut && below.has_words) || !below().any(|below| below.cut)
    };
    let kept: String = parts.iter().enumerate().filter(|(place, part)| stays(*place, part)).map(|(_, part)| part.text).collect();
    Some(kept.trim_matches(['\n', '\r']).to_owned()).filter(|text| !text.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(parts: &[(u8, &str, bool)], expected: Option<&str>) {
        let part = |(level, text, cut): &(u8, &'static str, bool)| Part { level: *level, text, has_words: text.trim().lines().count() > usize::from(*level > 0), cut: *cut };
        let parts: Vec<Part<'_>> = parts.iter().map(|(level, text, cut)| part(&(*level, Box::leak(text.to_string().into_boxed_str()), *cut))).collect();
        assert_eq!(join(&parts).as_deref(), expected);
    }

    #[test]
    fn headings_go_with_what_stood_under_them() {
        check(&[(0, "Hello.\n", false), (2, "## Log\n- x\n", true)], Some("Hello."));
        check(&[(2, "## Answers\n", false), (3, "### Exchange\n- [x] yes\n", true)], None);
        check(&[(2, "## Answers\n", false), (3, "### Exchange\n- [x] yes\n", true), (3, "### Why\nBecause.\n", false)], Some("## Answers\n### Why\nBecause."));
        check(&[(2, "## Empty\n", false), (2, "## Log\n- x\n", true)], Some("## Empty"));
    }
}
