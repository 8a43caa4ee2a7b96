//! Reads cells that say several things at once: places, networks, lessons, pledges, systems.

use super::book::Value;
use super::lexicon::lexicon;
use super::values::{self, Mark, Reading, day_within, mark, mark_and_rest, parenthesis};
use crate::base::text::{fold, tidy};
use crate::base::{Day, Draft};
use crate::ledgers::{attendance, device, pledge, policy_read};

/// 施設外 needs to say where; this stands for a table that does not.
pub(super) const PLACE_UNSTATED: &str = "具体的な場所の記載なし";

/// 利用場所: 施設内（診察室1）・施設外（訪問先） gives both flags and the places by name.
pub(super) fn places(text: &str) -> Reading {
    let words = lexicon();
    let text = tidy(text);
    let has = |code: &str, folded: &str| words.list("device.places", code).iter().any(|word| word == folded);
    let mut is_inside = false;
    let mut is_outside = false;
    let mut details: Vec<String> = Vec::new();
    let mut is_strange = false;
    for piece in split_outside_parentheses(&text) {
        let (outside, inside) = parenthesis(&piece);
        let folded = fold(&outside);
        if has("both", &folded) || has("both", &fold(&piece)) {
            (is_inside, is_outside) = (true, true);
        } else if has("inside", &folded) {
            is_inside = true;
        } else if has("outside", &folded) {
            is_outside = true;
        } else {
            // No plain flag: the place itself is named, with or without 施設内 in front.
            match place_by_words(&folded) {
                Some((inside, outside)) => (is_inside, is_outside) = (is_inside || inside, is_outside || outside),
                None => is_strange = true,
            }
            let named = without_flag(&outside);
            if !named.is_empty() {
                details.push(named);
            }
        }
        if !inside.is_empty() {
            details.push(inside);
        }
    }
    if is_outside && details.is_empty() {
        details.push(PLACE_UNSTATED.to_owned());
    }
    let flags = [(is_inside, "inside"), (is_outside, "outside")];
    let codes: Vec<&str> = flags.into_iter().filter(|(is_set, _)| *is_set).map(|(_, code)| code).collect();
    let mut reading = Reading::default()
        .with(device::record::field::PLACES.key, codes.join("\n"))
        .with(device::record::field::PLACE_TEXT.key, details.join("、"));
    if is_strange {
        reading.unread = Some("施設内か施設外か分かりません".to_owned());
    }
    reading
}

/// Inside, outside, or both, by the names of rooms and the like.
fn place_by_words(folded: &str) -> Option<(bool, bool)> {
    let words = lexicon();
    let has = |code: &str| words.list("device.places", code).iter().any(|word| folded.contains(word.as_str()));
    let starts = |code: &str| {
        words
            .list("device.places", code)
            .iter()
            .any(|word| word.chars().count() > 1 && folded.starts_with(word.as_str()))
    };
    if starts("inside") {
        return Some((true, false));
    }
    if starts("outside") {
        return Some((false, true));
    }
    match (has("inside_words"), has("outside_words")) {
        (_, true) => Some((false, true)),
        (true, false) => Some((true, false)),
        (false, false) => None,
    }
}

/// 施設内：受付 is 受付.
fn without_flag(text: &str) -> String {
    for flag in ["施設内", "施設外", "院内", "院外", "所内", "所外"] {
        if let Some(rest) = text.strip_prefix(flag) {
            return tidy(rest.trim_start_matches([':', '：', '・', ' ', '　', 'の']));
        }
    }
    text.to_owned()
}

/// Splits at ・、/ and line ends, but not inside of parentheses.
fn split_outside_parentheses(text: &str) -> Vec<String> {
    let mut pieces = vec![String::new()];
    let mut depth = 0_usize;
    for c in text.chars() {
        match c {
            '(' | '（' => depth += 1,
            ')' | '）' => depth = depth.saturating_sub(1),
            _ => {}
        }
        let cuts = matches!(
            c,
            '・' | '、' | ',' | '，' | '/' | '／' | '\n' | '＋' | '+' | '&' | '＆' | ';' | '；' | '\u{FF65}'
        );
        if cuts && depth == 0 {
            pieces.push(String::new());
        } else if let Some(piece) = pieces.last_mut() {
            piece.push(c);
        }
    }
    pieces.into_iter().map(|piece| tidy(&piece)).filter(|piece| !piece.is_empty()).collect()
}

