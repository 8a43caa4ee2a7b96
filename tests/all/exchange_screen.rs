//! 取り込み by its labels: choose, correct a column, look, take over, take back.

use daichoban::base::{Clock, Kind, Progress};
use daichoban::desk::{Ask, Desk, Done, Parcel, Refusal, Screen};
use daichoban::exchange::screen::ImportScreen;
use daichoban::vault::{Scope, Stamp, Vault};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use tempfile::TempDir;

use super::exchange_commit::ledger;
use super::exchange_support::{now, today};
use super::support::picture::{harness, picture};

/// The screen with a ledger behind it; asks are answered at once.
struct Shell {
    screen: ImportScreen,
    vault: Vault,
    file: (&'static str, Vec<u8>),
    said: Vec<String>,
    n_pdfs: usize,
    _dir: TempDir,
}

impl Shell {
    fn new(name: &'static str, bytes: &[u8]) -> Self {
        let (dir, vault) = ledger();
        let mut screen = ImportScreen::new(today());
        screen.reload(&vault.reader(), today()).unwrap();
        Self { screen, vault, file: (name, bytes.to_vec()), said: Vec::new(), n_pdfs: 0, _dir: dir }
    }

    fn frame(&mut self, ui: &mut egui::Ui) {
        let mut asks = Vec::new();
        self.screen.ui(ui, &mut Desk::new(Clock::fixed(now()), "山田 花子", false, &mut asks));
        for ask in asks {
            self.answer(ask);
            ui.ctx().request_repaint();
        }
    }

    fn answer(&mut self, ask: Ask) {
        match ask {
            Ask::OpenFile(_) => {
                let (name, bytes) = (self.file.0.to_owned(), self.file.1.clone());
                self.screen.delivered(Parcel::File { name, bytes });
            }
            Ask::Job(job) => {
                let parcel = (job.work)(&Progress::new()).map_or_else(|p| Parcel::Failed(Box::new(p)), Parcel::Result);
                self.screen.delivered(parcel);
            }
            Ask::VaultJob(job) => {
                let given = (job.work)(&mut self.vault, &Progress::new());
                self.screen.delivered(given.map_or_else(|p| Parcel::Failed(Box::new(p)), Parcel::Result));
                self.screen.reload(&self.vault.reader(), today()).unwrap();
            }
            Ask::Run(command) => {
                let done: Result<Done, Refusal> = self.vault.transact(Stamp::at(now()), |tx| command.run(tx, today()));
                if let Ok(done) = &done {
                    self.said.push(done.said.clone());
                }
                self.screen.settled(&done);
                self.screen.reload(&self.vault.reader(), today()).unwrap();
            }
            Ask::ShowPdf { .. } => self.n_pdfs += 1,
            _ => {}
        }
    }

    fn n_staff(&self) -> usize {
        self.vault.reader().count(Kind::Staff, Scope::All).unwrap()
    }
}

fn opened(name: &'static str, bytes: &[u8]) -> Harness<'static, Shell> {
    let mut harness =
        harness(1366.0, 768.0).build_ui_state(|ui, shell: &mut Shell| shell.frame(ui), Shell::new(name, bytes));
    harness.run_ok();
    picture(&mut harness, "import-1-choose");
    press(&mut harness, "ファイルを選ぶ…");
    harness
}

fn press(harness: &mut Harness<'_, Shell>, label: &str) {
    harness.get_by_role_and_label(egui::Role::Button, label).click();
    for _ in 0..3 {
        harness.run_ok();
    }
}

#[test]
fn a_clerk_takes_a_book_over_and_takes_it_back() {
    let mut harness = opened("台帳.xlsx", include_bytes!("../data/mict-daicho-clinic.xlsx"));
    harness.get_by_label_contains("シート「MICT利用者」");
    picture(&mut harness, "import-2-columns");
    press(&mut harness, "内容を確かめる");
    harness.get_by_label_contains("新しい 97件");
    picture(&mut harness, "import-3-preview");
    assert_eq!(harness.state().n_staff(), 0, "nothing is written before 取り込む");
    press(&mut harness, "取り込む（97件）");
    assert_eq!(harness.state().n_staff(), 14);
    harness.get_by_label_contains("新しく97件、変更0件を取り込みました");
    picture(&mut harness, "import-4-result");
    press(&mut harness, "結果を印刷");
    assert_eq!(harness.state().n_pdfs, 1);
    press(&mut harness, "この取り込みを取り消す…");
    press(&mut harness, "取り消す");
    assert_eq!(harness.state().n_staff(), 0);
    assert!(harness.state().said[0].contains("取り消しました"));
}

#[test]
fn cells_that_could_not_be_read_stand_in_their_tab() {
    let mut harness = opened("台帳.csv", include_bytes!("../data/mict-daicho-utf8.csv"));
    press(&mut harness, "内容を確かめる");
    harness.get_by_label_contains("読めなかったセル 1件").click();
    harness.run_ok();
    picture(&mut harness, "import-5-unread");
    harness.get_by_label_contains("後日提出");
}
