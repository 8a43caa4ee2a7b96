//! Linux: what logind says on the system bus: this session's screen is locked, or the PC is about to sleep.

use std::collections::HashMap;

use zbus::blocking::{Connection, MessageIterator, Proxy};
use zbus::zvariant::{OwnedObjectPath, Value};
use zbus::{MatchRule, Message, message::Type};

use super::Bell;

const LOGIND: &str = "org.freedesktop.login1";
const MANAGER: &str = "org.freedesktop.login1.Manager";
const SESSION: &str = "org.freedesktop.login1.Session";
const PROPERTIES: &str = "org.freedesktop.DBus.Properties";

/// Rings until the bus goes away. Where there is no bus or no logind, it ends at once and without a word.
pub(super) fn listen(bell: &Bell) {
    if let Ok(bus) = Connection::system() {
        drop(follow(&bus, bell));
    }
}

fn follow(bus: &Connection, bell: &Bell) -> zbus::Result<()> {
    let session = own_session(bus)?;
    let rule = MatchRule::builder().msg_type(Type::Signal).sender(LOGIND)?.build();
    for message in MessageIterator::for_match_rule(rule, bus, None)? {
        if says_away(&message?, session.as_str()).unwrap_or(false) {
            bell.ring();
        }
    }
    Ok(())
}

/// The object of the session this program belongs to.
fn own_session(bus: &Connection) -> zbus::Result<OwnedObjectPath> {
    let own = Proxy::new(bus, LOGIND, "/org/freedesktop/login1/session/auto", SESSION)?;
    let id: String = own.get_property("Id")?;
    Proxy::new(bus, LOGIND, "/org/freedesktop/login1", MANAGER)?.call("GetSession", &(id,))
}

/// Whether a signal says that nobody is there any more.
fn says_away(message: &Message, session: &str) -> zbus::Result<bool> {
    let header = message.header();
    let is_own = header.path().is_some_and(|path| path.as_str() == session);
    let (interface, member) = (header.interface(), header.member());
    match (interface.map_or("", |name| name.as_str()), member.map_or("", |name| name.as_str())) {
        (MANAGER, "PrepareForSleep") => Ok(message.body().deserialize::<bool>()?),
        (SESSION, "Lock") => Ok(is_own),
        (PROPERTIES, "PropertiesChanged") if is_own => {
            let body = message.body();
            let (_, changed, _): (&str, HashMap<&str, Value<'_>>, Vec<&str>) = body.deserialize()?;
            Ok(changed.get("LockedHint") == Some(&Value::Bool(true)))
        }
        _ => Ok(false),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OWN: &str = "/org/freedesktop/login1/session/_32";

    fn signal<B>(path: &str, interface: &str, member: &str, body: &B) -> Message
    where
        B: serde::Serialize + zbus::zvariant::DynamicType,
    {
        Message::signal(path, interface, member).unwrap().build(body).unwrap()
    }

    fn property(path: &str, name: &str, value: bool) -> Message {
        let changed = HashMap::from([(name, Value::Bool(value))]);
        signal(path, PROPERTIES, "PropertiesChanged", &(SESSION, changed, Vec::<&str>::new()))
    }

    #[test]
    fn lock_and_sleep_of_this_session_are_heard_and_nothing_else() {
        let root = "/org/freedesktop/login1";
        for (message, is_away) in [
            (property(OWN, "LockedHint", true), true),
            (property(OWN, "LockedHint", false), false),
            (property(OWN, "IdleHint", true), false),
            (property("/org/freedesktop/login1/session/c1", "LockedHint", true), false),
            (signal(OWN, SESSION, "Lock", &()), true),
            (signal(OWN, SESSION, "Unlock", &()), false),
            (signal("/org/freedesktop/login1/session/c1", SESSION, "Lock", &()), false),
            (signal(root, MANAGER, "PrepareForSleep", &(true,)), true),
            (signal(root, MANAGER, "PrepareForSleep", &(false,)), false),
            (signal(root, MANAGER, "SessionNew", &("3",)), false),
        ] {
            assert_eq!(says_away(&message, OWN).unwrap(), is_away, "{message:?}");
        }
        assert!(says_away(&signal(root, MANAGER, "PrepareForSleep", &("x",)), OWN).is_err(), "no panic");
    }
}
