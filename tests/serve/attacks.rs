//! The attack list: whatever is tried, no byte of the journal comes back and the server
//! goes on. Each row is a request.

use crate::server::{Got, Server, journal};
use std::fs;
use std::io::{Read, Write};
use std::path::Path;
use std::time::Duration;

/// Stands in names, files and texts of the journal, and beside it.
const SECRETS: [&str; 2] = ["Zebraquark", "Outsidesecret"];

fn secret_journal() -> tempfile::TempDir {
    let folder = journal(&[
        ("content/people/zebraquark.md", "---\nname: Zebraquark\n---\n\n## Log\n- 2026-11-01 → Zebraquark\n"),
        ("content/.env", "Outsidesecret"),
        ("content/people/.hidden.md", "Outsidesecret"),
        ("content/assets/.hidden.txt", "Outsidesecret"),
        ("content/assets/plain.txt", "Zebraquark"),
        ("secret.txt", "Outsidesecret"),
        (".git/config", "Outsidesecret"),
    ]);
    #[cfg(unix)]
    for (to, link) in [("../../secret.txt", "out.txt"), ("../..", "up"), ("/etc/passwd", "passwd.txt")] {
        std::os::unix::fs::symlink(to, folder.path().join("content/assets").join(link)).unwrap();
    }
    folder
}

