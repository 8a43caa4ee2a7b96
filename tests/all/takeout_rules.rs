//! 持出し: its life step by step, what is refused and with which words, a long random walk against a small model, and
//! what the other parts of the program make of it.

use daichoban::base::{Breach, Day, Draft, Kept, Record, RecordId, TakeoutId};
use daichoban::desk::{Command, Done, Refusal};
use daichoban::findings::{Verdict, all_facts};
use daichoban::ledgers::device::record::{Device, DeviceKind, EndReason, Place, TakeoutRule};
use daichoban::ledgers::due;
use daichoban::ledgers::facts::Facts;
use daichoban::ledgers::keep::{Correct, Keep, TakeBack};
use daichoban::ledgers::role::record::{Role, RoleKind};
use daichoban::ledgers::takeout::commands::{Advance, Ask, Request};
use daichoban::ledgers::takeout::record::{Checked, Standing, Takeout, field};
use daichoban::ledgers::takeout::step::{EXTEND_REASON, EXTEND_UNTIL, Step};

use crate::support::clinic::{Ledger, add, day, device, empty, person, today};
use crate::support::dice::Dice;

/// A clinic with a nurse, a chief who may approve, devices and a stick.
struct Clinic {
    vault: Ledger,
    nurse: RecordId,
    chief: RecordId,
    chief_role: RecordId,
    tablet: RecordId,
    stick: RecordId,
    fixed: RecordId,
}

impl Clinic {
    fn new() -> Self {
        let mut vault = empty();
        let nurse = add(&mut vault, &person("髙橋 美咲", "タカハシ ミサキ", "看護部", "看護師"));
        let chief = add(&mut vault, &person("山﨑 健一", "ヤマザキ ケンイチ", "診療部", "医師"));
        let chief_role = add(&mut vault, &role(RoleKind::Responsible, chief));
        add(&mut vault, &role(RoleKind::Granted, nurse));
        let mut tablet = device("TB-01", DeviceKind::Tablet, "iPad", &[nurse]);
        tablet.places = vec![Place::Outside];
        let tablet = add(&mut vault, &tablet);
        let stick = add(&mut vault, &device("USB-01", DeviceKind::Usb, "USBメモリ", &[]));
        let mut fixed = device("SV-01", DeviceKind::Server, "サーバ", &[]);
        fixed.takeout = Some(TakeoutRule::Forbidden);
        let fixed = add(&mut vault, &fixed);
        Self { vault, nurse, chief, chief_role, tablet, stick, fixed }
    }

    fn run(&mut self, command: impl Command + 'static) -> Result<Done, Refusal> {
        self.vault.transact(|tx| Box::new(command).run(tx, today()))
    }

    fn request(&mut self, draft: Draft) -> TakeoutId {
        let before: Vec<TakeoutId> = self.ids();
        self.run(Request::new(draft)).unwrap();
        self.ids().into_iter().find(|id| !before.contains(id)).unwrap()
    }

    fn ids(&self) -> Vec<TakeoutId> {
        self.vault.reader().list::<Takeout>().unwrap().iter().map(|kept| kept.id).collect()
    }

    fn kept(&self, id: TakeoutId) -> Kept<Takeout> {
        self.vault.reader().get::<Takeout>(id).unwrap().unwrap()
    }

    fn step(&mut self, id: TakeoutId, step: Step, draft: Draft) -> Result<Done, Refusal> {
        let version = self.kept(id).version;
        self.run(Advance { id, version, step, draft })
    }

    fn standing(&self, id: TakeoutId) -> Standing {
        self.kept(id).record.standing(today())
    }

    fn out(&mut self, draft: Draft) -> TakeoutId {
        let id = self.request(draft);
        let from = self.kept(id).record.from_on;
        let by = self.chief;
        self.step(id, Step::Approve, decided(by, from)).unwrap();
        self.step(id, Step::GoOut, gone(from)).unwrap();
        id
    }
}

