//! The normal window: eframe, drawn with OpenGL.

use eframe::{App, Frame, NativeOptions};
use egui::{Ui, ViewportBuilder, ViewportCommand};

use super::{Body, LEAST, MakeBody, WindowFault, WindowOptions};
use crate::widgets::theme;
use crate::widgets::tokens::color;

struct Shell {
    body: Box<dyn Body>,
}

impl App for Shell {
    fn ui(&mut self, ui: &mut Ui, _: &mut Frame) {
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
        viewport: ViewportBuilder::default()
            .with_title(&options.title)
            .with_app_id("daichoban")
            .with_inner_size(options.size)
            .with_min_inner_size(LEAST),
        renderer: eframe::Renderer::Glow,
        system_font_fallback: false,
        centered: true,
        ..NativeOptions::default()
    };
    eframe::run_native(
        &options.title,
        native,
        Box::new(|creation| {
            theme::install(&creation.egui_ctx);
            Ok(Box::new(Shell { body: make(&creation.egui_ctx) }))
        }),
    )
    .map_err(|error| match error {
        eframe::Error::Winit(_) | eframe::Error::WinitEventLoop(_) => WindowFault::System(error.to_string()),
        _ => WindowFault::Graphics(error.to_string()),
    })
}
