//! 持出し: the steps of its life: what each asks for, when it can be taken, and its words.

use crate::base::{Day, Field, Input, Span};

use super::field;
use super::record::{Standing, Takeout};

/// A step (手続き) of a take-out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// 承認
    Approve,
    /// 不承認
    Refuse,
    /// 事後の承認: it is out already.
    ApproveLate,
    /// 持出し
    GoOut,
    /// 返却, with its check
    Return,
    /// 返却; it is looked at later.
    ReturnFirst,
    /// 返却の確認
    CheckReturn,
    /// 取りやめ
    Cancel,
    /// 延長の申請
    AskExtension,
    /// 延長の承認
    ApproveExtension,
    /// 延長の不承認
    RefuseExtension,
}

/// 延長後の期間の終わり
pub const EXTEND_UNTIL: Field = Field::new("extend_until", "延長後の期間（まで）", Input::Day)
    .span(Span::DEED)
    .required()
    .hint("あらためて承認を受けます");
/// 延長の理由
pub const EXTEND_REASON: Field = Field::new("extend_reason", "延長の理由", Input::Lines).required();

const APPROVE: &[Field] = &[field::DECIDED_BY, field::DECIDED_ON, field::SELF_REASON, field::CONDITIONS];
const REFUSE: &[Field] = &[field::DECIDED_BY, field::DECIDED_ON, REFUSAL];
const REFUSAL: Field =
    Field::new(field::CONDITIONS.key, "不承認の理由", Input::Lines).required().hint("本人に伝わる言葉で書きます");
const LATE: &[Field] = &[
    field::OUT_ON,
    field::LATE_REASON,
    field::OUT_ENCRYPTED,
    field::OUT_LOCKED,
    field::OUT_MINIMAL,
    field::OUT_NOTE,
    field::DECIDED_BY,
    field::DECIDED_ON,
    field::SELF_REASON,
    field::CONDITIONS,
];
const OUT: &[Field] = &[field::OUT_ON, field::OUT_ENCRYPTED, field::OUT_LOCKED, field::OUT_MINIMAL, field::OUT_NOTE];
const BACK: &[Field] = &[
    field::BACK_ON,
    field::RECEIVED_BY,
    field::BACK_WHOLE,
    field::BACK_CONTENTS,
    field::BACK_VIRUS,
    field::BACK_TROUBLE,
    field::BACK_NOTE,
];
const BACK_FIRST: &[Field] = &[field::BACK_ON, field::RECEIVED_BY];
const CHECK: &[Field] = &[
    field::CHECKED_ON,
    field::CHECKED_BY,
    field::BACK_WHOLE,
    field::BACK_CONTENTS,
    field::BACK_VIRUS,
    field::BACK_TROUBLE,
    field::BACK_NOTE,
];
const CANCEL: &[Field] = &[field::CANCELLED_ON, field::CANCEL_REASON];
const EXTEND: &[Field] = &[EXTEND_UNTIL, EXTEND_REASON];

impl Step {
    /// Every step.
    pub const ALL: [Self; 11] = [
        Self::Approve,
        Self::Refuse,
        Self::ApproveLate,
        Self::GoOut,
        Self::Return,
        Self::ReturnFirst,
        Self::CheckReturn,
        Self::Cancel,
        Self::AskExtension,
        Self::ApproveExtension,
        Self::RefuseExtension,
    ];

