//! A form walked through step by step (手順): one group of fields at a time, with how far one is.

use egui::Ui;

use crate::base::Field;
use crate::widgets::form::Form;
use crate::widgets::steps::steps;
use crate::widgets::tokens::space;

use super::shown::Shown;

/// The groups of a form's fields, and the one in sight.
#[derive(Debug, Clone, Default)]
pub(super) struct Stages {
    names: Vec<&'static str>,
    pub(super) at: usize,
}

impl Stages {
    /// Leaves the fields of the stage in sight.
    pub(super) fn narrow(&mut self, asked: &mut Vec<Field>) {
        self.names = asked.iter().map(|field| field.group).collect();
        self.names.dedup();
        self.at = self.at.min(self.names.len().saturating_sub(1));
        let here = self.names.get(self.at).copied();
        asked.retain(|field| Some(field.group) == here);
    }

    /// Whether another stage follows.
    pub(super) fn has_more(&self) -> bool {
        self.at + 1 < self.names.len()
    }

    /// Turns to the stage of a field.
    pub(super) fn find(&mut self, key: &str, fields: &[Field]) {
        let group = fields.iter().find(|field| field.key == key).map(|field| field.group);
        if let Some(at) = self.names.iter().position(|name| Some(*name) == group) {
            self.at = at;
        }
    }

    /// The memory of the stage's own form.
    pub(super) fn form<R: Shown>(&self) -> Form {
        let form = Form::new(&format!("{} {}", R::KIND.code(), self.at));
        if self.at == 0 { form } else { form.close_word("戻る") }
    }

    /// Shows how far one is.
    pub(super) fn ui(&self, ui: &mut Ui) {
        steps(ui, &self.names, self.at);
        ui.add_space(space::S);
    }
}