fn asked(by: RecordId, devices: &[RecordId], from: i64, until: i64) -> Draft {
    Draft::new()
        .with_link(&field::STAFF, Some(by))
        .with(&field::DEPARTMENT, "看護部")
        .with(&field::CONTACT, "090-0000-0000")
        .with(&field::PURPOSE, "訪問看護")
        .with_links(&field::DEVICES, devices)
        .with(&field::WHAT, "訪問先の予定表")
        .with(&field::SORT, "once")
        .with_day(&field::FROM_ON, Some(today().plus_days(from)))
        .with_day(&field::UNTIL_ON, Some(today().plus_days(until)))
        .with_day(&field::REQUESTED_ON, Some(today().plus_days(from.min(0))))
        .with(&field::PATIENT_DATA, "yes")
        .with(&field::PROTECTION, "暗号化、ロック")
}

fn role(role: RoleKind, staff: RecordId) -> Role {
    Role {
        role,
        staff: staff.into(),
        from_on: Some(day("R6.4.1")),
        until_on: None,
        mail: String::new(),
        granted_by: String::new(),
        reason: String::new(),
        note: String::new(),
    }
}

fn decided(by: RecordId, on: Day) -> Draft {
    Draft::new()
        .with_link(&field::DECIDED_BY, Some(by))
        .with_day(&field::DECIDED_ON, Some(on))
        .with(&field::CONDITIONS, "画面を開いたまま離れない")
}

fn gone(on: Day) -> Draft {
    Draft::new()
        .with_day(&field::OUT_ON, Some(on))
        .with(&field::OUT_ENCRYPTED, "yes")
        .with(&field::OUT_LOCKED, "yes")
        .with(&field::OUT_MINIMAL, "yes")
}

fn back(on: Day) -> Draft {
    Draft::new()
        .with_day(&field::BACK_ON, Some(on))
        .with(&field::RECEIVED_BY, "山田 花子")
        .with(&field::BACK_WHOLE, "yes")
        .with(&field::BACK_CONTENTS, "erased")
        .with(&field::BACK_VIRUS, "clean")
        .with(&field::BACK_TROUBLE, "without")
}

fn checked(on: Day) -> Draft {
    back(on).with_day(&field::CHECKED_ON, Some(on)).with(&field::CHECKED_BY, "山田 花子")
}

fn cancelled() -> Draft {
    Draft::new().with_day(&field::CANCELLED_ON, Some(today())).with(&field::CANCEL_REASON, "訪問がなくなった")
}

fn extended(until: Day) -> Draft {
    Draft::new().with_day(&EXTEND_UNTIL, Some(until)).with(&EXTEND_REASON, "会議が延びた")
}

fn breaches(outcome: Result<Done, Refusal>) -> Vec<Breach> {
    match outcome {
        Err(Refusal::Breaches(breaches)) => breaches,
        other => panic!("no breaches: {other:?}"),
    }
}

fn fields(outcome: Result<Done, Refusal>) -> Vec<&'static str> {
    breaches(outcome).into_iter().map(|breach| breach.field).collect()
}

fn code(outcome: Result<Done, Refusal>) -> String {
    match outcome {
        Err(Refusal::Problem(problem)) => problem.code.to_owned(),
        other => panic!("no problem: {other:?}"),
    }
}

