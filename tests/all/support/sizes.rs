//! The window at other sizes and scales, and what can be reached in it.

use std::collections::HashSet;

use daichoban::desk::{Ask, Route};
use egui::accesskit::{Action, ActionRequest, Role, TreeId};
use egui::{Event, Id, Vec2};

use super::desk::Seat;
use super::rects::{Control, Drawn, Watcher, drawn};

impl Seat {
    /// Keeps what is drawn from now on.
    pub fn watch(&mut self) {
        self.window.ctx.add_plugin(Watcher::default());
    }

    /// The window at this size, in points.
    pub fn resize(&mut self, size: Vec2) {
        self.window.set_size(size);
        self.window.run_steps(2);
    }

    /// So many pixels a point.
    pub fn scale(&mut self, n_pixels: f32) {
        self.window.set_pixels_per_point(n_pixels);
        self.window.run_steps(2);
    }

    /// What stands where.
    pub fn drawn(&self) -> Drawn {
        drawn(&self.window.ctx)
    }

    /// Whether a ledger is open.
    pub fn is_in(&self) -> bool {
        self.window.state().title() != "台帳番"
    }

    /// Goes to a place without waiting longer than it takes.
    pub fn hurry(&mut self, route: Route) {
        let ctx = self.window.ctx.clone();
        self.window.state_mut().ask(Ask::Go(route), &ctx);
        self.window.step();
        while !self.window.state().is_settled() {
            std::thread::sleep(std::time::Duration::from_millis(5));
            self.window.step();
        }
    }

    /// The controls that no scrolling brings into sight.
    pub fn out_of_reach(&mut self) -> Vec<Control> {
        let (mut seen, mut asked, mut lost) = (HashSet::<Id>::new(), HashSet::<Id>::new(), Vec::new());
        loop {
            let now = self.drawn();
            seen.extend(now.controls.iter().filter(|control| is_found(control)).map(|control| control.id));
            let next = now.controls.into_iter().find(|control| {
                control.role != Role::Table && !seen.contains(&control.id) && !asked.contains(&control.id)
            });
            let Some(next) = next else { return lost };
            asked.insert(next.id);
            self.window.event(Event::AccessKitActionRequest(ActionRequest {
                action: Action::ScrollIntoView,
                target_tree: TreeId::ROOT,
                target_node: next.id.accesskit_id(),
                data: None,
            }));
            self.window.run_steps(2);
            let after = self.drawn();
            // Where only what is in sight is drawn, ids move on with it.
            let is_it = |control: &Control| control.id == next.id || control.name == next.name;
            if !after.controls.iter().any(|control| is_it(control) && is_found(control)) {
                lost.push(next);
            }
        }
    }
}

/// In sight from side to side, and at least a line of it from top to bottom: a tall box may be higher than the window.
fn is_found(control: &Control) -> bool {
    let missing = control.rect.width() - control.seen.width();
    control.is_in_sight() || (control.seen.is_positive() && missing < 1.5 && control.seen.height() > 100.0)
}
