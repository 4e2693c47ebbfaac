//! Accounting against authentication (RFC 2607 section 7.5 to 7.7): which Class values home has given
//! out in Access-Accepts, and to which sessions.
//!
//! What does not match is flagged for the operator and forwarded all the same, because a proxy
//! forwards all accounting (RFC 2607 section 5.2). What was accepted before this process started, or
//! longer ago than it remembers, is flagged as well.

use std::time::Duration;

use radius::attribute::Attributes;

use crate::remembered::{Key, Remembered};

/// How long a session is remembered after its last sign of life.
const LIFETIME: Duration = Duration::from_secs(7 * 86_400);

/// Most Class values, and most sessions, that are remembered.
const MAX_ENTRIES: usize = 131_072;

/// Most Access-Accepts of one user that are told from each other.
const MAX_ACCEPTS: usize = 8;

/// Most Class values of one Access-Accept that are told from each other.
const MAX_CLASSES: usize = 16;

/// Types of attributes.
const USER_NAME: u8 = 1;
const NAS_IP_ADDRESS: u8 = 4;
const CLASS: u8 = 25;
const CALLING_STATION_ID: u8 = 31;
const NAS_IDENTIFIER: u8 = 32;
const ACCT_STATUS_TYPE: u8 = 40;
const ACCT_SESSION_ID: u8 = 44;
const NAS_IPV6_ADDRESS: u8 = 95;

/// Values of Acct-Status-Type that are about a NAS, not about a session.
const ACCOUNTING_ON: u32 = 7;
const ACCOUNTING_OFF: u32 = 8;

/// What was accepted.
pub struct ClassTable {
    classes: Remembered<()>,
    sessions: Remembered<Accepts>,
}

/// The Class values of the last Access-Accepts of a session, or of a user at a station.
#[derive(Debug, Default)]
struct Accepts(Vec<Vec<Key>>);

/// What is wrong with accounting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum Flag {
    /// It has a Class that no Access-Accept has had.
    #[error("its Class is in no Access-Accept that is remembered")]
    ClassUnknown,
    /// Its session was given a Class that it does not have (RFC 2865 section 5.25).
    #[error("it lacks the Class that its session was given")]
    ClassMissing,
    /// Nobody was accepted whom it could be about.
    #[error("no Access-Accept that is remembered is about its session")]
    NoAccept,
}

impl Flag {
    /// The stable, searchable name of the reason.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::ClassUnknown => "class_unknown",
            Self::ClassMissing => "class_missing",
            Self::NoAccept => "no_accept",
        }
    }
}

impl ClassTable {
    /// Nothing yet. `secret` is random: nobody outside can choose what collides.
    #[must_use]
    pub fn new(secret: [u8; 16]) -> Self {
        Self {
            classes: Remembered::new(LIFETIME, MAX_ENTRIES, secret),
            sessions: Remembered::new(LIFETIME, MAX_ENTRIES, secret),
        }
    }

    /// Notes an Access-Accept that a client is given, and the request that it answers.
    pub fn accepted(&self, request: &Attributes, accept: &Attributes, now: Duration) {
        let classes = self.classes_of(accept);
        for class in &classes {
            self.classes.update(*class, now, |()| {});
        }
        // The NAS uses the User-Name of the Access-Accept if there is one (RFC 2865 section 5.1).
        let names = [request, accept].into_iter().filter_map(|it| value(it, USER_NAME));
        let of_users = names.map(|name| self.user(name, request));
        let mut keys: Vec<Key> = of_users.chain(self.session(request)).collect();
        keys.sort_unstable();
        keys.dedup();
        for key in keys {
            self.sessions.update(key, now, |accepts| accepts.add(classes.clone()));
        }
    }

    /// What is wrong with an Accounting-Request, if anything is.
    #[must_use]
    pub fn check(&self, accounting: &Attributes, now: Duration) -> Option<Flag> {
        if is_about_nas(accounting) {
            return None;
        }
        let classes = self.classes_of(accounting);
        let is_unknown = |class: &Key| self.classes.look(*class, now, |()| ()).is_none();
        let mut unknown = classes.iter().filter(|class| is_unknown(class));
        if unknown.next().is_some() {
            return Some(Flag::ClassUnknown);
        }
        let by_session = self.session(accounting);
        let by_user = value(accounting, USER_NAME).map(|name| self.user(name, accounting));
        let mut lacks = by_session
            .into_iter()
            .chain(by_user)
            .filter_map(|key| self.sessions.look(key, now, |accepts| accepts.lack(&classes)));
        match lacks.next() {
            Some(true) => Some(Flag::ClassMissing),
            Some(false) => None,
            None if classes.is_empty() => Some(Flag::NoAccept),
            // The Class tells which Access-Accept it is, whatever else has changed.
            None => None,
        }
    }

