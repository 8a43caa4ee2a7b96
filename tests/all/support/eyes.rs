//! What the person at the window sees, and where the keyboard leads.

use egui::accesskit::{NodeId, Role};
use egui_kittest::Node;
use egui_kittest::kittest::{NodeT, Queryable};

use super::desk::{HEIGHT, Seat};
use super::picture::picture;

impl Seat {
    /// Whether these words stand anywhere in sight.
    pub fn sees(&self, words: &str) -> bool {
        self.window.query_all_by_label_contains(words).next().is_some()
    }

    /// What the field with this label holds.
    pub fn value(&self, label: &str) -> String {
        self.field(label).value().unwrap_or_default()
    }

    /// The field with this label.
    pub(super) fn field<'a>(&'a self, label: &'a str) -> Node<'a> {
        self.window.get_by(move |node| is_input(node.role()) && node.label().as_deref() == Some(label))
    }

    /// The words that stand by themselves.
    fn texts(&self) -> impl Iterator<Item = String> {
        let all = self.window.query_all_by(|node| node.role() == Role::Label);
        all.filter_map(|node| node.accesskit_node().label().or(node.value()))
    }

    /// The digits of the recovery sheet as they stand on the screen.
    pub fn digits(&self) -> Vec<String> {
        self.texts().filter(|word| word.len() == 6 && word.chars().all(|c| c.is_ascii_digit())).collect()
    }

    /// The passphrase for a first opening, as it stands on the screen.
    pub fn first_passphrase(&self) -> String {
        let is_one = |word: &String| word.len() == 24 && word.split('-').filter(|group| group.len() == 4).count() == 5;
        self.texts().find(is_one).unwrap()
    }

    /// The secret for a telephone's app, as it stands on the screen.
    pub fn base32(&self) -> String {
        let is_one = |word: &String| word.len() == 39 && word.split(' ').all(|four| four.len() == 4);
        self.texts().find(is_one).unwrap()
    }

    /// Every word in sight.
    pub fn words(&self) -> Vec<String> {
        let all = self.window.query_all_by(|node| node.label().is_some() || node.value().is_some());
        all.map(|node| format!("{:?} {:?}", node.accesskit_node().label(), node.value())).collect()
    }

    /// Everything in sight that can be pressed, chosen from or typed into, by its name.
    pub fn controls(&self) -> Vec<String> {
        let all = self.window.query_all_by(|node| is_control(node.role()) && !node.is_disabled());
        all.map(|node| node.accesskit_node().label().unwrap_or_default()).collect()
    }

    /// What has the keyboard; empty for nothing.
    pub fn focused(&self) -> String {
        let focused = self.window.query_by(|node| node.is_focused());
        focused.and_then(|node| node.accesskit_node().label()).unwrap_or_default()
    }

    /// Where what has the keyboard stands, and how it is called.
    pub fn focused_place(&self) -> Option<(egui::Rect, String)> {
        let focused = self.window.query_by(|node| node.is_focused())?;
        Some((focused.rect(), focused.accesskit_node().label().unwrap_or_default()))
    }

    /// Where the button with this word stands.
    pub fn place_of(&self, word: &str) -> egui::Rect {
        self.window.get_by_role_and_label(Role::Button, word).rect()
    }

    /// Whether the menu says that this is the page in sight.
    pub fn is_here(&self, entry: &str) -> bool {
        let entry = self.window.get_by_role_and_label(Role::Button, entry);
        entry.accesskit_node().toggled() == Some(egui::accesskit::Toggled::True)
    }

    /// Where these words stand.
    pub fn words_at(&self, words: &str) -> egui::Rect {
        self.window.get_by_label(words).rect()
    }

    /// The whole window.
    pub fn whole(&self) -> egui::Rect {
        self.window.ctx.content_rect()
    }

    /// Whether a thing of this sort and name is in sight.
    pub fn has(&self, role: Role, name: &str) -> bool {
        self.window.query_by(|node| node.role() == role && node.label().as_deref() == Some(name)).is_some()
    }

