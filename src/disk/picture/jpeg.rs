//! JPEG: a row of segments, each a marker and a length; after a scan header the
//! packed picture runs until the next marker.
//!
//! Kept: what is needed to draw (tables, frames, scans), JFIF (APP0), the colour
//! profile (APP2), Adobe's colour transform (APP14). Dropped: all other APP
//! segments, comments, and whatever follows the end of the picture, where phones
//! hide second pictures and films. Exif also says which way up the picture is:
//! that one number is written anew.

use super::take;

const START: u8 = 0xd8;
const END: u8 = 0xd9;
const SCAN: u8 = 0xda;
const EXIF: &[u8] = b"Exif\0\0";

/// The picture without metadata; none when it is cut short.
pub fn without_metadata(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut rest = bytes.strip_prefix(&[0xff, START])?;
    let mut clean = vec![0xff, START];
    let mut way_up = None;
    let mut at_first_frame = true;
    loop {
        let marker = next_marker(&mut rest)?;
        if marker == END {
            clean.extend([0xff, END]);
            return Some(clean);
        }
        if (0xd0..=0xd7).contains(&marker) || marker == 0x01 {
            clean.extend([0xff, marker]);
            continue;
        }
        let body = segment(&mut rest)?;
        if marker == 0xe1 && way_up.is_none() {
            way_up = orientation(body);
        }
        if !is_kept(marker, body) {
            continue;
        }
        // Before the tables and frames, after JFIF, which must stand first.
        if at_first_frame && marker != 0xe0 {
            at_first_frame = false;
        }
        push(&mut clean, marker, body)?;
        if marker == SCAN {
            copy_scan(&mut rest, &mut clean)?;
        }
        if !at_first_frame && let Some(turn) = way_up.take_if(|turn| *turn != 1) {
            insert_orientation(&mut clean, turn);
        }
    }
}

fn is_kept(marker: u8, body: &[u8]) -> bool {
    match marker {
        0xe0 => body.starts_with(b"JFIF\0"),
        0xe2 => body.starts_with(b"ICC_PROFILE\0"),
        0xee => body.starts_with(b"Adobe"),
        0xe1..=0xef | 0xfe => false,
        _ => true,
    }
}

/// Any number of 0xff may stand before a marker.
fn next_marker(rest: &mut &[u8]) -> Option<u8> {
    if take(rest, 1)? != [0xff] {
        return None;
    }
    loop {
        match take(rest, 1)? {
            [0xff] => {}
            [marker] if *marker != 0 => return Some(*marker),
            _ => return None,
        }
    }
}

fn segment<'a>(rest: &mut &'a [u8]) -> Option<&'a [u8]> {
    let length = u16::from_be_bytes(take(rest, 2)?.try_into().ok()?);
    take(rest, usize::from(length).checked_sub(2)?)
}

fn push(clean: &mut Vec<u8>, marker: u8, body: &[u8]) -> Option<()> {
    clean.extend([0xff, marker]);
    clean.extend(u16::try_from(body.len() + 2).ok()?.to_be_bytes());
    clean.extend_from_slice(body);
    Some(())
}

/// Packed data runs until a 0xff that is neither stuffing (00) nor a restart mark.
fn copy_scan(rest: &mut &[u8], clean: &mut Vec<u8>) -> Option<()> {
    let ends = |pair: &[u8]| matches!(pair, [0xff, next] if *next != 0 && !(0xd0..=0xd7).contains(next));
    let length = rest.windows(2).position(ends)?;
    clean.extend_from_slice(take(rest, length)?);
    Some(())
}

/// The orientation (1 to 8) in the first directory of an Exif segment.
fn orientation(body: &[u8]) -> Option<u16> {
    const ORIENTATION: u16 = 0x0112;
    let tiff = body.strip_prefix(EXIF)?;
    let little = tiff.starts_with(b"II");
    let short = |at: usize| {
        let pair: [u8; 2] = tiff.get(at..at.checked_add(2)?)?.try_into().ok()?;
        Some(if little { u16::from_le_bytes(pair) } else { u16::from_be_bytes(pair) })
    };
    let long = |at: usize| Some(if little { (short(at + 2)?, short(at)?) } else { (short(at)?, short(at + 2)?) });
    let (high, low) = long(4)?;
    let directory = (usize::from(high) << 16) | usize::from(low);
    let fields = (0..usize::from(short(directory)?)).map(|n| directory + 2 + n * 12);
    let field = fields.into_iter().find(|at| short(*at) == Some(ORIENTATION))?;
    short(field + 8).filter(|turn| (1..=8).contains(turn))
}

/// Puts an Exif segment with nothing but the orientation behind JFIF.
fn insert_orientation(clean: &mut Vec<u8>, turn: u16) {
    let mut segment = vec![0xff, 0xe1, 0x00, 0x22];
    segment.extend_from_slice(EXIF);
    segment.extend_from_slice(b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01");
    segment.extend_from_slice(&turn.to_be_bytes());
    segment.extend_from_slice(&[0; 6]);
    let after_jfif = match clean.get(2..6) {
        Some([0xff, 0xe0, high, low]) => 4 + usize::from(u16::from_be_bytes([*high, *low])),
        _ => 2,
    };
    clean.splice(after_jfif..after_jfif, segment);
}

#[cfg(test)]
pub mod tests {
    use super::*;

    fn exif(turn: u16) -> Vec<u8> {
        let mut body = [EXIF, b"II*\0\x08\0\0\0\x02\0\x0f\x01\x02\0\x04\0\0\0SECR\x12\x01\x03\0\x01\0\0\0"].concat();
        body.extend(turn.to_le_bytes());
        body.extend_from_slice(b"\0\0\0\0\0\0GPS SECRET");
        body
    }

    fn picture(segments: &[(u8, &[u8])]) -> Vec<u8> {
        let mut bytes = vec![0xff, START];
        for (marker, body) in segments {
            push(&mut bytes, *marker, body).unwrap();
        }
        bytes.extend_from_slice(b"packed\xff\0data\xff\xd0more\xff\xd9");
        bytes
    }

    const DRAWN: [(u8, &[u8]); 2] = [(0xc0, b"frame"), (SCAN, b"scan")];

    pub fn sample() -> Vec<u8> {
        let exif = exif(6);
        let head: [(u8, &[u8]); 6] = [
            (0xe0, b"JFIF\0..."),
            (0xe1, &exif),
            (0xed, b"Photoshop SECRET"),
            (0xfe, b"SECRET"),
            (0xe2, b"MPF\0SECRET"),
            (0xe2, b"ICC_PROFILE\0colour"),
        ];
        let mut bytes = picture(&[&head[..], &DRAWN[..]].concat());
        bytes.extend_from_slice(b"film with SECRET");
        bytes
    }

    #[test]
    fn only_what_draws_the_picture_stays() {
        let turned = [EXIF, b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0"].concat();
        let head: [(u8, &[u8]); 3] = [(0xe0, b"JFIF\0..."), (0xe1, &turned), (0xe2, b"ICC_PROFILE\0colour")];
        assert_eq!(without_metadata(&sample()), Some(picture(&[&head[..], &DRAWN[..]].concat())));
    }

    #[test]
    fn upright_pictures_need_no_exif() {
        let exif = exif(1);
        let head: [(u8, &[u8]); 1] = [(0xe1, &exif)];
        assert_eq!(without_metadata(&picture(&[&head[..], &DRAWN[..]].concat())), Some(picture(&DRAWN)));
    }
}