    /// How many Class values and sessions are remembered.
    #[must_use]
    pub fn len(&self) -> usize {
        self.classes.len().saturating_add(self.sessions.len())
    }

    /// Whether nothing is remembered.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn classes_of(&self, attributes: &Attributes) -> Vec<Key> {
        let mut classes: Vec<Key> = values(attributes, CLASS)
            .take(MAX_CLASSES)
            .map(|class| self.classes.key(&[class]))
            .collect();
        classes.sort_unstable();
        classes.dedup();
        classes
    }

    /// A session, if its NAS names it.
    fn session(&self, attributes: &Attributes) -> Option<Key> {
        let session = value(attributes, ACCT_SESSION_ID)?;
        let nas = [NAS_IDENTIFIER, NAS_IP_ADDRESS, NAS_IPV6_ADDRESS]
            .map(|number| value(attributes, number).unwrap_or_default());
        let [identifier, address, address_6] = nas;
        Some(self.sessions.key(&[b"session", session, identifier, address, address_6]))
    }

    /// A user at a station.
    fn user(&self, name: &[u8], attributes: &Attributes) -> Key {
        let station = value(attributes, CALLING_STATION_ID).unwrap_or_default();
        self.sessions.key(&[b"user", name, station])
    }
}

impl Accepts {
    /// Adds those of one Access-Accept; the oldest goes if there are many.
    fn add(&mut self, classes: Vec<Key>) {
        self.0.retain(|known| *known != classes);
        if self.0.len() >= MAX_ACCEPTS {
            self.0.remove(0);
        }
        self.0.push(classes);
    }

    /// Whether each of them has a Class that is not in `classes`, which may be those of one that is
    /// forgotten.
    fn lack(&self, classes: &[Key]) -> bool {
        let is_whole = |given: &Vec<Key>| given.iter().all(|class| classes.contains(class));
        let is_of_another = |given: &Vec<Key>| !given.iter().any(|class| classes.contains(class));
        if self.0.iter().any(is_whole) {
            return false;
        }
        classes.is_empty() || !self.0.iter().all(is_of_another)
    }
}

fn is_about_nas(accounting: &Attributes) -> bool {
    let status = value(accounting, ACCT_STATUS_TYPE).and_then(|value| value.try_into().ok());
    matches!(status.map(u32::from_be_bytes), Some(ACCOUNTING_ON | ACCOUNTING_OFF))
}

fn value(attributes: &Attributes, number: u8) -> Option<&[u8]> {
    values(attributes, number).next()
}

