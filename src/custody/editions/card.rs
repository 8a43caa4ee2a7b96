//! The card of the checklists: which editions are at hand, of which a newer one is out, and how one is added.

use egui::Ui;

use crate::base::Day;
use crate::checklists::{ContentFault, EditionForm, Held, HeldEdition, Judged, Proposal, judge, template};
use crate::desk::{Ask, Desk, FileKind, Job, Right};
use crate::widgets::button::secondary;
use crate::widgets::pill::pill;
use crate::widgets::tokens::space;
use crate::widgets::{Icon, Tone, card, notice, prose};

use super::add::AddEdition;
use super::preview::{Reply, broken, preview};
use super::words::{items, period, source};

/// The name the empty form is saved under.
const TEMPLATE: &str = "点検表のひな形.toml";

/// The card.
pub struct EditionCard {
    held: Held,
    step: Step,
    /// What was found in a file has not been in sight yet.
    is_news: bool,
}

/// How far adding has come.
#[derive(Default)]
enum Step {
    /// Nothing is being added.
    #[default]
    Idle,
    /// A file was chosen and is looked at with the next picture.
    Chosen(String, Vec<u8>),
    /// It is being looked at.
    Looking(String),
    /// It can be added.
    Sound(Box<Proposal>),
    /// It cannot.
    Broken(String, Vec<ContentFault>),
}

impl Default for EditionCard {
    fn default() -> Self {
        Self { held: Held::built_in(), step: Step::Idle, is_news: false }
    }
}

impl EditionCard {
    /// Takes what is at hand now.
    pub fn load(&mut self, held: Held) {
        self.held = held;
    }

    /// A file was chosen.
    pub fn chose(&mut self, name: String, bytes: Vec<u8>) {
        self.step = Step::Chosen(name, bytes);
    }

    /// It was looked at.
    pub fn judged(&mut self, judged: Judged) {
        let Step::Looking(file) = std::mem::take(&mut self.step) else { return };
        self.is_news = true;
        self.step = match judged {
            Judged::Sound(proposal) => Step::Sound(proposal),
            Judged::Broken(faults) => Step::Broken(file, faults),
        };
    }

    /// It could not be looked at; the app has said why.
    pub fn failed(&mut self) {
        if matches!(self.step, Step::Looking(_)) {
            self.step = Step::Idle;
        }
    }

    /// A command has ended.
    pub fn settled(&mut self, is_done: bool) {
        if is_done && matches!(self.step, Step::Sound(_)) {
            self.step = Step::Idle;
        }
    }

    /// Draws it; says whether a file was asked for.
    pub fn ui(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) -> bool {
        if let Some((name, bytes)) = self.taken() {
            desk.ask(Ask::Job(look(name.clone(), bytes, self.held.clone())));
            self.step = Step::Looking(name);
        }
        card::title(ui, "点検表");
        prose::weak(
            ui,
            "年に1度の自己評価などに使う点検表の版です。公的な点検表の新しい版は、ファイルから追加できます。",
        );
        for next in outdated(&self.held, desk.today) {
            notice::bar(ui, Tone::Warn, next);
        }
        if !self.held.faults().is_empty() {
            let all: Vec<String> = self.held.faults().iter().map(ToString::to_string).collect();
            let words = "追加した点検表のうち、この台帳番で読めないものがあります。台帳の中には残っています。";
            notice::bar(ui, Tone::Danger, &format!("{words}\n{}", all.join("\n")));
        }
        let mut is_asked = false;
        if desk.may(Right::Manage) {
            is_asked = draw_buttons(ui, desk);
            self.draw_step(ui, desk);
        }
        for held in self.held.entries() {
            draw_edition(ui, &self.held, held);
        }
        is_asked
    }

    /// The file that was chosen, once.
    fn taken(&mut self) -> Option<(String, Vec<u8>)> {
        match std::mem::take(&mut self.step) {
            Step::Chosen(name, bytes) => Some((name, bytes)),
            other => {
                self.step = other;
                None
            }
        }
    }

    fn draw_step(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        let shown = ui.scope(|ui| match &self.step {
            Step::Idle | Step::Chosen(..) | Step::Looking(_) => Reply::Open,
            Step::Sound(proposal) => preview(ui, proposal, &self.held, !desk.is_busy),
            Step::Broken(file, faults) => broken(ui, file, faults),
        });
        let reply = shown.inner;
        if std::mem::take(&mut self.is_news) {
            shown.response.scroll_to_me(Some(egui::Align::Center));
        }
        match (reply, &self.step) {
            (Reply::Open, _) => {}
            (Reply::Yes, Step::Sound(proposal)) => {
                let Proposal { file, text, .. } = proposal.as_ref();
                desk.run(AddEdition { file: file.clone(), bytes: text.clone().into_bytes() });
            }
            (Reply::Yes | Reply::No, _) => self.step = Step::Idle,
        }
    }
}

/// The words about each official checklist whose newest edition at hand no longer holds.
fn outdated(held: &Held, today: Day) -> impl Iterator<Item = &str> {
    let is_over = move |one: &&HeldEdition| {
        let edition = &one.edition;
        let is_official = edition.forms.iter().any(|form| *form != EditionForm::Own);
        is_official && held.is_newest(edition) && edition.in_force.until.is_some_and(|until| until.last() < today)
    };
    held.entries().iter().filter(is_over).map(|one| one.edition.in_force.next.as_str())
}

fn draw_edition(ui: &mut Ui, all: &Held, held: &HeldEdition) {
    let edition = &held.edition;
    ui.separator();
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = space::XS;
        ui.horizontal_wrapped(|ui| {
            prose::strong(ui, &edition.title);
            if let Some(added) = &held.added {
                pill(ui, Tone::Info, &format!("{}に追加", added.on.wareki()));
            }
        });
        prose::paragraph(ui, &format!("{}　　期間 {}", items(edition), period(&edition.in_force)));
        prose::weak(ui, &format!("出典　{}", source(edition)));
        // Of an edition whose successor is at hand it need not be said that it is not.
        if all.is_newest(edition) && !edition.in_force.next.is_empty() {
            prose::weak(ui, &format!("その後　{}", edition.in_force.next));
        }
    });
}

fn draw_buttons(ui: &mut Ui, desk: &mut Desk<'_>) -> bool {
    let mut is_asked = false;
    ui.horizontal(|ui| {
        let add = secondary("点検表を追加…").icon(Icon::FileUp).enabled(!desk.is_busy);
        if ui.add(add).on_hover_text("点検表のファイル（toml）を選びます。確かめてから台帳に入れます").clicked()
        {
            is_asked = true;
            desk.ask(Ask::OpenFile(FileKind::Edition));
        }
        let save = secondary("ひな形を保存…").icon(Icon::Save).enabled(!desk.is_busy);
        if ui.add(save).on_hover_text("様式を見ながら埋めて、点検表のファイルにします").clicked()
        {
            let bytes = template().into_bytes();
            desk.ask(Ask::SaveFile { kind: FileKind::Edition, name: TEMPLATE.to_owned(), bytes });
        }
    });
    prose::weak(
        ui,
        "新しい版のファイルがないときは、ひな形を保存し、公表された様式を見ながらメモ帳などで埋めると作れます。",
    );
    is_asked
}

fn look(file: String, bytes: Vec<u8>, held: Held) -> Job {
    Job {
        name: "judge-edition",
        label: "点検表のファイルを確かめています。".to_owned(),
        work: Box::new(move |_| Ok(Box::new(judge(&file, &bytes, &held)?))),
    }
}
