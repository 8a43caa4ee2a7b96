//! 利用者ID: the card on a person's page, and the form behind it.

use crate::base::{Day, Draft, Field, Kind, RecordId};
use crate::desk::Route;
use crate::ledgers::facts::Facts;
use crate::ledgers::shelf::{Section, SectionRow, Shown, dated, in_use, word};
use crate::widgets::{Icon, Tone};

use super::record::{Account, field};

impl Shown for Account {
    const ICON: Icon = Icon::KeyRound;
    const READS: &'static [Kind] = &[Kind::Account, Kind::Staff, Kind::System];

    fn blank(about: Option<RecordId>, today: Day) -> Draft {
        Draft::new().with_link(&field::STAFF, about).with_day(&field::ISSUED_ON, Some(today))
    }

    fn lead() -> &'static str {
        "1つのIDは1人だけが使います。パスワードそのものは記録しません。"
    }

    fn status(&self, today: Day) -> (Tone, String) {
        match (self.removed_on, self.removal) {
            (Some(day), Some(removal)) => (Tone::Quiet, format!("{} {}", day.short(), word(Some(removal)))),
            (day, _) => in_use(day, today),
        }
    }

    fn end_fields() -> &'static [Field] {
        const END: &[Field] = &[field::REMOVED_ON, field::REMOVAL, field::REMOVED_BY];
        END
    }

    fn end_word() -> &'static str {
        "停止・削除"
    }

    fn card(person: RecordId, facts: &Facts, _today: Day) -> Option<Section> {
        let own = facts.belongings_of(person.into());
        let systems = facts.system_names();
        let place = |id| facts.systems.iter().position(|system| system.id == id);
        let mut accounts = own.accounts;
        accounts.sort_by_key(|kept| (kept.record.removed_on.is_some(), place(kept.record.system)));
        let rows = accounts.iter().map(|kept| {
            let account = &kept.record;
            let system = systems.get(&account.system).copied().unwrap_or_default();
            let changed = match account.password_changed_on {
                Some(day) => dated("パスワード変更", Some(day)),
                None => "パスワード変更日 未記録".to_owned(),
            };
            let (tone, state) = if let (Some(day), removal) = (account.removed_on, account.removal) {
                let how = if removal.is_some() { word(removal) } else { "停止".to_owned() };
                (Tone::Quiet, format!("{} {how}", day.short()))
            } else {
                (Tone::Success, "利用中".to_owned())
            };
            SectionRow::new(Kind::Account, kept.id, format!("{system}　{}", account.login))
                .note(&[word(account.privilege), dated("発行", account.issued_on), changed])
                .state(tone, state)
        });
        Some(Section {
            title: "利用者ID",
            empty: "どのシステムをどのIDで使うかを登録します。",
            is_wanted: true,
            adds: vec![("IDを追加", Route::New(Kind::Account, Some(person)))],
            offer: None,
            rows: rows.collect(),
        })
    }
}