#[test]
fn a_request_asks_for_the_seven_fields_and_a_period_that_runs_forward() {
    let empty = Takeout::check(&Draft::new(), today()).unwrap_err();
    let missing: Vec<&str> = empty.iter().map(|breach| breach.label).collect();
    for label in
        ["所属", "氏名", "連絡先", "持ち出す情報の内容", "格納する媒体", "持ち出す目的", "期間（から）", "期間（まで）"]
    {
        assert!(missing.contains(&label), "{label}: {missing:?}");
    }
    let clinic = Clinic::new();
    let good = asked(clinic.nurse, &[clinic.tablet], 0, 3);
    let sound = Takeout::check(&good, today()).unwrap();
    assert_eq!(Takeout::check(&sound.draft(), today()).unwrap(), sound);
    let why = |draft: Draft| -> Vec<(&'static str, String)> {
        let breaches = Takeout::check(&draft, today()).unwrap_err();
        breaches.into_iter().map(|breach| (breach.field, breach.why)).collect()
    };
    let backwards = why(asked(clinic.nurse, &[clinic.tablet], 3, 0));
    assert!(backwards.iter().any(|(field, _)| *field == "until_on"), "{backwards:?}");
    let tomorrow = why(good.clone().with_day(&field::REQUESTED_ON, Some(today().plus_days(1))));
    assert_eq!(tomorrow[0].0, "requested_on");
    let standing = good.clone().with(&field::SORT, "standing");
    let year = standing.clone().with_day(&field::UNTIL_ON, Some(today().plus_months(12)));
    assert!(Takeout::check(&year, today()).is_ok());
    let longer = why(standing.with_day(&field::UNTIL_ON, Some(today().plus_months(12).plus_days(1))));
    assert!(longer.len() == 1 && longer[0].1.contains("12か月まで"), "{longer:?}");
    // Nonsense is told by its field.
    let nonsense = good.with(&field::FROM_ON, "きのう").with(&field::DEVICES, "iPad").with(&field::SORT, "いつも");
    let told: Vec<&str> = why(nonsense).into_iter().map(|(field, _)| field).collect();
    assert_eq!(told, ["devices", "sort", "from_on"]);
    // Parts of a step without its first field, and steps out of their order.
    let half = Draft::new().with_day(&field::DECIDED_ON, Some(today())).with(&field::RECEIVED_BY, "山田");
    let told: Vec<&str> = why(half).into_iter().map(|(field, _)| field).collect();
    assert!(told.contains(&"decision") && told.contains(&"back_on"), "{told:?}");
}

#[test]
fn only_what_the_clinic_has_and_lets_go_out_is_taken_out_and_once_at_a_time() {
    let mut clinic = Clinic::new();
    let (nurse, tablet, stick, fixed) = (clinic.nurse, clinic.tablet, clinic.stick, clinic.fixed);
    let forbidden = breaches(clinic.run(Request::new(asked(nurse, &[tablet, fixed], 0, 3))));
    assert!(forbidden.len() == 1 && forbidden[0].why.contains("SV-01 サーバ"), "{forbidden:?}");
    let unknown = asked(nurse, &[RecordId::fresh()], 0, 3);
    assert_eq!(fields(clinic.run(Request::new(unknown))), ["devices"]);
    let mut gone = device("USB-09", DeviceKind::Usb, "古いUSBメモリ", &[]);
    gone.ended_on = Some(today().plus_days(-30));
    gone.end_reason = Some(EndReason::Disposed);
    let gone = add(&mut clinic.vault, &gone);
    let told = breaches(clinic.run(Request::new(asked(nurse, &[gone], 0, 3))));
    assert!(told[0].why.contains("利用は") && told[0].why.contains("終わっています"), "{told:?}");
    let nobody = asked(RecordId::fresh(), &[tablet], 0, 3);
    assert_eq!(fields(clinic.run(Request::new(nobody))), ["staff"]);

    clinic.request(asked(nurse, &[tablet, stick], 0, 3));
    let twice = breaches(clinic.run(Request::new(asked(nurse, &[stick], 3, 5))));
    assert!(twice.len() == 1 && twice[0].why.contains("期間が重なります"), "{twice:?}");
    clinic.request(asked(nurse, &[stick], 4, 5));
    // What is late is away until it is back.
    let mut late = Clinic::new();
    let (nurse, stick) = (late.nurse, late.stick);
    late.out(asked(nurse, &[stick], -5, -1));
    assert_eq!(fields(late.run(Request::new(asked(nurse, &[stick], 0, 2)))), ["devices"]);
}

