//! Draws each kind of block but the table onto the flow.

use super::bars::draw_bars;
use super::block::{Align, Block, Bullet, CheckItem, KeyValue, Paragraph};
use super::diagram::draw_diagram;
use super::flow::{Flow, Setting};
use super::fonts::chain;
use super::furniture::seal_boxes;
use super::page::{Dash, Item, Stroke, TextRun, Weight};
use super::qr::draw_qr;
use super::style::{
    ACCENT, ASCENT, BLACK, CODE, FORM, GAP, GREY, HEADING_KEEP, HEADINGS, LABEL_FILL, LEADING_TEXT, LINE, LINE_THICK,
    LINE_THIN, MM, SEAL, SEAL_LABEL, SMALL, TEXT,
};
use super::table::{Look, draw_table};
use super::table_model::{Cell, Column, Merge, Row, Table, TableHead};
use super::wrap::{wrap, wrap_spans};

/// Draws one block and leaves the flow below it.
pub(crate) fn draw(flow: &mut Flow, block: &Block) {
    match block {
        Block::Heading { level, text } => heading(flow, *level, text),
        Block::Paragraph(paragraph) => draw_paragraph(flow, paragraph),
        Block::List { points, bullet } => list(flow, points, *bullet),
        Block::KeyValues { rows, columns } => key_values(flow, rows, *columns),
        Block::Table(table) => {
            draw_table(flow, table, Look::Ledger);
            flow.gap(GAP * MM);
        }
        Block::FineTable(table) => {
            draw_table(flow, table, Look::Fine);
            flow.gap(GAP * MM);
        }
        Block::CheckList(items) => check_list(flow, items),
        Block::Seals(labels) => seals(flow, labels),
        Block::Signatures(labels) => signatures(flow, labels),
        Block::Drawn { day, label, strokes } => drawn(flow, day, label, strokes),
        Block::Bars { legend, bars } => draw_bars(flow, legend, bars),
        Block::Qr { data, caption, side } => draw_qr(flow, data, caption, *side),
        Block::Codes { groups, per_row } => codes(flow, groups, *per_row),
        Block::Notice { title, text } => notice(flow, title, text),
        Block::Diagram(diagram) => draw_diagram(flow, diagram),
        Block::Contents => contents(flow),
        Block::Space(mm) => flow.gap(mm.clamp(0.0, 300.0) * MM),
        Block::Rule => {
            flow.need(GAP * MM);
            let (y, stroke) = (flow.y, Stroke::solid(LINE_THIN, LINE));
            flow.line((flow.left, y), (flow.right, y), stroke);
            flow.y += GAP * MM;
        }
        Block::PageBreak => {
            if !flow.is_fresh() {
                flow.turn();
            }
        }
        Block::KeepTogether(blocks) => keep_together(flow, blocks),
    }
}

fn keep_together(flow: &mut Flow, blocks: &[Block]) {
    let mut scratch = flow.scratch();
    blocks.iter().for_each(|block| draw(&mut scratch, block));
    let height = scratch.y - GAP * MM; // The gap below the last block may hang over the edge.
    if height <= flow.capacity() {
        flow.need(height);
    }
    blocks.iter().for_each(|block| draw(flow, block));
}

fn heading(flow: &mut Flow, level: u8, text: &str) {
    let level = level.clamp(1, 3);
    let size = HEADINGS.get(usize::from(level) - 1).copied().unwrap_or(TEXT);
    flow.gap(if level == 1 { 3.0 } else { 1.0 } * MM);
    flow.need(HEADING_KEEP * MM);
    flow.mark(level, text);
    let leading = size * 1.45;
    let indent = if level == 1 { 3.2 * MM } else { 0.0 };
    let lines = wrap(text, Weight::Bold, size, flow.measure() - indent);
    let (left, right, top) = (flow.left, flow.right, flow.y);
    let setting = Setting { size, leading, ink: BLACK, align: Align::Left };
    flow.y = flow.text_lines(&lines, (left + indent, right), top, setting);
    if level == 1 {
        let h = flow.y - top - 0.9 * MM;
        flow.push(Item::Rect { x: left, y: top + 0.45 * MM, w: 1.3 * MM, h, fill: Some(ACCENT), stroke: None });
    }
    flow.y += 1.6 * MM;
}

