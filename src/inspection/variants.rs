//! The forms one sheet can have (様式): the stage of a report, or with and without names.

/// The forms of a sheet.
#[derive(Debug, PartialEq, Eq)]
pub struct Variants {
    /// What is chosen: 「段階」.
    pub label: &'static str,
    /// How it is chosen on the command line: `stage`.
    pub option: &'static str,
    /// Code and word of each; the first, whose code is empty, is the usual one.
    pub choices: &'static [(&'static str, &'static str)],
}

const STAGES: Variants = Variants {
    label: "段階",
    option: "stage",
    choices: &[("", "今の段階"), ("first", "第一報"), ("follow", "続報"), ("last", "最終")],
};

const NAMES: Variants =
    Variants {
        label: "氏名", option: "names", choices: &[("", "氏名を伏せる"), ("shown", "氏名も載せる")]
    };

impl Variants {
    /// Of a sheet; none where it has one form alone.
    #[must_use]
    pub fn of(sheet: &str) -> Option<&'static Self> {
        match sheet {
            "incident-report" => Some(&STAGES),
            "incident-ledger" => Some(&NAMES),
            _ => None,
        }
    }

    /// The code of one of them, where there is such a one.
    #[must_use]
    pub fn code(&self, said: &str) -> Option<&'static str> {
        self.choices.iter().map(|(code, _)| *code).find(|code| !code.is_empty() && *code == said)
    }

    /// The codes that can be asked for.
    #[must_use]
    pub fn codes(&self) -> Vec<&'static str> {
        self.choices.iter().map(|(code, _)| *code).filter(|code| !code.is_empty()).collect()
    }

    /// Its word; nothing for the usual one.
    #[must_use]
    pub fn word(&self, code: &str) -> Option<&'static str> {
        self.choices.iter().find(|choice| !code.is_empty() && choice.0 == code).map(|choice| choice.1)
    }
}
