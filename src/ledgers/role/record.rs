//! 役割: who is responsible for what, from when to when (MICT台帳の内容 1 to 3; S000-L1 to L3).

use serde::{Deserialize, Serialize};

use crate::base::text::{fold, kana_key};
use crate::base::{Breach, Check, Coded, Day, Draft, Field, Index, Input, Kind, Record, RoleId, Span, StaffId};
use crate::coded;

coded! {
    /// 役割の種類
    pub enum RoleKind {
        /// MICTの管理責任者: exactly one at a time (S000-L1).
        Responsible = "responsible", "管理責任者";
        /// Registered as facility administrator; adds and removes staff (S000-L2).
        FacilityAdmin = "facility-admin", "施設管理者";
        /// Granted administrator rights; several allowed (S000-L3).
        Granted = "granted", "管理権限を付与した者";
        /// Stands in for the responsible person (小規模医療機関等向けガイダンス).
        Deputy = "deputy", "管理責任者の代理";
        /// Answers for the safety of all medical information systems (S003 1-①, C-12).
        SafetyOfficer = "safety-officer", "医療情報システム安全管理責任者";
    }
}

/// A role held by a person for a time (役割).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Role {
    /// 役割の種類
    pub role: RoleKind,
    /// 氏名
    pub staff: StaffId,
    /// 開始日
    #[serde(default)]
    pub from_on: Option<Day>,
    /// 終了日
    #[serde(default)]
    pub until_on: Option<Day>,
    /// 登録メールアドレス
    #[serde(default)]
    pub mail: String,
    /// 付与した者・任命した者
    #[serde(default)]
    pub granted_by: String,
    /// 理由
    #[serde(default)]
    pub reason: String,
    /// 備考
    #[serde(default)]
    pub note: String,
}

impl Role {
    /// Whether the person holds it on a day; an open beginning or end counts as held.
    #[must_use]
    pub fn is_held_on(&self, day: Day) -> bool {
        self.from_on.is_none_or(|from| from <= day) && self.until_on.is_none_or(|until| day <= until)
    }
}

/// Below a chooser of who answers for something: who is there, so that nobody wonders where the others are.
pub const SIGNERS: &str = "安全管理責任者・管理責任者・代理の役割に、いまある人だけが出ます";

/// The fields (項目) of a role.
pub mod field {
    use super::{Coded, Field, Input, Kind, RoleKind, Span};

    /// 役割
    pub const ROLE: Field = Field::new("role", "役割", Input::Choice(RoleKind::CHOICES)).required();
    /// 氏名
    pub const STAFF: Field = Field::new("staff", "役割を持つ人", Input::Link(Kind::Staff)).required();
    /// 開始日
    pub const FROM_ON: Field = Field::new("from_on", "開始日", Input::Day);
    /// 終了日
    pub const UNTIL_ON: Field =
        Field::new("until_on", "終了日", Input::Day).span(Span::PLAN).hint("続いている間は空のままにします");
    /// 登録メールアドレス
    pub const MAIL: Field =
        Field::new("mail", "登録メールアドレス", Input::Mail).hint("ネットワークに届け出たアドレス");
    /// 付与した者
    pub const GRANTED_BY: Field = Field::new("granted_by", "任命・付与した人", Input::Line);
    /// 理由
    pub const REASON: Field = Field::new("reason", "任命・付与の理由", Input::Line).wide();
    /// 備考
    pub const NOTE: Field = Field::new("note", "備考", Input::Lines);

    /// All of them, in the order of the form.
    pub const ALL: &[Field] = &[ROLE, STAFF, FROM_ON, UNTIL_ON, MAIL, GRANTED_BY, REASON, NOTE];
}

impl Record for Role {
    const KIND: Kind = Kind::Role;
    type Id = RoleId;

    fn fields() -> &'static [Field] {
        field::ALL
    }

    fn title(&self) -> String {
        self.role.label().to_owned()
    }

    fn index(&self) -> Index {
        let place = RoleKind::ALL.iter().position(|kind| *kind == self.role).unwrap_or_default();
        let from = self.from_on.map(Day::iso).unwrap_or_default();
        Index {
            subject: Some(self.staff.into()),
            on_day: self.from_on,
            is_active: self.until_on.is_none(),
            sort_key: format!("{place}{}", kana_key(&from)),
            search: fold(&[self.role.label(), &self.mail, &self.reason].join(" ")),
            ..Index::default()
        }
    }

    fn draft(&self) -> Draft {
        Draft::new()
            .with_choice(&field::ROLE, Some(self.role))
            .with_link(&field::STAFF, Some(self.staff))
            .with_day(&field::FROM_ON, self.from_on)
            .with_day(&field::UNTIL_ON, self.until_on)
            .with(&field::MAIL, &self.mail)
            .with(&field::GRANTED_BY, &self.granted_by)
            .with(&field::REASON, &self.reason)
            .with(&field::NOTE, &self.note)
    }

    fn check(draft: &Draft, today: Day) -> Result<Self, Vec<Breach>> {
        let mut check = Check::new(draft, today);
        let role = check.choice(&field::ROLE);
        let staff = check.link(&field::STAFF);
        let from_on = check.day(&field::FROM_ON);
        let until_on = check.day(&field::UNTIL_ON);
        if let (Some(from), Some(until)) = (from_on, until_on)
            && until < from
        {
            check.breach(&field::UNTIL_ON, "開始日より前の日付です。開始日か終了日を直してください");
        }
        let mail = check.mail(&field::MAIL);
        let granted_by = check.text(&field::GRANTED_BY);
        let reason = check.text(&field::REASON);
        let note = check.lines(&field::NOTE);
        check.done(|| Some(Self { role: role?, staff: staff?, from_on, until_on, mail, granted_by, reason, note }))
    }
}
