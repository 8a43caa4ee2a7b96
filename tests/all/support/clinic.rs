//! A made-up clinic with a ledger, and a desk that answers what its screens ask for.

use daichoban::base::{Clock, Day, Draft, Kind, Moment, Record, RecordId, StaffId, SystemId};
use daichoban::desk::{Ask, Desk, Done, Refusal, Route, Screen};
use daichoban::ledgers::account::record::{Account, Privilege};
use daichoban::ledgers::attendance::record::{Attendance, LessonKind};
use daichoban::ledgers::clinic::record::Clinic;
use daichoban::ledgers::device::record::{Antivirus, Device, DeviceKind, Network, Owner, Place, UnusedApps};
use daichoban::ledgers::pledge::record::{Pledge, Purpose};
use daichoban::ledgers::policy_read::record::PolicyRead;
use daichoban::ledgers::registry;
use daichoban::ledgers::role::record::{Role, RoleKind};
use daichoban::ledgers::self_check::record::{self as self_check, SelfCheck};
use daichoban::ledgers::staff::record::Staff;
use daichoban::ledgers::system::record::{System, SystemKind, TwoFactor, YesNo};
use daichoban::vault::{
    Act, Detail, Kdf, NewLedger, Place as Folder, Profile, Reader, Secret, Stamp, Tx, Vault, VaultError,
};
use tempfile::TempDir;

/// A day written in any usual form.
pub fn day(text: &str) -> Day {
    Day::read(text).unwrap()
}

/// The day the tests live on.
pub fn today() -> Day {
    day("令和8年11月20日")
}

/// A ledger in a folder of its own.
pub struct Ledger {
    vault: Vault,
    // After the vault: the folder goes when the file is closed.
    _dir: TempDir,
}

impl Ledger {
    /// A look into it.
    pub fn reader(&self) -> Reader<'_> {
        self.vault.reader()
    }

    /// Writes in one transaction.
    pub fn transact<T, E: From<VaultError>>(&mut self, work: impl FnOnce(&mut Tx<'_>) -> Result<T, E>) -> Result<T, E> {
        self.vault.transact(Stamp::at(now()), work)
    }
}

fn now() -> Moment {
    Moment::in_japan(today(), 9, 0).unwrap()
}

/// A ledger and the screen in front of it.
pub struct Office {
    pub vault: Ledger,
    pub route: Route,
    pub before: Vec<Route>,
    pub screen: Box<dyn Screen>,
    pub said: Vec<String>,
}

impl Office {
    /// Opens a screen of a ledger.
    pub fn open(vault: Ledger, route: Route) -> Self {
        let screen = screen_of(&route);
        let mut office = Self { vault, route, before: Vec::new(), screen, said: Vec::new() };
        office.reload();
        office
    }

    fn reload(&mut self) {
        self.screen.reload(&self.vault.reader(), today()).unwrap();
    }

    fn go(&mut self, route: Route) {
        let left = std::mem::replace(&mut self.route, route.clone());
        self.before.push(left);
        self.screen = screen_of(&route);
        self.reload();
    }

    /// Draws one frame and answers what was asked.
    pub fn ui(&mut self, ui: &mut egui::Ui) {
        let mut asks = Vec::new();
        self.screen.ui(ui, &mut Desk::new(Clock::fixed(now()), "山田 花子", false, &mut asks));
        if !asks.is_empty() {
            ui.ctx().request_repaint();
        }
        for ask in asks {
            self.answer(ask);
        }
    }

    fn answer(&mut self, ask: Ask) {
        match ask {
            Ask::Go(route) => self.go(route),
            Ask::Back => {
                let route = self.before.pop().unwrap_or(Route::Home);
                self.screen = screen_of(&route);
                self.route = route;
                self.reload();
            }
            Ask::Run(command) => {
                let outcome: Result<Done, Refusal> = self.vault.transact(|tx| command.run(tx, today()));
                self.screen.settled(&outcome);
                match outcome {
                    Ok(done) => {
                        self.said.push(done.said);
                        match done.next {
                            Some(route) => self.go(route),
                            None => self.reload(),
                        }
                    }
                    Err(Refusal::Problem(problem)) => self.said.push(problem.happened.clone()),
                    Err(Refusal::Breaches(_)) => {}
                }
            }
            Ask::Reload => self.reload(),
            Ask::Job(_)
            | Ask::VaultJob(_)
            | Ask::OpenFile(_)
            | Ask::ChooseFolder { .. }
            | Ask::SaveFile { .. }
            | Ask::ShowPdf { .. }
            | Ask::Posted { .. }
            | Ask::Print(_)
            | Ask::HandChair(_)
            | Ask::TakeChair(_)
            | Ask::KeepDraft => {}
            Ask::Say(text) => self.said.push(text),
            Ask::Tell(problem) => self.said.push(problem.happened),
            Ask::Lock | Ask::OpenLedger(_) => {}
        }
    }
}

