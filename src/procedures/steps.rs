//! 手続き: what somebody has to do, step by step; while they join, until all of it is there.

use egui::Ui;

use crate::base::{Day, Kind, RecordId, StaffId};
use crate::desk::{Ask, Desk, Done, Parcel, Problem, Refusal, Route, Screen, SheetOrder};
use crate::ledgers::device::record::Device;
use crate::ledgers::facts::Facts;
use crate::ledgers::passage::commands::{Close, Open, Settle};
use crate::ledgers::passage::record::{Passage, Way};
use crate::ledgers::shelf::{Acted, Asking, CopySlot, Offer, Shown};
use crate::ledgers::steps::{Stand, Step, joining};
use crate::vault::Reader;
use crate::widgets::button::{primary, quiet, secondary};
use crate::widgets::{Icon, card, escape, page, prose};

use super::scan;
use super::stands::{Steps, header};
use super::typed::Typed;

/// The screen of somebody's steps.
#[must_use]
pub fn steps(person: StaffId) -> Box<dyn Screen> {
    Box::new(StepsScreen {
        person,
        name: String::new(),
        passage: None,
        stands: Vec::new(),
        offer: None,
        is_there: false,
        scan: CopySlot::default(),
        steps: Steps::default(),
        typed: Typed::default(),
        asking: Asking::default(),
    })
}

struct StepsScreen {
    person: StaffId,
    name: String,
    /// Their way in, while it is open.
    passage: Option<Passage>,
    stands: Vec<Stand>,
    /// The question that gives them a device which is in the ledger already.
    offer: Option<Offer>,
    is_there: bool,
    scan: CopySlot,
    steps: Steps,
    typed: Typed,
    asking: Asking,
}

impl StepsScreen {
    fn draw_head(&self, ui: &mut Ui, desk: &mut Desk<'_>) {
        let is_open = self.stands.iter().any(Stand::is_open);
        Steps::progress(ui, &self.stands);
        let about = RecordId::from(self.person);
        match &self.passage {
            Some(passage) => {
                let day = passage.on.map(Day::wareki).unwrap_or_default();
                prose::weak(ui, &format!("利用開始日　{day}　途中でやめても、ここから続けられます。"));
                ui.horizontal_wrapped(|ui| {
                    let close = primary("利用開始の手続きを終える").icon(Icon::Check);
                    if ui.add(close.enabled(!is_open && !desk.is_busy)).clicked() {
                        desk.run(Close { person: self.person, way: Way::Joining, reason: String::new() });
                    }
                    if ui.add(secondary("チェックシートを印刷").icon(Icon::Printer)).clicked() {
                        desk.go(paper("joining-check", Some(about)));
                    }
                    if ui.add(secondary("変更届を印刷").icon(Icon::Printer)).clicked() {
                        desk.go(paper("change-notice", None));
                    }
                });
            }
            None if is_open => {
                let begin = quiet("利用開始の手続きとして進める").icon(Icon::ClipboardList);
                if ui.add(begin.enabled(!desk.is_busy)).clicked() {
                    let passage = Passage::begun(Way::Joining, self.person, desk.today);
                    desk.run(Open::new(crate::base::Record::draft(&passage)));
                }
            }
            None => {}
        }
    }

    fn draw_chair(&self, ui: &mut Ui, desk: &mut Desk<'_>) {
        let is_own = |step| matches!(step, Step::SelfCheck | Step::Policy | Step::Lesson | Step::Pledge);
        let n_own = self.stands.iter().filter(|stand| is_own(stand.step) && stand.state.is_open()).count();
        if n_own > 0 {
            prose::paragraph(ui, "自己点検・運用ポリシー・講習・誓約書は、本人がこの画面で行います。");
            let word = format!("{} さんに席を渡す", self.name);
            if ui.add(primary(&word).icon(Icon::UserCheck).enabled(!desk.is_busy)).clicked() {
                desk.ask(Ask::HandChair(self.person));
            }
        }
    }

    fn reads_as(&self) -> String {
        if self.passage.is_some() {
            format!("{}（利用開始の手続き中）", self.name)
        } else {
            self.name.clone()
        }
    }
}

fn paper(sheet: &'static str, subject: Option<RecordId>) -> Route {
    Route::Sheet(SheetOrder { subject, ..SheetOrder::today(sheet) })
}

