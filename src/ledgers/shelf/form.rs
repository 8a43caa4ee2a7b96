//! The form of any record kind (登録・訂正): its fields, what is wrong with them, and a draft that is not lost.

use std::collections::HashMap;

use egui::Ui;
use serde::{Deserialize, Serialize};

use crate::base::{Breach, Day, Draft, Field, Input, Kind, RecordId};
use crate::desk::{Ask, Command, Desk, Done, Problem, Refusal, Route, Screen};
use crate::ledgers::keep::{Correct, Enter, Then};
use crate::ledgers::registry;
use crate::vault::Reader;
use crate::widgets::button::secondary;
use crate::widgets::form::{Form, FormEvent, NEXT, Plan, lead};
use crate::widgets::tokens::size;
use crate::widgets::{card, page, prose};

use super::shown::{Follow, Shown};
use super::stages::Stages;
use super::values::linked_kinds;

/// Why a record is corrected; kept in the history beside the new version.
const REASON: Field = Field::new("correction-reason", "訂正の理由", Input::Line)
    .group("訂正の記録")
    .hint("履歴に残ります。例 改姓、入力の誤り")
    .wide();

/// The form of one record.
pub struct FormScreen<R: Shown> {
    target: Target<R>,
    sort: String,
    fields: Vec<Field>,
    /// What is known and not asked for.
    fixed: Vec<&'static str>,
    asked: Vec<Field>,
    draft: Draft,
    saved: Draft,
    form: Form,
    breaches: Vec<Breach>,
    refused: Option<Draft>,
    options: HashMap<Kind, Vec<(String, String)>>,
    presets: Vec<(String, Draft)>,
    title: String,
    entering: Option<Entering>,
    follow: Option<Follow>,
    /// What stood in the form before the last change.
    before: Draft,
    stages: Stages,
    is_saving: bool,
    is_loaded: bool,
}

/// What enters a new record, where that is more than entering it; and the page's title.
struct Entering {
    title: &'static str,
    command: fn(Draft) -> Box<dyn Command>,
}

enum Target<R: Shown> {
    New(Option<RecordId>),
    Old(R::Id, u32),
}

#[derive(Serialize, Deserialize)]
struct Unsaved {
    version: u32,
    #[serde(default)]
    stage: usize,
    draft: Draft,
}

impl<R: Shown> FormScreen<R> {
    /// The form for a new record, about another one where that is known.
    #[must_use]
    pub fn new(about: Option<RecordId>) -> Self {
        Self::of(Target::New(about), R::fields().to_vec(), format!("{} 登録", R::KIND.code()))
    }

    /// The form for a new record of a sort.
    #[must_use]
    pub fn new_as(sort: &str) -> Self {
        Self {
            sort: sort.to_owned(),
            ..Self::of(Target::New(None), R::fields().to_vec(), format!("{} 登録", R::KIND.code()))
        }
    }

    /// The same, with a title and a command of its own.
    #[must_use]
    pub fn entered_by(mut self, title: &'static str, command: fn(Draft) -> Box<dyn Command>) -> Self {
        self.entering = Some(Entering { title, command });
        self
    }

    /// The same without a field whose value is known from the start.
    #[must_use]
    pub fn fixed(mut self, field: &Field) -> Self {
        self.fixed.push(field.key);
        self
    }

    /// The form to correct a record.
    #[must_use]
    pub fn edit(id: RecordId) -> Self {
        let mut fields = R::fields().to_vec();
        fields.push(REASON);
        Self::of(Target::Old(id.into(), 0), fields, format!("{} {id}", R::KIND.code()))
    }

    fn of(target: Target<R>, fields: Vec<Field>, name: String) -> Self {
        Self {
            target,
            sort: String::new(),
            asked: fields.clone(),
            fields,
            fixed: Vec::new(),
            draft: Draft::new(),
            saved: Draft::new(),
            form: Form::new(&name),
            breaches: Vec::new(),
            refused: None,
            options: HashMap::new(),
            presets: Vec::new(),
            title: String::new(),
            entering: None,
            follow: None,
            before: Draft::new(),
            stages: Stages::default(),
            is_saving: false,
            is_loaded: false,
        }
    }

    fn is_dirty(&self) -> bool {
        self.draft.filled().ne(self.saved.filled())
    }

    /// Takes the stored version into the form, unless something was typed already.
    fn load(&mut self, read: &Reader<'_>, today: Day) -> Result<(), Problem> {
        let is_untouched = if self.is_loaded { !self.is_dirty() } else { self.draft == Draft::new() };
        match &mut self.target {
            Target::New(about) if !self.is_loaded => {
                let mut first = R::blank(*about, today);
                if let (false, Some(field)) = (self.sort.is_empty(), R::sort_field()) {
                    first = first.with(field, &self.sort);
                }
                self.saved = first.clone();
                if self.draft == Draft::new() {
                    self.draft = first;
                }
                self.presets = R::presets();
            }
            Target::New(_) => {}
            Target::Old(id, version) => {
                let Some(kept) = read.get::<R>(*id)? else { return Err(gone()) };
                self.title = kept.record.title();
                if is_untouched {
                    *version = kept.version;
                    self.draft = kept.record.draft();
                }
                if is_untouched || !self.is_loaded {
                    self.saved = kept.record.draft();
                }
            }
        }
        self.is_loaded = true;
        self.ask();
        Ok(())
    }

