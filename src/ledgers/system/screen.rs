//! システム: the list of systems and networks, and who uses each.

use crate::base::text::fold;
use crate::base::{Coded, Day, Draft, Field, Kind, Record, RecordId};
use crate::desk::{Problem, Route, SheetOrder};
use crate::ledgers::facts::Facts;
use crate::ledgers::registry;
use crate::ledgers::shelf::{Filter, List, Row, Section, SectionRow, Shown, dated, in_use};
use crate::ledgers::vendor::record::Vendor;
use crate::ledgers::vendors::behind;
use crate::vault::Reader;
use crate::widgets::table::{Cell, Column};
use crate::widgets::{Icon, Tone};

use super::presets::{networks, systems};
use super::record::{System, TwoFactor, field};

const COLUMNS: &[Column<'static>] = &[
    Column::new("システム名", 1.8),
    Column::new("種類", 1.1),
    Column::new("事業者", 1.3),
    Column::new("二要素認証", 0.9),
    Column::new("利用者ID", 0.8),
    Column::new("利用開始日", 1.1),
    Column::exact("状態", 128.0),
];

const ACTIVE: u32 = 1;
const ENDED: u32 = 2;
const NETWORK: u32 = 4;
const OWN: u32 = 8;

/// The kinds that stand on a system's page, each as a card.
const BELONGING: [Kind; 4] = [Kind::Contract, Kind::Disclosure, Kind::BackupPlan, Kind::LogReview];

static LIST: List = List {
    kind: Kind::System,
    icon: Icon::Network,
    name: "システムの一覧",
    unit: "件",
    columns: COLUMNS,
    filters: &[
        Filter { label: "利用の状態", choices: &[("利用中", ACTIVE), ("終了", ENDED), ("すべて", 0)] },
        Filter {
            label: "種類", choices: &[("すべて", 0), ("連携ネットワーク", NETWORK), ("院内のシステム", OWN)]
        },
    ],
    search: "システム名・事業者などで検索",
    new: "システムを登録",
    about: "電子カルテや連携ネットワークなど、利用しているシステムを登録すると、ここに並びます。",
    sheet: Some(SheetOrder::today("system-list")),
    load,
};

impl Shown for System {
    const ICON: Icon = Icon::Network;
    const READS: &'static [Kind] = &[
        Kind::System,
        Kind::Account,
        Kind::Staff,
        Kind::Vendor,
        Kind::Contract,
        Kind::Disclosure,
        Kind::BackupPlan,
        Kind::RestoreTest,
        Kind::LogReview,
    ];

    fn list() -> Option<&'static List> {
        Some(&LIST)
    }

    fn blank(_about: Option<RecordId>, _today: Day) -> Draft {
        Draft::new()
    }

    fn presets() -> Vec<(String, Draft)> {
        let known =
            networks().iter().flat_map(|network| systems(network).into_iter().map(move |system| (network, system)));
        let named = known.map(|(network, system)| {
            let name = if system.name == network.name {
                system.name.clone()
            } else {
                format!("{}（{}）", system.name, network.name)
            };
            (name, system.draft())
        });
        named.collect()
    }

    fn option(&self) -> String {
        if self.network.is_empty() { self.name.clone() } else { format!("{}（{}）", self.name, self.network) }
    }

    fn subtitle(&self) -> String {
        self.kind.label().to_owned()
    }

    fn status(&self, today: Day) -> (Tone, String) {
        in_use(self.ended_on, today)
    }

    fn end_fields() -> &'static [Field] {
        const END: &[Field] = &[field::ENDED_ON];
        END
    }

    fn sections(id: RecordId, facts: &Facts, today: Day) -> Vec<Section> {
        let rows = facts.accounts.iter().filter(|kept| RecordId::from(kept.record.system) == id).map(|kept| {
            let account = &kept.record;
            let owner = facts.person(account.staff.into());
            let name = owner.map(|kept| kept.record.name.clone()).unwrap_or_default();
            let (tone, word) = account.status(today);
            SectionRow::new(Kind::Account, kept.id, name)
                .note(&[account.login.clone(), dated("発行", account.issued_on)])
                .state(tone, word)
                .open(Route::Page(Kind::Staff, account.staff.into()))
        });
        let ids = Section {
            title: "利用者ID",
            empty: "このシステムのIDはまだ登録されていません。利用者の画面で追加できます。",
            is_wanted: false,
            adds: Vec::new(),
            offer: None,
            rows: rows.collect(),
        };
        let cards = BELONGING.iter().filter_map(|kind| (registry::of(*kind).card)(id, facts, today));
        vendors(id, facts, today).into_iter().chain(cards).chain([ids]).collect()
    }
}

/// Who stands behind it.
fn vendors(id: RecordId, facts: &Facts, today: Day) -> Option<Section> {
    let kept = facts.systems.iter().find(|kept| RecordId::from(kept.id) == id)?;
    let rows = behind(facts, kept, today).into_iter().map(|vendor| {
        let Vendor { name, fault_phone, phone, .. } = &vendor.record;
        let phone = if fault_phone.is_empty() { phone } else { fault_phone };
        let phone = if phone.is_empty() { String::new() } else { format!("障害のとき {phone}") };
        SectionRow::link(name.clone(), Route::Page(Kind::Vendor, vendor.id.into()))
            .note(&[vendor.record.service_line(), phone])
    });
    let rows: Vec<SectionRow> = rows.collect();
    (!rows.is_empty()).then_some(Section {
        title: "事業者",
        empty: "",
        is_wanted: false,
        adds: Vec::new(),
        offer: None,
        rows,
    })
}

fn load(read: &Reader<'_>, today: Day) -> Result<Vec<Row>, Problem> {
    let systems = read.list::<System>()?;
    let accounts = read.list_active::<crate::ledgers::account::record::Account>()?;
    let rows = systems.iter().map(|kept| {
        let system = &kept.record;
        let n_ids = accounts.iter().filter(|account| account.record.system == kept.id).count();
        let is_active = system.ended_on.is_none_or(|day| today <= day);
        let (tone, word) = system.status(today);
        let two_factor = match system.two_factor {
            Some(answer @ (TwoFactor::InUse | TwoFactor::Planned)) => Cell::text(answer.label()),
            Some(TwoFactor::None) => Cell::Toned(Tone::Warn, TwoFactor::None.label().into()),
            None => Cell::Weak("未記録".into()),
        };
        let started = system.started_on.map(Day::wareki).unwrap_or_default();
        Row {
            id: kept.id.into(),
            cells: vec![
                Cell::two(
                    system.name.clone(),
                    if system.network.is_empty() { system.purpose.clone() } else { system.network.clone() },
                ),
                Cell::text(system.kind.label()),
                Cell::text(system.vendor.clone()),
                two_factor,
                Cell::text(format!("{n_ids}件")),
                Cell::text(started),
                Cell::pill(tone, word.clone()),
            ],
            sort: vec![
                system.kind.label().to_owned(),
                system.vendor.clone(),
                system.two_factor.map(Coded::label).unwrap_or_default().to_owned(),
                format!("{n_ids:06}"),
                system.started_on.map(Day::iso).unwrap_or_default(),
                word,
            ],
            search: format!("{} {}", system.index().search, fold(&system.note)),
            marks: if is_active { ACTIVE } else { ENDED } | if system.is_network() { NETWORK } else { OWN },
        }
    });
    Ok(rows.collect())
}
