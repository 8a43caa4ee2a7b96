//! Unlocking (解錠): which ledger, who, the passphrase; and the way in for those who have forgotten it.

use std::path::{Path, PathBuf};

use egui::{Id, Ui};

use crate::base::{Clock, Moment};
use crate::desk::{Ask, Desk, FileKind, Gate, Job, Opened, Parcel, Problem, Step, lasting};
use crate::vault::{Face, Kdf, KeyCopy, Secret, Token, VaultError};
use crate::widgets::button::{primary, quiet, secondary};
use crate::widgets::field::blank;
use crate::widgets::tokens::space;
use crate::widgets::{Icon, Tone, card, focus, notice, prose};

use super::doors::{self, Door, Proof};
use super::frame::{self, LOCK};
use super::lost_keys::{Chosen, Found, LostKeys, opening_with};
use super::passphrase::wipe;
use super::recovery::{Recovery, Said};
use super::waiting::{self, Look, Watch};

/// The code of the fault that locks out for a while.
const LOCKED_OUT: &str = "V-103";
/// The passphrase was right, and a one-time code is wanted.
const CODE_WANTED: &str = "V-108";
/// The code was wrong, or taken before.
const CODE_TROUBLES: [&str; 2] = ["V-109", "V-110"];
/// The USB key is missing, another one, or none.
const TOKEN_TROUBLES: [&str; 3] = ["V-105", "V-106", "V-107"];

/// The unlock screen.
pub struct Unlock {
    folder: PathBuf,
    known: Vec<PathBuf>,
    profile: PathBuf,
    kdf: Kdf,
    clock: Clock,
    face: Result<Face, Problem>,
    /// Looks whether the folder is there.
    watch: Option<Watch>,
    /// What lies in memory and waits for this ledger to be opened.
    reminder: Option<&'static str>,
    is_unfolded: bool,
    operator: String,
    passphrase: String,
    /// The USB key chosen by hand, where none is found by itself.
    token: Option<Token>,
    /// The one-time code, once it is asked for.
    code: Option<String>,
    problem: Option<Problem>,
    locked_until: Option<Moment>,
    wants_focus: bool,
    recovery: Option<Recovery>,
    /// The offers where the key file is the trouble.
    lost: Option<LostKeys>,
    is_pointing: bool,
    /// The copy of the key file that was chosen.
    keys: Option<KeyCopy>,
    step: Option<Step>,
}

impl Drop for Unlock {
    fn drop(&mut self) {
        wipe(&mut self.passphrase);
    }
}

impl Unlock {
    /// Before this ledger; `known` are the ledgers this PC has opened.
    #[must_use]
    pub fn new(folder: PathBuf, known: Vec<PathBuf>, profile: &Path, kdf: Kdf, clock: Clock) -> Self {
        let mut this = Self {
            folder: PathBuf::new(),
            known,
            profile: profile.to_owned(),
            kdf,
            clock,
            face: Err(Problem::cancelled()),
            watch: None,
            reminder: None,
            is_unfolded: false,
            operator: String::new(),
            passphrase: String::new(),
            token: None,
            code: None,
            problem: None,
            locked_until: None,
            wants_focus: true,
            recovery: None,
            lost: None,
            is_pointing: false,
            keys: None,
            step: None,
        };
        this.turn_to(folder);
        this
    }

    /// Types the passphrase for a script.
    #[must_use]
    pub fn typed(mut self, passphrase: &str) -> Self {
        self.passphrase = passphrase.to_owned();
        self
    }

    fn now(&self) -> Moment {
        self.clock.now()
    }

    fn door(&self) -> Door {
        Door { folder: self.folder.clone(), profile: self.profile.clone(), at: self.now(), keys: self.keys.clone() }
    }

    fn turn_to(&mut self, folder: PathBuf) {
        self.folder = folder;
        self.keys = None;
        self.look();
    }

    fn look(&mut self) {
        let mut watch = Watch::over(self.door());
        let first = watch.first().unwrap_or_else(|| Err(Problem::cancelled()));
        self.watch = Some(watch);
        self.see(first);
    }

