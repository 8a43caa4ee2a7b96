//! A year of self-checks in the sample: most are done and confirmed, some are late, one waits, one found something.

use crate::base::{DeviceId, RecordId, StaffId};
use crate::checklists::SelfCheck;
use crate::desk::Problem;
use crate::ledgers::confirm::Confirm;
use crate::ledgers::facts::Facts;
use crate::ledgers::remedy::record::Remedy;
use crate::ledgers::self_check::record::{Answer, Answered};
use crate::procedures::Finish;

use super::history::Story;
use super::scribe::record;

/// So many months and days ago the rounds were; each person checks all of their devices.
const ROUNDS: [(i32, i64); 6] = [(11, 5), (9, 5), (7, 5), (5, 8), (3, 6), (1, 10)];

/// Who has left out the last round, and who has never checked anything.
const LATE: [&str; 2] = ["igarashi", "tokunaga"];
const NEVER: [&str; 2] = ["hoa", "ohashi"];
/// Whose last check waits to be confirmed, and whose found something.
const WAITING: &str = "tsuji";
const FOUND: &str = "takahashi";

/// One check to be entered.
struct Due {
    person: StaffId,
    name: String,
    device: DeviceId,
    answers: Vec<Answered>,
    is_confirmed: bool,
}

impl Story<'_> {
    /// Something that was seen on a round through the rooms, to be seen to by today.
    pub(super) fn remedy(&mut self) -> Result<(), Problem> {
        let found_on = self.ago(1, 20);
        let owner = self.staff.get("yoshimura").copied();
        let remedy = record::<Remedy>(serde_json::json!({
            "what": "受付のPCの画面が、待合から見える", "source": "院内の見回り", "found_on": found_on.iso(),
            "owner": owner, "target_on": self.today.iso(),
        }))?;
        self.scribe.on(found_on, |page| page.enter(&remedy))?;
        Ok(())
    }

    /// All rounds of the last year.
    pub(super) fn self_checks(&mut self) -> Result<(), Problem> {
        let Some(edition) = SelfCheck::current() else { return Ok(()) };
        for (round, (months, days)) in ROUNDS.into_iter().enumerate() {
            let day = self.ago(months, days);
            let is_last = round + 1 == ROUNDS.len();
            for due in self.due(edition, is_last)? {
                let finish = Finish::new(due.person, due.device, edition, due.answers);
                self.scribe.run(day, Some(&due.name), finish)?;
                if due.is_confirmed {
                    let id = self.newest_check(due.person, due.device)?;
                    self.scribe.run(day, None, Confirm { kind: crate::base::Kind::SelfCheck, id })?;
                }
            }
        }
        Ok(())
    }

    fn due(&self, edition: &'static SelfCheck, is_last: bool) -> Result<Vec<Due>, Problem> {
        let facts = Facts::load(&self.scribe.reader())?;
        let mut all = Vec::new();
        for (key, id) in &self.staff {
            let is_out = NEVER.contains(key) || (is_last && LATE.contains(key));
            let Some(person) = facts.staff.iter().find(|kept| kept.id == *id).filter(|_| !is_out) else { continue };
            let own = facts.belongings_of(*id);
            let devices =
                own.devices.iter().filter(|kept| kept.record.kind.is_terminal() && kept.record.ended_on.is_none());
            for (place, kept) in devices.enumerate() {
                let has_found = is_last && *key == FOUND && place == 0;
                let answers = edition.for_device(&kept.record).into_iter().enumerate().map(|(number, item)| Answered {
                    item: item.id.clone(),
                    ask: item.ask.clone(),
                    answer: match number {
                        2 if has_found => Answer::No,
                        4 if has_found => Answer::Unsure,
                        _ => Answer::Yes,
                    },
                    reason: String::new(),
                });
                all.push(Due {
                    person: *id,
                    name: person.record.name.clone(),
                    device: kept.id,
                    answers: answers.collect(),
                    is_confirmed: !(is_last && *key == WAITING),
                });
            }
        }
        Ok(all)
    }

    fn newest_check(&self, person: StaffId, device: DeviceId) -> Result<RecordId, Problem> {
        let facts = Facts::load(&self.scribe.reader())?;
        let own = facts.belongings_of(person);
        let newest = own.checks.iter().find(|kept| kept.record.device == device).map(|kept| kept.id.into());
        newest.ok_or_else(super::history::nobody)
    }
}
