//! Every widget on a few made-up screens, to look at (`DAICHOBAN_PICTURES`) and to see that nothing panics,
//! no glyph is missing and no input is without a name.

use daichoban::base::{Breach, Choice, Day, Draft, Field, Input, Kind};
use daichoban::widgets::dialog::Question;
use daichoban::widgets::form::{Choosable, Form, FormEvent, Plan};
use daichoban::widgets::progress::Progress;
use daichoban::widgets::sidebar::{Item, Sidebar};
use daichoban::widgets::table::{Cell, Column, Order, Table};
use daichoban::widgets::{Icon, Tone, button, card, empty, field, meter, notice, page, pill, prose, steps};
use egui_kittest::kittest::Queryable;

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
            let options = |_: &Field| Choosable { items: devices.as_slice(), missing: "" };
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

fn draw_sidebar(ui: &mut egui::Ui) -> Option<usize> {
    let item = |title, icon, n_waiting, is_here| Item { title, icon, n_waiting, is_here, heading: "" };
    Sidebar {
        product: "台帳番",
        clinic: "さくら内科クリニック",
        items: &[
            item("ホーム", Icon::Home, 0, true),
            item("利用者", Icon::Users, 0, false),
            item("端末・機器", Icon::HardDrive, 2, false),
            item("点検の記録", Icon::ClipboardCheck, 0, false),
            item("講習の記録", Icon::BookOpen, 112, false),
            Item { heading: "管理", ..item("書類の出力", Icon::FileText, 0, false) },
            item("設定", Icon::Settings, 0, false),
        ],
        foot: &[(Icon::CircleCheck, "最終バックアップ 本日 8:30"), (Icon::User, "髙橋 美咲")],
        version: "版 0.1.0・オフライン動作",
    }
    .show(ui)
}

fn draw_home(ui: &mut egui::Ui, search: &mut String) {
    draw_sidebar(ui);
    page::header(ui, "ホーム", "令和8年11月20日(金)", |ui| {
        ui.add(button::primary("利用者を登録…").icon(Icon::UserPlus));
        ui.add(button::secondary("一覧を印刷…").icon(Icon::Printer));
        field::blank("氏名・ふりがなで検索").placeholder("氏名・ふりがなで検索").width(240.0).search(ui, search);
    });
    page::body(ui, |ui| {
        notice::bar(ui, Tone::Success, "返却を記録しました");
        notice::passing(ui, Tone::Info, "控えを作成してから7日たちました。外付けの媒体に控えを作成してください。");
        notice::bar(ui, Tone::Warn, "パスワードの期限が近い利用者がいます");
        notice::Trouble {
            happened: "控えを保存できませんでした。台帳の内容は無事です。",
            next: "保存先の媒体がつながっているか確かめて、もう一度「控えを作成」を押してください。",
            code: "B-102",
            detail: "書き込みの途中で応答がなくなりました",
        }
        .show(ui);
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 16.0;
            let width = (ui.available_width() - 48.0) / 4.0;
            let figures = [
                ("期限切れ", "1", "件", "𠮷田 翔太 パスワード変更", Tone::Danger, Icon::CircleAlert),
                ("30日以内の期限", "4", "件", "もっとも近い期限 12月10日", Tone::Warn, Icon::CalendarClock),
                ("未点検の端末", "2", "台", "PC-04、スマートフォン-03", Tone::Info, Icon::HardDrive),
                ("在籍職員", "12", "名", "うち利用者登録 9名", Tone::Success, Icon::Users),
            ];
            for (title, value, unit, note, tone, icon) in figures {
                card::Figure { title, value, unit, note, tone, icon }.show(ui, width);
            }
        });
        card::card(ui, |ui| {
            card::title(ui, "利用者の新規登録");
            steps::steps(ui, &["基本情報", "端末・権限", "誓約書", "確認"], 1);
            prose::paragraph(
                ui,
                "この手順では、新しい利用者を登録します。「端末・権限」では、利用する端末と、どこまで操作できるかを決めます。チェックリストのコピーは、きっぷのように1枚ずつ印刷できます(あとから変えられます)。",
            );
            meter::meter(ui, 3, Tone::Warn, "もう少し", "もう1語足すと、推測されにくくなります");
            ui.horizontal(|ui| {
                ui.add(button::secondary("戻る").icon(Icon::ArrowLeft));
                ui.add(button::danger("廃棄を記録").icon(Icon::TriangleAlert));
                ui.add(button::primary("次へ").enabled(false));
                ui.add(button::quiet("詳しい情報"));
                pill::pill(ui, Tone::Success, "有効");
                pill::pill(ui, Tone::Quiet, "廃棄済み");
                button::icon_button(ui, Icon::RefreshCw, "読み直す");
            });
        });
        card::card(ui, |ui| {
            empty::empty(
                ui,
                Icon::HardDrive,
                "端末はまだ登録されていません",
                "パソコンやタブレットを登録すると、点検の時期や置き場所がここに並びます。",
                Some("端末を登録…"),
            );
        });
    });
}

#[test]
fn the_first_page_at_every_size() {
    for (width, height) in [(1440.0, 900.0), (1366.0, 768.0), (1280.0, 720.0)] {
        let mut search = String::new();
        let mut harness = harness(width, height).build_ui(move |ui| draw_home(ui, &mut search));
        harness.run();
        picture(&mut harness, &format!("home-{width}"));
    }
}

#[test]
fn dialogs_over_a_page() {
    let mut harness = harness(1280.0, 720.0).build_ui(|ui| {
        draw_home(ui, &mut String::new());
        let question = Question {
            title: "廃棄を記録しますか",
            text: "PC-04 を廃棄として記録します。記録はあとから訂正できますが、消すことはできません。",
            yes: "廃棄を記録",
            no: "戻る",
            weight: button::Weight::Danger,
        };
        question.show(ui.ctx());
    });
    harness.run();
    picture(&mut harness, "dialog");

    let mut harness = self::harness(1280.0, 720.0).build_ui(|ui| {
        draw_home(ui, &mut String::new());
        Progress {
            title: "書類を作成しています", text: "利用者名簿", done: Some((3, 12)), can_stop: true
        }
        .show(ui.ctx());
    });
    harness.run();
    picture(&mut harness, "progress");
}

#[test]
fn every_icon_can_be_drawn() {
    let mut harness = harness(900.0, 300.0).build_ui(|ui| {
        ui.horizontal_wrapped(|ui| {
            for icon in Icon::ALL {
                icon.show(ui, 28.0, egui::Color32::BLACK);
            }
        });
    });
    harness.run();
    picture(&mut harness, "icons");
}

#[test]
fn a_calendar_and_a_list_stand_open() {
    let devices = devices();
    let mut value = "R8.11.3".to_owned();
    let mut device = "id-3".to_owned();
    let mut harness = harness(900.0, 520.0).build_ui(move |ui| {
        egui::Frame::new().inner_margin(20).show(ui, |ui| {
            ui.horizontal_top(|ui| {
                field::blank("開始日").required().width(300.0).day(ui, &mut value, today());
                ui.add_space(20.0);
                let items: Vec<(&str, &str)> = devices.iter().map(|d| (d.0.as_str(), d.1.as_str())).collect();
                field::blank("利用端末").optional().width(300.0).pick(ui, &items, &mut device);
            });
        });
    });
    harness.get_by_label("開始日のカレンダー").click();
    harness.run();
    picture(&mut harness, "calendar");
    harness.key_press(egui::Key::Escape);
    harness.run();
    harness.get_by_label("利用端末").click();
    harness.run();
    picture(&mut harness, "list");
}
