//! What we claim about speed, measured: `cargo bench` prints a table of the times at full size
//! (500 staff, 2,000 devices, 500,000 journal entries). `DAICHOBAN_BENCH_ENTRIES` sets another number of entries.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::print_stdout, missing_docs)]

use std::ops::ControlFlow;
use std::path::Path;
use std::time::{Duration, Instant};

use daichoban::base::text::fold;
use daichoban::base::{
    AssessmentId, At, Clock, Day, DeviceId, Draft, IncidentId, Kept, Moment, Progress, Record, StaffId,
};
use daichoban::checklists::{Edition, SelfCheck as SelfCheckEdition};
use daichoban::desk::SheetOrder;
use daichoban::exchange::{Facts, plan, propose, read_book, take_over};
use daichoban::findings::all_facts;
use daichoban::inspection::{PrintContext, make};
use daichoban::ledgers::account::record::Account;
use daichoban::ledgers::assessment::record::{Answer, Answered, Assessment, EditionForm, Signed, Worded};
use daichoban::ledgers::device::record::{self as device, Device};
use daichoban::ledgers::due;
use daichoban::ledgers::facts::Facts as LedgerFacts;
use daichoban::ledgers::incident::record::{FlowKind, Incident, Line, What};
use daichoban::ledgers::log::LogLine;
use daichoban::ledgers::registry::INDEXER;
use daichoban::ledgers::self_check::record::{Answered as SelfCheckAnswer, SelfCheck};
use daichoban::ledgers::staff::record::{self as staff, Staff};
use daichoban::ledgers::system::record::{System, SystemKind};
use daichoban::paper::{Going, lay_out, write_pdf};
use daichoban::vault::{
    BackupPlan, Kdf, Key, LogFilter, NewLedger, Order, Place, Profile, Secret, Stamp, Vault, VaultError,
};

const N_STAFF: usize = 500;
const N_DEVICES: usize = 2_000;
/// Rounds of the yearly check in ten years, three a year as the earlier sheet prints them.
const N_ROUNDS: usize = 30;
/// Lines of an incident that went on for weeks.
const N_LINES: u32 = 200;
const OPERATOR: &str = "計測 係";
const PASSPHRASE: &str = "速さを測るための合言葉です";

fn main() {
    let n_entries: usize =
        std::env::var("DAICHOBAN_BENCH_ENTRIES").ok().and_then(|text| text.parse().ok()).unwrap_or(500_000);
    let dir = std::env::temp_dir().join(format!("daichoban-bench-{}", std::process::id()));
    let place = Place::new(&dir, Profile::none());
    let started = Instant::now();
    let mut vault = filled(&place, n_entries);
    let made = started.elapsed();
    println!("台帳: 利用者 {N_STAFF}、端末 {N_DEVICES}、記録 {n_entries} 件（用意に {:.1} 秒）", made.as_secs_f64());
    println!("| 仕事 | 時間 |\n|---|---|");
    reading(&vault);
    journal(&vault);
    writing(&mut vault);
    paper(&vault);
    log_sheet(&Place::new(&dir.join("log"), Profile::none()));
    yearly(&Place::new(&dir.join("yearly"), Profile::none()));
    import(&mut vault);
    line("控えを1つ作り、開いて確かめる", 1, || {
        vault.back_up(&dir.join("控え"), now(), &Progress::new()).unwrap();
    });
    let report = line("すべての点検（全ページ・全記録）", 1, || vault.check(&Progress::new()).unwrap());
    assert!(report.is_sound(), "{report:?}");
    vault.lock(now()).unwrap();
    unlocking(&place);
    println!("\n台帳ファイルの大きさ {:.1} MB", size_of(&dir));
    std::fs::remove_dir_all(&dir).unwrap();
}

fn now() -> Moment {
    Moment::in_japan(today(), 9, 0).unwrap()
}

fn today() -> Day {
    Day::new(2026, 11, 20).unwrap()
}

/// Runs the work so many times, prints the best, gives the last result.
fn line<T>(what: &str, n_times: usize, mut work: impl FnMut() -> T) -> T {
    let mut best = Duration::MAX;
    let mut last = None;
    for _ in 0..n_times {
        let start = Instant::now();
        last = Some(std::hint::black_box(work()));
        best = best.min(start.elapsed());
    }
    println!("| {what} | {:.1} ms |", best.as_secs_f64() * 1000.0);
    last.unwrap()
}

