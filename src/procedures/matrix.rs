//! 規程の対応表: for each item of the yearly checklist, in which document it is written and where (S003-4.1a).

use egui::{Context, Key, Ui};

use crate::base::{Breach, Day, DocumentId, Kind};
use crate::desk::{Ask, Desk, Done, Problem, Refusal, Right, Route, Screen, SheetOrder};
use crate::ledgers::document::commands::PlaceItem;
use crate::ledgers::document::items::{Item, items, parts, title};
use crate::ledgers::document::record::Document;
use crate::ledgers::shelf::{Dialog, Stay, dialog_buttons, pressed};
use crate::vault::Reader;
use crate::widgets::button::{primary, quiet, secondary};
use crate::widgets::field::blank;
use crate::widgets::steps::bar;
use crate::widgets::tokens::space;
use crate::widgets::{Icon, Tone, card, dialog, empty, entry, escape, page, pill, prose};

/// The page.
#[must_use]
pub fn matrix() -> Box<dyn Screen> {
    Box::new(MatrixScreen { documents: Vec::new(), asking: None, is_loaded: false })
}

struct MatrixScreen {
    /// The documents in force, in the order of the list.
    documents: Vec<(DocumentId, Document)>,
    asking: Option<Asking>,
    is_loaded: bool,
}

impl MatrixScreen {
    /// Where an item is written: 「運用管理規程 第5条」.
    fn places(&self, item: &Item) -> Vec<String> {
        let placed = self
            .documents
            .iter()
            .filter_map(|(_, document)| document.place_of(&item.id).map(|place| format!("{} {place}", document.title)));
        placed.collect()
    }

    fn draw_head(&self, ui: &mut Ui) {
        let n_all = items().count();
        let n_placed = items().filter(|item| !self.places(item).is_empty()).count();
        card::card(ui, |ui| {
            card::title(ui, "項目ごとに、やり方が書かれている所");
            prose::paragraph(
                ui,
                "点検表の4-①は、1から3のすべての項目について、具体的なやり方が規程などに書かれているかを尋ねています。\
                 1つの規程にまとまっていなくてもかまいません。",
            );
            ui.add_space(space::XS);
            prose::strong(ui, &format!("{n_all}項目のうち{n_placed}項目に、書かれている所があります"));
            bar(ui, n_placed, n_all);
        });
    }

    fn draw_parts(&mut self, ui: &mut Ui, desk: &Desk<'_>) {
        let mut asked = None;
        for part in parts() {
            card::card(ui, |ui| {
                card::title(ui, &part.title);
                for item in &part.items {
                    ui.separator();
                    if self.draw_item(ui, desk, item) {
                        asked = Some(item);
                    }
                }
            });
        }
        if let Some(item) = asked {
            self.asking = Some(Asking::new(item, &self.documents));
        }
    }

    /// Draws an item; gives whether its places are to be changed.
    fn draw_item(&self, ui: &mut Ui, desk: &Desk<'_>, item: &Item) -> bool {
        const BUTTONS: f32 = 250.0;
        let places = self.places(item);
        let said = if places.is_empty() {
            "書かれている所は、まだ登録されていません".to_owned()
        } else {
            places.join("、")
        };
        let mut is_asked = false;
        entry(ui, &format!("{}　{}", item.no, item.label), &said, BUTTONS, |ui| {
            if desk.may(Right::Write) {
                let word = if places.is_empty() { "登録…" } else { "直す…" };
                let button = if places.is_empty() { secondary(word) } else { quiet(word) };
                let name = format!("{}を{word}", item.no);
                is_asked = ui.add(button.named(&name).enabled(!desk.is_busy)).clicked();
            }
            let (tone, word) =
                if places.is_empty() { (Tone::Warn, "未登録") } else { (Tone::Success, "登録済み") };
            pill::pill(ui, tone, word);
        });
        is_asked
    }
}