#[test]
fn a_take_out_is_asked_for_approved_goes_out_comes_back_and_is_looked_at() {
    let mut clinic = Clinic::new();
    let (nurse, chief, tablet) = (clinic.nurse, clinic.chief, clinic.tablet);
    let id = clinic.request(asked(nurse, &[tablet], -1, 3));
    assert_eq!(clinic.standing(id), Standing::Waiting);
    // Without approval nothing goes out, and it is said how to go on.
    let told = breaches(clinic.step(id, Step::GoOut, gone(today())));
    assert!(
        told.iter().any(|breach| breach.field == "out_on" && breach.why.contains("もう持ち出している")),
        "{told:?}"
    );
    assert_eq!(
        fields(clinic.step(id, Step::Refuse, decided(chief, today()).with(&field::CONDITIONS, ""))),
        ["conditions"]
    );
    clinic.step(id, Step::Approve, decided(chief, today())).unwrap();
    assert_eq!(clinic.standing(id), Standing::Approved);
    let unlocked = gone(today()).with(&field::OUT_LOCKED, "no");
    assert_eq!(fields(clinic.step(id, Step::GoOut, unlocked.clone())), ["out_note"]);
    clinic.step(id, Step::GoOut, unlocked.with(&field::OUT_NOTE, "鍵の掛かるかばんに入れる")).unwrap();
    assert_eq!(clinic.standing(id), Standing::Out);
    assert_eq!(code(clinic.step(id, Step::Cancel, cancelled())), "L-072");
    let early = back(today().plus_days(-1));
    assert!(fields(clinic.step(id, Step::Return, early)).contains(&"back_on"));
    let short = back(today()).with(&field::BACK_WHOLE, "no");
    assert_eq!(fields(clinic.step(id, Step::Return, short)), ["back_note"]);
    clinic.step(id, Step::ReturnFirst, back(today())).unwrap();
    assert_eq!(clinic.standing(id), Standing::Unchecked);
    assert!(clinic.kept(id).record.index().is_active);
    clinic.step(id, Step::CheckReturn, checked(today())).unwrap();
    let kept = clinic.kept(id);
    assert_eq!((clinic.standing(id), kept.record.ended_on), (Standing::Returned, Some(today())));
    assert!(!kept.record.index().is_active);
    let out = kept.record.out.unwrap();
    assert_eq!((out.locked, out.encrypted), (Checked::No, Checked::Yes));
    assert_eq!(code(clinic.step(id, Step::Return, back(today()))), "L-072");
    assert_eq!(code(clinic.run(Advance { id, version: 1, step: Step::Cancel, draft: cancelled() })), "L-071");
}

#[test]
fn nobody_approves_their_own_but_the_only_one_who_can_and_says_why() {
    let mut clinic = Clinic::new();
    let (nurse, chief, tablet) = (clinic.nurse, clinic.chief, clinic.tablet);
    let id = clinic.request(asked(nurse, &[tablet], 0, 3));
    // Rights in a system are no office.
    let told = breaches(clinic.step(id, Step::Approve, decided(nurse, today())));
    assert!(told[0].field == "decided_by" && told[0].why.contains("承認できる役割"), "{told:?}");
    let own = clinic.request(asked(chief, &[clinic.stick], 0, 3));
    assert_eq!(fields(clinic.step(own, Step::Approve, decided(chief, today()))), ["self_reason"]);
    let reason = decided(chief, today()).with(&field::SELF_REASON, "承認できる者が院長だけのため");
    clinic.step(own, Step::Approve, reason).unwrap();
    // With a deputy there is somebody else.
    let mut clinic = Clinic::new();
    let (nurse, chief) = (clinic.nurse, clinic.chief);
    let reason = decided(chief, today()).with(&field::SELF_REASON, "急いでいたため");
    add(&mut clinic.vault, &role(RoleKind::Deputy, nurse));
    let own = clinic.request(asked(chief, &[clinic.stick], 0, 3));
    let told = breaches(clinic.step(own, Step::Approve, reason));
    assert!(told[0].why.contains("自分の申請は承認できません"), "{told:?}");
    clinic.step(own, Step::Approve, decided(nurse, today())).unwrap();
    // Where nobody holds an office, it is said so.
    let mut clinic = Clinic::new();
    let role = clinic.chief_role;
    clinic.run(TakeBack { kind: daichoban::base::Kind::Role, id: role, reason: "二重に登録した".to_owned() }).unwrap();
    let id = clinic.request(asked(clinic.nurse, &[clinic.tablet], 0, 3));
    let told = breaches(clinic.step(id, Step::Approve, decided(clinic.chief, today())));
    assert!(told[0].why.contains("役割の人がいません"), "{told:?}");
}

