//! 連絡体制図: who is called by whom, inside and outside the clinic, as boxes and arrows (S003-3.1, B-7).
//!
//! `words` reads what stands where and when whom is called; `who` fills it from the ledger; `place` puts it on paper.
//! The screen and the printed page draw the same placed boxes.

mod choose;
mod place;
mod place_inside;
mod who;
mod words;

pub use choose::{ChooseLayout, chosen_plan};
pub use place::{Placed, Room, Spot, place};
pub use who::{Chart, Group, Node, Target};
pub use words::{Plan, Tier, fault, plan_for, plans};
