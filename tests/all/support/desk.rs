//! The whole window under test: a clock that stands still, a profile of its own, the quick key.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use daichoban::app::{App, Clock, Setup};
use daichoban::base::{Day, Moment};
use daichoban::demo;
use daichoban::desk::{Ask, Command, Problem, Route, VaultJob};
use daichoban::ledgers::log::LogLine;
use daichoban::ledgers::registry::INDEXER;
use daichoban::vault::{Head, Kdf, LogFilter, NewLedger, Place, Profile, Secret, Stamp, Tx, Vault, VaultError};
use egui::accesskit::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use tempfile::TempDir;

use super::picture::{harness, picture};

/// A passphrase nobody guesses.
pub const PASSPHRASE: &str = "みかん さんぽ でんしゃ 青い";

/// How work on the ledger ends.
#[derive(Clone, Copy)]
pub enum Work {
    /// With a problem.
    Refused,
    /// In the middle.
    Panics,
}

/// The window, its folders, and what the person at it does.
pub struct Seat {
    home: TempDir,
    window: Harness<'static, App>,
}

/// The moment every test happens at.
pub fn now() -> Moment {
    Moment::in_japan(Day::new(2026, 11, 20).unwrap(), 18, 30).unwrap()
}

impl Seat {
    /// A PC on which the program was never started.
    pub fn new() -> Self {
        Self::at(tempfile::tempdir().unwrap())
    }

    /// Before the sample clinic's ledger.
    pub fn with_sample() -> Self {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("台帳");
        std::fs::create_dir(&folder).unwrap();
        let at = Moment::in_japan(demo::first_day(now().day()), 8, 50).unwrap();
        let secret = Secret::from(demo::PASSPHRASE);
        let new = NewLedger { operator: demo::OPERATOR, passphrase: &secret, kdf: Kdf::Least, indexer: INDEXER, at };
        let (mut vault, _) = Vault::create(&Place::new(&folder, Profile::none()), &new).unwrap();
        vault.confirm_recovery(at).unwrap();
        demo::fill(&mut vault, now().day()).unwrap();
        vault.lock(now()).unwrap();
        Self::before(home, Some(folder))
    }

    fn at(home: TempDir) -> Self {
        Self::before(home, None)
    }

    fn before(home: TempDir, ledger: Option<PathBuf>) -> Self {
        let setup = Setup {
            profile: home.path().join("profile"),
            clock: Clock::fixed(now()),
            ledger,
            kdf: Kdf::Least,
            shows_files: false,
        };
        let app = App::new(setup);
        let window = harness(1440.0, 900.0).build_ui_state(|ui, app: &mut App| app.ui(ui), app);
        let mut seat = Self { home, window };
        seat.settle();
        seat
    }

    /// The program is closed and started again on the same PC.
    pub fn restarted(self) -> Self {
        let Self { home, mut window } = self;
        window.state_mut().close();
        drop(window);
        Self::at(home)
    }

    /// The same files on a PC where the program was never started.
    pub fn restarted_as_new(self) -> Self {
        let Self { home, mut window } = self;
        window.state_mut().close();
        drop(window);
        std::fs::remove_dir_all(home.path().join("profile")).unwrap();
        Self::at(home)
    }

    /// The folder for the ledger.
    pub fn folder(&self) -> PathBuf {
        self.home.path().join("台帳")
    }

