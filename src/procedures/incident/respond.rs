//! 事故への対応: one incident, step by step. Every step is saved as soon as it is said; one can leave and come back.

use egui::Ui;
use serde::{Deserialize, Serialize};

use crate::base::{AT_ADVICE, At, Breach, Coded, Day, Draft, IncidentId, Kept, Kind, Record, RecordId};
use crate::desk::{Ask, Desk, Done, Problem, Refusal, Route, Screen, SheetOrder};
use crate::flows::{Flow, Phase, flow};
use crate::ledgers::incident::commands::{AT, Fill, Said, Say, Take};
use crate::ledgers::incident::record::{FlowKind, Incident, Outcome, Report, What};
use crate::vault::Reader;
use crate::widgets::button::{primary, quiet, secondary};
use crate::widgets::steps::bar;
use crate::widgets::{Icon, Tone, card, escape, notice, page, prose};

use super::fill;
use super::said::Saying;
use super::tasks::{Task, Touched, protection, tasks};

/// The screen of one incident's steps.
#[must_use]
pub fn respond(id: IncidentId) -> Box<dyn Screen> {
    Box::new(Respond {
        id,
        kept: None,
        flow: None,
        touched: Touched::default(),
        tasks: Vec::new(),
        typed: Typed::default(),
        breaches: Vec::new(),
        settling: None,
        saying: Saying::default(),
        is_loaded: false,
    })
}

pub(super) struct Respond {
    pub(super) id: IncidentId,
    pub(super) kept: Option<Kept<Incident>>,
    flow: Option<&'static Flow>,
    pub(super) touched: Touched,
    tasks: Vec<Task>,
    pub(super) typed: Typed,
    /// What is wrong with what was typed.
    pub(super) breaches: Vec<Breach>,
    /// The step that was said and is being saved.
    settling: Option<(String, String)>,
    /// A line that is being added beside the steps.
    saying: Saying,
    is_loaded: bool,
}

/// What is typed about the step that is unfolded; kept through a lock and a power cut.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Typed {
    /// Which step, and which of several things; none while the first open one is in sight.
    pub step: Option<(String, String)>,
    /// Whether somebody unfolded it, or wrote in it.
    pub is_touched: bool,
    pub at: String,
    pub by: String,
    pub spoken_to: String,
    pub text: String,
    /// What is filled in of the record.
    pub draft: Draft,
}

impl Respond {
    /// Unfolds a step, with what was said of it.
    pub(super) fn unfold(&mut self, task: &Task) {
        let line = task.line.as_ref();
        let said = |text: fn(&crate::ledgers::incident::record::Line) -> String| line.map(text).unwrap_or_default();
        let draft = match (task.step.fills, &self.kept) {
            (Some(fills), Some(kept)) => fill::draft(fills, &kept.record),
            (Some(_) | None, _) => Draft::new(),
        };
        self.breaches.clear();
        self.typed = Typed {
            step: Some(task.key()),
            is_touched: true,
            at: said(|line| line.at.wareki()),
            by: said(|line| line.by.clone()),
            spoken_to: said(|line| line.spoken_to.clone()),
            text: said(|line| line.text.clone()),
            draft,
        };
    }

    pub(super) fn fold(&mut self) {
        self.typed = Typed::default();
        self.breaches.clear();
    }

    /// Whether a step is unfolded: the one that was chosen, else the first that nothing was said of.
    pub(super) fn is_unfolded(&self, task: &Task) -> bool {
        match &self.typed.step {
            Some(key) => *key == task.key(),
            None => self.tasks.iter().find(|other| other.line.is_none()).is_some_and(|first| first.key() == task.key()),
        }
    }

    /// Says what came of a step; what was typed about it goes with it. `None` fills in `now` and who sits here.
    pub(super) fn say(&mut self, task: &Task, outcome: Outcome, desk: &mut Desk<'_>) {
        let is_typed = self.is_unfolded(task);
        let typed = if is_typed { self.typed.clone() } else { Typed::default() };
        let Some(at) = when(&typed.at, desk) else {
            self.breaches = vec![Breach { field: AT.key, label: AT.label, why: AT_ADVICE.to_owned() }];
            return;
        };
        let by = if typed.by.trim().is_empty() { desk.operator.to_owned() } else { typed.by };
        let take = Take {
            incident: self.id,
            code: task.step.code.clone(),
            about: task.about.clone(),
            title: task.title.clone(),
            outcome,
            report: task.step.report,
            reports: task.step.reports,
            said: Said { at, by, spoken_to: typed.spoken_to, text: typed.text },
        };
        self.settling = Some(task.key());
        match (task.step.fills, outcome) {
            (Some(_), Outcome::Done) if is_typed => desk.run(Fill { draft: typed.draft, take }),
            (Some(_) | None, _) => desk.run(take),
        }
    }

