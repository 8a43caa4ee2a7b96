//! 事業者: a vendor is entered with its contract, remote maintenance and papers; its form is handed out as Excel, comes
//! back and is read with a look at it, or is typed in; what is not back stands in the list of the day.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use daichoban::base::{Day, Kind, RecordId};
use daichoban::checklists::Held;
use daichoban::demo;
use daichoban::desk::{Route, SheetOrder};
use daichoban::exchange::vendor_sheet::{Plan, form_of};
use daichoban::inspection::{PrintContext, make};
use daichoban::ledgers::contract::record::Contract;
use daichoban::ledgers::disclosure::record::Disclosure;
use daichoban::ledgers::facts::Facts;
use daichoban::ledgers::system::record::{System, SystemKind};
use daichoban::ledgers::vendor::record::Vendor;
use daichoban::ledgers::vendor_sheet::record::{Reply, VendorSheet};
use daichoban::paper::lay_out;
use daichoban::procedures::todo;
use daichoban::vault::Act;
use egui::Key;

use crate::support::desk::{Seat, now};

const VENDOR: &str = "株式会社ためしメディカル";

fn open() -> Seat {
    let mut seat = Seat::with_sample();
    seat.unlock(demo::PASSPHRASE);
    seat
}

fn day(text: &str) -> Day {
    Day::read(text).unwrap()
}

/// A vendor of the ledger by its name.
fn vendor(seat: &mut Seat, name: &'static str) -> RecordId {
    seat.ledger(move |vault| {
        let all = vault.reader().list::<Vendor>().unwrap();
        all.iter().find(|kept| kept.record.name == name).unwrap().id.into()
    })
}

/// A vendor's form of this fiscal year.
fn form(seat: &mut Seat, vendor: RecordId) -> (RecordId, VendorSheet) {
    seat.ledger(move |vault| {
        let all = vault.reader().by_subject::<VendorSheet>(vendor).unwrap();
        let this = now().day().fiscal_year();
        let kept = all.into_iter().find(|kept| kept.record.fiscal_year == this).unwrap();
        (kept.id.into(), kept.record)
    })
}

/// What stands on a sheet.
fn sheet(seat: &mut Seat, name: &'static str, subject: Option<RecordId>) -> String {
    let text = seat.ledger(move |vault| {
        let order = SheetOrder { subject, ..SheetOrder::today(name) };
        let print = PrintContext { printed_at: now(), operator: demo::OPERATOR.to_owned() };
        let layout = lay_out(&make(&order, &vault.reader(), &print).unwrap());
        layout.pages.iter().map(|page| page.text()).collect::<Vec<_>>().join("\n")
    });
    text.replace(['\n', ' '], "")
}

/// What the list of the day says of vendors: whom and what.
fn chased(seat: &mut Seat, code: &'static str) -> Vec<(String, String)> {
    seat.ledger(move |vault| {
        let facts = Facts::load(&vault.reader()).unwrap();
        let today = now().day();
        let all = todo::all(&facts, &Held::built_in(), today, today.last_of_month());
        all.into_iter().filter(|one| one.code == code).map(|one| (one.about, one.what)).collect()
    })
}

/// Enters the vendor and a system that names it in its own words.
fn enter(seat: &mut Seat) -> RecordId {
    seat.write(now(), |tx| {
        let mut system = System::named("ためしカルテ", SystemKind::Records);
        system.vendor = "（株）ためしメディカル".to_owned();
        tx.add(&system).map(drop)
    });
    seat.go(Route::List(Kind::Vendor));
    seat.picture("vendor_list");
    seat.reach("事業者を登録");
    seat.reach("登録する");
    assert!(seat.sees("事業者名を入力してください"));
    seat.fill("事業者名", VENDOR);
    seat.take("保守");
    seat.fill("担当者", "試 太郎");
    seat.fill("障害のときの電話番号", "０９８５－００－０２００");
    seat.reach("登録する");
    assert!(seat.sees("事業者「株式会社ためしメディカル」を登録しました"));
    let id = vendor(seat, VENDOR);
    assert!(seat.sees("ためしカルテ") && seat.sees("契約のない事業者には、点検表を渡さなくてかまいません"));
    id
}

