//! The journal: nothing in it changes unseen, the lists follow from it, and no field is lost.

use daichoban::base::{Kind, Progress, Record, RecordId};
use daichoban::ledgers::registry::INDEXER;
use daichoban::ledgers::staff::record::Staff;
use daichoban::vault::{Act, Detail, Fault, Indexer, Key, LogFilter, Place, Profile, Scope, Stamp, Vault, VaultError};

use super::vault_support::{Ledger, first_id, is_sound, moment, names, now, person, write};

/// Removes what the file itself has against changes, as somebody with tools would.
const UNGUARD: &str = "DROP TRIGGER entry_no_update; DROP TRIGGER entry_no_delete; DROP TRIGGER entry_in_order;";

#[test]
fn changes_made_with_other_tools_are_found() {
    let tries = [
        ("an entry's words", "UPDATE entry SET operator = '別人' WHERE seq = 3"),
        ("an entry's time", "UPDATE entry SET at = '2020-01-01T00:00:00.000+09:00' WHERE seq = 3"),
        (
            "a record's body",
            "UPDATE entry SET body = CAST(replace(body, '職員00000', '職員99999') AS BLOB) WHERE act = 'created'",
        ),
        ("an absent column filled", "UPDATE entry SET enterer = '' WHERE seq = 3"),
        ("an entry taken out", "DELETE FROM entry WHERE seq = 4"),
        (
            "two entries exchanged",
            "UPDATE entry SET seq = 99 WHERE seq = 3; UPDATE entry SET seq = 3 WHERE seq = 4; UPDATE entry SET seq = 4 WHERE seq = 99",
        ),
        ("a list row's body", "UPDATE current SET body = CAST('{}' AS BLOB)"),
        ("a list row's words", "UPDATE current SET search = 'x'"),
        ("a list row taken out", "DELETE FROM current"),
        (
            "a list row too many",
            "INSERT INTO current SELECT kind, 'x', seq, version, subject, on_day, due_day, is_active, sort_key, search, body FROM current LIMIT 1",
        ),
    ];
    for (what, sql) in tries {
        let ledger = Ledger::with_people(2);
        let db = ledger.with_tools();
        db.execute_batch(UNGUARD).unwrap();
        db.execute_batch(sql).unwrap();
        drop(db);
        match ledger.open() {
            Ok(mut vault) => assert!(!vault.check(&Progress::new()).unwrap().is_sound(), "{what}"),
            Err(VaultError::LedgerDamaged) => {}
            Err(other) => panic!("{what}: {other:?}"),
        }
    }
}

#[test]
fn the_file_itself_refuses_changes_of_the_journal() {
    let ledger = Ledger::with_people(2);
    let db = ledger.with_tools();
    db.execute_batch("PRAGMA recursive_triggers = ON").unwrap();
    let columns = "at, mono, operator, enterer, act, kind, record, version, batch, detail, body, salt, ph, h, seal";
    for sql in [
        "UPDATE entry SET operator = 'x'".to_owned(),
        "DELETE FROM entry".to_owned(),
        format!("INSERT OR REPLACE INTO entry(seq, {columns}) SELECT seq, {columns} FROM entry WHERE seq = 1"),
        format!("REPLACE INTO entry(seq, {columns}) SELECT seq, {columns} FROM entry WHERE seq = 2"),
        format!("INSERT INTO entry(seq, {columns}) SELECT seq + 100, {columns} FROM entry WHERE seq = 1"),
        format!("INSERT INTO entry(seq, {columns}) SELECT -1, {columns} FROM entry WHERE seq = 1"),
        format!(
            "INSERT INTO entry(seq, {columns}) SELECT 1, {columns} FROM entry WHERE true ON CONFLICT(seq) DO UPDATE SET act = 'x'"
        ),
    ] {
        assert!(db.execute_batch(&sql).is_err(), "{sql}");
    }
    drop(db);
    assert!(is_sound(&mut ledger.open().unwrap()));
}

