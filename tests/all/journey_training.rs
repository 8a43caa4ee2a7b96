//! 研修: a training is entered with who was there, each of them has an attendance of it, the sheet says so; and those
//! who were there confirm it for themselves with the questions.

use daichoban::base::{Day, Kind, Record, RecordId, StaffId};
use daichoban::checklists::Quiz;
use daichoban::demo;
use daichoban::desk::{Route, SheetOrder};
use daichoban::inspection::{PrintContext, make};
use daichoban::ledgers::attendance::record::Attendance;
use daichoban::ledgers::facts::Facts;
use daichoban::ledgers::training::record::Training;
use daichoban::paper::lay_out;
use egui::Key;

use crate::support::desk::{Seat, now};

const TITLE: &str = "個人情報の取扱い研修";
const NURSE: &str = "山﨑 由紀子";
const PEOPLE: [(&str, &str); 3] = [
    (NURSE, "山﨑 由紀子（看護部）"),
    ("辻 恵子", "辻 恵子（居宅介護支援事業所）"),
    ("内田 あゆみ", "内田 あゆみ（看護部）"),
];

fn open() -> Seat {
    let mut seat = Seat::with_sample();
    seat.unlock(demo::PASSPHRASE);
    seat
}

fn day(text: &str) -> Day {
    Day::read(text).unwrap()
}

fn person(seat: &mut Seat, name: &'static str) -> StaffId {
    seat.ledger(move |vault| {
        Facts::load(&vault.reader()).unwrap().staff.iter().find(|kept| kept.record.name == name).unwrap().id
    })
}

/// The training of this name, with its id.
fn training(seat: &mut Seat, title: &'static str) -> (RecordId, Training) {
    seat.ledger(move |vault| {
        let all = vault.reader().list::<Training>().unwrap();
        let kept = all.into_iter().rev().find(|kept| kept.record.title == title).unwrap();
        (kept.id.into(), kept.record)
    })
}

/// The attendances of a training by the names of those who were there.
fn linked(seat: &mut Seat, id: RecordId) -> Vec<(String, Attendance)> {
    seat.ledger(move |vault| {
        let facts = Facts::load(&vault.reader()).unwrap();
        let own = facts.lessons.iter().filter(|kept| kept.record.training == Some(id.into()));
        let name = |kept: &Attendance| facts.person(kept.staff.into()).unwrap().record.name.clone();
        let mut all: Vec<_> = own.map(|kept| (name(&kept.record), kept.record.clone())).collect();
        all.sort_by(|a, b| a.0.cmp(&b.0));
        all
    })
}

/// What stands on a sheet.
fn sheet(seat: &mut Seat, name: &'static str, subject: RecordId) -> String {
    let text = seat.ledger(move |vault| {
        let order = SheetOrder { subject: Some(subject), ..SheetOrder::today(name) };
        let print = PrintContext { printed_at: now(), operator: demo::OPERATOR.to_owned() };
        let layout = lay_out(&make(&order, &vault.reader(), &print).unwrap());
        layout.pages.iter().map(|page| page.text()).collect::<Vec<_>>().join("\n")
    });
    text.replace(['\n', ' '], "")
}

/// Types a training with three attendees.
fn enter(seat: &mut Seat) {
    seat.press("職員の手続き");
    seat.reach("研修を記録");
    seat.fill("研修名", TITLE);
    seat.check("講習会");
    seat.check("利用者向け");
    seat.fill("実施日", "R8.11.18");
    seat.fill("講師", "髙橋 美咲");
    seat.fill("教材", "スライド 第2版");
    for (name, option) in PEOPLE {
        seat.pick_searched("出席した人", name, option);
    }
    seat.picture("training_form");
    seat.reach("登録する");
}

