//! A laid-out page: plain items in points from the top left, for the PDF writer and the preview alike.

/// A shade or colour, in sRGB.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ink {
    /// Red.
    pub r: u8,
    /// Green.
    pub g: u8,
    /// Blue.
    pub b: u8,
}

impl Ink {
    /// A shade of grey; 0 is black.
    pub const fn grey(level: u8) -> Self {
        Self { r: level, g: level, b: level }
    }
}

/// Which of the two text weights.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Weight {
    /// BIZ UDPGothic Regular.
    #[default]
    Regular,
    /// BIZ UDPGothic Bold.
    Bold,
}

/// How a line is drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stroke {
    /// Width in points.
    pub width: f32,
    /// Its colour.
    pub ink: Ink,
    /// Solid, dotted or dashed.
    pub dash: Dash,
}

/// Solid, dotted or dashed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dash {
    /// One unbroken line.
    Solid,
    /// Dots, as in a table of contents.
    Dots,
    /// Dashes, as round what is missing.
    Dashes,
}

impl Stroke {
    /// A solid line.
    pub const fn solid(width: f32, ink: Ink) -> Self {
        Self { width, ink, dash: Dash::Solid }
    }
}

/// One thing on a page. Coordinates are points from the top left corner; y grows downwards.
#[derive(Debug, Clone, PartialEq)]
pub enum Item {
    /// One run of text on one line.
    Text(TextRun),
    /// A box, filled or outlined or both.
    Rect {
        /// Left.
        x: f32,
        /// Top.
        y: f32,
        /// Width.
        w: f32,
        /// Height.
        h: f32,
        /// Its inside.
        fill: Option<Ink>,
        /// Its outline.
        stroke: Option<Stroke>,
    },
    /// A straight line.
    Line {
        /// From, across.
        x1: f32,
        /// From, down.
        y1: f32,
        /// To, across.
        x2: f32,
        /// To, down.
        y2: f32,
        /// How it is drawn.
        stroke: Stroke,
    },
    /// A circle, as around a seal.
    Circle {
        /// Centre, across.
        x: f32,
        /// Centre, down.
        y: f32,
        /// Radius.
        radius: f32,
        /// Its outline.
        stroke: Stroke,
    },
    /// An open line through several points, such as a tick.
    Path {
        /// The points.
        points: Vec<(f32, f32)>,
        /// How it is drawn.
        stroke: Stroke,
    },
}

/// One run of text on one line, in one weight, size and ink.
#[derive(Debug, Clone, PartialEq)]
pub struct TextRun {
    /// Left end.
    pub x: f32,
    /// Baseline, from the top of the page.
    pub baseline: f32,
    /// Size in points.
    pub size: f32,
    /// Regular or bold.
    pub weight: Weight,
    /// Colour.
    pub ink: Ink,
    /// The characters, variation selectors included.
    pub text: String,
    /// If given, each character is centred in a cell of this many points (digits in columns).
    pub pitch: Option<f32>,
}

/// One page.
#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    /// Width in points.
    pub width: f32,
    /// Height in points.
    pub height: f32,
    /// What is on it, in drawing order.
    pub items: Vec<Item>,
}

impl Page {
    /// The page's text, one line per run, in drawing order: what tests and searches compare.
    pub fn text(&self) -> String {
        let mut all = String::new();
        for item in &self.items {
            if let Item::Text(run) = item {
                all.push_str(&run.text);
                all.push('\n');
            }
        }
        all
    }
}

/// A place a reader can jump to: one line of the PDF's bookmarks.
#[derive(Debug, Clone, PartialEq)]
pub struct Mark {
    /// Depth; 0 is a sheet, 1 to 3 its headings.
    pub level: u8,
    /// What it says.
    pub title: String,
    /// Page, from 0.
    pub page: usize,
    /// Down the page, in points.
    pub y: f32,
}

/// A document ready to be drawn on screen or written as PDF.
#[derive(Debug, Clone, PartialEq)]
pub struct Layout {
    /// Title of the document.
    pub title: String,
    /// Whose document it is.
    pub owner: String,
    /// What the code in the foot of the first sheet says.
    pub code: Option<String>,
    /// The pages.
    pub pages: Vec<Page>,
    /// The bookmarks, in reading order.
    pub marks: Vec<Mark>,
    /// Characters that could not be drawn, or not in the exact shape: shown before anything is printed.
    pub missing: Vec<MissingGlyph>,
}

/// A character the embedded typefaces cannot draw as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MissingGlyph {
    /// The character, with its variation selector if it has one.
    pub text: String,
    /// What was drawn instead.
    pub drawn: Stand,
    /// The first page it stands on, from 0.
    pub page: usize,
    /// How often it occurs.
    pub n_times: usize,
}

/// What was drawn in place of a missing shape.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stand {
    /// The usual shape of the same character; the text in the PDF is still exact.
    UsualShape,
    /// 〓, because no typeface has the character.
    Geta,
}
