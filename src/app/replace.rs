//! A file that would be written over another (同じ名前のファイル): asked first, where the system's own dialog has not.

use std::path::PathBuf;

use egui::{Align, Context, Layout};

use crate::vault::Existing;
use crate::widgets::button::{danger, primary, secondary};
use crate::widgets::tokens::space;
use crate::widgets::{dialog, prose};

use super::files::{Chooser, Purpose};
use super::overlay::TypedPath;
use super::shell::App;

/// What is to be saved over a file that is there already.
#[derive(Debug)]
pub struct Replacing {
    /// What is saved.
    pub purpose: Purpose,
    /// Where.
    pub path: PathBuf,
    /// How the place was chosen, to choose another one in the same way.
    pub by: Chooser,
}

enum Said {
    Other,
    Replace,
    Nothing,
}

/// Draws the question, and does what was answered.
pub fn draw(app: &mut App, ctx: &Context) {
    let Some(replacing) = &app.replacing else { return };
    let name = replacing.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let mut said = None;
    let is_escaped = dialog::show(ctx, "同じ名前のファイルがあります", |ui| {
        prose::paragraph(
            ui,
            &format!("「{name}」は、選んだ場所にすでにあります。上書きすると、前のファイルの中身は元に戻せません。"),
        );
        ui.add_space(space::S);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let other = ui.add(primary("別の名前にする…").on_enter());
            if other.clicked() {
                said = Some(Said::Other);
            }
            if ui.memory(|memory| memory.focused().is_none()) {
                other.request_focus();
            }
            if ui.add(danger("上書きする")).clicked() {
                said = Some(Said::Replace);
            }
            if ui.add(secondary("保存しない")).clicked() {
                said = Some(Said::Nothing);
            }
        });
    });
    let Some(said) = said.or_else(|| is_escaped.then_some(Said::Nothing)) else { return };
    let Some(Replacing { purpose, path, by }) = app.replacing.take() else { return };
    match said {
        Said::Nothing => {}
        Said::Replace => app.write_chosen(purpose, &path, Existing::Replaced, ctx),
        Said::Other => match by {
            Chooser::System => app.choose(purpose, ctx),
            Chooser::Typed => app.typed = Some(TypedPath::new(purpose).at(&path)),
        },
    }
}
