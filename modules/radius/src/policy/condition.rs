//! Conditions: read, bounded and asked.

use super::config::ConditionConfig;
use super::error::{PolicyError, PolicyProblem};
use super::kinds::{Direction, Kinds, Reach};
use super::pattern::{Glob, at_most};
use super::value_test::AttributeTest;
use super::view::View;
use super::{MAX_TEXT, text_within};
use crate::nai::RealmPattern;
use crate::routing::MAX_VALUE_OCTETS;
use crate::schedule::Schedule;

/// The deepest nesting of `all`, `any` and `not`.
pub const MAX_NESTING: usize = 8;

/// The most conditions of one rule, those with others inside counted as well.
pub const MAX_CONDITIONS: usize = 256;

#[derive(Debug)]
pub(super) enum Condition {
    Always,
    All(Vec<Condition>),
    Any(Vec<Condition>),
    Not(Box<Condition>),
    Packet(Kinds),
    Eap(bool),
    Realm(RealmPattern),
    Client(Glob),
    ClientTag(String),
    Schedule(Schedule),
    Attribute(AttributeTest),
    RequestAttribute(AttributeTest),
}

/// Reads the conditions of one rule.
pub(super) struct Reader {
    direction: Direction,
    left: usize,
}

impl Reader {
    pub fn new(direction: Direction) -> Self {
        Self { direction, left: MAX_CONDITIONS }
    }

    /// Reads a condition that is written at `path`.
    pub fn read(
        &mut self,
        config: &ConditionConfig,
        path: &str,
    ) -> Result<(Condition, Reach), PolicyError> {
        self.read_nested(config, path, 0)
    }

    fn read_nested(
        &mut self,
        config: &ConditionConfig,
        path: &str,
        depth: usize,
    ) -> Result<(Condition, Reach), PolicyError> {
        let limit = |found, limit| PolicyError::new(path, PolicyProblem::TooLarge { found, limit });
        if depth > MAX_NESTING {
            return Err(limit(depth, MAX_NESTING));
        }
        let Some(left) = self.left.checked_sub(1) else {
            return Err(limit(MAX_CONDITIONS.saturating_add(1), MAX_CONDITIONS));
        };
        self.left = left;
        let depth = depth.saturating_add(1);
        let at = |key: &str| {
            let path = format!("{path}.{key}");
            move |problem| PolicyError::new(path, problem)
        };
        let unknown = Reach::unknown(self.direction);
        Ok(match config {
            ConditionConfig::Always => (Condition::Always, Reach::exactly(self.direction.kinds())),
            ConditionConfig::All(list) => {
                let path = format!("{path}.all");
                let (conditions, reach) = self.read_list(list, &path, depth, Reach::and)?;
                (Condition::All(conditions), reach)
            }
            ConditionConfig::Any(list) => {
                let path = format!("{path}.any");
                let (conditions, reach) = self.read_list(list, &path, depth, Reach::or)?;
                (Condition::Any(conditions), reach)
            }
            ConditionConfig::Not(config) => {
                let (condition, reach) = self.read_nested(config, &format!("{path}.not"), depth)?;
                (Condition::Not(Box::new(condition)), reach.negated(self.direction))
            }
            ConditionConfig::Packet(packet) => {
                let kinds = Kinds::written(*packet, self.direction).map_err(at("packet"))?;
                (Condition::Packet(kinds), Reach::exactly(kinds))
            }
            ConditionConfig::Eap(is_eap) => (Condition::Eap(*is_eap), self.reach_of_eap(*is_eap)),
            ConditionConfig::Realm(text) => {
                (Condition::Realm(realm(text).map_err(at("realm"))?), unknown)
            }
            ConditionConfig::Client(text) => {
                (Condition::Client(Glob::new(text).map_err(at("client"))?), unknown)
            }
            ConditionConfig::ClientTag(text) => {
                let tag = text_within(text, MAX_TEXT, &format!("{path}.client_tag"))?;
                (Condition::ClientTag(tag), unknown)
            }
            ConditionConfig::Schedule(config) => {
                let schedule = Schedule::new(config).map_err(|error| {
                    let path = format!("{path}.schedule.{}", error.path);
                    PolicyError::new(path, PolicyProblem::Schedule(error))
                })?;
                (Condition::Schedule(schedule), unknown)
            }
            ConditionConfig::Attribute(config) => {
                let test = AttributeTest::new(config, &format!("{path}.attribute"))?;
                (Condition::Attribute(test), unknown)
            }
            ConditionConfig::RequestAttribute(_) if self.direction == Direction::Requests => {
                let problem = PolicyProblem::OnlyInReplies("request_attribute");
                return Err(at("request_attribute")(problem));
            }
            ConditionConfig::RequestAttribute(config) => {
                let test = AttributeTest::new(config, &format!("{path}.request_attribute"))?;
                (Condition::RequestAttribute(test), unknown)
            }
        })
    }

    fn read_list(
        &mut self,
        list: &[ConditionConfig],
        path: &str,
        depth: usize,
        join: fn(Reach, Reach) -> Reach,
    ) -> Result<(Vec<Condition>, Reach), PolicyError> {
        let mut conditions = Vec::new();
        let mut joined: Option<Reach> = None;
        for (position, config) in list.iter().enumerate() {
            let (condition, reach) =
                self.read_nested(config, &format!("{path}[{position}]"), depth)?;
            conditions.push(condition);
            joined = Some(joined.map_or(reach, |others| join(others, reach)));
        }
        let reach = joined.ok_or_else(|| PolicyError::new(path, PolicyProblem::Empty))?;
        Ok((conditions, reach))
    }

    fn reach_of_eap(&self, is_eap: bool) -> Reach {
        match (self.direction, is_eap) {
            (Direction::Requests, true) => Reach::exactly(Kinds::ACCESS_EAP),
            (Direction::Requests, false) => {
                Reach::exactly(self.direction.kinds().without(Kinds::ACCESS_EAP))
            }
            (Direction::Replies, true) => {
                Reach { possible: Kinds::ACCESS_REPLY, certain: Kinds::NONE }
            }
            (Direction::Replies, false) => Reach {
                possible: self.direction.kinds(),
                certain: self.direction.kinds().without(Kinds::ACCESS_REPLY),
            },
        }
    }
}

impl Condition {
    pub fn is_met_by(&self, view: &View<'_>) -> bool {
        match self {
            Self::Always => true,
            Self::All(list) => list.iter().all(|condition| condition.is_met_by(view)),
            Self::Any(list) => list.iter().any(|condition| condition.is_met_by(view)),
            Self::Not(condition) => !condition.is_met_by(view),
            Self::Packet(kinds) => view.kind.is_within(*kinds),
            Self::Eap(is_eap) => view.is_eap == *is_eap,
            Self::Realm(pattern) => view.realm().is_some_and(|realm| pattern.is_met_by(&realm)),
            Self::Client(glob) => glob.is_met_by(view.client.name.as_bytes()),
            Self::ClientTag(tag) => view.client.tags.contains(&tag.as_str()),
            Self::Schedule(schedule) => schedule.is_open(view.now),
            Self::Attribute(test) => test.is_met_by(view.attributes),
            Self::RequestAttribute(test) => test.is_met_by(view.request),
        }
    }
}

fn realm(text: &str) -> Result<RealmPattern, PolicyProblem> {
    at_most(text.len(), MAX_VALUE_OCTETS)?;
    RealmPattern::parse(text).map_err(|_| PolicyProblem::BadRealm(text.to_owned()))
}
