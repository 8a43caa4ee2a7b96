//! Numbers that look like chance and are the same in every run.

/// A small generator of the usual kind (xorshift64*).
#[derive(Debug, Clone)]
pub struct Dice(u64);

impl Dice {
    /// Starts where it always starts.
    pub const fn new() -> Self {
        Self(0x9E37_79B9_7F4A_7C15)
    }

    /// The throws of one trial: it comes back without the ones before it.
    pub const fn of_trial(number: u64) -> Self {
        Self(0x9E37_79B9_7F4A_7C15 ^ (number + 1).wrapping_mul(0xD6E8_FEB8_6659_FD93))
    }

    pub const fn roll(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }

    /// A number below this one; 0 where there is none.
    pub fn below(&mut self, n: usize) -> usize {
        usize::try_from((self.roll() >> 11) % u64::try_from(n.max(1)).unwrap()).unwrap()
    }
}