/// Adds a contract on the vendor's page.
fn conclude(seat: &mut Seat) {
    seat.reach("契約を追加");
    assert!(seat.sees("ためしカルテ"), "the vendor's system is chosen already");
    seat.fill("契約の開始日", "R8.4.1");
    seat.fill("契約の終了日", "R9.1.31");
    let all = "すべてのサーバのセキュリティ更新を事業者が受け持つ";
    seat.take("自院");
    seat.take("はい");
    seat.picture("vendor_contract_form");
    seat.reach("登録する");
    assert!(
        seat.sees("そう書かれている条項を入力してください") && seat.sees("下の答えでは事業者がすべて受け持つ"),
        "{all}"
    );
    seat.take("事業者");
    seat.fill("そう書かれている条項", "保守契約書 第8条");
    seat.reach("登録する");
    assert!(seat.sees("保守契約「保守契約」を登録しました") && seat.sees("契約中"));
}

/// The vendor cannot be taken back under its records; with another name its systems follow.
fn take_back_and_rename(seat: &mut Seat) {
    seat.press("登録の取り消し…");
    seat.fill("取り消しの理由", "まちがい");
    seat.reach("取り消す");
    assert!(seat.sees("この事業者を使っている記録が 3 件あるため、取り消せません"));
    seat.press("閉じる");
    seat.reach("訂正");
    seat.fill("事業者名", "株式会社ためしヘルス");
    seat.reach("訂正を保存");
    let named = seat.ledger(|vault| {
        let all = vault.reader().list::<System>().unwrap();
        all.into_iter().find(|kept| kept.record.name == "ためしカルテ").unwrap().record.vendor
    });
    assert_eq!(named, "株式会社ためしヘルス");
}

#[test]
fn a_vendor_has_its_contract_its_answers_and_its_papers_on_one_page() {
    let mut seat = open();
    let id = enter(&mut seat);
    conclude(&mut seat);
    assert!(
        chased(&mut seat, "contract")
            .contains(&(VENDOR.to_owned(), "保守契約が終わります。続けるかを決めます".to_owned()))
    );
    assert!(chased(&mut seat, "vendor-sheet").iter().any(|(about, _)| about == VENDOR));

    seat.reach("答えを追加");
    seat.take("使っている");
    seat.reach("登録する");
    assert!(seat.sees("つなぎ方を選んでください"));
    seat.take("使っていない");
    seat.picture("vendor_remote_form");
    seat.reach("登録する");
    assert!(seat.sees("リモート保守「使っていない」を登録しました"));
    let text = sheet(&mut seat, "remote-list", None);
    for words in [VENDOR, "使っていない", "この事業者のすべて", "まだ確かめていない事業者", "ネットワーク事務局"]
    {
        assert!(text.contains(words), "{words}: {text}");
    }

    seat.reach("MDS・SDSを追加");
    seat.take("MDS（製品）");
    seat.reach("登録する");
    assert!(seat.sees("受け取った日か、依頼した日のどちらかを入力してください"));
    seat.fill("受け取った日", "R8.11.10");
    seat.fill("「いいえ」の数", "２件");
    seat.fill("「いいえ」の項目", "ログの改ざんを検知できない");
    seat.reach("登録する");
    assert!(seat.sees("対応が未記録"));
    let folder = tempfile::tempdir().unwrap();
    let paper = folder.path().join("MDS.pdf");
    std::fs::write(&paper, b"%PDF-1.7 made up").unwrap();
    seat.reach("書類の写しを付ける…");
    seat.typed_path("ファイルの場所", &paper);
    assert!(seat.sees("書類の写し「MDS.pdf」を付けました") && seat.sees("写しを見る"));
    seat.picture("vendor_disclosure_page");
    let kept = seat.ledger(|vault| vault.reader().list::<Disclosure>().unwrap().pop().unwrap());
    assert_eq!(kept.record.n_no, Some(2));
    seat.reach("訂正");
    seat.fill("「いいえ」への施設の対応（リスクの評価）", "月に1度、写しを別に保存する");
    seat.reach("訂正を保存");
    let corrected = seat.ledger(|vault| vault.reader().list::<Disclosure>().unwrap().pop().unwrap());
    assert!(corrected.record.copy.is_some(), "the copy stays with a correction");
    assert!(seat.sees("受け取り済み"));

    seat.go(Route::Page(Kind::Vendor, id));
    seat.picture("vendor_page");
    for words in ["保守契約", "リモート保守", "MDS・SDS", "ためしカルテ MDS（製品）", "いいえ 2件"]
    {
        assert!(seat.sees(words), "{words}");
    }
    let text = sheet(&mut seat, "vendor-list", None);
    for words in [VENDOR, "0985-00-0200", "保守契約書第8条", "渡していない", "利用約款第9条第1項"]
    {
        assert!(text.contains(words), "{words}: {text}");
    }
    let text = sheet(&mut seat, "disclosure-list", None);
    for words in ["ためしカルテ", "いいえ2件", "月に1度、写しを別に保存する", "みほん画像ビューア", "未"]
    {
        assert!(text.contains(words), "{words}: {text}");
    }
    take_back_and_rename(&mut seat);
    // On the system's page stand the vendor, the contract and the paper.
    seat.follow("ためしカルテを開く");
    seat.picture("vendor_system_page");
    assert!(seat.sees("株式会社ためしヘルス") && seat.sees("受領 R8.11.10"));
}

