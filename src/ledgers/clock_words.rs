//! 漏えい等の報告の期限 in words, the same on screen, on paper and on the command line.

use crate::base::{Coded, Day};

use super::clocks::{Case, Clocks, Early, Last, Stage, Standing};
use super::leak_rules::Trigger;

/// 令和8年11月22日（日）
#[must_use]
pub fn day(day: Day) -> String {
    format!("{}（{}）", day.wareki(), day.weekday())
}

/// 11月22日（日）
#[must_use]
pub fn short_day(day: Day) -> String {
    let (_, month, date) = day.parts();
    format!("{month}月{date}日（{}）", day.weekday())
}

/// Between which days 速報 is to go out.
#[must_use]
pub fn early(clocks: &Clocks) -> String {
    let Early { from, until, closed } = &clocks.early;
    let nth = |on: Day| clocks.known_on.days_until(on) + 1;
    let closed = closed.as_ref().map(|why| format!("。この日は閉庁日（{why}）です")).unwrap_or_default();
    format!("目安は{}日目の{}から{}日目の{}まで{closed}", nth(*from), short_day(*from), nth(*until), day(*until))
}

/// Until when 確報 is to go out.
#[must_use]
pub fn last(last: &Last) -> String {
    let Last { n_days, day: on, closed, open } = last;
    match (open, closed) {
        (Ok(open), Some(why)) if open != on => {
            format!("{}まで（{n_days}日目の{}は閉庁日（{why}）のため、次の開庁日）", day(*open), short_day(*on))
        }
        (Ok(_), _) => format!("{}まで（{n_days}日目）", day(*on)),
        (Err(_), Some(why)) => format!(
            "{}まで（{n_days}日目。閉庁日（{why}）のため後ろへ動きますが、いつまで動くかは確かめられません）",
            day(*on)
        ),
        (Err(_), None) => format!("{}まで（{n_days}日目。閉庁日かどうかは確かめられません）", day(*on)),
    }
}

/// What 確報 would be if an improper purpose were answered with はい.
#[must_use]
pub fn if_improper(clocks: &Clocks) -> Option<String> {
    let longer = clocks.if_improper.as_ref()?;
    Some(format!("「{}」に当たるときは、{}", Trigger::Improper.label(), last(longer)))
}

/// What keeps the days from being certain.
#[must_use]
pub fn warnings(clocks: &Clocks) -> Vec<String> {
    clocks.missing().into_iter().map(|year| format!("{year}。")).collect()
}

/// Which kinds it is of, or which questions are open.
#[must_use]
pub fn standing(standing: &Standing) -> String {
    let names = |triggers: &[Trigger]| triggers.iter().map(|one| one.label()).collect::<Vec<_>>().join("、");
    match standing {
        Standing::NeedsAnswer(open) => format!("{}（{}）", standing.label(), names(open)),
        Standing::Reportable(yes) => format!("{}（{}）", standing.label(), names(yes)),
        Standing::NotReportable | Standing::Excluded => standing.label().to_owned(),
    }
}

/// 今日は3日目です
#[must_use]
pub fn today_is(case: &Case, today: Day) -> String {
    match case.day_no(today) {
        1 => "知った日（1日目）です".to_owned(),
        no if no < 1 => "知った日が今日より後になっています".to_owned(),
        no => format!("今日は{no}日目です"),
    }
}

/// How 速報 stands.
#[must_use]
pub fn early_stage(stage: Stage) -> String {
    match stage {
        Stage::Ahead(days) => format!("目安まで あと{days}日"),
        Stage::Now(0) => "目安の日は今日まで".to_owned(),
        Stage::Now(days) => format!("いま出す時期です（あと{days}日）"),
        Stage::Over(days) => format!("目安を{days}日過ぎています。できるだけ早く出します"),
        Stage::Sent(_) => stage.label(),
    }
}
