//! `sheets` and `print`: the sheets and their PDFs.

use std::path::PathBuf;

use serde_json::json;

use crate::base::text::fold;
use crate::base::{Clock, Day, Kind, RecordId};
use crate::desk::{Problem, Right, SheetOrder};
use crate::inspection::{PrintContext, Printed, SheetKind, Variants, make, sheets as catalogue};
use crate::ledgers::incident::record::Incident;
use crate::ledgers::registry;
use crate::ledgers::staff::record::Staff;
use crate::paper::{Going, Layout, Stand, lay_out, write_pdf};
use crate::vault::{Reader, Vault};

use super::orders::{PrintOrder, Subject};
use super::{Fault, files, session, voice};

/// Lists the sheets.
pub(super) fn sheets(as_json: bool) -> Result<(), Fault> {
    if as_json {
        let all: Vec<_> = catalogue()
            .iter()
            .map(|kind| {
                let subject = kind.needs_subject.map(Kind::code);
                let forms = Variants::of(kind.name).map(|forms| json!({"option": forms.option, "choices": forms.codes()}));
                json!({
                    "name": kind.name, "title": kind.title, "about": kind.about, "needs_subject": subject, "forms": forms,
                })
            })
            .collect();
        return voice::say_json(&all.into());
    }
    let row = |kind: &SheetKind| vec![kind.name.to_owned(), kind.title.to_owned(), kind.about.to_owned()];
    voice::say(&voice::columns(&["指定", "帳票", "内容"], &catalogue().iter().map(row).collect::<Vec<_>>()))
}

/// Makes a PDF and records the printing.
pub(super) fn print(order: &PrintOrder, clock: Clock) -> Result<(), Fault> {
    let mut vault = session::open(&order.ledger, Right::Print, clock)?;
    let subject = order.subject.as_ref().map(|subject| find(&vault, order, subject, clock)).transpose()?;
    let PrintOrder { as_of, from, variant, .. } = *order;
    let sheet = SheetOrder { sheet: order.sheet.name, subject, as_of, from, variant };
    let (layout, pdf) = pdf(&vault, &sheet, clock)?;
    let day = order.as_of.unwrap_or_else(|| clock.today());
    let name = || PathBuf::from(format!("{} {}.pdf", file_name(&layout.title), day.iso()));
    let out = order.out.clone().unwrap_or_else(name);
    files::write(&out, &pdf)?;
    let n_pages = layout.pages.len();
    session::run(&mut vault, Printed::new(sheet, &layout, &pdf), clock)
        .map_err(|fault| files::withdraw(&out, fault))?;
    session::close(vault, clock)?;
    warn_of_missing(&layout);
    voice::say(&format!(
        "「{}」（{n_pages}ページ）を {} に書き出しました。\n台帳の外に出たファイルは暗号化されていません。置き場所に気をつけてください。\n",
        layout.title,
        out.display()
    ))
}

/// A sheet as pages and as PDF.
pub(super) fn pdf(vault: &Vault, order: &SheetOrder, clock: Clock) -> Result<(Layout, Vec<u8>), Fault> {
    let print = PrintContext { printed_at: clock.now(), operator: vault.operator().to_owned() };
    let layout = lay_out(&make(order, &vault.reader(), &print)?);
    let pdf = write_pdf(&layout, &|_, _| Going::On).map_err(Problem::from)?;
    Ok((layout, pdf))
}

/// Names may hold what a file's name must not.
fn file_name(title: &str) -> String {
    title.chars().map(|c| if "\\/:*?\"<>|".contains(c) || c.is_control() { '_' } else { c }).collect()
}

fn warn_of_missing(layout: &Layout) {
    for glyph in &layout.missing {
        let said = match glyph.drawn {
            Stand::UsualShape => format!("「{}」は、登録された字体の代わりに、ふつうの字体で印刷します。", glyph.text),
            Stand::Geta => {
                format!("「{}」は印刷できない文字のため、〓で示しています。手で書き入れてください。", glyph.text)
            }
        };
        voice::complain(&said);
    }
}