    /// Waits until nothing runs any more.
    pub fn settle(&mut self) {
        let began = Instant::now();
        loop {
            self.window.run_steps(3);
            if self.window.state().is_settled() || began.elapsed() > Duration::from_secs(90) {
                self.window.run_steps(2);
                return;
            }
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// Types into the field with this label, over what stands there.
    pub fn fill(&mut self, label: &str, text: &str) {
        let field = self.window.get_by(|node| is_input(node.role()) && node.label().as_deref() == Some(label));
        field.focus();
        self.window.run_steps(1);
        self.window.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::A);
        self.window.run_steps(1);
        let field = self.window.get_by(|node| is_input(node.role()) && node.label().as_deref() == Some(label));
        field.type_text(text);
        self.window.run_steps(2);
    }

    /// Presses the button with this word.
    pub fn press(&mut self, word: &str) {
        self.window.get_by_role_and_label(Role::Button, word).click();
        self.settle();
    }

    /// Presses the button with this word by the keyboard, wherever on the page it stands.
    pub fn reach(&mut self, word: &str) {
        self.focus(word);
        self.key(egui::Key::Enter);
    }

    /// Presses a key.
    pub fn key(&mut self, key: egui::Key) {
        self.window.key_press(key);
        self.settle();
    }

    /// Gives a thing the keyboard.
    pub fn focus(&mut self, label: &str) {
        self.window.get_by_label(label).focus();
        self.settle();
    }

    /// Chooses from a list.
    pub fn pick(&mut self, label: &str, item: &str) {
        self.window.get_by_role_and_label(Role::ComboBox, label).click();
        self.settle();
        self.window.get_by_label(item).click();
        self.settle();
    }

    /// Types a path where this PC has no dialogs.
    pub fn typed_path(&mut self, label: &str, path: &std::path::Path) {
        self.fill(label, &path.display().to_string());
        self.press("決める");
    }

    /// Nobody touches anything for so long.
    pub fn wait_minutes(&mut self, n_minutes: u32) {
        let now = self.window.ctx.input(|input| input.time);
        self.window.input_mut().time = Some(now + f64::from(n_minutes) * 60.0);
        self.window.step();
        self.window.input_mut().time = None;
        self.settle();
    }

    /// Work on the ledger that goes on until it is told to end.
    pub fn long_work(&mut self) -> std::sync::mpsc::Sender<()> {
        let (sender, receiver) = std::sync::mpsc::channel();
        let job = VaultJob {
            name: "test-long",
            label: "試験の長い処理をしています。".to_owned(),
            needs: daichoban::desk::Right::Read,
            touched: Vec::new(),
            work: Box::new(move |_, _| {
                receiver.recv().unwrap();
                Ok(Box::new(()))
            }),
        };
        let ctx = self.window.ctx.clone();
        self.window.state_mut().ask(Ask::VaultJob(job), &ctx);
        self.window.run_steps(3);
        sender
    }

    /// Presses a button, and the PC's screen is locked before what it began has ended.
    pub fn press_and_lock_pc(&mut self, word: &str) {
        self.window.get_by_role_and_label(Role::Button, word).click();
        while self.window.state().is_settled() {
            self.window.step();
        }
        self.window.state().bell().ring();
    }

    /// The PC's screen is locked; one frame is drawn.
    pub fn lock_pc(&mut self) {
        self.window.state().bell().ring();
        self.window.step();
    }

    /// The buttons in sight that Tab never comes to. A calendar opens from its field, with Alt and an arrow.
    pub fn beyond_tab(&mut self) -> Vec<String> {
        let mut reached = Vec::new();
        for _ in 0..80 {
            self.window.key_press(egui::Key::Tab);
            self.window.run_steps(2);
            let focused =
                self.window.query_all_by(|node| node.is_focused()).filter_map(|node| node.accesskit_node().label());
            reached.extend(focused);
        }
        let buttons = self.window.query_all_by(|node| node.role() == Role::Button && !node.is_disabled());
        let all = buttons.filter_map(|node| node.accesskit_node().label());
        all.filter(|label| !reached.contains(label) && !label.ends_with("のカレンダー")).collect()
    }

    /// What goes into the clipboard when everything in sight is marked and copied; and whether a button offers it.
    pub fn copied(&mut self) -> Vec<String> {
        self.window.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::A);
        self.window.run_steps(1);
        self.window.event(egui::Event::Copy);
        self.window.step();
        let commands = self.window.output().platform_output.commands.clone();
        let copied = commands.into_iter().filter_map(|command| match command {
            egui::OutputCommand::CopyText(text) => Some(text),
            _ => None,
        });
        let offers = self.window.query_all_by(|node| node.role() == Role::Button);
        let offers = offers.filter_map(|node| node.accesskit_node().label()).filter(|word| word.contains("コピー"));
        copied.chain(offers).collect()
    }

    /// Presses each of these with Ctrl, a frame apart.
    pub fn all_with_ctrl(&mut self, keys: &[egui::Key]) {
        for key in keys {
            self.window.key_press_modifiers(egui::Modifiers::COMMAND, *key);
            self.window.run_steps(1);
        }
        self.settle();
    }

