//! Files the command line reads and writes.

use std::io::{Error, ErrorKind, Write};
use std::path::{Path, PathBuf};

use crate::desk::Problem;
use crate::vault::{self, Outgoing, VaultError};

use super::Fault;
use super::orders::Out;

/// Reads a file.
pub(super) fn read(path: &Path) -> Result<Vec<u8>, Fault> {
    std::fs::read(path).map_err(|error| {
        let said = format!("ファイル「{}」を読めませんでした。台帳は変わっていません。", path.display());
        fault("Z-011", &said, &error)
    })
}

/// Whether a file can be written there, before a passphrase is asked.
pub(super) fn look(out: &Out) -> Result<(), Fault> {
    vault::look(&out.path, out.existing).map_err(|error| refused(&out.path, UNCHANGED, &error))
}

/// Writes a file whole or not at all.
pub(super) fn write(out: &Out, bytes: &[u8]) -> Result<(), Fault> {
    hold(out, bytes)?.publish(UNCHANGED)
}

/// Writes a file that does not have its name yet: first it is noted, then it is there. Where it cannot be noted nothing
/// is left behind, and what was there before is still there.
pub(super) fn hold(out: &Out, bytes: &[u8]) -> Result<Held, Fault> {
    let mut held = reserve(out)?;
    held.fill(bytes, UNCHANGED)?;
    Ok(held)
}

/// Takes the name, with nothing written yet: what comes after cannot fail for want of a place.
pub(super) fn reserve(out: &Out) -> Result<Held, Fault> {
    let cannot = |error: VaultError| refused(&out.path, UNCHANGED, &error);
    let mut file = Outgoing::begin(&out.path, out.existing).map_err(cannot)?;
    file.claim().map_err(cannot)?;
    Ok(Held { path: out.path.clone(), file })
}

/// A file whose name is taken and that is not there yet.
pub(super) struct Held {
    path: PathBuf,
    file: Outgoing,
}

impl Held {
    /// Writes some of it. `safe` says how the ledger stands if it cannot be written.
    pub(super) fn fill(&mut self, bytes: &[u8], safe: &str) -> Result<(), Fault> {
        self.file.write_all(bytes).map_err(|error| refused(&self.path, safe, &error.into()))
    }

    /// Gives it its name.
    pub(super) fn publish(self, safe: &str) -> Result<(), Fault> {
        let Self { path, file } = self;
        file.publish().map_err(|error| refused(&path, safe, &error))
    }

    /// Where it will be.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }
}

/// How the ledger stands where nothing was done to it.
pub(super) const UNCHANGED: &str = "台帳は変わっていません。";

/// How it stands where the writing was noted and did not come about.
pub(super) const NOTED: &str = "台帳の中身は失われていません。書き出そうとしたことは、操作記録に残りました。";

/// Why a file may not be written, with its name.
fn refused(path: &Path, safe: &str, error: &VaultError) -> Fault {
    let name = path.display();
    match error {
        VaultError::LedgersOwn => Problem::new(
            "Z-014",
            format!("「{name}」は台帳か控えか鍵のファイルのため、書き込みませんでした。{safe}"),
            "別のフォルダーか、別の名前を指定してください。",
        )
        .into(),
        VaultError::FileExists => Problem::new(
            "Z-015",
            format!("「{name}」はすでにあるため、書き込みませんでした。前のファイルはそのままです。{safe}"),
            "別の名前を指定するか、前のファイルが要らなければ --overwrite を付けて実行してください。",
        )
        .into(),
        VaultError::DiskFull => unwritable(path, safe, &ErrorKind::StorageFull.into()),
        VaultError::ReadOnlyFolder => unwritable(path, safe, &ErrorKind::PermissionDenied.into()),
        VaultError::Io(kind) => unwritable(path, safe, &(*kind).into()),
        _ => unwritable(path, safe, &ErrorKind::Other.into()),
    }
}

/// A file that cannot be written.
fn unwritable(path: &Path, safe: &str, error: &Error) -> Fault {
    fault("Z-012", &format!("ファイル「{}」に書き込めませんでした。{safe}", path.display()), error)
}

/// Whether there is anything in a folder; a missing one is empty.
pub(super) fn is_empty(folder: &Path) -> Result<bool, Fault> {
    match std::fs::read_dir(folder) {
        Ok(mut entries) => Ok(entries.next().is_none()),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(true),
        Err(error) => Err(unusable(folder, &error)),
    }
}

/// Makes a folder and those above it.
pub(super) fn make_folder(folder: &Path) -> Result<(), Fault> {
    std::fs::create_dir_all(folder).map_err(|error| unusable(folder, &error))
}

/// Removes a folder of our own making, if it is there.
pub(super) fn remove_folder(folder: &Path) -> Result<(), Fault> {
    match std::fs::remove_dir_all(folder) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(unusable(folder, &error)),
        Ok(()) | Err(_) => Ok(()),
    }
}

/// Puts a folder in another's place.
pub(super) fn rename(from: &Path, to: &Path) -> Result<(), Fault> {
    std::fs::rename(from, to).map_err(|error| unusable(to, &error))
}

fn unusable(folder: &Path, error: &Error) -> Fault {
    fault("Z-013", &format!("フォルダー「{}」を使えませんでした。", folder.display()), error)
}

/// An error of the system as a problem.
pub(super) fn fault(code: &str, happened: &str, error: &Error) -> Fault {
    let next = match error.kind() {
        ErrorKind::NotFound => "場所と名前を確かめて、もう一度実行してください。",
        ErrorKind::PermissionDenied => "読み書きが許されている場所かどうかを確かめて、もう一度実行してください。",
        ErrorKind::StorageFull => "ディスクの空きを増やして、もう一度実行してください。",
        _ => "ディスクやUSBメモリの状態を確かめて、もう一度実行してください。",
    };
    Problem::new(code, happened, next).with_detail(format!("{:?}", error.kind())).into()
}