    /// What the folder looks like now.
    fn see(&mut self, look: Look) {
        self.face = look;
        self.lost = self.face.as_ref().err().and_then(|problem| LostKeys::helping(&problem.code));
        self.forget();
        self.problem = None;
        self.locked_until = None;
        self.wants_focus = true;
        self.recovery = None;
        self.operator = match &self.face {
            Ok(face) => face.operators.first().cloned().unwrap_or_default(),
            Err(_) => String::new(),
        };
    }

    /// Forgets what was typed and chosen.
    fn forget(&mut self) {
        wipe(&mut self.passphrase);
        self.token = None;
        self.code = None;
    }

    fn wait(&mut self, ui: &Ui) -> Option<String> {
        let until = self.locked_until?;
        let left = until.millis() - self.now().millis();
        let Ok(left) = u64::try_from(left) else {
            self.locked_until = None;
            self.problem = None;
            return None;
        };
        ui.ctx().request_repaint_after(std::time::Duration::from_millis(500));
        Some(lasting(std::time::Duration::from_millis(left)))
    }

    fn draw(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        card::title(ui, "台帳を開く");
        if let Some(words) = self.reminder {
            notice::bar(ui, Tone::Warn, words);
        }
        if !desk.is_busy
            && let Some(look) = self.watch.as_mut().and_then(|watch| watch.news(ui.ctx()))
        {
            self.see(look);
        }
        self.draw_ledger(ui, desk);
        if self.draw_waiting(ui, desk) {
            return;
        }
        if let Err(problem) = &self.face {
            let problem = problem.clone();
            trouble(ui, &problem);
            self.draw_lost(ui, desk);
            self.draw_others(ui, desk);
            return;
        }
        if let Some(copy) = &self.keys {
            notice::bar(ui, Tone::Info, &opening_with(copy));
        }
        self.draw_holder(ui);
        let id = Id::unique("unlock passphrase");
        if std::mem::take(&mut self.wants_focus) {
            focus::give(ui, id);
        }
        let is_entered = if self.code.is_some() { self.draw_code(ui, id) } else { self.draw_passphrase(ui, id) };
        let wait = self.wait(ui);
        if let Some(problem) = &self.problem {
            trouble(ui, problem);
            self.draw_lost(ui, desk);
        }
        if self.problem.as_ref().is_some_and(|problem| TOKEN_TROUBLES.contains(&problem.code.as_str())) {
            let choose = secondary("USBキーのファイルを選ぶ…").icon(Icon::Usb).enabled(!desk.is_busy);
            if ui.add(choose).clicked() {
                desk.ask(Ask::OpenFile(FileKind::UsbKey));
            }
        }
        let word = wait.as_ref().map_or_else(|| "開く".to_owned(), |wait| format!("あと{wait}お待ちください"));
        let is_ready = wait.is_none() && !desk.is_busy;
        ui.add_space(space::XS);
        let button = primary(&word).icon(Icon::Unlock).enabled(is_ready).min_width(ui.available_width());
        let is_clicked = ui.add(button).clicked();
        if (is_clicked || is_entered) && is_ready {
            self.open(desk);
        }
        self.draw_others(ui, desk);
    }

    /// The folder is not there now, or has not answered.
    fn draw_waiting(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) -> bool {
        let is_known = self.known.contains(&self.folder);
        if self.watch.as_ref().is_some_and(|watch| !watch.is_answered()) {
            waiting::draw_looking(ui);
        } else if self.face.as_ref().is_err_and(|problem| waiting::is_away(problem, is_known)) {
            if waiting::draw_away(ui, &mut self.is_unfolded) {
                self.step = Some(Step::FirstRun);
            }
        } else {
            return false;
        }
        self.draw_other_ways(ui, desk, |_, _| {});
        true
    }

    fn draw_passphrase(&mut self, ui: &mut Ui, id: Id) -> bool {
        blank("合言葉").id(id).last().passphrase(ui, &mut self.passphrase).entered
    }

    /// The passphrase was right; the code comes beside it.
    fn draw_code(&mut self, ui: &mut Ui, id: Id) -> bool {
        let code = self.code.get_or_insert_default();
        let hint = "スマートフォンの認証アプリに今出ている数字です";
        let is_entered =
            blank("6桁のコード").id(id).placeholder("6桁").hint(hint).awaited().last().line(ui, code).entered;
        if ui.add(quiet("合言葉の入力に戻る").icon(Icon::ArrowLeft)).clicked() {
            self.forget();
            self.problem = None;
            self.wants_focus = true;
        }
        is_entered
    }

