//! 自己評価: what a round says of itself; it is answered in the check of the year (自己評価の画面).

use crate::base::{Coded, Day, Draft, Kind, Record, RecordId};
use crate::ledgers::shelf::Shown;
use crate::widgets::{Icon, Tone};

use super::record::{Assessment, field};

impl Shown for Assessment {
    const ICON: Icon = Icon::ClipboardCheck;
    const READS: &'static [Kind] = &[Kind::Assessment];
    const IS_ABOUT_STAFF: bool = false;

    fn blank(_about: Option<RecordId>, today: Day) -> Draft {
        Draft::new().with_day(&field::BEGUN_ON, Some(today))
    }

    fn option(&self) -> String {
        format!("{}　{}", self.title(), self.form.label())
    }

    fn subtitle(&self) -> String {
        self.form.label().to_owned()
    }

    fn status(&self, _today: Day) -> (Tone, String) {
        match &self.signed {
            Some(signed) => (Tone::Success, format!("{} 完了", signed.on.short())),
            None => (Tone::Warn, "点検中".to_owned()),
        }
    }
}
