//! 台帳の情報, the second factor (二要素): one's own USB key or one-time codes, and what each of them is good for.

use std::path::PathBuf;

use egui::Ui;

use crate::base::{Moment, Progress};
use crate::desk::{Ask, Desk, Once, Right, VaultJob};
use crate::vault::{Codes, Operator, Policy, Secret, Vault, VaultError, are_on_one_disk};
use crate::widgets::button::{primary, quiet, secondary};
use crate::widgets::field::blank;
use crate::widgets::tokens::space;
use crate::widgets::{Icon, Tone, card, notice, prose, qr};

use super::passphrase::{NewPassphrase, wipe};

/// Side of the QR code in points; a telephone reads it from an arm's length.
const QR_SIDE: f32 = 200.0;

/// The card of one's own second factor.
#[derive(Default)]
pub struct Factors {
    has_token: bool,
    has_codes: bool,
    policy: &'static Policy,
    ledger: PathBuf,
    page: Page,
    wish: Option<Wish>,
    /// Where a spare goes; written with the next picture.
    spare: Option<PathBuf>,
    passphrase: String,
    code: String,
    new: NewPassphrase,
}

#[derive(Default)]
enum Page {
    #[default]
    State,
    /// A USB key in this folder, once the passphrase is typed.
    NewToken(PathBuf),
    /// Giving the USB key up takes a passphrase that can stand alone.
    DropToken,
    /// The telephone is shown the secret.
    Codes(Codes),
    /// Giving the codes up takes the passphrase.
    DropCodes,
}

/// What a folder is chosen for.
#[derive(Clone, Copy)]
enum Wish {
    New,
    Spare,
}

/// What a thread brings back: what was done.
pub struct Bound(pub String);

impl Drop for Factors {
    fn drop(&mut self) {
        wipe(&mut self.passphrase);
    }
}

impl Factors {
    /// Who sits here, and where the ledger lies.
    pub fn take(&mut self, me: &Operator, ledger: PathBuf) {
        self.has_token = me.has_token;
        self.has_codes = me.has_codes;
        self.ledger = ledger;
    }

    /// Measures by the policy the ledger follows.
    pub const fn by_policy(&mut self, policy: &'static Policy) {
        self.policy = policy;
        self.new.by_policy(policy);
    }

    /// Whether something was begun that is to be finished here.
    pub const fn is_begun(&self) -> bool {
        !matches!(self.page, Page::State)
    }

    /// The secret in sight, which is shown this once.
    pub fn once(&self) -> Option<Once> {
        matches!(self.page, Page::Codes(_)).then(|| Once {
            title: "6桁のコードの登録が終わっていません".to_owned(),
            text: "この画面を離れると、今のQRコードは二度と表示できません。アプリに読み取ったものは使えないので、登録し直すことになります。"
                .to_owned(),
            lost: "6桁のコードの登録を終える前に、台帳がロックされました。コードは登録されていません。アプリに読み取ったものは消して、登録し直してください。"
                .to_owned(),
        })
    }

    /// A folder was chosen.
    pub fn folder(&mut self, folder: PathBuf) {
        match self.wish.take() {
            Some(Wish::New) => self.page = Page::NewToken(folder),
            Some(Wish::Spare) => self.spare = Some(folder),
            None => {}
        }
    }

    /// What was begun is done.
    pub fn done(&mut self) {
        self.page = Page::State;
        wipe(&mut self.passphrase);
        self.code.clear();
        self.new.wipe();
    }

    /// Shows the card.
    pub fn ui(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        card::title(ui, self.title());
        let is_back = match &self.page {
            Page::State => {
                self.draw_state(ui, desk);
                false
            }
            Page::NewToken(folder) => {
                let folder = folder.clone();
                self.draw_new_token(ui, desk, folder)
            }
            Page::DropToken => self.draw_drop(ui, desk),
            Page::Codes(_) => self.draw_codes(ui, desk),
            Page::DropCodes => self.draw_drop_codes(ui, desk),
        };
        if let Some(folder) = self.spare.take() {
            desk.ask(Ask::VaultJob(copy_token(folder, desk.now)));
        }
        if is_back {
            self.done();
        }
    }

