//! 誓約書のない利用者: a pledge is received from everybody (S000-L4.14), and again where its words have changed and the
//! clinic says so.

use crate::ledgers::due::{Due, Step};

use super::{Check, Rule, Urgency};

pub(super) const RULE: Rule = Rule {
    id: "staff-pledge",
    title: "誓約書を受け取っていない、または新しい文面の署名がまだ",
    source: "S000-L4.14",
    cites: "台帳の内容 4",
    urgency: Urgency::Missing,
    good: "受け取っています",
    check: Check::Dues { of: "利用中の利用者の誓約書", find },
};

fn find(due: &Due) -> Option<String> {
    (due.step == Step::Pledge).then(|| match due.last_on {
        None => "誓約書が未登録".to_owned(),
        Some(day) => format!("新しい文面の誓約書が未署名（前回は{}）", day.wareki()),
    })
}
