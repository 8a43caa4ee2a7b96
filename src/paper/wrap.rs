//! Lines out of text: Japanese line breaking (禁則), emergency breaks and shrinking.

use unicode_linebreak::linebreaks;

use super::block::Span;
use super::fonts::{chain, clusters, is_silent};
use super::glue::{Glue, glued};
use super::page::Weight;
use super::style::{SHORT_CELL, SHRINK};

/// A stretch of one line in one weight; width in points.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Piece {
    pub(crate) text: String,
    pub(crate) weight: Weight,
    pub(crate) width: f32,
}

/// One line; width in points, spaces hanging at its end not counted.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Line {
    pub(crate) pieces: Vec<Piece>,
    pub(crate) width: f32,
}

/// One visible character while lines are being looked for.
struct Unit {
    end: usize,
    milli: u32,
    weight: Weight,
    char: char,
    breaks_after: bool,
}

/// Fewer characters than these do not stand on a line of their own where an address is cut.
const MIN_HEAD: usize = 4;

/// Never at the start of a line, even where a long word is cut (行頭禁則).
const NOT_FIRST: &str = "、。，．・：；？！ー々ゝゞヽヾ〻）］｝〕〉》」』】〙〗ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ゛゜％‰℃,.)]}!?:;%";
/// Never at the end of a line (行末禁則).
const NOT_LAST: &str = "（［｛〔〈《「『【〘〖([{￥¥＄$";

/// Breaks a text of one weight into lines no wider than `width` points.
pub(crate) fn wrap(text: &str, weight: Weight, size: f32, width: f32) -> Vec<Line> {
    if !text.contains(['\n', '\r']) && !text.chars().any(is_silent) {
        let whole = chain().width(weight, text) * size;
        if whole <= width {
            let piece = Piece { text: text.to_owned(), weight, width: whole };
            return vec![Line { pieces: vec![piece], width: whole }];
        }
    }
    wrap_spans(&[Span { text: text.to_owned(), weight }], size, width)
}

/// The same for text that changes its weight.
pub(crate) fn wrap_spans(spans: &[Span], size: f32, width: f32) -> Vec<Line> {
    let mut lines = Vec::new();
    let limit = milli_of(width, size);
    for paragraph in paragraphs(spans) {
        let text: String = paragraph.iter().map(|span| span.text.as_str()).collect();
        let units = units(&paragraph, &text, limit);
        break_units(&units, &text, size, limit, &mut lines);
    }
    lines
}

/// Each of its own lines whole at up to 80 % of the size if all are short; else wrapped lines at full size.
pub(crate) fn fit(text: &str, weight: Weight, size: f32, width: f32) -> (f32, Vec<Line>) {
    let lines = wrap(text, weight, size, width);
    let own: Vec<&str> = text.lines().collect();
    let are_short = own.iter().all(|line| line.chars().count() <= SHORT_CELL);
    if lines.len() > own.len() && are_short && !text.chars().any(|char| char != '\n' && is_silent(char)) {
        let widest = own.iter().map(|line| chain().width(weight, line)).fold(0.0, f32::max) * size;
        let scale = width / widest;
        if scale >= SHRINK {
            let smaller = size * scale * 0.999;
            let whole = |line: &&str| {
                let narrow = chain().width(weight, line) * smaller;
                let piece = Piece { text: (*line).to_owned(), weight, width: narrow };
                Line { pieces: vec![piece], width: narrow }
            };
            return (smaller, own.iter().map(whole).collect());
        }
    }
    (size, lines)
}

fn milli_of(width: f32, size: f32) -> u32 {
    let milli = (width / size.max(0.1)) * 1000.0 + 0.5;
    if milli.is_finite() && milli > 0.0 { milli as u32 } else { 0 }
}

fn paragraphs(spans: &[Span]) -> Vec<Vec<Span>> {
    let mut all = vec![Vec::new()];
    for span in spans {
        for (index, part) in span.text.replace("\r\n", "\n").split(['\n', '\r']).enumerate() {
            if index > 0 {
                all.push(Vec::new());
            }
            let text: String = part.replace('\t', "\u{3000}").chars().filter(|char| !is_silent(*char)).collect();
            if let Some(last) = all.last_mut().filter(|_| !text.is_empty()) {
                last.push(Span { text, weight: span.weight });
            }
        }
    }
    all
}

fn units(spans: &[Span], text: &str, limit: u32) -> Vec<Unit> {
    let chain = chain();
    let mut units = Vec::with_capacity(text.len() / 2);
    let mut start = 0;
    for span in spans {
        for cluster in clusters(&span.text) {
            let (glyph, _) = chain.glyph(span.weight, cluster.char, cluster.selector);
            units.push(Unit {
                end: start + cluster.end,
                milli: u32::from(glyph.milli),
                weight: span.weight,
                char: cluster.char,
                breaks_after: false,
            });
        }
        start += span.text.len();
    }
    let mut chances = linebreaks(text).map(|(at, _)| at).peekable();
    for unit in &mut units {
        while chances.next_if(|at| *at < unit.end).is_some() {}
        unit.breaks_after = chances.peek() == Some(&unit.end);
    }
    for Glue { start, end } in glued(text) {
        let inside = |unit: &&mut Unit| unit.end > start && unit.end < end;
        let width: u32 = units.iter().filter(|unit| unit.end > start && unit.end <= end).map(|unit| unit.milli).sum();
        if width <= limit {
            units.iter_mut().filter(inside).for_each(|unit| unit.breaks_after = false);
        }
    }
    units
}