#[test]
fn fields_of_a_newer_program_survive_a_correction() {
    let ledger = Ledger::with_people(0);
    let mut vault = ledger.open().unwrap();
    let id = write(&mut vault, |tx| tx.add(&person("山田 太郎"))).unwrap();
    drop(vault);
    let db = ledger.with_tools();
    db.execute_batch(UNGUARD).unwrap();
    db.execute_batch("UPDATE entry SET body = CAST(json_set(body, '$.future', json('{\"a\":[1,2]}')) AS BLOB) WHERE record IS NOT NULL").unwrap();
    drop(db);
    let mut vault = ledger.open().unwrap();
    assert!(!vault.check(&Progress::new()).unwrap().is_sound(), "and the change is noticed");
    vault.rebuild_lists().unwrap();
    write(&mut vault, |tx| tx.correct(id, &person("山田 次郎"), Some("書き誤り"))).unwrap();
    let history = vault.reader().history(Kind::Staff, id.into()).unwrap();
    let body = history.last().unwrap().body.clone().unwrap();
    assert_eq!(body["future"]["a"][1], 2);
    assert_eq!(names(&vault), ["山田 次郎"]);
}

#[test]
fn the_lists_made_anew_equal_the_lists() {
    let ledger = Ledger::with_people(30);
    let mut vault = ledger.open().unwrap();
    let id = first_id(&vault);
    write(&mut vault, |tx| tx.correct(id, &person("訂正 後"), None)).unwrap();
    write(&mut vault, |tx| tx.void(Kind::Staff, id.into(), "誤って登録したため")).unwrap();
    write(&mut vault, |tx| tx.set("theme", "dark")).unwrap();
    let before = names(&vault);
    assert_eq!(before.len(), 29);
    assert_eq!(vault.reader().count(Kind::Staff, Scope::All).unwrap(), 29);
    drop(vault);
    ledger
        .with_tools()
        .execute_batch("DELETE FROM current; DELETE FROM setting; DELETE FROM meta WHERE key = 'projection'")
        .unwrap();
    let mut vault = ledger.open().unwrap();
    assert_eq!(names(&vault), before);
    assert_eq!(vault.reader().setting("theme").unwrap().as_deref(), Some("dark"));
    assert!(is_sound(&mut vault));
    drop(vault);
    let other = Indexer { edition: INDEXER.edition + 1, ..INDEXER };
    let mut vault = Vault::unlock(&ledger.place, &Key::Recovery(&ledger.code), other, now()).unwrap();
    assert_eq!(names(&vault), before);
    assert!(is_sound(&mut vault));
}

#[test]
fn taken_back_and_brought_back() {
    let ledger = Ledger::with_people(1);
    let mut vault = ledger.open().unwrap();
    let id = first_id(&vault);
    write(&mut vault, |tx| tx.void(Kind::Staff, id.into(), "重複のため")).unwrap();
    assert!(names(&vault).is_empty());
    assert_eq!(vault.reader().get::<Staff>(id).unwrap(), None);
    assert_eq!(write(&mut vault, |tx| tx.void(Kind::Staff, id.into(), "もう一度")), Err(VaultError::NoSuchRecord));
    write(&mut vault, |tx| tx.restore(Kind::Staff, id.into(), "重複ではなかったため")).unwrap();
    assert_eq!(write(&mut vault, |tx| tx.restore(Kind::Staff, id.into(), "x")), Err(VaultError::AlreadyThere));
    assert_eq!(vault.reader().get::<Staff>(id).unwrap().unwrap().version, 3);
    assert_eq!(write(&mut vault, |tx| tx.add_with_id(id, &person("同じ番号"))), Err(VaultError::AlreadyThere));
    let history = vault.reader().history(Kind::Staff, id.into()).unwrap();
    let acts: Vec<_> = history.iter().filter_map(|entry| entry.act).collect();
    assert_eq!(acts, [Act::Created, Act::Voided, Act::Restored]);
    assert_eq!(history[1].detail.reason.as_deref(), Some("重複のため"));
    assert!(history[1].body.is_none());
    assert!(is_sound(&mut vault));
}

