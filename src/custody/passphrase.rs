//! A new passphrase (合言葉): typed twice, measured while it is typed, refused where it can be guessed.

use egui::{CornerRadius, Rect, Role, Sense, Ui, WidgetInfo, vec2};

use crate::base::text::half;
use crate::vault::{PassphraseFault, Policy, Secret};
use crate::widgets::field::blank;
use crate::widgets::prose;
use crate::widgets::theme::regular;
use crate::widgets::tokens::{color, font, size, space};

/// What was typed; wiped when it is dropped.
#[derive(Default)]
pub struct NewPassphrase {
    first: String,
    second: String,
    is_asked: bool,
    /// The ledger's; the usual one before it is open.
    policy: &'static Policy,
    has_token: bool,
    measured: Option<(String, u8)>,
}

impl Drop for NewPassphrase {
    fn drop(&mut self) {
        self.wipe();
    }
}

impl NewPassphrase {
    /// Forgets what was typed.
    pub fn wipe(&mut self) {
        for text in [&mut self.first, &mut self.second] {
            wipe(text);
        }
        if let Some((mut text, _)) = self.measured.take() {
            wipe(&mut text);
        }
        self.is_asked = false;
    }

    /// Measures by the policy the ledger follows.
    pub const fn by_policy(&mut self, policy: &'static Policy) {
        self.policy = policy;
    }

    /// Beside a USB key a shorter one is enough.
    pub fn beside_token(&mut self, has_token: bool) {
        self.has_token = has_token;
    }

    fn least(&self) -> usize {
        self.policy.least(self.has_token)
    }

    /// Shows both fields and the measure; `known` are words somebody else would try first.
    pub fn ui(&mut self, ui: &mut Ui, known: &[&str]) {
        let score = self.measure(known);
        let fault = self.is_asked.then(|| fault(&self.first, score, self.least())).flatten();
        blank("新しい合言葉")
            .required()
            .hint(&format!("{}文字以上。関係のない言葉をいくつかつなげると、覚えやすく安全です", self.least()))
            .fault(fault.as_deref())
            .passphrase(ui, &mut self.first);
        draw_measure(ui, &self.first, score, self.least());
        ui.add_space(space::S);
        let differs = self.is_asked && fault.is_none() && self.first != self.second;
        blank("新しい合言葉（もう一度）")
            .required()
            .fault(differs.then_some("上の合言葉と違っています。もう一度入力してください"))
            .unawaited()
            .last()
            .passphrase(ui, &mut self.second);
    }

    /// Whether it is good and typed twice alike; else marks what is wrong.
    pub fn is_good(&mut self, known: &[&str]) -> bool {
        self.is_asked = true;
        let score = self.measure(known);
        fault(&self.first, score, self.least()).is_none() && self.first == self.second
    }

    /// The passphrase, if it is good. It stays in the fields, for the work may fail and be tried again.
    pub fn copy(&mut self, known: &[&str]) -> Option<Secret> {
        self.is_good(known).then(|| Secret::from(self.first.as_str()))
    }

    /// Measuring takes a few milliseconds: only after a change.
    fn measure(&mut self, known: &[&str]) -> u8 {
        if let Some((text, score)) = &self.measured
            && *text == self.first
        {
            return *score;
        }
        let score = strength(&self.first, known);
        if let Some((mut text, _)) = self.measured.replace((self.first.clone(), score)) {
            wipe(&mut text);
        }
        score
    }
}

/// Overwrites a text in memory.
pub fn wipe(text: &mut String) {
    drop(Secret::new(std::mem::take(text)));
}

fn strength(text: &str, known: &[&str]) -> u8 {
    if text.is_empty() { 0 } else { Secret::from(half(text).as_str()).strength(known) }
}

