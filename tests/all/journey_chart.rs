//! 連絡体制図: it fits its page however many contacts there are, what is missing is seen, and the order of calling is
//! changed by buttons and by hand.

use daichoban::base::{Coded, ContactId, Day, Kept, Kind, RecordId};
use daichoban::demo;
use daichoban::desk::{Route, SheetOrder};
use daichoban::ledgers::chart::{Chart, Placed, Room, Target, place, plans};
use daichoban::ledgers::contact::record::{Contact, Slot};
use daichoban::ledgers::facts::Facts;
use daichoban::paper::{Area, BoxLook, Item, lay_out, write_pdf};
use daichoban::vault::Act;

use crate::sheets_support as sheets;
use crate::support::desk::Seat;

fn today() -> Day {
    Day::new(2026, 11, 20).unwrap()
}

fn contact(number: usize, slot: Slot, name: &str) -> Kept<Contact> {
    let record = Contact {
        name: name.to_owned(),
        slot,
        person: "情報システム管理室 夜間休日受付".to_owned(),
        phone: format!("0985-00-{number:04}"),
        hours: "平日8時30分～17時15分、土曜は12時まで".to_owned(),
        deputy: "当直 0985-00-9999（内線 123）".to_owned(),
        agreement: String::new(),
        source: String::new(),
        checked_on: (!number.is_multiple_of(3)).then(today),
        place: None,
        ended_on: None,
        note: String::new(),
    };
    Kept { id: RecordId::fresh().into(), version: 1, record }
}

/// So many contacts with long names, spread over all slots.
fn many(n_contacts: usize) -> Facts {
    let slots = Slot::ALL.iter().cycle();
    let name = "医療法人社団みほん会 情報システム・個人情報保護 緊急時対応総合窓口";
    let all = (0..n_contacts).zip(slots).map(|(number, slot)| contact(number, *slot, &format!("{name} {number}")));
    let mut contacts: Vec<_> = all.collect();
    contacts.sort_by_key(|kept| Slot::ALL.iter().position(|slot| *slot == kept.record.slot));
    Facts { contacts, ..Facts::default() }
}

fn assert_sound(placed: &Placed, room: Room) {
    let drawn = &placed.diagram;
    assert!(drawn.height <= room.0, "{} of {}", drawn.height, room.0);
    assert!(drawn.smallest() >= 7.0, "{}", drawn.smallest());
    let page = Area { x: 0.0, y: 0.0, w: drawn.width, h: drawn.height };
    let solid: Vec<_> = drawn.boxes.iter().filter(|one| one.look != BoxLook::Ground).collect();
    for (number, one) in solid.iter().enumerate() {
        assert!(page.holds(&one.place), "outside the page: {one:?}");
        let met = solid.iter().skip(number + 1).find(|other| one.place.meets(&other.place));
        assert!(met.is_none(), "{one:?} lies on {met:?}");
    }
    let grounds: Vec<_> = drawn.boxes.iter().filter(|one| one.look == BoxLook::Ground).collect();
    for (number, one) in grounds.iter().enumerate() {
        assert!(grounds.iter().skip(number + 1).all(|other| !one.place.meets(&other.place)), "{one:?}");
    }
    assert!(drawn.arrows.iter().flat_map(|arrow| &arrow.points).all(|(x, y)| *x >= 0.0 && *y >= 0.0));
}

#[test]
fn nothing_lies_on_anything_else_for_none_to_sixty_contacts() {
    for plan in plans() {
        for n_contacts in [0, 1, 2, 7, 13, 25, 40, 60] {
            let facts = many(n_contacts);
            let chart = Chart::of(&facts, today(), Some(plan));
            let placed = place(&chart, Room::PAGE);
            assert_sound(&placed, Room::PAGE);
            let on_screen = place(&chart, Room::SCREEN);
            assert_sound(&on_screen, Room::SCREEN);
            let reached: Vec<ContactId> = on_screen
                .spots
                .iter()
                .filter_map(|spot| match spot.target {
                    Target::Contact(id) => Some(id),
                    Target::None | Target::Enter(_) | Target::Roles => None,
                })
                .collect();
            assert_eq!(reached.len(), n_contacts, "a screen scrolls and leaves nobody out");
            let is_told = |id: &ContactId| {
                placed.left_over.contains(id) || placed.spots.iter().any(|spot| spot.target == Target::Contact(*id))
            };
            assert!(reached.iter().all(is_told), "who is not on the page is in the list behind it");
        }
    }
}

