//! 印刷: which sheet, about whom, as of when.

use egui::{Ui, vec2};

use crate::base::{Day, Kind, RecordId};
use crate::desk::{Desk, Problem, Right, Route, Screen, SheetOrder};
use crate::ledgers::registry;
use crate::vault::Reader;
use crate::widgets::button::primary;
use crate::widgets::field::blank;
use crate::widgets::tokens::{color, size, space};
use crate::widgets::{Icon, card, ends, page, prose};

use crate::inspection::{SheetKind, Variants, sheets};

mod chart;
mod pages;
mod print;

pub use chart::chart;
pub use pages::{draw_page, size as page_size};
pub use print::preview;

/// The screen that chooses a sheet.
#[must_use]
pub fn choose() -> Box<dyn Screen> {
    Box::new(Choose::default())
}

#[derive(Default)]
struct Choose {
    as_of: String,
    subjects: Vec<(Kind, Vec<(String, String)>)>,
    chosen: Vec<(&'static str, String)>,
    /// Which of a sheet's forms; the usual one where none was chosen.
    forms: Vec<(&'static str, String)>,
    fault: Option<&'static str>,
}

impl Choose {
    fn subject_mut(&mut self, sheet: &'static str) -> Option<&mut String> {
        if !self.chosen.iter().any(|(id, _)| *id == sheet) {
            self.chosen.push((sheet, String::new()));
        }
        self.chosen.iter_mut().find(|(id, _)| *id == sheet).map(|(_, subject)| subject)
    }

    fn draw_day(&mut self, ui: &mut Ui, today: Day) {
        card::card(ui, |ui| {
            ui.horizontal_top(|ui| {
                ui.allocate_ui(vec2(260.0, 0.0), |ui| {
                    ui.set_width(260.0);
                    let hint = "空のままにすると今日になります";
                    blank("いつの時点の台帳ですか").optional().hint(hint).day(ui, &mut self.as_of, today);
                });
                ui.add_space(space::L);
                ui.vertical(|ui| {
                    ui.add_space(24.0);
                    prose::weak(
                        ui,
                        "過去の日付を入れると、その日の終わりの内容で作ります。訂正や退職の前の台帳を出すときに使います。",
                    );
                });
            });
        });
    }

    fn draw_sheet(&mut self, ui: &mut Ui, desk: &mut Desk<'_>, sheet: &'static SheetKind) {
        card::card(ui, |ui| {
            ui.horizontal(|ui| {
                Icon::FileText.show(ui, size::ICON + 4.0, color::PRIMARY);
                let forms = Variants::of(sheet.name);
                let words = |ui: &mut Ui| {
                    ui.spacing_mut().item_spacing.y = space::XS;
                    card::title(ui, sheet.title);
                    prose::weak(ui, sheet.about);
                };
                ends(ui, words, |ui| {
                    let name = format!("{}を確認", sheet.title);
                    let (word, icon) = if desk.may(Right::Print) {
                        ("確認して印刷", Icon::Printer)
                    } else {
                        ("確認", Icon::Eye)
                    };
                    let button = primary(word).icon(icon);
                    let response = ui.add(button).on_hover_text(&name);
                    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &name));
                    let is_clicked = response.clicked();
                    if let Some(forms) = forms {
                        self.draw_forms(ui, sheet, forms);
                    }
                    if let Some(kind) = sheet.needs_subject {
                        self.draw_subject(ui, sheet, kind);
                    }
                    if is_clicked {
                        self.open(desk, sheet);
                    }
                });
            });
            if self.fault == Some(sheet.name) {
                ui.add_space(space::XS);
                prose::styled(
                    ui,
                    ask(sheet).1,
                    crate::widgets::theme::regular(crate::widgets::tokens::font::HINT),
                    color::DANGER,
                );
            }
        });
    }

    fn draw_subject(&mut self, ui: &mut Ui, sheet: &'static SheetKind, kind: Kind) {
        let items = self.subjects.iter().find(|(known, _)| *known == kind).map(|(_, items)| items.clone());
        let items = items.unwrap_or_default();
        let items: Vec<(&str, &str)> = items.iter().map(|(id, title)| (id.as_str(), title.as_str())).collect();
        let label = format!("{}の{}", sheet.title, kind.label());
        let mut is_changed = false;
        let Some(value) = self.subject_mut(sheet.name) else { return };
        ui.allocate_ui(vec2(240.0, size::CONTROL), |ui| {
            ui.set_width(240.0);
            if blank(&label).bare().placeholder(ask(sheet).0).pick(ui, &items, value).changed {
                is_changed = true;
                ui.ctx().request_repaint();
            }
        });
        if is_changed && self.fault == Some(sheet.name) {
            self.fault = None;
        }
    }

