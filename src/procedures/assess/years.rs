//! 自己評価: the checklists held, where a round begins or goes on, and how the answers stood over the years.

use std::sync::Arc;

use egui::{Align, Color32, Layout, Rect, Sense, Ui, Vec2, WidgetInfo, pos2};

use crate::base::{AssessmentId, Coded, Day, FiscalYear, Kept, Kind};
use crate::checklists::{Edition, Held, held};
use crate::desk::{Desk, Problem, Right, Route, Screen, SheetOrder};
use crate::ledgers::assessment::commands::Begin;
use crate::ledgers::assessment::record::{Assessment, EditionForm};
use crate::ledgers::assessment::years::years;
use crate::ledgers::clinic::record::{Clinic, Facility};
use crate::vault::Reader;
use crate::widgets::button::{primary, quiet, secondary};
use crate::widgets::field::blank;
use crate::widgets::tokens::{color, space};
use crate::widgets::{Icon, Tone, card, notice, page, pill, prose};

use super::trend::{Count, YearCount, trend};

/// The screen.
#[must_use]
pub fn assessments() -> Box<dyn Screen> {
    Box::new(Years::default())
}

#[derive(Default)]
struct Years {
    cards: Vec<Card>,
    is_loaded: bool,
}

/// One checklist on one form.
struct Card {
    edition: Arc<Edition>,
    form: EditionForm,
    /// The fiscal years a round can be begun for, the present one first.
    offered: Vec<(String, FiscalYear)>,
    chosen: String,
    rounds: Vec<Kept<Assessment>>,
    /// What each round is called.
    named: Vec<String>,
    trend: Vec<YearCount>,
}

/// The forms a clinic fills in itself.
const OWN_FORMS: [EditionForm; 3] = [EditionForm::Institution, EditionForm::Pharmacy, EditionForm::Own];

/// What a round is called, with its edition where that is not the newest.
fn named(assessment: &Assessment, newest: &Edition, held: &Held) -> String {
    let when = assessment.when();
    if assessment.edition == newest.name() {
        return when;
    }
    let short = held.named(&assessment.edition).map_or(assessment.edition.as_str(), |edition| &edition.short);
    format!("{when}　{short}")
}

/// The sheet of a round.
pub(super) fn paper(round: AssessmentId) -> Route {
    Route::Sheet(SheetOrder { subject: Some(round.into()), ..SheetOrder::today("checklist-round") })
}

impl Card {
    fn open(&self) -> Option<&Kept<Assessment>> {
        self.rounds.iter().rev().find(|kept| kept.record.is_open())
    }
}

impl Screen for Years {
    fn reads(&self) -> &'static [Kind] {
        &[Kind::Assessment]
    }

    fn reload(&mut self, read: &Reader<'_>, today: Day) -> Result<(), Problem> {
        let all = read.list::<Assessment>()?;
        let held = held(read)?;
        let mut families: Vec<&str> = held.all().map(|edition| edition.family.as_str()).collect();
        families.dedup();
        // The checklist of the ministry comes first.
        families.sort_by_key(|family| *family != "mhlw-cyber");
        let clinic = read.list::<Clinic>()?.into_iter().next();
        let is_pharmacy = clinic.is_some_and(|kept| kept.record.facility == Facility::Pharmacy);
        let now = today.fiscal_year();
        let before = today.plus_months(-12).fiscal_year();
        let mut cards = Vec::new();
        for family in families {
            let Some(edition) = held.current(family) else { continue };
            for form in OWN_FORMS.into_iter().filter(|form| edition.forms.contains(form)) {
                let rounds: Vec<Kept<Assessment>> =
                    years(&all, family, form).into_iter().flat_map(|year| year.rounds).cloned().collect();
                // A pharmacy has a form of its own, and everybody else has not.
                let is_own = (form == EditionForm::Pharmacy) == is_pharmacy || form == EditionForm::Own;
                if !is_own && rounds.is_empty() {
                    continue;
                }
                cards.push(Card {
                    edition: Arc::clone(edition),
                    form,
                    offered: vec![(now.label(), now), (before.label(), before)],
                    chosen: now.label(),
                    trend: trend(&all, &held, family, form),
                    named: rounds.iter().map(|kept| named(&kept.record, edition, &held)).collect(),
                    rounds,
                });
            }
        }
        self.cards = cards;
        self.is_loaded = true;
        Ok(())
    }

    fn ui(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        page::header(ui, Route::Assessments.label(), "年に一度、点検表に答えて残します", |_| {});
        page::body(ui, |ui| {
            if !self.is_loaded {
                return;
            }
            for (n, one) in self.cards.iter_mut().enumerate() {
                ui.push_id(n, |ui| card::card(ui, |ui| one.ui(ui, desk)));
            }
        });
    }
}

