//! 利用開始・利用終了: a new nurse comes and everything is done; somebody leaves, and nothing is left open unsaid.

use daichoban::base::{Record, StaffId};
use daichoban::demo;
use daichoban::desk::{Route, SheetOrder};
use daichoban::inspection::{PrintContext, make};
use daichoban::ledgers::device::record::EndReason;
use daichoban::ledgers::facts::Facts;
use daichoban::ledgers::passage::record::Way;
use daichoban::paper::lay_out;
use egui::Key;

use crate::support::desk::{Seat, now};

const NEWCOMER: &str = "新城 みどり";
/// Leaves soon, and holds a phone.
const LEAVER: &str = "Nguyễn Thị Hoa";

fn open() -> Seat {
    let mut seat = Seat::with_sample();
    seat.unlock(demo::PASSPHRASE);
    seat
}

fn facts(seat: &mut Seat) -> Facts {
    seat.ledger(|vault| Facts::load(&vault.reader()).unwrap())
}

fn person(facts: &Facts, name: &str) -> StaffId {
    facts.staff.iter().find(|kept| kept.record.name == name).unwrap().id
}

/// The words of a sheet about a person.
fn printed(seat: &mut Seat, sheet: &'static str, subject: Option<daichoban::base::RecordId>) -> String {
    seat.ledger(move |vault| {
        let order = SheetOrder { subject, ..SheetOrder::today(sheet) };
        let print = PrintContext { printed_at: now(), operator: demo::OPERATOR.to_owned() };
        let layout = lay_out(&make(&order, &vault.reader(), &print).unwrap());
        layout.pages.iter().map(daichoban::paper::Page::text).collect::<Vec<_>>().join("\n")
    })
}

#[test]
fn a_new_nurse_comes_and_everything_is_done() {
    let mut seat = open();
    seat.press("職員の手続き");
    seat.reach("新しい人を迎える");
    seat.fill("氏名", NEWCOMER);
    seat.fill("フリガナ", "シンジョウ ミドリ");
    seat.picture("welcome_form");
    seat.press("登録する");
    assert!(seat.sees("利用開始の手続き中") && seat.sees("所属が未記入"));
    seat.reach("所属が未記入の記入する");
    seat.fill("職種", "看護師");
    seat.fill("所属", "看護部");
    seat.press("訂正を保存");
    seat.picture("joining_accounts");
    assert!(seat.sees("7のうち1が済みました"), "back in the procedure");
    seat.press("IDを追加");
    seat.pick("利用システム", "Man・Go!（MICT）");
    seat.fill("ID（登録メールアドレス）", "midori@aozora.example");
    seat.press("登録する");
    seat.press("登録済みから選ぶ…");
    seat.picture("joining_devices");
    seat.pick("端末", "PC-05 Latitude 3550（PC）");
    seat.press("この端末を使う");
    assert!(seat.sees("7のうち3が済みました"));
    seat.picture("joining_own");

    // It is put aside, and gone on with another day.
    seat.press("ホーム");
    seat.press("職員の手続き");
    seat.reach(&format!("{NEWCOMER} の手続きを続ける"));
    seat.press(&format!("{NEWCOMER} さんに席を渡す"));
    check_device(&mut seat);
    read_policy(&mut seat);
    attend(&mut seat);
    sign(&mut seat);
    seat.picture("joining_own_done");
    seat.fill("席を渡した人の合言葉", demo::PASSPHRASE);
    seat.reach("職員モードを終わる");
    assert!(seat.sees("利用開始の手続き中"), "back at their steps, not at home");
    assert!(seat.controls().iter().all(|name| name != "利用開始の手続きを終える"), "nothing of it is confirmed yet");
    seat.press("確かめて確定する");
    confirm_all(&mut seat);
    seat.reach(&format!("{NEWCOMER} の手続きを続ける"));
    assert!(seat.sees("すべて済みました。"));
    seat.picture("joining_done");
    seat.press("利用開始の手続きを終える");
    assert!(seat.sees("利用開始の手続きを終えました"));

    let facts = facts(&mut seat);
    let id = person(&facts, NEWCOMER);
    let own = facts.belongings_of(id);
    assert_eq!((own.accounts.len(), own.devices.len(), own.checks.len()), (1, 1, 1));
    assert_eq!((own.policies.len(), own.lessons.len(), own.pledges.len()), (1, 1, 1));
    let passage = facts.passages.iter().find(|kept| kept.record.staff == id).unwrap();
    assert!(!passage.record.is_open());
    let sheet = printed(&mut seat, "joining-check", Some(id.into()));
    assert!(sheet.contains(NEWCOMER) && sheet.contains("完了"), "{sheet}");
    assert_eq!(sheet.matches('□').count(), 1, "the legend's alone: {sheet}");
    let notice = printed(&mut seat, "change-notice", None);
    assert!(notice.contains("Man・Go!") && notice.contains(NEWCOMER) && notice.contains("追加"), "{notice}");
}

