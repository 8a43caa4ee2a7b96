//! Questions a record's page asks: when its use ended, and why it is taken back.

use egui::{Align, Context, Layout, Ui};

use crate::base::{Breach, Day, Draft, Kept, Kind, RecordId};
use crate::desk::{Desk, Done, Refusal, Route};
use crate::ledgers::keep::{Correct, TakeBack, Then};
use crate::widgets::button::{danger, primary, secondary};
use crate::widgets::field::blank;
use crate::widgets::form::{Plan, show as show_field};
use crate::widgets::{Tone, dialog, enter, notice, prose};

use super::parts::Acted;
use super::shown::Shown;

/// Whether a dialog stays open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stay {
    /// It stays open.
    Open,
    /// It is closed without doing anything.
    Closed,
}

/// A question over a page.
pub trait Dialog {
    /// Draws it and pushes what it asks for.
    fn ui(&mut self, ctx: &Context, desk: &mut Desk<'_>) -> Stay;
    /// The ledger refused what it asked for: mark the fields, or (where there are none) let it be tried again.
    fn refused(&mut self, _breaches: &[Breach]) {}
}

/// Asks when and why the use of a record ended (利用終了).
pub struct EndDialog<R: Shown> {
    id: R::Id,
    version: u32,
    title: String,
    draft: Draft,
    breaches: Vec<Breach>,
    is_saving: bool,
    /// Where to go after it, where that is not the record's own page.
    next: Option<Route>,
}

impl<R: Shown> EndDialog<R> {
    /// The dialog for a record; today is offered.
    pub fn new(kept: &Kept<R>, today: Day) -> Self {
        let mut draft = kept.record.draft();
        if let Some(day) = R::end_fields().first().filter(|field| draft.get(field.key).is_empty()) {
            draft.set(day.key, today.wareki());
        }
        Self {
            id: kept.id,
            version: kept.version,
            title: kept.record.title(),
            draft,
            breaches: Vec::new(),
            is_saving: false,
            next: None,
        }
    }

    /// The same, after which another page is shown than the record's.
    #[must_use]
    pub fn then(mut self, next: Route) -> Self {
        self.next = Some(next);
        self
    }
}

impl<R: Shown> Dialog for EndDialog<R> {
    fn refused(&mut self, breaches: &[Breach]) {
        self.is_saving = false;
        self.breaches = breaches.to_vec();
    }

    fn ui(&mut self, ctx: &Context, desk: &mut Desk<'_>) -> Stay {
        let mut stay = Stay::Open;
        let heading = format!("{}の{}を記録します", R::KIND.label(), R::end_word());
        let is_escaped = dialog::show(ctx, &heading, |ui| {
            prose::strong(ui, &self.title);
            prose::weak(ui, "一覧では「終了」になります。これまでの記録は残ります。");
            self.draw_fields(ui, desk.today);
            match buttons(ui, R::end_word(), "を記録する", Look::Plain, !self.is_saving) {
                Some(true) => self.save(desk),
                Some(false) => stay = Stay::Closed,
                None => {}
            }
        });
        if is_escaped { Stay::Closed } else { stay }
    }
}

impl<R: Shown> EndDialog<R> {
    fn draw_fields(&mut self, ui: &mut Ui, today: Day) {
        let elsewhere = self.breaches.iter().find(|breach| R::end_fields().iter().all(|f| f.key != breach.field));
        if let Some(breach) = elsewhere {
            let text = format!("「{}」が整っていません。先に「訂正」で直してください。{}", breach.label, breach.why);
            notice::bar(ui, Tone::Danger, &text);
        }
        let none: &[(String, String)] = &[];
        let options = |_: Kind| none;
        let plan = Plan {
            fields: R::end_fields(),
            breaches: &self.breaches,
            options: &options,
            today,
            save: "",
            is_dirty: true,
            is_busy: self.is_saving,
        };
        let mut is_changed = false;
        for (n, field) in R::end_fields().iter().enumerate() {
            let fault = self.breaches.iter().find(|breach| breach.field == field.key);
            let entry = blank(field.label).hint(field.hint).fault(fault.map(|breach| breach.why.as_str()));
            let entry = if fault.is_some() { entry } else { entry.hint("") };
            let entry = if n + 1 == R::end_fields().len() { entry.last() } else { entry };
            is_changed |= show_field(ui, entry, field, &plan, self.draft.text_mut(field.key)).changed;
        }
        if is_changed && !self.breaches.is_empty() {
            Breach::forget_mended(&mut self.breaches, &R::check(&self.draft, today).err().unwrap_or_default());
        }
    }

