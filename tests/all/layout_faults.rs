//! What can be wrong with where things stand in a window, found by rectangles; and that each such fault is found.

use egui::accesskit::Role;
use egui::{Frame, Rect, Ui, Vec2, pos2, vec2};

use daichoban::widgets::tokens::color;
use daichoban::widgets::{button, card, page, prose};

use crate::support::picture::harness;
use crate::support::rects::{Card, Control, Drawn, Text, Watcher, drawn, is_input};

/// So much may be wrong by rounding.
const SLACK: f32 = 1.0;

/// What is left of a text that does not fit says something from here on: three letters and the …
const LEAST: f32 = 52.0;

/// Everything that is wrong in a frame, in words.
pub fn faults(drawn: &Drawn) -> Vec<String> {
    let mut all = Vec::new();
    text_over_text(drawn, &mut all);
    text_over_control(drawn, &mut all);
    control_over_control(drawn, &mut all);
    outside_card(drawn, &mut all);
    cut_buttons(drawn, &mut all);
    cut_texts(drawn, &mut all);
    all
}

/// `x..x × y..y`
pub fn place(rect: Rect) -> String {
    format!("{:.1}..{:.1} x {:.1}..{:.1}", rect.left(), rect.right(), rect.top(), rect.bottom())
}

fn do_overlap(one: Rect, other: Rect) -> bool {
    let both = one.intersect(other);
    both.width() > SLACK && both.height() > SLACK
}

/// Two texts of one layer whose ink meets.
fn text_over_text(drawn: &Drawn, all: &mut Vec<String>) {
    let mut texts: Vec<(&Text, Rect)> = drawn.texts.iter().map(|text| (text, text.seen())).collect();
    texts.sort_by(|one, other| one.1.top().total_cmp(&other.1.top()));
    for (n, (one, seen)) in texts.iter().enumerate() {
        for (other, seen_other) in texts[n + 1..].iter().take_while(|(_, other)| other.top() < seen.bottom()) {
            if one.layer != other.layer || !do_overlap(*seen, *seen_other) {
                continue;
            }
            let met = one.lines.iter().find_map(|line| {
                let line = line.intersect(one.clip);
                let met = other.lines.iter().map(|met| met.intersect(other.clip)).find(|met| do_overlap(line, *met));
                met.map(|met| (line, met))
            });
            if let Some((line, met)) = met {
                all.push(format!(
                    "text over text: “{}” at {} and “{}” at {}",
                    one.words,
                    place(line),
                    other.words,
                    place(met)
                ));
            }
        }
    }
}

/// A text that does not belong to a control and reaches into it.
fn text_over_control(drawn: &Drawn, all: &mut Vec<String>) {
    for control in pressable(drawn) {
        for text in drawn.texts.iter().filter(|text| text.layer == control.layer) {
            let (seen, met) = (text.seen(), control.seen);
            let is_within = control.rect.expand(SLACK).contains_rect(seen);
            let is_its_own = is_of(control, text);
            if !is_within && !is_its_own && do_overlap(seen, met) {
                all.push(format!(
                    "text over control: “{}” at {} and “{}” at {}",
                    text.words,
                    place(seen),
                    control.name,
                    place(met)
                ));
            }
        }
    }
}

/// Two controls that share ground, and none is part of the other.
fn control_over_control(drawn: &Drawn, all: &mut Vec<String>) {
    let controls: Vec<&Control> = pressable(drawn).collect();
    for (n, one) in controls.iter().enumerate() {
        for other in &controls[n + 1..] {
            let is_part =
                one.rect.expand(SLACK).contains_rect(other.rect) || other.rect.expand(SLACK).contains_rect(one.rect);
            if one.layer == other.layer && !is_part && do_overlap(one.seen, other.seen) {
                all.push(format!(
                    "control over control: “{}” at {} and “{}” at {}",
                    one.name,
                    place(one.seen),
                    other.name,
                    place(other.seen)
                ));
            }
        }
    }
}