fn check_device(seat: &mut Seat) {
    let word = seat.controls().into_iter().find(|name| name.starts_with("自己点検") && name.ends_with("を始める"));
    seat.press(&word.unwrap());
    for _ in 0..60 {
        if seat.sees("点検の終わり") {
            break;
        }
        seat.key(Key::Num1);
    }
    seat.press("点検を登録");
}

fn read_policy(seat: &mut Seat) {
    seat.press("運用ポリシーの確認を始める");
    seat.check("最後まで読みました");
    seat.check("わからないところは、管理者に聞きました");
    seat.press("読んだことを登録");
}

fn attend(seat: &mut Seat) {
    seat.press("講習を始める");
    seat.check("ビデオ視聴");
    seat.fill("講習名", "MICT講習ビデオ");
    seat.press("確認問題に進む");
    for question in &daichoban::checklists::Quiz::current().unwrap().questions {
        seat.key([Key::Num1, Key::Num2, Key::Num3, Key::Num4][question.answer]);
    }
    seat.press("受講を登録");
}

fn sign(seat: &mut Seat) {
    seat.press("誓約書を始める");
    for _ in 0..4 {
        seat.key(Key::PageDown);
    }
    seat.press("画面に署名する");
    seat.sign("署名欄");
    seat.reach("この内容で誓約する");
}

/// Everything that waits is confirmed, one after the other.
fn confirm_all(seat: &mut Seat) {
    while let Some(word) =
        seat.controls().into_iter().find(|name| name.starts_with(NEWCOMER) && name.ends_with("を確定"))
    {
        seat.reach(&word);
    }
}

#[test]
fn a_person_who_is_there_already_is_not_entered_twice() {
    let mut seat = open();
    let n_before = facts(&mut seat).staff.len();
    seat.go(Route::Welcome);
    seat.fill("氏名", "五十嵐 翔太");
    seat.fill("フリガナ", "イガラシ ショウタ");
    seat.fill("所属", "リハビリテーション科");
    seat.fill("職員番号", "012");
    seat.press("登録する");
    assert!(seat.sees("同じ氏名・フリガナ・所属の人がすでに登録されています"));
    let facts = facts(&mut seat);
    assert_eq!(facts.staff.len(), n_before);
    assert!(facts.passages.iter().all(|kept| kept.record.on.is_some_and(|on| on != crate::support::desk::now().day())));
}

#[test]
fn a_leaver_with_an_unwiped_phone_cannot_be_closed() {
    let mut seat = open();
    let id = person(&facts(&mut seat), LEAVER);
    seat.go(Route::Leaving(id));
    assert!(seat.sees("6のうち1が済みました"));
    stop_accounts(&mut seat);
    seat.reach("残したまま手続きを終える");
    assert!(seat.sees("残っていることがあります。残したまま終える理由を入力してください"));
    let now = facts(&mut seat);
    assert!(now.person(id.into()).unwrap().record.ended_on.is_none() && now.leaving(id).is_some(), "nothing is closed");
    // Nor does the person's own form let them go.
    seat.go(Route::Edit(daichoban::base::Kind::Staff, id.into()));
    seat.fill("利用終了日", "令和8年11月20日");
    seat.fill("終了の理由", "退職");
    seat.press("訂正を保存");
    assert!(seat.sees("「端末・媒体の返却と消去」がまだです"));
    assert!(facts(&mut seat).person(id.into()).unwrap().record.ended_on.is_none());
}

