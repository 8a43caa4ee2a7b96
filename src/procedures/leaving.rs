//! 利用終了の手続き: somebody leaves, step by step; nobody leaves with something open unless the reason is written down.

use egui::Ui;

use crate::base::{AccountId, Coded, Day, Draft, Field, Input, Kept, Kind, RecordId, RoleId, StaffId};
use crate::desk::{Ask, Desk, Done, Parcel, Problem, Refusal, Route, Screen, SheetOrder};
use crate::ledgers::account::record::Removal;
use crate::ledgers::facts::Facts;
use crate::ledgers::passage::commands::{
    Close, END, EndRoles, Open, RECEIVE, ReceiveFarewell, STOP, Settle, StopAccounts,
};
use crate::ledgers::passage::record::{Passage, Settled, Way, field};
use crate::ledgers::shelf::CopySlot;
use crate::ledgers::steps::{Stand, Step, leaving as stands, left};
use crate::vault::Reader;
use crate::widgets::button::{primary, secondary};
use crate::widgets::{Icon, Tone, card, escape, notice, page, prose};

use super::scan;
use super::stands::{Steps, header, point, unsaved, usual_day};
use super::typed::Typed;

/// The screen of somebody's way out.
#[must_use]
pub fn leaving(person: StaffId) -> Box<dyn Screen> {
    Box::new(LeavingScreen {
        person,
        name: String::new(),
        passage: None,
        is_there: false,
        stands: Vec::new(),
        accounts: Vec::new(),
        roles: Vec::new(),
        scan: CopySlot::default(),
        steps: Steps::default(),
        typed: Typed::default(),
        offered: Draft::new(),
    })
}

struct LeavingScreen {
    person: StaffId,
    name: String,
    passage: Option<Kept<Passage>>,
    is_there: bool,
    stands: Vec<Stand>,
    /// Their live IDs and roles.
    accounts: Vec<AccountId>,
    roles: Vec<RoleId>,
    scan: CopySlot,
    steps: Steps,
    typed: Typed,
    /// What stands in the fields before anything is typed.
    offered: Draft,
}

/// The last day, as it is asked here.
const LAST_DAY: Field = Field::new(field::ON.key, "最後に利用する日", Input::Day).required();
/// Why use ends.
const WHY: Field = field::END_REASON.required();
/// Why it is closed though something is open.
const LEFT: Field = Field::new(field::OPEN_REASON.key, "残したまま終える理由", Input::Lines).required();
/// Who took back what is not a device, or what there was to take back.
const NOTE: Field = Field::new("point-note", "受け取ったもの・受け取った人", Input::Line).hint("例 入口の鍵1本、名札");

impl LeavingScreen {
    fn draw_start(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        card::title(ui, &format!("{} さんの利用終了の手続き", self.name));
        prose::paragraph(
            ui,
            "IDの停止、端末の返却と消去、退職後の守秘の確認を、順に進めます。途中でやめても、続きから始められます。",
        );
        self.typed.ui(ui, &[LAST_DAY, WHY], desk.today);
        if ui.add(primary("手続きを始める").icon(Icon::ArrowRight).enabled(!desk.is_busy)).clicked() {
            let mut draft = self.typed.draft.clone();
            draft.set(field::WAY.key, Way::Leaving.code());
            desk.run(Open::new(draft.with_link(&field::STAFF, Some(self.person))));
        }
    }

