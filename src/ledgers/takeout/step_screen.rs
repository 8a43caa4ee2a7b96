//! 持出し: how far it is and what comes next, on its page: the step's fields, filled in as far as the ledger knows, and one
//! button. Other steps stand beside it.

use egui::Ui;

use crate::base::{At, Breach, Coded, Day, Draft, Field, IncidentId, Kept, Kind, RecordId, StaffId};
use crate::desk::{Desk, Done, Refusal, Right, Route};
use crate::ledgers::device::record::{Device, DeviceKind};
use crate::ledgers::facts::Facts;
use crate::ledgers::incident::commands::Begin;
use crate::ledgers::incident::record::FlowKind;
use crate::ledgers::role::record::Role;
use crate::ledgers::shelf::{Forward, missing};
use crate::ledgers::staff::record::Staff;
use crate::ledgers::system::record::YesNo;
use crate::ledgers::takeouts::{all_have, approvers};
use crate::widgets::button::{danger, primary, quiet, secondary};
use crate::widgets::field::blank;
use crate::widgets::form::{Choosable, Plan, show};
use crate::widgets::steps::steps;
use crate::widgets::tokens::space;
use crate::widgets::{Icon, Tone, card, notice, prose};

use super::commands::Advance;
use super::record::{Checked, Contents, Sort, Standing, Takeout, Trouble, Virus, Whole, field};
use super::step::Step;

/// The words of the strip.
const STRIP: [&str; 4] = ["申請", "承認", "持出し", "返却と確認"];

/// What comes next.
#[derive(Default)]
pub(super) struct Next {
    kept: Option<Kept<Takeout>>,
    /// Who and what.
    head: String,
    said: String,
    /// 承認の条件
    conditions: String,
    steps: Vec<Step>,
    chosen: Option<Step>,
    /// Who can be named as the one who decides: id and name.
    approvers: Vec<(String, String)>,
    /// Which of all people are not, and why.
    missing: String,
    roles: Vec<Kept<Role>>,
    /// Everybody's name, and whether they are there today.
    people: Vec<(StaffId, String, Presence)>,
    /// Who asks.
    asker: Option<StaffId>,
    /// The day the list of those who decide was made for.
    decided_on: Option<Day>,
    /// Whether the person who asks is the only one who could approve it.
    is_alone: bool,
    has_approver: bool,
    encrypted: Option<Checked>,
    locked: Option<Checked>,
    draft: Draft,
    /// What the draft was filled in for.
    filled: Option<(Step, u32)>,
    breaches: Vec<Breach>,
    is_saving: bool,
    /// It is asked whether what is out was lost.
    is_lost: bool,
    /// Nothing but media is out, which have a flow of their own.
    is_media: bool,
    /// The incident about it that goes on: its number and where it is gone on with.
    incident: Option<(String, IncidentId)>,
}

impl Forward for Next {
    fn load(&mut self, id: RecordId, facts: &Facts, today: Day) {
        let Some(kept) = facts.takeouts.iter().find(|kept| RecordId::from(kept.id) == id) else { return };
        let takeout = &kept.record;
        self.head = format!("{}　{}", facts.taker(takeout), facts.taken_line(takeout));
        self.said = said(takeout, facts, today);
        let allowed = takeout.decided.as_ref().filter(|one| one.is_approved() && takeout.ended_on.is_none());
        self.conditions = allowed.map(|one| one.conditions.clone()).unwrap_or_default();
        self.steps = Step::now(takeout, today);
        let open = facts.incidents.iter().rev().find(|one| one.record.takeout == Some(kept.id) && one.record.is_open());
        self.incident = open.map(|one| (one.record.number(), one.id));
        self.is_lost &= self.incident.is_none();
        if self.chosen.is_none_or(|chosen| !self.steps.contains(&chosen)) {
            let is_usual = self.incident.is_none() && !goes_on(takeout, today);
            self.chosen = self.steps.first().copied().filter(|_| is_usual);
        }
        self.roles.clone_from(&facts.roles);
        self.people =
            facts.staff.iter().map(|kept| (kept.id, kept.record.name.clone(), presence(kept, today))).collect();
        self.asker = Some(takeout.staff);
        self.offer(takeout.staff, today);
        self.has_approver = !approvers(&facts.roles, today).is_empty();
        let devices: Vec<&Device> = facts.taken(takeout).map(|device| &device.record).collect();
        let terminals: Vec<&Device> = devices.iter().copied().filter(|device| device.kind.is_terminal()).collect();
        self.encrypted = checked(all_have(devices.iter().copied(), |device| device.encryption));
        self.locked = if terminals.is_empty() {
            Some(Checked::NotApplicable)
        } else {
            checked(all_have(terminals, |device| device.lock))
        };
        self.is_media = !devices.is_empty() && devices.iter().all(|device| is_medium(device.kind));
        self.kept = Some(kept.clone());
    }

