//! 祝日: the built-in table, the days on which the authorities are closed, files that add years, and the card for it.

use daichoban::base::Day;
use daichoban::calendar::{Calendar, Closed, HolidayFault, MissingYear, Origin};
use daichoban::demo;
use daichoban::desk::{Command, Refusal, Route};
use daichoban::ledgers::holidays::{
    ADDED, AddHolidays, HolidaysJudged, NewHolidays, YearEffect, broken_holidays, calendar, judge_holidays,
};
use daichoban::ledgers::log::information;
use daichoban::ledgers::registry::INDEXER;
use daichoban::vault::{Kdf, LogFilter, NewLedger, Place, Profile, Secret, Stamp, Vault};
use encoding_rs::SHIFT_JIS;
use tempfile::TempDir;

use crate::support::desk::{Seat, now};
use crate::support::dice::Dice;

/// The year after those the program is built with, as the Cabinet Office would write it.
const NEXT: &str = "\
国民の祝日・休日月日,国民の祝日・休日名称\r\n\
2028/1/1,元日\r\n\
2028/1/10,成人の日\r\n\
2028/2/11,建国記念の日\r\n\
2028/2/23,天皇誕生日\r\n\
2028/3/20,春分の日\r\n\
2028/4/29,昭和の日\r\n\
2028/5/3,憲法記念日\r\n\
2028/5/4,みどりの日\r\n\
2028/5/5,こどもの日\r\n\
2028/7/17,海の日\r\n\
2028/8/11,山の日\r\n\
2028/9/18,敬老の日\r\n\
2028/9/22,秋分の日\r\n\
2028/10/9,スポーツの日\r\n\
2028/11/3,文化の日\r\n\
2028/11/23,勤労感謝の日\r\n\
";

fn day(year: i32, month: u32, day: u32) -> Day {
    Day::new(year, month, day).unwrap()
}

fn judged(text: &str) -> HolidaysJudged {
    judge_holidays("syukujitsu.csv", text.as_bytes(), Calendar::built_in(), now().day()).unwrap()
}

fn sound(text: &str) -> NewHolidays {
    match judged(text) {
        HolidaysJudged::Sound(new) => new,
        HolidaysJudged::Broken(faults) => panic!("{faults:#?}"),
    }
}

/// What is wrong with a file, in words.
fn wrong(text: &str) -> Vec<String> {
    match judged(text) {
        HolidaysJudged::Sound(new) => panic!("{new:#?}"),
        HolidaysJudged::Broken(faults) => faults.iter().map(HolidayFault::to_string).collect(),
    }
}

fn code(file: &str, bytes: &[u8]) -> String {
    judge_holidays(file, bytes, Calendar::built_in(), now().day()).unwrap_err().code
}

#[test]
fn the_program_knows_the_holidays_of_these_years() {
    let held: Vec<(i32, usize)> = Calendar::built_in().years().map(|(year, _)| (year.year, year.days.len())).collect();
    assert_eq!(held, [(2024, 21), (2025, 19), (2026, 18), (2027, 17)]);
    assert!(Calendar::built_in().years().all(|(_, origin)| *origin == Origin::BuiltIn));
    let name = |year: i32, month, date| Calendar::built_in().year(year).unwrap().days[&day(year, month, date)].as_str();
    assert_eq!(name(2024, 2, 12), "休日", "the day after a holiday on a Sunday");
    assert_eq!(name(2026, 9, 22), "休日", "between two holidays");
    assert_eq!((name(2026, 9, 21), name(2027, 3, 21)), ("敬老の日", "春分の日"));
    assert!(!Calendar::built_in().source().document.is_empty());
}

#[test]
fn the_authorities_are_closed_at_weekends_on_holidays_and_around_new_year() {
    let table = Calendar::built_in();
    let closed = |on: Day| table.closed(on).unwrap().map(|closed| closed.to_string());
    assert_eq!(closed(day(2026, 11, 20)), None);
    assert_eq!(table.closed(day(2026, 11, 21)), Ok(Some(Closed::Weekend("土"))));
    assert_eq!(closed(day(2026, 11, 22)).as_deref(), Some("日曜日"));
    assert_eq!(closed(day(2026, 11, 23)).as_deref(), Some("勤労感謝の日"));
    for on in [day(2026, 12, 29), day(2026, 12, 31), day(2027, 1, 2), day(2027, 1, 3)] {
        assert_eq!(closed(on).as_deref(), Some("年末年始"), "{on}");
    }
    assert_eq!((closed(day(2026, 12, 28)), closed(day(2027, 1, 4))), (None, None));
    // One after the other: 憲法記念日 on a Sunday to its substitute on Wednesday.
    assert_eq!(table.open_from(day(2026, 5, 2)), Ok(day(2026, 5, 7)));
    assert_eq!(table.open_from(day(2024, 5, 3)), Ok(day(2024, 5, 7)));
    assert_eq!(table.open_from(day(2026, 9, 19)), Ok(day(2026, 9, 24)));
    assert_eq!(table.open_from(day(2026, 12, 29)), Ok(day(2027, 1, 4)));
    assert_eq!(table.open_from(day(2024, 12, 28)), Ok(day(2025, 1, 6)));
}

