//! 方法や世代の足りないバックアップ: several methods, and three generations or more (S003-3.2b).

use crate::base::{Day, Kind};
use crate::desk::Route;
use crate::ledgers::backup_plan::record::{LEAST_GENERATIONS, LEAST_METHODS};
use crate::ledgers::facts::Facts;

use super::{Check, Finding, Rule, Sight, Urgency};

pub(super) const RULE: Rule = Rule {
    id: "plan-thin",
    title: "バックアップの方法が1つ、または3世代に足りない",
    source: "S003-3.2b",
    cites: "サイバーセキュリティ対策チェックリスト 3-②",
    urgency: Urgency::ToShow,
    good: "2つ以上の方法で、3世代以上を残しています",
    check: Check::Facts { sight, find },
};

fn sight(facts: &Facts, today: Day) -> Sight {
    let is_known = |plan: &&crate::base::Kept<_>| is_told(&plan.record);
    Sight::each("バックアップの計画", "件", facts.plans_followed(today).count())
        .known(facts.plans_followed(today).filter(is_known).count(), "方法か世代数")
}

fn is_told(plan: &crate::ledgers::backup_plan::record::BackupPlan) -> bool {
    plan.generations.is_some() && !plan.methods.is_empty()
}

fn find(facts: &Facts, today: Day) -> Vec<Finding> {
    let found = facts.plans_followed(today).filter_map(|kept| {
        let plan = &kept.record;
        let one = (plan.methods.len() < LEAST_METHODS && !plan.methods.is_empty()).then(|| "方法が1つ".to_owned());
        let few = plan.generations.filter(|generations| *generations < LEAST_GENERATIONS);
        let few = few.map(|generations| format!("{generations}世代"));
        let thin: Vec<String> = one.into_iter().chain(few).collect();
        let about = facts.plan_name(plan);
        let what = format!("{}。2つ以上の方法で、3世代以上を残すのが望ましいとされています", thin.join("・"));
        let route = Route::Edit(Kind::BackupPlan, kept.id.into());
        (!thin.is_empty()).then_some(Finding { about, what, route })
    });
    found.collect()
}
