//! Draws egui's triangles into memory, for windows without a graphics driver and for pictures in tests.
//!
//! Colours are premultiplied and blended in gamma space, as egui's own renderers do.

use std::collections::HashMap;

use egui::epaint::{ImageData, ImageDelta, Primitive, Vertex};
use egui::{ClippedPrimitive, Color32, Mesh, Rect, TextureId, TexturesDelta};

use super::scan::{Span, blend, triangle};

/// A picture of packed pixels, `0x00RRGGBB`, row by row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Canvas {
    /// Pixels across.
    pub width: usize,
    /// Pixels down.
    pub height: usize,
    /// Row by row from the top left.
    pub pixels: Vec<u32>,
}

impl Canvas {
    /// A picture of one colour.
    #[must_use]
    pub fn filled(width: usize, height: usize, color: Color32) -> Self {
        Self { width, height, pixels: vec![pack(color); width * height] }
    }

    /// Makes the whole picture one colour again.
    pub fn clear(&mut self, color: Color32) {
        self.pixels.fill(pack(color));
    }

    /// The red, green and blue of a pixel.
    #[must_use]
    pub fn rgb(&self, x: usize, y: usize) -> Option<[u8; 3]> {
        let pixel = self.pixels.get(y * self.width + x)?;
        let [_, red, green, blue] = pixel.to_be_bytes();
        Some([red, green, blue])
    }

    /// The whole picture as opaque red, green, blue, alpha.
    #[must_use]
    pub fn rgba(&self) -> Vec<u8> {
        self.pixels
            .iter()
            .flat_map(|pixel| {
                let [_, red, green, blue] = pixel.to_be_bytes();
                [red, green, blue, 255]
            })
            .collect()
    }
}

fn pack(color: Color32) -> u32 {
    u32::from_be_bytes([0, color.r(), color.g(), color.b()])
}

/// A texture of egui: the glyphs, or an image.
#[derive(Clone, Debug, Default)]
pub(super) struct Texture {
    width: usize,
    height: usize,
    pixels: Vec<Color32>,
}

impl Texture {
    /// The texel that covers a place, in texels.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    pub(super) fn nearest(&self, x: f32, y: f32) -> Color32 {
        let x = (x.max(0.0) as usize).min(self.width.saturating_sub(1));
        let y = (y.max(0.0) as usize).min(self.height.saturating_sub(1));
        self.pixels.get(y * self.width + x).copied().unwrap_or(Color32::TRANSPARENT)
    }

    /// The mix of the four texels round a place, in texels.
    fn mixed(&self, x: f32, y: f32) -> Color32 {
        let (x, y) = (x - 0.5, y - 0.5);
        let (left, top) = (x.floor(), y.floor());
        let upper = self.nearest(left, top).lerp_to_gamma(self.nearest(left + 1.0, top), x - left);
        let lower = self.nearest(left, top + 1.0).lerp_to_gamma(self.nearest(left + 1.0, top + 1.0), x - left);
        upper.lerp_to_gamma(lower, y - top)
    }

    #[allow(clippy::cast_precision_loss)]
    pub(super) fn size(&self) -> (f32, f32) {
        (self.width as f32, self.height as f32)
    }
}

/// Draws frames. It holds the textures between frames.
#[derive(Clone, Debug, Default)]
pub struct Raster {
    textures: HashMap<TextureId, Texture>,
}

impl Raster {
    /// Takes in new and changed textures. Call it before drawing the frame they came with.
    pub fn take(&mut self, delta: &mut TexturesDelta) {
        for (id, images) in delta.set.drain() {
            for image in images {
                self.put(id, image);
            }
        }
        for id in delta.free.drain() {
            self.textures.remove(&id);
        }
    }

    fn put(&mut self, id: TextureId, delta: ImageDelta) {
        let ImageData::Color(image) = delta.image;
        let [width, height] = image.size;
        let Some([left, top]) = delta.pos else {
            self.textures.insert(id, Texture { width, height, pixels: image.pixels.clone() });
            return;
        };
        let Some(texture) = self.textures.get_mut(&id) else { return };
        for (n, row) in image.pixels.chunks_exact(width.max(1)).enumerate() {
            let start = (top + n) * texture.width + left;
            if let Some(place) = texture.pixels.get_mut(start..start + row.len()) {
                place.copy_from_slice(row);
            }
        }
    }

    /// Draws a frame over what is in the canvas.
    pub fn draw(&self, canvas: &mut Canvas, primitives: &[ClippedPrimitive], pixels_per_point: f32) {
        for ClippedPrimitive { clip_rect, primitive } in primitives {
            let Primitive::Mesh(mesh) = primitive else { continue };
            if let Some(texture) = self.textures.get(&mesh.texture_id) {
                let clip = Clip::new(*clip_rect, pixels_per_point, canvas);
                if !clip.is_empty() {
                    draw_mesh(canvas, mesh, texture, &clip, pixels_per_point);
                }
            }
        }
    }
}

/// The pixels that may be touched.
#[derive(Clone, Copy, Debug)]
pub(super) struct Clip {
    pub left: usize,
    pub top: usize,
    pub right: usize,
    pub bottom: usize,
}

