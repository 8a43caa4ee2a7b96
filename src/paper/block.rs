//! What a sheet (帳票) is made of: blocks that say what is meant, not where it stands.

use super::diagram::Diagram;
use super::page::{Ink, Weight};
use super::style::{BLACK, GREY};
use super::table_model::Table;

/// One printed form: its head, its foot and its blocks.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    /// Stable name of the kind of sheet, for the journal.
    pub id: &'static str,
    /// Title, as printed.
    pub title: String,
    /// How the paper lies.
    pub form: Orientation,
    /// Around the title.
    pub head: SheetHead,
    /// Labels of the seal boxes (確認印) at the top right of the first page, e.g. 作成, 承認.
    pub seals: Vec<String>,
    /// At the bottom of each page.
    pub foot: SheetFoot,
    /// The body.
    pub blocks: Vec<Block>,
}

/// How an A4 page lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Orientation {
    /// Tall (縦).
    #[default]
    Portrait,
    /// Wide (横).
    Landscape,
}

/// The words around the title.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SheetHead {
    /// Name of the clinic.
    pub clinic: String,
    /// The day the sheet speaks of, e.g. 「令和8年11月20日 現在」.
    pub as_of: Option<String>,
    /// Day of printing, e.g. 「印刷日 令和8年11月20日」.
    pub printed_on: String,
    /// A framed word beside the title, e.g. 「下書き」.
    pub note: Option<String>,
}

/// The foot of each page.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SheetFoot {
    /// Whose paper it is.
    pub owner: String,
    /// Where the journal stood, e.g. 「記録番号 123  9f86d 08188 …」.
    pub journal_head: Option<String>,
    /// The same for a scanner, as a small QR code.
    pub code: Option<String>,
    /// How it is to be handled, e.g. 「取扱注意」; empty for none.
    pub handling: String,
}

/// One part of a sheet's body.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// A heading of level 1 to 3; also a bookmark.
    Heading {
        /// 1, 2 or 3.
        level: u8,
        /// Its words.
        text: String,
    },
    /// Running text.
    Paragraph(Paragraph),
    /// A list; each point starts with 「・」 or its number.
    List {
        /// The points.
        points: Vec<String>,
        /// How they start.
        bullet: Bullet,
    },
    /// Labels with their values, in a grid.
    KeyValues {
        /// The pairs.
        rows: Vec<KeyValue>,
        /// Pairs beside each other: 1 or 2.
        columns: u8,
    },
    /// A table.
    Table(Table),
    /// A table of many columns, in smaller print.
    FineTable(Table),
    /// Boxes to tick by hand, or already ticked.
    CheckList(Vec<CheckItem>),
    /// Seal boxes (確認印) in a row, at the right.
    Seals(Vec<String>),
    /// Lines to sign on, each with its label and a place for the day.
    Signatures(Vec<String>),
    /// A signature drawn by hand on its line, with the day at the left and a name below.
    Drawn {
        /// The day.
        day: String,
        /// Whose it is.
        label: String,
        /// Strokes of points, each from 0 to 10,000 across and down a box three times as wide as it is high.
        strokes: Vec<Vec<[u16; 2]>>,
    },
    /// Bars below each other, each in parts: how many of what.
    Bars {
        /// What the parts mean, in order; at most four. Empty where it was told above.
        legend: Vec<String>,
        /// The bars.
        bars: Vec<Bar>,
    },
    /// A QR code with words beside it.
    Qr {
        /// What it says to a scanner.
        data: String,
        /// Words beside it; may contain line breaks.
        caption: String,
        /// Side in millimetres, quiet zone included.
        side: f32,
    },
    /// Large numbered groups to be typed in later, such as recovery digits.
    Codes {
        /// The groups.
        groups: Vec<String>,
        /// Groups in a row.
        per_row: u8,
    },
    /// A framed notice.
    Notice {
        /// Its bold first line; may be empty.
        title: String,
        /// Its text.
        text: String,
    },
    /// Boxes and arrows, on one page.
    Diagram(Diagram),
    /// The table of contents of a binder: one line per sheet behind this one.
    Contents,
    /// Empty space in millimetres.
    Space(f32),
    /// A line across.
    Rule,
    /// What follows starts on a new page.
    PageBreak,
    /// Stays on one page if it fits on one at all.
    KeepTogether(Vec<Block>),
}

/// Text of one weight.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// The characters.
    pub text: String,
    /// Regular or bold.
    pub weight: Weight,
}

/// Running text, with bold spans.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paragraph {
    /// Its spans.
    pub spans: Vec<Span>,
    /// Left, centre or right.
    pub align: Align,
    /// Black, or grey for lesser words.
    pub tone: Tone,
}

impl Paragraph {
    /// A paragraph; words between `**` are bold.
    pub fn new(text: &str) -> Self {
        let spans = text
            .split("**")
            .enumerate()
            .filter(|(_, part)| !part.is_empty())
            .map(|(index, part)| Span {
                text: part.to_owned(),
                weight: if index % 2 == 0 { Weight::Regular } else { Weight::Bold },
            })
            .collect();
        Self { spans, align: Align::Left, tone: Tone::Black }
    }

    /// The same, aligned otherwise.
    #[must_use]
    pub fn aligned(self, align: Align) -> Self {
        Self { align, ..self }
    }

    /// The same, in grey.
    #[must_use]
    pub fn grey(self) -> Self {
        Self { tone: Tone::Grey, ..self }
    }
}

/// Where text stands across.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Align {
    /// At the left.
    #[default]
    Left,
    /// In the middle.
    Centre,
    /// At the right.
    Right,
}

/// Shade of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tone {
    /// Ordinary.
    #[default]
    Black,
    /// Of lesser weight.
    Grey,
}

impl Tone {
    pub(crate) fn ink(self) -> Ink {
        match self {
            Self::Black => BLACK,
            Self::Grey => GREY,
        }
    }
}

/// How the points of a list start.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bullet {
    /// 「・」
    Dot,
    /// 「1.」
    Number,
}

/// A label and its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyValue {
    /// What it is.
    pub label: String,
    /// What it says; may contain line breaks.
    pub value: String,
    /// Across the whole width even if two pairs stand beside each other.
    pub is_wide: bool,
}

impl KeyValue {
    /// A pair as wide as the others.
    pub fn new(label: impl Into<String>, value: impl Into<String>) -> Self {
        Self { label: label.into(), value: value.into(), is_wide: false }
    }

    /// A pair across the whole width.
    pub fn wide(label: impl Into<String>, value: impl Into<String>) -> Self {
        Self { is_wide: true, ..Self::new(label, value) }
    }
}

/// One bar in parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bar {
    /// What it is about; may contain line breaks.
    pub label: String,
    /// How many of each part, in the order of the legend. The first one is told in figures too.
    pub parts: Vec<usize>,
}

/// A box with its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckItem {
    /// Its words.
    pub text: String,
    /// Ticked or left for the pen.
    pub is_checked: bool,
}