    fn save(&mut self, desk: &mut Desk<'_>) {
        self.breaches = R::check(&self.draft, desk.today).err().unwrap_or_default();
        if self.breaches.is_empty() {
            self.is_saving = true;
            let (id, version, draft) = (self.id, self.version, self.draft.clone());
            let command = Correct::<R> { id, version, draft, reason: String::new() };
            match self.next.clone() {
                Some(next) => desk.run(Then { command, next }),
                None => desk.run(command),
            }
        }
    }
}

/// Asks why a record is taken back (取り消し).
pub struct TakeBackDialog {
    kind: Kind,
    id: RecordId,
    title: String,
    reason: String,
    fault: Option<&'static str>,
}

impl TakeBackDialog {
    /// The dialog for a record.
    pub fn new(kind: Kind, id: RecordId, title: &str) -> Self {
        Self { kind, id, title: title.to_owned(), reason: String::new(), fault: None }
    }
}

impl Dialog for TakeBackDialog {
    fn ui(&mut self, ctx: &Context, desk: &mut Desk<'_>) -> Stay {
        let mut stay = Stay::Open;
        let is_escaped = dialog::show(ctx, "登録を取り消しますか", |ui| {
            prose::strong(ui, &format!("{}「{}」", self.kind.label(), self.title));
            prose::paragraph(
                ui,
                "まちがって登録したときに使います。一覧と印刷物には出なくなりますが、履歴には理由とともに残ります。\
                 使い終わったときは、取り消しではなく「終了」を記録してください。",
            );
            let answer = blank("取り消しの理由")
                .required()
                .hint("例 同じものを二重に登録した")
                .fault(self.fault)
                .line(ui, &mut self.reason);
            if answer.changed {
                self.fault = None;
            }
            match buttons(ui, "取り消す", "", Look::Danger, true) {
                Some(true) if self.reason.trim().is_empty() => self.fault = Some("取り消しの理由を入力してください"),
                Some(true) => {
                    let reason = self.reason.trim().to_owned();
                    desk.run(TakeBack { kind: self.kind, id: self.id, reason });
                    stay = Stay::Closed;
                }
                Some(false) => stay = Stay::Closed,
                None => {}
            }
        });
        if is_escaped { Stay::Closed } else { stay }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Look {
    Plain,
    Danger,
}

/// The two buttons of a dialog: `Some(true)` do it, `Some(false)` go back. Enter does it from the last field, unless it
/// takes something back: then it only goes on to the button.
fn buttons(ui: &mut Ui, word: &str, ending: &str, look: Look, is_enabled: bool) -> Option<bool> {
    let word = format!("{word}{ending}");
    let mut reply = (look == Look::Danger && is_enabled && enter::with_ctrl(ui)).then_some(true);
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        let yes = if look == Look::Danger { danger(&word) } else { primary(&word).on_enter() };
        if ui.add(yes.min_width(96.0).enabled(is_enabled)).clicked() {
            reply = Some(true);
        }
        if ui.add(secondary("やめる").min_width(96.0)).clicked() {
            reply = Some(false);
        }
    });
    reply
}

/// The two buttons of any dialog: `Some(true)` do it, `Some(false)` go back.
pub fn dialog_buttons(ui: &mut Ui, word: &str) -> Option<bool> {
    buttons(ui, word, "", Look::Plain, true)
}

/// What a page is asking before it acts.
#[derive(Default)]
pub struct Asking(Option<Box<dyn Dialog>>);

impl Asking {
    /// Goes where a card leads, or begins to ask.
    pub fn take(&mut self, acted: Option<Acted>, desk: &mut Desk<'_>) {
        match acted {
            None => {}
            Some(Acted::Go(route)) => desk.go(route),
            Some(Acted::TakeBack(kind, id, title)) => self.open(TakeBackDialog::new(kind, id, &title)),
            Some(Acted::Ask(offer)) => self.0 = Some((offer.open)(desk.today)),
        }
    }

    /// Begins to ask.
    pub fn open(&mut self, dialog: impl Dialog + 'static) {
        self.0 = Some(Box::new(dialog));
    }

    /// Whether a question is open.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.0.is_some()
    }

    /// Draws the open question.
    pub fn ui(&mut self, ui: &Ui, desk: &mut Desk<'_>) {
        if let Some(dialog) = &mut self.0
            && dialog.ui(ui.ctx(), desk) == Stay::Closed
        {
            self.0 = None;
        }
    }

    /// What it asked for was done, or refused.
    pub fn settled(&mut self, outcome: &Result<Done, Refusal>) {
        match (outcome, &mut self.0) {
            (Ok(_), open) => *open = None,
            (Err(Refusal::Breaches(breaches)), Some(dialog)) => dialog.refused(breaches),
            (Err(Refusal::Problem(_)), Some(dialog)) => dialog.refused(&[]),
            (Err(_), None) => {}
        }
    }
}
