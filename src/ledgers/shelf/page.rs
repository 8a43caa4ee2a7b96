//! The page of one record (個別の画面): its values, what belongs to it, and what can be done with it.

use egui::Ui;

use crate::base::{Day, Input, Kept, Kind, RecordId};
use crate::desk::{Ask, Desk, Done, Parcel, Problem, Refusal, Right, Route, Screen, SheetOrder};
use crate::ledgers::facts::Facts;
use crate::vault::Reader;
use crate::widgets::button::{primary, quiet, secondary};
use crate::widgets::tokens::space;
use crate::widgets::{Icon, Tone, empty, escape, page, pill};

use super::copy::CopySlot;
use super::dialogs::{Asking, EndDialog};
use super::names::all_names;
use super::parts::{Acted, Hands, draw_blanks_switch, draw_group, draw_section};
use super::shown::{Forward, Section, Shown};
use super::values::{Group, groups};

/// The page of one record.
pub struct PageScreen<R: Shown> {
    id: Option<RecordId>,
    kept: Option<Kept<R>>,
    state: (Tone, String),
    groups: Vec<Group>,
    sections: Vec<Section>,
    shows_blanks: bool,
    asking: Asking,
    copy: CopySlot,
    forward: Option<Box<dyn Forward>>,
    is_loaded: bool,
}

impl<R: Shown> PageScreen<R> {
    /// The page of a record.
    #[must_use]
    pub fn new(id: RecordId) -> Self {
        Self::of(Some(id))
    }

    /// The page of a kind of which a ledger holds one record alone.
    #[must_use]
    pub fn only() -> Self {
        Self::of(None)
    }

    fn of(id: Option<RecordId>) -> Self {
        Self {
            id,
            kept: None,
            state: (Tone::Quiet, String::new()),
            groups: Vec::new(),
            sections: Vec::new(),
            shows_blanks: false,
            asking: Asking::default(),
            copy: CopySlot::default(),
            forward: R::forward(),
            is_loaded: false,
        }
    }

    fn draw_header(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        let Some(kept) = &self.kept else {
            page::header(ui, R::KIND.label(), "", |_| {});
            return;
        };
        let id: RecordId = kept.id.into();
        let title = short(&kept.record.title(), 18);
        let beside = short(&kept.record.subtitle(), 24);
        page::header(ui, &title, &beside, |ui| {
            let may_write = desk.may(Right::Write);
            if may_write {
                let correct = ui.add(primary("訂正").icon(Icon::Pencil)).on_hover_text("Ctrl+E");
                if correct.clicked() || super::pressed(ui, egui::Key::E) {
                    desk.go(Route::Edit(R::KIND, id));
                }
            }
            let is_ended = kept.record.ends();
            if may_write
                && !R::end_fields().is_empty()
                && !is_ended
                && ui.add(secondary(&format!("{}…", R::end_word())).icon(Icon::LogOut)).clicked()
            {
                match R::end_way(id) {
                    Some(route) => desk.go(route),
                    None => self.asking.open(EndDialog::new(kept, desk.today)),
                }
            }
            if let Some(order) = R::sheet(id).filter(|_| desk.may(Right::Print)) {
                draw_print(ui, desk, &order);
            }
            if ui.add(secondary("履歴").icon(Icon::History)).clicked() {
                desk.go(Route::History(R::KIND, id));
            }
            if self.id.is_some() && ui.add(quiet("戻る").icon(Icon::ArrowLeft)).on_hover_text("Esc").clicked() {
                desk.ask(Ask::Back);
            }
        });
    }

    fn draw_body(&mut self, ui: &mut Ui, hands: Hands) -> Option<Acted> {
        let mut acted = None;
        let is_beside = !self.sections.is_empty() && self.groups.len() <= 3;
        let room = ui.available_width();
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = space::L;
            if is_beside {
                super::cell(ui, (room * 0.36).clamp(300.0, 400.0), |ui| self.draw_groups(ui, 0, 1));
                let width = ui.available_width();
                super::cell(ui, width, |ui| acted = draw_sections(ui, &self.sections, hands));
            } else {
                super::cell(ui, (room - space::L) / 2.0, |ui| {
                    acted = draw_sections(ui, &self.sections, hands);
                    self.draw_groups(ui, 0, 2);
                });
                let width = ui.available_width();
                super::cell(ui, width, |ui| self.draw_groups(ui, 1, 2));
            }
        });
        self.draw_foot(ui, hands, &mut acted);
        acted
    }

    fn draw_groups(&self, ui: &mut Ui, first: usize, step: usize) {
        ui.spacing_mut().item_spacing.y = space::M;
        let groups = self.groups.iter().filter(|group| self.shows_blanks || group.has_content());
        for group in groups.skip(first).step_by(step) {
            draw_group(ui, group, R::KIND.label(), self.shows_blanks);
        }
    }

    fn draw_foot(&mut self, ui: &mut Ui, hands: Hands, acted: &mut Option<Acted>) {
        let n_blank = self.groups.iter().map(Group::n_blank).sum();
        let Some(kept) = &self.kept else { return };
        ui.horizontal(|ui| {
            draw_blanks_switch(ui, n_blank, &mut self.shows_blanks);
            if self.id.is_some() && hands == Hands::Free && ui.add(quiet("登録の取り消し…").icon(Icon::Ban)).clicked()
            {
                *acted = Some(Acted::TakeBack(R::KIND, kept.id.into(), kept.record.title()));
            }
        });
    }
}