/// 利用するネットワーク: 施設内無線ＬＡＮ・キャリア（docomo).
pub(super) fn networks(text: &str) -> Reading {
    let words = lexicon();
    let mut codes: Vec<&str> = Vec::new();
    let mut details: Vec<String> = Vec::new();
    let mut unread = None;
    for piece in split_outside_parentheses(text) {
        let (outside, inside) = parenthesis(&piece);
        let (folded, whole) = (fold(&outside), fold(&piece));
        let is_forbidden = words.list("device.networks", "forbidden").iter().any(|word| whole.contains(word.as_str()));
        if is_forbidden {
            unread = Some("公衆無線LANは、利用できるネットワークに含まれません".to_owned());
            continue;
        }
        if mark(&outside) == Some(Mark::NotApplicable) || mark(&outside) == Some(Mark::No) {
            continue;
        }
        let found = ["carrier", "wired", "wireless"]
            .into_iter()
            .find(|code| words.list("device.networks", code).iter().any(|word| *word == folded || *word == whole));
        let found = found.or_else(|| network_within(&folded)).or_else(|| network_within(&whole));
        match found {
            Some(code) if codes.contains(&code) => {}
            Some(code) => codes.push(code),
            None => unread = Some("ネットワークの種類が分かりません".to_owned()),
        }
        let names_carrier = words.list("device.networks", "names").contains(&folded);
        if found.is_none() || names_carrier {
            details.push(outside);
        }
        let is_only_kind = words.code("device.networks", &fold(&inside)).is_some() && !names_carrier_word(&inside);
        if !inside.is_empty() && !is_only_kind {
            details.push(inside);
        }
    }
    let order = ["wired", "wireless", "carrier"];
    let codes: Vec<&str> = order.into_iter().filter(|code| codes.contains(code)).collect();
    let mut reading = Reading::default()
        .with(device::record::field::NETWORKS.key, codes.join("\n"))
        .with(device::record::field::NETWORK_TEXT.key, details.join("、"));
    reading.unread = unread;
    reading
}

fn names_carrier_word(text: &str) -> bool {
    let folded = fold(text);
    lexicon().list("device.networks", "names").contains(&folded)
}

fn network_within(folded: &str) -> Option<&'static str> {
    let code = lexicon().code_within("device.networks", folded)?;
    ["carrier", "wired", "wireless"].into_iter().find(|known| *known == code)
}

/// ウイルス対策ソフト: ○, 無, 対象外, 有（ESET）, or the name of a product.
pub(super) fn antivirus(text: &str) -> Reading {
    use device::record::field::{ANTIVIRUS, ANTIVIRUS_PRODUCT, ANTIVIRUS_REASON};
    match mark_and_rest(text) {
        Some((Mark::Yes, rest)) => Reading::of(ANTIVIRUS.key, "yes").with(ANTIVIRUS_PRODUCT.key, rest),
        Some((Mark::No, rest)) if rest.is_empty() => Reading::of(ANTIVIRUS.key, "no"),
        Some((Mark::No, _)) => Reading {
            sets: vec![(ANTIVIRUS.key, "no".to_owned())],
            unread: Some("「無」のほかに書かれていることは、備考に残しました".to_owned()),
        },
        Some((Mark::NotApplicable, rest)) => {
            let written = tidy(text);
            let reason = if rest.is_empty() {
                format!("取込み元の記載「{written}」（理由の記載なし）")
            } else {
                rest
            };
            Reading::of(ANTIVIRUS.key, "not-applicable").with(ANTIVIRUS_REASON.key, reason)
        }
        None => {
            let folded = fold(text);
            let is_product =
                lexicon().list("device.antivirus", "products").iter().any(|word| folded.contains(word.as_str()));
            if is_product {
                Reading::of(ANTIVIRUS.key, "yes").with(ANTIVIRUS_PRODUCT.key, tidy(text))
            } else {
                Reading::unread("有・無・対象外のどれか分かりません")
            }
        }
    }
}

/// The drafts a cell stands for (講習, 運用ポリシー, 誓約書), and what could not be read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Events {
    /// One draft a record, without its person.
    pub drafts: Vec<Draft>,
    /// Why the cell, or a part of it, could not be read.
    pub unread: Option<String>,
}

