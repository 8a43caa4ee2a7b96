//! The incidents of the sample: a FAX that went to a wrong number, over since long, and a phone that was lost two days ago.

use crate::base::{At, Coded, Day, DeviceId, IncidentId};
use crate::desk::Problem;
use crate::flows::flow;
use crate::ledgers::incident::commands::{Begin, Close, Said, Say, Take};
use crate::ledgers::incident::record::{
    Cause, DataItem, FlowKind, Incident, Outcome, PeopleBy, Report, Sort, Sure, What,
};
use crate::ledgers::role::record::{Role, RoleKind};

use super::history::{Story, nobody};

const MANAGER: &str = "𠮷村 健太";
const NURSE: &str = "辻 恵子";

/// What was done at a step: its code, hour and minute, to whom it was spoken, what came of it.
type Done = (&'static str, u16, u16, &'static str, &'static str);

const FAX: &[Done] = &[
    ("stop", 11, 20, "", "送信は終わっていた"),
    ("recipient", 11, 25, "届いた先の事務の方", "電話で、見ずに破棄するようお願いした"),
    ("responsible", 11, 30, "濵田 誠一郎", ""),
    ("erased", 13, 10, "届いた先の事務の方", "細断したと電話で聞いた"),
    ("resend", 13, 20, "", "番号を二人で確かめて送り直した"),
    ("facts", 13, 40, "", ""),
    ("data", 13, 45, "", ""),
    ("register", 14, 0, "", "短縮番号の登録を直した"),
];

const PHONE: &[Done] = &[
    ("responsible", 18, 0, "濵田 誠一郎", "電話で知らせた"),
    ("office", 18, 20, "MICT事務局 担当者", "停止を頼んだ"),
    ("line", 18, 30, "KDDI 受付", "回線を止めてもらった"),
    ("search", 18, 45, "バス会社", "届いていないとのこと"),
];

impl Story<'_> {
    /// Both of them.
    pub(super) fn incidents(&mut self) -> Result<(), Problem> {
        self.wrong_fax(self.ago(8, 11))?;
        self.lost_phone(self.ago(0, 2))
    }

    fn wrong_fax(&mut self, day: Day) -> Result<(), Problem> {
        let known_at = At::new(day, 11, 15).unwrap_or(At::day(day));
        let id = self.begin_incident(FlowKind::Misdirected, Some(Sort::Fax), known_at, MANAGER, None, Vec::new())?;
        for done in FAX {
            self.take_step(id, day, FlowKind::Misdirected, done)?;
        }
        self.scribe.on(day.plus_days(1), |page| {
            page.amend::<Incident>(id, "確かめたことを記入", |incident| {
                "近くの薬局へ送るFAXが、一つ違う短縮番号の会社に届いた".clone_into(&mut incident.summary);
                "11時10分ごろ".clone_into(&mut incident.when_words);
                "受付のFAX機".clone_into(&mut incident.place);
                "受付の担当者".clone_into(&mut incident.who);
                "処方の照会の文書 1枚".clone_into(&mut incident.what);
                "短縮番号の登録が隣とずれていた".clone_into(&mut incident.why);
                "届いた先に電話し、細断してもらった".clone_into(&mut incident.how);
                incident.people_by = Some(PeopleBy::Known);
                incident.people = Some(1);
                incident.data = vec![DataItem::Name, DataItem::Medicine];
                incident.encrypted = Some(Sure::No);
                incident.cause = Some(Cause::Operation);
                incident.sensitive = Some(Sure::Yes);
                incident.property = Some(Sure::No);
                incident.improper = Some(Sure::No);
                incident.many = Some(Sure::No);
                "なし".clone_into(&mut incident.second_damage);
                "本人に電話でおわびし、説明した".clone_into(&mut incident.to_persons);
                "公表していない".clone_into(&mut incident.publication);
                "短縮番号を消し、番号を二人で確かめてから送る".clone_into(&mut incident.prevention);
            })
        })?;
        self.report_incident(id, day.plus_days(2), Report::Prompt)?;
        self.report_incident(id, day.plus_days(20), Report::Final)?;
        let role = self.scribe.reader().list::<Role>()?;
        let closed_on = day.plus_days(27);
        let signer = role
            .iter()
            .find(|kept| kept.record.role == RoleKind::SafetyOfficer && kept.record.is_held_on(closed_on))
            .ok_or_else(nobody)?
            .id;
        let close = Close { incident: id, role: signer, left_open: Vec::new(), reason: String::new() };
        self.scribe.run(closed_on, None, close)
    }

    fn lost_phone(&mut self, day: Day) -> Result<(), Problem> {
        let known_at = At::new(day, 17, 40).unwrap_or(At::day(day));
        let phone: Vec<DeviceId> = self.devices.get("SP-03").copied().into_iter().collect();
        let id = self.begin_incident(FlowKind::DeviceLoss, None, known_at, NURSE, Some("tsuji"), phone)?;
        for done in PHONE {
            self.take_step(id, day, FlowKind::DeviceLoss, done)?;
        }
        let said = Said {
            at: At::new(day, 18, 5).unwrap_or(At::day(day)),
            by: "濵田 誠一郎".to_owned(),
            spoken_to: String::new(),
            text: "利用者IDの停止を頼み、回線も今日のうちに止める".to_owned(),
        };
        let why = "ロックはかかっているが、置いた場所に心当たりがないため".to_owned();
        self.scribe.run_at(said.at, Say { incident: id, what: What::Decision { why }, said })?;
        self.scribe.on(day, |page| {
            page.amend::<Incident>(id, "", |incident| {
                "訪問先から戻るバスの中で、業務用スマートフォンが見当たらないことに気づいた"
                    .clone_into(&mut incident.summary);
                "最後に使ったのは16時50分ごろ".clone_into(&mut incident.when_words);
                "訪問先を出てからバスを降りるまでの間".clone_into(&mut incident.place);
            })
        })
    }

    fn begin_incident(
        &mut self,
        flow: FlowKind,
        sort: Option<Sort>,
        known_at: At,
        finder: &str,
        person: Option<&str>,
        devices: Vec<DeviceId>,
    ) -> Result<IncidentId, Problem> {
        let staff = person.map(|key| self.person(key)).transpose()?;
        let finder = finder.to_owned();
        let begin =
            Begin { flow, sort, known_at, finder, staff, devices, vendor: None, takeout: None, summary: String::new() };
        self.scribe.run_at(known_at, begin)?;
        self.scribe.reader().list::<Incident>()?.last().map(|kept| kept.id).ok_or_else(nobody)
    }

    fn take_step(&mut self, id: IncidentId, day: Day, kind: FlowKind, done: &Done) -> Result<(), Problem> {
        let (code, hour, minute, spoken_to, text) = *done;
        let step = flow(kind).and_then(|flow| flow.steps.iter().find(|step| step.code == code)).ok_or_else(nobody)?;
        let take = Take {
            incident: id,
            code: code.to_owned(),
            about: String::new(),
            title: step.title.clone(),
            outcome: Outcome::Done,
            report: step.report,
            reports: step.reports,
            said: Said {
                at: At::new(day, hour, minute).unwrap_or(At::day(day)),
                by: MANAGER.to_owned(),
                spoken_to: spoken_to.to_owned(),
                text: text.to_owned(),
            },
        };
        self.scribe.run_at(take.said.at, take)
    }

    fn report_incident(&mut self, id: IncidentId, day: Day, report: Report) -> Result<(), Problem> {
        let said = Said {
            at: At::new(day, 10, 30).unwrap_or(At::day(day)),
            by: MANAGER.to_owned(),
            spoken_to: String::new(),
            text: format!("{}を出した", report.label()),
        };
        let what = What::Report { report, to: "個人情報保護委員会".to_owned(), number: String::new() };
        self.scribe.run_at(said.at, Say { incident: id, what, said })
    }
}