    /// Finds the fields to ask for. A new record does not ask how its use ended.
    fn ask(&mut self) {
        let is_new = matches!(self.target, Target::New(_));
        let is_end = |field: &Field| R::end_fields().iter().any(|end| end.key == field.key);
        let is_asked = |field: &&Field| {
            let is_needed = field.key == REASON.key || (R::asks(field, &self.draft) && !(is_new && is_end(field)));
            let is_marked = self.breaches.iter().any(|breach| breach.field == field.key);
            is_needed || is_marked || !self.draft.get(field.key).is_empty()
        };
        let is_fixed = |field: &&Field| self.fixed.contains(&field.key);
        self.asked = self.fields.iter().filter(|field| !is_fixed(field) && is_asked(field)).copied().collect();
        if is_new && R::IS_STEPWISE {
            self.stages.narrow(&mut self.asked);
        }
    }

    fn save(&mut self, desk: &mut Desk<'_>) {
        self.refused = None;
        self.breaches = R::check(&self.draft, desk.today).err().unwrap_or_default();
        if self.stages.has_more() {
            let asked = &self.asked;
            self.breaches.retain(|breach| asked.iter().any(|field| field.key == breach.field));
        }
        if let Some(first) = self.breaches.first() {
            self.form.focus(first.field);
            self.stages.find(first.field, &self.fields);
            self.ask();
            return;
        }
        if self.stages.has_more() {
            self.turn(self.stages.at + 1);
            desk.ask(Ask::KeepDraft);
            return;
        }
        self.is_saving = true;
        if let Some(Entering { command, .. }) = &self.entering {
            desk.ask(Ask::Run(command(self.draft.clone())));
            return;
        }
        match &self.target {
            Target::New(Some(person)) if R::IS_ABOUT_STAFF => {
                let command = Enter::<R>::new(self.draft.clone());
                desk.run(Then { command, next: Route::Page(Kind::Staff, *person) });
            }
            Target::New(_) => desk.run(Enter::<R>::new(self.draft.clone())),
            Target::Old(id, version) => {
                let reason = self.draft.get(REASON.key).trim().to_owned();
                desk.run(Correct::<R> { id: *id, version: *version, draft: self.draft.clone(), reason });
            }
        }
    }

    /// Turns to another stage.
    fn turn(&mut self, stage: usize) {
        self.stages.at = stage;
        self.ask();
        self.form = self.stages.form::<R>();
    }

    fn draw_presets(&mut self, ui: &mut Ui) {
        if self.presets.is_empty() || self.is_dirty() {
            return;
        }
        prose::weak(ui, "よく使われているものから選ぶと、わかっている項目が入ります。");
        let mut chosen = None;
        ui.horizontal_wrapped(|ui| {
            for (name, draft) in &self.presets {
                if ui.add(secondary(name).small()).clicked() {
                    chosen = Some(draft.clone());
                }
            }
        });
        if let Some(draft) = chosen {
            self.draft = draft;
            self.before = self.draft.clone();
            self.ask();
        }
    }

    /// What the ledger refused and would take now loses its mark.
    fn ask_ledger(&mut self, read: &Reader<'_>, today: Day) -> Result<(), Problem> {
        let id = match &self.target {
            Target::New(_) => None,
            Target::Old(id, _) => Some(*id),
        };
        if let Ok(record) = R::check(&self.draft, today) {
            Breach::forget_mended(&mut self.breaches, &record.across(id, read, today)?);
        }
        Ok(())
    }

    fn heading(&self) -> (&'static str, &str) {
        match &self.target {
            Target::New(_) if let Some(entering) = &self.entering => (entering.title, ""),
            Target::New(about) => (Route::New(R::KIND, *about).label(), ""),
            Target::Old(id, _) => (Route::Edit(R::KIND, (*id).into()).label(), &self.title),
        }
    }
}

