//! What changed between two versions of a record (訂正の内容), field by field, in the words of the form.

use std::collections::HashMap;

use crate::base::{Draft, Field, Input, RecordId};

/// The titles of the records that others point at.
pub type Names = HashMap<RecordId, String>;

/// One field that changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The field's label.
    pub label: &'static str,
    /// What stood there; empty where nothing did.
    pub old: String,
    /// What stands there now; empty where nothing does.
    pub new: String,
}

/// The fields that differ, in the order of the form.
#[must_use]
pub fn changes(fields: &'static [Field], old: &Draft, new: &Draft, names: &Names) -> Vec<Change> {
    fields
        .iter()
        .filter(|field| old.get(field.key).trim() != new.get(field.key).trim())
        .map(|field| Change { label: field.label, old: words(field, old, names), new: words(field, new, names) })
        .collect()
}

/// The fields that hold something, as they were first entered.
#[must_use]
pub fn entered(fields: &'static [Field], draft: &Draft, names: &Names) -> Vec<Change> {
    changes(fields, &Draft::new(), draft, names)
}

/// What a field holds, as people read it: words for codes, names for links.
#[must_use]
pub fn words(field: &Field, draft: &Draft, names: &Names) -> String {
    match field.input {
        Input::Choice(_) | Input::Many(_) => {
            let word =
                |code: &str| field.choices().iter().find(|choice| choice.code == code).map(|c| c.label.to_owned());
            draft
                .lines(field.key)
                .map(|code| word(code).unwrap_or_else(|| code.to_owned()))
                .collect::<Vec<_>>()
                .join("、")
        }
        Input::Link(_) | Input::Links(_) => {
            draft.lines(field.key).map(|id| name(id, names)).collect::<Vec<_>>().join("、")
        }
        Input::Line | Input::Kana | Input::Lines | Input::Mail | Input::Day | Input::At | Input::Suggest(_) => {
            draft.get(field.key).trim().to_owned()
        }
    }
}

fn name(id: &str, names: &Names) -> String {
    let found = id.parse::<RecordId>().ok().and_then(|id| names.get(&id));
    found.cloned().unwrap_or_else(|| "（取り消された記録）".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{Record, StaffId};
    use crate::ledgers::account::record::{Account, Privilege};
    use crate::ledgers::staff::record::Staff;

    #[test]
    fn a_corrected_name_is_shown_with_what_it_was() {
        let old =
            Staff { name: "高橋 美咲".to_owned(), kana: "タカハシ ミサキ".to_owned(), ..Staff::default() };
        let new = Staff { name: "髙橋 美咲".to_owned(), ..old.clone() };
        let found = changes(Staff::fields(), &old.draft(), &new.draft(), &Names::new());
        assert_eq!(found, [Change { label: "氏名", old: "高橋 美咲".to_owned(), new: "髙橋 美咲".to_owned() }]);
    }

    #[test]
    fn codes_and_links_are_shown_as_words() {
        let (person, system) = (RecordId::fresh(), RecordId::fresh());
        let names = Names::from([(person, "髙橋 美咲".to_owned())]);
        let mut new = Account::issued(StaffId::from(person), system.into(), "misaki@example.jp");
        new.privilege = Some(Privilege::Admin);
        let found = entered(Account::fields(), &new.draft(), &names);
        let pairs: Vec<(&str, &str)> = found.iter().map(|change| (change.label, change.new.as_str())).collect();
        assert_eq!(
            pairs,
            [
                ("利用者", "髙橋 美咲"),
                ("利用システム", "（取り消された記録）"),
                ("ID（登録メールアドレス）", "misaki@example.jp"),
                ("権限", "管理者"),
            ]
        );
    }
}
