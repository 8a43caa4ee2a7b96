//! 参考の数字: how often leaks have which cause, as a survey says (assets/incidents), to compare one's own counts with.

use std::sync::LazyLock;

use serde::Deserialize;

use super::record::Cause;

const FILE: &str = include_str!("../../../assets/incidents/leaks.toml");

static FIGURES: LazyLock<Option<Figures>> = LazyLock::new(|| read(FILE).ok());

/// What the surveys say.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Figures {
    source: Source,
    /// 原因 (S004-1.14)
    pub causes: Causes,
    /// 紛失・盗難、誤送信 (S004-1.13)
    pub chances: Chances,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Source {
    issuer: String,
    document: String,
    section: String,
    dated: String,
    checked_on: String,
}

/// The share of each cause among all leaks of a year.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Causes {
    /// Of which year.
    pub year: String,
    /// Who counted.
    pub report: String,
    share: Vec<Share>,
}

#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Share {
    cause: Cause,
    percent: f64,
}

/// How likely something is in a year, in two years.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Chances {
    /// Which years, as the figures stand.
    pub years: [String; 2],
    /// Who counted.
    pub report: String,
    /// The figures, the likeliest first.
    pub of: Vec<Chance>,
}

/// One of them.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Chance {
    /// What happens.
    pub what: String,
    /// In per cent, year by year.
    pub percent: [f64; 2],
}

impl Figures {
    /// The share of a cause in per cent; none where the survey does not know it (ransomware).
    #[must_use]
    pub fn share(&self, cause: Cause) -> Option<f64> {
        self.causes.share.iter().find(|one| one.cause == cause).map(|one| one.percent)
    }

    /// The document that quotes the surveys.
    #[must_use]
    pub fn document(&self) -> &str {
        &self.source.document
    }
}

/// The figures; a test holds that they are there.
#[must_use]
pub fn figures() -> Option<&'static Figures> {
    FIGURES.as_ref()
}

fn read(text: &str) -> Result<Figures, String> {
    let figures: Figures = toml::from_str(text).map_err(|fault| fault.message().to_owned())?;
    let Source { issuer, document, section, dated, checked_on } = &figures.source;
    let is_sourced = [issuer, document, section, dated, checked_on].iter().all(|part| !part.trim().is_empty());
    let total: f64 = figures.causes.share.iter().map(|one| one.percent).sum();
    match (is_sourced, (99.0..=101.0).contains(&total)) {
        (false, _) => Err("出典が空です".to_owned()),
        (true, false) => Err(format!("原因の割合の合計が100％になりません（{total}％）")),
        (true, true) => Ok(figures),
    }
}

#[cfg(test)]
mod tests {
    use super::{FILE, figures, read};
    use crate::base::Coded;
    use crate::ledgers::incident::record::Cause;

    #[test]
    fn every_cause_but_ransomware_has_its_share() {
        assert_eq!(read(FILE).map(|_| ()), Ok(()));
        let figures = figures().unwrap();
        for cause in Cause::ALL {
            assert_eq!(figures.share(*cause).is_some(), *cause != Cause::Ransomware, "{}", cause.label());
        }
        assert_eq!(figures.share(Cause::Management), Some(59.0));
        assert!(read(&FILE.replace("59.0", "9.0")).unwrap_err().contains("合計"));
    }
}
