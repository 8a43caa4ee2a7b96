//! 古いパスワード: passwords are changed as often as the profile of their accounts asks (C-1): those of care networks at
//! most every two months (S000-1.3b, S002-5.U1, S004-1.3), others where the clinic has bound them to such a profile.

use crate::ledgers::due::{Due, Step};

use super::{Check, Rule, Urgency};

pub(super) const RULE: Rule = Rule {
    id: "password-age",
    title: "パスワードの変更が方針の期限より前、または未記録",
    source: "S002-5.U1",
    cites: "方針の変更の間隔",
    urgency: Urgency::Missing,
    good: "期限のうちに変えられています",
    check: Check::Dues { of: "定期の変更を求める方針のIDのパスワード", find },
};

fn find(due: &Due) -> Option<String> {
    let (system, by) = (&due.about, &due.by);
    matches!(due.step, Step::Password(_)).then(|| match due.last_on {
        None => format!("{system}のパスワードを変えた日が未記録{by}"),
        Some(day) => format!("{system}の最後の変更が{}{by}", day.wareki()),
    })
}
