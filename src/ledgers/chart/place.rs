//! Where each box of the chart stands, in millimetres: inside at the left, outside in two columns beside it.
//!
//! Everything is told where there is room for it; else the letters get smaller, down to 7 points, then less is told of
//! each, and at last what is over goes to a list.

use crate::base::ContactId;
use crate::ledgers::contact::record::Slot;
use crate::paper::{Area, Arrow, BoxLook, Diagram, DiagramBox, DiagramLine, Weight};

use super::place_inside::place_inside;
use super::who::{Chart, Group, Node, Target};
use super::words::note;

/// How wide the drawing is, in millimetres: a wide A4 page without its margins.
const WIDTH: f32 = 262.0;
/// How wide the column inside is.
pub(super) const INSIDE: f32 = 62.0;
/// How wide a column outside is, and the room for arrows before it.
const COLUMN: f32 = 72.0;
const GUTTER: f32 = 28.0;
/// Where the trunk runs in its gutter, from the gutter's left edge.
const TRUNK: f32 = 5.0;
/// The line above the columns, and where they begin.
const BUS: f32 = 6.8;
const TOP: f32 = 10.8;
/// Between two groups, and between two boxes of one.
const BETWEEN: f32 = 3.3;
const STEP: f32 = 0.9;
/// Round the boxes of a group.
const EDGE: f32 = 1.0;
/// The smallest letters on paper, in points.
const LEAST: f32 = 7.0;

/// The room there is, in millimetres of height; the width is always that of a page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Room(pub f32);

impl Room {
    /// What a page leaves below its head.
    pub const PAGE: Self = Self(136.5);
    /// A screen scrolls.
    pub const SCREEN: Self = Self(f32::INFINITY);
}

/// A box that can be pressed.
#[derive(Debug, Clone, PartialEq)]
pub struct Spot {
    /// Where it is, in millimetres.
    pub area: Area,
    /// Where it leads.
    pub target: Target,
    /// What it is called by those who hear the page.
    pub name: String,
    /// The slot within which it can be moved.
    pub slot: Option<Slot>,
}

/// The chart with a place for everything.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Placed {
    /// What is drawn.
    pub diagram: Diagram,
    /// What can be pressed, in reading order.
    pub spots: Vec<Spot>,
    /// The contacts that are not on it, or not whole.
    pub left_over: Vec<ContactId>,
}

/// How much is told, and how large.
#[derive(Debug, Clone, Copy)]
pub(super) struct Level {
    name: f32,
    small: f32,
    detail: Detail,
    /// At most so many boxes in a group.
    most: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Detail {
    /// Everything.
    Full,
    /// Name, number, deputy.
    Short,
    /// One line for the name and one for the number.
    Brief,
}

const LEVELS: [Level; 6] = [
    Level { name: 9.0, small: 7.8, detail: Detail::Full, most: usize::MAX },
    Level { name: 8.4, small: 7.4, detail: Detail::Full, most: usize::MAX },
    Level { name: 7.8, small: LEAST, detail: Detail::Full, most: usize::MAX },
    Level { name: 7.6, small: LEAST, detail: Detail::Short, most: usize::MAX },
    Level { name: 7.6, small: LEAST, detail: Detail::Brief, most: usize::MAX },
    Level { name: LEAST, small: LEAST, detail: Detail::Brief, most: usize::MAX },
];

/// Places the chart in a room.
#[must_use]
pub fn place(chart: &Chart, room: Room) -> Placed {
    let mut placed = Placed::default();
    for level in LEVELS {
        placed = at_level(chart, level);
        if placed.diagram.height <= room.0 {
            return placed;
        }
    }
    let [.., last] = LEVELS;
    let longest = chart.inside.iter().chain(&chart.outside).map(|group| group.nodes.len()).max().unwrap_or(0);
    for most in (1..longest).rev() {
        placed = at_level(chart, Level { most, ..last });
        if placed.diagram.height <= room.0 {
            return placed;
        }
    }
    placed
}

/// A group with the lines of its boxes, before it has a place.
pub(super) struct Stack<'a> {
    group: &'a Group,
    band: Vec<DiagramLine>,
    boxes: Vec<(&'a Node, Vec<DiagramLine>)>,
    width: f32,
    pub(super) height: f32,
    left_over: Vec<ContactId>,
}

impl<'a> Stack<'a> {
    pub(super) fn of(group: &'a Group, width: f32, level: Level) -> Self {
        let inner = DiagramBox::inner(width - 2.0 * EDGE);
        let n_over = group.nodes.len().saturating_sub(level.most);
        let over = if n_over > 0 { format!("（ほか{n_over}件は次のページ）") } else { String::new() };
        let title = format!("{}{over}", group.title);
        let band = DiagramLine::broken(&title, level.small + 0.4, Weight::Bold, DiagramBox::inner(width));
        let mut left_over = Vec::new();
        let mut boxes = Vec::new();
        for (number, node) in group.nodes.iter().enumerate() {
            let (lines, is_cut) = lines(node, inner, level);
            let is_over = number >= level.most;
            if let Target::Contact(id) = node.target
                && (is_over || is_cut)
            {
                left_over.push(id);
            }
            if !is_over {
                boxes.push((node, lines));
            }
        }
        let heights: f32 = boxes.iter().map(|(_, lines)| DiagramBox::height_for(lines) + STEP).sum();
        let height = DiagramBox::height_for(&band) + EDGE + heights + (EDGE - STEP).max(0.0);
        Self { group, band, boxes, width, height, left_over }
    }

