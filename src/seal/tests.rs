//! Sealing and opening, and everything that must not open.

use super::header::Header;
use super::write::{part_path, seal_parts};
use super::*;
use std::collections::HashMap;

/// Bytes that look random and are the same in every run.
fn dice(seed: u64) -> impl FnMut(&mut [u8]) {
    let mut state = seed;
    move |slice: &mut [u8]| {
        for byte in slice {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            *byte = u8::try_from(state >> 56).unwrap();
        }
    }
}

fn site() -> Bundle {
    let mut bundle = Bundle::default();
    bundle.put("index.html", b"<h1>Today</h1>");
    bundle.put("people/zhang-wei.html", "<h1>张伟</h1>".repeat(30_000).as_bytes());
    let mut noise = vec![0; 600_000];
    dice(7)(&mut noise);
    bundle.put("assets/noise.jpg", &noise);
    bundle
}

/// A container made with one round, so that a test may try many things.
struct Quick {
    header: Header,
    key: [u8; 32],
    files: HashMap<String, Vec<u8>>,
}

fn quick(seed: u64) -> Quick {
    let mut random = dice(seed);
    let (header, key, parts) = seal_parts(&site(), 1, "one two", &mut random);
    let files = parts.into_iter().map(|file| (file.path, file.bytes)).collect();
    Quick { header, key, files }
}

impl Quick {
    fn open(&self) -> Result<Opened, Refused> {
        Unlocked::new(&self.header, &self.key).open(|path| self.files.get(path).cloned())
    }

    fn part(&mut self, place: u32) -> &mut Vec<u8> {
        self.files.get_mut(&part_path(&self.header.digest(), place)).unwrap()
    }
}

#[test]
fn a_site_comes_out_as_it_went_in() {
    let mut random = dice(1);
    let files: HashMap<String, Vec<u8>> =
        seal(&site(), "caf\u{e9} au lait", &ShellWords::default(), &mut random).into_iter().map(|file| (file.path, file.bytes)).collect();
    let header = header_of(std::str::from_utf8(&files["index.html"]).unwrap()).unwrap();
    // The accent typed as a sign of its own is the same passphrase.
    let opened = unlock(&header, "cafe\u{301} au lait").unwrap().open(|path| files.get(path).cloned()).unwrap();
    assert_eq!(
        opened.iter().map(|(path, bytes)| (path.as_str(), bytes.len())).collect::<Vec<_>>(),
        [("assets/noise.jpg", 600_000), ("index.html", 14), ("people/zhang-wei.html", 450_000)]
    );
    assert_eq!(unlock(&header, "cafe au lait").err(), Some(Refused::Passphrase));
}

#[test]
fn all_parts_are_alike() {
    let quick = quick(1);
    let mut lengths: Vec<usize> = quick.files.values().map(Vec::len).collect();
    lengths.dedup();
    assert_eq!(lengths.len(), 1);
    assert_eq!(u32::try_from(quick.files.len()), Ok(quick.header.parts));
}

#[test]
fn the_same_site_twice_shares_nothing() {
    let (one, two) = (quick(1), quick(2));
    let pieces = |quick: &Quick| -> std::collections::HashSet<Vec<u8>> {
        quick.files.values().flat_map(|bytes| bytes[12..bytes.len() - 2].chunks_exact(16).map(<[u8]>::to_vec).collect::<Vec<_>>()).collect()
    };
    assert_eq!(pieces(&one).intersection(&pieces(&two)).count(), 0);
}

#[test]
fn a_changed_byte_anywhere_in_the_header_opens_nothing() {
    let quick = quick(1);
    let header = quick.header.to_bytes();
    for at in 0..header.len() {
        let mut changed = header.clone();
        changed[at] ^= 1;
        let opened = Header::from_bytes(&changed).and_then(|header| header.unwrap_key("one two"));
        assert!(opened.is_err(), "byte {at}");
    }
}

#[test]
fn a_changed_part_is_refused() {
    let mut quick = quick(1);
    for at in (0..87_000).step_by(2_999).chain(0..24) {
        let byte = quick.part(0)[at];
        quick.part(0)[at] = if byte == b'A' { b'B' } else { b'A' };
        assert_eq!(quick.open(), Err(Refused::Part(0)), "byte {at}");
        quick.part(0)[at] = byte;
    }
    assert!(quick.open().is_ok());
}

#[test]
fn a_part_cut_short_missing_or_repeated_is_refused() {
    for length in [0, 1, 12, 13, 40, 80_000] {
        let mut quick = quick(1);
        quick.part(2).truncate(length);
        assert_eq!(quick.open(), Err(Refused::Part(2)), "{length} bytes");
    }
    let mut one = quick(1);
    let path = part_path(&one.header.digest(), 0);
    one.files.remove(&path);
    assert_eq!(one.open(), Err(Refused::Part(0)));
    let mut two = quick(1);
    let first = two.part(0).clone();
    *two.part(1) = first;
    assert_eq!(two.open(), Err(Refused::Part(1)));
}

#[test]
fn parts_in_another_order_or_of_another_build_are_refused() {
    let mut swapped = quick(1);
    let (first, second) = (swapped.part(0).clone(), swapped.part(1).clone());
    *swapped.part(0) = second;
    *swapped.part(1) = first;
    assert_eq!(swapped.open(), Err(Refused::Part(0)));
    let mut mixed = quick(1);
    *mixed.part(1) = quick(2).part(1).clone();
    assert_eq!(mixed.open(), Err(Refused::Part(1)));
}

#[test]
fn what_no_container_may_ask_for_is_refused_before_any_work() {
    let good = quick(1).header.to_bytes();
    let with = |at: usize, bytes: [u8; 4]| {
        let mut header = good.clone();
        header[at..at + 4].copy_from_slice(&bytes);
        Header::from_bytes(&header).unwrap_err()
    };
    for rounds in [0, 1, 599_999, MOST_ROUNDS + 1, u32::MAX] {
        assert_eq!(with(8, rounds.to_be_bytes()), Refused::Rounds(rounds));
    }
    let mut enough = good.clone();
    enough[8..12].copy_from_slice(&ROUNDS.to_be_bytes());
    assert!(Header::from_bytes(&enough).is_ok());
    enough[12..16].copy_from_slice(&[0; 4]);
    assert_eq!(Header::from_bytes(&enough), Err(Refused::NotOurs));
    enough[12..16].copy_from_slice(&[255; 4]);
    assert_eq!(Header::from_bytes(&enough), Err(Refused::NotOurs));
    for odd in [&b""[..], b"renmai\0\x01", b"renmai\0\x02", &good[..107], &[&good[..], b"x"].concat()] {
        assert_eq!(Header::from_bytes(odd), Err(Refused::NotOurs));
    }
    assert_eq!(with(4, *b"ai\0\x02"), Refused::NotOurs);
}
