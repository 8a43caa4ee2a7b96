//! The normal window: eframe, drawn with OpenGL.

use eframe::{App, Frame, NativeOptions};
use egui::{Rect, Ui, ViewportBuilder, ViewportCommand};

use super::place::{self, Placed};
use super::{Body, MakeBody, WindowFault, WindowOptions};
use crate::widgets::theme;
use crate::widgets::tokens::color;

struct Shell {
    body: Box<dyn Body>,
    stand: Stand,
    placed: Option<Placed>,
}

/// What eframe says of the window, to notice that it was moved: asking the system itself takes time.
#[derive(Clone, Copy, Default, PartialEq)]
struct Stand {
    outer: Option<Rect>,
    inner: Option<Rect>,
    is_maximized: Option<bool>,
    is_minimized: Option<bool>,
}

impl Shell {
    fn look(&mut self, ui: &Ui, frame: &Frame) {
        let stand = ui.input(|input| {
            let view = input.viewport();
            Stand {
                outer: view.outer_rect,
                inner: view.inner_rect,
                is_maximized: view.maximized,
                is_minimized: view.minimized,
            }
        });
        if stand == self.stand {
            return;
        }
        self.stand = stand;
        if let Some(window) = frame.winit_window() {
            self.placed = place::look(window, self.placed);
        }
        if let Some(placed) = self.placed {
            self.body.placed(placed);
        }
    }
}

impl App for Shell {
    fn ui(&mut self, ui: &mut Ui, frame: &mut Frame) {
        self.look(ui, frame);
        if ui.input(|input| input.viewport().close_requested()) && !self.body.may_close() {
            ui.send_viewport_cmd(ViewportCommand::CancelClose);
            ui.request_repaint();
        }
        self.body.ui(ui);
    }

    fn on_exit(&mut self, _: Option<&eframe::glow::Context>) {
        self.body.on_exit();
    }

    fn clear_color(&self, _: &egui::Visuals) -> [f32; 4] {
        color::PAGE.to_normalized_gamma_f32()
    }
}

/// Opens the window and stays until it is closed.
pub(super) fn run(options: WindowOptions, make: MakeBody) -> Result<(), WindowFault> {
    let native = NativeOptions {
        viewport: ViewportBuilder::default().with_title(&options.title).with_app_id("daichoban"),
        renderer: eframe::Renderer::Glow,
        system_font_fallback: false,
        ..NativeOptions::default()
    };
    eframe::run_native(
        &options.title,
        native,
        Box::new(|creation| {
            theme::install(&creation.egui_ctx);
            // eframe shows the window with its first picture, not before.
            if let Some(window) = creation.winit_window() {
                place::settle(window, options.wanted);
            }
            let placed = options.wanted.before();
            Ok(Box::new(Shell { body: make(&creation.egui_ctx), stand: Stand::default(), placed }))
        }),
    )
    .map_err(|error| match error {
        eframe::Error::Winit(_) | eframe::Error::WinitEventLoop(_) => WindowFault::System(error.to_string()),
        _ => WindowFault::Graphics(error.to_string()),
    })
}
