//! An open ledger: the vault, who sits here, the page in sight and the way back.

use crate::base::{Clock, Day, Kind, Office, StaffId};
use crate::custody::{LedgerFacts, LockAfter};
use crate::desk::{Parcel, Problem, Right, Route, Screen, Sitter};
use crate::inspection::{Look, Looks, PrintContext};
use crate::ledgers::emergency::{self, Renewed};
use crate::ledgers::staff::record::Staff;
use crate::vault::{Act, Detail, Kdf, Operator, Stamp, Vault};

use super::drafts::Drafts;
use super::places;

/// The longest way back that is remembered.
const MOST_STEPS: usize = 30;

/// An open ledger.
pub struct Session {
    /// The ledger; away while a thread works on it.
    pub vault: Option<Vault>,
    /// Who has opened it, by name.
    pub operator: String,
    /// Who sits here: the operator, or a member of staff to whom they have handed the chair.
    pub sitter: Sitter,
    /// The member of staff in the chair, by name (職員モード).
    pub guest: Option<String>,
    /// The clinic's name.
    pub clinic: String,
    /// Where we are.
    pub route: Route,
    /// The page in sight.
    pub screen: Box<dyn Screen>,
    /// What must have been seen; it stays until it is put away.
    pub warning: Option<String>,
    /// How slow new passphrases are made.
    pub kdf: Kdf,
    /// Minutes without a touch after which the ledger is locked.
    pub lock_minutes: u8,
    /// Where the chair was handed over in the middle of somebody's steps, to go on there.
    handed_at: Option<Route>,
    /// Tells one opening of a page from another: a page that is opened begins at its top, one that is come back to is
    /// where it was.
    opening: u64,
    n_opened: u64,
    back: Vec<Left>,
    /// What was typed and not saved.
    pub(super) drafts: Drafts,
    looks: Looks,
    /// The day the page in sight was last read on.
    pub shown_on: Day,
    /// What tells the time.
    pub clock: Clock,
}

/// A page on the way back. A list is kept as it was left, with its search and its place; other pages open anew.
struct Left {
    route: Route,
    opening: u64,
    list: Option<Box<dyn Screen>>,
}

/// What becomes of the page that is left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Leaving {
    /// It can be come back to.
    Remember,
    /// It is done with: a form that was saved or closed.
    Forget,
}

impl Session {
    /// Opens a ledger's first page.
    #[must_use]
    pub fn new(vault: Vault, operator: String, route: Route, clock: Clock, kdf: Kdf) -> Self {
        let seat = PrintContext { printed_at: clock.now(), operator: operator.clone() };
        let screen = places::open(&route, &seat);
        let drafts = Drafts::of(&vault);
        Self {
            vault: Some(vault),
            operator,
            // Until the ledger says otherwise nothing is allowed.
            sitter: Sitter { office: Office::Viewer, person: None, is_guest: false, has_passphrase: false },
            guest: None,
            clinic: String::new(),
            route,
            screen,
            warning: None,
            handed_at: None,
            opening: 0,
            n_opened: 0,
            back: Vec::new(),
            drafts,
            looks: Looks::default(),
            shown_on: clock.today(),
            clock,
            kdf,
            lock_minutes: LockAfter::default().0,
        }
    }

    /// Where the page in sight keeps its scroll positions and open lists.
    #[must_use]
    pub fn place(&self) -> (String, u64) {
        (self.draft_key(), self.opening)
    }

    /// Whether there is a way back.
    #[must_use]
    pub fn has_way_back(&self) -> bool {
        self.route != self.route.menu() || !self.back.is_empty()
    }