    /// What it asks for.
    #[must_use]
    pub const fn fields(self) -> &'static [Field] {
        match self {
            Self::Approve | Self::ApproveExtension => APPROVE,
            Self::Refuse | Self::RefuseExtension => REFUSE,
            Self::ApproveLate => LATE,
            Self::GoOut => OUT,
            Self::Return => BACK,
            Self::ReturnFirst => BACK_FIRST,
            Self::CheckReturn => CHECK,
            Self::Cancel => CANCEL,
            Self::AskExtension => EXTEND,
        }
    }

    /// Whether it can be taken as the take-out stands. A way out that was never approved is refused by the record's own
    /// rules, which say how to go on.
    #[must_use]
    pub fn fits(self, takeout: &Takeout, today: Day) -> bool {
        let standing = takeout.standing(today);
        match self {
            Self::Approve | Self::Refuse | Self::ApproveLate => standing == Standing::Waiting,
            Self::GoOut => matches!(standing, Standing::Waiting | Standing::Approved),
            Self::Return | Self::ReturnFirst => standing.is_out(),
            Self::CheckReturn => standing == Standing::Unchecked,
            Self::Cancel => matches!(standing, Standing::Waiting | Standing::Approved),
            Self::AskExtension => {
                let is_allowed = matches!(standing, Standing::Approved | Standing::Out | Standing::Late);
                is_allowed && takeout.extension().is_none()
            }
            Self::ApproveExtension | Self::RefuseExtension => takeout.extension().is_some(),
        }
    }

    /// Whether somebody decides in it.
    #[must_use]
    pub const fn decides(self) -> bool {
        matches!(self, Self::Approve | Self::Refuse | Self::ApproveLate)
    }

    /// The word for it, in the history too.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Approve => "承認",
            Self::Refuse => "不承認",
            Self::ApproveLate => "持出しと事後の承認",
            Self::GoOut => "持出し",
            Self::Return => "返却と確認",
            Self::ReturnFirst => "返却",
            Self::CheckReturn => "返却の確認",
            Self::Cancel => "取りやめ",
            Self::AskExtension => "延長の申請",
            Self::ApproveExtension => "延長の承認",
            Self::RefuseExtension => "延長の不承認",
        }
    }

    /// What it is, as a heading over its fields.
    #[must_use]
    pub const fn heading(self) -> &'static str {
        match self {
            Self::Approve => "承認を記録します",
            Self::Refuse => "不承認を記録します",
            Self::ApproveLate => "もう持ち出しているときの、事後の承認を記録します",
            Self::GoOut => "持ち出す前の確認と、持出しを記録します",
            Self::Return => "返却と、返却の確認を記録します",
            Self::ReturnFirst => "返却だけを記録し、確認はあとで記録します",
            Self::CheckReturn => "返却の確認を記録します",
            Self::Cancel => "取りやめを記録します",
            Self::AskExtension => "延長の申請を記録します",
            Self::ApproveExtension => "延長の承認を記録します",
            Self::RefuseExtension => "延長の不承認を記録します",
        }
    }

    /// What to know before it, in a sentence; empty where the heading says it all.
    #[must_use]
    pub const fn about(self) -> &'static str {
        match self {
            Self::Approve => "承認できるのは、管理責任者・施設管理者・安全管理責任者・代理の役割にある人です。",
            Self::ApproveLate => {
                "承認の前に持ち出したことは、そのまま残します。持ち出した日と、あとから承認した理由を書きます。"
            }
            Self::GoOut => "暗号化とロックは、端末台帳の記録が入っています。実物を見て確かめてください。",
            Self::Return | Self::CheckReturn => {
                "いつもの答えが入っています。実物を見て、違うところを直してから記録してください。"
            }
            Self::AskExtension => "承認されるまで、期間は今のままです。今の期間の終わりも記録に残ります。",
            Self::Refuse | Self::ReturnFirst | Self::Cancel | Self::ApproveExtension | Self::RefuseExtension => "",
        }
    }

    /// The word on the button that records it.
    #[must_use]
    pub const fn action(self) -> &'static str {
        match self {
            Self::Approve => "承認を記録",
            Self::Refuse => "不承認を記録",
            Self::ApproveLate => "事後の承認を記録",
            Self::GoOut => "確かめて持出しを記録",
            Self::Return => "確かめて返却を記録",
            Self::ReturnFirst => "返却だけを記録",
            Self::CheckReturn => "返却の確認を記録",
            Self::Cancel => "取りやめを記録",
            Self::AskExtension => "延長の申請を記録",
            Self::ApproveExtension => "延長の承認を記録",
            Self::RefuseExtension => "延長の不承認を記録",
        }
    }

    /// The word on the button that leads to it, where it is not the usual next one.
    #[must_use]
    pub const fn way_in(self) -> &'static str {
        match self {
            Self::Approve => "承認する",
            Self::Refuse => "不承認にする",
            Self::ApproveLate => "もう持ち出している",
            Self::GoOut => "持ち出す",
            Self::Return => "返却を記録する",
            Self::ReturnFirst => "返却だけ先に記録する",
            Self::CheckReturn => "返却を確認する",
            Self::Cancel => "取りやめる",
            Self::AskExtension => "延長を申請する",
            Self::ApproveExtension => "延長を承認する",
            Self::RefuseExtension => "延長を不承認にする",
        }
    }

    /// What is said when it is recorded.
    #[must_use]
    pub const fn said(self) -> &'static str {
        match self {
            Self::Approve => "持出しの承認を記録しました",
            Self::Refuse => "持出しの不承認を記録しました",
            Self::ApproveLate => "持出しと、事後の承認を記録しました",
            Self::GoOut => "持出しを記録しました",
            Self::Return => "返却と、返却の確認を記録しました",
            Self::ReturnFirst => "返却を記録しました。返却の確認がまだです",
            Self::CheckReturn => "返却の確認を記録しました",
            Self::Cancel => "持出しの取りやめを記録しました",
            Self::AskExtension => "延長の申請を記録しました。承認されるまで、期間は今のままです",
            Self::ApproveExtension => "延長の承認を記録しました",
            Self::RefuseExtension => "延長の不承認を記録しました",
        }
    }

    /// The steps that can be taken now, the usual next one first.
    #[must_use]
    pub fn now(takeout: &Takeout, today: Day) -> Vec<Self> {
        let order: &[Self] = if takeout.extension().is_some() {
            &[
                Self::ApproveExtension,
                Self::RefuseExtension,
                Self::GoOut,
                Self::Return,
                Self::ReturnFirst,
                Self::CheckReturn,
                Self::Cancel,
            ]
        } else {
            &[
                Self::Approve,
                Self::Refuse,
                Self::ApproveLate,
                Self::GoOut,
                Self::Return,
                Self::ReturnFirst,
                Self::CheckReturn,
                Self::AskExtension,
                Self::Cancel,
            ]
        };
        // What is not approved has its own way out.
        let is_offered = |step: &Self| {
            step.fits(takeout, today) && !(*step == Self::GoOut && takeout.standing(today) == Standing::Waiting)
        };
        order.iter().copied().filter(is_offered).collect()
    }
}
