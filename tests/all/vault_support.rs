//! What the tests of the vault share: a founded ledger, ways in, ways to damage.

use std::fs;
use std::path::{Path, PathBuf};

use daichoban::base::{Day, Moment, Progress, Record, StaffId};
use daichoban::ledgers::registry::INDEXER;
use daichoban::ledgers::staff::record::{Staff, field};
use daichoban::vault::cipher::RawKey;
use daichoban::vault::keyfile::KeyFile;
use daichoban::vault::suite::Key32;
use daichoban::vault::{Kdf, Key, NewLedger, Place, Profile, RecoveryCode, Secret, Stamp, Vault, VaultError};
use rusqlite::Connection;

pub const OPERATOR: &str = "山田 花子";
pub const PASSPHRASE: &str = "正しい馬の電池と夕焼けの坂";

/// A ledger in a temporary folder; it goes with this value.
pub struct Ledger {
    _dir: tempfile::TempDir,
    pub place: Place,
    pub code: RecoveryCode,
}

/// A given time of a given day.
pub fn moment(day: &str, hour: u32) -> Moment {
    Moment::in_japan(Day::read(day).unwrap(), hour, 0).unwrap()
}

pub fn now() -> Moment {
    moment("R8.11.20", 9)
}

/// A staff member with this name.
pub fn person(name: &str) -> Staff {
    Staff::check(&Staff::default().draft().with(&field::NAME, name), now().day()).unwrap()
}

impl Ledger {
    /// A closed ledger with some people in it.
    pub fn with_people(n: usize) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let place = Place::new(&dir.path().join("台帳"), Profile::at(&dir.path().join("profile")));
        let passphrase = Secret::from(PASSPHRASE);
        let new =
            NewLedger { operator: OPERATOR, passphrase: &passphrase, kdf: Kdf::Least, indexer: INDEXER, at: now() };
        let (mut vault, code) = Vault::create(&place, &new).unwrap();
        vault.confirm_recovery(now()).unwrap();
        if n > 0 {
            write(&mut vault, |tx| (0..n).try_for_each(|i| tx.add(&person(&format!("職員{i:05}"))).map(drop))).unwrap();
        }
        vault.lock(now()).unwrap();
        Self { _dir: dir, place, code }
    }

    /// Opens it with the recovery code: no Argon2, so quick.
    pub fn open(&self) -> Result<Vault, VaultError> {
        Vault::unlock(&self.place, &Key::Recovery(&self.code), INDEXER, now())
    }

    /// Opens it with a passphrase.
    pub fn open_with(&self, passphrase: &str, at: Moment) -> Result<Vault, VaultError> {
        let secret = Secret::from(passphrase);
        Vault::unlock(&self.place, &Key::Passphrase { operator: OPERATOR, secret: &secret }, INDEXER, at)
    }

    pub fn file(&self, name: &str) -> PathBuf {
        self.place.dir().join(name)
    }

    pub fn keys(&self) -> KeyFile {
        KeyFile::read(&fs::read(self.file("vault.keys")).unwrap()).unwrap()
    }

    /// The data key, as somebody with the recovery sheet and tools would get it.
    pub fn dek(&self) -> Key32 {
        let sheet = self.keys().sheet;
        let secret = self.code.secret(&sheet.vault.0).unwrap();
        sheet.holders.iter().find_map(|holder| holder.open(&sheet, &secret)).unwrap()
    }

    /// The ledger file opened with tools, outside the program.
    pub fn with_tools(&self) -> Connection {
        let sheet = self.keys().sheet;
        let raw = RawKey::of(&self.dek(), &sheet.db.id.0).unwrap();
        let db = Connection::open(self.file(&sheet.db.file)).unwrap();
        db.execute_batch(&format!("PRAGMA key = \"{}\"", raw.text())).unwrap();
        db.query_row("SELECT count(*) FROM entry", [], |row| row.get::<_, i64>(0)).unwrap();
        db
    }

    pub fn wipe_key_copies(&self) {
        fs::remove_file(self.file("vault.keys.2")).unwrap();
        fs::remove_dir_all(profile_dir(&self.place)).unwrap();
    }
}

pub fn profile_dir(place: &Place) -> PathBuf {
    place.dir().parent().unwrap().join("profile")
}

/// One transaction now.
pub fn write<T>(
    vault: &mut Vault,
    work: impl FnOnce(&mut daichoban::vault::Tx<'_>) -> Result<T, VaultError>,
) -> Result<T, VaultError> {
    vault.transact(Stamp::at(now()), work)
}

pub fn names(vault: &Vault) -> Vec<String> {
    vault.reader().list::<Staff>().unwrap().into_iter().map(|kept| kept.record.name.clone()).collect()
}

pub fn is_sound(vault: &mut Vault) -> bool {
    let report = vault.check(&Progress::new()).unwrap();
    report.is_sound() || {
        eprintln!("{report:?}");
        false
    }
}

/// A ledger file with some bytes changed.
pub fn flip(path: &Path, at: u64) {
    let mut bytes = fs::read(path).unwrap();
    bytes[usize::try_from(at).unwrap()] ^= 0x5A;
    fs::write(path, bytes).unwrap();
}

/// The first person's id.
pub fn first_id(vault: &Vault) -> StaffId {
    vault.reader().list::<Staff>().unwrap()[0].id
}
