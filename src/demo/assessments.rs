//! The yearly checks of the sample: two rounds of the earlier edition, one of last year, and this year's, half done.

use crate::base::{AssessmentId, Day, FiscalYear, RoleId};
use crate::checklists::{Edition, EditionForm, EditionItem};
use crate::desk::Problem;
use crate::ledgers::assessment::commands::{Begin, Give, SignOff};
use crate::ledgers::assessment::record::{Answer, Answered, Assessment, Worded};
use crate::ledgers::role::record::{Role, RoleKind};

use super::history::{Story, nobody};

const MANAGER: &str = "𠮷村 健太";
const DIRECTOR: &str = "濵田 誠一郎";

/// What is いいえ: the item, the days until it is put right, and what is said of it.
type Open = (&'static str, i64, &'static str);

const EARLIER_FIRST: &[Open] = &[
    ("opening", 0, ""),
    ("disclosure", 40, "事業者に資料を求めている"),
    ("access-log", 30, "表示のしかたを事業者に尋ねている"),
    ("contact-chart", 25, "案を作っている"),
    ("continuity", 60, ""),
];
const EARLIER_SECOND: &[Open] = &[("continuity", 30, "ひな形を取り寄せた")];
const LAST: &[Open] = &[
    ("2-03", 90, "画像の事業者だけがまだ"),
    ("2-09", 120, "USBメモリーの決まりを作る"),
    ("2-10", 400, "電子カルテの更新のときに入れる"),
    ("3-03", 100, ""),
];
const THIS: &[Open] = &[("2-03", 60, "画像の事業者に、もう一度求めた")];

/// So many items of this year's check are answered.
const N_ANSWERED: usize = 9;

impl Story<'_> {
    /// The checks, year by year.
    pub(super) fn assessments(&mut self) -> Result<(), Problem> {
        self.appoint(self.ago(22, 0), "safety", "hamada", "safety-officer", "法人本部", "国の点検表に合わせて")?;
        let year = |n_years: i32, today: Day| today.plus_months(-12 * n_years).fiscal_year();
        let (two_ago, last, this) = (year(2, self.today), year(1, self.today), year(0, self.today));
        let day = self.ago(21, 0);
        let round = self.begin_round(day, "r6", two_ago)?;
        self.answer_all(day, round, "r6", usize::MAX, EARLIER_FIRST, MANAGER)?;
        self.sign_off(day, round, "r6")?;
        let day = self.ago(20, 0);
        let round = self.begin_round(day, "r6", two_ago)?;
        self.answer_again(day, round, "r6", EARLIER_FIRST, EARLIER_SECOND)?;
        self.sign_off(day, round, "r6")?;
        let day = self.ago(9, 4);
        let round = self.begin_round(day, "r7", last)?;
        self.answer_all(day, round, "r7", usize::MAX, LAST, MANAGER)?;
        self.sign_off(day, round, "r7")?;
        let day = self.ago(0, 6);
        let round = self.begin_round(day, "r7", this)?;
        self.answer_all(day, round, "r7", N_ANSWERED, THIS, DIRECTOR)
    }

    fn begin_round(&mut self, day: Day, edition: &str, fiscal_year: FiscalYear) -> Result<AssessmentId, Problem> {
        let Edition { hash, .. } = held(edition)?;
        let (edition, form) = (held(edition)?.name(), EditionForm::Institution);
        self.scribe.run(day, None, Begin { edition, hash: hash.clone(), form, fiscal_year })?;
        let all = self.scribe.reader().list::<Assessment>()?;
        all.iter().find(|kept| kept.record.is_open()).map(|kept| kept.id).ok_or_else(nobody)
    }

    fn answer_all(
        &mut self,
        day: Day,
        round: AssessmentId,
        edition: &str,
        n_items: usize,
        open: &[Open],
        by: &str,
    ) -> Result<(), Problem> {
        let edition = held(edition)?;
        for item in items(edition).take(n_items) {
            let told = open.iter().find(|(id, days, _)| *id == item.id && *days > 0);
            let answer = if told.is_some() { Answer::No } else { Answer::Yes };
            let mut answered = Answered::new(&item.id, answer, day, by);
            if let Some((_, days, note)) = told {
                answered.target_on = Some(day.plus_days(*days));
                (*note).clone_into(&mut answered.note);
            }
            self.scribe.run(day, None, Give { round, hash: edition.hash.clone(), answered })?;
        }
        Ok(())
    }

    /// What was いいえ is looked at again.
    fn answer_again(
        &mut self,
        day: Day,
        round: AssessmentId,
        edition: &str,
        before: &[Open],
        now: &[Open],
    ) -> Result<(), Problem> {
        let edition = held(edition)?;
        for (item, _, _) in before.iter().filter(|(_, days, _)| *days > 0) {
            let told = now.iter().find(|(id, ..)| id == item);
            let answer = if told.is_some() { Answer::No } else { Answer::Yes };
            let mut answered = Answered::new(item, answer, day, MANAGER);
            if let Some((_, days, note)) = told {
                answered.target_on = Some(day.plus_days(*days));
                (*note).clone_into(&mut answered.note);
            }
            self.scribe.run(day, None, Give { round, hash: edition.hash.clone(), answered })?;
        }
        Ok(())
    }

    fn sign_off(&mut self, day: Day, round: AssessmentId, edition: &str) -> Result<(), Problem> {
        let edition = held(edition)?;
        let section = |item: &EditionItem| {
            edition.sections.iter().find(|section| section.id == item.section).map(|section| section.title.clone())
        };
        let wording = items(edition).map(|item| Worded {
            item: item.id.clone(),
            no: item.no.clone(),
            section: section(item).unwrap_or_default(),
            label: item.label.clone(),
        });
        let kept = self.scribe.reader().get::<Assessment>(round)?.ok_or_else(nobody)?;
        let roles = self.scribe.reader().list::<Role>()?;
        let role: RoleId = roles
            .iter()
            .find(|kept| kept.record.role == RoleKind::SafetyOfficer)
            .map(|kept| kept.id)
            .ok_or_else(nobody)?;
        let command = SignOff {
            round,
            role,
            title: edition.title.clone(),
            hash: edition.hash.clone(),
            wording: wording.collect(),
            answers: kept.record.answers,
        };
        self.scribe.run(day, None, command)
    }
}

fn items(edition: &Edition) -> impl Iterator<Item = &EditionItem> {
    edition.opening.iter().chain(&edition.items)
}

fn held(edition: &str) -> Result<&'static Edition, Problem> {
    Edition::of("mhlw-cyber", edition).ok_or_else(nobody)
}
