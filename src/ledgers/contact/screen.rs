//! 連絡先: the list by slot, and the form with the beginnings it can have.

use std::rc::Rc;

use egui::Context;

use crate::base::{Coded, ContactId, Day, Draft, Field, Kind, Record, RecordId};
use crate::desk::{Desk, Problem, Route, Screen, SheetOrder};
use crate::ledgers::facts::Facts;
use crate::ledgers::shelf::{
    Dialog, Filter, List, ListScreen, Offer, Row, Section, SectionRow, Shown, Stay, dialog_buttons,
};
use crate::vault::Reader;
use crate::widgets::table::{Cell, Column};
use crate::widgets::{Icon, Tone, dialog, prose};

use super::commands::ConfirmContacts;
use super::record::{Contact, Slot, field};

const COLUMNS: &[Column<'static>] = &[
    Column::new("区分・名称", 2.0),
    Column::new("担当者", 1.1),
    Column::new("電話番号", 1.2),
    Column::new("受付時間", 1.1),
    Column::new("確認日", 1.0),
    Column::exact("状態", 136.0),
];

const USED: u32 = 1;
const ENDED: u32 = 2;
const ASKED: u32 = 4;
const MORE: u32 = 8;

static LIST: List = List {
    kind: Kind::Contact,
    icon: Icon::Phone,
    name: "連絡先の一覧",
    unit: "件",
    columns: COLUMNS,
    filters: &[
        Filter { label: "状態", choices: &[("使用中", USED), ("終了", ENDED), ("すべて", 0)] },
        Filter {
            label: "区分", choices: &[("すべて", 0), ("点検表が求める6区分", ASKED), ("そのほか", MORE)]
        },
    ],
    search: "名称・担当者・電話番号で検索",
    new: "連絡先を登録",
    about: "事故のときに連絡する相手を、施設の中と外に分けて登録しておくと、そのまま紙に印刷できます。",
    sheet: Some(SheetOrder::today("contact-list")),
    load,
};

impl Shown for Contact {
    const ICON: Icon = Icon::Phone;
    const READS: &'static [Kind] = &[Kind::Contact];

    const IS_ABOUT_STAFF: bool = false;

    fn list() -> Option<&'static List> {
        Some(&LIST)
    }

    fn list_screen() -> Option<Box<dyn Screen>> {
        let list = ListScreen::new(&LIST).leading_to(Route::Chart.label(), Icon::Network, Route::Chart);
        Some(Box::new(list.leading_to(Route::Emergency.label(), Icon::FileText, Route::Emergency)))
    }

    fn blank(_about: Option<RecordId>, _today: Day) -> Draft {
        Draft::new()
    }

    fn sort_field() -> Option<&'static Field> {
        Some(&field::SLOT)
    }

    /// The ministry's number of the manual, with its source; whether it is right today is for the clinic to check.
    fn presets() -> Vec<(String, Draft)> {
        super::presets::known().iter().map(|preset| (preset.name.clone(), preset.draft())).collect()
    }

    fn lead() -> &'static str {
        "電話番号は、つながることを確かめてから「確認日」を入力します。年に1回、確かめ直します。"
    }

    fn subtitle(&self) -> String {
        self.slot.label().to_owned()
    }

    fn status(&self, today: Day) -> (Tone, String) {
        if let Some(ended) = self.ended_on.filter(|_| !self.is_used_on(today)) {
            return (Tone::Quiet, format!("{} 終了", ended.short()));
        }
        match self.check_due() {
            _ if self.phone.is_empty() => (Tone::Warn, "電話番号なし".to_owned()),
            None => (Tone::Warn, "未確認".to_owned()),
            Some(due) if due < today => (Tone::Warn, "確認の時期".to_owned()),
            Some(_) => (Tone::Success, "確認済み".to_owned()),
        }
    }

    fn wanted(&self) -> Vec<&'static str> {
        let phone = self.phone.is_empty().then_some(field::PHONE.key);
        phone.into_iter().chain(self.checked_on.is_none().then_some(field::CHECKED_ON.key)).collect()
    }

    fn sections(id: RecordId, facts: &Facts, today: Day) -> Vec<Section> {
        let Some(kept) = facts.contacts.iter().find(|kept| RecordId::from(kept.id) == id) else { return Vec::new() };
        let contact = &kept.record;
        let checked = contact.checked_on.map(|day| {
            let due = contact.check_due().map_or_else(String::new, |due| format!("次は{}までに", due.wareki()));
            SectionRow { of: None, ..SectionRow::new(Kind::Contact, id, format!("{}に確認", day.wareki())) }
                .note(&[due])
        });
        let question = CheckDialog { id: kept.id, name: contact.name.clone(), phone: contact.phone.clone() };
        let offer = Offer {
            word: "今日確認したと記録…",
            icon: Icon::CalendarCheck,
            open: Rc::new(move |_| Box::new(question.clone())),
        };
        let may_check = contact.is_used_on(today) && !contact.phone.is_empty();
        vec![Section {
            title: "番号の確認",
            empty: "電話番号が今も正しいことを、年に1回確かめます。",
            is_wanted: true,
            adds: Vec::new(),
            offer: may_check.then_some(offer),
            rows: checked.into_iter().collect(),
        }]
    }

    fn end_fields() -> &'static [Field] {
        const END: &[Field] = &[field::ENDED_ON];
        END
    }

    fn end_word() -> &'static str {
        "使用終了"
    }
}

/// Asks whether the number was really tried or compared.
#[derive(Clone)]
struct CheckDialog {
    id: ContactId,
    name: String,
    phone: String,
}

impl Dialog for CheckDialog {
    fn ui(&mut self, ctx: &Context, desk: &mut Desk<'_>) -> Stay {
        let mut stay = Stay::Open;
        let is_escaped = dialog::show(ctx, "番号を確かめましたか", |ui| {
            prose::strong(ui, &format!("{}　{}", self.name, self.phone));
            prose::paragraph(ui, "電話をかけるか、公式の案内と見比べて、今も正しいと確かめたときに記録します。");
            match dialog_buttons(ui, "今日確認したと記録する") {
                Some(true) if !desk.is_busy => desk.run(ConfirmContacts(vec![self.id])),
                Some(true) | None => {}
                Some(false) => stay = Stay::Closed,
            }
        });
        if is_escaped { Stay::Closed } else { stay }
    }
}

fn load(read: &Reader<'_>, today: Day) -> Result<Vec<Row>, Problem> {
    let rows = read.list::<Contact>()?.into_iter().map(|kept| {
        let contact = &kept.record;
        let (tone, word) = contact.status(today);
        let or_weak = |text: String| if text.is_empty() { Cell::Weak("未記録".into()) } else { Cell::text(text) };
        let checked = contact.checked_on.map(Day::wareki).unwrap_or_default();
        let is_asked = Slot::ASKED.contains(&contact.slot);
        let used = if contact.is_used_on(today) { USED } else { ENDED };
        Row {
            id: kept.id.into(),
            cells: vec![
                Cell::two(contact.name.clone(), contact.slot.label()),
                Cell::text(contact.person.clone()),
                or_weak(contact.phone.clone()),
                Cell::text(contact.hours.clone()),
                or_weak(checked),
                Cell::pill(tone, word.clone()),
            ],
            sort: vec![
                contact.person.clone(),
                contact.phone.clone(),
                contact.hours.clone(),
                contact.checked_on.map(Day::iso).unwrap_or_default(),
                word,
            ],
            search: contact.index().search,
            marks: used | if is_asked { ASKED } else { MORE },
        }
    });
    Ok(rows.collect())
}
