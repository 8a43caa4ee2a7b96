//! 職員モードを終わる: the operator takes the chair back, with their passphrase.

use egui::Ui;

use crate::desk::{Ask, Desk};
use crate::vault::Secret;
use crate::widgets::button::secondary;
use crate::widgets::field::blank;
use crate::widgets::{Icon, card, prose};

use super::passphrase::wipe;

/// What was typed; wiped when it is dropped.
#[derive(Default)]
pub struct TakeBack {
    typed: String,
}

impl Drop for TakeBack {
    fn drop(&mut self) {
        wipe(&mut self.typed);
    }
}

impl TakeBack {
    /// Shows the card.
    pub fn ui(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        card::title(ui, "終わったら、席を戻してください");
        prose::paragraph(ui, "席を渡した人が、自分の合言葉で元の画面に戻します。");
        let is_entered = blank("席を渡した人の合言葉").unhurried().last().passphrase(ui, &mut self.typed).entered;
        let button =
            secondary("職員モードを終わる").icon(Icon::LogOut).enabled(!desk.is_busy && !self.typed.is_empty());
        if (ui.add(button).clicked() || is_entered) && !self.typed.is_empty() {
            desk.ask(Ask::TakeChair(Secret::from(self.typed.as_str())));
            wipe(&mut self.typed);
        }
    }
}
