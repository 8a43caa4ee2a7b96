//! 事故への対応: a phone lost on a home visit, from the red button to the printed first report; left and gone on with; a
//! step said wrongly is corrected by a new line; two incidents at once; nothing typed is lost.

use daichoban::base::{At, Coded, IncidentId, Kept, Kind, RecordId};
use daichoban::demo;
use daichoban::desk::{Refusal, Route};
use daichoban::ledgers::incident::commands::{Begin, Close, Rectify, Reopen, Said, Say, Take};
use daichoban::ledgers::incident::record::{FlowKind, Incident, Outcome, Sort, Sure, What, field};
use daichoban::ledgers::registry;
use daichoban::ledgers::role::record::Role;

use crate::support::clinic::{empty, sakura, today};
use crate::support::desk::Seat;
use crate::support::dice::Dice;

/// Counts what the mouse does.
struct Hand<'a> {
    seat: &'a mut Seat,
    n_clicks: usize,
}

impl Hand<'_> {
    fn press(&mut self, word: &str) {
        self.seat.press(word);
        self.n_clicks += 1;
    }

    /// The same, scrolled to first.
    fn reach(&mut self, word: &str) {
        self.seat.reach(word);
        self.n_clicks += 1;
    }

    /// One click opens the list; a part of the name is typed and taken with Enter.
    fn pick(&mut self, label: &str, part: &str, name: &str) {
        self.seat.pick_searched(label, part, name);
        self.n_clicks += 1;
    }
}

/// The sample clinic, unlocked.
fn sample() -> Seat {
    let mut seat = Seat::with_sample();
    seat.unlock(demo::PASSPHRASE);
    seat
}

/// The newest incident.
fn newest(seat: &mut Seat) -> Kept<Incident> {
    seat.ledger(|vault| {
        let all = vault.reader().list::<Incident>().unwrap();
        all.into_iter().max_by_key(|kept| (kept.record.fiscal_year, kept.record.serial)).unwrap()
    })
}

#[test]
fn a_lost_phone_is_reported_within_twelve_clicks() {
    let mut seat = sample();
    let n_before = seat.ledger(|vault| vault.reader().list::<Incident>().unwrap().len());
    let mut hand = Hand { seat: &mut seat, n_clicks: 0 };
    hand.press("事故・紛失が起きたら");
    hand.press("端末の紛失・盗難");
    hand.pick("持っていた人", "Hoa", "Nguyễn Thị Hoa（訪問介護課）");
    hand.seat.picture("alarm-lost-phone");
    hand.seat.fill("起きたこと", "訪問先で業務用スマートフォンをなくした");
    hand.press("記録を始めて、手順を見る");
    hand.seat.picture("respond-lost-phone");
    hand.seat.fill("結果", "事務室のパソコンで変えた");
    // What is typed about one step stays while another is said.
    hand.reach("MCSのパスワードを、別の端末から変える：済み");
    assert_eq!(hand.seat.value("結果"), "事務室のパソコンで変えた");
    hand.reach("Man・Go!のパスワードを、別の端末から変える：済み");
    hand.reach("責任者に知らせる：済み");
    hand.reach("連携ネットワークの事務局に連絡する：済み");
    hand.reach("携帯電話会社に連絡し、遠隔ロックと回線の停止を頼む：済み");
    hand.reach("事故報告書（第一報）を印刷");
    assert!(hand.seat.sees("PDFを開きました"), "the report is made");
    assert!(hand.n_clicks <= 12, "{}", hand.n_clicks);
    assert!(hand.seat.sees("事故への対応"), "the flow was not left");
    hand.seat.picture("respond-printed");

    let kept = newest(&mut seat);
    let incident = &kept.record;
    assert_eq!(seat.ledger(|vault| vault.reader().list::<Incident>().unwrap().len()), n_before + 1);
    assert_eq!((incident.flow, incident.sort), (FlowKind::DeviceLoss, Sort::Lost));
    assert_eq!(incident.summary, "訪問先で業務用スマートフォンをなくした");
    // What the ledger knows was filled in.
    assert_eq!(incident.devices.len(), 1, "the one device of that person");
    assert_eq!([incident.encrypted, incident.locked, incident.remote], [Some(Sure::Yes); 3]);
    assert!(!incident.systems.is_empty() && !incident.leader.is_empty());
    assert!(incident.reported_at.is_some(), "the step by which the responsible person learns of it gives the time");
    let done = incident.lines.iter().filter(|line| matches!(line.what, What::Step { outcome: Outcome::Done, .. }));
    assert_eq!(done.count(), 5);
    assert_eq!(incident.lines[2].text, "事務室のパソコンで変えた");
    let printed = seat.log().into_iter().any(|line| line.information.contains("事故報告書"));
    assert!(printed, "the printing stands in the operation record");
}

