//! 事故: the fields (項目) of an incident, in the order of the form.

use crate::base::{Coded, Field, Input, Kind, Span};

use super::choice::{Cause, DataItem, Exclusion, FlowKind, Form, PeopleBy, Sort, Sure};

const GROUP_A: &str = "何が起きたか";
const GROUP_B: &str = "いつ・だれが気づいたか";
const GROUP_C: &str = "くわしい状況（5W1H）";
const GROUP_D: &str = "かかわる人と機器";
const GROUP_E: &str = "もれたおそれのある情報";
const GROUP_F: &str = "保護の状態";
const GROUP_G: &str = "影響と、そのあとの対応";
const GROUP_H: &str = "個人情報保護法の報告";

const TIME: &str = "例 17:40、昨日 9時、11/27 17:40";

/// 事故の種類
pub const FLOW: Field = Field::new("flow", "事故の種類", Input::Choice(FlowKind::CHOICES)).required().group(GROUP_A);
/// 区分
pub const SORT: Field = Field::new("sort", "区分", Input::Choice(Sort::CHOICES)).required().group(GROUP_A);
/// 概要
pub const SUMMARY: Field = Field::new("summary", "概要", Input::Line)
    .group(GROUP_A)
    .wide()
    .hint("一行で。例 訪問先から戻る途中で、業務用スマートフォンが見当たらないことに気づいた");
/// 発生した日時
pub const HAPPENED_AT: Field =
    Field::new("happened_at", "起きた日時", Input::At).span(Span::DEED).group(GROUP_B).hint(TIME);
/// 知った日時
pub const KNOWN_AT: Field = Field::new("known_at", "知った日時", Input::At)
    .span(Span::DEED)
    .required()
    .group(GROUP_B)
    .hint("施設のだれかが最初に知った日時。期限はこの日から数えます");
/// 見つけた人
pub const FINDER: Field = Field::new("finder", "見つけた人", Input::Line).group(GROUP_B);
/// 責任者に報告した日時
pub const REPORTED_AT: Field =
    Field::new("reported_at", "責任者に報告した日時", Input::At).span(Span::DEED).group(GROUP_B).hint(TIME);
/// 対応の責任者
pub const LEADER: Field = Field::new("leader", "対応の責任者", Input::Line).group(GROUP_B);
/// いつ
pub const WHEN_WORDS: Field = Field::new("when_words", "いつ", Input::Lines)
    .group(GROUP_C)
    .hint("はっきりしないときは「15時から17時の間」のように");
/// どこで
pub const PLACE: Field = Field::new("place", "どこで", Input::Lines).group(GROUP_C);
/// だれが
pub const WHO: Field = Field::new("who", "だれが", Input::Lines).group(GROUP_C).hint("患者の名前は書きません");
/// 何を
pub const WHAT: Field = Field::new("what", "何を", Input::Lines).group(GROUP_C);
/// なぜ
pub const WHY: Field = Field::new("why", "なぜ", Input::Lines).group(GROUP_C);
/// どうしたのか
pub const HOW: Field = Field::new("how", "どうしたのか", Input::Lines).group(GROUP_C);
/// かかわった人
pub const STAFF: Field = Field::new("staff", "端末などを使っていた人", Input::Link(Kind::Staff)).group(GROUP_D);
/// 端末・媒体
pub const DEVICES: Field = Field::new("devices", "端末・媒体", Input::Links(Kind::Device)).group(GROUP_D);
/// システム
pub const SYSTEMS: Field = Field::new("systems", "システム", Input::Links(Kind::System)).group(GROUP_D);
/// 事業者
pub const VENDOR: Field = Field::new("vendor", "事業者", Input::Link(Kind::Vendor)).group(GROUP_D);
/// 人数のわかり方
pub const PEOPLE_BY: Field =
    Field::new("people_by", "本人の数のわかり方", Input::Choice(PeopleBy::CHOICES)).group(GROUP_E);
/// 人数
pub const PEOPLE: Field = Field::new("people", "本人の数", Input::Line).group(GROUP_E).hint("例 12");
/// 情報の項目
pub const DATA: Field =
    Field::new("data", "情報の項目", Input::Many(DataItem::CHOICES)).group(GROUP_E).hint("中身そのものは書きません");
