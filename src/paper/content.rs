//! A page's items as the bytes of a PDF content stream: few operators, exact hundredths of a point.

use super::error::PaperError;
use super::fonts::clusters;
use super::glyphs::{Code, FontBook};
use super::page::{Dash, Ink, Item, Page, Stroke, TextRun};

/// Four Béziers make a circle with this handle length.
const HANDLE: f32 = 0.552_285;

/// Writes one page.
pub(crate) fn encode(page: &Page, number: usize, book: &FontBook) -> Result<Vec<u8>, PaperError> {
    let mut pen = Pen { out: Vec::with_capacity(page.items.len() * 48), book, height: page.height, ..Pen::new(book) };
    for item in &page.items {
        if !is_finite(item) {
            return Err(PaperError::Misplaced { page: number });
        }
        pen.item(item);
    }
    pen.switch(Mode::Idle);
    Ok(pen.out)
}

fn is_finite(item: &Item) -> bool {
    match item {
        Item::Text(run) => [run.x, run.baseline, run.size, run.pitch.unwrap_or_default()].iter().all(|n| n.is_finite()),
        Item::Rect { x, y, w, h, stroke, .. } => {
            [*x, *y, *w, *h, stroke.map_or(0.0, |stroke| stroke.width)].iter().all(|n| n.is_finite())
        }
        Item::Line { x1, y1, x2, y2, stroke } => [*x1, *y1, *x2, *y2, stroke.width].iter().all(|n| n.is_finite()),
        Item::Circle { x, y, radius, stroke } => [*x, *y, *radius, stroke.width].iter().all(|n| n.is_finite()),
        Item::Path { points, stroke } => {
            stroke.width.is_finite() && points.iter().all(|(x, y)| x.is_finite() && y.is_finite())
        }
    }
}

/// What is open in the stream.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Mode {
    Idle,
    /// Between `BT` and `ET`.
    Text,
    /// A path that will be filled.
    Fill(Ink),
    /// A path that will be stroked.
    Stroke(Stroke),
}

struct Pen<'a> {
    out: Vec<u8>,
    book: &'a FontBook,
    height: f32,
    mode: Mode,
    fill: Ink,
    line: Option<Stroke>,
    font: Option<(u8, i32)>,
    /// Start of the last text line, in hundredths of a point.
    at: (i32, i32),
}

impl<'a> Pen<'a> {
    fn new(book: &'a FontBook) -> Self {
        Self {
            out: Vec::new(),
            book,
            height: 0.0,
            mode: Mode::Idle,
            fill: Ink::grey(0),
            line: None,
            font: None,
            at: (0, 0),
        }
    }

    fn item(&mut self, item: &Item) {
        match item {
            Item::Text(run) => self.text(run),
            Item::Rect { x, y, w, h, fill, stroke } => {
                if let Some(ink) = fill {
                    self.switch(Mode::Fill(*ink));
                    self.numbers(&[*x, self.height - y - h, *w, *h]);
                    self.raw("re\n");
                }
                if let Some(stroke) = stroke {
                    self.switch(Mode::Stroke(*stroke));
                    self.numbers(&[*x, self.height - y - h, *w, *h]);
                    self.raw("re\n");
                }
            }
            Item::Line { x1, y1, x2, y2, stroke } => {
                self.switch(Mode::Stroke(*stroke));
                self.points(&[(*x1, *y1), (*x2, *y2)]);
            }
            Item::Path { points, stroke } => {
                self.switch(Mode::Stroke(*stroke));
                self.points(points);
            }
            Item::Circle { x, y, radius, stroke } => {
                self.switch(Mode::Stroke(*stroke));
                self.circle(*x, self.height - y, *radius);
            }
        }
    }

    fn points(&mut self, points: &[(f32, f32)]) {
        for (index, (x, y)) in points.iter().enumerate() {
            self.numbers(&[*x, self.height - y]);
            self.raw(if index == 0 { "m " } else { "l\n" });
        }
    }

    fn circle(&mut self, x: f32, y: f32, r: f32) {
        let k = r * HANDLE;
        self.numbers(&[x + r, y]);
        self.raw("m ");
        for curve in [
            [x + r, y + k, x + k, y + r, x, y + r],
            [x - k, y + r, x - r, y + k, x - r, y],
            [x - r, y - k, x - k, y - r, x, y - r],
            [x + k, y - r, x + r, y - k, x + r, y],
        ] {
            self.numbers(&curve);
            self.raw("c ");
        }
        self.raw("h\n");
    }

    /// Ends what is open and opens the next; what stays the same is not written again.
    fn switch(&mut self, mode: Mode) {
        if self.mode == mode {
            return;
        }
        match self.mode {
            Mode::Idle => {}
            Mode::Text => self.raw("ET\n"),
            Mode::Fill(_) => self.raw("f\n"),
            Mode::Stroke(_) => self.raw("S\n"),
        }
        self.mode = mode;
        match mode {
            Mode::Idle => {}
            Mode::Text => {
                self.raw("BT\n");
                self.at = (0, 0);
            }
            Mode::Fill(ink) => self.fill_ink(ink),
            Mode::Stroke(stroke) => self.stroke_with(stroke),
        }
    }