#[test]
fn a_step_said_wrongly_is_corrected_by_a_new_line() {
    let mut seat = sample();
    begin(&mut seat, "ウイルス・ランサムウェア");
    seat.press("責任者に知らせ、診療を続ける方法を決める：対象外");
    seat.press("責任者に知らせ、診療を続ける方法を決めるの訂正");
    seat.fill("日時", "きのうの夜");
    seat.fill("結果", "紙で続けると決めた");
    seat.press("責任者に知らせ、診療を続ける方法を決める：済みとして訂正");
    assert!(seat.sees("日時の形になっていません"), "a time that cannot be read is told");
    seat.fill("日時", "17:05");
    seat.press("責任者に知らせ、診療を続ける方法を決める：済みとして訂正");
    seat.picture("respond-corrected");
    let incident = newest(&mut seat).record;
    let [.., first, second] = incident.lines.as_slice() else { panic!("two lines") };
    assert!(matches!(first.what, What::Step { outcome: Outcome::NotApplicable, .. }));
    assert_eq!((second.corrects, second.at.clock().as_deref()), (Some(first.no), Some("17:05")));
    assert_eq!(second.text, "紙で続けると決めた");
    assert_eq!(second.entered_at.clock(), "18:30", "the true time of entry is kept beside it");
    assert_eq!(incident.standing().len(), incident.lines.len() - 1);
}

/// Begins an incident of this kind through the window.
fn begin(seat: &mut Seat, kind: &str) {
    seat.press("事故・紛失が起きたら");
    seat.press(kind);
    seat.press("記録を始めて、手順を見る");
}

#[test]
fn what_is_known_is_filled_in_where_the_flow_asks_for_it() {
    let mut seat = sample();
    begin(&mut seat, "メール・FAX・書類の誤送信、渡し間違い");
    seat.reach("どんな情報が、何人分あったかを確かめるを開く");
    seat.take("人数がわかっている");
    seat.reach("どんな情報が、何人分あったかを確かめる：保存して済みにする");
    assert!(seat.sees("人数を入力してください"), "what is missing is told where it is typed");
    seat.fill("本人の数", "12人");
    seat.take("氏名");
    seat.take("処方・薬の記録");
    seat.picture("respond-fill");
    seat.reach("どんな情報が、何人分あったかを確かめる：保存して済みにする");
    let incident = newest(&mut seat).record;
    assert_eq!((incident.people, incident.people_words().as_str()), (Some(12), "12人"));
    assert_eq!(incident.data.len(), 2);
    assert!(matches!(incident.lines.last().unwrap().what, What::Step { outcome: Outcome::Done, .. }));
}

#[test]
fn two_go_on_at_once_and_each_is_come_back_to() {
    let mut seat = sample();
    begin(&mut seat, "話し声・口頭での情報もれ");
    let spoken = newest(&mut seat);
    seat.press("話をやめ、場所を移す：済み");
    begin(&mut seat, "不正アクセス");
    let other = newest(&mut seat);
    assert_ne!(spoken.id, other.id);
    seat.press("事故・紛失が起きたら");
    seat.picture("alarm-open");
    seat.press(&format!("{}の対応を続ける", spoken.record.number()));
    assert!(seat.sees("話をやめ、場所を移すの訂正") && seat.sees(&spoken.record.number()));
}

#[test]
fn what_is_asked_follows_what_the_ledger_knows() {
    let mut seat = sample();
    seat.press("事故・紛失が起きたら");
    seat.press("端末の紛失・盗難");
    seat.pick_searched("持っていた人", "内田", "内田 あゆみ（看護部）");
    // Two devices are hers: none is taken for the lost one by itself.
    assert!(seat.sees("TB-06 iPad（A16）"));
    seat.check("BY-01 Pixel 9a");
    seat.press("記録を始めて、手順を見る");
    assert!(seat.sees("遠隔ロック・消去　デバイスを探す"), "how the device is protected");
    // A private phone's line is not the clinic's to stop (S000-2.3).
    assert!(!seat.sees("携帯電話会社に連絡し"));
    assert!(seat.sees("BY-01 Pixel 9aを、契約しているサービスから遠隔でロックする"));
    let incident = newest(&mut seat).record;
    assert_eq!(incident.devices.len(), 1);
    seat.picture("respond-private");
}

