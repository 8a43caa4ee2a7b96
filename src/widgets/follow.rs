//! What the keyboard comes to is brought into sight: called at the end of everything that scrolls.

use egui::style::ScrollAnimation;
use egui::{Id, Ui, Vec2};

use super::focus;

/// Room that is shown around it.
const AROUND: f32 = 40.0;

/// Scrolls to the thing that has just got the keyboard, where it is hidden here.
pub fn focus(ui: &Ui) {
    let kept = ui.scope_id().with("followed");
    let focused = ui.memory(egui::Memory::focused);
    let before = ui.data(|data| data.get_temp::<Option<Id>>(kept)).flatten();
    if focused == before {
        return;
    }
    ui.data_mut(|data| data.insert_temp(kept, focused));
    let sought = focused.filter(|id| !focus::is_unhurried(ui.ctx(), *id));
    let Some(response) = sought.and_then(|id| ui.ctx().read_response(id)) else { return };
    let is_here = response.layer_id == ui.layer_id() && ui.min_rect().x_range().contains(response.rect.center().x);
    // What stands beside this in the same window is not cut off by it.
    if is_here && response.interact_rect != response.rect {
        let seen = response.rect.expand2(Vec2::new(0.0, AROUND));
        ui.scroll_to_rect_animation(seen, None, ScrollAnimation::none());
    }
}
