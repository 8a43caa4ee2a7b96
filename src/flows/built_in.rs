//! The flows the program is built with, and whether they are sound.

use std::sync::LazyLock;

use crate::ledgers::incident::record::FlowKind;

use super::file::{self, FlowFault};
use super::flow::Flow;

const SHARED: (&str, &str) = ("flows/common.toml", include_str!("../../assets/flows/common.toml"));

/// Each file of `assets/flows`, in the order the kinds are offered.
const FILES: [(&str, &str); 9] = [
    ("flows/device-loss.toml", include_str!("../../assets/flows/device-loss.toml")),
    ("flows/paper-loss.toml", include_str!("../../assets/flows/paper-loss.toml")),
    ("flows/misdirected.toml", include_str!("../../assets/flows/misdirected.toml")),
    ("flows/spoken.toml", include_str!("../../assets/flows/spoken.toml")),
    ("flows/intrusion.toml", include_str!("../../assets/flows/intrusion.toml")),
    ("flows/malware.toml", include_str!("../../assets/flows/malware.toml")),
    ("flows/insider.toml", include_str!("../../assets/flows/insider.toml")),
    ("flows/vendor.toml", include_str!("../../assets/flows/vendor.toml")),
    ("flows/other.toml", include_str!("../../assets/flows/other.toml")),
];

struct Shelf {
    sound: Vec<Flow>,
    faults: Vec<FlowFault>,
}

static FLOWS: LazyLock<Shelf> = LazyLock::new(|| {
    let mut shelf = Shelf { sound: Vec::new(), faults: Vec::new() };
    let shared = match file::shared(SHARED.0, SHARED.1) {
        Ok(shared) => shared,
        Err(fault) => {
            shelf.faults.push(fault);
            return shelf;
        }
    };
    for (name, text) in FILES {
        match file::read(name, text, &shared) {
            Ok(flow) => shelf.sound.push(flow),
            Err(fault) => shelf.faults.push(fault),
        }
    }
    shelf
});

/// Every flow, in the order the kinds are offered.
#[must_use]
pub fn flows() -> &'static [Flow] {
    &FLOWS.sound
}

/// The flow of a kind; a test holds that there is one for each.
#[must_use]
pub fn flow(kind: FlowKind) -> Option<&'static Flow> {
    flows().iter().find(|flow| flow.kind == kind)
}

/// What is wrong with the files.
#[must_use]
pub fn faults() -> &'static [FlowFault] {
    &FLOWS.faults
}

#[cfg(test)]
mod tests {
    use super::{faults, flow, flows};
    use crate::base::Coded;
    use crate::flows::Phase;
    use crate::ledgers::incident::record::FlowKind;

    #[test]
    fn every_kind_has_its_flow() {
        assert_eq!(faults(), []);
        assert_eq!(flows().iter().map(|flow| flow.kind).collect::<Vec<_>>(), FlowKind::ALL);
        for flow in flows() {
            assert!(flow.wall().count() >= 3, "{:?}", flow.kind);
            assert!(flow.steps.iter().any(|step| step.reports), "{:?}", flow.kind);
            let phases: Vec<Phase> = flow.steps.iter().map(|step| step.phase).collect();
            assert!(phases.is_sorted(), "{:?}", flow.kind);
        }
    }

    #[test]
    fn a_lost_device_follows_the_order_of_the_documents() {
        let flow = flow(FlowKind::DeviceLoss).unwrap();
        let place = |code: &str| flow.steps.iter().position(|step| step.code == code).unwrap();
        // S000-2.1, S000-2.2, S000-2.3
        let order = ["passwords", "office", "suspend", "line", "remote-lock"].map(place);
        assert!(order.is_sorted(), "{order:?}");
        assert_eq!(order[0], 0);
    }
}
