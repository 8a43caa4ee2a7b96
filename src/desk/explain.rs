//! Every fault as a problem: one place for the two sentences, what happened (is the data safe?) and what to do.

use std::time::Duration;

use crate::base::Moment;
use crate::paper::PaperError;
use crate::vault::{HolderNote, PassphraseFault, VaultError};

use super::Problem;

impl From<VaultError> for Problem {
    fn from(error: VaultError) -> Self {
        Self::new(error.code(), happened(&error), next(&error)).with_detail(detail(&error))
    }
}

/// What happened, and whether the data is safe.
#[allow(clippy::too_many_lines)] // One arm a fault, nothing else.
fn happened(error: &VaultError) -> String {
    let said = match error {
        VaultError::WrongPassphrase => "合言葉が違います。台帳の中身は変わっていません。",
        VaultError::WrongRecoveryCode => "この復旧コードでは台帳が開きません。台帳の中身は変わっていません。",
        VaultError::TokenWanted(_) => {
            "この操作者は、合言葉のほかにUSBキーも使います。USBキーが見つかりません。台帳の中身は変わっていません。"
        }
        VaultError::WrongToken => "差してあるUSBキーは、この操作者のものではありません。台帳の中身は変わっていません。",
        VaultError::NotAToken => "このファイルは、USBキーではないか、壊れています。台帳の中身は変わっていません。",
        VaultError::TokenBeside => {
            "USBキーは、台帳と同じフォルダーには置けません。台帳を持ち出した人が、鍵も手にするためです。鍵は変わっていません。"
        }
        VaultError::CodeWanted => {
            "合言葉は正しいです。この操作者は、スマートフォンのアプリに出る6桁のコードも使います。台帳の中身は変わっていません。"
        }
        VaultError::WrongCode => "6桁のコードが違います。台帳の中身は変わっていません。",
        VaultError::CodeUsed => "このコードは、すでに1度使われています。台帳の中身は変わっていません。",
        VaultError::LockedOut(wait) => {
            return format!(
                "合言葉の間違いが続いたため、あと{}開けません。台帳の中身は変わっていません。",
                lasting(*wait)
            );
        }
        VaultError::PassphraseRefused(PassphraseFault::TooShort { least }) => {
            return format!("新しい合言葉が短すぎます。{least}文字以上が必要です。台帳の中身は変わっていません。");
        }
        VaultError::PassphraseRefused(PassphraseFault::Guessable) => {
            "新しい合言葉は、推測されやすいものです。合言葉は変わっていません。"
        }
        VaultError::PassphraseRefused(PassphraseFault::UsedBefore) => {
            "その合言葉は、今使っているか、前に使っていたものです。合言葉は変わっていません。"
        }
        VaultError::PassphraseRefused(PassphraseFault::UnknownCharacter) => {
            "新しい合言葉に、使えない文字が入っています。台帳の中身は変わっていません。"
        }
        VaultError::KeysMissing => {
            "台帳を開くための鍵ファイルが見つかりません。台帳のファイルは残っていて、中身は変わっていません。"
        }
        VaultError::KeysDamaged => "鍵ファイルが壊れています。合言葉の間違いではなく、台帳の中身は変わっていません。",
        VaultError::NotKeyFile => "鍵ファイルの場所に、別のファイルが置かれています。台帳の中身は変わっていません。",
        VaultError::KeysTampered => {
            "鍵ファイルが、台帳番以外で書き換えられています。安全のため開きませんでした。台帳の中身は変わっていません。"
        }
        VaultError::NewerFormat => {
            "この台帳は、新しい版の台帳番で作られています。壊れてはいません。台帳の中身は変わっていません。"
        }
        VaultError::KdfRefused => {
            "鍵ファイルの設定が、安全な範囲から外れています。安全のため開きませんでした。台帳の中身は変わっていません。"
        }
        VaultError::OutOfMemory => "パソコンのメモリーが足りません。台帳の中身は変わっていません。",
        VaultError::NotALedger => "このフォルダーには台帳がありません。どのファイルも変わっていません。",
        VaultError::LedgerMissing => {
            "鍵ファイルはありますが、台帳のファイルが見つかりません。残っているファイルは変わっていません。"
        }
        VaultError::LedgerDamaged => {
            "合言葉は正しいのですが、台帳のファイルが壊れています。壊れたファイルはそのまま残してあり、書き換えていません。"
        }
        VaultError::Mismatched => {
            "鍵ファイルと台帳のファイルの組み合わせが違います。合言葉の間違いではなく、どちらの中身も変わっていません。"
        }
        VaultError::RolledBack { .. } => {
            "この台帳は、このパソコンで前に開いたときより古い状態です。安全のため開きませんでした。台帳の中身は変わっていません。"
        }
        VaultError::ReadFailed => {
            "台帳を読んでいる途中で、読めない場所がありました。それまでに保存した記録は書き換えていません。"
        }
        VaultError::AlreadyOpen(note) => return already_open(note.as_ref()),
        VaultError::ReadOnlyFolder => "台帳のフォルダーに書き込めません。台帳の中身は変わっていません。",
        VaultError::DiskFull => {
            "ディスクの空きがなくなりました。今の操作は保存されていませんが、それまでの記録は失われていません。"
        }
        VaultError::Io(_) => {
            "ディスクまたはUSBメモリーから返事がありません。今の操作は保存されていませんが、それまでの記録は失われていません。"
        }
        VaultError::SyncFolder => {
            "このフォルダーは、インターネットの保存サービスと同期されています。ここには台帳を置けません。どのファイルも変わっていません。"
        }
        VaultError::NetworkFolder => {
            "このフォルダーは、別のパソコンや共有の場所にあります。ここには台帳を置けません。どのファイルも変わっていません。"
        }
        VaultError::AlreadyALedger => "このフォルダーには、すでに台帳があります。今ある台帳の中身は変わっていません。",
        VaultError::LedgersOwn => {
            "選んだ場所にあるのは、台帳か控えか鍵のファイルです。失うと台帳を開けなくなるため、何も書き込んでいません。"
        }
        VaultError::FileExists => "同じ名前のファイルがすでにあります。上書きを避けるため、何も書き込んでいません。",
        VaultError::NoSuchOperator => "この名前の操作者はいません。操作者も鍵も変わっていません。",
        VaultError::NameTaken => "操作者の名前が空か、同じ名前の操作者がすでにいます。操作者も鍵も変わっていません。",
        VaultError::LastChief => "管理責任者が1人もいなくなるため、変更できません。操作者も鍵も変わっていません。",
        VaultError::NotOneself => "今開いている自分自身は外せません。操作者も鍵も変わっていません。",
        VaultError::NotABackup => "このファイルは、台帳番の控えではありません。どのファイルも変わっていません。",
        VaultError::BackupDamaged => {
            "この控えは壊れています。控えのファイルはそのまま残してあり、今の台帳の中身も変わっていません。"
        }
        VaultError::BackupUnsound => {
            "作った控えを開いて確かめたところ、台帳と同じになりませんでした。その控えは捨てました。今の台帳の中身は変わっていません。"
        }
        VaultError::FolderNotEmpty => {
            "選んだフォルダーには、すでにファイルがあります。上書きを避けるため、何も書き込んでいません。"
        }
        VaultError::NoSuchRecord => {
            "この記録は見つかりません。取り消されたか、別の台帳のものです。台帳の中身は変わっていません。"
        }
        VaultError::AlreadyThere => "この記録は、すでに台帳にあります。台帳の中身は変わっていません。",
        VaultError::ChangedSince(count) => {
            return format!(
                "そのあとに変わった記録が{count}件あるため、元に戻せません。台帳の中身は変わっていません。"
            );
        }
        VaultError::NothingToUndo => "元に戻せる操作がないか、すでに元に戻してあります。台帳の中身は変わっていません。",
        VaultError::EmptyTransaction => "書き込む内容がありませんでした。台帳の中身は変わっていません。",
        VaultError::NeedsReopen => {
            "フォルダーにある台帳が、ここで開いているものと違うため、書き込みません。それまでに保存した記録は失われていません。"
        }
        VaultError::PlaceGone => "台帳のフォルダーが、今は見つかりません。台帳の中身は変わっていません。",
        VaultError::Unsure => {
            "保存の途中でディスクから返事がなくなり、今の操作が保存されたかどうかを、まだ確かめられません。それまでの記録は失われていません。"
        }
        VaultError::SavedAfterAll => {
            "確かめられずにいた前の操作は、保存されていました。今の操作はまだ保存していません。記録は失われていません。"
        }
        VaultError::UnreadableRecord(_) => {
            "この版の台帳番では読めない記録があります。記録はそのまま残っていて、失われていません。"
        }
        VaultError::Cancelled => "中止しました。台帳の中身は変わっていません。",
        VaultError::NoRandom => "パソコンから、鍵を作るための乱数をもらえませんでした。台帳の中身は変わっていません。",
        VaultError::Database(_) => {
            "台帳のファイルを扱う部分で、思いがけないことが起きました。今の操作は保存されていませんが、それまでの記録は失われていません。"
        }
    };
    said.to_owned()
}

