//! 合言葉の決まり through the window: chosen by one who answers for the ledger, told where a passphrase is chosen.

use daichoban::demo;
use daichoban::vault::{Act, LogFilter, Policy};
use egui::Key;

use crate::support::desk::Seat;

const SHORT: &str = "ゆき9つもる山の朝";

#[test]
fn a_clinic_follows_the_two_month_rule_and_is_told_when_its_time_is_over() {
    let mut seat = Seat::with_sample();
    seat.unlock(demo::PASSPHRASE);
    seat.press("台帳の情報");
    let policy = Policy::of("LOCAL-2M").unwrap();
    seat.focus("この台帳の合言葉が従う決まり");
    seat.pick("この台帳の合言葉が従う決まり", &policy.name);
    assert!(seat.sees("合言葉の決まりを「2か月ごとの変更（連携ネットワーク）」にしました"));
    assert!(seat.sees("8文字以上。2か月ごとに変えます。"));
    seat.picture("policy_chosen");
    let n_told = seat.ledger(|vault| {
        let told = vault.reader().log(&LogFilter { acts: vec![Act::Settings], ..LogFilter::default() }).unwrap();
        told.iter().filter(|entry| entry.detail.data.as_ref().is_some_and(|data| data["value"] == "LOCAL-2M")).count()
    });
    assert_eq!(n_told, 1);

    seat.ctrl(Key::L);
    seat.unlock(demo::PASSPHRASE);
    assert!(seat.sees("合言葉を変える時期が過ぎています"), "the sample's is as old as its ledger");
    seat.picture("policy_due");
    seat.press("お知らせを閉じる");
    assert!(!seat.sees("時期が過ぎています"));
    seat.press("自分の手続き");
    assert!(seat.sees("合言葉を変える時期が過ぎています"));
    seat.reach("合言葉を変更…");
    assert!(seat.sees("8文字以上"));
    seat.picture("policy_change");
    seat.fill("新しい合言葉", SHORT);
    seat.fill("新しい合言葉（もう一度）", SHORT);
    seat.press("変更する");
    assert!(seat.sees("合言葉を変更しました") && seat.sees("までに、新しい合言葉に変えてください。"));
    assert!(!seat.sees("時期が過ぎています"));
    seat.ctrl(Key::L);
    seat.unlock(SHORT);
    assert!(seat.sees("ホーム") && !seat.sees("時期が過ぎています"));
}
