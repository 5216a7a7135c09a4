//! A request's head, read strictly: what is not plainly a browser of this machine
//! asking for a page is refused, and the refusal says nothing about the journal.
//!
//! Pure: bytes in, request or refusal out.

/// Longest head that is read, in bytes.
pub const LONGEST_HEAD_BYTES: usize = 16 * 1024;
/// Most header fields.
const MOST_FIELDS: usize = 64;

/// What is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// Only the head of the answer is wanted.
    pub head_only: bool,
    /// The path below `/`, decoded and plain: no empty, dotted or hidden part.
    pub path: String,
    /// What stands behind `?`, as it came.
    pub query: String,
}

/// Why a request is not answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Refusal {
    /// It is no plain HTTP/1.1.
    Malformed,
    /// It asks for more than to look.
    Method,
    /// It brings a body.
    Body,
    /// The head is too long or has too many fields.
    TooLong,
    /// It came too slowly.
    TooSlow,
    /// Another name than ours: somebody's domain may point to this machine.
    Host,
    /// Another site's page asks.
    Foreign,
    /// A path that is not written plainly.
    Path,
    /// Another version of HTTP.
    Version,
    /// Too many at once.
    Busy,
}

impl Refusal {
    /// Status line.
    #[must_use]
    pub fn status(self) -> &'static str {
        match self {
            Self::Malformed | Self::Path => "400 Bad Request",
            Self::Method => "405 Method Not Allowed",
            Self::Body => "413 Content Too Large",
            Self::TooLong => "431 Request Header Fields Too Large",
            Self::TooSlow => "408 Request Timeout",
            Self::Host => "421 Misdirected Request",
            Self::Foreign => "403 Forbidden",
            Self::Version => "505 HTTP Version Not Supported",
            Self::Busy => "503 Service Unavailable",
        }
    }
}

/// Reads a head, its empty line included, as it came to `port`.
///
/// # Errors
/// When it is anything but a browser of this machine asking for a page of ours.
pub fn read(head: &[u8], port: u16) -> Result<Request, Refusal> {
    // The library also takes bare line feeds for line ends, and passes over empty lines before the first;
    // what stands before us may not.
    let bare =
        head.iter().enumerate().any(|(at, byte)| *byte == b'\n' && at.checked_sub(1).and_then(|before| head.get(before)) != Some(&b'\r'));
    if bare || head.starts_with(b"\r\n") || !head.ends_with(b"\r\n\r\n") {
        return Err(Refusal::Malformed);
    }
    let mut fields = [httparse::EMPTY_HEADER; MOST_FIELDS];
    let mut parsed = httparse::Request::new(&mut fields);
    match parsed.parse(head) {
        Ok(httparse::Status::Complete(length)) if length == head.len() => {}
        Err(httparse::Error::TooManyHeaders) => return Err(Refusal::TooLong),
        Err(httparse::Error::Version) => return Err(Refusal::Version),
        Ok(_) | Err(_) => return Err(Refusal::Malformed),
    }
    if parsed.version != Some(1) {
        return Err(Refusal::Version);
    }
    let head_only = match parsed.method {
        Some("GET") => false,
        Some("HEAD") => true,
        _ => return Err(Refusal::Method),
    };
    look_at_fields(parsed.headers, port)?;
    let target = parsed.path.unwrap_or_default();
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    Ok(Request { head_only, path: plain_path(path)?, query: query.to_owned() })
}