const TEXT_LEADING: f32 = TEXT * LEADING_TEXT;

fn draw_paragraph(flow: &mut Flow, paragraph: &Paragraph) {
    let lines = wrap_spans(&paragraph.spans, TEXT, flow.measure());
    let setting = Setting { size: TEXT, leading: TEXT_LEADING, ink: paragraph.tone.ink(), align: paragraph.align };
    let across = (flow.left, flow.right);
    flowing(flow, &lines, across, setting);
    flow.gap(GAP * 0.7 * MM);
}

/// Lines that may run over to the next page.
fn flowing(flow: &mut Flow, lines: &[super::wrap::Line], across: (f32, f32), setting: Setting) {
    for line in lines {
        flow.need(setting.leading);
        let top = flow.y;
        flow.text_line(line, across, top, setting);
        flow.y += setting.leading;
    }
}

fn list(flow: &mut Flow, points: &[String], bullet: Bullet) {
    let setting = Setting { size: TEXT, leading: TEXT_LEADING, ink: BLACK, align: Align::Left };
    let indent = match bullet {
        Bullet::Dot => TEXT * 1.2,
        Bullet::Number => TEXT * 2.2,
    };
    for (index, point) in points.iter().enumerate() {
        let lines = wrap(point, Weight::Regular, TEXT, flow.measure() - indent);
        flow.need(setting.leading);
        let (left, right, top) = (flow.left, flow.right, flow.y);
        match bullet {
            Bullet::Dot => flow.label("・", Weight::Regular, (left, left + indent), top, setting),
            Bullet::Number => {
                let number = format!("{}.", index + 1);
                let right_aligned = Setting { align: Align::Right, ..setting };
                flow.label(&number, Weight::Regular, (left, left + indent - TEXT * 0.6), top, right_aligned);
            }
        }
        flowing(flow, &lines, (left + indent, right), setting);
    }
    flow.gap(GAP * 0.7 * MM);
}

fn key_values(flow: &mut Flow, pairs: &[KeyValue], columns: u8) {
    let longest = pairs.iter().map(|pair| chain().width(Weight::Bold, &pair.label)).fold(0.0, f32::max);
    let label = (longest * FORM / MM + 4.0).clamp(24.0, if columns >= 2 { 34.0 } else { 48.0 });
    let double = columns >= 2;
    let mut head = vec![Column::fixed("", label), Column::share("", 1.0)];
    if double {
        head.extend([Column::fixed("", label), Column::share("", 1.0)]);
    }
    let mut rows: Vec<Row> = Vec::new();
    let mut half: Option<Vec<Cell>> = None;
    for pair in pairs {
        let own = vec![Cell::label(&pair.label), Cell::new(&pair.value)];
        match (double && !pair.is_wide, half.take()) {
            (true, Some(mut open)) => {
                open.extend(own);
                rows.push(Row::new(open));
            }
            (true, None) => half = Some(own),
            (false, open) => {
                rows.extend(open.map(|cells| widened(cells, double)));
                rows.push(widened(own, double));
            }
        }
    }
    rows.extend(half.map(|cells| widened(cells, double)));
    draw_table(flow, &Table { columns: head, rows, head: TableHead::Once }, Look::Form);
    flow.gap(GAP * MM);
}

fn widened(mut cells: Vec<Cell>, double: bool) -> Row {
    if double {
        cells.extend([Cell::left(), Cell::left()]);
    }
    debug_assert!(cells.iter().all(|cell| cell.merge != Merge::Above));
    Row::new(cells)
}

