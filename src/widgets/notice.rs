//! Bars that say something: good news, a warning, what went wrong and what to do.

use egui::{CornerRadius, Frame, Margin, Rect, Response, Role, Sense, Stroke, Ui, Vec2, WidgetInfo, pos2};

use super::button::{quiet, secondary};
use super::icon::Icon;
use super::ink;
use super::pill::Tone;
use super::prose;
use super::theme::{bold, regular};
use super::tokens::{color, font, size, space};
use crate::base::Breach;

/// A bar with one message.
pub fn bar(ui: &mut Ui, tone: Tone, text: &str) -> Response {
    frame(ui, tone, |ui| {
        prose::styled(ui, text, regular(font::BODY), tone.text());
    })
}

/// What was done with a bar that passes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Passing {
    /// Nothing.
    Open,
    /// It was put away.
    Closed,
    /// Its button was pressed.
    Followed,
}

/// A bar with one message that can be put away. Returns whether it was.
pub fn passing(ui: &mut Ui, tone: Tone, text: &str) -> bool {
    leading(ui, tone, text, None) == Passing::Closed
}

/// The same with a button where it leads somewhere.
pub fn leading(ui: &mut Ui, tone: Tone, text: &str, way: Option<&str>) -> Passing {
    let mut is_followed = false;
    let bar = frame(ui, tone, |ui| {
        // Room for the way to close it.
        let room = Vec2::new(ui.available_width() - size::CONTROL, 0.0);
        ui.allocate_ui(room, |ui| prose::styled(ui, text, regular(font::BODY), tone.text()));
        if let Some(way) = way {
            is_followed = ui.add(secondary(way).small()).clicked();
        }
    });
    let place = Rect::from_center_size(bar.rect.right_center() - Vec2::new(24.0, 0.0), Vec2::splat(28.0));
    let close = ui.interact(place, bar.id.with("close"), Sense::click());
    close.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), "お知らせを閉じる"));
    Icon::Close.paint(ui.painter(), place, size::ICON, tone.text());
    ink::ring(ui, &close, place.shrink(2.0), size::RADIUS);
    if close.on_hover_text("お知らせを閉じる").clicked() {
        Passing::Closed
    } else if is_followed {
        Passing::Followed
    } else {
        Passing::Open
    }
}

/// What went wrong: what happened, what to do, a code for the telephone, and behind a fold the detail where there is any.
#[derive(Clone, Copy, Debug)]
pub struct Trouble<'a> {
    /// What happened, and whether the data is safe.
    pub happened: &'a str,
    /// What to do.
    pub next: &'a str,
    /// For the telephone.
    pub code: &'a str,
    /// Behind 「詳しい情報」.
    pub detail: &'a str,
}

impl Trouble<'_> {
    /// Shows it.
    pub fn show(&self, ui: &mut Ui) -> Response {
        frame(ui, Tone::Danger, |ui| {
            prose::styled(ui, self.happened, bold(font::BODY), color::DANGER);
            prose::styled(ui, self.next, regular(font::BODY), color::TEXT);
            prose::styled(ui, &format!("番号 {}", self.code), regular(font::HINT), color::WEAK);
            // A fold with nothing behind it is not offered.
            if self.detail.trim().is_empty() {
                return;
            }
            let key = ui.make_persistent_id(("detail", self.code));
            let mut is_open = ui.data(|data| data.get_temp::<bool>(key)).unwrap_or(false);
            let icon = if is_open { Icon::ChevronUp } else { Icon::ChevronDown };
            if ui.add(quiet("詳しい情報").icon(icon).small()).clicked() {
                is_open = !is_open;
                ui.data_mut(|data| data.insert_temp(key, is_open));
            }
            if is_open {
                prose::styled(ui, self.detail, regular(font::HINT), color::WEAK);
            }
        })
    }
}

/// What is wrong in a form, each field as a link. Returns the field that was clicked.
pub(super) fn summary(ui: &mut Ui, breaches: &[Breach]) -> Option<&'static str> {
    let mut wanted = None;
    let mut keys: Vec<&Breach> = Vec::new();
    for breach in breaches {
        if keys.iter().all(|known| known.field != breach.field) {
            keys.push(breach);
        }
    }
    frame(ui, Tone::Danger, |ui| {
        let title = format!("入力内容を確認してください({}か所)", keys.len());
        prose::styled(ui, &title, bold(font::BODY), color::DANGER);
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = Vec2::new(space::L, space::XS);
            for breach in keys {
                if link(ui, breach.label).clicked() {
                    wanted = Some(breach.field);
                }
            }
        });
    });
    ui.add_space(space::M);
    wanted
}

/// All that was wrong in a form is mended.
pub(super) fn mended(ui: &mut Ui) {
    bar(ui, Tone::Success, "入力内容は直りました");
    ui.add_space(space::M);
}

/// An underlined word that goes somewhere.
fn link(ui: &mut Ui, word: &str) -> Response {
    let galley = ink::line(ui, word, regular(font::HINT), color::DANGER);
    let (rect, response) = ui.allocate_exact_size(Vec2::new(galley.size().x, 22.0), Sense::click());
    // Not the bare label: that is the name of the field itself.
    let name = format!("{word}へ移動");
    response.widget_info(|| WidgetInfo::labeled(Role::Link, ui.is_enabled(), &name));
    ink::paint_middle(ui.painter(), rect, 0.0, galley);
    let weight = if response.hovered() { 1.5 } else { 1.0 };
    ui.painter().hline(rect.x_range(), rect.bottom() - 2.0, Stroke::new(weight, color::DANGER));
    ink::ring(ui, &response, rect, 3);
    response.on_hover_cursor(egui::CursorIcon::PointingHand)
}

fn frame(ui: &mut Ui, tone: Tone, add: impl FnOnce(&mut Ui)) -> Response {
    Frame::new()
        .fill(tone.soft())
        .stroke(Stroke::new(size::LINE, tone.line()))
        .corner_radius(CornerRadius::same(size::RADIUS))
        .inner_margin(Margin { left: 44, right: 14, top: 12, bottom: 12 })
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = space::XS;
            let corner = ui.min_rect().min;
            let place = egui::Rect::from_center_size(pos2(corner.x - 20.0, corner.y + 11.0), Vec2::ZERO);
            let icon = if tone == Tone::Warn { Icon::TriangleAlert } else { tone.icon() };
            icon.paint(ui.painter(), place, size::ICON + 2.0, tone.text());
            add(ui);
        })
        .response
}
