//! What is left to do after a ledger was made: the recovery sheet, the networks, the Excel of before.

use egui::{Frame, Margin, Ui, vec2};

use crate::base::{Day, Draft, Kind};
use crate::desk::{Ask, Command, Desk, Done, FileKind, Once, Parcel, Problem, Refusal, Right, Route, Screen};
use crate::inspection::recovery_sheet;
use crate::ledgers::clinic::record::Clinic;
use crate::ledgers::keep::Enter;
use crate::ledgers::system::record::{System, field as system};
use crate::paper::{lay_out, write_pdf};
use crate::vault::{Reader, Record, RecoveryCode, SheetState, Tx};
use crate::widgets::button::{primary, secondary};
use crate::widgets::field::blank;
use crate::widgets::theme::{bold, regular};
use crate::widgets::tokens::{color, font, size, space};
use crate::widgets::{Icon, Tone, card, check_box, notice, prose};

use super::first_run::feet_on;
use super::frame;
use super::passphrase::wipe;
use super::record_page::{NO_BACKUP, NewSheet};
use super::sheet_card::renew_sheet;
use super::{LedgerFacts, networks};

/// The screen of the first setting.
#[must_use]
pub fn setup() -> Box<dyn Screen> {
    Box::new(Setup::default())
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Page {
    #[default]
    Sheet,
    Retype,
    Networks,
    Books,
}

/// What is said of a box stands below its word.
const BESIDE_BOX: f32 = 26.0;

/// The groups that are typed back, counted from 1.
const ASKED: [usize; 2] = [3, 7];

#[derive(Default)]
struct Setup {
    page: Page,
    code: Option<RecoveryCode>,
    record: Option<Record>,
    no_backup: bool,
    clinic: Option<Clinic>,
    ledger: String,
    is_confirmed: bool,
    typed: [String; 2],
    is_asked: bool,
    offered: Vec<networks::Offer>,
    chosen: Vec<usize>,
    own: String,
}

impl Drop for Setup {
    fn drop(&mut self) {
        self.typed.iter_mut().for_each(wipe);
    }
}

impl Setup {
    fn draw_sheet(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        card::title(ui, "復旧シートを保管してください");
        let Some(code) = &self.code else {
            prose::paragraph(
                ui,
                "復旧シートの確認が終わっていません。前に表示した数字は、安全のためどこにも残していません。",
            );
            notice::bar(
                ui,
                Tone::Warn,
                "印刷または書き写したシートが手元にあるかを確かめて、あれば保管してください。なければ、新しいシートを作れます。",
            );
            if ui.add(secondary("新しい復旧シートを作る").icon(Icon::FilePen).enabled(!desk.is_busy)).clicked()
            {
                desk.ask(Ask::VaultJob(renew_sheet(desk.clock)));
            }
            let (is_on, is_skipped) = feet_on(ui, "シートは手元にあります", !desk.is_busy, Some("あとで確かめる"));
            if is_on {
                desk.run(Confirm);
            } else if is_skipped {
                desk.go(Route::Home);
            }
            return;
        };
        prose::paragraph(
            ui,
            "合言葉を忘れたときに台帳を開くための数字です。印刷するか紙に書き写し、封筒に入れて鍵のかかる場所に保管してください。\
             この画面を閉じると、二度と表示できません。",
        );
        if self.no_backup {
            notice::bar(ui, Tone::Warn, NO_BACKUP);
        }
        draw_groups(ui, &code.groups());
        ui.horizontal(|ui| {
            if ui.add(secondary("印刷…").icon(Icon::Printer)).clicked() {
                self.print(desk, Way::Show);
            }
            if ui.add(secondary("PDFを保存…").icon(Icon::FileDown)).clicked() {
                self.print(desk, Way::Save);
            }
        });
        prose::weak(
            ui,
            "シートは2枚です。2枚目の「復旧記録」は、鍵ファイルがすべて失われたときに数字と一緒に使います。PDFに保存したときは、印刷したあとにファイルを削除してください。シートと台帳の両方を手にした人は、台帳をすべて読めます。",
        );
        let (is_on, _) = feet_on(ui, "保管しました", true, None);
        if is_on {
            self.page = Page::Retype;
        }
    }

    fn print(&self, desk: &mut Desk<'_>, way: Way) {
        let Some(code) = &self.code else { return };
        let sheet =
            recovery_sheet(self.clinic.as_ref(), &self.ledger, &code.groups(), self.record.as_ref(), desk.today);
        let name = format!("復旧シート {}.pdf", desk.today.iso());
        let written = write_pdf(&lay_out(&sheet), &|_, _| crate::paper::Going::On);
        match written {
            Ok(bytes) => desk.ask(match way {
                Way::Show => Ask::ShowPdf { name, bytes },
                Way::Save => Ask::SaveFile { kind: FileKind::Pdf, name, bytes },
            }),
            Err(error) => desk.ask(Ask::Tell(error.into())),
        }
    }

    fn draw_retype(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        card::title(ui, "復旧シートを確かめます");
        prose::paragraph(ui, "保管したシートを見ながら、次の2組を入力してください。");
        let groups = self.code.as_ref().map(RecoveryCode::groups).unwrap_or_default();
        let mut n_right = 0;
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = space::L;
            for (number, typed) in ASKED.iter().zip(&mut self.typed) {
                let label = format!("第{number}組");
                let wanted = number.checked_sub(1).and_then(|place| groups.get(place));
                let plain: String = crate::base::text::half(typed).chars().filter(char::is_ascii_digit).collect();
                let is_right = wanted.is_some_and(|wanted| *wanted == plain);
                n_right += usize::from(is_right);
                let is_wrong = !is_right && (plain.chars().count() >= 6 || self.is_asked);
                let fault = is_wrong.then_some("シートの数字と違います");
                ui.allocate_ui(vec2(220.0, 0.0), |ui| {
                    ui.set_width(220.0);
                    let entry = blank(&label).required().placeholder("6桁").fault(fault);
                    let is_first = ASKED.first() == Some(number);
                    let entry = if is_first { entry.awaited() } else { entry.last() };
                    entry.code(ui, typed);
                });
            }
        });
        let (is_on, is_back) = feet_on(ui, "次へ", true, Some("シートをもう一度見る"));
        if is_back {
            self.page = Page::Sheet;
        } else if is_on && n_right == ASKED.len() {
            desk.run(Confirm);
        } else if is_on {
            self.is_asked = true;
        }
    }

    fn draw_networks(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        card::title(ui, "使っている連携ネットワークを選んでください");
        prose::weak(ui, "選んだものを「システム」に登録します。あとから足すことも直すこともできます。");
        for (place, offer) in self.offered.iter().enumerate() {
            let mut is_on = self.chosen.contains(&place);
            if check_box(ui, &offer.name, &mut is_on).changed() {
                self.chosen.retain(|chosen| *chosen != place);
                if is_on {
                    self.chosen.push(place);
                }
            }
            ui.horizontal_top(|ui| {
                ui.add_space(BESIDE_BOX);
                prose::styled(ui, &offer.told, regular(font::CAPTION), color::WEAK);
            });
        }
        ui.add_space(space::S);
        blank("そのほかの名前").optional().hint("一覧にないときに入力します").last().line(ui, &mut self.own);
        let (is_on, is_skipped) = feet_on(ui, "次へ", true, Some("あとで登録する"));
        if is_skipped {
            self.page = Page::Books;
        } else if is_on {
            let own = self.own.trim().to_owned();
            if self.chosen.is_empty() && own.is_empty() {
                self.page = Page::Books;
            } else {
                let chosen = self.offered.iter().enumerate().filter(|(place, _)| self.chosen.contains(place));
                let drafts = chosen.flat_map(|(_, offer)| offer.systems.clone());
                let drafts = drafts.chain((!own.is_empty()).then(|| networks::own(&own)));
                desk.run(Join { drafts: drafts.collect() });
            }
        }
    }

    fn draw_books(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        card::title(ui, "今お使いの台帳はありますか");
        prose::paragraph(
            ui,
            "ExcelやCSVで付けてきた台帳があれば、ここで引き継げます。読み取った内容を画面で確かめてから登録します。",
        );
        ui.add_space(space::S);
        ui.horizontal(|ui| {
            if ui.add(primary("Excelから取り込む").icon(Icon::FileSpreadsheet).on_enter().min_width(220.0)).clicked()
            {
                desk.go(Route::Import);
            }
            if ui.add(secondary("空の台帳から始める").min_width(220.0)).clicked() {
                desk.go(Route::Home);
            }
        });
        prose::weak(ui, "あとからでも「取り込み」の画面でいつでも取り込めます。");
    }
}

