//! Choosing what stands on the sheet: contacts, own lines, and the consent that it is kept unencrypted. The page beside
//! it shows what comes of it.

use egui::{Align, Layout, Ui, vec2};

use crate::base::{self, Coded, ContactId, Day, Moment};
use crate::desk::{Ask, Desk, Right, Route, SheetOrder};
use crate::inspection::{draw_page, page_size, wall_sheet};
use crate::ledgers::contact::record::{Contact, Slot};
use crate::ledgers::emergency::{Chosen, KeepChosen, Kept, MOST_CONTACTS, MOST_LINES, Posted, Repost};
use crate::ledgers::shelf::dialog_buttons;
use crate::paper::{Page, lay_out};
use crate::widgets::button::{danger, primary, quiet, secondary};
use crate::widgets::field::blank;
use crate::widgets::tokens::space;
use crate::widgets::{Icon, Tone, card, check_box, dialog, notice, page, pill, prose};

/// What has to be understood before the file is written.
const OPEN_WORDS: &str = "このシートは、合言葉なしで見られるように、暗号化せずにこのパソコンに保存します。載せるのは、見られてもよい番号だけにしてください。";
/// The contacts that are most often called first; nobody is put on the sheet by the program.
const SUGGESTED: [Slot; 6] = [Slot::Inside, Slot::Vendor, Slot::Police, Slot::Ministry, Slot::Network, Slot::Carrier];

/// What is being chosen.
#[derive(Default)]
pub struct Choosing {
    /// What the ledger says.
    kept: Chosen,
    contacts: Vec<base::Kept<Contact>>,
    today: Option<Day>,
    at: Option<Moment>,
    /// What is ticked now.
    ticked: Vec<ContactId>,
    lines: String,
    is_agreed: bool,
    is_asking: bool,
    is_saving: bool,
    /// What the file says, as the app has found it.
    file: Option<Kept>,
    /// The page that comes of it, and of what.
    shown: Option<(Posted, Page)>,
}

impl Choosing {
    /// Takes what the ledger says. What somebody is just choosing stays, unless it was saved.
    pub fn load(&mut self, chosen: Chosen, contacts: Vec<base::Kept<Contact>>, today: Day, at: Moment) {
        let is_untouched = self.today.is_none() || self.draft() == self.kept;
        self.contacts = contacts.into_iter().filter(|kept| kept.record.is_used_on(today)).collect();
        if is_untouched || self.is_saving {
            self.take(&chosen);
        }
        self.is_saving = false;
        self.kept = Chosen { contacts: self.known(&chosen.contacts), ..chosen };
        self.today = Some(today);
        self.at = Some(at);
        self.file = None;
    }

    fn take(&mut self, chosen: &Chosen) {
        self.ticked = self.known(&chosen.contacts);
        self.lines = chosen.lines.join("\n");
        self.is_agreed = chosen.is_posted;
    }

    /// The contacts among these that are still there, in the order of the ledger.
    fn known(&self, ids: &[ContactId]) -> Vec<ContactId> {
        self.contacts.iter().map(|kept| kept.id).filter(|id| ids.contains(id)).collect()
    }

    /// What the file says.
    pub fn seen(&mut self, file: Kept) {
        self.file = Some(file);
    }

    /// A command has ended.
    pub fn settled(&mut self, is_done: bool) {
        self.is_saving &= is_done;
        self.is_asking = false;
    }

    /// Whether a question is open.
    pub const fn is_asking(&self) -> bool {
        self.is_asking
    }

    /// What is ticked and typed and not in the ledger.
    pub fn unsaved(&self) -> Option<String> {
        self.today?;
        let draft = self.draft();
        (draft != self.kept).then(|| serde_json::to_string(&draft).unwrap_or_default())
    }

    /// Puts it back.
    pub fn restore(&mut self, content: &str) {
        if let Ok(draft) = serde_json::from_str::<Chosen>(content) {
            let is_agreed = self.is_agreed;
            self.take(&draft);
            // Consent is given anew.
            self.is_agreed = is_agreed;
        }
    }

