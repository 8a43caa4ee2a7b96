//! ホーム: the figures of today, what is missing and where to put it right, and the first steps of a new ledger.

use egui::{Align, Label, Layout, Rect, RichText, Role, Sense, Ui, Vec2, WidgetInfo, pos2};

use crate::base::{Day, Kind};
use crate::desk::{Desk, Problem, Right, Route, Screen};
use crate::findings::{self, Finding, Found, Urgency};
use crate::ledgers::facts::Facts;
use crate::vault::Reader;
use crate::widgets::button::{primary, quiet, secondary};
use crate::widgets::card::{self, Figure};
use crate::widgets::theme::{bold, bold_for, regular};
use crate::widgets::tokens::{color, font, size, space};
use crate::widgets::{Icon, Tone, page, pill, prose};

/// ホーム
#[derive(Default)]
pub struct Home {
    clinic: String,
    counts: Counts,
    found: Vec<Found>,
    open: Vec<&'static str>,
    only: Option<Urgency>,
    is_new: bool,
    is_loaded: bool,
}

#[derive(Default)]
struct Counts {
    staff: Tile,
    devices: Tile,
    urgent: Tile,
    missing: Tile,
}

#[derive(Default)]
struct Tile {
    value: String,
    note: String,
    n: usize,
}

impl Tile {
    fn new(n: usize, note: String) -> Self {
        Self { value: n.to_string(), note, n }
    }
}

impl Screen for Home {
    fn reads(&self) -> &'static [Kind] {
        &Kind::ALL
    }

    fn reload(&mut self, read: &Reader<'_>, today: Day) -> Result<(), Problem> {
        let facts = Facts::load(read)?;
        self.found = findings::all(&facts, today);
        self.clinic = facts.clinic.as_ref().map(|kept| kept.record.name.clone()).unwrap_or_default();
        self.is_new = facts.is_empty();
        self.counts = Counts {
            staff: people(&facts, today),
            devices: devices(&facts, today),
            urgent: found(&self.found, Urgency::Now, "急ぐものはありません"),
            missing: found(&self.found, Urgency::Missing, "未記入はありません"),
        };
        self.is_loaded = true;
        Ok(())
    }

    fn ui(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        let date = format!("{}（{}）", desk.today.wareki(), desk.today.weekday());
        page::header(ui, Route::Home.label(), &date, |ui| {
            if self.is_new {
                return;
            }
            if desk.may(Right::Write)
                && (ui.add(primary("利用者を登録").icon(Icon::UserPlus)).on_hover_text("Ctrl+N").clicked()
                    || pressed(ui, egui::Key::N))
            {
                desk.go(Route::New(Kind::Staff, None));
            }
            if desk.may(Right::Print)
                && (ui.add(secondary("台帳を印刷").icon(Icon::Printer)).on_hover_text("Ctrl+P").clicked()
                    || pressed(ui, egui::Key::P))
            {
                desk.go(Route::Sheets);
            }
        });
        page::body(ui, |ui| {
            if !self.is_loaded {
                return;
            }
            if self.is_new {
                draw_first_steps(ui, desk, &self.clinic);
                return;
            }
            self.draw_figures(ui, desk);
            ui.add_space(space::XS);
            self.draw_found(ui, desk);
        });
    }
}

impl Home {
    fn draw_figures(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        let Counts { staff, devices, urgent, missing } = &self.counts;
        let calm = |tile: &Tile, tone| if tile.n == 0 { Tone::Success } else { tone };
        let tiles = [
            ("すぐに対応", urgent, "件", calm(urgent, Tone::Danger), Icon::CircleAlert, Err(Urgency::Now)),
            ("未記入・未登録", missing, "件", calm(missing, Tone::Warn), Icon::ClipboardList, Err(Urgency::Missing)),
            ("利用者", staff, "名", Tone::Success, Icon::Users, Ok(Route::List(Kind::Staff))),
            ("端末", devices, "台", Tone::Info, Icon::Laptop, Ok(Route::List(Kind::Device))),
        ];
        let width = (ui.available_width() - space::L * 3.0) / 4.0;
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = space::L;
            for (title, tile, unit, tone, icon, route) in tiles {
                let figure = Figure { title, value: &tile.value, unit, note: &tile.note, tone, icon };
                if figure.show(ui, width).clicked() {
                    match route {
                        Ok(route) => desk.go(route),
                        Err(urgency) => self.only = if self.only == Some(urgency) { None } else { Some(urgency) },
                    }
                }
            }
        });
    }

    fn draw_found(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        if self.found.is_empty() {
            draw_calm(ui, desk);
            return;
        }
        card::card(ui, |ui| {
            ui.horizontal(|ui| {
                card::title(ui, "確認すること");
                let n_all: usize = self.found.iter().map(|found| found.findings.len()).sum();
                let leads = if desk.may(Right::Write) { "直す画面" } else { "その記録" };
                prose::caption(ui, &format!("{n_all}件　選ぶと、{leads}が開きます"));
                if self.only.is_some() {
                    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                        if ui.add(quiet("すべて表示").icon(Icon::List).small()).clicked() {
                            self.only = None;
                        }
                    });
                }
            });
            for found in self.found.iter().filter(|found| self.only.is_none_or(|only| found.rule.urgency == only)) {
                let is_open = self.open.contains(&found.rule.id);
                if draw_rule(ui, desk, found, is_open) {
                    if is_open {
                        self.open.retain(|id| *id != found.rule.id);
                    } else {
                        self.open.push(found.rule.id);
                    }
                }
            }
        });
    }
}

