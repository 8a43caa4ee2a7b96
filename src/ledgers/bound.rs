//! 割り当てた方針: what the profile of one target asks for here, in numbers and in words.

use crate::base::{Coded, Day};
use crate::profiles::{Class, Letters, Place, Profile, Rotation, TwoFactorState};

use super::account::record::Account;
use super::bindings::{Binding, Target};
use super::facts::Facts;
use super::system::record::{System, TwoFactor, YesNo};

/// A target with the profile it follows.
#[derive(Debug, Clone, Copy)]
pub struct Bound<'a> {
    /// The target.
    pub target: Target,
    /// What it follows.
    pub profile: &'static Profile,
    /// What it would follow by itself.
    pub usual: &'static Profile,
    /// What the clinic has chosen, where it has.
    pub binding: Option<&'a Binding>,
}

/// How often a password of an account is changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// Every so many calendar months.
    Every(u8),
    /// Not regularly.
    Never,
    /// The profile leaves the interval to the clinic, and the clinic has not said it.
    Open,
}

/// What stands beside a password, and how long it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Strength {
    /// Two-factor authentication is in use.
    pub has_two_factor: bool,
    /// It is attested to be as long as the profile wants it without regular changes.
    pub is_long: bool,
}

impl Strength {
    /// Of an account in its system.
    #[must_use]
    pub fn of(account: &Account, system: Option<&System>) -> Self {
        let is_used = |state: Option<TwoFactor>| state == Some(TwoFactor::InUse);
        Self {
            has_two_factor: is_used(account.two_factor) || system.is_some_and(|system| is_used(system.two_factor)),
            is_long: account.long_password == Some(YesNo::Yes),
        }
    }
}

/// What is asked of two-factor authentication of one thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TwoFactorAsked {
    /// The day it is worked towards.
    pub remind_on: Day,
    /// The last day a plan is accepted.
    pub last_on: Day,
    /// A later day is accepted until the next renewal.
    pub has_grace: bool,
    /// It is only advised.
    pub is_advice: bool,
}

