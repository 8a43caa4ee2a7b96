//! 漏えい等の報告の期限: 速報 and 確報 counted from the day of knowing, and whether an event is to be reported.

use daichoban::base::{At, Coded, Day};
use daichoban::calendar::{Calendar, MissingYear};
use daichoban::ledgers::clock_words as words;
use daichoban::ledgers::clocks::{Case, Clocks, Last, People, Stage, Standing};
use daichoban::ledgers::incident::record::{Cause, DataItem, Exclusion, FlowKind, Incident, PeopleBy, Sure};
use daichoban::ledgers::leak_items::{fields, items, n_missing};
use daichoban::ledgers::leak_rules::{LeakRules, ReportItem, Trigger};
use daichoban::ledgers::remedy::record::Remedy;

fn day(year: i32, month: u32, day: u32) -> Day {
    Day::new(year, month, day).unwrap()
}

/// An incident that became known on a day; the third question is answered.
fn known(on: Day, improper: Option<Sure>) -> Case {
    let mut incident = Incident::begun(FlowKind::DeviceLoss, At::day(on));
    incident.sensitive = Some(Sure::Yes);
    incident.improper = improper;
    Case::of(&incident)
}

fn clocks(on: Day, improper: Option<Sure>) -> Clocks {
    known(on, improper).clocks(Calendar::built_in())
}

/// The last day of the law, unmoved and moved.
fn last(on: Day) -> (Day, Day) {
    let Last { day, open, .. } = clocks(on, Some(Sure::No)).last;
    (day, open.unwrap())
}

#[test]
fn the_rules_name_every_question_and_every_item() {
    let rules = LeakRules::get();
    assert_eq!((rules.early.from_day, rules.early.until_day), (3, 5));
    assert_eq!((rules.last.days, rules.last.days_if_improper, rules.people.more_than), (30, 60, 1_000));
    assert_eq!(rules.triggers.iter().map(|one| one.id).collect::<Vec<_>>(), Trigger::ALL);
    assert_eq!(rules.items.iter().map(|one| one.id).collect::<Vec<_>>(), ReportItem::ALL);
    let told: Vec<&str> = rules.items.iter().filter(|one| one.notice).map(|one| one.no.as_str()).collect();
    assert_eq!(told, ["1", "2", "4", "5", "9"]);
    for item in ReportItem::ALL {
        assert!(!fields(*item).is_empty());
    }
    assert!(rules.exclusion.possible.contains("判断が必要です"));
}

#[test]
fn known_on_a_friday_before_a_long_weekend() {
    // 金曜日, then 土曜日, 日曜日 and 勤労感謝の日.
    let found = clocks(day(2026, 11, 20), Some(Sure::No));
    assert_eq!((found.early.from, found.early.until), (day(2026, 11, 22), day(2026, 11, 24)));
    assert_eq!(found.early.closed, None);
    assert_eq!(last(day(2026, 11, 20)), (day(2026, 12, 19), day(2026, 12, 21)));
    assert_eq!(
        words::last(&found.last),
        "令和8年12月21日（月）まで（30日目の12月19日（土）は閉庁日（土曜日）のため、次の開庁日）"
    );
    assert_eq!(words::early(&found), "目安は3日目の11月22日（日）から5日目の令和8年11月24日（火）まで");
    // The guidance never moves: known on a Thursday, its fifth day is the holiday itself.
    let found = clocks(day(2026, 11, 19), Some(Sure::No));
    assert_eq!((found.early.until, found.early.closed.as_deref()), (day(2026, 11, 23), Some("勤労感謝の日")));
    assert!(words::early(&found).ends_with("まで。この日は閉庁日（勤労感謝の日）です"), "{}", words::early(&found));
}