#[test]
fn a_year_that_is_not_held_is_told_and_never_taken_for_one_without_holidays() {
    let table = Calendar::built_in();
    let missing = MissingYear(2028);
    assert_eq!(table.closed(day(2028, 2, 14)), Err(missing));
    assert_eq!(table.closed(day(2028, 2, 12)), Ok(Some(Closed::Weekend("土"))), "a Saturday is one in any year");
    assert_eq!(table.open_from(day(2028, 2, 12)), Err(missing));
    assert_eq!(table.open_from(day(2027, 12, 29)), Err(missing), "the next open day lies in it");
    assert_eq!(table.open_from(day(2027, 12, 28)), Ok(day(2027, 12, 28)));
    assert!(missing.to_string().starts_with("令和10年の祝日が台帳番に入っていません。"), "{missing}");
    assert_eq!(Calendar::default().without(2026).open_from(day(2026, 11, 20)), Err(MissingYear(2026)));
}

#[test]
fn an_open_day_is_never_closed_and_never_before_the_day_it_is_looked_for() {
    let table = Calendar::built_in();
    let (mut on, last) = (day(2024, 1, 1), day(2027, 12, 28));
    while on <= last {
        let open = table.open_from(on).unwrap();
        assert!(on <= open && table.closed(open) == Ok(None), "{on}: {open}");
        for between in 0..on.days_until(open) {
            assert_ne!(table.closed(on.plus_days(between)), Ok(None), "{on}: an open day was passed over");
        }
        on = on.plus_days(1);
    }
}

#[test]
fn the_cabinet_offices_file_is_read_in_its_own_encoding_and_in_others() {
    let new = sound(NEXT);
    assert_eq!((new.years.len(), new.n_same, new.n_old), (1, 0, 0));
    assert_eq!((new.years[0].year.year, new.years[0].year.days.len()), (2028, 16));
    assert_eq!(new.years[0].effect, YearEffect::New);
    let (official, _, _) = SHIFT_JIS.encode(NEXT);
    let quoted: String = NEXT.lines().map(|line| format!("\"{}\"\n", line.replace(',', "\",\""))).collect();
    let dashed = NEXT.replace("2028/", "2028-").replace("\r\n", "\n");
    for bytes in [official.to_vec(), format!("\u{FEFF}{NEXT}").into_bytes(), quoted.into_bytes(), dashed.into_bytes()] {
        match judge_holidays("syukujitsu.csv", &bytes, Calendar::built_in(), now().day()).unwrap() {
            HolidaysJudged::Sound(other) => assert_eq!(other.years, new.years),
            HolidaysJudged::Broken(faults) => panic!("{faults:#?}"),
        }
    }
    // Our own form says the same.
    let lines = NEXT.lines().skip(1).map(|line| {
        let (date, name) = line.split_once(',').unwrap();
        let parts: Vec<u32> = date.split('/').skip(1).map(|part| part.parse().unwrap()).collect();
        format!("\"{:02}-{:02}\" = \"{name}\"", parts[0], parts[1])
    });
    let toml = format!("[years.2028]\n{}\n", lines.collect::<Vec<_>>().join("\n"));
    match judge_holidays("祝日.toml", toml.as_bytes(), Calendar::built_in(), now().day()).unwrap() {
        HolidaysJudged::Sound(other) => assert_eq!(other.years, new.years),
        HolidaysJudged::Broken(faults) => panic!("{faults:#?}"),
    }
}

#[test]
fn what_is_at_hand_already_is_left_and_what_differs_is_told() {
    // The official list goes back to 1955, and those years were shorter.
    let own: String = Calendar::built_in()
        .years()
        .flat_map(|(year, _)| year.days.iter())
        .map(|(on, name)| format!("{},{name}\r\n", on.iso().replace('-', "/")))
        .collect();
    let whole = format!("{NEXT}1955/1/1,元日\r\n1955/1/15,成人の日\r\n{own}");
    let new = sound(&whole);
    assert_eq!((new.years.len(), new.n_same, new.n_old), (1, 4, 1));
    assert_eq!(code("syukujitsu.csv", own.as_bytes()), "N-123");
    let moved = whole.replace("2027/10/11,スポーツの日", "2027/7/23,スポーツの日");
    let new = sound(&moved);
    assert_eq!(new.years.iter().map(|change| change.year.year).collect::<Vec<_>>(), [2027, 2028]);
    let fewer = vec![(day(2027, 10, 11), "スポーツの日".to_owned())];
    assert_eq!(new.years[0].effect, YearEffect::Replaces { more: vec![day(2027, 7, 23)], fewer });
}

