//! A setting of a few choices (設定): chosen by one who manages, read by everybody else.

use egui::{Ui, vec2};

use crate::base::{Day, Kind};
use crate::vault::Tx;
use crate::widgets::field::blank;
use crate::widgets::prose;

use super::{Command, Desk, Done, Refusal, Right};

/// A number of a few that is chosen: 「5分」.
#[derive(Debug, Clone, Copy)]
pub struct Setting {
    /// Its name in the ledger.
    pub name: &'static str,
    /// The label of the field.
    pub label: &'static str,
    /// What can be chosen.
    pub choices: &'static [(&'static str, &'static str)],
    /// 分, か月
    pub unit: &'static str,
    /// What is said once it is chosen, from the number.
    pub said: fn(&str) -> String,
}

/// How wide the field is.
const WIDTH: f32 = 220.0;

impl Setting {
    /// The field to choose it, or what is chosen for whom may not.
    pub fn ui(self, ui: &mut Ui, desk: &mut Desk<'_>, now: u8) {
        if !desk.may(Right::Manage) {
            prose::strong(ui, &format!("{now}{}", self.unit));
            return;
        }
        let before = now.to_string();
        let mut chosen = before.clone();
        ui.allocate_ui(vec2(WIDTH, 0.0), |ui| {
            ui.set_width(WIDTH);
            if blank(self.label).pick(ui, self.choices, &mut chosen).changed && chosen != before {
                desk.run(Choose { setting: self, chosen });
            }
        });
    }
}

/// Chooses it (設定).
struct Choose {
    setting: Setting,
    chosen: String,
}

impl Command for Choose {
    fn needs(&self) -> Right {
        Right::Manage
    }

    fn run(self: Box<Self>, tx: &mut Tx<'_>, _today: Day) -> Result<Done, Refusal> {
        let Self { setting, chosen } = *self;
        tx.set(setting.name, &chosen)?;
        Ok(Done { touched: Kind::ALL.to_vec(), said: (setting.said)(&chosen), next: None })
    }
}