/// 講習: 受講, ビデオ視聴, 済（R8.6.14）, a date; the heading may say which kind it is.
pub(super) fn lessons(value: &Value, heading: &str) -> Events {
    use attendance::record::field::{ATTENDED_ON, KIND};
    let mut events = Events::default();
    if let Value::Error(_) | Value::NoResult = value {
        events.unread = Some(values::fault_of(value));
        return events;
    }
    let by_heading = kind_by_heading(heading);
    if let Ok(day) = values::day(value) {
        events.drafts.push(Draft::new().with(&KIND, by_heading).with(&ATTENDED_ON, day.wareki()));
        return events;
    }
    for piece in split_outside_parentheses(&value.text()) {
        let (day, rest) = day_within(&piece).map_or((None, piece.clone()), |(day, rest)| (Some(day), rest));
        let plain = parenthesis(&rest);
        let words: Vec<&str> =
            [plain.0.as_str(), plain.1.as_str()].into_iter().filter(|text| !text.is_empty()).collect();
        let kinds: Vec<&str> = words.iter().filter_map(|word| lesson_kind(word)).collect();
        let marks: Vec<Mark> = words.iter().filter_map(|word| mark(word)).collect();
        let has_strange_word = words.iter().any(|word| lesson_kind(word).is_none() && mark(word).is_none());
        let is_no = marks.iter().any(|mark| matches!(mark, Mark::No | Mark::NotApplicable));
        let kind = match kinds.first() {
            Some(kind) if !is_no => Some(*kind),
            None if marks.contains(&Mark::Yes) || (day.is_some() && !is_no) => Some(by_heading),
            _ => None,
        };
        if let Some(kind) = kind {
            events.drafts.push(Draft::new().with(&KIND, kind).with(&ATTENDED_ON, typed(day)));
        }
        if has_strange_word || (is_no && day.is_some()) {
            events.unread = Some(if kind.is_some() {
                "受講のほかに書かれていることは、備考に残しました".to_owned()
            } else {
                "講習を受けたかどうか分かりません".to_owned()
            });
        }
    }
    events
}

fn lesson_kind(word: &str) -> Option<&'static str> {
    let folded = fold(word);
    let words = lexicon();
    let code = words.code("attendance.kind", &folded).or_else(|| {
        let is_denied =
            folded.contains('未') || folded.contains("予定") || folded.contains("なし") || folded.contains('無');
        if is_denied { None } else { words.code_within("attendance.kind", &folded) }
    })?;
    ["course", "video"].into_iter().find(|known| *known == code)
}

/// A heading that names one kind only: ビデオ視聴 or 講習会, but not 講習会・ビデオ.
fn kind_by_heading(heading: &str) -> &'static str {
    let folded = fold(heading);
    let is_video = folded.contains(&fold("ビデオ")) || folded.contains("視聴") || folded.contains("動画");
    let is_course = folded.contains("講習会") || folded.contains("研修会") || folded.contains("集合");
    match (is_course, is_video) {
        (true, false) => "course",
        (false, true) => "video",
        _ => "unstated",
    }
}

/// 運用ポリシー: ○ or a date means read; 未読 means no record.
pub(super) fn policy_reads(value: &Value) -> Events {
    use policy_read::record::field::{EDITION, READ_ON};
    dated(value, |day, rest| {
        let draft = Draft::new().with(&READ_ON, typed(day));
        if fold(rest).contains('版') { draft.with(&EDITION, rest) } else { draft }
    })
}

/// 誓約書: a date means received; 未 means no record; 後日提出 is kept as a note.
pub(super) fn pledges(value: &Value) -> Events {
    use pledge::record::field::RECEIVED_ON;
    let mut events = dated(value, |day, _| Draft::new().with(&RECEIVED_ON, typed(day)));
    if events.drafts.iter().any(|draft| draft.get(RECEIVED_ON.key).is_empty()) {
        events.drafts.clear();
        events.unread = Some("取得した日が書かれていないため、誓約書の記録は作りません".to_owned());
    }
    events
}

/// A day as it would be typed: what a book says is not sure yet.
fn typed(day: Option<Day>) -> String {
    day.map(Day::wareki).unwrap_or_default()
}

