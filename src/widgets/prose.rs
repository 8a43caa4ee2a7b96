//! Japanese paragraphs broken by the rules of 禁則 (UAX #14), which egui's own wrapping does not keep.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use egui::text::{CCursor, LayoutJob, TextFormat};
use egui::{Align, Color32, FontId, Galley, Id, Response, Role, Sense, Ui, WidgetInfo};
use unicode_linebreak::{BreakOpportunity, linebreaks};

use super::theme::{bold, regular};
use super::tokens::{color, font};

/// A paragraph of body text, as wide as the room.
pub fn paragraph(ui: &mut Ui, text: &str) -> Response {
    styled(ui, text, regular(font::BODY), color::TEXT)
}

/// The same in the colour of secondary text.
pub fn weak(ui: &mut Ui, text: &str) -> Response {
    styled(ui, text, regular(font::HINT), color::WEAK)
}

/// The same in bold.
pub fn strong(ui: &mut Ui, text: &str) -> Response {
    styled(ui, text, bold(font::BODY), color::TEXT)
}

/// Small print in secondary colour.
pub fn caption(ui: &mut Ui, text: &str) -> Response {
    styled(ui, text, regular(font::CAPTION), color::WEAK)
}

/// A paragraph in a typeface and colour of your choice.
pub fn styled(ui: &mut Ui, text: &str, typeface: FontId, ink: Color32) -> Response {
    let width = ui.available_width();
    let galley = layout(ui, text, typeface, ink, width);
    show(ui, text, galley, ink)
}

/// A paragraph that was taken back: it is read, with a line through it. `says` is what those hear who hear the page.
pub fn struck(ui: &mut Ui, text: &str, typeface: FontId, ink: Color32, says: &str) -> Response {
    let width = ui.available_width();
    let lines = layout(ui, text, typeface.clone(), ink, width).job.text.clone();
    let through = egui::Stroke::new(1.0, ink);
    let format = TextFormat { strikethrough: through, ..prose_format(typeface, ink) };
    let mut job = LayoutJob::single_section(lines, format);
    job.wrap.max_width = f32::INFINITY;
    let galley = ui.painter().layout_job(job);
    show(ui, says, galley, ink)
}

/// A secret on one line. Nothing of it is kept once it is out of sight, as the breaks of a paragraph are.
pub fn secret(ui: &mut Ui, text: &str, typeface: FontId, ink: Color32) -> Response {
    let galley = one_piece(ui, text.to_owned(), typeface, ink);
    show(ui, text, galley, ink)
}

fn show(ui: &mut Ui, text: &str, galley: Arc<Galley>, ink: Color32) -> Response {
    let (rect, response) = ui.allocate_exact_size(galley.size(), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, text));
    if ui.is_rect_visible(rect) {
        ui.painter().galley(rect.min, galley, ink);
    }
    response
}

/// Lays a text out within a width; the breaks are kept so that they are found once.
pub(super) fn layout(ui: &Ui, text: &str, typeface: FontId, ink: Color32, width: f32) -> Arc<Galley> {
    let key = {
        let mut hasher = DefaultHasher::new();
        text.hash(&mut hasher);
        typeface.hash(&mut hasher);
        width.to_bits().hash(&mut hasher);
        ui.ctx().pixels_per_point().to_bits().hash(&mut hasher);
        hasher.finish()
    };
    let cache = Id::unique("widgets::prose");
    let kept = ui.data(|data| data.get_temp::<Arc<Kept>>(cache)).unwrap_or_default();
    let broken = match kept.0.get(&key) {
        Some(broken) => Arc::clone(broken),
        None => {
            let broken = Arc::new(broken(ui, text, &typeface, width));
            let mut all = if kept.0.len() > MOST { HashMap::new() } else { kept.0.clone() };
            all.insert(key, Arc::clone(&broken));
            ui.data_mut(|data| data.insert_temp(cache, Arc::new(Kept(all))));
            broken
        }
    };
    one_piece(ui, broken.as_str().to_owned(), typeface, ink)
}

