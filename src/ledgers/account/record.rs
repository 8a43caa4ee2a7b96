//! 利用者ID: one person's account in one system. One ID is one person (S000-L4.4, S004-1.2).
//! No password of another system is ever stored, only dates and confirmations.

use serde::{Deserialize, Serialize};

use crate::base::text::fold;
use crate::base::{
    AccountId, Breach, Check, Coded, Day, Draft, Entered, Field, Index, Input, Kind, Record, Span, StaffId, SystemId,
};
use crate::coded;
use crate::ledgers::system::record::{TwoFactor, YesNo};

coded! {
    /// 認証の方法
    pub enum Authentication {
        Password = "password", "パスワード";
        PasswordAndToken = "password-token", "パスワードとICカード・キー";
        PasswordAndBiometric = "password-biometric", "パスワードと生体認証";
        PasswordAndCode = "password-code", "パスワードと確認コード";
        TokenAndBiometric = "token-biometric", "ICカードと生体認証";
        Token = "token", "ICカード・キー";
        Biometric = "biometric", "生体認証";
    }
}

coded! {
    /// 権限
    pub enum Privilege {
        User = "user", "利用者";
        Admin = "admin", "管理者";
    }
}

coded! {
    /// 使わなくなったIDの処理: both satisfy the checklist (C-7).
    pub enum Removal {
        Disabled = "disabled", "停止";
        Deleted = "deleted", "削除";
    }
}

/// An account (利用者ID).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    /// 利用者
    pub staff: StaffId,
    /// システム
    pub system: SystemId,
    /// ID（登録メールアドレス）
    #[serde(default)]
    pub login: String,
    /// 権限
    #[serde(default)]
    pub privilege: Option<Privilege>,
    /// 発行日
    #[serde(default)]
    pub issued_on: Option<Day>,
    /// 認証の方法
    #[serde(default)]
    pub authentication: Option<Authentication>,
    /// パスワードを変えた日
    #[serde(default)]
    pub password_changed_on: Option<Day>,
    /// 二要素認証
    #[serde(default)]
    pub two_factor: Option<TwoFactor>,
    /// 二要素認証の予定日
    #[serde(default)]
    pub two_factor_planned_on: Option<Day>,
    /// 長いパスワード: as long as the profile wants it without regular changes; never the password, nor its length
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub long_password: Option<YesNo>,
    /// 停止・削除した日
    #[serde(default)]
    pub removed_on: Option<Day>,
    /// 停止か削除か
    #[serde(default)]
    pub removal: Option<Removal>,
    /// 停止・削除した人
    #[serde(default)]
    pub removed_by: String,
    /// 備考
    #[serde(default)]
    pub note: String,
    /// 入力者・確定者 of the last change of the password, where its owner told it
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entered: Option<Entered>,
}

impl Account {
    /// An account with only its person, system and ID.
    #[must_use]
    pub fn issued(staff: StaffId, system: SystemId, login: &str) -> Self {
        Self {
            staff,
            system,
            login: login.to_owned(),
            privilege: None,
            issued_on: None,
            authentication: None,
            password_changed_on: None,
            two_factor: None,
            two_factor_planned_on: None,
            long_password: None,
            removed_on: None,
            removal: None,
            removed_by: String::new(),
            note: String::new(),
            entered: None,
        }
    }
}

/// The fields (項目) of an account.
pub mod field {
    use super::{Authentication, Coded, Field, Input, Kind, Privilege, Removal, Span, TwoFactor, YesNo};

    const BASIC: &str = "利用者ID";
    const LOGIN: &str = "認証";
    const END: &str = "使わなくなったとき";

    /// 利用者
    pub const STAFF: Field = Field::new("staff", "利用者", Input::Link(Kind::Staff)).required().group(BASIC);
    /// システム
    pub const SYSTEM: Field = Field::new("system", "利用システム", Input::Link(Kind::System)).required().group(BASIC);
    /// ID
    pub const LOGIN_ID: Field = Field::new("login", "ID（登録メールアドレス）", Input::Line).required().group(BASIC);
    /// 権限
    pub const PRIVILEGE: Field = Field::new("privilege", "権限", Input::Choice(Privilege::CHOICES)).group(BASIC);
    /// 発行日
    pub const ISSUED_ON: Field = Field::new("issued_on", "IDの発行日", Input::Day).group(BASIC);
    /// 認証の方法
    pub const AUTHENTICATION: Field =
        Field::new("authentication", "認証の方法", Input::Choice(Authentication::CHOICES)).group(LOGIN);
    /// パスワードを変えた日
    pub const PASSWORD_CHANGED_ON: Field = Field::new("password_changed_on", "パスワードを変えた日", Input::Day)
        .span(Span::DEED)
        .group(LOGIN)
        .hint("パスワードそのものは記録しません");
    /// 二要素認証
    pub const TWO_FACTOR: Field =
        Field::new("two_factor", "二要素認証", Input::Choice(TwoFactor::CHOICES)).group(LOGIN);
    /// 予定日
    pub const TWO_FACTOR_PLANNED_ON: Field =
        Field::new("two_factor_planned_on", "二要素認証の予定日", Input::Day).span(Span::PLAN).group(LOGIN);
    /// 長いパスワード
    pub const LONG_PASSWORD: Field = Field::new("long_password", "長いパスワード", Input::Choice(YesNo::CHOICES))
        .group(LOGIN)
        .hint("「方針」の画面にある、定期の変更がいらない長さか");
    /// 停止・削除した日
    pub const REMOVED_ON: Field = Field::new("removed_on", "停止・削除した日", Input::Day).group(END);
    /// 停止か削除か
    pub const REMOVAL: Field = Field::new("removal", "停止・削除の別", Input::Choice(Removal::CHOICES)).group(END);
    /// した人
    pub const REMOVED_BY: Field = Field::new("removed_by", "停止・削除した人", Input::Line).group(END);
    /// 備考
    pub const NOTE: Field = Field::new("note", "備考", Input::Lines).group(END);

