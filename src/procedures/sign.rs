//! 誓約書の署名: read to the end, then signed by hand on the screen or with one's own passphrase.

use egui::{Align, Key, Layout, Modifiers, ScrollArea, Ui};

use crate::base::{Clock, Day, Entered, Kind, StaffId};
use crate::desk::{Ask, Command, Desk, Done, Parcel, Problem, Refusal, Right, Route, Screen, VaultJob};
use crate::ledgers::pledge::record::{Pledge, Purpose, SignWay, Signature, SignedText};
use crate::ledgers::pledge::words::Words;
use crate::ledgers::staff::record::Staff;
use crate::vault::{Reader, Secret, Tx};
use crate::widgets::button::{primary, quiet, secondary};
use crate::widgets::field::blank;
use crate::widgets::steps::steps;
use crate::widgets::theme::bold;
use crate::widgets::tokens::{color, font, space};
use crate::widgets::{Icon, card, notice, page, prose, signature};

use super::words;

/// The screen where a person signs.
#[must_use]
pub fn sign(person: StaffId, purpose: Purpose) -> Box<dyn Screen> {
    Box::new(Sign {
        person,
        purpose,
        name: String::new(),
        words: None,
        is_read: false,
        page: Page::Read,
        strokes: Vec::new(),
        passphrase: String::new(),
        is_asked: false,
        is_proven: false,
    })
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Page {
    Read,
    Draw,
    Account,
}

struct Sign {
    person: StaffId,
    purpose: Purpose,
    name: String,
    words: Option<Words>,
    /// The end of the text was in sight.
    is_read: bool,
    page: Page,
    strokes: signature::Strokes,
    passphrase: String,
    is_asked: bool,
    /// The passphrase was right; the pledge is entered with the next picture.
    is_proven: bool,
}

impl Drop for Sign {
    fn drop(&mut self) {
        drop(Secret::new(std::mem::take(&mut self.passphrase)));
    }
}

/// The text is read in a box of this height.
const TEXT_HEIGHT: f32 = 420.0;

impl Sign {
    fn draw_text(&mut self, ui: &mut Ui) {
        let Some(words) = &self.words else { return };
        prose::styled(ui, &words.title, bold(font::PAGE), color::TEXT);
        prose::caption(ui, &format!("版　{}", words.version));
        let turned = turned(ui);
        let area = ScrollArea::vertical().id_salt("pledge").max_height(TEXT_HEIGHT).auto_shrink([false, true]);
        let shown = area.show(ui, |ui| {
            ui.scroll_with_delta(egui::vec2(0.0, -turned));
            for line in words.body.lines() {
                prose::paragraph(ui, line);
                ui.add_space(space::XS);
            }
        });
        let end = shown.content_size.y - shown.inner_rect.height();
        self.is_read |= shown.state.clamped_offset().y >= end - 2.0;
    }

    fn draw_read(&mut self, ui: &mut Ui, desk: &Desk<'_>) {
        self.draw_text(ui);
        if !self.is_read {
            prose::weak(ui, "最後まで読むと、署名に進めます。キーボードではPage Downで進みます。");
        }
        ui.separator();
        ui.horizontal(|ui| {
            if ui.add(primary("画面に署名する").icon(Icon::Signature).enabled(self.is_read)).clicked() {
                self.page = Page::Draw;
            }
            if desk.sitter.has_passphrase
                && desk.sitter.person == Some(self.person)
                && ui.add(secondary("自分の合言葉で署名する").icon(Icon::KeyRound).enabled(self.is_read)).clicked()
            {
                self.page = Page::Account;
            }
        });
        prose::weak(ui, "紙に署名するときは、管理者にこの文面を印刷してもらってください。");
    }

    fn draw_pad(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        card::title(ui, "枠の中に署名してください");
        prose::paragraph(ui, &format!("{} さんの氏名を、マウス・ペン・指で書きます。", self.name));
        signature::pad(ui, "署名欄", ui.available_width().min(720.0), &mut self.strokes);
        let signature = Signature(self.strokes.clone());
        if self.is_asked && signature.is_empty() {
            notice::bar(ui, crate::widgets::Tone::Danger, "署名がまだ書かれていません。枠の中に氏名を書いてください。");
        }
        if ui.add(quiet("書き直す").icon(Icon::RotateCcw).enabled(!self.strokes.is_empty())).clicked() {
            self.strokes.clear();
        }
        if self.foot(ui, "この内容で誓約する", !desk.is_busy) {
            self.is_asked = true;
            if !signature.is_empty() {
                self.enter(desk, SignWay::Drawn, Some(signature));
            }
        }
    }

    fn draw_account(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        card::title(ui, "自分の合言葉で署名します");
        prose::paragraph(
            ui,
            &format!("{} さんが台帳番を開くときの合言葉を入力してください。合言葉は記録に残りません。", self.name),
        );
        blank("自分の合言葉").last().passphrase(ui, &mut self.passphrase);
        let is_on = self.foot(ui, "この内容で誓約する", !desk.is_busy && !self.passphrase.is_empty());
        if is_on {
            desk.ask(Ask::VaultJob(prove(self.person, Secret::new(std::mem::take(&mut self.passphrase)), desk.clock)));
        }
    }

    fn foot(&mut self, ui: &mut Ui, word: &str, is_ready: bool) -> bool {
        let mut is_on = false;
        ui.add_space(space::S);
        ui.separator();
        ui.horizontal(|ui| {
            if ui.add(secondary("文面に戻る").icon(Icon::ArrowLeft)).clicked() {
                self.page = Page::Read;
                self.is_asked = false;
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                is_on = ui.add(primary(word).icon(Icon::Check).on_enter().enabled(is_ready).min_width(180.0)).clicked();
            });
        });
        is_on
    }

    fn enter(&self, desk: &mut Desk<'_>, way: SignWay, signature: Option<Signature>) {
        if let Some(words) = self.words.clone() {
            desk.run(SignPledge { person: self.person, purpose: self.purpose, words, way, signature });
        }
    }
}