    fn ui(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        let Some(kept) = self.kept.take() else { return };
        card::card(ui, |ui| self.draw(ui, desk, &kept));
        self.kept = Some(kept);
    }

    fn settled(&mut self, outcome: &Result<Done, Refusal>) {
        if !std::mem::take(&mut self.is_saving) {
            return;
        }
        match outcome {
            Ok(_) => {
                self.chosen = None;
                self.filled = None;
                self.breaches.clear();
            }
            Err(Refusal::Breaches(breaches)) => self.breaches.clone_from(breaches),
            Err(Refusal::Problem(_)) => {}
        }
    }
}

impl Next {
    /// Finds who may decide on a day: nobody their own request but the only one who can.
    fn offer(&mut self, asks: StaffId, day: Day) {
        let may = approvers(&self.roles, day);
        self.is_alone = may.as_slice() == [asks];
        self.decided_on = Some(day);
        let name = |id: &StaffId| self.people.iter().find(|(other, ..)| other == id).map(|(_, name, _)| name.clone());
        let named = may.iter().filter(|id| self.is_alone || **id != asks);
        self.approvers = named.map(|id| (RecordId::from(*id).to_string(), name(id).unwrap_or_default())).collect();
        let own = usize::from(may.contains(&asks) && !self.is_alone);
        let without = self.people.iter().filter(|(id, _, is)| *is == Presence::There && !may.contains(id)).count();
        let left_out = [("その日に承認できる役割のない人", without), ("申請した本人", own)];
        let left_out: Vec<_> = left_out.into_iter().filter(|(_, n)| *n > 0).collect();
        self.missing = missing(Kind::Staff, &left_out);
    }

    fn draw(&mut self, ui: &mut Ui, desk: &mut Desk<'_>, kept: &Kept<Takeout>) {
        let takeout = &kept.record;
        let standing = takeout.standing(desk.today);
        if let Some(at) = place(standing) {
            steps(ui, &STRIP, at);
            ui.add_space(space::S);
        }
        prose::strong(ui, &self.head);
        match standing {
            Standing::Late => {
                notice::bar(ui, Tone::Danger, &self.said);
            }
            Standing::Waiting
            | Standing::Approved
            | Standing::Refused
            | Standing::Out
            | Standing::Unchecked
            | Standing::Returned
            | Standing::Cancelled => {
                prose::paragraph(ui, &self.said);
            }
        }
        if !self.conditions.is_empty() {
            prose::weak(ui, &format!("承認の条件　{}", self.conditions));
        }
        self.draw_incident(ui, desk);
        if !desk.may(Right::Write) {
            return;
        }
        if self.is_lost {
            self.draw_lost(ui, desk, kept);
            return;
        }
        let chosen = self.chosen.filter(|chosen| self.steps.contains(chosen));
        if let Some(step) = chosen {
            if names_decider(step) && !self.has_approver {
                self.draw_nobody(ui, desk);
            } else {
                self.fill(step, kept, desk);
                self.draw_step(ui, desk, step, kept);
            }
        }
        self.draw_others(ui, chosen, standing.is_out() && self.incident.is_none());
    }

    fn draw_incident(&self, ui: &mut Ui, desk: &mut Desk<'_>) {
        let Some((number, id)) = &self.incident else { return };
        notice::bar(ui, Tone::Danger, &format!("この持出しについて、事故 {number} の対応が続いています。"));
        let way = desk.way_to(&Route::Respond(*id));
        if let Some(way) = way
            && ui.add(secondary("事故の対応を開く").icon(Icon::LifeBuoy)).clicked()
        {
            desk.go(way);
        }
    }