    /// All of them, in the order of the form.
    pub const ALL: &[Field] = &[
        STAFF,
        SYSTEM,
        LOGIN_ID,
        PRIVILEGE,
        ISSUED_ON,
        AUTHENTICATION,
        PASSWORD_CHANGED_ON,
        TWO_FACTOR,
        TWO_FACTOR_PLANNED_ON,
        LONG_PASSWORD,
        REMOVED_ON,
        REMOVAL,
        REMOVED_BY,
        NOTE,
    ];
}

impl Record for Account {
    const KIND: Kind = Kind::Account;
    type Id = AccountId;

    fn fields() -> &'static [Field] {
        field::ALL
    }

    fn title(&self) -> String {
        self.login.clone()
    }

    fn index(&self) -> Index {
        Index {
            subject: Some(self.staff.into()),
            on_day: self.password_changed_on,
            is_active: self.removed_on.is_none(),
            sort_key: fold(&self.login),
            search: fold(&self.login),
            ..Index::default()
        }
    }

    fn draft(&self) -> Draft {
        Draft::new()
            .with_link(&field::STAFF, Some(self.staff))
            .with_link(&field::SYSTEM, Some(self.system))
            .with(&field::LOGIN_ID, &self.login)
            .with_choice(&field::PRIVILEGE, self.privilege)
            .with_day(&field::ISSUED_ON, self.issued_on)
            .with_choice(&field::AUTHENTICATION, self.authentication)
            .with_day(&field::PASSWORD_CHANGED_ON, self.password_changed_on)
            .with_choice(&field::TWO_FACTOR, self.two_factor)
            .with_day(&field::TWO_FACTOR_PLANNED_ON, self.two_factor_planned_on)
            .with_choice(&field::LONG_PASSWORD, self.long_password)
            .with_day(&field::REMOVED_ON, self.removed_on)
            .with_choice(&field::REMOVAL, self.removal)
            .with(&field::REMOVED_BY, &self.removed_by)
            .with(&field::NOTE, &self.note)
    }

    fn check(draft: &Draft, today: Day) -> Result<Self, Vec<Breach>> {
        let mut check = Check::new(draft, today);
        let staff = check.link(&field::STAFF);
        let system = check.link(&field::SYSTEM);
        let login = crate::base::text::half(&check.text(&field::LOGIN_ID));
        let privilege = check.choice(&field::PRIVILEGE);
        let issued_on = check.day(&field::ISSUED_ON);
        let authentication = check.choice(&field::AUTHENTICATION);
        let password_changed_on = check.past_day(&field::PASSWORD_CHANGED_ON, today);
        let two_factor = check.choice(&field::TWO_FACTOR);
        let two_factor_planned_on = check.day(&field::TWO_FACTOR_PLANNED_ON);
        if two_factor == Some(TwoFactor::Planned) && two_factor_planned_on.is_none() {
            check.breach(&field::TWO_FACTOR_PLANNED_ON, "予定日を入力してください。例 R9.3.31");
        }
        let long_password = check.choice(&field::LONG_PASSWORD);
        let removed_on = check.past_day(&field::REMOVED_ON, today);
        let removal = check.choice(&field::REMOVAL);
        let removed_by = check.text(&field::REMOVED_BY);
        if removed_on.is_some() && removal.is_none() {
            check.breach(&field::REMOVAL, "停止か削除かを選んでください");
        }
        if removed_on.is_some() && removed_by.is_empty() {
            check.breach(&field::REMOVED_BY, "停止・削除した人の名前を入力してください");
        }
        let note = check.lines(&field::NOTE);
        check.done(|| {
            Some(Self {
                staff: staff?,
                system: system?,
                login,
                privilege,
                issued_on,
                authentication,
                password_changed_on,
                two_factor,
                two_factor_planned_on,
                long_password,
                removed_on,
                removal,
                removed_by,
                note,
                entered: None,
            })
        })
    }
}
