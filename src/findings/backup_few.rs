//! 控えが3世代ない: three generations or more are asked for (S003-3.2b).

use crate::base::Day;
use crate::desk::Route;
use crate::ledgers::facts::Facts;
use crate::vault::LEAST_KEPT;

use super::{Check, Finding, Rule, Sight, Urgency};

pub(super) const RULE: Rule = Rule {
    id: "backup-few",
    title: "控えが3世代に足りない",
    source: "S003-3.2b",
    cites: "サイバーセキュリティ対策チェックリスト 3-②",
    urgency: Urgency::Missing,
    good: "3世代以上あります",
    check: Check::Facts { sight, find },
};

fn sight(facts: &Facts, _today: Day) -> Sight {
    Sight::whole("台帳番の控え", !facts.backups.made.is_empty())
}

fn find(facts: &Facts, _today: Day) -> Vec<Finding> {
    let n_made = facts.backups.made.len();
    if n_made == 0 || n_made >= LEAST_KEPT || facts.is_empty() {
        return Vec::new();
    }
    let what = format!("今は{n_made}つです。台帳を閉じるたびに増えます");
    vec![Finding { about: "控え".to_owned(), what, route: Route::Backups }]
}
