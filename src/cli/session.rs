//! Opens a ledger for an errand: the passphrase from terminal, input or file.

use std::io::{BufRead, IsTerminal};
use std::path::Path;

use zeroize::Zeroizing;

use crate::base::{Clock, Kind};
use crate::desk::{Command, Done, Problem, Right, allow};
use crate::ledgers::emergency;
use crate::ledgers::registry::INDEXER;
use crate::vault::{
    self, Key, Notice, Place, Policy, Profile, Secret, Stamp, Token, TokenId, Vault, VaultError, find_token, sticks,
};

use super::orders::{Ledger, Passphrase};
use super::{Fault, files, refused, voice};

/// The ledger's folder with this PC's memory.
pub(super) fn place(folder: &Path) -> Place {
    Place::new(folder, Profile::system())
}

/// Opens the ledger as the operator named, for an errand that takes this right.
pub(super) fn open(ledger: &Ledger, right: Right, clock: Clock) -> Result<Vault, Fault> {
    let place = place(&ledger.folder);
    let face = vault::peek(&place)?;
    let operator = match &ledger.operator {
        Some(name) => face.operators.iter().find(|operator| *operator == name).ok_or(VaultError::NoSuchOperator)?,
        None => face.operators.first().ok_or(VaultError::KeysDamaged)?,
    };
    let secret = passphrase(&ledger.passphrase, "合言葉: ")?;
    let token = usb_key(ledger, operator, &face.tokens)?;
    let unlock = |code: Option<&str>| {
        let key = Key::Factors { operator, secret: &secret, token: token.as_ref(), code };
        Vault::unlock(&place, &key, INDEXER, clock.now())
    };
    let vault = match unlock(ledger.code.as_deref()) {
        Err(VaultError::CodeWanted) if std::io::stdin().is_terminal() => unlock(Some(&ask("6桁のコード: ")?)),
        other => other,
    }?;
    vault.notices().iter().for_each(remark);
    let me = vault.me()?;
    let refused = if me.must_change { Err(first_change()) } else { allow(me.office, right) };
    match refused {
        Ok(()) => Ok(vault),
        Err(problem) => {
            close(vault, clock)?;
            Err(problem.into())
        }
    }
}

/// The USB key of an operator who needs one: the file named, or one that is plugged in.
pub(super) fn usb_key(
    ledger: &Ledger,
    operator: &str,
    tokens: &[(String, TokenId)],
) -> Result<Option<Token>, VaultError> {
    match (&ledger.usb_key, tokens.iter().find(|(name, _)| name == operator)) {
        (Some(file), _) => Token::load(file).map(Some),
        (None, Some((_, id))) => Ok(find_token(*id, &sticks())),
        (None, None) => Ok(None),
    }
}

fn first_change() -> Problem {
    Problem::new(
        "Z-071",
        "渡された合言葉のままでは、この操作はできません。台帳は変わっていません。",
        "窓で台帳を開いて自分の合言葉を決めてから、もう一度実行してください。",
    )
}

fn remark(notice: &Notice) {
    match notice {
        Notice::FailedBefore(n_times) => voice::complain(&format!(
            "前回開いてから、合言葉の間違いが{n_times}回ありました。心当たりがなければ管理責任者に知らせてください。"
        )),
        Notice::SecondKeys | Notice::ProfileKeys | Notice::ChosenKeys(_) => {
            voice::complain("鍵ファイルが読めないため、その写しを使いました。窓で台帳を開くと、直し方を案内します。");
        }
        Notice::BroughtBack(made_at) => {
            voice::complain(&format!("{}の控えから戻した台帳です。そのあとの記録は入っていません。", made_at.wareki()));
        }
        Notice::OlderState(_) => voice::complain(
            "この台帳は、このパソコンで前に開いたときの続きではありません。控えから戻した覚えがなければ管理責任者に知らせてください。このことは操作記録に残しました。",
        ),
        Notice::AttemptsLost => voice::complain(
            "合言葉の間違いを数えるファイルが、前回のものではありません。だれかが消したか、古いものに戻したかもしれません。管理責任者に知らせてください。",
        ),
        Notice::PassphraseDue(_) => {
            voice::complain("合言葉を変える時期が過ぎています。窓の「自分の手続き」で変えてください。");
        }
        Notice::RecoveryOpen => {
            voice::complain("復旧シートの確かめがまだ終わっていません。窓で台帳を開くと、案内します。");
        }
    }
}

/// Closes the ledger with its entry, as the window does.
pub(super) fn close(vault: Vault, clock: Clock) -> Result<(), Fault> {
    Ok(vault.lock(clock.now())?)
}

/// Runs a command as the window does.
pub(super) fn run(vault: &mut Vault, command: impl Command + 'static, clock: Clock) -> Result<Done, Fault> {
    let today = clock.today();
    let command: Box<dyn Command> = Box::new(command);
    let done = vault.transact(Stamp::at(clock.now()), |tx| command.run(tx, today)).map_err(refused)?;
    if done.touched.contains(&Kind::Contact) {
        emergency::renew(vault, clock.now())?;
    }
    Ok(done)
}

/// The passphrase.
pub(super) fn passphrase(source: &Passphrase, prompt: &str) -> Result<Secret, Fault> {
    let line = match source {
        Passphrase::Stdin => {
            let mut line = Zeroizing::new(String::new());
            std::io::stdin().lock().read_line(&mut line).map_err(|error| {
                files::fault("Z-021", "標準入力から合言葉を読めませんでした。台帳は変わっていません。", &error)
            })?;
            line
        }
        Passphrase::File(path) => {
            let bytes = Zeroizing::new(files::read(path)?);
            let text = std::str::from_utf8(&bytes).map_err(|_| {
                Fault::misuse("合言葉のファイルが文字として読めません。文字コードはUTF-8にしてください。")
            })?;
            Zeroizing::new(text.strip_prefix('\u{FEFF}').unwrap_or(text).to_owned())
        }
        Passphrase::Ask => ask(prompt)?,
    };
    let first = line.lines().next().unwrap_or_default();
    if first.is_empty() {
        return Err(Fault::misuse("合言葉が空です。"));
    }
    Ok(Secret::new(first.to_owned()))
}

/// A new passphrase for a ledger that is not open yet, typed twice.
pub(super) fn ask_twice() -> Result<Secret, Fault> {
    let first = ask(&format!("新しい合言葉（{}文字以上）: ", <&Policy>::default().least(false)))?;
    let again = ask("もう一度: ")?;
    if *first != *again {
        return Err(Fault::misuse("2回の合言葉が違います。"));
    }
    Ok(Secret::new(first.to_string()))
}

/// Something secret from the terminal.
pub(super) fn ask(prompt: &str) -> Result<Zeroizing<String>, Fault> {
    if !std::io::stdin().is_terminal() {
        return Err(Fault::misuse(
            "合言葉を尋ねる画面がありません。--passphrase-stdin か --passphrase-file で渡してください。",
        ));
    }
    rpassword::prompt_password(prompt)
        .map(Zeroizing::new)
        .map_err(|error| files::fault("Z-021", "合言葉を読めませんでした。台帳は変わっていません。", &error))
}