    const fn state(&self) -> &'static str {
        match (self.has_token, self.has_codes) {
            (false, false) => "今は、合言葉だけで開きます。",
            (true, false) => "今は、合言葉とUSBキーで開きます。",
            (false, true) => "今は、合言葉と6桁のコードで開きます。",
            (true, true) => "今は、合言葉とUSBキーと6桁のコードで開きます。",
        }
    }

    const fn title(&self) -> &'static str {
        match self.page {
            Page::State => "自分の二要素（USBキー・6桁のコード）",
            Page::NewToken(_) => "USBキーを作る",
            Page::DropToken => "USBキーをやめる",
            Page::Codes(_) => "6桁のコードを使う",
            Page::DropCodes => "6桁のコードをやめる",
        }
    }

    fn draw_state(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        prose::paragraph(ui, "合言葉のほかに、もう1つ「持っているもの」を使うと、合言葉を知られても台帳を開けません。");
        prose::weak(
            ui,
            &format!(
                "USBキーは強い守りです。台帳や控えのファイルを持ち出されても、USBキーがなければ開けません。合言葉は{}文字以上で足ります。",
                self.policy.least(true)
            ),
        );
        prose::weak(
            ui,
            "6桁のコード（スマートフォンの認証アプリ）は、合言葉をのぞき見た人を止めます。ファイルを持ち出して、ほかの道具で調べる人までは止められません。",
        );
        prose::strong(ui, self.state());
        ui.horizontal_wrapped(|ui| {
            if self.has_token {
                if ui.add(secondary("予備のUSBキーを作る…").icon(Icon::Usb).enabled(!desk.is_busy)).clicked()
                {
                    self.wish = Some(Wish::Spare);
                    desk.ask(Ask::ChooseFolder { title: "予備のUSBメモリー".to_owned() });
                }
                if ui.add(quiet("USBキーをやめる…").enabled(!desk.is_busy)).clicked() {
                    self.page = Page::DropToken;
                }
            } else if ui.add(secondary("USBキーを作る…").icon(Icon::Usb).enabled(!desk.is_busy)).clicked() {
                self.wish = Some(Wish::New);
                desk.ask(Ask::ChooseFolder { title: "鍵にするUSBメモリー".to_owned() });
            }
            if self.has_codes {
                if ui.add(quiet("6桁のコードをやめる…").enabled(!desk.is_busy)).clicked() {
                    self.page = Page::DropCodes;
                }
            } else if ui.add(secondary("6桁のコードを使う…").icon(Icon::Smartphone).enabled(!desk.is_busy)).clicked()
            {
                match Codes::fresh(desk.operator) {
                    Ok(codes) => self.page = Page::Codes(codes),
                    Err(error) => desk.ask(Ask::Tell(error.into())),
                }
            }
        });
        prose::weak(
            ui,
            "なくしたときは、管理責任者が「操作者」で合言葉を再設定するか、復旧シートで開くと、どちらも使わない状態に戻ります。",
        );
    }

    fn draw_new_token(&mut self, ui: &mut Ui, desk: &mut Desk<'_>, folder: PathBuf) -> bool {
        prose::paragraph(ui, &format!("「{}」にUSBキーのファイルを書き込みます。", folder.display()));
        if are_on_one_disk(&folder, &self.ledger) {
            notice::bar(
                ui,
                Tone::Warn,
                "選んだ場所は、台帳と同じディスクにあります。ここに置くと、パソコンごと持ち出されたときに役に立ちません。ふだん抜いておけるUSBメモリーを選ぶことをすすめます。",
            );
        }
        prose::weak(
            ui,
            "台帳の鍵も作り直します。前に作った控えは、合言葉だけで開くままです。USBキーは、控えを入れたUSBメモリーとは別のものにしてください。",
        );
        blank("今の合言葉").last().passphrase(ui, &mut self.passphrase);
        let (is_on, is_back) = foot(ui, "USBキーを作る", !desk.is_busy && !self.passphrase.is_empty());
        if is_on {
            let (secret, kdf, now) = (Secret::from(self.passphrase.as_str()), desk.kdf, desk.now);
            desk.ask(Ask::VaultJob(job("make-usb-key", "USBキーを作り、鍵を結び付けています。", move |vault, progress| {
                let path = vault.make_token(&folder, &secret, kdf, now, progress)?;
                Ok(format!(
                    "USBキーを作りました（{}）。次に開くときから、合言葉と一緒に使います。予備も1つ作り、別の場所に保管してください。",
                    path.file_name().unwrap_or_default().to_string_lossy()
                ))
            })));
        }
        is_back
    }

    fn draw_drop(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) -> bool {
        prose::paragraph(ui, "USBキーをやめると、合言葉だけで開くようになります。長い合言葉に変えてください。");
        self.new.beside_token(false);
        self.new.ui(ui, &[desk.operator]);
        let (is_on, is_back) = foot(ui, "USBキーをやめる", !desk.is_busy);
        if is_on && let Some(secret) = self.new.copy(&[desk.operator]) {
            let (kdf, now) = (desk.kdf, desk.now);
            desk.ask(Ask::VaultJob(job("drop-usb-key", "合言葉を変更しています。", move |vault, _| {
                vault.drop_token(&secret, kdf, now)?;
                Ok("USBキーをやめました。次に開くときから、新しい合言葉だけを使います。".to_owned())
            })));
        }
        is_back
    }

    fn draw_codes(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) -> bool {
        let Page::Codes(codes) = &self.page else { return false };
        prose::paragraph(
            ui,
            "スマートフォンの認証アプリでQRコードを読み取り、アプリに出た6桁のコードを入力してください。インターネットは使いません。",
        );
        let url = codes.url();
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = space::L;
            if let Ok(url) = &url {
                qr::show(ui, url, QR_SIDE, "認証アプリに読み取らせるQRコード");
            }
            ui.vertical(|ui| {
                prose::caption(ui, "QRコードを読めないときは、次の文字をアプリに入力します");
                prose::strong(ui, &in_fours(&codes.text()));
                prose::weak(ui, "この画面を閉じると、二度と表示できません。");
            });
        });
        blank("アプリに出た6桁のコード").placeholder("6桁").awaited().last().line(ui, &mut self.code);
        let n_digits = crate::base::text::half(&self.code).chars().filter(char::is_ascii_digit).count();
        let (is_on, is_back) = foot(ui, "このコードで登録する", !desk.is_busy && n_digits == 6);
        if is_on && let Page::Codes(codes) = &self.page {
            let (codes, code, now) = (codes.clone(), self.code.clone(), desk.now);
            desk.ask(Ask::VaultJob(job(
                "set-codes",
                "6桁のコードを登録しています。",
                move |vault, _| {
                    vault.set_codes(&codes, &code, now)?;
                    Ok("6桁のコードを登録しました。次に開くときから、合言葉のあとに入力します。".to_owned())
                },
            )));
        }
        is_back
    }

    fn draw_drop_codes(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) -> bool {
        prose::paragraph(ui, "6桁のコードをやめると、合言葉だけで開くようになります。");
        blank("今の合言葉").last().passphrase(ui, &mut self.passphrase);
        let (is_on, is_back) = foot(ui, "6桁のコードをやめる", !desk.is_busy && !self.passphrase.is_empty());
        if is_on {
            let (secret, now) = (Secret::from(self.passphrase.as_str()), desk.now);
            desk.ask(Ask::VaultJob(job("drop-codes", "6桁のコードをやめています。", move |vault, _| {
                vault.drop_codes(&secret, now)?;
                Ok("6桁のコードをやめました。次に開くときから、入力しません。".to_owned())
            })));
        }
        is_back
    }
}

fn foot(ui: &mut Ui, word: &str, is_ready: bool) -> (bool, bool) {
    ui.horizontal(|ui| {
        let is_on = ui.add(primary(word).on_enter().enabled(is_ready)).clicked();
        let is_back = ui.add(secondary("やめる")).clicked();
        (is_on, is_back)
    })
    .inner
}

/// ABCD EFGH …, as it is typed from the screen.
fn in_fours(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    letters.chunks(4).map(|four| four.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}

fn job(
    name: &'static str,
    label: &str,
    work: impl FnOnce(&mut Vault, &Progress) -> Result<String, VaultError> + Send + 'static,
) -> VaultJob {
    VaultJob {
        name,
        label: label.to_owned(),
        needs: Right::Own,
        touched: crate::base::Kind::ALL.to_vec(),
        work: Box::new(|vault, progress| Ok(Box::new(Bound(work(vault, progress)?)))),
    }
}

fn copy_token(folder: PathBuf, now: Moment) -> VaultJob {
    job("copy-usb-key", "予備のUSBキーを作っています。", move |vault, _| {
        vault.copy_token(&folder, now)?;
        Ok("予備のUSBキーを作りました。別の場所に保管してください。".to_owned())
    })
}
