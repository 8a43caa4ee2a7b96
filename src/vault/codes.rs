//! ワンタイムコード: six digits from an app on one's own telephone (TOTP, RFC 6238), asked after the passphrase.
//!
//! Its secret lies inside the ledger: it stops somebody who has seen a passphrase, not somebody who copied the file and
//! has other tools. The window says so.

use serde::{Deserialize, Serialize};
use totp_rs::{Builder, Totp};
use zeroize::Zeroizing;

use super::error::VaultError;
use super::secret::random;
use crate::base::Moment;

/// What is shown in the telephone's app as the issuer.
const ISSUER: &str = "台帳番";
/// One step before and after, for clocks that differ.
const DRIFT: u16 = 1;

/// A shared secret that makes codes. Wiped when dropped.
#[derive(Clone)]
pub struct Codes(Totp);

/// What the ledger keeps of it.
#[derive(Serialize, Deserialize)]
pub(super) struct KeptCodes {
    secret: Zeroizing<String>,
    /// The step of the last code that was taken: each is taken once.
    pub last: u64,
}

impl Codes {
    /// A new one for an operator (160 bits, as RFC 4226 recommends).
    ///
    /// # Errors
    /// The system gave no random numbers.
    pub fn fresh(operator: &str) -> Result<Self, VaultError> {
        Self::of(random::<20>()?.to_vec(), operator)
    }

    fn of(secret: Vec<u8>, operator: &str) -> Result<Self, VaultError> {
        let built = Builder::new()
            .with_secret(secret)
            .with_skew(DRIFT)
            .with_issuer(Some(ISSUER))
            .with_account_name(operator.replace(':', "："))
            .build();
        built.map(Self).map_err(|_| VaultError::Database(-2))
    }

    pub(super) fn kept(kept: &KeptCodes) -> Result<Self, VaultError> {
        let secret = totp_rs::Secret::try_from_base32(kept.secret.as_str()).map_err(|_| VaultError::LedgerDamaged)?;
        Self::of(secret.as_bytes().to_vec(), "-")
    }

    pub(super) fn keep(&self, last: u64) -> KeptCodes {
        KeptCodes { secret: self.text(), last }
    }

    /// What the QR code says (`otpauth://…`).
    ///
    /// # Errors
    /// Never in practice.
    pub fn url(&self) -> Result<Zeroizing<String>, VaultError> {
        self.0.to_url().map(Zeroizing::new).map_err(|_| VaultError::Database(-2))
    }

    /// The secret as text, for an app that cannot read the QR code (Base32).
    #[must_use]
    pub fn text(&self) -> Zeroizing<String> {
        Zeroizing::new(self.0.secret().to_base32())
    }

    /// The step a code belongs to, where it is right now (or one step off).
    #[must_use]
    pub fn step(&self, code: &str, at: Moment) -> Option<u64> {
        let plain: String = crate::base::text::half(code).chars().filter(|c| !c.is_whitespace()).collect();
        self.0.check(&plain, seconds(at)?)
    }

    /// The code of a moment, for tests and for nobody else.
    #[must_use]
    pub fn code(&self, at: Moment) -> String {
        seconds(at).map(|seconds| self.0.generate(seconds).to_string()).unwrap_or_default()
    }
}

fn seconds(at: Moment) -> Option<u64> {
    u64::try_from(at.millis() / 1000).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moment(seconds: i64) -> Moment {
        Moment::read("1970-01-01T00:00:00Z").unwrap().plus_seconds(seconds)
    }

    /// RFC 6238, appendix B (SHA-1), the last six digits.
    #[test]
    fn codes_are_those_of_the_standard() {
        let codes = Codes::of(b"12345678901234567890".to_vec(), "試験").unwrap();
        for (at, code) in
            [(59, "287082"), (1_111_111_109, "081804"), (1_234_567_890, "005924"), (20_000_000_000, "353130")]
        {
            assert_eq!(codes.code(moment(at)), code);
        }
    }

    #[test]
    fn a_code_is_right_one_step_before_and_after_and_no_longer() {
        let codes = Codes::fresh("山田 花子").unwrap();
        let at = moment(1_700_000_010);
        let code = codes.code(at);
        assert!(codes.step(&code, at).is_some());
        assert_eq!(codes.step(&code, at.plus_seconds(30)), codes.step(&code, at));
        assert!(codes.step(&code, at.plus_seconds(-30)).is_some());
        assert!(codes.step(&code, at.plus_seconds(70)).is_none());
        assert!(codes.step("", at).is_none() && codes.step("12345", at).is_none());
        assert!(codes.url().unwrap().starts_with("otpauth://totp/"));
    }
}
