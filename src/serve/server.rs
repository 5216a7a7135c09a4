//! Listens on this machine's own addresses, and on no other.

use std::io;
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use super::Shown;
use super::connection;
use super::events::Events;
use super::request::Refusal;

/// Connections that are answered at once; more are turned away until one is free.
const MOST_AT_ONCE: usize = 64;
/// Ports looked at above the one that was wanted.
const MOST_TRIES: u16 = 100;
/// A connection's thread reads a head and hands on bytes.
const STACK_BYTES: usize = 256 * 1024;

/// A port of our own, on 127.0.0.1 and, where there is such an address, `::1`.
#[derive(Debug)]
pub struct Server {
    listeners: Vec<TcpListener>,
    port: u16,
}

impl Server {
    /// Takes the wanted port, or the next free one; 0 stands for any.
    ///
    /// # Errors
    /// When none of a hundred is free, or the system allows none.
    pub fn bind(wanted: u16) -> io::Result<Self> {
        let mut last = io::Error::from(io::ErrorKind::AddrInUse);
        for port in (wanted..=u16::MAX).take(usize::from(MOST_TRIES)) {
            match Self::bind_exactly(port) {
                Ok(server) => return Ok(server),
                Err(error) if error.kind() == io::ErrorKind::AddrInUse => last = error,
                Err(error) => return Err(error),
            }
        }
        Err(last)
    }

    /// A browser may take `localhost` for either address: a port counts as ours when
    /// nobody else has it on the other one.
    fn bind_exactly(port: u16) -> io::Result<Self> {
        let four = TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, port)))?;
        let port = four.local_addr()?.port();
        let mut listeners = vec![four];
        match TcpListener::bind(SocketAddr::from((Ipv6Addr::LOCALHOST, port))) {
            Ok(six) => listeners.push(six),
            Err(error) if error.kind() == io::ErrorKind::AddrInUse => return Err(error),
            // A machine without IPv6.
            Err(_) => {}
        }
        Ok(Self { listeners, port })
    }

    /// The port that was taken.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Answers from now on, in threads of its own, as long as the program runs.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn start(self, shown: &Arc<dyn Shown>, events: &Arc<Events>) -> io::Result<()> {
        let at_once = Arc::new(AtomicUsize::new(0));
        for listener in self.listeners {
            let desk = Desk { shown: Arc::clone(shown), events: Arc::clone(events), at_once: Arc::clone(&at_once), port: self.port };
            thread::Builder::new().name("listen".to_owned()).spawn(move || desk.listen(&listener))?;
        }
        Ok(())
    }
}

/// What every connection needs.
struct Desk {
    shown: Arc<dyn Shown>,
    events: Arc<Events>,
    at_once: Arc<AtomicUsize>,
    port: u16,
}

/// One of the places at the desk; free again when it is dropped.
struct Place(Arc<AtomicUsize>);

impl Drop for Place {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

impl Desk {
    fn listen(&self, listener: &TcpListener) {
        loop {
            match listener.accept() {
                Ok((stream, _)) => self.take(stream),
                // Out of sockets, or the caller has gone: others may still come.
                Err(_) => thread::sleep(Duration::from_millis(20)),
            }
        }
    }

    fn take(&self, mut stream: TcpStream) {
        let place = Place(Arc::clone(&self.at_once));
        let taken = self.at_once.fetch_add(1, Ordering::Relaxed);
        if taken >= MOST_AT_ONCE {
            turn_away(&mut stream);
            return;
        }
        let (shown, events, port) = (Arc::clone(&self.shown), Arc::clone(&self.events), self.port);
        let answering = thread::Builder::new().name("answer".to_owned()).stack_size(STACK_BYTES);
        // Without a thread the connection is closed; the browser says so.
        let _ = answering.spawn(move || {
            let _place = place;
            connection::serve(stream, shown.as_ref(), &events, port);
        });
    }
}

/// Says that there are too many, without waiting for anything.
fn turn_away(stream: &mut TcpStream) {
    use std::io::Write;
    if stream.set_nonblocking(true).is_ok() {
        let _ = stream.write_all(super::answer::refusal(Refusal::Busy).as_bytes());
    }
}
