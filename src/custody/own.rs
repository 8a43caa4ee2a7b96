//! 自分の手続き: what the ledger holds about who sits here, and their own keys. A member of staff sees nothing else.

use egui::Ui;

use crate::base::{Coded, Day, Kind, RecordId, StaffId};
use crate::desk::{Desk, Once, Parcel, Problem, Screen};
use crate::ledgers::facts::Facts;
use crate::procedures;
use crate::vault::{Policy, Reader};
use crate::widgets::tokens::space;
use crate::widgets::{Tone, card, notice, page, prose};

use super::LedgerFacts;
use super::back::TakeBack;
use super::factors::{Bound, Factors};
use super::frame::facts;
use super::keys::{Changed, Keys};

/// The screen of one's own record and keys.
#[must_use]
pub fn own() -> Box<dyn Screen> {
    Box::new(Own::default())
}

#[derive(Default)]
struct Own {
    /// What everybody's records say, until it is known who sits here; only their own stays.
    all: Option<(Facts, Day)>,
    mine: Option<Mine>,
    is_known: bool,
    keys: Keys,
    factors: Factors,
    was_begun: bool,
    said: Option<String>,
    back: TakeBack,
}

/// What the ledger holds about one person, as rows.
struct Mine {
    name: String,
    person: Vec<(&'static str, String)>,
    steps: procedures::Mine,
    takeouts: procedures::OwnTakeouts,
}

/// Shown where nothing is entered.
const NONE: &str = "まだありません";

fn joined(words: impl Iterator<Item = String>) -> String {
    let all: Vec<String> = words.collect();
    if all.is_empty() { NONE.to_owned() } else { all.join("、") }
}

fn sorted(words: impl Iterator<Item = String>) -> String {
    let mut all: Vec<String> = words.collect();
    all.sort();
    joined(all.into_iter())
}

impl Mine {
    fn of(facts: &Facts, today: Day, id: StaffId) -> Option<Self> {
        let staff = &facts.person(RecordId::from(id))?.record;
        let belongings = facts.belongings_of(id);
        let systems = facts.system_names();
        let accounts = belongings.accounts.iter().filter(|kept| kept.record.removed_on.is_none_or(|day| day > today));
        let devices = belongings.devices.iter().filter(|kept| kept.record.is_active_on(today));
        Some(Self {
            name: staff.name.clone(),
            steps: procedures::Mine::of(facts, id, today),
            takeouts: procedures::OwnTakeouts::of(facts, id, today),
            person: vec![
                ("氏名", staff.name.clone()),
                ("所属", joined(Some(staff.department.clone()).into_iter().filter(|text| !text.is_empty()))),
                ("職種", joined(Some(staff.profession.clone()).into_iter().filter(|text| !text.is_empty()))),
                (
                    "使うシステム",
                    sorted(accounts.filter_map(|kept| systems.get(&kept.record.system).map(|name| (*name).to_owned()))),
                ),
                (
                    "使う端末",
                    sorted(devices.map(|kept| {
                        let device = &kept.record;
                        let kind = device.kind.label();
                        format!("{kind} {}", device.control_number).trim().to_owned()
                    })),
                ),
            ],
        })
    }
}

fn draw_rows(ui: &mut Ui, rows: &[(&'static str, String)]) {
    let rows: Vec<(&str, &str)> = rows.iter().map(|(label, value)| (*label, value.as_str())).collect();
    facts(ui, &rows);
}

impl Own {
    fn draw_mine(&self, ui: &mut Ui, desk: &mut Desk<'_>) {
        match &self.mine {
            Some(mine) => {
                card::card(ui, |ui| mine.steps.ui(ui, desk));
                card::card(ui, |ui| mine.takeouts.ui(ui, desk));
                card::card(ui, |ui| {
                    card::title(ui, "あなたの登録");
                    draw_rows(ui, &mine.person);
                    prose::weak(ui, "違うところがあれば、管理者に伝えてください。");
                });
            }
            None if self.is_known => {
                card::card(ui, |ui| {
                    card::title(ui, "あなたの登録");
                    prose::paragraph(
                        ui,
                        "あなたの利用者の記録が、まだこの操作者に結び付いていません。管理責任者が「操作者」の画面で結び付けると、ここに表示されます。",
                    );
                });
            }
            None => {}
        }
    }
}

impl Screen for Own {
    fn reads(&self) -> &'static [Kind] {
        &Kind::ALL
    }

    fn reload(&mut self, read: &Reader<'_>, today: Day) -> Result<(), Problem> {
        self.all = Some((Facts::load(read)?, today));
        let policy = Policy::read(read)?;
        self.keys.by_policy(policy);
        self.factors.by_policy(policy);
        Ok(())
    }

    fn ui(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        let is_guest = desk.sitter.is_guest;
        let name = self.mine.as_ref().map(|mine| mine.name.clone()).unwrap_or_default();
        page::header(ui, "自分の手続き", if is_guest { &name } else { desk.operator }, |_| {});
        page::body(ui, |ui| {
            if let Some(said) = &self.said {
                notice::bar(ui, Tone::Success, said);
            }
            let is_begun = self.factors.is_begun();
            if is_begun != self.was_begun {
                self.was_begun = is_begun;
                // What was begun stands first, wherever the button for it was.
                ui.scroll_to_cursor(Some(egui::Align::Min));
            }
            if is_begun {
                card::card(ui, |ui| self.factors.ui(ui, desk));
            }
            self.draw_mine(ui, desk);
            if is_guest {
                // The keys are the operator's.
                card::card(ui, |ui| self.back.ui(ui, desk));
                return;
            }
            card::card(ui, |ui| self.keys.ui(ui, desk));
            if !is_begun {
                card::card(ui, |ui| self.factors.ui(ui, desk));
            }
            ui.add_space(space::S);
        });
    }

    fn holds_once(&self) -> Option<Once> {
        self.factors.once()
    }

    fn delivered(&mut self, parcel: Parcel) {
        let content = match parcel {
            Parcel::Result(content) => content,
            Parcel::Folder(folder) => return self.factors.folder(folder),
            Parcel::File { .. } | Parcel::Saved { .. } | Parcel::Failed(_) => return,
        };
        let content = match content.downcast::<LedgerFacts>() {
            Ok(known) => {
                // Of everybody else nothing is kept.
                let all = self.all.take();
                self.mine = all.zip(known.person).and_then(|((all, today), id)| Mine::of(&all, today, id));
                self.is_known = true;
                self.keys.take(&known.me);
                self.factors.take(&known.me, known.folder);
                return;
            }
            Err(content) => content,
        };
        match content.downcast::<Bound>() {
            Ok(bound) => {
                self.factors.done();
                self.said = Some(bound.0);
            }
            Err(content) => {
                if content.is::<Changed>() {
                    self.keys.done();
                    let said = "合言葉を変更しました。次に開くときから、新しい合言葉を使います。";
                    self.said = Some(said.to_owned());
                }
            }
        }
    }
}
