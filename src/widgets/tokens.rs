//! Every colour, size, gap and type size of the screen; nothing else may write such a number.

/// Colours. Each pair used for text meets WCAG AA (4.5 : 1 or better).
pub mod color {
    use egui::Color32;

    /// Behind everything.
    pub const PAGE: Color32 = Color32::from_rgb(0xF4, 0xF6, 0xF8);
    /// Cards, fields, dialogs.
    pub const CARD: Color32 = Color32::WHITE;
    /// Table header.
    pub const HEADER: Color32 = Color32::from_rgb(0xF1, 0xF4, 0xF6);
    /// Round cards and between rows of different meaning.
    pub const LINE: Color32 = Color32::from_rgb(0xD9, 0xE0, 0xE6);
    /// Round fields: 3.5 : 1 on white.
    pub const FIELD_LINE: Color32 = Color32::from_rgb(0x7B, 0x8A, 0x99);
    /// Between table rows.
    pub const ROW_LINE: Color32 = Color32::from_rgb(0xE8, 0xED, 0xF1);
    /// Body text.
    pub const TEXT: Color32 = Color32::from_rgb(0x1B, 0x26, 0x32);
    /// Secondary text.
    pub const WEAK: Color32 = Color32::from_rgb(0x51, 0x60, 0x70);
    /// Placeholders.
    pub const PLACEHOLDER: Color32 = Color32::from_rgb(0x62, 0x71, 0x80);
    /// The teal of primary buttons and focus.
    pub const PRIMARY: Color32 = Color32::from_rgb(0x0B, 0x6B, 0x66);
    /// The same under the pointer.
    pub const PRIMARY_HOVER: Color32 = Color32::from_rgb(0x08, 0x57, 0x53);
    /// Soft teal for chosen rows and icon tiles.
    pub const PRIMARY_SOFT: Color32 = Color32::from_rgb(0xE3, 0xF2, 0xF0);
    /// Accent on the dark sidebar.
    pub const ACCENT: Color32 = Color32::from_rgb(0x4F, 0xD1, 0xC5);
    /// Sidebar.
    pub const SIDE: Color32 = Color32::from_rgb(0x12, 0x31, 0x3A);
    /// Sidebar item under the pointer.
    pub const SIDE_HOVER: Color32 = Color32::from_rgb(0x1B, 0x40, 0x4B);
    /// Chosen sidebar item.
    pub const SIDE_CHOSEN: Color32 = Color32::from_rgb(0x22, 0x4E, 0x59);
    /// Handle of a scroll bar on the sidebar: 3.3 : 1 on its ground.
    pub const SIDE_HANDLE: Color32 = Color32::from_rgb(0x6A, 0x8C, 0x96);
    /// Text on the sidebar.
    pub const SIDE_TEXT: Color32 = Color32::from_rgb(0xD3, 0xE1, 0xE4);
    /// Danger text.
    pub const DANGER: Color32 = Color32::from_rgb(0xB4, 0x23, 0x18);
    /// Danger text under the pointer, on buttons.
    pub const DANGER_HOVER: Color32 = Color32::from_rgb(0x95, 0x1C, 0x13);
    /// Danger background.
    pub const DANGER_SOFT: Color32 = Color32::from_rgb(0xFE, 0xF1, 0xF0);
    /// Danger border.
    pub const DANGER_LINE: Color32 = Color32::from_rgb(0xE5, 0x8F, 0x87);
    /// Warning text.
    pub const WARN: Color32 = Color32::from_rgb(0x93, 0x4B, 0x05);
    /// Warning background.
    pub const WARN_SOFT: Color32 = Color32::from_rgb(0xFF, 0xF6, 0xE5);
    /// Warning border.
    pub const WARN_LINE: Color32 = Color32::from_rgb(0xE6, 0xBF, 0x7D);
    /// Success text.
    pub const SUCCESS: Color32 = Color32::from_rgb(0x1B, 0x6B, 0x3A);
    /// Success background.
    pub const SUCCESS_SOFT: Color32 = Color32::from_rgb(0xE8, 0xF6, 0xEC);
    /// Success border.
    pub const SUCCESS_LINE: Color32 = Color32::from_rgb(0x93, 0xC9, 0xA6);
    /// Information text.
    pub const INFO: Color32 = Color32::from_rgb(0x1D, 0x4F, 0x91);
    /// Information background.
    pub const INFO_SOFT: Color32 = Color32::from_rgb(0xEA, 0xF2, 0xFC);
    /// Information border.
    pub const INFO_LINE: Color32 = Color32::from_rgb(0x9D, 0xBD, 0xE6);
    /// Badge on the sidebar.
    pub const BADGE: Color32 = Color32::from_rgb(0xC8, 0x3A, 0x2E);
    /// Selected text.
    pub const SELECTION: Color32 = Color32::from_rgb(0xB9, 0xE3, 0xDE);
    /// A row or button under the pointer.
    pub const HOVER: Color32 = Color32::from_rgb(0xF0, 0xF5, 0xF6);
    /// Quiet fill: progress track, 任意 badge, disabled button.
    pub const QUIET: Color32 = Color32::from_rgb(0xE9, 0xEE, 0xF1);
    /// Handle of a scroll bar.
    pub const HANDLE: Color32 = Color32::from_rgb(0xB4, 0xBF, 0xC9);
    /// Behind a dialog.
    pub const BACKDROP: Color32 = Color32::from_rgba_premultiplied(6, 16, 19, 110);
}

