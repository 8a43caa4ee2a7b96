//! Leaving the ledger (閉じる・ロック): the window shows nothing of it at once, a backup is made where one is due, and
//! the keys go. Also the clock that locks when nobody is there.

use std::path::PathBuf;

use egui::{Context, ViewportCommand};

use crate::custody::Nothing;
use crate::desk::{Job, Problem};
use crate::vault::VaultError;

use super::shell::{App, Stage};
use super::threads::Running;

/// Where it leads when the ledger is closed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Leaving {
    /// To the gate of the same ledger.
    Gate,
    /// The same, because nobody was there.
    Idle,
    /// The same, because the PC was left: its screen was locked, or it went to sleep.
    Away,
    /// To the gate of another ledger.
    Other(PathBuf),
    /// The window is closed.
    Window,
}

impl App {
    /// Closes the ledger in sight; with a backup first where one is due.
    pub(super) fn leave(&mut self, to: Leaving, ctx: &Context) {
        if self.running.is_some() {
            return;
        }
        self.keep_what_is_typed(&to);
        // A place that is chosen after this is for nobody.
        self.dialog = None;
        if !self.is_backup_due() {
            self.close_to_gate();
            self.left(to, None, ctx);
            return;
        }
        // First the page goes; whoever passes by sees an empty window while the backup is made.
        let Stage::Open(session) = std::mem::replace(&mut self.stage, Stage::Gate(Box::new(Nothing))) else { return };
        self.put_away();
        self.unkept.extend(session.drafts.sealed());
        if let Some(mut vault) = session.vault {
            let at = self.setup.clock.now();
            self.leaving = Some(to);
            self.running = Some(Running::job(
                Job {
                    name: "back-up-and-close",
                    label: "控えを作って、台帳を閉じています。".to_owned(),
                    work: Box::new(move |progress| {
                        let made = vault.back_up_if_due(at, progress).map_err(Problem::from);
                        let locked = vault.lock(at).map_err(Problem::from);
                        let made = made?;
                        locked?;
                        Ok(Box::new(made))
                    }),
                },
                ctx,
            ));
        }
    }

    /// The ledger is closed: goes on to where that was to lead. A backup that failed keeps the window open, to say so.
    pub(super) fn left(&mut self, to: Leaving, problem: Option<Problem>, ctx: &Context) {
        // Finished PDFs were for who sat here; a viewer that holds one still keeps it until the next start.
        self.showcase.clear();
        // Of a folder that is away the gate says so, and waits for it.
        let problem = problem.filter(|problem| problem.code != VaultError::PlaceGone.code());
        let is_failed = problem.as_ref().is_some_and(|problem| !problem.is_cancelled());
        match &to {
            Leaving::Window if !is_failed => {
                self.is_parting = true;
                ctx.send_viewport_cmd(ViewportCommand::Close);
                return;
            }
            Leaving::Other(folder) => self.stand_before(folder.clone()),
            Leaving::Window | Leaving::Gate | Leaving::Idle | Leaving::Away => self.stand_before_last(),
        }
        self.is_parting = false;
        match (problem, to) {
            (Some(problem), _) if is_failed => self.tell(problem),
            (Some(_), _) => self.say("控えを作らずに、台帳をロックしました".to_owned()),
            // What lies in memory alone is told where one stands now.
            (None, Leaving::Idle | Leaving::Away) if !self.unkept.is_empty() => {
                self.say("台帳をロックしました".to_owned());
            }
            (None, Leaving::Idle) => {
                self.say(
                    "しばらく操作がなかったため、台帳をロックしました。入力の途中の内容は残してあります".to_owned(),
                );
            }
            (None, Leaving::Away) => {
                self.say(
                    "パソコンのロックかスリープに合わせて、台帳をロックしました。入力の途中の内容は残してあります"
                        .to_owned(),
                );
            }
            (None, Leaving::Gate | Leaving::Window) => self.say("台帳をロックしました".to_owned()),
            (None, Leaving::Other(_)) => {}
        }
    }

    /// The PC is left: from this frame on nothing of the ledger is in sight. Where something still runs, a passphrase
    /// being tried or a backup being made, it is locked when that is done.
    fn hear_bell(&mut self, ctx: &Context) {
        if self.bell.take(ctx) {
            self.is_left = true;
            self.put_away();
        }
        if self.is_left && self.running.is_none() && matches!(self.stage, Stage::Open(_)) {
            self.is_left = false;
            self.leave(Leaving::Away, ctx);
        }
    }

    /// At a gate with nothing running behind it there is nothing left to lock.
    pub(super) fn forget_bell(&mut self) {
        self.is_left &= self.running.is_some() || matches!(self.stage, Stage::Open(_));
    }

    /// Whether closing the ledger in sight makes a backup first.
    pub(super) fn is_backup_due(&self) -> bool {
        let Stage::Open(session) = &self.stage else { return false };
        // A ledger that cannot be read is closed all the same.
        session.vault.as_ref().is_some_and(|vault| vault.is_backup_due().unwrap_or(false))
    }

    /// Locks when the PC is left, and when nobody has touched anything for as long as the ledger says, also while the
    /// PC slept.
    pub(super) fn watch(&mut self, ctx: &Context) {
        self.hear_bell(ctx);
        let now = self.setup.clock.now().millis();
        let (time, is_touched) = ctx.input(|input| (input.time, !input.events.is_empty()));
        let Stage::Open(session) = &self.stage else {
            self.touched = None;
            return;
        };
        let seconds = f64::from(session.lock_minutes) * 60.0;
        let (seen_time, seen_now) = *self.touched.get_or_insert((time, now));
        #[allow(clippy::cast_precision_loss)] // minutes
        let slept = (now - seen_now) as f64 / 1000.0;
        let idle = (time - seen_time).max(slept);
        if idle >= seconds {
            if self.running.is_none() {
                self.touched = None;
                self.leave(Leaving::Idle, ctx);
            }
        } else if is_touched {
            self.touched = Some((time, now));
            ctx.request_repaint_after(std::time::Duration::from_secs_f64(seconds));
        } else {
            ctx.request_repaint_after(std::time::Duration::from_secs_f64((seconds - idle).max(0.1)));
        }
    }
}
