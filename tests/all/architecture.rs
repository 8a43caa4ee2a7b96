//! The house rules (layers, who may name what, the shape of files), checked by reading the source.

use std::collections::BTreeMap;

use crate::source::{Source, files, is_word, named, program, read, root};

/// The folders of `src/` and how high each stands. A folder names only folders that stand lower.
const LAYERS: [(&str, u8); 19] = [
    ("base", 0),
    ("calendar", 1),
    // Below the vault: the ledger's own passphrases follow a profile too.
    ("profiles", 1),
    ("vault", 2),
    ("paper", 2),
    ("widgets", 2),
    ("desk", 3),
    ("ledgers", 4),
    ("findings", 5),
    ("flows", 5),
    ("checklists", 6),
    ("procedures", 7),
    ("overview", 8),
    ("inspection", 8),
    ("exchange", 8),
    ("custody", 9),
    ("demo", 9),
    ("app", 10),
    ("cli", 11),
];

/// The macros at the crate's root, which are everybody's.
const MACROS: [&str; 1] = ["coded"];

/// What the files of a ledger folder may name; a name with `::` is one file of the ledgers.
const LEDGER_FILES: [(&str, &[&str]); 4] = [
    ("record.rs", &["base", "profiles"]),
    ("commands.rs", &["base", "vault", "desk"]),
    ("sheet.rs", &["base", "profiles", "paper"]),
    ("screen.rs", &["base", "vault", "desk", "widgets"]),
];

/// Who may name a crate from outside: folders, or single files. `screen` means every screen of any folder.
const CRATES: &[(&str, &[&str])] = &[
    ("chrono", &["src/base/day.rs"]),
    ("unicode_normalization", &["base", "vault"]),
    ("uuid", &["base", "vault"]),
    ("rusqlite", &["vault"]),
    ("argon2", &["vault"]),
    ("chacha20poly1305", &["vault"]),
    ("hkdf", &["vault"]),
    ("sha2", &["vault"]),
    ("hmac", &["vault"]),
    ("hpke", &["vault"]),
    ("subtle", &["vault"]),
    ("getrandom", &["vault"]),
    ("totp_rs", &["vault"]),
    ("zeroize", &["vault", "desk", "custody", "app", "cli", "screen"]),
    ("zxcvbn", &["vault"]),
    ("wana_kana", &["vault"]),
    ("sysinfo", &["vault", "custody", "app", "cli"]),
    ("directories", &["vault", "app", "cli"]),
    ("printpdf", &["src/paper/pdf.rs"]),
    ("lopdf", &["paper"]),
    ("subsetter", &["paper"]),
    ("ttf_parser", &["paper", "base"]),
    ("flate2", &["paper", "src/app/picture.rs"]),
    ("qrcodegen", &["paper", "widgets"]),
    ("unicode_linebreak", &["paper", "widgets"]),
    ("calamine", &["exchange"]),
    ("rust_xlsxwriter", &["exchange"]),
    // vault: a backup is a plain zip around the encrypted file, so that it comes apart without us.
    ("zip", &["exchange", "vault"]),
    // vault: what only a system call can do; it needs no unsafe code of our own.
    ("rustix", &["vault"]),
    // away: the system's own screen lock. base/windows: the one file that calls Windows itself.
    ("zbus", &["src/app/away/"]),
    ("windows_sys", &["src/base/windows.rs"]),
    ("csv", &["exchange"]),
    // calendar: the list of holidays is published in the same encoding.
    ("encoding_rs", &["exchange", "calendar"]),
    ("egui", &["widgets", "desk", "custody", "procedures", "app", "screen", "src/ledgers/shelf/"]),
    ("egui_extras", &["widgets", "app", "screen"]),
    ("eframe", &["app"]),
    ("egui_winit", &["app"]),
    ("winit", &["app"]),
    ("softbuffer", &["app"]),
    ("rfd", &["src/app/files.rs"]),
    ("opener", &["src/app/viewer.rs"]),
    ("lexopt", &["cli", "src/main.rs"]),
    ("rpassword", &["cli"]),
    ("serde", &["*"]),
    ("serde_json", &["*"]),
    ("toml", &["*"]),
];

/// The same for parts of the standard library.
const STANDARD: &[(&str, &[&str])] = &[
    ("std::fs", &["vault", "src/app/files.rs", "cli"]),
    ("std::net", &[]),
    ("std::process::Command", &["app", "cli"]),
    ("tokio", &[]),
];