    fn draw_lost(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        let place = self.door().place();
        let Some(lost) = &mut self.lost else { return };
        match lost.ui(ui, desk, place) {
            Chosen::Nothing => {}
            Chosen::Keys(copy) => {
                self.keys = Some(*copy);
                self.look();
            }
            Chosen::PointAt => {
                self.is_pointing = true;
                desk.ask(Ask::ChooseFolder { title: "控えのあるフォルダー".to_owned() });
            }
            Chosen::Sheet => self.recovery = Some(Recovery::with_record()),
        }
    }

    fn draw_ledger(&mut self, ui: &mut Ui, desk: &Desk<'_>) {
        let mut all = self.known.clone();
        if !all.contains(&self.folder) {
            all.insert(0, self.folder.clone());
        }
        if all.len() < 2 {
            prose::weak(ui, &format!("台帳のフォルダー  {}", doors::shown(&self.folder)));
            return;
        }
        let names: Vec<String> = all.iter().map(|folder| doors::shown(folder)).collect();
        let items: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), name.as_str())).collect();
        let mut chosen = doors::shown(&self.folder);
        if blank("台帳のフォルダー").pick(ui, &items, &mut chosen).changed && !desk.is_busy {
            self.turn_to(PathBuf::from(chosen));
        }
    }

    fn draw_holder(&mut self, ui: &mut Ui) {
        let Ok(face) = &self.face else { return };
        if let Some(note) = &face.open_at {
            let problem = Problem::from(VaultError::AlreadyOpen(Some(note.clone())));
            notice::bar(ui, Tone::Warn, &format!("{}{}", problem.happened, problem.next));
        }
        let items: Vec<(&str, &str)> = face.operators.iter().map(|name| (name.as_str(), name.as_str())).collect();
        let before = self.operator.clone();
        blank("操作者").pick(ui, &items, &mut self.operator);
        if self.operator != before {
            self.forget();
            self.problem = None;
        }
        if let Ok(face) = &self.face
            && face.tokens.iter().any(|(name, _)| *name == self.operator)
        {
            let word = if self.token.is_some() {
                "選んだUSBキーを使います"
            } else {
                "USBキーを差してから開きます"
            };
            prose::weak(ui, word);
        }
    }

    fn draw_others(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        self.draw_other_ways(ui, desk, |this, ui| {
            if ui.add(quiet("新しい台帳を作る").icon(Icon::Plus)).clicked() {
                this.step = Some(Step::FirstRun);
            }
        });
    }

    fn draw_other_ways(&mut self, ui: &mut Ui, desk: &mut Desk<'_>, more: impl FnOnce(&mut Self, &mut Ui)) {
        ui.add_space(space::S);
        ui.separator();
        ui.horizontal_wrapped(|ui| {
            if self.face.is_ok() && ui.add(quiet("合言葉を忘れたとき").icon(Icon::LifeBuoy)).clicked() {
                self.recovery = Some(Recovery::default());
            }
            if ui.add(quiet("別の台帳を開く…").icon(Icon::FolderOpen)).clicked() {
                self.is_pointing = false;
                desk.ask(Ask::ChooseFolder { title: "台帳のフォルダー".to_owned() });
            }
            if ui.add(quiet("控えから戻す…").icon(Icon::RotateCcw)).clicked() {
                self.step = Some(Step::BringBack);
            }
            more(self, ui);
        });
    }

    fn open(&mut self, desk: &mut Desk<'_>) {
        if self.passphrase.is_empty() {
            self.problem =
                Some(Problem::new("C-201", "合言葉がまだ入力されていません。", "合言葉を入力してください。"));
            return;
        }
        self.problem = None;
        let door = self.door();
        let proof = Proof {
            token: self.token.clone(),
            code: self.code.clone(),
            ..Proof::of(&self.operator, &Secret::from(self.passphrase.as_str()))
        };
        desk.ask(Ask::Job(Job {
            name: "unlock-ledger",
            label: "台帳を開いています。合言葉から鍵を作るため、少し時間がかかります。".to_owned(),
            work: Box::new(move |progress| Ok(Box::new(door.unlock(&proof, progress)))),
        }));
    }

    fn draw_recovery(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        let mut door = self.door();
        let (kdf, operator) = (self.kdf, self.operator.clone());
        let Some(recovery) = &mut self.recovery else { return };
        match recovery.ui(ui, self.problem.as_ref()) {
            Said::Nothing => {}
            Said::Back => {
                self.recovery = None;
                self.problem = None;
            }
            Said::Ready(code, secret) => {
                self.problem = None;
                match recovery.record().map(|record| KeyCopy::of_record(&record, &code)).transpose() {
                    Ok(copy) => door.keys = copy.or(door.keys),
                    Err(error) => {
                        self.problem = Some(error.into());
                        return;
                    }
                }
                desk.ask(Ask::Job(Job {
                    name: "recover-ledger",
                    label: "復旧コードで台帳を開き、新しい合言葉を登録しています。".to_owned(),
                    work: Box::new(move |progress| {
                        Ok(Box::new(door.recover(&code, &operator, &secret, kdf, progress)))
                    }),
                }));
            }
        }
    }
}

