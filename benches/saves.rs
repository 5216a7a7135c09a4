//! Saves notes of a journal while `renmai serve` shows it, as an editor and a browser
//! would: hears of the change on the event stream, loads the page, and sees the new words.
//!
//! `saves RENMAI JOURNAL TIMES IDLE_SECONDS`, on a copy that may be written to.

#![allow(clippy::disallowed_methods, clippy::print_stdout, reason = "a measuring tool: files and its answer are all it has")]

use std::error::Error;
use std::fs;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

type Outcome<T> = Result<T, Box<dyn Error>>;

/// The preview waits this long for more news of a save; the measured time holds it.
const PAUSE: Duration = Duration::from_millis(60);

fn main() -> Outcome<()> {
    let typed: Vec<String> = std::env::args().skip(1).collect();
    let [renmai, journal, times, idle] = typed.as_slice() else { return Err("saves RENMAI JOURNAL TIMES IDLE_SECONDS".into()) };
    let (times, idle): (usize, u64) = (times.parse()?, idle.parse()?);
    let people = PathBuf::from(journal).join("content/people");
    let mut notes: Vec<PathBuf> = fs::read_dir(&people)?.map(|entry| entry.map(|entry| entry.path())).collect::<io::Result<_>>()?;
    notes.sort();

    let began = Instant::now();
    let serve =
        Command::new(renmai).args(["--root", journal, "--today", "2026-11-23", "serve", "-p", "0"]).stdout(Stdio::piped()).spawn()?;
    let mut preview = Preview { serve, port: 0 };
    let mut address = String::new();
    BufReader::new(preview.serve.stdout.take().ok_or("no output")?).read_line(&mut address)?;
    preview.port = address.trim().trim_end_matches('/').rsplit(':').next().ok_or("no port")?.parse()?;
    println!("| what | milliseconds |\n|---|---:|\n| ready | {:.0} |", ms(began.elapsed()));
    let asked = Instant::now();
    preview.get("/")?;
    println!("| the first page | {:.0} |", ms(asked.elapsed()));
    sleep(Duration::from_secs(2));

    let cpu = preview.cpu();
    let same = |round: usize, note: &Path| insert(note, "\n---\n\n", &format!("Saved as number {round} of all.\n\n"));
    let entry = |round: usize, note: &Path| {
        let line = format!("- 2026-11-22 → call: Saved as number {round} of all.\n");
        insert(note, "\n## Log\n\n", &line).or_else(|_| insert(note, "\n## 往来\n\n", &line))
    };
    let (words, entries) = (preview.saves(&notes, times, same)?, preview.saves(&notes, times, entry)?);
    report("words added to a note, until its page is served", words);
    report("an entry added to a log, until its page is served", entries);
    if let (Some(before), Some(after)) = (cpu, preview.cpu()) {
        println!("| processor's time for each save | {:.0} |", (after - before) * 1000.0 / (2 * times) as f64);
    }
    let fresh = |round: usize, _: &Path| {
        fs::write(
            people.join(format!("zz-new-{round}.md")),
            format!("---\nname: New Person {round}\n---\nSaved as number {round} of all.\n"),
        )
    };
    let mut added = Vec::new();
    for round in 0..times.min(20) {
        let note = people.join(format!("zz-new-{round}.md"));
        added.push(preview.save(&note, round, fresh)?);
    }
    report("a file added, until its page is served", added);
    sleep(Duration::from_secs(1));
    if let Some(before) = preview.cpu() {
        sleep(Duration::from_secs(idle));
        let used = preview.cpu().unwrap_or(before) - before;
        println!("\nidle: {:.2} % of one processor, over {idle} s", used * 100.0 / idle as f64);
    }
    Ok(())
}

/// Puts a text behind a mark of the file, and saves it.
fn insert(note: &Path, behind: &str, text: &str) -> io::Result<()> {
    let whole = fs::read_to_string(note)?;
    let (before, after) = whole.split_once(behind).ok_or_else(|| io::Error::other(format!("no {behind:?} in {}", note.display())))?;
    fs::write(note, format!("{before}{behind}{text}{after}"))
}

struct Preview {
    serve: Child,
    port: u16,
}

impl Preview {
    fn saves(&self, notes: &[PathBuf], times: usize, change: impl Fn(usize, &Path) -> io::Result<()>) -> Outcome<Vec<f64>> {
        let nth = |round: usize| notes.get(round * 7919 % notes.len().max(1)).ok_or("no notes");
        (0..times).map(|round| self.save(nth(round)?, round, &change)).collect()
    }

    /// Milliseconds from a save to the changed page.
    fn save(&self, note: &Path, round: usize, change: impl Fn(usize, &Path) -> io::Result<()>) -> Outcome<f64> {
        let mut news = self.connect("/~events")?;
        let mut heard = Vec::new();
        while !heard.ends_with(b"\r\n\r\n") {
            let mut byte = [0];
            news.read_exact(&mut byte)?;
            heard.extend(byte);
        }
        let stem = note.file_stem().and_then(|stem| stem.to_str()).ok_or("no name")?;
        // A stream without a state is told to load at once.
        let mut reader = BufReader::new(news);
        hear(&mut reader)?;
        sleep(PAUSE);
        let began = Instant::now();
        change(round, note)?;
        hear(&mut reader)?;
        let wanted = format!("Saved as number {round} of all.");
        let page = self.get(&format!("/people/{stem}.html"))?;
        let took = ms(began.elapsed());
        if page.contains(&wanted) { Ok(took) } else { Err(format!("{stem}: the page is the old one").into()) }
    }

    fn connect(&self, path: &str) -> io::Result<TcpStream> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port))?;
        stream.set_read_timeout(Some(Duration::from_secs(30)))?;
        stream.write_all(format!("GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n\r\n", self.port).as_bytes())?;
        Ok(stream)
    }

    fn get(&self, path: &str) -> io::Result<String> {
        let mut page = String::new();
        self.connect(path)?.read_to_string(&mut page)?;
        Ok(page)
    }

    /// Seconds of processor's time used so far, where the system tells.
    fn cpu(&self) -> Option<f64> {
        let stat = fs::read_to_string(format!("/proc/{}/stat", self.serve.id())).ok()?;
        let fields: Vec<f64> = stat.rsplit(')').next()?.split_whitespace().filter_map(|field| field.parse().ok()).collect();
        // Without the state, a letter, user and system time are the eleventh and twelfth.
        Some((fields.get(10)? + fields.get(11)?) / 100.0)
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.serve.kill();
        let _ = self.serve.wait();
    }
}

fn hear(news: &mut impl BufRead) -> io::Result<()> {
    let mut line = String::new();
    while !line.starts_with("data: reload") {
        line.clear();
        if news.read_line(&mut line)? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
    }
    Ok(())
}

fn report(what: &str, mut took: Vec<f64>) {
    took.sort_by(f64::total_cmp);
    let at = |percent: usize| took.get((took.len() * percent).div_ceil(100).saturating_sub(1)).copied().unwrap_or(0.0);
    println!("| {what}: median | {:.0} |\n| … 95 of 100 | {:.0} |", at(50), at(95));
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}
