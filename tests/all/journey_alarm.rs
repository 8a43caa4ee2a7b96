//! The red button before unlocking: the sheet the clinic posted, without a passphrase and with nothing else of the ledger.

use daichoban::base::{Coded, Day, Kind, Record};
use daichoban::demo;
use daichoban::desk::Route;
use daichoban::ledgers::contact::record::Contact;
use daichoban::ledgers::emergency::{Chosen, Posted};
use daichoban::ledgers::facts::Facts;
use daichoban::ledgers::incident::record::FlowKind;
use daichoban::ledgers::keep::Correct;
use daichoban::ledgers::staff::record::Staff;
use daichoban::paper::extract_text;
use egui::Key;

use crate::support::desk::Seat;

const ALARM: &str = "事故・紛失が起きたら";

fn open() -> Seat {
    let mut seat = Seat::with_sample();
    seat.unlock(demo::PASSPHRASE);
    seat
}

fn file(seat: &Seat) -> std::path::PathBuf {
    seat.folder().join("emergency.json")
}

fn posted(seat: &Seat) -> Posted {
    Posted::read(&std::fs::read(file(seat)).unwrap()).unwrap()
}

/// Every name of the sample that is not on the sheet by the clinic's choice.
fn secret_names(seat: &mut Seat) -> Vec<String> {
    let facts = seat.ledger(|vault| Facts::load(&vault.reader()).unwrap());
    let chosen = seat.ledger(|vault| Chosen::read(&vault.reader()).unwrap());
    let staff = facts.staff.iter().map(|kept| kept.record.name.clone());
    let contacts = facts.contacts.iter().filter(|kept| !chosen.contacts.contains(&kept.id));
    let contacts = contacts.flat_map(|kept| [kept.record.name.clone(), kept.record.phone.clone()]);
    let devices = facts.devices.iter().map(|kept| kept.record.title());
    let systems = facts.systems.iter().map(|kept| kept.record.name.clone());
    let vendors = facts.vendors.iter().map(|kept| kept.record.name.clone());
    let clinic = facts.clinic.iter().map(|kept| kept.record.name.clone());
    let all = staff.chain(contacts).chain(devices).chain(systems).chain(vendors).chain(clinic);
    let posted: String = posted(seat).numbers.iter().map(|one| format!("{} {}", one.name, one.person)).collect();
    // What every flow names is no secret of this clinic.
    let steps: String = daichoban::flows::flows().iter().flat_map(|flow| flow.wall()).collect();
    all.filter(|name| !name.is_empty() && !posted.contains(name.as_str()) && !steps.contains(name.as_str())).collect()
}

#[test]
fn before_unlocking_the_red_button_shows_the_posted_numbers_and_no_other_name() {
    let mut seat = open();
    let secrets = secret_names(&mut seat);
    assert!(secrets.len() > 30, "{secrets:?}");
    seat.ctrl(Key::L);
    assert!(seat.sees("台帳を開く"));
    seat.picture("gate_alarm");
    seat.press(ALARM);
    seat.picture("emergency_before");
    for words in
        ["患者さんの安全を先に", "株式会社みほんシステム", "0985-00-0140", "みほんモバイル", "集合場所は、駐車場"]
    {
        assert!(seat.sees(words), "{words}");
    }
    for kind in FlowKind::ALL {
        seat.take(kind.label());
        let seen = seat.words().join("\n");
        let told: Vec<&String> = secrets.iter().filter(|name| seen.contains(name.as_str())).collect();
        assert!(told.is_empty(), "{told:?}");
    }
    seat.take(FlowKind::DeviceLoss.label());
    assert!(seat.sees("別の端末から、Man・Go!・MCSなどのパスワードを変える"));
    seat.picture("emergency_device");

    seat.press("シートを印刷…");
    assert!(seat.sees("PDFを開きました"));
    let pdf = std::fs::read(seat.shown_pdf("緊急時対応シート.pdf")).unwrap();
    let text = extract_text(&pdf).unwrap().concat();
    assert!(text.contains("0985-00-0140") && text.contains("遺失届"), "{text}");
    let told: Vec<&String> = secrets.iter().filter(|name| text.contains(name.as_str())).collect();
    assert!(told.is_empty(), "{told:?}");
    let saved = seat.folder().join("saved.pdf");
    seat.press("PDFを保存…");
    seat.typed_path("ファイルの場所", &saved);
    assert!(std::fs::read(&saved).unwrap().starts_with(b"%PDF"));

    seat.key(Key::Escape);
    assert!(seat.sees("台帳を開く"), "back at the gate");
    seat.unlock(demo::PASSPHRASE);
    assert!(seat.sees("ホーム"));
}

