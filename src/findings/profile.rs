//! 方針: the numbers of the password policies, read from `assets/profiles`; none stands in a rule.

use std::sync::LazyLock;

const LOCAL: &str = include_str!("../../assets/profiles/local-2m.toml");

static ROTATION: LazyLock<Option<i32>> = LazyLock::new(|| {
    let profile: toml::Table = LOCAL.parse().ok()?;
    let months = profile.get("password")?.get("rotation_months")?.as_integer()?;
    i32::try_from(months).ok()
});

/// After how many months a care network's password is due (LOCAL-2M); `None` where the policy asks for none.
pub(super) fn rotation_months() -> Option<i32> {
    *ROTATION
}

#[cfg(test)]
mod tests {
    use super::rotation_months;

    #[test]
    fn the_local_policy_says_two_months() {
        assert_eq!(rotation_months(), Some(2));
    }
}
