//! 職員モード: a member of staff does their own procedures at the operator's PC, and nothing else can be reached.

use daichoban::base::{Kind, Record, StaffId};
use daichoban::demo;
use daichoban::desk::{Route, SheetOrder};
use daichoban::inspection::{PrintContext, make};
use daichoban::ledgers::facts::Facts;
use daichoban::ledgers::registry::INDEXER;
use daichoban::ledgers::self_check::record::Answer;
use daichoban::paper::{Item, lay_out};
use daichoban::vault::{Act, Key as VaultKey, LogFilter, Place, Profile, Secret, Vault};
use egui::Key;

use crate::support::desk::{NEW_PASSPHRASE, Seat, now};

const NAME: &str = "五十嵐 翔太";

fn open() -> Seat {
    let mut seat = Seat::with_sample();
    seat.unlock(demo::PASSPHRASE);
    seat
}

fn person(seat: &mut Seat) -> StaffId {
    seat.ledger(|vault| {
        let facts = Facts::load(&vault.reader()).unwrap();
        facts.staff.iter().find(|kept| kept.record.name == NAME).unwrap().id
    })
}

/// The chair is handed to the person.
fn hand_over(seat: &mut Seat) {
    seat.press("職員の手続き");
    seat.fill("氏名で探す", "五十嵐");
    seat.focus("席を渡す人の一覧");
    seat.key(Key::Home);
    seat.press(&format!("{NAME} さんに席を渡す"));
}

#[test]
fn in_the_chair_nobody_else_is_seen_and_only_the_passphrase_leads_back() {
    let mut seat = open();
    let others: Vec<String> = seat.ledger(|vault| {
        let facts = Facts::load(&vault.reader()).unwrap();
        facts.staff.iter().map(|kept| kept.record.name.clone()).filter(|name| name != NAME).collect()
    });
    seat.press("職員の手続き");
    seat.picture("chair_choose");
    hand_over(&mut seat);
    assert!(seat.sees("あなたの手続き") && seat.sees(NAME));
    seat.picture("chair_mine");
    assert_nobody_else(&seat, &others);
    // Every way out of it that there is elsewhere.
    for route in [Route::Home, Route::List(Kind::Staff), Route::Log, Route::Sheets, Route::Import, Route::Chair] {
        seat.go(route.clone());
        assert!(seat.sees("はできません"), "{route:?}");
        seat.press("閉じる");
    }
    for key in [Key::P, Key::N] {
        seat.ctrl(key);
        assert_nobody_else(&seat, &others);
    }
    seat.key(Key::Escape);
    assert_nobody_else(&seat, &others);

    seat.fill("席を渡した人の合言葉", "ちがう合言葉です。ほんとうに");
    seat.reach("職員モードを終わる");
    assert!(seat.sees("合言葉が違います"));
    seat.press("閉じる");
    assert_nobody_else(&seat, &others);
    seat.fill("席を渡した人の合言葉", demo::PASSPHRASE);
    seat.reach("職員モードを終わる");
    assert!(seat.sees("確認すること"), "the operator is back at home");
    let n_told = seat.ledger(|vault| {
        vault.reader().log(&LogFilter { acts: vec![Act::Chair], ..LogFilter::default() }).unwrap().len()
    });
    assert_eq!(n_told, 2, "handed over, and taken back");
}

fn assert_nobody_else(seat: &Seat, others: &[String]) {
    let words = seat.words().join("\n");
    let seen: Vec<&String> = others.iter().filter(|name| words.contains(name.as_str())).collect();
    assert!(seen.is_empty(), "also in sight: {seen:?}");
}

#[test]
fn somebody_elses_procedure_cannot_be_opened_from_the_chair() {
    let mut seat = open();
    let (other, device) = seat.ledger(|vault| {
        let facts = Facts::load(&vault.reader()).unwrap();
        let other = facts.staff.iter().find(|kept| kept.record.name != NAME).unwrap().id;
        (other, facts.devices[0].id)
    });
    hand_over(&mut seat);
    for route in [Route::SelfCheck(other, device), Route::Sign(other)] {
        seat.go(route);
        assert!(seat.sees("ほかの人の手続きは開けません"));
        seat.press("閉じる");
    }
    // An ID of somebody else is not told even to who asks for it as their own.
    let me = person(&mut seat);
    let (account, login) = seat.ledger(move |vault| {
        let facts = Facts::load(&vault.reader()).unwrap();
        let kept = facts.accounts.iter().find(|kept| kept.record.staff != me).unwrap();
        (kept.id, kept.record.login.clone())
    });
    seat.go(Route::Password(me, account));
    assert!(!seat.sees(&login));
    seat.check("新しいパスワードを、端末やブラウザに保存していません");
    seat.press("変えた日を登録");
    assert!(seat.sees("このIDは見つかりません"));
}

