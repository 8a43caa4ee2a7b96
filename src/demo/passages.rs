//! Ways in and out in the sample: a nurse who left with one ID still live, one who leaves soon, one who has just come.

use crate::base::{Coded, Day, Draft, StaffId};
use crate::desk::Problem;
use crate::ledgers::account::record::{Removal, field as account};
use crate::ledgers::disposal::commands::HandOver;
use crate::ledgers::disposal::record::{Handing, Wiped, field as handing};
use crate::ledgers::passage::commands::{Close, RECEIVE, ReceiveFarewell, Settle, StopAccounts};
use crate::ledgers::passage::record::{Passage, Point, Settled, Way};
use crate::ledgers::steps::Step;

use super::history::{Story, nobody};

const ADMIN: &str = "髙橋 美咲";

impl Story<'_> {
    /// A nurse leaves: the IDs but one, the shared PC, the keys, the confirmation on paper.
    pub(super) fn leave(&mut self, day: Day) -> Result<(), Problem> {
        let id = self.person("yanagihara")?;
        self.begin(day, id, Way::Leaving, day, "退職")?;
        let is_stopped = |(key, system): &(&str, &str)| *key == "yanagihara" && *system != "mcs";
        let stopped = self.accounts.iter().filter(|(of, _)| is_stopped(of)).map(|(_, id)| *id).collect();
        let draft = Draft::new()
            .with_day(&account::REMOVED_ON, Some(day))
            .with_choice(&account::REMOVAL, Some(Removal::Deleted))
            .with(&account::REMOVED_BY, ADMIN);
        self.scribe.run(day, None, StopAccounts { accounts: stopped, draft })?;
        let shared = self
            .handing(day, "PC-05", "yanagihara", Handing::GivenBack)?
            .with(&handing::TO, "看護師詰所")
            .with_choice(&handing::WIPED, Some(Wiped::No))
            .with(&handing::WHY_NOT, "共用のPCで、患者の情報は保存していない");
        self.scribe.run(day, None, HandOver::new(shared))?;
        for (step, note) in [(Step::Papers, "更衣室の鍵、名札"), (Step::Operator, "操作者ではない")] {
            let point = Point {
                code: step.code().to_owned(),
                settled: Settled::Done,
                on: day,
                by: ADMIN.to_owned(),
                note: note.to_owned(),
            };
            self.scribe.run(
                day,
                None,
                Settle { person: id, way: Way::Leaving, code: step.code(), point: Some(point) },
            )?;
        }
        let [received_on, kept_at] = RECEIVE;
        let draft = Draft::new().with_day(&received_on, Some(day)).with(&kept_at, "事務室の鍵付き書庫");
        self.scribe.run(day, None, ReceiveFarewell { person: id, draft })?;
        let reason = "MCSのIDは、事務局に停止を依頼した。返事を待っている".to_owned();
        self.scribe.run(day, None, Close { person: id, way: Way::Leaving, reason })?;
        self.staff.remove("yanagihara");
        Ok(())
    }

    /// Somebody has just come, and somebody leaves at the end of next week.
    pub(super) fn passages(&mut self) -> Result<(), Problem> {
        let begun = self.ago(0, 9);
        let newcomer = self.person("ohashi")?;
        self.begin(begun, newcomer, Way::Joining, begun, "")?;
        let told = self.ago(0, 3);
        let leaver = self.person("hoa")?;
        self.begin(told, leaver, Way::Leaving, self.today.plus_days(10), "退職")
    }

    fn begin(&mut self, day: Day, person: StaffId, way: Way, on: Day, why: &str) -> Result<(), Problem> {
        let passage = Passage { end_reason: why.to_owned(), ..Passage::begun(way, person, on) };
        self.scribe.on(day, |page| page.enter(&passage)).map(drop)
    }

    /// What is known of every handing over.
    pub(super) fn handing(&self, day: Day, number: &str, from: &str, way: Handing) -> Result<Draft, Problem> {
        let device = self.devices.get(number).copied().ok_or_else(nobody)?;
        Ok(Draft::new()
            .with_link(&handing::DEVICE, Some(device))
            .with(&handing::HANDING, way.code())
            .with_day(&handing::ON, Some(day))
            .with_link(&handing::FROM, Some(self.person(from)?)))
    }
}