impl Gate for Unlock {
    fn ui(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        let width = if self.recovery.is_some() { frame::WIZARD } else { LOCK };
        frame::centred(ui, width, |ui| {
            if self.recovery.is_some() { self.draw_recovery(ui, desk) } else { self.draw(ui, desk) }
        });
    }

    fn delivered(&mut self, parcel: Parcel) {
        match parcel {
            Parcel::Folder(folder) => match &mut self.lost {
                Some(lost) if std::mem::take(&mut self.is_pointing) => lost.look_in(folder),
                _ => self.turn_to(folder),
            },
            Parcel::Result(content) => match content.downcast::<Result<Opened, Problem>>().map(|it| *it) {
                Ok(Ok(opened)) => {
                    self.forget();
                    self.step = Some(Step::In(Box::new(opened)));
                }
                Ok(Err(problem)) => self.refused(problem),
                Err(content) => {
                    if let (Some(lost), Ok(found)) = (&mut self.lost, content.downcast::<Found>()) {
                        lost.take(*found);
                    }
                }
            },
            Parcel::File { bytes, .. } => match Token::read(&bytes) {
                Ok(token) => {
                    self.token = Some(token);
                    self.problem = None;
                    self.wants_focus = true;
                }
                Err(error) => self.problem = Some(error.into()),
            },
            Parcel::Saved { .. } | Parcel::Failed(_) => {}
        }
    }

    fn folder(&self) -> Option<&Path> {
        Some(&self.folder)
    }

    fn step(&mut self) -> Option<Step> {
        self.step.take()
    }

    fn remind(&mut self, words: Option<&'static str>) {
        self.reminder = words;
    }

    fn is_settled(&self) -> bool {
        self.watch.as_ref().is_none_or(Watch::is_answered)
    }
}

impl Unlock {
    fn refused(&mut self, problem: Problem) {
        if waiting::is_away(&problem, false) {
            // It went away behind the passphrase.
            self.look();
            return;
        }
        self.wants_focus = true;
        if problem.code == CODE_WANTED {
            // The passphrase stays: with the code it is tried again.
            self.code = Some(String::new());
            self.problem = None;
            return;
        }
        let is_about_code = CODE_TROUBLES.contains(&problem.code.as_str());
        let is_about_token = TOKEN_TROUBLES.contains(&problem.code.as_str());
        if is_about_code {
            self.code = Some(String::new());
        } else if !is_about_token {
            self.forget();
        } else {
            self.token = None;
        }
        if !problem.is_cancelled() {
            self.lost = LostKeys::helping(&problem.code);
            self.problem = Some(problem);
        }
        // The next attempt may have to wait already: say so now, not after the next typing.
        let wait = self.door().wait(&self.operator);
        if let Some(wait) = wait {
            let seconds = i64::try_from(wait.as_secs()).unwrap_or(i64::MAX).saturating_add(1);
            self.locked_until = Some(self.now().plus_seconds(seconds));
        } else if self.problem.as_ref().is_some_and(|problem| problem.code == LOCKED_OUT) {
            self.problem = None;
        }
    }
}

/// A problem inside the card, where the eye is.
pub fn trouble(ui: &mut Ui, problem: &Problem) {
    let Problem { happened, next, code, detail } = problem;
    notice::Trouble { happened, next, code, detail }.show(ui);
}