#[test]
fn what_went_out_before_it_was_approved_is_recorded_as_it_was() {
    let mut clinic = Clinic::new();
    let (nurse, chief, tablet) = (clinic.nurse, clinic.chief, clinic.tablet);
    let id = clinic.request(asked(nurse, &[tablet], -1, 3));
    let late = gone(today().plus_days(-1)).with_link(&field::DECIDED_BY, Some(chief));
    let late = late.with_day(&field::DECIDED_ON, Some(today()));
    assert_eq!(fields(clinic.step(id, Step::ApproveLate, late.clone())), ["late_reason"]);
    clinic.step(id, Step::ApproveLate, late.with(&field::LATE_REASON, "夜間の往診のため")).unwrap();
    let kept = clinic.kept(id).record;
    assert_eq!(kept.standing(today()), Standing::Out);
    assert_eq!(kept.decided.unwrap().late_reason, "夜間の往診のため");
    assert!(kept.out.unwrap().on < today());
}

#[test]
fn a_longer_time_is_approved_anew_and_the_old_end_stays() {
    let mut clinic = Clinic::new();
    let (nurse, chief, stick) = (clinic.nurse, clinic.chief, clinic.stick);
    let id = clinic.out(asked(nurse, &[stick], -3, -1));
    assert_eq!(clinic.standing(id), Standing::Late);
    assert_eq!(fields(clinic.step(id, Step::AskExtension, extended(today().plus_days(-1)))), ["extend_until"]);
    clinic.step(id, Step::AskExtension, extended(today().plus_days(4))).unwrap();
    assert_eq!(clinic.standing(id), Standing::Late, "asking is not having");
    assert!(clinic.kept(id).record.waits(today()));
    assert_eq!(code(clinic.step(id, Step::AskExtension, extended(today().plus_days(5)))), "L-072");
    clinic.step(id, Step::RefuseExtension, decided(chief, today())).unwrap();
    clinic.step(id, Step::AskExtension, extended(today().plus_days(2))).unwrap();
    assert_eq!(fields(clinic.step(id, Step::ApproveExtension, decided(nurse, today()))), ["decided_by"]);
    clinic.step(id, Step::ApproveExtension, decided(chief, today())).unwrap();
    let kept = clinic.kept(id).record;
    assert_eq!((kept.standing(today()), kept.until_on), (Standing::Out, today().plus_days(2)));
    let ends: Vec<Day> = kept.extensions.iter().map(|one| one.before).collect();
    assert_eq!(ends, [today().plus_days(-1); 2]);
    // A correction is no way round it.
    let kept = clinic.kept(id);
    let draft = kept.record.draft().with_day(&field::UNTIL_ON, Some(today().plus_days(30)));
    let more = draft.with_links(&field::DEVICES, &[stick, clinic.tablet]);
    let reason = String::new();
    let amend = Correct::<Takeout> { id, version: kept.version, draft: more, reason: reason.clone() };
    assert_eq!(fields(clinic.run(amend)), ["until_on", "devices"]);
    // A slip can be corrected, and the extensions stay.
    let draft = kept.record.draft().with(&field::WHAT, "会議の資料");
    clinic.run(Correct::<Takeout> { id, version: kept.version, draft, reason }).unwrap();
    assert_eq!(clinic.kept(id).record.extensions.len(), 2);
    // A standing permission is not made longer than it may be.
    let mut clinic = Clinic::new();
    let draft = asked(clinic.nurse, &[clinic.tablet], 0, 300).with(&field::SORT, "standing");
    let id = clinic.out(draft);
    let told = breaches(clinic.step(id, Step::AskExtension, extended(today().plus_months(13))));
    assert!(told[0].field == "extend_until" && told[0].why.contains("12か月まで"), "{told:?}");
}

