//! Room for what must not be squeezed: where there is less of it than needed, the whole scrolls both ways.

use egui::{ScrollArea, Sense, Ui, UiBuilder, Vec2};

use super::follow;

/// Draws in all the room there is, and in no less than `least`; what does not fit then is scrolled to, across and down.
pub fn at_least<R>(ui: &mut Ui, least: Vec2, add: impl FnOnce(&mut Ui) -> R) -> R {
    let size = size(ui.available_size_before_wrap(), least, ui.spacing().scroll.allocated_width());
    ScrollArea::both()
        .auto_shrink([false, false])
        .show(ui, |ui| {
            let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
            // What hangs over by a point or two is cut off, and brings no bars.
            let result = add(&mut ui.new_child(UiBuilder::new().max_rect(rect)));
            follow::focus(ui);
            result
        })
        .inner
}

/// What is drawn, next to a bar of this width where one is needed.
fn size(room: Vec2, least: Vec2, bar: f32) -> Vec2 {
    let is_narrow = room.x < least.x;
    let is_low = room.y - if is_narrow { bar } else { 0.0 } < least.y;
    // The bar that scrolls down takes room across, and may itself be why there is too little.
    let is_narrow = is_narrow || room.x - if is_low { bar } else { 0.0 } < least.x;
    let left = Vec2::new(room.x - if is_low { bar } else { 0.0 }, room.y - if is_narrow { bar } else { 0.0 });
    left.max(least)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_there_is_room_all_of_it_is_used_and_never_less_than_needed() {
        let least = Vec2::new(800.0, 400.0);
        let of = |x: f32, y: f32| size(Vec2::new(x, y), least, 10.0);
        assert_eq!(of(800.0, 400.0), Vec2::new(800.0, 400.0), "no bar");
        assert_eq!(of(1366.0, 768.0), Vec2::new(1366.0, 768.0));
        assert_eq!(of(799.0, 600.0), Vec2::new(800.0, 590.0), "a bar below");
        assert_eq!(of(900.0, 399.0), Vec2::new(890.0, 400.0), "a bar beside");
        assert_eq!(of(805.0, 399.0), least, "the bar beside takes what is needed across");
        assert_eq!(of(799.0, 405.0), least, "the bar below takes what is needed down");
        assert_eq!(of(100.0, 100.0), least);
    }
}
