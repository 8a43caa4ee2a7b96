//! 自己評価: the whole list by the keyboard, signed off and printed; killed in the middle and gone on with; the answers of
//! the earlier edition carried over; forth and back without loss.

use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};

use daichoban::base::{Day, Kept, Progress};
use daichoban::checklists::{Edition, Held};
use daichoban::demo;
use daichoban::desk::Route;
use daichoban::ledgers::assessment::record::{Answer, Answered, Assessment, EditionForm};
use daichoban::ledgers::registry::INDEXER;
use daichoban::procedures::{YearCount, trend};
use daichoban::vault::{Key as Opens, Place, Profile, Secret, Vault};
use egui::Key;

use crate::support::desk::{PASSPHRASE, Seat, now};
use crate::support::dice::Dice;

/// The buttons of the ministry's checklist.
const BEGIN: &str = "サイバーセキュリティ対策 令和7年度 点検を始める";
const GO_ON: &str = "サイバーセキュリティ対策 令和7年度 令和8年度 1回目を続ける";

fn r7() -> &'static Edition {
    Edition::of("mhlw-cyber", "r7").unwrap()
}

/// The newest round.
fn round(seat: &mut Seat) -> Kept<Assessment> {
    seat.ledger(|vault| vault.reader().list::<Assessment>().unwrap().pop().unwrap())
}

/// Goes on with Tab until this has the keyboard.
fn tab_to(seat: &mut Seat, word: &str) {
    for _ in 0..120 {
        if seat.focused() == word {
            return;
        }
        seat.key(Key::Tab);
    }
    panic!("Tab never comes to {word}");
}

/// Answers はい and goes on; where the ledger says otherwise, the reason is typed where the keyboard is.
fn yes(seat: &mut Seat) {
    seat.key(Key::Num1);
    if seat.focused() == "「はい」とする理由" {
        seat.type_here("現物を見て確かめた");
    }
    seat.key(Key::PageDown);
}

#[test]
fn the_whole_list_is_answered_signed_off_and_printed_by_the_keyboard_alone() {
    let mut seat = Seat::opened();
    seat.go(Route::Assessments);
    tab_to(&mut seat, BEGIN);
    seat.key(Key::Enter);
    assert!(seat.sees(&r7().items[0].label), "the first item is in sight");
    for item in &r7().items {
        assert!(seat.sees(&item.label), "{}", item.no);
        match item.id.as_str() {
            "2-10" => {
                seat.key(Key::Num2);
                assert_eq!(seat.focused(), "目標日");
                seat.type_here("R9.6.30");
                seat.settle();
                assert!(seat.sees("年度の終わり"), "a day after the end of the fiscal year gives a warning");
                seat.picture("assess-target-late");
                seat.key(Key::PageDown);
            }
            "2-02" => {
                seat.key(Key::Num3);
                assert_eq!(seat.focused(), "対象外の理由");
                seat.key(Key::PageDown);
                assert!(seat.sees("対象外の理由を入力してください"), "what is missing is asked for");
                seat.type_here("事業者と契約していない");
                seat.key(Key::PageDown);
            }
            _ => yes(&mut seat),
        }
    }
    assert!(seat.sees("まとめ"));
    seat.picture("assess-end");
    tab_to(&mut seat, "点検を終える");
    seat.key(Key::Enter);
    let kept = round(&mut seat);
    let signed = kept.record.signed.as_ref().expect("signed off");
    assert_eq!((signed.by.as_str(), signed.role.as_str()), ("髙橋 美咲", "管理責任者"));
    assert_eq!(signed.wording.len(), 18);
    assert_eq!(kept.record.hash, r7().hash);
    assert_eq!(kept.record.answers.len(), 18);
    let given = |id: &str| kept.record.answer(id).unwrap();
    assert_eq!((given("2-10").answer, given("2-10").target_on), (Answer::No, Day::read("R9.6.30").ok()));
    assert_eq!(given("2-02").reason, "事業者と契約していない");
    let against = given("3-03");
    assert!(!against.against.is_empty() && against.reason == "現物を見て確かめた", "{against:?}");
    seat.picture("assess-done");
    tab_to(&mut seat, "点検表を印刷");
    seat.key(Key::Enter);
    assert!(seat.sees("サイバーセキュリティ対策チェックリスト"));
    seat.picture("assess-paper");
}