/// Controls and texts that stick out of their card, and cards that stick out of their page.
fn outside_card(drawn: &Drawn, all: &mut Vec<String>) {
    for control in drawn.controls.iter().filter(|control| control.role != Role::ColumnHeader) {
        let home = home(drawn, control.layer, control.seen.center()).filter(|_| control.seen.is_positive());
        if let Some(card) = home.filter(|card| !is_within(control.rect, card.rect)) {
            all.push(format!(
                "control outside its card: “{}” at {} of the card at {}",
                control.name,
                place(control.rect),
                place(card.rect)
            ));
        }
    }
    for text in drawn.texts.iter().filter(|text| !is_in_table(drawn, text) && !is_typed(drawn, text)) {
        let home = home(drawn, text.layer, pos2(text.seen().left() + SLACK, text.seen().center().y));
        if let Some(card) = home.filter(|card| !is_within(text.seen(), card.rect)) {
            all.push(format!(
                "text outside its card: “{}” at {} of the card at {}",
                text.words,
                place(text.seen()),
                place(card.rect)
            ));
        }
    }
    for card in &drawn.cards {
        let page = card.clip.intersect(drawn.window);
        if !is_within(card.rect, page) {
            all.push(format!("card outside its page: at {} of the page at {}", place(card.rect), place(page)));
        }
    }
}

/// Buttons whose word is cut, or that are cut themselves with no way to bring the rest into sight.
fn cut_buttons(drawn: &Drawn, all: &mut Vec<String>) {
    for control in pressable(drawn) {
        let is_seen = control.seen.is_positive();
        if is_seen && control.rect.width() - control.seen.width() > SLACK && !is_in_table_rect(drawn, control) {
            all.push(format!("cut: “{}” at {}, seen {}", control.name, place(control.rect), place(control.seen)));
        }
        if control.role == Role::ComboBox || control.role == Role::ListBoxOption || is_input(control.role) {
            // A long answer ends with … and is read in full where it is chosen.
            continue;
        }
        let own: Vec<&Text> =
            drawn.texts.iter().filter(|text| is_of(control, text) && is_innermost(drawn, control, text)).collect();
        // A row of several words that leads somewhere may end some of them with …, as a table's cells do.
        let is_row = control.role == Role::Link && own.len() > 1;
        for text in own {
            let ink = text.ink();
            if (text.is_elided && !is_row) || !is_within(ink, control.rect) {
                all.push(format!(
                    "cut word: “{}” at {} of “{}” at {}",
                    text.words,
                    place(ink),
                    control.name,
                    place(control.rect)
                ));
            }
        }
    }
}

/// Texts of which a part is cut off at a side, or so much is left out that nothing is said.
fn cut_texts(drawn: &Drawn, all: &mut Vec<String>) {
    for text in drawn.texts.iter().filter(|text| text.is_elided) {
        let is_in_control = pressable(drawn).any(|control| is_of(control, text));
        if text.ink().width() < LEAST {
            all.push(format!("next to nothing: “{}” at {}", text.words, place(text.ink())));
        } else if !is_in_control && !is_in_table(drawn, text) {
            all.push(format!("left out: “{}” at {}", text.words, place(text.ink())));
        }
    }
    for text in drawn.texts.iter().filter(|text| text.lines.len() > 3 && text.ink().width() < LEAST) {
        all.push(format!("squeezed: “{}” at {}", text.words, place(text.ink())));
    }
    for text in drawn.texts.iter().filter(|text| !is_in_table(drawn, text) && !is_typed(drawn, text)) {
        let (ink, clip) = (text.ink(), text.clip.intersect(drawn.window));
        if !is_within(ink, clip) {
            all.push(format!("cut text: “{}” at {}, seen {}", text.words, place(ink), place(clip)));
        }
    }
}

/// From side to side; up and down, pages scroll.
fn is_within(rect: Rect, room: Rect) -> bool {
    rect.left() >= room.left() - SLACK && rect.right() <= room.right() + SLACK
}

