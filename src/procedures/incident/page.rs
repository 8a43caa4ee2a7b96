//! 事故の記録: one incident as it stands: how far it is, what is known and what is not yet, everything that was done line
//! by line, what is to prevent the next one, and its end.

use egui::Ui;

use crate::base::{At, Coded, Day, IncidentId, Kept, Kind, Record, RoleId};
use crate::desk::{Ask, Desk, Done, Problem, Refusal, Right, Route, Screen};
use crate::flows::flow;
use crate::ledgers::clocks::{Case, Clocks, Standing};
use crate::ledgers::holidays::calendar;
use crate::ledgers::incident::commands::signs_on;
use crate::ledgers::incident::record::{Incident, field};
use crate::ledgers::incident::state::State;
use crate::ledgers::remedy::record::Remedy;
use crate::ledgers::role::record::Role;
use crate::ledgers::shelf::{Acted, Asking, Hands, Section, SectionRow, Shown, draw_section, pressed};
use crate::ledgers::staff::record::Staff;
use crate::vault::Reader;
use crate::widgets::button::{primary, quiet, secondary};
use crate::widgets::tokens::space;
use crate::widgets::{Icon, card, empty, escape, page, pill, prose};

use super::closing::{CloseDialog, ReopenDialog, owed};
use super::known::{cards, draw_known};
use super::said::Saying;
use super::tasks::{Task, Touched, tasks};

/// The page of one incident.
#[must_use]
pub fn incident(id: IncidentId) -> Box<dyn Screen> {
    Box::new(IncidentPage {
        id,
        kept: None,
        touched: Touched::default(),
        tasks: Vec::new(),
        clocks: None,
        remedies: Vec::new(),
        people: Vec::new(),
        signers: Vec::new(),
        sections: Vec::new(),
        asking: Asking::default(),
        saying: Saying::default(),
        is_loaded: false,
    })
}

pub(super) struct IncidentPage {
    pub(super) id: IncidentId,
    pub(super) kept: Option<Kept<Incident>>,
    touched: Touched,
    pub(super) tasks: Vec<Task>,
    /// Until when the commission is to be told.
    clocks: Option<Clocks>,
    /// What is to keep it from happening again, each with who sees to it.
    pub(super) remedies: Vec<(Kept<Remedy>, String)>,
    /// Who can see to something: id and name.
    pub(super) people: Vec<(String, String)>,
    /// Who may close it: the role and its holder's name.
    signers: Vec<(RoleId, String)>,
    /// Whom and what it touches, with the way there.
    sections: Vec<Section>,
    pub(super) asking: Asking,
    saying: Saying,
    is_loaded: bool,
}

impl IncidentPage {
    fn draw_header(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        let Some(kept) = &self.kept else {
            page::header(ui, Kind::Incident.label(), "", |_| {});
            return;
        };
        let (incident, id) = (&kept.record, kept.id);
        let title = format!("{} {}", Kind::Incident.label(), incident.number());
        let mut ends = false;
        page::header(ui, &title, incident.flow.label(), |ui| {
            if desk.may(Right::Write) {
                if incident.is_open() {
                    if ui.add(primary("対応を続ける").icon(Icon::ArrowRight)).clicked() {
                        desk.go(Route::Respond(id));
                    }
                    let correct = ui.add(secondary("書き足す・訂正").icon(Icon::Pencil)).on_hover_text("Ctrl+E");
                    if correct.clicked() || pressed(ui, egui::Key::E) {
                        desk.go(Route::Edit(Kind::Incident, id.into()));
                    }
                }
                let (word, icon) = if incident.is_open() {
                    ("終結する…", Icon::CircleCheck)
                } else {
                    ("再開する…", Icon::RotateCcw)
                };
                ends = ui.add(secondary(word).icon(icon)).clicked();
            }
            if ui.add(secondary("履歴").icon(Icon::History)).clicked() {
                desk.go(Route::History(Kind::Incident, id.into()));
            }
            if ui.add(quiet("戻る").icon(Icon::ArrowLeft)).on_hover_text("Esc").clicked() {
                desk.ask(Ask::Back);
            }
        });
        if ends && incident.is_open() {
            if let Some(clocks) = &self.clocks {
                let dialog = CloseDialog::new(kept, &self.tasks, &self.remedies, &self.signers, clocks);
                self.asking.open(dialog);
            }
        } else if ends {
            self.asking.open(ReopenDialog::new(id));
        }
    }

