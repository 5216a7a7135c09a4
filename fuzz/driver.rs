//! Feeds the targets on stable Rust:
//! `fuzz [--seconds N] [--executions N] [--seed N] [--tally FILE] [TARGET…]`.
//!
//! A long run keeps a tally: each minute a line `TARGET SEED EXECUTIONS FINDINGS` is added to FILE,
//! what already stands in it counts towards `--executions`, and each start takes the next seed number.
//!
//! Seeds come from the repository; each input is a seed changed a few times by dice that the
//! seed number sets, so the same number gives the same inputs. An input that gives a new number
//! joins the seeds. Counted: executions, panics (each place once), inputs that took more than a
//! second each of six times; any of them makes the exit code 1, and its input is left in `target/fuzz/`, from
//! where it goes to `fuzz/seeds/TARGET/` with the mend.

#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a tool of ours: it reads seeds, looks at the clock and talks; what it finds are panics"
)]

mod targets;

/// As the program itself: it makes and drops many small strings.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

use std::collections::{BTreeMap, HashSet};
use std::fs::OpenOptions;
use std::io::Write;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Mutex;
use std::time::{Duration, Instant};
use std::{env, fs};

use targets::{SUBJECTS, Subject};

/// More seeds than these are not kept.
const MOST_SEEDS: usize = 20_000;
/// Longer than this is as bad as a panic.
const HANG: Duration = Duration::from_secs(1);
/// On a busy machine an input may wait: it is slow only if it is slow this often again.
const TIMES_AGAIN: usize = 5;

/// Where the last panic was.
static PANIC: Mutex<String> = Mutex::new(String::new());

struct Typed {
    time: Duration,
    executions: u64,
    seed: u64,
    tally: Option<PathBuf>,
    names: Vec<String>,
}

fn main() -> ExitCode {
    let Some(typed) = typed() else {
        println!("usage: fuzz [--seconds N] [--executions N] [--seed N] [--tally FILE] [TARGET…]");
        return ExitCode::from(2);
    };
    std::panic::set_hook(Box::new(|info| {
        let said = info.payload_as_str().unwrap_or("").lines().next().unwrap_or("").to_owned();
        *PANIC.lock().unwrap_or_else(|broken| broken.into_inner()) =
            format!("{} {said}", info.location().map_or_else(String::new, ToString::to_string));
    }));
    let wanted = |subject: &&Subject| typed.names.is_empty() || typed.names.iter().any(|name| name == subject.name);
    let findings: usize = SUBJECTS.iter().filter(wanted).map(|subject| run(subject, &typed)).sum();
    if findings == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn typed() -> Option<Typed> {
    let mut typed = Typed { time: Duration::from_secs(10), executions: u64::MAX, seed: 1, tally: None, names: Vec::new() };
    let mut words = env::args().skip(1);
    while let Some(word) = words.next() {
        if word == "--tally" {
            typed.tally = Some(PathBuf::from(words.next()?));
            continue;
        }
        let mut number = || words.next()?.parse::<u64>().ok();
        match word.as_str() {
            "--seconds" => typed.time = Duration::from_secs(number()?),
            "--executions" => typed.executions = number()?,
            "--seed" => typed.seed = number()?,
            name if SUBJECTS.iter().any(|subject| subject.name == name) => typed.names.push(word),
            _ => return None,
        }
    }
    Some(typed)
}

/// Runs one target and tells; gives the number of findings.
fn run(subject: &Subject, typed: &Typed) -> usize {
    let mut seeds = seeds(subject);
    let first = seeds.len();
    assert!(first > 0, "{} has no seeds", subject.name);
    let mut tally = typed.tally.as_deref().map(|file| Tally::open(file, subject.name, typed.seed));
    let seed = tally.as_ref().map_or(typed.seed, |tally| tally.seed);
    let wanted = typed.executions.saturating_sub(tally.as_ref().map_or(0, |tally| tally.done));
    let mut dice = Dice(seed ^ (subject.name.len() as u64) << 32 ^ u64::from(subject.name.as_bytes()[0]));
    // What is made once (words, a key) is made before anything is timed.
    let _ = catch_unwind(|| (subject.run)(b""));
    let mut known = HashSet::new();
    let mut found: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    let (mut count, mut slowest, began) = (0, Duration::ZERO, Instant::now());
    while count < wanted && began.elapsed() < typed.time {
        // Every seed as it is, then changed.
        let input = match seeds.get(usize::try_from(count).unwrap_or(usize::MAX)) {
            Some(seed) if count < first as u64 => seed.clone(),
            _ => changed(&seeds, subject, &mut dice),
        };
        let start = Instant::now();
        let outcome = catch_unwind(AssertUnwindSafe(|| (subject.run)(&input)));
        let took = start.elapsed();
        count += 1;
        if let Some(tally) = tally.as_mut().filter(|tally| tally.since.elapsed() > Duration::from_mins(1)) {
            tally.add(count, found.len());
        }
        slowest = slowest.max(took);
        let is_slow_again = |_| {
            let start = Instant::now();
            let _ = catch_unwind(AssertUnwindSafe(|| (subject.run)(&input)));
            start.elapsed() > HANG
        };
        if took > HANG && (0..TIMES_AGAIN).all(is_slow_again) {
            found.entry(format!("took {} ms", took.as_millis())).or_insert_with(|| input.clone());
        }
        match outcome {
            Ok(number) if known.insert(number) && seeds.len() < MOST_SEEDS => seeds.push(input),
            Ok(_) => {}
            Err(_) => {
                let place = PANIC.lock().unwrap_or_else(|broken| broken.into_inner()).clone();
                // The place, not the words: those often quote the input.
                let place = place.split(' ').next().unwrap_or("").to_owned();
                let kept = found.entry(place).or_insert_with(|| input.clone());
                if input.len() < kept.len() {
                    *kept = input;
                }
            }
        }
    }
    if let Some(tally) = &mut tally {
        tally.add(count, found.len());
    }
    println!(
        "{:<14}{count:>11} executions {:>8.1} s {first:>5} seeds, {:>5} with what was found; slowest {} ms; {} findings",
        subject.name,
        began.elapsed().as_secs_f64(),
        seeds.len(),
        slowest.as_millis(),
        found.len()
    );
    for (place, input) in &found {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/fuzz").join(format!(
            "{}-{}",
            subject.name,
            place.replace(['/', ':', ' '], "-")
        ));
        let _ = fs::create_dir_all(file.parent().unwrap_or(Path::new("."))).and_then(|()| fs::write(&file, input));
        println!("    {place}: {}", file.display());
    }
    found.len()
}

