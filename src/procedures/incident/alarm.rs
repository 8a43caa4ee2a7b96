//! 事故・紛失が起きたら: what has happened, said in a few clicks; or on with the one that is open.

use egui::Ui;
use serde::{Deserialize, Serialize};

use crate::base::{AT_ADVICE, Breach, Coded, Day, DeviceId, Kept, Kind, Record, RecordId, StaffId, VendorId};
use crate::desk::{Ask, Desk, Done, Problem, Refusal, Route, Screen};
use crate::flows::flow;
use crate::ledgers::device::record::Device;
use crate::ledgers::incident::commands::Begin;
use crate::ledgers::incident::record::{FlowKind, Incident, Sort, field};
use crate::ledgers::registry;
use crate::vault::Reader;
use crate::widgets::button::{primary, quiet, secondary};
use crate::widgets::field::blank;
use crate::widgets::tokens::space;
use crate::widgets::{Icon, Tone, card, escape, notice, page, prose, tile};

use super::respond::when;

/// The screen.
#[must_use]
pub fn alarm() -> Box<dyn Screen> {
    Box::new(Alarm::default())
}

#[derive(Default)]
struct Alarm {
    /// The incidents that go on.
    open: Vec<Kept<Incident>>,
    people: Vec<(String, String)>,
    vendors: Vec<(String, String)>,
    devices: Vec<Kept<Device>>,
    typed: Typed,
    breaches: Vec<Breach>,
    is_loaded: bool,
}

/// What is typed; kept through a lock and a power cut.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Typed {
    flow: String,
    sort: String,
    known_at: String,
    finder: String,
    staff: String,
    devices: String,
    vendor: String,
    summary: String,
}

impl Alarm {
    fn flow(&self) -> Option<FlowKind> {
        FlowKind::from_code(&self.typed.flow)
    }

    fn draw_open(&self, ui: &mut Ui, desk: &mut Desk<'_>) {
        if self.open.is_empty() {
            return;
        }
        card::card(ui, |ui| {
            card::title(ui, "いま対応している事故");
            for kept in &self.open {
                ui.horizontal(|ui| {
                    let name = format!("{}の対応を続ける", kept.record.number());
                    if ui.add(primary("対応を続ける").named(&name).icon(Icon::ArrowRight)).clicked() {
                        desk.go(Route::Respond(kept.id));
                    }
                    ui.add_space(space::S);
                    ui.vertical(|ui| {
                        ui.spacing_mut().item_spacing.y = space::XS;
                        prose::strong(ui, &kept.record.title());
                        prose::weak(ui, &format!("知った日時　{}", kept.record.known_at.wareki()));
                    });
                });
            }
        });
    }

    fn draw_tiles(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        card::card(ui, |ui| {
            card::title(
                ui,
                if self.open.is_empty() {
                    "何が起きましたか"
                } else {
                    "新しく起きたことを記録する"
                },
            );
            let gap = space::M;
            let width = ((ui.available_width() - gap * 2.0) / 3.0).floor();
            for row in FlowKind::ALL.chunks(3) {
                ui.horizontal(|ui| {
                    ui.spacing_mut().item_spacing.x = gap;
                    for kind in row {
                        if tile::tile(ui, icon(*kind), kind.label(), width) {
                            self.choose(*kind, desk);
                        }
                    }
                });
            }
        });
    }

    fn choose(&mut self, kind: FlowKind, desk: &mut Desk<'_>) {
        self.typed.flow = kind.code().to_owned();
        self.typed.sort = kind.sorts().first().map(|sort| sort.code().to_owned()).unwrap_or_default();
        if self.typed.finder.is_empty() {
            desk.operator.clone_into(&mut self.typed.finder);
        }
        self.breaches.clear();
        desk.ask(Ask::KeepDraft);
    }

