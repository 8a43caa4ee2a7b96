//! 古いパスワード: passwords of care networks are changed at most every two months (S000-1.3b, S002-5.U1, S004-1.3).
//! Other systems follow milder rules and are not asked here.

use crate::ledgers::due::{Due, Step};

use super::{Check, Rule, Urgency};

pub(super) const RULE: Rule = Rule {
    id: "password-age",
    title: "パスワードの変更が2か月より前、または未記録",
    source: "S002-5.U1",
    cites: "連携ネットワークの決まり",
    urgency: Urgency::Missing,
    good: "期限のうちに変えられています",
    check: Check::Dues { of: "連携ネットワークのIDのパスワード", find },
};

fn find(due: &Due) -> Option<String> {
    let system = &due.about;
    matches!(due.step, Step::Password(_)).then(|| match due.last_on {
        None => format!("{system}のパスワードを変えた日が未記録"),
        Some(day) => format!("{system}の最後の変更が{}", day.wareki()),
    })
}