    /// What is ticked and typed.
    fn draft(&self) -> Chosen {
        let lines = self.lines.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned);
        Chosen { contacts: self.known(&self.ticked), lines: lines.collect(), is_posted: self.kept.is_posted }
    }

    /// The whole page.
    pub fn ui(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        page::header(ui, Route::Emergency.label(), "壁に貼る1枚と、合言葉なしで見られる画面", |ui| {
            if desk.may(Right::Print) && ui.add(primary("シートを印刷").icon(Icon::Printer)).clicked() {
                desk.go(Route::Sheet(SheetOrder::today(crate::inspection::EMERGENCY_NAME)));
            }
            if ui.add(secondary(Route::Chart.label()).icon(Icon::Network)).clicked() {
                desk.go(Route::Chart);
            }
            if ui.add(quiet("戻る").icon(Icon::ArrowLeft)).on_hover_text("Esc").clicked() {
                desk.ask(Ask::Back);
            }
        });
        page::body(ui, |ui| {
            let room = ui.available_width();
            let left = ((room - space::L) / 2.0).floor();
            let right = room - space::L - left;
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = space::L;
                ui.allocate_ui_with_layout(vec2(left, 0.0), Layout::top_down(Align::Min), |ui| {
                    ui.set_width(left);
                    ui.spacing_mut().item_spacing.y = space::M;
                    self.draw_state(ui, desk);
                    self.draw_contacts(ui);
                    self.draw_lines(ui);
                });
                ui.allocate_ui_with_layout(vec2(right, 0.0), Layout::top_down(Align::Min), |ui| {
                    ui.set_width(right);
                    self.draw_picture(ui, right);
                });
            });
        });
        self.draw_question(ui, desk);
    }

    fn draw_state(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        let draft = self.draft();
        let is_changed = draft != self.kept;
        card::card(ui, |ui| {
            ui.horizontal(|ui| {
                card::title(ui, "合言葉なしで見られるようにする");
                let (tone, word) = if self.kept.is_posted {
                    (Tone::Success, "見られます")
                } else {
                    (Tone::Quiet, "まだ見られません")
                };
                pill::pill(ui, tone, word);
            });
            notice::bar(ui, Tone::Warn, OPEN_WORDS);
            if let Some(why) = draft.fault() {
                notice::bar(ui, Tone::Danger, &format!("{why}。"));
            }
            let may_save = !desk.is_busy && !self.is_saving && draft.fault().is_none();
            if self.kept.is_posted {
                self.draw_file(ui, desk);
                ui.horizontal_wrapped(|ui| {
                    let save = primary("変えた内容で書き直す").icon(Icon::Save).enabled(may_save && is_changed);
                    if ui.add(save).clicked() {
                        self.save(desk, draft.clone());
                    }
                    if ui.add(danger("外す…").enabled(!desk.is_busy)).clicked() {
                        self.is_asking = true;
                    }
                });
                prose::weak(ui, "連絡先を訂正すると、このシートも自動で新しくなります。");
                return;
            }
            check_box(ui, "暗号化せずに保存することを承知しました", &mut self.is_agreed);
            ui.horizontal_wrapped(|ui| {
                let post = primary("このパソコンに保存する").icon(Icon::Save).enabled(may_save && self.is_agreed);
                if ui.add(post).clicked() {
                    self.save(desk, Chosen { is_posted: true, ..draft.clone() });
                }
                let keep = secondary("選んだ内容だけ台帳に記録する").enabled(may_save && is_changed);
                if ui.add(keep).clicked() {
                    self.save(desk, draft.clone());
                }
            });
            prose::weak(ui, "保存しなくても、手順だけの画面と、番号を載せた紙のシートは使えます。");
        });
    }

    /// Whether the file says what the ledger says.
    fn draw_file(&self, ui: &mut Ui, desk: &mut Desk<'_>) {
        let (Some(file), Some(at)) = (&self.file, self.at) else { return };
        let wanted = Posted::of(&self.kept, &self.contacts, at);
        match &file.posted {
            Some(posted) if posted.says_the_same(&wanted) => {
                let at = posted.written_at.map(Moment::wareki).unwrap_or_default();
                prose::weak(ui, &format!("{at}に保存した内容が、今の台帳と同じです。"));
            }
            None if file.is_newer() => drop(notice::bar(
                ui,
                Tone::Warn,
                "シートのファイルは、新しい版の台帳番で作られています。この版からは書き直しません。",
            )),
            Some(_) | None => {
                notice::bar(ui, Tone::Warn, "このパソコンに保存してあるシートが、今の台帳と違います。");
                if ui.add(secondary("今の内容で書き直す").icon(Icon::RefreshCw).enabled(!desk.is_busy)).clicked()
                {
                    desk.run(Repost);
                }
            }
        }
    }

    fn save(&mut self, desk: &mut Desk<'_>, chosen: Chosen) {
        self.is_saving = true;
        desk.run(KeepChosen(chosen));
    }

    fn draw_contacts(&mut self, ui: &mut Ui) {
        card::card(ui, |ui| {
            card::title(ui, "載せる連絡先");
            prose::weak(
                ui,
                &format!("{MOST_CONTACTS}件まで選べます。職員個人の番号を載せるときは、本人に確かめてください。"),
            );
            if self.contacts.is_empty() {
                prose::paragraph(ui, "連絡先がまだ登録されていません。「連絡先」の画面で登録すると、ここで選べます。");
                return;
            }
            let can_call = |kept: &&base::Kept<Contact>| !kept.record.phone.is_empty();
            if ui.add(quiet("よく使う区分の連絡先にチェックを付ける").icon(Icon::Check)).clicked() {
                let is_meant = |kept: &&base::Kept<Contact>| SUGGESTED.contains(&kept.record.slot);
                let all = self.contacts.iter().filter(can_call).filter(is_meant);
                self.ticked = all.map(|kept| kept.id).take(MOST_CONTACTS).collect();
            }
            let mut slot = None;
            for kept in &self.contacts {
                let contact = &kept.record;
                if slot != Some(contact.slot) {
                    slot = Some(contact.slot);
                    prose::weak(ui, contact.slot.label());
                }
                if contact.phone.is_empty() {
                    prose::caption(ui, &format!("{}（電話番号がないため載せられません）", contact.name));
                    continue;
                }
                let mut is_on = self.ticked.contains(&kept.id);
                if check_box(ui, &format!("{}　{}", contact.name, contact.phone), &mut is_on).changed() {
                    self.ticked.retain(|id| *id != kept.id);
                    if is_on {
                        self.ticked.push(kept.id);
                    }
                }
            }
        });
    }

    fn draw_lines(&mut self, ui: &mut Ui) {
        card::card(ui, |ui| {
            card::title(ui, "この施設で決めたこと");
            let hint = "1行に1つ。例 紙で続けるための用紙は、受付の2段目の棚　／　集合場所は、駐車場の看板の前";
            let label = format!("書き足す行（{MOST_LINES}行まで）");
            blank(&label).optional().hint(hint).lines(ui, &mut self.lines, 4);
        });
    }

    fn draw_picture(&mut self, ui: &mut Ui, width: f32) {
        let Some(at) = self.at else { return };
        let posted = Posted::of(&self.draft(), &self.contacts, at);
        if self.shown.as_ref().is_none_or(|(known, _)| *known != posted) {
            let page = lay_out(&wall_sheet(&posted, "")).pages.into_iter().next();
            self.shown = page.map(|page| (posted, page));
        }
        if let Some((_, page)) = &self.shown {
            let scale = (width - 4.0) / page_size(page).x;
            draw_page(ui, page, 1, scale);
        }
    }

    fn draw_question(&mut self, ui: &Ui, desk: &mut Desk<'_>) {
        if !self.is_asking {
            return;
        }
        let mut answer = None;
        let is_escaped = dialog::show(ui.ctx(), "シートを外しますか", |ui| {
            prose::paragraph(
                ui,
                "このパソコンに保存したファイルを消します。合言葉なしの画面には、手順だけが出るようになります。選んだ内容は台帳に残ります。",
            );
            answer = dialog_buttons(ui, "外す");
        });
        match answer {
            Some(true) if !desk.is_busy => self.save(desk, Chosen { is_posted: false, ..self.kept.clone() }),
            Some(false) => self.is_asking = false,
            Some(true) | None => {}
        }
        if is_escaped {
            self.is_asking = false;
        }
    }
}