/// A request line and what follows; `{port}` is the port.
#[expect(clippy::too_many_lines, reason = "a list")]
fn rows() -> Vec<String> {
    let host = "Host: 127.0.0.1:{port}\r\n";
    let get = |path: &str| format!("GET {path} HTTP/1.1\r\n{host}\r\n");
    let with = |field: &str| format!("GET / HTTP/1.1\r\n{host}{field}\r\n\r\n");
    let mut rows = Vec::new();

    // Host: none, empty, twice, another, one that only looks like ours.
    rows.push("GET / HTTP/1.1\r\n\r\n".to_owned());
    for other in [
        "",
        "evil.test",
        "evil.test:{port}",
        "127.0.0.1.evil.test:{port}",
        "127.0.0.1",
        "localhost",
        "localhost:1",
        "localhost.:{port}",
        "localhost.evil.test:{port}",
        "[::ffff:7f00:1]:{port}",
        "[::ffff:127.0.0.1]:{port}",
        "[fe80::1%25lo]:{port}",
        "[::1%lo]:{port}",
        "[0:0:0:0:0:0:0:1]:{port}",
        "2130706433:{port}",
        "0x7f000001:{port}",
        "0177.0.0.1:{port}",
        "127.1:{port}",
        "127.0.0.2:{port}",
        "0.0.0.0:{port}",
        "[::]:{port}",
        "user@127.0.0.1:{port}",
        "127.0.0.1:{port}@evil.test",
        "127.0.0.1:{port}, evil.test",
        "127.0.0.1:{port}/",
        "127.0.0.1:0{port}",
        " 127.0.0.1:+{port}",
        "xn--127:{port}",
    ] {
        rows.push(format!("GET / HTTP/1.1\r\nHost: {other}\r\n\r\n"));
    }
    rows.push(format!("GET / HTTP/1.1\r\n{host}{host}\r\n"));
    rows.push(format!("GET / HTTP/1.1\r\n{host}Host: evil.test\r\n\r\n"));
    rows.push(format!("GET http://evil.test/ HTTP/1.1\r\n{host}\r\n"));
    rows.push(format!("GET http://127.0.0.1:{{port}}/ HTTP/1.1\r\n{host}\r\n"));

    // Origin and Sec-Fetch-Site: page, script and search data asked for by another site.
    for origin in [
        "null",
        "http://evil.test",
        "https://127.0.0.1:{port}",
        "http://127.0.0.1",
        "http://127.0.0.1:1",
        "http://localhost:{port}",
        "file://",
        "",
        "http://127.0.0.1:{port}.evil.test",
    ] {
        rows.push(with(&format!("Origin: {origin}")));
    }
    for path in [
        "/",
        "/static/search-index.js",
        "/static/search-notes.js",
        "/people/zebraquark.html",
        "/calendar.ics",
        "/assets/plain.txt",
        "/~events",
    ] {
        rows.push(format!("GET {path} HTTP/1.1\r\n{host}Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: no-cors\r\n\r\n"));
    }
    rows.push(with("Sec-Fetch-Site: same-site"));
    rows.push(with("Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: iframe"));
    rows.push(with("Sec-Fetch-Site: none\r\nSec-Fetch-Site: cross-site"));
    rows.push(format!("POST / HTTP/1.1\r\n{host}Content-Type: text/plain\r\nContent-Length: 1\r\n\r\nx"));
    rows.push(format!("OPTIONS / HTTP/1.1\r\n{host}Origin: http://evil.test\r\nAccess-Control-Request-Method: GET\r\nAccess-Control-Request-Private-Network: true\r\n\r\n"));

    // The event stream and its relatives.
    let upgrade = "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13";
    rows.push(format!("GET /~events HTTP/1.1\r\n{host}{upgrade}\r\n\r\n"));
    rows.push(format!("GET /~events HTTP/1.1\r\n{host}Origin: http://evil.test\r\n\r\n"));
    rows.push(format!("GET /~events HTTP/1.1\r\n{host}Origin: http://127.0.0.1:{{port}}\r\n{upgrade}\r\n\r\n"));
    rows.push(format!("GET /~events HTTP/1.1\r\n{host}X-Forwarded-Host: 127.0.0.1:{{port}}\r\n\r\n"));
    rows.push("GET /~events HTTP/1.1\r\nHost: evil.test:{port}\r\nX-Forwarded-Host: 127.0.0.1:{port}\r\n\r\n".to_owned());
    rows.push(format!("GET /~events HTTP/1.1\r\n{host}Origin: null\r\nAccept: text/event-stream\r\n\r\n"));
    for field in [
        "X-Forwarded-Host: evil.test",
        "X-Forwarded-For: 10.0.0.1",
        "Forwarded: host=evil.test",
        "X-Original-URL: /people/zebraquark.html",
        "Via: 1.1 evil",
    ] {
        rows.push(with(field));
    }

    // Paths that lead elsewhere.
    for path in [
        "/../secret.txt",
        "/../../etc/passwd",
        "/people/../../secret.txt",
        "/%2e%2e/secret.txt",
        "/%2e%2e%2fsecret.txt",
        "/..%2fsecret.txt",
        "/%252e%252e%252fsecret.txt",
        "/..%5csecret.txt",
        "/..%255csecret.txt",
        "/....//secret.txt",
        "/.../secret.txt",
        "/./secret.txt",
        "//etc/passwd",
        "///etc/passwd",
        "//evil.test/",
        "/people//zebraquark.html",
        "/etc/passwd",
        "/%00",
        "/index.html%00.txt",
        "/people/zebraquark.html%00",
        "/%c0%ae%c0%ae/secret.txt",
        "/%e0%80%ae%e0%80%ae/secret.txt",
        "/%ff",
        "/%",
        "/%2",
        "/%zz",
        "/C:/Windows/win.ini",
        "/C%3A%5CWindows",
        "/%5c%5cserver%5cshare",
        "/;/secret.txt",
        "/..;/secret.txt",
        "/people;x/zebraquark.html",
        "/.env",
        "/.git/config",
        "/people/.hidden.md",
        "/assets/.hidden.txt",
        "/secret.txt",
        "/renmai.yaml",
        "/content/people/zebraquark.md",
        "/people/zebraquark.md",
        "/content/",
        "/assets/",
        "/static/",
        "/people",
        "/assets/out.txt",
        "/assets/up/secret.txt",
        "/assets/passwd.txt",
        "/assets",
        "/static/../index.html",
        "/%7e/",
        "/~",
        "/~preview",
        "/~events/..",
        "/people/zebraquark.html/",
        "/people/zebraquark.html/x",
        "/PEOPLE/ZEBRAQUARK.HTML",
        "/people/zebraquark.html%20",
        "/people/zebraquark.html.",
        "/people/zebraquark%2ehtml%2f",
        "/%ef%bc%8e%ef%bc%8e/secret.txt",
        "*",
        "secret.txt",
        "\\secret.txt",
        "/\u{1b}[31m",
    ] {
        rows.push(get(path));
    }
    rows.push(get(&format!("/{}", "a".repeat(64 * 1024))));
    rows.push(get(&format!("/{}secret.txt", "../".repeat(4_000))));

    // HTTP that is not plainly one request.
    for method in ["TRACE", "PUT", "DELETE", "PATCH", "CONNECT", "PROPFIND", "get", "PRI"] {
        rows.push(format!("{method} / HTTP/1.1\r\n{host}\r\n"));
    }
    for field in [
        "Content-Length: 1073741824",
        "Content-Length: 5\r\nContent-Length: 6",
        "Content-Length: 0\r\nTransfer-Encoding: chunked",
        "Transfer-Encoding: chunked",
        "Transfer-Encoding: xchunked",
        "Transfer-Encoding : chunked",
        "Content-Length: -1",
        "Content-Length: 0x0",
        "Expect: 100-continue",
        "X: a\r\n Host: evil.test",
        "X\0: a",
        "X: a\rHost: evil.test",
        "X: a\nHost: evil.test",
        ": x",
        "no colon",
    ] {
        rows.push(with(field));
    }
    rows.push(format!("GET / HTTP/1.1\r\n{host}\r\nGET /people/zebraquark.html HTTP/1.1\r\n{host}\r\n"));
    rows.push(format!("GET / HTTP/1.1\r\n{host}Transfer-Encoding: chunked\r\n\r\nzz\r\n0\r\n\r\n"));
    rows.push(format!("GET / HTTP/1.1\r\n{host}Transfer-Encoding: chunked\r\n\r\nffffffffffffffff1\r\nx\r\n0\r\n\r\n"));
    rows.push(format!("POST / HTTP/1.1\r\n{host}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n5e\r\nGET /people/zebraquark.html HTTP/1.1\r\n{host}\r\n0\r\n\r\n"));
    rows.push(format!(
        "GET / HTTP/1.1\r\n{host}Content-Length: 0\r\nContent-Length: 44\r\n\r\nGET /people/zebraquark.html HTTP/1.1\r\n{host}\r\n"
    ));
    rows.push(format!("GET / HTTP/1.0\r\n{host}\r\n"));
    rows.push(format!("GET / HTTP/2.0\r\n{host}\r\n"));
    rows.push("GET /\r\n".to_owned());
    rows.push(format!("GET  / HTTP/1.1\r\n{host}\r\n"));
    rows.push("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".to_owned());
    rows.push("\u{16}\u{3}\u{1}\0\u{5}hello\r\n\r\n".to_owned());
    rows.push(format!("GET / HTTP/1.1\r\n{host}{}\r\n", (0..10_000).map(|n| format!("X-{n}: 1\r\n")).collect::<String>()));
    rows.push(format!("GET / HTTP/1.1\r\n{host}X: {}\r\n\r\n", "a".repeat(64 * 1024)));
    rows
}

