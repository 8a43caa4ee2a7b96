//! What reads a day: every written form, spaces, what stands behind it, and what a book makes of it.

use daichoban::base::{At, Day, DayFault, Kind};
use daichoban::exchange::{Facts, Plan};

use super::exchange_support::{items, read_plan, today};
use super::support::dice::Dice;

/// A written form in its smallest pieces; a number is one piece, and a space may stand between any two.
fn forms(day: Day) -> Vec<Vec<String>> {
    let (year, month, of_month) = day.parts();
    let wareki = day.wareki();
    let era: String = wareki.chars().take(2).collect();
    let in_era = wareki.chars().skip(2).collect::<String>().split('年').next().unwrap().to_owned();
    let number = if in_era == "元" { "1".to_owned() } else { in_era.clone() };
    let letter: String = day.short().chars().take(1).collect();
    let (m, d) = (month.to_string(), of_month.to_string());
    let y = year.to_string();
    let pieces = |all: &[&str]| all.iter().map(|piece| (*piece).to_owned()).collect::<Vec<_>>();
    let head: Vec<char> = era.chars().collect();
    let (first, second) = (head[0].to_string(), head[1].to_string());
    let weekday = day.weekday();
    vec![
        pieces(&[&first, &second, &in_era, "年", &m, "月", &d, "日"]),
        pieces(&[&first, &second, &number, "年", &m, "月", &d, "日", "(", weekday, ")"]),
        pieces(&[&first, &number, ".", &m, ".", &d]),
        pieces(&[&letter, &number, ".", &m, ".", &d]),
        pieces(&[&letter, ".", &number, ".", &m, ".", &d]),
        pieces(&[&letter.to_lowercase(), &number, "/", &m, "/", &d]),
        pieces(&[&letter, &number, "-", &m, "-", &d, "（", weekday, "）"]),
        pieces(&[&y, "/", &m, "/", &d]),
        pieces(&[&y, "/", &format!("{month:02}"), "/", &format!("{of_month:02}")]),
        pieces(&[&y, "-", &format!("{month:02}"), "-", &format!("{of_month:02}")]),
        pieces(&[&y, ".", &m, ".", &d]),
        pieces(&[&y, "年", &m, "月", &d, "日"]),
        pieces(&[&y, "年", &m, "月", &d, "日", weekday, "曜", "日"]),
        pieces(&[&format!("{year}{month:02}{of_month:02}")]),
    ]
}

const SPACES: [&str; 7] = [" ", "　", "  ", "\t", "\n", "\u{a0}", "\u{200e}"];

fn any_day(dice: &mut Dice) -> Day {
    // From the first day of 昭和 on: an older era is not a day of this program.
    let first = Day::new(1926, 12, 25).unwrap();
    first.plus_days(i64::try_from(dice.below(62_000)).unwrap())
}

fn spaced(pieces: &[String], dice: &mut Dice) -> String {
    let mut text = String::new();
    for piece in pieces {
        if dice.below(3) == 0 {
            text.push_str(SPACES[dice.below(SPACES.len())]);
        }
        let is_wide = dice.below(4) == 0;
        text.extend(piece.chars().map(|c| if is_wide { wide(c) } else { c }));
    }
    if dice.below(3) == 0 {
        text.push_str(SPACES[dice.below(SPACES.len())]);
    }
    text
}

fn wide(c: char) -> char {
    if ('!'..='~').contains(&c) { char::from_u32(u32::from(c) + 0xFEE0).unwrap() } else { c }
}

#[test]
fn a_day_is_read_in_every_form_with_spaces_anywhere_but_in_a_number() {
    let mut dice = Dice::new();
    for _ in 0..1_500 {
        let day = any_day(&mut dice);
        for form in forms(day) {
            let text = spaced(&form, &mut dice);
            assert_eq!(Day::read(&text), Ok(day), "{text:?}");
            assert_eq!(At::read(&text, today()), Some(At::day(day)), "{text:?}");
        }
    }
}

#[test]
fn a_space_inside_a_number_never_makes_another_day() {
    let mut dice = Dice::new();
    let mut n_tried = 0;
    for _ in 0..1_500 {
        let day = any_day(&mut dice);
        for form in forms(day) {
            for (at, piece) in form.iter().enumerate().filter(|(_, piece)| piece.chars().count() > 1) {
                if !piece.chars().all(|c| c.is_ascii_digit()) {
                    continue;
                }
                let cut = 1 + dice.below(piece.len() - 1);
                let mut broken = form.clone();
                broken[at] = format!("{}{}{}", &piece[..cut], SPACES[dice.below(SPACES.len())], &piece[cut..]);
                let text = broken.concat();
                assert!(Day::read(&text).is_err(), "{text:?} was read as {:?}", Day::read(&text));
                assert_eq!(At::read(&text, today()), None, "{text:?}");
                n_tried += 1;
            }
        }
    }
    assert!(n_tried > 10_000, "{n_tried}");
}

