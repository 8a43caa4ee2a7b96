//! Which screen a route opens, and the words by which scripts and drafts name a route.

use crate::base::{Kind, RecordId, StaffId};
use crate::desk::{Problem, Route, Screen, SheetOrder};
use crate::inspection::PrintContext;
use crate::ledgers::assessment::record::Assessment;
use crate::ledgers::device::record::Device;
use crate::ledgers::incident::record::Incident;
use crate::ledgers::pledge::record::Purpose;
use crate::ledgers::registry;
use crate::ledgers::staff::record::Staff;
use crate::vault::Reader;
use crate::{custody, exchange, inspection, overview, procedures};

use super::missing::Missing;

/// The screen of a route.
#[must_use]
pub fn open(route: &Route, seat: &PrintContext) -> Box<dyn Screen> {
    match route {
        Route::Home => Box::new(overview::screen::Home::default()),
        Route::Page(Kind::VendorSheet, id) => exchange::screen::vendor_sheet(*id),
        Route::Page(Kind::Incident, id) => procedures::incident((*id).into()),
        Route::New(Kind::VendorSheet, about) => exchange::screen::prepare_vendor_sheet(*about),
        Route::List(_) | Route::Page(..) | Route::New(..) | Route::NewAs(..) | Route::Edit(..) | Route::History(..) => {
            registry::open(route).unwrap_or_else(|| Box::new(Missing))
        }
        Route::Sheets => inspection::choose(),
        Route::Sheet(order) => inspection::preview(order.clone(), seat.clone()),
        Route::Import => Box::new(exchange::screen::ImportScreen::new(seat.printed_at.day())),
        Route::Log => custody::log(),
        Route::Backups => custody::backups(),
        Route::Operators => custody::operators(),
        Route::Own => custody::own(),
        Route::Chair => procedures::chair(),
        Route::SelfCheck(person, device) => procedures::self_check(*person, *device),
        Route::Policy(person) => procedures::policy(*person),
        Route::Lesson(person) => procedures::lesson(*person),
        Route::Sign(person) => procedures::sign(*person, Purpose::Working),
        Route::Farewell(person) => procedures::sign(*person, Purpose::Leaving),
        Route::Password(person, account) => procedures::password(*person, *account),
        Route::TakeOut(person) => procedures::take_out(*person),
        Route::Steps(person) => procedures::steps(*person),
        Route::Leaving(person) => procedures::leaving(*person),
        Route::Welcome => procedures::welcome(),
        Route::Assessments => procedures::assessments(),
        Route::Assess(id) => procedures::assess(*id),
        Route::Alarm => procedures::alarm(),
        Route::Respond(id) => procedures::respond(*id),
        Route::LeakReport(id) => procedures::leak_report(*id),
        Route::OwnPassphrase => custody::own_passphrase(),
        Route::About => custody::about(),
        Route::Profiles => custody::profiles(),
        Route::Setup => custody::setup(),
        Route::Matrix => procedures::matrix(),
        Route::Chart => inspection::chart(),
        Route::Emergency => custody::emergency(),
    }
}

/// The name under which a route's draft is kept. Only forms have drafts.
#[must_use]
pub fn draft_name(route: &Route) -> String {
    match route {
        Route::New(kind, None) => format!("new:{}", kind.code()),
        Route::New(kind, Some(about)) => format!("new:{}:{about}", kind.code()),
        Route::NewAs(kind, sort) => format!("new-as:{}:{sort}", kind.code()),
        Route::Edit(kind, id) => format!("edit:{}:{id}", kind.code()),
        Route::Page(kind, id) => format!("page:{}:{id}", kind.code()),
        Route::List(kind) => format!("list:{}", kind.code()),
        Route::History(kind, id) => format!("history:{}:{id}", kind.code()),
        Route::Home => "home".to_owned(),
        Route::Sheets | Route::Sheet(_) => "sheets".to_owned(),
        Route::Import => "import".to_owned(),
        Route::Log => "log".to_owned(),
        Route::Backups => "backups".to_owned(),
        Route::Operators => "operators".to_owned(),
        Route::Own => "own".to_owned(),
        Route::Chair => "chair".to_owned(),
        Route::SelfCheck(person, device) => format!("self-check:{person}:{device}"),
        Route::Policy(person) => format!("policy:{person}"),
        Route::Lesson(person) => format!("lesson:{person}"),
        Route::Sign(person) => format!("sign:{person}"),
        Route::Farewell(person) => format!("farewell:{person}"),
        Route::Password(person, account) => format!("password:{person}:{account}"),
        Route::TakeOut(person) => format!("take-out:{person}"),
        Route::Steps(person) => format!("steps:{person}"),
        Route::Leaving(person) => format!("leaving:{person}"),
        Route::Welcome => "welcome".to_owned(),
        Route::Assessments => "assessments".to_owned(),
        Route::Assess(id) => format!("assess:{}:{id}", Kind::Assessment.code()),
        Route::Alarm => "alarm".to_owned(),
        Route::Respond(id) => format!("respond:{}:{id}", Kind::Incident.code()),
        Route::LeakReport(id) => format!("leak-report:{}:{id}", Kind::Incident.code()),
        Route::OwnPassphrase => "own-passphrase".to_owned(),
        Route::About => "about".to_owned(),
        Route::Profiles => "profiles".to_owned(),
        Route::Setup => "setup".to_owned(),
        Route::Matrix => "matrix".to_owned(),
        Route::Chart => "chart".to_owned(),
        Route::Emergency => "emergency".to_owned(),
    }
}