fn person(number: usize) -> Staff {
    let names = ["髙橋", "渡邉", "山﨑", "佐々木", "𠮷田", "濵田", "斎藤", "小林"];
    let kana = ["タカハシ", "ワタナベ", "ヤマザキ", "ササキ", "ヨシダ", "ハマダ", "サイトウ", "コバヤシ"];
    let (name, kana) = (names[number % 8], kana[number % 8]);
    let draft = Draft::new()
        .with(&staff::field::NAME, format!("{name} 試験{number}"))
        .with(&staff::field::KANA, format!("{kana} シケン"))
        .with(&staff::field::DEPARTMENT, "訪問看護")
        .with(&staff::field::PROFESSION, "看護師")
        .with(&staff::field::STARTED_ON, "R6.4.1");
    Staff::check(&draft, today()).unwrap()
}

fn gadget(number: usize, user: StaffId) -> Device {
    let draft = Draft::new()
        .with(&device::field::CONTROL_NUMBER, format!("D-{number:04}"))
        .with(&device::field::KIND, ["pc", "tablet", "phone"][number % 3])
        .with(&device::field::MODEL, "iPad（第10世代）")
        .with(&device::field::PLACES, "inside\noutside")
        .with(&device::field::PLACE_TEXT, "訪問先")
        .with(&device::field::NETWORKS, "wireless\ncarrier")
        .with(&device::field::LOCK, "yes")
        .with(&device::field::ANTIVIRUS, "yes")
        .with(&device::field::UNUSED_APPS, "harmless")
        .with_links(&device::field::USERS, &[user]);
    Device::check(&draft, today()).unwrap()
}

fn filled(place: &Place, n_entries: usize) -> Vault {
    let passphrase = Secret::from(PASSPHRASE);
    let new = NewLedger { operator: OPERATOR, passphrase: &passphrase, kdf: Kdf::Least, indexer: INDEXER, at: now() };
    let (mut vault, _) = Vault::create(place, &new).unwrap();
    let stamp = || Stamp::at(now());
    let ids: Vec<StaffId> = vault
        .transact::<_, VaultError>(stamp(), |tx| (0..N_STAFF).map(|number| tx.add(&person(number))).collect())
        .unwrap();
    let devices: Vec<(DeviceId, Device)> = vault
        .transact::<_, VaultError>(stamp(), |tx| {
            (0..N_DEVICES)
                .map(|number| {
                    let record = gadget(number, ids[number % N_STAFF]);
                    Ok((tx.add(&record)?, record))
                })
                .collect()
        })
        .unwrap();
    let mut left = n_entries.saturating_sub(N_STAFF + N_DEVICES + 2);
    while left > 0 {
        let step = left.min(5_000);
        vault
            .transact::<_, VaultError>(stamp(), |tx| {
                (0..step).try_for_each(|number| {
                    let (id, record) = &devices[(left + number) % N_DEVICES];
                    tx.correct(*id, record, None)
                })
            })
            .unwrap();
        left -= step;
    }
    vault
}

fn reading(vault: &Vault) {
    let read = vault.reader();
    line("利用者の一覧を読む", 5, || read.list_active::<Staff>().unwrap().len());
    line("端末の一覧を読む", 5, || read.list_active::<Device>().unwrap().len());
    line("検索（1文字ごと、利用者「わたなべ」）", 20, || {
        read.search::<Staff>(&fold("わたなべ")).unwrap().len()
    });
    line("検索（1文字ごと、端末「ipad」）", 20, || read.search::<Device>(&fold("ipad")).unwrap().len());
    line("ホームを読み直す（今日やること・確認すること）", 5, || {
        daichoban::overview::home().reload(&read, today()).unwrap();
    });
    line("前の日の時点で読む（利用者）", 3, || read.as_of(today()).list::<Staff>().unwrap().len());
}

fn journal(vault: &Vault) {
    let read = vault.reader();
    line("操作記録の画面を開く（新しい500件）", 5, || {
        daichoban::custody::log().reload(&read, today()).unwrap()
    });
    line("操作記録のすべてから言葉で探す", 1, || {
        let (sought, mut n) = (fold("どこにもない言葉"), 0);
        let walked: Result<(), VaultError> =
            read.walk(&LogFilter::default(), Order::Newest, &Progress::new(), |entry| {
                n += usize::from(fold(&LogLine::of(&entry).information).contains(&sought));
                Ok(ControlFlow::Continue(()))
            });
        walked.unwrap();
        n
    });
    let start = [0; 10];
    line("印刷物の照合文字を、番号なしで探す（見つからないとき）", 1, || {
        read.entry_by_hash(&start, &Progress::new()).unwrap()
    });
}

