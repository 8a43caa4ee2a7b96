//! The program is killed in the middle of imports and saves: what was acknowledged is all there, and the check passes.
//!
//! `DAICHOBAN_KILL_TRIALS` sets how often (8 when unset).

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use daichoban::base::{Clock, Day, Progress, Record};
use daichoban::exchange::{Facts, plan, propose, read_book, take_over};
use daichoban::ledgers::staff::record::{Staff, field};
use daichoban::vault::{Place, Profile, Stamp, VaultError};

use crate::vault_smoke::{found, moment, open};

const CHILD: &str = "DAICHOBAN_KILL_CHILD";
const HEAD: &str = "氏名,フリガナ,所属,職種,ID,利用開始日,種類,機種,管理番号,誓約書,システム\n";

/// A book of so many people nobody has seen before.
fn book(round: usize, n_people: usize) -> String {
    let rows = (0..n_people).map(|number| {
        format!(
            "試験　太郎{round}の{number},シケン タロウ,看護部,看護師,u{round}x{number}@example.jp,R8.4.1,PC,型番{number},K-{round}-{number},R8.4.2,両方\n"
        )
    });
    HEAD.to_owned() + &rows.collect::<String>()
}

fn today() -> Day {
    Day::read("R8.11.20").unwrap()
}

/// Not a test of its own: the process that is killed. It tells each thing that was saved, after it was saved.
#[test]
fn a_child_that_writes_until_it_is_killed() {
    let Ok(dir) = std::env::var(CHILD) else { return };
    let place = Place::new(Path::new(&dir), Profile::none());
    let mut vault = open(&place, moment("R8.11.20", 9)).unwrap();
    let mut out = std::io::stdout();
    let start = vault.reader().list::<Staff>().unwrap().len();
    for round in start.. {
        let saved = if round % 3 == 0 {
            let book = read_book("台帳.csv", book(round, 12).as_bytes()).unwrap();
            let facts = Facts::read(&vault.reader(), today()).unwrap();
            let plan = plan(&book, &propose(&book), &facts, &|_| true).unwrap();
            take_over(&mut vault, &plan, Clock::fixed(moment("R8.11.20", 9)), &Progress::new()).unwrap();
            (0..12).map(|number| format!("試験　太郎{round}の{number}")).collect::<Vec<_>>()
        } else {
            let name = format!("保存 花子{round}");
            let draft = Staff::default().draft().with(&field::NAME, &name);
            let record = Staff::check(&draft, today()).unwrap();
            vault.transact::<_, VaultError>(Stamp::at(moment("R8.11.20", 9)), |tx| tx.add(&record).map(drop)).unwrap();
            vec![name]
        };
        for name in saved {
            writeln!(out, "SAVED {name}").unwrap();
        }
        out.flush().unwrap();
    }
}

#[test]
fn nothing_that_was_said_to_be_saved_is_lost_when_the_program_is_killed() {
    let n_trials: u64 = std::env::var("DAICHOBAN_KILL_TRIALS").ok().and_then(|text| text.parse().ok()).unwrap_or(8);
    let dir = tempfile::tempdir().unwrap();
    let place = Place::new(dir.path(), Profile::none());
    drop(found(&place, moment("R8.11.20", 8)));
    let mut acknowledged: Vec<String> = Vec::new();
    for trial in 0..n_trials {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "kill::a_child_that_writes_until_it_is_killed", "--nocapture", "--test-threads=1"])
            .env(CHILD, dir.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let mut said = Vec::new();
        // Wait until it works, then let it go on for a moment that differs each time.
        while said.is_empty() {
            let line = lines.next().expect("the child wrote nothing").unwrap();
            said.extend(line.split_once("SAVED ").map(|(_, name)| name.to_owned()));
        }
        std::thread::sleep(Duration::from_millis(trial * 37 % 211));
        child.kill().unwrap();
        child.wait().unwrap();
        said.extend(lines.map_while(Result::ok).filter_map(|line| line.strip_prefix("SAVED ").map(str::to_owned)));
        acknowledged.extend(said);

        let mut vault = open(&place, moment("R8.11.20", 9)).unwrap();
        let there: std::collections::HashSet<String> =
            vault.reader().list::<Staff>().unwrap().into_iter().map(|kept| kept.record.name).collect();
        let lost: Vec<&String> = acknowledged.iter().filter(|name| !there.contains(*name)).collect();
        assert!(lost.is_empty(), "trial {trial}: {} of {} lost: {lost:?}", lost.len(), acknowledged.len());
        let report = vault.check(&Progress::new()).unwrap();
        assert!(report.is_sound(), "trial {trial}: {report:?}");
    }
    println!("{n_trials} kills, {} acknowledged people, none lost", acknowledged.len());
}
