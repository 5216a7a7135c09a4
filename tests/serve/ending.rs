//! Ports and the end.

use crate::server::{Server, journal};

#[test]
fn a_taken_port_gives_way_to_the_next() {
    let folder = journal(&[("content/people/ada.md", "")]);
    let first = Server::start(folder.path());
    let second = Server::start_at(folder.path(), first.port);
    assert!(second.port > first.port && second.port < first.port.saturating_add(100));
    assert_eq!((first.get("/").status, second.get("/").status), (200, 200));
    // One server's name is not the other's.
    let request = format!("GET / HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n\r\n", second.port);
    assert!(first.send(request.as_bytes()).starts_with(b"HTTP/1.1 421"));
}

#[cfg(unix)]
#[test]
fn an_interrupt_ends_it() {
    use std::os::unix::process::ExitStatusExt;
    if interrupts_are_ignored() {
        // Whoever starts tests in the background may have them ignored, and so would the server.
        eprintln!("SKIPPED: interrupts are ignored here");
        return;
    }
    let folder = journal(&[("content/people/ada.md", "")]);
    let server = Server::start(folder.path());
    let port = server.port;
    let _listener = server.listen();
    let kill = std::process::Command::new("sh").args(["-c", &format!("kill -INT {}", server.id())]).status().unwrap();
    assert!(kill.success());
    // A shell gives this as 130.
    assert_eq!(server.wait().signal(), Some(2));
    assert!(std::net::TcpStream::connect(("127.0.0.1", port)).is_err());
}

/// Whether this process, and with it every program it starts, ignores SIGINT (the second bit).
#[cfg(unix)]
fn interrupts_are_ignored() -> bool {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let ignored = status.lines().find_map(|line| u64::from_str_radix(line.strip_prefix("SigIgn:")?.trim(), 16).ok());
    ignored.is_some_and(|signals| signals & 0b10 != 0)
}
