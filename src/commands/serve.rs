//! `renmai serve`: shows the site at an address of this machine, as the files are now.
//!
//! The port is taken first, then the journal is read, then the address is said. One
//! thread owns the journal and makes pages; the server's threads ask it, and so does the
//! thread that watches the folders. Ctrl-C ends it at any moment: nothing is written, so
//! nothing is left behind.

use super::browser;
use super::desk;
use super::failure::{Exit, Failure, shown};
use super::preview::{Preview, Shelf};
use super::stages::Stages;
use super::terminal::Terminal;
use crate::cli::{Everywhere, Serve};
use renmai::arrange::{Order, Site};
use renmai::disk::reread::Reader;
use renmai::disk::vault::THEMES_NAME;
use renmai::disk::watch::{Folder, Touched, Watch};
use renmai::measure::Insights;
use renmai::message::Message;
use renmai::model::ContactIndex;
use renmai::serve::{Answer, Events, Server, Shown};
use renmai::source::{SourceFile, Vault};
use std::collections::BTreeSet;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

/// How often the clock is looked at, and who has gone is forgotten.
const ROUND: Duration = Duration::from_secs(20);
/// A folder that comes or goes is looked at again: files may follow it.
const FILES_FOLLOW: Duration = Duration::from_millis(400);
/// A file that has gone or is empty may be in the middle of being saved.
const STILL_SAVING: Duration = Duration::from_millis(100);
/// Where nothing can be watched, all files are looked at this often.
const LOOKING_TIME: Duration = Duration::from_secs(2);

/// What is asked of the thread that owns the journal.
enum Ask {
    /// The page at a path.
    Page(String, Sender<Answer>),
    /// Files were touched.
    Touched(Touched),
    /// Time has passed.
    Round,
}

/// Shows the site until it is interrupted.
pub fn run(terminal: &mut Terminal, everywhere: &Everywhere, typed: &Serve, began: Instant) -> Result<Exit, Failure> {
    let no_port = |error: io::Error| {
        Failure::Stopped(Message::new("serve.no-port").with("port", u32::from(typed.port)).with("error", error.to_string()))
    };
    let server = Server::bind(typed.port).map_err(no_port)?;
    let port = server.port();
    let places = desk::find(everywhere)?;
    let mut stages = Stages::begin();
    let mut reader = Reader::new(&places.root, &places.content).map_err(Failure::io(&places.content))?;
    stages.end("read");
    let mut preview = Preview::open(everywhere, places, reader.vault(), &mut stages)?;
    reader.use_theme(preview.theme());
    if let Some(words) = preview.context().words() {
        terminal.speak(words.clone());
    }
    let (asks, asked) = channel();
    let counter = Arc::new(Counter { asks: asks.clone(), run: RandomState::new().build_hasher().finish(), state: AtomicU64::new(0) });
    let events = Arc::new(Events::default());
    watch(terminal, &reader, asks.clone())?;
    // What changed while it was read is found by looking once more.
    let _ = asks.send(Ask::Touched(Touched::everything()));
    let shown: Arc<dyn Shown> = Arc::clone(&counter) as _;
    server.start(&shown, &events).map_err(no_port)?;

    if typed.port != 0 && port != typed.port {
        terminal.talk(&Message::new("serve.taken").with("wanted", u32::from(typed.port)).with("port", u32::from(port)))?;
    }
    let address = format!("http://127.0.0.1:{port}/");
    let people = Message::new("terminal.people").with("n", preview.context().loaded.journal.contacts.len());
    let seconds = format!("{:.2}", began.elapsed().as_secs_f64());
    terminal.data(&address)?;
    terminal.talk(&Message::new("serve.ready").with("people", people).with("seconds", seconds))?;
    terminal.finish()?;
    if typed.open {
        browser::open(terminal, address.as_ref())?;
    }
    let doors = Doors { counter: &counter, events: &events, asked: &asked };
    let mut figures = Figures::Unknown;
    while let Some(known) = answer(figures, &preview, &mut reader, &doors, terminal, &mut stages)? {
        let concerned = preview.renew(reader.vault(), &mut stages)?;
        reader.use_theme(preview.theme());
        figures = concerned.map_or(Figures::Unknown, |people| Figures::But(people, Box::new(known)));
        // Who asks from now on gets what is new, and whoever has a page gets it again.
        counter.state.fetch_add(1, Ordering::SeqCst);
        events.reload();
        preview.report(terminal)?;
    }
    Ok(Exit::Done)
}

/// Figures, and in which order people stand.
type Known = (Insights, Order);

/// What is known before a state of the journal is shown.
enum Figures {
    /// Nothing.
    Unknown,
    /// The figures of the state before, but those of some people; names are the same.
    But(BTreeSet<ContactIndex>, Box<Known>),
}

/// The ways between the thread that owns the journal and the others.
struct Doors<'a> {
    counter: &'a Counter,
    events: &'a Events,
    asked: &'a Receiver<Ask>,
}