/// Not a test of its own: the program that is killed after the ninth answer.
#[test]
fn a_window_that_answers_until_it_is_killed() {
    if std::env::var_os("DAICHOBAN_ASSESS_CHILD").is_none() {
        return;
    }
    let mut seat = Seat::opened();
    seat.go(Route::Assessments);
    seat.press(BEGIN);
    let mut out = std::io::stdout();
    for n in 1..=9 {
        yes(&mut seat);
        writeln!(out, "ANSWERED {n} {}", seat.folder().display()).unwrap();
        out.flush().unwrap();
    }
    std::thread::sleep(std::time::Duration::from_secs(120));
}

#[test]
fn killed_after_the_ninth_answer_it_goes_on_at_the_tenth() {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "journey_assess::a_window_that_answers_until_it_is_killed", "--nocapture"])
        .env("DAICHOBAN_ASSESS_CHILD", "1")
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
    let said = lines.find_map(|line| line.split_once("ANSWERED 9 ").map(|(_, folder)| folder.to_owned()));
    let folder = std::path::PathBuf::from(said.expect("nine answers were told"));
    child.kill().unwrap();
    child.wait().unwrap();

    let mut seat = Seat::with_ledger(folder.clone());
    seat.unlock(PASSPHRASE);
    let kept = round(&mut seat);
    assert_eq!(kept.record.answers.len(), 9);
    assert!(kept.record.answers.iter().all(|given| given.answer == Answer::Yes));
    seat.go(Route::Assessments);
    seat.press(GO_ON);
    assert!(seat.sees(&r7().items[9].label), "the tenth item is in sight");
    drop(seat);
    let secret = Secret::from(PASSPHRASE);
    let place = Place::new(&folder, Profile::none());
    let mut vault =
        Vault::unlock(&place, &Opens::Passphrase { operator: "髙橋 美咲", secret: &secret }, INDEXER, now()).unwrap();
    assert!(vault.check(&Progress::new()).unwrap().is_sound());
    drop(vault);
    std::fs::remove_dir_all(folder.parent().unwrap()).unwrap();
}

#[test]
fn what_was_answered_to_the_earlier_edition_is_seen_beside_the_new_items_and_nothing_is_answered_by_itself() {
    let mut seat = Seat::opened();
    let r6 = Edition::of("mhlw-cyber", "r6").unwrap();
    let day = Day::read("R7.2.27").unwrap();
    seat.write(now(), move |tx| {
        let form = EditionForm::Institution;
        let mut before = Assessment::begun(&r6.name(), &r6.hash, form, day.fiscal_year(), 1, day);
        for item in &r6.items {
            before.put(Answered::new(&item.id, Answer::Yes, day, "髙橋 美咲"));
        }
        let patches = before.answers.iter_mut().find(|given| given.item == "patch-network").unwrap();
        patches.answer = Answer::No;
        patches.target_on = Day::read("R7.3.20").ok();
        before.signed = Some(daichoban::ledgers::assessment::record::Signed {
            by: "髙橋 美咲".to_owned(),
            role: "管理責任者".to_owned(),
            on: day,
            title: r6.title.clone(),
            wording: Vec::new(),
        });
        tx.add(&before).map(drop)
    });
    seat.go(Route::Assessments);
    seat.press(BEGIN);
    assert!(seat.sees("前回（令和6年度 1回目"), "last year's answer stands beside the item");
    let kept = round(&mut seat);
    assert_eq!((kept.record.edition.as_str(), kept.record.answers.len()), ("mhlw-cyber/r7", 0));
    // 2-⑥ took the place of three items; all three answers are seen.
    seat.press("2-⑥ 未回答");
    assert_eq!(seat.words().iter().filter(|words| words.contains("前回（令和6年度")).count(), 3);
    assert!(seat.sees("目標日 R7.3.20"));
    // 2-⑧ is new.
    seat.press("2-⑧ 未回答");
    assert!(!seat.sees("前回（"));
    seat.picture("assess-carried");
    assert_eq!(round(&mut seat).record.answers, []);
}