#[test]
fn known_at_the_end_of_the_year() {
    let found = clocks(day(2026, 12, 27), Some(Sure::No));
    assert_eq!((found.early.from, found.early.until), (day(2026, 12, 29), day(2026, 12, 31)));
    assert_eq!(found.early.closed.as_deref(), Some("年末年始"));
    assert_eq!(last(day(2026, 12, 27)), (day(2027, 1, 25), day(2027, 1, 25)));
    // A last day between 12-29 and 01-03 moves behind it.
    assert_eq!(last(day(2026, 11, 30)), (day(2026, 12, 29), day(2027, 1, 4)));
    assert_eq!(last(day(2026, 12, 5)), (day(2027, 1, 3), day(2027, 1, 4)));
    assert_eq!(last(day(2024, 11, 29)), (day(2024, 12, 28), day(2025, 1, 6)));
}

#[test]
fn known_before_the_leap_day() {
    let found = clocks(day(2024, 2, 28), Some(Sure::No));
    assert_eq!((found.early.from, found.early.until), (day(2024, 3, 1), day(2024, 3, 3)));
    assert_eq!(last(day(2024, 2, 28)), (day(2024, 3, 28), day(2024, 3, 28)));
    assert_eq!(known(day(2024, 2, 28), None).day_no(day(2024, 3, 1)), 3);
    assert_eq!(known(day(2025, 2, 28), None).day_no(day(2025, 3, 1)), 2);
}

#[test]
fn an_improper_purpose_has_sixty_days() {
    // 土曜日, 日曜日, 昭和の日 on Monday.
    let found = clocks(day(2024, 2, 28), Some(Sure::Yes));
    assert_eq!((found.last.n_days, found.last.day, found.last.open), (60, day(2024, 4, 27), Ok(day(2024, 4, 30))));
    assert_eq!(found.if_improper, None);
    // What is not known is not used to wait longer.
    for open in [None, Some(Sure::Unknown)] {
        let found = clocks(day(2024, 2, 28), open);
        assert_eq!(found.last.n_days, 30);
        assert_eq!(found.if_improper.as_ref().map(|last| last.n_days), Some(60));
        let said = words::if_improper(&found).unwrap();
        assert!(said.starts_with("「不正の目的のおそれ」に当たるときは、令和6年4月30日（火）まで"), "{said}");
    }
    assert_eq!(clocks(day(2024, 2, 28), Some(Sure::No)).if_improper, None);
}

#[test]
fn holidays_in_a_row_move_it_behind_the_last_of_them() {
    // 2026-05-02 is a Saturday; 05-03 to 05-06 are holidays.
    assert_eq!(last(day(2026, 4, 3)), (day(2026, 5, 2), day(2026, 5, 7)));
    assert_eq!(last(day(2026, 4, 4)), (day(2026, 5, 3), day(2026, 5, 7)));
    assert_eq!(last(day(2026, 4, 8)), (day(2026, 5, 7), day(2026, 5, 7)));
    assert_eq!(last(day(2026, 8, 21)), (day(2026, 9, 19), day(2026, 9, 24)));
}

#[test]
fn a_year_that_is_not_held_is_told_and_the_safe_day_is_kept() {
    // Its last day is a Saturday of a year without a table.
    let found = clocks(day(2027, 12, 10), Some(Sure::No));
    assert_eq!((found.last.day, found.last.open), (day(2028, 1, 8), Err(MissingYear(2028))));
    assert_eq!((found.last.until(), found.last.is_moved()), (day(2028, 1, 8), false));
    assert!(words::warnings(&found)[0].starts_with("令和10年の祝日が台帳番に入っていません"));
    assert!(words::last(&found.last).contains("いつまで動くかは確かめられません"));
    // The day itself is in a known year; where it moves to is not.
    assert_eq!(clocks(day(2027, 12, 1), Some(Sure::No)).last.open, Err(MissingYear(2028)));
    let weekday = clocks(day(2027, 12, 13), Some(Sure::No));
    assert!(words::last(&weekday.last).contains("閉庁日かどうかは確かめられません"), "{}", words::last(&weekday.last));
    // Thirty days are safe, sixty are not known.
    let longer = clocks(day(2027, 11, 15), None);
    assert_eq!((longer.last.open, longer.missing()), (Ok(day(2027, 12, 14)), vec![MissingYear(2028)]));
    let without = known(day(2026, 11, 20), Some(Sure::No)).clocks(&Calendar::default().without(2026));
    assert_eq!((without.last.until(), without.missing()), (day(2026, 12, 19), vec![MissingYear(2026)]));
}

