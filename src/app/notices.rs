//! Notices (お知らせ): what was done, said in a strip of its own at the foot of the page, where it lies over nothing.

use std::path::PathBuf;
use std::time::Duration;

use egui::{Frame, Margin, Panel, Ui};

use crate::widgets::notice::Passing;
use crate::widgets::tokens::color;
use crate::widgets::{Tone, notice};

/// How long a notice stays, in seconds.
const STAYS: f64 = 9.0;

/// The notice in sight, and the room it takes.
#[derive(Debug, Default)]
pub struct Notices {
    shown: Option<Shown>,
    /// Height of the room. It is kept when the notice goes: nothing may move under the hand then.
    held: f32,
    /// The file whose folder is to be opened.
    followed: Option<PathBuf>,
}

#[derive(Debug)]
struct Shown {
    text: String,
    /// Window time of its first frame.
    since: Option<f64>,
    /// The file it speaks of, whose folder can be opened.
    file: Option<PathBuf>,
    n_drawn: u32,
}

impl Notices {
    /// Shows a notice, in place of the one before.
    pub fn say(&mut self, text: String) {
        self.shown = Some(Shown { text, since: None, file: None, n_drawn: 0 });
    }

    /// The same about a file, with the way to its folder.
    pub fn say_of(&mut self, text: String, file: PathBuf) {
        self.shown = Some(Shown { text, since: None, file: Some(file), n_drawn: 0 });
    }

    /// Shows what was recorded: below the notice of a file that was saved just now, else in place of the one before.
    pub fn say_beside_saved(&mut self, words: &str) {
        match &mut self.shown {
            Some(Shown { text, file: Some(_), n_drawn, .. }) if *n_drawn <= 2 => {
                text.push('\n');
                text.push_str(words);
            }
            Some(_) | None => self.say(words.to_owned()),
        }
    }

    /// The file whose folder is to be opened.
    pub fn take_followed(&mut self) -> Option<PathBuf> {
        self.followed.take()
    }

    /// Shows it beside a notice that nobody has seen yet, else in place of the one before.
    pub fn say_too(&mut self, words: &str) {
        match &mut self.shown {
            Some(Shown { text, since: None, .. }) => {
                text.push('\n');
                text.push_str(words);
            }
            Some(_) | None => self.say(words.to_owned()),
        }
    }

    /// Another page comes: the notice goes with its room.
    pub fn clear(&mut self) {
        *self = Self::default();
    }

    /// Draws the strip at the foot of the room that is left in `ui`; the page is drawn above it afterwards.
    pub fn draw(&mut self, ui: &mut Ui) {
        let panel = Panel::bottom("notice").resizable(false).show_separator_line(false);
        let Some(shown) = &mut self.shown else {
            if self.held > 0.0 {
                panel.exact_size(self.held).frame(Frame::new().fill(color::PAGE)).show(ui, |_| {});
            }
            return;
        };
        shown.n_drawn += 1;
        let now = ui.input(|input| input.time);
        if shown.since.is_none() {
            // How high the text is, is known only after it was laid out.
            ui.ctx().request_discard("a notice comes");
        }
        let left = *shown.since.get_or_insert(now) + STAYS - now;
        let frame = Frame::new().fill(color::PAGE).inner_margin(Margin::symmetric(24, 8));
        let way = shown.file.as_ref().map(|_| "フォルダーを開く");
        let strip =
            panel.min_size(self.held).frame(frame).show(ui, |ui| notice::leading(ui, Tone::Success, &shown.text, way));
        self.held = self.held.max(strip.response.rect.height());
        if strip.inner == Passing::Followed {
            self.followed = self.shown.take().and_then(|shown| shown.file);
        } else if strip.inner == Passing::Closed || left <= 0.0 {
            self.shown = None;
        } else {
            ui.ctx().request_repaint_after(Duration::from_secs_f64(left));
        }
    }
}
