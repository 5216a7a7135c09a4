//! PNG: a signature and chunks of length, name, data and check sum.
//!
//! Kept are the chunks that a picture is drawn from, named here one by one;
//! texts, dates, Exif and whatever a program invented for itself are dropped.

use super::take;

const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";

/// Chunks that change how the picture looks or moves.
const KEPT: &[&[u8; 4]] = &[
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"cICP", b"sBIT", b"bKGD", b"pHYs", b"acTL", b"fcTL",
    b"fdAT",
];

/// The picture without metadata; none when it is cut short.
pub fn without_metadata(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut rest = bytes.strip_prefix(SIGNATURE)?;
    let mut clean = SIGNATURE.to_vec();
    loop {
        let whole = rest;
        let length = u32::from_be_bytes(take(&mut rest, 4)?.try_into().ok()?);
        let name = take(&mut rest, 4)?;
        take(&mut rest, usize::try_from(length).ok()?)?;
        take(&mut rest, 4)?;
        if KEPT.iter().any(|kept| kept.as_slice() == name) {
            clean.extend_from_slice(whole.get(..whole.len() - rest.len())?);
        }
        // What follows the end is no part of the picture.
        if name == b"IEND" {
            return Some(clean);
        }
    }
}

#[cfg(test)]
pub mod tests {
    use super::*;

    fn picture(chunks: &[(&[u8; 4], &[u8])]) -> Vec<u8> {
        let mut bytes = SIGNATURE.to_vec();
        for (name, data) in chunks {
            bytes.extend(u32::try_from(data.len()).unwrap().to_be_bytes());
            bytes.extend_from_slice(*name);
            bytes.extend_from_slice(data);
            bytes.extend_from_slice(b"sum.");
        }
        bytes
    }

    pub fn sample() -> Vec<u8> {
        let mut bytes = picture(&[
            (b"IHDR", b"head"),
            (b"tEXt", b"SECRET"),
            (b"iTXt", b"SECRET"),
            (b"eXIf", b"SECRET"),
            (b"tIME", b"SECRET"),
            (b"caBX", b"SECRET"),
            (b"IDAT", b"data"),
            (b"IEND", b""),
        ]);
        bytes.extend_from_slice(b"SECRET");
        bytes
    }

    #[test]
    fn only_what_draws_the_picture_stays() {
        assert_eq!(without_metadata(&sample()), Some(picture(&[(b"IHDR", b"head"), (b"IDAT", b"data"), (b"IEND", b"")])));
    }
}
