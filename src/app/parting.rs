//! Before something is left (離れる前に): what is shown once, what is typed and kept nowhere yet, a dialog or work that
//! is still there. Each is asked or said; nothing is lost by a slip, and no click is ignored in silence.

use egui::Context;

use crate::desk::{Ask, Once};
use crate::widgets::button::Weight;
use crate::widgets::dialog::{Question, Reply};

use super::leave::Leaving;
use super::session::Session;
use super::shell::{App, Stage};

/// A question before something is left.
pub(super) struct Asked {
    title: String,
    text: String,
    yes: &'static str,
    no: &'static str,
    then: Then,
}

/// What was wanted.
enum Then {
    Do(Ask),
    Close,
}

/// Said where the window is to be closed while a dialog of the system is open.
const DIALOG_OPEN: &str = "ファイルを選ぶ画面が開いています。先にその画面を閉じてください";
/// Said in the place where work shows how far it is.
pub(super) const WORK_FIRST: &str =
    "この処理が終わるまで、台帳番は閉じられません。終わってから、もう一度閉じてください。";
/// Said at the gate while something typed lies in memory alone.
const REMEMBERED: &str = "入力の途中の内容を、台帳に残せませんでした。台帳番を閉じるまで覚えているので、閉じずに、合言葉を入力して続けてください。";

impl Asked {
    fn once(once: Once, then: Then) -> Self {
        let yes = if matches!(then, Then::Close) { "閉じる" } else { "離れる" };
        Self { title: once.title, text: once.text, yes, no: "画面に戻る", then }
    }
}

/// What leads away from the page in sight.
const fn leads_away(ask: &Ask) -> bool {
    match ask {
        Ask::Go(_) | Ask::Back | Ask::OpenLedger(_) | Ask::HandChair(_) | Ask::TakeChair(_) | Ask::Lock => true,
        Ask::Run(_)
        | Ask::Reload
        | Ask::Job(_)
        | Ask::VaultJob(_)
        | Ask::OpenFile(_)
        | Ask::ChooseFolder { .. }
        | Ask::SaveFile { .. }
        | Ask::ShowPdf { .. }
        | Ask::Posted { .. }
        | Ask::Print(_)
        | Ask::Say(_)
        | Ask::Tell(_)
        | Ask::KeepDraft => false,
    }
}

impl App {
    fn once(&self) -> Option<Once> {
        match &self.stage {
            Stage::Open(session) => session.screen.holds_once(),
            Stage::Gate(_) => None,
        }
    }

    /// Gives what may be done now; what leads away from something shown once is asked first.
    pub(super) fn hold(&mut self, ask: Ask) -> Option<Ask> {
        if !leads_away(&ask) || self.is_parting {
            return Some(ask);
        }
        match self.once() {
            Some(once) => {
                self.asked = Some(Asked::once(once, Then::Do(ask)));
                None
            }
            None => Some(ask),
        }
    }

    /// Asked when the person closes the window. A backup that is due is made first; then the window closes by itself.
    pub fn may_close(&mut self) -> bool {
        if self.is_parting {
            return true;
        }
        if self.dialog.is_some() {
            self.say(DIALOG_OPEN.to_owned());
            return false;
        }
        if let Some(running) = &mut self.running {
            running.is_waited_for = true;
            return false;
        }
        if let Some(asked) = self.asked_before_closing() {
            self.asked = Some(asked);
            return false;
        }
        self.is_closing = self.is_backup_due();
        !self.is_closing
    }

    fn asked_before_closing(&mut self) -> Option<Asked> {
        if let Some(once) = self.once() {
            return Some(Asked::once(once, Then::Close));
        }
        let is_waiting = match &mut self.stage {
            Stage::Open(session) => {
                session.keep_draft();
                session.drafts.is_waiting()
            }
            Stage::Gate(_) => false,
        };
        (is_waiting || !self.unkept.is_empty()).then(|| Asked {
            title: "入力の途中の内容が失われます".to_owned(),
            text: "入力の途中の内容を、台帳に残せていません。今閉じると失われます。保存した記録は失われません。"
                .to_owned(),
            yes: "失っても閉じる",
            no: "閉じない",
            then: Then::Close,
        })
    }

    /// Draws the question, and does what was wanted.
    pub(super) fn draw_asked(&mut self, ctx: &Context) {
        let Some(asked) = &self.asked else { return };
        let Asked { title, text, yes, no, then: _ } = asked;
        let question = Question { title, text, yes, no, weight: Weight::Danger };
        match question.show(ctx) {
            Reply::Open => {}
            Reply::No => self.asked = None,
            Reply::Yes => match self.asked.take().map(|asked| asked.then) {
                Some(Then::Close) => {
                    self.is_parting = true;
                    self.leave(Leaving::Window, ctx);
                }
                Some(Then::Do(ask)) => {
                    self.is_parting = true;
                    self.ask(ask, ctx);
                    self.is_parting = false;
                }
                None => {}
            },
        }
    }

    /// Before the ledger is closed: what is typed is kept, and of what is shown once it is remembered that nobody had it.
    pub(super) fn keep_what_is_typed(&mut self, to: &Leaving) {
        let Stage::Open(session) = &mut self.stage else { return };
        session.keep_draft();
        if matches!(to, Leaving::Idle | Leaving::Away)
            && let Some(once) = session.screen.holds_once()
        {
            self.lost_once = Some((session.operator.clone(), once.lost));
        }
    }

    /// A ledger is open again: what was typed before and could not be kept is given back to it.
    pub(super) fn take_up(&mut self, session: &mut Session) {
        let Some(vault) = &session.vault else { return };
        let (own, others) = std::mem::take(&mut self.unkept).into_iter().partition(|sealed| sealed.is_of(vault));
        self.unkept = others;
        if !session.drafts.unseal(vault, &own) {
            session.warn("鍵を作り直したため、ロックの前に入力の途中だった内容を元に戻せませんでした。");
        }
        if let Some((operator, lost)) = self.lost_once.take_if(|(operator, _)| *operator == session.operator) {
            drop(operator);
            session.warn(&lost);
        }
    }

    /// What was put back into a page is said, beside what was done to get there.
    pub(super) fn tell_put_back(&mut self) {
        let now = self.setup.clock.now();
        let Stage::Open(session) = &mut self.stage else { return };
        let Some(words) = session.drafts.told(now) else { return };
        self.say_too(&words);
    }

    /// What the gate has to say of what lies in memory.
    pub(super) fn reminder(&self) -> Option<&'static str> {
        (!self.unkept.is_empty()).then_some(REMEMBERED)
    }
}
