//! 持出し: the fields (項目) of a request and of its life. The first seven of the form are those of S004-1.11.

use crate::base::{Coded, Field, Input, Kind, Span};

use super::choice::{Checked, Contents, Decision, Holds, PURPOSES, Sort, Trouble, Virus, Whole};

const ASK: &str = "申請";
const GUARD: &str = "情報の守り方";
const DECIDE: &str = "承認";
const OUT: &str = "持出し";
const BACK: &str = "返却と確認";
const END: &str = "取りやめ・備考";

/// 氏名
pub const STAFF: Field = Field::new("staff", "氏名", Input::Link(Kind::Staff)).required().group(ASK);
/// 所属
pub const DEPARTMENT: Field = Field::new("department", "所属", Input::Line).required().group(ASK);
/// 連絡先
pub const CONTACT: Field = Field::new("contact", "連絡先", Input::Line)
    .required()
    .group(ASK)
    .hint("持ち出している間につながる電話番号。例 090-0000-0000");
/// 持ち出す目的
pub const PURPOSE: Field = Field::new("purpose", "持ち出す目的", Input::Suggest(PURPOSES)).required().group(ASK);
/// 格納する媒体
pub const DEVICES: Field = Field::new("devices", "格納する媒体", Input::Links(Kind::Device))
    .required()
    .group(ASK)
    .hint("端末台帳に登録した端末・媒体だけを選べます");
/// 持ち出す情報の内容
pub const WHAT: Field = Field::new("what", "持ち出す情報の内容", Input::Lines)
    .required()
    .group(ASK)
    .hint("例 訪問先の予定表、MCSで見る連携の記録。患者の名前は書きません");
/// 申請の種類
pub const SORT: Field = Field::new("sort", "申請の種類", Input::Choice(Sort::CHOICES)).required().group(ASK).wide();
/// 期間の初め
pub const FROM_ON: Field = Field::new("from_on", "期間（から）", Input::Day).span(Span::DEED).required().group(ASK);
/// 期間の終わり
pub const UNTIL_ON: Field = Field::new("until_on", "期間（まで）", Input::Day)
    .span(Span::DEED)
    .required()
    .group(ASK)
    .hint("この日までに返します。常時の持出しは12か月までです");
/// 申請日
pub const REQUESTED_ON: Field = Field::new("requested_on", "申請日", Input::Day).span(Span::DEED).required().group(ASK);
/// 患者の情報
pub const PATIENT_DATA: Field =
    Field::new("patient_data", "患者の情報", Input::Choice(Holds::CHOICES)).required().group(GUARD);
/// 守り方
pub const PROTECTION: Field = Field::new("protection", "守り方", Input::Lines)
    .required()
    .group(GUARD)
    .hint("端末台帳の記録が入ります。違うところは直してください");
/// 承認・不承認
pub const DECISION: Field =
    Field::new("decision", "承認・不承認", Input::Choice(Decision::CHOICES)).required().group(DECIDE);
/// 決めた人
pub const DECIDED_BY: Field = Field::new("decided_by", "決めた人", Input::Link(Kind::Staff)).required().group(DECIDE);
/// 決めた日
pub const DECIDED_ON: Field =
    Field::new("decided_on", "決めた日", Input::Day).span(Span::DEED).required().group(DECIDE);
/// 条件・理由
pub const CONDITIONS: Field = Field::new("conditions", "条件・理由", Input::Lines)
    .group(DECIDE)
    .hint("承認の条件か、不承認の理由。例 施設の外では画面を開いたまま離れない");
/// 自分の申請を承認した理由
pub const SELF_REASON: Field = Field::new("self_reason", "自分の申請を自分で承認する理由", Input::Lines)
    .required()
    .group(DECIDE)
    .hint("ほかに承認できる人がいないときだけです。例 承認できる役割の者が院長だけのため");
/// 事後の承認の理由
pub const LATE_REASON: Field = Field::new("late_reason", "持ち出したあとに承認した理由", Input::Lines)
    .required()
    .group(DECIDE)
    .hint("例 夜間の往診で、承認する者に連絡がつかなかった");