fn stop_accounts(seat: &mut Seat) {
    seat.press("3件のIDの停止を記録");
    assert!(seat.sees("停止・削除した人を入力してください"), "who did it is asked");
    seat.fill("停止・削除した人", "ネットワーク事務局");
    seat.press("3件のIDの停止を記録");
    assert!(seat.sees("3件のIDの停止を記録しました"));
}

#[test]
fn somebody_leaves_step_by_step_and_signs_that_they_keep_silent() {
    let mut seat = open();
    let id = person(&facts(&mut seat), LEAVER);
    seat.go(Route::Leaving(id));
    seat.picture("leaving_accounts");
    stop_accounts(&mut seat);
    seat.picture("leaving_devices");
    hand_back(&mut seat);
    seat.fill("受け取ったもの・受け取った人", "車の鍵、名札");
    seat.picture("leaving_papers");
    seat.press("済みにする");
    seat.press("対象外にする…");
    seat.fill("対象外とする理由", "操作者ではない");
    seat.press("対象外にする");
    assert!(seat.sees("6のうち5が済みました"));
    seat.picture("leaving_farewell");
    seat.press(&format!("{LEAVER} さんに席を渡して署名してもらう"));
    seat.press("退職後の守秘の確認を始める");
    for _ in 0..3 {
        seat.key(Key::PageDown);
    }
    seat.press("画面に署名する");
    seat.sign("署名欄");
    seat.reach("この内容で誓約する");
    assert!(seat.sees("退職後の守秘の確認を登録しました"));
    seat.fill("席を渡した人の合言葉", demo::PASSPHRASE);
    seat.reach("職員モードを終わる");
    seat.press("確かめて確定する");
    seat.reach(&format!("{LEAVER} 退職後の守秘の確認 令和8年11月20日を確定"));
    seat.go(Route::Leaving(id));
    seat.picture("leaving_done");
    seat.reach("利用終了の手続きを終える");
    assert!(seat.sees("利用終了の手続きを終えました"));

    let facts = facts(&mut seat);
    let kept = facts.person(id.into()).unwrap();
    assert_eq!(kept.record.end_reason, "退職");
    assert!(kept.record.ended_on.is_some());
    let own = facts.belongings_of(id);
    assert!(own.accounts.iter().all(|kept| kept.record.removed_by == "ネットワーク事務局"));
    let phone = facts.devices.iter().find(|kept| kept.record.control_number == "SP-04").unwrap();
    assert_eq!(phone.record.end_reason, Some(EndReason::Disposed));
    assert!(phone.record.wipe_record.contains("初期化"), "{}", phone.record.wipe_record);
    let phone = phone.id;

    let sheet = printed(&mut seat, "leaving-check", Some(id.into()));
    for word in ["ネットワーク事務局", "SP-04", "初期化", "車の鍵、名札", "操作者ではない", "完了"]
    {
        assert!(sheet.contains(word), "{word}: {sheet}");
    }
    let wiped = printed(&mut seat, "wipe-record", Some(phone.into()));
    assert!(wiped.contains("廃棄") && wiped.contains("髙橋 美咲") && wiped.contains("𠮷村 健太"), "{wiped}");
    let farewell = printed(&mut seat, "farewell", Some(id.into()));
    assert!(farewell.contains(LEAVER) && farewell.contains("退職したあとも"), "{farewell}");
    let notice = printed(&mut seat, "change-notice", None);
    assert!(notice.contains("削除") && notice.contains("hoa@aozora.example"), "{notice}");
}

