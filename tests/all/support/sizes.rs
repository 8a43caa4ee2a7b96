//! The window at other sizes and scales, and what can be reached in it.

use std::collections::HashSet;

use daichoban::desk::{Ask, Route};
use egui::accesskit::{Action, ActionRequest, Role, TreeId};
use egui::{Event, Id, Vec2};
use egui_kittest::Node;
use egui_kittest::kittest::{NodeT, Queryable};

use super::desk::Seat;
use super::rects::{Control, Drawn, Watcher, drawn};

impl Seat {
    /// Keeps what is drawn from now on.
    pub fn watch(&mut self) {
        self.window.ctx.add_plugin(Watcher::default());
    }

    /// The window at this size, in points.
    pub fn at_size(&mut self, size: Vec2) {
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
        // Somebody sits here: the time that passes in the test locks nothing.
        self.window.event(egui::Event::WindowFocused(true));
        self.window.step();
        while !self.window.state().is_settled() {
            std::thread::sleep(std::time::Duration::from_millis(5));
            self.window.step();
        }
    }

    /// Asks for something as a screen does.
    pub fn ask(&mut self, ask: Ask) {
        let ctx = self.window.ctx.clone();
        self.window.state_mut().ask(ask, &ctx);
        self.settle();
    }

    /// The buttons in sight that ask for more.
    pub fn askers(&self) -> Vec<String> {
        let all = self.window.query_all_by(|node| node.role() == Role::Button && !node.is_disabled());
        all.filter_map(|node| node.accesskit_node().label()).filter(|word| word.ends_with('…')).collect()
    }

    /// Presses a button; gives whether it asks a question over the page.
    pub fn ask_by(&mut self, button: &str) -> bool {
        let found = self.window.query_all_by_role_and_label(Role::Button, button).next();
        let Some(found) = found else { return false };
        found.click_accesskit();
        self.settle();
        self.window.ctx.memory(|memory| memory.top_modal_layer().is_some())
    }

    /// Goes to a form; how many fields of it open a list or a calendar.
    pub fn openers(&mut self, route: &Route) -> usize {
        self.hurry(route.clone());
        self.openers_here().count()
    }

    /// What a list or a calendar hangs under once it is pressed.
    fn openers_here(&self) -> impl Iterator<Item = Node<'_>> {
        self.window.query_all_by(|node| {
            let name = node.label().unwrap_or_default();
            let is_beside = name.ends_with("のカレンダー") || name.ends_with("の候補");
            node.role() == Role::ComboBox || (node.role() == Role::Button && is_beside)
        })
    }

    /// Opens the list or the calendar of one of them; gives its name.
    pub fn open_nth(&mut self, n: usize) -> String {
        let found = self.openers_here().nth(n).expect("a field that opens");
        found.click_accesskit();
        let name = found.accesskit_node().label().unwrap_or_default();
        self.window.run_steps(3);
        name
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
            self.window.run_steps(4);
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