impl Bound<'_> {
    /// Whether these are the clinic's own numbers.
    #[must_use]
    pub const fn is_own(&self) -> bool {
        self.profile.own.is_some()
    }

    /// How often a password is changed.
    #[must_use]
    pub fn turn(&self, strength: Strength) -> Turn {
        let own = || self.binding.and_then(|binding| binding.months);
        match self.profile.password.rotation {
            Some(Rotation::Months(months)) => Turn::Every(months),
            Some(Rotation::None) => Turn::Never,
            Some(Rotation::ByBranch(_)) if strength.has_two_factor || strength.is_long => Turn::Never,
            Some(Rotation::ByBranch(_)) => own().map_or(Turn::Open, Turn::Every),
            // The clinic's own form: an empty interval says that none is asked for.
            None => own().map_or(Turn::Never, Turn::Every),
        }
    }

    /// Whether the clinic has still to say an interval.
    #[must_use]
    pub fn is_interval_open(&self) -> bool {
        self.turn(Strength::default()) == Turn::Open
    }

    /// Whether no regular change is asked for any more where the network itself asks for it (C-1).
    #[must_use]
    pub fn is_rotation_off(&self) -> bool {
        let asks = matches!(self.usual.password.rotation, Some(Rotation::Months(_)));
        asks && self.turn(Strength::default()) == Turn::Never
    }

    /// Whether the clinic departs from what the target would follow by itself, so that it has to say why.
    #[must_use]
    pub fn is_exception(&self) -> bool {
        is_exception(self.target, self.profile, self.usual)
    }

    /// The least number of characters.
    #[must_use]
    pub fn least(&self, has_two_factor: bool) -> Option<usize> {
        let own = self.binding.filter(|_| self.is_own());
        match own {
            Some(own) if has_two_factor => own.len_with_two_factor.or(own.len).map(usize::from),
            Some(own) => own.len.map(usize::from),
            None => self.profile.password.least(has_two_factor),
        }
    }

    /// What a password is mixed of.
    #[must_use]
    pub fn letters(&self) -> &[Letters] {
        match self.binding.filter(|_| self.is_own()) {
            Some(own) => &own.classes,
            None => &self.profile.password.classes,
        }
    }

    /// What is asked of two-factor authentication; `None` where nothing is asked with a day.
    #[must_use]
    pub fn two_factor(&self) -> Option<TwoFactorAsked> {
        if let Some(own) = self.binding.filter(|_| self.is_own()) {
            let day = own.two_factor_by?;
            return Some(TwoFactorAsked { remind_on: day, last_on: day, has_grace: false, is_advice: false });
        }
        let rule = self.profile.two_factor.as_ref()?;
        let class = match self.target.class() {
            // What a care network is for who logs in.
            Class::CareNetwork => Class::Application,
            class @ (Class::Lock
            | Class::OsLogin
            | Class::Server
            | Class::NetworkEquipment
            | Class::Application
            | Class::Ledger) => class,
        };
        let is_advice = rule.advisory.contains(&class);
        if !is_advice && !rule.asked.contains(&class) {
            return None;
        }
        Some(TwoFactorAsked {
            remind_on: rule.remind_on?,
            last_on: rule.last_day()?,
            has_grace: rule.grace.is_some(),
            is_advice,
        })
    }

    /// A terminal counts where every application asks for a second factor at its login.
    #[must_use]
    pub fn counts_applications(&self) -> bool {
        let rule = self.profile.two_factor.as_ref();
        self.target.class() == Class::OsLogin && rule.is_some_and(|rule| rule.is_os_login_by_application)
    }

    /// How long and of what: 「8文字以上（二要素認証がないときは13文字以上）・英字と数字」.
    #[must_use]
    pub fn length_words(&self) -> String {
        let length = match (self.least(true), self.least(false)) {
            (Some(with), Some(alone)) if with == alone => format!("{alone}文字以上"),
            (Some(with), Some(alone)) => format!("{alone}文字以上（二要素認証があるときは{with}文字以上）"),
            (None, Some(alone)) | (Some(alone), None) => format!("{alone}文字以上"),
            (None, None) => "文字数は決めていません".to_owned(),
        };
        let letters = letters_words(self.letters());
        if letters.is_empty() { length } else { format!("{length}・{letters}") }
    }

    /// How often, for all accounts of the target.
    #[must_use]
    pub fn turn_words(&self) -> String {
        let turn = self.turn(Strength::default());
        match (self.profile.password.long(), turn) {
            (Some(long), Turn::Every(months)) => {
                format!("{months}か月ごとに変更（二要素認証または{long}文字以上なら不要）")
            }
            (Some(long), Turn::Open | Turn::Never) => {
                format!("二要素認証または{long}文字以上なら不要。それ以外の間隔は未定")
            }
            (None, Turn::Every(months)) => format!("{months}か月ごとに変更"),
            (None, Turn::Open | Turn::Never) => "定期の変更は求めない".to_owned(),
        }
    }

    /// What is asked of two-factor authentication, in one sentence.
    #[must_use]
    pub fn two_factor_words(&self) -> String {
        let Some(asked) = self.two_factor() else {
            let state = self.profile.two_factor.as_ref().map(|rule| rule.state);
            return match state {
                Some(TwoFactorState::Desired) => "二要素認証は望ましい（期日なし）".to_owned(),
                Some(TwoFactorState::Required) | None => "二要素認証の期日はなし".to_owned(),
            };
        };
        let firm = if asked.is_advice { "（参考）" } else { "" };
        let grace = if asked.has_grace { "。難しいときは次の更新まで" } else { "" };
        if asked.last_on == asked.remind_on {
            format!("二要素認証は{}まで{firm}{grace}", asked.last_on.wareki())
        } else {
            let (first, last) = (asked.remind_on.wareki(), asked.last_on.wareki());
            format!("二要素認証は{first}をめざし、{last}までの予定を受け入れる{firm}{grace}")
        }
    }

    /// What is asked of the target, line by line.
    #[must_use]
    pub fn asked_lines(&self, facts: &Facts) -> Vec<String> {
        if self.target.class() == Class::Lock {
            return lock_lines(self, facts);
        }
        vec![format!("{}。{}。", self.length_words(), self.turn_words()), format!("{}。", self.two_factor_words())]
    }

    /// The profile and where in its document something stands, as a finding names them.
    #[must_use]
    pub fn by(&self, place: Option<&Place>) -> String {
        let place = place.map(Place::short).unwrap_or_default();
        let decided = self.binding.filter(|_| self.is_own()).map_or("", |own| own.decided_by.as_str());
        let source = if place.is_empty() { decided } else { &place };
        if source.is_empty() {
            format!("（{}）", self.profile.name)
        } else {
            format!("（{}　{source}）", self.profile.name)
        }
    }

    /// The same for its passwords.
    #[must_use]
    pub fn by_password(&self) -> String {
        self.by(Some(&self.profile.password.place))
    }

    /// The same for two-factor authentication.
    #[must_use]
    pub fn by_two_factor(&self) -> String {
        self.by(self.profile.two_factor.as_ref().map(|rule| &rule.place))
    }

    /// The profile and its document, as a finding and a sheet name them.
    #[must_use]
    pub fn cited(&self) -> String {
        format!("方針「{}」　{}", self.profile.name, self.profile.cited())
    }
}