/// The phone is wiped and thrown away: three steps, each checked before the next.
fn hand_back(seat: &mut Seat) {
    seat.press("SP-04 AQUOS sense9の引き渡し・消去を記録");
    seat.press("次へ");
    assert!(seat.sees("渡し方を選んでください") && !seat.sees("消去の方法"), "only what is in sight is asked");
    seat.pick("渡し方", "廃棄する");
    seat.fill("渡した先", "見本リサイクル");
    seat.picture("hand_over_way");
    seat.press("次へ");
    seat.check("消去した");
    seat.press("次へ");
    for word in ["消去の方法を入力してください", "消去した日を入力してください", "消去した人の名前を入力してください"]
    {
        assert!(seat.sees(word), "{word}: all faults at once");
    }
    seat.fill("消去の方法", "初期化（すべての内容と設定を消去）");
    seat.fill("消去した日", "令和8年11月21日");
    seat.fill("消去した人", "髙橋 美咲");
    seat.fill("立ち会った人", "𠮷村 健太");
    seat.press("次へ");
    assert!(seat.sees("今日より後の日付です"), "a day to come");
    seat.fill("消去した日", "令和8年11月20日");
    seat.picture("hand_over_wipe");
    seat.press("次へ");
    seat.picture("hand_over_proof");
    seat.press("登録する");
    seat.picture("handed_back");
    assert!(seat.sees("利用終了の手続き") && seat.sees("書類、鍵、名札などを受け取ります。"), "back in the procedure");
}

#[test]
fn with_a_written_reason_somebody_leaves_though_something_is_open_and_the_sheet_says_so() {
    let mut seat = open();
    let id = person(&facts(&mut seat), LEAVER);
    seat.go(Route::Leaving(id));
    seat.fill("残したまま終える理由", "端末は郵送で返却の途中");
    seat.reach("残したまま手続きを終える");
    assert!(seat.sees("利用終了の手続きを終えました"));
    let passage = {
        let facts = facts(&mut seat);
        facts.passages.iter().find(|kept| kept.record.staff == id && kept.record.way == Way::Leaving).unwrap().clone()
    };
    assert_eq!(passage.record.open_reason, "端末は郵送で返却の途中");
    assert!(passage.record.left_open.iter().any(|left| left.contains("SP-04")), "{:?}", passage.record.left_open);
    let sheet = printed(&mut seat, "leaving-check", Some(id.into()));
    assert!(sheet.contains("残したまま終えたこと") && sheet.contains("端末は郵送で返却の途中"), "{sheet}");
}

#[test]
fn a_way_out_is_begun_from_the_persons_page_and_what_was_typed_outlives_a_lock() {
    let mut seat = open();
    let id = person(&facts(&mut seat), "五十嵐 翔太");
    seat.go(Route::Page(daichoban::base::Kind::Staff, id.into()));
    seat.press("利用終了…");
    seat.picture("leaving_start");
    seat.fill("最後に利用する日", "令和8年11月30日");
    seat.press("手続きを始める");
    assert!(seat.sees("利用を終える理由を入力してください。例 退職"));
    seat.fill("終了の理由", "退職");
    seat.fill("最後に利用する日", "令和8年11月30日");
    seat.press("手続きを始める");
    assert!(seat.sees("最後に利用する日　令和8年11月30日　退職"));
    seat.fill("停止・削除した人", "事務局の佐藤さん");
    seat.ctrl(Key::L);
    seat.unlock(demo::PASSPHRASE);
    seat.go(Route::Leaving(id));
    assert_eq!(seat.value("停止・削除した人"), "事務局の佐藤さん");
    let title = seat.ledger(move |vault| {
        let facts = Facts::load(&vault.reader()).unwrap();
        facts.leaving(id).unwrap().record.title()
    });
    assert_eq!(title, "利用終了の手続き");
}

