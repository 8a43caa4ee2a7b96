//! 設問・誓約書・確認問題・点検表: the content of guided procedures, read from `assets/`; it knows no screen and saves no
//! record.
//!
//! A [`SelfCheck`] asks about a device, a [`PledgeForm`] is signed, a [`Quiz`] closes a lesson, an [`Edition`] asks the
//! clinic once a year. Each is one file, read once and checked whole; [`faults`] tells what is wrong with a file the
//! program was built with. The clinic may add editions to its own ledger; [`held`] gives all there are, and [`judge`]
//! tells whether a file can be one.

mod adding;
mod answer;
mod built_in;
mod cite;
mod edition;
mod edition_compare;
mod edition_file;
mod fault;
mod held;
mod only_if;
mod os;
mod pledge_form;
mod quiz;
mod reading;
mod self_check;
mod sets;
mod template;
mod when;

pub use adding::{Effect, Judged, Proposal, broken, judge};
pub use answer::{Answer, AnswerKind};
pub use built_in::faults;
pub use cite::Cite;
pub use edition::{
    AnswerSet, Edition, EditionForm, EditionItem, EditionLayout, EditionSource, IfNo, InForce, Replaced, Scope, Section,
};
pub use edition_compare::{Change, Compared};
pub use fault::{ContentFault, Flaw};
pub use held::{ADDED, Added, Held, HeldEdition, added, held};
pub use only_if::OnlyIf;
pub use os::Os;
pub use pledge_form::{Clause, PledgeForm};
pub use quiz::{Question, Quiz};
pub use self_check::{AskWhom, Item, LeftOut, Look, SelfCheck, Weight};
pub use sets::Sets;
pub use template::template;
pub use when::When;
