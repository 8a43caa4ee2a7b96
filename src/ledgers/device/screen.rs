//! 端末: the list of devices, what stands on a device's page, and the card on a person's page.

use std::rc::Rc;

use egui::Context;

use crate::base::text::fold;
use crate::base::{Breach, Coded, Day, Draft, Field, Kept, Kind, Record, RecordId, StaffId};
use crate::desk::{Desk, Problem, Route, Screen, SheetOrder};
use crate::ledgers::facts::Facts;
use crate::ledgers::keep::{Correct, Then};
use crate::ledgers::registry;
use crate::ledgers::shelf::{
    Dialog, Filter, List, ListScreen, Offer, Row, Section, SectionRow, Shown, Stay, dialog_buttons, ended, in_use,
    missing, person_row,
};
use crate::ledgers::staff::record::Staff;
use crate::vault::Reader;
use crate::widgets::field::blank;
use crate::widgets::form::below;
use crate::widgets::table::{Cell, Column};
use crate::widgets::{Icon, Tone, dialog, prose};

use super::record::{Device, DeviceKind, Owner, field};

const COLUMNS: &[Column<'static>] = &[
    Column::new("管理番号・機種", 1.7),
    Column::new("種類", 1.1),
    Column::new("OS", 1.25),
    Column::new("利用する人", 1.3),
    Column::new("利用場所", 1.2),
    Column::new("保護", 1.4),
    Column::exact("状態", 128.0),
];

const ACTIVE: u32 = 1;
const ENDED: u32 = 2;
const LACKING: u32 = 4;
const FIRST_KIND: u32 = 8;

static LIST: List = List {
    kind: Kind::Device,
    icon: Icon::Laptop,
    name: "端末の一覧",
    unit: "台",
    columns: COLUMNS,
    filters: &[
        Filter { label: "利用の状態", choices: &[("利用中", ACTIVE), ("終了", ENDED), ("すべて", 0)] },
        Filter { label: "不足の有無", choices: &[("全台", 0), ("不足あり", LACKING)] },
        Filter {
            label: "種類",
            choices: &[
                ("すべての種類", 0),
                ("PC", FIRST_KIND),
                ("タブレット", FIRST_KIND << 1),
                ("スマートフォン", FIRST_KIND << 2),
                ("サーバ", FIRST_KIND << 3),
                ("ネットワーク機器", FIRST_KIND << 4),
                ("USBメモリ・外付けディスク", FIRST_KIND << 5),
                ("CD・DVD", FIRST_KIND << 6),
                ("シンクライアント端末", FIRST_KIND << 7),
                ("IoT機器", FIRST_KIND << 8),
                ("その他", FIRST_KIND << 9),
            ],
        },
    ],
    search: "管理番号・機種・使う人などで検索",
    new: "端末を登録",
    about: "業務で使うPC、タブレット、スマートフォン、USBメモリなどを登録すると、ここに並びます。",
    sheet: Some(SheetOrder::today("device-ledger")),
    load,
};

impl Shown for Device {
    const ICON: Icon = Icon::Laptop;
    const READS: &'static [Kind] = &[Kind::Device, Kind::Staff, Kind::Disposal, Kind::Takeout];

    fn list() -> Option<&'static List> {
        Some(&LIST)
    }

    fn list_screen() -> Option<Box<dyn Screen>> {
        Some(Box::new(ListScreen::new(&LIST).leading_to("持出し", Icon::LogOut, Route::List(Kind::Takeout))))
    }

    fn blank(about: Option<RecordId>, _today: Day) -> Draft {
        let users: Vec<StaffId> = about.into_iter().map(StaffId::from).collect();
        Draft::new().with_links(&field::USERS, &users)
    }

    fn lead() -> &'static str {
        "種類を選ぶと、その種類で記録する項目が表示されます。"
    }

    fn asks(field: &Field, draft: &Draft) -> bool {
        let Some(kind) = DeviceKind::from_code(draft.get(field::KIND.key)) else {
            return field.group == field::KIND.group;
        };
        // What a private device needs is asked of a private device.
        if field.group == field::BYOD_APPLIED_ON.group && draft.get(field::OWNER.key) != Owner::Private.code() {
            return false;
        }
        let is_equipment = field.group == field::MAC_ADDRESS.group;
        match kind {
            _ if kind.is_terminal() => !is_equipment,
            DeviceKind::Usb | DeviceKind::Disc => {
                let groups = [field::KIND, field::USERS, field::ENCRYPTION, field::ENDED_ON].map(|field| field.group);
                groups.contains(&field.group)
            }
            _ => true,
        }
    }

    fn option(&self) -> String {
        format!("{}（{}）", self.title(), self.kind.label())
    }

    fn subtitle(&self) -> String {
        self.kind.label().to_owned()
    }

    fn status(&self, today: Day) -> (Tone, String) {
        state(self, today)
    }

    fn wanted(&self) -> Vec<&'static str> {
        self.missing().iter().map(|field| field.key).collect()
    }

    fn end_fields() -> &'static [Field] {
        const END: &[Field] = &[field::ENDED_ON, field::END_REASON, field::WIPE_RECORD];
        END
    }

    fn card(person: RecordId, facts: &Facts, today: Day) -> Option<Section> {
        let own = facts.belongings_of(person.into());
        let rows = own.devices.iter().map(|kept| {
            let device = &kept.record;
            let (tone, word) = state(device, today);
            let shared =
                if device.users.len() > 1 { format!("{}人で共用", device.users.len()) } else { String::new() };
            SectionRow::new(Kind::Device, kept.id, device.title())
                .note(&[device.kind.label().to_owned(), device.place_line(), device.network_line(), shared])
                .state(tone, word)
                .open(Route::Page(Kind::Device, kept.id.into()))
        });
        Some(Section {
            title: "利用端末",
            empty: "この人が使う端末を登録します。共用の端末は「登録済みから選ぶ」で選びます。",
            is_wanted: false,
            adds: vec![("端末を追加", Route::New(Kind::Device, Some(person)))],
            offer: assign_offer(person.into(), facts, today),
            rows: rows.collect(),
        })
    }

    fn sections(id: RecordId, facts: &Facts, today: Day) -> Vec<Section> {
        let device = facts.devices.iter().find(|kept| RecordId::from(kept.id) == id);
        let users = device.map(|kept| kept.record.users.as_slice()).unwrap_or_default();
        let rows = users.iter().filter_map(|user| facts.person((*user).into())).map(|kept| person_row(kept, today));
        let people = Section {
            title: "利用する人",
            empty: "この端末を使う人は記録されていません。「訂正」で選べます。",
            is_wanted: false,
            adds: Vec::new(),
            offer: None,
            rows: rows.collect(),
        };
        let cards = [Kind::Takeout, Kind::Disposal].into_iter();
        let cards = cards.filter_map(|kind| (registry::of(kind).card)(id, facts, today));
        std::iter::once(people).chain(cards).collect()
    }
}

