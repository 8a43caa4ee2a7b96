//! How slow a passphrase is made: floor, cap, and the calibration of this PC.

use std::time::Instant;

use serde::{Deserialize, Serialize};

use super::error::VaultError;
use super::secret::Secret;
use super::suite::stretch;

/// Argon2id parameters as a slot stores them: KiB of memory, passes, lanes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct KdfParams {
    /// Memory in KiB.
    pub m: u32,
    /// Passes.
    pub t: u32,
    /// Lanes.
    pub p: u32,
}

impl KdfParams {
    /// Nothing below is accepted, not even for reading.
    pub const FLOOR: Self = Self { m: 64 * 1024, t: 3, p: 1 };
    /// Nothing above is accepted: a planted slot must not freeze the PC.
    pub const CAP: Self = Self { m: 1024 * 1024, t: 24, p: 8 };

    /// Between floor and cap.
    #[must_use]
    pub const fn is_acceptable(self) -> bool {
        let (low, high) = (Self::FLOOR, Self::CAP);
        self.m >= low.m
            && self.m <= high.m
            && self.t >= low.t
            && self.t <= high.t
            && self.p >= low.p
            && self.p <= high.p
    }
}

/// How the parameters of a new slot are chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kdf {
    /// About 0.7 seconds on this PC. What the product uses.
    Calibrated,
    /// The least the reader accepts (64 MiB, 3 passes): tests and sample data.
    Least,
}

/// One opening may take about so long.
const TARGET_SECONDS: f64 = 0.7;
const GIB: u64 = 1024 * 1024 * 1024;

impl Kdf {
    /// The parameters for this PC.
    ///
    /// # Errors
    /// Out of memory even for the smallest calculation.
    pub fn choose(self) -> Result<KdfParams, VaultError> {
        match self {
            Self::Least => Ok(KdfParams { m: 64 * 1024, t: 3, p: 2 }),
            Self::Calibrated => calibrate(),
        }
    }
}

fn calibrate() -> Result<KdfParams, VaultError> {
    // 8 GiB are sold as a little less once the graphics chip has taken its share.
    let first = if total_memory() >= 7 * GIB { 256 } else { 128 };
    for mib in [first, 128, 64] {
        let params = KdfParams { m: mib * 1024, t: 3, p: 2 };
        let start = Instant::now();
        match stretch(&Secret::from("calibration"), &[0; 16], params) {
            Err(VaultError::OutOfMemory) => {}
            Err(other) => return Err(other),
            Ok(_) => {
                let per_pass = (start.elapsed().as_secs_f64() / f64::from(params.t)).max(0.001);
                let wanted = (TARGET_SECONDS / per_pass).round().clamp(3.0, 12.0);
                #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // 3 to 12
                return Ok(KdfParams { t: wanted as u32, ..params });
            }
        }
    }
    Err(VaultError::OutOfMemory)
}

/// This PC's memory in bytes; 0 where the system does not say.
fn total_memory() -> u64 {
    sysinfo::System::new().map_or(0, |mut system| {
        system.refresh_memory();
        system.total_memory()
    })
}
