//! 事業継続計画: a plan for a cyber attack says who decides, by what, and which work goes on (S003-3.3).

use crate::base::{Coded, Day, Kind};
use crate::desk::Route;
use crate::ledgers::document::record::DocumentSort;
use crate::ledgers::facts::Facts;

use super::{Check, Finding, Rule, Sight, Urgency};

pub(super) const RULE: Rule = Rule {
    id: "no-continuity",
    title: "事業継続計画（BCP）がない、または足りないところがある",
    source: "S003-3.3",
    cites: "サイバーセキュリティ対策チェックリスト 3-③",
    urgency: Urgency::ToShow,
    good: "決める人と順序、めやす、続ける業務が書かれています",
    check: Check::Facts { sight, find },
};

fn sight(facts: &Facts, _today: Day) -> Sight {
    Sight::whole("事業継続計画", !facts.is_empty())
}

fn find(facts: &Facts, today: Day) -> Vec<Finding> {
    let mut plans = facts.documents_in_force(today).filter(|kept| kept.record.sort == DocumentSort::Continuity);
    // One plan that says everything is enough.
    let Some(best) = plans.by_ref().min_by_key(|kept| kept.record.missing_points().len()) else {
        let is_new = facts.is_empty();
        let what = "サイバー攻撃を想定した計画が未登録".to_owned();
        let route = Route::NewAs(Kind::Document, DocumentSort::Continuity.code().to_owned());
        let none = Finding { about: DocumentSort::Continuity.label().to_owned(), what, route };
        return if is_new { Vec::new() } else { vec![none] };
    };
    let missing = best.record.missing_points();
    if missing.is_empty() {
        return Vec::new();
    }
    let labels = missing.into_iter().map(Coded::label).collect::<Vec<_>>().join("・");
    vec![Finding {
        about: best.record.title.clone(),
        what: format!("{labels}が、書かれていると記録されていません"),
        route: Route::Edit(Kind::Document, best.id.into()),
    }]
}
