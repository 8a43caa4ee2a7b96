//! 復元の確認: the form behind the card on a plan's page.

use crate::base::{Coded, Day, Draft, Kind, RecordId};
use crate::ledgers::shelf::Shown;
use crate::widgets::{Icon, Tone};

use super::record::{RestoreResult, RestoreTest, field};

impl Shown for RestoreTest {
    const ICON: Icon = Icon::RotateCcw;
    const READS: &'static [Kind] = &[Kind::RestoreTest, Kind::BackupPlan, Kind::System];

    const IS_ABOUT_STAFF: bool = false;

    fn blank(about: Option<RecordId>, today: Day) -> Draft {
        Draft::new().with_link(&field::PLAN, about).with_day(&field::ON, Some(today))
    }

    fn lead() -> &'static str {
        "試した結果をそのまま残します。戻せなかったときも、記録があれば次に直すところがわかります。"
    }

    fn status(&self, _today: Day) -> (Tone, String) {
        let tone = if self.result == RestoreResult::Restored { Tone::Success } else { Tone::Warn };
        (tone, self.result.label().to_owned())
    }
}
