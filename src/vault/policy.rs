//! 合言葉の決まり: how long a new passphrase must be; the numbers stand in `assets/profiles`, none here.

use std::sync::LazyLock;

/// 安全管理ガイドライン第7.0版, the default.
const PROFILE: &str = include_str!("../../assets/profiles/mhlw-7.0.toml");

/// What the profile asks of a passphrase (S003-2.7e: long, or shorter beside a second factor).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Policy {
    alone: usize,
    beside_token: usize,
}

static POLICY: LazyLock<Option<Policy>> = LazyLock::new(|| {
    let profile: toml::Table = PROFILE.parse().ok()?;
    let password = profile.get("password")?;
    let number = |name: &str| usize::try_from(password.get(name)?.as_integer()?).ok();
    Some(Policy { alone: number("min_len_without_two_factor")?, beside_token: number("min_len_with_two_factor")? })
});

impl Policy {
    /// The policy of this program's edition.
    #[must_use]
    pub fn current() -> Self {
        // A test holds that the profile can be read; without it nothing short is taken.
        POLICY.unwrap_or(Self { alone: usize::MAX, beside_token: usize::MAX })
    }

    /// The least number of characters. Only a USB key counts as the second factor here: a one-time code does not stand
    /// in the way of somebody who tries passphrases on a copy of the file.
    #[must_use]
    pub const fn least(self, has_token: bool) -> usize {
        if has_token { self.beside_token } else { self.alone }
    }
}

#[cfg(test)]
mod tests {
    use super::Policy;

    #[test]
    fn the_profile_asks_for_thirteen_or_for_eight_beside_a_second_factor() {
        let policy = Policy::current();
        assert_eq!((policy.least(false), policy.least(true)), (13, 8));
    }
}