#[test]
fn a_file_that_is_broken_cut_off_or_something_else_is_refused_with_its_lines() {
    let with = |from: &str, to: &str| {
        assert!(NEXT.contains(from), "{from}");
        wrong(&NEXT.replacen(from, to, 1))
    };
    assert_eq!(with("2028/1/1,", "2028/2/30,"), ["2行目　「2028/2/30」は暦にない日付です"]);
    assert_eq!(with("2028/1/1,", "R10.1.1,"), ["2行目　「R10.1.1」は日付として読めません。例 2028/1/1"]);
    assert_eq!(with("元日", ""), ["2行目　令和10年1月1日に、祝日の名前がありません"]);
    assert_eq!(with("2028/1/10,", "2028/1/1,"), ["3行目　令和10年1月1日が2回書かれています"]);
    assert!(with("元日", &"元".repeat(31))[0].contains("30文字より長い"));
    // The download ended in the middle: the year would look as if its autumn had no holidays.
    let cut = &NEXT[..NEXT.find("2028/11/3").unwrap()];
    assert!(
        wrong(cut)[0].contains("1月1日から10月9日までしかありません。ファイルが途中で切れている"),
        "{:?}",
        wrong(cut)
    );
    let thin = &NEXT[..NEXT.find("2028/5/3").unwrap()];
    assert!(wrong(thin)[0].starts_with("令和10年の祝日が6日しかありません"), "{:?}", wrong(thin));
    let late: String = NEXT.replace("2028/", "2040/");
    assert_eq!(wrong(&late), ["令和22年の祝日は、まだ決まっていません"]);
    let many: String = (1..=28).flat_map(|on| [1, 11].map(|month| format!("2028/{month}/{on},休み\n"))).collect();
    assert_eq!(wrong(&many), ["令和10年の祝日が56日もあります。別のファイルではないかを確かめます"]);
    assert_eq!(wrong(""), ["祝日が1日も見つかりません"]);
    assert!(wrong("氏名,フリガナ\n山田,ヤマダ\n")[0].starts_with("2行目　「山田」は日付として読めません"));
    assert!(wrong(&"x\n".repeat(100_000)).len() <= 51, "a wrong file does not fill the screen");
    assert_eq!(code("x.csv", &vec![b'1'; 300 * 1024]), "N-121");
    for bytes in [&b"PK\x03\x04\x14\0\0"[..], b"%PDF-1.7\n\xE2\xE3\xCF\xD3\x01", b"2028/1/1,\xff\xfe\n"] {
        assert_eq!(code("x.csv", bytes), "N-122");
    }
    let toml = |text: &str| match judge_holidays("x.toml", text.as_bytes(), Calendar::built_in(), now().day()).unwrap()
    {
        HolidaysJudged::Sound(new) => panic!("{new:#?}"),
        HolidaysJudged::Broken(faults) => faults.iter().map(HolidayFault::to_string).collect::<Vec<_>>().join("\n"),
    };
    assert!(toml("[years.2028\n").starts_with("1行目　tomlとして読めません"));
    assert!(toml("[years.next]\n").contains("「next」は年として読めません"));
    assert!(toml("[years.2028]\n\"02-30\" = \"x\"\n").contains("「2028-02-30」は暦にない日付です"));
    assert!(toml("[years.2028]\n\"1/1\" = \"x\"\n").contains("日付として読めません"));
    assert!(toml(&("a = ".to_owned() + &"[".repeat(50_000))).contains("tomlとして読めません"));
    let problem = broken_holidays(&[]);
    assert!(problem.happened.contains("台帳は変わっていません") && problem.next.ends_with('。'), "{problem}");
}

#[test]
fn no_bytes_make_it_fall_over() {
    let mut dice = Dice::new();
    let (official, _, _) = SHIFT_JIS.encode(NEXT);
    for trial in 0..3_000 {
        let mut bytes = official.to_vec();
        for _ in 0..=dice.below(6) {
            let at = dice.below(bytes.len());
            bytes[at] = u8::try_from(dice.below(256)).unwrap();
        }
        bytes.truncate(dice.below(bytes.len() + 1).max(trial % 200));
        let file = if trial % 3 == 0 { "x.toml" } else { "x.csv" };
        if let Ok(HolidaysJudged::Sound(new)) = judge_holidays(file, &bytes, Calendar::built_in(), now().day()) {
            assert!(new.years.iter().all(|change| change.year.days.len() >= 10), "a year that is not whole got in");
        }
    }
}

