//! A small sRGB profile (ICC version 4) for the output intent of PDF/A.

/// The profile's bytes.
pub(crate) fn srgb_profile() -> Vec<u8> {
    let curve = curve();
    let white = xyz([0xF6D6, 0x1_0000, 0xD32D]);
    // Colorants of IEC 61966-2-1, adapted to D50; s15Fixed16.
    let tags: [(&[u8; 4], Vec<u8>); 9] = [
        (b"desc", words("sRGB")),
        (b"cprt", words("CC0")),
        (b"wtpt", white),
        (b"chad", adaptation()),
        (b"rXYZ", xyz([0x6FA2, 0x38F5, 0x0390])),
        (b"gXYZ", xyz([0x6299, 0xB785, 0x18DA])),
        (b"bXYZ", xyz([0x24A0, 0x0F84, 0xB6CF])),
        (b"rTRC", curve),
        (b"gTRC", Vec::new()),
    ];
    let n_tags = 10u32;
    let mut table = n_tags.to_be_bytes().to_vec();
    let mut data: Vec<u8> = Vec::new();
    let start = 128 + 4 + 12 * n_tags;
    let mut last = (0, 0);
    for (name, bytes) in &tags {
        if !bytes.is_empty() {
            last = (start + count(&data), count(bytes));
            data.extend(bytes);
            data.resize(data.len().next_multiple_of(4), 0);
        }
        entry(&mut table, name, last);
    }
    entry(&mut table, b"bTRC", last);
    let size = 128 + count(&table) + count(&data);
    let mut profile = header(size);
    profile.extend(table);
    profile.extend(data);
    profile
}

fn count(bytes: &[u8]) -> u32 {
    u32::try_from(bytes.len()).unwrap_or_default()
}

fn entry(table: &mut Vec<u8>, name: &[u8; 4], (offset, size): (u32, u32)) {
    table.extend(name);
    table.extend(offset.to_be_bytes());
    table.extend(size.to_be_bytes());
}

fn header(size: u32) -> Vec<u8> {
    let mut bytes = size.to_be_bytes().to_vec();
    bytes.extend([0; 4]);
    bytes.extend([4, 0x20, 0, 0]);
    bytes.extend(b"mntrRGB XYZ ");
    for number in [2026u16, 1, 1, 0, 0, 0] {
        bytes.extend(number.to_be_bytes());
    }
    bytes.extend(b"acsp");
    bytes.extend([0; 28]);
    for number in [0xF6D6u32, 0x1_0000, 0xD32D] {
        bytes.extend(number.to_be_bytes());
    }
    bytes.resize(128, 0);
    bytes
}

fn xyz(numbers: [u32; 3]) -> Vec<u8> {
    let mut bytes = b"XYZ \0\0\0\0".to_vec();
    bytes.extend(numbers.iter().flat_map(|number| number.to_be_bytes()));
    bytes
}

/// From D65 to D50, by Bradford.
fn adaptation() -> Vec<u8> {
    let numbers: [i32; 9] = [68674, 1502, -3290, 1938, 64911, -1119, -605, 987, 49262];
    let mut bytes = b"sf32\0\0\0\0".to_vec();
    bytes.extend(numbers.iter().flat_map(|number| number.to_be_bytes()));
    bytes
}

/// The sRGB curve: gamma 2.4 with its straight foot.
fn curve() -> Vec<u8> {
    let mut bytes = b"para\0\0\0\0\0\x03\0\0".to_vec();
    let numbers: [u32; 5] = [157_286, 62_119, 3_417, 5_072, 2_651];
    bytes.extend(numbers.iter().flat_map(|number| number.to_be_bytes()));
    bytes
}

/// A short ASCII text as `mluc`.
fn words(text: &str) -> Vec<u8> {
    let units: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let mut bytes = b"mluc\0\0\0\0\0\0\0\x01\0\0\0\x0CenUS".to_vec();
    bytes.extend(count(&units).to_be_bytes());
    bytes.extend(28u32.to_be_bytes());
    bytes.extend(units);
    bytes
}
