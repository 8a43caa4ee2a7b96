//! Long work in named threads: what it brings is collected between two frames; a panic becomes a problem.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::thread;

use crate::base::{Kind, Progress};
use crate::desk::{Job, Problem, VaultJob};
use crate::vault::Vault;

/// What work gives.
pub type Outcome = Result<Box<dyn Any + Send>, Problem>;

/// What a thread sends back when it is done.
pub struct Finished {
    /// What the work gave.
    pub outcome: Outcome,
    /// The ledger, where it was lent.
    pub loan: Loan,
    /// The kinds that were written.
    pub touched: Vec<Kind>,
}

/// What became of the ledger that a thread had.
pub enum Loan {
    /// None was lent.
    None,
    /// Here it is.
    Returned(Box<Vault>),
    /// The work broke off in the middle; the ledger was closed, what was not finished was undone.
    Lost,
}

/// Work under way.
pub struct Running {
    /// What the user reads.
    pub label: String,
    /// How far it has come.
    pub progress: Progress,
    /// The window was to be closed meanwhile.
    pub is_waited_for: bool,
    touched: Vec<Kind>,
    lends: bool,
    receiver: Receiver<(Outcome, Loan)>,
}

impl Running {
    /// Starts work that needs no ledger.
    #[must_use]
    pub fn job(job: Job, ctx: &egui::Context) -> Self {
        let Job { name, label, work } = job;
        let progress = Progress::new();
        let seen = progress.clone();
        let receiver = spawn(name, ctx, move || (guarded(|| work(&seen)), Loan::None));
        Self { label, progress, is_waited_for: false, touched: Vec::new(), lends: false, receiver }
    }

    /// Starts work on the ledger, which is lent until the end.
    #[must_use]
    pub fn vault_job(job: VaultJob, mut vault: Vault, ctx: &egui::Context) -> Self {
        let VaultJob { name, label, needs: _, touched, work } = job;
        let progress = Progress::new();
        let seen = progress.clone();
        let receiver = spawn(name, ctx, move || {
            let mut broke_off = true;
            let outcome = guarded(|| {
                let outcome = work(&mut vault, &seen);
                broke_off = false;
                outcome
            });
            // After a panic nobody knows what the connection still holds: closing it undoes what was half done.
            let loan = if broke_off { Loan::Lost } else { Loan::Returned(Box::new(vault)) };
            (outcome, loan)
        });
        Self { label, progress, is_waited_for: false, touched, lends: true, receiver }
    }

    /// What it brought, once it is done.
    pub fn collect(&mut self) -> Option<Finished> {
        let (outcome, loan) = match self.receiver.try_recv() {
            Ok(end) => end,
            Err(TryRecvError::Empty) => return None,
            Err(TryRecvError::Disconnected) => (Err(broken_off()), if self.lends { Loan::Lost } else { Loan::None }),
        };
        Some(Finished { outcome, loan, touched: std::mem::take(&mut self.touched) })
    }
}

fn spawn(
    name: &str,
    ctx: &egui::Context,
    work: impl FnOnce() -> (Outcome, Loan) + Send + 'static,
) -> Receiver<(Outcome, Loan)> {
    let (sender, receiver) = channel();
    let ctx = ctx.clone();
    let started = thread::Builder::new().name(name.to_owned()).spawn(move || {
        let end = work();
        // The window may be gone by now; then nobody waits for it.
        let _ = sender.send(end);
        ctx.request_repaint();
    });
    // A thread that could not start drops the sender, and `collect` says so.
    drop(started);
    receiver
}

fn guarded(work: impl FnOnce() -> Outcome) -> Outcome {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| Err(broken_off()))
}

fn broken_off() -> Problem {
    Problem::new(
        "A-901",
        "処理の途中で思いがけないことが起きたため、中断しました。それまでに保存した記録は失われていません。",
        "もう一度試してください。同じことが続くときは、番号を添えて相談してください。",
    )
    .with_detail(super::panic::last_place())
}
