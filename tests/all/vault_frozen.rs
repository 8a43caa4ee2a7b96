//! Ledgers of each format that was ever written, kept as files in `tests/vaults/`: today's program opens them, checks
//! them, and shows what stood in them then.
//!
//! `DAICHOBAN_FREEZE=tests/vaults/v2 cargo test --test all vault_frozen` writes the next ones.

use std::fs;
use std::path::{Path, PathBuf};

use daichoban::base::{Clock, Kind, Office, Progress};
use daichoban::exchange::{Facts, plan, propose, read_book, take_over};
use daichoban::ledgers::registry::INDEXER;
use daichoban::ledgers::staff::record::Staff;
use daichoban::vault::hex::to_hex;
use daichoban::vault::{Act, Detail, Kdf, Key, NewLedger, Place, Profile, RecoveryCode, Secret, Vault, restore};

use crate::source::root;
use crate::vault_support::{OPERATOR, PASSPHRASE, is_sound, moment, person, write};

const SECOND: &str = "佐藤 次郎";
const BOOK: &str = "氏名,フリガナ,所属,職種,ID,利用開始日,種類,機種,管理番号,誓約書,システム
見本　太郎,ミホン タロウ,看護部,看護師,taro@example.jp,R8.4.1,PC,型番1,K-1,R8.4.2,両方
見本　花子,ミホン ハナコ,事務,事務員,hanako@example.jp,R8.4.1,PC,型番2,K-2,R8.4.2,両方
";

/// The folders `v1`, `v2` …
fn frozen() -> Vec<PathBuf> {
    let mut all: Vec<PathBuf> =
        fs::read_dir(root().join("tests/vaults")).unwrap().map(|entry| entry.unwrap().path()).collect();
    all.retain(|path| path.is_dir());
    all.sort();
    all
}

fn text(folder: &Path, name: &str) -> String {
    fs::read_to_string(folder.join(name)).unwrap().trim().to_owned()
}

/// What stands in a sample: the lines of `NAME.expected`. Entries that an opening adds come after them.
fn told(vault: &Vault, n_entries: u64) -> String {
    let hash = vault.reader().entry_hash(n_entries).unwrap().unwrap();
    let staff = vault.reader().list::<Staff>().unwrap();
    let names: String = staff.iter().map(|kept| format!("name {}\n", kept.record.name)).collect();
    format!("entries {n_entries}\nhead {n_entries} {}\nstaff {}\n{names}", to_hex(&hash), staff.len())
}

fn copied(from: &Path, to: &Path) -> Place {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().flatten() {
        fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
    }
    Place::new(to, Profile::none())
}

#[test]
fn ledgers_of_every_format_open_and_show_what_stood_in_them() {
    let all = frozen();
    assert!(!all.is_empty());
    for folder in all {
        let (passphrase, digits) =
            (Secret::from(text(&folder, "passphrase.txt").as_str()), text(&folder, "recovery.txt"));
        let code = RecoveryCode::read(&digits).unwrap();
        let dir = tempfile::tempdir().unwrap();
        for name in ["ledger", "rotated", "backup"] {
            let expected = fs::read_to_string(folder.join(format!("{name}.expected"))).unwrap();
            let n_entries = expected.lines().find_map(|line| line.strip_prefix("entries ")).unwrap().parse().unwrap();
            for way in ["passphrase", "sheet"] {
                let key = match way {
                    "sheet" => Key::Recovery(&code),
                    _ => Key::Passphrase { operator: OPERATOR, secret: &passphrase },
                };
                let place = if name == "backup" {
                    let place = Place::new(&dir.path().join(format!("{name}-{way}")), Profile::none());
                    restore(&folder.join("backup.daichoban"), &place, moment("R20.1.1", 9), &Progress::new()).unwrap();
                    place
                } else {
                    copied(&folder.join(name), &dir.path().join(format!("{name}-{way}")))
                };
                let mut vault = Vault::unlock(&place, &key, INDEXER, moment("R20.1.1", 9)).unwrap();
                assert_eq!(told(&vault, n_entries), expected, "{}/{name}", folder.display());
                assert!(is_sound(&mut vault), "{}/{name}", folder.display());
                write(&mut vault, |tx| tx.add(&person("あとから来た人")).map(drop)).unwrap();
                vault.lock(moment("R20.1.1", 10)).unwrap();
            }
        }
    }
}