    fn draw_lost(&mut self, ui: &mut Ui, desk: &mut Desk<'_>, kept: &Kept<Takeout>) {
        ui.separator();
        prose::strong(ui, "なくした・盗まれたときの対応を始めます");
        prose::paragraph(
            ui,
            "持ち出した人と媒体を引き継いで、事故の記録を始めます。見つかったときは、その記録に書いて終えられます。",
        );
        ui.horizontal_wrapped(|ui| {
            if ui.add(danger("事故の対応を始める").icon(Icon::LifeBuoy).enabled(!desk.is_busy)).clicked() {
                let takeout = &kept.record;
                desk.run(Begin {
                    flow: if self.is_media { FlowKind::PaperLoss } else { FlowKind::DeviceLoss },
                    sort: None,
                    known_at: At::of(desk.now),
                    finder: String::new(),
                    staff: Some(takeout.staff),
                    devices: takeout.devices.clone(),
                    vendor: None,
                    takeout: Some(kept.id),
                    summary: String::new(),
                });
            }
            if ui.add(secondary("やめる")).clicked() {
                self.is_lost = false;
            }
        });
    }

    fn draw_nobody(&self, ui: &mut Ui, desk: &mut Desk<'_>) {
        let text = "承認できる役割の人がまだいません。「役割」で、管理責任者か施設管理者などを登録してください。";
        notice::bar(ui, Tone::Warn, text);
        if ui.add(secondary("役割を登録").icon(Icon::UserPlus)).clicked() {
            desk.go(Route::New(Kind::Role, None));
        }
    }

    fn draw_step(&mut self, ui: &mut Ui, desk: &mut Desk<'_>, step: Step, kept: &Kept<Takeout>) {
        ui.separator();
        prose::strong(ui, step.heading());
        if !step.about().is_empty() {
            prose::weak(ui, step.about());
        }
        for (label, why) in self.elsewhere(step) {
            notice::bar(ui, Tone::Danger, &format!("{label}：{why}"));
        }
        let asked: Vec<Field> = step.fields().iter().copied().filter(|field| self.asks(field, kept)).collect();
        self.draw_fields(ui, &asked, desk.today);
        ui.add_space(space::XS);
        let save = primary(step.action()).icon(Icon::Check).enabled(!desk.is_busy && !self.is_saving);
        if ui.add(save).clicked() {
            self.is_saving = true;
            self.breaches.clear();
            desk.run(Advance { id: kept.id, version: kept.version, step, draft: self.draft.clone() });
        }
    }

    /// What is wrong with what is not asked here.
    fn elsewhere(&self, step: Step) -> Vec<(&'static str, String)> {
        let is_asked = |key: &str| step.fields().iter().any(|field| field.key == key);
        let other = self.breaches.iter().filter(|breach| !is_asked(breach.field));
        other.map(|breach| (breach.label, breach.why.clone())).collect()
    }