fn screen_of(route: &Route) -> Box<dyn Screen> {
    if *route == Route::Home {
        return daichoban::overview::home();
    }
    registry::open(route).unwrap_or_else(|| Box::new(Nowhere))
}

struct Nowhere;

impl Screen for Nowhere {
    fn reads(&self) -> &'static [Kind] {
        &[]
    }
    fn reload(&mut self, _: &daichoban::vault::Reader<'_>, _: Day) -> Result<(), daichoban::desk::Problem> {
        Ok(())
    }
    fn ui(&mut self, _: &mut egui::Ui, _: &mut Desk<'_>) {}
}

/// An empty ledger.
pub fn empty() -> Ledger {
    let dir = tempfile::tempdir().unwrap();
    let passphrase = Secret::from("正しい馬の電池と夕焼けの坂");
    let indexer = registry::INDEXER;
    let new = NewLedger { operator: "山田 花子", passphrase: &passphrase, kdf: Kdf::Least, indexer, at: now() };
    let (mut vault, _code) = Vault::create(&Folder::new(dir.path(), Profile::none()), &new).unwrap();
    vault.confirm_recovery(now()).unwrap();
    Ledger { vault, _dir: dir }
}

/// Adds a record and gives its id.
pub fn add<R: Record>(vault: &mut Ledger, record: &R) -> RecordId {
    let added: Result<R::Id, VaultError> = vault.transact(|tx| tx.add(record));
    added.unwrap().into()
}

/// A person with nothing missing.
pub fn person(name: &str, kana: &str, department: &str, profession: &str) -> Staff {
    Staff {
        name: name.to_owned(),
        kana: kana.to_owned(),
        department: department.to_owned(),
        profession: profession.to_owned(),
        started_on: Some(day("R6.4.1")),
        ..Staff::default()
    }
}

/// A device with nothing missing.
pub fn device(number: &str, kind: DeviceKind, model: &str, users: &[RecordId]) -> Device {
    let draft = daichoban::base::Draft::new();
    let mut draft = draft;
    draft.set("kind", daichoban::base::Coded::code(kind));
    draft.set("model", model);
    draft.set("control_number", number);
    let mut device = Device::check(&draft, today()).unwrap();
    device.users = users.iter().map(|id| StaffId::from(*id)).collect();
    device.owner = Some(Owner::Facility);
    device.os = if kind == DeviceKind::Pc { "Windows 11" } else { "iPadOS 26" }.to_owned();
    device.places = vec![Place::Inside];
    device.place_text = "診察室1".to_owned();
    device.networks = vec![Network::Wired];
    device.lock = Some(YesNo::Yes);
    device.lock_confirmed_on = Some(day("R8.10.1"));
    device.antivirus = Some(Antivirus::Yes);
    device.antivirus_product = "ウイルスバスター".to_owned();
    device.unused_apps = Some(UnusedApps::Removed);
    device.patch_confirmed_on = Some(day("R8.11.1"));
    device
}