#[test]
fn what_is_typed_stays_through_a_lock() {
    let mut seat = sample();
    begin(&mut seat, "そのほか（設定の誤り・故障など）");
    seat.fill("結果", "公開をやめた。ほかは確認中");
    seat.press("ロック");
    seat.unlock(demo::PASSPHRASE);
    assert_eq!(seat.value("結果"), "公開をやめた。ほかは確認中");
}

#[test]
fn a_line_beside_the_steps_is_written_as_what_it_is() {
    let mut seat = sample();
    begin(&mut seat, "内部の人の不正な持ち出し・利用");
    seat.press("経過を書き足す…");
    seat.check("判断");
    seat.press("書き足す");
    assert!(seat.sees("内容を入力してください"));
    seat.fill("決めたこと", "今夜は知らせる人を三人に限る");
    seat.fill("理由", "本人が記録を消すおそれがある");
    seat.picture("respond-saying");
    seat.press("書き足す");
    let incident = newest(&mut seat).record;
    let last = incident.lines.last().unwrap();
    assert_eq!(last.what, What::Decision { why: "本人が記録を消すおそれがある".to_owned() });
    assert_eq!(last.text, "今夜は知らせる人を三人に限る");
}

fn at(hour: u16, minute: u16) -> At {
    At::new(today(), hour, minute).unwrap()
}

fn said(text: &str) -> Said {
    Said { at: at(8, 40), by: "髙橋".to_owned(), spoken_to: String::new(), text: text.to_owned() }
}

fn begun(ledger: &mut crate::support::clinic::Ledger) -> IncidentId {
    let begin = Begin {
        flow: FlowKind::Other,
        sort: None,
        known_at: at(8, 30),
        finder: "髙橋".to_owned(),
        staff: None,
        devices: Vec::new(),
        vendor: None,
        takeout: None,
        summary: String::new(),
    };
    run(ledger, begin).unwrap();
    ledger.reader().list::<Incident>().unwrap().last().unwrap().id
}

fn run(
    ledger: &mut crate::support::clinic::Ledger,
    command: impl daichoban::desk::Command,
) -> Result<daichoban::desk::Done, Refusal> {
    ledger.transact(|tx| Box::new(command).run(tx, today()))
}

fn record(ledger: &crate::support::clinic::Ledger, id: IncidentId) -> Incident {
    ledger.reader().get::<Incident>(id).unwrap().unwrap().record
}

#[test]
fn whatever_is_done_the_timeline_only_grows() {
    let mut ledger = sakura();
    let id = begun(&mut ledger);
    let role = ledger
        .reader()
        .list::<Role>()
        .unwrap()
        .into_iter()
        .find(|kept| daichoban::ledgers::incident::commands::signs_on(&kept.record, today()))
        .unwrap()
        .id;
    let mut dice = Dice::new();
    let mut n_written = 0;
    for turn in 0..400 {
        let before = record(&ledger, id);
        let no = u32::try_from(dice.below(before.lines.len() + 2)).unwrap();
        let outcome = Outcome::ALL[dice.below(Outcome::ALL.len())];
        let text = format!("{turn}番目のこと");
        let written = match dice.below(7) {
            0 => run(&mut ledger, Say { incident: id, what: What::Note, said: said(&text) }),
            1 => run(&mut ledger, Say { incident: id, what: What::Decision { why: text.clone() }, said: said(&text) }),
            2 => run(&mut ledger, Rectify { incident: id, no, what: What::Note, said: said(&text) }),
            3 => {
                let code = ["stop", "responsible", "vendor"][dice.below(3)].to_owned();
                let (about, title) = (String::new(), "手順".to_owned());
                run(
                    &mut ledger,
                    Take { incident: id, code, about, title, outcome, report: None, reports: false, said: said(&text) },
                )
            }
            4 => {
                let left_open = vec!["残り".to_owned()];
                run(&mut ledger, Close { incident: id, role, left_open, reason: text.clone() })
            }
            5 => run(&mut ledger, Reopen { incident: id, reason: text.clone() }),
            _ => {
                // The form of the record: whatever is typed there, the lines stay.
                let kept = ledger.reader().get::<Incident>(id).unwrap().unwrap();
                let mut draft = daichoban::base::Record::draft(&kept.record);
                draft.set(field::PLACE.key, text.clone());
                let (version, reason) = (kept.version, String::new());
                run(&mut ledger, daichoban::ledgers::incident::commands::Amend { id, version, draft, reason })
            }
        };
        let after = record(&ledger, id);
        assert!(after.continues(&before), "turn {turn}");
        assert_eq!((after.serial, after.fiscal_year), (before.serial, before.fiscal_year));
        if written.is_err() {
            assert_eq!(after, before, "what is refused changes nothing (turn {turn})");
        }
        n_written += usize::from(written.is_ok());
        let numbers: Vec<u32> = after.lines.iter().map(|line| line.no).collect();
        assert_eq!(numbers, (1..=u32::try_from(after.lines.len()).unwrap()).collect::<Vec<_>>());
        // A corrected line never stands, and is corrected once.
        let corrected: Vec<u32> = after.lines.iter().filter_map(|line| line.corrects).collect();
        let mut once = corrected.clone();
        once.sort_unstable();
        once.dedup();
        assert_eq!(once.len(), corrected.len(), "turn {turn}");
        assert!(after.standing().iter().all(|line| !corrected.contains(&line.no)));
    }
    assert!(n_written > 150, "{n_written}");
}

