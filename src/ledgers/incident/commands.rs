//! 事故: opened, gone on with line by line, closed. A line of the timeline is only ever added; a correction is a new line
//! in whose place the old one stays to be read.

use crate::base::text::{tidy, tidy_lines};
use crate::base::{
    At, Breach, Coded, Day, DeviceId, Draft, Field, FiscalYear, IncidentId, Input, Kept, Kind, Record, RoleId, Span,
    StaffId, SystemId, TakeoutId, VendorId,
};
use crate::desk::{Command, Done, Problem, Refusal, Right, Route};
use crate::ledgers::account::record::Account;
use crate::ledgers::device::record::Device;
use crate::ledgers::keep::{Correct, Enter, Keep};
use crate::ledgers::role::record::{Role, RoleKind};
use crate::ledgers::staff::record::Staff;
use crate::ledgers::system::record::YesNo;
use crate::ledgers::takeout::record::Takeout;
use crate::vault::{Reader, Tx, VaultError};

use super::record::{Closing, FlowKind, Form, Incident, Line, Outcome, Report, Sort, Sure, What, field};

/// Enters it (登録): one that was over before the ledger knew of it.
pub type Note = Enter<Incident>;
/// Corrects what is known of it (訂正). The timeline is carried over as it is.
pub type Amend = Correct<Incident>;

impl Keep for Incident {
    fn ready(&mut self, read: &Reader<'_>) -> Result<(), VaultError> {
        self.serial = next_serial(read, self.fiscal_year)?;
        Ok(())
    }

    /// What is closed is not changed: it goes on first.
    fn across(&self, id: Option<IncidentId>, read: &Reader<'_>, _today: Day) -> Result<Vec<Breach>, VaultError> {
        let before = id.map_or(Ok(None), |id| read.get::<Self>(id))?;
        let why = "この事故は終結しています。事故の画面で再開してから書き足してください";
        let is_closed = before.is_some_and(|kept| !kept.record.is_open());
        Ok(is_closed.then(|| breach(&field::SUMMARY, why)).into_iter().collect())
    }

    fn carry(&mut self, before: &Self) {
        self.fiscal_year = before.fiscal_year;
        self.serial = before.serial;
        self.takeout = before.takeout;
        self.lines.clone_from(&before.lines);
        self.closing.clone_from(&before.closing);
    }
}

/// Something has happened (事故の記録を始める).
#[derive(Debug, Clone)]
pub struct Begin {
    /// 事故の種類
    pub flow: FlowKind,
    /// 区分; the first of the flow where nothing is said.
    pub sort: Option<Sort>,
    /// 知った日時
    pub known_at: At,
    /// 見つけた人
    pub finder: String,
    /// 端末などを使っていた人
    pub staff: Option<StaffId>,
    /// 端末・媒体
    pub devices: Vec<DeviceId>,
    /// 事業者
    pub vendor: Option<VendorId>,
    /// 持出し; where none is named, the one that a device was out with is found.
    pub takeout: Option<TakeoutId>,
    /// 概要, in one line.
    pub summary: String,
}

impl Command for Begin {
    fn needs(&self) -> Right {
        Right::Write
    }