/// A clinic of twelve people with devices, IDs and papers; some things are missing, as in life.
pub fn sakura() -> Ledger {
    let mut vault = empty();
    add(
        &mut vault,
        &Clinic {
            name: "さくら内科クリニック".to_owned(),
            kana: "サクラナイカクリニック".to_owned(),
            corporation: "医療法人社団 さくら会".to_owned(),
            code: "4512345".to_owned(),
            postal_code: "880-0000".to_owned(),
            address: "宮崎県宮崎市桜町1-2-3".to_owned(),
            phone: "0985-00-0000".to_owned(),
            ..Clinic::default()
        },
    );
    let mut man_go = System::named("Man・Go!", SystemKind::CareNetwork);
    man_go.network = "MICT".to_owned();
    man_go.purpose = "在宅版カルテ・情報ストックシステム".to_owned();
    man_go.started_on = Some(day("R5.4.1"));
    man_go.two_factor = Some(TwoFactor::InUse);
    let mut mcs = System::named("MCS", SystemKind::CareNetwork);
    mcs.network = "MICT".to_owned();
    mcs.purpose = "在宅連絡帳".to_owned();
    mcs.two_factor = Some(TwoFactor::None);
    let mut records = System::named("電子カルテ", SystemKind::Records);
    records.vendor = "みやざきメディカルシステム".to_owned();
    records.started_on = Some(day("R3.10.1"));
    let systems = [add(&mut vault, &man_go), add(&mut vault, &mcs), add(&mut vault, &records)];
    let people = [
        ("山﨑 健一", "ヤマザキ ケンイチ", "診療部", "医師"),
        ("髙橋 美咲", "タカハシ ミサキ", "看護部", "看護師"),
        ("𠮷田 翔太", "ヨシダ ショウタ", "放射線室", "診療放射線技師"),
        ("濵田 さゆり", "ハマダ サユリ", "事務部", "事務"),
        ("渡邉 陽子", "ワタナベ ヨウコ", "看護部", "看護師"),
        ("辻\u{E0100} 真由", "ツジ マユ", "検査室", "臨床検査技師"),
        ("葛\u{E0100}西 亮", "カサイ リョウ", "リハビリテーション科", "理学療法士"),
        ("小川 友里恵", "オガワ ユリエ", "看護部", "准看護師"),
        ("德永 大輔", "トクナガ ダイスケ", "診療部", "医師"),
        ("栁田 千尋", "ヤナギダ チヒロ", "", "事務"),
        ("グエン ティ ホア", "グエン ティ ホア", "訪問看護ステーション さくら", "看護師"),
        ("森 一", "", "", ""),
    ];
    let mut ids = Vec::new();
    for (n, (name, kana, department, profession)) in people.iter().enumerate() {
        let mut staff = person(name, kana, department, profession);
        if n == 11 {
            staff.started_on = None;
        }
        if n == 8 {
            staff.ended_on = Some(day("R8.9.30"));
            staff.end_reason = "退職".to_owned();
        }
        let id = add(&mut vault, &staff);
        ids.push(id);
        if n == 11 {
            continue;
        }
        papers(&mut vault, id, n);
        accounts(&mut vault, id, n, &systems);
    }
    devices(&mut vault, &ids);
    let role = |role, n: usize, from: &str, until: Option<&str>| Role {
        role,
        staff: ids[n].into(),
        from_on: Some(day(from)),
        until_on: until.map(day),
        mail: "kanri@example.jp".to_owned(),
        granted_by: String::new(),
        reason: if n == 0 { "院長のため".to_owned() } else { String::new() },
        note: String::new(),
    };
    add(&mut vault, &role(RoleKind::Responsible, 8, "R5.4.1", Some("R6.3.31")));
    add(&mut vault, &role(RoleKind::Responsible, 0, "R6.4.1", None));
    add(&mut vault, &role(RoleKind::Granted, 1, "R6.4.1", None));
    vault
}

fn papers(vault: &mut Ledger, id: RecordId, n: usize) {
    if n != 6 {
        let received_on = Some(day("R6.4.3"));
        let signed_on = Some(day("R6.4.1"));
        let kept_at = "事務室の鍵付き書庫".to_owned();
        add(
            vault,
            &Pledge {
                staff: id.into(),
                purpose: Purpose::Working,
                received_on,
                signed_on,
                edition: "第3版".to_owned(),
                kept_at,
                note: String::new(),
                way: None,
                text: None,
                signature: None,
                scan: None,
                entered: None,
            },
        );
    }
    if n != 6 && n != 2 {
        let attended_on = Some(day("R8.6.20"));
        let title = "令和8年度 情報セキュリティ講習".to_owned();
        add(
            vault,
            &Attendance {
                staff: id.into(),
                kind: LessonKind::Course,
                attended_on,
                title,
                trainer: "事務局".to_owned(),
                confirmed_by: "山﨑".to_owned(),
                note: String::new(),
                score: None,
                training: None,
                entered: None,
            },
        );
    }
    let (policy, edition) = ("MICT運用ポリシー".to_owned(), "第2版".to_owned());
    let confirmed_by = "山﨑".to_owned();
    add(
        vault,
        &PolicyRead {
            staff: id.into(),
            policy,
            edition,
            read_on: Some(day("R8.6.20")),
            confirmed_by,
            note: String::new(),
            entered: None,
        },
    );
}