fn values(attributes: &Attributes, number: u8) -> impl Iterator<Item = &[u8]> {
    let of_number = attributes.iter().filter(move |attribute| attribute.number == number);
    of_number.map(|attribute| attribute.value)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Duration = Duration::from_secs(1_000_000);

    fn attributes(list: &[(u8, &[u8])]) -> Attributes {
        let mut attributes = Attributes::new();
        list.iter().for_each(|(number, value)| attributes.push(*number, value).unwrap());
        attributes
    }

    fn request() -> Attributes {
        attributes(&[(1, b"alice@example.org"), (31, b"02-00-00-00-00-01"), (4, &[192, 0, 2, 1])])
    }

    fn accounting(more: &[(u8, &[u8])]) -> Attributes {
        let mut accounting = request();
        accounting.push(40, &[0, 0, 0, 1]).unwrap();
        accounting.push(44, b"0001").unwrap();
        more.iter().for_each(|(number, value)| accounting.push(*number, value).unwrap());
        accounting
    }

    fn table(accept: &[(u8, &[u8])]) -> ClassTable {
        let table = ClassTable::new([1; 16]);
        table.accepted(&request(), &attributes(accept), NOW);
        table
    }

    #[test]
    fn accounting_with_the_class_of_its_accept_is_as_it_should_be() {
        let table = table(&[(25, b"one"), (25, b"two")]);
        assert_eq!(table.check(&accounting(&[(25, b"one"), (25, b"two")]), NOW), None);
        assert_eq!(table.check(&accounting(&[(25, b"two"), (25, b"one")]), NOW), None);
    }

    #[test]
    fn r19_a_class_of_no_accept_is_flagged() {
        let table = table(&[(25, b"one")]);
        for classes in [&[(25, &b"other"[..])][..], &[(25, b"one"), (25, b"other")], &[(25, b"")]] {
            assert_eq!(table.check(&accounting(classes), NOW), Some(Flag::ClassUnknown));
        }
    }

    #[test]
    fn r14_accounting_without_the_class_of_its_session_is_flagged() {
        let table = table(&[(25, b"one"), (25, b"two")]);
        assert_eq!(table.check(&accounting(&[]), NOW), Some(Flag::ClassMissing));
        assert_eq!(table.check(&accounting(&[(25, b"two")]), NOW), Some(Flag::ClassMissing));
    }

    #[test]
    fn accounting_of_nobody_who_was_accepted_is_flagged() {
        let table = table(&[]);
        assert_eq!(table.check(&accounting(&[]), NOW), None);
        let other = attributes(&[(1, b"mallory@example.org"), (40, &[0, 0, 0, 1])]);
        assert_eq!(table.check(&other, NOW), Some(Flag::NoAccept));
    }

    #[test]
    fn accounting_about_a_nas_is_about_no_session() {
        let table = table(&[]);
        for status in [7, 8] {
            let about_nas = attributes(&[(40, &[0, 0, 0, status]), (32, b"nas")]);
            assert_eq!(table.check(&about_nas, NOW), None);
        }
    }

    #[test]
    fn the_user_name_of_the_accept_tells_the_session_as_well() {
        let table = table(&[(1, b"anonymous-1"), (25, b"one")]);
        let mut renamed = attributes(&[(1, b"anonymous-1"), (31, b"02-00-00-00-00-01")]);
        assert_eq!(table.check(&renamed, NOW), Some(Flag::ClassMissing));
        renamed.push(25, b"one").unwrap();
        assert_eq!(table.check(&renamed, NOW), None);
    }

    #[test]
    fn several_sessions_of_a_user_have_each_their_class() {
        let table = table(&[(25, b"one")]);
        table.accepted(&request(), &attributes(&[(25, b"two")]), NOW);
        for class in [b"one", b"two"] {
            assert_eq!(table.check(&accounting(&[(25, class)]), NOW), None);
        }
        assert_eq!(table.check(&accounting(&[]), NOW), Some(Flag::ClassMissing));
        table.accepted(&request(), &attributes(&[]), NOW);
        assert_eq!(table.check(&accounting(&[]), NOW), None, "home gave the last one no Class");
        for number in 0..20_u8 {
            table.accepted(&request(), &attributes(&[(25, &[number])]), NOW);
        }
        assert_eq!(table.check(&accounting(&[(25, b"one")]), NOW), None, "an old session");
    }

    #[test]
    fn a_session_is_found_by_its_identifier_if_the_request_had_one() {
        let table = ClassTable::new([1; 16]);
        let mut request = request();
        request.push(44, b"0001").unwrap();
        table.accepted(&request, &attributes(&[(25, b"one")]), NOW);
        let mut anonymous = attributes(&[(44, b"0001"), (4, &[192, 0, 2, 1])]);
        assert_eq!(table.check(&anonymous, NOW), Some(Flag::ClassMissing));
        anonymous.push(25, b"one").unwrap();
        assert_eq!(table.check(&anonymous, NOW), None);
    }

    #[test]
    fn a_session_is_remembered_while_it_gives_signs_of_life() {
        let table = table(&[(25, b"one")]);
        let mut now = NOW;
        for _ in 0..20 {
            now += LIFETIME / 2;
            assert_eq!(table.check(&accounting(&[(25, b"one")]), now), None);
        }
        now += LIFETIME * 2;
        assert_eq!(table.check(&accounting(&[(25, b"one")]), now), Some(Flag::ClassUnknown));
    }
}
