//! Waiting for a ledger's folder (台帳の場所): a stick that was pulled, a disk that is off. Whether it is there is looked at
//! in a thread, so that a drive that does not answer holds nobody up.

use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, OnceLock, Weak};
use std::thread;
use std::time::Duration;

use egui::{Context, Ui};

use crate::desk::Problem;
use crate::vault::{Face, VaultError};
use crate::widgets::button::quiet;
use crate::widgets::{Icon, Tone, notice, prose};

use super::doors::Door;

/// Between two looks.
const PAUSE: Duration = Duration::from_secs(1);
/// So long the first look is waited for: a disk that is well has answered by then, and nobody sees a page that changes.
const FIRST: Duration = Duration::from_millis(400);

/// What a look at the folder gave.
pub type Look = Result<Face, Problem>;

/// Looks at a ledger's folder again and again until it is dropped; tells when it comes or goes.
pub struct Watch {
    looks: Receiver<Look>,
    window: Arc<OnceLock<Context>>,
    is_answered: bool,
}

impl Watch {
    /// Begins to look.
    pub fn over(door: Door) -> Self {
        let (sender, looks) = channel();
        let window = Arc::new(OnceLock::<Context>::new());
        let seen: Weak<OnceLock<Context>> = Arc::downgrade(&window);
        let work = move || {
            let mut before = None;
            // When nobody looks at this gate any more, neither does the thread.
            while let Some(window) = seen.upgrade() {
                let is_there = door.place().is_there();
                if before.replace(is_there) != Some(is_there) {
                    if sender.send(door.look()).is_err() {
                        return;
                    }
                    if let Some(window) = window.get() {
                        window.request_repaint();
                    }
                }
                drop(window);
                thread::sleep(PAUSE);
            }
        };
        // A thread that could not start drops the sender: the folder stays unanswered, and the other ways are there.
        drop(thread::Builder::new().name("ledger-folder".to_owned()).spawn(work));
        Self { looks, window, is_answered: false }
    }

    /// The first look, where it comes at once.
    pub fn first(&mut self) -> Option<Look> {
        let look = self.looks.recv_timeout(FIRST).ok()?;
        self.is_answered = true;
        Some(look)
    }

    /// The newest look, where there is a new one.
    pub fn news(&mut self, window: &Context) -> Option<Look> {
        self.window.get_or_init(|| window.clone());
        let look = self.looks.try_iter().last()?;
        self.is_answered = true;
        Some(look)
    }

    /// Whether the folder has answered yet.
    pub const fn is_answered(&self) -> bool {
        self.is_answered
    }
}

/// Whether a fault means that the folder is not there now. In the place of a ledger this PC has opened before, an empty
/// folder is one where the stick is missing.
pub fn is_away(problem: &Problem, is_known: bool) -> bool {
    let gone = VaultError::PlaceGone.code();
    problem.code == gone || (is_known && problem.code == VaultError::NotALedger.code())
}

/// Said while a drive has not answered.
pub fn draw_looking(ui: &mut Ui) {
    notice::bar(
        ui,
        Tone::Info,
        "台帳のフォルダーを確かめています。返事が遅いときは、ケーブルや接続を確かめてください。",
    );
}

/// Said while the folder is away. Gives whether a new ledger is wanted all the same.
pub fn draw_away(ui: &mut Ui, is_unfolded: &mut bool) -> bool {
    notice::bar(
        ui,
        Tone::Info,
        "台帳のフォルダーが、今は見つかりません。USBメモリーや外付けのディスクに置いているときは、差してください。見つかりしだい、この画面が自動で開きます。",
    );
    let icon = if *is_unfolded { Icon::ChevronUp } else { Icon::ChevronDown };
    if ui.add(quiet("見つからないとき").icon(icon)).clicked() {
        *is_unfolded = !*is_unfolded;
    }
    if !*is_unfolded {
        return false;
    }
    prose::paragraph(
        ui,
        "フォルダーを別の場所に移したときは、「別の台帳を開く…」で移した先を選びます。ディスクが壊れたか、なくしたときは、「控えから戻す…」で戻せます。",
    );
    prose::paragraph(ui, "新しい台帳には、今までの記録は入りません。");
    ui.add(quiet("新しい台帳を作る").icon(Icon::Plus)).clicked()
}
