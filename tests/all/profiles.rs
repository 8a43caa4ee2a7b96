//! The policy profiles: their numbers are the documents', and a broken file says what is wrong with it.

use daichoban::base::Day;
use daichoban::checklists::{ContentFault, faults};
use daichoban::profiles::{Class, Flaw, Grace, Letters, LogContent, Profile, ProfileFault, Rotation, TwoFactorState};

use crate::source::{files, named, read, root};

fn of(id: &str) -> &'static Profile {
    Profile::of(id).unwrap()
}

fn day(text: &str) -> Option<Day> {
    Some(Day::read(text).unwrap())
}

fn asset(name: &str) -> String {
    read(&root().join("assets").join(name))
}

#[test]
fn every_file_is_built_in_and_sound() {
    assert_eq!(Profile::faults(), []);
    assert_eq!(faults(), []);
    let mut built_in: Vec<String> = Profile::all().iter().map(|profile| profile.id.to_lowercase()).collect();
    built_in.sort();
    let mut there: Vec<String> = files("assets/profiles").iter().map(|path| named(path)).collect();
    there.sort();
    let names = built_in.iter().map(|id| format!("assets/profiles/{id}.toml"));
    assert_eq!(there, names.collect::<Vec<_>>());
    assert_eq!(Profile::all().first().map(|profile| profile.id.as_str()), Some(Profile::USUAL));
}

#[test]
fn the_numbers_are_those_of_the_documents() {
    let local = &of("LOCAL-2M").password;
    assert_eq!((local.least(true), local.least(false), local.rotation), (Some(8), Some(8), Some(Rotation::Months(2))));
    assert_eq!(local.classes, [Letters::Letter, Letters::Digit]);
    let r7 = &of("MHLW-R7").password;
    assert_eq!((r7.least(true), r7.least(false), r7.rotation), (Some(8), Some(8), Some(Rotation::ByBranch(13))));
    assert_eq!(r7.classes, [Letters::Letter, Letters::Digit, Letters::Symbol]);
    assert!(r7.reuse_forbidden && r7.default_changed);
    let seven = &of("MHLW-7.0").password;
    assert_eq!((seven.least(true), seven.least(false), seven.rotation), (Some(8), Some(13), Some(Rotation::None)));
    assert_eq!(seven.pin_len_with_two_factor, Some(4));
    assert!(seven.reuse_forbidden && seven.lock_after_failures);
    let lock = &of("LOCAL-2M").screen_lock;
    assert_eq!((lock.min_len, lock.digits_only_len), (Some(8), Some(8)));
    assert_eq!(lock.stricter_classes, [Letters::Letter, Letters::Digit, Letters::Symbol]);
}

#[test]
fn two_factor_authentication_has_the_days_of_its_document() {
    let local = of("LOCAL-2M").two_factor.as_ref().unwrap();
    assert_eq!((local.state, local.last_day()), (TwoFactorState::Desired, None));
    let r7 = of("MHLW-R7").two_factor.as_ref().unwrap();
    assert_eq!((r7.remind_on, r7.last_day()), (day("2027-04-01"), day("2028-03-31")));
    assert!(r7.asked.contains(&Class::NetworkEquipment) && r7.advisory.is_empty());
    let seven = of("MHLW-7.0").two_factor.as_ref().unwrap();
    assert_eq!((seven.last_day(), seven.grace), (day("2027-04-01"), Some(Grace::UntilRenewal)));
    assert_eq!(seven.advisory, [Class::NetworkEquipment]);
}

#[test]
fn a_log_is_asked_for_what_each_document_names() {
    let asked = |id: &str| of(id).log.as_ref().unwrap().asked.clone();
    assert_eq!(asked("LOCAL-2M"), [LogContent::LoginTime, LogContent::Duration, LogContent::Patients]);
    assert_eq!(asked("MHLW-R7"), [LogContent::LoginTime, LogContent::AccessTime, LogContent::Operations]);
    assert!(asked("MHLW-7.0").contains(&LogContent::MedicalInformation));
}

