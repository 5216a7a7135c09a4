//! GIF: a head, then blocks; what is not a picture is an extension.
//!
//! Kept are the pictures, their timing and the extension that repeats a film.
//! Comments, plain texts and what programs put in extensions of their own (XMP
//! among it) are dropped.

use super::take;

const TRAILER: u8 = 0x3b;
const EXTENSION: u8 = 0x21;
const PICTURE: u8 = 0x2c;
const TIMING: u8 = 0xf9;
const APPLICATION: u8 = 0xff;

/// The picture without metadata; none when it is cut short.
pub fn without_metadata(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut rest = bytes;
    let head = take(&mut rest, 13)?;
    take(&mut rest, palette_bytes(*head.get(10)?))?;
    let mut clean = bytes.get(..bytes.len() - rest.len())?.to_vec();
    loop {
        let block = rest;
        let kept = match take(&mut rest, 1)? {
            [TRAILER] => {
                clean.push(TRAILER);
                return Some(clean);
            }
            [EXTENSION] => {
                let label = take(&mut rest, 1)?;
                let body = rest;
                skip_blocks(&mut rest)?;
                label == [TIMING] || (label == [APPLICATION] && is_loop(body))
            }
            [PICTURE] => {
                let flags = take(&mut rest, 9)?.last()?;
                take(&mut rest, palette_bytes(*flags) + 1)?;
                skip_blocks(&mut rest)?;
                true
            }
            _ => return None,
        };
        if kept {
            clean.extend_from_slice(block.get(..block.len() - rest.len())?);
        }
    }
}

/// Bytes of the colour table that the flags announce.
fn palette_bytes(flags: u8) -> usize {
    if flags & 0x80 == 0 { 0 } else { 3 << ((flags & 0x07) + 1) }
}

/// Passes over data blocks up to the empty one.
fn skip_blocks(rest: &mut &[u8]) -> Option<()> {
    loop {
        match take(rest, 1)? {
            [0] => return Some(()),
            length => take(rest, usize::from(*length.first()?))?,
        };
    }
}

/// The film's repeat is a name and one block of three bytes, so nothing can hide in it.
fn is_loop(body: &[u8]) -> bool {
    let named = body.strip_prefix(b"\x0bNETSCAPE2.0").or_else(|| body.strip_prefix(b"\x0bANIMEXTS1.0"));
    named.is_some_and(|rest| matches!(rest, [3, 1, _, _, 0, ..]))
}

#[cfg(test)]
pub mod tests {
    use super::*;

    const HEAD: &[u8] = b"GIF89a\x01\0\x01\0\x80\0\0RGBRGB";
    const LOOP: &[u8] = b"!\xff\x0bNETSCAPE2.0\x03\x01\0\0\0";
    const DRAWN: &[u8] = b"!\xf9\x04....\0,\0\0\0\0\x01\0\x01\0\0\x02\x02ab\0";

    pub fn sample() -> Vec<u8> {
        [HEAD, LOOP, b"!\xfe\x06SECRET\0", b"!\xff\x0bXMP DataXMP\x06SECRET\0", DRAWN, b";SECRET"].concat()
    }

    #[test]
    fn only_what_draws_the_picture_stays() {
        assert_eq!(without_metadata(&sample()), Some([HEAD, LOOP, DRAWN, b";"].concat()));
    }
}
