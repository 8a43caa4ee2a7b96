//! The content files: each parses, and those that repeat an authority say which document and of which date.

use crate::source::{files, named, read, root};

#[test]
fn every_asset_parses() {
    for path in files("assets").into_iter().filter(|path| path.extension().is_some_and(|ending| ending == "toml")) {
        let parsed: Result<toml::Table, _> = read(&path).parse();
        assert!(parsed.is_ok(), "{}: {}", named(&path), parsed.unwrap_err());
    }
}

#[test]
fn what_an_authority_says_has_a_source_and_a_date() {
    let single = ["assets/holidays.toml", "assets/flows/common.toml"].map(|path| root().join(path));
    let folders = [
        "assets/contacts",
        "assets/incidents",
        "assets/legal",
        "assets/networks",
        "assets/profiles",
        "assets/checklists",
    ];
    for paths in folders.map(files).into_iter().chain([single.to_vec()]) {
        for path in paths {
            let place = named(&path);
            let table: toml::Table = read(&path).parse().unwrap();
            let source = table.get("source").and_then(toml::Value::as_table);
            let source = source.unwrap_or_else(|| panic!("{place}: no [source]. Say which document it repeats."));
            for item in ["document", "section", "dated", "checked_on"] {
                let is_told = source.get(item).and_then(toml::Value::as_str).is_some_and(|text| !text.is_empty());
                assert!(is_told, "{place}: source.{item} is missing. Write it, or 不明 where it is not known.");
            }
        }
    }
}

#[test]
fn a_network_follows_a_profile_that_exists() {
    let id = |path: &std::path::PathBuf| -> String {
        let table: toml::Table = read(path).parse().unwrap();
        table["id"].as_str().unwrap().to_owned()
    };
    let profiles: Vec<String> = files("assets/profiles").iter().map(id).collect();
    for network in daichoban::ledgers::system::presets::networks() {
        assert!(profiles.contains(&network.profile), "{}: no profile {}", network.id, network.profile);
    }
    assert!(root().join("assets/changelog.md").is_file());
}