/// What can be done in a step; the rest is the person's own.
fn draw_ways(ui: &mut Ui, desk: &mut Desk<'_>, stand: &Stand, person: StaffId, offer: Option<&Offer>) -> Option<Acted> {
    let about: RecordId = person.into();
    let ways: Vec<(&str, Icon, Route)> = match stand.step {
        Step::Person => vec![("利用者の訂正", Icon::Pencil, Route::Edit(Kind::Staff, about))],
        Step::Accounts => vec![("IDを追加", Icon::Plus, Route::New(Kind::Account, Some(about)))],
        Step::Devices => vec![("端末を追加", Icon::Plus, Route::New(Kind::Device, Some(about)))],
        Step::SelfCheck => vec![
            ("紙の点検を登録", Icon::Plus, Route::New(Kind::SelfCheck, Some(about))),
            ("点検票を印刷", Icon::Printer, paper("self-check-blank", Some(about))),
        ],
        Step::Policy => vec![("紙の確認を登録", Icon::Plus, Route::New(Kind::PolicyRead, Some(about)))],
        Step::Lesson => vec![("受講を登録", Icon::Plus, Route::New(Kind::Attendance, Some(about)))],
        Step::Pledge => vec![
            ("紙の誓約書を登録", Icon::Plus, Route::New(Kind::Pledge, Some(about))),
            ("誓約書を印刷", Icon::Printer, paper("pledge", Some(about))),
        ],
        Step::StopAccounts | Step::EndRoles | Step::HandBack | Step::Papers | Step::Operator | Step::Farewell => {
            Vec::new()
        }
    };
    let mut acted = None;
    ui.horizontal_wrapped(|ui| {
        for (word, icon, route) in ways {
            if ui.add(secondary(word).icon(icon)).clicked() {
                desk.go(route);
            }
        }
        if let Some(offer) = offer.filter(|_| stand.step == Step::Devices)
            && ui.add(secondary(offer.word).icon(offer.icon)).clicked()
        {
            acted = Some(Acted::Ask(offer.clone()));
        }
    });
    acted
}

impl Screen for StepsScreen {
    fn reads(&self) -> &'static [Kind] {
        &Kind::ALL
    }

    fn reload(&mut self, read: &Reader<'_>, today: Day) -> Result<(), Problem> {
        let facts = Facts::load(read)?;
        let kept = facts.person(self.person.into());
        self.name = kept.map(|kept| kept.record.name.clone()).unwrap_or_default();
        self.is_there = kept.is_some_and(|kept| kept.record.is_active_on(today));
        self.passage = facts.passage(self.person, Way::Joining).map(|kept| kept.record.clone());
        self.stands = joining(&facts, self.person, self.passage.as_ref(), today);
        self.scan.load(scan::newest(&facts.belongings_of(self.person).pledges));
        self.offer = Device::card(self.person.into(), &facts, today).and_then(|section| section.offer);
        Ok(())
    }

    fn ui(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        header(ui, desk, (&Route::Steps(self.person), &self.reads_as()), self.person, |_, _| {});
        self.scan.settle(desk);
        let mut acted = None;
        let mut decided = None;
        page::column(ui, |ui| {
            if !self.is_there {
                card::card(ui, |ui| prose::paragraph(ui, "この人は、利用を終えています。"));
                return;
            }
            card::card(ui, |ui| {
                self.draw_head(ui, desk);
                self.draw_chair(ui, desk);
            });
            let (person, offer, scan) = (self.person, self.offer.clone(), &self.scan);
            decided = self.steps.ui(ui, desk, &self.stands, &mut self.typed, |ui, desk, stand, _| {
                if stand.step == Step::Pledge {
                    scan.ui(ui, desk);
                }
                if let Some(asked) = draw_ways(ui, desk, stand, person, offer.as_ref()) {
                    acted = Some(asked);
                }
            });
        });
        if let Some((step, point)) = decided {
            desk.run(Settle { person: self.person, way: Way::Joining, code: step.code(), point });
        }
        self.asking.take(acted, desk);
        let is_asking = self.asking.is_open();
        self.asking.ui(ui, desk);
        if !is_asking && escape::pressed(ui) {
            desk.ask(Ask::Back);
        }
    }

    fn delivered(&mut self, parcel: Parcel) {
        self.scan.delivered(parcel);
    }

    fn settled(&mut self, outcome: &Result<Done, Refusal>) {
        self.asking.settled(outcome);
        self.typed.settled(outcome);
        if outcome.is_ok() {
            self.steps.done();
        }
    }
}