fn accounts(vault: &mut Ledger, id: RecordId, n: usize, systems: &[RecordId]) {
    for system in systems.iter().take(1 + n % 2) {
        let mut account = Account::issued(id.into(), SystemId::from(*system), &format!("staff{n:02}@example.jp"));
        account.privilege = Some(if n == 0 { Privilege::Admin } else { Privilege::User });
        account.issued_on = Some(day("R6.4.1"));
        account.password_changed_on = match n {
            3 => None,
            2 => Some(day("R8.7.1")),
            _ => Some(day("R8.10.10")),
        };
        add(vault, &account);
    }
}

fn devices(vault: &mut Ledger, ids: &[RecordId]) {
    add(vault, &device("PC-01", DeviceKind::Pc, "富士通 ESPRIMO D7013", &[ids[0]]));
    add(vault, &device("PC-02", DeviceKind::Pc, "NEC Mate", &[ids[1], ids[4], ids[7]]));
    add(vault, &device("PC-03", DeviceKind::Pc, "DELL OptiPlex 7020", &[ids[3], ids[9]]));
    let mut old = device("PC-04", DeviceKind::Pc, "HP ProDesk 400 G5", &[ids[2]]);
    old.os = "Windows 10".to_owned();
    old.os_support_ends_on = Some(day("R7.10.14"));
    add(vault, &old);
    let mut tablet = device("TAB-01", DeviceKind::Tablet, "iPad（第10世代）", &[ids[1], ids[10]]);
    tablet.places = vec![Place::Inside, Place::Outside];
    tablet.place_text = "訪問先、診察室2".to_owned();
    tablet.networks = vec![Network::Wireless, Network::Carrier];
    tablet.antivirus = Some(Antivirus::NotApplicable);
    tablet.antivirus_reason = "iPadOSのため".to_owned();
    add(vault, &tablet);
    let mut phone = device("", DeviceKind::Phone, "iPhone SE（第3世代）", &[ids[6]]);
    phone.owner = Some(Owner::Private);
    phone.lock = Some(YesNo::No);
    phone.unused_apps = None;
    add(vault, &phone);
    let mut router = device("NW-01", DeviceKind::NetworkEquipment, "YAMAHA RTX830", &[]);
    router.os = String::new();
    router.lock = None;
    add(vault, &router);
    let mut gone = device("PC-00", DeviceKind::Pc, "DELL Vostro", &[]);
    gone.ended_on = Some(day("R8.3.31"));
    add(vault, &gone);
}

/// A clinic of one person with nothing missing.
pub fn complete() -> Ledger {
    let mut vault = empty();
    let clinic = Clinic {
        name: "さくら内科クリニック".to_owned(),
        code: "4512345".to_owned(),
        address: "宮崎県宮崎市桜町1-2-3".to_owned(),
        phone: "0985-00-0000".to_owned(),
        byod: Some(daichoban::ledgers::clinic::record::ByodPolicy::Forbidden),
        ..Clinic::default()
    };
    add(&mut vault, &clinic);
    let network = add(&mut vault, &System::named("Man・Go!", SystemKind::CareNetwork));
    let id = add(&mut vault, &person("山﨑 健一", "ヤマザキ ケンイチ", "診療部", "医師"));
    papers(&mut vault, id, 0);
    accounts(&mut vault, id, 0, &[network]);
    let pc = add(&mut vault, &device("PC-01", DeviceKind::Pc, "富士通 ESPRIMO D7013", &[id]));
    let draft = Draft::new()
        .with_link(&self_check::field::STAFF, Some(id))
        .with_link(&self_check::field::DEVICE, Some(pc))
        .with_day(&self_check::field::CHECKED_ON, Some(day("R8.11.1")));
    add(&mut vault, &SelfCheck::check(&draft, today()).unwrap());
    for role in [RoleKind::Responsible, RoleKind::FacilityAdmin] {
        let held = Role {
            role,
            staff: id.into(),
            from_on: Some(day("R6.4.1")),
            until_on: None,
            mail: "kanri@example.jp".to_owned(),
            granted_by: String::new(),
            reason: String::new(),
            note: String::new(),
        };
        add(&mut vault, &held);
    }
    vault.transact::<_, VaultError>(|tx| tx.set("backup.second", "E:/控え")).unwrap();
    for folder in ["C:/控え", "C:/控え", "E:/控え"] {
        backed_up(&mut vault, folder);
    }
    vault
}

/// The journal says that a backup was made in this folder.
pub fn backed_up(vault: &mut Ledger, folder: &str) {
    let detail = Detail::default().with(serde_json::json!({ "folder": folder }));
    vault.transact::<_, VaultError>(|tx| tx.note(Act::BackedUp, &detail)).unwrap();
}
