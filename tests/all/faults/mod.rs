//! Power cuts and failing disks, with a shim between the program and the system's file calls (`tests/shim/io.c`).

mod disk;
mod errors;
mod power_cut;
mod window;

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;

use daichoban::base::Moment;
use daichoban::ledgers::registry::INDEXER;
use daichoban::vault::{Key, Place, Profile, RecoveryCode, Secret, Vault, VaultError};

use crate::vault_support::{Ledger, now};

/// Everything a child does happens in this folder: the ledger, this PC's profile, backups, what it has said.
const ROOM: &str = "DAICHOBAN_IO_UNDER";
const LOG: &str = "DAICHOBAN_IO_LOG";
const WORK: &str = "DAICHOBAN_FAULT_WORK";

/// The shim, built once a run.
fn shim() -> &'static Path {
    static BUILT: OnceLock<PathBuf> = OnceLock::new();
    BUILT.get_or_init(|| {
        let (source, folder) = (concat!(env!("CARGO_MANIFEST_DIR"), "/tests/shim/io.c"), env!("CARGO_TARGET_TMPDIR"));
        let (beside, built) = (format!("{folder}/io.{}.so", std::process::id()), format!("{folder}/io.so"));
        let compiler = std::env::var("CC").unwrap_or_else(|_| "cc".to_owned());
        let ended = Command::new(compiler)
            .args(["-O1", "-Wall", "-Wextra", "-Werror", "-shared", "-fPIC", "-o", &beside, source])
            .status();
        assert!(ended.is_ok_and(|ended| ended.success()), "a C compiler builds {source}");
        fs::rename(&beside, &built).unwrap();
        PathBuf::from(built)
    })
}

/// Runs one of the tests of this module in a process of its own under the shim; what it printed.
fn run_child(test: &str, room: &Path, log: Option<&Path>, work: &str) -> String {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command
        .args(["--exact", &format!("faults::{test}"), "--nocapture", "--test-threads=1"])
        .env("LD_PRELOAD", shim())
        .env(ROOM, room)
        .env(WORK, work)
        .stderr(Stdio::inherit());
    if let Some(log) = log {
        command.env(LOG, log);
    }
    let out = command.output().unwrap();
    let text = String::from_utf8_lossy(&out.stdout).into_owned();
    assert!(out.status.success(), "{work}: {text}");
    text
}

/// The folder and the work a child was started for.
fn given() -> Option<(Room, String)> {
    Some((Room(PathBuf::from(std::env::var_os(ROOM)?)), std::env::var(WORK).ok()?))
}

/// A folder with a ledger in it.
#[derive(Debug, Clone)]
struct Room(PathBuf);

impl Room {
    fn place(&self) -> Place {
        Place::new(&self.0.join("台帳"), Profile::at(&self.0.join("profile")))
    }

    fn backups(&self) -> PathBuf {
        self.0.join("控え")
    }

    fn back(&self) -> Place {
        Place::new(&self.0.join("戻した台帳"), Profile::none())
    }

    /// Tells the shim something, or what has been done.
    fn say(&self, text: &str) {
        let mut file = OpenOptions::new().append(true).create(true).open(self.0.join("control")).unwrap();
        file.write_all(text.as_bytes()).unwrap();
    }

    /// A ballast of no size keeps 16 megabytes out of every trial.
    fn lighten(&self) {
        if self.place().dir().exists() {
            fs::write(self.place().dir().join("vault.ballast"), []).unwrap();
        }
    }

    fn open_with_sheet(&self, digits: &str, at: Moment) -> Result<Vault, VaultError> {
        let code = RecoveryCode::read(digits).unwrap();
        Vault::unlock(&self.place(), &Key::Recovery(&code), INDEXER, at)
    }

    fn open_with(&self, operator: &str, passphrase: &str) -> Result<Vault, VaultError> {
        let secret = Secret::from(passphrase);
        Vault::unlock(&self.place(), &Key::Passphrase { operator, secret: &secret }, INDEXER, now())
    }
}

/// The room of a founded ledger, and the digits of its sheet.
fn room_of(ledger: &Ledger) -> (Room, String) {
    let room = Room(ledger.place.dir().parent().unwrap().canonicalize().unwrap());
    room.lighten();
    (room, ledger.code.groups().concat())
}

/// The n-th hour after the usual one.
fn clock(n_hours: i64) -> Moment {
    now().plus_seconds(n_hours * 3600)
}

/// A number from the environment, for a night.
fn asked(variable: &str, usual: usize) -> usize {
    std::env::var(variable).ok().and_then(|n| n.parse().ok()).unwrap_or(usual)
}

/// Copies a folder with all in it.
fn copy_all(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy_all(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}
