//! Seeded choices for random cases.

// Used in tests only, and there the list is never empty.
#![allow(clippy::indexing_slicing)]

/// A seeded source of choices (SplitMix64, Steele, Lea and Flood 2014): the same seed makes the same choices.
pub struct Choices(u64);

impl Choices {
    /// The choices that belong to one case of a seed.
    pub fn new(seed: u64, number: u64) -> Self {
        let mut seeds = Choices(seed);
        Choices(seeds.next().wrapping_add(number.wrapping_mul(0xD1B5_4A32_D192_ED03)))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number from 0 to `count` − 1.
    pub fn below(&mut self, count: usize) -> usize {
        (self.next() % count as u64) as usize
    }

    /// One of the list.
    pub fn of<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[self.below(list.len())]
    }
}