    /// How far it is, when it was what, and what comes next.
    fn draw_state(&self, ui: &mut Ui, incident: &Incident, desk: &mut Desk<'_>) {
        card::card(ui, |ui| {
            ui.horizontal(|ui| {
                let (tone, word) = incident.status(desk.today);
                pill::pill(ui, tone, &word);
                pill::pill(ui, crate::widgets::Tone::Quiet, incident.sort.label());
            });
            let summary =
                if incident.summary.is_empty() { "概要はまだ書かれていません" } else { &incident.summary };
            prose::styled(
                ui,
                summary,
                crate::widgets::theme::bold_for(ui.ctx(), summary, 15.0),
                crate::widgets::tokens::color::TEXT,
            );
            let at = |at: Option<At>| at.map_or_else(|| "確認中".to_owned(), At::wareki);
            let closed = incident.closing.as_ref().map(|closing| closing.on.wareki());
            let times = [
                ("起きた", at(incident.happened_at)),
                ("知った", incident.known_at.wareki()),
                ("責任者に報告", at(incident.reported_at)),
                ("最初の措置", at(incident.first_done_at())),
                ("終結", closed.unwrap_or_else(|| "まだ".to_owned())),
            ];
            ui.columns(times.len(), |columns| {
                for (ui, (label, value)) in columns.iter_mut().zip(&times) {
                    ui.spacing_mut().item_spacing.y = space::XS;
                    prose::caption(ui, label);
                    prose::strong(ui, value);
                }
            });
            if let Some(next) = self.next(incident) {
                prose::paragraph(ui, &next);
            }
        });
    }

    /// What comes next, in a sentence.
    fn next(&self, incident: &Incident) -> Option<String> {
        if !incident.is_open() {
            return None;
        }
        let n_said = self.tasks.iter().filter(|task| task.line.is_some()).count();
        let next =
            self.tasks.iter().find(|task| task.line.is_none()).map(|task| format!("次は「{}」です。", task.title));
        let steps = format!("手順は{}のうち{n_said}を記録しました。", self.tasks.len());
        let law = match (incident.standing_by_law(), incident.owed().first(), &self.clocks) {
            (Standing::Reportable(_), Some(report), Some(clocks)) => format!("{}がまだです。", owed(*report, clocks)),
            (Standing::NeedsAnswer(_), ..) => "個人情報保護委員会への報告がいるかは、まだ決まっていません。".to_owned(),
            (Standing::Reportable(_) | Standing::NotReportable | Standing::Excluded, ..) => String::new(),
        };
        let last = next.unwrap_or_else(|| "すべて記録したら、責任者が確かめて終結します。".to_owned());
        Some(format!("{steps}{last}{law}"))
    }

    fn draw_body(&mut self, ui: &mut Ui, kept: &Kept<Incident>, desk: &mut Desk<'_>) {
        let room = ui.available_width();
        let hands = Hands::of(desk);
        let mut acted = None;
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = space::L;
            column(ui, ((room - space::L) * 0.58).floor(), |ui| {
                self.draw_timeline(ui, &kept.record, desk);
                self.draw_prevention(ui, &kept.record, desk);
                draw_end(ui, &kept.record);
            });
            let width = ui.available_width();
            column(ui, width, |ui| {
                self.draw_papers(ui, kept, desk);
                for known in cards(kept.id, &kept.record) {
                    draw_known(ui, &known, desk);
                }
                for section in &self.sections {
                    acted = draw_section(ui, section, hands).or(acted.take());
                }
            });
        });
        if hands == Hands::Free && ui.add(quiet("登録の取り消し…").icon(Icon::Ban)).clicked() {
            acted = Some(Acted::TakeBack(Kind::Incident, kept.id.into(), kept.record.title()));
        }
        self.asking.take(acted, desk);
    }

    /// Opens the question for a line to be added.
    pub(super) fn add_line(&mut self, desk: &Desk<'_>) {
        self.saying.open(desk);
    }
}

/// Draws into a column of a fixed width, from the top.
fn column(ui: &mut Ui, width: f32, add: impl FnOnce(&mut Ui)) {
    let rect = egui::Rect::from_min_size(ui.cursor().min, egui::vec2(width, f32::INFINITY));
    let layout = egui::Layout::top_down(egui::Align::Min);
    ui.scope_builder(egui::UiBuilder::new().max_rect(rect).layout(layout), |ui| {
        ui.set_width(width);
        ui.spacing_mut().item_spacing.y = space::M;
        add(ui);
    });
}

/// The sign-off, where it was closed.
fn draw_end(ui: &mut Ui, incident: &Incident) {
    let Some(closing) = &incident.closing else { return };
    card::card(ui, |ui| {
        card::title(ui, State::Closed.label());
        prose::strong(ui, &format!("{}　{}（{}）が確かめて終結", closing.on.wareki(), closing.by, closing.role));
        for left in &closing.left_open {
            prose::paragraph(ui, &format!("残したこと　{left}"));
        }
        if !closing.reason.is_empty() {
            prose::paragraph(ui, &format!("理由　{}", closing.reason));
        }
    });
}

