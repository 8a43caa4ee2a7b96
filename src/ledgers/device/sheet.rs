//! 端末 on paper: a device's cells in the MICT台帳, and the device ledger (端末台帳).

use crate::base::{Coded, Day};
use crate::ledgers::printed::{NONE, UNWRITTEN, cell, choice, day, day_or_none, lines, note, or_none, text};
use crate::ledgers::system::sheet::two_factor_lines;
use crate::paper::{Align, Cell, Column, Row, Table};

use super::record::{Antivirus, Device, DeviceKind, EndReason, Owner, field};

/// How many cells [`mict_cells`] makes.
pub const N_MICT: usize = 6;

/// A device's cells in the MICT台帳 (S000-L4.6 to L4.11).
#[must_use]
pub fn mict_cells(device: &Device) -> Vec<Cell> {
    vec![
        cell(lines(device.kind.label(), [model_line(device).as_str(), &number_line(device)])),
        cell(place_lines(device)),
        asked(device, network_lines(device)),
        asked(device, dated(choice(device.lock), device.lock_confirmed_on)),
        asked(device, antivirus_lines(device)),
        asked(device, dated(choice(device.unused_apps), device.unused_apps_confirmed_on)),
    ]
}

fn model_line(device: &Device) -> String {
    let maker = device.maker.trim();
    if maker.is_empty() || device.model.starts_with(maker) {
        text(&device.model)
    } else {
        format!("{maker} {}", text(&device.model))
    }
}

fn number_line(device: &Device) -> String {
    if device.control_number.is_empty() { "管理番号未記入".to_owned() } else { device.control_number.clone() }
}

fn place_lines(device: &Device) -> String {
    let flags: Vec<&str> = device.places.iter().map(|place| place.label()).collect();
    lines(text(&flags.join("・")), [device.place_text.as_str()])
}

fn network_lines(device: &Device) -> String {
    let kinds: Vec<&str> = device.networks.iter().map(|network| network.label()).collect();
    lines(text(&kinds.join("\n")), [device.network_text.as_str()])
}

fn antivirus_lines(device: &Device) -> String {
    let more = match device.antivirus {
        Some(Antivirus::NotApplicable) => &device.antivirus_reason,
        Some(Antivirus::Yes | Antivirus::No) | None => &device.antivirus_product,
    };
    let confirmed = device.antivirus_confirmed_on.map(Day::short).unwrap_or_default();
    lines(choice(device.antivirus), [more.as_str(), &confirmed])
}

/// A state and, below it, the day it was confirmed.
fn dated(state: String, confirmed_on: Option<Day>) -> String {
    lines(state, [confirmed_on.map(Day::short).unwrap_or_default().as_str()])
}

/// A state and, below it, what it is called.
fn named(state: String, name: &str) -> String {
    lines(state, [name])
}

/// Whether the kind starts up and runs programs, and so is asked for its protection.
const fn is_terminal(kind: DeviceKind) -> bool {
    match kind {
        DeviceKind::Pc
        | DeviceKind::Tablet
        | DeviceKind::Phone
        | DeviceKind::Server
        | DeviceKind::ThinClient
        | DeviceKind::Other => true,
        DeviceKind::NetworkEquipment | DeviceKind::Usb | DeviceKind::Disc | DeviceKind::Iot => false,
    }
}

/// Whether people work at it, as the MICT台帳 means by 利用端末; media and equipment stand in the device ledger.
#[must_use]
pub const fn is_user_terminal(kind: DeviceKind) -> bool {
    is_terminal(kind) && !matches!(kind, DeviceKind::Server)
}

/// What a kind is not asked for stands as [`NONE`] where nothing was entered.
fn asked(device: &Device, value: String) -> Cell {
    if value == UNWRITTEN && !is_terminal(device.kind) { cell(NONE) } else { cell(value) }
}

