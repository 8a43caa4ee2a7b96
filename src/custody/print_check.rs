//! 印刷物の照合: the characters in the foot of a printed page tell which state of the ledger it shows.

use egui::Ui;

use crate::desk::{Ask, Desk, Right, VaultJob};
use crate::inspection::{Match, PrintMark, match_print};
use crate::widgets::button::secondary;
use crate::widgets::field::blank;
use crate::widgets::tokens::{size, space};
use crate::widgets::{Icon, Tone, card, notice, prose};

/// The card: one field, and the answer in words.
#[derive(Default)]
pub struct PrintCheck {
    typed: String,
    fault: Option<&'static str>,
    answer: Option<(Tone, String)>,
}

impl PrintCheck {
    /// Draws it.
    pub fn ui(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        card::title(ui, "印刷物の照合");
        prose::weak(
            ui,
            "印刷物の左下にある照合文字（4文字が5組）を入力すると、いつの台帳から印刷したものかが分かります。\
             QRコードを読み取った文字も使えます。",
        );
        ui.add_space(space::XS);
        let mut is_asked = false;
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = space::M;
            let field = blank("照合文字").placeholder("例 9f86 d081 884c 7d65 9a2f").fault(self.fault).width(420.0);
            let answer = field.line(ui, &mut self.typed);
            is_asked |= answer.entered;
            if answer.changed {
                self.fault = None;
                self.answer = None;
            }
            ui.vertical(|ui| {
                ui.add_space(size::CONTROL - space::M);
                is_asked |= ui.add(secondary("照合する").icon(Icon::Search).enabled(!desk.is_busy)).clicked();
            });
        });
        if is_asked && !desk.is_busy {
            match PrintMark::read(&self.typed) {
                Ok(mark) => desk.ask(look(mark, desk.today)),
                Err(advice) => self.fault = Some(advice),
            }
        }
        if let Some((tone, words)) = &self.answer {
            notice::bar(ui, *tone, words);
        }
    }

    /// What came of it.
    pub fn take(&mut self, answer: Match) {
        self.answer = Some(match answer {
            Match::Found(said) => (Tone::Success, said.join("\n")),
            Match::None(problem) => (Tone::Danger, format!("{}{}", problem.happened, problem.next)),
        });
    }
}

fn look(mark: PrintMark, today: crate::base::Day) -> Ask {
    Ask::VaultJob(VaultJob {
        name: "match-print",
        label: "印刷物の照合文字を探しています。".to_owned(),
        needs: Right::Read,
        touched: Vec::new(),
        work: Box::new(move |vault, progress| Ok(Box::new(match_print(&mark, &vault.reader(), today, progress)?))),
    })
}