#[test]
fn a_contract_taken_back_leads_to_its_vendor_and_one_that_ended_asks_for_nothing() {
    let mut seat = open();
    let id = enter(&mut seat);
    conclude(&mut seat);
    let contract = seat.ledger(move |vault| vault.reader().by_subject::<Contract>(id).unwrap().pop().unwrap());
    seat.go(Route::Page(Kind::Contract, contract.id.into()));
    seat.picture("vendor_contract_page");
    assert!(seat.sees("保守契約書 第8条") && seat.sees("対象のシステム"));
    seat.reach("契約の終了…");
    seat.fill("契約をやめた日", "R8.11.19");
    seat.reach("契約の終了を記録する");
    assert!(seat.sees("の終了を記録しました"));
    assert!(!chased(&mut seat, "vendor-sheet").iter().any(|(about, _)| about == VENDOR), "no contract, no form");
    seat.go(Route::Page(Kind::Contract, contract.id.into()));
    seat.press("登録の取り消し…");
    seat.fill("取り消しの理由", "まちがい");
    seat.reach("取り消す");
    assert!(seat.sees("保守契約の登録を取り消しました") && seat.sees("リモート保守"), "on the vendor's page");
}

/// The cells of the form as a vendor would fill them in: the item's row, then column and text.
type Filled<'a> = (&'a str, &'a [(u32, &'a str)]);