/// What makes, moves or replaces a file, and who may: everybody else hands it to `vault::outside`, which never writes
/// over a ledger's own files nor, unasked, over any other.
const WRITING: &[(&str, &[&str])] = &[
    ("fs::write", &["vault"]),
    ("fs::copy", &["vault"]),
    ("fs::hard_link", &["vault"]),
    ("File::create", &["vault"]),
    ("File::create_new", &["vault"]),
    ("File::options", &["vault"]),
    ("OpenOptions", &["vault"]),
    ("write_atomically", &["vault"]),
    ("rename_patiently", &["vault"]),
    // The folders of a sample take the places of the one before.
    ("fs::rename", &["vault", "src/cli/files.rs"]),
];

/// Who may name what tells the time. What is below a program takes the clock, the moment or the day it is given.
const TIME: &[(&str, &[&str])] = &[
    // Makes a clock of the PC's: the window's, and the one of the command line.
    ("of_this_pc", &["src/base/clock.rs", "src/base/day.rs", "src/app/start.rs", "src/cli.rs"]),
    ("Local", &["src/base/day.rs"]),
    ("Utc", &["src/base/day.rs"]),
    ("SystemTime", &[]),
    // Tells how long something takes, never what day it is.
    (
        "Instant",
        &[
            "src/app/files.rs",
            "src/app/picture.rs",
            "src/app/stand.rs",
            "src/app/viewer.rs",
            "src/app/window/soft.rs",
            "src/vault/journal.rs",
            "src/vault/kdf.rs",
            "src/vault/restore.rs",
        ],
    ),
];

/// Crates that open network connections: they may not even be dependencies of a dependency.
const NETWORK: [&str; 11] =
    ["reqwest", "ureq", "hyper", "curl", "isahc", "attohttpc", "minreq", "surf", "rustls", "native-tls", "quinn"];

/// Files that turn half-width kana into full-width and so must hold it.
const HALF_WIDTH: [&str; 2] = ["src/base/text.rs", "src/base/variants.rs"];

/// Where a machine's own path gives itself away.
const MACHINE: [&str; 5] = ["/work/", "/root/", "/home/", "C:\\Users\\", "C:/Users/"];

/// Pieces of the house that are still being built. Must be empty in a release.
const NOT_YET: &[&str] = &[];

/// Folders of the ledgers that serve several record kinds and are none themselves.
const SHARED: [&str; 3] = ["chart", "emergency", "shelf"];

/// One broken rule: where it is broken and what to do.
type Fault = String;

#[test]
fn folders_name_only_folders_below_them() {
    report(program().iter().flat_map(arrows).collect());
}

#[test]
fn crates_are_named_only_where_the_table_says() {
    report(program().iter().flat_map(outside).collect());
}

#[test]
fn files_are_written_by_the_vault_alone() {
    report(program().iter().flat_map(writing).collect());
}

#[test]
fn only_a_program_asks_the_pc_what_time_it_is() {
    report(program().iter().flat_map(clocks).collect());
}

#[test]
fn files_keep_their_shape() {
    report(program().iter().flat_map(shape).collect());
}

#[test]
fn text_on_screen_has_no_half_width_kana() {
    report(program().iter().flat_map(half_width).collect());
}

#[test]
fn every_ledger_has_its_files_and_is_registered() {
    let registry = read(&root().join("src/ledgers/registry.rs"));
    let list = read(&root().join("src/ledgers/mod.rs"));
    let mut faults = Vec::new();
    for ledger in ledgers() {
        for file in ["mod.rs", "record.rs", "commands.rs", "screen.rs", "sheet.rs"] {
            let path = format!("src/ledgers/{ledger}/{file}");
            if !root().join(&path).is_file() && !NOT_YET.contains(&path.as_str()) {
                faults.push(format!("{path}: missing. Every ledger folder has the same five files; add it."));
            }
        }
        if !registry.contains(&format!("{ledger}::record::")) {
            faults.push(format!("src/ledgers/registry.rs:1: `{ledger}` is not registered. Add its line to LEDGERS."));
        }
        if !list.contains(&format!("mod {ledger};")) {
            faults.push(format!("src/ledgers/mod.rs:1: `{ledger}` is not listed. Add `pub mod {ledger};`."));
        }
    }
    report(faults);
}