    fn draw_close(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        card::title(ui, "手続きを終える");
        let open = left(&self.stands);
        if open.is_empty() {
            prose::paragraph(ui, "すべて済みました。終えると、この人の利用終了日が台帳に入ります。");
        } else {
            notice::bar(ui, Tone::Warn, &format!("まだ残っています　{}", open.join("、")));
            prose::weak(ui, "残したまま終えるときは、理由を書きます。理由は台帳と退職時チェックシートに残ります。");
            self.typed.ui(ui, &[LEFT], desk.today);
        }
        let reason = self.typed.draft.get(LEFT.key).to_owned();
        let word = if open.is_empty() {
            "利用終了の手続きを終える"
        } else {
            "残したまま手続きを終える"
        };
        let button = if open.is_empty() { primary(word) } else { secondary(word) };
        ui.horizontal(|ui| {
            if ui.add(button.icon(Icon::Check).enabled(!desk.is_busy)).clicked() {
                desk.run(Close { person: self.person, way: Way::Leaving, reason });
            }
            if ui.add(secondary("チェックシートを印刷").icon(Icon::Printer)).clicked() {
                desk.go(paper("leaving-check", self.person));
            }
            if ui.add(secondary("変更届を印刷").icon(Icon::Printer)).clicked() {
                desk.go(Route::Sheet(SheetOrder::today("change-notice")));
            }
        });
    }

    fn draw_steps(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        let Self { person, scan, steps, typed, stands, accounts, roles, name, .. } = self;
        let (person, n_accounts, name) = (*person, accounts.len(), name.as_str());
        let mut done = None;
        let decided = steps.ui(ui, desk, stands, typed, |ui, desk, stand, typed| {
            if stand.step == Step::Farewell {
                scan.ui(ui, desk);
            }
            if !stand.is_open() {
                return;
            }
            match stand.step {
                Step::StopAccounts => {
                    typed.ui(ui, &STOP, desk.today);
                    let word = format!("{n_accounts}件のIDの停止を記録");
                    if ui.add(primary(&word).icon(Icon::Check).enabled(!desk.is_busy)).clicked() {
                        desk.run(StopAccounts { accounts: accounts.clone(), draft: typed.draft.clone() });
                    }
                }
                Step::EndRoles => {
                    typed.ui(ui, &END, desk.today);
                    if ui.add(primary("役割の終了を記録").icon(Icon::Check).enabled(!desk.is_busy)).clicked() {
                        desk.run(EndRoles { roles: roles.clone(), draft: typed.draft.clone() });
                    }
                }
                Step::Papers | Step::Operator => {
                    if stand.step == Step::Papers {
                        typed.ui(ui, &[NOTE], desk.today);
                    }
                    if ui.add(primary("済みにする").icon(Icon::Check).enabled(!desk.is_busy)).clicked() {
                        let note = typed.draft.get(NOTE.key).trim().to_owned();
                        done = Some((stand.step, Some(point(stand.step, Settled::Done, desk, note))));
                    }
                }
                Step::Farewell => draw_farewell(ui, desk, person, name, typed),
                Step::HandBack
                | Step::Person
                | Step::Accounts
                | Step::Devices
                | Step::SelfCheck
                | Step::Policy
                | Step::Lesson
                | Step::Pledge => {}
            }
        });
        if let Some((step, point)) = done.or(decided) {
            desk.run(Settle { person, way: Way::Leaving, code: step.code(), point });
        }
    }

    /// Fills the fields with what is usual.
    fn offer(&mut self, today: Day) {
        let passage = self.passage.as_ref().map(|kept| &kept.record);
        let day = usual_day(passage.and_then(|passage| passage.on), today);
        let [removed_on, removal, _] = STOP;
        self.offered = Draft::new()
            .with(&LAST_DAY, today.wareki())
            .with(&removed_on, day.as_str())
            .with(&removal, Removal::Disabled.code())
            .with(&END[0], day.as_str())
            .with(&RECEIVE[0], day.as_str());
        for field in [LAST_DAY, removed_on, removal, END[0], RECEIVE[0]] {
            self.typed.offer(&field, self.offered.get(field.key));
        }
    }
}