    fn run(self: Box<Self>, tx: &mut Tx<'_>, today: Day) -> Result<Done, Refusal> {
        let Self { flow, sort, known_at, finder, staff, devices, vendor, takeout, summary } = *self;
        if lies_ahead(known_at, tx) {
            return Err(vec![breach(&field::KNOWN_AT, "まだ来ていない日時です。正しい日時を入力してください")].into());
        }
        let read = tx.reader();
        let lost = lost(&read, &devices)?;
        let systems = staff.map_or_else(|| Ok(Vec::new()), |person| systems_of(&read, person, today))?;
        let begun = Incident::begun(flow, known_at);
        let mut incident = Incident {
            serial: next_serial(&read, begun.fiscal_year)?,
            sort: sort.unwrap_or(begun.sort),
            summary: tidy(&summary),
            finder: tidy(&finder),
            leader: leader(&read, today)?,
            staff,
            systems,
            vendor,
            takeout: takeout.map_or_else(|| out_with(&read, &devices, known_at.on), |known| Ok(Some(known)))?,
            form: form(flow),
            encrypted: protection(&lost, |device| device.encryption),
            locked: protection(&lost, |device| device.lock),
            remote: protection(&lost, |device| device.remote_wipe),
            devices,
            ..begun
        };
        let said = format!("「{}」として記録を始めた", flow.label());
        incident.lines.push(line(tx, &incident, Said { text: said, ..Said::now(tx) }, What::Begun));
        let id = tx.add(&incident)?;
        let said = format!("事故 {} の記録を始めました。入力はそのつど保存されます", incident.number());
        Ok(Done::said(Kind::Incident, said).then(Route::Respond(id)))
    }
}

/// The take-out one of the devices is away with.
fn out_with(read: &Reader<'_>, devices: &[DeviceId], day: Day) -> Result<Option<TakeoutId>, VaultError> {
    let open = read.list_active::<Takeout>()?;
    let is_it = |takeout: &Takeout| {
        takeout.standing(day).is_out() && takeout.devices.iter().any(|device| devices.contains(device))
    };
    Ok(open.into_iter().rfind(|kept| is_it(&kept.record)).map(|kept| kept.id))
}

/// What is said in a line.
#[derive(Debug, Clone)]
pub struct Said {
    /// When it was.
    pub at: At,
    /// Who did it.
    pub by: String,
    /// 話した相手
    pub spoken_to: String,
    /// 結果
    pub text: String,
}

impl Said {
    /// Nothing but the present time.
    #[must_use]
    pub fn now(tx: &Tx<'_>) -> Self {
        Self { at: At::of(tx.at()), by: String::new(), spoken_to: String::new(), text: String::new() }
    }
}

/// A step of the guided flow is settled (済み・できなかった・対象外). Said again, it is a line that corrects the former.
#[derive(Debug, Clone)]
pub struct Take {
    /// Which incident.
    pub incident: IncidentId,
    /// The step's stable code.
    pub code: String,
    /// Which of several things it was done to, by id; empty where there is one.
    pub about: String,
    /// What was to be done, as it read.
    pub title: String,
    /// 手順の結果
    pub outcome: Outcome,
    /// What goes out with it.
    pub report: Option<Report>,
    /// Whether it is by this step that the responsible person learns of it.
    pub reports: bool,
    /// When, who, to whom, with what result.
    pub said: Said,
}

impl Command for Take {
    fn needs(&self) -> Right {
        Right::Write
    }

    fn run(self: Box<Self>, tx: &mut Tx<'_>, _today: Day) -> Result<Done, Refusal> {
        let Self { incident: id, code, about, title, outcome, report, reports, said } = *self;
        let mut incident = open(&tx.reader(), id)?;
        can_be(&said, tx)?;
        let corrects = incident.step(&code, &about).map(|line| line.no);
        if reports && outcome == Outcome::Done && incident.reported_at.is_none() {
            incident.reported_at = Some(said.at);
        }
        let what = What::Step { code, about, title, outcome, report };
        let line = Line { corrects, ..line(tx, &incident, said, what) };
        add(tx, id, incident, line)
    }
}

/// What is known is filled in at a step, which is done with it.
#[derive(Debug, Clone)]
pub struct Fill {
    /// What was typed, by the field's key; what is not here stays as it is.
    pub draft: Draft,
    /// The step.
    pub take: Take,
}

impl Command for Fill {
    fn needs(&self) -> Right {
        Right::Write
    }

    fn run(self: Box<Self>, tx: &mut Tx<'_>, today: Day) -> Result<Done, Refusal> {
        let Self { draft, take } = *self;
        let before = open(&tx.reader(), take.incident)?;
        let mut whole = before.draft();
        for field in field::ALL.iter().filter(|field| draft.holds(field.key)) {
            whole.set(field.key, draft.get(field.key));
        }
        let mut incident = Incident::check(&whole, today)?;
        incident.carry(&before);
        tx.correct(take.incident, &incident, None)?;
        Box::new(take).run(tx, today)
    }
}

