//! The floor under every generator: the files of a finished site, written from memory by
//! two threads into a folder that does not exist yet. Prints the seconds it took.
//!
//! `floor FROM TO`

#![allow(clippy::disallowed_methods, clippy::print_stdout, reason = "a measuring tool: files and its answer are all it has")]

use std::collections::BTreeSet;
use std::error::Error;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

fn main() -> Result<(), Box<dyn Error>> {
    let mut typed = std::env::args_os().skip(1).map(PathBuf::from);
    let (Some(from), Some(to)) = (typed.next(), typed.next()) else { return Err("floor FROM TO".into()) };
    let mut files = Vec::new();
    read(&from, &to, &mut files)?;
    files.sort();
    let folders: BTreeSet<&Path> =
        files.iter().flat_map(|(path, _)| path.ancestors().skip(1)).filter(|folder| folder.starts_with(&to)).collect();
    let began = Instant::now();
    for folder in folders {
        fs::create_dir(folder)?;
    }
    let next = AtomicUsize::new(0);
    let write = || -> io::Result<()> {
        while let Some((path, bytes)) = files.get(next.fetch_add(1, Ordering::Relaxed)) {
            File::create_new(path)?.write_all(bytes)?;
        }
        Ok(())
    };
    std::thread::scope(|scope| {
        let other = scope.spawn(write);
        write().and(other.join().unwrap_or_else(|_| Err(io::Error::other("a thread failed"))))
    })?;
    println!("{:.3}", began.elapsed().as_secs_f64());
    Ok(())
}

fn read(from: &Path, to: &Path, files: &mut Vec<(PathBuf, Vec<u8>)>) -> io::Result<()> {
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            read(&entry.path(), &target, files)?;
        } else {
            files.push((target, fs::read(entry.path())?));
        }
    }
    Ok(())
}