impl Clip {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    fn new(rect: Rect, pixels_per_point: f32, canvas: &Canvas) -> Self {
        let at = |points: f32, most: usize| ((points * pixels_per_point).round().max(0.0) as usize).min(most);
        Self {
            left: at(rect.left(), canvas.width),
            top: at(rect.top(), canvas.height),
            right: at(rect.right(), canvas.width),
            bottom: at(rect.bottom(), canvas.height),
        }
    }

    const fn is_empty(&self) -> bool {
        self.left >= self.right || self.top >= self.bottom
    }

    /// The pixels whose middle lies between two places, within the clip.
    pub(super) fn columns(&self, from: f32, to: f32) -> (usize, usize) {
        (edge(from, self.left, self.right), edge(to, self.left, self.right))
    }

    /// The rows whose middle lies between two places, within the clip.
    pub(super) fn rows(&self, from: f32, to: f32) -> (usize, usize) {
        (edge(from, self.top, self.bottom), edge(to, self.top, self.bottom))
    }
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn edge(place: f32, least: usize, most: usize) -> usize {
    ((place - 0.5).ceil().max(0.0) as usize).clamp(least, most)
}

fn draw_mesh(canvas: &mut Canvas, mesh: &Mesh, texture: &Texture, clip: &Clip, scale: f32) {
    let corner = |index: &u32| -> Option<Vertex> {
        let mut vertex = *mesh.vertices.get(usize::try_from(*index).ok()?)?;
        vertex.pos = (vertex.pos.to_vec2() * scale).to_pos2();
        Some(vertex)
    };
    let mut rest = mesh.indices.as_slice();
    while let Some((three, after)) = rest.split_first_chunk::<3>() {
        if let Some((next, later)) = after.split_first_chunk::<3>()
            && let [Some(a), Some(b), Some(c)] = three.each_ref().map(corner)
            && let [Some(d), Some(e), Some(f)] = next.each_ref().map(corner)
            && let Some(block) = Block::of([a, b, c, d, e, f])
        {
            block.draw(canvas, texture, clip);
            rest = later;
            continue;
        }
        if let [Some(a), Some(b), Some(c)] = three.each_ref().map(corner) {
            triangle(canvas, [a, b, c], texture, clip);
        }
        rest = after;
    }
}

/// Two triangles that make an upright rectangle of one colour: every glyph and most grounds.
struct Block {
    place: Rect,
    uv: Rect,
    color: Color32,
}

impl Block {
    fn of(all: [Vertex; 6]) -> Option<Self> {
        let [first, others @ ..] = &all;
        if others.iter().any(|vertex| vertex.color != first.color) {
            return None;
        }
        let mut place = Rect::from_min_max(first.pos, first.pos);
        let mut uv = Rect::from_min_max(first.uv, first.uv);
        for vertex in others {
            place.extend_with(vertex.pos);
            uv.extend_with(vertex.uv);
        }
        let mut seen = [false; 4];
        for vertex in &all {
            let is_right = vertex.pos.x == place.right();
            let is_low = vertex.pos.y == place.bottom();
            let is_corner = (is_right || vertex.pos.x == place.left()) && (is_low || vertex.pos.y == place.top());
            let is_straight = (uv.width() == 0.0 || (vertex.uv.x == uv.right()) == is_right)
                && (uv.height() == 0.0 || (vertex.uv.y == uv.bottom()) == is_low);
            if !is_corner || !is_straight {
                return None;
            }
            if let Some(corner) = seen.get_mut(usize::from(is_right) + 2 * usize::from(is_low)) {
                *corner = true;
            }
        }
        (seen == [true; 4]).then_some(Self { place, uv, color: first.color })
    }

    #[allow(clippy::cast_precision_loss)]
    fn draw(&self, canvas: &mut Canvas, texture: &Texture, clip: &Clip) {
        let (left, right) = clip.columns(self.place.left(), self.place.right());
        let (top, bottom) = clip.rows(self.place.top(), self.place.bottom());
        if left >= right {
            return;
        }
        let (across, down) = texture.size();
        let start = (self.uv.left() * across, self.uv.top() * down);
        let is_plain = self.uv.width() == 0.0 && self.uv.height() == 0.0;
        let plain = blend::tint(texture.nearest(start.0, start.1), self.color);
        let step = (self.uv.width() * across / self.place.width(), self.uv.height() * down / self.place.height());
        let is_exact = (step.0 - 1.0).abs() < 0.01 && (step.1 - 1.0).abs() < 0.01;
        for y in top..bottom {
            let Some(mut span) = Span::of(canvas, y, left, right) else { continue };
            if is_plain {
                span.fill(plain);
                continue;
            }
            let v = start.1 + (y as f32 + 0.5 - self.place.top()) * step.1;
            let mut u = start.0 + (left as f32 + 0.5 - self.place.left()) * step.0;
            span.each(|| {
                let texel = if is_exact { texture.nearest(u, v) } else { texture.mixed(u, v) };
                u += step.0;
                blend::tint(texel, self.color)
            });
        }
    }
}