/// A ledger with nothing in it.
fn ledger() -> (TempDir, Vault) {
    let home = tempfile::tempdir().unwrap();
    let secret = Secret::from(demo::PASSPHRASE);
    let (operator, at) = (demo::OPERATOR, now());
    let new = NewLedger { operator, passphrase: &secret, kdf: Kdf::Least, indexer: INDEXER, at };
    let (mut vault, _) = Vault::create(&Place::new(home.path(), Profile::none()), &new).unwrap();
    vault.confirm_recovery(at).unwrap();
    (home, vault)
}

fn add(vault: &mut Vault, text: &str) -> Result<String, Refusal> {
    let order: Box<dyn Command> = Box::new(AddHolidays { file: "syukujitsu.csv".to_owned(), bytes: text.into() });
    vault.transact(Stamp::at(now()), |tx| order.run(tx, now().day())).map(|done| done.said)
}

#[test]
fn an_added_year_is_kept_in_the_ledger_and_in_the_journal() {
    let (_home, mut vault) = ledger();
    assert_eq!(add(&mut vault, NEXT).unwrap(), "祝日を追加しました（令和10年）");
    let table = calendar(&vault.reader()).unwrap();
    assert_eq!(table.open_from(day(2027, 12, 29)), Ok(day(2028, 1, 4)));
    let on = now().day();
    let origin = table.years().last().unwrap().1;
    assert_eq!(*origin, Origin::Added { file: "syukujitsu.csv".to_owned(), on });
    let log = vault.reader().log(&LogFilter { limit: Some(1), ..LogFilter::default() }).unwrap();
    assert!(information(&log[0]).contains("祝日を追加しました（令和10年）"), "{}", information(&log[0]));
    assert!(matches!(add(&mut vault, NEXT).unwrap_err(), Refusal::Problem(problem) if problem.code == "N-123"));
    assert!(matches!(add(&mut vault, "x").unwrap_err(), Refusal::Problem(problem) if problem.code == "N-120"));
    // A law moves a day of a year that was added.
    let moved = NEXT.replace("2028/10/9,", "2028/7/20,");
    assert_eq!(add(&mut vault, &moved).unwrap(), "祝日を追加しました（令和10年は入れ替え）");
    let table = calendar(&vault.reader()).unwrap();
    assert_eq!((table.closed(day(2028, 10, 10)), table.years().count()), (Ok(None), 5));
    // What cannot be read is missing, and a missing year is told.
    vault.transact(Stamp::at(now()), |tx| tx.set(ADDED, "[{")).unwrap();
    assert_eq!(calendar(&vault.reader()).unwrap().open_from(day(2028, 2, 14)), Err(MissingYear(2028)));
}

#[test]
fn the_manager_adds_a_year_and_sees_what_it_changes_before() {
    let mut seat = Seat::with_sample();
    seat.unlock(demo::PASSPHRASE);
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, SHIFT_JIS.encode(text).0).unwrap();
        path
    };
    seat.go(Route::About);
    assert!(seat.sees("令和10年の祝日は、まだ入っていません。公表されたら、令和9年10月23日までに追加してください。"));
    assert!(seat.sees("令和6年（21日）、令和7年（19日）、令和8年（18日）、令和9年（17日）"));
    seat.reach("祝日を追加…");
    seat.typed_path("ファイルの場所", &file("cut.csv", &NEXT[..NEXT.find("2028/11/3").unwrap()]));
    assert!(seat.sees("「cut.csv」は、1か所が違うため") && seat.sees("途中で切れているおそれ"), "{:?}", seat.words());
    seat.picture("holidays-broken");
    seat.reach("祝日の誤りを閉じる");
    seat.reach("祝日を追加…");
    seat.typed_path("ファイルの場所", &file("syukujitsu.csv", NEXT));
    assert!(seat.sees("追加する前の確かめ　syukujitsu.csv") && seat.sees("新しく入ります（16日）"));
    seat.picture("holidays-preview");
    seat.reach("この祝日を追加する");
    assert!(seat.sees("祝日を追加しました（令和10年）"));
    assert!(seat.sees("令和10年（16日）　令和8年11月20日に追加　syukujitsu.csv"), "{:?}", seat.words());
    assert!(seat.sees("令和11年の祝日は、まだ入っていません。"));
    seat.picture("holidays-added");
    // The next file is for the checklists again.
    seat.reach("祝日を追加…");
    seat.press("やめる");
    seat.reach("点検表を追加…");
    seat.typed_path("ファイルの場所", &file("syukujitsu.toml", "[years.2028"));
    assert!(seat.sees("点検表として使えません"), "{:?}", seat.words());
}
