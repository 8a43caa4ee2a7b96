//! 根拠: which requirement a text follows, and in which document people find it.

use serde::Deserialize;

/// A requirement a text follows (根拠).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cite {
    /// Our number of it: `S000-1.2a`.
    pub id: String,
    /// The document, as people know it.
    pub document: String,
    /// The place in it.
    pub section: String,
}

/// The document of all requirements under a number; the longest number that fits counts.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Document {
    /// `S004-1` stands for `S004-1.4`, not for `S004-12`.
    pub under: String,
    pub document: String,
    pub section: String,
}

impl Document {
    /// The requirement with its document, if one of these is it.
    pub(super) fn resolve(id: &str, documents: &[Self]) -> Option<Cite> {
        let found =
            documents.iter().filter(|document| document.covers(id)).max_by_key(|document| document.under.len())?;
        Some(Cite { id: id.to_owned(), document: found.document.clone(), section: found.section.clone() })
    }

    fn covers(&self, id: &str) -> bool {
        let ends_in_digit = self.under.ends_with(|c: char| c.is_ascii_digit());
        let rest = id.strip_prefix(self.under.as_str());
        !self.under.is_empty()
            && rest.is_some_and(|rest| !(ends_in_digit && rest.starts_with(|c: char| c.is_ascii_digit())))
    }
}

#[cfg(test)]
mod tests {
    use super::Document;

    fn document(under: &str) -> Document {
        Document { under: under.into(), document: "資料".into(), section: under.into() }
    }

    #[test]
    fn the_longest_number_that_fits_names_the_document() {
        let all = ["S004-1", "S004-1.9", "S000-B"].map(document);
        let section = |id: &str| Document::resolve(id, &all).map(|cite| cite.section);
        assert_eq!(section("S004-1.4").as_deref(), Some("S004-1"));
        assert_eq!(section("S004-1.9a").as_deref(), Some("S004-1.9"));
        assert_eq!(section("S004-12.1"), None, "a number is not the beginning of a longer one");
        assert_eq!(section("S000-B16").as_deref(), Some("S000-B"));
        assert_eq!(section("S009-1"), None);
    }
}