    /// Whether a dialog with this name is open, and is said to lie over everything.
    pub fn has_dialog(&self, name: &str) -> bool {
        let dialog = self.window.query_by(|node| node.role() == Role::Dialog && node.label().as_deref() == Some(name));
        dialog.is_some_and(|node| node.accesskit_node().is_modal())
    }

    /// How far down these words stand.
    pub fn top_of(&self, words: &str) -> f32 {
        self.window.query_all_by_label(words).next().unwrap().rect().top()
    }

    /// Whether a text field has the keyboard.
    pub fn is_typing(&self) -> bool {
        self.window.ctx.text_edit_focused()
    }

    /// The links in sight.
    pub fn links(&self) -> Vec<String> {
        let all = self.window.query_all_by(|node| node.role() == Role::Link);
        all.filter_map(|node| node.accesskit_node().label()).collect()
    }

    /// Where Tab leads once around the window, by name and in order; and the controls in sight that it never comes to.
    /// What is pressed from its field with a key of its own says so: a calendar, the words offered, the eye.
    pub fn tab_round(&mut self) -> (Vec<String>, Vec<String>) {
        let stops = self.tab_stops();
        let is_stop = |node: &Node<'_>| stops.iter().any(|(id, _)| *id == node.accesskit_node().locate().0);
        let all = self.window.query_all_by(|node| is_control(node.role()) && !node.is_disabled());
        let has_key = |node: &Node<'_>| node.accesskit_node().data().keyboard_shortcut().is_some();
        let missed = all.filter(|node| !is_stop(node) && !has_key(node));
        let missed = missed.map(|node| node.accesskit_node().label().unwrap_or_default()).collect();
        (stops.into_iter().map(|(_, name)| name).collect(), missed)
    }

    /// Presses Tab until it comes to something for the second time.
    fn tab_stops(&mut self) -> Vec<(NodeId, String)> {
        let mut stops: Vec<(NodeId, String)> = Vec::new();
        for _ in 0..100 {
            self.window.key_press(egui::Key::Tab);
            self.window.run_steps(2);
            let focused = self.window.get_by(|node| node.is_focused());
            let (place, focused) = (focused.rect(), focused.accesskit_node());
            let is_seen = place.top() >= 0.0 && (place.bottom() <= HEIGHT || place.height() > HEIGHT / 2.0);
            assert!(is_seen, "Tab leads out of sight: {:?} at {place:?}", focused.label());
            let (id, name) = (focused.locate().0, focused.label().unwrap_or_default());
            if stops.iter().any(|(before, _)| *before == id) {
                return stops;
            }
            stops.push((id, name));
        }
        panic!("Tab leads on and on: {stops:?}");
    }

    /// What goes into the clipboard when everything in sight is marked and copied; and whether a button offers it.
    pub fn copied(&mut self) -> Vec<String> {
        self.window.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::A);
        self.window.run_steps(1);
        self.window.event(egui::Event::Copy);
        self.window.step();
        let commands = self.window.output().platform_output.commands.clone();
        let copied = commands.into_iter().filter_map(|command| match command {
            egui::OutputCommand::CopyText(text) => Some(text),
            _ => None,
        });
        let offers = self.window.query_all_by(|node| node.role() == Role::Button);
        let offers = offers.filter_map(|node| node.accesskit_node().label()).filter(|word| word.contains("コピー"));
        copied.chain(offers).collect()
    }

    /// Keeps a picture where `DAICHOBAN_PICTURES` says.
    pub fn picture(&mut self, name: &str) {
        picture(&mut self.window, name);
    }
}

fn is_input(role: Role) -> bool {
    matches!(role, Role::TextInput | Role::MultilineTextInput | Role::PasswordInput | Role::SearchInput)
}

fn is_control(role: Role) -> bool {
    let others = [
        Role::Button,
        Role::Link,
        Role::ComboBox,
        Role::CheckBox,
        Role::RadioButton,
        Role::Switch,
        Role::Tab,
        Role::MenuItem,
    ];
    is_input(role) || others.contains(&role)
}