fn break_units(units: &[Unit], text: &str, size: f32, limit: u32, lines: &mut Vec<Line>) {
    let mut from = 0;
    loop {
        let to = line_end(units, from, limit);
        let Some(line) = units.get(from..to) else { return };
        let before = from.checked_sub(1).and_then(|last| units.get(last)).map_or(0, |unit| unit.end);
        lines.push(compose(line, before, text, size, to == units.len()));
        if to >= units.len() {
            return;
        }
        from = to;
    }
}

/// Index behind the last unit of the line that starts at `from`.
fn line_end(units: &[Unit], from: usize, limit: u32) -> usize {
    let mut width = 0;
    let mut chance = None;
    for (index, unit) in units.iter().enumerate().skip(from) {
        width += unit.milli;
        let hangs = matches!(unit.char, ' ' | '\u{3000}');
        if width > limit && !hangs && index > from {
            return chance.unwrap_or_else(|| cut(units, from, index));
        }
        if unit.breaks_after {
            chance = Some(index + 1);
        }
    }
    units.len()
}

/// Where a word too long for its line is cut: an address before its 「@」 or behind a dot, anything else at `at`, or a
/// little before it for the sake of 禁則.
fn cut(units: &[Unit], from: usize, at: usize) -> usize {
    let char = |at: usize| units.get(at).map(|unit| unit.char);
    let is_joint = |at: &usize| char(*at) == Some('@') || at.checked_sub(1).and_then(char) == Some('.');
    if let Some(joint) = (from + MIN_HEAD..=at).rev().find(is_joint) {
        return joint;
    }
    let fine = |at: usize| {
        let starts_well = units.get(at).is_none_or(|unit| !NOT_FIRST.contains(unit.char));
        let ends_well =
            at.checked_sub(1).and_then(|last| units.get(last)).is_none_or(|unit| !NOT_LAST.contains(unit.char));
        starts_well && ends_well
    };
    (from + 1..=at).rev().take(4).find(|place| fine(*place)).unwrap_or(at)
}

fn compose(units: &[Unit], before: usize, text: &str, size: f32, is_last: bool) -> Line {
    let blank = |unit: &&Unit| matches!(unit.char, ' ' | '\u{3000}');
    let n_blank = if is_last { 0 } else { units.iter().rev().take_while(blank).count() };
    let kept = units.get(..units.len() - n_blank).unwrap_or(units);
    let mut line = Line::default();
    let mut start = before;
    let scale = size / 1000.0;
    for group in kept.chunk_by(|a, b| a.weight == b.weight) {
        let (Some(first), Some(last)) = (group.first(), group.last()) else { continue };
        let width = group.iter().map(|unit| unit.milli).sum::<u32>() as f32 * scale;
        let piece = text.get(start..last.end).unwrap_or_default().to_owned();
        line.pieces.push(Piece { text: piece, weight: first.weight, width });
        line.width += width;
        start = last.end;
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_line_is_wider_than_its_column_and_nothing_is_lost() {
        let text = "看護師（常勤）は、Latitude-5000シリーズの「貸出中」の札を付ける。令和8年11月20日、１２３４５番の葛\u{E0100}城さんへ100％返却。";
        for width in 30..300u16 {
            let lines = wrap(text, Weight::Regular, 8.5, f32::from(width));
            assert!(lines.iter().all(|line| line.width <= f32::from(width) + 0.01), "{width}");
            let all: String = lines.iter().flat_map(|line| &line.pieces).map(|piece| piece.text.as_str()).collect();
            assert_eq!(all, text);
            assert!(lines.iter().all(|line| line.pieces.iter().all(|piece| !piece.text.starts_with('\u{E0100}'))));
        }
    }

    #[test]
    fn a_long_address_is_cut_at_its_joints() {
        let address = "tanaka.hanako@houmonkango.example.jp";
        let head = chain().width(Weight::Regular, "tanaka.hanako@houmon") * 8.5;
        let lines = wrap(address, Weight::Regular, 8.5, head);
        let texts: Vec<String> =
            lines.iter().map(|line| line.pieces.iter().map(|p| p.text.as_str()).collect()).collect();
        assert_eq!(texts, ["tanaka.hanako", "@houmonkango.", "example.jp"]);
    }

    #[test]
    fn a_short_name_shrinks_before_it_breaks() {
        let whole = chain().width(Weight::Regular, "勅使河原　健太郎") * 8.5;
        let (size, lines) = fit("勅使河原　健太郎", Weight::Regular, 8.5, whole * 0.85);
        assert_eq!(lines.len(), 1);
        assert!((8.5 * SHRINK..8.5).contains(&size));
        assert_eq!(fit("勅使河原　健太郎", Weight::Regular, 8.5, whole * 0.7).1.len(), 2);
    }
}
