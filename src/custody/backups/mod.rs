//! 控え: making backups, where they go, which there are, bringing them back; in the window.

mod bring_back;
mod list;
mod old;
mod screen;

use crate::base::Kind;
use crate::desk::{Command, Done, Refusal, Right};
use crate::vault::Tx;

pub use bring_back::BringBack;
pub use list::megabytes;
pub use old::OldBackups;
pub use screen::backups;

/// Chooses where backups go and whether they come by themselves (設定).
struct Choose {
    key: &'static str,
    value: String,
    said: &'static str,
}

impl Command for Choose {
    fn needs(&self) -> Right {
        Right::Manage
    }

    fn run(self: Box<Self>, tx: &mut Tx<'_>, _today: crate::base::Day) -> Result<Done, Refusal> {
        tx.set(self.key, &self.value)?;
        Ok(Done { touched: Kind::ALL.to_vec(), said: self.said.to_owned(), next: None })
    }
}