    fn draw_fields(&mut self, ui: &mut Ui, fields: &[Field], today: Day) {
        let day = Day::read(self.draft.get(field::DECIDED_ON.key)).unwrap_or(today);
        if self.decided_on != Some(day)
            && let Some(asks) = self.asker
        {
            self.offer(asks, day);
        }
        let Self { draft, breaches, approvers, missing, .. } = self;
        let options = |_: &Field| Choosable { items: approvers.as_slice(), missing: missing.as_str() };
        let plan = Plan { fields, breaches, options: &options, today, save: "", is_dirty: true, is_busy: false };
        let mut mended = Vec::new();
        let column = ((ui.available_width() - space::L) / 2.0).max(200.0);
        let mut rest = fields;
        while let Some((field, after)) = rest.split_first() {
            let second = after.first().filter(|next| !field.is_wide && !next.is_wide);
            rest = if second.is_some() { after.get(1..).unwrap_or_default() } else { after };
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = space::L;
                for one in std::iter::once(field).chain(second) {
                    let width = if one.is_wide { column * 2.0 + space::L } else { column };
                    crate::ledgers::shelf::cell(ui, width, |ui| {
                        let fault = plan.breaches.iter().find(|breach| breach.field == one.key);
                        let fault = fault.map(|breach| breach.why.as_str());
                        let entry = blank(one.label).need(one.need).hint(one.hint).fault(fault);
                        if show(ui, entry, one, &plan, draft).changed {
                            mended.push(one.key);
                        }
                    });
                }
            });
        }
        breaches.retain(|breach| !mended.contains(&breach.field));
    }

    fn draw_others(&mut self, ui: &mut Ui, chosen: Option<Step>, can_be_lost: bool) {
        let others: Vec<Step> = self.steps.iter().copied().filter(|step| Some(*step) != chosen).collect();
        if others.is_empty() && !can_be_lost {
            return;
        }
        ui.separator();
        let mut taken = None;
        ui.horizontal_wrapped(|ui| {
            for step in others {
                if ui.add(quiet(step.way_in()).icon(Icon::ArrowRight).small()).clicked() {
                    taken = Some(step);
                }
            }
            if can_be_lost && ui.add(quiet("なくした・盗まれた").icon(Icon::TriangleAlert).small()).clicked() {
                self.is_lost = true;
            }
        });
        if let Some(step) = taken {
            self.chosen = Some(step);
            self.filled = None;
            self.breaches.clear();
        }
    }

    /// Whether a field is asked for, seeing what was typed so far.
    fn asks(&self, one: &Field, kept: &Kept<Takeout>) -> bool {
        let is_marked = self.breaches.iter().any(|breach| breach.field == one.key);
        let is = |field: &Field, code: &str| self.draft.get(field.key) == code;
        is_marked
            || match one.key {
                key if key == field::SELF_REASON.key => {
                    is(&field::DECIDED_BY, &RecordId::from(kept.record.staff).to_string())
                }
                key if key == field::OUT_NOTE.key => {
                    let answers = [field::OUT_ENCRYPTED, field::OUT_LOCKED, field::OUT_MINIMAL];
                    answers.iter().any(|answer| is(answer, Checked::No.code()))
                }
                _ => true,
            }
    }

    /// Fills the step's fields in, once.
    fn fill(&mut self, step: Step, kept: &Kept<Takeout>, desk: &Desk<'_>) {
        if self.filled == Some((step, kept.version)) {
            return;
        }
        self.filled = Some((step, kept.version));
        let today = Some(desk.today);
        let draft = Draft::new();
        self.draft = match step {
            Step::Approve | Step::ApproveExtension | Step::Refuse | Step::RefuseExtension => {
                self.decider(draft, desk).with_day(&field::DECIDED_ON, today)
            }
            Step::ApproveLate => {
                let draft = self.decider(draft, desk).with_day(&field::DECIDED_ON, today);
                self.way_out(draft).with_day(&field::OUT_ON, Some(kept.record.from_on.min(desk.today)))
            }
            Step::GoOut => self.way_out(draft).with_day(&field::OUT_ON, today),
            Step::Return => {
                usual(draft, &kept.record).with_day(&field::BACK_ON, today).with(&field::RECEIVED_BY, desk.operator)
            }
            Step::ReturnFirst => draft.with_day(&field::BACK_ON, today).with(&field::RECEIVED_BY, desk.operator),
            Step::CheckReturn => usual(draft, &kept.record)
                .with_day(&field::CHECKED_ON, today)
                .with(&field::CHECKED_BY, desk.operator)
                .with(&field::BACK_NOTE, kept.record.back.as_ref().map_or("", |back| back.note.as_str())),
            Step::Cancel => draft.with_day(&field::CANCELLED_ON, today),
            Step::AskExtension => draft,
        };
    }

    /// Who sits here, where they may decide; else the only one who may.
    fn decider(&self, draft: Draft, desk: &Desk<'_>) -> Draft {
        let own = desk.sitter.person.map(|person| RecordId::from(person).to_string());
        let own = own.filter(|own| self.approvers.iter().any(|(id, _)| id == own));
        let only = match self.approvers.as_slice() {
            [(only, _)] if !self.is_alone => Some(only.clone()),
            _ => None,
        };
        draft.with(&field::DECIDED_BY, own.or(only).unwrap_or_default())
    }

    fn way_out(&self, draft: Draft) -> Draft {
        draft.with_choice(&field::OUT_ENCRYPTED, self.encrypted).with_choice(&field::OUT_LOCKED, self.locked)
    }
}

/// Whether somebody is there.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Presence {
    There,
    Gone,
}

fn presence(kept: &Kept<Staff>, today: Day) -> Presence {
    if kept.record.is_active_on(today) { Presence::There } else { Presence::Gone }
}