fn look_at_fields(fields: &[httparse::Header<'_>], port: u16) -> Result<(), Refusal> {
    let all = |name: &str| fields.iter().filter(|field| field.name.eq_ignore_ascii_case(name)).map(|field| field.value).collect::<Vec<_>>();
    let [host] = all("host")[..] else { return Err(Refusal::Host) };
    if !is_our_host(host, port) {
        return Err(Refusal::Host);
    }
    // Nobody stands between the browser and us, and nothing but HTTP/1.1 is spoken.
    if ["forwarded", "x-forwarded-host", "x-forwarded-for", "x-forwarded-proto", "x-original-url", "x-rewrite-url", "via"]
        .iter()
        .any(|name| !all(name).is_empty())
    {
        return Err(Refusal::Foreign);
    }
    if !all("upgrade").is_empty() || !all("expect").is_empty() {
        return Err(Refusal::Malformed);
    }
    if !all("transfer-encoding").is_empty() || all("content-length").iter().any(|length| *length != b"0") {
        return Err(Refusal::Body);
    }
    let is_ours = |origin: &&[u8]| origin.strip_prefix(b"http://").is_some_and(|origin_host| origin_host == host);
    if !all("origin").iter().all(is_ours) {
        return Err(Refusal::Foreign);
    }
    // `none`: typed, bookmarked, opened by another program.
    if !all("sec-fetch-site").iter().all(|site| matches!(*site, b"same-origin" | b"none")) {
        return Err(Refusal::Foreign);
    }
    Ok(())
}

/// Whether a host is one of the three names under which we are to be found.
fn is_our_host(host: &[u8], port: u16) -> bool {
    let name = match host.strip_suffix(format!(":{port}").as_bytes()) {
        Some(name) => name,
        None if port == 80 => host,
        None => return false,
    };
    name == b"127.0.0.1" || name == b"[::1]" || name.eq_ignore_ascii_case(b"localhost")
}

/// A path decoded once; refused is whatever could be read in two ways.
fn plain_path(path: &str) -> Result<String, Refusal> {
    let rest = path.strip_prefix('/').ok_or(Refusal::Path)?;
    let decoded = decoded(rest).ok_or(Refusal::Path)?;
    let is_odd = |sign: char| sign.is_control() || matches!(sign, '\\' | ':' | '\u{fffd}' | '%' | ';');
    if decoded.contains(is_odd) {
        return Err(Refusal::Path);
    }
    let (folder, last) = decoded.rsplit_once('/').unwrap_or(("", &decoded));
    let folder = if decoded.contains('/') { folder.split('/').collect() } else { Vec::new() };
    let is_plain = |part: &&str| !part.is_empty() && !part.starts_with('.');
    if !folder.iter().all(is_plain) || last.starts_with('.') {
        return Err(Refusal::Path);
    }
    Ok(decoded)
}

/// `%XX` undone, once; none where it is not written right or gives no UTF-8.
fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, behind @ ..] = rest {
        if *first == b'%' {
            let [high, low, behind @ ..] = behind else { return None };
            bytes.push(hex(*high)? * 16 + hex(*low)?);
            rest = behind;
        } else {
            bytes.push(*first);
            rest = behind;
        }
    }
    String::from_utf8(bytes).ok()
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(lines: &[&str], expected: Result<&str, Refusal>) {
        let head = format!("{}\r\n\r\n", lines.join("\r\n"));
        let read = read(head.as_bytes(), 1212).map(|request| request.path);
        assert_eq!(read, expected.map(str::to_owned), "{lines:?}");
    }

    #[test]
    fn a_browser_of_this_machine_is_answered() {
        check(&["GET / HTTP/1.1", "Host: 127.0.0.1:1212"], Ok(""));
        check(&["GET /people/ HTTP/1.1", "host: LocalHost:1212", "Sec-Fetch-Site: none"], Ok("people/"));
        check(&["HEAD /people/%E7%8E%8B.html?q=x HTTP/1.1", "Host: [::1]:1212", "Origin: http://[::1]:1212"], Ok("people/王.html"));
        check(&["GET /a HTTP/1.1", "Host: localhost:1212", "Content-Length: 0"], Ok("a"));
    }

    #[test]
    fn another_name_or_another_site_is_not() {
        for host in [
            "",
            "evil.test",
            "127.0.0.1",
            "127.0.0.1:80",
            "127.0.0.1.evil.test:1212",
            "localhost.:1212",
            "2130706433:1212",
            "[::ffff:7f00:1]:1212",
        ] {
            check(&["GET / HTTP/1.1", &format!("Host: {host}")], Err(Refusal::Host));
        }
        check(&["GET / HTTP/1.1"], Err(Refusal::Host));
        check(&["GET / HTTP/1.1", "Host: 127.0.0.1:1212", "Host: 127.0.0.1:1212"], Err(Refusal::Host));
        for field in [
            "Origin: null",
            "Origin: http://evil.test",
            "Origin: http://localhost:1212",
            "Sec-Fetch-Site: cross-site",
            "Sec-Fetch-Site: same-site",
            "X-Forwarded-Host: x",
        ] {
            check(&["GET / HTTP/1.1", "Host: 127.0.0.1:1212", field], Err(Refusal::Foreign));
        }
    }

    #[test]
    fn a_path_is_read_in_one_way() {
        for path in [
            "/..",
            "/%2e%2e%2fx",
            "/a/../b",
            "//etc",
            "/a//b",
            "/..%5cx",
            "/....//x",
            "/%00",
            "/%c0%ae%c0%ae/x",
            "/%",
            "/%zz",
            "/C:/x",
            "/.git/config",
            "/a;b",
            "/%252e%252e",
            "x",
            "*",
        ] {
            check(&[&format!("GET {path} HTTP/1.1"), "Host: 127.0.0.1:1212"], Err(Refusal::Path));
        }
        check(&["GET http://127.0.0.1:1212/ HTTP/1.1", "Host: 127.0.0.1:1212"], Err(Refusal::Path));
    }

    #[test]
    fn nothing_but_looking() {
        for method in ["POST", "PUT", "OPTIONS", "TRACE", "DELETE", "CONNECT", "PROPFIND"] {
            check(&[&format!("{method} / HTTP/1.1"), "Host: 127.0.0.1:1212"], Err(Refusal::Method));
        }
        for field in ["Content-Length: 1073741824", "Transfer-Encoding: chunked", "Content-Length: +0", "Content-Length: 00"] {
            check(&["GET / HTTP/1.1", "Host: 127.0.0.1:1212", field], Err(Refusal::Body));
        }
        check(&["GET / HTTP/1.0", "Host: 127.0.0.1:1212"], Err(Refusal::Version));
        check(&["GET / HTTP/2.0", "Host: 127.0.0.1:1212"], Err(Refusal::Version));
        check(&["GET / HTTP/1.1", "Host: 127.0.0.1:1212", "Upgrade: websocket"], Err(Refusal::Malformed));
        assert_eq!(read(b"GET / HTTP/1.1\nHost: 127.0.0.1:1212\n\n", 1212), Err(Refusal::Malformed));
        check(&["", "GET / HTTP/1.1", "Host: 127.0.0.1:1212"], Err(Refusal::Malformed));
        let many: Vec<String> = (0..100).map(|n| format!("X-{n}: 1")).collect();
        let lines: Vec<&str> = ["GET / HTTP/1.1", "Host: 127.0.0.1:1212"].into_iter().chain(many.iter().map(String::as_str)).collect();
        check(&lines, Err(Refusal::TooLong));
    }
}
