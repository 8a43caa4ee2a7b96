//! What lies over the page: problems, long work with its stop button, a path to be typed.

use std::path::{Path, PathBuf};

use egui::{Align, Context, Layout, ProgressBar, Ui};

use crate::desk::Problem;
use crate::widgets::button::{primary, secondary};
use crate::widgets::field::blank;
use crate::widgets::notice::{self, Trouble};
use crate::widgets::tokens::{color, size, space};
use crate::widgets::{Tone, dialog, prose};

use super::files::{Chooser, Purpose};
use super::shell::App;

/// A path that must be typed, because this PC has no file dialogs.
#[derive(Debug)]
pub struct TypedPath {
    purpose: Purpose,
    text: String,
}

impl TypedPath {
    /// Asks for a path; where something is saved, its name is there already.
    #[must_use]
    pub fn new(purpose: Purpose) -> Self {
        let text = match &purpose {
            Purpose::Save { name, .. } => name.clone(),
            Purpose::Open(_) | Purpose::Folder(_) => String::new(),
        };
        Self { purpose, text }
    }

    /// The same with a place that was typed before.
    #[must_use]
    pub fn at(self, path: &Path) -> Self {
        Self { text: path.to_string_lossy().into_owned(), ..self }
    }
}

/// Draws all of it.
pub fn draw(app: &mut App, ctx: &Context) {
    draw_running(app, ctx);
    draw_typed(app, ctx);
    app.draw_asked(ctx);
    draw_trouble(app, ctx);
}

fn draw_running(app: &App, ctx: &Context) {
    let Some(running) = &app.running else { return };
    dialog::wait(ctx, "しばらくお待ちください", |ui| {
        prose::paragraph(ui, &running.label);
        draw_bar(ui, running.progress.share());
        if running.is_waited_for {
            notice::bar(ui, Tone::Info, super::parting::WORK_FIRST);
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let is_stopping = running.progress.is_cancelled();
            let word = if is_stopping { "中止しています" } else { "中止" };
            if ui.add(secondary(word).enabled(!is_stopping)).clicked() {
                running.progress.cancel();
            }
        });
    });
    ctx.request_repaint_after(std::time::Duration::from_millis(150));
}

fn draw_bar(ui: &mut Ui, share: Option<f32>) {
    let bar = ProgressBar::new(share.unwrap_or(0.0)).fill(color::PRIMARY).desired_height(size::BAR + 2.0);
    let response = ui.add(bar);
    let words = share.map_or_else(|| "進み具合".to_owned(), |share| format!("進み具合 {:.0}%", share * 100.0));
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_label(words.clone()));
    if share.is_some() {
        prose::caption(ui, &words);
    }
}

fn draw_trouble(app: &mut App, ctx: &Context) {
    let Some(problem) = &app.trouble else { return };
    let Problem { happened, next, code, detail } = problem;
    let mut is_closed = false;
    let is_escaped = dialog::show(ctx, "お知らせ", |ui| {
        Trouble { happened, next, code, detail }.show(ui);
        ui.add_space(space::S);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let close = ui.add(primary("閉じる").on_enter().min_width(96.0));
            is_closed = close.clicked();
            if ui.memory(|memory| memory.focused().is_none()) {
                close.request_focus();
            }
        });
    });
    if is_closed || is_escaped {
        app.trouble = None;
    }
}

fn draw_typed(app: &mut App, ctx: &Context) {
    let Some(typed) = &mut app.typed else { return };
    let (title, label) = match &typed.purpose {
        Purpose::Open(_) => ("ファイルを開く", "ファイルの場所"),
        Purpose::Folder(_) => ("フォルダーを選ぶ", "フォルダーの場所"),
        Purpose::Save { .. } => ("保存する場所", "ファイルの場所"),
    };
    let (mut is_done, mut is_closed) = (false, false);
    let is_escaped = dialog::show(ctx, title, |ui| {
        prose::paragraph(ui, "このパソコンではファイルを選ぶ画面を出せません。場所を文字で入力してください。");
        is_done = blank(label).required().awaited().last().line(ui, &mut typed.text).entered;
        ui.add_space(space::S);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            is_done |= ui.add(primary("決める").on_enter().enabled(!typed.text.trim().is_empty())).clicked();
            is_closed = ui.add(secondary("やめる")).clicked();
        });
    });
    if is_closed || is_escaped {
        app.typed = None;
    } else if is_done && let Some(TypedPath { purpose, text }) = app.typed.take() {
        app.settle(purpose, &PathBuf::from(text.trim()), Chooser::Typed, ctx);
    }
}
