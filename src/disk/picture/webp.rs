//! WebP: a RIFF container of named chunks, each padded to an even length.
//!
//! Kept are the picture, its transparency, its frames and its colour profile. The
//! head of the extended form (VP8X) promises Exif and XMP in two bits, which must
//! go with them, and the container's length is written anew.

use super::take;

const KEPT: &[&[u8; 4]] = &[b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"];
const PROMISES_EXIF_AND_XMP: u8 = 0x08 | 0x04;

/// The picture without metadata; none when it is cut short.
pub fn without_metadata(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut rest = bytes.strip_prefix(b"RIFF")?;
    let length = u32::from_le_bytes(take(&mut rest, 4)?.try_into().ok()?);
    // What lies behind the container's end is no part of the picture.
    rest = rest.get(..usize::try_from(length).ok()?)?.strip_prefix(b"WEBP")?;
    let mut clean = b"RIFF\0\0\0\0WEBP".to_vec();
    while !rest.is_empty() {
        let name = take(&mut rest, 4)?;
        let size = take(&mut rest, 4)?;
        let length = usize::try_from(u32::from_le_bytes(size.try_into().ok()?)).ok()?;
        let data = take(&mut rest, length)?;
        // Some writers forget the padding of the very last chunk.
        let _ = take(&mut rest, length % 2);
        if KEPT.iter().any(|kept| kept.as_slice() == name) {
            push(&mut clean, name, size, data);
        }
    }
    let inside = u32::try_from(clean.len().checked_sub(8)?).ok()?;
    clean.get_mut(4..8)?.copy_from_slice(&inside.to_le_bytes());
    (inside > 4).then_some(clean)
}

fn push(clean: &mut Vec<u8>, name: &[u8], size: &[u8], data: &[u8]) {
    clean.extend_from_slice(name);
    clean.extend_from_slice(size);
    let start = clean.len();
    clean.extend_from_slice(data);
    if name == b"VP8X"
        && let Some(flags) = clean.get_mut(start)
    {
        *flags &= !PROMISES_EXIF_AND_XMP;
    }
    if data.len() % 2 == 1 {
        clean.push(0);
    }
}

#[cfg(test)]
pub mod tests {
    use super::*;

    fn picture(chunks: &[(&[u8; 4], &[u8])]) -> Vec<u8> {
        let mut inside = b"WEBP".to_vec();
        for (name, data) in chunks {
            push(&mut inside, *name, &u32::try_from(data.len()).unwrap().to_le_bytes(), data);
        }
        [b"RIFF".as_slice(), &u32::try_from(inside.len()).unwrap().to_le_bytes(), &inside].concat()
    }

    pub fn sample() -> Vec<u8> {
        let mut bytes = picture(&[(b"VP8X", &[0x00; 10]), (b"VP8 ", b"odd"), (b"EXIF", b"SECRET"), (b"XMP ", b"SECRET")]);
        bytes[20] = 0x2c;
        bytes.extend_from_slice(b"SECRET");
        bytes
    }

    #[test]
    fn only_what_draws_the_picture_stays() {
        let head = [0x20, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        assert_eq!(without_metadata(&sample()), Some(picture(&[(b"VP8X", &head), (b"VP8 ", b"odd")])));
    }
}