/// The main table of the device ledger; with each device come the names of its users.
#[must_use]
pub fn list(devices: &[(&Device, Vec<&str>)]) -> Table {
    let columns = vec![
        Column::fixed("No.", 8.0).aligned(Align::Right),
        Column::fixed(field::CONTROL_NUMBER.label, 15.0),
        Column::fixed("種類・所有", 25.0),
        Column::share("機種・製造番号", 1.5),
        Column::share("OS", 0.95),
        Column::share(field::USERS.label, 1.1),
        Column::share(field::PLACES.label, 1.1),
        Column::fixed("ネットワーク", 25.0),
        Column::fixed("起動時\nパスワード", 18.0),
        Column::share("ウイルス\n対策ソフト", 0.95),
        Column::fixed("使わない\nアプリ・機能", 21.0),
        Column::fixed(field::TAKEOUT.label, 20.5),
        Column::share(field::NOTE.label, 0.8),
    ];
    let rows = devices.iter().enumerate().map(|(place, (device, users))| list_row(place + 1, device, users)).collect();
    Table { columns, rows, ..Table::default() }
}

fn list_row(number: usize, device: &Device, users: &[&str]) -> Row {
    let support = device.os_support_ends_on.map(|day| format!("（{}まで）", day.short())).unwrap_or_default();
    let users = if users.is_empty() { NONE.to_owned() } else { users.join("\n") };
    Row::new(vec![
        cell(number.to_string()),
        cell(text(&device.control_number)),
        cell(lines(device.kind.label(), [choice(device.owner).as_str()])),
        cell(lines(model_line(device), [device.serial.as_str()])),
        asked(device, lines(text(&device.os), [support.as_str()])),
        cell(users),
        cell(place_lines(device)),
        asked(device, network_lines(device)),
        asked(device, dated(choice(device.lock), device.lock_confirmed_on)),
        asked(device, antivirus_lines(device)),
        asked(device, dated(choice(device.unused_apps), device.unused_apps_confirmed_on)),
        cell(choice(device.takeout)),
        note(&device.note),
    ])
}

/// How each terminal is protected (S000-B, S003-2).
#[must_use]
pub fn protection(devices: &[(&Device, Vec<&str>)]) -> Table {
    let columns = vec![
        Column::fixed("No.", 8.0).aligned(Align::Right),
        Column::fixed(field::CONTROL_NUMBER.label, 18.0),
        Column::share("機種", 1.3),
        Column::fixed("更新の\n確認日", 17.0),
        Column::share(field::BROWSER.label, 0.9),
        Column::fixed("ファイア\nウォール", 16.0),
        Column::fixed("二要素\n認証", 17.0),
        Column::fixed("患者\n情報", 13.0),
        Column::share(field::ENCRYPTION.label, 0.9),
        Column::fixed("のぞき見\n防止", 16.0),
        Column::fixed("USB接続\nの制限", 19.0),
        Column::share("遠隔ロック\n・消去", 0.9),
        Column::share("端末管理\n（MDM）", 0.8),
        Column::fixed("設定変更\nの制限", 16.0),
        Column::fixed("間違い続き\nで自動消去", 17.0),
    ];
    let rows = devices.iter().enumerate().filter(|(_, (device, _))| is_terminal(device.kind));
    let rows = rows.map(|(place, (device, _))| protection_row(place + 1, device)).collect();
    Table { columns, rows, ..Table::default() }
}

fn protection_row(number: usize, device: &Device) -> Row {
    Row::new(vec![
        cell(number.to_string()),
        cell(text(&device.control_number)),
        cell(text(&device.model)),
        cell(day(device.patch_confirmed_on)),
        cell(text(&device.browser)),
        cell(choice(device.firewall)),
        cell(two_factor_lines(device.two_factor, device.two_factor_planned_on)),
        cell(choice(device.patient_data)),
        cell(named(choice(device.encryption), &device.encryption_method)),
        cell(choice(device.privacy_filter)),
        cell(choice(device.usb_limit)),
        cell(named(choice(device.remote_wipe), &device.remote_wipe_service)),
        cell(named(choice(device.mdm), &device.mdm_product)),
        cell(choice(device.settings_limited)),
        cell(choice(device.wipe_after_failures)),
    ])
}

