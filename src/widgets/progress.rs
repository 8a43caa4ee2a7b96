//! Work under way (処理中): a dialog over everything, with how far it is and, where it can be stopped, 中止.

use egui::{Align, Context, Layout};

use super::button::secondary;
use super::dialog;
use super::prose;
use super::steps::bar;
use super::tokens::space;

/// Work under way.
#[derive(Clone, Copy, Debug)]
pub struct Progress<'a> {
    /// What is being done.
    pub title: &'a str,
    /// What exactly, at this moment.
    pub text: &'a str,
    /// How many parts are done of how many; `None` where nobody can know.
    pub done: Option<(usize, usize)>,
    /// Whether it can be stopped.
    pub can_stop: bool,
}

impl Progress<'_> {
    /// Shows it. Returns whether 中止 was pressed.
    pub fn show(&self, ctx: &Context) -> bool {
        let mut is_stopped = false;
        dialog::wait(ctx, self.title, |ui| {
            prose::paragraph(ui, self.text);
            if let Some((n_done, n_all)) = self.done {
                bar(ui, n_done, n_all);
            }
            ui.add_space(space::S);
            if self.can_stop {
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    is_stopped = ui.add(secondary("中止").min_width(96.0)).clicked();
                });
            } else {
                prose::weak(ui, "終わるまで、このままお待ちください");
            }
        });
        is_stopped
    }
}