/// How many findings of a rule are in sight before the rest is asked for.
const FEW: usize = 3;

/// Draws one rule with what it found. Returns whether to show more or less of it.
fn draw_rule(ui: &mut Ui, desk: &mut Desk<'_>, found: &Found, is_open: bool) -> bool {
    ui.add_space(space::M);
    ui.horizontal(|ui| {
        let tone = if found.rule.urgency == Urgency::Now { Tone::Danger } else { Tone::Warn };
        pill::pill(ui, tone, &format!("{}件", found.findings.len()));
        ui.label(RichText::new(found.rule.title).font(bold(font::BODY)));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.add(
                Label::new(RichText::new(found.rule.cites).font(regular(font::CAPTION)).color(color::WEAK)).truncate(),
            );
        });
    });
    let n_shown = if is_open { found.findings.len() } else { FEW };
    for (n, finding) in found.findings.iter().take(n_shown).enumerate() {
        let way = desk.way_to(&finding.route);
        if draw_finding(ui, finding, (found.rule.id, n), way.is_some())
            && let Some(way) = way
        {
            desk.go(way);
        }
    }
    let n_more = found.findings.len().saturating_sub(FEW);
    if n_more == 0 {
        return false;
    }
    let (word, icon) = if is_open {
        ("たたむ".to_owned(), Icon::ChevronUp)
    } else {
        (format!("ほか{n_more}件を表示"), Icon::ChevronDown)
    };
    ui.add(quiet(&word).icon(icon).small()).clicked()
}

const ROW: f32 = 34.0;