#[test]
fn a_self_check_by_the_keyboard_fills_the_device_and_what_is_to_be_seen_to() {
    let mut seat = open();
    let id = person(&mut seat);
    let (device, title) = device_of(&mut seat, id);
    hand_over(&mut seat);
    seat.press(&format!("自己点検 {title}を始める"));
    seat.picture("self_check_first");
    let n_asked = n_items(&mut seat, device);
    // The second does not apply, the third is wrong, the fourth nobody knows, all others are well.
    seat.key(Key::Num1);
    seat.key(Key::Num3);
    seat.key(Key::ArrowRight);
    assert!(seat.sees("対象外の理由を入力してください"));
    seat.fill("対象外の理由", "施設で決めた例外");
    seat.picture("self_check_reason");
    seat.press("次の質問");
    seat.key(Key::Num2);
    seat.picture("self_check_no");
    seat.press("次の質問");
    seat.key(Key::Num4);
    for _ in 4..n_asked {
        seat.key(Key::Num1);
    }
    assert!(seat.sees("点検の終わり") && seat.sees("次の2件が「対応事項」に載ります"));
    seat.picture("self_check_end");
    seat.press("点検を登録");
    assert!(seat.sees("対応事項が2件あります") && seat.sees("未確定"));
    let (check, n_remedies) = seat.ledger(move |vault| {
        let facts = Facts::load(&vault.reader()).unwrap();
        let check = facts.belongings_of(id).checks[0].record.clone();
        let remedies = facts.remedies.iter().filter(|kept| kept.record.device == Some(device));
        (check, remedies.filter(|kept| kept.record.target_on.is_some()).count())
    });
    assert_eq!((check.answers.len(), n_remedies), (n_asked, 2));
    assert_eq!((check.count(Answer::No), check.count(Answer::Unsure), check.count(Answer::NotApplicable)), (1, 1, 1));
    assert_eq!(check.entered.as_ref().map(|entered| entered.by.as_str()), Some(NAME));
    assert!(check.entered.unwrap().confirmed.is_none(), "never by itself");

    seat.fill("席を渡した人の合言葉", demo::PASSPHRASE);
    seat.reach("職員モードを終わる");
    seat.press("職員の手続き");
    seat.picture("chair_waiting");
    let title = check_title(&mut seat, id);
    seat.press(&format!("{NAME} {title}を確定"));
    assert!(seat.sees("を確定しました"));
    let confirmed = seat.ledger(move |vault| {
        let facts = Facts::load(&vault.reader()).unwrap();
        facts.belongings_of(id).checks[0].record.entered.clone().unwrap().confirmed
    });
    assert_eq!(confirmed.map(|confirmed| confirmed.by), Some(demo::OPERATOR.to_owned()));
}

fn check_title(seat: &mut Seat, id: StaffId) -> String {
    seat.ledger(move |vault| {
        let facts = Facts::load(&vault.reader()).unwrap();
        let check = &facts.belongings_of(id).checks[0].record;
        format!("{} {}", check.title(), facts.device_names()[&check.device])
    })
}

fn device_of(seat: &mut Seat, id: StaffId) -> (daichoban::base::DeviceId, String) {
    seat.ledger(move |vault| {
        let facts = Facts::load(&vault.reader()).unwrap();
        let own = facts.belongings_of(id);
        let kept = own.devices.iter().find(|kept| kept.record.kind.is_terminal()).unwrap();
        (kept.id, kept.record.title())
    })
}

fn n_items(seat: &mut Seat, device: daichoban::base::DeviceId) -> usize {
    seat.ledger(move |vault| {
        let facts = Facts::load(&vault.reader()).unwrap();
        let kept = facts.devices.iter().find(|kept| kept.id == device).unwrap();
        daichoban::checklists::SelfCheck::current().unwrap().for_device(&kept.record).len()
    })
}

/// A self-check is begun, and five questions are answered.
fn five_answers() -> (Seat, StaffId, daichoban::base::DeviceId, String) {
    let mut seat = open();
    let id = person(&mut seat);
    let (device, title) = device_of(&mut seat, id);
    hand_over(&mut seat);
    seat.press(&format!("自己点検 {title}を始める"));
    for _ in 0..5 {
        seat.key(Key::Num1);
    }
    (seat, id, device, title)
}

#[test]
fn a_lock_in_the_middle_of_a_self_check_loses_no_answer() {
    let (mut seat, _, _, title) = five_answers();
    assert!(seat.sees("5問に答えました"));
    seat.ctrl(Key::L);
    seat.unlock(demo::PASSPHRASE);
    assert!(seat.sees("確認すること"), "the operator begins at home, not in somebody's check");
    hand_over(&mut seat);
    seat.press(&format!("自己点検 {title}を始める"));
    assert!(seat.sees("5問に答えました") && seat.sees("入力の途中だった内容を元に戻しました"));
}

