//! Suite D1 against the vectors of the format's description. They never change: they are the format.

use daichoban::vault::cipher::RawKey;
use daichoban::vault::hex::{from_hex, to_hex};
use daichoban::vault::kdf::KdfParams;
use daichoban::vault::keyfile::mac_key;
use daichoban::vault::suite::{
    GrantBinding, HolderSecret, Key32, SlotBinding, public_key, sha256, stretch, unwrap_secret, wrap,
};
use daichoban::vault::{RecoveryCode, Secret};
use zeroize::Zeroizing;

const VAULT: [u8; 16] =
    [0x10, 0x11, 0x12, 0x13, 0x14, 0x15, 0x16, 0x17, 0x18, 0x19, 0x1a, 0x1b, 0x1c, 0x1d, 0x1e, 0x1f];
const DB_ID: [u8; 16] =
    [0x20, 0x21, 0x22, 0x23, 0x24, 0x25, 0x26, 0x27, 0x28, 0x29, 0x2a, 0x2b, 0x2c, 0x2d, 0x2e, 0x2f];
const LEAST: KdfParams = KdfParams { m: 65536, t: 3, p: 2 };

fn dek() -> Key32 {
    Key32::new([0x33; 32])
}

fn holder(byte: u8) -> HolderSecret {
    HolderSecret { sk: Key32::new([0x50 + byte; 32]), pin: Key32::new([0x60 + byte; 32]) }
}

fn hex(key: &Key32) -> String {
    to_hex(key.as_slice())
}

#[test]
fn a_passphrase_slot_is_as_described() {
    let secret = holder(0);
    let pk = public_key(&secret.sk).unwrap();
    assert_eq!(to_hex(&pk), "ef38b4abd14b0a919cbe6839f6185b97d32607bee359c6c53c12cc7597867d59");
    let passphrase = Secret::from("正しい馬の電池0");
    assert_eq!(
        hex(&stretch(&passphrase, &[0x80; 16], LEAST).unwrap()),
        "0e779a212fae8bc78585864fa89b370895c357e726bd83f9b5987ec7dbb3a2e2"
    );
    let slot = SlotBinding {
        vault: &VAULT,
        unlock: "u01",
        holder: "h01",
        user: "00000000-0000-4000-8000-000000000001",
        factors: "password",
        kdf: LEAST,
        salt: &[0x80; 16],
        pk: &pk,
    };
    assert_eq!(to_hex(&sha256(&slot.aad())), "f71ec49a9d5694593ce8737e910a39a0b9306c7d54a198371a29965250e104dc");
    let kek = slot.kek(&passphrase, None).unwrap();
    assert_eq!(hex(&kek), "4144a9dd757114d893234fa22e799cc27c45c32addae5d310b15f4a0d2c9a750");
    let ct = wrap(&kek, &[0x90; 24], &secret, &slot.aad()).unwrap();
    assert_eq!(
        to_hex(&ct),
        "0d616300ebb92c399168858e4f009911d37bb491fefea3a04ab75ebb970aa92af1c8f9e11862a7b693640f513949b12ad5253cbce70a\
         72a055e36e05c1bc710248373028a78f9c3cf1c4b3112ba9b6f1"
    );
    let opened = unwrap_secret(&kek, &[0x90; 24], &ct, &slot.aad()).unwrap();
    assert_eq!((opened.sk, opened.pin), (secret.sk, secret.pin));
    assert_eq!(hex(&slot.kek(&Secret::from("正しい馬の電池０"), None).unwrap()), hex(&kek), "full width is the same");
}

#[test]
fn a_key_file_on_a_stick_changes_the_key() {
    let secret = holder(1);
    let pk = public_key(&secret.sk).unwrap();
    let slot = SlotBinding {
        vault: &VAULT,
        unlock: "u02",
        holder: "h02",
        user: "00000000-0000-4000-8000-000000000002",
        factors: "password+keyfile",
        kdf: LEAST,
        salt: &[0x81; 16],
        pk: &pk,
    };
    let kek = slot.kek(&Secret::from("正しい馬の電池1"), Some(&[0x44; 32])).unwrap();
    assert_eq!(hex(&kek), "d08178b9a1bb4d9d5275dedb9d32aa33af7dab885aba941cb561c97b455bb088");
}

