//! 持出し: a nurse's tablet is asked for, approved, goes out, comes back late and is looked at, all through the screens;
//! somebody asks for themselves; what is lost while it is out leads to the flow for it.

use daichoban::base::{Day, Kept, Kind, RecordId, StaffId};
use daichoban::checklists::Held;
use daichoban::demo;
use daichoban::desk::{Route, SheetOrder};
use daichoban::inspection::{PrintContext, make};
use daichoban::ledgers::facts::Facts;
use daichoban::ledgers::takeout::record::{Standing, Takeout};
use daichoban::paper::lay_out;
use daichoban::procedures::todo;

use crate::support::desk::{Seat, now};

fn open() -> Seat {
    let mut seat = Seat::with_sample();
    seat.unlock(demo::PASSPHRASE);
    seat
}

fn takeouts(seat: &mut Seat) -> Vec<Kept<Takeout>> {
    seat.ledger(|vault| vault.reader().list::<Takeout>().unwrap())
}

/// The take-out of a purpose; the newest.
fn of(seat: &mut Seat, purpose: &str) -> Kept<Takeout> {
    takeouts(seat).into_iter().rfind(|kept| kept.record.purpose == purpose).unwrap()
}

fn page(kept: &Kept<Takeout>) -> Route {
    Route::Page(Kind::Takeout, kept.id.into())
}

fn person(seat: &mut Seat, name: &'static str) -> StaffId {
    seat.ledger(move |vault| {
        let facts = Facts::load(&vault.reader()).unwrap();
        facts.staff.iter().find(|kept| kept.record.name == name).unwrap().id
    })
}

/// What stands on a sheet, and on how many pages.
fn sheet(seat: &mut Seat, name: &'static str, subject: Option<RecordId>) -> (usize, String) {
    seat.ledger(move |vault| {
        let order = SheetOrder { subject, ..SheetOrder::today(name) };
        let print = PrintContext { printed_at: now(), operator: demo::OPERATOR.to_owned() };
        let layout = lay_out(&make(&order, &vault.reader(), &print).unwrap());
        let text: String = layout.pages.iter().map(|page| page.text()).collect::<Vec<_>>().join("\n");
        (layout.pages.len(), text.replace(['\n', ' '], ""))
    })
}

fn todos(seat: &mut Seat) -> Vec<(&'static str, String)> {
    seat.ledger(|vault| {
        let facts = Facts::load(&vault.reader()).unwrap();
        let today = now().day();
        let all = todo::all(&facts, &Held::built_in(), today, today.last_of_month());
        let own = all.into_iter().filter(|one| one.code.starts_with("takeout-"));
        own.map(|one| (one.code, one.about)).collect()
    })
}

#[test]
fn a_stick_is_asked_for_approved_taken_out_and_brought_back_late() {
    let mut seat = open();
    seat.go(Route::List(Kind::Takeout));
    seat.picture("takeout_list");
    assert!(seat.sees("返却遅れ") && seat.sees("申請中") && seat.sees("持出し中"));
    seat.reach("持出しを申請");
    seat.reach("登録する");
    assert!(seat.sees("氏名を入力してください") || seat.sees("氏名を選んでください"));
    seat.pick_searched("氏名", "德永", "德永 隆（リハビリテーション科）");
    assert_eq!(seat.value("所属"), "リハビリテーション科", "filled in from the person");
    assert_eq!(seat.value("連絡先"), "0985-00-0100", "as the last time");
    seat.fill("持ち出す目的", "症例検討会");
    seat.picture("takeout_form");
    assert!(
        seat.sees("ほかの持出しと期間が重なる端末・媒体"),
        "USB-02 is out already: it is not offered, and that is said"
    );
    seat.pick_searched("格納する媒体", "TB-08", "TB-08 iPad（A16）（タブレット）");
    assert!(seat.value("守り方").contains("TB-08：暗号化 未記録"), "{}", seat.value("守り方"));
    seat.fill("持ち出す情報の内容", "症例の経過（匿名にしたもの）");
    seat.take_of("患者の情報", "含まない");
    // What is out comes back first: two clicks from its page.
    let out = of(&mut seat, "検査結果の受け取り");
    seat.go(page(&out));
    seat.picture("takeout_out");
    seat.reach("確かめて返却を記録");
    assert!(seat.sees("返却と、返却の確認を記録しました"));
    let back = of(&mut seat, "検査結果の受け取り");
    assert_eq!(back.record.standing(now().day()), Standing::Returned);
    assert_eq!(back.record.back.unwrap().received_by, demo::OPERATOR);
    seat.picture("takeout_returned");
}

