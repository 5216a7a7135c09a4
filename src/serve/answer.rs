//! An answer and the rules that go with it: what the browser may do with the page, who
//! may read it, that nothing of it is kept.

use std::io::{self, Write};

use super::request::Refusal;

/// What is sent back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// Whether there is such a page.
    pub found: bool,
    /// What it is.
    pub media: Media,
    /// Its bytes.
    pub body: Vec<u8>,
}

/// What an answer is, and so what the browser may do with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Media {
    /// `Content-Type`.
    pub kind: &'static str,
    /// What it may do.
    pub policy: Policy,
}

/// What an answer may do in the browser.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Policy {
    /// A page of ours, with our scripts.
    Page,
    /// Something looked at or used by a page, alone in its corner.
    Beside,
    /// A document the browser's own viewer shows, which needs its own scripts.
    Viewer,
    /// Saved, never shown.
    Download,
}

const PAGE_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; \
     form-action 'none'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; \
     sandbox allow-scripts allow-same-origin allow-downloads allow-modals allow-popups allow-popups-to-escape-sandbox \
     allow-top-navigation-to-custom-protocols";
const BESIDE_POLICY: &str =
    "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox";
const VIEWER_POLICY: &str = "frame-ancestors 'none'";

/// Endings a browser shows by itself, without running anything of the file's.
const SHOWN: &[(&str, &str)] = &[
    ("css", "text/css; charset=utf-8"),
    ("js", "text/javascript; charset=utf-8"),
    ("svg", "image/svg+xml"),
    ("ics", "text/calendar; charset=utf-8"),
    ("jpg", "image/jpeg"),
    ("jpeg", "image/jpeg"),
    ("jpe", "image/jpeg"),
    ("jfif", "image/jpeg"),
    ("png", "image/png"),
    ("apng", "image/apng"),
    ("webp", "image/webp"),
    ("gif", "image/gif"),
    ("woff2", "font/woff2"),
    ("txt", "text/plain; charset=utf-8"),
    ("csv", "text/plain; charset=utf-8"),
    ("mp3", "audio/mpeg"),
    ("m4a", "audio/mp4"),
    ("ogg", "audio/ogg"),
    ("wav", "audio/wav"),
    ("mp4", "video/mp4"),
    ("webm", "video/webm"),
];

impl Media {
    /// A page.
    pub const PAGE: Self = Self { kind: "text/html; charset=utf-8", policy: Policy::Page };

    /// A file of the site, by the ending of its name.
    #[must_use]
    pub fn of(path: &str) -> Self {
        let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
        if ending == "html" {
            return Self::PAGE;
        }
        if ending == "pdf" {
            return Self { kind: "application/pdf", policy: Policy::Viewer };
        }
        let known = SHOWN.iter().find(|(known, _)| *known == ending).map(|(_, kind)| *kind);
        known.map_or(Self::SAVED, |kind| Self { kind, policy: Policy::Beside })
    }

    /// An attachment: what could run as a script or a style of ours is only saved.
    #[must_use]
    pub fn of_attachment(path: &str) -> Self {
        let media = Self::of(path);
        let is_ours = ["text/html", "text/css", "text/javascript", "image/svg", "font/", "text/calendar"];
        if is_ours.iter().any(|kind| media.kind.starts_with(kind)) { Self::SAVED } else { media }
    }

    const SAVED: Self = Self { kind: "application/octet-stream", policy: Policy::Download };
}

/// Sent with every answer, whatever it is.
const ALWAYS: &str = "Connection: close\r\n\
     Cache-Control: no-store\r\n\
     X-Content-Type-Options: nosniff\r\n\
     X-Frame-Options: DENY\r\n\
     X-Robots-Tag: noindex, nofollow, noarchive\r\n\
     Referrer-Policy: no-referrer\r\n\
     Cross-Origin-Resource-Policy: same-origin\r\n\
     Cross-Origin-Opener-Policy: same-origin\r\n";

impl Answer {
    /// Something that is there.
    #[must_use]
    pub fn found(media: Media, body: Vec<u8>) -> Self {
        Self { found: true, media, body }
    }

    /// Nothing of that name; `page` says so.
    #[must_use]
    pub fn missing(page: Vec<u8>) -> Self {
        Self { found: false, media: Media::PAGE, body: page }
    }

    /// Writes it, its body too unless only the head was asked for.
    ///
    /// # Errors
    /// When nobody reads any more.
    pub fn write(&self, out: &mut impl Write, head_only: bool) -> io::Result<()> {
        let status = if self.found { "200 OK" } else { "404 Not Found" };
        let (policy, saved) = match self.media.policy {
            Policy::Page => (PAGE_POLICY, ""),
            Policy::Beside => (BESIDE_POLICY, ""),
            Policy::Viewer => (VIEWER_POLICY, ""),
            Policy::Download => (BESIDE_POLICY, "Content-Disposition: attachment\r\n"),
        };
        let (kind, length) = (self.media.kind, self.body.len());
        let head = format!(
            "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\n{ALWAYS}Content-Security-Policy: {policy}\r\n{saved}\r\n"
        );
        let mut whole = head.into_bytes();
        if !head_only {
            whole.extend_from_slice(&self.body);
        }
        out.write_all(&whole)
    }
}

/// The head of an event stream.
pub(super) fn stream_head() -> String {
    format!("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n{ALWAYS}Content-Security-Policy: default-src 'none'; sandbox\r\n\r\n")
}

/// A refusal: its status and nothing else.
pub(super) fn refusal(refusal: Refusal) -> String {
    let status = refusal.status();
    let allow = if refusal == Refusal::Method { "Allow: GET, HEAD\r\n" } else { "" };
    format!(
        "HTTP/1.1 {status}\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: {}\r\n{allow}{ALWAYS}Content-Security-Policy: default-src 'none'; sandbox\r\n\r\n{status}\n",
        status.len() + 1
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_attachment_never_runs_as_ours() {
        for path in ["assets/x.js", "assets/x.css", "assets/x.html", "assets/x.svg", "assets/x", "assets/x.exe"] {
            assert_eq!(Media::of_attachment(path), Media::SAVED, "{path}");
        }
        assert_eq!(Media::of_attachment("assets/x.JPG").kind, "image/jpeg");
        assert_eq!(Media::of_attachment("assets/x.pdf").policy, Policy::Viewer);
        assert_eq!(Media::of("static/page.js").kind, "text/javascript; charset=utf-8");
    }

    #[test]
    fn the_head_says_what_may_be_done() {
        let mut out = Vec::new();
        Answer::found(Media::PAGE, b"hi".to_vec()).write(&mut out, true).unwrap();
        let head = String::from_utf8(out).unwrap();
        for line in ["frame-ancestors 'none'", "connect-src 'self'", "Cache-Control: no-store", "nosniff", "Content-Length: 2\r\n"] {
            assert!(head.contains(line), "{line} in {head}");
        }
        assert!(!head.contains("Access-Control") && head.ends_with("\r\n\r\n"), "{head}");
    }
}
