//! 戻せるか確かめていないバックアップ: the way back is confirmed, once a year (S003-3.2d).

use crate::base::{Day, Kind};
use crate::desk::Route;
use crate::ledgers::facts::Facts;
use crate::ledgers::restore_test::record::{RestoreResult, TEST_MONTHS, newest};

use super::{Check, Finding, Rule, Sight, Urgency};

pub(super) const RULE: Rule = Rule {
    id: "restore-untested",
    title: "バックアップから戻せることを1年以上確かめていない",
    source: "S003-3.2d",
    cites: "サイバーセキュリティ対策チェックリスト 3-②",
    urgency: Urgency::Missing,
    good: "この1年のうちに戻せることを確かめてあります",
    check: Check::Facts { sight, find },
};

fn sight(facts: &Facts, today: Day) -> Sight {
    Sight::each("バックアップの計画", "件", facts.plans_followed(today).count())
}

fn find(facts: &Facts, today: Day) -> Vec<Finding> {
    let found = facts.plans_followed(today).filter_map(|kept| {
        let test = newest(facts.restore_tests.iter().map(|kept| &kept.record), kept.id);
        let what = match test.map(|test| (test.on, test.result)) {
            None | Some((None, _)) => "戻せるかをまだ確かめていません".to_owned(),
            Some((Some(on), RestoreResult::Restored)) if on.plus_months(TEST_MONTHS) >= today => return None,
            Some((Some(on), RestoreResult::Restored)) => format!("最後に確かめたのが{}", on.wareki()),
            Some((Some(on), RestoreResult::Partly)) => format!("{}に試し、一部だけ戻せました", on.wareki()),
            Some((Some(on), RestoreResult::Failed)) => format!("{}に試し、戻せませんでした", on.wareki()),
        };
        let about = facts.plan_name(&kept.record);
        Some(Finding { about, what, route: Route::New(Kind::RestoreTest, Some(kept.id.into())) })
    });
    found.collect()
}