#[test]
fn an_empty_slot_that_is_asked_for_is_a_dashed_box_and_another_is_left_out() {
    let mut facts = many(0);
    facts.contacts = vec![contact(1, Slot::Insurer, "みほん損保")];
    let chart = Chart::of(&facts, today(), None);
    let missing: Vec<Slot> = chart
        .outside
        .iter()
        .filter(|group| group.nodes.iter().any(|node| node.is_missing))
        .filter_map(|group| group.slot)
        .collect();
    assert_eq!(missing, [Slot::Vendor, Slot::SecurityVendor, Slot::Expert, Slot::Police, Slot::Ministry]);
    assert!(chart.inside.iter().flat_map(|group| &group.nodes).any(|node| node.target == Target::Enter(Slot::Inside)));
    assert!(chart.outside.iter().any(|group| group.slot == Some(Slot::Insurer)));
    assert!(!chart.outside.iter().any(|group| group.slot == Some(Slot::Ppc)));
    let dashed = place(&chart, Room::PAGE).diagram.boxes.iter().filter(|one| one.look == BoxLook::Missing).count();
    assert_eq!(dashed, 8, "five outside, the roles, the management, the number inside");
    assert_eq!(Chart::open_slots(&facts, today()).len(), Slot::ASKED.len());
}

#[test]
fn the_chart_is_one_page_and_what_it_could_not_hold_follows_in_a_list() {
    let vault = sheets::sample();
    let layout = sheets::page(&vault, "contact-chart", None, None, today());
    let text = layout.pages.first().unwrap().text();
    for words in [
        "連絡体制図",
        "施設の中",
        "気づいた人",
        "濵田 誠一郎",
        "すぐに知らせる",
        "県警察本部 サイバー犯罪相談窓口",
        "まだ登録がありません",
        "未登録です",
        "この図の並べ方は台帳番のものです",
    ] {
        assert!(text.replace('\n', "").contains(words), "{words}: {text}");
    }
    assert_eq!(layout.pages.len(), 1);
    let is_readable = |item: &Item| !matches!(item, Item::Text(run) if run.size < 6.99);
    assert!(layout.pages.iter().flat_map(|page| &page.items).all(is_readable));
    let bytes = write_pdf(&layout, &|_, _| daichoban::paper::Going::On).unwrap();
    assert!(bytes.starts_with(b"%PDF-1.7"));
    keep("contact-chart", &bytes);
    let emergency = sheets::page(&vault, "emergency-sheet", None, None, today());
    assert_eq!(emergency.pages.len(), 1);
    keep("emergency-sheet", &write_pdf(&emergency, &|_, _| daichoban::paper::Going::On).unwrap());
    drop(vault);
    // The same drawing with more than a page can hold.
    for n_contacts in [0, 25, 60] {
        let placed = place(&Chart::of(&many(n_contacts), today(), None), Room::PAGE);
        let sheet = daichoban::paper::Sheet {
            id: "contact-chart",
            title: "連絡体制図".to_owned(),
            form: daichoban::paper::Orientation::Landscape,
            head: daichoban::paper::SheetHead { as_of: Some("令和8年".to_owned()), ..Default::default() },
            seals: Vec::new(),
            foot: daichoban::paper::SheetFoot::default(),
            blocks: vec![daichoban::paper::Block::Diagram(placed.diagram)],
        };
        let layout = lay_out(&sheet);
        assert_eq!(layout.pages.len(), 1, "{n_contacts}");
        keep(&format!("contact-chart-{n_contacts}"), &write_pdf(&layout, &|_, _| daichoban::paper::Going::On).unwrap());
    }
}

/// Keeps a PDF where `DAICHOBAN_PICTURES` says.
fn keep(name: &str, bytes: &[u8]) {
    if let Ok(folder) = std::env::var("DAICHOBAN_PICTURES") {
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(std::path::Path::new(&folder).join(format!("{name}.pdf")), bytes).unwrap();
    }
}