#[test]
fn walking_forth_and_back_neither_loses_nor_invents_an_answer() {
    for seed in 0..3 {
        let mut dice = Dice::of_trial(seed);
        let mut seat = Seat::opened();
        seat.go(Route::Assessments);
        seat.press(BEGIN);
        let n_items = r7().items.len();
        let mut at = 0;
        let mut model: Vec<Option<Answer>> = vec![None; n_items];
        for _ in 0..60 {
            match dice.below(6) {
                0 | 1 => {
                    if at < n_items {
                        seat.key(Key::Num1);
                        model[at] = Some(Answer::Yes);
                        if seat.focused() == "「はい」とする理由" && seat.value("「はい」とする理由").is_empty()
                        {
                            seat.type_here("理由");
                        }
                    }
                }
                2 => {
                    if at < n_items {
                        seat.key(Key::Num2);
                        model[at] = Some(Answer::No);
                        if seat.focused() == "目標日" && seat.value("目標日").is_empty() {
                            seat.type_here("R9.3.1");
                        }
                    }
                }
                3 => {
                    seat.key(Key::PageUp);
                    at = at.saturating_sub(1);
                }
                _ => {
                    seat.key(Key::PageDown);
                    at = (at + 1).min(n_items);
                }
            }
            // Digits are the reason's while it is typed.
            if seat.is_typing() {
                seat.key(if at < n_items { Key::PageDown } else { Key::PageUp });
                at = if at < n_items { at + 1 } else { at.saturating_sub(1) };
            }
        }
        seat.go(Route::Home);
        let kept = round(&mut seat);
        let said: Vec<Option<Answer>> =
            r7().items.iter().map(|item| kept.record.answer(&item.id).map(|given| given.answer)).collect();
        assert_eq!(said, model, "seed {seed}");
        for given in &kept.record.answers {
            assert_eq!(given.target_on.is_some(), given.answer == Answer::No, "{given:?}");
            assert_eq!(given.against.is_empty(), given.reason.is_empty(), "{given:?}");
        }
    }
}

#[test]
fn a_day_that_cannot_be_is_told_and_not_passed_over() {
    let mut seat = Seat::opened();
    seat.go(Route::Assessments);
    seat.press(BEGIN);
    yes(&mut seat);
    seat.key(Key::PageUp);
    seat.fill("確認日", "R8.12.24");
    seat.key(Key::PageDown);
    assert!(seat.sees(&r7().items[0].label) && seat.sees("まだ来ていない日です"), "we stay where it is wrong");
    assert_eq!(round(&mut seat).record.answers[0].checked_on, Day::read("R8.11.20").unwrap());
    seat.fill("確認日", "R8.11.2");
    seat.key(Key::PageDown);
    assert!(seat.sees(&r7().items[1].label));
    assert_eq!(round(&mut seat).record.answers[0].checked_on, Day::read("R8.11.2").unwrap());
    seat.key(Key::PageUp);
    seat.fill("確認者", " ");
    seat.key(Key::PageDown);
    assert!(seat.sees(&r7().items[0].label) && seat.sees("確かめた人の氏名を入力してください"));
    seat.fill("確認者", "院長 佐藤");
    seat.key(Key::PageDown);
    assert_eq!(round(&mut seat).record.answers[0].checked_by, "院長 佐藤");
    // いいえ with a day nobody can read: the item is not left, and the answer without it stays as it was.
    seat.key(Key::Num2);
    seat.type_here("あした");
    seat.press("2-② 未回答");
    assert!(seat.sees(&r7().items[1].label), "not even by its mark");
    assert_eq!(round(&mut seat).record.answers[1].target_on, None);
    // Nor with a day nobody can mean, unless they say so.
    seat.fill("目標日", "R60.3.1");
    seat.press("2-② 未回答");
    assert!(seat.sees("令和60年3月1日は、今日から約51年3か月先です。この日付でよろしいですか"), "{:?}", seat.words());
    assert_eq!(round(&mut seat).record.answers[1].target_on, None);
    seat.press("目標日は令和60年3月1日でよい");
    assert_eq!(round(&mut seat).record.answers[1].target_on, Day::read("R60.3.1").ok());
    seat.fill("目標日", "R9.3.1");
    seat.press("2-② 未回答");
    assert!(seat.sees(&r7().items[2].label));
    assert_eq!(round(&mut seat).record.answers[1].target_on, Day::read("R9.3.1").ok());
}