/// A line is added (経過・判断・報告).
#[derive(Debug, Clone)]
pub struct Say {
    /// Which incident.
    pub incident: IncidentId,
    /// What it is: 経過, 判断 or 報告.
    pub what: What,
    /// When, who, to whom, in which words.
    pub said: Said,
}

impl Command for Say {
    fn needs(&self) -> Right {
        Right::Write
    }

    fn run(self: Box<Self>, tx: &mut Tx<'_>, _today: Day) -> Result<Done, Refusal> {
        let Self { incident: id, what, said } = *self;
        let incident = open(&tx.reader(), id)?;
        can_be(&said, tx)?;
        let needs_words = matches!(what, What::Note | What::Decision { .. });
        if needs_words && said.text.trim().is_empty() {
            return Err(vec![breach(&TEXT, "内容を入力してください")].into());
        }
        let line = line(tx, &incident, said, what);
        add(tx, id, incident, line)
    }
}

/// A line is corrected (訂正): a new line takes its place, the old one stays to be read.
#[derive(Debug, Clone)]
pub struct Rectify {
    /// Which incident.
    pub incident: IncidentId,
    /// The number of the line that was wrong.
    pub no: u32,
    /// What it is instead.
    pub what: What,
    /// When, who, to whom, in which words.
    pub said: Said,
}

impl Command for Rectify {
    fn needs(&self) -> Right {
        Right::Write
    }

    fn run(self: Box<Self>, tx: &mut Tx<'_>, _today: Day) -> Result<Done, Refusal> {
        let Self { incident: id, no, what, said } = *self;
        let incident = open(&tx.reader(), id)?;
        can_be(&said, tx)?;
        let is_there = incident.lines.iter().any(|line| line.no == no);
        if !is_there || incident.corrected_by(no).is_some() {
            return Err(corrected_already().into());
        }
        let line = Line { corrects: Some(no), ..line(tx, &incident, said, what) };
        add(tx, id, incident, line)
    }
}

/// What a line says in words.
pub const TEXT: Field = Field::new("text", "内容", Input::Lines).required();

/// The incident is closed (終結).
#[derive(Debug, Clone)]
pub struct Close {
    /// Which.
    pub incident: IncidentId,
    /// Whose role it is signed by: 安全管理責任者, 管理責任者 or their 代理.
    pub role: RoleId,
    /// What is still open, in words.
    pub left_open: Vec<String>,
    /// Why it is closed all the same.
    pub reason: String,
}

/// 残したまま終える理由
pub const REASON: Field = Field::new("reason", "残したまま終える理由", Input::Lines);

impl Command for Close {
    fn needs(&self) -> Right {
        Right::Write
    }

    fn run(self: Box<Self>, tx: &mut Tx<'_>, today: Day) -> Result<Done, Refusal> {
        let Self { incident: id, role, left_open, reason } = *self;
        let mut incident = open(&tx.reader(), id)?;
        let reason = reason.trim().to_owned();
        // What the law may still ask for holds it back, whatever the screen says is left.
        let is_open = !left_open.is_empty() || incident.is_owed_by_law();
        if is_open && reason.is_empty() {
            let why = "終わっていないことがあります。残したまま終える理由を入力してください";
            return Err(vec![breach(&REASON, why)].into());
        }
        let held = tx.reader().get::<Role>(role)?.filter(|kept| signs_on(&kept.record, today)).ok_or_else(nobody)?;
        let person = tx.reader().get::<Staff>(held.record.staff)?.ok_or_else(nobody)?.record.name;
        let role = held.record.role.label().to_owned();
        let text = match (left_open.is_empty(), is_open) {
            (false, _) => format!("残したこと：{}　理由：{reason}", left_open.join("、")),
            (true, true) => format!("理由：{reason}"),
            (true, false) => String::new(),
        };
        let said = Said { by: person.clone(), text, ..Said::now(tx) };
        incident.lines.push(line(tx, &incident, said, What::Closed));
        let reason = if is_open { reason } else { String::new() };
        incident.closing = Some(Closing { by: person, role, on: today, left_open, reason });
        tx.retire(id, &incident, None)?;
        Ok(Done::said(Kind::Incident, format!("事故 {} を終結しました", incident.number())))
    }
}

