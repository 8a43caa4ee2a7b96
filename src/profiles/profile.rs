//! 方針: what one document asks of passwords, screen locks, two-factor authentication and logs.

use crate::base::Day;
use crate::coded;

use super::class::{Class, LogContent};

/// A profile (方針).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Profile {
    /// Its stable name in files and in the ledger: `MHLW-7.0`.
    pub id: String,
    /// Its name for people.
    pub name: String,
    /// What one should know of it.
    pub note: String,
    /// Where it is written.
    pub source: Source,
    /// When it holds.
    pub valid: Validity,
    /// The profile of a later edition, by its name; older ones stay usable (C-10).
    pub superseded_by: Option<String>,
    /// パスワード
    pub password: PasswordRule,
    /// 端末ロック
    pub screen_lock: ScreenLock,
    /// 二要素認証; `None` where the document tells nothing.
    pub two_factor: Option<TwoFactorRule>,
    /// アクセスの記録; `None` where the document tells nothing.
    pub log: Option<LogRule>,
    /// The clinic writes its own numbers, within these bounds.
    pub own: Option<OwnForm>,
}

/// The document a profile repeats (出典).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Source {
    /// The document.
    pub document: String,
    /// The place in it.
    pub section: String,
    /// 版
    pub edition: String,
    /// Its date, or 不明.
    pub dated: String,
    /// When we last compared.
    pub checked_on: String,
}

/// From when until when a profile holds, as far as its document tells.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Validity {
    /// The first day it may mean.
    pub from: Option<Day>,
    /// The last day it may mean.
    pub until: Option<Day>,
    /// What else is to be known.
    pub note: String,
}

/// Where in the document a number stands, and the requirements it answers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Place {
    /// As people find it.
    pub place: String,
    /// Its ids among the requirements.
    pub cites: Vec<String>,
}

coded! {
    /// 文字の種類
    pub enum Letters {
        Letter = "letter", "英字";
        Digit = "digit", "数字";
        Symbol = "symbol", "記号";
    }
}

/// How often a password is changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rotation {
    /// Every so many calendar months: due on the same day.
    Months(u8),
    /// No regular change is asked for.
    None,
    /// None beside two-factor authentication, or from so many characters on; else the clinic sets the interval.
    ByBranch(usize),
}

/// What is asked of a password.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PasswordRule {
    /// Characters at least, whatever stands beside it.
    pub min_len: Option<usize>,
    /// Characters at least beside two-factor authentication.
    pub min_len_with_two_factor: Option<usize>,
    /// Characters at least without.
    pub min_len_without_two_factor: Option<usize>,
    /// Digits of a PIN beside two-factor authentication.
    pub pin_len_with_two_factor: Option<usize>,
    /// What it is mixed of.
    pub classes: Vec<Letters>,
    /// How often it is changed; `None` where only the clinic can say.
    pub rotation: Option<Rotation>,
    /// 使い回しの禁止, where the document says so.
    pub reuse_forbidden: bool,
    /// The one a device came with is changed, where the document says so.
    pub default_changed: bool,
    /// Wrong ones lock the account, where the document says so.
    pub lock_after_failures: bool,
    /// Where it is written.
    pub place: Place,
}

/// What is asked of the lock of a device.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ScreenLock {
    /// Characters at least.
    pub min_len: Option<usize>,
    /// What it is mixed of.
    pub classes: Vec<Letters>,
    /// What a stricter document asks for.
    pub stricter_classes: Vec<Letters>,
    /// So many digits alone are enough.
    pub digits_only_len: Option<usize>,
    /// The screen locks by itself, where the document says so.
    pub auto_lock: bool,
    /// Where it is written.
    pub place: Place,
}

coded! {
    /// How firmly two-factor authentication is asked for
    pub enum TwoFactorState {
        Desired = "desired", "望ましい";
        Required = "required", "求められる";
    }
}

coded! {
    /// What excuses a day that is missed
    pub enum Grace {
        UntilRenewal = "until-renewal", "次のシステム更新まで（対応できる事業者を選ぶ）";
    }
}

/// What is asked of two-factor authentication.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TwoFactorRule {
    /// How firmly.
    pub state: TwoFactorState,
    /// Of what.
    pub asked: Vec<Class>,
    /// Of what it is only advised.
    pub advisory: Vec<Class>,
    /// A terminal counts where every application of the clinic asks for it at its login.
    pub is_os_login_by_application: bool,
    /// The day it is worked towards.
    pub remind_on: Option<Day>,
    /// A plan until this day is accepted; the day above where there is none.
    pub accepted_until: Option<Day>,
    /// What excuses a later day.
    pub grace: Option<Grace>,
    /// What one should know of it.
    pub note: String,
    /// Where it is written.
    pub place: Place,
}

/// What is asked of a log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogRule {
    /// Which contents.
    pub asked: Vec<LogContent>,
    /// Where it is written.
    pub place: Place,
}

/// Between which numbers the clinic may write its own: a guard against slips, no document's number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OwnForm {
    /// 文字数
    pub len: Bounds,
    /// 変更の間隔 in months
    pub months: Bounds,
}

/// The least and the most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bounds {
    /// The least.
    pub least: u8,
    /// The most.
    pub most: u8,
}

impl Bounds {
    /// Whether a number lies within.
    #[must_use]
    pub const fn hold(self, number: u8) -> bool {
        self.least <= number && number <= self.most
    }
}

impl Profile {
    /// The document with its edition, as one line.
    #[must_use]
    pub fn cited(&self) -> String {
        if self.own.is_some() {
            return self.source.document.clone();
        }
        format!("{}（{}）", self.source.document, self.source.edition)
    }
}

impl Place {
    /// The first of the places, for one line.
    #[must_use]
    pub fn short(&self) -> String {
        match self.place.split_once('、') {
            Some((first, _)) => format!("{first}ほか"),
            None => self.place.clone(),
        }
    }
}

impl PasswordRule {
    /// The least number of characters where two-factor authentication stands beside, or does not.
    #[must_use]
    pub fn least(&self, has_two_factor: bool) -> Option<usize> {
        if has_two_factor {
            self.min_len_with_two_factor.or(self.min_len)
        } else {
            self.min_len_without_two_factor.or(self.min_len)
        }
    }

    /// From so many characters on no regular change is asked for; `None` where length does not matter.
    #[must_use]
    pub const fn long(&self) -> Option<usize> {
        match self.rotation {
            Some(Rotation::ByBranch(long)) => Some(long),
            Some(Rotation::Months(_) | Rotation::None) | None => None,
        }
    }
}

impl TwoFactorRule {
    /// The last day a plan is accepted.
    #[must_use]
    pub fn last_day(&self) -> Option<Day> {
        self.accepted_until.or(self.remind_on)
    }
}
