//! 署名した用紙の写し: whose copy is asked for where a person's steps stand.

use crate::base::Kept;
use crate::ledgers::pledge::record::Pledge;
use crate::ledgers::shelf::CopyOf;

/// The newest of these, where it is on paper; one that was signed on the screen needs no copy.
pub(super) fn newest(pledges: &[&Kept<Pledge>]) -> Option<CopyOf> {
    let newest = pledges.first().filter(|kept| kept.record.is_on_paper())?;
    Some(CopyOf::new(newest, "署名した用紙の写し"))
}
