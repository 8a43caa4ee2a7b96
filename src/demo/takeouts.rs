//! The take-outs of the sample: the phones and tablets that go out every day, a stick that came back, one that is a day
//! late, one that is out, one that was refused, and one a nurse has asked for herself.

use crate::base::{Day, Draft, Kept, Kind, TakeoutId};
use crate::desk::Problem;
use crate::ledgers::device::record::Device;
use crate::ledgers::takeout::commands::{Advance, Ask, Request};
use crate::ledgers::takeout::record::{Checked, Contents, Holds, Sort, Takeout, Trouble, Virus, Whole, field};
use crate::ledgers::takeout::step::Step;
use crate::ledgers::takeouts::protection;

use super::history::{Story, nobody};

const CHIEF: &str = "hamada";
const DEPUTY: &str = "watanabe";
const MANAGER: &str = "𠮷村 健太";

/// What goes out every day: who, with what, for what, reached where.
const DAILY: &[(&str, &[&str], &str, &str)] = &[
    ("hamada", &["TB-01", "SP-01"], "訪問診療", "090-0000-0101"),
    ("watanabe", &["SP-02"], "訪問診療", "090-0000-0102"),
    ("yamasaki", &["TB-03"], "訪問看護", "0985-00-0100"),
    ("tokunaga", &["TB-04"], "訪問リハビリテーション", "0985-00-0100"),
    ("takahashi", &["TB-07"], "訪問看護", "0985-00-0100"),
    ("igarashi", &["TB-05"], "訪問リハビリテーション", "0985-00-0100"),
    ("tsuji", &["SP-03"], "利用者宅への訪問", "090-0000-0103"),
    ("hoa", &["SP-04"], "訪問介護", "090-0000-0104"),
];

/// One request of the sample.
struct Asked<'a> {
    by: &'a str,
    devices: &'a [&'a str],
    purpose: &'a str,
    contact: &'a str,
    what: &'a str,
    sort: Sort,
    period: (Day, Day),
    holds: Holds,
}