#[test]
fn a_time_or_a_word_behind_a_day_never_becomes_a_part_of_it() {
    let times = [
        (" 0:00", 0),
        (" 00:00:00", 0),
        (" 00:00:00.000", 0),
        ("　9:30", 570),
        (" ９：３０", 570),
        (" 9:00:00", 540),
        ("T09:30", 570),
        ("T09:30:00+09:00", 570),
        (" 9時", 540),
        (" 9時30分", 570),
        (" 午前9時", 540),
        (" 午後1時半", 810),
        (" 1:30 PM", 810),
        (" 12:00 AM", 0),
    ];
    let words = [
        " 3名参加",
        " 3",
        "　12",
        " 1枠",
        "¹",
        " ①",
        "〜R9.3.31",
        "～",
        "から",
        "（3名参加）",
        "(第2回)",
        " 25:00",
        " 9:60",
        " 12345",
        " 1740",
        "、済",
        "/5",
        ".5",
        "9",
        " 〃",
        " 1日目",
        " 2026",
        "T",
        " 9:",
        "+1",
        "日",
        "T09:30Z",
    ];
    let mut dice = Dice::new();
    for _ in 0..300 {
        let day = any_day(&mut dice);
        for form in forms(day) {
            let text = form.concat();
            for (time, minute) in times {
                // 8 digits and T need nothing between them; all other forms neither.
                let timed = format!("{text}{time}");
                assert_eq!(Day::read_with_time(&timed), Ok((day, Some(minute))), "{timed:?}");
                assert_eq!(At::read(&timed, today()).map(|at| at.on), Some(day), "{timed:?}");
            }
            for word in words {
                let more = format!("{text}{word}");
                match Day::read(&more) {
                    Err(DayFault::NotADay) => {}
                    // A digit that follows a number without a space is a digit of it; 日 belongs to the day.
                    Err(DayFault::NoSuchDay) | Ok(_) if word == "9" => {}
                    Ok(found) => assert!(word == "日" && found == day, "{more:?} was read as {found}"),
                    fault => panic!("{more:?}: {fault:?}"),
                }
            }
        }
    }
}

#[test]
fn what_only_looks_like_a_day_is_none() {
    for text in [
        "R8.4.1〜R9.3.31",
        "令和8年4月1日から令和9年3月31日まで",
        "4/1",
        "4月1日",
        "令和8年4月",
        "2026.4",
        "2026年度",
        "46113",
        "46113.5",
        "令和1元年5月1日",
        "2026/4/1 0:00 2026/4/2",
        "R8.4.1\nR8.5.1",
        "2026/4/1 3名",
        "2026/4 /1 0",
        "8 . 1 1 . 20",
        "令和 8 8年4月1日",
        "（金）",
        "元",
    ] {
        assert_eq!(Day::read(text), Err(DayFault::NotADay), "{text:?}");
    }
    assert_eq!(Day::read("\u{200e}2026\u{200e}/4\u{200e}/1"), Day::read("2026/4/1"), "as Windows copies it");
}

fn csv(heading: &str, cells: &[&str]) -> Plan {
    let mut text = format!("氏名,フリガナ,所属,職種,ID,{heading},備考\n");
    for (n, cell) in cells.iter().enumerate() {
        let name = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"][n];
        text.push_str(&format!("日向 {name},ヒュウガ {n},看護部,看護師,a{n}@example.jp,\"{cell}\",\n"));
    }
    read_plan("名簿.csv", text.as_bytes(), &Facts::new(today()))
}

#[test]
fn a_time_or_a_remark_beside_a_day_in_a_book_stays_beside_it() {
    let cells = ["2026/4/1 0:00", "2026/04/01 00:00:00", "2026/4/1 9:30", "2026-04-01 00:00:00.000", "2026/4/1 1回目"];
    let more = ["R8.4.1 3名参加", "２０２６／４／１　３名", "R8.4.1¹", "R8.4.1〜R9.3.31", "R8.4"];
    let all: Vec<&str> = cells.into_iter().chain(more).collect();
    let plan = csv("利用開始日", &all);
    let people = items(&plan, Kind::Staff);
    assert_eq!(people.len(), 10);
    for (n, (item, text)) in people.iter().zip(&all).enumerate() {
        let day = item.draft.get("started_on");
        let is_day = n < 8;
        assert_eq!(day, if is_day { "令和8年4月1日" } else { "" }, "{text}");
        // Midnight is how a spreadsheet writes a day; everything else is kept and said.
        let is_plain = [0, 1, 3].contains(&n);
        assert_eq!(item.draft.get("note").contains(text.trim()), !is_plain, "{text}: {}", item.draft.get("note"));
        let is_said = plan.unread.iter().any(|unread| unread.text == *text && unread.heading == "利用開始日");
        assert_eq!(is_said, !is_plain, "{text}");
    }
}

#[test]
fn a_lesson_and_a_pledge_in_a_book_keep_their_day_too() {
    for (heading, kind, key) in [
        ("講習", Kind::Attendance, "attended_on"),
        ("受講日", Kind::Attendance, "attended_on"),
        ("誓約書", Kind::Pledge, "received_on"),
    ] {
        let plan = csv(heading, &["2026/4/1 0:00", "R8.4.1 3枠", "2026-04-01T09:30"]);
        let found: Vec<&str> = items(&plan, kind).iter().map(|item| item.draft.get(key)).collect();
        assert_eq!(found, ["令和8年4月1日"; 3], "{heading}");
        assert_eq!(plan.unread.iter().filter(|unread| unread.heading == heading).count(), 2, "{heading}");
    }
}