fn assert_nothing_leaks(answer: &[u8], row: &str) {
    let text = String::from_utf8_lossy(answer).to_lowercase();
    let shown: String = row.chars().take(200).collect();
    for secret in SECRETS {
        assert!(!text.contains(&secret.to_lowercase()), "{shown:?} shows {secret}");
    }
    assert!(!text.contains("root:"), "{shown:?} shows a file of the system");
    assert!(!text.starts_with("http/1.1 200"), "{shown:?} was answered: {text}");
    // Not even whether there is such a journal: a refusal is its status, a missing page its sentence.
    assert!(answer.is_empty() || text.starts_with("http/1.1 4") || text.starts_with("http/1.1 5"), "{shown:?}: {text}");
}

#[test]
fn nothing_comes_back_from_any_row_of_the_list() {
    let folder = secret_journal();
    let server = Server::start(folder.path());
    let rows = rows();
    assert!(rows.len() >= 160, "only {} rows", rows.len());
    for row in &rows {
        let row = row.replace("{port}", &server.port.to_string());
        assert_nothing_leaks(&server.send(row.as_bytes()), &row);
    }
    // And the browser of this machine still gets its page.
    assert!(server.get("/people/zebraquark.html").text().contains("Zebraquark"));
    assert_eq!(server.get("/assets/plain.txt").text(), "Zebraquark");
}