#[derive(Debug, Clone, Copy)]
enum Way {
    Show,
    Save,
}

impl Screen for Setup {
    fn reads(&self) -> &'static [Kind] {
        &[Kind::System, Kind::Clinic]
    }

    fn reload(&mut self, read: &Reader<'_>, _today: Day) -> Result<(), Problem> {
        let clinic = read.list::<Clinic>()?.into_iter().next();
        self.clinic = clinic.map(|kept| kept.record);
        self.offered = networks::offered();
        let is_confirmed = SheetState::read(read)? != SheetState::Open;
        if is_confirmed && matches!(self.page, Page::Sheet | Page::Retype) {
            self.page = if read.list::<System>()?.is_empty() { Page::Networks } else { Page::Books };
        }
        self.is_confirmed = is_confirmed;
        Ok(())
    }

    fn ui(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        let here = match self.page {
            Page::Sheet | Page::Retype => 4,
            Page::Networks => 5,
            Page::Books => 6,
        };
        frame::step(ui, self.page as usize, |ui| {
            frame::steps(ui, here);
            match self.page {
                Page::Sheet => self.draw_sheet(ui, desk),
                Page::Retype => self.draw_retype(ui, desk),
                Page::Networks => self.draw_networks(ui, desk),
                Page::Books => self.draw_books(ui, desk),
            }
        });
    }

    fn settled(&mut self, outcome: &Result<Done, Refusal>) {
        if outcome.is_err() {
            return;
        }
        match self.page {
            Page::Sheet | Page::Retype => {
                self.code = None;
                self.page = Page::Networks;
            }
            Page::Networks => self.page = Page::Books,
            Page::Books => {}
        }
    }

    fn holds_once(&self) -> Option<Once> {
        self.code.as_ref()?;
        Some(Once {
            title: "復旧シートの確認が終わっていません".to_owned(),
            text: "この画面を離れると、今の数字は二度と表示できません。印刷も書き写しもしていないときは、画面に戻って、先に紙に残してください。"
                .to_owned(),
            lost: "復旧シートの数字を表示したまま、台帳がロックされました。数字を書いたシートが手元にないときは、新しい復旧シートを作ってください。"
                .to_owned(),
        })
    }

    fn delivered(&mut self, parcel: Parcel) {
        let Parcel::Result(content) = parcel else { return };
        match content.downcast::<NewSheet>() {
            Ok(sheet) => {
                self.code = Some(sheet.code);
                self.record = sheet.record;
                self.no_backup = sheet.no_backup;
                self.is_confirmed = false;
                self.typed.iter_mut().for_each(wipe);
                self.page = Page::Sheet;
            }
            Err(content) => {
                if let Ok(facts) = content.downcast::<LedgerFacts>() {
                    self.ledger = facts.short_id;
                }
            }
        }
    }
}