    fn band_height(&self) -> f32 {
        DiagramBox::height_for(&self.band)
    }

    /// Where an arrow from the left comes in, from the top.
    fn middle(&self) -> f32 {
        self.band_height() / 2.0
    }

    pub(super) fn draw(self, out: &mut Placed, x: f32, y: f32) {
        let Self { group, band, boxes, width, height, left_over } = self;
        let ground = Area { x, y, w: width, h: height };
        out.diagram.boxes.push(DiagramBox { place: ground, look: BoxLook::Ground, lines: Vec::new() });
        let h = DiagramBox::height_for(&band);
        out.diagram.boxes.push(DiagramBox { place: Area { h, ..ground }, look: BoxLook::Band, lines: band });
        let (left, w) = (x + EDGE, width - 2.0 * EDGE);
        let mut top = y + h + EDGE;
        for (node, lines) in boxes {
            let area = Area { x: left, y: top, w, h: DiagramBox::height_for(&lines) };
            let look = match (node.is_missing, group.is_centre) {
                (true, _) => BoxLook::Missing,
                (false, true) => BoxLook::Strong,
                (false, false) => BoxLook::Plain,
            };
            out.diagram.boxes.push(DiagramBox { place: area, look, lines });
            if node.target != Target::None {
                let slot = group.slot.filter(|_| matches!(node.target, Target::Contact(_)));
                out.spots.push(Spot { area, target: node.target, name: node.spoken(&group.title), slot });
            }
            top += area.h + STEP;
        }
        out.left_over.extend(left_over);
    }
}

fn at_level(chart: &Chart, level: Level) -> Placed {
    let mut out = Placed { diagram: Diagram { width: WIDTH, ..Diagram::default() }, ..Placed::default() };
    let (bottom, centre) = place_inside(&mut out, chart, level, TOP);
    let stacks: Vec<Stack<'_>> = chart.outside.iter().map(|group| Stack::of(group, COLUMN, level)).collect();
    let first = halved(&stacks);
    let mut columns: [Vec<Stack<'_>>; 2] = [Vec::new(), Vec::new()];
    for (number, stack) in stacks.into_iter().enumerate() {
        let [left, right] = &mut columns;
        if number < first { left.push(stack) } else { right.push(stack) }
    }
    let mut lowest = bottom;
    let mut gutter = INSIDE;
    let mut trunks = Vec::new();
    for column in columns {
        let left = gutter + GUTTER;
        let mut y = TOP;
        for stack in column {
            let at = y + stack.middle();
            arrow_to(&mut out, gutter, at, &stack.group.arrow, level);
            trunks.push((gutter + TRUNK, at));
            let height = stack.height;
            stack.draw(&mut out, left, y);
            y += height + BETWEEN;
        }
        lowest = lowest.max(y - BETWEEN);
        gutter = left + COLUMN;
    }
    draw_trunks(&mut out.diagram, &trunks, centre);
    draw_heads(&mut out.diagram, !chart.outside.is_empty(), level);
    let small = DiagramLine::broken(note(), LEAST, Weight::Regular, DiagramBox::inner(WIDTH));
    let lines: Vec<_> = small.into_iter().map(DiagramLine::grey).collect();
    let place = Area { x: 0.0, y: lowest.max(TOP) + 1.2, w: WIDTH, h: DiagramBox::height_for(&lines) };
    out.diagram.height = place.y + place.h;
    out.diagram.boxes.push(DiagramBox { place, look: BoxLook::Bare, lines });
    out
}

/// How many of them go into the first column, so that the longer one is as short as can be.
fn halved(stacks: &[Stack<'_>]) -> usize {
    let height = |some: &[Stack<'_>]| some.iter().map(|stack| stack.height + BETWEEN).sum::<f32>();
    let longer = |first: &usize| {
        let (left, right) = stacks.split_at(*first);
        height(left).max(height(right))
    };
    (0..=stacks.len()).min_by(|one, other| longer(one).total_cmp(&longer(other))).unwrap_or(0)
}

/// An arrow from the trunk to a box, with its words above it.
fn arrow_to(out: &mut Placed, gutter: f32, y: f32, words: &str, level: Level) {
    let (from, to) = (gutter + TRUNK, gutter + GUTTER);
    out.diagram.arrows.push(Arrow { points: vec![(from, y), (to, y)], has_head: true });
    let width = GUTTER - TRUNK - 0.6;
    let broken = DiagramLine::broken(words, level.small.min(7.4), Weight::Regular, width);
    let lines: Vec<_> = broken.into_iter().map(DiagramLine::centred).collect();
    if lines.is_empty() {
        return;
    }
    let h = lines.iter().map(DiagramLine::height).sum::<f32>();
    let place = Area { x: from + 0.3, y: y - h - 0.8, w: width, h };
    out.diagram.boxes.push(DiagramBox { place, look: BoxLook::Bare, lines });
}

/// The lines from whom everything goes through to each column.
fn draw_trunks(diagram: &mut Diagram, ends: &[(f32, f32)], centre: f32) {
    let Some((first, _)) = ends.first().copied() else { return };
    let mut columns: Vec<f32> = ends.iter().map(|(x, _)| *x).collect();
    columns.dedup_by(|one, other| (*one - *other).abs() < 0.1);
    for x in columns {
        let lowest = ends.iter().filter(|(own, _)| (own - x).abs() < 0.1).map(|(_, y)| *y).fold(0.0, f32::max);
        let is_first = (x - first).abs() < 0.1;
        let points = if is_first {
            vec![(INSIDE, centre), (x, centre), (x, BUS.min(centre)), (x, lowest.max(centre))]
        } else {
            vec![(first, BUS), (x, BUS), (x, lowest)]
        };
        diagram.arrows.push(Arrow { points, has_head: false });
    }
}

fn draw_heads(diagram: &mut Diagram, has_outside: bool, level: Level) {
    let mut head = |text: &str, x: f32, w: f32| {
        let lines: Vec<_> = DiagramLine::broken(text, level.name + 0.6, Weight::Bold, DiagramBox::inner(w));
        let place = Area { x, y: 0.0, w, h: DiagramBox::height_for(&lines) };
        diagram.boxes.push(DiagramBox { place, look: BoxLook::Bare, lines });
    };
    head("施設の中", 0.0, INSIDE);
    if has_outside {
        head("施設の外", INSIDE + GUTTER, COLUMN);
    }
}

/// What is told of somebody; and whether something had to be cut.
fn lines(node: &Node, width: f32, level: Level) -> (Vec<DiagramLine>, bool) {
    let Level { name, small, detail, .. } = level;
    let mut out = Lines { width, lines: Vec::new(), is_cut: false };
    if node.phone.is_empty() && node.checked.is_empty() {
        // Words of the box itself, or somebody without a number of their own.
        let weight = if node.person.is_empty() && !node.is_missing { Weight::Regular } else { Weight::Bold };
        out.add(&node.name, if weight == Weight::Bold { name } else { small }, weight, 3);
        out.add_grey(&node.person, small, 3);
        return (out.lines, out.is_cut);
    }
    let number = if node.phone.is_empty() { "電話番号がまだありません" } else { &node.phone };
    let joined = |parts: &[&str]| parts.iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join("　");
    let deputy =
        if node.deputy.is_empty() { String::new() } else { format!("つながらないとき {}", node.deputy) };
    match detail {
        Detail::Full => {
            out.add(&node.name, name, Weight::Bold, 3);
            out.add(number, name + 0.4, Weight::Bold, 1);
            out.add(&joined(&[&node.person, &node.hours]), small, Weight::Regular, 2);
            out.add(&deputy, small, Weight::Regular, 2);
            out.add_grey(&node.checked, small, 1);
        }
        Detail::Short => {
            out.add(&node.name, name, Weight::Bold, 2);
            out.add(&joined(&[number, &node.hours]), small, Weight::Bold, 2);
            out.add(&joined(&[&node.checked, &node.person, &deputy]), small, Weight::Regular, 2);
        }
        Detail::Brief => {
            out.add(&node.name, name, Weight::Bold, 1);
            out.add(&joined(&[number, &node.checked]), small, Weight::Regular, 1);
            // What is told nowhere here is told in the list.
            out.is_cut |= !node.hours.is_empty() || !deputy.is_empty();
        }
    }
    (out.lines, out.is_cut)
}

struct Lines {
    width: f32,
    lines: Vec<DiagramLine>,
    is_cut: bool,
}

impl Lines {
    fn add(&mut self, text: &str, size: f32, weight: Weight, most: usize) {
        let mut broken = DiagramLine::broken(text, size, weight, self.width);
        if broken.len() > most {
            broken.truncate(most);
            self.is_cut = true;
            if let Some(last) = broken.last_mut() {
                last.text.pop();
                last.text.push('…');
            }
        }
        self.lines.extend(broken);
    }

    fn add_grey(&mut self, text: &str, size: f32, most: usize) {
        let before = self.lines.len();
        self.add(text, size, Weight::Regular, most);
        let grey = self.lines.split_off(before);
        self.lines.extend(grey.into_iter().map(DiagramLine::grey));
    }
}

impl Level {
    /// The size of words on arrows.
    pub(super) const fn arrow_words(self) -> f32 {
        self.small
    }
}