/// Something new has come up: the incident goes on (再開).
#[derive(Debug, Clone)]
pub struct Reopen {
    /// Which.
    pub incident: IncidentId,
    /// Why.
    pub reason: String,
}

/// 再開する理由
pub const REOPEN_WHY: Field = Field::new("reopen_why", "再開する理由", Input::Lines).required();

impl Command for Reopen {
    fn needs(&self) -> Right {
        Right::Write
    }

    fn run(self: Box<Self>, tx: &mut Tx<'_>, _today: Day) -> Result<Done, Refusal> {
        let Self { incident: id, reason } = *self;
        if reason.trim().is_empty() {
            return Err(vec![breach(&REOPEN_WHY, "再開する理由を入力してください")].into());
        }
        let mut incident = tx.reader().get::<Incident>(id)?.ok_or_else(gone)?.record;
        if incident.is_open() {
            return Ok(Done::said(Kind::Incident, ""));
        }
        let said = Said { text: reason.trim().to_owned(), ..Said::now(tx) };
        incident.lines.push(line(tx, &incident, said, What::Reopened));
        incident.closing = None;
        tx.correct(id, &incident, Some("再開"))?;
        Ok(Done::said(Kind::Incident, format!("事故 {} を再開しました", incident.number())))
    }
}

/// Whether a role may close an incident on a day.
#[must_use]
pub fn signs_on(role: &Role, day: Day) -> bool {
    matches!(role.role, RoleKind::SafetyOfficer | RoleKind::Responsible | RoleKind::Deputy) && role.is_held_on(day)
}

fn add(tx: &mut Tx<'_>, id: IncidentId, mut incident: Incident, line: Line) -> Result<Done, Refusal> {
    incident.lines.push(line);
    tx.correct(id, &incident, None)?;
    Ok(Done::said(Kind::Incident, ""))
}

fn line(tx: &Tx<'_>, incident: &Incident, said: Said, what: What) -> Line {
    let Said { at, by, spoken_to, text } = said;
    let entered_by = tx.enterer().unwrap_or_else(|| tx.operator()).to_owned();
    Line {
        no: incident.next_no(),
        at,
        entered_at: tx.at(),
        by: tidy(&by),
        entered_by,
        spoken_to: tidy(&spoken_to),
        what,
        text: tidy_lines(&text),
        corrects: None,
    }
}

/// 時刻 of a line.
pub const AT: Field = Field::new("at", "日時", Input::At).span(Span::DEED).required();

/// What lies ahead cannot have happened; two clocks may differ by so many minutes.
const AHEAD_MINUTES: i64 = 5;

fn can_be(said: &Said, tx: &Tx<'_>) -> Result<(), Refusal> {
    if lies_ahead(said.at, tx) {
        return Err(vec![breach(&AT, "まだ来ていない日時です。正しい日時を入力してください")].into());
    }
    Ok(())
}

fn lies_ahead(at: At, tx: &Tx<'_>) -> bool {
    let now = At::of(tx.at());
    at.on > now.on || now.minutes_until(at).is_some_and(|minutes| minutes > AHEAD_MINUTES)
}

fn breach(field: &Field, why: &str) -> Breach {
    Breach { field: field.key, label: field.label, why: why.to_owned() }
}

