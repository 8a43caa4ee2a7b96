//! One test program: journeys, page texts, content, the vault, the house rules.

mod support;
mod widgets_gallery;