    fn fill_ink(&mut self, ink: Ink) {
        if self.fill != ink {
            self.fill = ink;
            self.ink(ink, "g ", "rg ");
        }
    }

    fn stroke_with(&mut self, stroke: Stroke) {
        let before = self.line.replace(stroke);
        if before.map(|line| line.ink) != Some(stroke.ink) {
            self.ink(stroke.ink, "G ", "RG ");
        }
        if before.map(|line| line.width) != Some(stroke.width) {
            self.number(stroke.width);
            self.raw("w ");
        }
        if before.map_or(Dash::Solid, |line| line.dash) != stroke.dash {
            self.raw(match stroke.dash {
                Dash::Solid => "[] 0 d ",
                Dash::Dots => "[.6 2] 0 d ",
                Dash::Dashes => "[3 2] 0 d ",
            });
        }
    }

    fn ink(&mut self, ink: Ink, grey: &str, colour: &str) {
        let share = |level: u8| f32::from(level) / 255.0;
        if ink.r == ink.g && ink.g == ink.b {
            self.number(share(ink.r));
            self.raw(grey);
        } else {
            self.numbers(&[share(ink.r), share(ink.g), share(ink.b)]);
            self.raw(colour);
        }
    }

    fn text(&mut self, run: &TextRun) {
        self.switch(Mode::Text);
        self.fill_ink(run.ink);
        let mut shown = Shown { x: run.x, strings: Vec::new(), font: None };
        for cluster in clusters(&run.text) {
            let code = self.book.code(run.weight, cluster.char, cluster.selector);
            match run.pitch {
                Some(pitch) => {
                    self.show(run, &mut shown);
                    let own = f32::from(code.milli) * run.size / 1000.0;
                    let cell = shown.x;
                    shown.x += (pitch - own) / 2.0;
                    shown.font = Some(code.font);
                    shown.strings.push(code);
                    self.show(run, &mut shown);
                    shown.x = cell + pitch;
                }
                None => {
                    if shown.font.is_some_and(|font| font != code.font) {
                        self.show(run, &mut shown);
                    }
                    shown.font = Some(code.font);
                    shown.strings.push(code);
                }
            }
        }
        self.show(run, &mut shown);
    }

    /// Writes the collected glyphs and moves behind them.
    fn show(&mut self, run: &TextRun, shown: &mut Shown) {
        let Some(font) = shown.font.take() else { return };
        let size = hundredths(run.size);
        if self.font != Some((font, size)) {
            self.font = Some((font, size));
            self.raw("/");
            self.raw(self.book.resource(font));
            self.raw(" ");
            self.hundredths(size);
            self.raw("Tf ");
        }
        let to = (hundredths(shown.x), hundredths(self.height - run.baseline));
        self.hundredths(to.0 - self.at.0);
        self.hundredths(to.1 - self.at.1);
        self.at = to;
        self.raw("Td(");
        let mut milli = 0u32;
        for code in shown.strings.drain(..) {
            milli += u32::from(code.milli);
            for byte in code.gid.to_be_bytes() {
                match byte {
                    b'(' | b')' | b'\\' => self.out.extend([b'\\', byte]),
                    b'\r' => self.out.extend(b"\\r"),
                    _ => self.out.push(byte),
                }
            }
        }
        self.raw(")Tj\n");
        shown.x += milli as f32 * run.size / 1000.0;
    }

    fn raw(&mut self, text: &str) {
        self.out.extend_from_slice(text.as_bytes());
    }

    fn numbers(&mut self, numbers: &[f32]) {
        for number in numbers {
            self.number(*number);
        }
    }

    fn number(&mut self, number: f32) {
        self.hundredths(hundredths(number));
    }

    /// Writes hundredths as a decimal number, as short as it can be, and a space.
    fn hundredths(&mut self, hundredths: i32) {
        if hundredths < 0 {
            self.out.push(b'-');
        }
        let (whole, part) = (hundredths.unsigned_abs() / 100, hundredths.unsigned_abs() % 100);
        if whole > 0 || part == 0 {
            self.raw(&whole.to_string());
        }
        if part > 0 {
            let digit = |number: u32| b'0' + u8::try_from(number).unwrap_or_default();
            self.out.extend([b'.', digit(part / 10)]);
            if part % 10 > 0 {
                self.out.push(digit(part % 10));
            }
        }
        self.out.push(b' ');
    }
}

/// Glyphs of one font collected for one string.
struct Shown {
    x: f32,
    strings: Vec<Code>,
    font: Option<u8>,
}

fn hundredths(number: f32) -> i32 {
    (number * 100.0).round() as i32
}