/// Writes a new set of samples; without the variable there is nothing to do.
#[test]
fn the_next_samples_are_written_when_asked() {
    let Some(folder) = std::env::var_os("DAICHOBAN_FREEZE").map(|folder| root().join(folder)) else { return };
    assert!(!folder.exists(), "what is frozen is never written again");
    let at = moment("R8.11.20", 9);
    let dir = tempfile::tempdir().unwrap();
    let place = Place::new(&dir.path().join("ledger"), Profile::none());
    let passphrase = Secret::from(PASSPHRASE);
    let new = NewLedger { operator: OPERATOR, passphrase: &passphrase, kdf: Kdf::Least, indexer: INDEXER, at };
    let (mut vault, code) = Vault::create(&place, &new).unwrap();
    vault.confirm_recovery(at).unwrap();
    let book = read_book("台帳.csv", BOOK.as_bytes()).unwrap();
    let facts = Facts::read(&vault.reader(), at.day()).unwrap();
    let taken = plan(&book, &propose(&book), &facts, &|_| true).unwrap();
    take_over(&mut vault, &taken, Clock::fixed(at), &Progress::new()).unwrap();
    write(&mut vault, |tx| {
        let ids: Vec<_> = tx.reader().list::<Staff>()?.into_iter().map(|kept| kept.id).collect();
        tx.correct(ids[0], &person("改姓 花子"), Some("改姓"))?;
        let gone = tx.add(&person("まちがえた人"))?;
        tx.void(Kind::Staff, gone.into(), "まちがい")?;
        tx.set("lock.minutes", "5")?;
        tx.note(Act::Printed, &Detail::said("利用者一覧"))
    })
    .unwrap();
    vault.keep_draft("edit:staff:x", Some("書きかけ")).unwrap();
    vault.add_operator(SECOND, Office::Clerk, &Secret::from("はじめての日の傘と長靴と帽子"), Kdf::Least, at).unwrap();
    let n_in_backup = vault.reader().head().unwrap().seq;
    let in_backup = told(&vault, n_in_backup);
    let backup = vault.back_up(&dir.path().join("usb"), at, &Progress::new()).unwrap().path;
    let freeze = |vault: Vault, name: &str| {
        vault.lock(at).unwrap();
        let kept = folder.join(name);
        fs::create_dir_all(&kept).unwrap();
        for path in fs::read_dir(place.dir()).unwrap().map(|entry| entry.unwrap().path()) {
            if path.ends_with("vault.keys") || path.extension().is_some_and(|ending| ending == "db") {
                fs::copy(&path, kept.join(path.file_name().unwrap())).unwrap();
            }
        }
        let copy = copied(&kept, &dir.path().join(name).with_extension("copy"));
        let vault = Vault::unlock(&copy, &Key::Recovery(&code), INDEXER, at).unwrap();
        // The newest entry is this opening's own.
        let n_entries = vault.reader().head().unwrap().seq - 1;
        fs::write(folder.join(format!("{name}.expected")), told(&vault, n_entries)).unwrap();
    };
    freeze(vault, "ledger");
    let mut vault = Vault::unlock(&place, &Key::Recovery(&code), INDEXER, at).unwrap();
    vault.remove_operator(SECOND, "退職", at, &Progress::new()).unwrap();
    freeze(vault, "rotated");
    fs::copy(backup, folder.join("backup.daichoban")).unwrap();
    fs::write(folder.join("backup.expected"), in_backup).unwrap();
    fs::write(folder.join("passphrase.txt"), format!("{PASSPHRASE}\n")).unwrap();
    fs::write(folder.join("recovery.txt"), format!("{}\n", code.groups().join(" "))).unwrap();
}