#[test]
fn the_last_day_is_never_closed_and_never_before_the_day_it_moves_from() {
    let table = Calendar::built_in();
    let mut on = day(2024, 1, 1);
    while on <= day(2027, 10, 20) {
        for improper in [Sure::No, Sure::Yes] {
            let case = known(on, Some(improper));
            let found = case.clocks(table);
            let until = found.last.open.unwrap();
            assert_eq!(table.closed(until), Ok(None), "{on}");
            assert!(until >= found.last.day, "{on}");
            let days = if improper == Sure::Yes { 60 } else { 30 };
            assert_eq!(case.day_no(found.last.day), days, "{on}");
            for between in 0..found.last.day.days_until(until) {
                assert_ne!(
                    table.closed(found.last.day.plus_days(between)),
                    Ok(None),
                    "{on}: an open day was passed over"
                );
            }
            assert_eq!((case.day_no(found.early.from), case.day_no(found.early.until)), (3, 5));
        }
        on = on.plus_days(1);
    }
}

#[test]
fn what_is_not_known_never_counts_as_not_reportable() {
    let all = [None, Some(Sure::Yes), Some(Sure::No), Some(Sure::Unknown)];
    for sensitive in all {
        for property in all {
            for improper in all {
                for many in all {
                    let mut incident = Incident::begun(FlowKind::Other, At::day(day(2026, 11, 20)));
                    incident.sensitive = sensitive;
                    incident.property = property;
                    incident.improper = improper;
                    incident.many = many;
                    let answers = [sensitive, property, improper, many];
                    let case = Case::of(&incident);
                    let standing = case.standing();
                    if answers.contains(&Some(Sure::Yes)) {
                        assert!(matches!(standing, Standing::Reportable(_)), "{answers:?}");
                    } else if answers.iter().all(|one| *one == Some(Sure::No)) {
                        assert_eq!(standing, Standing::NotReportable);
                    } else {
                        assert!(matches!(standing, Standing::NeedsAnswer(_)), "{answers:?}");
                    }
                    assert_eq!(case.is_owed(), standing != Standing::NotReportable);
                }
            }
        }
    }
}

#[test]
fn the_number_of_people_answers_the_fourth_question() {
    let with = |by, people, many| {
        let mut incident = Incident::begun(FlowKind::Other, At::day(day(2026, 11, 20)));
        (incident.people_by, incident.people, incident.many) = (by, people, many);
        let case = Case::of(&incident);
        (case.answer(Trigger::Many), case.people)
    };
    let known = Some(PeopleBy::Known);
    assert_eq!(with(known, Some(1_000), None), (Sure::No, People::Known(1_000)), "exactly a thousand is not");
    assert_eq!(with(known, Some(1_001), None).0, Sure::Yes);
    assert_eq!(with(known, Some(1_001), Some(Sure::No)).0, Sure::Yes, "the number says otherwise");
    assert_eq!(with(known, Some(12), Some(Sure::Yes)).0, Sure::Yes, "what was answered with はい stays");
    let bound = Some(PeopleBy::UpTo);
    assert_eq!(with(bound, Some(200), None).0, Sure::No);
    assert_eq!(with(bound, Some(5_000), Some(Sure::No)).0, Sure::Unknown);
    assert_eq!(with(Some(PeopleBy::Unknown), Some(5), None), (Sure::Unknown, People::Unknown));
    assert_eq!(with(None, None, Some(Sure::No)).0, Sure::No);
}

