//! How hard a passphrase is to guess (強さ): zxcvbn, which knows English, with the words of Japanese beside it.

use std::sync::LazyLock;

use wana_kana::ConvertJapanese;
use zeroize::Zeroizing;

/// Measuring takes longer with every character; nobody's passphrase gets weaker after so many.
const MOST: usize = 64;

static WORDS: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let lines = include_str!("../../assets/words/ja.txt").lines();
    lines.filter(|line| !line.starts_with('#') && !line.is_empty()).collect()
});

/// 0 (guessed at once) to 4. A text in kana is measured as it stands and in romaji; the weaker one counts.
pub(super) fn strength(text: &str, known: &[&str]) -> u8 {
    let head = Zeroizing::new(text.chars().take(MOST).collect::<String>());
    let romaji = Zeroizing::new(head.to_romaji());
    let names: Vec<String> = known.iter().map(|word| word.to_romaji()).collect();
    let words: Vec<&str> =
        known.iter().copied().chain(names.iter().map(String::as_str)).chain(WORDS.iter().copied()).collect();
    let score = |text: &str| u8::from(zxcvbn::zxcvbn(text, &words).score());
    let as_typed = score(&head);
    if *romaji == *head { as_typed } else { as_typed.min(score(&romaji)) }
}

#[cfg(test)]
mod tests {
    use super::strength;

    #[test]
    fn words_and_names_of_japan_are_guessed_in_any_writing() {
        for text in
            ["satouhanako", "arigatougozaimasu", "さとうはなこ", "サトウハナコ", "佐藤花子佐藤花子", "daijobudaijobu"]
        {
            assert!(strength(text, &[]) < 3, "{text} {}", strength(text, &[]));
        }
        assert!(strength("みどりのもりクリニック", &["みどりのもりクリニック"]) < 2, "the clinic's own name");
    }

    #[test]
    fn a_few_words_that_have_nothing_to_do_with_each_other_are_taken() {
        for text in ["みかん さんぽ でんしゃ 青い", "mikan-sanpo-densha-42", "そら とぶ くじら 白い ゆき"]
        {
            assert!(strength(text, &[]) >= 3, "{text} {}", strength(text, &[]));
        }
    }
}
