//! Pictures of screens without a graphics card: the program's own rasteriser behind `egui_kittest`.
//!
//! `DAICHOBAN_PICTURES=target/pictures cargo test --test all gallery` writes what `picture` is given there.

use daichoban::app::window::raster::{Canvas, Raster};
use daichoban::widgets::theme;
use egui::{Color32, Context, FullOutput, TexturesDelta};
use egui_kittest::{Harness, HarnessBuilder, TestRenderer};

/// Our rasteriser as a renderer for tests.
#[derive(Default)]
pub struct Pictures(Raster);

impl TestRenderer for Pictures {
    fn handle_delta(&mut self, delta: &mut TexturesDelta) {
        self.0.take(delta);
    }

    fn render(&mut self, ctx: &Context, output: &FullOutput) -> Result<image::RgbaImage, String> {
        let scale = ctx.pixels_per_point();
        let size = ctx.content_rect().size() * scale;
        let (width, height) = (size.x.round() as usize, size.y.round() as usize);
        let mut canvas = Canvas::filled(width, height, Color32::WHITE);
        self.0.draw(&mut canvas, &ctx.tessellate(output.shapes.clone(), scale), scale);
        image::RgbaImage::from_raw(width as u32, height as u32, canvas.rgba()).ok_or("size".to_owned())
    }
}

/// A harness with our look and our renderer; a clinic's screen unless another size is set.
pub fn harness<State>(width: f32, height: f32) -> HarnessBuilder<State> {
    Harness::<State>::builder()
        .with_size(egui::vec2(width, height))
        .with_theme(egui::Theme::Light)
        .with_os(egui::os::OperatingSystem::Windows)
        .with_context_setup(theme::install)
        .with_render_cursor(false)
        .renderer(Pictures::default())
}

/// Writes a picture `<name>.png` into the folder named by `DAICHOBAN_PICTURES`, if it is set.
pub fn picture<State>(harness: &mut Harness<'_, State>, name: &str) {
    let Some(folder) = std::env::var_os("DAICHOBAN_PICTURES") else { return };
    let folder = std::path::PathBuf::from(folder);
    std::fs::create_dir_all(&folder).unwrap();
    harness.render().unwrap().save(folder.join(format!("{name}.png"))).unwrap();
}