#[test]
fn the_answers_of_the_years_are_counted_by_section() {
    let mut seat = Seat::with_sample();
    seat.unlock(demo::PASSPHRASE);
    let all = seat.ledger(|vault| vault.reader().list::<Assessment>().unwrap());
    let years = trend(&all, &Held::built_in(), "mhlw-cyber", EditionForm::Institution);
    let told: Vec<(&str, usize, usize, usize)> = years
        .iter()
        .map(|YearCount { year, whole, .. }| (year.as_str(), whole.n_yes, whole.n_no, whole.n_open))
        .collect();
    assert_eq!(told, [("令和6年度", 14, 1, 0), ("令和7年度", 14, 4, 0), ("令和8年度", 8, 1, 9)]);
    seat.go(Route::Assessments);
    assert!(seat.sees("年度ごとの答え"));
    seat.picture("assessments");
    // The open round of the sample lacks words against what the ledger says; what is not answered comes first.
    seat.press(GO_ON);
    assert!(seat.sees(&r7().items[9].label));
    seat.press("2-① 書き足し待ち");
    seat.picture("assess-against");
    let (stops, missed) = seat.tab_round();
    assert!(missed.is_empty(), "Tab never comes to {missed:?}, only to {stops:?}");
}

#[test]
fn a_photo_is_kept_with_an_answer_and_what_is_none_or_too_large_is_refused() {
    let mut seat = Seat::opened();
    seat.go(Route::Assessments);
    seat.press(BEGIN);
    let folder = seat.folder();
    let file = |name: &str, bytes: &[u8]| {
        let path = folder.with_file_name(name);
        std::fs::write(&path, bytes).unwrap();
        path
    };
    let (photo, program) = (file("点検.png", b"\x89PNG\r\n\x1a\nphoto"), file("見本.exe", b"MZ"));
    let large = file("大きい.pdf", &[b"%PDF-1.7".as_slice(), &vec![0; 20 * 1024 * 1024]].concat());
    yes(&mut seat);
    seat.key(Key::PageUp);
    seat.reach("写真やPDFを付ける…");
    seat.typed_path("ファイルの場所", &photo);
    assert!(seat.sees("添付　点検.png"));
    seat.reach("写真やPDFを付ける…");
    seat.typed_path("ファイルの場所", &program);
    assert!(seat.sees("PDFでも画像（PNG・JPEG）でもありません"));
    seat.press("閉じる");
    seat.reach("写真やPDFを付ける…");
    seat.typed_path("ファイルの場所", &large);
    assert!(seat.sees("20MBを超えています"));
    seat.press("閉じる");
    let kept = round(&mut seat);
    let files = &kept.record.answers[0].files;
    assert_eq!(files.iter().map(|file| file.name.as_str()).collect::<Vec<_>>(), ["点検.png"]);
    let hash = files[0].hash.clone();
    let bytes = seat.ledger(move |vault| vault.reader().attachment(&hash).unwrap());
    assert_eq!(bytes, Some(("image/png".to_owned(), b"\x89PNG\r\n\x1a\nphoto".to_vec())));
    seat.picture("assess-file");
    // Another answer keeps the file; taken off, it is gone from the answer.
    seat.key(Key::Num2);
    assert_eq!(round(&mut seat).record.answers[0].files.len(), 1);
    seat.reach("「点検.png」を外す");
    assert_eq!(round(&mut seat).record.answers[0].files.len(), 0);
}
