//! What anybody sees: what to do first, in large letters, and the numbers the clinic chose. No passphrase is asked.

use egui::{Align, Layout, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo, vec2};

use crate::base::{Coded, Moment};
use crate::desk::{Ask, Desk, Posting, Problem};
use crate::flows::flows;
use crate::inspection::{ALWAYS, EMERGENCY_TITLE, wall_sheet};
use crate::ledgers::emergency::{Kept, Number, Posted};
use crate::paper::{Going, lay_out, write_pdf};
use crate::widgets::button::{primary, secondary};
use crate::widgets::theme::{bold, regular};
use crate::widgets::tokens::{color, font, size, space};
use crate::widgets::{Icon, card, ends, prose};

use crate::custody::unlock::trouble;

/// The column of text is no wider.
const WIDTH: f32 = 1060.0;
/// Height of a button for a kind of event.
const KIND: f32 = 46.0;

/// What the person did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Said {
    /// Nothing that leads away.
    Stay,
    /// Wants back.
    Back,
}

/// The sheet on the screen.
#[derive(Debug, Clone, Default)]
pub struct EmergencyView {
    posted: Posted,
    problem: Option<Problem>,
    /// What happened, by its place among the flows.
    kind: Option<usize>,
}

impl EmergencyView {
    /// Shows what is posted.
    #[must_use]
    pub fn of(kept: Kept) -> Self {
        Self { posted: kept.posted.unwrap_or_default(), problem: kept.problem, kind: None }
    }

    /// Shows something else now; what was chosen stays.
    pub fn turn_to(&mut self, posted: Posted) {
        self.posted = posted;
        self.problem = None;
    }

    /// Draws it in the whole room.
    pub fn ui(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) -> Said {
        let room = ui.available_width();
        let width = WIDTH.min(room - 2.0 * space::XXL);
        let mut said = Said::Stay;
        egui::ScrollArea::vertical().id_salt("emergency").auto_shrink([false, false]).show(ui, |ui| {
            ui.horizontal_top(|ui| {
                ui.add_space(((room - width) / 2.0).max(0.0));
                ui.allocate_ui_with_layout(vec2(width, 0.0), Layout::top_down(Align::Min), |ui| {
                    ui.set_width(width);
                    ui.spacing_mut().item_spacing.y = space::M;
                    ui.add_space(space::XL);
                    said = self.draw_head(ui, desk);
                    if let Some(problem) = &self.problem {
                        trouble(ui, problem);
                    }
                    self.draw_steps(ui);
                    self.draw_numbers(ui);
                    self.draw_lines(ui);
                    ui.add_space(space::XXL);
                    crate::widgets::follow::focus(ui);
                });
            });
        });
        said
    }

    fn draw_head(&self, ui: &mut Ui, desk: &mut Desk<'_>) -> Said {
        let mut said = Said::Stay;
        let title = |ui: &mut Ui| {
            prose::styled(ui, "事故・紛失が起きたら", bold(font::FIGURE), color::DANGER);
        };
        ends(ui, title, |ui| {
            if ui.add(secondary("戻る").icon(Icon::ArrowLeft)).on_hover_text("Esc").clicked() {
                said = Said::Back;
            }
            let is_free = !desk.is_busy;
            if ui.add(secondary("PDFを保存…").icon(Icon::FileDown).enabled(is_free)).clicked() {
                self.hand_out(desk, Posting::Save);
            }
            if ui.add(primary("シートを印刷…").icon(Icon::Printer).enabled(is_free)).clicked() {
                self.hand_out(desk, Posting::Show);
            }
        });
        prose::weak(
            ui,
            "合言葉なしで見られる画面です。台帳の中身は出ません。載っている電話番号は、施設が選んだものだけです。",
        );
        said
    }

    /// The sheet as PDF: it holds what is in sight here and nothing else.
    fn hand_out(&self, desk: &mut Desk<'_>, goal: Posting) {
        let printed = format!("印刷 {}", Moment::wareki(desk.now));
        let sheet = wall_sheet(&self.posted, &printed);
        match write_pdf(&lay_out(&sheet), &|_, _| Going::On) {
            Ok(bytes) => desk.ask(Ask::Posted { goal, name: format!("{EMERGENCY_TITLE}.pdf"), bytes }),
            Err(error) => desk.ask(Ask::Tell(error.into())),
        }
    }

