//! 保守契約: the card on a vendor's or a system's page, and the form and page behind it.

use crate::base::{Coded, Day, Draft, Field, Kept, Kind, Record, RecordId};
use crate::desk::Route;
use crate::ledgers::facts::Facts;
use crate::ledgers::shelf::{Barred, Bars, Section, SectionRow, Shown, word};
use crate::ledgers::system::record::{System, YesNo};
use crate::ledgers::vendors::systems_of;
use crate::vault::{Reader, VaultError};
use crate::widgets::{Icon, Tone};

use super::record::{Contract, Written, field};

impl Shown for Contract {
    const ICON: Icon = Icon::FileText;
    const READS: &'static [Kind] = &[Kind::Contract, Kind::Vendor, Kind::System];
    const IS_ABOUT_STAFF: bool = false;

    fn blank(about: Option<RecordId>, _today: Day) -> Draft {
        Draft::new().with_link(&field::VENDOR, about)
    }

    /// What the vendor's systems are, where their own words say so.
    fn fill(draft: &mut Draft, read: &Reader<'_>, today: Day) -> Result<(), VaultError> {
        let Ok(vendor) = draft.get(field::VENDOR.key).parse::<RecordId>() else { return Ok(()) };
        let facts = Facts::load(read)?;
        let under = |kept: &&Kept<System>| kept.record.contract != Some(YesNo::No);
        let systems: Vec<_> =
            systems_of(&facts, vendor.into(), today).into_iter().filter(under).map(|kept| kept.id).collect();
        *draft = std::mem::take(draft).with_links(&field::SYSTEMS, &systems);
        Ok(())
    }

    /// A system of which the ledger says 保守契約 無, while the contract is in force.
    fn bars(_id: Option<RecordId>, read: &Reader<'_>, today: Day) -> Result<Option<Bars>, VaultError> {
        let without: Vec<_> =
            read.list::<System>()?.into_iter().filter(|kept| kept.record.contract == Some(YesNo::No)).collect();
        Ok(Some(Box::new(move |one, draft| {
            if one.key != field::SYSTEMS.key || !would_be_in_force(draft, today) {
                return Vec::new();
            }
            without.iter().map(|kept| Barred::new(kept.id, "保守契約が「無」のシステム")).collect()
        })))
    }

    fn asks(field: &Field, draft: &Draft) -> bool {
        field.key != field::ALL_PATCHES_CLAUSE.key || draft.get(field::ALL_PATCHES.key) == Written::Yes.code()
    }

    fn status(&self, today: Day) -> (Tone, String) {
        state(self, today)
    }

    fn wanted(&self) -> Vec<&'static str> {
        let blanks = [
            (self.until_on.is_none(), field::UNTIL_ON),
            (self.patch_duty.is_none(), field::PATCH_DUTY),
            (self.normal_boundary.is_empty(), field::NORMAL_BOUNDARY),
            (self.emergency_boundary.is_empty(), field::EMERGENCY_BOUNDARY),
            (self.data_return.is_empty(), field::DATA_RETURN),
        ];
        blanks.into_iter().filter_map(|(is_blank, field)| is_blank.then_some(field.key)).collect()
    }

    fn end_fields() -> &'static [Field] {
        const END: &[Field] = &[field::ENDED_ON, field::DATA_RETURN];
        END
    }

    fn end_word() -> &'static str {
        "契約の終了"
    }

    fn sections(id: RecordId, facts: &Facts, _today: Day) -> Vec<Section> {
        let Some(kept) = facts.contracts.iter().find(|kept| RecordId::from(kept.id) == id) else { return Vec::new() };
        let systems = facts.systems.iter().filter(|system| kept.record.systems.contains(&system.id));
        let rows = systems.map(|system| {
            SectionRow::link(system.record.name.clone(), Route::Page(Kind::System, system.id.into()))
                .note(&[system.record.network.clone(), system.record.purpose.clone()])
        });
        vec![Section {
            title: "対象のシステム",
            empty: "対象のシステムは選ばれていません。回線やPCなどの契約なら、このままでかまいません。",
            is_wanted: false,
            adds: Vec::new(),
            offer: None,
            rows: rows.collect(),
        }]
    }

    /// The contracts of a vendor, or those that name a system; nobody else has any.
    fn card(about: RecordId, facts: &Facts, today: Day) -> Option<Section> {
        let is_vendor = facts.vendors.iter().any(|kept| RecordId::from(kept.id) == about);
        let is_system = facts.systems.iter().any(|kept| RecordId::from(kept.id) == about);
        if !is_vendor && !is_system {
            return None;
        }
        let is_own = |kept: &&Kept<Contract>| {
            if is_vendor {
                RecordId::from(kept.record.vendor) == about
            } else {
                kept.record.systems.contains(&about.into())
            }
        };
        let names = facts.system_names();
        let rows = facts.contracts.iter().rev().filter(is_own).map(|kept| {
            let contract = &kept.record;
            let (tone, word) = state(contract, today);
            let whose = if is_vendor {
                contract.systems.iter().filter_map(|id| names.get(id).copied()).collect::<Vec<_>>().join("、")
            } else {
                facts.vendor_name(contract.vendor).to_owned()
            };
            SectionRow::new(Kind::Contract, kept.id, contract.title())
                .note(&[contract.span_line(), duty_line(contract), whose])
                .state(tone, word)
                .open(Route::Page(Kind::Contract, kept.id.into()))
        });
        Some(Section {
            title: "保守契約",
            empty: "契約があれば、期間、セキュリティ更新の担当、責任の分担を記録します。",
            is_wanted: false,
            adds: if is_vendor {
                vec![("契約を追加", Route::New(Kind::Contract, Some(about)))]
            } else {
                Vec::new()
            },
            offer: None,
            rows: rows.collect(),
        })
    }
}

/// 「更新の担当 事業者」
fn duty_line(contract: &Contract) -> String {
    let duty = word(contract.patch_duty);
    if duty.is_empty() { "更新の担当 未記録".to_owned() } else { format!("更新の担当 {duty}") }
}

fn state(contract: &Contract, today: Day) -> (Tone, String) {
    let Contract { from_on, until_on, ended_on, .. } = contract;
    match (ended_on, until_on) {
        (Some(ended), _) if *ended < today => (Tone::Quiet, format!("{} 終了", ended.short())),
        (Some(ended), _) => (Tone::Warn, format!("{} 終了予定", ended.short())),
        (None, Some(until)) if !contract.is_in_force(today) && *until < today => {
            (Tone::Danger, format!("{} 期間切れ", until.short()))
        }
        (None, _) if from_on.is_some_and(|from| today < from) => (Tone::Info, "これから".to_owned()),
        (None, _) => (Tone::Success, "契約中".to_owned()),
    }
}

/// Whether a contract with these days would be in force; a day that cannot be read holds nothing back.
fn would_be_in_force(draft: &Draft, today: Day) -> bool {
    let on = |one: &Field| Day::read(draft.get(one.key)).ok();
    let renews = draft.get(field::RENEWS.key) == YesNo::Yes.code();
    on(&field::FROM_ON).is_none_or(|from| from <= today)
        && (renews || on(&field::UNTIL_ON).is_none_or(|until| today <= until))
        && on(&field::ENDED_ON).is_none_or(|ended| today <= ended)
}
