//! What `--help` says.

/// The whole help.
pub(super) const HELP: &str = "\
台帳番 - 診療所の台帳を、暗号化した1つのファイルで守ります

使い方
  daichoban                                  窓を開きます
  daichoban demo [フォルダー]                見本の台帳・PDF・Excelを作ります（省略すると daichoban-demo）
  daichoban new 台帳 --clinic 施設名 --operator 氏名 [--recovery-sheet 復旧シート.pdf]
                                             新しい台帳を作ります
  daichoban import 台帳 ブック [--dry-run] [--json]
                                             Excel・CSVの台帳を取り込みます
  daichoban list 台帳 種類 [--search 言葉] [--as-of 日付] [--json]
                                             記録の一覧を出します（出したことも記録します）
  daichoban todo 台帳 [--as-of 日付] [--json]
                                             その月の終わりまでにやることの一覧を出します
  daichoban deadlines 台帳 [--as-of 日付] [--json]
                                             続いている事故ごとに、個人情報保護委員会への速報・確報の日を出します
  daichoban assess 台帳 [--edition 版] [--facts] [--json]
                                             点検表の項目ごとに、今の答えを出します。--facts を付けると、
                                             台帳でわかることも出します（版を省くと mhlw-cyber/r7）
  daichoban findings 台帳 [--basis 資料] [--json]
                                             台帳からわかる指摘を出します。--basis で、もとになる資料と版を
                                             mhlw-r7、mhlw-7.0、mict、kyo-anshin、jahis、kihon-shishin に絞れます
  daichoban sheets [--json]                  印刷できる帳票の一覧を出します
  daichoban checklists [台帳] [--json]       入っている点検表（年度ごとの版）の一覧を出します。台帳を指定すると、
                                             その台帳に追加した版も出します
  daichoban checklists 台帳 --add 点検表.toml [--dry-run]
                                             点検表の版を確かめて、台帳に追加します
  daichoban checklists --template 出力.toml  点検表のひな形（埋めて使う空の版）を保存します
  daichoban print 台帳 帳票 [-o 出力.pdf] [--as-of 日付] [--id 記録ID | --name 氏名など]
                                             帳票をPDFにします
  daichoban print 台帳 incident-report --id R8-01 [--stage first|follow|last]
                                             事故報告書をPDFにします（段階を省くと、今の段階です）
  daichoban print 台帳 incident-ledger [--names shown]
                                             その年度の事故台帳をPDFにします（氏名は伏せます）
  daichoban print 台帳 operation-log [-o 出力.pdf] [--from 日付] [--until 日付]
                                             操作記録をPDFにします（期間を省くと今月分、--until だけなら
                                             その月の初めからです）
  daichoban verify-print 台帳 照合文字       印刷物の下にある照合文字（記録番号を付けても、QRコードの
                                             内容でもかまいません）から、いつの台帳かを確かめます
  daichoban export 台帳 出力.xlsx            台帳をExcelに書き出します
  daichoban vendor-sheet 台帳 事業者 [出力.xlsx]
                                             今年度の事業者の点検表（事業者確認用）をExcelで作ります
  daichoban vendor-answers 台帳 返ってきた.xlsx [--dry-run]
                                             事業者から返ってきた点検表の回答を読み取ります
  daichoban check 台帳                       ファイルと記録のつながりを点検します
  daichoban log 台帳 [--csv | --json]        操作記録を出します（出したことも記録します）
  daichoban log 台帳 --jsonl 出力.jsonl      操作記録を、つながりを別のプログラムで検証できる形で
                                             ファイルに書き出します（書き出したことも記録します）
  daichoban backup 台帳 [フォルダー]         控えを作り、開いて確かめます（省略すると決めてある場所）
  daichoban backups 台帳 [フォルダー] [--json]
                                             控えの一覧を出します
  daichoban restore 控え 新しいフォルダー    控えを新しいフォルダーに戻します
  daichoban drill 控え                       控えを開いて、すべての記録を確かめます（復元訓練）
  daichoban recover 台帳 [--recovery-file 数字のファイル] [--recovery-sheet 新しいシート.pdf]
                                             復旧シートで新しい合言葉を決めます（渡す合言葉が新しい合言葉です）。
                                             鍵ファイルがないときは、復旧記録12行のファイルを --record で、または
                                             控えのファイルかフォルダーを --keys-from で指定します
  daichoban operator list 台帳 [--json]      台帳を開ける人の一覧を出します
  daichoban operator add 台帳 氏名 --role 役割
                                             操作者を追加し、はじめの合言葉を1度だけ表示します
  daichoban operator role 台帳 氏名 --role 役割
  daichoban operator disable 台帳 氏名 [--reason 理由] [--no-backup]
                                             控えを作ってから操作者を外し、台帳の鍵を作り直します
  daichoban usb-key 台帳 フォルダー          開く人のUSBキーを作ります（次からは合言葉と両方で開きます）
  daichoban rotate 台帳 [--reason 理由] [--no-backup]
                                             控えを作ってから台帳の鍵を作り直します。前の控えも新しい鍵で
                                             作り直します
  daichoban window [台帳] [--renderer auto|gl|software] [--size 1440x900] [--profile フォルダー]
                   [--route 画面] [--shot 絵.png]
                                             窓で台帳を開きます。--shot は窓を開かずに画面の絵を保存します
  daichoban --version                        版を表示します
  daichoban --help                           この説明を表示します

「台帳」は台帳のフォルダーです。「種類」は次のどれかです
  clinic 施設  role 役割  staff 利用者  system システム  account 利用者ID
  device 端末  attendance 講習  policy-read 運用ポリシーの確認  pledge 誓約書
  self-check 自己点検  remedy 対応事項  training 研修  vendor 事業者  contract 保守契約
  remote リモート保守  disclosure MDS・SDS  vendor-sheet 事業者の点検表

「役割」は chief 管理責任者、manager 管理者、clerk 入力者、staff 職員（自分の手続き）、viewer 閲覧（検査用）のどれかです。
操作者が何人もいるときは、--as 氏名 で、だれとして開くかを指定します。

合言葉の渡し方（省略すると、この画面で尋ねます）
  --passphrase-stdin                         標準入力の1行目を使います
  --passphrase-file ファイル                 ファイルの1行目を使います
ファイルを書き出す操作（print・export・vendor-sheet・log --jsonl・checklists --template・window --shot）は、
同じ名前のファイルがあると止まります。前のファイルが要らないときは、次を付けます
  --overwrite                                前のファイルの代わりに書き出します（台帳・控え・鍵のファイルには、
                                             付けても書き込みません）
二要素を使う操作者は、合言葉のほかに次も指定します
  --usb-key ファイル                         USBキーのファイル（省略すると、差してあるものを探します）
  --code 123456                              認証アプリの6桁のコード（省略すると、この画面で尋ねます）

日付は 2026-11-20、R8.11.20、令和8年11月20日 のどれでも書けます。
終了コードは、0が完了、1が問題あり、2が使い方の誤りです。
";
