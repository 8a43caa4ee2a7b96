//! 方針を決める: what is typed when a target gets a profile, and the command that keeps it.

use crate::base::text::numerals;
use crate::base::{Breach, Check, Coded, Day, Draft, Field, Input, Kind, Span};
use crate::desk::{Command, Done, Refusal, Right};
use crate::ledgers::bindings::{Binding, Target};
use crate::ledgers::bound::is_exception;
use crate::profiles::{Bounds, Letters, Profile, Rotation};
use crate::vault::{Detail, Tx};

/// 方針
pub(super) const PROFILE: Field = Field::new("profile", "方針", Input::Line).required();
/// 変更の間隔
pub(super) const MONTHS: Field =
    Field::new("months", "変更の間隔（か月）", Input::Line).hint("定期の変更を求めないときは空のままにします");
/// 文字数
pub(super) const LEN: Field = Field::new("len", "文字数（これ以上）", Input::Line);
/// 二要素認証があるときの文字数
pub(super) const LEN_WITH: Field =
    Field::new("len_with_two_factor", "二要素認証があるときの文字数", Input::Line).hint("同じなら空のままにします");
/// 文字の種類
pub(super) const LETTERS: Field = Field::new("classes", "混ぜる文字", Input::Many(Letters::CHOICES));
/// 二要素認証の期限
pub(super) const TWO_FACTOR_BY: Field = Field::new("two_factor_by", "二要素認証を入れる期限", Input::Day)
    .span(Span::PLAN)
    .hint("求めないときは空のままにします");
/// 理由
pub(super) const REASON: Field = Field::new("reason", "理由", Input::Lines);
/// 決めた人
pub(super) const DECIDED_BY: Field = Field::new("decided_by", "決めた人", Input::Line);
/// 決めた日
pub(super) const DECIDED_ON: Field = Field::new("decided_on", "決めた日", Input::Day).span(Span::DEED);

/// A target gets a profile (方針の変更).
pub(super) struct Choose {
    pub(super) target: Target,
    /// What the target is called.
    pub(super) name: String,
    /// What it would follow by itself.
    pub(super) usual: &'static Profile,
    pub(super) draft: Draft,
}

/// What was chosen before, as it would be typed.
pub(super) fn draft_of(binding: Option<&Binding>, profile: &Profile, today: Day) -> Draft {
    let binding = binding.cloned().unwrap_or_default();
    let number = |number: Option<u8>| number.map(|number| number.to_string()).unwrap_or_default();
    Draft::new()
        .with(&PROFILE, &profile.id)
        .with(&MONTHS, number(binding.months))
        .with(&LEN, number(binding.len))
        .with(&LEN_WITH, number(binding.len_with_two_factor))
        .with_many(&LETTERS, &binding.classes)
        .with_day(&TWO_FACTOR_BY, binding.two_factor_by)
        .with(&REASON, &binding.reason)
        .with(&DECIDED_BY, &binding.decided_by)
        .with_day(&DECIDED_ON, binding.decided_on.or(Some(today)))
}

/// Whether the clinic says an interval of its own under a profile.
pub(super) const fn wants_months(profile: &Profile) -> bool {
    matches!(profile.password.rotation, Some(Rotation::ByBranch(_)) | None)
}

/// Reads what was typed.
fn check(draft: &Draft, target: Target, usual: &Profile, today: Day) -> Result<Binding, Vec<Breach>> {
    let mut check = Check::new(draft, today);
    let id = check.text(&PROFILE);
    let Some(profile) = Profile::of(&id) else {
        if !id.is_empty() {
            check.breach(&PROFILE, "一覧から選んでください");
        }
        return check.done(|| None);
    };
    let bounds = Profile::of(Profile::OWN).and_then(|own| own.own);
    let months = bounds.and_then(|own| number(&mut check, &MONTHS, own.months)).filter(|_| wants_months(profile));
    let mut binding = Binding { profile: id, months, ..Binding::default() };
    if let Some(own) = profile.own {
        binding.len = number(&mut check, &LEN.required(), own.len);
        binding.len_with_two_factor = number(&mut check, &LEN_WITH, own.len);
        binding.classes = check.many(&LETTERS);
        binding.two_factor_by = check.day(&TWO_FACTOR_BY);
    }
    let is_told = is_exception(target, profile, usual);
    binding.reason = check.lines(&if is_told { REASON.required() } else { REASON });
    binding.decided_by = check.text(&if is_told { DECIDED_BY.required() } else { DECIDED_BY });
    binding.decided_on = check.past_day(&DECIDED_ON.required(), today);
    check.done(|| Some(binding))
}

