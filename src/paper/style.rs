//! Millimetres, sizes and shades of every sheet: the only place that knows them.

use super::page::Ink;

/// Points in one millimetre.
pub const MM: f32 = 72.0 / 25.4;

/// A4, short side, in millimetres.
pub const A4_SHORT: f32 = 210.0;
/// A4, long side, in millimetres.
pub const A4_LONG: f32 = 297.0;

/// Left margin; wide enough for the holes of a two-hole binder (12 mm) and a finger.
pub const MARGIN_LEFT: f32 = 20.0;
/// Right margin.
pub const MARGIN_RIGHT: f32 = 15.0;
/// Top margin of the first page.
pub const MARGIN_TOP: f32 = 16.0;
/// Top margin of the following pages, above their slim head.
pub const MARGIN_TOP_NEXT: f32 = 11.0;
/// Height of the slim head of the following pages, with the gap below it.
pub const SLIM_HEAD: f32 = 9.0;
/// Distance from the paper's lower edge to the lower end of the body.
pub const MARGIN_BOTTOM: f32 = 23.0;
/// Distance from the paper's lower edge to the rule above the foot.
pub const FOOT_RULE: f32 = 19.0;

/// Side of the QR code in the foot, its white edge not counted: modules of 0.41 mm, which a scan at 150 dpi still
/// tells apart; the lower edge stays 5.4 mm inside the paper, where ink-jet printers reach.
pub const FOOT_CODE: f32 = 12.0;
/// White around it: four modules, as its standard asks.
pub const FOOT_CODE_EDGE: f32 = 1.6;

/// The em box of every face: the baseline lies this far below its top.
pub const ASCENT: f32 = 0.88;

/// Title on the first page.
pub const TITLE: f32 = 16.0;
/// The day the sheet speaks of, under the title.
pub const AS_OF: f32 = 9.5;
/// The clinic's name on the first page.
pub const CLINIC: f32 = 11.0;
/// Small print: foot, slim head, captions.
pub const SMALL: f32 = 7.5;
/// The page number in the foot.
pub const FOLIO: f32 = 9.0;
/// Headings of level 1, 2 and 3.
pub const HEADINGS: [f32; 3] = [12.5, 10.5, 9.5];
/// Running text.
pub const TEXT: f32 = 9.5;
/// Table cells.
pub const CELL: f32 = 8.5;
/// Table heads.
pub const CELL_HEAD: f32 = 8.0;
/// Cells of a table of many columns.
pub const CELL_FINE: f32 = 7.0;
/// Heads of a table of many columns.
pub const CELL_FINE_HEAD: f32 = 6.8;
/// Label and value cells.
pub const FORM: f32 = 9.5;
/// Digits of the recovery sheet.
pub const CODE: f32 = 17.0;

/// Line distance of running text, in ems.
pub const LEADING_TEXT: f32 = 1.6;
/// Line distance in tables, in ems.
pub const LEADING_CELL: f32 = 1.35;
/// How far a short cell may shrink before it wraps.
pub const SHRINK: f32 = 0.8;
/// Cells with at most this many characters shrink before they wrap.
pub const SHORT_CELL: usize = 14;

/// Space left and right of a cell's text.
pub const CELL_PAD_X: f32 = 1.4;
/// The same in a table of many columns.
pub const CELL_FINE_PAD_X: f32 = 0.9;
/// Space above and below a cell's text.
pub const CELL_PAD_Y: f32 = 1.15;
/// Lowest table row.
pub const ROW_MIN: f32 = 6.2;
/// Lowest row of a label and value grid.
pub const FORM_ROW_MIN: f32 = 7.4;

/// Gap after a block.
pub const GAP: f32 = 4.0;
/// Gap before a heading, and what must still fit below one.
pub const HEADING_KEEP: f32 = 22.0;

/// Side of a seal box, and the height of its label.
pub const SEAL: f32 = 17.0;
/// Height of a seal box's label.
pub const SEAL_LABEL: f32 = 5.0;

/// Height of a bar with the room around it.
pub const BAR: f32 = 9.0;
/// Width of the words left of a bar.
pub const BAR_LABEL: f32 = 48.0;
/// The shades of a bar's parts; told apart on any printer.
pub const BAR_PARTS: [Ink; 4] = [Ink::grey(0x4A), Ink::grey(0xA8), Ink::grey(0xDC), Ink::grey(0xFF)];

/// Hairline between cells.
pub const LINE_THIN: f32 = 0.4;
/// Outer line of a table, rule under a head.
pub const LINE_THICK: f32 = 0.8;

/// Text.
pub const BLACK: Ink = Ink::grey(0x1A);
/// Text of lesser weight; dark enough (7:1) for any printer.
pub const GREY: Ink = Ink::grey(0x55);
/// A mark that should be overwritten by hand or seal.
pub const FAINT: Ink = Ink::grey(0xB0);
/// Lines of tables.
pub const LINE: Ink = Ink::grey(0x60);
/// Fill of label cells; stays paper-like on a black-and-white printer.
pub const LABEL_FILL: Ink = Ink::grey(0xF0);
/// Fill of section rows.
pub const SECTION_FILL: Ink = Ink::grey(0xE2);
/// The one colour: the band of headings. Prints as a dark grey.
pub const ACCENT: Ink = Ink { r: 0x1B, g: 0x4F, b: 0x8F };
