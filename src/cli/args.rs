//! Reads the command line into an errand. Nothing is opened or written here.

use std::ffi::OsString;
use std::path::PathBuf;

use lexopt::{Arg, Parser, ValueExt};

use crate::base::{Coded, Day, Kind, Office};
use crate::inspection::{PrintMark, SheetKind, Span, Variants, sheet_kind};
use crate::vault::Existing;

use super::Fault;
use super::orders::{
    AssessOrder, ChecklistsOrder, DeadlinesOrder, DemoOrder, Errand, ExportOrder, FindingsOrder, ImportOrder, Ledger,
    ListOrder, LogForm, LogOrder, NewKeys, NewOrder, OperatorDeed, OperatorOrder, Out, Passphrase, PrintOrder,
    RecoverOrder, Subject, TodoOrder, VendorAnswersOrder, VendorSheetOrder, VerifyOrder,
};

/// Everything that was said, before it is judged.
#[derive(Debug, Default)]
struct Said {
    places: Vec<OsString>,
    passphrase: Option<Passphrase>,
    values: Vec<(&'static str, String)>,
    paths: Vec<(&'static str, PathBuf)>,
    flags: Vec<&'static str>,
}

const FLAGS: [&str; 8] = ["facts", "json", "dry-run", "csv", "no-window", "no-backup", "overwrite", "passphrase-stdin"];
const VALUES: [&str; 16] = [
    "basis", "edition", "clinic", "operator", "search", "as-of", "from", "until", "id", "name", "as", "role", "reason",
    "code", "stage", "names",
];
const PATHS: [&str; 10] = [
    "recovery-sheet",
    "recovery-file",
    "record",
    "keys-from",
    "output",
    "passphrase-file",
    "jsonl",
    "usb-key",
    "add",
    "template",
];

/// Reads the command line.
pub(super) fn read(arguments: impl IntoIterator<Item = OsString>) -> Result<Errand, Fault> {
    let mut parser = Parser::from_args(arguments);
    let mut said = Said::default();
    let mut command = None;
    while let Some(arg) = parser.next().map_err(unclear)? {
        match arg {
            Arg::Short('h') | Arg::Long("help") => return Ok(Errand::Help),
            Arg::Short('V') | Arg::Long("version") => return Ok(Errand::Version),
            Arg::Short('o') => {
                let value = parser.value().map_err(unclear)?;
                said.paths.push(("output", value.into()));
            }
            Arg::Long(name) => {
                let name = name.to_owned();
                said.option(&name, &mut parser)?;
            }
            Arg::Value(value) if command.is_none() => command = Some(word(value)?),
            Arg::Value(value) => said.places.push(value),
            Arg::Short(letter) => return Err(unknown(&format!("-{letter}"))),
        }
    }
    said.judge(command.as_deref())
}

impl Said {
    fn option(&mut self, name: &str, parser: &mut Parser) -> Result<(), Fault> {
        let known = |list: &[&'static str]| list.iter().copied().find(|known| *known == name);
        if let Some(flag) = known(&FLAGS) {
            self.flags.push(flag);
        } else if let Some(key) = known(&VALUES) {
            let value = parser.value().map_err(unclear)?;
            self.values.push((key, word(value)?));
        } else if let Some(key) = known(&PATHS) {
            let value = parser.value().map_err(unclear)?;
            self.paths.push((key, value.into()));
        } else {
            return Err(unknown(&format!("--{name}")));
        }
        Ok(())
    }

    #[allow(clippy::too_many_lines)] // one arm a command
    fn judge(mut self, command: Option<&str>) -> Result<Errand, Fault> {
        self.passphrase = Some(self.passphrase()?);
        let errand = match command {
            None => Errand::Help,
            Some("demo") => Errand::Demo(DemoOrder {
                folder: self.place(0).unwrap_or_else(|| PathBuf::from("daichoban-demo")),
                wants_window: !self.take_flag("no-window"),
            }),
            Some("new") => Errand::New(NewOrder {
                ledger: self.ledger()?,
                clinic: self.needed("clinic", "施設名を --clinic で指定してください。")?,
                operator: self.needed("operator", "操作者の氏名を --operator で指定してください。")?,
                recovery_sheet: self.path("recovery-sheet"),
            }),
            Some("list") => self.list()?,
            Some("todo") => Errand::Todo(TodoOrder {
                ledger: self.ledger()?,
                as_of: self.day("as-of")?,
                as_json: self.take_flag("json"),
            }),
            Some("deadlines") => Errand::Deadlines(DeadlinesOrder {
                ledger: self.ledger()?,
                as_of: self.day("as-of")?,
                as_json: self.take_flag("json"),
            }),
            Some("findings") => Errand::Findings(FindingsOrder {
                ledger: self.ledger()?,
                basis: self.value("basis"),
                as_json: self.take_flag("json"),
            }),
            Some("assess") => Errand::Assess(AssessOrder {
                ledger: self.ledger()?,
                edition: self.value("edition").unwrap_or_else(|| "mhlw-cyber/r7".to_owned()),
                has_facts: self.take_flag("facts"),
                as_json: self.take_flag("json"),
            }),
            Some("sheets") => Errand::Sheets { as_json: self.take_flag("json") },
            Some("checklists") => Errand::Checklists(self.checklists()?),
            Some("print") => self.print()?,
            Some("import") => Errand::Import(ImportOrder {
                ledger: self.ledger()?,
                book: self.place(1).ok_or_else(|| Fault::misuse("取り込むExcelかCSVのファイルを指定してください。"))?,
                is_dry_run: self.take_flag("dry-run"),
                as_json: self.take_flag("json"),
            }),
            Some("export") => Errand::Export(ExportOrder {
                ledger: self.ledger()?,
                out: self
                    .place(1)
                    .map(|path| self.out(path))
                    .ok_or_else(|| Fault::misuse("書き出すファイルの名前を指定してください。"))?,
            }),
            Some("vendor-sheet") => self.vendor_sheet()?,
            Some("vendor-answers") => self.vendor_answers()?,
            Some("check") => Errand::Check(self.ledger()?),
            Some("log") => Errand::Log(LogOrder { ledger: self.ledger()?, form: self.log_form()? }),
            Some("verify-print") => Errand::VerifyPrint(VerifyOrder { ledger: self.ledger()?, mark: self.mark()? }),
            Some("backup") => Errand::Backup { ledger: self.ledger()?, folder: self.place(1) },
            Some("backups") => {
                Errand::Backups { ledger: self.ledger()?, folder: self.place(1), as_json: self.take_flag("json") }
            }
            Some("restore") => Errand::Restore {
                backup: self.place(0).ok_or_else(|| Fault::misuse("控えのファイルを指定してください。"))?,
                folder: self.place(1).ok_or_else(|| Fault::misuse("戻す先の新しいフォルダーを指定してください。"))?,
            },
            Some("drill") => {
                let backup = self.place(0).ok_or_else(|| Fault::misuse("控えのファイルを指定してください。"))?;
                Errand::Drill(self.ledger_at(backup))
            }
            Some("recover") => Errand::Recover(RecoverOrder {
                ledger: self.ledger()?,
                code: self.path("recovery-file"),
                record: self.path("record"),
                keys_from: self.path("keys-from"),
                recovery_sheet: self.path("recovery-sheet"),
            }),
            Some("operator") => Errand::Operator(self.operator()?),
            Some("usb-key") => Errand::UsbKey {
                ledger: self.ledger()?,
                folder: self.place(1).ok_or_else(|| Fault::misuse("USBメモリーのフォルダーを指定してください。"))?,
            },
            Some("rotate") => Errand::Rotate {
                ledger: self.ledger()?,
                reason: self.value("reason").unwrap_or_else(|| "鍵の作り直し".to_owned()),
                keys: self.new_keys(),
            },
            Some(other) => return Err(Fault::misuse(format!("「{other}」という操作はありません。"))),
        };
        self.nothing_left(&errand)?;
        Ok(errand)
    }

    fn checklists(&mut self) -> Result<ChecklistsOrder, Fault> {
        Ok(match (self.path("add"), self.path("template")) {
            (Some(_), Some(_)) => {
                return Err(Fault::misuse("--add と --template は、どちらか1つだけ指定してください。"));
            }
            (Some(file), None) => {
                ChecklistsOrder::Add { ledger: self.ledger()?, file, is_dry_run: self.take_flag("dry-run") }
            }
            (None, Some(file)) => ChecklistsOrder::Template(self.out(file)),
            (None, None) => {
                let ledger = self.place(0).map(|folder| self.ledger_at(folder));
                ChecklistsOrder::List { ledger, as_json: self.take_flag("json") }
            }
        })
    }

    fn vendor_sheet(&mut self) -> Result<Errand, Fault> {
        Ok(Errand::VendorSheet(VendorSheetOrder {
            ledger: self.ledger()?,
            vendor: self.place_word(1)?.ok_or_else(|| Fault::misuse("事業者の名前か記録IDを指定してください。"))?,
            out: self.place(2),
            existing: self.existing(),
        }))
    }

    fn vendor_answers(&mut self) -> Result<Errand, Fault> {
        Ok(Errand::VendorAnswers(VendorAnswersOrder {
            ledger: self.ledger()?,
            book: self.place(1).ok_or_else(|| Fault::misuse("返ってきたExcelのファイルを指定してください。"))?,
            is_dry_run: self.take_flag("dry-run"),
        }))
    }

    fn list(&mut self) -> Result<Errand, Fault> {
        let ledger = self.ledger()?;
        let code = self.place_word(1)?.ok_or_else(|| Fault::misuse("一覧にする種類を指定してください。例 staff"))?;
        let kind =
            Kind::from_code(&code).ok_or_else(|| Fault::misuse(format!("「{code}」という種類はありません。")))?;
        Ok(Errand::List(ListOrder {
            ledger,
            kind,
            search: self.value("search").unwrap_or_default(),
            as_of: self.day("as-of")?,
            as_json: self.take_flag("json"),
        }))
    }

    fn print(&mut self) -> Result<Errand, Fault> {
        let ledger = self.ledger()?;
        let name = self
            .place_word(1)?
            .ok_or_else(|| Fault::misuse("印刷する帳票を指定してください。帳票の一覧は daichoban sheets で出ます。"))?;
        let sheet = sheet_kind(&name).ok_or_else(|| {
            Fault::misuse(format!("「{name}」という帳票はありません。帳票の一覧は daichoban sheets で出ます。"))
        })?;
        let subject = match (self.value("id"), self.value("name")) {
            (Some(_), Some(_)) => return Err(Fault::misuse("--id と --name は、どちらか1つだけ指定してください。")),
            (Some(id), None) => Some(Subject::Id(id)),
            (None, Some(name)) => Some(Subject::Name(name)),
            (None, None) => None,
        };
        match (sheet.needs_subject, &subject) {
            (Some(kind), None) => {
                let said = format!(
                    "「{}」は{}1件分の帳票です。--name か --id で指定してください。",
                    sheet.title,
                    kind.label()
                );
                Err(Fault::misuse(said))
            }
            (None, Some(_)) => Err(Fault::misuse(format!("「{}」には --id と --name を指定できません。", sheet.title))),
            (Some(_), Some(_)) | (None, None) => {
                let (from, as_of) = self.days(sheet)?;
                let variant = self.variant(sheet)?;
                let (out, existing) = (self.path("output"), self.existing());
                Ok(Errand::Print(PrintOrder { ledger, sheet, out, existing, as_of, from, subject, variant }))
            }
        }
    }

    /// Which of a sheet's forms is wanted: `--stage follow`.
    fn variant(&mut self, sheet: &SheetKind) -> Result<&'static str, Fault> {
        let Some(forms) = Variants::of(sheet.name) else { return Ok("") };
        let Some(said) = self.value(forms.option) else { return Ok("") };
        forms.code(&said).ok_or_else(|| {
            let codes = forms.codes().join("・");
            Fault::misuse(format!("--{} は {codes} のどれかで指定してください。", forms.option))
        })
    }

    /// `operator VERB LEDGER [NAME]`: the verb stands where other errands have the ledger.
    fn operator(&mut self) -> Result<OperatorOrder, Fault> {
        let verb = self.place_word(0)?.unwrap_or_default();
        if !self.places.is_empty() {
            self.places.remove(0);
        }
        let ledger = self.ledger()?;
        let name = |said: &Self| -> Result<String, Fault> {
            said.place_word(1)?.ok_or_else(|| Fault::misuse("操作者の名前を指定してください。"))
        };
        let deed = match verb.as_str() {
            "list" => OperatorDeed::List { as_json: self.take_flag("json") },
            "add" => OperatorDeed::Add { name: name(self)?, office: self.office()? },
            "role" => OperatorDeed::Role { name: name(self)?, office: self.office()? },
            "disable" => OperatorDeed::Disable {
                name: name(self)?,
                reason: self.value("reason").unwrap_or_else(|| "操作者を外した".to_owned()),
                keys: self.new_keys(),
            },
            other => {
                let said = format!(
                    "「{other}」という操作はありません。operator の後は list・add・role・disable のどれかです。"
                );
                return Err(Fault::misuse(said));
            }
        };
        Ok(OperatorOrder { ledger, deed })
    }

    fn new_keys(&mut self) -> NewKeys {
        NewKeys { skips_backup: self.take_flag("no-backup") }
    }

    fn office(&mut self) -> Result<Office, Fault> {
        let said = "役割を --role で指定してください。chief・manager・clerk・staff・viewer のどれかです。";
        let code = self.needed("role", said)?;
        Office::from_code(&code).ok_or_else(|| Fault::misuse(said))
    }

    /// The first day of a period and the last, or the day a sheet speaks of.
    fn days(&mut self, sheet: &SheetKind) -> Result<(Option<Day>, Option<Day>), Fault> {
        let (as_of, from, until) = (self.day("as-of")?, self.day("from")?, self.day("until")?);
        let wrong = |said: &str| Err(Fault::misuse(format!("「{}」には {said}", sheet.title)));
        match sheet.span {
            Span::Day if from.or(until).is_some() => {
                wrong("--from と --until を指定できません。日付は --as-of で指定してください。")
            }
            Span::Day => Ok((None, as_of)),
            Span::Period if as_of.is_some() => {
                wrong("--as-of を指定できません。期間は --from と --until で指定してください。")
            }
            Span::Period if from.zip(until).is_some_and(|(from, until)| from > until) => {
                Err(Fault::misuse("--from の日付が --until より後になっています。"))
            }
            Span::Period => Ok((from, until)),
        }
    }

    fn log_form(&mut self) -> Result<LogForm, Fault> {
        match (self.take_flag("csv"), self.take_flag("json"), self.path("jsonl")) {
            (true, false, None) => Ok(LogForm::Csv),
            (false, true, None) => Ok(LogForm::Json),
            (false, false, Some(out)) => Ok(LogForm::Lines(self.out(out))),
            (false, false, None) => Ok(LogForm::Text),
            (true, true, _) | (true, _, Some(_)) | (_, true, Some(_)) => {
                Err(Fault::misuse("--csv と --json と --jsonl は、どれか1つだけ指定してください。"))
            }
        }
    }

    /// The characters in the foot of a sheet; their groups may be several words.
    fn mark(&mut self) -> Result<PrintMark, Fault> {
        let words = self.places.split_off(self.places.len().min(1));
        let words = words.into_iter().map(word).collect::<Result<Vec<_>, _>>()?;
        PrintMark::read(&words.join(" ")).map_err(|advice| Fault::misuse(format!("{advice}。")))
    }

    fn passphrase(&mut self) -> Result<Passphrase, Fault> {
        match (self.take_flag("passphrase-stdin"), self.path("passphrase-file")) {
            (true, Some(_)) => {
                Err(Fault::misuse("--passphrase-stdin と --passphrase-file は、どちらか1つだけ指定してください。"))
            }
            (true, None) => Ok(Passphrase::Stdin),
            (false, Some(path)) => Ok(Passphrase::File(path)),
            (false, None) => Ok(Passphrase::Ask),
        }
    }

    fn ledger(&mut self) -> Result<Ledger, Fault> {
        let folder = self.place(0).ok_or_else(|| Fault::misuse("台帳のフォルダーを指定してください。"))?;
        Ok(self.ledger_at(folder))
    }

    fn ledger_at(&mut self, folder: PathBuf) -> Ledger {
        Ledger {
            folder,
            operator: self.value("as"),
            passphrase: self.passphrase.clone().unwrap_or_default(),
            usb_key: self.path("usb-key"),
            code: self.value("code"),
        }
    }

    fn day(&mut self, key: &str) -> Result<Option<Day>, Fault> {
        let Some(text) = self.value(key) else { return Ok(None) };
        let unread = |_| Fault::misuse(format!("「{text}」は日付として読めません。例 R8.11.20"));
        Day::read(&text).map(Some).map_err(unread)
    }

    fn place(&self, number: usize) -> Option<PathBuf> {
        self.places.get(number).map(PathBuf::from)
    }

    fn place_word(&self, number: usize) -> Result<Option<String>, Fault> {
        self.places.get(number).cloned().map(word).transpose()
    }

    fn take_flag(&mut self, flag: &str) -> bool {
        let n_before = self.flags.len();
        self.flags.retain(|said| *said != flag);
        self.flags.len() < n_before
    }

    fn value(&mut self, key: &str) -> Option<String> {
        let at = self.values.iter().position(|(said, _)| *said == key)?;
        Some(self.values.remove(at).1)
    }

    fn path(&mut self, key: &str) -> Option<PathBuf> {
        let at = self.paths.iter().position(|(said, _)| *said == key)?;
        Some(self.paths.remove(at).1)
    }

    /// What becomes of a file that is there already: it stays unless somebody says so.
    fn existing(&mut self) -> Existing {
        if self.take_flag("overwrite") { Existing::Replaced } else { Existing::Kept }
    }

    fn out(&mut self, path: PathBuf) -> Out {
        Out { path, existing: self.existing() }
    }

    fn needed(&mut self, key: &str, said: &str) -> Result<String, Fault> {
        self.value(key).filter(|value| !value.trim().is_empty()).ok_or_else(|| Fault::misuse(said))
    }

    /// What this errand has no use for is a mistake, not to be passed over.
    fn nothing_left(&self, errand: &Errand) -> Result<(), Fault> {
        let n_places = match errand {
            Errand::Help
            | Errand::Version
            | Errand::Sheets { .. }
            | Errand::Checklists(ChecklistsOrder::Template(_)) => 0,
            Errand::Checklists(ChecklistsOrder::List { .. } | ChecklistsOrder::Add { .. }) => 1,
            Errand::Operator(OperatorOrder { deed: OperatorDeed::List { .. }, .. }) => 1,
            Errand::Operator(_) => 2,
            Errand::Demo(_)
            | Errand::Recover(_)
            | Errand::Rotate { .. }
            | Errand::New(_)
            | Errand::Check(_)
            | Errand::Todo(_)
            | Errand::Deadlines(_)
            | Errand::Findings(_)
            | Errand::Assess(_)
            | Errand::Log(_)
            | Errand::VerifyPrint(_)
            | Errand::Drill(_) => 1,
            Errand::List(_)
            | Errand::Print(_)
            | Errand::Import(_)
            | Errand::Export(_)
            | Errand::UsbKey { .. }
            | Errand::Backup { .. }
            | Errand::Backups { .. }
            | Errand::VendorAnswers(_)
            | Errand::Restore { .. } => 2,
            Errand::VendorSheet(_) => 3,
        };
        if let Some(extra) = self.places.get(n_places) {
            return Err(Fault::misuse(format!("「{}」は余分です。", extra.display())));
        }
        let names = self.flags.iter().copied().chain(self.values.iter().map(|(key, _)| *key));
        match names.chain(self.paths.iter().map(|(key, _)| *key)).next() {
            Some(name) => Err(Fault::misuse(format!("この操作では --{name} を使えません。"))),
            None => Ok(()),
        }
    }
}

fn word(value: OsString) -> Result<String, Fault> {
    value.string().map_err(|_| Fault::misuse("文字として読めない指定があります。"))
}

fn unknown(option: &str) -> Fault {
    Fault::misuse(format!("「{option}」という指定はありません。"))
}

#[allow(clippy::needless_pass_by_value)] // for map_err
fn unclear(error: lexopt::Error) -> Fault {
    Fault::misuse(match error {
        lexopt::Error::MissingValue { option } => {
            format!("「{}」の後に値を書いてください。", option.unwrap_or_default())
        }
        lexopt::Error::UnexpectedValue { option, .. } => format!("「{option}」には値を書けません。"),
        _ => "指定を読み取れませんでした。".to_owned(),
    })
}
