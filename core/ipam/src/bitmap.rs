//! A set of small numbers in which the next absent one is found a word at a time.

/// A set of the numbers below its length.
#[derive(Debug, Clone)]
pub(crate) struct Bitmap {
    words: Vec<u64>,
    length: u32,
}

impl Bitmap {
    /// The empty set of numbers below `length`.
    pub(crate) fn new(length: u32) -> Self {
        Self { words: vec![0; length.div_ceil(u64::BITS) as usize], length }
    }

    /// Adds a number below the length; false if it was there.
    pub(crate) fn insert(&mut self, number: u32) -> bool {
        let (word, bit) = Self::place(number);
        let fresh = self.words[word] & bit == 0;
        self.words[word] |= bit;
        fresh
    }

    /// Whether the number is in the set.
    pub(crate) fn contains(&self, number: u32) -> bool {
        let (word, bit) = Self::place(number);
        self.words[word] & bit != 0
    }

    /// The first number from `from` on, and below the length, that is not in the set.
    pub(crate) fn next_absent(&self, from: u32) -> Option<u32> {
        let (first, bit) = Self::place(from);
        // In the first word, what comes before `from` counts as present.
        let mut below = bit - 1;
        for (index, word) in self.words.iter().enumerate().skip(first) {
            let present = (word | below).trailing_ones();
            if present < u64::BITS {
                let number = u32::try_from(index).ok()? * u64::BITS + present;
                return (number < self.length).then_some(number);
            }
            below = 0;
        }
        None
    }

    fn place(number: u32) -> (usize, u64) {
        ((number / u64::BITS) as usize, 1 << (number % u64::BITS))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn it_agrees_with_a_plain_set(
            length in 1u32..300,
            numbers in prop::collection::vec(0u32..300, 0..600),
            from in 0u32..300,
        ) {
            let mut bitmap = Bitmap::new(length);
            let mut plain = BTreeSet::new();
            for number in numbers {
                let number = number % length;
                prop_assert_eq!(bitmap.contains(number), plain.contains(&number));
                prop_assert_eq!(bitmap.insert(number), plain.insert(number));
                prop_assert!(bitmap.contains(number));
            }
            let expected = (from..length).find(|number| !plain.contains(number));
            prop_assert_eq!(bitmap.next_absent(from), expected);
        }
    }
}