/// The usual answers on a return.
fn usual(draft: Draft, takeout: &Takeout) -> Draft {
    let contents = match takeout.sort {
        Sort::Once => Contents::Erased,
        Sort::Standing => Contents::Kept,
    };
    draft
        .with_choice(&field::BACK_WHOLE, Some(Whole::Yes))
        .with_choice(&field::BACK_CONTENTS, Some(contents))
        .with_choice(&field::BACK_VIRUS, Some(Virus::Clean))
        .with_choice(&field::BACK_TROUBLE, Some(Trouble::Without))
}

/// Whether it is a medium, and no device people work on.
const fn is_medium(kind: DeviceKind) -> bool {
    matches!(kind, DeviceKind::Usb | DeviceKind::Disc)
}

const fn checked(answer: Option<YesNo>) -> Option<Checked> {
    match answer {
        Some(YesNo::Yes) => Some(Checked::Yes),
        Some(YesNo::No) => Some(Checked::No),
        None => None,
    }
}

/// Whether it is out for a long time yet: then nothing is to be done with it today.
fn goes_on(takeout: &Takeout, today: Day) -> bool {
    let is_far = today.days_until(takeout.until_on) > NEAR_DAYS;
    takeout.sort == Sort::Standing
        && takeout.standing(today) == Standing::Out
        && is_far
        && takeout.extension().is_none()
}

/// So many days before its end the return of a standing take-out is asked for.
const NEAR_DAYS: i64 = 14;

/// Whether somebody is named as the one who decides.
const fn names_decider(step: Step) -> bool {
    step.decides() || matches!(step, Step::ApproveExtension | Step::RefuseExtension)
}

/// Where on the strip it is; `None` where it went no further.
const fn place(standing: Standing) -> Option<usize> {
    match standing {
        Standing::Waiting => Some(1),
        Standing::Approved => Some(2),
        Standing::Out | Standing::Late | Standing::Unchecked => Some(3),
        Standing::Returned => Some(4),
        Standing::Refused | Standing::Cancelled => None,
    }
}

/// How it stands, in a sentence or two.
fn said(takeout: &Takeout, facts: &Facts, today: Day) -> String {
    let names = facts.staff_names();
    let by = |id: StaffId| names.get(&id).copied().unwrap_or_default();
    let until = takeout.until_on.wareki();
    let mut said = match takeout.standing(today) {
        Standing::Waiting => {
            let who = takeout.entered.as_ref().map_or_else(String::new, |one| format!("（{} さん本人が申請）", one.by));
            format!("承認を待っています{who}。承認されるまで持ち出せません。")
        }
        Standing::Approved if takeout.until_on < today => {
            format!(
                "承認されましたが、持ち出さないまま期間（{until}まで）が過ぎました。取りやめか延長を記録してください。"
            )
        }
        Standing::Approved => {
            let decided = takeout.decided.as_ref();
            let who = decided.map(|one| format!("{}に {} が承認しました。", one.on.wareki(), by(one.by)));
            format!("{}{until}まで持ち出せます。", who.unwrap_or_default())
        }
        Standing::Refused => {
            let decided = takeout.decided.as_ref();
            let why = decided.map(|one| {
                format!("{}に {} が不承認としました。理由：{}", one.on.wareki(), by(one.by), one.conditions)
            });
            why.unwrap_or_default()
        }
        Standing::Out => format!("持ち出しています。{until}までに返します。"),
        Standing::Late => {
            format!(
                "返却の期限（{until}）を{}日過ぎています。本人に確かめ、返却か延長を記録してください。",
                takeout.until_on.days_until(today)
            )
        }
        Standing::Unchecked => "返却されました。中身の確認がまだです。".to_owned(),
        Standing::Returned => match &takeout.back {
            Some(back) => format!("{}に返却され、{} が受け取りました。", back.on.wareki(), back.received_by),
            None => String::new(),
        },
        Standing::Cancelled => match &takeout.cancelled {
            Some(cancelled) => format!("{}に取りやめました。理由：{}", cancelled.on.wareki(), cancelled.reason),
            None => String::new(),
        },
    };
    if let Some(extension) = takeout.extension() {
        said.push_str(&format!("{}までの延長の承認を待っています。", extension.until_on.wareki()));
    }
    said
}