impl Screen for MatrixScreen {
    fn reads(&self) -> &'static [Kind] {
        &[Kind::Document]
    }

    fn reload(&mut self, read: &Reader<'_>, today: Day) -> Result<(), Problem> {
        let all = read.list::<Document>()?.into_iter().filter(|kept| kept.record.is_in_force_on(today));
        self.documents = all.map(|kept| (kept.id, kept.record)).collect();
        self.is_loaded = true;
        Ok(())
    }

    fn ui(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        page::header(ui, Route::Matrix.label(), title(), |ui| {
            if desk.may(Right::Print)
                && (ui.add(primary("対応表を印刷").icon(Icon::Printer)).on_hover_text("Ctrl+P").clicked()
                    || pressed(ui, Key::P))
            {
                desk.go(Route::Sheet(SheetOrder::today("rules-matrix")));
            }
            if ui.add(quiet("戻る").icon(Icon::ArrowLeft)).on_hover_text("Esc").clicked() {
                desk.ask(Ask::Back);
            }
        });
        page::body(ui, |ui| {
            if !self.is_loaded {
                return;
            }
            if self.documents.is_empty() {
                draw_nothing(ui, desk);
                return;
            }
            self.draw_head(ui);
            self.draw_parts(ui, desk);
        });
        let stay = self.asking.as_mut().map(|asking| asking.ui(ui.ctx(), desk));
        let was_asking = stay.is_some();
        if stay == Some(Stay::Closed) {
            self.asking = None;
        }
        if !was_asking && escape::pressed(ui) {
            desk.ask(Ask::Back);
        }
    }

    fn settled(&mut self, outcome: &Result<Done, Refusal>) {
        match (outcome, &mut self.asking) {
            (Ok(_), asking) => *asking = None,
            (Err(_), Some(asking)) => asking.refused(&[]),
            (Err(_), None) => {}
        }
    }
}

fn draw_nothing(ui: &mut Ui, desk: &mut Desk<'_>) {
    let title = "文書がまだ登録されていません";
    let text = "先に、運用管理規程などの文書を登録します。そのあと、項目ごとに書かれている所をここで登録します。";
    let action = desk.may(Right::Write).then_some("文書を登録");
    if empty::empty(ui, Icon::FileText, title, text, action).is_some_and(|button| button.clicked()) {
        desk.go(Route::New(Kind::Document, None));
    }
}

/// Asks in which documents an item is written, and where.
struct Asking {
    item: &'static Item,
    places: Vec<(DocumentId, String, String)>,
    is_saving: bool,
}

impl Asking {
    fn new(item: &'static Item, documents: &[(DocumentId, Document)]) -> Self {
        let place = |document: &Document| document.place_of(&item.id).unwrap_or_default().to_owned();
        let places = documents.iter().map(|(id, document)| (*id, document.title.clone(), place(document)));
        Self { item, places: places.collect(), is_saving: false }
    }
}

impl Dialog for Asking {
    fn refused(&mut self, _breaches: &[Breach]) {
        self.is_saving = false;
    }

    fn ui(&mut self, ctx: &Context, desk: &mut Desk<'_>) -> Stay {
        let mut stay = Stay::Open;
        let heading = format!("{} が書かれている所", self.item.no);
        let is_escaped = dialog::show(ctx, &heading, |ui| {
            prose::paragraph(ui, &self.item.label);
            prose::weak(
                ui,
                "書かれている文書の欄に「第5条」「3章」のように入力します。書かれていない文書は空のままにします。",
            );
            let most = ui.ctx().content_rect().height() * 0.45;
            egui::ScrollArea::vertical().max_height(most).show(ui, |ui| {
                for (n, (_, title, place)) in self.places.iter_mut().enumerate() {
                    ui.push_id(n, |ui| blank(title).line(ui, place));
                }
            });
            match dialog_buttons(ui, "登録する") {
                Some(true) if !self.is_saving => {
                    self.is_saving = true;
                    let places = self.places.iter().map(|(id, _, place)| (*id, place.clone()));
                    desk.run(PlaceItem { item: self.item.id.clone(), places: places.collect() });
                }
                Some(false) => stay = Stay::Closed,
                Some(true) | None => {}
            }
        });
        if is_escaped { Stay::Closed } else { stay }
    }
}