/// What to do.
#[allow(clippy::too_many_lines)] // One arm a fault, nothing else.
const fn next(error: &VaultError) -> &'static str {
    match error {
        VaultError::WrongPassphrase => {
            "大文字・小文字と、かな入力になっていないかを確かめて、もう一度入力してください。忘れたときは「合言葉を忘れたとき」へ進めます。"
        }
        VaultError::WrongRecoveryCode => {
            "復旧シートの台帳の番号と、シートの番号が新しいものかを確かめて、もう一度入力してください。"
        }
        VaultError::TokenWanted(_) => {
            "USBキーを差してから、もう一度「開く」を押してください。なくしたときは、管理責任者が合言葉を再設定するか、復旧シートで開けます。"
        }
        VaultError::WrongToken => "自分のUSBキーに差し替えて、もう一度「開く」を押してください。",
        VaultError::NotAToken => {
            "名前が「.dkey」で終わる、自分のUSBキーのファイルを選んでください。予備があれば、予備を使ってください。"
        }
        VaultError::TokenBeside => "ふだんは抜いておける、USBメモリーのフォルダーを選んでください。",
        VaultError::CodeWanted => "アプリに今出ている6桁のコードを入力してください。",
        VaultError::WrongCode => {
            "アプリに今出ているコードを入力してください。続けて違うと出るときは、このパソコンの時計が合っているか確かめてください。"
        }
        VaultError::CodeUsed => "次のコードが出るのを待って（30秒ほど）、入力してください。",
        VaultError::LockedOut(_) => "そのまま待ってから、もう一度入力してください。待つ間に閉じても、時間は進みます。",
        VaultError::PassphraseRefused(PassphraseFault::TooShort { .. }) => {
            "短い言葉をいくつかつなげると、覚えやすく安全です。"
        }
        VaultError::PassphraseRefused(PassphraseFault::Guessable) => {
            "よくある言葉や氏名、同じ文字の並びを避けて、関係のない言葉をいくつかつなげてください。"
        }
        VaultError::PassphraseRefused(PassphraseFault::UsedBefore) => {
            "今までに使ったことのない、新しい合言葉にしてください。"
        }
        VaultError::PassphraseRefused(PassphraseFault::UnknownCharacter) => {
            "絵文字や特別な記号を除いて、もう一度入力してください。"
        }
        VaultError::KeysMissing => {
            "別の場所に移していないか確かめてください。控えの中の鍵ファイルか、復旧シートの「復旧記録」でも開けます。"
        }
        VaultError::KeysDamaged => {
            "壊れたファイルは消さずに、控えの中の鍵ファイルか、復旧シートの「復旧記録」で開いてください。"
        }
        VaultError::NotKeyFile => {
            "選んだフォルダーが正しいか確かめてください。正しいときは、控えの鍵ファイルを戻してください。"
        }
        VaultError::KeysTampered => {
            "心当たりがなければ、管理責任者に知らせてください。「控えから戻す…」で控えを戻すと開けます。"
        }
        VaultError::NewerFormat => "このパソコンの台帳番を新しい版にしてから、もう一度開いてください。",
        VaultError::KdfRefused => "「控えから戻す…」で、控えを新しいフォルダーに戻して開いてください。",
        VaultError::OutOfMemory => "ほかのソフトを閉じてから、もう一度開いてください。",
        VaultError::NotALedger => {
            "台帳を作ったときのフォルダーを選び直してください。初めて使うときは「新しい台帳を作る」へ進んでください。"
        }
        VaultError::LedgerMissing => {
            "別の場所に移していないか確かめてください。見つからないときは、「控えから戻す…」で戻してください。"
        }
        VaultError::LedgerDamaged => {
            "壊れたファイルは消さずに、「控えから戻す…」でいちばん新しい控えを新しいフォルダーに戻して開いてください。"
        }
        VaultError::Mismatched => "同じ台帳の鍵ファイルと台帳のファイルを、1つのフォルダーにそろえてください。",
        VaultError::RolledBack { .. } => {
            "古いコピーを開いていないか確かめてください。心当たりがなければ、管理責任者に知らせてください。"
        }
        VaultError::ReadFailed => "台帳をいったんロックして開き直し、「台帳の情報」の「今すぐ点検」を行ってください。",
        VaultError::AlreadyOpen(_) => "先に開いているほうの台帳番を閉じてから、もう一度開いてください。",
        VaultError::ReadOnlyFolder => {
            "フォルダーの書き込みの許可か、USBメモリーの書き込み防止を確かめて、もう一度試してください。"
        }
        VaultError::DiskFull => "要らないファイルを片付けて空きを増やし、もう一度操作してください。",
        VaultError::Io(_) => "USBメモリーやケーブルが抜けていないか確かめて、もう一度操作してください。",
        VaultError::SyncFolder => "「ドキュメント」の外など、同期されないフォルダーを選んでください。",
        VaultError::NetworkFolder => "このパソコンの中か、つないだUSBメモリーのフォルダーを選んでください。",
        VaultError::AlreadyALedger => "今ある台帳を開くか、別の空のフォルダーを選んでください。",
        VaultError::LedgersOwn => "別のフォルダーか、別の名前を選んでください。",
        VaultError::FileExists => "別の名前を付けてください。",
        VaultError::NoSuchOperator => "操作者の一覧で名前を確かめてください。",
        VaultError::NameTaken => "所属を付けるなど、ほかの人と区別できる名前にしてください。",
        VaultError::LastChief => "先に、ほかの人を管理責任者にしてください。",
        VaultError::NotOneself => "ほかの管理責任者が開いて、外してください。",
        VaultError::NotABackup => "名前が「.daichoban」で終わる控えのファイルを選び直してください。",
        VaultError::BackupDamaged => "1つ前の控えを選んでください。壊れた控えは消さずに残してください。",
        VaultError::BackupUnsound => {
            "「台帳の情報」の「今すぐ点検」で台帳を確かめてから、別の場所にもう一度控えを作ってください。"
        }
        VaultError::FolderNotEmpty => "新しい名前のフォルダーか、空のフォルダーを選んでください。",
        VaultError::NoSuchRecord => "一覧に戻って、開き直してください。",
        VaultError::AlreadyThere => "一覧に戻って、開き直してください。",
        VaultError::ChangedSince(_) => "変わった記録を1件ずつ訂正してください。",
        VaultError::NothingToUndo => "操作記録で、今の状態を確かめてください。",
        VaultError::EmptyTransaction => "内容を入力してから、もう一度保存してください。",
        VaultError::NeedsReopen => {
            "台帳の入ったUSBメモリーやフォルダーを取り違えていないか確かめ、台帳をロックして開き直してください。"
        }
        VaultError::PlaceGone => {
            "USBメモリーや外付けのディスクに置いているときは、差し直してください。見つかれば、そのまま続けられます。"
        }
        VaultError::Unsure => {
            "USBメモリーやケーブルが抜けていないか確かめてから、もう一度操作してください。保存されていたときは、そのことをお知らせします。"
        }
        VaultError::SavedAfterAll => "一覧で確かめて、足りないものだけを、もう一度登録してください。",
        VaultError::UnreadableRecord(_) => {
            "台帳番を新しい版にしてください。それでも続くときは、番号を添えて相談してください。"
        }
        VaultError::Cancelled => "必要なときに、もう一度始めてください。",
        VaultError::NoRandom => "パソコンを再起動してから、もう一度試してください。",
        VaultError::Database(_) => "台帳をロックして開き直してください。続くときは、番号を添えて相談してください。",
    }
}