#[test]
fn a_training_brings_an_attendance_to_everybody_who_was_there() {
    let mut seat = open();
    seat.press("職員の手続き");
    seat.focus("研修を記録");
    seat.picture("training_card");
    assert!(seat.sees("この12か月に") && seat.sees("MICT利用講習会（3年目）"));
    // The nurse's own attendance of that day was entered before.
    let nurse = person(&mut seat, NURSE);
    seat.write(now(), move |tx| {
        let before = Attendance {
            staff: nurse,
            kind: daichoban::ledgers::attendance::record::LessonKind::Unstated,
            attended_on: Some(day("R8.11.18")),
            title: TITLE.to_owned(),
            trainer: String::new(),
            confirmed_by: "渡邊 直樹".to_owned(),
            note: "遅れて参加".to_owned(),
            score: None,
            training: None,
            entered: None,
        };
        tx.add(&before).map(drop)
    });
    seat.go(Route::Home);
    enter(&mut seat);
    assert!(seat.sees("研修「個人情報の取扱い研修」を登録しました") && seat.sees("3名が出席"));
    seat.picture("training_page");
    let (id, _) = training(&mut seat, TITLE);
    let lessons = linked(&mut seat, id);
    let names: Vec<&str> = lessons.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["内田 あゆみ", NURSE, "辻 恵子"]);
    for (name, lesson) in &lessons {
        assert_eq!((lesson.title.as_str(), lesson.attended_on), (TITLE, Some(day("R8.11.18"))));
        assert_eq!(lesson.trainer, "髙橋 美咲・スライド 第2版", "{name}");
        let confirmed_by = if name == NURSE { "渡邊 直樹" } else { demo::OPERATOR };
        assert_eq!((lesson.confirmed_by.as_str(), lesson.entered.is_none()), (confirmed_by, true));
    }
    assert_eq!(lessons[1].1.note, "遅れて参加", "linked, not doubled");
    let n_own = seat.ledger(move |vault| {
        let own = vault.reader().by_subject::<Attendance>(nurse.into()).unwrap();
        own.iter().filter(|kept| kept.record.title == TITLE).count()
    });
    assert_eq!(n_own, 1);

    seat.go(Route::List(Kind::Training));
    seat.picture("training_list");
    assert!(seat.sees("5件"));
    seat.fill("検索", "つじけいこ 取扱い");
    assert!(!seat.sees("MICT利用講習会（1年目）"));
    let text = sheet(&mut seat, "training-record", id);
    for words in ["研修記録", TITLE, "令和8年11月18日", "利用者向け", "実施者", "本人確認（署名）", "3名", "遅れて参加"]
    {
        assert!(text.contains(words), "{words}: {text}");
    }
    for (name, _) in PEOPLE {
        assert!(text.contains(&name.replace(' ', "")), "{name}: {text}");
    }
    // On the person's page it leads to the training.
    seat.go(Route::Page(Kind::Staff, nurse.into()));
    seat.follow(&format!("{TITLE}を開く"));
    assert!(seat.sees("出席した人"));
    seat.press("個票を印刷");
    seat.picture("training_sheet");
    assert!(seat.sees(&format!("研修記録　{TITLE}")));
    // Taking the attendance back on the person's page takes the person off the training.
    seat.go(Route::Page(Kind::Staff, nurse.into()));
    seat.reach(&format!("{TITLE}を取り消す…"));
    seat.fill("取り消しの理由", "人違い");
    seat.reach("取り消す");
    let (_, held) = training(&mut seat, TITLE);
    assert_eq!((held.attendees.len(), held.attendees.contains(&nurse)), (2, false));
}

#[test]
fn a_correction_is_told_on_and_who_was_not_there_has_no_attendance_of_it() {
    let mut seat = open();
    enter(&mut seat);
    let (id, _) = training(&mut seat, TITLE);
    // One of them has answered the questions, another attendance was put otherwise by hand.
    answer(&mut seat, NURSE);
    let hand = linked(&mut seat, id).into_iter().find(|(name, _)| name == "辻 恵子").unwrap().1;
    seat.write(now(), move |tx| {
        let kept = tx.reader().by_subject::<Attendance>(hand.staff.into())?.pop().unwrap();
        let own = Attendance { trainer: "録画で視聴".to_owned(), ..kept.record.clone() };
        tx.correct(kept.id, &own, None)
    });
    seat.go(Route::Edit(Kind::Training, id));
    seat.fill("研修名", "個人情報の研修");
    seat.fill("実施日", "R8.11.17");
    seat.fill("教材", "スライド 第3版");
    seat.reach("内田 あゆみ（看護部）を外す");
    seat.reach("訂正を保存");
    assert!(seat.sees("の訂正を保存しました") && seat.sees("2名が出席"));
    let lessons = linked(&mut seat, id);
    assert_eq!(lessons.len(), 2);
    for (_, lesson) in &lessons {
        assert_eq!((lesson.title.as_str(), lesson.attended_on), ("個人情報の研修", Some(day("R8.11.17"))));
    }
    assert_eq!(lessons[0].1.trainer, "髙橋 美咲・スライド 第3版");
    assert_eq!(lessons[0].1.score.map(|score| score.n_asked), Some(n_questions()), "the score stays");
    assert_eq!(lessons[1].1.trainer, "録画で視聴", "what was put otherwise stays");
    let third = person(&mut seat, "内田 あゆみ");
    let left = seat.ledger(move |vault| {
        let own = vault.reader().by_subject::<Attendance>(third.into()).unwrap();
        own.iter().filter(|kept| kept.record.title.contains("個人情報")).count()
    });
    assert_eq!(left, 0, "taken back");

    // It cannot be taken back under the others; with nobody left it can. A score is somebody's own and stays.
    seat.press("登録の取り消し…");
    seat.fill("取り消しの理由", "入力の誤り");
    seat.reach("取り消す");
    assert!(seat.sees("2 件あるため、取り消せません") && seat.sees("出席した人をすべて外して保存すると"));
    seat.press("閉じる");
    seat.go(Route::Edit(Kind::Training, id));
    seat.reach("山﨑 由紀子（看護部）を外す");
    seat.reach("辻 恵子（居宅介護支援事業所）を外す");
    seat.reach("訂正を保存");
    let nurse = person(&mut seat, NURSE);
    let own = seat.ledger(move |vault| vault.reader().by_subject::<Attendance>(nurse.into()).unwrap().pop().unwrap());
    assert_eq!((own.record.training, own.record.score.is_some()), (None, true));
    seat.press("登録の取り消し…");
    seat.fill("取り消しの理由", "入力の誤り");
    seat.reach("取り消す");
    assert!(seat.sees("研修の登録を取り消しました"));
}