#[test]
fn what_came_back_is_recorded_though_the_office_was_corrected_since() {
    let mut clinic = Clinic::new();
    let id = clinic.out(asked(clinic.nurse, &[clinic.stick], -3, 3));
    let role = clinic.chief_role;
    let kept = clinic.vault.reader().get::<Role>(role.into()).unwrap().unwrap();
    let draft = Role { from_on: Some(today()), ..kept.record }.draft();
    clinic.run(Correct::<Role> { id: role.into(), version: kept.version, draft, reason: String::new() }).unwrap();
    clinic.step(id, Step::Return, back(today())).unwrap();
}

#[test]
fn who_has_a_take_out_is_not_pulled_from_under_it() {
    let mut clinic = Clinic::new();
    let id = clinic.out(asked(clinic.nurse, &[clinic.stick], -3, 3));
    let take = |kind, id| TakeBack { kind, id, reason: "まちがい".to_owned() };
    for (kind, record) in [
        (daichoban::base::Kind::Device, clinic.stick),
        (daichoban::base::Kind::Staff, clinic.nurse),
        (daichoban::base::Kind::Staff, clinic.chief),
    ] {
        assert_eq!(code(clinic.run(take(kind, record))), "L-003");
    }
    clinic.run(take(daichoban::base::Kind::Takeout, id.into())).unwrap();
    assert!(clinic.vault.reader().list::<Takeout>().unwrap().is_empty());
}

#[test]
fn who_asks_for_themselves_says_nothing_of_approval() {
    let mut clinic = Clinic::new();
    let draft = asked(clinic.nurse, &[clinic.tablet], 0, 3);
    let draft = draft.with(&field::DECISION, "approved").with_link(&field::DECIDED_BY, Some(clinic.chief));
    let ask = Ask(draft.with_day(&field::DECIDED_ON, Some(today())));
    assert_eq!(ask.person(), Some(clinic.nurse.into()));
    clinic.run(ask).unwrap();
    let kept = clinic.vault.reader().list::<Takeout>().unwrap().pop().unwrap();
    assert_eq!((kept.record.decided, kept.record.out), (None, None));
}

/// How a take-out stands in the model, which knows nothing of the record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Model {
    Waiting,
    Approved,
    Refused,
    Out,
    Unchecked,
    Over,
    Cancelled,
}

impl Model {
    /// Where a step leads; `None` where it leads nowhere. `waits` is an extension that is not decided.
    fn after(self, step: Step, waits: bool, decides_well: bool) -> Option<(Self, bool)> {
        let still_asks = waits && matches!(self, Self::Approved | Self::Out);
        match (self, step) {
            (Self::Waiting, Step::Approve) if decides_well => Some((Self::Approved, false)),
            (Self::Waiting, Step::Refuse) if decides_well => Some((Self::Refused, false)),
            (Self::Waiting, Step::ApproveLate) if decides_well => Some((Self::Out, false)),
            (Self::Approved, Step::GoOut) => Some((Self::Out, waits)),
            (Self::Waiting | Self::Approved, Step::Cancel) => Some((Self::Cancelled, false)),
            (Self::Out, Step::Return) => Some((Self::Over, false)),
            (Self::Out, Step::ReturnFirst) => Some((Self::Unchecked, false)),
            (Self::Unchecked, Step::CheckReturn) => Some((Self::Over, false)),
            (Self::Approved | Self::Out, Step::AskExtension) if !waits => Some((self, true)),
            (_, Step::ApproveExtension | Step::RefuseExtension) if still_asks && decides_well => Some((self, false)),
            _ => None,
        }
    }