fn seeds(subject: &Subject) -> Vec<Vec<u8>> {
    let mut files: Vec<_> = subject
        .seeds
        .iter()
        .flat_map(|folder| walkdir::WalkDir::new(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)))
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| entry.into_path())
        .collect();
    files.sort();
    let mut seeds: Vec<Vec<u8>> = files.iter().filter_map(|file| fs::read(file).ok()).collect();
    // What is longer than an input is taken in pieces, cut between lines.
    for at in 0..seeds.len() {
        if seeds[at].len() > subject.longest_bytes {
            let whole = std::mem::take(&mut seeds[at]);
            for piece in whole.chunks(subject.longest_bytes / 2).take(8) {
                let start = piece.iter().position(|byte| *byte == b'\n').map_or(0, |at| at + 1);
                seeds.push(piece[start..].to_vec());
            }
        }
    }
    // A list of lines is a list of seeds.
    let lists: Vec<Vec<u8>> = files.iter().filter(|file| file.ends_with("lines.txt")).filter_map(|file| fs::read(file).ok()).collect();
    seeds.extend(lists.iter().flat_map(|list| list.split(|byte| *byte == b'\n').map(<[u8]>::to_vec)));
    seeds.retain(|seed| !seed.is_empty());
    seeds
}

/// One of the seeds, changed once to eight times.
fn changed(seeds: &[Vec<u8>], subject: &Subject, dice: &mut Dice) -> Vec<u8> {
    let mut input = seeds[dice.below(seeds.len())].clone();
    for _ in 0..1 << dice.below(4) {
        let at = dice.below(input.len() + 1);
        match dice.below(9) {
            0 if at < input.len() => input[at] ^= 1 << dice.below(8),
            1 if at < input.len() => input[at] = u8::try_from(dice.below(256)).unwrap_or(0),
            2 => {
                let end = (at + 1 + dice.below(16)).min(input.len());
                input.drain(at..end);
            }
            3 => {
                let end = (at + 1 + dice.below(64)).min(input.len());
                let piece = input[at..end].to_vec();
                let to = dice.below(input.len() + 1);
                input.splice(to..to, piece.repeat(1 + dice.below(4)));
            }
            4 => {
                let other = &seeds[dice.below(seeds.len())];
                let from = dice.below(other.len());
                let piece = &other[from..(from + 1 + dice.below(128)).min(other.len())];
                input.splice(at..at, piece.iter().copied());
            }
            5 => {
                let other = &seeds[dice.below(seeds.len())];
                input.truncate(at);
                input.extend_from_slice(&other[dice.below(other.len())..]);
            }
            6 => input.truncate(at.max(1)),
            _ => {
                let word = subject.words[dice.below(subject.words.len())].as_bytes();
                let end = if dice.below(2) == 0 { (at + word.len()).min(input.len()) } else { at };
                input.splice(at..end, word.iter().copied());
            }
        }
        input.truncate(subject.longest_bytes);
    }
    input
}

/// What was done in earlier runs, and a file that remembers it.
struct Tally {
    file: PathBuf,
    name: &'static str,
    seed: u64,
    /// Executions of earlier runs.
    done: u64,
    /// Executions of this one that are written down.
    written: u64,
    since: Instant,
}

impl Tally {
    fn open(file: &Path, name: &'static str, seed: u64) -> Self {
        let lines = fs::read_to_string(file).unwrap_or_default();
        let mine = lines.lines().map(|line| line.split(' ').collect::<Vec<_>>()).filter(|line| line.first() == Some(&name));
        let (mut done, mut last) = (0, seed.saturating_sub(1));
        for line in mine {
            let number = |at: usize| line.get(at).and_then(|word| word.parse::<u64>().ok()).unwrap_or(0);
            last = last.max(number(1));
            done += number(2);
        }
        Self { file: file.to_owned(), name, seed: last + 1, done, written: 0, since: Instant::now() }
    }

    fn add(&mut self, count: u64, findings: usize) {
        let line = format!("{} {} {} {findings}\n", self.name, self.seed, count - self.written);
        let file = OpenOptions::new().create(true).append(true).open(&self.file);
        if let Err(error) = file.and_then(|mut file| file.write_all(line.as_bytes())) {
            println!("{}: {error}", self.file.display());
        }
        (self.written, self.since) = (count, Instant::now());
    }
}

/// SplitMix64.
struct Dice(u64);

impl Dice {
    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `most`; 0 when there is none.
    fn below(&mut self, most: usize) -> usize {
        if most == 0 { 0 } else { usize::try_from(self.roll() % most as u64).unwrap_or(0) }
    }
}