#[test]
fn open_law_holds_the_end_back_whatever_is_said_to_be_left() {
    let mut ledger = sakura();
    let id = begun(&mut ledger);
    let roles = ledger.reader().list::<Role>().unwrap();
    let role =
        roles.iter().find(|kept| daichoban::ledgers::incident::commands::signs_on(&kept.record, today())).unwrap().id;
    let close = |reason: &str| Close { incident: id, role, left_open: Vec::new(), reason: reason.to_owned() };
    assert!(matches!(run(&mut ledger, close(" ")), Err(Refusal::Breaches(_))), "the four questions are open");
    run(&mut ledger, close("相談の結果を待つ")).unwrap();
    assert_eq!(record(&ledger, id).closing.unwrap().reason, "相談の結果を待つ");
}

#[test]
fn what_lies_ahead_is_no_time_of_what_happened() {
    let mut ledger = empty();
    let id = begun(&mut ledger);
    for late in [at(9, 30), At::day(today().plus_days(1))] {
        let say = Say { incident: id, what: What::Note, said: Said { at: late, ..said("まだのこと") } };
        assert!(matches!(run(&mut ledger, say), Err(Refusal::Breaches(_))), "{late}");
    }
    let say = Say { incident: id, what: What::Note, said: Said { at: at(9, 4), ..said("時計の差") } };
    run(&mut ledger, say).unwrap();
}

#[test]
fn numbers_count_through_the_fiscal_year() {
    let mut ledger = empty();
    let first = begun(&mut ledger);
    let second = begun(&mut ledger);
    assert_eq!(record(&ledger, first).number(), "R8-01");
    assert_eq!(record(&ledger, second).number(), "R8-02");
}

#[test]
fn an_exclusion_is_only_said_where_the_key_is_known_to_be_safe() {
    let mut ledger = empty();
    let id = begun(&mut ledger);
    let kept = ledger.reader().get::<Incident>(id).unwrap().unwrap();
    let mut draft = daichoban::base::Record::draft(&kept.record);
    draft.set(field::EXCLUSION.key, "applies");
    draft.set(field::EXCLUSION_BY.key, "山﨑 健一");
    draft.set(field::EXCLUSION_WHY.key, "暗号化していた");
    for key_safe in [Sure::Unknown, Sure::No] {
        draft.set(field::ENCRYPTED.key, Sure::Yes.code());
        draft.set(field::KEY_SAFE.key, key_safe.code());
        let checked = (registry::of(Kind::Incident).check)(&draft, today());
        let breaches = checked.unwrap_err();
        assert_eq!(breaches.iter().map(|breach| breach.field).collect::<Vec<_>>(), [field::EXCLUSION.key]);
    }
    draft.set(field::KEY_SAFE.key, Sure::Yes.code());
    assert!((registry::of(Kind::Incident).check)(&draft, today()).is_ok());
}

#[test]
fn the_page_is_left_by_escape_and_by_the_record() {
    let mut seat = sample();
    begin(&mut seat, "書類・記録媒体の紛失・盗難");
    let id = RecordId::from(newest(&mut seat).id);
    seat.press("記録の画面");
    assert!(seat.sees("書類・記録媒体の紛失・盗難"));
    seat.go(Route::Respond(id.into()));
    seat.key(egui::Key::Escape);
    assert!(!seat.sees("事故への対応"));
}
