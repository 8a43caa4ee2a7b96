//! バックアップ計画一覧: what is backed up, how, and when it was brought back to see that it works.

use crate::base::{Coded, Day, Kept};
use crate::ledgers::backup_plan::record::BackupPlan;
use crate::ledgers::backup_plan::sheet::{Line, list};
use crate::ledgers::restore_test::record::newest;
use crate::ledgers::restore_test::sheet::list as tests;
use crate::paper::{Orientation, Sheet};

use super::frame::{Frame, fine_or, heading, small, table_or};

/// The sheet.
pub(super) fn sheet(frame: &Frame<'_>) -> Sheet {
    let facts = frame.facts;
    let (systems, people) = (facts.system_names(), facts.staff_names());
    let system = |plan: &BackupPlan| systems.get(&plan.system).copied().unwrap_or_default();
    let followed = facts.backup_plans.iter().filter(|kept| kept.record.is_followed_on(frame.day));
    let lines = followed.map(|kept| Line {
        plan: &kept.record,
        system: system(&kept.record),
        owner: kept.record.owner.and_then(|id| people.get(&id).copied()).unwrap_or_default(),
        tested: tested(frame, kept),
    });
    let plan = |id| facts.backup_plans.iter().find(|kept| kept.id == id).map(|kept| &kept.record);
    let done = facts.restore_tests.iter().rev().map(|kept| {
        let about = plan(kept.record.plan).map(|plan| format!("{}\n{}", system(plan), plan.what));
        (&kept.record, about.unwrap_or_default())
    });
    let blocks = vec![
        heading("1　バックアップの計画"),
        fine_or(list(lines), "バックアップの計画はまだ登録されていません。"),
        heading("2　復元の確認"),
        table_or(tests(done), "復元の確認の記録はありません。"),
        small("台帳番そのものの控えは、この一覧には含みません。"),
    ];
    frame.sheet(Orientation::Landscape, blocks)
}

fn tested(frame: &Frame<'_>, plan: &Kept<BackupPlan>) -> String {
    let newest = newest(frame.facts.restore_tests.iter().map(|kept| &kept.record), plan.id);
    let words = newest.map(|test| format!("{}\n{}", test.on.map(Day::short).unwrap_or_default(), test.result.label()));
    words.unwrap_or_default()
}