    fn draw_forms(&mut self, ui: &mut Ui, sheet: &'static SheetKind, forms: &Variants) {
        if !self.forms.iter().any(|(id, _)| *id == sheet.name) {
            self.forms.push((sheet.name, String::new()));
        }
        let Some((_, value)) = self.forms.iter_mut().find(|(id, _)| *id == sheet.name) else { return };
        let label = format!("{}の{}", sheet.title, forms.label);
        ui.allocate_ui(vec2(FORM, size::CONTROL), |ui| {
            ui.set_width(FORM);
            if blank(&label).bare().pick(ui, forms.choices, value).changed {
                ui.ctx().request_repaint();
            }
        });
    }

    fn open(&mut self, desk: &mut Desk<'_>, sheet: &'static SheetKind) {
        let as_of = match (self.as_of.trim(), Day::read(&self.as_of)) {
            ("", _) => None,
            (_, Ok(day)) => Some(day),
            // The field itself says what is wrong with it.
            (_, Err(_)) => return,
        };
        let subject = self.subject_mut(sheet.name).and_then(|text| text.parse::<RecordId>().ok());
        if sheet.needs_subject.is_some() && subject.is_none() {
            self.fault = Some(sheet.name);
            return;
        }
        let form = self.forms.iter().find(|(id, _)| *id == sheet.name).map(|(_, form)| form.as_str());
        let variant = Variants::of(sheet.name).zip(form).and_then(|(forms, form)| forms.code(form)).unwrap_or_default();
        desk.go(Route::Sheet(SheetOrder { subject, as_of, variant, ..SheetOrder::today(sheet.name) }));
    }
}

/// Room for the choice of a sheet's form.
const FORM: f32 = 150.0;

/// What is asked where a sheet is about one record, and what is said where nothing was chosen.
const fn ask(sheet: &SheetKind) -> (&'static str, &'static str) {
    if matches!(sheet.needs_subject, Some(Kind::Device)) {
        ("どの端末ですか", "どの端末の帳票かを選んでください")
    } else if matches!(sheet.needs_subject, Some(Kind::Training)) {
        ("どの研修ですか", "どの研修の帳票かを選んでください")
    } else if matches!(sheet.needs_subject, Some(Kind::Assessment)) {
        ("どの自己評価ですか", "どの自己評価の帳票かを選んでください")
    } else if matches!(sheet.needs_subject, Some(Kind::Incident)) {
        ("どの事故ですか", "どの事故の帳票かを選んでください")
    } else {
        ("だれの帳票ですか", "だれの帳票かを選んでください")
    }
}

impl Screen for Choose {
    fn reads(&self) -> &'static [Kind] {
        &Kind::ALL
    }

    fn reload(&mut self, read: &Reader<'_>, _today: Day) -> Result<(), Problem> {
        self.subjects.clear();
        for kind in sheets().iter().filter_map(|sheet| sheet.needs_subject) {
            if self.subjects.iter().any(|(known, _)| *known == kind) {
                continue;
            }
            let offered = (registry::of(kind).options)(read)?;
            let mut items: Vec<_> = offered.into_iter().map(|one| (one.id.to_string(), one.title)).collect();
            if matches!(kind, Kind::Training | Kind::Assessment | Kind::Incident) {
                // The newest first: it is the one to be printed.
                items.reverse();
            }
            self.subjects.push((kind, items));
        }
        Ok(())
    }

    fn ui(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        page::header(ui, "印刷", "", |_| {});
        page::body(ui, |ui| {
            self.draw_day(ui, desk.today);
            let mut group = None;
            for sheet in sheets() {
                if group != Some(sheet.group) {
                    group = Some(sheet.group);
                    ui.add_space(space::S);
                    card::title(ui, sheet.group.label());
                }
                self.draw_sheet(ui, desk, sheet);
            }
        });
    }
}