fn log_sheet(place: &Place) {
    let vault = filled(place, 10_000);
    let print = PrintContext { printed_at: now(), operator: OPERATOR.to_owned() };
    let pages = line("操作記録10,000件のPDFを作る", 1, || {
        let sheet = make(&SheetOrder::today("operation-log"), &vault.reader(), &print).unwrap();
        let layout = lay_out(&sheet);
        write_pdf(&layout, &|_, _| Going::On).unwrap();
        layout.pages.len()
    });
    println!("| 　（{pages} ページ） | |");
}

/// A clinic of this size after ten years: IDs, papers, self-checks, and the yearly check round by round.
fn grown(place: &Place) -> (Vault, AssessmentId, IncidentId) {
    let mut vault = filled(place, 0);
    let (people, devices) = (vault.reader().list::<Staff>().unwrap(), vault.reader().list::<Device>().unwrap());
    let questions = SelfCheckEdition::current().unwrap();
    let (mut newest, mut incident) = (None, None);
    vault
        .transact::<_, VaultError>(Stamp::at(now()), |tx| {
            let mut systems = Vec::new();
            for (name, kind) in [("MCS", SystemKind::CareNetwork), ("電子カルテ", SystemKind::Records)] {
                systems.push(tx.add(&System::named(name, kind))?);
            }
            for (number, kept) in people.iter().enumerate() {
                for system in &systems {
                    let mut account = Account::issued(kept.id, *system, &format!("u{number}@example.jp"));
                    account.password_changed_on = Some(today().plus_days(-i64::try_from(number % 90).unwrap()));
                    tx.add(&account)?;
                }
            }
            for kept in &devices {
                tx.add(&self_check(kept.record.users[0], kept, questions))?;
            }
            for round in 0..N_ROUNDS {
                newest = Some(tx.add(&yearly_round(round))?);
            }
            incident = Some(tx.add(&lost_device(people[0].id, devices[0].id))?);
            Ok(())
        })
        .unwrap();
    (vault, newest.unwrap(), incident.unwrap())
}

fn self_check(staff: StaffId, device: &Kept<Device>, questions: &SelfCheckEdition) -> SelfCheck {
    let answers = questions.for_device(&device.record).into_iter().map(|item| SelfCheckAnswer {
        item: item.id.clone(),
        ask: item.ask.clone(),
        answer: daichoban::ledgers::self_check::record::Answer::Yes,
        reason: String::new(),
    });
    SelfCheck {
        staff,
        device: device.id,
        checked_on: today().plus_days(-30),
        edition: questions.edition.clone(),
        hash: questions.hash.clone(),
        answers: answers.collect(),
        note: String::new(),
        entered: None,
    }
}

/// One round of the yearly check, every item answered; the last one goes on.
fn yearly_round(round: usize) -> Assessment {
    let edition = Edition::of("mhlw-cyber", "r7").unwrap();
    let n_months = i32::try_from((N_ROUNDS - 1 - round) * 4).unwrap();
    let on = today().plus_months(-n_months);
    let number = u8::try_from(round % 3 + 1).unwrap();
    let form = EditionForm::Institution;
    let mut record = Assessment::begun(&edition.name(), &edition.hash, form, on.fiscal_year(), number, on);
    record.answers = edition.items.iter().map(|item| Answered::new(&item.id, Answer::Yes, on, OPERATOR)).collect();
    if round + 1 < N_ROUNDS {
        let worded = edition.items.iter().map(|item| Worded {
            item: item.id.clone(),
            no: item.no.clone(),
            section: item.section.clone(),
            label: item.label.clone(),
        });
        let (by, role) = (OPERATOR.to_owned(), "管理責任者".to_owned());
        record.signed = Some(Signed { by, role, on, title: edition.title.clone(), wording: worded.collect() });
    }
    record
}

/// An incident with a long timeline.
fn lost_device(person: StaffId, device: DeviceId) -> Incident {
    let at = At::of(now());
    let mut incident = Incident::begun(FlowKind::DeviceLoss, at);
    incident.staff = Some(person);
    incident.devices = vec![device];
    let line = |no| Line {
        no,
        at,
        entered_at: now(),
        entered_by: OPERATOR.to_owned(),
        by: String::new(),
        spoken_to: String::new(),
        what: What::Note,
        text: "電話で状況を聞いた。まだ見つかっていない".to_owned(),
        corrects: None,
    };
    incident.lines = (1..=N_LINES).map(line).collect();
    incident
}

