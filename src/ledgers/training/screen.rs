//! 研修: the list of trainings, and the form behind it.

use crate::base::{Day, Draft, Kind, RecordId};
use crate::ledgers::shelf::Shown;
use crate::widgets::{Icon, Tone};

use super::record::{Training, field};

impl Shown for Training {
    const ICON: Icon = Icon::GraduationCap;
    const READS: &'static [Kind] = &[Kind::Training, Kind::Staff];

    fn blank(_about: Option<RecordId>, today: Day) -> Draft {
        Draft::new().with_day(&field::HELD_ON, Some(today))
    }

    fn status(&self, _today: Day) -> (Tone, String) {
        (Tone::Success, format!("{}名が出席", self.attendees.len()))
    }
}