#[test]
fn the_map_names_every_folder() {
    let library = read(&root().join("src/lib.rs"));
    let map: String = library.lines().filter(|line| line.starts_with("//!")).collect();
    let mut folders: Vec<String> = program().iter().map(|source| source.folder().to_owned()).collect();
    folders.sort();
    folders.dedup();
    folders.retain(|folder| folder != "lib" && folder != "main");
    let unknown = |folder: &&String| level(folder).is_none();
    let mut faults: Vec<Fault> = folders
        .iter()
        .filter(unknown)
        .map(|folder| format!("src/{folder}: this folder has no layer. Give it one in LAYERS of this test."))
        .collect();
    let unmapped = folders.iter().filter(|folder| !map.contains(&format!("`{folder}`")));
    faults.extend(unmapped.map(|folder| format!("src/lib.rs:1: the map does not name `{folder}`. Add its line.")));

    report(faults);
}

#[test]
fn every_dependency_has_its_place_and_none_reaches_the_network() {
    let manifest: toml::Table = read(&root().join("Cargo.toml")).parse().unwrap();
    let mut faults = Vec::new();
    for name in manifest.get("dependencies").and_then(toml::Value::as_table).into_iter().flat_map(toml::Table::keys) {
        if !CRATES.iter().any(|(known, _)| *known == name.replace('-', "_")) {
            faults.push(format!("Cargo.toml: nothing says who may name `{name}`. Add it to CRATES of this test."));
        }
    }
    let lock: toml::Table = read(&root().join("Cargo.lock")).parse().unwrap();
    let packages = lock.get("package").and_then(toml::Value::as_array).into_iter().flatten();
    for name in packages.filter_map(|package| package.get("name").and_then(toml::Value::as_str)) {
        if NETWORK.contains(&name) {
            faults.push(format!(
                "Cargo.lock: `{name}` opens network connections. The program has none; find who brings it in."
            ));
        }
    }
    report(faults);
}

#[test]
fn no_file_names_a_machine() {
    let mut faults = Vec::new();
    let folders = ["src", "tests", "benches", "assets", "tools", ".ci"].into_iter().flat_map(files);
    let tops = ["README.md", "CONTRIBUTING.md", "Cargo.toml", "build.rs"].into_iter().map(|name| root().join(name));
    for path in folders.chain(tops) {
        if named(&path) == "tests/all/architecture.rs" {
            continue;
        }
        for (number, line) in read(&path).lines().enumerate() {
            if let Some(found) = MACHINE.iter().find(|sign| line.contains(**sign)) {
                let place = named(&path);
                faults.push(format!("{place}:{}: `{found}` is a path of one machine. Take it out.", number + 1));
            }
        }
    }
    report(faults);
}

/// Arrows between folders, and inside the ledgers.
fn arrows(source: &Source) -> Vec<Fault> {
    let (path, from) = (&source.path, source.folder());
    let mut faults = Vec::new();
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for (line, name) in source.paths("crate::") {
        let mut parts = name.split("::").skip(1).map(|part| part.trim_end_matches(['{', '*']));
        let to = parts.next().unwrap_or_default();
        if to.is_empty() {
            faults
                .push(format!("{path}:{line}: write one `use crate::folder::{{…}}` a folder, not `use crate::{{…}}`."));
            continue;
        }
        if MACROS.contains(&to) {
            continue;
        }
        if to != from && !(level(to) < level(from) || from == "main" || from == "lib") {
            faults.push(format!(
                "{path}:{line}: `{from}` may not name `{to}`: a folder names only folders below it. \
                 Move the code down, or let the caller pass the value in."
            ));
        }
        if let Some(fault) = ledger_arrow(source, line, &name) {
            faults.push(fault);
        }
        if name.ends_with('*') {
            faults.push(format!("{path}:{line}: no glob imports from the crate. Name what is used."));
        }
        let is_use = source.code.get(line - 1).is_some_and(|text| text.trim_start().starts_with("use "));
        if is_use && let Some((module, _)) = name.rsplit_once("::") {
            let module = module.to_owned();
            if let Some(first) = seen.insert(module.clone(), line) {
                faults.push(format!("{path}:{line}: `{module}` is imported twice (line {first}). Make it one `use`."));
            }
        }
    }
    let globs = source.paths("super::").into_iter().filter(|(_, name)| name.ends_with('*'));
    faults.extend(globs.map(|(line, _)| format!("{path}:{line}: no glob imports from the crate. Name what is used.")));
    faults
}