    /// Presses a key with Ctrl.
    pub fn ctrl(&mut self, key: egui::Key) {
        self.window.key_press_modifiers(egui::Modifiers::COMMAND, key);
        self.settle();
    }

    /// Work on the ledger in a thread, as a screen asks for it.
    pub fn work(&mut self, work: Work) {
        let job = VaultJob {
            name: "test-work",
            label: "試験の処理をしています。".to_owned(),
            needs: daichoban::desk::Right::Read,
            touched: Vec::new(),
            work: Box::new(move |_, _| match work {
                Work::Refused => Err(Problem::new("T-001", "試験の処理は終わりませんでした。", "もう一度どうぞ。")),
                Work::Panics => panic!("the test wants this"),
            }),
        };
        let ctx = self.window.ctx.clone();
        self.window.state_mut().ask(Ask::VaultJob(job), &ctx);
        self.settle();
    }

    /// Writes into the ledger behind the window's back, as an import or another day's work would have.
    pub fn write(&mut self, at: Moment, work: impl FnOnce(&mut Tx<'_>) -> Result<(), VaultError> + Send + 'static) {
        let job = VaultJob {
            name: "test-write",
            label: "試験の記録をしています。".to_owned(),
            needs: daichoban::desk::Right::Read,
            touched: Vec::new(),
            work: Box::new(move |vault, _| {
                vault.transact(Stamp::at(at), work)?;
                Ok(Box::new(()))
            }),
        };
        let ctx = self.window.ctx.clone();
        self.window.state_mut().ask(Ask::VaultJob(job), &ctx);
        self.settle();
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
        let ctx = self.window.ctx.clone();
        self.window.state_mut().ask(Ask::Run(Box::new(command)), &ctx);
        self.settle();
    }

    /// Everything in sight that can be pressed, chosen from or typed into, by its name.
    pub fn controls(&self) -> Vec<String> {
        let is_one = |role| {
            is_input(role)
                || matches!(
                    role,
                    Role::Button
                        | Role::Link
                        | Role::ComboBox
                        | Role::CheckBox
                        | Role::RadioButton
                        | Role::Switch
                        | Role::Tab
                        | Role::MenuItem
                )
        };
        let all = self.window.query_all_by(|node| is_one(node.role()) && !node.is_disabled());
        all.map(|node| node.accesskit_node().label().unwrap_or_default()).collect()
    }

    /// The links in sight.
    pub fn links(&self) -> Vec<String> {
        let all = self.window.query_all_by(|node| node.role() == Role::Link);
        all.filter_map(|node| node.accesskit_node().label()).collect()
    }

    /// Follows a link, wherever on the page it stands.
    pub fn follow(&mut self, name: &str) {
        self.window.query_all_by_role_and_label(Role::Link, name).next().unwrap().click_accesskit();
        self.settle();
    }

    /// Every word in sight.
    pub fn words(&self) -> Vec<String> {
        let all = self.window.query_all_by(|node| node.label().is_some() || node.value().is_some());
        all.map(|node| format!("{:?} {:?}", node.accesskit_node().label(), node.value())).collect()
    }

    /// Looks into the ledger behind the window's back.
    pub fn ledger<T: Send + 'static>(&mut self, work: impl FnOnce(&Vault) -> T + Send + 'static) -> T {
        let (sender, receiver) = std::sync::mpsc::channel();
        let job = VaultJob {
            name: "test-look",
            label: "試験の記録を読んでいます。".to_owned(),
            needs: daichoban::desk::Right::Read,
            touched: Vec::new(),
            work: Box::new(move |vault, _| {
                sender.send(work(vault)).unwrap();
                Ok(Box::new(()))
            }),
        };
        let ctx = self.window.ctx.clone();
        self.window.state_mut().ask(Ask::VaultJob(job), &ctx);
        self.settle();
        receiver.recv().unwrap()
    }

    /// Goes somewhere as if a page led there.
    pub fn go(&mut self, route: Route) {
        let ctx = self.window.ctx.clone();
        self.window.state_mut().ask(Ask::Go(route), &ctx);
        self.settle();
    }

    /// Takes the item with this word from the drop-down with this label.
    pub fn choose(&mut self, label: &str, word: &str) {
        self.window.get_by_role_and_label(Role::ComboBox, label).click();
        self.settle();
        self.window.get_by_role_and_label(Role::ListBoxOption, word).click();
        self.settle();
    }