/// Answers from one state of the journal until there is another, and gives back what was
/// known of it; nothing when nobody can ask any more.
fn answer(
    figures: Figures,
    preview: &Preview,
    reader: &mut Reader,
    doors: &Doors<'_>,
    terminal: &mut Terminal,
    stages: &mut Stages,
) -> Result<Option<Known>, Failure> {
    let context = preview.context();
    let (journal, sources) = (&context.loaded.journal, &context.loaded.sources);
    let (insights, order) = match figures {
        Figures::Unknown => rayon::join(|| renmai::measure(journal, context.today), || Order::of(journal)),
        Figures::But(people, known) => (renmai::measure_again(journal, known.0, people), known.1),
    };
    stages.end("measured");
    let site = Site::in_order(journal, sources, &insights, &context.problems, order).with_clocks(context.clocks());
    stages.end("arranged");
    let shelf = Shelf::new(preview, &site, doors.counter.version());
    stages.end("shown");
    stages.say(terminal)?;
    loop {
        match doors.asked.recv() {
            Err(_) => return Ok(None),
            // The browser may have gone in between.
            Ok(Ask::Page(path, reply)) => drop(reply.send(shelf.answer(&path))),
            Ok(Ask::Touched(touched)) => {
                *stages = Stages::begin();
                if look(reader, &touched, terminal)? {
                    stages.end("read");
                    break;
                }
            }
            Ok(Ask::Round) => {
                doors.events.look_round();
                if preview.is_another_day() {
                    break;
                }
            }
        }
    }
    drop(shelf);
    let order = site.order();
    Ok(Some((insights, order)))
}

/// Looks at what was touched; says whether anything changed. A content folder that has
/// gone leaves everything as it was.
fn look(reader: &mut Reader, touched: &Touched, terminal: &mut Terminal) -> Result<bool, Failure> {
    let before = reader.vault().clone();
    let outcome = reader.look(touched).and_then(|changed| {
        let may_be_half_done = changed && has_lost(&before, reader.vault());
        if !may_be_half_done {
            return Ok(changed);
        }
        thread::sleep(STILL_SAVING);
        reader.look(&Touched::everything()).map(|_| !is_same(&before, reader.vault()))
    });
    match outcome {
        Ok(changed) => Ok(changed),
        Err(error) => {
            let content = shown(reader.content());
            terminal.insist(&Message::new("terminal.io.file").with("path", content).with("error", error.to_string()))?;
            Ok(false)
        }
    }
}

/// Whether a file has gone, or has nothing in it any more.
fn has_lost(before: &Vault, now: &Vault) -> bool {
    now.content.len() < before.content.len()
        || before.content.iter().zip(&now.content).any(|(old, new)| !Arc::ptr_eq(old, new) && new.text.is_empty() && !old.text.is_empty())
}

fn is_same(before: &Vault, now: &Vault) -> bool {
    let is_same_file = |(old, new): (&Arc<SourceFile>, &Arc<SourceFile>)| old.path == new.path && old.text == new.text;
    let text = |vault: &Vault| vault.settings.as_ref().map(|file| file.text.clone());
    before.content.len() == now.content.len()
        && before.content.iter().zip(&now.content).all(is_same_file)
        && (&before.unreadable, &before.too_large, &before.assets, &before.theme)
            == (&now.unreadable, &now.too_large, &now.assets, &now.theme)
        && text(before) == text(now)
}

/// The server's way to the thread that owns the journal.
struct Counter {
    asks: Sender<Ask>,
    /// Tells this run from another one on the same port.
    run: u64,
    state: AtomicU64,
}

impl Shown for Counter {
    fn answer(&self, path: &str) -> Answer {
        let (reply, answer) = channel();
        let asked = self.asks.send(Ask::Page(path.to_owned(), reply));
        asked.ok().and_then(|()| answer.recv().ok()).unwrap_or_else(|| Answer::missing(Vec::new()))
    }

    fn version(&self) -> String {
        format!("{:x}.{}", self.run, self.state.load(Ordering::SeqCst))
    }
}

/// Begins to watch the journal's folders, in a thread of its own. Where the system
/// watches none, all files are looked at now and then instead.
fn watch(terminal: &mut Terminal, reader: &Reader, asks: Sender<Ask>) -> Result<(), Failure> {
    let folder = |path: PathBuf, deep| Folder { path, deep };
    let (root, content) = (reader.root().to_owned(), reader.content().to_owned());
    let folders = vec![folder(content, true), folder(root.join(THEMES_NAME), true), folder(root, false)];
    let no_thread = |error: io::Error| Failure::Stopped(Message::new("serve.no-thread").with("error", error.to_string()));
    let thread = thread::Builder::new().name("watch".to_owned());
    let started = match Watch::start(folders) {
        Ok(watch) => thread.spawn(move || pass_on(watch, &asks)),
        Err(error) => {
            terminal.insist(&Message::new("serve.no-watch").with("error", error))?;
            thread.spawn(move || look_now_and_then(&asks))
        }
    };
    started.map(drop).map_err(no_thread)
}

/// Passes on what was touched, for as long as anybody takes it.
fn pass_on(mut watch: Watch, asks: &Sender<Ask>) {
    let mut look_again: Option<Instant> = None;
    let mut round = Instant::now();
    loop {
        let wait = look_again.map_or(ROUND, |at| at.saturating_duration_since(Instant::now()));
        let news = watch.next(wait.min(ROUND));
        let is_over = look_again.is_some_and(|at| at <= Instant::now());
        let ask = match news {
            Some(touched) => {
                watch.renew(&touched);
                // Files put into a new folder before it was watched bring no news.
                if touched.everything || touched.paths.iter().any(|path| path.is_dir()) {
                    look_again = Some(Instant::now() + FILES_FOLLOW);
                }
                Ask::Touched(touched)
            }
            None if is_over => {
                look_again = None;
                Ask::Touched(Touched::everything())
            }
            None => Ask::Round,
        };
        if asks.send(ask).is_err() || (round.elapsed() >= ROUND && asks.send(Ask::Round).is_err()) {
            return;
        }
        if round.elapsed() >= ROUND {
            round = Instant::now();
        }
    }
}

/// Looks at everything, seldom enough to cost next to nothing.
fn look_now_and_then(asks: &Sender<Ask>) {
    while asks.send(Ask::Touched(Touched::everything())).is_ok() && asks.send(Ask::Round).is_ok() {
        thread::sleep(LOOKING_TIME);
    }
}
