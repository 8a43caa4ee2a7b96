//! The box every typed text goes into; the rules for Japanese input are kept here and nowhere else.

use egui::{
    Align2, Color32, CornerRadius, EventFilter, Frame, Id, Key, Margin, Modifiers, Rect, Response, RichText, Stroke,
    StrokeKind, TextEdit, Ui, Vec2,
};

use super::theme::regular;
use super::tokens::{color, font, size, space};
use super::{hands, ime};

/// What happened to a text box in this frame.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The box itself: its place, its focus.
    pub response: Response,
    /// The text changed and means something now (nothing is being composed).
    pub changed: bool,
    /// The person left the box: the moment to check what stands in it.
    pub left: bool,
    /// Enter was pressed in it.
    pub entered: bool,
}

/// How a text box looks and behaves.
pub(super) struct TextBox<'a> {
    pub id: Id,
    pub name: &'a str,
    pub about: &'a str,
    pub placeholder: &'a str,
    pub rows: usize,
    pub width: f32,
    pub is_faulty: bool,
    pub is_required: bool,
    /// Never copied or cut, and no history to undo into.
    pub is_secret: bool,
    /// Drawn as dots.
    pub is_hidden: bool,
    pub left: i8,
    pub right: i8,
}

impl<'a> TextBox<'a> {
    pub fn new(id: Id, name: &'a str, width: f32) -> Self {
        Self {
            id,
            name,
            about: "",
            placeholder: "",
            rows: 1,
            width,
            is_faulty: false,
            is_required: false,
            is_secret: false,
            is_hidden: false,
            left: space::FIELD,
            right: space::FIELD,
        }
    }

    /// Shows the box.
    pub fn show(self, ui: &mut Ui, text: &mut String) -> Answer {
        let had_focus = ui.memory(|memory| memory.has_focus(self.id));
        let ground = self.ground(ui, had_focus);
        if self.is_secret && had_focus {
            keep_from_clipboard(ui);
        }
        let is_one_line = self.rows == 1;
        let edit = if is_one_line { TextEdit::singleline(text) } else { TextEdit::multiline(text) };
        let margin = Margin { left: self.left, right: self.right, top: 8, bottom: 8 };
        let output = edit
            .id(self.id)
            .font(regular(font::BODY))
            .frame(Frame::new().fill(ground).inner_margin(margin).corner_radius(CornerRadius::same(size::RADIUS)))
            .hint_text(RichText::new(self.placeholder).color(color::PLACEHOLDER))
            .align(if is_one_line { Align2::LEFT_CENTER } else { Align2::LEFT_TOP })
            .desired_width(self.width)
            .desired_rows(self.rows)
            .min_size(Vec2::new(0.0, size::CONTROL))
            .password(self.is_hidden)
            // Esc is read in one place; with egui's own, it would first take the keyboard from the box.
            .event_filter(EventFilter { horizontal_arrows: true, vertical_arrows: true, escape: true, tab: false })
            // Enter is ours: with egui's own, a text box would lose its focus to nothing.
            .return_key((!is_one_line).then(|| egui::KeyboardShortcut::new(Modifiers::NONE, Key::Enter)))
            .show(ui);
        let response = output.response.response;
        hands::may_repeat(&response);
        if self.is_secret {
            forget(ui, &response, output.state);
        }
        self.describe(ui, &response);
        paint_line(ui, &response, self.is_faulty);
        settle(ui, response, is_one_line, text)
    }

    fn ground(&self, ui: &Ui, had_focus: bool) -> Color32 {
        match (ui.is_enabled(), self.is_faulty, had_focus) {
            (false, _, _) => color::QUIET,
            (true, true, false) => color::DANGER_SOFT,
            (true, _, _) => color::CARD,
        }
    }

    fn describe(&self, ui: &Ui, response: &Response) {
        ui.ctx().accesskit_node_builder(response.id, |node| {
            node.set_label(self.name);
            if !self.about.is_empty() {
                node.set_description(self.about);
            }
            if self.is_required {
                node.set_required();
            }
            if self.is_faulty {
                node.set_invalid(egui::accesskit::Invalid::True);
            }
        });
    }
}

/// The line round a field: its colour and width say whether it has the keyboard and whether it is sound.
pub(super) fn paint_line(ui: &Ui, response: &Response, is_faulty: bool) {
    let line = match (response.has_focus(), is_faulty) {
        (true, true) => Stroke::new(size::FOCUS_LINE, color::DANGER),
        (true, false) => Stroke::new(size::FOCUS_LINE, color::PRIMARY),
        (false, true) => Stroke::new(size::FAULT_LINE, color::DANGER),
        (false, false) if response.hovered() => Stroke::new(size::LINE, color::WEAK),
        (false, false) => Stroke::new(size::LINE, color::FIELD_LINE),
    };
    frame(ui, response.rect, line);
}

pub(super) fn frame(ui: &Ui, rect: Rect, line: Stroke) {
    ui.painter().rect_stroke(rect, CornerRadius::same(size::RADIUS), line, StrokeKind::Inside);
}

/// Tells a change that means something from one made by the input method.
fn settle(ui: &Ui, response: Response, is_one_line: bool, text: &mut String) -> Answer {
    let ctx = ui.ctx();
    let is_composing = response.has_focus() && ime::is_composing(ctx);
    let key = response.id.with("unsettled");
    let was_unsettled = ui.data(|data| data.get_temp::<bool>(key)).unwrap_or(false);
    let mut is_unsettled = was_unsettled || response.changed();
    let left = response.lost_focus();
    if left && !is_composing {
        let before = text.clone();
        ime::tidy_marks(text);
        is_unsettled |= before != *text;
    }
    let changed = is_unsettled && !is_composing;
    if was_unsettled != (is_unsettled && !changed) {
        ui.data_mut(|data| data.insert_temp(key, is_unsettled && !changed));
    }
    let entered = is_one_line
        && response.has_focus()
        && ime::keys_are_free(ctx)
        // Taken, so that the next field, which may get the keyboard in this very frame, does not answer to it too.
        && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
    Answer { response, changed, left, entered }
}

/// Moves the keyboard on to what comes next (Enter = next field).
pub(super) fn go_on(ui: &Ui, answer: &Answer) {
    ui.memory_mut(|memory| {
        memory.surrender_focus(answer.response.id);
        memory.move_focus(egui::FocusDirection::Next);
    });
}

/// A secret in sight is not copied either: any program may read the clipboard, and some keep what was in it.
fn keep_from_clipboard(ui: &Ui) {
    ui.input_mut(|input| input.events.retain(|event| !matches!(event, egui::Event::Copy | egui::Event::Cut)));
}

/// A secret leaves no history to undo into.
fn forget(ui: &Ui, response: &Response, mut state: egui::text_edit::TextEditState) {
    state.clear_undoer();
    state.store(ui.ctx(), response.id);
}