/// The route of a draft's name.
#[must_use]
pub fn of_draft(name: &str) -> Option<Route> {
    let mut parts = name.split(':');
    let place = parts.next()?;
    let kind = parts.next().and_then(Kind::from_code);
    if let ("new-as", Some(kind)) = (place, kind) {
        return parts.next().map(|sort| Route::NewAs(kind, sort.to_owned()));
    }
    let id = parts.next().map(str::parse::<RecordId>).transpose().ok()?;
    Some(match (place, kind, id) {
        ("new", Some(kind), about) => Route::New(kind, about),
        ("edit", Some(kind), Some(id)) => Route::Edit(kind, id),
        ("page", Some(kind), Some(id)) => Route::Page(kind, id),
        ("list", Some(kind), _) => Route::List(kind),
        ("history", Some(kind), Some(id)) => Route::History(kind, id),
        ("home", ..) => Route::Home,
        ("sheets", ..) => Route::Sheets,
        ("import", ..) => Route::Import,
        ("log", ..) => Route::Log,
        ("backups", ..) => Route::Backups,
        ("operators", ..) => Route::Operators,
        ("about", ..) => Route::About,
        ("profiles", ..) => Route::Profiles,
        ("setup", ..) => Route::Setup,
        ("matrix", ..) => Route::Matrix,
        ("chart", ..) => Route::Chart,
        ("emergency", ..) => Route::Emergency,
        ("welcome", ..) => Route::Welcome,
        ("assessments", ..) => Route::Assessments,
        ("assess", _, Some(id)) => Route::Assess(id.into()),
        ("alarm", ..) => Route::Alarm,
        ("respond", _, Some(id)) => Route::Respond(id.into()),
        ("leak-report", _, Some(id)) => Route::LeakReport(id.into()),
        _ => return None,
    })
}

/// A place as a script names it: `staff`, `staff-page:2`, `sheet:mict-ledger` …
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// A route that needs no look into the ledger.
    Route(Route),
    /// The page of the person so many lines down the list, from 1.
    StaffPage(usize),
    /// The form of the person so many lines down the list, from 1.
    StaffEdit(usize),
    /// The history of the person so many lines down the list, from 1.
    StaffHistory(usize),
    /// The self-check of the first device of the person so many lines down the list, from 1.
    SelfCheck(usize),
    /// The newest round of the yearly check.
    Assess,
    /// The newest incident, step by step.
    Respond,
    /// The report of the newest incident.
    LeakReport,
    /// The steps of the person so many lines down the list, from 1.
    Steps(usize),
    /// The way out of the person so many lines down the list, from 1.
    Leaving(usize),
    /// The page of the device so many lines down the list, from 1.
    DevicePage(usize),
    /// The handing over of the device so many lines down the list, from 1.
    HandOver(usize),
    /// A page of the first run, which comes before any ledger.
    FirstRun(usize),
    /// The unlock screen.
    Unlock,
}