#[test]
fn a_grant_opens_to_the_data_key_and_only_for_its_holder() {
    let pk = public_key(&holder(0).sk).unwrap();
    let grant = GrantBinding { vault: &VAULT, key: "main", epoch: 1, holder: "h01", pk: &pk };
    let enc = from_hex("106705322edc93016f70a4ab1e586454af260dede8690abf2dc5d0ffc5f2b302").unwrap();
    let ct: [u8; 48] =
        from_hex("aa71c4b00651894e7a3bfcda6cc5a72d7636d7600140358f48b0d2f7458be64545f6a354e40f8cf7511ad45497af72f9")
            .unwrap();
    assert_eq!(grant.open(&holder(0), &enc, &ct), Some(dek()));
    let without_pin = HolderSecret { sk: holder(0).sk, pin: Key32::new([0; 32]) };
    assert_eq!(grant.open(&without_pin, &enc, &ct), None);
    assert_eq!(GrantBinding { epoch: 2, ..grant }.open(&holder(0), &enc, &ct), None);
    let (enc, ct) = GrantBinding { vault: &VAULT, key: "main", epoch: 1, holder: "h01", pk: &pk }
        .seal(&holder(0).pin, &dek())
        .unwrap();
    let own = GrantBinding { vault: &VAULT, key: "main", epoch: 1, holder: "h01", pk: &pk };
    assert_eq!(own.open(&holder(0), &enc, &ct), Some(dek()));
}

#[test]
fn derived_keys_are_as_described() {
    assert_eq!(
        hex(&mac_key(&VAULT, &dek()).unwrap()),
        "f2684c9a781d69b4639d275cf99c9ae0c6ee5d8037e4db4333c85c9ec0712f1c"
    );
    assert_eq!(
        RawKey::of(&dek(), &DB_ID).unwrap().text(),
        "x'251816ba1ff7a46ccdc35268c90b45158cb69a45a591590139fcb24539a78bd79caaef927f8f836115713bb3ac92c2e4'"
    );
    let recovery = RecoveryCode::from_bytes([0x77; 16]).secret(&VAULT).unwrap();
    assert_eq!(hex(&recovery.sk), "64790a4d7b0408365dac137c054dc4d33b24035e4640f6cfd31a34e13279d471");
    assert_eq!(hex(&recovery.pin), "6d660f605c97abb60391d94bbfded667bd000f97ddd30049f69b5e21d5af79b8");
}

#[test]
fn a_raw_key_of_another_length_or_alphabet_is_refused() {
    for length in [0, 62, 63, 64, 95, 97, 160] {
        assert!(RawKey::checked(Zeroizing::new(format!("x'{}'", "a".repeat(length)))).is_err(), "{length}");
    }
    assert!(RawKey::checked(Zeroizing::new(format!("x'{}'", "g".repeat(96)))).is_err());
    assert!(RawKey::checked(Zeroizing::new("a".repeat(99))).is_err());
    assert!(RawKey::checked(Zeroizing::new(format!("x'{}'", "a".repeat(96)))).is_ok());
}

#[test]
fn slips_of_the_pen_on_the_recovery_sheet_are_caught_in_their_group() {
    let bytes = std::array::from_fn(|i| u8::try_from(i * 37 % 256).unwrap());
    let code = RecoveryCode::from_bytes(bytes);
    let groups = code.groups();
    assert_eq!(groups.len(), 8);
    assert_eq!(RecoveryCode::read(&groups.join("-")).unwrap(), code);
    let wide: String = groups.join("　").chars().map(|c| c.to_digit(10).map_or(c, full_width)).collect();
    assert_eq!(RecoveryCode::read(&wide).unwrap(), code);
    for (number, group) in groups.iter().enumerate() {
        assert!(RecoveryCode::is_group(group));
        for wrong in slips(group) {
            assert!(!RecoveryCode::is_group(&wrong), "{group} {wrong}");
            let mut typed = groups.clone();
            typed[number] = wrong;
            assert_eq!(RecoveryCode::read(&typed.concat()).unwrap_err().wrong_groups, [number + 1]);
        }
    }
    assert!(RecoveryCode::read("123456").unwrap_err().wrong_groups.is_empty());
}

fn full_width(digit: u32) -> char {
    char::from_u32('０' as u32 + digit).unwrap()
}

/// Every wrong digit and every swap of neighbours.
fn slips(group: &str) -> Vec<String> {
    let digits: Vec<char> = group.chars().collect();
    let mut slips = Vec::new();
    for i in 0..digits.len() {
        for c in '0'..='9' {
            let mut other = digits.clone();
            other[i] = c;
            slips.push(other);
        }
        if i > 0 {
            let mut other = digits.clone();
            other.swap(i - 1, i);
            slips.push(other);
        }
    }
    slips.into_iter().filter(|other| *other != digits).map(|other| other.into_iter().collect()).collect()
}
