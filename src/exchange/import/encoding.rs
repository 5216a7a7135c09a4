//! Which letters a file is written in, and the same as text.
//!
//! A byte order mark decides, else the bytes: UTF-16 shows by its zeros, UTF-8 by
//! being valid, and what is left is told apart by how its high bytes stand: Chinese
//! Windows writes two for each character, western Windows one here and there.

use std::borrow::Cow;

use encoding_rs::{Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// The encoding a file is most likely in.
#[must_use]
pub fn encoding_of(bytes: &[u8]) -> &'static Encoding {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return encoding;
    }
    let start = bytes.get(..bytes.len().min(1024)).unwrap_or(bytes);
    let zeros = |place: usize| start.iter().skip(place).step_by(2).filter(|byte| **byte == 0).count() * 4;
    match (zeros(0) > start.len() / 2, zeros(1) > start.len() / 2) {
        (false, true) => UTF_16LE,
        (true, false) => UTF_16BE,
        _ if std::str::from_utf8(bytes).is_ok() => UTF_8,
        _ => legacy(bytes),
    }
}

/// The text of a whole file, and whether something in it could not be read.
#[must_use]
pub fn decoded(bytes: &[u8]) -> (Cow<'_, str>, bool) {
    let (text, _, had_errors) = encoding_of(bytes).decode(bytes);
    (text, had_errors)
}

/// GB18030 or Windows-1252.
fn legacy(bytes: &[u8]) -> &'static Encoding {
    // A file that is UTF-8 but for a slip or two stays UTF-8.
    let (text, _) = UTF_8.decode_without_bom_handling(bytes);
    let bad = text.matches('\u{fffd}').count();
    let good = text.chars().filter(|c| !c.is_ascii() && *c != '\u{fffd}').count();
    if good > bad * 4 {
        return UTF_8;
    }
    let mut runs = 0_usize;
    let mut even = 0_usize;
    for run in bytes.split(u8::is_ascii).filter(|run| !run.is_empty()) {
        runs += 1;
        even += usize::from(run.len() % 2 == 0);
    }
    let (_, had_errors) = GB18030.decode_without_bom_handling(bytes);
    if !had_errors && even * 10 >= runs * 7 { GB18030 } else { WINDOWS_1252 }
}

/// The encoding a vCard names for one value; none where the name is unknown.
#[must_use]
pub fn named(label: &str) -> Option<&'static Encoding> {
    Encoding::for_label(label.trim().as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], expected: &str) {
        assert_eq!(decoded(bytes).0, expected);
    }

    #[test]
    fn letters_of_every_system() {
        check("姓名,张伟".as_bytes(), "姓名,张伟");
        check(b"\xef\xbb\xbfName", "Name");
        check(b"\xff\xfeN\0a\0", "Na");
        check(b"N\0a\0m\0e\0,\0x\0", "Name,x");
        check(b"\0N\0a\0m\0e\0,\0x", "Name,x");
        check(&GB18030.encode("名,姓,公司\r\n伟,张,某某公司").0, "名,姓,公司\r\n伟,张,某某公司");
        check(&WINDOWS_1252.encode("Jürgen Müller,Köln,café").0, "Jürgen Müller,Köln,café");
        check(b"", "");
    }

    #[test]
    fn one_slip_does_not_turn_a_file_into_another_language() {
        let mut bytes = "张伟,李娜,王芳,陈静".as_bytes().to_vec();
        bytes.push(0xff);
        check(&bytes, "张伟,李娜,王芳,陈静\u{fffd}");
    }
}