/// Sizes in points.
pub mod size {
    /// Sidebar width.
    pub const SIDEBAR: f32 = 216.0;
    /// Width of the sidebar that shows its icons alone.
    pub const RAIL: f32 = 64.0;
    /// Width of a window under which the sidebar shows its icons alone.
    pub const NARROW: f32 = 1100.0;
    /// The smallest room a page is drawn in, width and height; where there is less, it scrolls both ways. It is what a
    /// window of 910 by 512 points leaves beside the rail, and what 操作記録 needs for its filters and a few rows.
    pub const LEAST_PAGE: [f32; 2] = [816.0, 480.0];
    /// The smallest height the sidebar is drawn in; where there is less, it scrolls as a whole.
    pub const LEAST_SIDE: f32 = 300.0;
    /// Page header height.
    pub const PAGE_HEADER: f32 = 64.0;
    /// Sidebar item.
    pub const NAV: f32 = 40.0;
    /// Buttons and one-line fields.
    pub const CONTROL: f32 = 36.0;
    /// Table header.
    pub const TABLE_HEADER: f32 = 36.0;
    /// Table row with a second line.
    pub const ROW_TWO: f32 = 47.0;
    /// Table row with one line.
    pub const ROW_ONE: f32 = 40.0;
    /// Status pill.
    pub const PILL: f32 = 24.0;
    /// Progress bar.
    pub const BAR: f32 = 6.0;
    /// Circle of a wizard step.
    pub const STEP: f32 = 20.0;
    /// Icon in a button or item.
    pub const ICON: f32 = 16.0;
    /// Icon beside a hint or fault.
    pub const ICON_SMALL: f32 = 14.0;
    /// Corner of cards.
    pub const CARD_RADIUS: u8 = 10;
    /// Corner of controls.
    pub const RADIUS: u8 = 6;
    /// Line round a card or a field at rest.
    pub const LINE: f32 = 1.0;
    /// Line round a field with a fault.
    pub const FAULT_LINE: f32 = 1.5;
    /// Line round what has the keyboard.
    pub const FOCUS_LINE: f32 = 2.0;
    /// Width under which a side-by-side form becomes its own page.
    pub const WIDE: f32 = 1400.0;
    /// Width of dialogs.
    pub const DIALOG: f32 = 460.0;
    /// Smallest width of a form column.
    pub const COLUMN: f32 = 240.0;
    /// Words are at least this wide beside what can be done with them, or that goes below.
    pub const WORDS: f32 = 200.0;
    /// A figure card is at least this wide.
    pub const FIGURE: f32 = 196.0;
    /// A table's first column is at least this wide: a name and its reading.
    pub const NAME_COLUMN: f32 = 190.0;
    /// A table's other columns are at least this wide.
    pub const CELL_COLUMN: f32 = 104.0;
    /// Height of the list of a drop-down.
    pub const LIST: f32 = 272.0;
}

/// Gaps in points.
pub mod space {
    /// Between an icon and its word.
    pub const XS: f32 = 4.0;
    /// Between things that belong together.
    pub const S: f32 = 8.0;
    /// Between fields.
    pub const M: f32 = 12.0;
    /// Between cards.
    pub const L: f32 = 16.0;
    /// Padding of a card.
    pub const XL: f32 = 20.0;
    /// Margin of a page.
    pub const XXL: f32 = 24.0;
    /// Between a label and its field.
    pub const LABEL: f32 = 5.0;
    /// Padding inside a field, left and right.
    pub const FIELD: i8 = 10;
}

/// Type sizes in points. Two weights only: regular and bold.
pub mod font {
    /// Body, buttons, fields.
    pub const BODY: f32 = 14.0;
    /// Table cells.
    pub const CELL: f32 = 13.5;
    /// Names in a table, bold.
    pub const NAME: f32 = 14.5;
    /// Kana under a name.
    pub const KANA: f32 = 11.0;
    /// Field labels, bold.
    pub const LABEL: f32 = 13.0;
    /// Hints and faults.
    pub const HINT: f32 = 12.5;
    /// Captions.
    pub const CAPTION: f32 = 12.0;
    /// 必須 and 任意, bold.
    pub const BADGE: f32 = 10.5;
    /// Pills, bold.
    pub const PILL: f32 = 12.0;
    /// Card titles, bold.
    pub const CARD: f32 = 16.0;
    /// Page titles, bold.
    pub const PAGE: f32 = 20.0;
    /// Steps that are read standing, from a little further away.
    pub const STEP: f32 = 18.0;
    /// Figures on cards, bold.
    pub const FIGURE: f32 = 30.0;
    /// Height of a line of prose, in parts of its type size.
    pub const PROSE_LINE: f32 = 1.55;
    /// Added between lines: the typeface itself has none.
    pub const LEADING: f32 = 3.0;
}