#[test]
fn what_waits_is_decided_and_what_is_late_comes_back_in_two_clicks() {
    let mut seat = open();
    let before = todos(&mut seat);
    assert!(before.contains(&("takeout-return", "𠮷村 健太".to_owned())), "{before:?}");
    assert!(before.contains(&("takeout-waiting", "内田 あゆみ".to_owned())), "{before:?}");
    let late = of(&mut seat, "会議への出席");
    assert_eq!(late.record.standing(now().day()), Standing::Late);
    seat.go(page(&late));
    seat.picture("takeout_late");
    assert!(seat.sees("返却の期限（令和8年11月19日）を1日過ぎています"));
    seat.reach("確かめて返却を記録");
    assert!(!todos(&mut seat).contains(&("takeout-return", "𠮷村 健太".to_owned())));

    let waiting = of(&mut seat, "訪問看護");
    assert!(waiting.record.entered.is_some(), "she asked herself");
    seat.go(page(&waiting));
    seat.picture("takeout_waiting");
    assert!(seat.sees("内田 あゆみ さん本人が申請"));
    seat.reach("承認を記録");
    assert!(seat.sees("決めた人を入力してください") || seat.sees("決めた人を選んでください"));
    seat.pick("決めた人", "濵田 誠一郎");
    seat.reach("承認を記録");
    assert!(seat.sees("持出しの承認を記録しました"));
    let approved = of(&mut seat, "訪問看護");
    assert!(approved.record.entered.unwrap().confirmed.is_some());
    seat.picture("takeout_approved");
    seat.reach("確かめて持出しを記録");
    assert!(seat.sees("必要な情報だけを入れているを選んでください"));
    seat.take_of("必要な情報だけを入れている", "はい");
    seat.reach("確かめて持出しを記録");
    assert!(seat.sees("持出しを記録しました"));
    seat.reach("延長を申請する");
    seat.picture("takeout_extend");
    seat.fill("延長後の期間（まで）", "R10.3.31");
    seat.fill("延長の理由", "訪問が続くため");
    seat.reach("延長の申請を記録");
    assert!(seat.sees("12か月まで"));
    assert!(!todos(&mut seat).iter().any(|(code, _)| *code == "takeout-waiting"));
}

#[test]
fn somebody_asks_for_themselves_and_sees_how_it_stands() {
    let mut seat = open();
    let name = "大𣘺 亮";
    let me = person(&mut seat, name);
    seat.press("職員の手続き");
    seat.fill("氏名で探す", "オオハシ");
    seat.focus("席を渡す人の一覧");
    seat.key(egui::Key::Home);
    seat.press(&format!("{name} さんに席を渡す"));
    seat.reach("持出しを申請");
    assert!(seat.sees("リハビリテーション科") || seat.value("所属") == "リハビリテーション科");
    seat.picture("takeout_own_form");
    seat.fill("連絡先", "090-0000-0199");
    seat.fill("持ち出す目的", "訪問リハビリテーション");
    seat.pick_searched("格納する媒体", "TB-08", "TB-08 iPad（A16）（タブレット）");
    seat.fill("持ち出す情報の内容", "訪問先の予定表");
    seat.take_of("患者の情報", "含まない");
    seat.reach("登録する");
    assert!(seat.sees("持出しを申請しました"), "{:?}", seat.words());
    seat.picture("takeout_own");
    assert!(seat.sees("申請中"));
    let kept = takeouts(&mut seat).into_iter().rfind(|kept| kept.record.staff == me).unwrap();
    assert_eq!(kept.record.entered.unwrap().by, name);
    assert!(kept.record.decided.is_none());
    let other = person(&mut seat, "五十嵐 翔太");
    seat.go(Route::TakeOut(other));
    assert!(seat.sees("ほかの人の手続きは開けません"));
}

#[test]
fn what_is_lost_while_it_is_out_leads_to_its_flow_with_the_person_and_the_device() {
    let mut seat = open();
    let out = takeouts(&mut seat).into_iter().find(|kept| kept.record.purpose == "訪問介護").unwrap();
    seat.go(page(&out));
    seat.reach("なくした・盗まれた");
    seat.picture("takeout_lost");
    seat.reach("事故の対応を始める");
    let incident = seat.ledger(|vault| Facts::load(&vault.reader()).unwrap().incidents.pop().unwrap());
    assert_eq!(incident.record.takeout, Some(out.id));
    assert_eq!(incident.record.staff, Some(out.record.staff));
    assert_eq!(incident.record.devices, out.record.devices);
    seat.go(page(&out));
    seat.picture("takeout_incident");
    assert!(seat.sees(&format!("事故 {} の対応が続いています", incident.record.number())));
}

#[test]
fn the_sheets_say_it_all_and_leave_room_for_the_pen() {
    let mut seat = open();
    let returned = of(&mut seat, "研修・発表");
    let (n_pages, text) = sheet(&mut seat, "takeout-request", Some(returned.id.into()));
    assert_eq!(n_pages, 1);
    let seven = ["所属", "氏名", "連絡先", "持ち出す情報の内容", "格納する媒体", "持ち出す目的", "期間"];
    for label in seven {
        assert!(text.contains(label), "{label}: {text}");
    }
    for said in ["小鳥遊陽菜", "USB-01", "地域の研修会で使うスライド", "濵田誠一郎", "消去した", "申請者", "返却確認"]
    {
        assert!(text.contains(said), "{said}: {text}");
    }
    let waiting = of(&mut seat, "訪問看護");
    let (_, text) = sheet(&mut seat, "takeout-request", Some(waiting.id.into()));
    assert!(text.contains("□承認") || text.contains("□\u{3000}承認"), "{text}");
    let (n_pages, text) = sheet(&mut seat, "takeout-blank", None);
    assert_eq!(n_pages, 1);
    assert!(seven.iter().all(|label| text.contains(label)) && text.contains("□暗号化"), "{text}");
    let (_, text) = sheet(&mut seat, "takeout-ledger", None);
    let at = |word: &str| text.find(word).unwrap_or_else(|| panic!("{word}: {text}"));
    assert!(at("うち返却遅れ1件") < at("地域の研修会で使うスライド"), "what is open comes first");
    assert!(text.contains("患者の情報を入れた媒体での自宅作業は認めていない"));
    let day = Day::read("R8.11.20").unwrap();
    assert_eq!(now().day(), day);
}
