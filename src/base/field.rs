//! A field (項目) of a record: its key in the file, its Japanese label, how it is typed.

use super::{Choice, Kind, Span};

/// How a field is typed and shown.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Input {
    /// One line of text.
    Line,
    /// One line in katakana; hiragana and half-width forms are taken and shown as katakana.
    Kana,
    /// Several lines of text.
    Lines,
    /// A mail address.
    Mail,
    /// A calendar day in any usual form.
    Day,
    /// A day with its time of day, where that is known.
    At,
    /// One of a list; the draft holds the code.
    Choice(&'static [Choice]),
    /// Several of a list; the draft holds the codes, one a line.
    Many(&'static [Choice]),
    /// Free text with words offered.
    Suggest(&'static [&'static str]),
    /// Another record; the draft holds its id.
    Link(Kind),
    /// Several other records; the draft holds their ids, one a line.
    Links(Kind),
}

/// Whether a field must be filled (必須 / 任意).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// 必須
    Required,
    /// 任意
    Optional,
}

/// One field of a record. The table of a record's fields is the single source of its form,
/// its history, its export and the names an import looks for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Field {
    /// The key in the JSON body and in the draft; never changes.
    pub key: &'static str,
    /// The Japanese label, the same on screen, on paper, in messages and in the history.
    pub label: &'static str,
    /// Whether it must be filled.
    pub need: Need,
    /// How it is typed.
    pub input: Input,
    /// What to write, in one short sentence; empty when the label says it all.
    pub hint: &'static str,
    /// The heading it stands under in the form.
    pub group: &'static str,
    /// Whether it takes the whole width of the form.
    pub is_wide: bool,
    /// How far from today a day of it usually lies; a day outside is asked about.
    pub span: Span,
    /// Whether all records can be taken at once, where several are chosen.
    pub offers_all: bool,
}

impl Field {
    /// An optional field.
    #[must_use]
    pub const fn new(key: &'static str, label: &'static str, input: Input) -> Self {
        let is_wide = matches!(input, Input::Lines | Input::Many(_) | Input::Links(_));
        Self {
            key,
            label,
            need: Need::Optional,
            input,
            hint: "",
            group: "",
            is_wide,
            span: Span::LIFE,
            offers_all: false,
        }
    }

    /// The same field, required.
    #[must_use]
    pub const fn required(mut self) -> Self {
        self.need = Need::Required;
        self
    }

    /// The same field, which may be left out: one that is marked because it must be filled only beside another's value.
    #[must_use]
    pub const fn optional(mut self) -> Self {
        self.need = Need::Optional;
        self
    }

    /// The same field with a hint.
    #[must_use]
    pub const fn hint(mut self, hint: &'static str) -> Self {
        self.hint = hint;
        self
    }

    /// The same field under a heading.
    #[must_use]
    pub const fn group(mut self, group: &'static str) -> Self {
        self.group = group;
        self
    }

    /// The same field over the whole width.
    #[must_use]
    pub const fn wide(mut self) -> Self {
        self.is_wide = true;
        self
    }

    /// The same field, whose days lie nearer or farther than when something begins or ends.
    #[must_use]
    pub const fn span(mut self, span: Span) -> Self {
        self.span = span;
        self
    }

    /// The same field, of which all can be taken at once.
    #[must_use]
    pub const fn offering_all(mut self) -> Self {
        self.offers_all = true;
        self
    }

    /// Whether it holds a day.
    #[must_use]
    pub const fn is_day(&self) -> bool {
        matches!(self.input, Input::Day | Input::At)
    }

    /// The list it is chosen from, empty where there is none.
    #[must_use]
    pub const fn choices(&self) -> &'static [Choice] {
        match self.input {
            Input::Choice(choices) | Input::Many(choices) => choices,
            Input::Line
            | Input::Kana
            | Input::Lines
            | Input::Mail
            | Input::Day
            | Input::At
            | Input::Suggest(_)
            | Input::Link(_)
            | Input::Links(_) => &[],
        }
    }
}
