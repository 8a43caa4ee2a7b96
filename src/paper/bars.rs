//! Bars: for each line a label, a bar in parts whose length tells how many, and the figures beside it.

use super::block::{Align, Bar};
use super::flow::{Flow, Setting};
use super::fonts::chain;
use super::page::{Ink, Item, Stroke, Weight};
use super::style::{BAR, BAR_LABEL, BAR_PARTS, BLACK, GAP, GREY, LINE, LINE_THIN, MM, SMALL, TEXT};
use super::wrap::wrap;

/// Room for the figures at the right.
const FIGURES: f32 = 34.0;

/// Draws the legend and the bars; the longest one fills the room.
pub(crate) fn draw_bars(flow: &mut Flow, legend: &[String], bars: &[Bar]) {
    if bars.is_empty() {
        return;
    }
    if !legend.is_empty() {
        draw_legend(flow, legend);
    }
    let longest = bars.iter().map(|bar| bar.parts.iter().sum::<usize>()).max().unwrap_or(0).max(1);
    for bar in bars {
        draw_bar(flow, bar, longest);
    }
    flow.gap(GAP * MM);
}

fn shade(place: usize) -> Ink {
    BAR_PARTS.get(place).copied().unwrap_or(Ink::grey(0xFF))
}

fn part(flow: &mut Flow, place: usize, (x, y): (f32, f32), (w, h): (f32, f32)) {
    let stroke = Some(Stroke::solid(LINE_THIN, LINE));
    flow.push(Item::Rect { x, y, w, h, fill: Some(shade(place)), stroke });
}

fn draw_legend(flow: &mut Flow, legend: &[String]) {
    let setting = Setting { size: SMALL, leading: SMALL * 1.6, ink: BLACK, align: Align::Left };
    flow.need(setting.leading + BAR * MM);
    let side = SMALL;
    let mut x = flow.left + BAR_LABEL * MM;
    let top = flow.y;
    for (place, word) in legend.iter().enumerate() {
        part(flow, place, (x, top + (setting.leading - side) / 2.0), (side, side));
        let width = chain().width(Weight::Regular, word) * SMALL;
        let from = x + side + 1.0 * MM;
        flow.label(word, Weight::Regular, (from, from + width), top, setting);
        x = from + width + 5.0 * MM;
    }
    flow.y += setting.leading + 1.0 * MM;
}

#[allow(clippy::cast_precision_loss)] // counts of questions
fn draw_bar(flow: &mut Flow, bar: &Bar, longest: usize) {
    flow.need(BAR * MM);
    let (left, right, top) = (flow.left, flow.right, flow.y);
    let height = BAR * MM * 0.62;
    let setting = Setting { size: SMALL, leading: SMALL * 1.35, ink: BLACK, align: Align::Left };
    let words = bar.label.lines().flat_map(|line| wrap(line, Weight::Regular, SMALL, (BAR_LABEL - 3.0) * MM));
    let words: Vec<_> = words.collect();
    let block = words.len() as f32 * setting.leading;
    let middle = top + BAR * MM / 2.0;
    flow.text_lines(&words, (left, left + (BAR_LABEL - 3.0) * MM), middle - block / 2.0, setting);
    let start = left + BAR_LABEL * MM;
    let room = right - start - FIGURES * MM;
    let mut x = start;
    for (place, n) in bar.parts.iter().enumerate().filter(|(_, n)| **n > 0) {
        let width = room * *n as f32 / longest as f32;
        part(flow, place, (x, middle - height / 2.0), (width, height));
        x += width;
    }
    let total: usize = bar.parts.iter().sum();
    let first = bar.parts.first().copied().unwrap_or(0);
    let figures = Setting { size: TEXT, leading: BAR * MM, ink: GREY, align: Align::Left };
    flow.label(&format!("{first} / {total}"), Weight::Regular, (x + 2.0 * MM, right), top, figures);
    flow.y += BAR * MM;
}