/// Whether a choice departs from what a target would follow by itself, so that somebody has to say why.
#[must_use]
pub fn is_exception(target: Target, profile: &Profile, usual: &Profile) -> bool {
    let is_other_for_network = matches!(target, Target::Network(_)) && profile.id != usual.id;
    profile.own.is_some() || is_other_for_network
}

/// 「英字と数字」
#[must_use]
pub fn letters_words(letters: &[Letters]) -> String {
    letters.iter().map(|letters| letters.label()).collect::<Vec<_>>().join("と")
}

/// What is asked of the lock of a device. Where a care network asks for more, its stricter form is the target and its
/// milder one the least (C-2).
fn lock_lines(bound: &Bound<'_>, facts: &Facts) -> Vec<String> {
    let mut lines = Vec::new();
    if bound.is_own() {
        lines.push(format!("{}。{}。", bound.length_words(), bound.turn_words()));
    }
    if bound.profile.screen_lock.auto_lock {
        lines.push("席を離れたときに画面が自動でロックされること。".to_owned());
    }
    let networks = facts.systems.iter().filter(|kept| kept.record.is_network());
    let mut profiles: Vec<&Profile> = networks.map(|kept| facts.bound(kept).profile).collect();
    profiles.insert(0, bound.profile);
    let locks = profiles.iter().filter_map(|profile| {
        let lock = &profile.screen_lock;
        lock.min_len.map(|len| (len, lock, *profile))
    });
    let Some((len, lock, profile)) = locks.max_by_key(|(len, ..)| *len) else {
        if lines.is_empty() {
            lines.push(
                "文字数は、この資料の端末ロックの決まりにはありません。ロックがかかることを確かめます。".to_owned(),
            );
        }
        return lines;
    };
    let digits = lock.digits_only_len.map(|digits| format!("（数字だけなら{digits}桁以上）")).unwrap_or_default();
    lines.push(format!("最低　{len}文字以上・{}{digits}。", letters_words(&lock.classes)));
    if !lock.stricter_classes.is_empty() {
        lines.push(format!("めざす　{len}文字以上・{}。", letters_words(&lock.stricter_classes)));
    }
    if profile.id != bound.profile.id {
        lines.push(format!("文字数の出典　{}", lock.place.place));
    }
    lines
}