/// The smallest card round a point.
fn home(drawn: &Drawn, layer: egui::LayerId, at: egui::Pos2) -> Option<&Card> {
    let is_round = |card: &&Card| card.layer == layer && card.rect.intersect(card.clip).contains(at);
    let around = drawn.cards.iter().filter(is_round);
    around.min_by(|one, other| one.rect.area().total_cmp(&other.rect.area()))
}

/// Whether a text stands in what can be seen of a control.
fn is_of(control: &Control, text: &Text) -> bool {
    control.layer == text.layer && control.seen.is_positive() && control.seen.contains(text.seen().center())
}

fn pressable(drawn: &Drawn) -> impl Iterator<Item = &Control> {
    drawn.controls.iter().filter(|control| control.role != Role::Table)
}

/// A table scrolls sideways by itself.
fn is_in_table(drawn: &Drawn, text: &Text) -> bool {
    let at = text.seen().center();
    drawn
        .controls
        .iter()
        .any(|table| table.role == Role::Table && table.layer == text.layer && around(table).contains(at))
}

fn is_in_table_rect(drawn: &Drawn, control: &Control) -> bool {
    let is_in = |table: &Control| around(table).contains(control.seen.center());
    drawn.controls.iter().any(|table| table.role == Role::Table && table.layer == control.layer && is_in(table))
}

/// A table and its titles, which stand above what it calls its own.
fn around(table: &Control) -> Rect {
    let titles = daichoban::widgets::tokens::size::TABLE_HEADER;
    Rect::from_min_max(table.rect.min - vec2(0.0, titles), table.rect.max)
}

/// What is typed into a field runs along in it.
fn is_typed(drawn: &Drawn, text: &Text) -> bool {
    let at = text.seen().center();
    drawn.controls.iter().any(|field| is_input(field.role) && field.layer == text.layer && field.rect.contains(at))
}

fn is_innermost(drawn: &Drawn, control: &Control, text: &Text) -> bool {
    let is_closer = |other: &Control| other.id != control.id && control.rect.contains_rect(other.rect);
    !pressable(drawn).any(|other| is_closer(other) && is_of(other, text))
}

/// A made-up page at a size; what is wrong with it.
fn wrong(add: impl FnMut(&mut Ui) + 'static) -> Vec<String> {
    let mut harness = harness(600.0, 400.0).build_ui(add);
    harness.ctx.add_plugin(Watcher::default());
    harness.run_steps(3);
    faults(&drawn(&harness.ctx))
}

fn is_told(faults: &[String], kind: &str, words: &str) -> bool {
    faults.iter().any(|fault| fault.starts_with(kind) && fault.contains(words))
}