impl Card {
    fn ui(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        ui.horizontal_wrapped(|ui| {
            card::title(ui, &self.edition.title);
            pill::pill(ui, Tone::Quiet, self.form.label());
        });
        let n_items = self.edition.on_form(self.form).len();
        prose::weak(
            ui,
            &format!("{}項目　出典 {}（{}）", n_items, self.edition.source.document, self.edition.source.dated),
        );
        if !self.edition.in_force.next.is_empty() {
            notice::bar(ui, Tone::Info, &self.edition.in_force.next);
        }
        self.draw_begin(ui, desk);
        for (kept, name) in self.rounds.iter().zip(&self.named).rev() {
            ui.push_id(kept.id, |ui| draw_round(ui, desk, kept, name));
        }
        if self.rounds.is_empty() {
            prose::weak(ui, "まだ一度も答えていません。");
        }
        if !self.trend.is_empty() {
            ui.add_space(space::S);
            draw_trend(ui, &self.trend);
        }
        if desk.may(Right::Print) {
            ui.horizontal_wrapped(|ui| {
                for (word, sheet) in self.sheets() {
                    if ui.add(secondary(word).icon(Icon::Printer).small()).clicked() {
                        desk.go(Route::Sheet(SheetOrder::today(sheet)));
                    }
                }
            });
        }
    }

    /// The sheets that go with it.
    fn sheets(&self) -> Vec<(&'static str, &'static str)> {
        let form = match self.form {
            EditionForm::Institution => "checklist-institution",
            EditionForm::Pharmacy => "checklist-pharmacy",
            EditionForm::Own | EditionForm::Vendor => return Vec::new(),
        };
        vec![
            ("チェックリストを印刷", form),
            ("記入用の用紙", "checklist-blank"),
            ("年次推移", "checklist-years"),
            ("新旧対照", "checklist-changes"),
        ]
    }

    fn draw_begin(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        if !desk.may(Right::Write) {
            return;
        }
        if let Some(kept) = self.open() {
            ui.horizontal_wrapped(|ui| {
                let word = format!("{}を続ける", kept.record.when());
                let name = format!("{} {word}", self.edition.short);
                if ui.add(primary(&word).named(&name).icon(Icon::ArrowRight)).clicked() {
                    desk.go(Route::Assess(kept.id));
                }
            });
            return;
        }
        ui.horizontal(|ui| {
            let items: Vec<(&str, &str)> =
                self.offered.iter().map(|(label, _)| (label.as_str(), label.as_str())).collect();
            ui.allocate_ui(Vec2::new(200.0, 0.0), |ui| {
                blank("年度").width(200.0).pick(ui, &items, &mut self.chosen);
            });
            let year = self.offered.iter().find(|(label, _)| *label == self.chosen).map(|(_, year)| *year);
            let again = year.is_some_and(|year| {
                let name = self.edition.name();
                self.rounds.iter().any(|kept| kept.record.fiscal_year == year && kept.record.edition == name)
            });
            let word = if again { "次の確認回を始める" } else { "点検を始める" };
            // Each checklist has one.
            let name = format!("{} {word}", self.edition.short);
            let begin = primary(word).named(&name).icon(Icon::ClipboardCheck);
            if ui.add(begin.enabled(!desk.is_busy)).clicked()
                && let Some(fiscal_year) = year
            {
                let (edition, hash) = (self.edition.name(), self.edition.hash.clone());
                desk.run(Begin { edition, hash, form: self.form, fiscal_year });
            }
        });
    }
}

