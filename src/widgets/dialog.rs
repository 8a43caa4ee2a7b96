//! Questions that must be answered (確認). A click beside the dialog does not close it: nothing typed is lost by a slip.

use egui::{
    Align, Context, CornerRadius, FocusDirection, Frame, Id, Layout, Margin, Modal, Role, ScrollArea, Stroke, Ui, Vec2,
};

use super::button::{Weight, danger, primary, secondary};
use super::card::heading;
use super::tokens::{color, font, size, space};
use super::{escape, follow, prose};

/// The answer to a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reply {
    /// Not yet answered.
    Open,
    /// Yes, do it.
    Yes,
    /// No, go back (also Esc).
    No,
}

/// A question with two buttons.
#[derive(Clone, Copy, Debug)]
pub struct Question<'a> {
    /// Its heading.
    pub title: &'a str,
    /// What happens, in a sentence or two.
    pub text: &'a str,
    /// The word on the button that does it.
    pub yes: &'a str,
    /// The word on the button that goes back.
    pub no: &'a str,
    /// `Danger` where it cannot be taken back, else `Primary`.
    pub weight: Weight,
}

impl Question<'_> {
    /// Shows the question over everything else.
    pub fn show(&self, ctx: &Context) -> Reply {
        let mut reply = Reply::Open;
        let is_escaped = show(ctx, self.title, |ui| {
            prose::paragraph(ui, self.text);
            ui.add_space(space::M);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let yes = match self.weight {
                    Weight::Danger => danger(self.yes),
                    Weight::Primary | Weight::Secondary | Weight::Quiet => primary(self.yes),
                };
                let yes = ui.add(yes.min_width(96.0));
                let no = ui.add(secondary(self.no).min_width(96.0));
                if yes.clicked() {
                    reply = Reply::Yes;
                }
                if no.clicked() {
                    reply = Reply::No;
                }
                // The safe answer has the keyboard from the start.
                if is_new(ui, ("question shown", self.title)) {
                    no.request_focus();
                }
            });
        });
        if is_escaped && reply == Reply::Open { Reply::No } else { reply }
    }
}

/// Whether a question was not there in the frame before. While it is only measured, it is not there yet.
fn is_new(ui: &Ui, what: (&str, &str)) -> bool {
    if ui.is_sizing_pass() {
        return false;
    }
    let key = Id::unique(what);
    let now = ui.ctx().cumulative_pass_nr();
    let before = ui.data(|data| data.get_temp::<u64>(key));
    ui.data_mut(|data| data.insert_temp(key, now));
    before.is_none_or(|before| before + 1 < now)
}

/// Shows any dialog with a heading; its first field or button has the keyboard from the start, and Tab does not leave it.
/// One that is higher than the window scrolls. Returns whether Esc was pressed in it.
pub fn show(ctx: &Context, title: &str, add: impl FnOnce(&mut Ui)) -> bool {
    let id = Id::unique(("dialog", title));
    let area = Modal::default_area(id);
    let layer = area.layer();
    Modal::new(id)
        .area(area)
        .backdrop_color(color::BACKDROP)
        .frame(
            Frame::new()
                .fill(color::CARD)
                .stroke(Stroke::new(size::LINE, color::LINE))
                .corner_radius(CornerRadius::same(size::CARD_RADIUS))
                .inner_margin(Margin::same(24)),
        )
        .show(ctx, |ui| {
            ctx.accesskit_node_builder(ui.unique_id(), |node| {
                node.set_role(Role::Dialog);
                node.set_label(title);
                node.set_modal();
            });
            let window = ctx.content_rect().size() - Vec2::splat(2.0 * (space::XXL + space::M));
            ui.set_width(size::DIALOG.min(window.x));
            ScrollArea::vertical().max_height(window.y).auto_shrink([false, true]).show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = space::M;
                heading(ui, title, font::CARD);
                draw_inside(ui, id, title, add);
                follow::focus(ui);
            });
        });
    escape::pressed_on(ctx, layer)
}

/// Nothing behind a new dialog keeps the keyboard. Where the dialog itself does not say who has it, the first does.
fn draw_inside(ui: &mut Ui, id: Id, title: &str, add: impl FnOnce(&mut Ui)) {
    let waiting = id.with("waiting");
    let is_new = is_new(ui, ("dialog shown", title));
    let is_waiting = ui.data_mut(|data| data.remove_temp::<bool>(waiting)).is_some();
    if is_new || is_waiting {
        ui.memory_mut(|memory| {
            if let Some(id) = memory.focused() {
                memory.surrender_focus(id);
            }
            if is_waiting {
                memory.move_focus(FocusDirection::Next);
            }
        });
    }
    add(ui);
    if is_new && ui.memory(|memory| memory.focused().is_none()) {
        ui.data_mut(|data| data.insert_temp(waiting, true));
        ui.request_repaint();
    }
}