#[test]
fn what_a_document_does_not_tell_stays_unknown() {
    assert_eq!(of("LOCAL-2M").valid.from, None, "nobody knows since when");
    assert_eq!(of("MHLW-7.0").screen_lock.min_len, None);
    assert!(of("MHLW-7.0").screen_lock.auto_lock);
    let own = of("CUSTOM");
    assert_eq!((own.password.rotation, own.password.least(false)), (None, None), "only the clinic knows");
    assert!(own.own.is_some_and(|own| own.len.hold(8) && !own.len.hold(3) && own.months.hold(2)));
    assert_eq!(of("MHLW-R7").superseded_by.as_deref(), Some("MHLW-7.0"));
    assert_eq!(of("MHLW-R7").valid.until, day("2026-06-30"), "a month means its last day");
}

fn flaws(file: &str, from: &str, to: &str) -> Vec<(String, Flaw)> {
    let text = asset(file);
    assert!(text.contains(from), "{from}");
    let faults = Profile::read(file, &text.replacen(from, to, 1)).unwrap_err();
    faults.into_iter().map(|fault| (fault.part, fault.flaw)).collect()
}

#[test]
fn a_broken_file_is_refused_with_its_part_and_reason() {
    let one = |from: &str, to: &str| -> (String, Flaw) {
        let [found] = <[_; 1]>::try_from(flaws("profiles/mhlw-r7.toml", from, to)).unwrap();
        found
    };
    let first = |from: &str, to: &str| flaws("profiles/mhlw-r7.toml", from, to).remove(0);
    let at = |part: &str, flaw: Flaw| (part.to_owned(), flaw);
    assert_eq!(one("id = \"MHLW-R7\"", "id = \"MHLW-R8\""), at("", Flaw::Misnamed("MHLW-R8".to_owned())));
    assert_eq!(one("name = \"令和", "name = \"\" # \""), at("", Flaw::Empty("name")));
    assert_eq!(one("edition = ", "# "), at("source", Flaw::Empty("edition")));
    assert_eq!(one("min_len = 8", "min_len = 0"), at("password", Flaw::Number { place: "min_len", number: 0 }));
    assert_eq!(
        one("until = \"2026-06\"", "until = \"2025-04\""),
        at("valid", Flaw::OutOfOrder { first: "from", then: "until" })
    );
    assert_eq!(
        first("remind_on = \"2027-04-01\"", "remind_on = \"令和9年\""),
        at("two_factor", Flaw::NotADay { place: "remind_on", text: "令和9年".to_owned() })
    );
    assert_eq!(one("place = \"2-⑪\"", ""), at("log", Flaw::Empty("place")));
    assert_eq!(one("cites = [\"S003-2.11b\"]", ""), at("log", Flaw::Empty("cites")));
    assert!(matches!(one("\"operations\"", "\"all\""), (_, Flaw::UnknownWord { place: "asked", .. })));
    assert!(matches!(one("by-branch", "sometimes"), (_, Flaw::UnknownWord { place: "rotation", .. })));
    assert_eq!(one("\"server\", \"net", "\"os-login\", \"net"), at("two_factor", Flaw::Twice("os-login".to_owned())));
    assert!(matches!(one("min_len_without_rotation = 13", ""), (_, Flaw::Apart { told: "rotation", .. })));
    match one("state = \"required\"", "state = \"required\"\ncolour = \"red\"") {
        (_, Flaw::Unreadable { line: Some(line), .. }) => assert!(line > 20, "{line}"),
        other => panic!("{other:?}"),
    }
    let both = flaws("profiles/mhlw-7.0.toml", "advisory = [", "advisory = [\"server\", ");
    assert_eq!(both, [at("two_factor", Flaw::Twice("server".to_owned()))]);
    let own = flaws("profiles/custom.toml", "least = 1, most = 24", "least = 1, most = 0");
    assert_eq!(own, [at("own", Flaw::OutOfOrder { first: "months.least", then: "months.most" })]);
}

#[test]
fn a_later_edition_that_is_named_exists() {
    let text = asset("profiles/mhlw-r7.toml").replacen("superseded_by = \"MHLW-7.0\"", "superseded_by = \"X\"", 1);
    let lost = Profile::read("profiles/mhlw-r7.toml", &text).unwrap();
    let fault = ProfileFault {
        file: "profiles/mhlw-r7.toml".to_owned(),
        part: "superseded_by".to_owned(),
        flaw: Flaw::NoSuchProfile("X".to_owned()),
    };
    assert_eq!(Profile::unlinked(&[lost, of("MHLW-7.0").clone()]), std::slice::from_ref(&fault));
    let told = ContentFault::from(&fault).to_string();
    assert_eq!(told, "profiles/mhlw-r7.tomlの「superseded_by」: 「X」という方針はありません");
}
