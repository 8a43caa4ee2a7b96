//! Ways through the window: what was looked for is still there on the way back.

use daichoban::base::Kind;
use daichoban::desk::Route;
use daichoban::ledgers::facts::Facts;
use daichoban::ledgers::passage::record::Way;
use egui::Key;

use crate::support::desk::{PASSPHRASE, Seat};

#[test]
fn a_search_is_still_there_after_looking_at_a_person() {
    let mut seat = Seat::opened();
    for name in ["渡邉 翔太", "髙橋 花子"] {
        seat.enter_person(name);
    }
    seat.press("利用者");
    seat.fill("検索", "渡辺");
    seat.key(Key::Enter);
    seat.key(Key::Enter);
    assert!(seat.sees("基本情報") && seat.sees("渡邉 翔太"), "the person's page");
    seat.key(Key::Escape);
    assert_eq!(seat.value("検索"), "渡辺");
    assert!(seat.sees("渡邉 翔太") && !seat.sees("髙橋 花子"));
    seat.key(Key::Enter);
    assert!(seat.sees("基本情報"), "the row opened before has the keyboard again");
}

/// What stands at the side of every page.
const SIDE: [&str; 25] = [
    "メニューを細くする",
    "事故・紛失が起きたら",
    "ホーム",
    "利用者",
    "端末",
    "システム",
    "事業者",
    "自己評価",
    "対応事項",
    "事故",
    "持出し",
    "規程・文書",
    "バックアップ計画",
    "連絡先",
    "役割",
    "施設",
    "職員の手続き",
    "取り込み",
    "印刷",
    "操作記録",
    "控え",
    "操作者",
    "台帳の情報",
    "自分の手続き",
    "ロック",
];

/// What there is to do for somebody who has done nothing yet and uses no device.
const STEPS: [&str; 4] = ["運用ポリシーの確認を始める", "講習を始める", "誓約書を始める", "持出しを申請"];

/// Tab comes to every control in sight: to these of the page, in this order, and then to the side.
fn assert_tab(seat: &mut Seat, page: &[&str]) {
    let (mut stops, missed) = seat.tab_round();
    assert_eq!(missed, [""; 0], "Tab never comes to these; the page has {page:?}");
    let n_before = stops.iter().position(|stop| stop == "ロック").expect("the side is come to") + 1;
    stops.rotate_left(n_before);
    assert_eq!(stops, [page, &SIDE].concat());
}

#[test]
fn every_control_of_the_pages_about_the_ledger_is_reached_with_tab() {
    let mut seat = Seat::opened();
    let places =
        ["1つ目を変える…", "2つ目を決める…", "台帳を閉じるとき、取り込みの前、鍵を作り直す前に、自動で控えを作る"];
    let make = ["今すぐ控えを作る", "別の場所の控えを見る…"];
    seat.press("控え");
    assert_tab(&mut seat, &[&make[..], &places].concat());
    seat.press("今すぐ控えを作る");
    seat.focus("見つかった控え");
    seat.key(Key::Home);
    let chosen = ["見つかった控え", "開いて確かめる（復元訓練）", "この控えから戻す…"];
    assert_tab(&mut seat, &[&make[..], &chosen, &places].concat());

    seat.press("操作者");
    assert_tab(&mut seat, &["操作者の一覧", "氏名", "役割"]);
    seat.focus("操作者の一覧");
    seat.key(Key::Home);
    seat.fill("氏名", "受付 次郎");
    let chosen = ["役割を変える", "利用者の記録", "本人を確かめた方法", "合言葉を再設定…", "この人を外す…"];
    assert_tab(&mut seat, &[&["操作者の一覧"], &chosen[..], &["氏名", "役割", "追加する"]].concat());

    seat.press("操作記録");
    let filter = ["期間の初め", "期間の終わり", "カテゴリ", "操作者", "言葉で探す", "探す"];
    assert_tab(&mut seat, &[&["印刷…", "CSVに書き出す…"], &filter[..], &["操作記録"]].concat());

    seat.press("台帳の情報");
    let sheet = ["復旧シートを作り直す…", "復旧記録だけを印刷…（追補）"];
    let rest = ["自動でロックするまでの時間", "この台帳の合言葉が従う決まり"];
    let lists = ["点検表を追加…", "ひな形を保存…", "祝日を追加…", "方針を開く", "照合文字", "照合する"];
    assert_tab(&mut seat, &[&["今すぐ点検"], &sheet[..], &rest, &lists].concat());
}

#[test]
fn every_control_of_ones_own_keys_is_reached_with_tab_whatever_is_begun() {
    let mut seat = Seat::opened();
    seat.press("自分の手続き");
    assert_tab(&mut seat, &[&STEPS[..], &["合言葉を変更…", "USBキーを作る…", "6桁のコードを使う…"]].concat());

    seat.reach("合言葉を変更…");
    let typed = ["新しい合言葉", "新しい合言葉（もう一度）"];
    let change = ["前の合言葉を人に知られたかもしれない（台帳の鍵も作り直す）", "変更する", "やめる"];
    assert_tab(&mut seat, &[&STEPS[..], &typed, &change, &["USBキーを作る…", "6桁のコードを使う…"]].concat());
    seat.reach("やめる");

    seat.reach("6桁のコードを使う…");
    seat.fill("アプリに出た6桁のコード", "123456");
    let codes = ["アプリに出た6桁のコード", "このコードで登録する", "やめる"];
    assert_tab(&mut seat, &[&codes[..], &STEPS, &["合言葉を変更…"]].concat());
    seat.reach("やめる");

    let stick = tempfile::tempdir().unwrap();
    seat.reach("USBキーを作る…");
    seat.typed_path("フォルダーの場所", stick.path());
    seat.fill("今の合言葉", PASSPHRASE);
    let key = ["今の合言葉", "USBキーを作る", "やめる"];
    assert_tab(&mut seat, &[&key[..], &STEPS, &["合言葉を変更…"]].concat());
}

#[test]
fn every_control_of_the_procedures_is_reached_with_tab() {
    let mut seat = Seat::with_sample();
    seat.unlock(daichoban::demo::PASSPHRASE);
    let (newcomer, leaver, device, account) = seat.ledger(|vault| {
        let facts = Facts::load(&vault.reader()).unwrap();
        let person = |way| facts.passages.iter().find(|kept| kept.record.way == way && kept.record.is_open()).unwrap();
        let leaver = person(Way::Leaving).record.staff;
        let own = facts.belongings_of(leaver);
        (person(Way::Joining).record.staff, leaver, own.devices[0].id, own.accounts[0].id)
    });
    let places = [
        (Route::Chair, "新しい人を迎える"),
        (Route::Welcome, "登録する"),
        (Route::Steps(newcomer), "点検票を印刷"),
        (Route::Leaving(leaver), "残したまま手続きを終える"),
        (Route::New(Kind::Disposal, Some(device.into())), "次へ"),
        (Route::New(Kind::Training, None), "出席した人"),
        (Route::List(Kind::Training), "検索"),
        (Route::Password(leaver, account), "パスワードを変えた日"),
        (Route::Lesson(newcomer), "確認問題に進む"),
        (Route::Sheets, "データ消去記録の端末"),
    ];
    for (route, known) in places {
        seat.go(route.clone());
        let (stops, mut missed) = seat.tab_round();
        // The field itself opens its list, with Alt+↓.
        missed.retain(|name| !name.ends_with("の候補"));
        assert_eq!(missed, [""; 0], "Tab never comes to these at {route:?}");
        assert!(stops.iter().any(|stop| stop == known), "{known} at {route:?}: {stops:?}");
    }
}
