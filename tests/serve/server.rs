//! A server of a test's own, and a client that sends what it is told to.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

pub const TODAY: &str = "2026-11-23";

/// A running server; killed when it is dropped.
pub struct Server {
    child: Child,
    pub port: u16,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The program, told where the journal is and which day it is.
pub fn renmai(root: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_renmai"));
    command.arg("--root").arg(root).args(["--today", TODAY]).env("LC_ALL", "C").env("NO_COLOR", "1").env_remove("SOURCE_DATE_EPOCH");
    command
}

impl Server {
    /// Serves a journal on any free port.
    pub fn start(root: &Path) -> Self {
        Self::start_at(root, 0)
    }

    pub fn start_at(root: &Path, port: u16) -> Self {
        let mut command = renmai(root);
        let mut child = command.args(["serve", "-p", &port.to_string()]).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let port = line.trim().trim_end_matches('/').rsplit_once(':').unwrap_or_else(|| panic!("no address: {line:?}")).1.parse().unwrap();
        Self { child, port }
    }

    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Waits for its end.
    pub fn wait(mut self) -> std::process::ExitStatus {
        self.child.wait().unwrap()
    }

    /// Sends bytes as they are; everything that comes back.
    pub fn send(&self, request: &[u8]) -> Vec<u8> {
        let mut stream = self.connect();
        // The server may close before it has taken everything.
        let _ = stream.write_all(request);
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        answer
    }

    pub fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
        stream
    }

    /// What a browser gets at a path.
    pub fn get(&self, path: &str) -> Got {
        let answer =
            self.send(format!("GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nSec-Fetch-Site: same-origin\r\n\r\n", self.port).as_bytes());
        Got::of(&answer)
    }

    /// Listens for news, as a page of the present state does.
    pub fn listen(&self) -> Listener {
        let page = self.get("/").text();
        let state = page
            .split("data-state=\"")
            .nth(1)
            .and_then(|rest| rest.split('"').next())
            .unwrap_or_else(|| panic!("no state: {page}"))
            .to_owned();
        let mut stream = self.connect();
        write!(stream, "GET /~events?since={state} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n\r\n", self.port).unwrap();
        let mut listener = Listener { stream, heard: Vec::new() };
        assert!(listener.hears("\r\n\r\n", Duration::from_secs(10)), "no stream");
        listener.heard.clear();
        listener
    }
}

/// Status, head and body.
pub struct Got {
    pub status: u16,
    pub head: String,
    pub body: Vec<u8>,
}

impl Got {
    pub fn of(answer: &[u8]) -> Self {
        let end = answer
            .windows(4)
            .position(|four| four == b"\r\n\r\n")
            .unwrap_or_else(|| panic!("no head: {:?}", String::from_utf8_lossy(answer)));
        let head = String::from_utf8(answer[..end].to_vec()).unwrap();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        Self { status, head, body: answer[end + 4..].to_vec() }
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

pub struct Listener {
    stream: TcpStream,
    pub heard: Vec<u8>,
}

impl Listener {
    /// Whether it hears something within a time.
    pub fn hears(&mut self, what: &str, wait: Duration) -> bool {
        let until = Instant::now() + wait;
        let mut part = [0; 1024];
        loop {
            if String::from_utf8_lossy(&self.heard).contains(what) {
                return true;
            }
            let Some(left) = until.checked_duration_since(Instant::now()).filter(|left| !left.is_zero()) else { return false };
            self.stream.set_read_timeout(Some(left)).unwrap();
            match self.stream.read(&mut part) {
                Ok(0) | Err(_) => return String::from_utf8_lossy(&self.heard).contains(what),
                Ok(count) => self.heard.extend_from_slice(&part[..count]),
            }
        }
    }

    pub fn hears_reload(&mut self) -> bool {
        self.hears("data: reload\n\n", Duration::from_secs(20))
    }
}

/// A journal in a folder of its own.
pub fn journal(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    put(folder.path(), "renmai.yaml", "languages: [en, zh]\n");
    for (path, text) in files {
        put(folder.path(), path, text);
    }
    folder
}

pub fn put(root: &Path, path: &str, text: &str) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// The demo journal, copied.
pub fn demo() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    copy(&here.join("content"), &folder.path().join("content"));
    fs::copy(here.join("renmai.yaml"), folder.path().join("renmai.yaml")).unwrap();
    folder
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            let _ = fs::copy(entry.path(), target).unwrap();
        }
    }
}
