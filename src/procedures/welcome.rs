//! 利用開始の手続き: somebody new is entered, and their way in begins.

use crate::desk::Screen;
use crate::ledgers::passage::commands::Welcome;
use crate::ledgers::shelf::FormScreen;
use crate::ledgers::staff::record::Staff;

/// The screen: the form of a person, after which their steps follow.
#[must_use]
pub fn welcome() -> Box<dyn Screen> {
    Box::new(FormScreen::<Staff>::new(None).entered_by("利用開始の手続き", |draft| Box::new(Welcome(draft))))
}
