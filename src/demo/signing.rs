//! What members of staff of the sample have done for themselves: a signed pledge, a lesson with its questions, a policy.

use serde_json::json;

use crate::base::{Draft, Kind, RecordId};
use crate::desk::Problem;
use crate::ledgers::attendance::record::{LessonKind, Score, field};
use crate::ledgers::confirm::Confirm;
use crate::ledgers::facts::Facts;
use crate::ledgers::pledge::record::{Purpose, Signature};
use crate::ledgers::policy_read::current::{CurrentPolicy, SETTING};
use crate::ledgers::training::record::Training;
use crate::procedures::{Attend, SignPledge, words};

use super::history::Story;

/// Who has signed on the screen, and who has attended by themselves and waits to be confirmed.
const SIGNER: &str = "uchida";
const LEARNER: &str = "henmi";
/// Who has answered the questions of the newest course, and how many at once.
const ANSWERERS: [(&str, u8); 2] = [("uchida", 12), ("katsuragi", 10)];

impl Story<'_> {
    /// The policy of now, a drawn signature, a lesson with a score.
    pub(super) fn signing(&mut self) -> Result<(), Problem> {
        let day = self.ago(0, 20);
        let policy = CurrentPolicy {
            name: "MICT運用ポリシー".to_owned(),
            edition: "第2版".to_owned(),
            place: "事務室の書庫".to_owned(),
        };
        let text = json!(policy).to_string();
        self.scribe.on(day, |page| page.set(SETTING, &text))?;

        let signer = self.person(SIGNER)?;
        let name = self.name_of(signer.into())?;
        let words = words::current(&self.scribe.reader(), Purpose::Working)?;
        self.scribe.run(day, Some(&name), SignPledge::drawn(signer, words, scribble()))?;
        let facts = Facts::load(&self.scribe.reader())?;
        if let Some(kept) = facts.belongings_of(signer).pledges.first() {
            self.scribe.run(day, None, Confirm { kind: Kind::Pledge, id: kept.id.into() })?;
        }

        let learner = self.person(LEARNER)?;
        let name = self.name_of(learner.into())?;
        let draft = Draft::new()
            .with_link(&field::STAFF, Some(learner))
            .with_choice(&field::KIND, Some(LessonKind::Video))
            .with(&field::TITLE, "情報の扱いと端末の講習ビデオ")
            .with_day(&field::ATTENDED_ON, Some(day));
        let score = |n_right: u8| Score { n_right, n_asked: 12, own_on: Some(day) };
        self.scribe.run(day, Some(&name), Attend::new(learner, draft, score(11)))?;

        // Two who were at the newest course have answered its questions at the screen.
        let Some(held) = self.scribe.reader().list::<Training>()?.pop() else { return Ok(()) };
        for (key, n_right) in ANSWERERS {
            let person = self.person(key)?;
            let name = self.name_of(person.into())?;
            let draft = Draft::new()
                .with_link(&field::STAFF, Some(person))
                .with_choice(&field::KIND, Some(held.record.kind))
                .with(&field::TITLE, &held.record.title)
                .with_day(&field::ATTENDED_ON, held.record.held_on);
            let answered = Attend::new(person, draft, score(n_right)).of(Some(held.id));
            self.scribe.run(day, Some(&name), answered)?;
        }
        Ok(())
    }

    fn name_of(&self, id: RecordId) -> Result<String, Problem> {
        let facts = Facts::load(&self.scribe.reader())?;
        facts.person(id).map(|kept| kept.record.name.clone()).ok_or_else(super::history::nobody)
    }
}

/// A signature as a hand draws it: loops along a line.
fn scribble() -> Signature {
    let stroke = |from: u16, points: &[(u16, u16)]| points.iter().map(|(x, y)| [from + x, *y]).collect::<Vec<_>>();
    let loops =
        [(0, 6000), (300, 3200), (600, 2600), (700, 4200), (500, 6200), (900, 6800), (1300, 5200), (1500, 3000)];
    Signature(vec![stroke(900, &loops), stroke(2700, &loops), stroke(4600, &loops), stroke(6500, &loops)])
}
