//! 台帳番の目安: a day improbably far from today is asked about once, wherever a day is typed or comes in.

use std::collections::BTreeMap;

use daichoban::base::span::{far_off, question};
use daichoban::base::{At, Breach, Day, Draft, Field, Kind, StaffId};
use daichoban::demo;
use daichoban::desk::Route;
use daichoban::exchange::{Facts as Known, Plan};
use daichoban::ledgers::facts::Facts;
use daichoban::ledgers::registry::LEDGERS;

use super::exchange_support::{items, read_plan, taken};
use super::sheets_support::{sample, sample_day};
use super::support::desk::Seat;

/// The same texts, as if somebody had typed all of them just now.
fn typed(draft: &Draft) -> Draft {
    let mut typed = Draft::new();
    for (key, text) in draft.filled() {
        typed.set(key, text);
    }
    typed
}

fn asked(result: &Result<serde_json::Value, Vec<Breach>>, field: &Field, day: Day, today: Day) -> bool {
    let why = question(day, today);
    result.as_ref().is_err_and(|all| all.iter().any(|breach| breach.field == field.key && breach.why == why))
}

fn asks_anything(result: &Result<serde_json::Value, Vec<Breach>>) -> bool {
    result.as_ref().is_err_and(|all| all.iter().any(|breach| breach.why.ends_with("この日付でよろしいですか")))
}

#[test]
fn every_day_of_every_kind_is_asked_about_once_when_it_lies_far_off() {
    let today = sample_day();
    let known = Known::read(&sample().reader(), today).unwrap();
    // 40 years on, and before anybody's working life.
    let far = [today.plus_months(12 * 40), today.plus_months(-12 * 90)];
    let mut n_fields = 0;
    for ledger in LEDGERS {
        for field in (ledger.fields)().iter().filter(|field| field.is_day()) {
            n_fields += 1;
            let mut n_asked = 0;
            for record in known.all(ledger.kind) {
                for day in far {
                    let mut draft = typed(&record.draft);
                    let text =
                        if draft.get(field.key).contains(':') { format!("{} 10:00", day.short()) } else { day.short() };
                    draft.set(field.key, text);
                    let result = (ledger.check)(&draft, today);
                    let place = format!("{} {} {}", ledger.kind.code(), field.label, day.wareki());
                    if let Ok(body) = &result {
                        // A field that means nothing beside the others is not kept.
                        assert_eq!((ledger.draft)(body).unwrap().get(field.key), "", "{place} was kept unasked");
                        continue;
                    }
                    if !asked(&result, field, day, today) {
                        let all = result.unwrap_err();
                        let is_refused = all.iter().any(|breach| breach.field == field.key);
                        assert!(
                            is_refused || day < today || all.iter().any(|breach| !breach.why.is_empty()),
                            "{place}: {all:?}"
                        );
                        continue;
                    }
                    n_asked += 1;
                    draft.confirm(field.key, day);
                    let again = (ledger.check)(&draft, today);
                    assert!(!asked(&again, field, day, today), "{place} is asked twice");
                    if let Ok(body) = again {
                        let kept = (ledger.draft)(&body).unwrap();
                        assert!(
                            (ledger.check)(&kept, today).is_ok(),
                            "{place} is asked about again when nothing changed"
                        );
                        let mut other = kept.clone();
                        other.set(field.key, day.plus_days(1).short());
                        let changed = (ledger.check)(&other, today);
                        assert!(changed.is_err(), "{place}: another day is not asked about");
                    }
                }
            }
            assert!(n_asked > 0, "{} {} was never asked about", ledger.kind.code(), field.label);
        }
    }
    assert!(n_fields > 60, "{n_fields}");
}

#[test]
fn nothing_the_sample_clinic_has_typed_is_asked_about() {
    let today = sample_day();
    let known = Known::read(&sample().reader(), today).unwrap();
    for ledger in LEDGERS {
        for record in known.all(ledger.kind) {
            let result = (ledger.check)(&typed(&record.draft), today);
            assert!(!asks_anything(&result), "{} {}: {result:?}", ledger.kind.code(), record.title);
        }
    }
}

