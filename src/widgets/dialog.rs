//! Questions that must be answered (確認). A click beside the dialog does not close it: nothing typed is lost by a slip.

use egui::{
    Align, Context, CornerRadius, Frame, Id, Key, Layout, Margin, Modal, Modifiers, ScrollArea, Stroke, Ui, Vec2,
};

use super::button::{Weight, danger, primary, secondary};
use super::card::heading;
use super::tokens::{color, font, size, space};
use super::{follow, prose};

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
                if is_new(ctx, self.title) {
                    no.request_focus();
                }
            });
        });
        if is_escaped && reply == Reply::Open { Reply::No } else { reply }
    }
}

/// Whether a question was not there in the frame before.
fn is_new(ctx: &Context, title: &str) -> bool {
    let key = Id::unique(("question shown", title));
    let now = ctx.cumulative_pass_nr();
    let before = ctx.data(|data| data.get_temp::<u64>(key));
    ctx.data_mut(|data| data.insert_temp(key, now));
    before.is_none_or(|before| before + 1 < now)
}

/// Shows any dialog with a heading; one that is higher than the window scrolls. Returns whether Esc was pressed in it.
pub fn show(ctx: &Context, title: &str, add: impl FnOnce(&mut Ui)) -> bool {
    let shown = Modal::new(Id::unique(("dialog", title)))
        .backdrop_color(color::BACKDROP)
        .frame(
            Frame::new()
                .fill(color::CARD)
                .stroke(Stroke::new(size::LINE, color::LINE))
                .corner_radius(CornerRadius::same(size::CARD_RADIUS))
                .inner_margin(Margin::same(24)),
        )
        .show(ctx, |ui| {
            let window = ctx.content_rect().size() - Vec2::splat(2.0 * (space::XXL + space::M));
            ui.set_width(size::DIALOG.min(window.x));
            ScrollArea::vertical().max_height(window.y).auto_shrink([false, true]).show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = space::M;
                heading(ui, title, font::CARD);
                add(ui);
                follow::focus(ui);
            });
        });
    shown.is_top_modal
        && !shown.any_popup_open
        && ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape))
}
