//! The first run (初めての起動) up to the moment there is a ledger. What comes after it stands in `setup`.

use std::path::{Path, PathBuf};

use egui::{Align, Layout, Ui, vec2};

use crate::base::{Breach, Clock, Day, Draft, Field, Kind, Record};
use crate::desk::{Ask, Desk, Gate, Job, Opened, Parcel, Step};
use crate::ledgers::clinic::record::{Clinic, field as clinic_field};
use crate::ledgers::staff::record::{Staff, field as staff_field};
use crate::vault::Kdf;
use crate::widgets::button::{primary, quiet, secondary};
use crate::widgets::field::blank;
use crate::widgets::form::{Form, FormEvent, Plan};
use crate::widgets::tokens::{size, space};
use crate::widgets::{Icon, Tone, card, notice, prose};

use super::doors::{self, Beginning, Door};
use super::frame;
use super::passphrase::NewPassphrase;

/// The clinic's fields that matter on the first day; the rest can wait.
const CLINIC: [Field; 6] = [
    clinic_field::NAME,
    clinic_field::KANA,
    clinic_field::FACILITY,
    clinic_field::CODE,
    clinic_field::ADDRESS,
    clinic_field::PHONE,
];

/// The responsible person's fields.
const PERSON: [Field; 4] = [staff_field::NAME, staff_field::KANA, staff_field::DEPARTMENT, staff_field::PROFESSION];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Page {
    Welcome,
    Clinic,
    Person,
    Passphrase,
    Folder,
}

/// The first run.
pub struct FirstRun {
    page: Page,
    profile: PathBuf,
    kdf: Kdf,
    clock: Clock,
    clinic: Typed,
    person: Typed,
    passphrase: NewPassphrase,
    folder: String,
    folder_fault: Option<String>,
    step: Option<Step>,
}

/// A form's content.
struct Typed {
    form: Form,
    draft: Draft,
    breaches: Vec<Breach>,
}

impl Typed {
    fn new(name: &str, draft: Draft) -> Self {
        Self { form: Form::new(name).close_word("戻る"), draft, breaches: Vec::new() }
    }

    fn forget_mended<R: Record>(&mut self, today: Day) {
        if !self.breaches.is_empty() {
            Breach::forget_mended(&mut self.breaches, &R::check(&self.draft, today).err().unwrap_or_default());
        }
    }

    fn ui(&mut self, ui: &mut Ui, fields: &[Field], today: Day) -> FormEvent {
        let options = |_: Kind| -> &[(String, String)] { &[] };
        let plan = Plan {
            fields,
            breaches: &self.breaches,
            options: &options,
            today,
            save: "次へ",
            is_dirty: false,
            is_busy: false,
        };
        // The form scrolls by itself; it gets what the window has left between the heading and the red button.
        let left = ui.ctx().content_rect().bottom() - ui.cursor().top() - 122.0;
        let room = vec2(ui.available_width(), left.max(260.0));
        let form = &mut self.form;
        let draft = &mut self.draft;
        let top_down = Layout::top_down(Align::Min);
        ui.allocate_ui_with_layout(room, top_down, |ui| {
            ui.set_max_height(room.y);
            form.ui(ui, &plan, draft)
        })
        .inner
    }
}

impl FirstRun {
    /// The first page. `clock` dates the ledger.
    #[must_use]
    pub fn new(profile: &Path, kdf: Kdf, clock: Clock) -> Self {
        let clinic = Clinic::default().draft();
        Self {
            page: Page::Welcome,
            profile: profile.to_owned(),
            kdf,
            clock,
            clinic: Typed::new("first clinic", clinic),
            person: Typed::new("first person", Draft::new()),
            passphrase: NewPassphrase::default(),
            folder: doors::shown(&doors::usual_folder()),
            folder_fault: None,
            step: None,
        }
    }

    /// Starts at a page (pictures).
    #[must_use]
    pub fn at_step(mut self, number: usize) -> Self {
        self.page = match number {
            0 => Page::Welcome,
            1 => Page::Clinic,
            2 => Page::Person,
            3 => Page::Passphrase,
            _ => Page::Folder,
        };
        self
    }

    /// Offers another folder (tests).
    #[must_use]
    pub fn in_folder(mut self, folder: &Path) -> Self {
        self.folder = doors::shown(folder);
        self
    }

    /// Turns to a page; its first field has the keyboard.
    fn turn(&mut self, page: Page) {
        self.page = page;
        self.clinic.form.focus(clinic_field::NAME.key);
        self.person.form.focus(staff_field::NAME.key);
    }