fn assign_offer(staff: StaffId, facts: &Facts, today: Day) -> Option<Offer> {
    let (own, others): (Vec<&Kept<Device>>, Vec<_>) =
        facts.devices_in_use(today).partition(|kept| kept.record.users.contains(&staff));
    // Taking one corrects its record, which has to be sound for that.
    let (sound, unsound): (Vec<&Kept<Device>>, Vec<_>) =
        others.into_iter().partition(|kept| Device::check(&kept.record.draft(), today).is_ok());
    if sound.is_empty() {
        return None;
    }
    let n_ended = facts.devices.len() - facts.devices_in_use(today).count();
    let left_out = [
        (ended(Kind::Device), n_ended),
        ("この人がすでに使う端末", own.len()),
        ("記録が整っていない端末", unsound.len()),
    ];
    let left_out: Vec<_> = left_out.into_iter().filter(|(_, n)| *n > 0).collect();
    let absent: Rc<str> = missing(Kind::Device, &left_out).into();
    let others: Rc<[Kept<Device>]> = sound.into_iter().cloned().collect();
    let open =
        move |_| -> Box<dyn Dialog> { Box::new(AssignDialog::new(staff, Rc::clone(&others), Rc::clone(&absent))) };
    Some(Offer { word: "登録済みから選ぶ…", icon: Icon::Link, open: Rc::new(open) })
}

/// Asks which device a person uses from now on (共用の端末など).
struct AssignDialog {
    staff: StaffId,
    devices: Rc<[Kept<Device>]>,
    titles: Vec<(String, String)>,
    /// Which devices are not there and why.
    absent: Rc<str>,
    chosen: String,
    fault: Option<&'static str>,
}

impl AssignDialog {
    fn new(staff: StaffId, devices: Rc<[Kept<Device>]>, absent: Rc<str>) -> Self {
        let titles = devices.iter().map(|kept| (RecordId::from(kept.id).to_string(), kept.record.option())).collect();
        Self { staff, devices, titles, absent, chosen: String::new(), fault: None }
    }

    fn save(&mut self, desk: &mut Desk<'_>) {
        let chosen = self.devices.iter().find(|kept| RecordId::from(kept.id).to_string() == self.chosen);
        let Some(kept) = chosen else {
            self.fault = Some("端末を選んでください");
            return;
        };
        let mut device = kept.record.clone();
        device.users.push(self.staff);
        let draft = device.draft();
        let command = Correct::<Device> { id: kept.id, version: kept.version, draft, reason: String::new() };
        desk.run(Then { command, next: Route::Page(Kind::Staff, self.staff.into()) });
    }
}

impl Dialog for AssignDialog {
    fn ui(&mut self, ctx: &Context, desk: &mut Desk<'_>) -> Stay {
        let mut stay = Stay::Open;
        let is_escaped = dialog::show(ctx, "使う端末を選びます", |ui| {
            prose::paragraph(ui, "選んだ端末の「利用する人」に、この人が加わります。");
            let items: Vec<(&str, &str)> =
                self.titles.iter().map(|(id, title)| (id.as_str(), title.as_str())).collect();
            let entry = blank("端末").required().fault(self.fault);
            let answer = below(ui, &self.absent, |ui| entry.pick(ui, &items, &mut self.chosen));
            if answer.changed {
                self.fault = None;
            }
            match dialog_buttons(ui, "この端末を使う") {
                Some(true) => self.save(desk),
                Some(false) => stay = Stay::Closed,
                None => {}
            }
        });
        if is_escaped { Stay::Closed } else { stay }
    }

