//! `import` and `export`: Excel and CSV books in and out.

use std::path::Path;

use crate::desk::Problem;
use crate::vault::Vault;

use super::args::{ExportOrder, ImportOrder};
use super::{Fault, files};

/// Takes a book over.
pub(super) fn import(_order: &ImportOrder) -> Result<(), Fault> {
    Err(not_yet())
}

/// Writes the ledger out.
pub(super) fn export(_order: &ExportOrder) -> Result<(), Fault> {
    Err(not_yet())
}

/// The sample's Excel copy; its name from the sample's folder.
pub(super) fn sample(_vault: &mut Vault, folder: &Path) -> Result<String, Fault> {
    files::make_folder(&folder.join("excel"))?;
    Ok("excel".to_owned())
}

fn not_yet() -> Fault {
    Problem::new("Z-051", "この版には、まだ取り込みと書き出しがありません。", "新しい版をお待ちください。").into()
}