#[test]
fn killed_in_the_middle_of_a_self_check_no_answer_is_lost() {
    let (seat, id, device, _) = five_answers();
    // The files as they lie on the disk at this moment: nothing was closed.
    let killed = tempfile::tempdir().unwrap();
    for entry in std::fs::read_dir(seat.folder()).unwrap().flatten() {
        std::fs::copy(entry.path(), killed.path().join(entry.file_name())).unwrap();
    }
    let secret = Secret::from(demo::PASSPHRASE);
    let key = VaultKey::Passphrase { operator: demo::OPERATOR, secret: &secret };
    let place = Place::new(killed.path(), Profile::none());
    let vault = Vault::unlock(&place, &key, INDEXER, now()).unwrap();
    let kept = vault.reader().draft(&format!("staff:{id}"), &format!("self-check:{id}:{device}")).unwrap().unwrap();
    let kept: serde_json::Value = serde_json::from_str(&kept).unwrap();
    assert_eq!((kept["at"].as_u64(), kept["answers"].as_object().unwrap().len()), (Some(5), 5));
}

#[test]
fn a_drawn_signature_is_on_the_printed_pledge() {
    let mut seat = open();
    let id = person(&mut seat);
    hand_over(&mut seat);
    seat.press("誓約書をもう一度行う");
    assert!(seat.sees("最後まで読むと、署名に進めます。"));
    seat.picture("sign_read");
    assert!(seat.controls().iter().all(|name| name != "画面に署名する"), "not before the end was in sight");
    for _ in 0..4 {
        seat.key(Key::PageDown);
    }
    seat.press("画面に署名する");
    seat.reach("この内容で誓約する");
    assert!(seat.sees("署名がまだ書かれていません"));
    seat.sign("署名欄");
    seat.picture("sign_drawn");
    seat.reach("この内容で誓約する");
    assert!(seat.sees("誓約書の署名を登録しました"));
    let (n_strokes, is_kept) = seat.ledger(move |vault| {
        let facts = Facts::load(&vault.reader()).unwrap();
        let pledge = facts.belongings_of(id).pledges[0].record.clone();
        let hash = pledge.text.unwrap().hash;
        (pledge.signature.unwrap().0.len(), vault.reader().attachment(&hash).unwrap().is_some())
    });
    assert!(n_strokes >= 1 && is_kept, "the words that were signed stay with the signature");
    let (lines, pages) = seat.ledger(move |vault| {
        let order = SheetOrder { subject: Some(id.into()), ..SheetOrder::today("pledge") };
        let print = PrintContext { printed_at: now(), operator: demo::OPERATOR.to_owned() };
        let layout = lay_out(&make(&order, &vault.reader(), &print).unwrap());
        let is_path = |item: &&Item| matches!(item, Item::Path { points, .. } if points.len() > 8);
        (layout.pages.iter().flat_map(|page| &page.items).filter(is_path).count(), layout.pages.len())
    });
    assert_eq!((lines, pages), (n_strokes, 1), "each stroke is on the one page of the pledge");
}

#[test]
fn a_policy_is_named_read_and_new_for_everybody_with_its_next_version() {
    let mut seat = open();
    seat.press("職員の手続き");
    name_policy(&mut seat, "第3版");
    hand_over(&mut seat);
    seat.press("運用ポリシーの確認を始める");
    assert!(seat.sees("MICT運用ポリシー 第3版"));
    seat.check("最後まで読みました");
    assert!(seat.controls().iter().all(|name| name != "読んだことを登録"), "both are asked");
    seat.check("わからないところは、管理者に聞きました");
    seat.picture("policy_read");
    seat.press("読んだことを登録");
    assert!(seat.sees("運用ポリシーの確認を登録しました") && seat.sees("運用ポリシーの確認をもう一度行う"));
    seat.fill("席を渡した人の合言葉", demo::PASSPHRASE);
    seat.reach("職員モードを終わる");
    seat.press("職員の手続き");
    name_policy(&mut seat, "第4版");
    hand_over(&mut seat);
    assert!(seat.sees("運用ポリシーの確認を始める"), "未読 again");
}

fn name_policy(seat: &mut Seat, edition: &str) {
    seat.reach("版を変える…");
    seat.fill("名前", "MICT運用ポリシー");
    seat.fill("版", edition);
    seat.reach("この版にする");
    assert!(seat.sees(&format!("今の運用ポリシーを「MICT運用ポリシー {edition}」にしました")));
}

