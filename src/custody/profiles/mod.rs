//! 方針: which document each class of accounts follows, what that asks for, and the exceptions with their reasons.

mod choose;
mod draw;
mod grant;

use egui::Ui;

use crate::base::{Breach, Coded, Day, Draft, Kind, SystemId};
use crate::desk::{Desk, Done, Problem, Refusal, Right, Route, Screen, SheetOrder};
use crate::ledgers::bindings::Target;
use crate::ledgers::bound::{Bound, is_exception};
use crate::ledgers::clinic::record::ByodPolicy;
use crate::ledgers::entrusted::entrusted;
use crate::ledgers::facts::Facts;
use crate::profiles::{Profile, Rotation};
use crate::vault::{Policy, Reader};
use crate::widgets::button::{primary, secondary};
use crate::widgets::field::blank;
use crate::widgets::tokens::space;
use crate::widgets::{Icon, Tone, card, entry, notice, page, prose};

use choose::Choose;
use draw::typed;
use grant::{After, Granting};

/// The screen of the profiles.
#[must_use]
pub fn profiles() -> Box<dyn Screen> {
    Box::new(Profiles::default())
}

#[derive(Default)]
struct Profiles {
    facts: Facts,
    ledger: &'static Policy,
    editing: Option<Editing>,
    granting: Option<Granting>,
}

/// A target whose profile is being chosen.
struct Editing {
    target: Target,
    name: String,
    usual: &'static Profile,
    draft: Draft,
    breaches: Vec<Breach>,
}

impl Profiles {
    fn draw_targets(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        let bindings = &self.facts.bindings;
        let mut begun = None;
        let mut draw = |ui: &mut Ui, desk: &mut Desk<'_>, target: Target| {
            let bound = bindings.of(target);
            let name = name_of(&self.facts, target);
            ui.push_id(target.setting(), |ui| {
                entry(ui, &name, &bound.profile.name, |ui| {
                    let word = format!("{name}の方針を変える…");
                    let change = secondary("変える…").named(&word).enabled(!desk.is_busy);
                    let is_asked = desk.may(Right::Manage) && ui.add(change).clicked();
                    if is_asked {
                        let draft = choose::draft_of(bound.binding, bound.profile, desk.today);
                        let (usual, breaches) = (bound.usual, Vec::new());
                        begun = Some(Editing { target, name: name.clone(), usual, draft, breaches });
                    }
                });
                draw_bound(ui, &self.facts, &bound);
                if let Some(unknown) = bindings.chosen(target).filter(|_| bound.binding.is_none()) {
                    let text = format!(
                        "この版の台帳番が知らない方針「{}」が選ばれています。ここでは「{}」として扱います。台帳番を新しくすると、選んだとおりに戻ります。",
                        unknown.profile, bound.profile.name
                    );
                    notice::bar(ui, Tone::Warn, &text);
                }
                ui.add_space(space::M);
            });
        };
        card::card(ui, |ui| {
            card::title(ui, "区分ごとの方針");
            for class in Target::CLASSES {
                draw(ui, desk, Target::Class(class));
            }
        });
        card::card(ui, |ui| {
            card::title(ui, "連携ネットワークのアカウント");
            let networks: Vec<SystemId> = networks(&self.facts);
            if networks.is_empty() {
                prose::weak(
                    ui,
                    "連携ネットワークは登録されていません。登録すると、ネットワークごとに方針を決められます。",
                );
            }
            for id in networks {
                draw(ui, desk, Target::Network(id));
            }
        });
        if begun.is_some() {
            self.editing = begun;
        }
    }

    /// Whether the contracts open the short way of guideline 7.0 (C-20).
    fn draw_entrusted(&self, ui: &mut Ui, desk: &mut Desk<'_>) {
        let found = entrusted(&self.facts, desk.today);
        card::card(ui, |ui| {
            card::title(ui, "保守委託機関編（事業者が受け持つセキュリティ更新）");
            let tone = if found.is_open() { Tone::Success } else { Tone::Info };
            notice::bar(ui, tone, &found.words());
            if let Some(way) = desk.way_to(&Route::List(Kind::Vendor))
                && ui.add(secondary("事業者と契約を開く").icon(Icon::Building)).clicked()
            {
                desk.go(way);
            }
        });
    }

    fn draw_elsewhere(&self, ui: &mut Ui, desk: &mut Desk<'_>) {
        card::card(ui, |ui| {
            card::title(ui, "ほかの画面で決めるもの");
            ui.push_id("ledger", |ui| {
                let about = format!("{}　{}", self.ledger.name, self.ledger.source);
                entry(ui, "台帳番の合言葉", &about, |ui| {
                    if ui.add(secondary("開く").named("台帳番の合言葉を開く")).clicked() {
                        desk.go(Route::About);
                    }
                });
            });
            ui.push_id("byod", |ui| {
                let clinic = self.facts.clinic.as_ref();
                let byod = clinic.and_then(|kept| kept.record.byod);
                let on = clinic.and_then(|kept| kept.record.byod_decided_on);
                let on = on.map(|day| format!("　{}に決定", day.wareki())).unwrap_or_default();
                entry(ui, "私物端末", &format!("{}{on}", byod_words(byod)), |ui| {
                    let route = clinic.map(|kept| Route::Edit(Kind::Clinic, kept.id.into()));
                    let route = route.and_then(|route| desk.way_to(&route));
                    if let Some(route) = route
                        && ui.add(secondary("開く").named("私物端末の方針を開く")).clicked()
                    {
                        desk.go(route);
                    }
                });
            });
        });
    }

    fn draw_form(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        let Some(editing) = &mut self.editing else { return };
        let mut is_left = false;
        card::card(ui, |ui| is_left = editing.ui(ui, desk));
        if is_left {
            self.editing = None;
        }
    }
}

