//! Every widget on a few made-up screens, to look at (`DAICHOBAN_PICTURES`) and to see that nothing panics,
//! no glyph is missing and no input is without a name.

use daichoban::base::{Breach, Choice, Day, Draft, Field, Input, Kind};
use daichoban::widgets::form::{Form, FormEvent, Plan};
use daichoban::widgets::table::{Cell, Column, Order, Table};
use daichoban::widgets::{Tone, card};

use crate::support::picture::{harness, picture};

const JOBS: &[Choice] = &[
    Choice { code: "doctor", label: "医師" },
    Choice { code: "nurse", label: "看護師" },
    Choice { code: "pt", label: "理学療法士" },
    Choice { code: "radio", label: "診療放射線技師" },
    Choice { code: "clerk", label: "医療事務" },
];
const RIGHTS: &[Choice] = &[
    Choice { code: "read", label: "閲覧のみ" },
    Choice { code: "write", label: "閲覧と入力" },
    Choice { code: "admin", label: "管理者" },
];
const FIELDS: &[Field] = &[
    Field::new("name", "氏名", Input::Line).required().group("基本"),
    Field::new("kana", "ふりがな", Input::Kana).required().group("基本"),
    Field::new("job", "職種", Input::Choice(JOBS)).required().group("基本"),
    Field::new("device", "利用端末", Input::Link(Kind::Device)).group("基本"),
    Field::new("from", "利用開始日", Input::Day).required().group("基本"),
    Field::new("until", "利用終了日", Input::Day).hint("退職や異動が決まったら入力します").group("基本"),
    Field::new("mail", "メールアドレス", Input::Mail).group("権限"),
    Field::new("place", "保管場所", Input::Suggest(&["受付", "診察室1", "診察室2", "施錠した保管庫"])).group("権限"),
    Field::new("rights", "端末の権限", Input::Choice(RIGHTS)).required().group("権限").wide(),
    Field::new("uses", "利用するもの", Input::Many(JOBS)).group("権限"),
    Field::new("note", "備考", Input::Lines).hint("貸与品・引継ぎ事項など").group("権限"),
];

fn today() -> Day {
    Day::new(2026, 11, 20).unwrap()
}

fn devices() -> Vec<(String, String)> {
    (1..40).map(|n| (format!("id-{n}"), format!("PC-{n:02} 受付のパソコン"))).collect()
}

fn filled() -> Draft {
    let mut draft = Draft::new();
    draft.set("name", "葛\u{E0100}西 亮");
    draft.set("kana", "カサイ りょう");
    draft.set("job", "pt");
    draft.set("device", "id-3");
    draft.set("from", "令和8年2月30日");
    draft.set("until", "R8.12.1");
    draft.set("rights", "write");
    draft.set("uses", "nurse\nclerk");
    draft
}

fn breaches() -> Vec<Breach> {
    vec![
        Breach {
            field: "kana", label: "ふりがな", why: "カタカナで入力してください。例 タカハシ ミサキ".to_owned()
        },
        Breach {
            field: "from", label: "利用開始日", why: "2月30日は暦にない日付です。例 令和8年2月28日".to_owned()
        },
    ]
}

fn form_picture(width: f32, height: f32, name: &str) {
    let devices = devices();
    let breaches = breaches();
    let mut form = Form::new("gallery");
    let mut draft = filled();
    let mut harness = harness(width, height).build_ui(move |ui| {
        card::card(ui, |ui| {
            card::title(ui, "利用者の新規登録");
            let options = |_: Kind| devices.as_slice();
            let plan = Plan {
                fields: FIELDS,
                breaches: &breaches,
                options: &options,
                today: today(),
                save: "登録する",
                is_dirty: true,
                is_busy: false,
            };
            let event = form.ui(ui, &plan, &mut draft);
            assert_ne!(event, FormEvent::Save);
        });
    });
    harness.run();
    picture(&mut harness, name);
}

#[test]
fn a_form_in_two_columns_and_in_one() {
    form_picture(900.0, 860.0, "form-wide");
    form_picture(420.0, 860.0, "form-narrow");
}

const PEOPLE: &[(&str, &str, &str, &str, Tone, &str)] = &[
    ("髙橋 美咲", "タカハシ ミサキ", "看護師", "令和8年12月10日", Tone::Warn, "期限が近い"),
    ("山﨑 健一", "ヤマザキ ケンイチ", "医師(院長)", "令和9年1月20日", Tone::Success, "有効"),
    ("𠮷田 翔太", "ヨシダ ショウタ", "診療放射線技師", "令和8年11月15日", Tone::Danger, "期限切れ"),
    ("濵田 さゆり", "ハマダ サユリ", "医療事務", "令和9年1月12日", Tone::Success, "有効"),
    ("渡邉 陽子", "ワタナベ ヨウコ", "看護師", "令和9年1月20日", Tone::Quiet, "退職"),
    ("葛\u{E0100}西 亮", "カサイ リョウ", "理学療法士", "令和8年12月14日", Tone::Info, "確認待ち"),
];

#[test]
fn a_table_of_people() {
    let mut table = Table::new("利用者の一覧").sorted_by(0, Order::Up);
    table.choose(Some(5));
    table.focus();
    let mut harness = harness(900.0, 420.0).build_ui(move |ui| {
        card::bare(ui, |ui| {
            let columns = [
                Column::new("氏名", 2.0),
                Column::new("職種", 1.4),
                Column::new("パスワード期限", 1.5),
                Column::exact("状態", 140.0),
            ];
            table.ui(ui, &columns, 100, |row, column| {
                let (name, kana, job, until, tone, word) = PEOPLE[row % PEOPLE.len()];
                match column {
                    0 => Cell::two(name, kana),
                    1 => Cell::text(job),
                    2 if tone == Tone::Danger => Cell::Toned(tone, until.into()),
                    2 => Cell::text(until),
                    _ => Cell::pill(tone, word),
                }
            });
        });
    });
    harness.run();
    picture(&mut harness, "table");
}
