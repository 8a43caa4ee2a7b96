//! 誓約書の文面: what is signed now, and the card where the clinic makes it its own.

use egui::Ui;

use crate::base::{Day, Kind};
use crate::checklists::PledgeForm;
use crate::desk::{Command, Desk, Done, Problem, Refusal, Right};
use crate::ledgers::pledge::record::Purpose;
use crate::ledgers::pledge::words::{SETTING, Words};
use crate::vault::{Reader, Tx, VaultError};
use crate::widgets::button::{primary, secondary};
use crate::widgets::field::blank;
use crate::widgets::{Icon, card, check_box, prose};

/// What is signed now: the clinic's own words, or ours. On leaving, ours.
///
/// # Errors
/// The ledger cannot be read.
pub fn current(read: &Reader<'_>, purpose: Purpose) -> Result<Words, VaultError> {
    match purpose {
        Purpose::Working => Ok(Words::read(read)?.unwrap_or_else(ours)),
        Purpose::Leaving => Ok(as_words(PledgeForm::current(purpose))),
    }
}

/// Our form as words.
#[must_use]
pub fn ours() -> Words {
    as_words(PledgeForm::current(Purpose::Working))
}

fn as_words(form: Option<&PledgeForm>) -> Words {
    let Some(form) = form else {
        return Words { title: String::new(), version: String::new(), body: String::new(), is_to_renew: false };
    };
    let clauses = form.clauses.iter().enumerate().map(|(place, clause)| format!("{}. {}", place + 1, clause.text));
    let lines: Vec<String> =
        std::iter::once(form.preamble.clone()).chain(clauses).chain(std::iter::once(form.closing.clone())).collect();
    Words {
        title: form.title.clone(),
        version: form.version.clone(),
        body: lines.join("\n"),
        is_to_renew: form.is_to_renew,
    }
}

/// The card to see the words and to change them.
#[derive(Default)]
pub(super) struct WordsCard {
    now: Option<Words>,
    new: Option<Words>,
    is_asked: bool,
}

impl WordsCard {
    pub(super) fn reload(&mut self, read: &Reader<'_>) -> Result<(), Problem> {
        let now = current(read, Purpose::Working)?;
        if self.now.as_ref() != Some(&now) {
            self.new = None;
        }
        self.now = Some(now);
        Ok(())
    }

    pub(super) fn ui(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        let Some(now) = &self.now else { return };
        card::title(ui, "誓約書の文面");
        let Some(new) = &mut self.new else {
            prose::paragraph(ui, &format!("「{}」（{}）を使っています。", now.title, now.version));
            prose::weak(ui, "施設に合わせて直せます。直すと新しい版になり、前の版で署名した記録はそのまま残ります。");
            if desk.may(Right::Manage) && ui.add(secondary("文面を直す…").icon(Icon::FilePen)).clicked() {
                self.new = Some(Words { version: desk.today.wareki(), ..now.clone() });
            }
            return;
        };
        blank("題名").required().line(ui, &mut new.title);
        let is_same = new.version == now.version;
        let fault = (self.is_asked && is_same).then_some("前の版と違う名前にしてください");
        blank("版").required().fault(fault).line(ui, &mut new.version);
        let fault = (self.is_asked && new.body.trim().is_empty()).then_some("本文を入力してください");
        blank("本文").required().fault(fault).lines(ui, &mut new.body, 14);
        check_box(ui, "すでに署名した人にも、もう一度署名してもらう", &mut new.is_to_renew);
        let (mut is_saved, mut is_left) = (false, false);
        ui.horizontal(|ui| {
            is_saved = ui.add(primary("新しい版にする").enabled(!desk.is_busy)).clicked();
            is_left = ui.add(secondary("やめる")).clicked();
        });
        if is_left {
            self.new = None;
            self.is_asked = false;
        } else if is_saved {
            self.is_asked = true;
            if !is_same && !new.body.trim().is_empty() && !new.title.trim().is_empty() {
                desk.run(Change(new.clone()));
            }
        }
    }
}

/// Makes a new version (文面の変更).
struct Change(Words);

impl Command for Change {
    fn needs(&self) -> Right {
        Right::Manage
    }

    fn run(self: Box<Self>, tx: &mut Tx<'_>, _today: Day) -> Result<Done, Refusal> {
        let text = serde_json::to_string(&self.0).unwrap_or_default();
        tx.set(SETTING, &text)?;
        Ok(Done {
            touched: vec![Kind::Pledge],
            said: format!("誓約書の文面を「{}」にしました", self.0.version),
            next: None,
        })
    }
}
