//! The words everything else is built of: days, ids, record kinds, fields, text.

pub mod at;
pub mod choice;
pub mod clock;
pub mod day;
pub mod draft;
pub mod entered;
pub mod era;
pub mod field;
pub mod fonts;
pub mod ids;
pub mod kind;
pub mod office;
pub mod progress;
pub mod record;
pub mod scan;
pub mod text;
mod variants;
#[cfg(windows)]
pub mod windows;

pub use at::{AT_ADVICE, At};
pub use choice::{Choice, Coded};
pub use clock::{Clock, Hand};
pub use day::{Day, DayFault, FiscalYear, Moment};
pub use draft::{Breach, Check, Draft};
pub use entered::{Confirmed, Entered, waits};
pub use field::{Field, Input, Need};
pub use ids::{
    AccountId, AssessmentId, BackupPlanId, ClinicId, ContactId, ContractId, DeviceId, DisclosureId, DisposalId,
    DocumentId, IncidentId, LessonId, LogReviewId, PassageId, PledgeId, PolicyReadId, RecordId, RemedyId, RemoteId,
    RestoreTestId, RoleId, SelfCheckId, StaffId, SystemId, TakeoutId, TrainingId, VendorId, VendorSheetId,
};
pub use kind::Kind;
pub use office::Office;
pub use progress::{Cancelled, Progress};
pub use record::{Index, Kept, Record};
pub use scan::Scan;
