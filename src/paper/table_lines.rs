//! The lines between the cells of a table, merged into as few strokes as possible.

use super::flow::Flow;
use super::page::{Item, Stroke};
use super::style::{LINE, LINE_THICK, LINE_THIN};
use super::table_model::Merge;

/// One row as the lines see it.
pub(crate) struct Band {
    /// Its lower edge.
    pub(crate) bottom: f32,
    /// Per column, whether the cell is one with a neighbour.
    pub(crate) merges: Vec<Merge>,
}

/// Draws the frame and the inner lines of a table part that starts at `top`.
pub(crate) fn draw_lines(flow: &mut Flow, edges: &[f32], top: f32, bands: &[Band]) {
    let (Some(left), Some(right), Some(last)) = (edges.first(), edges.last(), bands.last()) else { return };
    let thin = Stroke::solid(LINE_THIN, LINE);
    for pair in bands.windows(2) {
        let [upper, lower] = pair else { continue };
        let drawn = |column: usize| lower.merges.get(column).copied() != Some(Merge::Above);
        for (from, to) in runs(edges.len() - 1, drawn) {
            if let (Some(x1), Some(x2)) = (edges.get(from), edges.get(to)) {
                flow.line((*x1, upper.bottom), (*x2, upper.bottom), thin);
            }
        }
    }
    let tops: Vec<f32> = std::iter::once(top).chain(bands.iter().map(|band| band.bottom)).collect();
    for (column, x) in edges.iter().enumerate().skip(1).take(edges.len().saturating_sub(2)) {
        let drawn =
            |band: usize| bands.get(band).and_then(|band| band.merges.get(column)).copied() != Some(Merge::Left);
        for (from, to) in runs(bands.len(), drawn) {
            if let (Some(y1), Some(y2)) = (tops.get(from), tops.get(to)) {
                flow.line((*x, *y1), (*x, *y2), thin);
            }
        }
    }
    let (x, y, w, h) = (*left, top, right - left, last.bottom - top);
    flow.push(Item::Rect { x, y, w, h, fill: None, stroke: Some(Stroke::solid(LINE_THICK, LINE)) });
}

/// Neighbouring indexes for which `drawn` holds, as ranges.
fn runs(n: usize, drawn: impl Fn(usize) -> bool) -> Vec<(usize, usize)> {
    let mut found: Vec<(usize, usize)> = Vec::new();
    for index in (0..n).filter(|index| drawn(*index)) {
        match found.last_mut() {
            Some((_, end)) if *end == index => *end = index + 1,
            _ => found.push((index, index + 1)),
        }
    }
    found
}