#[test]
fn what_was_confirmed_outlives_a_lock_with_the_rest_of_the_draft() {
    let today = sample_day();
    let field = daichoban::ledgers::staff::record::field::STARTED_ON;
    let day = Day::read("R18.4.1").unwrap();
    let mut draft = Draft::new().with(&field, "R18.4.1");
    assert_eq!(draft.doubtful(&field, today), Some(day));
    draft.confirm(field.key, day);
    let kept = serde_json::to_string(&draft).unwrap();
    let back: Draft = serde_json::from_str(&kept).unwrap();
    assert_eq!(back.doubtful(&field, today), None, "{kept}");
    assert_eq!(back, draft);
    let texts: BTreeMap<&str, &str> = back.filled().collect();
    assert_eq!(texts, BTreeMap::from([(field.key, "R18.4.1")]), "nothing of it is a value");
    assert_eq!(back.with(&field, "R18.4.2").doubtful(&field, today), Day::read("R18.4.2").ok());
}

fn open() -> Seat {
    let mut seat = Seat::with_sample();
    seat.unlock(demo::PASSPHRASE);
    seat
}

fn facts(seat: &mut Seat) -> Facts {
    seat.ledger(|vault| Facts::load(&vault.reader()).unwrap())
}

fn person(seat: &mut Seat, name: &str) -> Option<StaffId> {
    facts(seat).staff.iter().find(|kept| kept.record.name == name).map(|kept| kept.id)
}

const ASKED: &str = "令和18年4月1日は、今日から約9年4か月先です。この日付でよろしいですか";

#[test]
fn a_nurse_who_would_start_in_nine_years_is_asked_about_once() {
    let mut seat = open();
    seat.go(Route::New(Kind::Staff, None));
    seat.fill("氏名", "新城 みどり");
    seat.fill("利用開始日", "R18.4.1");
    seat.press("登録する");
    assert!(seat.sees(ASKED));
    seat.picture("day_far_off");
    assert_eq!(person(&mut seat, "新城 みどり"), None, "nothing is stored before the answer");

    // Correcting it is as good an answer as any.
    seat.fill("利用開始日", "R8.4.1");
    assert!(!seat.sees(ASKED));
    seat.fill("利用開始日", "R18.4.1");
    seat.press("登録する");
    assert!(seat.sees(ASKED));
    seat.press("利用開始日は令和18年4月1日でよい");
    assert!(!seat.sees(ASKED));
    seat.press("登録する");
    let id = person(&mut seat, "新城 みどり").expect("it was confirmed");

    // Nobody is asked a second time while the day stays.
    seat.go(Route::Edit(Kind::Staff, id.into()));
    seat.fill("所属", "看護部");
    seat.press("訂正を保存");
    assert!(!seat.sees("よろしいですか"));
    let kept = facts(&mut seat).staff.into_iter().find(|kept| kept.id == id).unwrap();
    assert_eq!((kept.record.department.as_str(), kept.record.started_on), ("看護部", Day::read("R18.4.1").ok()));
    seat.go(Route::Edit(Kind::Staff, id.into()));
    seat.fill("利用開始日", "R18.4.2");
    seat.press("訂正を保存");
    assert!(seat.sees("令和18年4月2日は、今日から約9年4か月先です"));
}

#[test]
fn procedures_ask_about_a_day_far_off_too() {
    let mut seat = open();
    let id = person(&mut seat, "五十嵐 翔太").unwrap();
    seat.go(Route::Leaving(id));
    seat.fill("最後に利用する日", "R18.4.1");
    seat.fill("終了の理由", "退職");
    seat.press("手続きを始める");
    assert!(seat.sees(ASKED) && facts(&mut seat).leaving(id).is_none());
    seat.press("最後に利用する日は令和18年4月1日でよい");
    seat.press("手続きを始める");
    assert!(facts(&mut seat).leaving(id).is_some());

    let account =
        facts(&mut seat).belongings_of(id).accounts.first().map(|kept| (kept.id, kept.record.clone())).unwrap();
    let before = account.1.password_changed_on;
    seat.hand_chair(id);
    seat.go(Route::Password(id, account.0));
    seat.check("新しいパスワードを、端末やブラウザに保存していません");
    seat.fill("パスワードを変えた日", "S60.4.1");
    seat.press("変えた日を登録");
    assert!(seat.sees("昭和60年4月1日は、今日から約41年7か月前です"));
    seat.press("パスワードを変えた日は昭和60年4月1日でよい");
    assert!(!seat.sees("約41年7か月前です"));
    let now = facts(&mut seat).accounts.into_iter().find(|kept| kept.id == account.0).unwrap();
    assert_eq!(now.record.password_changed_on, before);
}