impl Place {
    /// Reads a script's word.
    #[must_use]
    pub fn read(word: &str) -> Option<Self> {
        let (name, rest) = word.split_once(':').unwrap_or((word, ""));
        let number = rest.parse::<usize>().unwrap_or(1);
        let route = match name {
            "home" => Route::Home,
            "staff" => Route::List(Kind::Staff),
            "staff-new" => Route::New(Kind::Staff, None),
            "devices" => Route::List(Kind::Device),
            "systems" => Route::List(Kind::System),
            "vendors" => Route::List(Kind::Vendor),
            "roles" => Route::List(Kind::Role),
            "clinic" => Route::List(Kind::Clinic),
            "import" => Route::Import,
            "sheets" => Route::Sheets,
            "log" => Route::Log,
            "backups" => Route::Backups,
            "operators" => Route::Operators,
            "own" => Route::Own,
            "chair" => Route::Chair,
            "welcome" => Route::Welcome,
            "assessments" => Route::Assessments,
            "alarm" => Route::Alarm,
            "incidents" => Route::List(Kind::Incident),
            "takeouts" => Route::List(Kind::Takeout),
            "documents" => Route::List(Kind::Document),
            "contacts" => Route::List(Kind::Contact),
            "backup-plans" => Route::List(Kind::BackupPlan),
            "matrix" => Route::Matrix,
            "chart" => Route::Chart,
            "emergency" => Route::Emergency,
            "profiles" => Route::Profiles,
            "remedies" => Route::List(Kind::Remedy),
            "remedy-new" => Route::New(Kind::Remedy, None),
            "about" => Route::About,
            "setup" => Route::Setup,
            "sheet" => {
                let sheet = inspection::sheets().iter().find(|sheet| sheet.name == rest)?;
                Route::Sheet(SheetOrder::today(sheet.name))
            }
            "staff-page" => return Some(Self::StaffPage(number)),
            "assess" => return Some(Self::Assess),
            "respond" => return Some(Self::Respond),
            "leak-report" => return Some(Self::LeakReport),
            "self-check" => return Some(Self::SelfCheck(number)),
            "steps" => return Some(Self::Steps(number)),
            "leaving" => return Some(Self::Leaving(number)),
            "device-page" => return Some(Self::DevicePage(number)),
            "hand-over" => return Some(Self::HandOver(number)),
            "staff-edit" => return Some(Self::StaffEdit(number)),
            "history" => return Some(Self::StaffHistory(number)),
            "first-run" => return Some(Self::FirstRun(rest.parse().unwrap_or(0))),
            "unlock" => return Some(Self::Unlock),
            _ => return None,
        };
        Some(Self::Route(route))
    }

    /// The route of it in an open ledger.
    ///
    /// # Errors
    /// The ledger cannot be read.
    pub fn find(&self, read: &Reader<'_>) -> Result<Option<Route>, Problem> {
        let person = |number: usize| -> Result<Option<RecordId>, Problem> {
            let staff = read.list::<Staff>()?;
            Ok(number.checked_sub(1).and_then(|place| staff.get(place)).map(|kept| kept.id.into()))
        };
        let device = |number: usize| -> Result<Option<RecordId>, Problem> {
            let devices = read.list::<Device>()?;
            Ok(number.checked_sub(1).and_then(|place| devices.get(place)).map(|kept| kept.id.into()))
        };
        Ok(match self {
            Self::Route(route) => Some(route.clone()),
            Self::StaffPage(number) => person(*number)?.map(|id| Route::Page(Kind::Staff, id)),
            Self::StaffEdit(number) => person(*number)?.map(|id| Route::Edit(Kind::Staff, id)),
            Self::StaffHistory(number) => person(*number)?.map(|id| Route::History(Kind::Staff, id)),
            Self::Assess => read.list::<Assessment>()?.last().map(|kept| Route::Assess(kept.id)),
            Self::Respond => read.list::<Incident>()?.last().map(|kept| Route::Respond(kept.id)),
            Self::LeakReport => read.list::<Incident>()?.last().map(|kept| Route::LeakReport(kept.id)),
            Self::Steps(number) => person(*number)?.map(|id| Route::Steps(id.into())),
            Self::Leaving(number) => person(*number)?.map(|id| Route::Leaving(id.into())),
            Self::DevicePage(number) => device(*number)?.map(|id| Route::Page(Kind::Device, id)),
            Self::HandOver(number) => device(*number)?.map(|id| Route::New(Kind::Disposal, Some(id))),
            Self::SelfCheck(number) => match person(*number)?.map(StaffId::from) {
                Some(person) => {
                    let devices = read.list::<Device>()?;
                    let own = devices.iter().find(|kept| kept.record.users.contains(&person));
                    own.map(|kept| Route::SelfCheck(person, kept.id))
                }
                None => None,
            },
            Self::FirstRun(_) | Self::Unlock => None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_draft_finds_its_way_back_to_its_form() {
        let id = RecordId::fresh();
        for route in [
            Route::New(Kind::Staff, None),
            Route::New(Kind::Device, Some(id)),
            Route::NewAs(Kind::Role, "deputy".to_owned()),
            Route::Edit(Kind::PolicyRead, id),
            Route::Page(Kind::Staff, id),
            Route::Import,
        ] {
            assert_eq!(of_draft(&draft_name(&route)), Some(route));
        }
    }
}