/// How far the keys turn the text on.
fn turned(ui: &Ui) -> f32 {
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let page = TEXT_HEIGHT - 60.0;
    let keys = [(Key::PageDown, page), (Key::PageUp, -page), (Key::ArrowDown, 60.0), (Key::ArrowUp, -60.0)];
    keys.into_iter().filter(|(key, _)| pressed(*key)).map(|(_, by)| by).sum()
}

/// What a thread brings back: the passphrase is the signer's own.
struct Own;

fn prove(person: StaffId, secret: Secret, clock: Clock) -> VaultJob {
    VaultJob {
        name: "sign-with-passphrase",
        label: "合言葉を確かめています。".to_owned(),
        needs: Right::Own,
        touched: Vec::new(),
        work: Box::new(move |vault, _| {
            let all = vault.operators()?;
            let own = all.iter().find(|who| who.staff == Some(person)).ok_or_else(no_passphrase)?;
            vault.prove_as(own, &secret, clock.now())?;
            Ok(Box::new(Own))
        }),
    }
}

fn no_passphrase() -> Problem {
    Problem::new(
        "L-013",
        "この人の合言葉は登録されていません。誓約書はまだ登録されていません。",
        "画面に署名するか、紙に署名してください。",
    )
}

impl Screen for Sign {
    fn reads(&self) -> &'static [Kind] {
        &[Kind::Pledge, Kind::Staff]
    }

    fn reload(&mut self, read: &Reader<'_>, _today: Day) -> Result<(), Problem> {
        self.words = Some(words::current(read, self.purpose)?);
        self.name = read.get::<Staff>(self.person)?.map(|kept| kept.record.name).unwrap_or_default();
        Ok(())
    }

    fn ui(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        let title = match self.purpose {
            Purpose::Working => Route::Sign(self.person).label(),
            Purpose::Leaving => Route::Farewell(self.person).label(),
        };
        page::header(ui, title, &self.name, |_| {});
        page::column(ui, |ui| {
            card::card(ui, |ui| {
                steps(ui, &["文面を読む", "署名する"], usize::from(self.page != Page::Read));
                ui.add_space(space::S);
                match self.page {
                    Page::Read => self.draw_read(ui, desk),
                    Page::Draw => self.draw_pad(ui, desk),
                    Page::Account => self.draw_account(ui, desk),
                }
            });
        });
        if std::mem::take(&mut self.is_proven) {
            self.enter(desk, SignWay::Account, None);
        }
    }

    fn delivered(&mut self, parcel: Parcel) {
        if let Parcel::Result(content) = parcel {
            self.is_proven = content.is::<Own>();
        }
    }
}

/// Enters the signed pledge (署名).
pub struct SignPledge {
    person: StaffId,
    purpose: Purpose,
    words: Words,
    way: SignWay,
    signature: Option<Signature>,
}

impl SignPledge {
    /// These words, signed by hand.
    #[must_use]
    pub const fn drawn(person: StaffId, words: Words, signature: Signature) -> Self {
        Self { person, purpose: Purpose::Working, words, way: SignWay::Drawn, signature: Some(signature) }
    }
}

impl Command for SignPledge {
    fn needs(&self) -> Right {
        Right::Own
    }

    fn person(&self) -> Option<StaffId> {
        Some(self.person)
    }

    fn run(self: Box<Self>, tx: &mut Tx<'_>, today: Day) -> Result<Done, Refusal> {
        let Self { person, purpose, words, way, signature } = *self;
        // The very words that were signed stay in the ledger, whatever the clinic signs later.
        let hash = tx.attach("text/plain; charset=utf-8", words.whole().as_bytes())?;
        tx.add(&Pledge {
            staff: person,
            purpose,
            received_on: Some(today),
            signed_on: Some(today),
            edition: words.version.clone(),
            kept_at: "この台帳".to_owned(),
            note: String::new(),
            way: Some(way),
            text: Some(SignedText { version: words.version, hash }),
            signature,
            scan: None,
            entered: tx.enterer().map(Entered::by),
        })?;
        let said = match purpose {
            Purpose::Working => "誓約書の署名を登録しました",
            Purpose::Leaving => "退職後の守秘の確認を登録しました",
        };
        Ok(Done::said(Kind::Pledge, said).then(Route::Own))
    }
}