#[test]
fn a_password_changed_is_told_by_its_owner_and_counts_when_it_is_confirmed() {
    let mut seat = open();
    seat.press("職員の手続き");
    seat.fill("氏名で探す", "辻");
    seat.focus("席を渡す人の一覧");
    seat.key(Key::Home);
    seat.press("辻 恵子 さんに席を渡す");
    seat.reach("パスワードの変更 MCSを始める");
    assert!(seat.controls().iter().all(|name| name != "変えた日を登録"), "first they say that nothing keeps it");
    seat.check("新しいパスワードを、端末やブラウザに保存していません");
    seat.fill("パスワードを変えた日", "令和9年1月1日");
    seat.press("変えた日を登録");
    assert!(seat.sees("今日より後の日付です"));
    seat.fill("パスワードを変えた日", "令和8年11月19日");
    seat.picture("password_changed");
    seat.press("変えた日を登録");
    assert!(seat.sees("パスワードを変えた日を登録しました") && seat.sees("未確定"));
    let facts = facts(&mut seat);
    let id = person(&facts, "辻 恵子");
    let told: Vec<_> = facts.belongings_of(id).accounts.iter().filter_map(|kept| kept.record.entered.clone()).collect();
    assert_eq!(told.len(), 1);
    assert!(told[0].by == "辻 恵子" && told[0].confirmed.is_none());
}

#[test]
fn the_copy_of_a_signed_paper_is_kept_in_the_ledger_and_shown_again() {
    let mut seat = open();
    let id = person(&facts(&mut seat), "渡邊 直樹");
    let folder = tempfile::tempdir().unwrap();
    let (copy, letter) = (folder.path().join("誓約書.pdf"), folder.path().join("手紙.pdf"));
    std::fs::write(&copy, b"%PDF-1.7\nscan").unwrap();
    std::fs::write(&letter, "ただの文章").unwrap();
    seat.go(Route::Steps(id));
    seat.reach("誓約書を開く");
    seat.reach("署名した用紙の写しを付ける…");
    seat.typed_path("ファイルの場所", &letter);
    assert!(seat.sees("PDFでも画像（PNG・JPEG）でもありません"));
    seat.press("閉じる");
    seat.reach("署名した用紙の写しを付ける…");
    seat.typed_path("ファイルの場所", &copy);
    assert!(seat.sees("用紙の写し「誓約書.pdf」を付けました"));
    seat.reach("誓約書を開く");
    seat.picture("pledge_copy");
    seat.reach("写しを見る");
    assert!(seat.sees("PDFを開きました"));
    let bytes = seat.ledger(move |vault| {
        let facts = Facts::load(&vault.reader()).unwrap();
        let scan = facts.belongings_of(id).pledges[0].record.scan.clone().unwrap();
        vault.reader().attachment(&scan.hash).unwrap().unwrap()
    });
    assert_eq!(bytes, ("application/pdf".to_owned(), b"%PDF-1.7\nscan".to_vec()));
}

#[test]
fn one_id_is_stopped_for_itself_and_the_others_wait() {
    let mut seat = open();
    let id = person(&facts(&mut seat), LEAVER);
    seat.go(Route::Leaving(id));
    seat.reach("MCS hoa@aozora.exampleのこのIDだけ記録");
    seat.fill("停止・削除した日", "令和8年11月19日");
    seat.check("削除");
    seat.fill("停止・削除した人", "ネットワーク事務局");
    seat.press("訂正を保存");
    assert!(seat.sees("2件のIDの停止を記録"), "back in the procedure, two are left");
    assert!(seat.sees("MCS hoa@aozora.example　R8.11.19 削除（ネットワーク事務局）"));
}

#[test]
fn a_step_is_left_out_only_while_a_way_in_goes_on_that_keeps_the_reason() {
    let mut seat = open();
    let facts = facts(&mut seat);
    let has_waiver = |seat: &Seat| seat.controls().iter().any(|name| name == "対象外にする…");
    seat.go(Route::Steps(person(&facts, "小鳥遊 陽菜")));
    assert!(seat.sees("残り　運用ポリシーの確認") && !has_waiver(&seat));
    seat.go(Route::Steps(person(&facts, "大𣘺 亮")));
    assert!(has_waiver(&seat));
}
