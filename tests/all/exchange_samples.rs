//! Books as clinics keep them come in whole.

use daichoban::base::{Day, Kind};
use daichoban::exchange::{Facts, Plan, plan, propose, read_book};

fn planned(name: &str, bytes: &[u8]) -> Plan {
    let book = read_book(name, bytes).unwrap();
    let choices = propose(&book);
    plan(&book, &choices, &Facts::new(Day::new(2026, 11, 20).unwrap()), &|_| true).unwrap()
}

#[test]
fn the_xlsx_of_a_clinic_comes_in_whole() {
    let plan = planned("mict-daicho-clinic.xlsx", include_bytes!("../data/mict-daicho-clinic.xlsx"));
    let counts = plan.counts();
    let new = |kind: Kind| counts.get(&kind).map_or(0, |counts| counts.new);
    assert_eq!(new(Kind::Staff), 14);
    assert_eq!(new(Kind::Device), 19);
    assert_eq!(new(Kind::System), 5);
    assert_eq!(new(Kind::Role), 4);
    assert_eq!(new(Kind::Clinic), 1);
}