impl<R: Shown> Screen for PageScreen<R> {
    fn reads(&self) -> &'static [Kind] {
        R::READS
    }

    fn reload(&mut self, read: &Reader<'_>, today: Day) -> Result<(), Problem> {
        self.is_loaded = true;
        self.kept = match self.id {
            Some(id) => read.get::<R>(id.into())?,
            None => read.list::<R>()?.into_iter().next(),
        };
        let Some(kept) = &self.kept else { return Ok(()) };
        let names = all_names(read, R::fields())?;
        self.state = kept.record.status(today);
        self.copy.load(R::copy_of(kept));
        let draft = kept.record.draft();
        // Links to people stand below, as rows that lead to them.
        let own = R::fields().iter().filter(|field| !matches!(field.input, Input::Links(_)));
        self.groups = groups(own, &draft, &names, &kept.record.wanted());
        let facts = Facts::load(read)?;
        self.sections = R::sections(kept.id.into(), &facts, today);
        if let Some(forward) = &mut self.forward {
            forward.load(kept.id.into(), &facts, today);
        }
        Ok(())
    }

    fn ui(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        self.copy.settle(desk);
        self.draw_header(ui, desk);
        let mut acted = None;
        page::body(ui, |ui| {
            if self.kept.is_none() {
                let way = if self.id.is_none() { Route::New(R::KIND, None) } else { Route::List(R::KIND) };
                let may_go = desk.may(way.needs());
                if self.is_loaded && draw_nothing::<R>(ui, self.id.is_none(), may_go) {
                    acted = Some(Acted::Go(way));
                }
                return;
            }
            pill::pill(ui, self.state.0, &self.state.1);
            self.copy.ui(ui, desk);
            if let Some(forward) = &mut self.forward {
                forward.ui(ui, desk);
            }
            acted = self.draw_body(ui, Hands::of(desk));
        });
        self.asking.take(acted, desk);
        let is_asking = self.asking.is_open();
        self.asking.ui(ui, desk);
        if !is_asking && self.id.is_some() && escape::pressed(ui) {
            desk.ask(Ask::Back);
        }
    }

    fn settled(&mut self, outcome: &Result<Done, Refusal>) {
        self.asking.settled(outcome);
        if let Some(forward) = &mut self.forward {
            forward.settled(outcome);
        }
    }

    fn delivered(&mut self, parcel: Parcel) {
        self.copy.delivered(parcel);
    }
}

fn draw_print(ui: &mut Ui, desk: &mut Desk<'_>, order: &SheetOrder) {
    let print = ui.add(secondary("個票を印刷").icon(Icon::Printer)).on_hover_text("Ctrl+P");
    if print.clicked() || super::pressed(ui, egui::Key::P) {
        desk.go(Route::Sheet(order.clone()));
    }
}

fn draw_sections(ui: &mut Ui, sections: &[Section], hands: Hands) -> Option<Acted> {
    ui.spacing_mut().item_spacing.y = space::M;
    let mut acted = None;
    for section in sections {
        if let Some(done) = draw_section(ui, section, hands) {
            acted = Some(done);
        }
    }
    acted
}

fn draw_nothing<R: Shown>(ui: &mut Ui, is_only: bool, may_go: bool) -> bool {
    let word = R::KIND.label();
    let (title, text, action) = if is_only {
        (
            format!("{word}はまだ登録されていません"),
            "登録すると、印刷物の表題や一覧に使われます。",
            format!("{word}を登録"),
        )
    } else {
        (format!("この{word}は見つかりません"), "取り消されたか、別の台帳のものです。", "一覧へ戻る".to_owned())
    };
    let action = may_go.then_some(action.as_str());
    empty::empty(ui, R::ICON, &title, text, action).is_some_and(|button| button.clicked())
}

/// A text that fits beside others, cut by characters.
fn short(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    text.chars().take(most.saturating_sub(1)).chain(['…']).collect()
}
