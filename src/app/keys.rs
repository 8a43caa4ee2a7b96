//! Keys that work on every page; what a page wants for itself it has taken by then.

use egui::{Context, Key, LayerId, Modifiers};

use crate::desk::{Ask, Right, Route};
use crate::widgets::{escape, ime};

use super::shell::{App, Stage};

/// Reads the keys nobody else wanted.
pub fn read(app: &App, ctx: &Context, asks: &mut Vec<Ask>) {
    let Stage::Open(session) = &app.stage else { return };
    let is_covered = app.running.is_some() || app.trouble.is_some() || app.typed.is_some();
    let has_modal = ctx.memory(|memory| memory.top_modal_layer().is_some());
    if is_covered || has_modal || !ime::keys_are_free(ctx) || egui::Popup::is_any_open(ctx) {
        return;
    }
    let pressed = |modifiers, key| ctx.input_mut(|input| input.consume_key(modifiers, key));
    if pressed(Modifiers::COMMAND, Key::L) {
        asks.push(Ask::Lock);
    } else if matches!(session.route, Route::Setup | Route::OwnPassphrase) {
        // The first setting has no other place to go to.
    } else if pressed(Modifiers::COMMAND, Key::P) {
        if Right::Print.is_given_to(session.sitter.office) {
            asks.push(Ask::Go(Route::Sheets));
        }
    } else if pressed(Modifiers::COMMAND, Key::N) {
        if let Route::List(kind) = session.route.menu()
            && Right::Write.is_given_to(session.sitter.office)
        {
            asks.push(Ask::Go(Route::New(kind, None)));
        }
    } else if escape::pressed_on(ctx, LayerId::background()) && session.has_way_back() {
        asks.push(Ask::Back);
    }
}