#[test]
fn encryption_excludes_nothing_by_itself() {
    let mut incident = Incident::begun(FlowKind::DeviceLoss, At::day(day(2026, 11, 20)));
    incident.sensitive = Some(Sure::Yes);
    incident.encrypted = Some(Sure::Yes);
    let standing = |incident: &Incident| Case::of(incident).standing();
    assert!(!Case::of(&incident).may_be_excluded(), "nobody knows of the key");
    for unsafe_key in [Sure::No, Sure::Unknown] {
        incident.key_safe = Some(unsafe_key);
        assert!(!Case::of(&incident).may_be_excluded());
    }
    incident.key_safe = Some(Sure::Yes);
    assert!(Case::of(&incident).may_be_excluded());
    assert!(matches!(standing(&incident), Standing::Reportable(_)), "possible is not decided");
    incident.exclusion = Some(Exclusion::Applies);
    incident.exclusion_by = "院長".to_owned();
    incident.exclusion_on = Some(day(2026, 11, 21));
    assert!(matches!(standing(&incident), Standing::Reportable(_)), "no reason is given");
    incident.exclusion_why = "端末は全体が暗号化され、鍵は別に保管している".to_owned();
    assert_eq!(standing(&incident), Standing::Excluded);
    assert!(!Case::of(&incident).is_owed());
    incident.key_safe = Some(Sure::Unknown);
    assert!(matches!(standing(&incident), Standing::Reportable(_)), "a key that is no longer sure takes it back");
    incident.key_safe = Some(Sure::Yes);
    incident.exclusion = Some(Exclusion::Refused);
    assert!(matches!(standing(&incident), Standing::Reportable(_)));
}

#[test]
fn how_the_reports_stand_day_by_day() {
    let case = known(day(2026, 11, 20), Some(Sure::No));
    let found = case.clocks(Calendar::built_in());
    let early = |on: u32| case.early_stage(&found, day(2026, 11, on));
    assert_eq!([20, 21].map(early), [Stage::Ahead(4), Stage::Ahead(3)]);
    assert_eq!([22, 23, 24].map(early), [Stage::Now(2), Stage::Now(1), Stage::Now(0)]);
    assert_eq!([25, 30].map(early), [Stage::Over(1), Stage::Over(6)]);
    let late = |on: u32| case.last_stage(&found, day(2026, 12, on));
    assert_eq!([13, 14, 21, 22].map(late), [Stage::Ahead(8), Stage::Now(7), Stage::Now(0), Stage::Over(1)]);
    assert_eq!(words::today_is(&case, day(2026, 11, 22)), "今日は3日目です");
    assert_eq!(words::today_is(&case, day(2026, 11, 20)), "知った日（1日目）です");
}

#[test]
fn the_nine_items_say_what_they_have_and_what_they_miss() {
    let mut incident = Incident::begun(FlowKind::DeviceLoss, At::day(day(2026, 11, 20)));
    let first = items(&incident, std::iter::empty());
    assert_eq!((first.len(), n_missing(&first)), (9, 9));
    assert!(first[0].text.contains("知った日時　令和8年11月20日"), "{}", first[0].text);
    assert!(first[2].text.contains("確認中") && first[2].missing[0].starts_with("本人の数"));
    incident.summary = "訪問先から戻る途中で端末をなくした".to_owned();
    incident.happened_at = Some(At::day(day(2026, 11, 20)));
    incident.data = vec![DataItem::Name, DataItem::Medicine];
    (incident.people_by, incident.people) = (Some(PeopleBy::UpTo), Some(40));
    incident.cause = Some(Cause::Lost);
    incident.second_damage = "なし".to_owned();
    let later = items(&incident, std::iter::empty());
    assert_eq!(n_missing(&later), 4);
    assert_eq!(later[1].text, format!("{}、{}", DataItem::Name.label(), DataItem::Medicine.label()));
    assert_eq!(later[2].text, "多くても40人");
    // What is planned is what the eighth item tells.
    let plan = serde_json::json!({ "what": "ストラップを付けて持ち出す", "target_on": "2026-12-18" });
    let plan: Remedy = serde_json::from_value(plan).unwrap();
    let planned = items(&incident, [&plan].into_iter());
    assert_eq!(planned[7].text, "・ストラップを付けて持ち出す（期限 R8.12.18）");
    assert_eq!(n_missing(&planned), 3);
}