/// A number within its bounds; `None` where the field is empty.
fn number(check: &mut Check<'_>, field: &Field, bounds: Bounds) -> Option<u8> {
    let text = numerals(&check.text(field));
    if text.is_empty() {
        return None;
    }
    let number = text.parse::<u8>().ok().filter(|number| bounds.hold(*number));
    if number.is_none() {
        check.breach(field, format!("{}から{}までの数字で入力してください", bounds.least, bounds.most));
    }
    number
}

impl Command for Choose {
    fn needs(&self) -> Right {
        Right::Manage
    }

    fn run(self: Box<Self>, tx: &mut Tx<'_>, today: Day) -> Result<Done, Refusal> {
        let Self { target, name, usual, draft } = *self;
        let binding = check(&draft, target, usual, today)?;
        let profile = Profile::of(&binding.profile).map(|profile| profile.name.as_str()).unwrap_or_default();
        let said = format!("{name}の方針を「{profile}」にしました");
        let detail = Detail {
            said: Some(format!("{name}の方針「{profile}」")),
            ..Detail::reason(Some(binding.reason.as_str()).filter(|reason| !reason.is_empty()))
        };
        tx.decide(&target.setting(), &serde_json::to_string(&binding).unwrap_or_default(), detail)?;
        Ok(Done { touched: Kind::ALL.to_vec(), said, next: None })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::RecordId;
    use crate::base::SystemId;
    use crate::profiles::Class;

    fn today() -> Day {
        Day::read("2026-11-27").unwrap()
    }

    fn keys(draft: &Draft, target: Target, usual: &str) -> Vec<&'static str> {
        let breaches = check(draft, target, Profile::of(usual).unwrap(), today()).unwrap_err();
        breaches.iter().map(|breach| breach.field).collect()
    }

    fn of(profile: &str) -> Draft {
        Draft::new().with(&PROFILE, profile).with(&DECIDED_ON, "2026-11-27")
    }

    #[test]
    fn who_turns_a_networks_rotation_off_says_why() {
        let network = Target::Network(SystemId::from(RecordId::fresh()));
        assert_eq!(keys(&of("MHLW-7.0"), network, "LOCAL-2M"), ["reason", "decided_by"]);
        let told = of("MHLW-7.0").with(&REASON, "13文字以上で運用").with(&DECIDED_BY, "院長");
        assert!(check(&told, network, Profile::of("LOCAL-2M").unwrap(), today()).is_ok());
        let same = check(&of("LOCAL-2M"), network, Profile::of("LOCAL-2M").unwrap(), today());
        assert!(same.is_ok(), "what the network asks for needs no reason");
        let server = check(&of("MHLW-R7"), Target::Class(Class::Server), Profile::usual(), today());
        assert!(server.is_ok(), "a class may follow any document");
    }

    #[test]
    fn own_numbers_are_told_with_reason_and_person_and_lie_within_bounds() {
        let server = Target::Class(Class::Server);
        assert_eq!(keys(&of("CUSTOM"), server, "MHLW-7.0"), ["len", "reason", "decided_by"]);
        let told = of("CUSTOM").with(&REASON, "施設の規程第5条").with(&DECIDED_BY, "院長");
        let typed = told.clone().with(&LEN, "３").with(&MONTHS, "25");
        assert_eq!(keys(&typed, server, "MHLW-7.0"), ["months", "len"]);
        let sound = told.with(&LEN, "１０").with(&MONTHS, "6").with(&LETTERS, "letter\ndigit");
        let binding = check(&sound, server, Profile::usual(), today()).unwrap();
        assert_eq!((binding.len, binding.months), (Some(10), Some(6)));
        assert_eq!(binding.classes, [Letters::Letter, Letters::Digit]);
    }

    #[test]
    fn an_interval_is_kept_only_where_the_document_leaves_it_open() {
        let server = Target::Class(Class::Server);
        let months =
            |profile: &str| check(&of(profile).with(&MONTHS, "3"), server, Profile::usual(), today()).unwrap().months;
        assert_eq!([months("MHLW-R7"), months("MHLW-7.0"), months("LOCAL-2M")], [Some(3), None, None]);
        assert_eq!(keys(&of("MHLW-R9"), server, "MHLW-7.0"), ["profile"]);
        assert_eq!(keys(&Draft::new(), server, "MHLW-7.0"), ["profile"]);
    }
}
