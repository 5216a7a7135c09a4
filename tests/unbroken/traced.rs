//! Every command, watched by `strace`: none speaks to another machine. It must be installed and may trace, so this
//! runs where it is asked for (`.ci/run` does).

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::process::Stdio;

use crate::journal::Journal;

const PASSPHRASE: &str = "undone grievance swab lunchbox eatable pacemaker";

/// The calls that reach out, and those that make a socket for anything but this machine.
fn reaching_out(calls: &str) -> Vec<&str> {
    let is_call = |line: &&str| ["socket(", "connect(", "sendto(", "sendmsg(", "sendmmsg(", "bind("].iter().any(|call| line.contains(call));
    // A socket pair or a local one is no other machine; what the preview binds is looked at by its address.
    let is_local = |line: &&str| {
        line.contains("AF_UNIX")
            || line.contains("inet_addr(\"127.0.0.1\")")
            || line.contains("\"::1\"")
            || line.contains("socket(AF_INET") && line.contains("SOCK_STREAM")
            // An answer to whoever is connected already.
            || line.contains("sendto(") && line.contains(", NULL, 0) = ")
    };
    calls.lines().filter(is_call).filter(|line| !is_local(line)).collect()
}

#[test]
#[ignore = "needs strace"]
fn nothing_but_this_machine_is_spoken_to() {
    let journal = Journal::new();
    journal.write(
        "book.vcf",
        b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Bo\r\nPHOTO;VALUE=uri:https://evil.example/x.png\r\nURL:https://evil.example/\r\nEND:VCARD\r\n",
    );
    journal.write("content/people/cy.md", b"---\nname: Cy\nphoto: https://evil.example/y.png\nblog: https://evil.example\n---\n![x](https://evil.example/z.png) <https://evil.example>\n");
    let log = journal.folder.path().join("calls.log");
    let traced = |words: &[&str]| {
        let mut command = journal.command("strace");
        command.args(["-f", "-q", "-e", "trace=%network", "-o"]).arg(&log).arg(crate::program()).args(words);
        command.env("RENMAI_PASSPHRASE", PASSPHRASE);
        command
    };
    for words in [
        &["import", "book.vcf"][..],
        &["build"],
        &["build", "--encrypt", "-o", "sealed"],
        &["decrypt", "sealed", "-o", "opened"],
        &["build", "--redact", "-o", "redacted"],
        &["check"],
        &["check", "--privacy"],
        &["list"],
        &["today"],
        &["show", "cy"],
        &["log", "ada", "walk"],
        &["export", "json"],
        &["export", "vcard"],
        &["--version"],
    ] {
        let done = traced(words).output().expect("strace is installed");
        assert!(done.status.code().is_some_and(|code| code < 2), "{words:?}: {}", String::from_utf8_lossy(&done.stderr));
        let calls = fs::read_to_string(&log).unwrap();
        assert!(!calls.contains("AF_INET"), "{words:?}: {calls}");
    }
    let mut server = traced(&["serve", "-p", "0"]).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let mut line = String::new();
    BufReader::new(server.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let port = line.trim().trim_end_matches('/').rsplit_once(':').unwrap().1.to_owned();
    for path in ["/", "/people/cy.html", "/nowhere"] {
        let mut stream = std::net::TcpStream::connect(format!("127.0.0.1:{port}")).unwrap();
        write!(stream, "GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n").unwrap();
        let mut page = String::new();
        let _ = stream.read_to_string(&mut page);
        assert!(page.starts_with("HTTP/1.1 "), "{page}");
    }
    // The tracer ends with what it traces.
    let tracer = server.id();
    let traced = fs::read_to_string(format!("/proc/{tracer}/task/{tracer}/children")).unwrap();
    assert!(std::process::Command::new("kill").arg(traced.trim()).status().unwrap().success());
    server.wait().unwrap();
    let calls = fs::read_to_string(&log).unwrap();
    assert!(calls.contains("bind("), "{calls}");
    assert_eq!(reaching_out(&calls), [""; 0]);
    assert!(!calls.contains("connect("), "{calls}");
}
