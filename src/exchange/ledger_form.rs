//! The sheet 利用者 of an export: the MICT利用者台帳 as clinics keep it, one row a device.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::facts::{Facts, Known};
use super::settle::shown;
use super::write::{Ink, Looks, fit, put};
use crate::base::{Coded, Kind, Record};
use crate::ledgers::{account, attendance, clinic, device, pledge, policy_read, registry, role, staff};

/// The headings with the upper heading of the group they stand under.
const HEADINGS: [(&str, &str); 20] = [
    ("", "No."),
    ("", "氏名"),
    ("", "フリガナ"),
    ("", "所属"),
    ("", "職種"),
    ("", "MICTのID（登録メールアドレス）"),
    ("", "利用開始日"),
    (GROUP, "種類"),
    (GROUP, "機種"),
    (GROUP, "利用場所"),
    (GROUP, "ネットワーク"),
    (GROUP, "起動時パスワード"),
    (GROUP, "ウイルス対策ソフト"),
    (GROUP, "不要アプリの確認"),
    (GROUP, "管理番号"),
    ("", "運用ポリシーを読んだか"),
    ("", "講習会・ビデオ"),
    ("", "誓約書取得年月日"),
    ("", "利用システム区分"),
    ("", "備考"),
];
const GROUP: &str = "利用端末";
/// The row of the upper headings, counted from zero.
const HEADING_ROW: u32 = 3;

/// Writes the sheet.
pub(super) fn write(sheet: &mut Worksheet, facts: &Facts, looks: &Looks) -> Result<(), XlsxError> {
    sheet.set_name(Kind::Staff.label())?;
    preface(sheet, facts, looks)?;
    headings(sheet, looks)?;
    let mut rows: Vec<Vec<Ink>> = Vec::new();
    for (number, person) in (1_usize..).zip(facts.all(Kind::Staff).iter().filter(|known| known.is_active)) {
        rows.extend(person_rows(facts, person, number));
    }
    for (at, row) in (HEADING_ROW + 2..).zip(&rows) {
        for (column, ink) in (0_u16..).zip(row) {
            put(sheet, at, column, ink, looks, &looks.text)?;
        }
    }
    rows.push(HEADINGS.iter().map(|(_, heading)| Ink::text(*heading)).collect());
    fit(sheet, &rows)?;
    sheet.set_freeze_panes(HEADING_ROW + 2, 2)?;
    sheet.set_landscape().set_print_fit_to_pages(1, 0).set_repeat_rows(HEADING_ROW, HEADING_ROW + 1)?;
    Ok(())
}

fn preface(sheet: &mut Worksheet, facts: &Facts, looks: &Looks) -> Result<(), XlsxError> {
    let clinic = facts.all(Kind::Clinic).first().map(|known| known.draft.get(clinic::record::field::NAME.key));
    let title = clinic.map_or_else(|| "MICT利用者台帳".to_owned(), |name| format!("MICT利用者台帳（{name}）"));
    sheet.write_string_with_format(0, 0, title, &looks.title)?;
    sheet.write_string(1, 0, "作成日")?;
    put(sheet, 1, 1, &Ink::Day(facts.today), looks, &looks.text)?;
    let mut column = 3_u16;
    for kind in role::record::RoleKind::ALL {
        let holders: Vec<String> = facts
            .all(Kind::Role)
            .iter()
            .filter(|known| known.is_active && known.draft.get(role::record::field::ROLE.key) == kind.code())
            .map(|known| shown(role::record::field::STAFF.input, known.draft.get("staff"), Some(facts)))
            .collect();
        if !holders.is_empty() {
            sheet.write_string(1, column, kind.label())?;
            sheet.write_string(1, column + 1, holders.join("、"))?;
        }
        column += 3;
    }
    Ok(())
}

fn headings(sheet: &mut Worksheet, looks: &Looks) -> Result<(), XlsxError> {
    let group: Vec<u16> =
        (0_u16..).zip(HEADINGS).filter(|(_, (group, _))| !group.is_empty()).map(|(at, _)| at).collect();
    if let (Some(first), Some(last)) = (group.first(), group.last()) {
        sheet.merge_range(HEADING_ROW, *first, HEADING_ROW, *last, GROUP, &looks.heading)?;
    }
    for (column, (group, heading)) in (0_u16..).zip(HEADINGS) {
        if group.is_empty() {
            sheet.merge_range(HEADING_ROW, column, HEADING_ROW + 1, column, heading, &looks.heading)?;
        } else {
            sheet.write_string_with_format(HEADING_ROW + 1, column, heading, &looks.heading)?;
        }
    }
    Ok(())
}

/// The records of a kind that are a person's.
fn of_person<'a>(facts: &'a Facts, kind: Kind, key: &'static str, id: &'a str) -> impl Iterator<Item = &'a Known> {
    facts.all(kind).iter().filter(move |known| known.is_active && known.draft.lines(key).any(|person| person == id))
}