    fn known(&self) -> Vec<String> {
        let of = |typed: &Typed, field: &Field| typed.draft.get(field.key).to_owned();
        vec![of(&self.clinic, &clinic_field::NAME), of(&self.person, &staff_field::NAME)]
    }

    fn draw_welcome(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        card::title(ui, "ようこそ");
        prose::paragraph(
            ui,
            "台帳番は、医療情報連携の台帳をこのパソコンの中だけで預かる帳簿です。利用者・端末・利用者IDを登録すると、\
             点検や立入検査で求められる帳票がいつでも印刷できます。",
        );
        ui.add_space(space::S);
        for (icon, text) in [
            (Icon::ShieldCheck, "台帳は合言葉で暗号化します。合言葉を知らない人には読めません。"),
            (Icon::WifiOff, "インターネットにはつなぎません。外へ送られるものはありません。"),
            (Icon::History, "いつ、だれが、何を変えたかが残ります。消えてなくなる記録はありません。"),
        ] {
            ui.horizontal_top(|ui| {
                icon.show(ui, size::ICON + 2.0, crate::widgets::tokens::color::PRIMARY);
                prose::paragraph(ui, text);
            });
        }
        ui.add_space(space::M);
        ui.horizontal(|ui| {
            if ui.add(primary("新しい台帳を作る").icon(Icon::Plus).on_enter().min_width(220.0)).clicked() {
                self.turn(Page::Clinic);
            }
            if ui.add(secondary("今ある台帳を開く…").icon(Icon::FolderOpen).min_width(220.0)).clicked() {
                desk.ask(Ask::ChooseFolder { title: "台帳のフォルダー".to_owned() });
            }
            if ui.add(secondary("控えから戻す…").icon(Icon::RotateCcw)).clicked() {
                self.step = Some(Step::BringBack);
            }
        });
        prose::weak(ui, "新しい台帳を作るには、5分ほどかかります。途中でやめても、何も残りません。");
    }

    fn draw_clinic(&mut self, ui: &mut Ui, today: Day) {
        card::title(ui, "施設について教えてください");
        prose::weak(ui, "印刷物の表題に使います。あとから「施設」の画面で直せます。");
        match self.clinic.ui(ui, &CLINIC, today) {
            FormEvent::Save => {
                self.clinic.breaches = Clinic::check(&self.clinic.draft, today).err().unwrap_or_default();
                if self.clinic.breaches.is_empty() {
                    self.turn(Page::Person);
                }
            }
            FormEvent::Cancel => self.turn(Page::Welcome),
            FormEvent::Changed => self.clinic.forget_mended::<Clinic>(today),
            FormEvent::None => {}
        }
    }

    fn draw_person(&mut self, ui: &mut Ui, today: Day) {
        card::title(ui, "管理責任者はどなたですか");
        prose::weak(ui, "台帳を預かる人です。この人が台帳を開く操作者になり、利用者と役割にも登録されます。");
        match self.person.ui(ui, &PERSON, today) {
            FormEvent::Save => {
                self.person.breaches = Staff::check(&self.person.draft, today).err().unwrap_or_default();
                if self.person.breaches.is_empty() {
                    self.turn(Page::Passphrase);
                }
            }
            FormEvent::Cancel => self.turn(Page::Clinic),
            FormEvent::Changed => self.person.forget_mended::<Staff>(today),
            FormEvent::None => {}
        }
    }

    fn draw_passphrase(&mut self, ui: &mut Ui) {
        card::title(ui, "合言葉を決めてください");
        prose::paragraph(ui, "台帳を開くたびに入力します。ほかのサービスで使っている言葉は避けてください。");
        let known = self.known();
        let known: Vec<&str> = known.iter().map(String::as_str).collect();
        self.passphrase.ui(ui, &known);
        ui.add_space(space::S);
        notice::bar(ui, Tone::Warn, "合言葉と復旧シートの両方をなくすと、台帳はだれにも開けなくなります。");
        match feet(ui, "次へ") {
            Foot::On if self.passphrase.is_good(&known) => self.turn(Page::Folder),
            Foot::Back => self.turn(Page::Person),
            Foot::On | Foot::Stay => {}
        }
    }