#[test]
fn an_undo_is_refused_when_records_were_changed_since() {
    let ledger = Ledger::with_people(0);
    let mut vault = ledger.open().unwrap();
    let (batch, id) = write(&mut vault, |tx| {
        let batch = tx.begin(Act::Import, &Detail::said("名簿.csv"))?;
        tx.add(&person("一人目"))?;
        Ok((batch, tx.add(&person("二人目"))?))
    })
    .unwrap();
    write(&mut vault, |tx| tx.correct(id, &person("二人目 改"), None)).unwrap();
    assert_eq!(write(&mut vault, |tx| tx.undo_batch(batch, "誤り")), Err(VaultError::ChangedSince(1)));
    assert_eq!(names(&vault).len(), 2);
    assert_eq!(write(&mut vault, |tx| tx.undo_batch(9999, "誤り")), Err(VaultError::NothingToUndo));
    let imports = vault.reader().imports().unwrap();
    assert_eq!((imports[0].batch, imports[0].n_records, imports[0].is_undone), (batch, 2, false));
}

#[test]
fn a_failed_or_empty_step_writes_nothing() {
    let ledger = Ledger::with_people(1);
    let mut vault = ledger.open().unwrap();
    let head = vault.reader().head().unwrap();
    let failed: Result<(), VaultError> = write(&mut vault, |tx| {
        tx.add(&person("書きかけ"))?;
        Err(VaultError::NoSuchRecord)
    });
    assert_eq!(failed, Err(VaultError::NoSuchRecord));
    assert_eq!(write(&mut vault, |_| Ok(())), Err(VaultError::EmptyTransaction));
    assert_eq!(vault.reader().head().unwrap(), head);
    assert_eq!(names(&vault).len(), 1);
    vault.keep_draft("staff/new", Some("{\"name\":\"書きかけ\"}")).unwrap();
    drop(vault);
    let mut vault = ledger.open().unwrap();
    let kept = vault.reader().draft(vault.operator(), "staff/new").unwrap();
    assert!(kept.unwrap().contains("書きかけ"));
    vault.keep_draft("staff/new", None).unwrap();
    assert_eq!(vault.reader().draft(vault.operator(), "staff/new").unwrap(), None);
}

#[test]
fn a_clock_that_goes_back_is_an_entry_of_its_own_and_small_steps_are_not() {
    let ledger = Ledger::with_people(0);
    let mut vault = ledger.open().unwrap();
    let say = |vault: &mut Vault, seconds: i64| {
        vault
            .transact::<_, VaultError>(Stamp::at(now().plus_seconds(seconds)), |tx| {
                tx.note(Act::Printed, &Detail::said("利用者一覧"))
            })
            .unwrap();
    };
    say(&mut vault, 60);
    say(&mut vault, 0);
    let newest = &vault.reader().log(&LogFilter { limit: Some(1), ..LogFilter::default() }).unwrap()[0];
    assert_eq!(newest.at, now().plus_seconds(60), "a small step back is levelled");
    say(&mut vault, -86_400);
    let log = vault.reader().log(&LogFilter { limit: Some(2), ..LogFilter::default() }).unwrap();
    assert_eq!((log[0].act, log[1].act), (Some(Act::Printed), Some(Act::ClockBack)));
    assert_eq!(log[0].at, now().plus_seconds(-86_400), "the time stays as told");
    assert!(is_sound(&mut vault));
}