fn check_list(flow: &mut Flow, items: &[CheckItem]) {
    let setting = Setting { size: TEXT, leading: TEXT * 1.8, ink: BLACK, align: Align::Left };
    let (side, indent) = (TEXT * 0.95, TEXT * 1.7);
    for item in items {
        let lines = wrap(&item.text, Weight::Regular, TEXT, flow.measure() - indent);
        flow.need(setting.leading);
        let (left, right) = (flow.left, flow.right);
        let y = flow.y + (setting.leading - side) / 2.0;
        let stroke = Some(Stroke::solid(LINE_THICK, BLACK));
        flow.push(Item::Rect { x: left + 0.5, y, w: side, h: side, fill: None, stroke });
        if item.is_checked {
            let at = |x: f32, down: f32| (left + 0.5 + side * x, y + side * down);
            let points = vec![at(0.18, 0.52), at(0.42, 0.78), at(0.86, 0.20)];
            flow.push(Item::Path { points, stroke: Stroke::solid(1.4, BLACK) });
        }
        flowing(flow, &lines, (left + indent, right), setting);
    }
    flow.gap(GAP * 0.7 * MM);
}

fn seals(flow: &mut Flow, labels: &[String]) {
    if labels.is_empty() {
        return;
    }
    let height = (SEAL + SEAL_LABEL) * MM;
    flow.need(height);
    let (left, top) = (flow.right - labels.len() as f32 * SEAL * MM, flow.y);
    seal_boxes(flow, labels, left, top);
    flow.y += height;
    flow.gap(GAP * MM);
}

fn signatures(flow: &mut Flow, labels: &[String]) {
    let longest = labels.iter().map(|label| chain().width(Weight::Regular, label)).fold(0.0, f32::max) * TEXT;
    let setting = Setting { size: TEXT, leading: 11.0 * MM, ink: BLACK, align: Align::Left };
    for label in labels {
        flow.need(setting.leading);
        let (left, right, top) = (flow.left, flow.right, flow.y);
        let baseline = top + setting.leading / 2.0 + TEXT * 0.6;
        flow.label("令和　　　年　　　月　　　日", Weight::Regular, (left, right), top, setting);
        let line = (right - 72.0 * MM).max(left + 60.0 * MM);
        let caption = Setting { align: Align::Right, ..setting };
        flow.label(label, Weight::Regular, (line - longest, line - 3.0 * MM), top, caption);
        flow.line((line, baseline), (right, baseline), Stroke::solid(LINE_THIN, BLACK));
        flow.y += setting.leading;
    }
    flow.gap(GAP * MM);
}

/// A signature: its box is 72 mm wide.
fn drawn(flow: &mut Flow, day: &str, label: &str, strokes: &[Vec<[u16; 2]>]) {
    let (width, height) = (72.0 * MM, 24.0 * MM);
    let setting = Setting { size: TEXT, leading: TEXT * LEADING_TEXT, ink: BLACK, align: Align::Left };
    flow.need(height + setting.leading + 1.0 * MM);
    let (left, right, top) = (flow.left, flow.right, flow.y);
    let box_left = right - width;
    flow.label(day, Weight::Regular, (left, box_left), top + height - setting.leading, setting);
    flow.line((box_left, top + height), (right, top + height), Stroke::solid(LINE_THIN, BLACK));
    let at = |[x, y]: [u16; 2]| (box_left + width * f32::from(x) / 10_000.0, top + height * f32::from(y) / 10_000.0);
    for stroke in strokes.iter().filter(|stroke| stroke.len() > 1) {
        let points = stroke.iter().map(|point| at(*point)).collect();
        flow.push(Item::Path { points, stroke: Stroke::solid(1.2, BLACK) });
    }
    flow.label(label, Weight::Regular, (box_left, right), top + height + 1.0 * MM, setting);
    flow.y += height + setting.leading + 1.0 * MM;
    flow.gap(GAP * MM);
}