/// Whether a device belongs to the third table: servers, network equipment, media, and what was filled in for them.
#[must_use]
pub fn is_equipment(device: &Device) -> bool {
    !is_terminal(device.kind)
        || device.kind == DeviceKind::Server
        || device.default_password_changed.is_some()
        || !device.source_restriction.is_empty()
        || !device.mac_address.is_empty()
        || device.stealth_ssid.is_some()
        || !device.wifi_encryption.is_empty()
}

/// Servers, network equipment and media.
#[must_use]
pub fn equipment(devices: &[(&Device, Vec<&str>)]) -> Table {
    let columns = vec![
        Column::fixed("No.", 8.0).aligned(Align::Right),
        Column::fixed(field::CONTROL_NUMBER.label, 20.0),
        Column::fixed("種類", 34.0),
        Column::share("機種", 1.2),
        Column::fixed("更新の\n確認日", 20.0),
        Column::fixed("初期パスワード\nの変更", 26.0),
        Column::share(field::SOURCE_RESTRICTION.label, 1.0),
        Column::fixed(field::MAC_ADDRESS.label, 34.0),
        Column::fixed("SSIDを見え\nなくする設定", 22.0),
        Column::fixed("無線LANの\n暗号方式", 24.0),
        Column::share(field::ENCRYPTION.label, 0.7),
    ];
    let rows = devices.iter().enumerate().filter(|(_, (device, _))| is_equipment(device));
    let rows = rows.map(|(place, (device, _))| equipment_row(place + 1, device)).collect();
    Table { columns, rows, ..Table::default() }
}

fn equipment_row(number: usize, device: &Device) -> Row {
    let has_medium = matches!(device.kind, DeviceKind::Usb | DeviceKind::Disc);
    let for_equipment = |value: String| if has_medium && value == UNWRITTEN { cell(NONE) } else { cell(value) };
    let encryption = named(choice(device.encryption), &device.encryption_method);
    let is_without = device.encryption.is_none() && device.kind == DeviceKind::NetworkEquipment;
    Row::new(vec![
        cell(number.to_string()),
        cell(text(&device.control_number)),
        cell(device.kind.label()),
        cell(text(&device.model)),
        for_equipment(day(device.patch_confirmed_on)),
        for_equipment(choice(device.default_password_changed)),
        for_equipment(text(&device.source_restriction)),
        cell(or_none(&device.mac_address)),
        cell(device.stealth_ssid.map_or(NONE, Coded::label)),
        cell(or_none(&device.wifi_encryption)),
        cell(if is_without { NONE.to_owned() } else { encryption }),
    ])
}

/// Private devices, with who allowed them and until when (C-4, S000-C10).
#[must_use]
pub fn private(devices: &[(&Device, Vec<&str>)]) -> Table {
    let columns = vec![
        Column::fixed("No.", 8.0).aligned(Align::Right),
        Column::fixed(field::CONTROL_NUMBER.label, 20.0),
        Column::share("機種", 1.0),
        Column::share(field::USERS.label, 1.0),
        Column::fixed("申請日", 20.0),
        Column::fixed("本人の\n同意日", 20.0),
        Column::fixed("承認日", 20.0),
        Column::share("承認者", 0.9),
        Column::fixed("期限", 20.0),
        Column::share(field::BYOD_CONTROL.label, 1.2),
    ];
    let own = devices.iter().enumerate().filter(|(_, (device, _))| device.owner == Some(Owner::Private));
    let rows = own.map(|(place, (device, users))| {
        Row::new(vec![
            cell((place + 1).to_string()),
            cell(text(&device.control_number)),
            cell(text(&device.model)),
            cell(or_none(&users.join("\n"))),
            cell(day(device.byod_applied_on)),
            cell(day(device.byod_consented_on)),
            cell(day(device.byod_approved_on)),
            cell(text(&device.byod_approved_by)),
            cell(day(device.byod_until)),
            cell(choice(device.byod_control)),
        ])
    });
    Table { columns, rows: rows.collect(), ..Table::default() }
}