impl<R: Shown> Screen for FormScreen<R> {
    fn reads(&self) -> &'static [Kind] {
        &Kind::ALL
    }

    fn reload(&mut self, read: &Reader<'_>, today: Day) -> Result<(), Problem> {
        self.load(read, today)?;
        if matches!(self.target, Target::New(_)) && !self.is_dirty() {
            R::fill(&mut self.draft, read, today)?;
            self.saved = self.draft.clone();
        }
        if self.refused.is_some() && !self.is_saving {
            self.ask_ledger(read, today)?;
        }
        self.follow = R::follow(read)?;
        self.before = self.draft.clone();
        for kind in linked_kinds(&self.fields) {
            let names = (registry::of(kind).options)(read)?;
            let chosen: Vec<&str> = self.draft.filled().flat_map(|(_, value)| value.lines()).collect();
            let offered = names
                .into_iter()
                .map(|option| (option.id.to_string(), option))
                .filter(|(id, option)| option.is_active || chosen.contains(&id.as_str()))
                .map(|(id, option)| (id, option.title))
                .collect();
            self.options.insert(kind, offered);
        }
        Ok(())
    }

    fn ui(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        let (title, beside) = self.heading();
        page::header(ui, title, beside, |_| {});
        let mut event = FormEvent::None;
        page::fixed(ui, |ui| {
            ui.set_max_width(ui.available_width().min(size::READABLE));
            card::card(ui, |ui| {
                if !R::lead().is_empty() {
                    lead(ui, R::lead());
                }
                self.draw_presets(ui);
                if R::IS_STEPWISE && matches!(self.target, Target::New(_)) {
                    self.stages.ui(ui);
                }
                let is_dirty = self.is_dirty() && self.stages.at == 0;
                let empty: Vec<(String, String)> = Vec::new();
                let options = |kind: Kind| self.options.get(&kind).map_or(empty.as_slice(), Vec::as_slice);
                let plan = Plan {
                    fields: &self.asked,
                    breaches: &self.breaches,
                    options: &options,
                    today: desk.today,
                    save: match &self.target {
                        Target::New(_) if self.stages.has_more() => NEXT,
                        Target::New(_) => "登録する",
                        Target::Old(..) => "訂正を保存",
                    },
                    is_dirty,
                    is_busy: self.is_saving || desk.is_busy,
                };
                event = self.form.ui(ui, &plan, &mut self.draft);
            });
        });
        match event {
            FormEvent::None => {}
            FormEvent::Changed => {
                if let Some(follow) = &self.follow {
                    follow(&self.before, &mut self.draft);
                }
                self.before = self.draft.clone();
                self.forget_mended(desk.today);
                self.ask();
                if self.refused.is_some() && !self.breaches.is_empty() {
                    desk.ask(Ask::Reload);
                }
            }
            FormEvent::Save => self.save(desk),
            FormEvent::Cancel if self.stages.at > 0 => self.turn(self.stages.at - 1),
            FormEvent::Cancel => {
                self.draft = self.saved.clone();
                desk.ask(Ask::Back);
            }
        }
    }

    fn settled(&mut self, outcome: &Result<Done, Refusal>) {
        if !std::mem::take(&mut self.is_saving) {
            return;
        }
        match outcome {
            Ok(_) => self.saved = self.draft.clone(),
            Err(Refusal::Breaches(breaches)) => {
                self.breaches.clone_from(breaches);
                self.refused = Some(self.draft.clone());
                self.ask();
                if let Some(first) = breaches.first() {
                    self.form.focus(first.field);
                    self.stages.find(first.field, &self.fields);
                    self.ask();
                }
            }
            Err(Refusal::Problem(_)) => {}
        }
    }

    fn unsaved(&self) -> Option<(String, String)> {
        if !self.is_dirty() {
            return None;
        }
        let (name, version) = match &self.target {
            Target::New(_) => (format!("{}/new", R::KIND.code()), 0),
            Target::Old(id, version) => (format!("{}/{}", R::KIND.code(), (*id).into()), *version),
        };
        let content =
            serde_json::to_string(&Unsaved { version, stage: self.stages.at, draft: self.draft.clone() }).ok()?;
        Some((name, content))
    }

    fn restore(&mut self, content: &str) {
        let Ok(Unsaved { version: typed_over, stage, draft }) = serde_json::from_str(content) else { return };
        if let Target::Old(_, version) = &mut self.target {
            *version = typed_over;
        }
        self.before = draft.clone();
        self.draft = draft;
        self.stages.at = stage;
        self.ask();
    }
}

impl<R: Shown> FormScreen<R> {
    /// A field that was marked and is sound now loses its mark; no new marks come while typing.
    fn forget_mended(&mut self, today: Day) {
        if self.breaches.is_empty() {
            return;
        }
        match &self.refused {
            // Whether another field's change has mended it, only the ledger knows: it is asked when the page is read.
            Some(refused) => self.breaches.retain(|old| refused.get(old.field) == self.draft.get(old.field)),
            None => Breach::forget_mended(&mut self.breaches, &R::check(&self.draft, today).err().unwrap_or_default()),
        }
    }
}

fn gone() -> Problem {
    Problem::new(
        "L-004",
        "この記録は見つかりません。取り消されたか、別の台帳のものです。台帳は変わっていません。",
        "一覧に戻って、開き直してください。",
    )
}