#[test]
fn the_time_something_happened_is_asked_about_when_it_lies_far_back() {
    let mut seat = open();
    seat.press("事故・紛失が起きたら");
    seat.press("内部の人の不正な持ち出し・利用");
    seat.fill("知った日時", "S60.4.1 9:00");
    seat.press("記録を始めて、手順を見る");
    assert!(seat.sees("昭和60年4月1日は、今日から約41年7か月前です"), "the red button asks too");
    seat.fill("知った日時", "R8.11.20 9:00");
    seat.press("記録を始めて、手順を見る");
    let all = facts(&mut seat).incidents;
    let newest = all.iter().max_by_key(|kept| (kept.record.fiscal_year, kept.record.serial)).unwrap();
    let incident = newest.id;
    assert!(newest.record.is_open());
    let lines = |seat: &mut Seat| {
        let all = facts(seat).incidents;
        all.iter().find(|kept| kept.id == incident).unwrap().record.lines.len()
    };
    let before = lines(&mut seat);
    seat.go(Route::Page(Kind::Incident, incident.into()));
    seat.reach("経過を書き足す…");
    seat.fill("日時", "S60.4.1 10:00");
    seat.fill("内容", "保守の会社に確認した");
    seat.press("書き足す");
    assert!(seat.sees("昭和60年4月1日は、今日から約41年7か月前です"));
    assert_eq!(lines(&mut seat), before);
    seat.press("日時は昭和60年4月1日でよい");
    seat.press("書き足す");
    assert_eq!(lines(&mut seat), before + 1);
    let text = At::read("S60.4.1 10:00", sample_day());
    let found = facts(&mut seat).incidents;
    let found = found.iter().find(|kept| kept.id == incident).unwrap();
    assert!(found.record.lines.iter().any(|line| Some(line.at) == text));
}

fn book(started: &str, lesson: &str) -> Vec<u8> {
    let head = "氏名,フリガナ,所属,職種,ID,利用開始日,講習,備考";
    format!("{head}\n新城 みどり,シンジョウ ミドリ,看護部,看護師,midori@example.jp,{started},{lesson},\n").into_bytes()
}

fn plan(started: &str, lesson: &str, facts: &Known) -> Plan {
    read_plan("名簿.csv", &book(started, lesson), facts)
}

#[test]
fn a_day_far_off_in_a_book_is_told_and_kept_beside() {
    let today = sample_day();
    let empty = Known::new(today);
    // 26/4/1 is the year 26 of 令和 to whoever reads it as an era.
    for (cell, day) in [("R18.4.1", "令和18年4月1日"), ("26/4/1", "令和26年4月1日"), ("S8.4.1", "昭和8年4月1日")]
    {
        let plan = plan(cell, "受講 R18.6.1", &empty);
        let staff = items(&plan, Kind::Staff)[0];
        assert_eq!(staff.draft.get("started_on"), "", "{cell}");
        assert!(staff.draft.get("note").contains(day), "{cell}: {}", staff.draft.get("note"));
        let far = far_off(Day::read(day).unwrap(), today);
        assert!(
            plan.unread.iter().any(|one| one.heading == "利用開始日" && one.reason.contains(&far)),
            "{:?}",
            plan.unread
        );
        let lessons = items(&plan, Kind::Attendance);
        assert!(lessons.iter().all(|item| item.draft.get("attended_on").is_empty()));
    }
    let near = plan("R8.4.1", "受講 R8.6.1", &empty);
    assert_eq!(items(&near, Kind::Staff)[0].draft.get("started_on"), "令和8年4月1日");
    assert!(near.unread.iter().all(|one| one.heading == "ID"), "{:?}", near.unread);
}

#[test]
fn a_day_far_off_that_stands_in_the_ledger_is_not_told_again_by_its_book() {
    let today = sample_day();
    let first = plan("R8.4.1", "", &Known::new(today));
    let mut facts = taken(&Known::new(today), &first);
    let mut person = facts.all(Kind::Staff)[0].clone();
    person.draft.set("started_on", "令和18年4月1日");
    person.draft.confirm("started_on", Day::read("R18.4.1").unwrap());
    let others: Vec<_> = facts.all(Kind::Account).to_vec();
    facts = Known::new(today);
    facts.add_known(Kind::Staff, person);
    for other in others {
        facts.add_known(Kind::Account, other);
    }
    let again = plan("R18.4.1", "", &facts);
    assert!(again.unread.iter().all(|one| !one.reason.contains("年先です")), "{:?}", again.unread);
    assert_eq!(items(&again, Kind::Staff)[0].draft.get("started_on"), "令和18年4月1日");
    let other = plan("R18.4.2", "", &facts);
    assert!(other.unread.iter().any(|one| one.reason.contains("令和18年4月2日は、今日から")), "{:?}", other.unread);
}
