//! 自己点検: the card on a person's page, and the form behind it.

use crate::base::{Day, Draft, Kind, RecordId};
use crate::desk::Route;
use crate::ledgers::facts::Facts;
use crate::ledgers::shelf::{Section, SectionRow, Shown};
use crate::widgets::{Icon, Tone};

use super::record::{Answer, SelfCheck, field};

/// So many of the newest are shown on a person's page; the history has all.
const SHOWN: usize = 6;

impl Shown for SelfCheck {
    const ICON: Icon = Icon::ClipboardCheck;
    const READS: &'static [Kind] = &[Kind::SelfCheck, Kind::Staff, Kind::Device];

    fn blank(about: Option<RecordId>, today: Day) -> Draft {
        Draft::new().with_link(&field::STAFF, about).with_day(&field::CHECKED_ON, Some(today))
    }

    fn lead() -> &'static str {
        "紙の点検票で行った点検を登録します。画面で点検するときは、職員モードか「自分の手続き」から始めます。"
    }

    fn status(&self, _today: Day) -> (Tone, String) {
        state(self)
    }

    fn card(person: RecordId, facts: &Facts, today: Day) -> Option<Section> {
        let own = facts.belongings_of(person.into());
        let devices = facts.device_names();
        let rows = own.checks.iter().take(SHOWN).map(|kept| {
            let (tone, word) = state(&kept.record);
            let device = devices.get(&kept.record.device).cloned().unwrap_or_default();
            let entered = kept.record.entered.as_ref().map(crate::base::Entered::words).unwrap_or_default();
            SectionRow::new(Kind::SelfCheck, kept.id, device)
                .note(&[kept.record.checked_on.wareki(), kept.record.summary(), entered])
                .state(tone, word)
        });
        let is_wanted =
            own.devices.iter().any(|kept| kept.record.kind.is_terminal() && kept.record.is_active_on(today));
        Some(Section {
            title: "自己点検",
            empty: "利用する端末の自己点検を記録します。",
            is_wanted,
            adds: vec![("紙の点検を登録", Route::New(Kind::SelfCheck, Some(person)))],
            offer: None,
            rows: rows.collect(),
        })
    }
}

fn state(check: &SelfCheck) -> (Tone, String) {
    if crate::base::waits(check.entered.as_ref()) {
        return (Tone::Info, "未確定".to_owned());
    }
    let n_open = check.count(Answer::No) + check.count(Answer::Unsure);
    if n_open == 0 {
        (Tone::Success, "異常なし".to_owned())
    } else {
        (Tone::Warn, format!("要対応 {n_open}件"))
    }
}