    /// Goes somewhere and reads what is there; what was typed there before is put back.
    ///
    /// # Errors
    /// The look cannot be noted, and then we stay where we are; or the ledger cannot be read.
    pub fn go(&mut self, route: Route, leaving: Leaving, today: Day) -> Result<(), Problem> {
        self.look(&route)?;
        let before = std::mem::replace(&mut self.route, route);
        let opening = self.opening;
        let left = self.open();
        // Nobody goes back to choosing a first passphrase.
        let is_same = match (&before, &self.route) {
            // More or less of the same list: one step back leads to the list.
            (Route::Sheet(before), Route::Sheet(order)) => before.is_same_paper(order),
            (before, route) => before == route,
        };
        if leaving == Leaving::Remember && !is_same && before != Route::OwnPassphrase {
            let list = matches!(before, Route::List(_)).then_some(left);
            self.back.push(Left { route: before, opening, list });
            if self.back.len() > MOST_STEPS {
                self.back.remove(0);
            }
        }
        self.reload(today)
    }

    /// Goes where we came from.
    ///
    /// # Errors
    /// The ledger cannot be read.
    pub fn go_back(&mut self, today: Day) -> Result<(), Problem> {
        let menu = self.route.menu();
        let route = match self.back.last() {
            Some(left) => left.route.clone(),
            None if self.route == menu && !Right::Read.is_given_to(self.sitter.office) => Route::Own,
            None if self.route == menu => Route::Home,
            None => menu,
        };
        self.look(&route)?;
        self.route = route;
        let left = self.back.pop();
        let opening = left.as_ref().map(|left| left.opening);
        match left.and_then(|left| left.list) {
            Some(list) => {
                self.drafts.turn();
                self.screen = list;
            }
            None => drop(self.open()),
        }
        self.opening = opening.unwrap_or(self.opening);
        self.reload(today)
    }

    /// Opens the screen of the route we are at.
    ///
    /// # Errors
    /// The ledger cannot be read.
    pub fn show(&mut self, today: Day) -> Result<(), Problem> {
        let route = self.route.clone();
        if let Err(problem) = self.look(&route) {
            self.route = Route::Home;
            drop(self.open());
            return Err(problem);
        }
        drop(self.open());
        self.reload(today)
    }

    /// Hands the chair to a member of staff (職員モード): from here on nothing but their own procedures can be reached.
    ///
    /// # Errors
    /// There is no such person, or the ledger cannot be read.
    pub fn hand_chair(&mut self, person: StaffId, today: Day) -> Result<(), Problem> {
        let Some(vault) = &mut self.vault else { return Ok(()) };
        let found = vault.reader().get::<Staff>(person)?;
        let name = found.map(|kept| kept.record.name).ok_or_else(nobody)?;
        let said = Detail::said(&format!("職員モードで「{name}」に席を渡した"));
        vault.transact(Stamp::at(self.clock.now()), |tx| tx.note(Act::Chair, &said))?;
        let is_theirs = |who: &Operator| who.staff == Some(person) && !who.has_token && !who.must_change;
        let has_passphrase = vault.operators()?.iter().any(is_theirs);
        self.sitter = Sitter { office: Office::Staff, person: Some(person), is_guest: true, has_passphrase };
        self.guest = Some(name);
        self.handed_at = matches!(self.route, Route::Steps(_) | Route::Leaving(_)).then(|| self.route.clone());
        // No way leads back to what the operator had in sight.
        self.back.clear();
        self.go(Route::Own, Leaving::Forget, today)
    }

    /// The operator is back; their passphrase was right.
    ///
    /// # Errors
    /// The ledger cannot be read.
    pub fn take_chair(&mut self, today: Day) -> Result<(), Problem> {
        let Some(vault) = &mut self.vault else { return Ok(()) };
        let name = self.guest.take().unwrap_or_default();
        let said = Detail::said(&format!("職員モードを終えた（{name}）"));
        vault.transact(Stamp::at(self.clock.now()), |tx| tx.note(Act::Chair, &said))?;
        self.sitter.is_guest = false;
        self.back.clear();
        let route = self.handed_at.take().unwrap_or(Route::Home);
        self.go(route, Leaving::Forget, today)
    }

    /// When something is written, and who has typed it where they answer only for themselves.
    #[must_use]
    pub fn stamp(&self) -> Stamp {
        let enterer = self.sitter.is_proxy().then(|| self.guest.clone().unwrap_or_else(|| self.operator.clone()));
        Stamp { at: self.clock.now(), enterer }
    }

