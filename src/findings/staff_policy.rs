//! 運用ポリシーを読んでいない利用者: everybody has read the policy (S000-L4.12), in the version of now.

use crate::ledgers::due::{Due, Step};

use super::{Check, Rule, Urgency};

pub(super) const RULE: Rule = Rule {
    id: "staff-policy",
    title: "運用ポリシーを確認していない、または新しい版が未読",
    source: "S000-L4.12",
    cites: "台帳の内容 4",
    urgency: Urgency::Missing,
    good: "今の版が確認されています",
    check: Check::Dues { of: "利用中の利用者の運用ポリシーの確認", find },
};

fn find(due: &Due) -> Option<String> {
    (due.step == Step::Policy).then(|| match due.last_on {
        None => "運用ポリシーの確認なし".to_owned(),
        Some(day) => format!("運用ポリシーの新しい版が未読（前回は{}）", day.wareki()),
    })
}