/// 情報の補足
pub const DATA_WORDS: Field = Field::new("data_words", "情報の補足", Input::Lines).group(GROUP_E);
/// 保管の形
pub const FORM: Field = Field::new("form", "保管の形", Input::Choice(Form::CHOICES)).group(GROUP_F);
/// 暗号化されていたか
pub const ENCRYPTED: Field = Field::new("encrypted", "暗号化されていたか", Input::Choice(Sure::CHOICES)).group(GROUP_F);
/// 鍵・パスワードは守られているか
pub const KEY_SAFE: Field =
    Field::new("key_safe", "暗号の鍵・パスワードは守られているか", Input::Choice(Sure::CHOICES))
        .group(GROUP_F)
        .hint("メモを一緒になくした、などのときは「いいえ」");
/// ロックされていたか
pub const LOCKED: Field =
    Field::new("locked", "画面ロックがかかっていたか", Input::Choice(Sure::CHOICES)).group(GROUP_F);
/// 遠隔ロック・消去ができるか
pub const REMOTE: Field =
    Field::new("remote", "遠隔ロック・消去を使えるか", Input::Choice(Sure::CHOICES)).group(GROUP_F);
/// 保護の補足
pub const PROTECTION_WORDS: Field = Field::new("protection_words", "保護の補足", Input::Lines).group(GROUP_F);
/// 原因
pub const CAUSE: Field = Field::new("cause", "原因", Input::Choice(Cause::CHOICES)).group(GROUP_G);
/// 二次被害
pub const SECOND_DAMAGE: Field = Field::new("second_damage", "二次被害、またはそのおそれ", Input::Lines).group(GROUP_G);
/// 本人への対応
pub const TO_PERSONS: Field = Field::new("to_persons", "本人への対応", Input::Lines).group(GROUP_G);
/// 公表
pub const PUBLICATION: Field = Field::new("publication", "公表の実施状況", Input::Lines).group(GROUP_G);
/// 再発防止
pub const PREVENTION: Field = Field::new("prevention", "再発防止のための措置", Input::Lines)
    .group(GROUP_G)
    .hint("担当者と期限のあることは、対応事項に登録します");
/// その他
pub const REMARKS: Field = Field::new("remarks", "その他参考となる事項", Input::Lines).group(GROUP_G);
/// 要配慮個人情報
pub const SENSITIVE: Field =
    Field::new("sensitive", "病歴・診療・薬など、配慮のいる情報が含まれるか", Input::Choice(Sure::CHOICES))
        .group(GROUP_H);
/// 財産的被害
pub const PROPERTY: Field =
    Field::new("property", "カードや口座など、お金の被害が出るおそれがあるか", Input::Choice(Sure::CHOICES))
        .group(GROUP_H);
/// 不正の目的
pub const IMPROPER: Field =
    Field::new("improper", "盗難・不正アクセス・ウイルスなど、悪意によるおそれがあるか", Input::Choice(Sure::CHOICES))
        .group(GROUP_H);
/// 千人を超えるか
pub const MANY: Field =
    Field::new("many", "本人の数が1,000人を超えるおそれがあるか", Input::Choice(Sure::CHOICES)).group(GROUP_H);
/// 暗号化による除外
pub const EXCLUSION: Field =
    Field::new("exclusion", "暗号化による除外の判断", Input::Choice(Exclusion::CHOICES)).group(GROUP_H);
/// 判断した人
pub const EXCLUSION_BY: Field = Field::new("exclusion_by", "除外を判断した人", Input::Line).group(GROUP_H);
/// 判断した日
pub const EXCLUSION_ON: Field =
    Field::new("exclusion_on", "除外を判断した日", Input::Day).span(Span::DEED).group(GROUP_H);
/// 判断の理由
pub const EXCLUSION_WHY: Field = Field::new("exclusion_why", "除外の判断の理由", Input::Lines).group(GROUP_H);

/// All of them, in the order of the form.
pub const ALL: &[Field] = &[
    FLOW,
    SORT,
    SUMMARY,
    HAPPENED_AT,
    KNOWN_AT,
    FINDER,
    REPORTED_AT,
    LEADER,
    WHEN_WORDS,
    PLACE,
    WHO,
    WHAT,
    WHY,
    HOW,
    STAFF,
    DEVICES,
    SYSTEMS,
    VENDOR,
    PEOPLE_BY,
    PEOPLE,
    DATA,
    DATA_WORDS,
    FORM,
    ENCRYPTED,
    KEY_SAFE,
    LOCKED,
    REMOTE,
    PROTECTION_WORDS,
    CAUSE,
    SECOND_DAMAGE,
    TO_PERSONS,
    PUBLICATION,
    PREVENTION,
    REMARKS,
    SENSITIVE,
    PROPERTY,
    IMPROPER,
    MANY,
    EXCLUSION,
    EXCLUSION_BY,
    EXCLUSION_ON,
    EXCLUSION_WHY,
];