fn dated(value: &Value, make: impl Fn(Option<Day>, &str) -> Draft) -> Events {
    let mut events = Events::default();
    if let Value::Error(_) | Value::NoResult = value {
        events.unread = Some(values::fault_of(value));
        return events;
    }
    if let Ok(day) = values::day(value) {
        events.drafts.push(make(Some(day), ""));
        return events;
    }
    let text = tidy(&value.text());
    let found = day_within(&text);
    let rest = found.as_ref().map_or(text.as_str(), |(_, rest)| rest.as_str());
    let (outside, inside) = parenthesis(rest);
    let read_mark = mark(&outside).or_else(|| mark(rest));
    let day = found.as_ref().map(|(day, _)| *day);
    match (day, read_mark) {
        (None, Some(Mark::No | Mark::NotApplicable)) if inside.is_empty() => {}
        (None, Some(Mark::Yes)) | (Some(_), Some(Mark::Yes)) => events.drafts.push(make(day, &inside)),
        (Some(_), None) if outside.is_empty() && inside.is_empty() => events.drafts.push(make(day, "")),
        (Some(_), _) if is_later(&text) => {
            events.unread = Some("予定の日と読み、記録は作りません".to_owned());
        }
        (Some(_), _) => {
            events.drafts.push(make(day, rest));
            events.unread = Some(values::BESIDE_A_DAY.to_owned());
        }
        (None, _) if is_later(&text) => {
            events.unread = Some("まだ済んでいないと読み、記録は作りません".to_owned());
        }
        (None, _) => events.unread = Some("日付として読めません".to_owned()),
    }
    events
}

fn is_later(text: &str) -> bool {
    let folded = fold(text);
    lexicon().list("later", "words").iter().any(|word| folded.contains(word.as_str()))
}

/// 利用システム: the systems a cell names, by their own names, and what was left over.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Systems {
    /// The names in the order they stand.
    pub names: Vec<String>,
    /// Names nobody knows yet.
    pub strangers: Vec<String>,
    /// Whether 「両方」 was written.
    pub is_both: bool,
}

/// Reads a cell such as 両方, 在宅連絡帳（MCS）, Man・Go!・MCS. `known` are systems by folded name and own name.
pub(super) fn systems(text: &str, known: &[(String, String)]) -> Systems {
    let mut found = Systems::default();
    let is_both = lexicon().list("both", "words").contains(&fold(text));
    if is_both {
        found.is_both = true;
        return found;
    }
    let takes = |piece: &str, names: &mut Vec<String>| {
        let rest = take_known(&fold(piece), known, names);
        !rest.chars().any(char::is_alphanumeric) || is_filler(&rest)
    };
    let is_nothing =
        |piece: &str| tidy(piece).is_empty() || matches!(mark(piece), Some(Mark::No | Mark::NotApplicable));
    for piece in text.split(['、', ',', '，', '\n', ';', '；']).filter(|piece| !is_nothing(piece)) {
        let mut names = found.names.clone();
        if takes(piece, &mut names) {
            found.names = names;
            continue;
        }
        // A name may hold one of these signs itself; only what is left over is cut at them.
        for part in piece.split(['/', '／', '＋', '+', '&', '＆']).filter(|part| !is_nothing(part)) {
            if !takes(part, &mut found.names) {
                found.strangers.push(tidy(part));
            }
        }
    }
    found
}

/// Words that name no system of their own.
fn is_filler(rest: &str) -> bool {
    matches!(
        rest.trim_matches(|c: char| !c.is_alphanumeric()),
        "と" | "の" | "のみ" | "および" | "及び" | "利用" | "使用"
    )
}

fn take_known(folded: &str, known: &[(String, String)], names: &mut Vec<String>) -> String {
    let mut rest = folded;
    let mut left = String::new();
    while let Some(c) = rest.chars().next() {
        let longest = known
            .iter()
            .filter(|(key, _)| !key.is_empty() && rest.starts_with(key.as_str()))
            .max_by_key(|(key, _)| key.len());
        if let Some((key, name)) = longest {
            if !names.contains(name) {
                names.push(name.clone());
            }
            rest = rest.strip_prefix(key.as_str()).unwrap_or_default();
        } else {
            left.push(c);
            rest = rest.strip_prefix(c).unwrap_or_default();
        }
    }
    left
}

