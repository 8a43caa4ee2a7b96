//! 持出し: what can be chosen, and the words that are offered.

use crate::coded;

coded! {
    /// 申請の種類
    pub enum Sort {
        Once = "once", "1回ごと";
        Standing = "standing", "常時（毎日持ち出す）";
    }
}

coded! {
    /// 患者の情報
    pub enum Holds {
        Yes = "yes", "含む";
        No = "no", "含まない";
    }
}

coded! {
    /// 承認・不承認
    pub enum Decision {
        Approved = "approved", "承認";
        Refused = "refused", "不承認";
    }
}

coded! {
    /// An answer of the check before it goes out.
    pub enum Checked {
        Yes = "yes", "はい";
        No = "no", "いいえ";
        NotApplicable = "not-applicable", "対象外";
    }
}

coded! {
    /// 戻ってきたもの
    pub enum Whole {
        Yes = "yes", "そろっている";
        No = "no", "足りないものがある";
    }
}

coded! {
    /// 持ち出した情報
    pub enum Contents {
        Erased = "erased", "消去した";
        Kept = "kept", "業務で使うため残した";
        Nothing = "nothing", "中に残らない使い方だった";
        Left = "left", "まだ消していない";
    }
}

coded! {
    /// ウイルスの検査
    pub enum Virus {
        Clean = "clean", "異常なし";
        Found = "found", "異常あり";
        NotApplicable = "not-applicable", "対象外";
    }
}

coded! {
    /// なくした・見られた・書き換わったなどの異常
    pub enum Trouble {
        Without = "without", "なし";
        Some = "some", "あり";
    }
}

/// Usual purposes.
pub const PURPOSES: &[&str] = &[
    "訪問診療",
    "訪問看護",
    "訪問リハビリテーション",
    "往診",
    "担当者会議",
    "研修・発表",
    "自宅での書類作成",
    "修理・点検",
];

/// A standing permission ends after so many months at most: once a year somebody looks again (our own measure).
pub const STANDING_MONTHS: i32 = 12;