#[test]
fn a_lesson_ends_with_questions_that_are_asked_until_they_are_right() {
    let mut seat = open();
    let id = person(&mut seat);
    hand_over(&mut seat);
    seat.press("講習をもう一度行う");
    seat.fill("受けた日", "令和3年4月1日");
    seat.press("確認問題に進む");
    assert!(seat.sees("講習の名前を入力してください") && seat.sees("どちらかを選んでください"), "all faults at once");
    seat.picture("lesson_faults");
    seat.check("ビデオ視聴");
    seat.fill("講習名", "情報の扱いの講習");
    seat.press("確認問題に進む");
    assert!(seat.sees("利用開始日より前の日付です"));
    seat.fill("受けた日", "令和8年11月20日");
    seat.press("確認問題に進む");
    let quiz = daichoban::checklists::Quiz::current().unwrap();
    let keys = [Key::Num1, Key::Num2, Key::Num3, Key::Num4];
    let wrong = (quiz.questions[0].answer + 1) % quiz.questions[0].choices.len();
    seat.key(keys[wrong]);
    assert!(seat.sees(&quiz.questions[0].explain) && seat.sees("もう一度選んでください"));
    seat.picture("lesson_wrong");
    for question in &quiz.questions {
        seat.key(keys[question.answer]);
    }
    let n_all = quiz.questions.len();
    assert!(seat.sees(&format!("{n_all}問のうち{}問に、はじめから正しく答えました", n_all - 1)));
    seat.press("受講を登録");
    assert!(seat.sees("講習の受講を登録しました"));
    let lesson = seat.ledger(move |vault| {
        let facts = Facts::load(&vault.reader()).unwrap();
        facts.belongings_of(id).lessons[0].record.clone()
    });
    let score = lesson.score.unwrap();
    assert_eq!((usize::from(score.n_right), usize::from(score.n_asked)), (n_all - 1, n_all));
    assert_eq!(lesson.entered.map(|entered| entered.by), Some(NAME.to_owned()));
}

#[test]
fn with_another_interval_the_same_check_is_not_late_any_more() {
    let mut seat = open();
    seat.press("職員の手続き");
    seat.focus("点検の間隔");
    seat.pick("点検の間隔", "6か月");
    assert!(seat.sees("自己点検の間隔を6か月にしました"));
    hand_over(&mut seat);
    let is_check = |name: &String| name.starts_with("自己点検");
    let checks: Vec<String> = seat.controls().into_iter().filter(is_check).collect();
    assert!(!checks.is_empty() && checks.iter().all(|name| name.ends_with("をもう一度行う")), "{checks:?}");
}

#[test]
fn who_has_a_passphrase_of_their_own_may_sign_with_it() {
    let mut seat = open();
    let id = person(&mut seat);
    seat.seat_operator(NAME, "職員（自分の手続き）", NEW_PASSPHRASE);
    seat.ctrl(Key::L);
    seat.unlock_as(demo::OPERATOR, demo::PASSPHRASE);
    hand_over(&mut seat);
    seat.press("誓約書をもう一度行う");
    for _ in 0..4 {
        seat.key(Key::PageDown);
    }
    seat.press("自分の合言葉で署名する");
    seat.picture("sign_passphrase");
    // The one that opened the ledger is somebody else's.
    seat.fill("自分の合言葉", demo::PASSPHRASE);
    seat.reach("この内容で誓約する");
    assert!(seat.sees("合言葉が違います"));
    seat.press("閉じる");
    seat.fill("自分の合言葉", NEW_PASSPHRASE);
    seat.reach("この内容で誓約する");
    assert!(seat.sees("誓約書の署名を登録しました"));
    let pledge = seat.ledger(move |vault| {
        let facts = Facts::load(&vault.reader()).unwrap();
        facts.belongings_of(id).pledges[0].record.clone()
    });
    assert_eq!(pledge.way, Some(daichoban::ledgers::pledge::record::SignWay::Account));
    assert_eq!(pledge.entered.map(|entered| entered.by), Some(NAME.to_owned()));
}

#[test]
fn the_clinic_makes_the_pledge_its_own_and_who_signed_before_signs_again() {
    let mut seat = open();
    seat.press("職員の手続き");
    seat.reach("版を変える…");
    seat.reach("文面を直す…");
    assert!(seat.sees("今の運用ポリシー") && seat.sees("題名"), "both may be open at once");
    seat.picture("words_editor");
    seat.press("ホーム");
    seat.press("職員の手続き");
    seat.reach("文面を直す…");
    seat.fill("版", "2026年11月版");
    seat.reach("新しい版にする");
    assert!(seat.sees("前の版と違う名前にしてください"));
    seat.fill("版", "第2版");
    seat.fill("本文", "この施設の決まりを守ります。");
    seat.focus("すでに署名した人にも、もう一度署名してもらう");
    seat.key(Key::Space);
    seat.reach("新しい版にする");
    assert!(seat.sees("第2版"));
    hand_over(&mut seat);
    seat.press("誓約書を始める");
    assert!(seat.sees("この施設の決まりを守ります。") && seat.sees("版　第2版"));
}