/// The vendors in the order they are called.
fn vendors(seat: &mut Seat) -> Vec<String> {
    let facts = seat.ledger(|vault| Facts::load(&vault.reader()).unwrap());
    let own = facts.contacts.into_iter().filter(|kept| kept.record.slot == Slot::Vendor);
    own.map(|kept| kept.record.name).collect()
}

#[test]
fn the_order_of_calling_is_changed_by_buttons_and_by_hand() {
    let mut seat = Seat::with_sample();
    seat.unlock(demo::PASSPHRASE);
    seat.go(Route::List(Kind::Contact));
    seat.press("連絡体制図");
    assert!(seat.sees("6区分のうち、5区分に電話番号のある連絡先があります"));
    assert!(seat.sees("破線の箱を選ぶと登録できます"));
    seat.picture("chart");
    let before = vendors(&mut seat);
    let [first, second] = before.as_slice() else { panic!("{before:?}") };
    let (first, second) = (first.clone(), second.clone());

    seat.press("並べ替える");
    seat.picture("chart_order");
    seat.reach(&format!("{second}を上へ"));
    assert!(seat.sees("「事業者」の連絡する順を変えました"));
    assert_eq!(vendors(&mut seat), [second.clone(), first.clone()]);
    seat.drag_onto(&format!("{second}をつかんで動かす"), &format!("{first}をつかんで動かす"));
    assert_eq!(vendors(&mut seat), [first.clone(), second.clone()], "by hand");
    let changed = seat.log().into_iter().filter(|line| line.act == Some(Act::Corrected));
    assert!(changed.count() >= 4, "each step stands in the journal");
    let head = seat.head().seq;
    seat.drag_onto(&format!("{second}をつかんで動かす"), &format!("{second}をつかんで動かす"));
    assert_eq!(seat.head().seq, head, "put back where it was, nothing is written");
    seat.press("並べ替えを終える");

    // A box leads to its contact, by the keyboard too; a dashed one to the form.
    let facts = seat.ledger(|vault| Facts::load(&vault.reader()).unwrap());
    let police = facts.contacts.iter().find(|kept| kept.record.slot == Slot::Police).unwrap();
    let name = format!("{} {} 電話 {}", Slot::Police.label(), police.record.name, police.record.phone);
    seat.follow(&name);
    assert!(seat.sees("番号の確認") && seat.sees(&police.record.phone));
    seat.go(Route::Chart);
    let open = Slot::SecurityVendor;
    seat.follow(&format!("{} まだ登録がありません {}", open.label(), open.about()));
    assert_eq!(seat.value("名称"), "");
    assert!(seat.sees("連絡先の登録"));
}

#[test]
fn numbers_are_confirmed_one_by_one_and_all_at_once_after_a_question() {
    let mut seat = Seat::with_sample();
    seat.unlock(demo::PASSPHRASE);
    assert!(seat.sees("連絡先を1年以上確かめていない"), "home says so");
    seat.go(Route::Chart);
    assert!(seat.sees("1年以上確かめられていません"));
    seat.reach("有限会社はなみずき情報を確認した");
    assert!(seat.sees("「有限会社はなみずき情報」の連絡先を今日確認したと記録しました"));
    seat.reach("すべて確かめた…");
    seat.picture("chart_all_checked");
    seat.press("すべて今日確認したと記録する");
    assert!(seat.sees("件の連絡先を今日確認したと記録しました"));
    assert!(seat.sees("どの番号も、この1年のうちに確かめてあります"));
    let facts = seat.ledger(|vault| Facts::load(&vault.reader()).unwrap());
    let is_checked = |kept: &Kept<Contact>| kept.record.phone.is_empty() || kept.record.checked_on == Some(today());
    assert!(facts.contacts.iter().all(is_checked));
}

#[test]
fn the_layout_for_a_pharmacy_can_be_chosen_and_is_printed() {
    let mut seat = Seat::with_sample();
    seat.unlock(demo::PASSPHRASE);
    seat.go(Route::Chart);
    seat.take("薬局");
    assert!(seat.sees("連絡体制図を「薬局」の形にしました"));
    seat.picture("chart_pharmacy");
    seat.go(Route::Sheet(SheetOrder::today("contact-chart")));
    assert!(seat.sees("管理薬剤師"), "on paper too");
    seat.picture("chart_sheet");
}