fn codes(flow: &mut Flow, groups: &[String], per_row: u8) {
    let per_row = usize::from(per_row.max(1));
    let (row_height, gutter) = (13.0 * MM, 3.0 * MM);
    let width = (flow.measure() - gutter * (per_row - 1) as f32) / per_row as f32;
    for (row, chunk) in groups.chunks(per_row).enumerate() {
        flow.need(row_height);
        let top = flow.y;
        for (index, group) in chunk.iter().enumerate() {
            let x = flow.left + index as f32 * (width + gutter);
            let stroke = Some(Stroke::solid(LINE_THIN, LINE));
            flow.push(Item::Rect { x, y: top, w: width, h: row_height - gutter, fill: None, stroke });
            let number = (row * per_row + index + 1).to_string();
            let setting = Setting { size: SMALL, leading: SMALL * 1.4, ink: GREY, align: Align::Left };
            flow.label(&number, Weight::Regular, (x + 1.0 * MM, x + width), top + 0.4 * MM, setting);
            let n_digits = group.chars().count().max(1) as f32;
            let pitch = (CODE * 0.78).min((width - 8.0 * MM) / n_digits);
            let left = x + (width - pitch * n_digits) / 2.0 + 1.0 * MM;
            // Letters are wider than digits.
            let widest = if group.chars().any(|c| c.is_ascii_alphabetic()) { 0.95 } else { 0.78 };
            let size = CODE.min(pitch / widest);
            let baseline = top + (row_height - gutter - size) / 2.0 + ASCENT * size;
            let (text, pitch) = (group.clone(), Some(pitch));
            let run = TextRun { x: left, baseline, size, weight: Weight::Bold, ink: BLACK, text, pitch };
            flow.push(Item::Text(run));
        }
        flow.y += row_height;
    }
    flow.gap(GAP * 0.5 * MM);
}

fn notice(flow: &mut Flow, title: &str, text: &str) {
    let pad = 3.2 * MM;
    let inner = flow.measure() - 2.0 * pad - 1.2 * MM;
    let heads = if title.is_empty() { Vec::new() } else { wrap(title, Weight::Bold, TEXT, inner) };
    let lines = if text.is_empty() { Vec::new() } else { wrap(text, Weight::Regular, TEXT, inner) };
    let height = (heads.len() + lines.len()) as f32 * TEXT_LEADING + 2.0 * pad * 0.75;
    flow.need(height);
    let (left, right, top) = (flow.left, flow.right, flow.y);
    let stroke = Some(Stroke::solid(LINE_THIN, LINE));
    flow.push(Item::Rect { x: left, y: top, w: right - left, h: height, fill: Some(LABEL_FILL), stroke });
    flow.push(Item::Rect { x: left, y: top, w: 1.2 * MM, h: height, fill: Some(GREY), stroke: None });
    let across = (left + pad + 1.2 * MM, right - pad);
    let setting = Setting { size: TEXT, leading: TEXT_LEADING, ink: BLACK, align: Align::Left };
    let y = flow.text_lines(&heads, across, top + pad * 0.75, setting);
    flow.text_lines(&lines, across, y, setting);
    flow.y = top + height;
    flow.gap(GAP * MM);
}

fn contents(flow: &mut Flow) {
    let setting = Setting { size: 10.5, leading: 8.5 * MM, ink: BLACK, align: Align::Left };
    for (index, line) in flow.contents.clone().into_iter().enumerate() {
        flow.need(setting.leading);
        let (left, right, top) = (flow.left, flow.right, flow.y);
        let text = format!("{}　{}", index + 1, line.title);
        let lines = wrap(&text, Weight::Regular, setting.size, (right - left) * 0.85);
        let Some(last) = lines.last() else { continue };
        let end = flow.text_lines(&lines, (left, right), top, setting);
        let page = line.page.map(|page| page.to_string()).unwrap_or_default();
        let width = chain().width(Weight::Regular, &page) * setting.size;
        let row = end - setting.leading;
        flow.label(&page, Weight::Regular, (left, right), row, Setting { align: Align::Right, ..setting });
        let y = row + setting.leading / 2.0 + setting.size * 0.3;
        let stroke = Stroke { width: 0.6, ink: GREY, dash: Dash::Dots };
        flow.line((left + last.width + 2.0 * MM, y), (right - width - 2.0 * MM, y), stroke);
        flow.y = end;
    }
    flow.gap(GAP * MM);
}
