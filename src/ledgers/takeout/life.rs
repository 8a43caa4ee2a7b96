//! 持出し: what becomes of a request, part by part: decided, gone out, come back, given up. Each part is there when it
//! has happened and not before.

use serde::{Deserialize, Serialize};

use crate::base::{Check, Coded, Day, Draft, Field, StaffId};

use super::choice::{Checked, Contents, Decision, Trouble, Virus, Whole};
use super::field;

/// 承認・不承認
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decided {
    /// 承認・不承認
    pub decision: Decision,
    /// 決めた人
    pub by: StaffId,
    /// 決めた日
    pub on: Day,
    /// 条件・理由
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub conditions: String,
    /// 自分の申請を承認した理由
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub self_reason: String,
    /// 事後の承認の理由
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub late_reason: String,
}

/// 持出し
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Out {
    /// 持ち出した日
    pub on: Day,
    /// 暗号化
    pub encrypted: Checked,
    /// ロック
    pub locked: Checked,
    /// 必要な情報だけ
    pub minimal: Checked,
    /// 「いいえ」の理由
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// 返却
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Back {
    /// 返却日
    pub on: Day,
    /// 受け取った人
    pub received_by: String,
    /// 返却の確認; none until it is made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub check: Option<BackCheck>,
    /// 気づいたこと
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// 返却の確認
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BackCheck {
    /// 確認した日
    pub on: Day,
    /// 確認した人
    pub by: String,
    /// 戻ってきたもの
    pub whole: Whole,
    /// 持ち出した情報
    pub contents: Contents,
    /// ウイルスの検査
    pub virus: Virus,
    /// 異常
    pub trouble: Trouble,
}

impl BackCheck {
    /// Whether something was not as it should be.
    #[must_use]
    pub fn is_amiss(&self) -> bool {
        self.whole == Whole::No
            || self.contents == Contents::Left
            || self.virus == Virus::Found
            || self.trouble == Trouble::Some
    }
}

/// 取りやめ
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cancelled {
    /// 取りやめた日
    pub on: Day,
    /// 理由
    pub reason: String,
}

/// 延長: a later end, asked for and decided like the request itself. The end before stays beside it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extension {
    /// 延長を申し出た日
    pub asked_on: Day,
    /// 延長前の期間の終わり
    pub before: Day,
    /// 延長後の期間の終わり
    pub until_on: Day,
    /// 理由
    pub reason: String,
    /// 承認・不承認; none while it waits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided: Option<Decided>,
}

impl Decided {
    /// Whether it was allowed.
    #[must_use]
    pub fn is_approved(&self) -> bool {
        self.decision == Decision::Approved
    }

    pub(super) fn write(this: Option<&Self>, draft: Draft) -> Draft {
        let text = |read: fn(&Self) -> &String| this.map(read).cloned().unwrap_or_default();
        draft
            .with_choice(&field::DECISION, this.map(|decided| decided.decision))
            .with_link(&field::DECIDED_BY, this.map(|decided| decided.by))
            .with_day(&field::DECIDED_ON, this.map(|decided| decided.on))
            .with(&field::CONDITIONS, text(|decided| &decided.conditions))
            .with(&field::SELF_REASON, text(|decided| &decided.self_reason))
            .with(&field::LATE_REASON, text(|decided| &decided.late_reason))
    }

    /// Reads it; `None` where nothing was decided, or where something of it is wrong.
    pub(super) fn read(check: &mut Check<'_>, draft: &Draft, since: Option<Day>, today: Day) -> Option<Self> {
        let rest = [field::DECIDED_BY, field::DECIDED_ON, field::CONDITIONS, field::SELF_REASON, field::LATE_REASON];
        if !is_there(check, draft, &field::DECISION, &rest, "承認か不承認かを選んでください") {
            return None;
        }
        let decision = check.choice(&field::DECISION);
        let by = check.link(&field::DECIDED_BY);
        let on = check.past_day(&field::DECIDED_ON, today);
        not_before(check, &field::DECIDED_ON, on, since, "申請日より前の日付です。どちらかを直してください");
        let conditions = check.lines(&field::CONDITIONS);
        if decision == Some(Decision::Refused) && conditions.is_empty() {
            check.breach(&field::CONDITIONS, "不承認の理由を入力してください");
        }
        let self_reason = check.lines(&field::SELF_REASON.optional());
        let late_reason = check.lines(&field::LATE_REASON.optional());
        Some(Self { decision: decision?, by: by?, on: on?, conditions, self_reason, late_reason })
    }
}

impl Out {
    pub(super) fn write(this: Option<&Self>, draft: Draft) -> Draft {
        draft
            .with_day(&field::OUT_ON, this.map(|out| out.on))
            .with_choice(&field::OUT_ENCRYPTED, this.map(|out| out.encrypted))
            .with_choice(&field::OUT_LOCKED, this.map(|out| out.locked))
            .with_choice(&field::OUT_MINIMAL, this.map(|out| out.minimal))
            .with(&field::OUT_NOTE, this.map(|out| out.note.clone()).unwrap_or_default())
    }

    pub(super) fn read(check: &mut Check<'_>, draft: &Draft, today: Day) -> Option<Self> {
        let rest = [field::OUT_ENCRYPTED, field::OUT_LOCKED, field::OUT_MINIMAL, field::OUT_NOTE];
        if !is_there(check, draft, &field::OUT_ON, &rest, "持ち出した日を入力してください") {
            return None;
        }
        let on = check.past_day(&field::OUT_ON, today);
        let encrypted = check.choice(&field::OUT_ENCRYPTED);
        let locked = check.choice(&field::OUT_LOCKED);
        let minimal = check.choice(&field::OUT_MINIMAL);
        let note = check.lines(&field::OUT_NOTE.optional());
        if [encrypted, locked, minimal].contains(&Some(Checked::No)) && note.is_empty() {
            check.breach(&field::OUT_NOTE, "「いいえ」のまま持ち出す理由と、代わりの守り方を入力してください");
        }
        Some(Self { on: on?, encrypted: encrypted?, locked: locked?, minimal: minimal?, note })
    }
}

impl Back {
    pub(super) fn write(this: Option<&Self>, draft: Draft) -> Draft {
        let made = this.and_then(|back| back.check.as_ref());
        draft
            .with_day(&field::BACK_ON, this.map(|back| back.on))
            .with(&field::RECEIVED_BY, this.map(|back| back.received_by.clone()).unwrap_or_default())
            .with_choice(&field::BACK_WHOLE, made.map(|made| made.whole))
            .with_choice(&field::BACK_CONTENTS, made.map(|made| made.contents))
            .with_choice(&field::BACK_VIRUS, made.map(|made| made.virus))
            .with_choice(&field::BACK_TROUBLE, made.map(|made| made.trouble))
            .with_day(&field::CHECKED_ON, made.map(|made| made.on))
            .with(&field::CHECKED_BY, made.map(|made| made.by.clone()).unwrap_or_default())
            .with(&field::BACK_NOTE, this.map(|back| back.note.clone()).unwrap_or_default())
    }

    pub(super) fn read(check: &mut Check<'_>, draft: &Draft, out_on: Option<Day>, today: Day) -> Option<Self> {
        let checks = [
            field::BACK_WHOLE,
            field::BACK_CONTENTS,
            field::BACK_VIRUS,
            field::BACK_TROUBLE,
            field::CHECKED_ON,
            field::CHECKED_BY,
        ];
        let rest: Vec<Field> = checks.iter().copied().chain([field::RECEIVED_BY, field::BACK_NOTE]).collect();
        if !is_there(check, draft, &field::BACK_ON, &rest, "返却日を入力してください") {
            return None;
        }
        let on = check.past_day(&field::BACK_ON, today);
        not_before(check, &field::BACK_ON, on, out_on, "持ち出した日より前の日付です。どちらかを直してください");
        let received_by = check.text(&field::RECEIVED_BY);
        let note = check.lines(&field::BACK_NOTE);
        let is_checked = checks.iter().any(|field| !draft.get(field.key).trim().is_empty());
        let made = if is_checked { Self::read_check(check, on, today) } else { None };
        if made.as_ref().is_some_and(BackCheck::is_amiss) && note.is_empty() {
            check.breach(&field::BACK_NOTE, "何があり、どう対応したかを入力してください");
        }
        Some(Self { on: on?, received_by, check: made, note })
    }

    fn read_check(check: &mut Check<'_>, back_on: Option<Day>, today: Day) -> Option<BackCheck> {
        let whole = check.choice(&field::BACK_WHOLE);
        let contents = check.choice(&field::BACK_CONTENTS);
        let virus = check.choice(&field::BACK_VIRUS);
        let trouble = check.choice(&field::BACK_TROUBLE);
        let on = check.past_day(&field::CHECKED_ON, today);
        not_before(check, &field::CHECKED_ON, on, back_on, "返却日より前の日付です。どちらかを直してください");
        let by = check.text(&field::CHECKED_BY);
        Some(BackCheck { on: on?, by, whole: whole?, contents: contents?, virus: virus?, trouble: trouble? })
    }
}

impl Cancelled {
    pub(super) fn write(this: Option<&Self>, draft: Draft) -> Draft {
        draft
            .with_day(&field::CANCELLED_ON, this.map(|cancelled| cancelled.on))
            .with(&field::CANCEL_REASON, this.map(|cancelled| cancelled.reason.clone()).unwrap_or_default())
    }

    pub(super) fn read(check: &mut Check<'_>, draft: &Draft, since: Option<Day>, today: Day) -> Option<Self> {
        let rest = [field::CANCEL_REASON];
        if !is_there(check, draft, &field::CANCELLED_ON, &rest, "取りやめた日を入力してください") {
            return None;
        }
        let on = check.past_day(&field::CANCELLED_ON, today);
        not_before(check, &field::CANCELLED_ON, on, since, "申請日より前の日付です。どちらかを直してください");
        let reason = check.lines(&field::CANCEL_REASON);
        Some(Self { on: on?, reason })
    }
}

/// The points of the check before going out, in short.
pub const OUT_POINTS: [&str; 3] = ["暗号化", "ロック", "必要な情報だけ"];

/// The word of an answer of the check before going out, for one line: 「暗号化 はい」.
#[must_use]
pub fn out_line(out: &Out) -> String {
    let answers = OUT_POINTS.into_iter().zip([out.encrypted, out.locked, out.minimal]);
    answers.map(|(word, answer)| format!("{word} {}", answer.label())).collect::<Vec<_>>().join("、")
}

/// Whether a part is there: its first field is filled. Something of it without that is told.
fn is_there(check: &mut Check<'_>, draft: &Draft, first: &Field, rest: &[Field], why: &str) -> bool {
    let is_filled = |field: &Field| !draft.get(field.key).trim().is_empty();
    if !is_filled(first) && rest.iter().any(is_filled) {
        check.breach(first, why);
    }
    is_filled(first)
}

fn not_before(check: &mut Check<'_>, field: &Field, day: Option<Day>, first: Option<Day>, why: &str) {
    if let (Some(day), Some(first)) = (day, first)
        && day < first
    {
        check.breach(field, why);
    }
}
