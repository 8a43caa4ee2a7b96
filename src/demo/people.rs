//! The people of the sample clinic. All names are made up; some are hard to write on purpose.

/// One person of the sample.
#[derive(Debug, Clone, Copy)]
pub(super) struct Person {
    /// Stands for the person in the sample's code, and in the mail address.
    pub key: &'static str,
    pub name: &'static str,
    pub kana: &'static str,
    pub department: &'static str,
    pub profession: &'static str,
    pub number: &'static str,
    /// Months before today when the use began.
    pub since: i32,
}

const fn person(
    key: &'static str,
    name: &'static str,
    kana: &'static str,
    department: &'static str,
    profession: &'static str,
    number: &'static str,
    since: i32,
) -> Person {
    Person { key, name, kana, department, profession, number, since }
}

/// Everybody, in the order in which they were entered.
pub(super) const PEOPLE: [Person; 15] = [
    person("hamada", "濵田 誠一郎", "ハマダ セイイチロウ", "診療部", "医師", "001", 24),
    person("yoshimura", "𠮷村 健太", "ヨシムラ ケンタ", "事務部", "事務", "002", 24),
    person("takahashi", "髙橋 美咲", "タカハシ ミサキ", "看護部", "看護師", "003", 24),
    person("yamasaki", "山﨑 由紀子", "ヤマサキ ユキコ", "看護部", "看護師", "004", 24),
    person("watanabe", "渡邊 直樹", "ワタナベ ナオキ", "診療部", "医師", "005", 24),
    person("katsuragi", "葛\u{E0100}城 さくら", "カツラギ サクラ", "看護部", "准看護師", "006", 24),
    person("tokunaga", "德永 隆", "トクナガ タカシ", "リハビリテーション科", "理学療法士", "007", 24),
    person("yanagihara", "栁原 真由美", "ヤナギハラ マユミ", "看護部", "看護師", "008", 24),
    person("takanashi", "小鳥遊 陽菜", "タカナシ ヒナ", "事務部", "事務", "009", 24),
    person("tsuji", "辻 恵子", "ツジ ケイコ", "居宅介護支援事業所", "介護支援専門員", "010", 24),
    person("hoa", "Nguyễn Thị Hoa", "グエン ティ ホア", "訪問介護課", "介護職", "011", 18),
    person("igarashi", "五十嵐 翔太", "イガラシ ショウタ", "リハビリテーション科", "作業療法士", "012", 14),
    person("henmi", "邉見 千尋", "ヘンミ チヒロ", "薬剤部", "薬剤師", "013", 7),
    person("uchida", "内田 あゆみ", "ウチダ アユミ", "看護部", "看護師", "014", 3),
    person("ohashi", "大𣘺 亮", "オオハシ リョウ", "リハビリテーション科", "言語聴覚士", "015", 0),
];
