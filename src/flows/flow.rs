//! A guided flow: its steps in order, phase by phase.

use crate::coded;
use crate::ledgers::contact::record::Slot;
use crate::ledgers::incident::record::{FlowKind, Report};

coded! {
    /// 段階 (after IPA's 情報漏えい発生時の対応ポイント集, S004-3.1h)
    pub enum Phase {
        First = "first", "すぐにすること";
        Look = "look", "調べること";
        Tell = "tell", "知らせる・届け出ること";
        Restore = "restore", "抑えて、元に戻すこと";
        After = "after", "終えるときにすること";
    }
}

coded! {
    /// What a step is done to: once, or once for each of several things.
    pub enum Each {
        Account = "account", "利用者IDごと";
        NetworkAccount = "network-account", "連携ネットワークの利用者IDごと";
        Device = "device", "端末ごと";
    }
}

coded! {
    /// When a step is asked for at all.
    pub enum Only {
        /// The clinic uses a care network.
        Network = "network", "連携ネットワークを使っているとき";
        /// The device is the clinic's own, not somebody's private one.
        FacilityDevice = "facility-device", "施設の端末のとき";
    }
}

coded! {
    /// Which part of the record is filled in at a step.
    pub enum Fills {
        Facts = "facts", "いつ・どこで・だれが";
        Data = "data", "情報と人数";
        Protection = "protection", "保護の状態";
        Law = "law", "個人情報保護委員会への報告";
        Cause = "cause", "原因と再発防止";
    }
}

/// Where a step comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cited {
    /// The document.
    pub document: String,
    /// Its section.
    pub section: String,
}

/// One step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The stable code: lines of timelines hang on it.
    pub code: String,
    /// 段階
    pub phase: Phase,
    /// What is to be done; `{}` stands for what it is done to.
    pub title: String,
    /// How, in a sentence or two.
    pub how: String,
    /// The same in a few words for the sheet on the wall; empty where it does not stand there.
    pub wall: String,
    /// What it is done to, where that is several things.
    pub each: Option<Each>,
    /// When it is asked for.
    pub only: Option<Only>,
    /// Whom to call for it.
    pub contact: Vec<Slot>,
    /// What is filled in at it.
    pub fills: Option<Fills>,
    /// What has gone out with it.
    pub report: Option<Report>,
    /// Whether the responsible person learns of the incident by it.
    pub reports: bool,
    /// The documents it comes from; none where it is our own suggestion.
    pub cites: Vec<Cited>,
}

impl Step {
    /// The title for one of the things it is done to.
    #[must_use]
    pub fn title_for(&self, thing: &str) -> String {
        self.title.replace("{}", thing)
    }
}

/// What is done about one kind of incident.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flow {
    /// Which kind.
    pub kind: FlowKind,
    /// What to know before anything else, in a sentence or two.
    pub lead: String,
    /// The steps, in order.
    pub steps: Vec<Step>,
}

impl Flow {
    /// The steps of a phase, in order.
    pub fn of_phase(&self, phase: Phase) -> impl Iterator<Item = &Step> {
        self.steps.iter().filter(move |step| step.phase == phase)
    }

    /// What stands of it on the sheet on the wall, in order.
    pub fn wall(&self) -> impl Iterator<Item = &str> {
        self.steps.iter().map(|step| step.wall.as_str()).filter(|wall| !wall.is_empty())
    }
}
