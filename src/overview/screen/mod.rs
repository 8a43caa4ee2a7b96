//! ホーム: the figures of today, what is to be done, what is missing and where to put it right.

mod checks;
mod first_steps;
mod incidents;
mod rows;
mod show;
mod today;

use egui::style::ScrollAnimation;
use egui::{Align, Response, RichText, Ui};

use crate::base::{Day, Kind};
use crate::checklists::held;
use crate::desk::{Desk, Problem, Right, Route, Screen};
use crate::findings::{self, all_facts};
use crate::ledgers::due;
use crate::ledgers::facts::Facts;
use crate::procedures::ready::{self, Readiness};
use crate::procedures::todo::{self, Pressing};
use crate::vault::Reader;
use crate::widgets::button::{primary, secondary};
use crate::widgets::card::{self, Figure};
use crate::widgets::theme::{bold, regular};
use crate::widgets::tokens::{color, font, space};
use crate::widgets::{Icon, Tone, page};

use self::checks::Checks;
use self::incidents::Incidents;
use self::show::Show;
use self::today::Today;

/// ホーム
#[derive(Default)]
pub struct Home {
    clinic: String,
    counts: Counts,
    incidents: Incidents,
    today: Today,
    checks: Checks,
    show: Show,
    /// The card whose tile was pressed.
    wanted: Option<Part>,
    is_new: bool,
    is_loaded: bool,
}

#[derive(Default)]
struct Counts {
    staff: Tile,
    devices: Tile,
    today: Tile,
    checks: Tile,
    show: Tile,
}

/// A card below the tiles.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Today,
    Checks,
    Show,
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
        let owed = due::all(&facts, today);
        self.incidents.take(&facts, today);
        self.today.take(todo::of(&facts, &held(read)?, &owed, today, today.last_of_month()));
        let said = all_facts(&facts, &owed, today);
        self.checks.take(findings::found(&said));
        self.show.take(ready::of(&facts, &said, today));
        self.clinic = facts.clinic.as_ref().map(|kept| kept.record.name.clone()).unwrap_or_default();
        self.is_new = facts.is_empty();
        self.counts = Counts {
            staff: people(&facts, today),
            devices: devices(&facts, today),
            today: today_tile(&self.today),
            checks: checks_tile(&self.checks),
            show: show_tile(&self.show),
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
                first_steps::draw(ui, desk, &self.clinic);
                return;
            }
            if !self.incidents.is_empty() {
                self.incidents.ui(ui, desk);
            }
            self.draw_figures(ui, desk);
            ui.add_space(space::XS);
            self.draw_cards(ui, desk);
        });
    }
}

impl Home {
    fn draw_figures(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        let Counts { staff, devices, today, checks, show } = &self.counts;
        let calm = |tile: &Tile, tone| if tile.n == 0 { Tone::Success } else { tone };
        let (late, urgent) = (self.today.n(Pressing::Overdue), self.checks.n_urgent());
        let press = |n_pressing: usize| if n_pressing > 0 { Tone::Danger } else { Tone::Warn };
        let of_all = format!("/ {}", self.show.n_all());
        let tiles = [
            ("今日やること", today, "件", calm(today, press(late)), Icon::CalendarClock, Err(Part::Today)),
            ("確認すること", checks, "件", calm(checks, press(urgent)), Icon::ClipboardList, Err(Part::Checks)),
            ("見せられるもの", show, of_all.as_str(), calm(show, Tone::Info), Icon::ShieldCheck, Err(Part::Show)),
            ("利用者", staff, "名", Tone::Success, Icon::Users, Ok(Route::List(Kind::Staff))),
            ("端末", devices, "台", Tone::Info, Icon::Laptop, Ok(Route::List(Kind::Device))),
        ];
        let (n_across, width) = card::across(ui, tiles.len());
        for line in tiles.chunks(n_across) {
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = space::L;
                for (title, tile, unit, tone, icon, route) in line {
                    let (tone, icon) = (*tone, *icon);
                    let figure = Figure { title, value: &tile.value, unit, note: &tile.note, tone, icon };
                    if figure.show(ui, width).clicked() {
                        match route {
                            Ok(route) => desk.go(route.clone()),
                            Err(part) => self.wanted = Some(*part),
                        }
                    }
                }
            });
        }
    }

    fn draw_cards(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        if self.today.is_empty() && self.checks.n_all() == 0 {
            draw_calm(ui, desk);
            let show = self.show.ui(ui, desk);
            bring(&show, self.wanted.take() == Some(Part::Show));
            return;
        }
        let wanted = self.wanted.take();
        if wanted == Some(Part::Today) {
            self.today.open();
        }
        let today = self.today.ui(ui, desk);
        bring(&today, wanted == Some(Part::Today));
        if self.checks.n_all() > 0 {
            let checks = self.checks.ui(ui, desk);
            bring(&checks, wanted == Some(Part::Checks));
        }
        let show = self.show.ui(ui, desk);
        bring(&show, wanted == Some(Part::Show));
    }
}

/// A tile leads to its card, however far down that begins.
fn bring(card: &Response, is_wanted: bool) {
    if is_wanted {
        card.scroll_to_me_animation(Some(Align::TOP), ScrollAnimation::none());
    }
}

fn draw_calm(ui: &mut Ui, desk: &mut Desk<'_>) {
    card::card(ui, |ui| {
        ui.add_space(space::L);
        ui.vertical_centered(|ui| {
            Icon::ShieldCheck.show(ui, 40.0, color::SUCCESS);
            ui.label(RichText::new("台帳は整っています").font(bold(font::CARD)));
            prose_centered(ui, "今月中にやることも、未記入もありません。いつでも印刷して提出できます。");
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

fn today_tile(today: &Today) -> Tile {
    let note = match (today.n(Pressing::Overdue), today.n(Pressing::Soon)) {
        (0, 0) => "期限を過ぎたものなし".to_owned(),
        (0, n_soon) => format!("ほかにまもなく {n_soon}件"),
        (n_late, _) => format!("期限を過ぎた {n_late}件"),
    };
    Tile::new(today.n_now(), note)
}

fn show_tile(show: &Show) -> Tile {
    let n_open = show.n(Readiness::Partly) + show.n(Readiness::Missing);
    let note = match (show.n(Readiness::Missing), show.n(Readiness::Partly)) {
        (0, 0) => "台帳にあるものはすべて".to_owned(),
        (0, n_partly) => format!("一部だけ {n_partly}つ"),
        (n_missing, _) => format!("まだないもの {n_missing}つ"),
    };
    Tile { value: show.n_shown().to_string(), note, n: n_open }
}

fn checks_tile(checks: &Checks) -> Tile {
    let note = match (checks.n_all(), checks.n_urgent()) {
        (0, _) => "未記入はありません".to_owned(),
        (_, 0) => "未記入・未登録".to_owned(),
        (_, n_urgent) => format!("すぐに対応 {n_urgent}件"),
    };
    Tile::new(checks.n_all(), note)
}

fn pressed(ui: &Ui, key: egui::Key) -> bool {
    crate::widgets::ime::keys_are_free(ui.ctx())
        && ui.input_mut(|input| input.consume_key(egui::Modifiers::COMMAND, key))
}