/// A text with the breaks it has.
fn one_piece(ui: &Ui, text: String, typeface: FontId, ink: Color32) -> Arc<Galley> {
    let mut job = LayoutJob::single_section(text, prose_format(typeface, ink));
    job.wrap.max_width = f32::INFINITY;
    ui.painter().layout_job(job)
}

fn prose_format(typeface: FontId, ink: Color32) -> TextFormat {
    let line_height = (typeface.size * font::PROSE_LINE).round();
    TextFormat { line_height: Some(line_height), valign: Align::Center, ..TextFormat::simple(typeface, ink) }
}

/// More paragraphs than any screen shows.
const MOST: usize = 600;

#[derive(Default)]
struct Kept(HashMap<u64, Arc<String>>);

/// The text with a line break wherever a line is full.
fn broken(ui: &Ui, text: &str, typeface: &FontId, width: f32) -> String {
    let lines: Vec<String> = text.lines().map(|line| broken_line(ui, line, typeface, width)).collect();
    lines.join("\n")
}

fn broken_line(ui: &Ui, text: &str, typeface: &FontId, width: f32) -> String {
    let galley = ui.painter().layout_no_wrap(text.to_owned(), typeface.clone(), color::TEXT);
    if galley.size().x <= width {
        return text.to_owned();
    }
    let right_of = |n_chars: usize| galley.pos_from_cursor(CCursor::new(n_chars)).left();
    let (mut all, mut n_chars, mut left) = (Vec::new(), 0, 0.0);
    for piece in pieces(text) {
        let right = right_of(n_chars + piece.chars().count());
        if right - left > width {
            // A word longer than a line, such as a mail address: it is broken anywhere rather than cut off.
            for letter in letters(piece) {
                n_chars += letter.chars().count();
                all.push((letter, right_of(n_chars)));
            }
        } else {
            n_chars += piece.chars().count();
            all.push((piece, right));
        }
        left = right;
    }
    lines(&all, width)
}

/// Puts pieces into lines; beside each stands where it ends.
fn lines(pieces: &[(&str, f32)], width: f32) -> String {
    let mut out = String::new();
    let (mut line_starts_at, mut before) = (0.0_f32, 0.0_f32);
    for &(piece, right) in pieces {
        if right - line_starts_at > width && before > line_starts_at {
            out.truncate(out.trim_end().len());
            out.push('\n');
            line_starts_at = before;
        }
        out.push_str(piece);
        before = right;
    }
    out
}

/// The pieces between which a line may be broken.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let mut start = 0;
    linebreaks(text).filter_map(move |(end, kind)| {
        let piece = text.get(start..end)?;
        debug_assert!(matches!(kind, BreakOpportunity::Allowed | BreakOpportunity::Mandatory));
        start = end;
        Some(piece)
    })
}

/// The letters of a word, each with what changes its shape.
fn letters(word: &str) -> impl Iterator<Item = &str> {
    let changes = |letter: char| matches!(letter, '\u{300}'..='\u{36F}' | '\u{3099}' | '\u{309A}' | '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}');
    let mut rest = word;
    std::iter::from_fn(move || {
        let end = rest.char_indices().skip(1).find(|(_, letter)| !changes(*letter)).map_or(rest.len(), |(at, _)| at);
        let (letter, after) = rest.split_at_checked(end)?;
        rest = after;
        (!letter.is_empty()).then_some(letter)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_stays_with_what_changes_its_shape() {
        assert_eq!(letters("葛\u{E0100}西a").collect::<Vec<_>>(), ["葛\u{E0100}", "西", "a"]);
        assert_eq!(letters("").count(), 0);
    }

    #[test]
    fn brackets_and_small_kana_stay_with_their_neighbours() {
        let all: Vec<&str> = pieces("端末を「返却」した。きっぷ、コーヒー。").collect();
        assert!(all.iter().all(|piece| !piece.ends_with('「')), "{all:?}");
        let starts = ['」', '。', '、', 'っ', 'ー'];
        assert!(all.iter().all(|piece| !piece.starts_with(starts)), "{all:?}");
    }
}
