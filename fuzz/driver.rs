//! Feeds the targets on stable Rust: `fuzz [--seconds N] [--executions N] [--seed N] [TARGET…]`.
//!
//! Seeds come from the repository; each input is a seed changed a few times by dice that the
//! seed number sets, so the same number gives the same inputs. An input that gives a new number
//! joins the seeds. Counted: executions, panics (each place once), inputs that took more than a
//! second (ten without optimisation); any of them makes the exit code 1, and its input is left in `target/fuzz/`, from
//! where it goes to `fuzz/seeds/TARGET/` with the mend.

#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a tool of ours: it reads seeds, looks at the clock and talks; what it finds are panics"
)]

mod targets;

use std::collections::{BTreeMap, HashSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::process::ExitCode;
use std::sync::Mutex;
use std::time::{Duration, Instant};
use std::{env, fs};

use targets::{SUBJECTS, Subject};

/// Longer inputs are cut: small ones find the same and more of them fit into a minute.
const LONGEST_BYTES: usize = 4096;
/// More seeds than these are not kept.
const MOST_SEEDS: usize = 20_000;
/// Longer than this is as bad as a panic.
const HANG: Duration = Duration::from_secs(if cfg!(debug_assertions) { 10 } else { 1 });

/// Where the last panic was.
static PANIC: Mutex<String> = Mutex::new(String::new());

struct Typed {
    time: Duration,
    executions: u64,
    seed: u64,
    names: Vec<String>,
}

fn main() -> ExitCode {
    let Some(typed) = typed() else {
        println!("usage: fuzz [--seconds N] [--executions N] [--seed N] [TARGET…]");
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
    let mut typed = Typed { time: Duration::from_secs(10), executions: u64::MAX, seed: 1, names: Vec::new() };
    let mut words = env::args().skip(1);
    while let Some(word) = words.next() {
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
    let mut dice = Dice(typed.seed ^ (subject.name.len() as u64) << 32 ^ u64::from(subject.name.as_bytes()[0]));
    // What is made once (words, a key) is made before anything is timed.
    let _ = catch_unwind(|| (subject.run)(b""));
    let mut known = HashSet::new();
    let mut found: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    let (mut count, mut slowest, began) = (0, Duration::ZERO, Instant::now());
    while count < typed.executions && began.elapsed() < typed.time {
        // Every seed as it is, then changed.
        let input = match seeds.get(usize::try_from(count).unwrap_or(usize::MAX)) {
            Some(seed) if count < first as u64 => seed.clone(),
            _ => changed(&seeds, subject.words, &mut dice),
        };
        let start = Instant::now();
        let outcome = catch_unwind(AssertUnwindSafe(|| (subject.run)(&input)));
        let took = start.elapsed();
        count += 1;
        slowest = slowest.max(took);
        // On a busy machine one input may wait; it is slow only if it is slow again.
        let is_slow_again = || {
            let start = Instant::now();
            let _ = catch_unwind(AssertUnwindSafe(|| (subject.run)(&input)));
            start.elapsed() > HANG
        };
        if took > HANG && is_slow_again() {
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
        if seeds[at].len() > LONGEST_BYTES {
            let whole = std::mem::take(&mut seeds[at]);
            for piece in whole.chunks(LONGEST_BYTES / 2).take(8) {
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
fn changed(seeds: &[Vec<u8>], words: &[&str], dice: &mut Dice) -> Vec<u8> {
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
                let word = words[dice.below(words.len())].as_bytes();
                let end = if dice.below(2) == 0 { (at + word.len()).min(input.len()) } else { at };
                input.splice(at..end, word.iter().copied());
            }
        }
        input.truncate(LONGEST_BYTES);
    }
    input
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