    fn refused(&mut self, breaches: &[Breach]) {
        self.fault =
            (!breaches.is_empty()).then_some("この端末の記録が整っていません。端末の画面の「訂正」で直してください");
    }
}

fn state(device: &Device, today: Day) -> (Tone, String) {
    let n_lacking = device.missing().len();
    if !device.is_active_on(today) || device.ended_on.is_some() {
        return in_use(device.ended_on, today);
    }
    let is_unsupported = device.os_support_ends_on.is_some_and(|ended| ended < today);
    match (device.weak_points().len() + usize::from(is_unsupported), n_lacking) {
        (0, 0) => (Tone::Success, "利用中".to_owned()),
        (0, n_lacking) => (Tone::Warn, format!("不足 {n_lacking}件")),
        (_, _) => (Tone::Danger, "対応が必要".to_owned()),
    }
}

fn load(read: &Reader<'_>, today: Day) -> Result<Vec<Row>, Problem> {
    let devices = read.list::<Device>()?;
    let people = read.list::<Staff>()?;
    let names: std::collections::HashMap<StaffId, &str> =
        people.iter().map(|kept| (kept.id, kept.record.name.as_str())).collect();
    let rows = devices.iter().map(|kept| {
        let users: Vec<&str> = kept.record.users.iter().filter_map(|user| names.get(user).copied()).collect();
        row(kept, &users, today)
    });
    Ok(rows.collect())
}

fn row(kept: &Kept<Device>, users: &[&str], today: Day) -> Row {
    let Kept { id, record: device, .. } = kept;
    let is_active = device.is_active_on(today);
    let (weak, missing) = (device.weak_points(), device.missing());
    let is_unsupported = device.os_support_ends_on.is_some_and(|ended| ended < today);
    let is_lacking = is_active && (is_unsupported || !weak.is_empty() || !missing.is_empty());
    let place = DeviceKind::ALL.iter().position(|kind| *kind == device.kind).unwrap_or_default();
    let (tone, word) = state(device, today);
    let user_line = match users {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first, rest @ ..] => format!("{first} ほか{}名", rest.len()),
    };
    let mut cells = vec![
        if device.control_number.is_empty() {
            Cell::two(device.model.clone(), device.maker.clone())
        } else {
            Cell::two(device.control_number.clone(), device.model.clone())
        },
        Cell::text(device.kind.label()),
        match device.os_support_ends_on {
            Some(ended) if ended < today && is_active => {
                Cell::Toned(Tone::Danger, format!("{} 終了", device.os).into())
            }
            Some(_) | None => Cell::text(device.os.clone()),
        },
        if users.is_empty() { Cell::Weak("—".into()) } else { Cell::text(user_line.clone()) },
        Cell::text(device.place_line()),
    ];
    let Device { control_number, maker, model, serial, os, place_text, .. } = device;
    let mut words = vec![control_number.as_str(), maker, model, serial, os, place_text, device.kind.label()];
    words.extend(users);
    let protection = protection(device, &weak, &missing);
    cells.push(if is_active { protection.0 } else { Cell::Weak("—".into()) });
    cells.push(Cell::pill(tone, word.clone()));
    Row {
        id: (*id).into(),
        cells,
        sort: vec![format!("{place:02}"), device.os.clone(), user_line, device.place_line(), protection.1, word],
        search: fold(&words.join(" ")),
        marks: if is_active { ACTIVE } else { ENDED }
            | if is_lacking { LACKING } else { 0 }
            | (FIRST_KIND << u32::try_from(place).unwrap_or_default()),
    }
}

fn protection(device: &Device, weak: &[Field], missing: &[Field]) -> (Cell<'static>, String) {
    let labels = |fields: &[Field]| fields.iter().map(|field| short_label(field)).collect::<Vec<_>>().join("・");
    if !weak.is_empty() {
        let text = format!("{} 無", labels(weak));
        return (Cell::Toned(Tone::Danger, text.clone().into()), format!("1{text}"));
    }
    if !missing.is_empty() {
        let text = format!("{} 未記録", labels(missing));
        return (Cell::Toned(Tone::Warn, text.clone().into()), format!("2{text}"));
    }
    if device.kind.is_terminal() {
        (Cell::Weak("記録済み".into()), "3".to_owned())
    } else {
        (Cell::Weak("—".into()), "4".to_owned())
    }
}

fn short_label(field: &Field) -> &'static str {
    if field.key == field::LOCK.key {
        "パスワード"
    } else if field.key == field::ANTIVIRUS.key {
        "ウイルス対策"
    } else if field.key == field::UNUSED_APPS.key {
        "不要アプリ"
    } else if field.key == field::NETWORKS.key {
        "ネットワーク"
    } else {
        "利用場所"
    }
}