    fn stands(self) -> Standing {
        match self {
            Self::Waiting => Standing::Waiting,
            Self::Approved => Standing::Approved,
            Self::Refused => Standing::Refused,
            Self::Out => Standing::Out,
            Self::Unchecked => Standing::Unchecked,
            Self::Over => Standing::Returned,
            Self::Cancelled => Standing::Cancelled,
        }
    }
}

#[test]
fn a_long_random_walk_ends_where_a_small_model_says() {
    let mut clinic = Clinic::new();
    let mut dice = Dice::new();
    let (mut n_taken, mut n_refused) = (0, 0);
    for _ in 0..60 {
        let (nurse, chief, stick) = (clinic.nurse, clinic.chief, clinic.stick);
        // Each walk is over before the next begins, so that nothing meets.
        let id = clinic.request(asked(nurse, &[stick], -2, 5));
        let (mut model, mut waits) = (Model::Waiting, false);
        for _ in 0..12 {
            // What fits comes up as often as what does not.
            let fitting = Step::now(&clinic.kept(id).record, today());
            let step = match fitting.len() {
                0 => Step::ALL[dice.below(Step::ALL.len())],
                n if dice.below(2) == 0 => fitting[dice.below(n)],
                _ => Step::ALL[dice.below(Step::ALL.len())],
            };
            let by = [chief, chief, nurse, stick][dice.below(4)];
            let draft = match step {
                Step::Approve | Step::Refuse | Step::ApproveExtension | Step::RefuseExtension => decided(by, today()),
                Step::ApproveLate => {
                    let late = gone(today()).with_link(&field::DECIDED_BY, Some(by));
                    late.with_day(&field::DECIDED_ON, Some(today())).with(&field::LATE_REASON, "夜間の往診のため")
                }
                Step::GoOut => gone(today()),
                Step::Return | Step::ReturnFirst => back(today()),
                Step::CheckReturn => checked(today()),
                Step::Cancel => cancelled(),
                Step::AskExtension => extended(clinic.kept(id).record.until_on.plus_days(3)),
            };
            let before = clinic.kept(id);
            let outcome = clinic.step(id, step, draft);
            let after = clinic.kept(id);
            match model.after(step, waits, by == chief) {
                Some((next, asks)) => {
                    assert!(outcome.is_ok(), "{model:?} {step:?}: {outcome:?}");
                    (model, waits) = (next, asks);
                    assert_eq!(after.version, before.version + 1);
                    n_taken += 1;
                }
                None => {
                    assert!(outcome.is_err(), "{model:?} {step:?} was taken");
                    assert_eq!((after.version, &after.record), (before.version, &before.record));
                    n_refused += 1;
                }
            }
            let record = &after.record;
            assert_eq!((record.standing(today()), record.extension().is_some()), (model.stands(), waits));
            assert_eq!(record.ended_on.is_none(), record.standing(today()).is_open());
            let mut again = Takeout::check(&record.draft(), today()).unwrap();
            again.carry(record);
            assert_eq!(&again, record, "what is written can be read as if typed");
        }
        let kind = daichoban::base::Kind::Takeout;
        clinic.run(TakeBack { kind, id: id.into(), reason: "次の回のため".to_owned() }).unwrap();
    }
    assert!(n_taken > 100 && n_refused > 100, "{n_taken} {n_refused}");
}