/// The person, or the training or device, a sheet is about.
fn find(vault: &Vault, order: &PrintOrder, subject: &Subject, clock: Clock) -> Result<RecordId, Fault> {
    let kind = order.sheet.needs_subject.unwrap_or(Kind::Staff);
    match subject {
        Subject::Id(id) => match id.parse() {
            Ok(id) => Ok(id),
            // An incident is also called by its number.
            Err(_) if kind == Kind::Incident => numbered(vault, order.as_of, id, clock),
            Err(_) => Err(Fault::misuse(format!("「{id}」は記録IDの形ではありません。"))),
        },
        Subject::Name(name) => {
            let found = super::lists::reading(vault, order.as_of, clock, |read| named(read, kind, name))?;
            match found.as_slice() {
                [(id, _)] => Ok(*id),
                [] => Err(nothing(kind, name)),
                several => Err(too_many(kind, several)),
            }
        }
    }
}

/// The incident of a number: R8-02.
fn numbered(vault: &Vault, as_of: Option<Day>, number: &str, clock: Clock) -> Result<RecordId, Fault> {
    let all = super::lists::reading(vault, as_of, clock, |read| Ok(read.list::<Incident>()?))?;
    let own = all.into_iter().find(|kept| fold(&kept.record.number()) == fold(number));
    own.map(|kept| kept.id.into()).ok_or_else(|| nothing(Kind::Incident, number))
}

/// Whose name or reading it is; where there is none, in whose it occurs. What is no person is also found as lists to
/// choose from call it: a training of the same name was often held more than once, and there its day stands before it.
fn named(read: &Reader<'_>, kind: Kind, name: &str) -> Result<Vec<(RecordId, String)>, Problem> {
    let all: Vec<(RecordId, String, [String; 2])> = if kind == Kind::Staff {
        let words = |staff: &Staff| [fold(&staff.name), fold(&staff.kana)];
        let people = read.list::<Staff>()?.into_iter();
        people.map(|kept| (kept.id.into(), kept.record.name.clone(), words(&kept.record))).collect()
    } else {
        let offered = (registry::of(kind).options)(read)?.into_iter();
        offered.map(|one| (one.id, one.title.clone(), [fold(&one.name), fold(&one.title)])).collect()
    };
    let sought = fold(name);
    let pick = |fits: &dyn Fn(&String) -> bool| -> Vec<(RecordId, String)> {
        let chosen = all.iter().filter(|(_, _, words)| words.iter().any(fits));
        chosen.map(|(id, title, _)| (*id, title.clone())).collect()
    };
    let exact = pick(&|own| *own == sought);
    Ok(if exact.is_empty() { pick(&|own| !sought.is_empty() && own.contains(&sought)) } else { exact })
}

fn nothing(kind: Kind, name: &str) -> Fault {
    let word = if kind == Kind::Staff { "氏名" } else { "名前" };
    Problem::new(
        "Z-031",
        format!("「{name}」という{}は見つかりません。台帳は変わっていません。", kind.label()),
        format!("{word}は daichoban list 台帳 {} で確かめられます。", kind.code()),
    )
    .into()
}

fn too_many(kind: Kind, found: &[(RecordId, String)]) -> Fault {
    let lines: Vec<String> = found.iter().map(|(id, title)| format!("{id}  {title}")).collect();
    let (said, advice) = if kind == Kind::Staff {
        (format!("その氏名に当てはまる利用者が{}人います", found.len()), "--id で1人を指定してください。")
    } else {
        let said = format!("その名前に当てはまる{}が{}件あります", kind.label(), found.len());
        (said, "--id で1件を指定するか、--name に上の一覧のとおり指定してください。")
    };
    Problem::new("Z-032", format!("{said}。台帳は変わっていません。\n{}", lines.join("\n")), advice).into()
}