fn person_rows(facts: &Facts, person: &Known, number: usize) -> Vec<Vec<Ink>> {
    use staff::record::field::{DEPARTMENT, KANA, NAME, NOTE, PROFESSION, STARTED_ON};
    let id = person.id.to_string();
    let text = |key: &str| Ink::text(person.draft.get(key));
    let front = vec![
        Ink::text(number.to_string()),
        text(NAME.key),
        text(KANA.key),
        text(DEPARTMENT.key),
        text(PROFESSION.key),
        Ink::text(logins(facts, &id)),
        Ink::day(person.draft.get(STARTED_ON.key)),
    ];
    let back = vec![
        policy(facts, &id),
        Ink::text(lessons(facts, &id)),
        last_pledge(facts, &id),
        Ink::text(systems(facts, &id)),
        text(NOTE.key),
    ];
    let blank = |n: usize| vec![Ink::text(""); n];
    let devices: Vec<Vec<Ink>> =
        of_person(facts, Kind::Device, device::record::field::USERS.key, &id).filter_map(device_cells).collect();
    if devices.is_empty() {
        return vec![[front, blank(8), back].concat()];
    }
    let rows = devices.into_iter().enumerate();
    rows.map(|(at, device)| {
        if at == 0 { [front.clone(), device, back.clone()].concat() } else { [blank(7), device, blank(5)].concat() }
    })
    .collect()
}

fn device_cells(known: &Known) -> Option<Vec<Ink>> {
    let body = (registry::of(Kind::Device).check)(&known.draft, crate::base::Day::new(2199, 12, 31)?).ok()?;
    let device: device::record::Device = serde_json::from_value(body).ok()?;
    let label = |choice: Option<&'static str>| Ink::text(choice.unwrap_or_default());
    let with = |word: &str, more: &str| if more.is_empty() { word.to_owned() } else { format!("{word}（{more}）") };
    let antivirus = device.antivirus.map(|antivirus| match antivirus {
        device::record::Antivirus::Yes => with(antivirus.label(), &device.antivirus_product),
        device::record::Antivirus::No => antivirus.label().to_owned(),
        device::record::Antivirus::NotApplicable => with(antivirus.label(), &device.antivirus_reason),
    });
    let place = if device.places.is_empty() { String::new() } else { device.place_line() };
    let network = if device.networks.is_empty() { String::new() } else { device.network_line() };
    Some(vec![
        Ink::text(device.kind.label()),
        Ink::text(device.model.as_str()),
        Ink::text(place),
        Ink::text(network),
        label(device.lock.map(Coded::label)),
        Ink::text(antivirus.unwrap_or_default()),
        label(device.unused_apps.map(Coded::label)),
        Ink::text(device.control_number),
    ])
}

/// The person's systems, each once.
fn systems(facts: &Facts, id: &str) -> String {
    let mut names: Vec<String> = Vec::new();
    for known in of_person(facts, Kind::Account, account::record::field::STAFF.key, id) {
        let name = system_name(facts, known);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names.join("、")
}

fn system_name(facts: &Facts, account: &Known) -> String {
    shown(account::record::field::SYSTEM.input, account.draft.get(account::record::field::SYSTEM.key), Some(facts))
}

/// The person's ID; with the system in front where there are several.
fn logins(facts: &Facts, id: &str) -> String {
    let accounts: Vec<&Known> = of_person(facts, Kind::Account, account::record::field::STAFF.key, id).collect();
    let login = |known: &Known| known.draft.get(account::record::field::LOGIN_ID.key).to_owned();
    let Some(first) = accounts.first().map(|known| login(known)) else { return String::new() };
    if accounts.iter().all(|known| login(known) == first) {
        return first;
    }
    let lines = accounts.iter().map(|known| format!("{}: {}", system_name(facts, known), login(known)));
    lines.collect::<Vec<_>>().join("\n")
}

/// The last day the policy was read; 済 without a day.
fn policy(facts: &Facts, id: &str) -> Ink {
    let key = policy_read::record::field::READ_ON.key;
    let days =
        of_person(facts, Kind::PolicyRead, policy_read::record::field::STAFF.key, id).map(|known| known.draft.get(key));
    match latest(days) {
        None => Ink::text("未読"),
        Some("") => Ink::text("済"),
        Some(day) => Ink::day(day),
    }
}

fn latest<'a>(days: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    days.max_by_key(|day| crate::base::Day::read(day).ok())
}

/// Each lesson with its day: 受講（R8.6.14）、ビデオ視聴.
fn lessons(facts: &Facts, id: &str) -> String {
    let lessons = of_person(facts, Kind::Attendance, attendance::record::field::STAFF.key, id);
    let words = lessons.filter_map(|known| {
        let lesson = attendance::record::Attendance::check(&known.draft, crate::base::Day::new(2199, 12, 31)?).ok()?;
        let word = match lesson.kind {
            attendance::record::LessonKind::Course => "受講",
            attendance::record::LessonKind::Video => "ビデオ視聴",
            attendance::record::LessonKind::Unstated => "済",
        };
        Some(lesson.attended_on.map_or_else(|| word.to_owned(), |day| format!("{word}（{}）", day.short())))
    });
    let words: Vec<String> = words.collect();
    if words.is_empty() { "未".to_owned() } else { words.join("、") }
}

fn last_pledge(facts: &Facts, id: &str) -> Ink {
    let key = pledge::record::field::RECEIVED_ON.key;
    let pledges = of_person(facts, Kind::Pledge, pledge::record::field::STAFF.key, id);
    match latest(pledges.map(|known| known.draft.get(key)).filter(|day| !day.is_empty())) {
        Some(day) => Ink::day(day),
        None => Ink::text(""),
    }
}
