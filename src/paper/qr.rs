//! A QR code as black squares, with words beside it.

use qrcodegen::{QrCode, QrCodeEcc};

use super::block::Align;
use super::flow::{Flow, Setting};
use super::page::{Ink, Item, Weight};
use super::style::{BLACK, GAP, GREY, MM, SMALL, TEXT};
use super::wrap::wrap;

/// Modules left white around the symbol, as its standard asks.
const QUIET: i32 = 4;

/// Draws the code at the left and its caption at its right. Data too long for any code leaves a note.
pub(crate) fn draw_qr(flow: &mut Flow, data: &str, caption: &str, side_mm: f32) {
    let side = side_mm.clamp(10.0, 80.0) * MM;
    flow.need(side);
    let (left, right, top) = (flow.left, flow.right, flow.y);
    let said = match QrCode::encode_text(data, QrCodeEcc::Medium) {
        Ok(code) => {
            let module = side / (code.size() + 2 * QUIET) as f32;
            let edge = QUIET as f32 * module;
            for square in squares(&code, module) {
                flow.push(square.moved(left + edge, top + edge));
            }
            caption.to_owned()
        }
        Err(_) => format!("{caption}\n（内容が長いため、QRコードにできません）"),
    };
    let size = if said.chars().count() > 120 { SMALL } else { TEXT };
    let leading = size * 1.6;
    let lines = wrap(&said, Weight::Regular, size, right - left - side - 5.0 * MM);
    let y = top + ((side - lines.len() as f32 * leading) / 2.0).max(0.0);
    let ink = if size < TEXT { GREY } else { BLACK };
    let setting = Setting { size, leading, ink, align: Align::Left };
    let end = flow.text_lines(&lines, (left + side + 5.0 * MM, right), y, setting);
    flow.y = end.max(top + side);
    flow.gap(GAP * MM);
}

/// Dark modules of one row, merged.
struct Square {
    x: f32,
    y: f32,
    w: f32,
    h: f32,
}

impl Square {
    fn moved(self, left: f32, top: f32) -> Item {
        let Self { x, y, w, h } = self;
        Item::Rect { x: left + x, y: top + y, w, h, fill: Some(Ink::grey(0)), stroke: None }
    }
}

/// A code alone, `side` points wide without its white edge. Data too long for any code gives nothing.
pub(crate) fn code_alone(data: &str, left: f32, top: f32, side: f32) -> Vec<Item> {
    // Large modules help more on ordinary paper than spare ones.
    let Ok(code) = QrCode::encode_text(data, QrCodeEcc::Low) else { return Vec::new() };
    let module = side / code.size() as f32;
    squares(&code, module).into_iter().map(|square| square.moved(left, top)).collect()
}

fn squares(code: &QrCode, module: f32) -> Vec<Square> {
    let size = code.size();
    let mut found = Vec::new();
    for row in 0..size {
        let mut column = 0;
        while column < size {
            let start = column;
            while column < size && code.get_module(column, row) {
                column += 1;
            }
            if column > start {
                found.push(Square {
                    x: start as f32 * module,
                    y: row as f32 * module,
                    w: (column - start) as f32 * module,
                    h: module,
                });
            }
            column += 1;
        }
    }
    found
}