fn already_open(note: Option<&HolderNote>) -> String {
    let owner = note.and_then(|note| {
        let since = Moment::read(&note.since).map(|at| format!("{}から", at.wareki()));
        let words = [
            (!note.pc.is_empty()).then(|| format!("パソコン「{}」", note.pc)),
            (!note.os_user.is_empty()).then(|| format!("利用者「{}」", note.os_user)),
            since,
        ];
        let said: Vec<String> = words.into_iter().flatten().collect();
        (!said.is_empty()).then(|| format!("（{}）", said.join("、")))
    });
    format!("この台帳は、別の画面で開かれています{}。台帳の中身は変わっていません。", owner.unwrap_or_default())
}

/// How long, in words: 「45秒」「5分」.
#[must_use]
pub fn lasting(wait: Duration) -> String {
    let seconds = wait.as_secs() + u64::from(wait.subsec_nanos() > 0);
    match (seconds / 60, seconds % 60) {
        (0, seconds) => format!("{seconds}秒"),
        (minutes, 0) => format!("{minutes}分"),
        (minutes, seconds) => format!("{minutes}分{seconds}秒"),
    }
}

/// Technical words without names, values or paths.
fn detail(error: &VaultError) -> String {
    match error {
        VaultError::Io(kind) => format!("io {kind:?}"),
        VaultError::Database(code) => format!("sqlite {code}"),
        VaultError::RolledBack { seen, live } => format!("seen {seen}, now {live}"),
        VaultError::UnreadableRecord(seq) => format!("entry {seq}"),
        VaultError::WrongPassphrase
        | VaultError::WrongRecoveryCode
        | VaultError::TokenWanted(_)
        | VaultError::WrongToken
        | VaultError::NotAToken
        | VaultError::TokenBeside
        | VaultError::CodeWanted
        | VaultError::WrongCode
        | VaultError::CodeUsed
        | VaultError::LockedOut(_)
        | VaultError::PassphraseRefused(_)
        | VaultError::KeysMissing
        | VaultError::KeysDamaged
        | VaultError::NotKeyFile
        | VaultError::KeysTampered
        | VaultError::NewerFormat
        | VaultError::KdfRefused
        | VaultError::OutOfMemory
        | VaultError::NotALedger
        | VaultError::LedgerMissing
        | VaultError::LedgerDamaged
        | VaultError::Mismatched
        | VaultError::ReadFailed
        | VaultError::AlreadyOpen(_)
        | VaultError::ReadOnlyFolder
        | VaultError::DiskFull
        | VaultError::SyncFolder
        | VaultError::NetworkFolder
        | VaultError::AlreadyALedger
        | VaultError::LedgersOwn
        | VaultError::FileExists
        | VaultError::NoSuchOperator
        | VaultError::NameTaken
        | VaultError::LastChief
        | VaultError::NotOneself
        | VaultError::NotABackup
        | VaultError::BackupDamaged
        | VaultError::BackupUnsound
        | VaultError::FolderNotEmpty
        | VaultError::NoSuchRecord
        | VaultError::AlreadyThere
        | VaultError::ChangedSince(_)
        | VaultError::NothingToUndo
        | VaultError::EmptyTransaction
        | VaultError::NeedsReopen
        | VaultError::PlaceGone
        | VaultError::Unsure
        | VaultError::SavedAfterAll
        | VaultError::Cancelled
        | VaultError::NoRandom => String::new(),
    }
}