    fn draw_folder(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        card::title(ui, "台帳をどこに置きますか");
        prose::paragraph(ui, "このパソコンの中の、空のフォルダーに作ります。フォルダーがなければ新しく作ります。");
        let fault = self.folder_fault.clone();
        ui.horizontal_top(|ui| {
            let width = ui.available_width() - 130.0;
            ui.allocate_ui(vec2(width, 0.0), |ui| {
                ui.set_width(width);
                let field = blank("台帳のフォルダー").required().fault(fault.as_deref()).awaited().last();
                if field.line(ui, &mut self.folder).changed {
                    self.folder_fault = None;
                }
            });
            ui.vertical(|ui| {
                ui.add_space(24.0);
                if ui.add(secondary("選ぶ…").icon(Icon::FolderOpen)).clicked() {
                    desk.ask(Ask::ChooseFolder { title: "台帳を置くフォルダー".to_owned() });
                }
            });
        });
        let name = self.clinic.draft.get(clinic_field::NAME.key).to_owned();
        let person = self.person.draft.get(staff_field::NAME.key).to_owned();
        frame::facts(ui, &[("施設", &name), (doors::responsible(), &person)]);
        prose::weak(ui, "「台帳を作る」を押すと鍵を作ります。数秒かかります。");
        match feet(ui, "台帳を作る") {
            Foot::On => self.found(desk),
            Foot::Back => self.turn(Page::Passphrase),
            Foot::Stay => {}
        }
    }

    fn found(&mut self, desk: &mut Desk<'_>) {
        let folder = PathBuf::from(self.folder.trim());
        if let Err(why) = doors::may_hold(&folder, &self.profile) {
            let problem = crate::desk::Problem::from(why);
            self.folder_fault = Some(problem.next);
            return;
        }
        let known = self.known();
        let known: Vec<&str> = known.iter().map(String::as_str).collect();
        let Some(secret) = self.passphrase.copy(&known) else {
            self.turn(Page::Passphrase);
            return;
        };
        let beginning =
            Beginning { clinic: self.clinic.draft.clone(), person: self.person.draft.clone(), secret, kdf: self.kdf };
        let door = Door { folder, profile: self.profile.clone(), at: self.clock.now(), keys: None };
        desk.ask(Ask::Job(Job {
            name: "found-ledger",
            label: "台帳を作っています。合言葉から鍵を作るため、数秒かかります。".to_owned(),
            work: Box::new(move |progress| Ok(Box::new(door.found(beginning, progress)?))),
        }));
    }
}

impl Gate for FirstRun {
    fn ui(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        let today = desk.today;
        frame::step(ui, self.page as usize, |ui| {
            let here = match self.page {
                Page::Welcome => None,
                Page::Clinic => Some(0),
                Page::Person => Some(1),
                Page::Passphrase => Some(2),
                Page::Folder => Some(3),
            };
            if let Some(here) = here {
                frame::steps(ui, here);
            }
            match self.page {
                Page::Welcome => self.draw_welcome(ui, desk),
                Page::Clinic => self.draw_clinic(ui, today),
                Page::Person => self.draw_person(ui, today),
                Page::Passphrase => self.draw_passphrase(ui),
                Page::Folder => self.draw_folder(ui, desk),
            }
        });
    }

    fn delivered(&mut self, parcel: Parcel) {
        match parcel {
            Parcel::Folder(folder) if self.page == Page::Folder => {
                self.folder = doors::shown(&folder);
                self.folder_fault = None;
            }
            Parcel::Folder(folder) => self.step = Some(Step::Unlock(folder)),
            Parcel::Result(content) => {
                if let Ok(opened) = content.downcast::<Opened>() {
                    self.passphrase.wipe();
                    self.step = Some(Step::In(opened));
                }
            }
            Parcel::File { .. } | Parcel::Saved { .. } | Parcel::Failed(_) => {}
        }
    }

    fn step(&mut self) -> Option<Step> {
        self.step.take()
    }
}

/// What was pressed at the foot of a wizard's page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Foot {
    /// Nothing.
    Stay,
    /// The blue button.
    On,
    /// 戻る
    Back,
}

/// The foot of a wizard's page: 戻る at the left, the blue button at the right.
pub fn feet(ui: &mut Ui, word: &str) -> Foot {
    let mut foot = Foot::Stay;
    ui.add_space(space::S);
    ui.separator();
    ui.horizontal(|ui| {
        if ui.add(secondary("戻る").icon(Icon::ArrowLeft)).clicked() {
            foot = Foot::Back;
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if ui.add(primary(word).on_enter().min_width(140.0)).clicked() {
                foot = Foot::On;
            }
        });
    });
    foot
}

/// The foot of a wizard's page that cannot be gone back from; `skip` leaves it for another day.
pub fn feet_on(ui: &mut Ui, word: &str, is_enabled: bool, skip: Option<&str>) -> (bool, bool) {
    let (mut is_on, mut is_skipped) = (false, false);
    ui.add_space(space::S);
    ui.separator();
    ui.horizontal(|ui| {
        if let Some(skip) = skip {
            is_skipped = ui.add(quiet(skip)).clicked();
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            is_on = ui.add(primary(word).on_enter().min_width(140.0).enabled(is_enabled)).clicked();
        });
    });
    (is_on, is_skipped)
}
