//! 講習を受けていない利用者: everybody attends a course or watches the video (S000-L4.13).

use crate::base::{Day, Kind};
use crate::desk::Route;
use crate::ledgers::facts::Facts;

use super::{Finding, Rule, Urgency};

pub(super) const RULE: Rule = Rule {
    id: "staff-lesson",
    title: "講習を受けていない",
    source: "S000-L4.13",
    cites: "台帳の内容 4",
    urgency: Urgency::Missing,
    check,
};

fn check(facts: &Facts, today: Day) -> Vec<Finding> {
    let owned = facts.belongings();
    let lacks = |own: &crate::ledgers::facts::Belongings<'_>| own.lessons.is_empty();
    let people = facts.staff_in_use(today).filter(|kept| owned.get(&kept.id).is_none_or(lacks));
    let found = people.map(|kept| Finding {
        about: kept.record.name.clone(),
        what: "講習の記録なし".to_owned(),
        route: Route::New(Kind::Attendance, Some(kept.id.into())),
    });
    found.collect()
}