#[test]
fn the_event_stream_says_no_name() {
    let folder = secret_journal();
    let server = Server::start(folder.path());
    let mut listener = server.listen();
    fs::write(folder.path().join("content/people/zebraquark.md"), "---\nname: Zebraquark\norg: x\n---\n").unwrap();
    assert!(listener.hears_reload());
    assert_eq!(String::from_utf8(listener.heard).unwrap(), "data: reload\n\n");
}

#[test]
fn a_range_is_answered_whole_and_a_giant_body_not_at_all() {
    let folder = secret_journal();
    let server = Server::start(folder.path());
    let host = format!("Host: 127.0.0.1:{}\r\n", server.port);
    for range in ["bytes=0-", "bytes=5-1", "bytes=-1", "bytes=0-0,1-1,2-2", "bytes=18446744073709551615-", "pages=1"] {
        let got = Got::of(&server.send(format!("GET /assets/plain.txt HTTP/1.1\r\n{host}Range: {range}\r\n\r\n").as_bytes()));
        assert_eq!((got.status, got.text().as_str()), (200, "Zebraquark"), "{range}");
    }
    let mut stream = server.connect();
    write!(stream, "POST / HTTP/1.1\r\n{host}Content-Length: 1073741824\r\n\r\n").unwrap();
    let part = vec![b'x'; 64 * 1024];
    let taken = (0..16 * 1024).take_while(|_| stream.write_all(&part).is_ok()).count();
    assert!(taken < 16 * 1024, "a whole GiB was taken");
    assert_eq!(server.get("/").status, 200);
}

#[test]
fn whoever_is_slow_is_sent_away_and_holds_up_nobody() {
    let folder = secret_journal();
    let server = Server::start(folder.path());
    let mut slow = server.connect();
    slow.write_all(b"GET / HTTP/1.1\r\n").unwrap();
    assert_eq!(server.get("/").status, 200);
    let mut answer = Vec::new();
    slow.set_read_timeout(Some(Duration::from_mins(1))).unwrap();
    let _ = slow.read_to_end(&mut answer);
    assert!(answer.starts_with(b"HTTP/1.1 408"), "{}", String::from_utf8_lossy(&answer));
}

#[cfg(unix)]
#[test]
fn a_link_put_in_the_place_of_an_attachment_is_not_followed() {
    let folder = secret_journal();
    let server = Server::start(folder.path());
    let file = folder.path().join("content/assets/plain.txt");
    fs::remove_file(&file).unwrap();
    std::os::unix::fs::symlink("../../secret.txt", &file).unwrap();
    for _ in 0..20 {
        assert_nothing_leaks(
            &server.send(format!("GET /assets/plain.txt HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n\r\n", server.port).as_bytes()),
            "link",
        );
    }
}

/// Sockets that say nothing, and sockets that listen, all held open.
fn many_sockets(count: usize) {
    let folder = secret_journal();
    let server = Server::start(folder.path());
    let ask = format!("GET /~events?since=0 HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n\r\n", server.port);
    let held: Vec<_> = (0..count)
        .map(|at| {
            let mut stream = server.connect();
            // Whoever is turned away may be told before the question is out.
            let _ = if at % 2 == 0 { stream.write_all(ask.as_bytes()) } else { Ok(()) };
            stream
        })
        .collect();
    // Those who say nothing are sent away in their time, and then there is room for a page and its news.
    let is_answered = |_: u32| {
        let answer = server.send(format!("GET / HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n\r\n", server.port).as_bytes());
        answer.starts_with(b"HTTP/1.1 200") || !pause()
    };
    // Twenty in a row: while the last of them are sent away, one answer promises no other.
    let are_answered = |_: u32| (0..20).all(is_answered);
    assert!((0..600).any(are_answered), "nobody gets a page any more");
    // Whoever comes while the last of them are sent away may be turned away too, and asks again.
    let hears_of_a_change = |change: u32| {
        let mut listener = server.listen();
        fs::write(folder.path().join("content/people/zebraquark.md"), format!("---\nname: Zebraquark\norg: x{change}\n---\n")).unwrap();
        listener.hears("data: reload\n\n", Duration::from_secs(10))
    };
    assert!((0..6).any(hears_of_a_change), "nobody hears of a change any more");
    #[cfg(target_os = "linux")]
    {
        let open = fs::read_dir(format!("/proc/{}/fd", server.id())).unwrap().count();
        assert!(open < 400, "the server holds {open} files open for {count} sockets");
    }
    drop(held);
}

