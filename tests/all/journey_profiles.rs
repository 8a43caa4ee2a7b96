//! 方針 through the window: which document each class follows, own numbers with a reason, exceptions, the printed list.

use daichoban::demo;
use daichoban::desk::Route;
use daichoban::ledgers::due;
use daichoban::ledgers::facts::Facts;
use daichoban::vault::{Act, LogFilter};

use crate::support::desk::Seat;

fn opened() -> Seat {
    let mut seat = Seat::with_sample();
    seat.unlock(demo::PASSPHRASE);
    seat.press("台帳の情報");
    seat.reach("方針を開く");
    seat
}

fn said(seat: &mut Seat, act: Act) -> Vec<(Option<String>, Option<String>)> {
    seat.ledger(move |vault| {
        let log = vault.reader().log(&LogFilter { acts: vec![act], ..LogFilter::default() }).unwrap();
        log.into_iter().map(|entry| (entry.detail.said, entry.detail.reason)).collect()
    })
}

#[test]
fn the_page_shows_each_class_with_its_numbers_and_source() {
    let mut seat = opened();
    for words in ["端末ロック", "OSログイン", "サーバ", "ネットワーク機器", "業務アプリ"] {
        assert!(seat.sees(words), "{words}");
    }
    assert!(seat.sees("13文字以上（二要素認証があるときは8文字以上）・英字と数字。定期の変更は求めない。"));
    assert!(seat.sees("2か月ごとに変更"), "what the care networks ask for");
    assert!(seat.sees("二要素認証は令和9年4月1日まで"));
    assert!(seat.sees("法令に合うかどうかの判断ではありません"));
    assert!(!seat.sees("適法"));
    seat.picture("profiles_page");
}

/// What the sample's people have to do with passwords, by the name of the system.
fn turns(seat: &mut Seat) -> Vec<String> {
    seat.ledger(|vault| {
        let facts = Facts::load(&vault.reader()).unwrap();
        let all = due::all(&facts, crate::support::desk::now().day());
        let passwords = all.into_iter().filter(|(_, due)| matches!(due.step, due::Step::Password(_)));
        let mut names: Vec<String> = passwords.map(|(_, due)| due.about).collect();
        names.sort();
        names.dedup();
        names
    })
}

#[test]
fn a_networks_rotation_is_turned_off_only_with_a_reason_that_is_kept_and_printed() {
    let mut seat = opened();
    assert!(turns(&mut seat).contains(&"MCS".to_owned()));
    seat.reach("MCSの方針を変える…");
    seat.check("安全管理ガイドライン第7.0版");
    assert!(seat.sees("このネットワークの資料は、2か月ごとの変更を求めています"));
    seat.picture("profiles_network");
    seat.reach("この方針にする");
    assert!(seat.sees("理由を入力してください") && seat.sees("決めた人を入力してください"));
    assert!(turns(&mut seat).contains(&"MCS".to_owned()), "nothing was kept");
    seat.fill("理由", "13文字以上で、使い回しを禁じている");
    seat.fill("決めた人", "院長 濵田");
    seat.reach("この方針にする");
    assert!(seat.sees("MCSの方針を「安全管理ガイドライン第7.0版」にしました"));
    assert!(seat.sees("今は求めない方針で、理由は上のとおりです"));
    let names = turns(&mut seat);
    assert!(!names.contains(&"MCS".to_owned()) && names.contains(&"Man・Go!".to_owned()), "{names:?}");
    let kept = (
        Some("MCSの方針「安全管理ガイドライン第7.0版」".to_owned()),
        Some("13文字以上で、使い回しを禁じている".to_owned()),
    );
    assert!(said(&mut seat, Act::Settings).contains(&kept));
    seat.press("方針の一覧");
    seat.picture("profiles_sheet");
}

#[test]
fn own_numbers_need_a_reason_and_stay_within_bounds() {
    let mut seat = opened();
    seat.reach("業務アプリの方針を変える…");
    seat.check("施設で決めた方針");
    seat.fill("文字数（これ以上）", "3");
    seat.reach("この方針にする");
    assert!(seat.sees("4から64までの数字で入力してください") && seat.sees("理由を入力してください"));
    seat.fill("文字数（これ以上）", "10");
    assert!(!seat.sees("4から64までの数字で入力してください"), "what is corrected is no longer blamed");
    seat.fill("変更の間隔（か月）", "6");
    seat.fill("理由", "運用管理規程 第5条");
    seat.fill("決めた人", "院長 濵田");
    seat.picture("profiles_own");
    seat.reach("この方針にする");
    assert!(seat.sees("10文字以上。6か月ごとに変更。"));
    assert!(turns(&mut seat).iter().any(|name| name.starts_with("みほんカルテ")), "other systems follow too");
    seat.picture("profiles_own_kept");
}

#[test]
fn an_exception_is_off_until_somebody_answers_for_it() {
    let mut seat = opened();
    assert!(seat.sees("認めていません"));
    seat.reach("公衆無線LANの例外を認める…");
    assert!(seat.sees("公衆無線LANを使わないとしています"));
    seat.reach("認める");
    assert!(seat.sees("承認した人を入力してください") && seat.sees("期限を入力してください"));
    seat.fill("通信を守る方法", "VPN（みほんVPN）");
    seat.fill("理由", "訪問先に携帯電話の電波が届かない");
    seat.fill("承認した人", "院長 濵田");
    seat.fill("期限", "R9.3.31");
    seat.picture("profiles_exception");
    seat.reach("認める");
    assert!(seat.sees("令和9年3月31日まで認めています"));
    seat.reach("取り消す");
    assert!(!seat.sees("令和9年3月31日まで認めています"));
    let told: Vec<String> = said(&mut seat, Act::Settings).into_iter().filter_map(|(said, _)| said).collect();
    assert!(told.contains(&"公衆無線LANの例外の取り消し".to_owned()), "{told:?}");
}

#[test]
fn who_may_not_manage_reads_the_page_and_changes_nothing() {
    let mut seat = Seat::with_sample();
    seat.unlock(demo::PASSPHRASE);
    seat.seat_operator("受付 係", "入力者", crate::support::desk::NEW_PASSPHRASE);
    seat.go(Route::Profiles);
    assert!(seat.sees("区分ごとの方針"));
    assert!(seat.controls().iter().all(|name| !name.contains("変える…") && !name.contains("認める…")));
}
