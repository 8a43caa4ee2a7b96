//! Files the command line reads and writes.

use std::io::{BufWriter, Error, ErrorKind, Write};
use std::path::{Path, PathBuf};

use crate::desk::Problem;

use super::Fault;

/// Reads a file.
pub(super) fn read(path: &Path) -> Result<Vec<u8>, Fault> {
    std::fs::read(path).map_err(|error| {
        let said = format!("ファイル「{}」を読めませんでした。台帳は変わっていません。", path.display());
        fault("Z-011", &said, &error)
    })
}

/// Writes a file whole or not at all.
pub(super) fn write(path: &Path, bytes: &[u8]) -> Result<(), Fault> {
    let said = "台帳は変わっていません。";
    write_piece_by_piece(path, said, |out| out.write_all(bytes).map_err(|error| unwritable(path, said, &error)))
}

/// The same for what is too large to be held at once. `safe` says how the ledger stands if it cannot be written.
pub(super) fn write_piece_by_piece(
    path: &Path,
    safe: &str,
    work: impl FnOnce(&mut dyn Write) -> Result<(), Fault>,
) -> Result<(), Fault> {
    let beside = beside(path);
    let cannot = |error: Error| unwritable(path, safe, &error);
    let written = std::fs::File::create(&beside).map_err(cannot).and_then(|file| {
        let mut out = BufWriter::new(file);
        work(&mut out)?;
        out.flush().map_err(cannot)
    });
    let written = written.and_then(|()| std::fs::rename(&beside, path).map_err(cannot));
    if written.is_err() {
        drop(std::fs::remove_file(&beside));
    }
    written
}

/// Takes a file back that was written and could not be noted: nothing leaves the ledger without an entry.
pub(super) fn withdraw(path: &Path, fault: Fault) -> Fault {
    drop(std::fs::remove_file(path));
    fault
}

/// A file that cannot be written.
pub(super) fn unwritable(path: &Path, safe: &str, error: &Error) -> Fault {
    fault("Z-012", &format!("ファイル「{}」に書き込めませんでした。{safe}", path.display()), error)
}

fn beside(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_os_string();
    name.push(".part");
    path.with_file_name(name)
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