fn draw_farewell(ui: &mut Ui, desk: &mut Desk<'_>, person: StaffId, name: &str, typed: &mut Typed) {
    ui.horizontal_wrapped(|ui| {
        let word = format!("{name} さんに席を渡して署名してもらう");
        if ui.add(primary(&word).icon(Icon::Signature).enabled(!desk.is_busy)).clicked() {
            desk.ask(Ask::HandChair(person));
        }
        if ui.add(secondary("確認書を印刷").icon(Icon::Printer)).clicked() {
            desk.go(paper("farewell", person));
        }
    });
    ui.separator();
    prose::weak(ui, "紙に署名をもらったときは、受け取った日と保管場所を記録します。");
    typed.ui(ui, &RECEIVE, desk.today);
    if ui.add(secondary("紙で受け取った").icon(Icon::Check).enabled(!desk.is_busy)).clicked() {
        desk.run(ReceiveFarewell { person, draft: typed.draft.clone() });
    }
}

fn paper(sheet: &'static str, person: StaffId) -> Route {
    Route::Sheet(SheetOrder { subject: Some(person.into()), ..SheetOrder::today(sheet) })
}

impl Screen for LeavingScreen {
    fn reads(&self) -> &'static [Kind] {
        &Kind::ALL
    }

    fn reload(&mut self, read: &Reader<'_>, today: Day) -> Result<(), Problem> {
        let facts = Facts::load(read)?;
        let kept = facts.person(self.person.into());
        self.name = kept.map(|kept| kept.record.name.clone()).unwrap_or_default();
        self.is_there = kept.is_some_and(|kept| kept.record.ended_on.is_none());
        self.passage = facts.leaving(self.person).cloned();
        let passage = self.passage.as_ref().map(|kept| &kept.record);
        self.stands = stands(&facts, self.person, passage, today);
        let own = facts.belongings_of(self.person);
        self.scan.load(scan::newest(&own.farewells));
        let live = own.accounts.iter().filter(|kept| kept.record.removed_on.is_none());
        self.accounts = live.map(|kept| kept.id).collect();
        let held = own.roles.iter().filter(|kept| kept.record.until_on.is_none_or(|until| until > today));
        self.roles = held.map(|kept| kept.id).collect();
        self.offer(today);
        Ok(())
    }

    fn ui(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        self.scan.settle(desk);
        let passage = self.passage.as_ref().map(|kept| RecordId::from(kept.id));
        header(ui, desk, (&Route::Leaving(self.person), &self.name), self.person, |ui, desk| {
            if let Some(id) = passage
                && ui.add(secondary("日付と理由の訂正").icon(Icon::Pencil)).clicked()
            {
                desk.go(Route::Edit(Kind::Passage, id));
            }
        });
        page::column(ui, |ui| {
            let Some(kept) = &self.passage else {
                card::card(ui, |ui| {
                    if self.is_there {
                        self.draw_start(ui, desk);
                    } else {
                        prose::paragraph(ui, "この人の利用は終了しています。");
                    }
                });
                return;
            };
            let passage = &kept.record;
            card::card(ui, |ui| {
                Steps::progress(ui, &self.stands);
                let day = passage.on.map(Day::wareki).unwrap_or_default();
                prose::weak(ui, &format!("最後に利用する日　{day}　{}", passage.end_reason));
            });
            self.draw_steps(ui, desk);
            card::card(ui, |ui| self.draw_close(ui, desk));
        });
        if escape::pressed(ui) {
            desk.ask(Ask::Back);
        }
    }

    fn delivered(&mut self, parcel: Parcel) {
        self.scan.delivered(parcel);
    }

    fn settled(&mut self, outcome: &Result<Done, Refusal>) {
        self.typed.settled(outcome);
        if outcome.is_ok() {
            self.steps.done();
        }
    }

    fn unsaved(&self) -> Option<(String, String)> {
        unsaved(&self.typed, &self.offered).map(|content| ("leaving".to_owned(), content))
    }

    fn restore(&mut self, content: &str) {
        if let Ok(draft) = serde_json::from_str(content) {
            self.typed.draft = draft;
        }
    }
}