/// Whether a note says that the device is the person's own (私物, BYOD), and does not deny it.
pub(super) fn says_private(note: &str) -> bool {
    let words = lexicon();
    let folded = fold(note);
    words.list("byod", "private").iter().any(|word| {
        folded.split_once(word.as_str()).is_some_and(|(_, after)| {
            let near: String = after.chars().take(10).collect();
            !words.list("byod", "denied").iter().any(|denied| near.contains(denied.as_str()))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(reading: &Reading) -> Vec<(&str, &str)> {
        reading.sets.iter().map(|(key, text)| (*key, text.as_str())).collect()
    }

    #[test]
    fn places_give_flags_and_names() {
        assert_eq!(read(&places("施設内（診察室1）")), [("places", "inside"), ("place_text", "診察室1")]);
        assert_eq!(
            read(&places("施設内・施設外（訪問先）")),
            [("places", "inside\noutside"), ("place_text", "訪問先")]
        );
        assert_eq!(read(&places("施設外（患者宅・車内）")), [("places", "outside"), ("place_text", "患者宅・車内")]);
        assert_eq!(read(&places("診察室2")), [("places", "inside"), ("place_text", "診察室2")]);
        assert_eq!(read(&places("院内：受付")), [("places", "inside"), ("place_text", "受付")]);
        assert_eq!(read(&places("訪問先")), [("places", "outside"), ("place_text", "訪問先")]);
        assert!(places("どこか").unread.is_some());
    }

    #[test]
    fn networks_keep_the_carrier() {
        assert_eq!(read(&networks("キャリア（docomo）")), [("networks", "carrier"), ("network_text", "docomo")]);
        assert_eq!(read(&networks("施設内無線ＬＡＮ・キャリア")), [("networks", "wireless\ncarrier")]);
        assert_eq!(read(&networks("施設内有線LAN")), [("networks", "wired")]);
        assert_eq!(read(&networks("Wi-Fi、4G")), [("networks", "wireless\ncarrier")]);
        assert_eq!(read(&networks("ドコモ")), [("networks", "carrier"), ("network_text", "ドコモ")]);
        assert!(networks("公衆無線LAN").unread.is_some());
    }

    #[test]
    fn systems_are_found_however_they_are_joined() {
        let known: Vec<(String, String)> = lexicon()
            .systems
            .iter()
            .flat_map(|system| system.names.iter().map(|name| (name.clone(), system.name.clone())))
            .collect();
        assert_eq!(systems("Man・Go!・MCS", &known).names, ["Man・Go!", "MCS"]);
        assert_eq!(systems("在宅連絡帳（MCS）", &known).names, ["MCS"]);
        assert_eq!(systems("ＭＣＳ、マンゴー", &known).names, ["MCS", "Man・Go!"]);
        assert!(systems("両方", &known).is_both);
        assert_eq!(systems("いろはネット", &known).strangers, ["いろはネット"]);
    }

    #[test]
    fn lessons_and_pledges_say_only_what_is_written() {
        let text = |text: &str| Value::Text(text.to_owned());
        let kinds = |written: &str, heading: &str| -> Vec<(String, String)> {
            let events = lessons(&text(written), heading);
            events.drafts.iter().map(|d| (d.get("kind").to_owned(), d.get("attended_on").to_owned())).collect()
        };
        let pair = |kind: &str, day: &str| vec![(kind.to_owned(), day.to_owned())];
        assert_eq!(kinds("受講", "講習"), pair("course", ""));
        assert_eq!(kinds("ビデオ視聴", "講習"), pair("video", ""));
        assert_eq!(kinds("済（R8.6.14）", "講習会・ビデオ"), pair("unstated", "令和8年6月14日"));
        assert_eq!(kinds("○", "ビデオ視聴"), pair("video", ""));
        assert!(kinds("未", "講習").is_empty());
        assert!(kinds("未受講", "講習").is_empty());
        assert_eq!(pledges(&text("後日提出")).drafts.len(), 0);
        assert!(pledges(&text("後日提出")).unread.is_some());
        assert_eq!(pledges(&text("未")), Events::default());
        assert_eq!(pledges(&text("令和５年１２月１６日")).drafts.len(), 1);
        assert_eq!(policy_reads(&text("○")).drafts.len(), 1);
        assert_eq!(policy_reads(&text("未読")), Events::default());
    }

    #[test]
    fn only_a_note_that_says_so_makes_a_device_private() {
        assert!(says_private("私物端末（BYOD申請済）"));
        assert!(says_private("ＢＹＯＤ"));
        assert!(!says_private("BYODなし"));
        assert!(!says_private("私物ではない"));
        assert!(!says_private("産休中"));
    }
}
