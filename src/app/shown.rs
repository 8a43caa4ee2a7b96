//! What became of a file that was to be shown (表示): said only when it is known, and where it lies when it is not shown.

use std::path::{Path, PathBuf};

use egui::{Align, Context, Layout};

use crate::widgets::button::{primary, secondary};
use crate::widgets::tokens::space;
use crate::widgets::{dialog, prose};

use super::shell::App;
use super::viewer::{Opening, Seen};

/// A file that no program showed.
#[derive(Debug)]
pub struct Unshown {
    path: PathBuf,
    /// Its folder was not shown either.
    is_folder_tried: bool,
}

/// Takes what became of files and folders that were handed on.
pub fn collect(app: &mut App, ctx: &Context) {
    if let Some(file) = app.notices.take_followed() {
        open_folder(app, file, ctx);
    }
    let Some(opening) = app.opening.take() else { return };
    let Some(seen) = opening.collect() else {
        app.opening = Some(opening);
        ctx.request_repaint_after(std::time::Duration::from_millis(100));
        return;
    };
    let path = opening.path;
    if path.is_dir() {
        if seen == Seen::NotOpened {
            let inside = app.asked_for.take().unwrap_or(path);
            app.unshown = Some(Unshown { path: inside, is_folder_tried: true });
        }
        return;
    }
    let word = word(&path);
    match seen {
        Seen::Opened => app.say(format!("{word}を開きました。表示したソフトから印刷してください")),
        Seen::HandedOn => {
            let text = format!("{word}を表示するソフトに渡しました。開かないときは、フォルダーから開いてください");
            app.say_of(text, path);
        }
        Seen::NotOpened => app.unshown = Some(Unshown { path, is_folder_tried: false }),
    }
}

fn word(path: &Path) -> &'static str {
    let is_pdf = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("pdf"));
    if is_pdf { "PDF" } else { "ファイル" }
}

/// Shows the folder a file lies in.
pub fn open_folder(app: &mut App, file: PathBuf, ctx: &Context) {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new(".")).to_owned();
    app.asked_for = Some(file);
    app.opening = Some(Opening::begin(folder, app.viewer, ctx));
}

/// Says where a file lies that no program showed.
pub fn draw(app: &mut App, ctx: &Context) {
    let Some(unshown) = &app.unshown else { return };
    let (word, place) = (word(&unshown.path), unshown.path.display().to_string());
    let is_ours = app.showcase.holds(&unshown.path);
    let title = format!("{word}を開けませんでした");
    let (mut is_closed, mut is_wanted) = (false, false);
    let is_escaped = dialog::show(ctx, &title, |ui| {
        let why = if unshown.is_folder_tried {
            "フォルダーを表示するソフトも開けませんでした。ファイルはできています。"
        } else {
            "表示するソフトが開かなかったか、見つかりませんでした。ファイルはできています。"
        };
        prose::paragraph(ui, why);
        prose::paragraph(ui, &format!("場所　{place}"));
        if is_ours {
            prose::weak(ui, "台帳をロックすると、このファイルは消えます。残すときは「PDFを保存…」で保存してください。");
        }
        ui.add_space(space::S);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if !unshown.is_folder_tried {
                is_wanted = ui.add(primary("フォルダーを開く").on_enter()).clicked();
            }
            is_closed = ui.add(secondary("閉じる").min_width(96.0)).clicked();
        });
    });
    if is_closed || is_escaped {
        app.unshown = None;
    } else if is_wanted && let Some(unshown) = app.unshown.take() {
        open_folder(app, unshown.path, ctx);
    }
}
