//! バックアップ計画のないシステム: what is needed to go on with care is decided, and its data are backed up (S003-3.2a).

use crate::base::{Day, Kept, Kind};
use crate::desk::Route;
use crate::ledgers::facts::Facts;
use crate::ledgers::system::record::System;

use super::{Check, Finding, Rule, Sight, Urgency};

pub(super) const RULE: Rule = Rule {
    id: "system-backup",
    title: "バックアップの計画がない",
    source: "S003-3.2a",
    cites: "サイバーセキュリティ対策チェックリスト 3-②",
    urgency: Urgency::ToShow,
    good: "バックアップの計画があります",
    check: Check::Facts { sight, find },
};

/// A care network keeps its own data.
fn own(facts: &Facts, today: Day) -> impl Iterator<Item = &Kept<System>> {
    facts.systems_in_use(today).filter(|kept| !kept.record.is_network())
}

fn sight(facts: &Facts, today: Day) -> Sight {
    Sight::each("院内のシステム", "件", own(facts, today).count())
}

fn find(facts: &Facts, today: Day) -> Vec<Finding> {
    let is_planned = |id| facts.plans_followed(today).any(|plan| plan.record.system == id);
    let found = own(facts, today).filter(|kept| !is_planned(kept.id)).map(|kept| Finding {
        about: kept.record.name.clone(),
        what: "バックアップの方法・世代・置き場所が未登録".to_owned(),
        route: Route::New(Kind::BackupPlan, Some(kept.id.into())),
    });
    found.collect()
}
