//! 講習を受けていない利用者: everybody attends a course or watches the video (S000-L4.13), once a year (S004-2.2).

use crate::ledgers::due::{Due, Step};

use super::{Check, Rule, Urgency};

pub(super) const RULE: Rule = Rule {
    id: "staff-lesson",
    title: "講習を受けていない、または1年を過ぎた",
    source: "S000-L4.13",
    cites: "台帳の内容 4",
    urgency: Urgency::Missing,
    good: "1年のうちに受けられています",
    check: Check::Dues { of: "利用中の利用者の講習", find },
};

fn find(due: &Due) -> Option<String> {
    (due.step == Step::Lesson).then(|| match due.last_on {
        None => "講習の記録なし".to_owned(),
        Some(day) => format!("最後の講習が{}", day.wareki()),
    })
}