    fn draw_head(&mut self, ui: &mut Ui, kept: &Kept<Incident>, desk: &mut Desk<'_>) {
        let Some(flow) = self.flow else { return };
        let incident = &kept.record;
        notice::bar(ui, Tone::Info, &flow.lead);
        let n_said = self.tasks.iter().filter(|task| task.line.is_some()).count();
        bar(ui, n_said, self.tasks.len());
        prose::strong(ui, &format!("知った日時　{}", incident.known_at.wareki()));
        let n_all = self.tasks.len();
        prose::weak(ui, &format!("{n_all}のうち{n_said}を記録しました。途中でやめても、ここから続けられます。"));
        ui.horizontal_wrapped(|ui| {
            let subject = Some(RecordId::from(self.id));
            let mut paper = |ui: &mut Ui, word: &str, sheet: &'static str| {
                if ui.add(secondary(word).icon(Icon::Printer).enabled(!desk.is_busy)).clicked() {
                    desk.ask(Ask::Print(SheetOrder { subject, ..SheetOrder::today(sheet) }));
                }
            };
            let stage = incident.stage();
            paper(ui, &format!("{}を印刷", stage.label()), "incident-report");
            if matches!(incident.flow, FlowKind::DeviceLoss | FlowKind::PaperLoss) {
                paper(ui, "紛失・盗難届を印刷", "loss-report");
            }
            paper(ui, "経過記録を印刷", "incident-timeline");
            if ui.add(secondary("経過を書き足す…").icon(Icon::Pencil)).clicked() {
                self.saying.open(desk);
            }
            if stage == Report::First {
                let given = quiet("第一報を出したと記録する").icon(Icon::Check);
                if ui.add(given.enabled(!desk.is_busy)).clicked() {
                    let what = What::Report { report: stage, to: String::new(), number: String::new() };
                    let (at, by) = (At::of(desk.now), desk.operator.to_owned());
                    let said = Said { at, by, spoken_to: String::new(), text: String::new() };
                    desk.run(Say { incident: self.id, what, said });
                }
            }
        });
    }

    fn draw_touched(&self, ui: &mut Ui, desk: &mut Desk<'_>) {
        let Touched { person, devices, accounts, .. } = &self.touched;
        if person.is_none() && devices.is_empty() {
            return;
        }
        card::card(ui, |ui| {
            card::title(ui, "台帳からわかること");
            if let Some(kept) = person {
                let words = [kept.record.name.as_str(), &kept.record.department, &kept.record.profession];
                let words: Vec<&str> = words.into_iter().filter(|word| !word.is_empty()).collect();
                prose::strong(ui, &words.join("　"));
            }
            for kept in devices {
                let told = [("回線", &kept.record.network_text), ("製造番号", &kept.record.serial)];
                let told = told.into_iter().filter(|(_, text)| !text.is_empty());
                let told: Vec<String> = told.map(|(label, text)| format!("{label} {text}")).collect();
                let name = kept.record.title();
                prose::strong(ui, &[vec![name], told].concat().join("　"));
                prose::paragraph(ui, &protection(&kept.record));
            }
            if let Some(kept) = &self.touched.takeout {
                let takeout = &kept.record;
                let told =
                    [("持出し", takeout.period()), ("目的", takeout.purpose.clone()), ("情報", takeout.what.clone())];
                let told = told.into_iter().filter(|(_, text)| !text.is_empty());
                let told: Vec<String> = told.map(|(label, text)| format!("{label}　{text}")).collect();
                prose::paragraph(ui, &told.join("　・　"));
            }
            let ids: Vec<String> = accounts
                .iter()
                .map(|(account, system)| format!("{}（{}）", system.record.name, account.record.login))
                .collect();
            if !ids.is_empty() {
                prose::paragraph(ui, &format!("利用者ID　{}", ids.join("、")));
            }
            if let Some(kept) = &self.kept
                && ui.add(quiet("ちがうときは直す").icon(Icon::Pencil).small()).clicked()
            {
                desk.go(Route::Edit(Kind::Incident, kept.id.into()));
            }
        });
    }

    fn draw_phases(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        let all = std::mem::take(&mut self.tasks);
        for phase in Phase::ALL {
            let of_phase: Vec<(usize, &Task)> =
                all.iter().enumerate().filter(|(_, task)| task.step.phase == *phase).collect();
            if of_phase.is_empty() {
                continue;
            }
            self.tasks.clone_from(&all);
            card::card(ui, |ui| {
                let n_said = of_phase.iter().filter(|(_, task)| task.line.is_some()).count();
                card::title(ui, &format!("{}　{n_said} / {}", phase.label(), of_phase.len()));
                for (place, (number, task)) in of_phase.iter().enumerate() {
                    if place > 0 {
                        ui.separator();
                    }
                    ui.push_id(("task", task.key()), |ui| self.draw_task(ui, *number, task, desk));
                }
            });
        }
        self.tasks = all;
    }
}

