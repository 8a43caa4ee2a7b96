//! 事故のときの手順: the guided flows as data (assets/flows), one file a kind of incident and one for what all share.

mod built_in;
mod file;
mod flow;

pub use built_in::{faults, flow, flows};
pub use file::FlowFault;
pub use flow::{Cited, Each, Fills, Flow, Only, Phase, Step};
