//! What goes on behind the window's back: work in a thread, a look into the ledger, a page led to.

use std::sync::mpsc;

use daichoban::base::{Moment, StaffId};
use daichoban::desk::{Ask, Command, Problem, Right, Route, VaultJob};
use daichoban::ledgers::log::LogLine;
use daichoban::vault::{Head, LogFilter, Stamp, Tx, Vault, VaultError};

use super::desk::Seat;

/// How work on the ledger ends.
#[derive(Clone, Copy)]
pub enum Work {
    /// With a problem.
    Refused,
    /// In the middle.
    Panics,
}

/// Work on the ledger, as a screen asks for it.
fn job(label: &str, work: impl FnOnce(&mut Vault) -> Result<(), Problem> + Send + 'static) -> Ask {
    Ask::VaultJob(VaultJob {
        name: "test",
        label: label.to_owned(),
        needs: Right::Own,
        touched: Vec::new(),
        work: Box::new(move |vault, _| {
            work(vault)?;
            Ok(Box::new(()))
        }),
    })
}

impl Seat {
    /// Asks for something as a page does.
    pub fn send(&mut self, ask: Ask) {
        let ctx = self.window.ctx.clone();
        self.window.state_mut().ask(ask, &ctx);
    }

    /// Work on the ledger that goes on until it is told to end.
    pub fn long_work(&mut self) -> mpsc::Sender<()> {
        let (sender, receiver) = mpsc::channel();
        self.send(job("試験の長い処理をしています。", move |_| {
            receiver.recv().unwrap();
            Ok(())
        }));
        self.window.run_steps(3);
        sender
    }

    /// Work on the ledger in a thread that ends like this.
    pub fn work(&mut self, work: Work) {
        self.send(job("試験の処理をしています。", move |_| match work {
            Work::Refused => {
                let problem = Problem::new("T-001", "試験の処理は終わりませんでした。", "もう一度どうぞ。");
                Err(problem.with_detail("試験の詳しい情報"))
            }
            Work::Panics => panic!("the test wants this"),
        }));
        self.settle();
    }

    /// Writes into the ledger, as an import or another day's work would have.
    pub fn write(&mut self, at: Moment, work: impl FnOnce(&mut Tx<'_>) -> Result<(), VaultError> + Send + 'static) {
        self.send(job("試験の記録をしています。", move |vault| Ok(vault.transact(Stamp::at(at), work)?)));
        self.settle();
    }

    /// Looks into the open ledger.
    pub fn ledger<T: Send + 'static>(&mut self, work: impl FnOnce(&Vault) -> T + Send + 'static) -> T {
        let (sender, receiver) = mpsc::channel();
        self.send(job("試験の記録を読んでいます。", move |vault| {
            sender.send(work(vault)).unwrap();
            Ok(())
        }));
        self.settle();
        receiver.recv().unwrap()
    }

    /// The newest entry: what stands at the foot of a sheet made now.
    pub fn head(&mut self) -> Head {
        self.ledger(|vault| vault.reader().head().unwrap())
    }

    /// The operation record line by line, oldest first.
    pub fn log(&mut self) -> Vec<LogLine> {
        let newest = self.ledger(|vault| vault.reader().log(&LogFilter::default()).unwrap());
        newest.iter().rev().map(LogLine::of).collect()
    }

    /// Asks for something to be written as a screen does.
    pub fn run(&mut self, command: impl Command + 'static) {
        self.send(Ask::Run(Box::new(command)));
        self.settle();
    }

    /// Hands the chair to a member of staff.
    pub fn hand_chair(&mut self, person: StaffId) {
        self.send(Ask::HandChair(person));
        self.settle();
    }

    /// Goes somewhere as if a page led there.
    pub fn go(&mut self, route: Route) {
        self.send(Ask::Go(route));
        self.settle();
    }
}