/// What is wrong with it and what to do.
fn fault(text: &str, score: u8, least: usize) -> Option<String> {
    if text.is_empty() {
        return Some("合言葉を入力してください".to_owned());
    }
    match Secret::from(text).fault(least) {
        Some(PassphraseFault::TooShort { least }) => {
            let more = least.saturating_sub(text.chars().count()).max(1);
            Some(format!("あと{more}文字以上足してください。例 言葉を3つつなげる"))
        }
        // The first only the ledger can tell; the second is the score beside it.
        Some(PassphraseFault::UsedBefore | PassphraseFault::Guessable) => None,
        Some(PassphraseFault::UnknownCharacter) => {
            Some("絵文字や特別な記号は使えません。ほかの文字にしてください".to_owned())
        }
        None if score < Secret::ENOUGH => Some(advice(text, score).to_owned()),
        None => None,
    }
}

/// One plain sentence about how it could be better.
fn advice(text: &str, score: u8) -> &'static str {
    let plain = half(text);
    let n_kinds = plain.chars().collect::<std::collections::BTreeSet<_>>().len();
    if score >= 4 {
        "とても推測されにくい合言葉です"
    } else if score >= Secret::ENOUGH {
        "推測されにくい合言葉です"
    } else if plain.chars().all(|c| c.is_ascii_digit()) {
        "数字だけの合言葉は推測されます。言葉を加えてください"
    } else if n_kinds <= 4 {
        "同じ文字の繰り返しは推測されます。違う言葉を加えてください"
    } else {
        "よくある言葉や並びは推測されます。関係のない言葉をもう1つ加えてください"
    }
}

fn draw_measure(ui: &mut Ui, text: &str, score: u8, least: usize) {
    let n_chars = half(text).chars().count();
    let is_long = n_chars >= least;
    let level = match (n_chars, is_long, score) {
        (0, ..) => 0,
        (_, false, _) => 1,
        (_, true, 0..=1) => 1,
        (_, true, 2) => 2,
        (_, true, 3) => 3,
        (_, true, _) => 4,
    };
    let (word, tint) = match level {
        0 => ("まだ入力されていません", color::WEAK),
        1 => ("弱い", color::DANGER),
        2 => ("もう少し", color::WARN),
        3 => ("強い", color::SUCCESS),
        _ => ("とても強い", color::SUCCESS),
    };
    let said = match (level, is_long) {
        (0, _) => format!("合言葉の強さ {word}"),
        (_, false) => format!("合言葉の強さ {word}。あと{}文字", least.saturating_sub(n_chars)),
        (_, true) => format!("合言葉の強さ {word}。{}", advice(text, score)),
    };
    let width = ui.available_width();
    let (rect, response) = ui.allocate_exact_size(vec2(width, size::BAR), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::ProgressIndicator, true, &said));
    let gap = space::XS;
    let pitch = (rect.width() + gap) / 4.0;
    for (number, left) in (1..=4).zip([0.0, 1.0, 2.0, 3.0]) {
        let part = Rect::from_min_size(rect.min + vec2(left * pitch, 0.0), vec2(pitch - gap, size::BAR));
        let fill = if number <= level { tint } else { color::QUIET };
        ui.painter().rect_filled(part, CornerRadius::same(3), fill);
    }
    prose::styled(ui, &said, regular(font::HINT), tint);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judge(text: &str, known: &[&str]) -> Option<String> {
        fault(text, strength(text, known), <&Policy>::default().least(false))
    }

    #[test]
    fn what_can_be_guessed_is_refused_and_a_few_words_are_taken() {
        assert!(judge("12345", &[]).unwrap().contains("足してください"));
        assert!(judge("1111111111111111", &[]).is_some());
        assert!(judge("passwordpassword", &[]).is_some());
        assert_eq!(judge("みかん さんぽ でんしゃ 青い", &[]), None);
        assert_eq!(judge("ｍｉｋａｎ－ｓａｎｐｏ－ｄｅｎｓｈａ", &[]), None);
    }

    #[test]
    fn it_is_taken_only_when_typed_twice_alike() {
        let mut new = NewPassphrase::default();
        new.first = "みかん さんぽ でんしゃ 青い".into();
        assert!(new.copy(&[]).is_none());
        new.second = new.first.clone();
        assert!(new.copy(&[]).is_some());
        new.wipe();
        assert!(new.first.is_empty() && new.second.is_empty());
    }
}