impl Editing {
    /// The form; whether it is left.
    fn ui(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) -> bool {
        card::title(ui, &format!("{}の方針", self.name));
        let items: Vec<(&str, &str)> =
            Profile::all().iter().map(|profile| (profile.id.as_str(), profile.name.as_str())).collect();
        let fault = self.breaches.iter().find(|breach| breach.field == choose::PROFILE.key);
        let fault = fault.map(|breach| breach.why.as_str());
        let chosen = self.draft.text_mut(choose::PROFILE.key);
        if blank(choose::PROFILE.label).required().fault(fault).radios(ui, &items, chosen).changed {
            self.breaches.clear();
        }
        if let Some(profile) = Profile::of(self.draft.get(choose::PROFILE.key)) {
            self.draw_asked(ui, desk, profile);
        }
        let (mut is_saved, mut is_left) = (false, false);
        ui.horizontal(|ui| {
            is_saved = ui.add(primary("この方針にする").enabled(!desk.is_busy)).clicked();
            is_left = ui.add(secondary("やめる")).clicked();
        });
        if is_saved {
            let Self { target, name, usual, draft, breaches: _ } = self;
            desk.run(Choose { target: *target, name: name.clone(), usual, draft: draft.clone() });
        }
        is_left
    }

    fn draw_asked(&mut self, ui: &mut Ui, desk: &Desk<'_>, profile: &'static Profile) {
        prose::paragraph(ui, &profile.note);
        prose::weak(ui, &format!("資料　{}", profile.cited()));
        let is_told = is_exception(self.target, profile, self.usual);
        if let (Target::Network(_), Some(Rotation::Months(months))) = (self.target, self.usual.password.rotation)
            && profile.id != self.usual.id
        {
            let text = format!(
                "このネットワークの資料は、{months}か月ごとの変更を求めています。\n資料　{}\n「{}」は別の資料です。\n資料　{}\nネットワークの決まりは残るため、理由と決めた人を記録してください。",
                self.usual.cited(),
                profile.name,
                profile.cited()
            );
            notice::bar(ui, Tone::Info, &text);
        }
        let mut fields = Vec::new();
        if profile.own.is_some() {
            fields.extend([choose::LEN.required(), choose::LEN_WITH, choose::LETTERS]);
        }
        if choose::wants_months(profile) {
            let hint = if profile.own.is_some() {
                choose::MONTHS.hint
            } else {
                "この資料に数字はなく、施設が決めます"
            };
            fields.push(choose::MONTHS.hint(hint));
        }
        if profile.own.is_some() {
            fields.push(choose::TWO_FACTOR_BY);
        }
        fields.push(if is_told { choose::REASON.required() } else { choose::REASON });
        fields.push(if is_told { choose::DECIDED_BY.required() } else { choose::DECIDED_BY });
        fields.push(choose::DECIDED_ON.required());
        for field in fields {
            typed(ui, &field, &mut self.breaches, &mut self.draft, desk.today);
        }
    }
}