/// 持ち出した日
pub const OUT_ON: Field = Field::new("out_on", "持ち出した日", Input::Day).span(Span::DEED).required().group(OUT);
/// 暗号化
pub const OUT_ENCRYPTED: Field =
    Field::new("out_encrypted", "中の情報を暗号化している", Input::Choice(Checked::CHOICES)).required().group(OUT);
/// 画面ロック
pub const OUT_LOCKED: Field =
    Field::new("out_locked", "パスワードなどでロックされる", Input::Choice(Checked::CHOICES)).required().group(OUT);
/// 必要な情報だけ
pub const OUT_MINIMAL: Field =
    Field::new("out_minimal", "必要な情報だけを入れている", Input::Choice(Checked::CHOICES)).required().group(OUT);
/// 「いいえ」の理由
pub const OUT_NOTE: Field = Field::new("out_note", "「いいえ」の理由と、代わりの守り方", Input::Lines)
    .required()
    .group(OUT)
    .hint("例 暗号化できない機器のため、鍵の掛かるかばんに入れて運ぶ");
/// 返却日
pub const BACK_ON: Field = Field::new("back_on", "返却日", Input::Day).span(Span::DEED).required().group(BACK);
/// 受け取った人
pub const RECEIVED_BY: Field = Field::new("received_by", "受け取った人", Input::Line).required().group(BACK);
/// 戻ってきたもの
pub const BACK_WHOLE: Field =
    Field::new("back_whole", "戻ってきたもの", Input::Choice(Whole::CHOICES)).required().group(BACK);
/// 持ち出した情報
pub const BACK_CONTENTS: Field =
    Field::new("back_contents", "持ち出した情報", Input::Choice(Contents::CHOICES)).required().group(BACK);
/// ウイルスの検査
pub const BACK_VIRUS: Field =
    Field::new("back_virus", "ウイルスの検査", Input::Choice(Virus::CHOICES)).required().group(BACK);
/// 異常
pub const BACK_TROUBLE: Field =
    Field::new("back_trouble", "紛失・のぞき見・書き換えなどの異常", Input::Choice(Trouble::CHOICES))
        .required()
        .group(BACK);
/// 確認した日
pub const CHECKED_ON: Field =
    Field::new("checked_on", "返却を確認した日", Input::Day).span(Span::DEED).required().group(BACK);
/// 確認した人
pub const CHECKED_BY: Field = Field::new("checked_by", "返却を確認した人", Input::Line).required().group(BACK);
/// 気づいたこと
pub const BACK_NOTE: Field = Field::new("back_note", "気づいたことと、その後の対応", Input::Lines).group(BACK);
/// 取りやめた日
pub const CANCELLED_ON: Field =
    Field::new("cancelled_on", "取りやめた日", Input::Day).span(Span::DEED).required().group(END);
/// 取りやめた理由
pub const CANCEL_REASON: Field = Field::new("cancel_reason", "取りやめた理由", Input::Lines).required().group(END);
/// 備考
pub const NOTE: Field = Field::new("note", "備考", Input::Lines).group(END);

/// All of them, in the order of the form.
pub const ALL: &[Field] = &[
    STAFF,
    DEPARTMENT,
    CONTACT,
    PURPOSE,
    DEVICES,
    WHAT,
    SORT,
    FROM_ON,
    UNTIL_ON,
    REQUESTED_ON,
    PATIENT_DATA,
    PROTECTION,
    DECISION,
    DECIDED_BY,
    DECIDED_ON,
    CONDITIONS,
    SELF_REASON,
    LATE_REASON,
    OUT_ON,
    OUT_ENCRYPTED,
    OUT_LOCKED,
    OUT_MINIMAL,
    OUT_NOTE,
    BACK_ON,
    RECEIVED_BY,
    BACK_WHOLE,
    BACK_CONTENTS,
    BACK_VIRUS,
    BACK_TROUBLE,
    CHECKED_ON,
    CHECKED_BY,
    BACK_NOTE,
    CANCELLED_ON,
    CANCEL_REASON,
    NOTE,
];

/// What is asked for before anything is decided.
pub const ASKED: &[Field] = &[
    STAFF,
    DEPARTMENT,
    CONTACT,
    PURPOSE,
    DEVICES,
    WHAT,
    SORT,
    FROM_ON,
    UNTIL_ON,
    REQUESTED_ON,
    PATIENT_DATA,
    PROTECTION,
    NOTE,
];