fn yearly(place: &Place) {
    let (vault, round, incident) = grown(place);
    let read = vault.reader();
    println!("| 自己評価（利用者 {N_STAFF}、端末 {N_DEVICES}、{N_ROUNDS} 回分の記録） | |");
    line("　1回分の画面を開く", 5, || {
        daichoban::procedures::assess(round).reload(&read, today()).unwrap();
    });
    line("　全項目の台帳でわかること（読むところから）", 5, || {
        let facts = LedgerFacts::load(&read).unwrap();
        all_facts(&facts, &due::all(&facts, today()), today()).len()
    });
    let facts = LedgerFacts::load(&read).unwrap();
    line("　　そのうち、台帳を読む", 5, || LedgerFacts::load(&read).unwrap().devices.len());
    line("　　そのうち、やることを数える", 5, || due::all(&facts, today()).len());
    let owed = due::all(&facts, today());
    line("　　そのうち、決まりに当てはめる", 5, || all_facts(&facts, &owed, today()).len());
    line(&format!("　事故への対応の画面を開く（経過 {N_LINES} 行）"), 5, || {
        daichoban::procedures::respond(incident).reload(&read, today()).unwrap();
    });
    line("　ホームを読み直す", 5, || daichoban::overview::home().reload(&read, today()).unwrap());
}

fn writing(vault: &mut Vault) {
    let kept = vault.reader().list::<Staff>().unwrap().swap_remove(0);
    line("1件の訂正を保存する（ディスクに書き終わるまで）", 20, || {
        vault
            .transact::<_, VaultError>(Stamp::at(now()), |tx| tx.correct(kept.id, &kept.record, Some("計測")))
            .unwrap();
    });
}

fn paper(vault: &Vault) {
    let print = PrintContext { printed_at: now(), operator: OPERATOR.to_owned() };
    let order = SheetOrder::today("mict-ledger");
    let pages = line("MICT台帳のPDFを作る（利用者500人・端末2,000台）", 3, || {
        let sheet = make(&order, &vault.reader(), &print).unwrap();
        let layout = lay_out(&sheet);
        let pdf = write_pdf(&layout, &|_, _| Going::On).unwrap();
        (layout.pages.len(), pdf.len())
    });
    println!("| 　（{} ページ、{} kB） | |", pages.0, pages.1 / 1000);
}

fn import(vault: &mut Vault) {
    let mut text = String::from("氏名,フリガナ,所属,職種,ID,利用開始日,種類,機種,管理番号,誓約書,システム\n");
    for number in 0..3_000 {
        text.push_str(&format!(
            "取込　花子{number},トリコミ ハナコ,看護部,看護師,t{number}@example.jp,R8.4.1,PC,dynabook,T-{number},R8.4.2,MCS\n"
        ));
    }
    vault.transact::<_, VaultError>(Stamp::at(now()), |tx| tx.set(BackupPlan::AUTO, BackupPlan::OFF)).unwrap();
    let plan = line("3,000行のCSVを読み、台帳と比べる", 3, || {
        let book = read_book("台帳.csv", text.as_bytes()).unwrap();
        let facts = Facts::read(&vault.reader(), today()).unwrap();
        plan(&book, &propose(&book), &facts, &|_| true).unwrap()
    });
    line("3,000行を取り込む（1つの記録として）", 1, || {
        take_over(vault, &plan, Clock::fixed(now()), &Progress::new()).unwrap()
    });
}

fn unlocking(place: &Place) {
    let secret = Secret::from(PASSPHRASE);
    let mut with_key = Duration::MAX;
    let mut key_alone = Duration::MAX;
    for _ in 0..3 {
        let start = Instant::now();
        let key = Key::Passphrase { operator: OPERATOR, secret: &secret };
        let vault = Vault::unlock(place, &key, INDEXER, now()).unwrap();
        let n = vault.reader().list_active::<Staff>().unwrap().len();
        with_key = with_key.min(start.elapsed());
        assert!(n >= N_STAFF);
        drop(vault);
        let start = Instant::now();
        let params = Kdf::Least.choose().unwrap();
        daichoban::vault::suite::stretch(&secret, &[0; 16], params).unwrap();
        key_alone = key_alone.min(start.elapsed());
    }
    let rest = with_key.saturating_sub(key_alone);
    println!("| 開いて利用者の一覧が出るまで（合言葉の計算を除く） | {:.1} ms |", rest.as_secs_f64() * 1000.0);
    println!("| 　（合言葉の計算、いちばん軽い設定） | {:.1} ms |", key_alone.as_secs_f64() * 1000.0);
}

fn size_of(dir: &Path) -> f64 {
    let files = std::fs::read_dir(dir).unwrap().flatten();
    let bytes: u64 = files.filter_map(|file| file.metadata().ok()).map(|meta| meta.len()).sum();
    #[allow(clippy::cast_precision_loss)] // megabytes to one place
    let megabytes = bytes as f64 / 1e6;
    megabytes
}
