//! A picture of a settled screen, drawn by our own rasteriser; for scripts, which need no window for it.

use std::io::Write;
use std::time::{Duration, Instant};

use egui::{Context, Pos2, RawInput, Rect, Vec2, ViewportId};
use flate2::write::ZlibEncoder;
use flate2::{Compression, Crc};

use crate::widgets::theme;
use crate::widgets::tokens::color;

use super::shell::App;
use super::window::raster::{Canvas, Raster};

/// Longest wait for work in threads.
const PATIENCE: Duration = Duration::from_secs(60);
/// Frames that must pass quietly: egui lays out what is new in the second one.
const QUIET_FRAMES: usize = 4;

/// Draws frames until nothing more happens; gives the last one as PNG.
#[must_use]
pub fn take(app: &mut App, size: [f32; 2]) -> Vec<u8> {
    let ctx = Context::default();
    theme::install(&ctx);
    let mut raster = Raster::default();
    let began = Instant::now();
    let mut n_quiet = 0;
    loop {
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, Vec2::from(size))),
            time: Some(began.elapsed().as_secs_f64()),
            focused: true,
            ..RawInput::default()
        };
        let mut output = ctx.run_ui(input, |ui| app.ui(ui));
        raster.take(&mut output.textures_delta);
        let wants_more = output.viewport_output.get(&ViewportId::ROOT).is_some_and(|view| view.repaint_delay.is_zero());
        n_quiet = if app.is_settled() && !wants_more { n_quiet + 1 } else { 0 };
        if n_quiet >= QUIET_FRAMES || began.elapsed() > PATIENCE {
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a few thousand pixels
            let [width, height] = size.map(|points| points.round() as usize);
            let mut canvas = Canvas::filled(width, height, color::PAGE);
            let shapes = ctx.tessellate(output.shapes, 1.0);
            raster.draw(&mut canvas, &shapes, 1.0);
            return png(&canvas);
        }
        std::thread::sleep(Duration::from_millis(15));
    }
}

/// A picture as PNG: one chunk of deflated rows, no filters.
fn png(canvas: &Canvas) -> Vec<u8> {
    let mut out = vec![0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1A, b'\n'];
    let side = |pixels: usize| u32::try_from(pixels).unwrap_or_default().to_be_bytes();
    let mut head = Vec::with_capacity(13);
    head.extend(side(canvas.width));
    head.extend(side(canvas.height));
    head.extend([8, 2, 0, 0, 0]); // eight bits each of red, green, blue
    chunk(&mut out, *b"IHDR", &head);
    let mut rows = Vec::with_capacity(canvas.pixels.len() * 3 + canvas.height);
    for row in canvas.pixels.chunks(canvas.width.max(1)) {
        rows.push(0);
        for pixel in row {
            let [_, red, green, blue] = pixel.to_be_bytes();
            rows.extend([red, green, blue]);
        }
    }
    let mut deflated = ZlibEncoder::new(Vec::new(), Compression::new(4));
    // Writing into memory does not fail.
    let data = deflated.write_all(&rows).and_then(|()| deflated.finish()).unwrap_or_default();
    chunk(&mut out, *b"IDAT", &data);
    chunk(&mut out, *b"IEND", &[]);
    out
}

fn chunk(out: &mut Vec<u8>, name: [u8; 4], data: &[u8]) {
    out.extend(u32::try_from(data.len()).unwrap_or_default().to_be_bytes());
    let mut crc = Crc::new();
    crc.update(&name);
    crc.update(data);
    out.extend(name);
    out.extend(data);
    out.extend(crc.sum().to_be_bytes());
}
