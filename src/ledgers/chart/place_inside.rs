//! The column inside the clinic: from whoever finds it to the departments, one below the other.

use crate::paper::{Area, Arrow, BoxLook, DiagramBox, DiagramLine, Weight};

use super::place::{INSIDE, Level, Placed, Stack};
use super::who::Chart;

/// Room for an arrow and its words.
const ARROW: f32 = 6.2;

/// Draws the column; gives where it ends, and at what height the box stands that everything goes through.
pub(super) fn place_inside(out: &mut Placed, chart: &Chart, level: Level, top: f32) -> (f32, f32) {
    let mut y = top;
    let mut centre = top;
    for (number, group) in chart.inside.iter().enumerate() {
        if number > 0 {
            arrow_down(out, y, &group.arrow, level);
            y += ARROW;
        }
        let stack = Stack::of(group, INSIDE, level);
        let height = stack.height;
        if group.is_centre {
            centre = y + height / 2.0;
        }
        stack.draw(out, 0.0, y);
        y += height;
    }
    (y, centre)
}

/// An arrow down the middle of the column, with its words beside it.
fn arrow_down(out: &mut Placed, y: f32, words: &str, level: Level) {
    let x = INSIDE / 2.0 - 8.0;
    out.diagram.arrows.push(Arrow { points: vec![(x, y), (x, y + ARROW)], has_head: true });
    let width = INSIDE - x - 1.5;
    let lines = DiagramLine::broken(words, level.arrow_words(), Weight::Regular, DiagramBox::inner(width));
    let h = DiagramBox::height_for(&lines).min(ARROW);
    let place = Area { x: x + 1.0, y: y + (ARROW - h) / 2.0, w: width, h };
    out.diagram.boxes.push(DiagramBox { place, look: BoxLook::Bare, lines });
}