#[test]
fn a_training_before_somebody_came_and_one_entered_twice_are_told_at_once() {
    let mut seat = open();
    let (_, old) = training(&mut seat, "MICT利用講習会（1年目）");
    let n_before = seat.ledger(|vault| vault.reader().list::<Attendance>().unwrap().len());
    seat.go(Route::New(Kind::Training, None));
    seat.reach("登録する");
    assert!(seat.sees("研修名を入力してください") && seat.sees("方法を選んでください"));
    seat.fill("研修名", "ＭＩＣＴ利用講習会（１年目）");
    seat.check("講習会");
    // First the person, who is offered while no day speaks against it, then a day before they came.
    seat.pick_searched("出席した人", "内田", "内田 あゆみ（看護部）");
    seat.fill("実施日", &old.held_on.unwrap().wareki());
    assert!(seat.sees("実施日に利用を始めていなかった人"), "nobody else who came later is offered for it");
    seat.pick_searched("出席した人", "辻", "辻 恵子（居宅介護支援事業所）");
    seat.reach("登録する");
    seat.picture("training_faults");
    assert!(seat.sees("同じ研修名と実施日の研修が、もう登録されています"));
    assert!(seat.sees("実施日が利用開始日より前の人がいます。内田 あゆみ（R8.8."), "names the person");
    let n_after = seat.ledger(|vault| vault.reader().list::<Attendance>().unwrap().len());
    assert_eq!(n_before, n_after, "nothing half saved");
}

fn n_questions() -> u8 {
    u8::try_from(Quiz::current().unwrap().questions.len()).unwrap()
}

/// The chair is handed to somebody, who takes the training from the offered ones and answers all questions.
fn answer(seat: &mut Seat, name: &str) {
    seat.go(Route::Chair);
    seat.fill("氏名で探す", &name.replace(' ', ""));
    seat.focus("席を渡す人の一覧");
    seat.key(Key::Home);
    seat.press(&format!("{name} さんに席を渡す"));
    seat.reach("講習をもう一度行う");
    seat.picture("lesson_offers");
    seat.press(&format!("{TITLE} R8.11.18 この研修を受けた"));
    seat.picture("lesson_chosen");
    assert_eq!(seat.value("講習名"), TITLE);
    assert!(seat.sees("選択中"));
    seat.press("確認問題に進む");
    let keys = [Key::Num1, Key::Num2, Key::Num3, Key::Num4];
    for question in &Quiz::current().unwrap().questions {
        seat.key(keys[question.answer]);
    }
    seat.press("受講を登録");
    assert!(seat.sees("講習の受講を登録しました"));
    seat.fill("席を渡した人の合言葉", demo::PASSPHRASE);
    seat.reach("職員モードを終わる");
}