/// When it was, as typed; now where nothing was.
pub(super) fn when(text: &str, desk: &Desk<'_>) -> Option<At> {
    if text.trim().is_empty() { Some(At::of(desk.now)) } else { At::read(text, desk.today) }
}

impl Screen for Respond {
    fn reads(&self) -> &'static [Kind] {
        &[Kind::Incident, Kind::Contact, Kind::Device, Kind::Account, Kind::System, Kind::Staff]
    }

    fn reload(&mut self, read: &Reader<'_>, today: Day) -> Result<(), Problem> {
        self.kept = read.get::<Incident>(self.id)?;
        if let Some(kept) = &self.kept {
            self.flow = flow(kept.record.flow);
            self.touched = Touched::read(read, &kept.record, today)?;
            self.tasks = self.flow.map(|flow| tasks(flow, &kept.record, &self.touched)).unwrap_or_default();
        }
        self.is_loaded = true;
        Ok(())
    }

    fn ui(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        let beside = self.kept.as_ref().map(|kept| format!("{}　{}", kept.record.number(), kept.record.flow.label()));
        page::header(ui, Route::Respond(self.id).label(), &beside.unwrap_or_default(), |ui| {
            if ui.add(secondary("記録の画面").icon(Icon::FileText)).clicked() {
                desk.go(Route::Page(Kind::Incident, self.id.into()));
            }
            if ui.add(quiet("戻る").icon(Icon::ArrowLeft)).on_hover_text("Esc").clicked() {
                desk.ask(Ask::Back);
            }
        });
        page::column(ui, |ui| {
            if !self.is_loaded {
                return;
            }
            let Some(kept) = self.kept.clone() else {
                card::card(ui, |ui| prose::paragraph(ui, "この事故の記録は、取り消されています。"));
                return;
            };
            if !kept.record.is_open() {
                card::card(ui, |ui| {
                    prose::paragraph(ui, "この事故は終結しています。書き足すときは、記録の画面で再開してください。");
                    if ui.add(primary("記録の画面").icon(Icon::FileText)).clicked() {
                        desk.go(Route::Page(Kind::Incident, self.id.into()));
                    }
                });
                return;
            }
            card::card(ui, |ui| self.draw_head(ui, &kept, desk));
            self.draw_touched(ui, desk);
            self.draw_phases(ui, desk);
        });
        let is_asking = self.saying.is_open();
        self.saying.ui(ui, self.id, desk);
        if !is_asking && escape::pressed(ui) {
            desk.ask(Ask::Back);
        }
    }

    fn settled(&mut self, outcome: &Result<Done, Refusal>) {
        if self.saying.settled(outcome) {
            return;
        }
        match outcome {
            // What was typed about another step stays.
            Ok(_) => {
                let settled = self.settling.take();
                if self.typed.step.is_none() || self.typed.step == settled {
                    self.fold();
                }
            }
            Err(Refusal::Breaches(breaches)) => self.breaches.clone_from(breaches),
            Err(Refusal::Problem(_)) => {}
        }
    }

    fn unsaved(&self) -> Option<(String, String)> {
        let is_typed = self.typed.is_touched && self.typed.step.is_some();
        if !is_typed && !self.saying.is_typed() {
            return None;
        }
        let content = serde_json::to_string(&(&self.typed, &self.saying)).ok()?;
        Some((Kind::Incident.code().to_owned(), content))
    }

    fn restore(&mut self, content: &str) {
        if let Ok((typed, saying)) = serde_json::from_str::<(Typed, Saying)>(content) {
            self.typed = typed;
            self.saying = saying;
        }
    }
}
