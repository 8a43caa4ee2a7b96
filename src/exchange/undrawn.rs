//! Values of a book with characters that no typeface draws: taken over as they are written, and told in the preview.

use super::plan::PlanItem;
use crate::base::{Input, glyphs};
use crate::ledgers::registry;

/// What is told of the records that would be written.
pub(super) fn remarks(items: &[PlanItem]) -> Vec<String> {
    items.iter().filter(|item| item.is_written()).flat_map(of).collect()
}

fn of(item: &PlanItem) -> Vec<String> {
    let fields = (registry::of(item.kind).fields)().iter();
    let typed = fields.filter(|field| !matches!(field.input, Input::Link(_) | Input::Links(_)));
    typed
        .filter_map(|field| {
            let advice = glyphs::advice(item.draft.get(field.key))?;
            let place = item.source.first().map_or_else(String::new, |source| format!("（{source}）"));
            Some(format!("{}の{}{place}：{advice}", item.kind.label(), field.label))
        })
        .collect()
}