/// Draws one finding as a row that can be clicked and reached with Tab, or as plain words for whom it leads nowhere.
/// Returns whether it was chosen.
fn draw_finding(ui: &mut Ui, finding: &Finding, key: (&'static str, usize), leads: bool) -> bool {
    let (_, rect) = ui.allocate_space(Vec2::new(ui.available_width(), ROW));
    let sense = if leads { Sense::click() } else { Sense::hover() };
    let response = ui.interact(rect, ui.scope_id().with(key), sense);
    let name = format!("{} {}", finding.about, finding.what);
    response.widget_info(|| WidgetInfo::labeled(if leads { Role::Link } else { Role::Label }, true, &name));
    if ui.is_rect_visible(rect) {
        let painter = ui.painter();
        painter.rect_filled(Rect::from_min_size(rect.min, Vec2::new(rect.width(), 1.0)), 0.0, color::ROW_LINE);
        if response.hovered() && leads {
            painter.rect_filled(rect, 4.0, color::HOVER);
        }
        if response.has_focus() {
            let line = egui::Stroke::new(size::FOCUS_LINE, color::PRIMARY);
            painter.rect_stroke(rect, 4.0, line, egui::StrokeKind::Inside);
        }
        let about = Rect::from_min_max(rect.min + Vec2::new(space::M, 0.0), pos2(rect.left() + ABOUT, rect.bottom()));
        let what =
            Rect::from_min_max(pos2(about.right() + space::M, rect.top()), pos2(rect.right() - 36.0, rect.bottom()));
        text(ui, about, RichText::new(&finding.about).font(bold_for(ui.ctx(), &finding.about, font::CELL)));
        text(ui, what, RichText::new(&finding.what).font(regular(font::CELL)));
        if leads {
            let arrow = Rect::from_center_size(pos2(rect.right() - 18.0, rect.center().y), Vec2::ZERO);
            Icon::ChevronRight.paint(ui.painter(), arrow, size::ICON, color::WEAK);
        }
    }
    if !leads {
        return false;
    }
    response.on_hover_cursor(egui::CursorIcon::PointingHand).clicked()
}

const ABOUT: f32 = 240.0;

fn text(ui: &mut Ui, place: Rect, words: RichText) {
    let layout = Layout::left_to_right(Align::Center);
    ui.scope_builder(egui::UiBuilder::new().max_rect(place).layout(layout), |ui| ui.add(Label::new(words).truncate()));
}

fn draw_calm(ui: &mut Ui, desk: &mut Desk<'_>) {
    card::card(ui, |ui| {
        ui.add_space(space::L);
        ui.vertical_centered(|ui| {
            Icon::ShieldCheck.show(ui, 40.0, color::SUCCESS);
            ui.label(RichText::new("台帳は整っています").font(bold(font::CARD)));
            prose_centered(ui, "未記入や、すぐに対応が必要なものはありません。いつでも印刷して提出できます。");
            ui.add_space(space::S);
            if desk.may(Right::Print) && ui.add(primary("台帳を印刷").icon(Icon::Printer)).clicked() {
                desk.go(Route::Sheets);
            }
        });
        ui.add_space(space::L);
    });
}

fn prose_centered(ui: &mut Ui, words: &str) {
    ui.label(RichText::new(words).font(regular(font::BODY)).color(color::WEAK));
}

fn draw_first_steps(ui: &mut Ui, desk: &mut Desk<'_>, clinic: &str) {
    if !desk.may(Right::Write) {
        card::card(ui, |ui| {
            card::title(ui, "まだ記録がありません");
            prose::paragraph(ui, "管理者や入力者が記録を登録すると、ここに表示されます。");
        });
        return;
    }
    card::card(ui, |ui| {
        let title = if clinic.is_empty() {
            "台帳を始めましょう".to_owned()
        } else {
            format!("{clinic}の台帳を始めましょう")
        };
        card::title(ui, &title);
        prose::paragraph(ui, "お使いのExcelの台帳があれば取り込めます。なければ、1人ずつ登録します。");
    });
    let steps: [(Icon, &str, &str, &str, Route); 3] = [
        (
            Icon::FileSpreadsheet,
            "Excel・CSVの台帳を取り込む",
            "今お使いのMICT台帳などを読み取り、確認してから登録します。元のファイルは変わりません。",
            "取り込む",
            Route::Import,
        ),
        (
            Icon::UserPlus,
            "利用者を登録する",
            "氏名だけで登録できます。端末やID、誓約書は、あとから同じ人の画面で追加します。",
            "利用者を登録",
            Route::New(Kind::Staff, None),
        ),
        (
            Icon::Building,
            "施設の情報を確かめる",
            "施設名や医療機関コードは、印刷する台帳の表題に使われます。",
            "施設を開く",
            Route::List(Kind::Clinic),
        ),
    ];
    for (n, (icon, title, words, action, route)) in steps.into_iter().enumerate() {
        card::card(ui, |ui| {
            ui.horizontal(|ui| {
                let (_, tile) = ui.allocate_space(Vec2::splat(44.0));
                ui.painter().rect_filled(tile, f32::from(size::RADIUS), color::PRIMARY_SOFT);
                icon.paint(ui.painter(), tile, 22.0, color::PRIMARY);
                ui.add_space(space::S);
                let room = ui.available_width() - 170.0;
                ui.allocate_ui_with_layout(Vec2::new(room, 44.0), Layout::top_down(Align::Min), |ui| {
                    ui.set_width(room);
                    ui.spacing_mut().item_spacing.y = space::XS;
                    prose::strong(ui, title);
                    prose::weak(ui, words);
                });
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    let button = if n == 0 { primary(action) } else { secondary(action) };
                    if ui.add(button.min_width(130.0)).clicked() {
                        desk.go(route.clone());
                    }
                });
            });
        });
    }
}

fn people(facts: &Facts, today: Day) -> Tile {
    let n_active = facts.staff_in_use(today).count();
    let n_ended = facts.staff.len() - n_active;
    let note =
        if n_ended == 0 { "全員が利用中".to_owned() } else { format!("ほかに利用終了 {n_ended}名") };
    Tile::new(n_active, note)
}

fn devices(facts: &Facts, today: Day) -> Tile {
    let n_active = facts.devices_in_use(today).count();
    let outside = facts
        .devices_in_use(today)
        .filter(|kept| kept.record.places.contains(&crate::ledgers::device::record::Place::Outside))
        .count();
    Tile::new(n_active, format!("うち施設外でも使う {outside}台"))
}

fn found(all: &[Found], urgency: Urgency, calm: &str) -> Tile {
    let these = || all.iter().filter(|found| found.rule.urgency == urgency);
    let n = these().map(|found| found.findings.len()).sum();
    let note = these().next().map_or_else(|| calm.to_owned(), |found| found.rule.title.to_owned());
    Tile::new(n, note)
}

fn pressed(ui: &Ui, key: egui::Key) -> bool {
    crate::widgets::ime::keys_are_free(ui.ctx())
        && ui.input_mut(|input| input.consume_key(egui::Modifiers::COMMAND, key))
}
