//! The one event stream: tells open pages to load again, and says no more than that.
//!
//! A stream costs a socket and no thread. Browsers ask again by themselves when one ends.

use std::collections::VecDeque;
use std::io::Write;
use std::net::TcpStream;
use std::sync::{Mutex, PoisonError};

use super::answer::stream_head;

/// Most streams at once; the oldest ends when one more comes.
pub const MOST_STREAMS: usize = 256;

/// The whole message: no name, no path.
const RELOAD: &[u8] = b"data: reload\n\n";
/// Says nothing; shows whether anybody listens.
const STILL_HERE: &[u8] = b":\n\n";

/// Everybody who listens.
#[derive(Debug, Default)]
pub struct Events {
    streams: Mutex<VecDeque<TcpStream>>,
}

impl Events {
    /// Takes in a listener; one whose page is of an older state hears so at once.
    pub fn join(&self, mut stream: TcpStream, is_behind: bool) {
        let mut hello = stream_head().into_bytes();
        if is_behind {
            hello.extend_from_slice(RELOAD);
        }
        // Whoever does not read its messages must not hold up the others.
        if stream.set_nonblocking(true).is_err() || stream.write_all(&hello).is_err() {
            return;
        }
        let mut streams = self.streams.lock().unwrap_or_else(PoisonError::into_inner);
        streams.push_back(stream);
        if streams.len() > MOST_STREAMS {
            streams.pop_front();
        }
    }

    /// Tells all pages to load again.
    pub fn reload(&self) {
        self.send(RELOAD);
    }

    /// Forgets those who have gone.
    pub fn look_round(&self) {
        self.send(STILL_HERE);
    }

    fn send(&self, message: &[u8]) {
        let mut streams = self.streams.lock().unwrap_or_else(PoisonError::into_inner);
        streams.retain_mut(|stream| stream.write_all(message).is_ok());
    }
}