/// Always true, after a while.
fn pause() -> bool {
    std::thread::sleep(Duration::from_millis(50));
    true
}

/// As many as this process may open beside what the other tests need.
#[test]
fn a_thousand_sockets_at_once() {
    let limits = fs::read_to_string("/proc/self/limits").unwrap_or_default();
    let open_files = limits.lines().find_map(|line| line.strip_prefix("Max open files")?.split_ascii_whitespace().next());
    // Where nobody says, the least that systems allow.
    let most = open_files.map_or(256, |number| number.parse().unwrap_or(usize::MAX));
    many_sockets(1_000.min(most.saturating_sub(100)));
}

/// Another user of the machine can reach the port, by either kind of socket, and gets nothing.
/// Only the superuser can try it.
#[cfg(target_os = "linux")]
#[test]
fn another_user_of_the_machine_is_not_answered() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    use std::os::unix::process::CommandExt;
    const NOBODY: u32 = 65_534;
    let asks = |server: &Server, address: &str, user: u32| {
        // A copy of this program, where everybody may run it.
        let folder = tempfile::Builder::new().permissions(fs::Permissions::from_mode(0o755)).tempdir().unwrap();
        let itself = folder.path().join("asks");
        fs::copy(std::env::current_exe().unwrap(), &itself).unwrap();
        fs::set_permissions(&itself, fs::Permissions::from_mode(0o755)).unwrap();
        let mut command = std::process::Command::new(itself);
        command.args(["--exact", "attacks::whoever_is_told_to_asks", "--nocapture"]).current_dir("/");
        command.env("RENMAI_ASK", format!("{address} {}", server.port)).uid(user);
        String::from_utf8_lossy(&command.output().unwrap().stdout).into_owned()
    };
    let me = fs::metadata("/proc/self").unwrap().uid();
    let folder = secret_journal();
    let server = Server::start(folder.path());
    let addresses = ["127.0.0.1", "::1", "::ffff:127.0.0.1"];
    for address in addresses {
        let got = asks(&server, address, me);
        assert!(got.contains("HTTP/1.1 200") || got.contains("no such address"), "{address}: {got}");
    }
    if me != 0 {
        println!("NOT LOOKED AT: only the superuser can be somebody else");
        return;
    }
    for address in addresses {
        let got = asks(&server, address, NOBODY);
        assert!(got.contains("HTTP/1.1 403") || got.contains("no such address"), "{address}: {got}");
        assert!(!got.contains("Zebraquark"), "{address}: {got}");
    }
}

/// The other half of the test above.
#[cfg(target_os = "linux")]
#[test]
fn whoever_is_told_to_asks() {
    let Ok(told) = std::env::var("RENMAI_ASK") else { return };
    let (address, port) = told.split_once(' ').unwrap();
    let address: std::net::IpAddr = address.parse().unwrap();
    let Ok(mut stream) = std::net::TcpStream::connect((address, port.parse::<u16>().unwrap())) else {
        println!("no such address");
        return;
    };
    write!(stream, "GET /people/zebraquark.html HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n").unwrap();
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    println!("{}", String::from_utf8_lossy(&answer));
}

/// Everything listens on this machine's own addresses alone.
#[cfg(target_os = "linux")]
#[test]
fn no_other_address_is_listened_on() {
    let folder = secret_journal();
    let server = Server::start(folder.path());
    let port = format!(":{:04X}", server.port);
    for (table, own) in [("/proc/net/tcp", "0100007F"), ("/proc/net/tcp6", "00000000000000000000000001000000")] {
        let Ok(text) = fs::read_to_string(Path::new(table)) else { continue };
        let listening = text.lines().filter_map(|line| line.split_ascii_whitespace().nth(1).zip(line.split_ascii_whitespace().nth(3)));
        for (address, _) in listening.filter(|(address, state)| *state == "0A" && address.ends_with(&port)) {
            assert_eq!(address, format!("{own}{port}"));
        }
    }
}
