//! The lines a vCard is made of: folded lines joined, `group.NAME;PARAM=x:value`
//! taken apart, values decoded as their parameters say. What a name means is none of
//! its business.
//!
//! Works on bytes: writers cut lines between the bytes of one character, and a value
//! may be in other letters than the file.

use encoding_rs::Encoding;

use super::encoding::{encoding_of, named};

/// One property as it stands in the file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Line {
    /// Its line, from 1.
    pub at: u32,
    /// `item1` in `item1.X-ABDATE`; lower case.
    pub group: String,
    /// Upper case.
    pub name: String,
    /// Names in upper case; a bare `CELL` of 2.1 is a `TYPE`.
    pub params: Vec<(String, String)>,
    /// The value as text, its backslashes untouched; empty for pictures.
    pub value: String,
    /// The bytes of a base64 value, still encoded.
    pub base64: Option<String>,
}

impl Line {
    /// The values of one parameter, commas taken apart.
    pub fn params<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.params.iter().filter(move |(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The first value of one parameter.
    #[must_use]
    pub fn param(&self, name: &str) -> Option<&str> {
        self.params.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// What stands in a file, line by line; a line that is no property is `Err` with its number.
#[must_use]
pub fn lines(bytes: &[u8]) -> Vec<Result<Line, u32>> {
    let whole = encoding_of(&without_folds(bytes));
    let recoded;
    let bytes = if whole == encoding_rs::UTF_16LE || whole == encoding_rs::UTF_16BE {
        recoded = whole.decode(bytes).0.into_owned().into_bytes();
        &recoded
    } else {
        bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)
    };
    let letters = if whole == encoding_rs::UTF_16LE || whole == encoding_rs::UTF_16BE { encoding_rs::UTF_8 } else { whole };
    let mut raw = physical(bytes).peekable();
    let mut found = Vec::new();
    let mut version = Version::Unknown;
    while let Some((at, first)) = raw.next() {
        if first.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        let mut line = first.to_vec();
        let head = head_of(&line);
        while let Some((_, next)) = raw.peek() {
            let soft_break = head.quoted_printable && line.ends_with(b"=");
            let folded = matches!(next.first(), Some(b' ' | b'\t'));
            if soft_break {
                line.pop();
                // Some writers fold the soft break as well.
                line.extend_from_slice(if folded && !next.iter().all(u8::is_ascii_whitespace) {
                    next.get(1..).unwrap_or(next)
                } else {
                    next
                });
            } else if head.base64 && (folded || (!next.is_empty() && next.iter().all(is_base64))) {
                line.extend(next.iter().filter(|byte| !byte.is_ascii_whitespace()));
            } else if folded {
                // 2.1 breaks lines where a space stands, and the space belongs to the text.
                line.extend_from_slice(if version == Version::Old { next } else { next.get(1..).unwrap_or(b"") });
            } else {
                break;
            }
            raw.next();
        }
        let read = property(at, &line, letters, version).ok_or(at);
        if let Ok(line) = &read {
            match (line.name.as_str(), line.value.trim()) {
                ("BEGIN", _) => version = Version::Unknown,
                ("VERSION", "2.1") => version = Version::Old,
                ("VERSION", _) => version = Version::New,
                _ => {}
            }
        }
        found.push(read);
    }
    found
}

/// A fold may stand between the bytes of one character, and no letters can be told then.
fn without_folds(bytes: &[u8]) -> Vec<u8> {
    let mut plain = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Some(first) = rest.first() {
        let fold = match rest {
            [b'\r', b'\n', b' ' | b'\t', ..] => 3,
            [b'\n', b' ' | b'\t', ..] => 2,
            _ => 0,
        };
        if fold == 0 {
            plain.push(*first);
        }
        rest = rest.get(fold.max(1)..).unwrap_or(&[]);
    }
    plain
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Version {
    Unknown,
    Old,
    New,
}

struct Head {
    quoted_printable: bool,
    base64: bool,
}

/// How the value of a line is encoded, told from what stands before its colon.
fn head_of(line: &[u8]) -> Head {
    let end = line.iter().position(|byte| *byte == b':').unwrap_or(0);
    let head = String::from_utf8_lossy(line.get(..end).unwrap_or(b"")).to_ascii_uppercase();
    let head = head.split(';').filter(|part| !part.starts_with("X-CUSTOM(")).collect::<Vec<_>>().join(";");
    let has = |word: &str| head.split([';', '=', ',']).skip(1).any(|part| part.trim_matches('"') == word);
    Head { quoted_printable: has("QUOTED-PRINTABLE"), base64: has("BASE64") || has("B") }
}

fn is_base64(byte: &u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'=')
}

/// Lines by any line end, with their numbers.
fn physical(bytes: &[u8]) -> impl Iterator<Item = (u32, &[u8])> {
    let mut at = 0_u32;
    let mut rest = Some(bytes);
    std::iter::from_fn(move || {
        let now = rest.filter(|rest| !rest.is_empty())?;
        at = at.saturating_add(1);
        let end = now.iter().position(|byte| matches!(byte, b'\n' | b'\r'));
        let (line, after) = now.split_at(end.unwrap_or(now.len()));
        rest = match after {
            [b'\r', b'\n', more @ ..] | [_, more @ ..] => Some(more),
            [] => None,
        };
        Some((at, line))
    })
}

fn property(at: u32, line: &[u8], letters: &'static Encoding, version: Version) -> Option<Line> {
    let colon = value_start(line)?;
    let head = letters.decode_without_bom_handling(line.get(..colon)?).0.into_owned();
    let mut parts = split_quoted(&head, ';').into_iter();
    let name = parts.next()?.trim().to_owned();
    let (group, name) = name.rsplit_once('.').map_or(("", name.as_str()), |(group, name)| (group, name));
    let is_name = !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
    if !is_name {
        return None;
    }
    let mut read = Line { at, group: group.to_lowercase(), name: name.to_ascii_uppercase(), ..Line::default() };
    for part in parts {
        add_param(&mut read, &part, version);
    }
    let value = line.get(colon + 1..)?;
    let encoding = read.param("ENCODING").unwrap_or("").to_ascii_uppercase();
    if matches!(encoding.as_str(), "B" | "BASE64") {
        read.base64 = Some(String::from_utf8_lossy(value).chars().filter(|c| !c.is_whitespace()).collect());
        return Some(read);
    }
    let own_letters = read.param("CHARSET").and_then(named).unwrap_or(letters);
    let plain;
    let value = if encoding == "QUOTED-PRINTABLE" {
        plain = quoted_printable(value);
        &plain
    } else {
        value
    };
    // A value that says UTF-8 and is not is read as the file is, and the other way round.
    let (text, had_errors) = own_letters.decode_without_bom_handling(value);
    read.value = if had_errors { encoding_of(value).decode_without_bom_handling(value).0.into_owned() } else { text.into_owned() };
    Some(read)
}

/// The colon that ends the parameters: one in quotes does not.
fn value_start(line: &[u8]) -> Option<usize> {
    let mut quoted = false;
    for (at, byte) in line.iter().enumerate() {
        match byte {
            b'"' => quoted = !quoted,
            b':' if !quoted => return Some(at),
            _ => {}
        }
    }
    // A quote that nothing closes is only a sign.
    line.iter().position(|byte| *byte == b':')
}

fn split_quoted(text: &str, by: char) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut quoted = false;
    for sign in text.chars() {
        match sign {
            '"' => quoted = !quoted,
            sign if sign == by && !quoted => parts.push(String::new()),
            sign => {
                if let Some(last) = parts.last_mut() {
                    last.push(sign);
                }
            }
        }
    }
    parts
}

fn add_param(line: &mut Line, part: &str, version: Version) {
    // Some phones put a label of one's own into what is no parameter at all:
    // `TEL;X-CUSTOM(CHARSET=UTF-8,ENCODING=QUOTED-PRINTABLE,=E5=AE=B6):1`
    if let Some(own) = part.strip_prefix("X-CUSTOM(").and_then(|own| own.strip_suffix(')')) {
        let label = own.rsplit(',').next().unwrap_or("");
        line.params.push(("TYPE".to_owned(), String::from_utf8_lossy(&quoted_printable(label.as_bytes())).into_owned()));
        return;
    }
    let (name, value) = match part.split_once('=') {
        Some((name, value)) => (name.trim().to_ascii_uppercase(), value),
        // 2.1 writes `TEL;CELL` and `NOTE;QUOTED-PRINTABLE`.
        None => match part.trim().to_ascii_uppercase().as_str() {
            "" => return,
            "QUOTED-PRINTABLE" | "BASE64" | "8BIT" | "7BIT" => ("ENCODING".to_owned(), part.trim()),
            _ => ("TYPE".to_owned(), part.trim()),
        },
    };
    let is_list = matches!(name.as_str(), "TYPE" | "PREF");
    let values: Vec<&str> = if is_list { value.split(',').collect() } else { vec![value] };
    for value in values {
        let value = if version == Version::Old { value.trim().to_owned() } else { without_carets(value.trim()) };
        if !value.is_empty() {
            line.params.push((name.clone(), value));
        }
    }
}

/// RFC 6868: `^n`, `^'` and `^^` in parameters.
fn without_carets(value: &str) -> String {
    let mut text = String::with_capacity(value.len());
    let mut signs = value.chars().peekable();
    while let Some(sign) = signs.next() {
        let stands_for = match (sign, signs.peek()) {
            ('^', Some('n')) => '\n',
            ('^', Some('\'')) => '"',
            ('^', Some('^')) => '^',
            _ => {
                text.push(sign);
                continue;
            }
        };
        signs.next();
        text.push(stands_for);
    }
    text
}

fn quoted_printable(value: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(value.len());
    let mut rest = value;
    while let [first, after @ ..] = rest {
        let pair = match after {
            [high, low, ..] if *first == b'=' => hex(*high).zip(hex(*low)),
            _ => None,
        };
        match pair {
            Some((high, low)) => {
                bytes.push(high * 16 + low);
                rest = after.get(2..).unwrap_or(&[]);
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    bytes
}

fn hex(byte: u8) -> Option<u8> {
    (byte as char).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

/// A value's backslashes taken away: `\n`, `\,`, `\;`, `\\`.
#[must_use]
pub fn unescaped(value: &str) -> String {
    let mut text = String::with_capacity(value.len());
    let mut signs = value.chars();
    while let Some(sign) = signs.next() {
        if sign != '\\' {
            text.push(sign);
            continue;
        }
        match signs.next() {
            Some('n' | 'N') => text.push('\n'),
            Some(escaped @ (',' | ';' | ':' | '\\')) => text.push(escaped),
            Some(other) => text.extend(['\\', other]),
            None => text.push('\\'),
        }
    }
    text
}

/// The parts of a structured value, each with its backslashes taken away.
#[must_use]
pub fn parts(value: &str, by: char) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut escaped = false;
    for sign in value.chars() {
        if sign == by && !escaped {
            parts.push(String::new());
            continue;
        }
        escaped = sign == '\\' && !escaped;
        if let Some(last) = parts.last_mut() {
            last.push(sign);
        }
    }
    parts.iter().map(|part| unescaped(part).trim().to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(text: &str) -> Line {
        lines(text.as_bytes()).remove(0).unwrap()
    }

    #[test]
    fn folded_lines_are_joined() {
        assert_eq!(one("NOTE:a\r\n bc\n\td\n").value, "abcd");
        let cut: Vec<u8> = [b"FN:\xe5\xbc".as_slice(), b"\r\n \xa0\xe4\xbc\x9f\r\n"].concat();
        assert_eq!(lines(&cut)[0].as_ref().unwrap().value, "张伟");
        let old = lines(b"BEGIN:VCARD\nVERSION:2.1\nNOTE:one\n two\n");
        assert_eq!(old[2].as_ref().unwrap().value, "one two");
    }

    #[test]
    fn quoted_printable_with_soft_breaks_and_letters() {
        assert_eq!(one("NOTE;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:=E5=BC=A0=\r\n=E4=BC=9F=0D=0Aok\r\n").value, "张伟\r\nok");
        assert_eq!(one("N;CHARSET=GB2312;QUOTED-PRINTABLE:=D5=C5;=CE=B0").value, "张;伟");
        assert_eq!(one("NOTE;QUOTED-PRINTABLE:a=3D41=\n\nFN:b").value, "a=41");
        assert_eq!(one("NOTE;QUOTED-PRINTABLE:bad =ZZ =").value, "bad =ZZ =");
    }

    #[test]
    fn base64_lines_that_look_like_fields() {
        let all = lines(b"PHOTO;ENCODING=BASE64;JPEG:/9j/\n TEL\nNOTE\nEND==\n\nTEL:1\n");
        assert_eq!(all[0].as_ref().unwrap().base64.as_deref(), Some("/9j/TELNOTEEND=="));
        assert_eq!(all[1].as_ref().unwrap().name, "TEL");
    }

    #[test]
    fn groups_parameters_and_quotes() {
        let line = one("item1.TEL;type=CELL,voice;TYPE=\"work\";X-A=\"a;b:^'c^'\":+86 139");
        assert_eq!((line.group.as_str(), line.name.as_str(), line.value.as_str()), ("item1", "TEL", "+86 139"));
        assert_eq!(line.params("TYPE").collect::<Vec<_>>(), ["CELL", "voice", "work"]);
        assert_eq!(line.param("X-A"), Some("a;b:\"c\""));
        assert_eq!(lines(b"no property\n"), [Err(1)]);
    }

    #[test]
    fn parts_of_a_value() {
        assert_eq!(parts("a\\;b;c\\,d;", ';'), ["a;b", "c,d", ""]);
        assert_eq!(unescaped("a\\nb\\\\n\\x\\"), "a\nb\\n\\x\\");
    }
}