#[test]
fn the_rules_tell_what_is_late_unasked_and_unchecked() {
    let mut clinic = Clinic::new();
    let verdict = |clinic: &Clinic, rule: &str| {
        let facts = Facts::load(&clinic.vault.reader()).unwrap();
        let all = all_facts(&facts, &due::all(&facts, today()), today());
        all.into_iter().find(|fact| fact.rule == rule).unwrap().verdict
    };
    assert_eq!(verdict(&clinic, "takeout-unregistered"), Verdict::Contradicts, "the tablet is used outside");
    assert_eq!(verdict(&clinic, "takeout-overdue"), Verdict::Silent);
    let id = clinic.out(asked(clinic.nurse, &[clinic.tablet], -3, 3));
    assert_eq!(verdict(&clinic, "takeout-unregistered"), Verdict::Supports);
    assert_eq!(verdict(&clinic, "takeout-overdue"), Verdict::Supports);
    clinic.step(id, Step::ReturnFirst, back(today())).unwrap();
    assert_eq!(verdict(&clinic, "takeout-unchecked"), Verdict::Contradicts);
    clinic.step(id, Step::CheckReturn, checked(today())).unwrap();
    assert_eq!(verdict(&clinic, "takeout-unchecked"), Verdict::Supports);
    clinic.out(asked(clinic.nurse, &[clinic.stick], -3, -1));
    assert_eq!(verdict(&clinic, "takeout-overdue"), Verdict::Contradicts);
    // What the clinic lets go out freely needs no permission.
    let kept = clinic.vault.reader().get::<Device>(clinic.tablet.into()).unwrap().unwrap();
    let draft = Device { takeout: Some(TakeoutRule::Allowed), ..kept.record }.draft();
    let amend = Correct::<Device> { id: kept.id, version: kept.version, draft, reason: String::new() };
    clinic.run(amend).unwrap();
    assert_eq!(verdict(&clinic, "takeout-unregistered"), Verdict::Silent);
}

#[test]
fn an_export_brings_take_outs_into_another_ledger() {
    use daichoban::base::{Clock, Kind, Progress};
    use daichoban::exchange::{State, take_over, write_book};
    use daichoban::vault::{Stamp, VaultError};

    use crate::exchange_commit::{facts, ledger};
    use crate::exchange_support::{now, read_plan};

    let (_dir, mut vault) = ledger();
    vault
        .transact::<_, VaultError>(Stamp::at(now()), |tx| {
            let nurse = RecordId::from(tx.add(&person("髙橋 美咲", "タカハシ ミサキ", "看護部", "看護師"))?);
            let chief = RecordId::from(tx.add(&person("山﨑 健一", "ヤマザキ ケンイチ", "診療部", "医師"))?);
            tx.add(&role(RoleKind::Responsible, chief))?;
            let stick = RecordId::from(tx.add(&device("USB-01", DeviceKind::Usb, "USBメモリ", &[]))?);
            let draft = asked(nurse, &[stick], -5, -3).with(&field::DECISION, "approved");
            let parts = [decided(chief, today().plus_days(-5)), gone(today().plus_days(-5)), checked(today())];
            let draft = parts.iter().flat_map(|part| part.filled()).fold(draft, |mut draft, (key, value)| {
                draft.set(key, value);
                draft
            });
            tx.add(&Takeout::check(&draft, today()).unwrap()).map(drop)
        })
        .unwrap();
    let book = write_book(&facts(&vault)).unwrap();
    let again = read_plan("export.xlsx", &book, &facts(&vault));
    assert!(again.items.iter().all(|item| item.state == State::Same), "{:?}", again.items);
    let (_other_dir, mut other) = ledger();
    let plan = read_plan("export.xlsx", &book, &facts(&other));
    assert!(plan.unread.is_empty(), "{:?}", plan.unread);
    take_over(&mut other, &plan, Clock::fixed(now()), &Progress::new()).unwrap();
    let [before, after] = [&vault, &other].map(|vault| {
        let known = facts(vault).all(Kind::Takeout).iter().map(|known| known.draft.clone()).collect::<Vec<_>>();
        (known, vault.reader().list::<Takeout>().unwrap().pop().unwrap().record)
    });
    assert_eq!(before, after);
}