fn draw_round(ui: &mut Ui, desk: &mut Desk<'_>, kept: &Kept<Assessment>, name: &str) {
    let assessment = &kept.record;
    let height = crate::widgets::tokens::size::CONTROL;
    ui.allocate_ui_with_layout(Vec2::new(ui.available_width(), height), Layout::left_to_right(Align::Center), |ui| {
        let (tone, word) = match &assessment.signed {
            Some(signed) => (Tone::Success, format!("{} 完了", signed.on.short())),
            None => (Tone::Warn, format!("{}項目に回答", assessment.answers.len())),
        };
        pill::pill(ui, tone, &word);
        if ui.add(quiet(name).icon(Icon::ChevronRight).leading()).clicked() {
            desk.go(Route::Assess(kept.id));
        }
    });
}

/// The colours of the answers, in the order of the bars.
const LEGEND: [(&str, Color32); 4] =
    [("はい", color::SUCCESS), ("対象外", color::SUCCESS_LINE), ("いいえ", color::INFO_LINE), ("未回答", color::QUIET)];

/// A square of the legend.
const SWATCH: f32 = 12.0;

/// Room for the title of a section.
const TITLE: f32 = 232.0;

/// A bar's size.
const BAR: Vec2 = Vec2::new(360.0, 18.0);

fn draw_trend(ui: &mut Ui, years: &[YearCount]) {
    ui.horizontal_wrapped(|ui| {
        prose::strong(ui, "年度ごとの答え");
        for (word, fill) in LEGEND {
            let (rect, _) = ui.allocate_exact_size(Vec2::splat(SWATCH), Sense::hover());
            ui.painter().rect_filled(rect, 2.0, fill);
            prose::caption(ui, word);
        }
    });
    ui.spacing_mut().item_spacing.y = space::XS;
    for year in years {
        prose::weak(ui, &format!("{}　{}", year.year, year.edition));
        for (section, count) in &year.sections {
            ui.horizontal(|ui| {
                ui.allocate_ui(Vec2::new(TITLE, BAR.y), |ui| {
                    ui.set_width(TITLE);
                    prose::caption(ui, section);
                });
                draw_bar(ui, section, *count);
            });
        }
    }
}

#[allow(clippy::cast_precision_loss)] // a few dozen
fn draw_bar(ui: &mut Ui, section: &str, count: Count) {
    let (rect, response) = ui.allocate_exact_size(BAR, Sense::hover());
    let Count { n_yes, n_no, n_na, n_open } = count;
    let words = format!("{section} はい {n_yes} いいえ {n_no} 対象外 {n_na} 未回答 {n_open}");
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Label, true, &words));
    let parts = [
        (n_yes, LEGEND[0].1, color::CARD),
        (n_na, LEGEND[1].1, color::TEXT),
        (n_no, LEGEND[2].1, color::TEXT),
        (n_open, LEGEND[3].1, color::WEAK),
    ];
    let mut left = rect.left();
    for (n, fill, ink) in parts.into_iter().filter(|(n, ..)| *n > 0) {
        let width = rect.width() * n as f32 / count.n_all().max(1) as f32;
        let part = Rect::from_min_max(pos2(left, rect.top()), pos2(left + width, rect.bottom()));
        ui.painter().rect_filled(part, 0.0, fill);
        let galley = ui.painter().layout_no_wrap(
            n.to_string(),
            crate::widgets::theme::bold(crate::widgets::tokens::font::CAPTION),
            ink,
        );
        ui.painter().galley(part.center() - galley.size() / 2.0, galley, ink);
        left += width;
    }
    response.on_hover_text(words);
}