#[test]
fn a_sound_page_has_no_fault() {
    let faults = wrong(|ui| {
        page::header(ui, "利用者", "", |ui| {
            ui.add(button::primary("登録する"));
        });
        page::body(ui, |ui| {
            card::card(ui, |ui| {
                card::title(ui, "基本");
                prose::paragraph(ui, &"長い文は、カードの幅で折り返して、次の行へ続きます。".repeat(6));
                ui.add(button::secondary("戻る"));
            });
        });
    });
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn text_over_text_is_found() {
    let faults = wrong(|ui| {
        let at = ui.max_rect().min;
        for (words, down) in [("ひとつめの文", 10.0), ("ふたつめの文", 16.0), ("はなれた文", 80.0)] {
            let place = Rect::from_min_size(at + vec2(10.0, down), vec2(300.0, 30.0));
            ui.put(place, egui::Label::new(words));
        }
    });
    assert!(is_told(&faults, "text over text", "ひとつめの文"), "{faults:#?}");
    assert!(!faults.iter().any(|fault| fault.contains("はなれた文")), "{faults:#?}");
}

#[test]
fn a_text_that_is_cut_off_before_another_is_no_fault() {
    let faults = wrong(|ui| {
        let at = ui.max_rect().min;
        for (words, down) in [("うえの文", 10.0), ("したの文", 16.0)] {
            let place = Rect::from_min_size(at + vec2(10.0, down), vec2(300.0, 30.0));
            let half = if down > 12.0 { 28.0..=80.0 } else { 0.0..=27.0 };
            ui.set_clip_rect(Rect::from_x_y_ranges(0.0..=600.0, half));
            ui.put(place, egui::Label::new(words));
        }
    });
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn a_long_name_under_a_button_is_found() {
    let faults = wrong(|ui| {
        let at = ui.max_rect().min;
        let name = "とてもとてもながいなまえのひとがここにいますのでボタンにかかります";
        ui.painter().text(
            at + vec2(10.0, 20.0),
            egui::Align2::LEFT_TOP,
            name,
            egui::FontId::proportional(14.0),
            color::TEXT,
        );
        ui.put(Rect::from_min_size(at + vec2(300.0, 12.0), vec2(100.0, 36.0)), button::secondary("外す…"));
    });
    assert!(is_told(&faults, "text over control", "外す…"), "{faults:#?}");
}

#[test]
fn a_button_over_a_button_is_found() {
    let faults = wrong(|ui| {
        let at = ui.max_rect().min;
        for (word, right) in [("印刷", 10.0), ("登録する", 60.0)] {
            ui.put(
                Rect::from_min_size(at + vec2(right, 12.0), vec2(90.0, 36.0)),
                button::secondary(word).min_width(90.0),
            );
        }
    });
    assert!(is_told(&faults, "control over control", "登録する"), "{faults:#?}");
}

/// Something wide in a card that keeps its width.
fn in_card(ui: &mut Ui, add: impl FnOnce(&mut Ui)) {
    let room = Rect::from_min_size(ui.max_rect().min + vec2(20.0, 20.0), vec2(300.0, 120.0));
    ui.painter().add(card::frame().paint(room));
    let mut inner = ui.new_child(egui::UiBuilder::new().max_rect(room.shrink(20.0)));
    add(&mut inner);
}

#[test]
fn a_control_outside_its_card_is_found() {
    let faults = wrong(|ui| {
        in_card(ui, |ui| {
            ui.add(button::secondary("カードより広いボタン").min_width(400.0));
        });
    });
    assert!(is_told(&faults, "control outside its card", "カードより広いボタン"), "{faults:#?}");
}

#[test]
fn a_text_outside_its_card_is_found() {
    let faults = wrong(|ui| {
        in_card(ui, |ui| {
            let words = "折り返さないのでカードの外までずっとずっと続いてしまう文";
            ui.add(egui::Label::new(words).wrap_mode(egui::TextWrapMode::Extend));
        });
    });
    assert!(is_told(&faults, "text outside its card", "折り返さない"), "{faults:#?}");
}

#[test]
fn a_card_outside_its_page_is_found() {
    let faults = wrong(|ui| {
        page::body(ui, |ui| {
            card::card(ui, |ui| {
                ui.allocate_space(vec2(700.0, 20.0));
            });
        });
    });
    assert!(is_told(&faults, "card outside its page", ""), "{faults:#?}");
}

#[test]
fn a_cut_button_is_found() {
    let faults = wrong(|ui| {
        ui.horizontal(|ui| {
            ui.add_space(560.0);
            ui.add(button::secondary("右の端で切れたボタン"));
        });
    });
    assert!(is_told(&faults, "cut", "右の端で切れたボタン"), "{faults:#?}");
}

#[test]
fn a_button_with_a_cut_word_is_found() {
    let faults = wrong(|ui| {
        Frame::new().show(ui, |ui| {
            ui.set_max_width(80.0);
            ui.add(egui::Button::new("収まらない言葉のボタン").truncate());
        });
    });
    assert!(is_told(&faults, "cut word", "収まらない"), "{faults:#?}");
}

#[test]
fn a_cut_text_is_found() {
    let faults = wrong(|ui| {
        let at = ui.max_rect().min + Vec2::new(500.0, 20.0);
        let words = "窓の右の端で切れてしまった文";
        ui.painter().text(at, egui::Align2::LEFT_TOP, words, egui::FontId::proportional(14.0), color::TEXT);
    });
    assert!(is_told(&faults, "cut text", "窓の右の端"), "{faults:#?}");
}