    /// Whether these words stand anywhere in sight.
    pub fn sees(&self, words: &str) -> bool {
        self.window.query_all_by_label_contains(words).next().is_some()
    }

    /// What the field with this label holds.
    pub fn value(&self, label: &str) -> String {
        let field = self.window.get_by(|node| is_input(node.role()) && node.label().as_deref() == Some(label));
        field.value().unwrap_or_default()
    }

    /// The digits of the recovery sheet as they stand on the screen.
    pub fn digits(&self) -> Vec<String> {
        let all = self.window.query_all_by(|node| node.role() == Role::Label);
        all.filter_map(|node| node.accesskit_node().label().or(node.value()))
            .filter(|word| word.len() == 6 && word.chars().all(|c| c.is_ascii_digit()))
            .collect()
    }

    /// What the open ledger has to say, asked behind the window's back.
    pub fn ask<T: Send + 'static>(&mut self, work: impl FnOnce(&daichoban::vault::Vault) -> T + Send + 'static) -> T {
        let (sender, receiver) = std::sync::mpsc::channel();
        let job = VaultJob {
            name: "test-ask",
            label: "試験の問い合わせをしています。".to_owned(),
            needs: daichoban::desk::Right::Read,
            touched: Vec::new(),
            work: Box::new(move |vault, _| {
                sender.send(work(vault)).unwrap();
                Ok(Box::new(()))
            }),
        };
        let ctx = self.window.ctx.clone();
        self.window.state_mut().ask(Ask::VaultJob(job), &ctx);
        self.settle();
        receiver.recv().unwrap()
    }

    /// Keeps a picture where `DAICHOBAN_PICTURES` says.
    pub fn picture(&mut self, name: &str) {
        picture(&mut self.window, name);
    }

    /// The first run up to the recovery sheet.
    pub fn found(&mut self) {
        self.press("新しい台帳を作る");
        self.fill("施設名", "さくら内科クリニック");
        self.fill("施設名フリガナ", "サクラナイカクリニック");
        self.press("次へ");
        self.fill("氏名", "髙橋 美咲");
        self.fill("フリガナ", "タカハシ ミサキ");
        self.press("次へ");
        self.fill("新しい合言葉", PASSPHRASE);
        self.fill("新しい合言葉（もう一度）", PASSPHRASE);
        self.press("次へ");
        let folder = self.folder().display().to_string();
        self.fill("台帳のフォルダー", &folder);
        self.press("台帳を作る");
    }

    /// The digits in sight, typed back; then the rest of the first setting.
    pub fn set_up(&mut self) {
        let groups = self.digits();
        assert_eq!(groups.len(), 8, "eight groups are shown");
        self.press("保管しました");
        self.fill("第3組", &groups[2]);
        self.fill("第7組", &groups[6]);
        self.press("次へ");
        self.press("あとで登録する");
        self.press("空の台帳から始める");
    }

    /// Unlocks as somebody.
    pub fn unlock_as(&mut self, name: &str, passphrase: &str) {
        self.pick("操作者", name);
        self.unlock(passphrase);
    }

    /// The passphrase for a first opening, as it stands on the screen.
    pub fn first_passphrase(&self) -> String {
        let is_one = |word: &String| word.len() == 24 && word.split('-').filter(|group| group.len() == 4).count() == 5;
        let all = self.window.query_all_by(|node| node.role() == Role::Label);
        all.filter_map(|node| node.accesskit_node().label().or(node.value())).find(is_one).unwrap()
    }

    /// The secret for a telephone's app, as it stands on the screen.
    pub fn base32(&self) -> String {
        let is_one = |word: &String| word.len() == 39 && word.split(' ').all(|four| four.len() == 4);
        let all = self.window.query_all_by(|node| node.role() == Role::Label);
        all.filter_map(|node| node.accesskit_node().label().or(node.value())).find(is_one).unwrap()
    }

    /// Unlocks with a passphrase.
    pub fn unlock(&mut self, passphrase: &str) {
        self.fill("合言葉", passphrase);
        self.press("開く");
    }
}

fn is_input(role: Role) -> bool {
    matches!(role, Role::TextInput | Role::MultilineTextInput | Role::PasswordInput | Role::SearchInput)
}