fn next_serial(read: &Reader<'_>, year: FiscalYear) -> Result<u16, VaultError> {
    // Numbers of incidents that were taken back are not given again where a later one stands.
    let all = read.list::<Incident>()?;
    let of_year = all.iter().filter(|kept| kept.record.fiscal_year == year);
    Ok(of_year.map(|kept| kept.record.serial).max().unwrap_or(0).saturating_add(1))
}

/// The lost devices' records.
fn lost(read: &Reader<'_>, ids: &[DeviceId]) -> Result<Vec<Device>, VaultError> {
    let mut lost = Vec::with_capacity(ids.len());
    for id in ids {
        lost.extend(read.get::<Device>(*id)?.map(|kept| kept.record));
    }
    Ok(lost)
}

/// How all of them were protected: yes only where every one is known to be, no as soon as one is known not to be.
fn protection(lost: &[Device], told: impl Fn(&Device) -> Option<YesNo>) -> Option<Sure> {
    if lost.is_empty() {
        return None;
    }
    let all: Vec<Option<YesNo>> = lost.iter().map(told).collect();
    Some(if all.contains(&Some(YesNo::No)) {
        Sure::No
    } else if all.contains(&None) {
        Sure::Unknown
    } else {
        Sure::Yes
    })
}

/// The systems somebody has an ID of.
fn systems_of(read: &Reader<'_>, person: StaffId, today: Day) -> Result<Vec<SystemId>, VaultError> {
    let mut systems = Vec::new();
    for kept in read.by_subject::<Account>(person.into())? {
        let is_used = kept.record.removed_on.is_none_or(|day| today <= day);
        if is_used && !systems.contains(&kept.record.system) {
            systems.push(kept.record.system);
        }
    }
    Ok(systems)
}

/// Who answers for what is done: 管理責任者, else 安全管理責任者.
fn leader(read: &Reader<'_>, today: Day) -> Result<String, VaultError> {
    let roles = read.list::<Role>()?;
    let holder = |kind| roles.iter().find(|kept| kept.record.role == kind && kept.record.is_held_on(today));
    let Some(held) = holder(RoleKind::Responsible).or_else(|| holder(RoleKind::SafetyOfficer)) else {
        return Ok(String::new());
    };
    Ok(read.get::<Staff>(held.record.staff)?.map(|kept| kept.record.name).unwrap_or_default())
}

const fn form(flow: FlowKind) -> Option<Form> {
    match flow {
        FlowKind::DeviceLoss => Some(Form::Device),
        FlowKind::Misdirected => Some(Form::Message),
        FlowKind::Spoken => Some(Form::Voice),
        FlowKind::PaperLoss
        | FlowKind::Intrusion
        | FlowKind::Malware
        | FlowKind::Insider
        | FlowKind::Vendor
        | FlowKind::Other => None,
    }
}

fn open(read: &Reader<'_>, id: IncidentId) -> Result<Incident, Refusal> {
    let kept: Kept<Incident> = read.get::<Incident>(id)?.ok_or_else(gone)?;
    if kept.record.is_open() { Ok(kept.record) } else { Err(closed().into()) }
}

fn gone() -> Problem {
    Problem::new(
        "L-090",
        "この事故の記録は見つかりません。取り消されたか、別の台帳のものです。台帳は変わっていません。",
        "「事故」の一覧に戻って、開き直してください。",
    )
}

fn closed() -> Problem {
    Problem::new(
        "L-091",
        "この事故はもう終結しているため、書き足せません。台帳は変わっていません。",
        "新しいことがわかったときは、事故の画面で「再開」してから書き足してください。",
    )
}

fn corrected_already() -> Problem {
    Problem::new(
        "L-092",
        "この行はもう訂正されているため、重ねて訂正できません。台帳は変わっていません。",
        "いちばん新しい訂正の行を訂正してください。前の行はそのまま残ります。",
    )
}

fn nobody() -> Problem {
    Problem::new(
        "L-093",
        "終結を確認する人が、今日の時点で安全管理責任者・管理責任者・その代理のどれにも登録されていません。経過は保存されています。",
        "「役割」に登録してから、もう一度終結してください。",
    )
}
