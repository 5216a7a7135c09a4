//! One connection: its head is read within a time and a size, answered, and closed.

use std::io::{self, Read, Write};
use std::net::{Shutdown, TcpStream};
use std::time::{Duration, Instant};

use super::events::Events;
use super::request::{self, LONGEST_HEAD_BYTES, Refusal, Request};
use super::{Shown, answer, peer};

/// Time for the whole head to come.
const HEAD_TIME: Duration = Duration::from_secs(5);
/// Time for the browser to take the answer, between two bits of it.
const ANSWER_TIME: Duration = Duration::from_secs(20);
/// Read and thrown away after a refusal, so that the refusal is not lost with the connection.
const MOST_THROWN_AWAY_BYTES: usize = 256 * 1024;
const THROWING_AWAY_TIME: Duration = Duration::from_millis(500);

/// Where pages listen for news.
const EVENTS_PATH: &str = "~events";

/// Answers whoever is at the other end.
pub(super) fn serve(mut stream: TcpStream, shown: &dyn Shown, events: &Events, port: u16) {
    let outcome = head(&mut stream).and_then(|head| request::read(&head, port)).and_then(|request| allowed(&stream, request));
    // When nobody reads any more there is nobody to tell.
    let _ = match outcome {
        Ok(request) if request.path == EVENTS_PATH && !request.head_only => {
            let is_behind = request.query.strip_prefix("since=").is_none_or(|since| since != shown.version());
            events.join(stream, is_behind);
            return;
        }
        Ok(request) => {
            let written = stream.set_write_timeout(Some(ANSWER_TIME));
            written.and_then(|()| shown.answer(&request.path).write(&mut stream, request.head_only))
        }
        Err(refusal) => refuse(&mut stream, refusal),
    };
    let _ = stream.shutdown(Shutdown::Both);
}

/// Says no, and takes what was already on its way.
fn refuse(stream: &mut TcpStream, refusal: Refusal) -> io::Result<()> {
    stream.set_write_timeout(Some(THROWING_AWAY_TIME))?;
    stream.write_all(answer::refusal(refusal).as_bytes())?;
    stream.shutdown(Shutdown::Write)?;
    let until = Instant::now() + THROWING_AWAY_TIME;
    let mut thrown_away = 0;
    let mut part = [0; 8 * 1024];
    while thrown_away < MOST_THROWN_AWAY_BYTES {
        let Some(left) = until.checked_duration_since(Instant::now()).filter(|left| !left.is_zero()) else { break };
        stream.set_read_timeout(Some(left))?;
        match stream.read(&mut part)? {
            0 => break,
            count => thrown_away += count,
        }
    }
    Ok(())
}

/// The head, to its empty line, and not a byte more.
fn head(stream: &mut TcpStream) -> Result<Vec<u8>, Refusal> {
    let until = Instant::now() + HEAD_TIME;
    let mut head = Vec::with_capacity(1024);
    let mut part = [0; 2 * 1024];
    loop {
        let left = until.checked_duration_since(Instant::now()).filter(|left| !left.is_zero()).ok_or(Refusal::TooSlow)?;
        stream.set_read_timeout(Some(left)).map_err(|_| Refusal::Malformed)?;
        let count = match stream.read(&mut part) {
            Ok(0) => return Err(Refusal::Malformed),
            Ok(count) => count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(_) => return Err(Refusal::TooSlow),
        };
        let from = head.len().saturating_sub(3);
        head.extend_from_slice(part.get(..count).unwrap_or_default());
        let end = head.get(from..).unwrap_or_default().windows(4).position(|four| four == b"\r\n\r\n").map(|at| from + at + 4);
        match end {
            // Something behind the head is a body or a second request: neither is for us.
            Some(end) if end < head.len() => return Err(Refusal::Body),
            Some(_) if head.len() <= LONGEST_HEAD_BYTES => return Ok(head),
            _ if head.len() > LONGEST_HEAD_BYTES => return Err(Refusal::TooLong),
            _ => {}
        }
    }
}

/// Another user of the machine is not answered.
fn allowed(stream: &TcpStream, request: Request) -> Result<Request, Refusal> {
    let (Ok(peer), Ok(own)) = (stream.peer_addr(), stream.local_addr()) else { return Err(Refusal::Foreign) };
    if peer::is_another_users(peer, own) { Err(Refusal::Foreign) } else { Ok(request) }
}