    fn draw_form(&mut self, ui: &mut Ui, kind: FlowKind, desk: &mut Desk<'_>) {
        let before = self.typed.clone();
        card::card(ui, |ui| {
            card::title(ui, kind.label());
            if let Some(flow) = flow(kind) {
                notice::bar(ui, Tone::Info, &flow.lead);
            }
            if kind.sorts().len() > 1 {
                let sorts: Vec<(&str, &str)> = kind.sorts().iter().map(|sort| (sort.code(), sort.label())).collect();
                blank(field::SORT.label).required().choice(ui, &sorts, &mut self.typed.sort);
            }
            if kind == FlowKind::Vendor {
                let vendors = pairs(&self.vendors);
                blank(field::VENDOR.label).optional().pick(ui, &vendors, &mut self.typed.vendor);
            } else {
                self.draw_person(ui, kind);
            }
            let fault = self.breaches.iter().find(|breach| breach.field == field::KNOWN_AT.key);
            let fault = fault.map(|breach| breach.why.clone());
            let now = format!("空のままなら今の時刻（{}）", desk.now.clock());
            ui.columns(2, |columns| {
                if let [left, right] = columns {
                    blank(field::KNOWN_AT.label)
                        .optional()
                        .hint("施設のだれかが最初に知った日時。例 17:40、昨日 17:40")
                        .placeholder(&now)
                        .fault(fault.as_deref())
                        .line(left, &mut self.typed.known_at);
                    blank(field::FINDER.label).optional().line(right, &mut self.typed.finder);
                }
            });
            blank("起きたこと")
                .optional()
                .hint("一行で。患者の名前は書きません。あとからでも書けます")
                .line(ui, &mut self.typed.summary);
            ui.add_space(space::XS);
            ui.horizontal(|ui| {
                let begin = primary("記録を始めて、手順を見る").icon(Icon::ArrowRight);
                if ui.add(begin.enabled(!desk.is_busy)).clicked() {
                    self.begin(kind, desk);
                }
                if ui.add(quiet("種類を選び直す").icon(Icon::ArrowLeft)).clicked() {
                    self.typed = Typed::default();
                    desk.ask(Ask::KeepDraft);
                }
            });
        });
        if self.typed != before {
            desk.ask(Ask::KeepDraft);
        }
    }

    fn draw_person(&mut self, ui: &mut Ui, kind: FlowKind) {
        let people = pairs(&self.people);
        let label = match kind {
            FlowKind::DeviceLoss | FlowKind::PaperLoss => "持っていた人",
            FlowKind::Insider => "疑いのある人",
            FlowKind::Misdirected
            | FlowKind::Spoken
            | FlowKind::Intrusion
            | FlowKind::Malware
            | FlowKind::Vendor
            | FlowKind::Other => "端末などを使っていた人",
        };
        let answer = blank(label).optional().pick(ui, &people, &mut self.typed.staff);
        if answer.changed {
            self.typed.devices = self.only_device().unwrap_or_default();
        }
        if matches!(kind, FlowKind::Misdirected | FlowKind::Spoken) {
            return;
        }
        let own: Vec<(String, String)> =
            self.devices_of().map(|kept| (RecordId::from(kept.id).to_string(), kept.record.title())).collect();
        let label = "端末・記録媒体";
        if own.is_empty() {
            let all: Vec<(String, String)> =
                self.devices.iter().map(|kept| (RecordId::from(kept.id).to_string(), kept.record.title())).collect();
            blank(label).optional().links(ui, &pairs(&all), &mut self.typed.devices);
        } else {
            blank(label).optional().many(ui, &pairs(&own), &mut self.typed.devices);
        }
    }

    /// The devices of who is chosen.
    fn devices_of(&self) -> impl Iterator<Item = &Kept<Device>> {
        let person = self.typed.staff.parse::<RecordId>().ok().map(StaffId::from);
        self.devices.iter().filter(move |kept| person.is_some_and(|person| kept.record.users.contains(&person)))
    }

    /// The id of the one device somebody has.
    fn only_device(&self) -> Option<String> {
        let mut own = self.devices_of();
        let first = own.next()?;
        own.next().is_none().then(|| RecordId::from(first.id).to_string())
    }

