//! つながったままのバックアップ: later generations are offline or cannot be written over (S003-3.2c).

use crate::base::{Day, Kind};
use crate::desk::Route;
use crate::ledgers::facts::Facts;
use crate::ledgers::system::record::YesNo;

use super::{Check, Finding, Rule, Sight, Urgency};

pub(super) const RULE: Rule = Rule {
    id: "plan-offline",
    title: "書き換えられない世代がない",
    source: "S003-3.2c",
    cites: "サイバーセキュリティ対策チェックリスト 3-②",
    urgency: Urgency::ToShow,
    good: "書き換えられない世代があります",
    check: Check::Facts { sight, find },
};

fn sight(facts: &Facts, today: Day) -> Sight {
    let n_known = facts.plans_followed(today).filter(|kept| kept.record.offline.is_some()).count();
    Sight::each("バックアップの計画", "件", facts.plans_followed(today).count())
        .known(n_known, "書き換えられない世代の有無")
}

fn find(facts: &Facts, today: Day) -> Vec<Finding> {
    let found = facts.plans_followed(today).filter(|kept| kept.record.offline == Some(YesNo::No)).map(|kept| Finding {
        about: facts.plan_name(&kept.record),
        what: "どの世代もつながったままで、ウイルスに書き換えられるおそれがあります".to_owned(),
        route: Route::Edit(Kind::BackupPlan, kept.id.into()),
    });
    found.collect()
}