#[test]
fn the_past_is_read_record_by_record() {
    let ledger = Ledger::with_people(0);
    let mut vault = ledger.open().unwrap();
    let on = |day: &str| Stamp::at(moment(day, 17));
    let id = vault.transact::<_, VaultError>(on("R8.11.21"), |tx| tx.add(&person("初め"))).unwrap();
    vault.transact::<_, VaultError>(on("R8.11.23"), |tx| tx.correct(id, &person("後"), None)).unwrap();
    vault.transact::<_, VaultError>(on("R8.11.25"), |tx| tx.void(Kind::Staff, id.into(), "誤り")).unwrap();
    let name = |day: &str| {
        let reader = vault.reader().as_of(moment(day, 0).day());
        let kept = reader.get::<Staff>(id).unwrap();
        assert_eq!(reader.list::<Staff>().unwrap().len(), usize::from(kept.is_some()));
        kept.map(|kept| kept.record.name.clone())
    };
    let names: Vec<_> = ["R8.11.20", "R8.11.21", "R8.11.22", "R8.11.23", "R8.11.24", "R8.11.25"].map(name).into();
    let (first, later) = (Some("初め".to_owned()), Some("後".to_owned()));
    assert_eq!(names, [None, first.clone(), first, later.clone(), later, None]);
    let until = vault.reader().as_of(moment("R8.11.22", 0).day());
    assert_eq!(until.history(Kind::Staff, id.into()).unwrap().len(), 1);
}

#[test]
fn an_attachment_is_found_by_its_content() {
    let ledger = Ledger::with_people(0);
    let mut vault = ledger.open().unwrap();
    let hash = write(&mut vault, |tx| {
        let hash = tx.attach("application/pdf", b"%PDF-1.7 ...")?;
        assert_eq!(hash, tx.attach("application/pdf", b"%PDF-1.7 ...")?);
        tx.note(Act::Import, &Detail::said("誓約書の控え").with(serde_json::json!({ "attachment": hash })))?;
        Ok(hash)
    })
    .unwrap();
    assert_eq!(vault.reader().attachment(&hash).unwrap().unwrap().1, b"%PDF-1.7 ...");
    assert_eq!(vault.reader().attachment("00").unwrap(), None);
}

#[test]
fn every_act_has_a_word_and_a_code_of_its_own() {
    let mut codes: Vec<_> = Act::ALL.iter().map(|act| act.code()).collect();
    codes.sort_unstable();
    codes.dedup();
    assert_eq!(codes.len(), Act::ALL.len());
    for act in Act::ALL {
        assert_eq!(Act::from_code(act.code()), Some(act));
        assert!(!act.label().is_empty());
    }
}

#[test]
fn nothing_readable_lies_beside_the_ledger() {
    let ledger = Ledger::with_people(0);
    let mut vault = ledger.open().unwrap();
    write(&mut vault, |tx| tx.add(&person("平文で残ってはいけない名前"))).unwrap();
    vault.keep_draft("staff/new", Some("平文で残ってはいけない名前")).unwrap();
    let needle = "平文で残ってはいけない名前".as_bytes();
    for file in std::fs::read_dir(ledger.place.dir()).unwrap().flatten() {
        let bytes = std::fs::read(file.path()).unwrap_or_default();
        assert!(!bytes.windows(needle.len()).any(|window| window == needle), "{:?}", file.file_name());
    }
}

#[test]
fn a_fault_names_its_entry() {
    let ledger = Ledger::with_people(2);
    let db = ledger.with_tools();
    db.execute_batch(UNGUARD).unwrap();
    db.execute_batch("UPDATE entry SET operator = '別人' WHERE seq = 3").unwrap();
    drop(db);
    let report = ledger.open().unwrap().check(&Progress::new()).unwrap();
    assert_eq!(report.faults, [Fault::Entry(3)]);
}

#[test]
fn two_ledgers_do_not_know_each_other() {
    let dir = tempfile::tempdir().unwrap();
    let place = Place::new(dir.path(), Profile::none());
    let vault = super::vault_smoke::found(&place, now());
    assert_eq!(vault.reader().get::<Staff>(RecordId::fresh().into()).unwrap(), None);
    assert_eq!(Staff::KIND, Kind::Staff);
}
