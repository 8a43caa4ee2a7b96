//! 事業者の点検表: the card on a vendor's page, and the form that prepares one. Its own page stands higher up, where the
//! checklists are known.

use crate::base::{Day, Draft, Kind, Record, RecordId};
use crate::desk::{Route, SheetOrder};
use crate::ledgers::facts::Facts;
use crate::ledgers::shelf::{Barred, Bars, Section, SectionRow, Shown, dated};
use crate::ledgers::vendors::{contracted, is_bound, sheet_of};
use crate::vault::{Reader, VaultError};
use crate::widgets::{Icon, Tone};

use super::record::{Standing, VendorSheet, field, read_year};

impl Shown for VendorSheet {
    const ICON: Icon = Icon::ClipboardList;
    const READS: &'static [Kind] = &[Kind::VendorSheet, Kind::Vendor, Kind::System];
    const IS_ABOUT_STAFF: bool = false;

    fn blank(about: Option<RecordId>, today: Day) -> Draft {
        Draft::new().with_link(&field::VENDOR, about).with(&field::FISCAL_YEAR, today.fiscal_year().label())
    }

    /// The systems the vendor is bound for.
    fn fill(draft: &mut Draft, read: &Reader<'_>, today: Day) -> Result<(), VaultError> {
        let Ok(vendor) = draft.get(field::VENDOR.key).parse::<RecordId>() else { return Ok(()) };
        let facts = Facts::load(read)?;
        let systems: Vec<_> = contracted(&facts, vendor.into(), today).into_iter().map(|kept| kept.id).collect();
        *draft = std::mem::take(draft).with_links(&field::SYSTEMS, &systems);
        Ok(())
    }

    /// A vendor that has its form of the year.
    fn bars(id: Option<RecordId>, read: &Reader<'_>, _today: Day) -> Result<Option<Bars>, VaultError> {
        let all = read.list::<Self>()?.into_iter();
        let others: Vec<_> = all.filter(|kept| Some(RecordId::from(kept.id)) != id).collect();
        Ok(Some(Box::new(move |one, draft| {
            let year = read_year(draft.get(field::FISCAL_YEAR.key)).filter(|_| one.key == field::VENDOR.key);
            let same = others.iter().filter(|kept| Some(kept.record.fiscal_year) == year);
            same.map(|kept| Barred::new(kept.record.vendor, "この年度の点検表がある事業者")).collect()
        })))
    }

    fn lead() -> &'static str {
        "用意したあと、Excelか印刷した用紙を事業者に渡します。"
    }

    fn status(&self, today: Day) -> (Tone, String) {
        state(self, today)
    }

    fn sheet(id: RecordId) -> Option<SheetOrder> {
        Some(SheetOrder { subject: Some(id), ..SheetOrder::today("vendor-sheet") })
    }

    /// The forms of a vendor, the newest first; nobody else has any.
    fn card(vendor: RecordId, facts: &Facts, today: Day) -> Option<Section> {
        let kept = facts.vendors.iter().find(|kept| RecordId::from(kept.id) == vendor)?;
        let own = facts.vendor_sheets.iter().rev().filter(|sheet| sheet.record.vendor == kept.id);
        let rows = own.map(|sheet| {
            let (tone, word) = state(&sheet.record, today);
            let (handed, returned) = (sheet.record.handed_on, sheet.record.returned_on);
            SectionRow::new(Kind::VendorSheet, sheet.id, sheet.record.title())
                .note(&[dated("渡した", handed), dated("返ってきた", returned), sheet.record.summary()])
                .state(tone, word)
                .open(Route::Page(Kind::VendorSheet, sheet.id.into()))
        });
        let has_one = sheet_of(facts, kept.id, today.fiscal_year()).is_some();
        let adds = if has_one {
            Vec::new()
        } else {
            vec![("今年度の点検表を用意", Route::New(Kind::VendorSheet, Some(vendor)))]
        };
        Some(Section {
            title: "事業者の点検表",
            empty: if is_bound(facts, kept, today) {
                "事業者確認用の点検表を用意して渡し、返ってきた回答を記録します。"
            } else {
                "契約のない事業者には、点検表を渡さなくてかまいません。"
            },
            is_wanted: is_bound(facts, kept, today),
            adds,
            offer: None,
            rows: rows.collect(),
        })
    }
}

/// How it stands, in a word.
#[must_use]
pub fn state(sheet: &VendorSheet, today: Day) -> (Tone, String) {
    match sheet.standing(today) {
        Standing::Prepared => (Tone::Info, "用意しただけ".to_owned()),
        Standing::HandedOut => (Tone::Warn, "返ってきていない".to_owned()),
        Standing::Returned if sheet.answers.is_empty() => (Tone::Warn, "回答が未入力".to_owned()),
        Standing::Returned => (Tone::Success, "返ってきた".to_owned()),
    }
}