/// Whom and what it touches, each with the way to its page.
fn touched_section(incident: &Incident, touched: &Touched) -> Section {
    let mut rows = Vec::new();
    if let Some(kept) = &touched.person {
        rows.push(
            SectionRow::link(kept.record.name.clone(), Route::Page(Kind::Staff, kept.id.into()))
                .note(&[kept.record.department.clone(), field::STAFF.label.to_owned()]),
        );
    }
    for kept in &touched.devices {
        rows.push(
            SectionRow::link(kept.record.title(), Route::Page(Kind::Device, kept.id.into()))
                .note(&[super::tasks::protection(&kept.record)]),
        );
    }
    for (account, system) in touched.accounts.iter().filter(|(_, system)| incident.systems.contains(&system.id)) {
        rows.push(
            SectionRow::link(system.record.name.clone(), Route::Page(Kind::System, system.id.into()))
                .note(&[format!("ID {}", account.record.login)]),
        );
    }
    Section {
        title: "かかわる人と機器",
        empty: "台帳の人・端末・システムは、まだ選ばれていません。",
        is_wanted: false,
        adds: Vec::new(),
        offer: None,
        rows,
    }
}

impl Screen for IncidentPage {
    fn reads(&self) -> &'static [Kind] {
        &[
            Kind::Incident,
            Kind::Remedy,
            Kind::Role,
            Kind::Contact,
            Kind::Device,
            Kind::Account,
            Kind::System,
            Kind::Staff,
        ]
    }

    fn reload(&mut self, read: &Reader<'_>, today: Day) -> Result<(), Problem> {
        self.is_loaded = true;
        self.kept = read.get::<Incident>(self.id)?;
        let Some(kept) = &self.kept else { return Ok(()) };
        self.clocks = Some(Case::of(&kept.record).clocks(&calendar(read)?));
        self.touched = Touched::read(read, &kept.record, today)?;
        self.tasks = flow(kept.record.flow).map(|flow| tasks(flow, &kept.record, &self.touched)).unwrap_or_default();
        self.sections = vec![touched_section(&kept.record, &self.touched)];
        let staff = read.list::<Staff>()?;
        let name = |id| staff.iter().find(|kept| Some(kept.id) == id).map(|kept| kept.record.name.clone());
        let own = read.list::<Remedy>()?.into_iter().filter(|one| one.record.incident == Some(self.id));
        self.remedies = own
            .map(|one| {
                let owner = name(one.record.owner).unwrap_or_default();
                (one, owner)
            })
            .collect();
        let roles = read.list::<Role>()?.into_iter().filter(|kept| signs_on(&kept.record, today));
        self.signers = roles
            .filter_map(|kept| {
                let who = name(Some(kept.record.staff))?;
                Some((kept.id, format!("{who}（{}）", kept.record.role.label())))
            })
            .collect();
        let in_use = staff.iter().filter(|kept| kept.record.is_active_on(today));
        self.people = in_use.map(|kept| (kept.id.to_string(), kept.record.name.clone())).collect();
        Ok(())
    }

    fn ui(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        self.draw_header(ui, desk);
        page::body(ui, |ui| {
            let Some(kept) = self.kept.clone() else {
                if self.is_loaded {
                    let text = "取り消されたか、別の台帳のものです。";
                    let back = Some("一覧へ戻る");
                    let shown = empty::empty(ui, Incident::ICON, "この事故の記録は見つかりません", text, back);
                    if shown.is_some_and(|button| button.clicked()) {
                        desk.go(Route::List(Kind::Incident));
                    }
                }
                return;
            };
            self.draw_state(ui, &kept.record, desk);
            self.draw_body(ui, &kept, desk);
        });
        let is_asking = self.asking.is_open() || self.saying.is_open();
        self.asking.ui(ui, desk);
        self.saying.ui(ui, self.id, desk);
        if !is_asking && escape::pressed(ui) {
            desk.ask(Ask::Back);
        }
    }

    fn settled(&mut self, outcome: &Result<Done, Refusal>) {
        if !self.saying.settled(outcome) {
            self.asking.settled(outcome);
        }
    }

    fn unsaved(&self) -> Option<(String, String)> {
        let content = self.saying.is_typed().then(|| serde_json::to_string(&self.saying).ok())??;
        Some((Kind::Incident.code().to_owned(), content))
    }

    fn restore(&mut self, content: &str) {
        if let Ok(saying) = serde_json::from_str(content) {
            self.saying = saying;
        }
    }
}