/// What a file of a ledger may name.
fn ledger_arrow(source: &Source, line: usize, name: &str) -> Option<Fault> {
    let path = &source.path;
    let (own, file) = path.strip_prefix("src/ledgers/")?.split_once('/')?;
    let (_, allowed) = LEDGER_FILES.iter().find(|(known, _)| *known == file)?;
    let mut parts = name.split("::").skip(1);
    let (to, module, inner) = (parts.next()?, parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    if to != "ledgers" {
        let is_allowed = allowed.contains(&to);
        let fault = format!("{path}:{line}: `{file}` of a ledger may not name `{to}`; it may name {allowed:?}.");
        return (!is_allowed).then_some(fault);
    }
    let is_other = module != own && ledgers().iter().any(|ledger| ledger == module);
    let is_sheet = file == "sheet.rs" && inner == "sheet"; // sheets share the wording of cells
    let is_record = is_sheet || inner == "record" || inner.is_empty() || inner.starts_with(char::is_uppercase);
    (is_other && !is_record).then(|| format!("{path}:{line}: of another ledger only its `record` may be named."))
}

/// Crates from outside and parts of the standard library.
fn outside(source: &Source) -> Vec<Fault> {
    let path = &source.path;
    let mut faults = Vec::new();
    for (name, places) in CRATES.iter().chain(STANDARD) {
        if places.iter().any(|place| is_at(source, place)) {
            continue;
        }
        for (line, found) in source.paths(&format!("{name}::")) {
            faults.push(format!("{path}:{line}: `{found}`: only {places:?} may name `{name}`."));
        }
        for line in source.lines_with(name) {
            let text = source.code.get(line - 1).map_or("", |text| text.trim());
            if text == format!("use {name};") {
                faults.push(format!("{path}:{line}: `{text}`: only {places:?} may name `{name}`."));
            }
        }
    }
    for line in source.paths("std::{").iter().map(|(line, _)| line) {
        faults.push(format!("{path}:{line}: write `use std::module::…`, one module a line."));
    }
    if is_at(source, "screen") {
        for line in source.lines_with("Tx").into_iter().chain(source.lines_with("Vault")) {
            faults.push(format!("{path}:{line}: a screen asks and never writes. Push a command with `desk.ask`."));
        }
    }
    faults
}

/// Files written past the one place that looks at what is there.
fn writing(source: &Source) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (word, _) in WRITING.iter().filter(|(_, places)| !places.iter().any(|place| is_at(source, place))) {
        for line in source.lines_with(word) {
            let path = &source.path;
            faults.push(format!("{path}:{line}: `{word}`: write it with `vault::write_outside` or `vault::Outgoing`."));
        }
    }
    faults
}

/// What tells the time, named where it may not be.
fn clocks(source: &Source) -> Vec<Fault> {
    let forbidden = TIME.iter().filter(|(_, places)| !places.iter().any(|place| is_at(source, place)));
    let found =
        forbidden.flat_map(|(word, places)| source.lines_with(word).into_iter().map(move |line| (line, word, places)));
    found
        .map(|(line, word, places)| {
            format!(
                "{}:{line}: `{word}`: only {places:?} may name it. Take the clock or the day as an argument.",
                source.path
            )
        })
        .collect()
}

/// Opening sentence, length, depth.
fn shape(source: &Source) -> Vec<Fault> {
    let path = &source.path;
    let mut faults = Vec::new();
    if !source.text.starts_with("//! ") {
        faults.push(format!("{path}:1: no opening sentence. Begin the file with `//! ` and what it is for."));
    }
    let n_lines = source.text.lines().count();
    if n_lines > 600 {
        faults.push(format!("{path}:{n_lines}: longer than 600 lines. Split it by meaning."));
    }
    if path.split('/').count() > 4 {
        faults.push(format!("{path}:1: deeper than three folders. Move it up."));
    }
    faults
}

/// Half-width kana in what the program says.
fn half_width(source: &Source) -> Vec<Fault> {
    if HALF_WIDTH.contains(&source.path.as_str()) {
        return Vec::new();
    }
    let has = |text: &str| text.chars().any(|letter| ('\u{ff61}'..='\u{ff9f}').contains(&letter));
    let bad = source.strings.iter().filter(|(_, text)| has(text));
    bad.map(|(line, text)| format!("{}:{line}: half-width kana in {text}. Use full-width.", source.path)).collect()
}