impl Story<'_> {
    /// All of them.
    pub(super) fn takeouts(&mut self) -> Result<(), Problem> {
        let day = self.ago(5, 12);
        for (by, devices, purpose, contact) in DAILY {
            let asked = Asked {
                by,
                devices,
                purpose,
                contact,
                what: "訪問先の予定と、連携ネットワークで見る記録（端末の中には保存しない）",
                sort: Sort::Standing,
                period: (day, day.plus_months(12).plus_days(-1)),
                holds: Holds::Yes,
            };
            let id = self.ask_out(day, &asked)?;
            let decider = if *by == CHIEF { DEPUTY } else { CHIEF };
            self.approve_out(day, id, decider, "施設の外では、画面を開いたまま端末から離れない")?;
            self.go_out(day, id)?;
        }
        self.returned(self.ago(2, 3))?;
        self.refused(self.ago(3, 5))?;
        self.late()?;
        self.out()?;
        self.waiting(self.ago(0, 1))
    }

    /// A stick for a talk came back the day after.
    fn returned(&mut self, day: Day) -> Result<(), Problem> {
        let period = (day, day.plus_days(1));
        let what = "地域の研修会で使うスライド";
        let id = self.ask_out(day, &once("takanashi", &"USB-01", "研修・発表", what, period, Holds::No))?;
        self.approve_out(day, id, CHIEF, "")?;
        self.go_out(day, id)?;
        let draft = Draft::new()
            .with_day(&field::BACK_ON, Some(period.1))
            .with(&field::RECEIVED_BY, MANAGER)
            .with_choice(&field::BACK_WHOLE, Some(Whole::Yes))
            .with_choice(&field::BACK_CONTENTS, Some(Contents::Erased))
            .with_choice(&field::BACK_VIRUS, Some(Virus::Clean))
            .with_choice(&field::BACK_TROUBLE, Some(Trouble::Without));
        self.advance(period.1, id, Step::Return, draft)
    }

    fn refused(&mut self, day: Day) -> Result<(), Problem> {
        let what = "訪問リハビリテーション報告書の下書き";
        let period = (day, day.plus_days(2));
        let id = self.ask_out(day, &once("igarashi", &"USB-02", "自宅での書類作成", what, period, Holds::Yes))?;
        let draft = self.decided(day, CHIEF)?.with(
            &field::CONDITIONS,
            "患者の情報を入れた媒体での自宅作業は認めていない。勤務時間の中で作成してください",
        );
        self.advance(day, id, Step::Refuse, draft)
    }

    /// It should have been back yesterday.
    fn late(&mut self) -> Result<(), Problem> {
        let period = (self.today.plus_days(-4), self.today.plus_days(-1));
        let what = "医師会の会議の資料";
        let id = self.ask_out(period.0, &once("yoshimura", &"USB-01", "会議への出席", what, period, Holds::No))?;
        self.approve_out(period.0, id, CHIEF, "")?;
        self.go_out(period.0, id)
    }

    fn out(&mut self) -> Result<(), Problem> {
        let period = (self.today.plus_days(-2), self.today.plus_days(5));
        let what = "検査会社から受け取る検査結果";
        let id =
            self.ask_out(period.0, &once("katsuragi", &"USB-02", "検査結果の受け取り", what, period, Holds::Yes))?;
        self.approve_out(period.0, id, CHIEF, "受け取ったその日に電子カルテに移し、中の情報を消す")?;
        self.go_out(period.0, id)
    }

    /// A nurse has asked herself, and nobody has decided.
    fn waiting(&mut self, day: Day) -> Result<(), Problem> {
        let asked = Asked {
            by: "uchida",
            devices: &["TB-06"],
            purpose: "訪問看護",
            contact: "0985-00-0100",
            what: "訪問先の予定と、連携ネットワークで見る記録（端末の中には保存しない）",
            sort: Sort::Standing,
            period: (day, day.plus_months(12).plus_days(-1)),
            holds: Holds::Yes,
        };
        let draft = self.request(day, &asked)?;
        self.scribe.run(day, Some("内田 あゆみ"), Ask(draft))
    }

    fn request(&self, day: Day, asked: &Asked<'_>) -> Result<Draft, Problem> {
        let devices = asked.devices.iter().map(|number| self.devices.get(*number).copied().ok_or_else(nobody));
        let devices = devices.collect::<Result<Vec<_>, _>>()?;
        let mut guards = Vec::new();
        for id in &devices {
            let kept: Kept<Device> = self.scribe.reader().get(*id)?.ok_or_else(nobody)?;
            guards.push(protection(&kept.record));
        }
        let department = super::people::PEOPLE.iter().find(|person| person.key == asked.by);
        Ok(Draft::new()
            .with_link(&field::STAFF, Some(self.person(asked.by)?))
            .with(&field::DEPARTMENT, department.map_or("", |person| person.department))
            .with(&field::CONTACT, asked.contact)
            .with(&field::PURPOSE, asked.purpose)
            .with_links(&field::DEVICES, &devices)
            .with(&field::WHAT, asked.what)
            .with_choice(&field::SORT, Some(asked.sort))
            .with_day(&field::FROM_ON, Some(asked.period.0))
            .with_day(&field::UNTIL_ON, Some(asked.period.1))
            .with_day(&field::REQUESTED_ON, Some(day))
            .with_choice(&field::PATIENT_DATA, Some(asked.holds))
            .with(&field::PROTECTION, guards.join("\n")))
    }

    fn ask_out(&mut self, day: Day, asked: &Asked<'_>) -> Result<TakeoutId, Problem> {
        let draft = self.request(day, asked)?;
        let person = self.person(asked.by)?;
        self.scribe.run(day, None, Request::new(draft))?;
        let own = self.scribe.reader().by_subject::<Takeout>(person.into())?;
        let newest = own.into_iter().rfind(|kept| kept.record.from_on == asked.period.0);
        newest.map(|kept| kept.id).ok_or_else(nobody)
    }

    fn decided(&self, day: Day, by: &str) -> Result<Draft, Problem> {
        let by = self.person(by)?;
        Ok(Draft::new().with_link(&field::DECIDED_BY, Some(by)).with_day(&field::DECIDED_ON, Some(day)))
    }

    fn approve_out(&mut self, day: Day, id: TakeoutId, by: &str, conditions: &str) -> Result<(), Problem> {
        let draft = self.decided(day, by)?.with(&field::CONDITIONS, conditions);
        self.advance(day, id, Step::Approve, draft)
    }

    fn go_out(&mut self, day: Day, id: TakeoutId) -> Result<(), Problem> {
        let yes = Some(Checked::Yes);
        let draft = Draft::new()
            .with_day(&field::OUT_ON, Some(day))
            .with_choice(&field::OUT_ENCRYPTED, yes)
            .with_choice(&field::OUT_LOCKED, yes)
            .with_choice(&field::OUT_MINIMAL, yes);
        self.advance(day, id, Step::GoOut, draft)
    }

    fn advance(&mut self, day: Day, id: TakeoutId, step: Step, draft: Draft) -> Result<(), Problem> {
        let version = self.scribe.reader().body(Kind::Takeout, id.into())?.map_or(0, |(version, _)| version);
        self.scribe.run(day, None, Advance { id, version, step, draft })
    }
}

fn once<'a>(
    by: &'a str,
    device: &'a &'a str,
    purpose: &'a str,
    what: &'a str,
    period: (Day, Day),
    holds: Holds,
) -> Asked<'a> {
    Asked {
        by,
        devices: std::slice::from_ref(device),
        purpose,
        contact: "0985-00-0100",
        what,
        sort: Sort::Once,
        period,
        holds,
    }
}
