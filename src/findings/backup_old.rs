//! 控えが古い: what was recorded is in no backup younger than a week (S003-3.2a).

use crate::base::Day;
use crate::desk::Route;
use crate::ledgers::facts::{Backups, Facts};
use crate::vault::OLD_AFTER_DAYS;

use super::{Check, Finding, Rule, Sight, Urgency};

pub(super) const RULE: Rule = Rule {
    id: "backup-old",
    title: "控えがない、または古い",
    source: "S003-3.2a",
    cites: "サイバーセキュリティ対策チェックリスト 3-②",
    urgency: Urgency::Now,
    good: "新しいものがあります",
    check: Check::Facts { sight, find },
};

fn sight(facts: &Facts, _today: Day) -> Sight {
    Sight::whole("台帳番の控え", !facts.backups.made.is_empty())
}

fn find(facts: &Facts, today: Day) -> Vec<Finding> {
    let Backups { made, is_due, .. } = &facts.backups;
    let what = match made.first() {
        None => "まだ1つもありません。パソコンが壊れると、台帳を失います".to_owned(),
        Some((on, _)) if *is_due && on.days_until(today) > OLD_AFTER_DAYS => {
            format!("最後の控えは{}のものです", on.wareki())
        }
        Some(_) => return Vec::new(),
    };
    // An empty ledger has nothing to lose yet.
    if facts.is_empty() {
        return Vec::new();
    }
    vec![Finding { about: "控え".to_owned(), what, route: Route::Backups }]
}