    fn draw_steps(&mut self, ui: &mut Ui) {
        card::card(ui, |ui| {
            card::title(ui, "どんなときも");
            for (number, words) in (1..).zip(ALWAYS) {
                draw_step(ui, number, words);
            }
        });
        card::card(ui, |ui| {
            card::title(ui, "何が起きましたか");
            let width = (ui.available_width() - 2.0 * space::S) / 3.0;
            let all: Vec<&str> = flows().iter().map(|flow| flow.kind.label()).collect();
            for (row, words) in all.chunks(3).enumerate() {
                ui.horizontal(|ui| {
                    ui.spacing_mut().item_spacing.x = space::S;
                    for (column, word) in words.iter().enumerate() {
                        let place = row * 3 + column;
                        if kind_button(ui, word, width, self.kind == Some(place)).clicked() {
                            self.kind = Some(place);
                        }
                    }
                });
            }
            let Some(flow) = self.kind.and_then(|kind| flows().get(kind)) else {
                prose::weak(ui, "近いものを選ぶと、はじめにすることが出ます。迷うときは「そのほか」を選びます。");
                return;
            };
            ui.add_space(space::S);
            ui.separator();
            card::title(ui, &format!("はじめにすること　{}", flow.kind.label()));
            for (number, words) in (1..).zip(flow.wall()) {
                draw_step(ui, number, words);
            }
        });
    }

    fn draw_numbers(&self, ui: &mut Ui) {
        card::card(ui, |ui| {
            card::title(ui, "連絡先");
            if self.posted.numbers.is_empty() {
                let words = if self.problem.is_some() {
                    "電話番号を出せません。印刷してある連絡体制図やシートを見てください。"
                } else {
                    "ここに出す電話番号は、まだ選ばれていません。印刷してある連絡体制図やシートを見てください。"
                };
                prose::paragraph(ui, words);
                return;
            }
            if let Some(at) = self.posted.written_at {
                prose::weak(ui, &format!("{}の番号です", at.day().wareki()));
            }
            let width = (ui.available_width() - space::L) / 2.0;
            for pair in self.posted.numbers.chunks(2) {
                ui.separator();
                ui.horizontal_top(|ui| {
                    ui.spacing_mut().item_spacing.x = space::L;
                    for number in pair {
                        ui.allocate_ui_with_layout(vec2(width, 0.0), Layout::top_down(Align::Min), |ui| {
                            ui.set_width(width);
                            draw_number(ui, number);
                        });
                    }
                });
            }
        });
    }

    fn draw_lines(&self, ui: &mut Ui) {
        if self.posted.lines.is_empty() {
            return;
        }
        card::card(ui, |ui| {
            card::title(ui, "この施設で決めたこと");
            for line in &self.posted.lines {
                prose::styled(ui, line, regular(font::STEP), color::TEXT);
            }
        });
    }
}

fn draw_number(ui: &mut Ui, number: &Number) {
    ui.spacing_mut().item_spacing.y = space::XS;
    prose::weak(ui, &number.slot);
    let name =
        if number.person.is_empty() { number.name.clone() } else { format!("{}　{}", number.name, number.person) };
    prose::styled(ui, &name, bold(font::CARD), color::TEXT);
    prose::styled(ui, &number.phone, bold(font::FIGURE), color::TEXT);
    if !number.hours.is_empty() {
        prose::paragraph(ui, &number.hours);
    }
    if !number.deputy.is_empty() {
        prose::paragraph(ui, &format!("つながらないとき　{}", number.deputy));
    }
}

fn draw_step(ui: &mut Ui, number: usize, words: &str) {
    ui.horizontal_top(|ui| {
        let (rect, _) = ui.allocate_exact_size(Vec2::splat(28.0), Sense::hover());
        ui.painter().circle_filled(rect.center(), 13.0, color::PRIMARY);
        let painter = ui.painter();
        painter.text(rect.center(), egui::Align2::CENTER_CENTER, number, bold(font::BODY), color::CARD);
        ui.add_space(space::XS);
        ui.vertical(|ui| {
            prose::styled(ui, words, regular(font::STEP), color::TEXT);
        });
    });
}

/// A large button for a kind of event.
fn kind_button(ui: &mut Ui, word: &str, width: f32, is_on: bool) -> Response {
    let (rect, response) = ui.allocate_exact_size(vec2(width, KIND), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::RadioButton, ui.is_enabled(), is_on, word));
    if ui.is_rect_visible(rect) {
        let (fill, line, ink) = match (is_on, response.hovered()) {
            (true, _) => (color::PRIMARY, color::PRIMARY, color::CARD),
            (false, true) => (color::HOVER, color::WEAK, color::TEXT),
            (false, false) => (color::CARD, color::FIELD_LINE, color::TEXT),
        };
        ui.painter().rect(rect, size::RADIUS, fill, Stroke::new(size::LINE, line), StrokeKind::Inside);
        let typeface = bold(font::BODY);
        let mut job = egui::text::LayoutJob::single_section(word.to_owned(), egui::TextFormat::simple(typeface, ink));
        job.wrap = egui::text::TextWrapping::truncate_at_width(rect.width() - 2.0 * space::M);
        let galley = ui.painter().layout_job(job);
        let at = Rect::from_center_size(rect.center(), galley.size()).min;
        ui.painter().galley(at, galley, ink);
        if response.has_focus() {
            let ring = Stroke::new(size::FOCUS_LINE, color::PRIMARY_HOVER);
            ui.painter().rect_stroke(rect.expand(2.0), size::RADIUS, ring, StrokeKind::Outside);
        }
    }
    response.on_hover_cursor(egui::CursorIcon::PointingHand)
}
