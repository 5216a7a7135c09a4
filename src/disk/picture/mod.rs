//! Makes an attachment fit to be published: a picture without what it hides.
//!
//! Cameras write places, dates and serial numbers into pictures. Four formats are
//! known well enough to take that out and leave every pixel as it was; the colour
//! profile and the way up stay. A picture of another format is left out of the
//! site, and so is what could run as a page of ours; the caller says so. All
//! other attachments go byte for byte. Nothing here opens a file.

mod gif;
mod jpeg;
mod png;
mod webp;

use std::borrow::Cow;

/// Why an attachment is not published.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum LeftOut {
    /// It could run scripts (SVG, HTML).
    MayRun,
    /// A picture whose hidden metadata we cannot take out.
    UnknownPicture,
    /// A picture that is cut short or no picture at all.
    BrokenPicture,
}

impl LeftOut {
    /// The name under which the catalogue explains it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::MayRun => "may-run",
            Self::UnknownPicture => "unknown-picture",
            Self::BrokenPicture => "broken-picture",
        }
    }
}

/// Endings of files that a browser would run beside our pages.
const MAY_RUN: &[&str] = &["svg", "svgz", "html", "htm", "xhtml", "xht", "shtml", "mhtml", "mht", "xml", "xsl"];
/// Pictures we know how to clean.
const CLEANED: &[&str] = &["jpg", "jpeg", "jpe", "jfif", "png", "apng", "webp", "gif"];
/// Pictures that carry metadata in ways we do not know.
const UNKNOWN: &[&str] = &["heic", "heif", "avif", "tif", "tiff", "bmp", "jxl", "jp2", "raw", "dng", "cr2", "cr3", "nef", "arw", "psd"];

/// Why an attachment is left out whatever it holds: its name says it already, so that
/// nobody has to open an album to know.
#[must_use]
pub fn left_out_by_name(name: &str) -> Option<LeftOut> {
    let is_one_of = |list: &[&str]| list.contains(&ending(name).as_str());
    let picture = || is_one_of(UNKNOWN).then_some(LeftOut::UnknownPicture);
    is_one_of(MAY_RUN).then_some(LeftOut::MayRun).or_else(picture)
}

fn ending(name: &str) -> String {
    name.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase()
}

/// What of an attachment may be published. What its name does not forbid is decided
/// by its first bytes, and by its name again where they say nothing.
///
/// # Errors
/// Why it must be left out.
pub fn publishable<'a>(name: &str, bytes: &'a [u8]) -> Result<Cow<'a, [u8]>, LeftOut> {
    if let Some(reason) = left_out_by_name(name) {
        return Err(reason);
    }
    let cleaned = match bytes {
        [0xff, 0xd8, 0xff, ..] => jpeg::without_metadata(bytes),
        [0x89, b'P', b'N', b'G', ..] => png::without_metadata(bytes),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => webp::without_metadata(bytes),
        [b'G', b'I', b'F', b'8', ..] => gif::without_metadata(bytes),
        [b'I', b'I', b'*', 0, ..] | [b'M', b'M', 0, b'*', ..] => return Err(LeftOut::UnknownPicture),
        _ if CLEANED.contains(&ending(name).as_str()) => None,
        _ => return Ok(Cow::Borrowed(bytes)),
    };
    cleaned.map(Cow::Owned).ok_or(LeftOut::BrokenPicture)
}

/// Takes `count` bytes off the front; none when there are fewer.
fn take<'a>(rest: &mut &'a [u8], count: usize) -> Option<&'a [u8]> {
    let (taken, left) = rest.split_at_checked(count)?;
    *rest = left;
    Some(taken)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_runs_or_cannot_be_cleaned_is_left_out() {
        for (name, bytes, wanted) in [
            ("a.svg", b"<svg/>".as_slice(), LeftOut::MayRun),
            ("a.HTML", b"<p>", LeftOut::MayRun),
            ("a.heic", b"\0\0\0\x18ftypheic", LeftOut::UnknownPicture),
            ("a.heic", b"\xff\xd8\xff\xe1", LeftOut::UnknownPicture),
            ("a.dat", b"II*\0rest", LeftOut::UnknownPicture),
            ("a.jpg", b"no picture", LeftOut::BrokenPicture),
            ("a.jpg", b"\xff\xd8\xff\xe1", LeftOut::BrokenPicture),
        ] {
            assert_eq!(publishable(name, bytes), Err(wanted), "{name}");
        }
    }

    #[test]
    fn a_name_alone_says_what_is_never_published() {
        for (name, wanted) in [
            ("assets/logo.SVG", Some(LeftOut::MayRun)),
            ("IMG_2041.HEIC", Some(LeftOut::UnknownPicture)),
            ("a.svg.pdf", None),
            ("svg", None),
            ("a.jpg", None),
        ] {
            assert_eq!(left_out_by_name(name), wanted, "{name}");
        }
    }

    #[test]
    fn other_attachments_go_byte_for_byte() {
        assert_eq!(publishable("deed.pdf", b"%PDF-1.7"), Ok(Cow::Borrowed(b"%PDF-1.7".as_slice())));
        assert_eq!(publishable("empty", b""), Ok(Cow::Borrowed(b"".as_slice())));
    }

    /// Whatever is cut off, nothing panics and nothing hidden slips through.
    #[test]
    fn cut_short_at_every_length() {
        for whole in [jpeg::tests::sample(), png::tests::sample(), webp::tests::sample(), gif::tests::sample()] {
            for length in 0..=whole.len() {
                if let Ok(clean) = publishable("a.jpg", &whole[..length]) {
                    assert!(!clean.windows(6).any(|part| part == b"SECRET"), "cut at {length}");
                    assert_eq!(publishable("a.jpg", &clean).as_deref(), Ok(&*clean), "cleaning twice changes nothing");
                }
            }
            assert!(publishable("a.jpg", &whole).is_ok());
        }
    }
}