impl From<PaperError> for Problem {
    fn from(error: PaperError) -> Self {
        let (code, happened, next, detail) = match error {
            PaperError::Stopped => return Self::cancelled(),
            PaperError::Empty => (
                "P-101",
                "印刷する内容がありません。台帳の中身は変わっていません。",
                "記録を登録してから、もう一度印刷してください。",
                String::new(),
            ),
            PaperError::Typeface { face } => (
                "P-102",
                "台帳番に入っている文字の形が読めません。台帳の中身は変わっていません。",
                "台帳番のファイルが壊れています。入れ直してから、もう一度印刷してください。",
                face.to_owned(),
            ),
            PaperError::Misplaced { page } => (
                "P-103",
                "印刷の割り付けができないページがありました。台帳の中身は変わっていません。",
                "番号を添えて相談してください。ほかの帳票は印刷できます。",
                format!("page {page}"),
            ),
            PaperError::Writing { detail } => (
                "P-104",
                "PDFを作れませんでした。台帳の中身は変わっていません。",
                "もう一度試してください。続くときは、番号を添えて相談してください。",
                detail,
            ),
            PaperError::Unreadable { detail } => (
                "P-105",
                "作ったPDFを読み直して確かめることができませんでした。台帳の中身は変わっていません。",
                "もう一度作り直してください。続くときは、番号を添えて相談してください。",
                detail,
            ),
        };
        Self::new(code, happened, next).with_detail(detail)
    }
}
