//! 離れた控えがない: a generation that is not connected is asked for (S003-3.2c).

use crate::base::Day;
use crate::desk::Route;
use crate::ledgers::facts::{Backups, Facts};

use super::{Check, Finding, Rule, Sight, Urgency};

pub(super) const RULE: Rule = Rule {
    id: "backup-offline",
    title: "パソコンから離した控えがない",
    source: "S003-3.2c",
    cites: "サイバーセキュリティ対策チェックリスト 3-②",
    urgency: Urgency::Missing,
    good: "パソコンから離した所にもあります",
    check: Check::Facts { sight, find },
};

/// Our own measure: the stick comes out of the safe once a month.
const MOST_DAYS: i64 = 31;

fn sight(facts: &Facts, _today: Day) -> Sight {
    Sight::whole("台帳番の控え", !facts.backups.made.is_empty())
}

fn find(facts: &Facts, today: Day) -> Vec<Finding> {
    let Backups { made, second, .. } = &facts.backups;
    if made.is_empty() || facts.is_empty() {
        return Vec::new();
    }
    let what = match second {
        None => "2つ目の場所（USBメモリー）を決めてください".to_owned(),
        Some(second) => match made.iter().find(|(_, folder)| folder == second) {
            Some((on, _)) if on.days_until(today) <= MOST_DAYS => return Vec::new(),
            Some((on, _)) => format!("USBメモリーの控えは{}のものです。差し込んで控えを作ってください", on.wareki()),
            None => "USBメモリーの控えがまだありません。差し込んで控えを作ってください".to_owned(),
        },
    };
    vec![Finding { about: "控え".to_owned(), what, route: Route::Backups }]
}
