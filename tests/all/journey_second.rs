//! The second factor through the window: a USB key that is asked for, a code from a telephone, and where they are told.

use egui::Key;

use crate::support::desk::{NEW_PASSPHRASE, PASSPHRASE, Seat, now};

fn at_own_keys() -> Seat {
    let mut seat = Seat::opened();
    seat.press("自分の手続き");
    seat
}

#[test]
fn a_usb_key_is_made_asked_for_and_given_up() {
    let mut seat = at_own_keys();
    let stick = tempfile::tempdir().unwrap();
    seat.picture("factors");
    seat.reach("USBキーを作る…");
    seat.typed_path("フォルダーの場所", stick.path());
    seat.fill("今の合言葉", "ちがう合言葉ですよねたぶん");
    seat.picture("factors_new_key");
    seat.press("USBキーを作る");
    assert!(seat.sees("合言葉が違います。"));
    assert_eq!(std::fs::read_dir(stick.path()).unwrap().count(), 0, "nothing was written");
    seat.press("閉じる");
    seat.fill("今の合言葉", PASSPHRASE);
    seat.press("USBキーを作る");
    assert!(seat.sees("USBキーを作りました"));
    let file = std::fs::read_dir(stick.path()).unwrap().next().unwrap().unwrap().path();
    seat.reach("合言葉を変更…");
    assert!(seat.sees("8文字以上"), "beside a USB key a shorter one is enough");
    seat.press("やめる");
    seat.press("操作者");
    assert!(seat.sees("利用中（USBキー）"));

    seat.ctrl(Key::L);
    assert!(seat.sees("USBキーを差してから開きます"));
    seat.unlock(PASSPHRASE);
    assert!(seat.sees("USBキーが見つかりません"));
    seat.picture("unlock_key_missing");
    seat.press("USBキーのファイルを選ぶ…");
    seat.typed_path("ファイルの場所", &file);
    assert!(seat.sees("選んだUSBキーを使います"));
    seat.press("開く");
    assert!(seat.sees("ホーム"), "the passphrase did not have to be typed again");

    seat.press("自分の手続き");
    seat.reach("USBキーをやめる…");
    seat.type_new_passphrase(NEW_PASSPHRASE);
    seat.press("USBキーをやめる");
    assert!(seat.sees("USBキーをやめました"));
    seat.ctrl(Key::L);
    seat.unlock(NEW_PASSPHRASE);
    assert!(seat.sees("ホーム"));
}

#[test]
fn a_code_from_a_telephone_is_asked_after_the_passphrase() {
    let mut seat = at_own_keys();
    seat.reach("6桁のコードを使う…");
    seat.picture("factors_codes");
    let secret = totp_rs::Secret::try_from_base32(seat.base32().replace(' ', "")).unwrap();
    let telephone = totp_rs::Builder::new().with_secret(secret).build_noncompliant();
    let code = |step: i64| telephone.generate(u64::try_from(now().millis() / 1000 + step * 30).unwrap()).to_string();
    seat.fill("アプリに出た6桁のコード", "000000");
    seat.press("このコードで登録する");
    assert!(seat.sees("6桁のコードが違います。"));
    seat.press("閉じる");
    seat.fill("アプリに出た6桁のコード", &code(0));
    seat.press("このコードで登録する");
    assert!(seat.sees("6桁のコードを登録しました"));

    seat.ctrl(Key::L);
    seat.unlock(PASSPHRASE);
    assert!(seat.sees("6桁のコード") && !seat.sees("ホーム"));
    seat.picture("unlock_code");
    seat.fill("6桁のコード", &code(0));
    seat.press("開く");
    assert!(seat.sees("このコードは、すでに1度使われています。"));
    seat.fill("6桁のコード", &code(1));
    seat.key(Key::Enter);
    assert!(seat.sees("ホーム"), "one step of drift, and by the keyboard");

    seat.press("自分の手続き");
    seat.reach("6桁のコードをやめる…");
    seat.fill("今の合言葉", PASSPHRASE);
    seat.press("6桁のコードをやめる");
    seat.ctrl(Key::L);
    seat.unlock(PASSPHRASE);
    assert!(seat.sees("ホーム"));
}
