//! What a frame has drawn, as rectangles: texts, cards and controls, each with its layer and what it is cut off at.

use egui::accesskit::Role;
use egui::epaint::{ClippedShape, RectShape, Shape, TextShape};
use egui::{Context, CornerRadius, Id, LayerId, Plugin, Rect, Ui, Vec2};

use daichoban::widgets::tokens::{color, size};

/// A text as it was painted.
#[derive(Clone, Debug)]
pub struct Text {
    /// On which layer.
    pub layer: LayerId,
    /// The words.
    pub words: String,
    /// The ink of its lines; nothing is cut off yet.
    pub lines: Vec<Rect>,
    /// What is painted outside of this cannot be seen.
    pub clip: Rect,
    /// Whether it ends with … because it did not fit.
    pub is_elided: bool,
}

impl Text {
    /// The ink of all lines.
    pub fn ink(&self) -> Rect {
        self.lines.iter().fold(Rect::NOTHING, |all, line| all | *line)
    }

    /// What can be seen of it.
    pub fn seen(&self) -> Rect {
        self.ink().intersect(self.clip)
    }
}

/// A card: what is drawn in it has to stay in it.
#[derive(Clone, Debug)]
pub struct Card {
    /// On which layer.
    pub layer: LayerId,
    /// Its ground.
    pub rect: Rect,
    /// What is painted outside of this cannot be seen.
    pub clip: Rect,
}

/// Something that can be pressed, chosen from or typed into; or a table.
#[derive(Clone, Debug)]
pub struct Control {
    /// What egui calls it.
    pub id: Id,
    /// On which layer.
    pub layer: LayerId,
    /// What it is to those who hear the page.
    pub role: Role,
    /// Its name.
    pub name: String,
    /// Where it is.
    pub rect: Rect,
    /// What can be seen and clicked of it.
    pub seen: Rect,
}

impl Control {
    /// Whether all of it is in sight.
    pub fn is_in_sight(&self) -> bool {
        let missing = self.rect.size() - self.seen.size();
        self.seen.is_positive() && missing.x < 1.5 && missing.y < 1.5
    }
}

/// A frame.
#[derive(Clone, Debug)]
pub struct Drawn {
    /// The whole window.
    pub window: Rect,
    /// Every text in sight.
    pub texts: Vec<Text>,
    /// Every card.
    pub cards: Vec<Card>,
    /// Every control, in sight or not.
    pub controls: Vec<Control>,
    /// Pictures of pages: what is printed is looked at elsewhere.
    pub papers: Vec<Rect>,
}

/// Keeps what the last pass has drawn. Give it to the window before the first frame.
#[derive(Default)]
pub struct Watcher {
    drawn: Option<Drawn>,
}

impl Plugin for Watcher {
    fn debug_name(&self) -> &'static str {
        "rects"
    }

    fn on_end_pass(&mut self, ui: &mut Ui) {
        let ctx = ui.ctx();
        let (controls, papers) = controls(ctx);
        let window = ctx.content_rect();
        let mut drawn = Drawn { window, texts: Vec::new(), cards: Vec::new(), controls, papers };
        let layers: Vec<LayerId> = ctx.memory(|memory| memory.layer_ids().collect());
        ctx.graphics(|graphics| {
            for layer in layers {
                for shape in graphics.get(layer).into_iter().flat_map(|list| list.all_entries()) {
                    drawn.take(layer, shape);
                }
            }
        });
        self.drawn = Some(drawn);
    }
}

/// What the last frame has drawn.
pub fn drawn(ctx: &Context) -> Drawn {
    ctx.with_plugin(|watcher: &mut Watcher| watcher.drawn.clone()).flatten().expect("the watcher was there")
}

impl Drawn {
    fn take(&mut self, layer: LayerId, shape: &ClippedShape) {
        self.take_shape(layer, shape.clip_rect, &shape.shape);
    }

    fn take_shape(&mut self, layer: LayerId, clip: Rect, shape: &Shape) {
        match shape {
            Shape::Vec(all) => all.iter().for_each(|one| self.take_shape(layer, clip, one)),
            Shape::Text(text) => {
                let text = text_of(layer, clip, text);
                let is_paper = |text: &Text| self.papers.iter().any(|page| page.contains(text.seen().center()));
                self.texts.extend(text.filter(|text| !is_paper(text)));
            }
            Shape::Rect(rect) if is_card(rect) => self.cards.push(Card { layer, rect: rect.rect, clip }),
            _ => {}
        }
    }
}

fn is_card(shape: &RectShape) -> bool {
    let is_round = shape.corner_radius == CornerRadius::same(size::CARD_RADIUS);
    is_round && shape.fill == color::CARD && shape.rect.is_positive()
}

fn text_of(layer: LayerId, clip: Rect, text: &TextShape) -> Option<Text> {
    let lines: Vec<Rect> = text
        .galley
        .rows
        .iter()
        .map(|row| row.visuals.mesh_bounds.translate(row.pos.to_vec2() + text.pos.to_vec2()))
        .filter(|ink| ink.is_positive() && ink.intersects(clip))
        .collect();
    // Icons are letters too, of a typeface of their own.
    let is_icon = text.galley.job.sections.iter().all(
        |section| matches!(&section.format.font_id.family, egui::FontFamily::Name(name) if name.as_ref() == "icon"),
    );
    let is_seen = text.opacity_factor > 0.0 && !lines.is_empty();
    (is_seen && !is_icon).then(|| Text {
        layer,
        words: text.galley.job.text.clone(),
        lines,
        clip,
        is_elided: text.galley.elided,
    })
}

/// Whether it can be pressed, chosen from or typed into.
pub fn is_control(role: Role) -> bool {
    is_input(role)
        || matches!(
            role,
            Role::Button
                | Role::Link
                | Role::ComboBox
                | Role::CheckBox
                | Role::RadioButton
                | Role::Switch
                | Role::Tab
                | Role::MenuItem
                | Role::ColumnHeader
                | Role::ListBoxOption
                | Role::Slider
                | Role::SpinButton
        )
}

/// Whether it is typed into.
pub fn is_input(role: Role) -> bool {
    matches!(role, Role::TextInput | Role::MultilineTextInput | Role::PasswordInput | Role::SearchInput)
}

/// Every control, and the places of pictures of pages.
fn controls(ctx: &Context) -> (Vec<Control>, Vec<Rect>) {
    ctx.viewport(|viewport| {
        let pass = &viewport.this_pass;
        let (mut all, mut papers) = (Vec::new(), Vec::new());
        let Some(tree) = &pass.accesskit_state else { return (all, papers) };
        for (layer, widgets) in pass.widgets.layers() {
            for widget in widgets {
                let Some(node) = tree.nodes.get(&widget.id) else { continue };
                if node.role() == Role::Image && node.label().is_some_and(|name| name.contains("ページ目")) {
                    papers.push(widget.rect);
                }
                if !is_control(node.role()) && node.role() != Role::Table {
                    continue;
                }
                if widget.rect.is_negative() || widget.rect.size() == Vec2::ZERO {
                    continue;
                }
                all.push(Control {
                    id: widget.id,
                    layer: *layer,
                    role: node.role(),
                    name: node.label().or(node.value()).unwrap_or_default().to_owned(),
                    rect: widget.rect,
                    seen: widget.interact_rect,
                });
            }
        }
        (all, papers)
    })
}
