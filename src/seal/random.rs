//! Where random bytes come from: the system in the shell, a counter in test vectors.

/// Fills the slice with random bytes.
///
/// The shell hands in the system's own source. Nothing in this room asks for one by itself.
pub type Random<'a> = dyn FnMut(&mut [u8]) + 'a;

/// An array of random bytes.
pub(super) fn bytes<const N: usize>(random: &mut Random<'_>) -> [u8; N] {
    let mut array = [0; N];
    random(&mut array);
    array
}
