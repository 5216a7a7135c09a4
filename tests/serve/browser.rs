//! What a browser is told beside the page.

use crate::server::{Server, journal};

#[test]
fn every_answer_says_who_may_do_what_with_it() {
    let folder = journal(&[
        ("content/people/ada.md", "---\nname: Ada\n---\n"),
        ("content/assets/x.js", "alert(1)"),
        ("content/assets/x.txt", "words"),
        ("content/assets/x.svg", "<svg/>"),
    ]);
    let server = Server::start(folder.path());
    for (path, status, kind) in [
        ("/", 200, "text/html; charset=utf-8"),
        ("/zh/people/ada.html", 200, "text/html; charset=utf-8"),
        ("/static/search-index.js", 200, "text/javascript; charset=utf-8"),
        ("/~preview.js", 200, "text/javascript; charset=utf-8"),
        ("/assets/x.js", 200, "application/octet-stream"),
        ("/assets/x.txt", 200, "text/plain; charset=utf-8"),
        ("/assets/x.svg", 404, "text/html; charset=utf-8"),
        ("/people/nobody.html", 404, "text/html; charset=utf-8"),
    ] {
        let got = server.get(path);
        assert_eq!(got.status, status, "{path}");
        for line in [
            &format!("Content-Type: {kind}"),
            "Cache-Control: no-store",
            "X-Content-Type-Options: nosniff",
            "Cross-Origin-Resource-Policy: same-origin",
            "Cross-Origin-Opener-Policy: same-origin",
            "Referrer-Policy: no-referrer",
            "frame-ancestors 'none'",
            "sandbox",
            &format!("Content-Length: {}", got.body.len()),
        ] {
            assert!(got.head.contains(line), "{path}: {line} in {}", got.head);
        }
        assert!(!got.head.to_lowercase().contains("access-control"), "{path}");
    }
    assert!(server.get("/zh/nowhere").text().contains("没有这一页"));
    assert!(server.get("/nowhere").text().contains("There is no such page"));
    let head = server.send(format!("HEAD / HTTP/1.1\r\nHost: localhost:{}\r\n\r\n", server.port).as_bytes());
    assert!(head.starts_with(b"HTTP/1.1 200") && head.ends_with(b"\r\n\r\n"));
}
