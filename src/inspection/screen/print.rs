//! 印刷の確認: the pages as they will come out of the printer, saved or handed to the user's viewer.

use std::any::Any;

use egui::{ScrollArea, Ui};

use crate::base::{Day, Kind};
use crate::desk::{
    Ask, Desk, Done, Extent, FileKind, Job, Listed, Parcel, Problem, Refusal, Right, Route, Screen, SheetOrder,
    VaultJob,
};
use crate::paper::{Going, Layout, Stand, lay_out, write_pdf};
use crate::vault::Reader;
use crate::widgets::button::{primary, secondary};
use crate::widgets::segments::segments;
use crate::widgets::tokens::{color, space};
use crate::widgets::{Icon, Tone, notice, page, prose};

use super::pages::{Zoom, draw_page, size};
use crate::inspection::{PrintContext, Printed, Span, make, settled, sheet_kind};

/// The screen that shows a sheet.
#[must_use]
pub fn preview(order: SheetOrder, print: PrintContext) -> Box<dyn Screen> {
    Box::new(Preview {
        order,
        print,
        layout: None,
        laying: Laying::Done,
        zoom: Zoom::Whole,
        number: 1,
        goal: None,
        made: None,
        saved: None,
        is_saved: false,
        shown: None,
        is_noted: false,
    })
}

/// What happens with the PDF once it is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Goal {
    Save,
    Show,
}

/// How far the pages of a long sheet are, which are made in a thread.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Laying {
    /// They are to be made.
    Wanted,
    /// They are being made.
    Begun,
    /// They are there, or the sheet is a short one.
    Done,
    /// The user stopped it, or it went wrong.
    Stopped,
}

struct Preview {
    order: SheetOrder,
    print: PrintContext,
    layout: Option<Layout>,
    laying: Laying,
    zoom: Zoom,
    number: usize,
    goal: Option<Goal>,
    made: Option<Made>,
    /// What is noted once the file is really saved.
    saved: Option<Printed>,
    is_saved: bool,
    /// What the viewer gets once its printing is noted.
    shown: Option<Vec<u8>>,
    is_noted: bool,
}

/// A finished PDF.
struct Made {
    bytes: Vec<u8>,
    note: Printed,
}

impl Preview {
    fn title(&self) -> &str {
        self.layout.as_ref().map_or("印刷", |layout| layout.title.as_str())
    }

    /// Reads and lays out a long sheet away from the window.
    fn lay(&mut self, desk: &mut Desk<'_>) {
        let (order, print) = (self.order.clone(), self.print.clone());
        self.laying = Laying::Begun;
        desk.ask(Ask::VaultJob(VaultJob {
            name: "lay-out-sheet",
            label: "ページを作っています。".to_owned(),
            needs: Right::Read,
            touched: Vec::new(),
            work: Box::new(move |vault, _progress| Ok(Box::new(lay_out(&make(&order, &vault.reader(), &print)?)))),
        }));
    }

    fn take(&mut self, content: Box<dyn Any + Send>) {
        match content.downcast::<Layout>() {
            Ok(layout) => {
                self.layout = Some(*layout);
                self.laying = Laying::Done;
            }
            Err(content) => self.made = content.downcast::<Made>().ok().map(|made| *made),
        }
    }

    fn file_name(&self, today: Day) -> String {
        let day = self.order.as_of.unwrap_or(today);
        format!("{} {}.pdf", self.title(), day.iso())
    }

    /// Of which day or period the sheet speaks, where that is not simply today.
    fn beside(&self, today: Day) -> String {
        let order = settled(&self.order, today);
        match (order.from, order.as_of) {
            (Some(from), Some(until)) => format!("{}から{}まで", from.wareki(), until.wareki()),
            (_, Some(day)) => format!("{} 現在", day.wareki()),
            (_, None) => String::new(),
        }
    }