/// Opens the handed out file, writes into its cells and saves it again, as Excel would.
fn fill_in(from: &Path, to: &Path, filled: &[Filled<'_>], is_signed: bool) {
    let mut book = taken_apart(from);
    for (item, cells) in filled {
        let row = book.row_of(item);
        for (column, text) in *cells {
            book.set(row, *column, text);
        }
    }
    if is_signed {
        book.set(5, 1, "試 太郎");
    }
    book.save(to);
}

/// A workbook as cells by sheet, read with the program's own reader and written anew: what an office program does.
struct Copybook {
    sheets: Vec<Tab>,
}

/// A sheet's name, whether it is hidden, and its cells.
type Tab = (String, bool, BTreeMap<(u32, u32), String>);

fn taken_apart(from: &Path) -> Copybook {
    let bytes = std::fs::read(from).unwrap();
    let book = daichoban::exchange::read_book("a.xlsx", &bytes).unwrap();
    let sheets = book.sheets.iter().map(|grid| {
        let mut cells = BTreeMap::new();
        for (row, line) in &grid.rows {
            for (column, cell) in &line.cells {
                if cell.origin.row == *row && cell.origin.column == *column {
                    cells.insert((*row, *column), cell.value.text());
                }
            }
        }
        (grid.name.clone(), grid.is_hidden, cells)
    });
    Copybook { sheets: sheets.collect() }
}

impl Copybook {
    fn row_of(&self, item: &str) -> u32 {
        let (_, _, cells) = &self.sheets[0];
        cells.iter().find(|((_, column), text)| *column == 6 && *text == item).unwrap().0.0
    }

    fn set(&mut self, row: u32, column: u32, text: &str) {
        self.sheets[0].2.insert((row, column), text.to_owned());
    }

    fn save(&self, to: &Path) {
        let mut book = rust_xlsxwriter::Workbook::new();
        for (name, is_hidden, cells) in &self.sheets {
            let sheet = book.add_worksheet();
            sheet.set_name(name).unwrap().set_hidden(*is_hidden);
            for ((row, column), text) in cells {
                sheet.write_string(*row, u16::try_from(*column).unwrap(), text).unwrap();
            }
        }
        std::fs::write(to, book.save_to_buffer().unwrap()).unwrap();
    }
}

/// Prepares the form on the vendor's page and hands it out as Excel.
fn hand_out(seat: &mut Seat, id: RecordId, folder: &Path) -> PathBuf {
    seat.go(Route::Page(Kind::Vendor, id));
    seat.reach("今年度の点検表を用意");
    assert_eq!(seat.value("年度"), "令和8年度");
    seat.picture("vendor_sheet_prepare");
    seat.reach("登録する");
    assert!(seat.sees("用意しただけ") && seat.sees("まだ渡していません"));
    let out = folder.join("点検表.xlsx");
    seat.reach("Excelを作る…");
    seat.typed_path("ファイルの場所", &out);
    assert!(seat.sees("点検表を渡した日を令和8年11月20日と記録しました"));
    seat.picture("vendor_sheet_out");
    out
}

#[test]
fn a_form_goes_out_as_excel_and_comes_back_with_its_answers() {
    let mut seat = open();
    let id = enter(&mut seat);
    conclude(&mut seat);
    let folder = tempfile::tempdir().unwrap();
    let out = hand_out(&mut seat, id, folder.path());
    let told =
        seat.log().into_iter().any(|line| line.act == Some(Act::Exported) && line.information.contains("点検表"));
    assert!(told, "what leaves the ledger is told");
    assert_eq!(
        chased(&mut seat, "vendor-sheet").iter().find(|(about, _)| about == VENDOR).unwrap().1,
        "R8.11.20に渡して、返ってきていません"
    );
    seat.go(Route::Home);
    let (sheet_id, _) = form(&mut seat, id);

    let back = folder.path().join("回答.xlsx");
    let filled: &[Filled<'_>] = &[
        ("1-01", &[(2, "はい"), (3, "令和8年11月18日")]),
        ("2-02", &[(2, "いいえ"), (3, "R8.11.18"), (4, "R9.3.1"), (5, "調べている")]),
        ("2-03", &[(2, "はい"), (3, "来週"), (4, "R9.3.1")]),
        ("2-04", &[(2, "たぶん"), (3, "2026/11/18")]),
        ("2-05", &[(2, "いいえ"), (3, "R9.1.5"), (4, "R9.4.30")]),
        ("2-06", &[(2, "対象外")]),
    ];
    fill_in(&out, &back, filled, true);
    seat.go(Route::Page(Kind::VendorSheet, sheet_id));
    seat.reach("返ってきたExcelを読む…");
    seat.typed_path("ファイルの場所", &back);
    seat.picture("vendor_sheet_back");
    assert!(seat.sees("回答.xlsx　答え 5件・未回答 8件・読めないところ 3件"), "{:?}", seat.words());
    assert!(seat.sees("答えた人　試 太郎") && seat.sees("台帳は何も変わりません"));
    let (_, before) = form(&mut seat, id);
    assert!(before.answers.is_empty(), "looked at, and nothing written");
    seat.reach("取り込む（5件）");
    assert!(seat.sees("の回答を記録しました"));
    seat.picture("vendor_sheet_taken");
    let (_, record) = form(&mut seat, id);
    assert_eq!((record.answered_by.as_str(), record.returned_on), ("試 太郎", Some(now().day())));
    assert_eq!((record.count(Reply::Yes), record.count(Reply::No), record.count(Reply::NotApplicable)), (2, 2, 1));
    let answer = |item: &str| record.answer(item).unwrap().clone();
    assert_eq!((answer("2-02").target_on, answer("2-02").note.as_str()), (Some(day("R9.3.1")), "調べている"));
    assert_eq!((answer("2-03").checked_on, answer("2-03").target_on), (None, None));
    assert_eq!(answer("2-03").note, "確認日：来週\n目標日：令和9年3月1日", "nothing is lost, nothing is guessed");
    assert_eq!((answer("2-04").reply, answer("2-04").note.as_str()), (None, "回答：たぶん"));
    assert_eq!((answer("2-05").checked_on, answer("2-05").note.as_str()), (None, "確認日：令和9年1月5日"));
    assert!(!chased(&mut seat, "vendor-sheet").iter().any(|(about, _)| about == VENDOR));

    // It comes back once more, mended: what says otherwise is told, what is open keeps its answer.
    let again = folder.path().join("回答2.xlsx");
    fill_in(&out, &again, &[("1-01", &[(2, "いいえ"), (3, "R8.11.19"), (4, "R8.12.1")])], false);
    seat.reach("返ってきたExcelを読む…");
    seat.typed_path("ファイルの場所", &again);
    seat.picture("vendor_sheet_again");
    assert!(seat.sees("前と違う 1件") && seat.sees("前の答えと違います") && seat.sees("今回は答えがないため"));
    seat.reach("取り込む（1件）");
    let (_, record) = form(&mut seat, id);
    assert_eq!((record.answer("1-01").unwrap().reply, record.answered_by.as_str()), (Some(Reply::No), "試 太郎"));
    assert_eq!(record.count(Reply::No), 3, "the others stay");
    let text = sheet(&mut seat, "vendor-sheet", Some(sheet_id));
    for words in [
        "事業者の点検表（事業者確認用）",
        VENDOR,
        "2-②",
        "いいえ",
        "R9.3.1",
        "試太郎",
        "事業者確認用の文は確かめられていません",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
}

#[test]
fn a_file_of_somebody_else_or_a_changed_one_is_told_and_changes_nothing() {
    let mut seat = open();
    let id = enter(&mut seat);
    conclude(&mut seat);
    let folder = tempfile::tempdir().unwrap();
    let out = hand_out(&mut seat, id, folder.path());
    let (sheet_id, before) = form(&mut seat, id);
    let mut refused = |path: &Path, words: &[&str]| {
        seat.reach("返ってきたExcelを読む…");
        seat.typed_path("ファイルの場所", path);
        for words in words {
            assert!(seat.sees(words), "{words}: {:?}", seat.words());
        }
        seat.press("閉じる");
    };
    let plain = folder.path().join("名簿.csv");
    std::fs::write(&plain, "氏名,所属\n山田,事務\n").unwrap();
    refused(&plain, &["台帳番で作った事業者の点検表ではありません"]);
    let torn = folder.path().join("壊れた.xlsx");
    let bytes = std::fs::read(&out).unwrap();
    std::fs::write(&torn, &bytes[..bytes.len() / 2]).unwrap();
    refused(&torn, &["壊れているため、読み込めませんでした"]);
    // A row was removed.
    let changed = folder.path().join("行なし.xlsx");
    let mut book = taken_apart(&out);
    let row = book.row_of("2-07");
    book.sheets[0].2.retain(|(at, _), _| *at != row);
    book.save(&changed);
    refused(&changed, &["2-⑦の行がありません"]);
    // The tab was renamed.
    let renamed = folder.path().join("別名.xlsx");
    let mut book = taken_apart(&out);
    book.sheets[0].0 = "Sheet1".to_owned();
    book.save(&renamed);
    refused(&renamed, &["渡したときから変わっているため"]);
    // Of another edition.
    let edition = folder.path().join("別の版.xlsx");
    let mut book = taken_apart(&out);
    let cell = book.sheets[1].2.iter().find(|(_, text)| *text == "mhlw-cyber/r7").unwrap().0;
    let cell = *cell;
    book.sheets[1].2.insert(cell, "mhlw-cyber/r9".to_owned());
    book.save(&edition);
    refused(&edition, &["この点検表から作ったものではありません（別の版の令和8年度）"]);
    // Of another vendor: the sample's form that is out.
    let nursing = vendor(&mut seat, "有限会社はなみずき情報");
    let (other, _) = form(&mut seat, nursing);
    seat.go(Route::Page(Kind::VendorSheet, other));
    seat.reach("返ってきたExcelを読む…");
    seat.typed_path("ファイルの場所", &out);
    assert!(seat.sees("「株式会社ためしメディカル」に渡した点検表です"));
    seat.press("閉じる");
    // An empty one can be looked at and not be taken over.
    seat.go(Route::Page(Kind::VendorSheet, sheet_id));
    seat.reach("返ってきたExcelを読む…");
    seat.typed_path("ファイルの場所", &out);
    assert!(seat.sees("回答が1つもないため、取り込めません"));
    seat.reach("やめる");
    let (_, after) = form(&mut seat, id);
    assert_eq!(before, after);
}

#[test]
fn a_form_that_came_back_on_paper_is_typed_in_and_survives_a_lock() {
    let mut seat = open();
    let nursing = vendor(&mut seat, "有限会社はなみずき情報");
    let (id, _) = form(&mut seat, nursing);
    let text = sheet(&mut seat, "vendor-sheet-blank", Some(nursing));
    for words in ["□はい", "みほん訪看ノート", "答えた人（会社名・氏名）", "目標日"] {
        assert!(text.contains(words), "{words}: {text}");
    }
    seat.go(Route::Page(Kind::VendorSheet, id));
    seat.reach("回答を手で入力");
    seat.fill("答えた人", "花水木 亮");
    seat.fill("確認日（まとめて）", "R8.11.17");
    for (item, reply) in [("1-①", "はい"), ("2-②", "いいえ")] {
        seat.check_of(&format!("{item}の回答"), reply);
    }
    assert_eq!(seat.value("2-② 確認日"), "R8.11.17");
    seat.fill("2-② 目標日", "R8.10.1");
    seat.picture("vendor_sheet_typing");
    seat.press("回答を記録");
    assert!(seat.sees("確認日より前の日付です") && seat.sees("直すところが1か所あります"));
    seat.ctrl(Key::L);
    seat.unlock(demo::PASSPHRASE);
    assert_eq!(seat.value("2-② 目標日"), "R8.10.1", "what was typed is there again");
    seat.fill("2-② 目標日", "R9.3.31");
    seat.press("回答を記録");
    let (_, record) = form(&mut seat, nursing);
    assert_eq!((record.answers.len(), record.answered_by.as_str()), (2, "花水木 亮"));
    assert_eq!(record.answer("2-02").unwrap().target_on, Some(day("R9.3.31")));
    seat.reach("点検表を印刷");
    seat.picture("vendor_sheet_print");
    assert!(seat.sees("事業者の点検表（事業者確認用）　有限会社はなみずき情報"));
}

#[test]
fn an_answer_that_cannot_stand_goes_into_the_note_whatever_its_cell_says() {
    let mut seat = open();
    let nursing = vendor(&mut seat, "有限会社はなみずき情報");
    let (id, _) = form(&mut seat, nursing);
    let plan = seat.ledger(move |vault| {
        let facts = Facts::load(&vault.reader()).unwrap();
        let kept = facts.vendor_sheets.iter().find(|kept| RecordId::from(kept.id) == id).unwrap();
        let form = form_of(&facts, &Held::built_in(), kept, &vault.reader().short_id()).unwrap();
        let bytes = daichoban::exchange::vendor_sheet::write(&form).unwrap();
        Plan::read("a.xlsx", &bytes, &form, None, now().day()).unwrap()
    });
    assert_eq!((plan.lines.len(), plan.n_answered(), plan.n_unread(), plan.n_otherwise()), (13, 0, 0, 0));
    assert!(plan.command().answers.is_empty(), "an empty form brings nothing");
}
