//! Text made safe for HTML, and addresses made safe for `href`.

use std::borrow::Cow;
use std::fmt::Write as _;

use crate::source::first_sign;

/// What HTML would take for more than a sign.
const SPECIAL: &[u8; 4] = b"&<>\"";

/// Whether HTML says a text as it stands.
#[must_use]
pub fn is_plain(text: &str) -> bool {
    first_sign(text, SPECIAL).is_none()
}

/// Escapes text for an element or a quoted attribute.
#[must_use]
pub fn escape(text: &str) -> Cow<'_, str> {
    if is_plain(text) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    escape_into(text, &mut out);
    Cow::Owned(out)
}

/// The same at the end of `out`.
pub fn escape_into(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some(at) = first_sign(rest, SPECIAL) {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        out.push_str(match from.as_bytes().first() {
            Some(b'&') => "&amp;",
            Some(b'<') => "&lt;",
            Some(b'>') => "&gt;",
            _ => "&quot;",
        });
        rest = from.get(1..).unwrap_or("");
    }
    out.push_str(rest);
}

/// An address for a quoted `href` or `src`: what is no part of an address is
/// percent-encoded, `%` stays, since addresses come encoded where they must be.
#[must_use]
pub fn address(href: &str) -> String {
    let mut out = String::with_capacity(href.len());
    for byte in href.bytes() {
        match byte {
            b'&' => out.push_str("&amp;"),
            b'\'' => out.push_str("&#39;"),
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => out.push(char::from(byte)),
            _ if b"-._~:/?#@!$()*+,;=%".contains(&byte) => out.push(char::from(byte)),
            // Writing into a String cannot fail.
            _ => _ = write!(out, "%{byte:02X}"),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_breaks_out() {
        assert_eq!(escape("a<b>&\"'"), "a&lt;b&gt;&amp;&quot;'");
        assert_eq!(address("a b\"<>'&%20.html"), "a%20b%22%3C%3E&#39;&amp;%20.html");
        assert_eq!(address("张.html"), "%E5%BC%A0.html");
    }
}