    fn make(&mut self, desk: &mut Desk<'_>, goal: Goal) {
        let Some(layout) = self.layout.clone() else { return };
        let order = self.order.clone();
        self.goal = Some(goal);
        desk.ask(Ask::Job(Job {
            name: "make-pdf",
            label: "PDFを作っています。".to_owned(),
            work: Box::new(move |progress| {
                let going = |done: usize, total: usize| {
                    let count = |n: usize| u64::try_from(n).unwrap_or(u64::MAX);
                    if progress.report(count(done), count(total)).is_ok() { Going::On } else { Going::Stop }
                };
                let bytes = write_pdf(&layout, &going)?;
                let note = Printed::new(order, &layout, &bytes);
                Ok(Box::new(Made { bytes, note }))
            }),
        }));
    }

    /// What the thread brought goes where it was wanted, and the printing into the journal.
    fn pass_on(&mut self, desk: &mut Desk<'_>) {
        let name = self.file_name(desk.today);
        if let (Some(Made { bytes, note }), Some(goal)) = (self.made.take(), self.goal) {
            match goal {
                Goal::Save => {
                    self.saved = Some(note);
                    desk.ask(Ask::SaveFile { kind: FileKind::Pdf, name, bytes });
                }
                Goal::Show => {
                    self.shown = Some(bytes);
                    desk.run(note);
                }
            }
        } else if std::mem::take(&mut self.is_noted)
            && let Some(bytes) = self.shown.take()
        {
            desk.ask(Ask::ShowPdf { name, bytes });
        }
        if self.is_saved
            && let Some(note) = self.saved.take()
        {
            self.is_saved = false;
            desk.run(note);
        }
    }

    fn draw_bar(&mut self, ui: &mut Ui, n_pages: usize) {
        ui.horizontal(|ui| {
            prose::caption(ui, &format!("{} / {n_pages} ページ", self.number.min(n_pages)));
            ui.add_space(space::L);
            for (word, zoom) in
                [("全体", Zoom::Whole), ("幅に合わせる", Zoom::Width), ("実際の大きさ", Zoom::Times(1.33))]
            {
                let is_on = self.zoom == zoom;
                if ui.add(secondary(word).small().enabled(!is_on)).clicked() {
                    self.zoom = zoom;
                }
            }
            if ui.add(secondary("縮小").icon(Icon::Minus).small()).clicked() {
                self.step(0.8);
            }
            if ui.add(secondary("拡大").icon(Icon::Plus).small()).clicked() {
                self.step(1.25);
            }
        });
    }

    fn step(&mut self, factor: f32) {
        let now = match self.zoom {
            Zoom::Times(times) => times,
            Zoom::Width | Zoom::Whole => 1.0,
        };
        self.zoom = Zoom::Times((now * factor).clamp(0.3, 3.0));
    }

    /// What a list showed, or all of it. The other one is another sheet: it is gone to, so that looking at it is noted.
    fn draw_extent(&self, ui: &mut Ui, desk: &mut Desk<'_>) {
        let Some(listed) = &self.order.listed else { return };
        ui.horizontal(|ui| {
            let mut chosen = Extent::ALL.iter().position(|extent| *extent == listed.extent).unwrap_or_default();
            let words = Extent::ALL.iter().map(|extent| extent.label());
            let is_changed = segments(ui, "印刷する範囲", words, &mut chosen);
            if let Some(extent) = Extent::ALL.get(chosen).filter(|_| is_changed && !desk.is_busy) {
                let listed = Listed { extent: *extent, ..listed.clone() };
                desk.go(Route::Sheet(SheetOrder { listed: Some(listed), ..self.order.clone() }));
            }
            ui.add_space(space::M);
            prose::weak(ui, &listed.words.join(" ・ "));
        });
    }

    /// There are no pages: because they are being made, or because that was stopped.
    fn draw_nothing(&mut self, ui: &mut Ui) {
        if self.laying != Laying::Stopped {
            return;
        }
        prose::weak(ui, "ページはまだありません");
        if ui.add(secondary("ページを作る").icon(Icon::Printer)).clicked() {
            self.laying = Laying::Wanted;
        }
    }

