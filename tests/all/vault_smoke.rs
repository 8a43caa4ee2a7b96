//! A ledger is made, written, closed, opened again, undone, read as of a day, and checked.

use daichoban::base::{Day, Moment, Progress, Record, RecordId};
use daichoban::ledgers::registry::INDEXER;
use daichoban::ledgers::staff::record::{Staff, field};
use daichoban::vault::{
    Act, Detail, Kdf, Key, LogFilter, NewLedger, Place, Profile, Secret, Stamp, Vault, VaultError, peek,
};

/// An operator's passphrase for tests.
pub const PASSPHRASE: &str = "正しい馬の電池と夕焼けの坂";

/// A given time of a given day.
pub fn moment(day: &str, hour: u32) -> Moment {
    Moment::in_japan(Day::read(day).unwrap(), hour, 0).unwrap()
}

/// A new ledger in a folder.
pub fn found(place: &Place, at: Moment) -> Vault {
    let passphrase = Secret::from(PASSPHRASE);
    let new = NewLedger { operator: "山田 花子", passphrase: &passphrase, kdf: Kdf::Least, indexer: INDEXER, at };
    let (mut vault, _code) = Vault::create(place, &new).unwrap();
    vault.confirm_recovery(at).unwrap();
    vault
}

/// Opens it again.
pub fn open(place: &Place, at: Moment) -> Result<Vault, VaultError> {
    let secret = Secret::from(PASSPHRASE);
    Vault::unlock(place, &Key::Passphrase { operator: "山田 花子", secret: &secret }, INDEXER, at)
}

fn person(name: &str) -> Staff {
    let today = Day::read("R8.11.20").unwrap();
    Staff::check(&Staff::default().draft().with(&field::NAME, name), today).unwrap()
}

#[test]
fn a_name_corrected_later_still_stands_in_the_past() {
    let dir = tempfile::tempdir().unwrap();
    let place = Place::new(&dir.path().join("台帳"), Profile::at(&dir.path().join("profile")));
    let mut vault = found(&place, moment("R6.4.1", 9));
    let id =
        vault.transact::<_, VaultError>(Stamp::at(moment("R6.4.2", 9)), |tx| tx.add(&person("髙橋 美咲"))).unwrap();
    vault
        .transact::<_, VaultError>(Stamp::at(moment("R7.6.1", 9)), |tx| {
            tx.correct(id, &person("渡邉 美咲"), Some("婚姻のため"))
        })
        .unwrap();
    vault.lock(moment("R7.6.1", 10)).unwrap();

    let mut vault = open(&place, moment("R8.11.20", 9)).unwrap();
    let now = vault.reader().list::<Staff>().unwrap();
    assert_eq!(now.first().map(|kept| (kept.record.name.as_str(), kept.version)), Some(("渡邉 美咲", 2)));
    let then = vault.reader().as_of(Day::read("R7.5.31").unwrap()).list::<Staff>().unwrap();
    assert_eq!(then.first().map(|kept| kept.record.name.as_str()), Some("髙橋 美咲"));
    assert_eq!(vault.reader().search::<Staff>(&daichoban::base::text::fold("渡辺")).unwrap().len(), 1);
    let history = vault.reader().history(Staff::KIND, id.into()).unwrap();
    assert_eq!(history.iter().map(|entry| entry.act).collect::<Vec<_>>(), [Some(Act::Created), Some(Act::Corrected)]);
    let report = vault.check(&Progress::new()).unwrap();
    assert!(report.is_sound(), "{report:?}");
    assert_eq!(peek(&place).unwrap().operators, ["山田 花子"]);
}

#[test]
fn an_import_is_undone_in_one_step() {
    let dir = tempfile::tempdir().unwrap();
    let place = Place::new(dir.path(), Profile::none());
    let at = moment("R8.11.20", 9);
    let mut vault = found(&place, at);
    let old: RecordId =
        vault.transact::<_, VaultError>(Stamp::at(at), |tx| tx.add(&person("山﨑 太郎"))).unwrap().into();
    let batch = vault
        .transact::<_, VaultError>(Stamp::at(at), |tx| {
            let batch = tx.begin(Act::Import, &Detail::said("台帳.xlsx"))?;
            tx.correct(old.into(), &person("山﨑 太朗"), None)?;
            tx.add(&person("𠮷田 健"))?;
            Ok(batch)
        })
        .unwrap();
    assert_eq!(vault.reader().list::<Staff>().unwrap().len(), 2);
    let n =
        vault.transact::<_, VaultError>(Stamp::at(at), |tx| tx.undo_batch(batch, "取り込む表を間違えたため")).unwrap();
    assert_eq!(n, 2);
    let left = vault.reader().list::<Staff>().unwrap();
    assert_eq!(left.iter().map(|kept| kept.record.name.as_str()).collect::<Vec<_>>(), ["山﨑 太郎"]);
    let again = vault.transact::<_, VaultError>(Stamp::at(at), |tx| tx.undo_batch(batch, "もう一度"));
    assert_eq!(again, Err(VaultError::NothingToUndo));
    assert!(vault.check(&Progress::new()).unwrap().is_sound());
    assert_eq!(vault.reader().log(&LogFilter { acts: vec![Act::Import], ..LogFilter::default() }).unwrap().len(), 1);
}

#[test]
fn a_second_opener_is_told_who_has_it_and_a_wrong_passphrase_is_only_that() {
    let dir = tempfile::tempdir().unwrap();
    let place = Place::new(dir.path(), Profile::none());
    let at = moment("R8.11.20", 9);
    let vault = found(&place, at);
    assert!(matches!(open(&place, at), Err(VaultError::AlreadyOpen(Some(_)))));
    drop(vault);
    let secret = Secret::from("これは違う合言葉のはずです");
    let wrong = Vault::unlock(&place, &Key::Passphrase { operator: "山田 花子", secret: &secret }, INDEXER, at);
    assert!(matches!(wrong, Err(VaultError::WrongPassphrase)));
    assert!(open(&place, at).is_ok());
}
