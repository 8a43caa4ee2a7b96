//! What the person at the window does with keyboard and mouse, and what happens to the PC.

use egui::accesskit::Role;
use egui_kittest::kittest::{NodeT, Queryable};

use super::desk::Seat;

impl Seat {
    /// Types into the field with this label, over what stands there.
    pub fn fill(&mut self, label: &str, text: &str) {
        self.field(label).focus();
        self.window.run_steps(1);
        self.window.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::A);
        self.window.run_steps(1);
        self.field(label).type_text(text);
        self.window.run_steps(2);
    }

    /// Types where the keyboard is.
    pub fn type_here(&mut self, text: &str) {
        self.window.get_by(|node| node.is_focused()).type_text(text);
        self.settle();
    }

    /// Presses the button with this word.
    pub fn press(&mut self, word: &str) {
        self.window.get_by_role_and_label(Role::Button, word).click();
        self.settle();
    }

    /// Presses the button with this word by the keyboard, wherever on the page it stands.
    pub fn reach(&mut self, word: &str) {
        self.focus(word);
        self.key(egui::Key::Enter);
    }

    /// Presses a key.
    pub fn key(&mut self, key: egui::Key) {
        self.window.key_press(key);
        self.settle();
    }

    /// Gives a thing the keyboard.
    pub fn focus(&mut self, label: &str) {
        self.window.get_by_label(label).focus();
        self.settle();
    }

    /// Gives a button the keyboard.
    pub fn focus_button(&mut self, word: &str) {
        self.window.get_by_role_and_label(Role::Button, word).focus();
        self.settle();
    }

    /// Gives the field with this label the keyboard.
    pub fn focus_field(&mut self, label: &str) {
        self.field(label).focus();
        self.settle();
    }

    /// Takes the item with this word from the drop-down with this label.
    pub fn pick(&mut self, label: &str, word: &str) {
        self.window.get_by_role_and_label(Role::ComboBox, label).click();
        self.settle();
        self.window.get_by_role_and_label(Role::ListBoxOption, word).click();
        self.settle();
    }

    /// Takes the item with this word from a long drop-down, searched for by a part of it,
    /// wherever on the page it stands.
    pub fn pick_searched(&mut self, label: &str, part: &str, word: &str) {
        self.window.get_by_role_and_label(Role::ComboBox, label).focus();
        self.settle();
        self.window.get_by_role_and_label(Role::ComboBox, label).click();
        self.settle();
        let search = format!("{label}を探す");
        // A short list has no box for searching.
        if self.window.query_by_role_and_label(Role::TextInput, &search).is_none() {
            self.window.get_by_role_and_label(Role::ListBoxOption, word).click();
            return self.settle();
        }
        self.fill(&search, part);
        let found = self.window.query_all_by_role(Role::ListBoxOption).filter_map(|node| node.accesskit_node().label());
        assert_eq!(found.collect::<Vec<_>>(), [word]);
        self.key(egui::Key::Enter);
    }

    /// Ticks the box, or takes the one of a few, with this word.
    pub fn check(&mut self, word: &str) {
        let is_one = |role| matches!(role, Role::CheckBox | Role::RadioButton);
        self.window.get_by(|node| is_one(node.role()) && node.label().as_deref() == Some(word)).click();
        self.settle();
    }

    /// Ticks the box, or takes the one of a few, with this word, wherever on the page it stands.
    pub fn take(&mut self, word: &str) {
        let is_one = |role| matches!(role, Role::CheckBox | Role::RadioButton);
        self.window.get_by(|node| is_one(node.role()) && node.label().as_deref() == Some(word)).click_accesskit();
        self.settle();
    }

    /// Takes the one of a few with this word, of the choice with this name, wherever on the page it stands.
    pub fn check_of(&mut self, name: &str, word: &str) {
        let is_it = |node: &egui_kittest::Node<'_>| {
            let node = node.accesskit_node();
            node.label().as_deref() == Some(word) && node.description().as_deref() == Some(name)
        };
        self.window.query_all_by_role(Role::RadioButton).find(is_it).unwrap().click_accesskit();
        self.settle();
    }

    /// Takes the one of a few with this word, of the field with this label, wherever on the page it stands.
    pub fn take_of(&mut self, label: &str, word: &str) {
        let is_group = |node: &egui_kittest::Node<'_>| node.accesskit_node().label().as_deref() == Some(label);
        let group = self.window.query_all_by_role(Role::RadioGroup).find(is_group).unwrap();
        group.get_by_role_and_label(Role::RadioButton, word).click_accesskit();
        self.settle();
    }

    /// Follows a link, wherever on the page it stands.
    pub fn follow(&mut self, name: &str) {
        self.window.query_all_by_role_and_label(Role::Link, name).next().unwrap().click_accesskit();
        self.settle();
    }

    /// Draws two strokes in the box with this label.
    pub fn sign(&mut self, label: &str) {
        let place = self.window.get_by_label(label).rect();
        for (from, to) in [((0.2, 0.7), (0.5, 0.3)), ((0.5, 0.3), (0.8, 0.6))] {
            let at = |(x, y): (f32, f32)| place.min + egui::vec2(place.width() * x, place.height() * y);
            let (from, to) = (at(from), at(to));
            self.window.event(egui::Event::PointerMoved(from));
            self.window.run_steps(1);
            self.window.drag_at(from);
            self.window.run_steps(1);
            for step in 1_u8..=12 {
                self.window.event(egui::Event::PointerMoved(from + (to - from) * (f32::from(step) / 12.0)));
                self.window.run_steps(1);
            }
            self.window.drop_at(to);
            self.window.run_steps(2);
        }
        self.settle();
    }

    /// Takes a thing by its label with the pointer and lets it go on another one.
    pub fn drag_onto(&mut self, label: &str, goal: &str) {
        let from = self.window.get_by_label(label).rect().left_center() + egui::vec2(12.0, 0.0);
        let to = self.window.get_by_label(goal).rect();
        // Past its middle in the direction it is dragged.
        let past = if to.center().y < from.y { to.top() + 4.0 } else { to.bottom() - 4.0 };
        let to = egui::pos2(from.x, past);
        self.window.event(egui::Event::PointerMoved(from));
        self.window.run_steps(1);
        self.window.drag_at(from);
        self.window.run_steps(1);
        for step in 1_u8..=8 {
            self.window.event(egui::Event::PointerMoved(from + (to - from) * (f32::from(step) / 8.0)));
            self.window.run_steps(1);
        }
        self.window.drop_at(to);
        self.window.run_steps(2);
        self.settle();
    }

    /// Types a path where this PC has no dialogs.
    pub fn typed_path(&mut self, label: &str, path: &std::path::Path) {
        self.fill(label, &path.display().to_string());
        self.press("決める");
    }

    /// Presses each of these with Ctrl, a frame apart.
    pub fn all_with_ctrl(&mut self, keys: &[egui::Key]) {
        for key in keys {
            self.window.key_press_modifiers(egui::Modifiers::COMMAND, *key);
            self.window.run_steps(1);
        }
        self.settle();
    }

    /// Makes the window this large.
    pub fn resize(&mut self, width: f32, height: f32) {
        self.window.set_size(egui::vec2(width, height));
        self.settle();
    }

    /// Presses a key with Alt.
    pub fn alt(&mut self, key: egui::Key) {
        self.window.key_press_modifiers(egui::Modifiers::ALT, key);
        self.settle();
    }

    /// Holds a key down until it repeats.
    pub fn hold(&mut self, key: egui::Key) {
        let event = |pressed| egui::Event::Key {
            key,
            physical_key: None,
            pressed,
            repeat: false,
            modifiers: egui::Modifiers::NONE,
        };
        for _ in 0..5 {
            self.window.event(event(true));
            self.window.run_steps(2);
        }
        self.window.event(event(false));
        self.settle();
    }

    /// Clicks on the thing with this name.
    pub fn click(&mut self, role: Role, name: &str) {
        self.window.get_by_role_and_label(role, name).click();
        self.settle();
    }

    /// Clicks twice in quick succession where the thing with this name is now.
    pub fn double_click(&mut self, role: Role, name: &str) {
        let pos = self.window.get_by_role_and_label(role, name).rect().center();
        self.window.event(egui::Event::PointerMoved(pos));
        self.window.run_steps(1);
        let began = self.window.ctx.input(|input| input.time);
        for (n, pressed) in [true, false, true, false].into_iter().enumerate() {
            let n = u32::try_from(n).unwrap();
            self.window.input_mut().time = Some(began + 0.07 * f64::from(n + 1));
            let (button, modifiers) = (egui::PointerButton::Primary, egui::Modifiers::NONE);
            self.window.event(egui::Event::PointerButton { pos, button, pressed, modifiers });
            self.window.step();
        }
        self.window.input_mut().time = None;
        self.settle();
    }

    /// Turns the wheel over the middle of the window.
    pub fn wheel(&mut self, points: f32) {
        let middle = self.window.ctx.content_rect().center();
        self.window.event(egui::Event::PointerMoved(middle));
        self.window.event(egui::Event::MouseWheel {
            unit: egui::MouseWheelUnit::Point,
            delta: egui::vec2(0.0, points),
            phase: egui::TouchPhase::Move,
            source: egui::MouseWheelSource::Unknown,
            modifiers: egui::Modifiers::NONE,
        });
        self.window.run_steps(6);
        self.settle();
    }

    /// Presses a thing as a screen reader does.
    pub fn by_assistance(&mut self, name: &str) {
        self.window.get_by_role_and_label(Role::Button, name).click_accesskit();
        self.settle();
    }

    /// Gives the drop-down with this label the keyboard.
    pub fn focus_list(&mut self, label: &str) {
        self.window.get_by_role_and_label(Role::ComboBox, label).focus();
        self.settle();
    }

    /// Takes the item that begins with this word, from a drop-down or one of a few, wherever on the page it stands.
    pub fn choose(&mut self, label: &str, word: &str) {
        let is_few = self.window.query_by_role_and_label(Role::ComboBox, label).is_none();
        if is_few {
            return self.take_of(label, word);
        }
        self.focus_list(label);
        self.key(egui::Key::Space);
        let is_it =
            |node: &egui_kittest::Node<'_>| node.accesskit_node().label().is_some_and(|label| label.starts_with(word));
        self.window.query_all_by_role(Role::ListBoxOption).find(is_it).unwrap().click();
        self.settle();
    }

    /// Opens the drop-down with this label.
    pub fn open_list(&mut self, label: &str) {
        self.window.get_by_role_and_label(Role::ComboBox, label).click();
        self.settle();
    }

    /// Presses a key with Ctrl.
    pub fn ctrl(&mut self, key: egui::Key) {
        self.window.key_press_modifiers(egui::Modifiers::COMMAND, key);
        self.settle();
    }

    /// So many seconds go by.
    pub fn wait_seconds(&mut self, n_seconds: u32) {
        let now = self.window.ctx.input(|input| input.time);
        self.window.input_mut().time = Some(now + f64::from(n_seconds));
        self.window.step();
        self.window.input_mut().time = None;
        self.settle();
    }

    /// Puts away what is told over the page, whose form has a button of the same word.
    pub fn close_trouble(&mut self) {
        self.window.query_all_by_role_and_label(Role::Button, "閉じる").last().unwrap().click();
        self.settle();
    }

    /// Closes the window by its cross; gives whether it goes.
    pub fn close_window(&mut self) -> bool {
        let goes = self.window.state_mut().may_close();
        self.window.run_steps(3);
        goes
    }

    /// Waits until these words are in sight, as somebody does who has just put a stick in.
    pub fn wait_for(&mut self, words: &str) {
        let began = std::time::Instant::now();
        while !self.sees(words) {
            assert!(began.elapsed() < std::time::Duration::from_secs(20), "{words} never comes: {:?}", self.words());
            std::thread::sleep(std::time::Duration::from_millis(50));
            self.window.run_steps(2);
        }
    }

    /// Nobody touches anything for so long.
    pub fn wait_minutes(&mut self, n_minutes: u32) {
        let now = self.window.ctx.input(|input| input.time);
        self.window.input_mut().time = Some(now + f64::from(n_minutes) * 60.0);
        self.window.step();
        self.window.input_mut().time = None;
        self.settle();
    }

    /// Presses a button, and the PC's screen is locked before what it began has ended.
    pub fn press_and_lock_pc(&mut self, word: &str) {
        self.window.get_by_role_and_label(Role::Button, word).click();
        while self.window.state().is_settled() {
            self.window.step();
        }
        self.window.state().bell().ring();
    }

    /// The PC's screen is locked; one frame is drawn.
    pub fn lock_pc(&mut self) {
        self.window.state().bell().ring();
        self.window.step();
    }
}