    fn draw_missing(&self, ui: &mut Ui) {
        let Some(layout) = &self.layout else { return };
        let words = |stand: Stand| {
            let all = layout.missing.iter().filter(|glyph| glyph.drawn == stand);
            all.map(|glyph| format!("「{}」", glyph.text)).collect::<Vec<_>>().join("")
        };
        let (usual, absent) = (words(Stand::UsualShape), words(Stand::Geta));
        if !absent.is_empty() {
            let text = format!("{absent}は印刷できない文字のため、〓で示しています。手で書き入れてください。");
            notice::bar(ui, Tone::Warn, &text);
        }
        if !usual.is_empty() {
            let text = format!("{usual}は、登録された字体の代わりに、ふつうの字体で印刷します。");
            notice::bar(ui, Tone::Info, &text);
        }
    }

    fn draw_pages(&mut self, ui: &mut Ui) {
        let Some(layout) = &self.layout else { return };
        let room = ui.available_size() - egui::vec2(24.0, 16.0);
        let mut number = self.number;
        ScrollArea::both().auto_shrink([false, false]).show(ui, |ui| {
            let view = ui.clip_rect();
            for (place, page) in layout.pages.iter().enumerate() {
                let scale = self.zoom.scale(size(page), room);
                ui.horizontal_top(|ui| {
                    ui.add_space(((room.x - page.width * scale) / 2.0).max(0.0) + 4.0);
                    let rect = draw_page(ui, page, place + 1, scale);
                    if rect.top() <= view.center().y && rect.bottom() >= view.top() {
                        number = place + 1;
                    }
                });
                ui.add_space(space::M);
            }
        });
        self.number = number;
    }
}

impl Screen for Preview {
    fn reads(&self) -> &'static [Kind] {
        &Kind::ALL
    }

    fn reload(&mut self, read: &Reader<'_>, _today: Day) -> Result<(), Problem> {
        if sheet_kind(self.order.sheet).is_some_and(|kind| kind.span == Span::Period) {
            self.laying = Laying::Wanted;
            return Ok(());
        }
        let sheet = make(&self.order, read, &self.print)?;
        self.layout = Some(lay_out(&sheet));
        Ok(())
    }

    fn ui(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        self.pass_on(desk);
        if self.laying == Laying::Wanted && !desk.is_busy {
            self.lay(desk);
        }
        let title = self.title().to_owned();
        let beside = self.beside(desk.today);
        let n_pages = self.layout.as_ref().map_or(0, |layout| layout.pages.len());
        let is_ready = self.layout.is_some() && !desk.is_busy;
        let mut goal = None;
        page::header(ui, &title, &beside, |ui| {
            if desk.may(Right::Print) {
                if ui.add(primary("印刷…").icon(Icon::Printer).enabled(is_ready)).clicked() {
                    goal = Some(Goal::Show);
                }
                if ui.add(secondary("PDFを保存…").icon(Icon::FileDown).enabled(is_ready)).clicked() {
                    goal = Some(Goal::Save);
                }
            }
            if ui.add(secondary("戻る").icon(Icon::ArrowLeft)).clicked() {
                desk.ask(Ask::Back);
            }
        });
        if let Some(goal) = goal {
            self.make(desk, goal);
        }
        page::fixed(ui, |ui| {
            if self.layout.is_none() {
                self.draw_nothing(ui);
                return;
            }
            self.draw_extent(ui, desk);
            self.draw_missing(ui);
            self.draw_bar(ui, n_pages);
            egui::Frame::new().fill(color::QUIET).inner_margin(8).show(ui, |ui| self.draw_pages(ui));
        });
    }

    fn settled(&mut self, outcome: &Result<Done, Refusal>) {
        // What cannot be noted is not printed.
        self.is_noted = outcome.is_ok();
        if outcome.is_err() {
            self.shown = None;
        }
    }

    fn delivered(&mut self, parcel: Parcel) {
        match parcel {
            Parcel::Result(content) => self.take(content),
            Parcel::Saved { .. } => self.is_saved = true,
            Parcel::Failed(_) if self.laying == Laying::Begun => self.laying = Laying::Stopped,
            Parcel::Failed(_) => self.goal = None,
            Parcel::File { .. } | Parcel::Folder(_) => {}
        }
    }
}
