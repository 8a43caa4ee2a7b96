//! 事業者: the list, and a vendor's page with its systems, contracts, answers, papers and forms.

use crate::base::{Day, Draft, Field, Kept, Kind, Record, RecordId};
use crate::desk::{Problem, Route, SheetOrder};
use crate::ledgers::facts::Facts;
use crate::ledgers::registry;
use crate::ledgers::shelf::{Filter, List, Row, Section, SectionRow, Shown, in_use};
use crate::ledgers::vendors::{SheetState, contracts_of, is_under_contract, sheet_state, systems_of};
use crate::vault::Reader;
use crate::widgets::table::{Cell, Column};
use crate::widgets::{Icon, Tone};

use super::record::{Vendor, field};

const COLUMNS: &[Column<'static>] = &[
    Column::new("事業者名", 1.7),
    Column::new("頼んでいること", 1.1),
    Column::new("システム", 1.3),
    Column::new("契約の終了日", 1.0),
    Column::new("今年度の点検表", 1.0),
    Column::exact("状態", 128.0),
];

const ACTIVE: u32 = 1;
const ENDED: u32 = 2;

static LIST: List = List {
    kind: Kind::Vendor,
    icon: Icon::Building2,
    name: "事業者の一覧",
    unit: "件",
    columns: COLUMNS,
    filters: &[Filter {
        label: "取引の状態", choices: &[("取引中", ACTIVE), ("終了", ENDED), ("すべて", 0)]
    }],
    search: "事業者名・担当者・システムなどで検索",
    new: "事業者を登録",
    about: "電子カルテの保守、クラウド、回線などを頼んでいる事業者を登録すると、ここに並びます。",
    sheet: Some(SheetOrder::today("vendor-list")),
    load,
};

impl Shown for Vendor {
    const ICON: Icon = Icon::Building2;
    const READS: &'static [Kind] =
        &[Kind::Vendor, Kind::System, Kind::Contract, Kind::Remote, Kind::Device, Kind::Disclosure, Kind::VendorSheet];
    const IS_ABOUT_STAFF: bool = false;

    fn list() -> Option<&'static List> {
        Some(&LIST)
    }

    fn blank(_about: Option<RecordId>, _today: Day) -> Draft {
        Draft::new()
    }

    fn lead() -> &'static str {
        "契約・リモート保守・MDS／SDS・点検表は、登録したあとで事業者の画面から加えます。"
    }

    fn subtitle(&self) -> String {
        self.service_line()
    }

    fn status(&self, today: Day) -> (Tone, String) {
        match in_use(self.ended_on, today) {
            (Tone::Success, _) => (Tone::Success, "取引中".to_owned()),
            ended => ended,
        }
    }

    fn wanted(&self) -> Vec<&'static str> {
        let phone = self.phone.is_empty() && self.fault_phone.is_empty();
        phone.then_some(field::PHONE.key).into_iter().collect()
    }

    fn end_fields() -> &'static [Field] {
        const END: &[Field] = &[field::ENDED_ON];
        END
    }

    fn end_word() -> &'static str {
        "取引の終了"
    }

    fn sections(id: RecordId, facts: &Facts, today: Day) -> Vec<Section> {
        let rows = systems_of(facts, id.into(), today).into_iter().map(|kept| {
            let system = &kept.record;
            let (tone, word) = match is_under_contract(facts, kept, today) {
                true => (Tone::Success, "契約あり"),
                false => (Tone::Quiet, "契約なし"),
            };
            SectionRow::link(system.name.clone(), Route::Page(Kind::System, kept.id.into()))
                .note(&[system.network.clone(), system.purpose.clone()])
                .state(tone, word)
        });
        let systems = Section {
            title: "システム",
            empty: "この事業者のシステムはありません。契約の「対象のシステム」で選ぶか、システムの「事業者」に同じ名前を入力します。",
            is_wanted: false,
            adds: Vec::new(),
            offer: None,
            rows: rows.collect(),
        };
        let own = [Kind::Contract, Kind::Remote, Kind::Disclosure, Kind::VendorSheet].into_iter();
        let own = own.filter_map(|kind| (registry::of(kind).card)(id, facts, today));
        std::iter::once(systems).chain(own).collect()
    }
}

fn load(read: &Reader<'_>, today: Day) -> Result<Vec<Row>, Problem> {
    let facts = Facts::load(read)?;
    Ok(facts.vendors.iter().map(|kept| row(&facts, kept, today)).collect())
}

fn row(facts: &Facts, kept: &Kept<Vendor>, today: Day) -> Row {
    let vendor = &kept.record;
    let is_active = vendor.is_active_on(today);
    let systems: Vec<&str> =
        systems_of(facts, kept.id, today).into_iter().map(|system| system.record.name.as_str()).collect();
    let until_on = contracts_of(facts, kept.id, today).filter_map(|kept| kept.record.until_on).min();
    let sheet = sheet_word(sheet_state(facts, kept, today), is_active);
    let (tone, word) = vendor.status(today);
    Row {
        id: kept.id.into(),
        sort: vec![
            vendor.service_line(),
            systems.join("、"),
            until_on.map(Day::iso).unwrap_or_default(),
            sheet.1.to_owned(),
            word.clone(),
        ],
        search: format!("{} {}", vendor.index().search, crate::base::text::fold(&systems.join(" "))),
        marks: if is_active { ACTIVE } else { ENDED },
        cells: vec![
            Cell::two(vendor.name.clone(), vendor.person.clone()),
            Cell::text(vendor.service_line()),
            match systems.as_slice() {
                [] => Cell::Weak("—".into()),
                [one] => Cell::text((*one).to_owned()),
                [first, rest @ ..] => Cell::text(format!("{first} ほか{}件", rest.len())),
            },
            until_on.map_or_else(|| Cell::Weak("—".into()), |day| Cell::text(day.wareki())),
            match sheet.0 {
                Tone::Warn => Cell::Toned(Tone::Warn, sheet.1.into()),
                Tone::Quiet => Cell::Weak(sheet.1.into()),
                _ => Cell::text(sheet.1),
            },
            Cell::pill(tone, word),
        ],
    }
}

/// How it stands with the form of this fiscal year, in a word.
const fn sheet_word(state: SheetState<'_>, is_active: bool) -> (Tone, &'static str) {
    match state {
        SheetState::NotNeeded => (Tone::Quiet, if is_active { "不要（契約なし）" } else { "—" }),
        SheetState::NotHandedOut(_) => (Tone::Warn, "まだ渡していない"),
        SheetState::Out(_) => (Tone::Warn, "返ってきていない"),
        SheetState::Back(_) => (Tone::Success, "返ってきた"),
    }
}
