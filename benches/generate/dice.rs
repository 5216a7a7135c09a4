//! Chance that is the same every time: SplitMix64, seeded by what is drawn for.

/// A row of numbers that look random.
pub struct Dice(u64);

impl Dice {
    /// The row that belongs to a place.
    pub fn of(place: usize) -> Self {
        let mut dice = Self(0x6d61_696e_6572 ^ u64::try_from(place).unwrap_or(0).wrapping_mul(0x9e37_79b9_7f4a_7c15));
        // The first number of neighbours would still be alike.
        dice.next();
        dice
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `limit`.
    pub fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(limit.max(1)).unwrap_or(1)).unwrap_or(0)
    }

    /// True once in so many times.
    pub fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    /// A number below `limit`, small ones far more often than large ones.
    pub fn mostly_small(&mut self, limit: usize) -> usize {
        let first = self.below(limit) + 1;
        self.below(first)
    }

    /// One of a list.
    pub fn pick<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list.get(self.below(list.len())).copied().unwrap_or("")
    }
}
