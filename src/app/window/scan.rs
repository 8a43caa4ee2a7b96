//! The inner loops of the rasteriser: rows of pixels, triangles with shaded colours, blending.

use egui::Color32;
use egui::epaint::Vertex;

use super::raster::{Canvas, Clip, Texture};

/// Mixing of premultiplied colours.
pub(super) mod blend {
    use egui::Color32;

    /// A texel in the colour of its vertex.
    pub fn tint(texel: Color32, color: Color32) -> Color32 {
        if texel == Color32::WHITE {
            return color;
        }
        let [r, g, b, a] = texel.to_array();
        let [cr, cg, cb, ca] = color.to_array();
        Color32::from_rgba_premultiplied(times(r, cr), times(g, cg), times(b, cb), times(a, ca))
    }

    /// One colour over a packed pixel.
    pub fn over(under: u32, color: Color32) -> u32 {
        let [r, g, b, a] = color.to_array();
        match a {
            255 => u32::from_be_bytes([0, r, g, b]),
            0 if r == 0 && g == 0 && b == 0 => under,
            _ => {
                let [_, ur, ug, ub] = under.to_be_bytes();
                let rest = 255 - a;
                u32::from_be_bytes([
                    0,
                    r.saturating_add(times(ur, rest)),
                    g.saturating_add(times(ug, rest)),
                    b.saturating_add(times(ub, rest)),
                ])
            }
        }
    }

    /// `a * b / 255`, rounded.
    #[allow(clippy::cast_possible_truncation)]
    fn times(a: u8, b: u8) -> u8 {
        let product = u32::from(a) * u32::from(b) + 128;
        ((product + (product >> 8)) >> 8) as u8
    }
}

/// Part of one row of the canvas.
pub(super) struct Span<'a>(&'a mut [u32]);

impl<'a> Span<'a> {
    /// The pixels from `left` up to `right` in row `y`.
    pub(super) fn of(canvas: &'a mut Canvas, y: usize, left: usize, right: usize) -> Option<Self> {
        let row = y * canvas.width;
        canvas.pixels.get_mut(row + left..row + right).map(Self)
    }

    /// One colour over all of them.
    pub(super) fn fill(&mut self, color: Color32) {
        if color.a() == 255 {
            self.0.fill(blend::over(0, color));
            return;
        }
        for pixel in &mut *self.0 {
            *pixel = blend::over(*pixel, color);
        }
    }

    /// A colour of its own over each.
    pub(super) fn each(&mut self, mut color: impl FnMut() -> Color32) {
        for pixel in &mut *self.0 {
            *pixel = blend::over(*pixel, color());
        }
    }
}

/// A value that changes evenly over the picture.
#[derive(Clone, Copy)]
struct Slope {
    at_origin: f32,
    across: f32,
    down: f32,
}

impl Slope {
    fn through(corners: [Vertex; 3], area: f32, value: impl Fn(&Vertex) -> f32) -> Self {
        let [a, b, c] = corners;
        let (va, vb, vc) = (value(&a), value(&b), value(&c));
        let across = ((vb - va) * (c.pos.y - a.pos.y) - (vc - va) * (b.pos.y - a.pos.y)) / area;
        let down = ((vc - va) * (b.pos.x - a.pos.x) - (vb - va) * (c.pos.x - a.pos.x)) / area;
        Self { at_origin: va - a.pos.x * across - a.pos.y * down, across, down }
    }

    fn at(&self, x: f32, y: f32) -> f32 {
        self.at_origin + x * self.across + y * self.down
    }
}

/// Draws one triangle with colours that run between its corners.
#[allow(clippy::cast_precision_loss)]
pub(super) fn triangle(canvas: &mut Canvas, mut corners: [Vertex; 3], texture: &Texture, clip: &Clip) {
    corners.sort_by(|one, other| one.pos.y.total_cmp(&other.pos.y));
    let [a, b, c] = corners;
    let area = (b.pos.x - a.pos.x) * (c.pos.y - a.pos.y) - (c.pos.x - a.pos.x) * (b.pos.y - a.pos.y);
    if area.abs() < 1e-6 {
        return;
    }
    let (across, down) = texture.size();
    let channel =
        |n: usize| Slope::through(corners, area, |v| f32::from(v.color.to_array().get(n).copied().unwrap_or(0)));
    let shade = [channel(0), channel(1), channel(2), channel(3)];
    let is_flat = a.color == b.color && b.color == c.color;
    let is_plain = a.uv == b.uv && b.uv == c.uv;
    let u = Slope::through(corners, area, |v| v.uv.x * across);
    let v = Slope::through(corners, area, |v| v.uv.y * down);
    let first = texture.nearest(a.uv.x * across, a.uv.y * down);
    let (top, bottom) = clip.rows(a.pos.y, c.pos.y);
    for row in top..bottom {
        let y = row as f32 + 0.5;
        let long = cross(&a, &c, y);
        let short = if y < b.pos.y { cross(&a, &b, y) } else { cross(&b, &c, y) };
        let (left, right) = clip.columns(long.min(short), long.max(short));
        if left >= right {
            continue;
        }
        let Some(mut span) = Span::of(canvas, row, left, right) else { continue };
        if is_flat && is_plain {
            span.fill(blend::tint(first, a.color));
            continue;
        }
        let mut x = left as f32 + 0.5;
        span.each(|| {
            let texel = if is_plain { first } else { texture.nearest(u.at(x, y), v.at(x, y)) };
            let color = shaded(&shade, x, y);
            x += 1.0;
            blend::tint(texel, color)
        });
    }
}

/// Where an edge crosses a row; its ends are ordered, so neighbours agree to the last bit.
fn cross(upper: &Vertex, lower: &Vertex, y: f32) -> f32 {
    let height = lower.pos.y - upper.pos.y;
    if height <= 0.0 {
        return lower.pos.x;
    }
    upper.pos.x + (lower.pos.x - upper.pos.x) * ((y - upper.pos.y) / height)
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn shaded(shade: &[Slope; 4], x: f32, y: f32) -> Color32 {
    let [r, g, b, a] = shade.map(|slope| (slope.at(x, y) + 0.5).clamp(0.0, 255.0) as u8);
    Color32::from_rgba_premultiplied(r, g, b, a)
}