/// The digits as they stand on the sheet: two rows of four, each with its number.
fn draw_groups(ui: &mut Ui, groups: &[String]) {
    Frame::new().fill(color::HEADER).corner_radius(size::RADIUS).inner_margin(Margin::same(18)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        let width = ui.available_width() / 4.0;
        for (row, four) in groups.chunks(4).enumerate() {
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = 0.0;
                for (place, group) in four.iter().enumerate() {
                    ui.allocate_ui(vec2(width, 52.0), |ui| {
                        ui.set_width(width);
                        ui.vertical(|ui| {
                            ui.spacing_mut().item_spacing.y = 0.0;
                            prose::caption(ui, &format!("第{}組", row * 4 + place + 1));
                            prose::secret(ui, group, bold(font::FIGURE - 6.0), color::TEXT);
                        });
                    });
                }
            });
        }
    });
}

/// The recovery sheet was checked and put away (復旧シートの確認).
struct Confirm;

impl Command for Confirm {
    fn needs(&self) -> Right {
        Right::Manage
    }

    fn run(self: Box<Self>, tx: &mut Tx<'_>, _today: Day) -> Result<Done, Refusal> {
        tx.keep_sheet("復旧シートの確認")?;
        // A sheet made anew has no first setting to go on with.
        let is_set_up = !tx.reader().list::<System>()?.is_empty();
        let next = is_set_up.then_some(Route::Home);
        Ok(Done { touched: Vec::new(), said: "復旧シートの確認を記録しました".to_owned(), next })
    }
}

/// Enters the networks the clinic uses (登録).
struct Join {
    drafts: Vec<Draft>,
}

impl Command for Join {
    fn needs(&self) -> Right {
        Right::Write
    }

    fn run(self: Box<Self>, tx: &mut Tx<'_>, today: Day) -> Result<Done, Refusal> {
        let n_added = self.drafts.len();
        let named = |draft: &Draft| match draft.get(system::NETWORK.key) {
            "" => draft.get(system::NAME.key).to_owned(),
            network => format!("{network}の{}", draft.get(system::NAME.key)),
        };
        let names: Vec<String> = self.drafts.iter().map(named).collect();
        for draft in self.drafts {
            Box::new(Enter::<System>::new(draft)).run(tx, today)?;
        }
        let said = format!("システムを{n_added}件登録しました（{}）", names.join("、"));
        Ok(Done { touched: vec![Kind::System], said, next: None })
    }
}