/// What a target is called.
fn name_of(facts: &Facts, target: Target) -> String {
    match target {
        Target::Class(class) => class.label().to_owned(),
        Target::Network(id) => facts.system_names().get(&id).map(|name| (*name).to_owned()).unwrap_or_default(),
    }
}

/// The care networks in use, and those that were.
fn networks(facts: &Facts) -> Vec<SystemId> {
    facts.systems.iter().filter(|kept| kept.record.is_network()).map(|kept| kept.id).collect()
}

/// The clinic's rule for private devices; without one they need approval (C-4).
fn byod_words(byod: Option<ByodPolicy>) -> String {
    byod.map_or_else(|| "決めていません（許可制として扱います）".to_owned(), |byod| byod.label().to_owned())
}

/// What is asked of a target, where it is written, and why the clinic departs from it.
fn draw_bound(ui: &mut Ui, facts: &Facts, bound: &Bound<'_>) {
    ui.spacing_mut().item_spacing.y = space::XS;
    for line in bound.asked_lines(facts) {
        prose::paragraph(ui, &line);
    }
    prose::weak(ui, &format!("資料　{}", bound.profile.cited()));
    if let Some(binding) = bound.binding.filter(|binding| !binding.reason.is_empty()) {
        let on = binding.decided_on.map(Day::wareki).unwrap_or_default();
        prose::weak(ui, &format!("理由　{}（{on}　{}）", binding.reason, binding.decided_by));
    }
    if bound.is_rotation_off() {
        let text = format!(
            "このネットワークの資料は定期の変更を求めています。今は求めない方針で、理由は上のとおりです。\n資料　{}",
            bound.usual.cited()
        );
        notice::bar(ui, Tone::Info, &text);
    }
    if bound.is_interval_open() {
        notice::bar(ui, Tone::Warn, "変更の間隔がまだ決まっていません。「変える…」から決めてください。");
    }
}

impl Screen for Profiles {
    fn reads(&self) -> &'static [Kind] {
        &[Kind::Clinic, Kind::System, Kind::Contract]
    }

    fn reload(&mut self, read: &Reader<'_>, _today: Day) -> Result<(), Problem> {
        self.facts = Facts::load(read)?;
        self.ledger = Policy::read(read)?;
        Ok(())
    }

    fn ui(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        page::header(ui, Route::Profiles.label(), "", |ui| {
            if ui.add(secondary("方針の一覧").icon(Icon::Printer)).clicked() {
                desk.go(Route::Sheet(SheetOrder::today("policy-list")));
            }
        });
        page::body(ui, |ui| {
            if self.editing.is_some() {
                self.draw_form(ui, desk);
                return;
            }
            if let Some(granting) = &mut self.granting {
                let mut after = After::Open;
                card::card(ui, |ui| after = granting.ui(ui, desk));
                if matches!(after, After::Left) {
                    self.granting = None;
                }
                return;
            }
            prose::paragraph(
                ui,
                "パスワードや二要素認証に求められる数値は、資料によって違います。区分ごとに、どの資料に合わせるかを決めます。台帳番が示すのは決めた方針に合っているかどうかで、法令に合うかどうかの判断ではありません。",
            );
            self.draw_targets(ui, desk);
            let mut begun = None;
            card::card(ui, |ui| begun = grant::card(ui, desk, &self.facts.bindings));
            self.draw_entrusted(ui, desk);
            self.draw_elsewhere(ui, desk);
            if begun.is_some() {
                self.granting = begun;
            }
        });
    }

    fn settled(&mut self, outcome: &Result<Done, Refusal>) {
        match outcome {
            Ok(_) => {
                self.editing = None;
                self.granting = None;
            }
            Err(Refusal::Breaches(breaches)) => {
                if let Some(editing) = &mut self.editing {
                    editing.breaches.clone_from(breaches);
                }
                if let Some(granting) = &mut self.granting {
                    granting.breaches.clone_from(breaches);
                }
            }
            Err(Refusal::Problem(_)) => {}
        }
    }
}