/// Devices no longer in use, with what became of their data (S000-1.5).
#[must_use]
pub fn ended(devices: &[(&Device, Vec<&str>)]) -> Table {
    let columns = vec![
        Column::fixed(field::CONTROL_NUMBER.label, 22.0),
        Column::fixed("種類", 34.0),
        Column::share("機種・製造番号", 1.2),
        Column::share(field::USERS.label, 0.8),
        Column::fixed(field::ENDED_ON.label, 22.0),
        Column::fixed(field::END_REASON.label, 28.0),
        Column::share(field::WIPE_RECORD.label, 1.6),
        Column::share(field::NOTE.label, 0.7),
    ];
    let rows = devices.iter().map(|(device, users)| {
        let users = if users.is_empty() { NONE.to_owned() } else { users.join("\n") };
        let is_handed_over = device.end_reason.is_some_and(|r| !matches!(r, EndReason::Lost | EndReason::NotUsed));
        let wipe = if is_handed_over { text(&device.wipe_record) } else { or_none(&device.wipe_record) };
        Row::new(vec![
            cell(text(&device.control_number)),
            cell(device.kind.label()),
            cell(lines(model_line(device), [device.serial.as_str()])),
            cell(users),
            cell(day_or_none(device.ended_on)),
            cell(choice(device.end_reason)),
            cell(wipe),
            note(&device.note),
        ])
    });
    Table { columns, rows: rows.collect(), ..Table::default() }
}

/// The devices of one person, for the card.
#[must_use]
pub fn card<'a>(devices: impl IntoIterator<Item = &'a Device>) -> Table {
    let columns = vec![
        Column::share("種類・機種・管理番号", 1.5),
        Column::share(field::PLACES.label, 1.1),
        Column::fixed("ネットワーク", 26.0),
        Column::fixed("起動時\nパスワード", 18.0),
        Column::share("ウイルス対策ソフト", 1.1),
        Column::fixed("使わない\nアプリ・機能", 22.0),
        Column::share("状況・備考", 1.1),
    ];
    let rows = devices.into_iter().map(|device| {
        let ended = device.ended_on.map(|day| format!("利用終了 {}", day.short()));
        let state = ended.unwrap_or_else(|| "利用中".to_owned());
        let mut cells = mict_cells(device);
        cells.push(cell(lines(state, [device.note.as_str()])));
        Row::new(cells)
    });
    Table { columns, rows: rows.collect(), ..Table::default() }
}

/// What is kept of each piece of equipment (機器台帳, S003 2-①). The columns are ours: the sample of the ministry's manual
/// was not seen (B-9).
#[must_use]
pub fn assets(devices: &[(&Device, Vec<&str>)]) -> Table {
    let columns = vec![
        Column::fixed("No.", 8.0).aligned(Align::Right),
        Column::fixed(field::CONTROL_NUMBER.label, 18.0),
        Column::fixed("種類・所有", 26.0),
        Column::share("機種・製造番号", 1.4),
        Column::share("OS", 1.0),
        Column::share("設置・利用場所", 1.1),
        Column::share(field::USERS.label, 1.0),
        Column::fixed("ネットワーク", 27.0),
        Column::fixed("更新の確認日", 20.0),
        Column::fixed(field::TWO_FACTOR.label, 22.0),
        Column::share(field::NOTE.label, 0.9),
    ];
    let rows = devices.iter().enumerate().map(|(place, (device, users))| {
        let support = device.os_support_ends_on.map(|day| format!("（{}まで）", day.short())).unwrap_or_default();
        let users = if users.is_empty() { NONE.to_owned() } else { users.join("\n") };
        Row::new(vec![
            cell((place + 1).to_string()),
            cell(text(&device.control_number)),
            cell(lines(device.kind.label(), [choice(device.owner).as_str()])),
            cell(lines(model_line(device), [device.serial.as_str()])),
            asked(device, lines(text(&device.os), [support.as_str()])),
            cell(place_lines(device)),
            cell(users),
            cell(network_lines(device)),
            asked(device, day(device.patch_confirmed_on)),
            cell(two_factor_lines(device.two_factor, device.two_factor_planned_on)),
            note(&device.note),
        ])
    });
    Table { columns, rows: rows.collect(), ..Table::default() }
}