#[test]
fn where_the_first_setting_has_no_sidebar_the_red_button_is_there_too() {
    let mut seat = Seat::new();
    seat.found();
    seat.put_sheet_away();
    seat.picture("setup_alarm");
    seat.press(ALARM);
    assert!(seat.sees("何が起きましたか") && !seat.sees("あとで登録する"));
    seat.press("戻る");
    assert!(seat.sees("あとで登録する"), "the first setting goes on");
}

#[test]
fn the_first_run_and_a_ledger_that_does_not_open_have_the_steps_too() {
    let mut seat = Seat::new();
    seat.picture("first_run_alarm");
    seat.press(ALARM);
    assert!(seat.sees("まだ選ばれていません") && seat.sees("何が起きましたか"));
    seat.press("戻る");
    seat.press("新しい台帳を作る");
    seat.press(ALARM);
    seat.take(FlowKind::Malware.label());
    assert!(seat.sees("バックアップの機器の線を抜く"));
    seat.press("戻る");
    assert!(seat.sees("施設について教えてください"), "what was begun goes on");
    seat.press("戻る");
    seat.press("控えから戻す…");
    seat.press(ALARM);
    assert!(seat.sees("何が起きましたか"));

    let mut seat = open();
    seat.ctrl(Key::L);
    for name in ["vault.keys", "vault.keys.2"] {
        std::fs::remove_file(seat.folder().join(name)).unwrap();
    }
    let mut seat = seat.restarted();
    seat.press(ALARM);
    assert!(seat.sees("0985-00-0140"), "without its keys, too");
}

#[test]
fn a_damaged_a_newer_and_a_missing_file_are_told_and_made_anew_on_unlocking() {
    let mut seat = open();
    let whole = posted(&seat);
    let text = std::fs::read_to_string(file(&seat)).unwrap();
    for (content, words) in [
        (text.chars().take(300).collect(), "壊れているため"),
        ("x".repeat(2 * 1024 * 1024), "壊れているため"),
        (text.replace("\"version\": 1", "\"version\": 9"), "新しい版の台帳番で作られています"),
    ] {
        seat.ctrl(Key::L);
        std::fs::write(file(&seat), &content).unwrap();
        seat.press(ALARM);
        assert!(seat.sees(words) && seat.sees("台帳は無事です") && seat.sees("何が起きましたか"), "{words}");
        assert!(!seat.sees("0985-00-0140"));
        seat.picture("emergency_damaged");
        seat.press("戻る");
        seat.unlock(demo::PASSPHRASE);
        let now = std::fs::read_to_string(file(&seat)).unwrap();
        if words.contains("新しい版") {
            assert_eq!(now, content, "what a newer program wrote is left alone");
            seat.go(Route::Emergency);
            assert!(seat.sees("この版からは書き直しません"));
        } else {
            assert!(posted(&seat).says_the_same(&whole));
        }
    }
    // Somebody has put a number of their own on it.
    seat.ctrl(Key::L);
    std::fs::write(file(&seat), text.replace("0985-00-0140", "0985-00-6666")).unwrap();
    seat.unlock(demo::PASSPHRASE);
    assert!(seat.sees("だれかがファイルの番号を変えた") && posted(&seat).says_the_same(&whole));

    seat.ctrl(Key::L);
    std::fs::remove_file(file(&seat)).unwrap();
    seat.press(ALARM);
    assert!(seat.sees("まだ選ばれていません"));
    seat.press("戻る");
    seat.unlock(demo::PASSPHRASE);
    assert!(posted(&seat).says_the_same(&whole), "after a restore or a move it is there again");
}