    /// Notes that a place is looked at (閲覧), before anything of it is shown: what cannot be noted is not shown.
    fn look(&mut self, route: &Route) -> Result<(), Problem> {
        let now = self.clock.now();
        let Some(look) = Look::at(route).filter(|look| self.looks.is_new(look, now)) else { return Ok(()) };
        let Some(vault) = &mut self.vault else { return Ok(()) };
        vault.transact(Stamp::at(now), |tx| look.note(tx, now.day()))?;
        self.looks.keep(look, now);
        Ok(())
    }

    /// Puts the screen of the route in sight; gives the one that was there.
    fn open(&mut self) -> Box<dyn Screen> {
        self.drafts.turn();
        self.n_opened += 1;
        self.opening = self.n_opened;
        let seat = PrintContext { printed_at: self.clock.now(), operator: self.operator.clone() };
        std::mem::replace(&mut self.screen, places::open(&self.route, &seat))
    }

    /// Reads the page in sight anew; one that has just come gets back what was typed there.
    ///
    /// # Errors
    /// The ledger cannot be read.
    pub fn reload(&mut self, today: Day) -> Result<(), Problem> {
        self.shown_on = today;
        let Some(vault) = &mut self.vault else { return Ok(()) };
        vault.wake()?;
        let reader = vault.reader();
        if !self.sitter.is_guest {
            let me = vault.me()?;
            let has_passphrase = me.staff.is_some();
            self.sitter = Sitter { office: me.office, person: me.staff, is_guest: false, has_passphrase };
        }
        self.screen.reload(&reader, today)?;
        if matches!(self.route, Route::About | Route::Setup | Route::Backups | Route::Operators | Route::Own) {
            let facts = LedgerFacts { person: self.sitter.person, ..LedgerFacts::of(vault)? };
            self.screen.delivered(Parcel::Result(Box::new(facts)));
        }
        if self.route == Route::Emergency {
            self.screen.delivered(Parcel::Result(Box::new(emergency::Kept::look(vault.dir()))));
        }
        self.lock_minutes = LockAfter::read(&reader)?.0;
        self.clinic = super::travel::clinic_name(&reader)?;
        self.restore()
    }

    /// Adds to what must have been seen.
    pub fn warn(&mut self, words: &str) {
        let warning = self.warning.get_or_insert_default();
        if !warning.is_empty() {
            warning.push('\n');
        }
        warning.push_str(words);
    }

    /// Makes the sheet that is seen without a passphrase say what the ledger says, where its contacts were touched.
    ///
    /// # Errors
    /// The file beside the ledger cannot be written; what was recorded stays recorded.
    pub fn renew_sheet(&self, touched: &[Kind]) -> Result<Renewed, Problem> {
        match &self.vault {
            Some(vault) if touched.contains(&Kind::Contact) => emergency::renew(vault, self.clock.now()),
            Some(_) | None => Ok(Renewed::Same),
        }
    }

    /// Reads the page anew if it shows one of these kinds.
    ///
    /// # Errors
    /// The ledger cannot be read.
    pub fn touched(&mut self, kinds: &[Kind], today: Day) -> Result<(), Problem> {
        let reads = self.screen.reads();
        let is_concerned = kinds.iter().any(|kind| reads.contains(kind) || *kind == Kind::Clinic);
        if is_concerned { self.reload(today) } else { Ok(()) }
    }

    /// The ledger is back from a thread.
    pub fn take_back(&mut self, vault: Vault) {
        self.drafts.follow(&vault);
        self.vault = Some(vault);
    }

    /// Hands a parcel to the page in sight.
    pub fn deliver(&mut self, parcel: Parcel) {
        self.screen.delivered(parcel);
    }
}

fn nobody() -> Problem {
    Problem::new(
        "A-110",
        "選んだ人の記録が見つかりません。台帳は変わっていません。",
        "「利用者」の画面で確かめてから、もう一度選んでください。",
    )
}