    fn begin(&mut self, kind: FlowKind, desk: &mut Desk<'_>) {
        let Some(known_at) = when(&self.typed.known_at, desk) else {
            let field = field::KNOWN_AT;
            self.breaches = vec![Breach { field: field.key, label: field.label, why: AT_ADVICE.to_owned() }];
            return;
        };
        let id = |text: &str| text.trim().parse::<RecordId>().ok();
        let devices: Vec<DeviceId> = self.typed.devices.lines().filter_map(id).map(DeviceId::from).collect();
        desk.run(Begin {
            flow: kind,
            sort: Sort::from_code(&self.typed.sort),
            known_at,
            finder: self.typed.finder.clone(),
            staff: id(&self.typed.staff).map(StaffId::from),
            devices,
            vendor: id(&self.typed.vendor).map(VendorId::from),
            takeout: None,
            summary: self.typed.summary.clone(),
        });
    }
}

fn pairs(all: &[(String, String)]) -> Vec<(&str, &str)> {
    all.iter().map(|(id, name)| (id.as_str(), name.as_str())).collect()
}

const fn icon(kind: FlowKind) -> Icon {
    match kind {
        FlowKind::DeviceLoss => Icon::Smartphone,
        FlowKind::PaperLoss => Icon::Files,
        FlowKind::Misdirected => Icon::Mail,
        FlowKind::Spoken => Icon::Users,
        FlowKind::Intrusion => Icon::Unlock,
        FlowKind::Malware => Icon::TriangleAlert,
        FlowKind::Insider => Icon::UserMinus,
        FlowKind::Vendor => Icon::Building,
        FlowKind::Other => Icon::CircleHelp,
    }
}

impl Screen for Alarm {
    fn reads(&self) -> &'static [Kind] {
        &[Kind::Incident, Kind::Staff, Kind::Device, Kind::Vendor]
    }

    fn reload(&mut self, read: &Reader<'_>, today: Day) -> Result<(), Problem> {
        self.open = read.list::<Incident>()?.into_iter().filter(|kept| kept.record.is_open()).rev().collect();
        let offered = |kind: Kind| -> Result<Vec<(String, String)>, Problem> {
            let all = (registry::of(kind).options)(read)?.into_iter().filter(|one| one.is_active);
            Ok(all.map(|one| (one.id.to_string(), one.title)).collect())
        };
        self.people = offered(Kind::Staff)?;
        self.vendors = offered(Kind::Vendor)?;
        self.devices = read.list::<Device>()?.into_iter().filter(|kept| kept.record.is_active_on(today)).collect();
        self.is_loaded = true;
        Ok(())
    }

    fn ui(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        page::header(ui, Route::Alarm.label(), "", |ui| {
            if ui.add(secondary(Route::Emergency.label()).icon(Icon::Phone)).clicked() {
                desk.go(Route::Emergency);
            }
            if ui.add(quiet("戻る").icon(Icon::ArrowLeft)).on_hover_text("Esc").clicked() {
                desk.ask(Ask::Back);
            }
        });
        page::column(ui, |ui| {
            if !self.is_loaded {
                return;
            }
            // What was chosen takes the place of the tiles: nothing has to be scrolled to.
            match self.flow() {
                Some(kind) => self.draw_form(ui, kind, desk),
                None => {
                    self.draw_open(ui, desk);
                    self.draw_tiles(ui, desk);
                }
            }
        });
        if escape::pressed(ui) {
            desk.ask(Ask::Back);
        }
    }

    fn settled(&mut self, outcome: &Result<Done, Refusal>) {
        match outcome {
            Ok(_) => self.typed = Typed::default(),
            Err(Refusal::Breaches(breaches)) => self.breaches.clone_from(breaches),
            Err(Refusal::Problem(_)) => {}
        }
    }

    fn unsaved(&self) -> Option<(String, String)> {
        if self.typed == Typed::default() {
            return None;
        }
        serde_json::to_string(&self.typed).ok().map(|content| (Kind::Incident.code().to_owned(), content))
    }

    fn restore(&mut self, content: &str) {
        if let Ok(typed) = serde_json::from_str(content) {
            self.typed = typed;
        }
    }
}