#[test]
fn a_nurse_confirms_a_training_with_the_questions_and_somebody_else_joins_it() {
    let mut seat = open();
    enter(&mut seat);
    let (id, _) = training(&mut seat, TITLE);
    let waits = |seat: &mut Seat| {
        seat.ledger(|vault| daichoban::ledgers::confirm::waiting(&Facts::load(&vault.reader()).unwrap()).len())
    };
    let n_waiting = waits(&mut seat);
    answer(&mut seat, NURSE);
    let lessons = linked(&mut seat, id);
    let nurse = &lessons.iter().find(|(name, _)| name == NURSE).unwrap().1;
    let score = nurse.score.unwrap();
    assert_eq!((score.n_right, score.n_asked, score.own_on), (n_questions(), n_questions(), Some(now().day())));
    assert!(nurse.entered.is_none(), "an operator had entered it: it stays confirmed");
    assert_eq!((lessons.len(), waits(&mut seat)), (3, n_waiting));
    let nurse_id = person(&mut seat, NURSE);

    // Somebody the operator had not seen there.
    answer(&mut seat, "齋藤 さくら");
    let (_, held) = training(&mut seat, TITLE);
    let late = person(&mut seat, "齋藤 さくら");
    assert_eq!((held.attendees.len(), held.attendees.contains(&late)), (4, true));
    let lessons = linked(&mut seat, id);
    let own = &lessons.iter().find(|(name, _)| name == "齋藤 さくら").unwrap().1;
    assert_eq!(own.entered.as_ref().map(|entered| entered.by.as_str()), Some("齋藤 さくら"));
    assert!(own.score.is_some() && own.confirmed_by.is_empty());
    assert_eq!(waits(&mut seat), n_waiting + 1);

    seat.go(Route::Page(Kind::Training, id));
    seat.picture("training_page_scores");
    assert!(seat.sees("確認問題 済み") && seat.sees("確認問題 まだ") && seat.sees("未確定"));
    let all = n_questions();
    let text = sheet(&mut seat, "training-record", id);
    assert!(text.contains(&format!("{all}問中{all}問")), "{text}");
    assert_eq!(text.matches("画面で本人が確認").count(), 2, "{text}");
    assert!(text.contains("R8.11.20") && text.contains("未確定"), "{text}");
    let text = sheet(&mut seat, "training-history", nurse_id.into());
    for words in ["個人別受講履歴", TITLE, "最後の受講令和8年11月18日", "次の受講の期限", "令和9年11月18日まで（済み）"]
    {
        assert!(text.contains(words), "{words}: {text}");
    }
    let newest = text.find(TITLE).unwrap();
    assert!(newest < text.find("MICT利用講習会（3年目）").unwrap(), "the newest first");
    // What was answered is not offered again.
    seat.go(Route::Lesson(nurse_id));
    assert!(seat.sees("この研修を受けた") && !seat.sees(TITLE));
    // Another day makes it another lesson.
    seat.press("施設管理者研修 R8.4.2 この研修を受けた");
}

#[test]
fn the_print_screen_and_the_sheets_know_trainings() {
    let mut seat = open();
    seat.press("印刷");
    seat.focus("研修記録を確認");
    seat.reach("研修記録を確認");
    assert!(seat.sees("どの研修の帳票かを選んでください"));
    let (_, newest) = training(&mut seat, "MICT利用講習会（3年目）");
    let option = format!("{} MICT利用講習会（3年目）", newest.held_on.unwrap().short());
    seat.focus("研修記録の研修");
    seat.pick("研修記録の研修", &option);
    seat.picture("training_choose");
    assert!(!seat.sees("どの研修の帳票かを選んでください"));
    seat.reach("研修記録を確認");
    assert!(seat.sees("研修記録　MICT利用講習会（3年目）") && seat.sees("画面で本人が確認"));
    let nobody = seat.ledger(|vault| {
        let order = SheetOrder { subject: Some(RecordId::fresh()), ..SheetOrder::today("training-record") };
        let print = PrintContext { printed_at: now(), operator: String::new() };
        make(&order, &vault.reader(), &print).unwrap_err().code
    });
    assert_eq!(nobody, "S-005");
    assert!(newest.title().contains("3年目"));
}

#[test]
fn everybody_is_taken_at_once() {
    let mut seat = open();
    seat.go(Route::New(Kind::Training, None));
    seat.fill("研修名", "全員の研修");
    seat.check("講習会");
    seat.reach("全員を選ぶ");
    seat.press("登録する");
    let (n_people, n_there) = seat.ledger(|vault| {
        let facts = Facts::load(&vault.reader()).unwrap();
        let held = facts.trainings.iter().find(|kept| kept.record.title == "全員の研修").unwrap();
        (facts.staff_in_use(crate::support::desk::now().day()).count(), held.record.attendees.len())
    });
    assert_eq!(n_there, n_people);
}
