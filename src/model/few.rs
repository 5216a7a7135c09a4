//! A list that is nearly always empty: of a million entries most have no tag and no gift.

use std::fmt;
use std::ops::{Deref, DerefMut};

/// A list that takes the room of one pointer while nothing is in it. It is read as a slice.
#[derive(Clone, PartialEq, Eq)]
#[expect(clippy::box_collection, reason = "a boxed slice would take twice the room where nothing is in it")]
pub struct Few<T>(Option<Box<Vec<T>>>);

impl<T> Few<T> {
    /// Nothing.
    #[must_use]
    pub const fn new() -> Self {
        Self(None)
    }

    /// Puts one more at the end.
    pub fn push(&mut self, item: T) {
        // Whoever has one seldom has another.
        self.0.get_or_insert_with(|| Box::new(Vec::with_capacity(1))).push(item);
    }
}

impl<T> Default for Few<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T> Deref for Few<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        self.0.as_deref().map_or(&[], Vec::as_slice)
    }
}

impl<T> DerefMut for Few<T> {
    fn deref_mut(&mut self) -> &mut [T] {
        self.0.as_deref_mut().map_or(&mut [], Vec::as_mut_slice)
    }
}

impl<T: fmt::Debug> fmt::Debug for Few<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_list().entries(self.iter()).finish()
    }
}

impl<T> From<Vec<T>> for Few<T> {
    fn from(mut list: Vec<T>) -> Self {
        list.shrink_to_fit();
        Self((!list.is_empty()).then(|| Box::new(list)))
    }
}

impl<T> FromIterator<T> for Few<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        Self::from(items.into_iter().collect::<Vec<T>>())
    }
}

impl<T> Extend<T> for Few<T> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, items: I) {
        items.into_iter().for_each(|item| self.push(item));
    }
}

impl<'a, T> IntoIterator for &'a Few<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<'a, T> IntoIterator for &'a mut Few<T> {
    type Item = &'a mut T;
    type IntoIter = std::slice::IterMut<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter_mut()
    }
}

impl<T: PartialEq<U>, U, const N: usize> PartialEq<[U; N]> for Few<T> {
    fn eq(&self, other: &[U; N]) -> bool {
        **self == *other
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_read_as_a_list_and_equal_however_it_came_about() {
        let mut few = Few::new();
        assert!(few.is_empty());
        assert_eq!(few, Few::from(Vec::new()));
        few.push(1);
        few.extend([2, 3]);
        assert_eq!(few, [1, 2, 3]);
        assert_eq!(few, (1..=3).collect::<Few<_>>());
        few.iter_mut().for_each(|item| *item += 1);
        assert_eq!((few.len(), few.first(), format!("{few:?}")), (3, Some(&2), "[2, 3, 4]".to_owned()));
    }

    #[test]
    fn nothing_takes_the_room_of_a_pointer() {
        assert_eq!(size_of::<Few<String>>(), size_of::<usize>());
    }
}