/// Whether a file is one of those a place of the tables stands for.
fn is_at(source: &Source, place: &str) -> bool {
    match place {
        "*" => true,
        "screen" => {
            let is_screen = |part: &str| {
                let part = part.trim_end_matches(".rs");
                part.split('_').any(|word| word == "screen" || word == "screens")
            };
            source.path.split('/').any(is_screen)
        }
        _ if place.ends_with('/') => source.path.starts_with(place),
        _ => source.path == place || source.folder() == place,
    }
}

/// How high a folder stands.
fn level(folder: &str) -> Option<u8> {
    LAYERS.iter().find(|(name, _)| *name == folder).map(|(_, level)| *level)
}

/// The ledger folders.
fn ledgers() -> Vec<String> {
    let inside = |path: &String| path.strip_prefix("src/ledgers/").and_then(|rest| rest.split_once('/')).is_some();
    let mut found: Vec<String> = files("src/ledgers").iter().map(|path| named(path)).filter(inside).collect();
    found.iter_mut().for_each(|path| *path = path.split('/').nth(2).unwrap_or_default().to_owned());
    found.dedup();
    found.retain(|folder| !SHARED.contains(&folder.as_str()));
    found
}

/// Fails with every fault, one a line.
fn report(faults: Vec<Fault>) {
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

#[test]
fn the_rules_see_what_they_forbid() {
    let see = |path: &str, text: &str| -> String {
        let source = Source::new(path, text);
        let rules = [arrows, outside, clocks, writing, shape, half_width];
        rules.map(|rule| rule(&source)).concat().join("\n")
    };
    let vault = "//! x\nuse crate::ledgers::registry::index;\n";
    assert!(see("src/vault/a.rs", vault).contains("src/vault/a.rs:2: `vault` may not name `ledgers`"));
    assert!(see("src/paper/a.rs", "//! x\nuse crate::widgets::Table;\n").contains("may not name `widgets`"));
    assert!(see("src/ledgers/staff/sheet.rs", "//! x\nuse crate::desk::Ask;\n").contains("`sheet.rs` of a ledger"));
    let other = "//! x\nuse crate::ledgers::device::commands::Lend;\n";
    assert!(see("src/ledgers/staff/screen.rs", other).contains("only its `record`"));
    assert!(see("src/base/a.rs", "//! x\nfn f() { chrono::Local::now(); }\n").contains("only [\"src/base/day.rs\"]"));
    for asks in ["base::Clock::of_this_pc()", "Clock::of_this_pc()", "std::time::SystemTime::now()", "Instant::now()"] {
        let found = see("src/custody/a.rs", &format!("//! x\nfn f() {{ {asks}; }}\n"));
        assert!(found.contains("src/custody/a.rs:2") && found.contains("as an argument"), "{asks}: {found}");
    }
    assert!(see("src/app/a.rs", "//! x\nuse std::fs;\n").contains("`std::fs`"));
    assert!(see("src/app/a.rs", "//! x\nlet s = std::net::TcpStream::connect(a);\n").contains("`std::net`"));
    assert!(see("src/cli/a.rs", "//! x\nstd::fs::write(out, bytes)\n").contains("`fs::write`"));
    assert!(see("src/app/files.rs", "//! x\nlet f = File::create(out);\n").contains("`File::create`"));
    assert!(see("src/cli/a.rs", "//! x\nstd::fs::rename(a, b)\n").contains("`fs::rename`"));
    assert!(see("src/desk/a.rs", "use crate::base::Day;\n").contains("no opening sentence"));
    let twice = "//! x\nuse crate::base::Day;\nuse crate::base::Kind;\n";
    assert!(see("src/desk/a.rs", twice).contains("imported twice (line 2)"));
    assert!(see("src/desk/a.rs", "//! x\nuse crate::base::*;\n").contains("no glob"));
    assert!(see("src/desk/a.rs", "//! x\nconst A: &str = \"ｶﾅ\";\n").contains("half-width"));
    assert!(see("src/ledgers/staff/screen.rs", "//! x\nfn f(tx: &mut Tx<'_>) {}\n").contains("never writes"));
    let clean = "//! x\n// crate::app::x chrono::y ｶﾅ\nconst A: &str = \"crate::app::x\";\nconst B: char = '\"';\n";
    assert_eq!(see("src/base/a.rs", clean), "");
    let tests = "//! x\n\n#[cfg(test)]\nmod tests {\n    use super::*;\n    use std::fs;\n}\n";
    assert_eq!(see("src/base/a.rs", tests), "");
    assert!(is_word('あ'));
}