#[test]
fn the_clinic_chooses_agrees_posts_and_takes_it_down_again() {
    let mut seat = open();
    seat.go(Route::List(Kind::Contact));
    seat.press("連絡体制図");
    seat.press("緊急時対応シート");
    assert!(seat.sees("暗号化せずにこのパソコンに保存します"));
    seat.picture("emergency_page");
    seat.press("外す…");
    seat.press("外す");
    assert!(seat.sees("緊急時対応シートを外しました") && !file(&seat).exists());
    seat.picture("emergency_page_down");
    // Not before it is agreed to.
    seat.reach("このパソコンに保存する");
    assert!(!file(&seat).exists());
    seat.take("MICT事務局　0985-00-0101");
    seat.fill("書き足す行（4行まで）", "停電のときの懐中電灯は、受付の引き出し");
    seat.take("暗号化せずに保存することを承知しました");
    seat.reach("このパソコンに保存する");
    assert!(seat.sees("合言葉なしで見られるようにしました"));
    let now = posted(&seat);
    assert!(now.numbers.iter().all(|number| number.name != "MICT事務局") && now.numbers.len() == 3);
    assert_eq!(now.lines, ["停電のときの懐中電灯は、受付の引き出し"]);

    // A contact that is corrected is on the sheet as it is now, without another step.
    let facts = seat.ledger(|vault| Facts::load(&vault.reader()).unwrap());
    let police = facts.contacts.into_iter().find(|kept| kept.record.phone == "0985-00-0140").unwrap();
    let record = Contact { phone: "0985-00-0149".to_owned(), ..police.record };
    let (id, version, reason) = (police.id, police.version, String::new());
    seat.run(Correct::<Contact> { id, version, draft: record.draft(), reason: reason.clone() });
    assert!(posted(&seat).numbers.iter().any(|number| number.phone == "0985-00-0149"));
    let retired = Contact { ended_on: Some(Day::new(2026, 11, 19).unwrap()), ..record };
    seat.run(Correct::<Contact> { id, version: version + 1, draft: retired.draft(), reason });
    assert_eq!(posted(&seat).numbers.len(), 2, "who is not called any more is off the sheet");
}

#[test]
fn a_file_that_cannot_be_written_is_told_and_the_page_says_so() {
    let mut seat = open();
    seat.go(Route::Emergency);
    // A folder of that name: nothing can be written there, nor read.
    std::fs::remove_file(file(&seat)).unwrap();
    std::fs::create_dir(file(&seat)).unwrap();
    seat.take("MICT事務局　0985-00-0101");
    seat.reach("変えた内容で書き直す");
    assert!(seat.sees("緊急時対応シートのファイルを書けませんでした") && seat.sees("台帳は記録しました"));
    seat.press("閉じる");
    assert!(seat.sees("このパソコンに保存してあるシートが、今の台帳と違います"));
    std::fs::remove_dir(file(&seat)).unwrap();
    seat.picture("emergency_torewrite");
    seat.reach("今の内容で書き直す");
    seat.picture("emergency_rewritten");
    assert_eq!(posted(&seat).numbers.len(), 3, "{}", seat.words().join("\n"));
    assert!(seat.sees("今の台帳と同じです"));
}

#[test]
fn a_member_of_staff_in_the_chair_sees_and_prints_the_sheet_and_nothing_else() {
    let mut seat = open();
    let secrets = secret_names(&mut seat);
    let staff = seat.ledger(|vault| vault.reader().list::<Staff>().unwrap());
    let person = staff.iter().find(|kept| kept.record.name == "大𣘺 真央").or(staff.first()).unwrap();
    let (id, own) = (person.id, person.record.name.clone());
    seat.hand_chair(id);
    seat.go(Route::Emergency);
    assert!(seat.sees("0985-00-0140") && !seat.sees("載せる連絡先"));
    seat.picture("emergency_staff");
    let seen = seat.words().join("\n");
    let told: Vec<&String> = secrets.iter().filter(|name| **name != own && seen.contains(name.as_str())).collect();
    assert!(told.iter().all(|name| name.contains("クリニック")), "but for the sidebar: {told:?}");
    seat.press("シートを印刷…");
    assert!(seat.sees("PDFを開きました"));
}
