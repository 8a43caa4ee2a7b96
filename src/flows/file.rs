//! Reading a flow's file: every word known, every citation named, every code used once.

use std::fmt;

use serde::Deserialize;

use crate::base::Coded;
use crate::desk::Problem;
use crate::ledgers::contact::record::Slot;
use crate::ledgers::incident::record::{FlowKind, Report};

use super::flow::{Cited, Each, Fills, Flow, Only, Phase, Step};

/// A file of a flow that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FlowFault {
    /// The file, as `assets/` names it.
    pub file: String,
    /// What is wrong with it, in Japanese.
    pub why: String,
}

impl fmt::Display for FlowFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}：{}", self.file, self.why)
    }
}

impl From<&FlowFault> for Problem {
    fn from(fault: &FlowFault) -> Self {
        Self::new(
            "N-139",
            "この台帳番に入っている、事故のときの手順に誤りがあり、使えません。台帳の中身は変わっていません。",
            "印刷してある緊急時対応シートを使い、台帳番を配布元からもう一度入れてください。直らないときは、番号と「詳しい情報」の内容を配布元に伝えてください。",
        )
        .with_detail(fault.to_string())
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FlowFile {
    kind: FlowKind,
    lead: String,
    step: Vec<StepFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SharedFile {
    title: String,
    source: Source,
    document: Vec<Document>,
    step: Vec<StepFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Source {
    document: String,
    section: String,
    dated: String,
    checked_on: String,
}

/// Which document a group of citations is of.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Document {
    under: String,
    document: String,
    section: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StepFile {
    code: String,
    phase: Phase,
    title: String,
    how: String,
    #[serde(default)]
    wall: String,
    #[serde(default)]
    each: Option<Each>,
    #[serde(default)]
    only: Option<Only>,
    #[serde(default)]
    contact: Vec<Slot>,
    #[serde(default)]
    fills: Option<Fills>,
    #[serde(default)]
    report: Option<Report>,
    #[serde(default)]
    reports: bool,
    cites: Vec<String>,
}

/// What all flows share: the documents cited and the steps that come in each.
pub(super) struct Shared {
    documents: Vec<Document>,
    steps: Vec<Step>,
}

/// Reads what all flows share.
pub(super) fn shared(file: &str, text: &str) -> Result<Shared, FlowFault> {
    let fault = |why: String| FlowFault { file: file.to_owned(), why };
    let SharedFile { title, source, document, step } =
        toml::from_str(text).map_err(|unread| fault(unread.message().to_owned()))?;
    let Source { document: of, section, dated, checked_on } = source;
    if [title, of, section, dated, checked_on].iter().any(|part| part.trim().is_empty()) {
        return Err(fault("題名か出典が空です".to_owned()));
    }
    if document.iter().any(|one| one.document.is_empty() || one.section.is_empty()) {
        return Err(fault("資料の名前が空です".to_owned()));
    }
    let steps = steps(step, &document).map_err(fault)?;
    Ok(Shared { documents: document, steps })
}

/// Reads a flow; the steps all share stand behind its own of the same phase.
pub(super) fn read(file: &str, text: &str, shared: &Shared) -> Result<Flow, FlowFault> {
    let fault = |why: String| FlowFault { file: file.to_owned(), why };
    let FlowFile { kind, lead, step } = toml::from_str(text).map_err(|unread| fault(unread.message().to_owned()))?;
    if file != format!("flows/{}.toml", kind.code()) {
        return Err(fault(format!("ファイルの名前が種類「{}」と合いません", kind.code())));
    }
    if lead.trim().is_empty() {
        return Err(fault("最初の一言が空です".to_owned()));
    }
    let own = steps(step, &shared.documents).map_err(fault)?;
    let all: Vec<Step> = own.into_iter().chain(shared.steps.iter().cloned()).collect();
    for (place, step) in all.iter().enumerate() {
        if all.iter().skip(place + 1).any(|other| other.code == step.code) {
            return Err(fault(format!("手順「{}」が2つあります", step.code)));
        }
    }
    let in_phase = |phase: Phase| all.iter().filter(move |step| step.phase == phase).cloned();
    Ok(Flow { kind, lead, steps: Phase::ALL.iter().flat_map(|phase| in_phase(*phase)).collect() })
}

fn steps(files: Vec<StepFile>, documents: &[Document]) -> Result<Vec<Step>, String> {
    files.into_iter().map(|file| step(file, documents)).collect()
}

fn step(file: StepFile, documents: &[Document]) -> Result<Step, String> {
    let StepFile { code, phase, title, how, wall, each, only, contact, fills, report, reports, cites } = file;
    let is_code = !code.is_empty() && code.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
    if !is_code {
        return Err(format!("手順の名前「{code}」は、英小文字と「-」で書きます"));
    }
    if title.trim().is_empty() || how.trim().is_empty() {
        return Err(format!("手順「{code}」の文章が空です"));
    }
    if title.contains("{}") != each.is_some() {
        return Err(format!("手順「{code}」の「{{}}」と each が合いません"));
    }
    let mut cited: Vec<Cited> = Vec::new();
    for id in &cites {
        let named = documents.iter().find(|one| is_under(id, &one.under));
        let named = named.ok_or_else(|| format!("手順「{code}」の根拠「{id}」の資料がありません"))?;
        let one = Cited { document: named.document.clone(), section: named.section.clone() };
        if !cited.contains(&one) {
            cited.push(one);
        }
    }
    Ok(Step { code, phase, title, how, wall, each, only, contact, fills, report, reports, cites: cited })
}

/// `S000-2.1` is under `S000-2`, not under `S000-21`.
fn is_under(id: &str, group: &str) -> bool {
    id.strip_prefix(group).is_some_and(|rest| rest.chars().next().is_none_or(|c| !c.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::{read, shared};

    const SHARED: &str = r#"
title = "共通"
source = { document = "資料", section = "章", dated = "2026", checked_on = "2026-11-27" }
document = [{ under = "S000-2", document = "資料", section = "章" }]
step = [{ code = "share", phase = "after", title = "知らせる", how = "伝えます。", cites = ["S000-2.1"] }]
"#;

    fn flow(step: &str) -> Result<usize, String> {
        let shared = shared("flows/common.toml", SHARED).unwrap();
        let text = format!("kind = \"spoken\"\nlead = \"まず。\"\nstep = [{step}]");
        read("flows/spoken.toml", &text, &shared).map(|flow| flow.steps.len()).map_err(|fault| fault.why)
    }

    #[test]
    fn what_is_sound_is_read_with_what_all_share() {
        let step = r#"{ code = "stop", phase = "first", title = "止める", how = "すぐに。", cites = [] }"#;
        assert_eq!(flow(step), Ok(2));
    }

    #[test]
    fn what_is_wrong_is_named() {
        for (step, word) in [
            (r#"{ code = "Stop", phase = "first", title = "止", how = "す", cites = [] }"#, "英小文字"),
            (r#"{ code = "stop", phase = "first", title = "", how = "す", cites = [] }"#, "空です"),
            (r#"{ code = "stop", phase = "first", title = "{}を止める", how = "す", cites = [] }"#, "each"),
            (r#"{ code = "stop", phase = "first", title = "止める", how = "す", cites = ["S000-21.1"] }"#, "資料"),
            (r#"{ code = "share", phase = "first", title = "止める", how = "す", cites = [] }"#, "2つ"),
            (r#"{ code = "stop", phase = "soon", title = "止める", how = "す", cites = [] }"#, "soon"),
            (r#"{ code = "stop", phase = "first", title = "止める", how = "す", cites = [], typo = 1 }"#, "typo"),
        ] {
            let why = flow(step).unwrap_err();
            assert!(why.contains(word), "{why}");
        }
        let shared = shared("flows/common.toml", SHARED).unwrap();
        assert!(read("flows/other.toml", "kind = \"spoken\"\nlead = \"a\"\nstep = []", &shared).is_err());
    }
}
