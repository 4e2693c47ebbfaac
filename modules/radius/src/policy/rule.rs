//! Rules: read, and refused where they cannot work or RFC 2607 forbids them.

use std::collections::BTreeMap;

use zeroize::Zeroizing;

use super::condition::{Condition, Reader};
use super::config::{ActionConfig, ChallengeConfig, ConditionConfig, RuleConfig, TestConfig};
use super::edit::Edit;
use super::error::{PolicyError, PolicyProblem};
use super::kinds::{Direction, Kinds, Reach};
use super::pattern::at_most;
use super::{MAX_TEXT, Names, guard, text_within};
use crate::attribute::Reference;

/// The most rules for requests, and the most for replies.
pub const MAX_RULES: usize = 1_024;

/// The most actions of one rule.
pub const MAX_ACTIONS: usize = 64;

/// The most regular expressions of one policy.
pub const MAX_REGEXES: usize = 256;

/// The longest name of a rule in octets.
pub const MAX_NAME_OCTETS: usize = 64;

/// The longest answer to a challenge in octets, that of User-Password (RFC 2865 section 5.2).
pub const MAX_ANSWER_OCTETS: usize = 128;

/// Type of User-Password.
const USER_PASSWORD: Reference = Reference::standard(2);

/// One rule.
#[derive(Debug)]
pub(super) struct Rule {
    pub name: String,
    pub path: String,
    pub condition: Condition,
    pub actions: Vec<Action>,
    pub goes_on: bool,
    /// Its actions in short.
    pub summary: String,
}

/// One action.
#[derive(Debug)]
pub(super) enum Action {
    Edit(Edit),
    /// A position in the pools of the policy.
    Pool(usize),
    Reject {
        reply_message: String,
    },
    Drop {
        reason: String,
    },
    Challenge(Question),
}

/// A question to the user, and the right answer.
pub(super) struct Question {
    pub reply_message: String,
    pub attribute: Reference,
    pub expected: Zeroizing<Vec<u8>>,
}

/// What the rules of both directions share while they are read.
pub(super) struct RuleReader<'a> {
    names: &'a Names<'a>,
    pub pools: Vec<String>,
    seen: BTreeMap<String, String>,
    regexes: usize,
}

impl<'a> RuleReader<'a> {
    pub fn new(names: &'a Names<'a>) -> Self {
        Self { names, pools: Vec::new(), seen: BTreeMap::new(), regexes: 0 }
    }

    /// Reads the rules that are written at `key`.
    pub fn read(
        &mut self,
        configs: &[RuleConfig],
        direction: Direction,
        key: &str,
    ) -> Result<Vec<Rule>, PolicyError> {
        at_most(configs.len(), MAX_RULES).map_err(|problem| PolicyError::new(key, problem))?;
        let mut rules = Vec::with_capacity(configs.len());
        let mut taken = Kinds::NONE;
        for (position, config) in configs.iter().enumerate() {
            let path = format!("{key}[{position}]");
            let (rule, reach) = self.read_rule(config, direction, &path)?;
            let unreachable = match reach.possible {
                possible if possible.is_empty() => Some("no kind of packet meets this"),
                possible if possible.is_within(taken) => Some("earlier rules take all of them"),
                _ => None,
            };
            if let Some(why) = unreachable {
                let problem = PolicyProblem::Unreachable(why);
                return Err(PolicyError::new(format!("{path}.match"), problem));
            }
            if !rule.goes_on {
                taken = taken.union(reach.certain);
            }
            rules.push(rule);
        }
        Ok(rules)
    }

    fn read_rule(
        &mut self,
        config: &RuleConfig,
        direction: Direction,
        path: &str,
    ) -> Result<(Rule, Reach), PolicyError> {
        self.check_name(&config.name, path)?;
        let condition_path = format!("{path}.match");
        let (condition, reach) = Reader::new(direction).read(&config.condition, &condition_path)?;
        self.count_regexes(config, path)?;
        let actions = self.read_actions(config, direction, reach, path)?;
        let ends = actions
            .iter()
            .any(|action| matches!(action, Action::Reject { .. } | Action::Drop { .. }));
        if config.goes_on && ends {
            let path = format!("{path}.continue");
            return Err(PolicyError::new(path, PolicyProblem::ContinuesAfterEnd));
        }
        let summary: Vec<String> = actions.iter().map(|action| self.describe(action)).collect();
        let rule = Rule {
            name: config.name.clone(),
            path: path.to_owned(),
            condition,
            actions,
            goes_on: config.goes_on,
            summary: match summary.is_empty() {
                true => String::from("nothing"),
                false => summary.join(", "),
            },
        };
        Ok((rule, reach))
    }

    fn check_name(&mut self, name: &str, path: &str) -> Result<(), PolicyError> {
        let at = |problem| PolicyError::new(format!("{path}.name"), problem);
        let is_plain =
            |octet: u8| octet.is_ascii_alphanumeric() || matches!(octet, b'_' | b'-' | b'.');
        let is_name = (1..=MAX_NAME_OCTETS).contains(&name.len()) && name.bytes().all(is_plain);
        if !is_name {
            return Err(at(PolicyProblem::BadName(name.to_owned())));
        }
        if let Some(first) = self.seen.get(name) {
            return Err(at(PolicyProblem::DuplicateName { first: first.clone() }));
        }
        self.seen.insert(name.to_owned(), path.to_owned());
        Ok(())
    }

    /// The memory of all regular expressions together is bounded by their number.
    fn count_regexes(&mut self, config: &RuleConfig, path: &str) -> Result<(), PolicyError> {
        let of_action = |action: &ActionConfig| match action {
            ActionConfig::Filter(test) => usize::from(test.regex.is_some()),
            ActionConfig::Rewrite(rewrite) => usize::from(rewrite.regex.is_some()),
            _ => 0,
        };
        let of_actions: usize = config.actions.iter().map(of_action).sum();
        let of_condition = regexes(&config.condition);
        self.regexes = self.regexes.saturating_add(of_actions).saturating_add(of_condition);
        at_most(self.regexes, MAX_REGEXES).map_err(|problem| PolicyError::new(path, problem))
    }

    fn read_actions(
        &mut self,
        config: &RuleConfig,
        direction: Direction,
        reach: Reach,
        path: &str,
    ) -> Result<Vec<Action>, PolicyError> {
        let list = format!("{path}.actions");
        let at_list = |problem| PolicyError::new(&list, problem);
        at_most(config.actions.len(), MAX_ACTIONS).map_err(at_list)?;
        if config.actions.is_empty() && config.goes_on {
            return Err(at_list(PolicyProblem::Empty));
        }
        let mut actions: Vec<Action> = Vec::with_capacity(config.actions.len());
        for (position, action) in config.actions.iter().enumerate() {
            let path = format!("{list}[{position}]");
            if let Some(Action::Reject { .. } | Action::Drop { .. }) = actions.last() {
                let problem = PolicyProblem::Unreachable("the action before is the last");
                return Err(PolicyError::new(path, problem));
            }
            actions.push(self.read_action(action, direction, reach, &path)?);
        }
        Ok(actions)
    }

    fn read_action(
        &mut self,
        config: &ActionConfig,
        direction: Direction,
        reach: Reach,
        path: &str,
    ) -> Result<Action, PolicyError> {
        if let Some(edit) = Edit::new(config, direction, path)? {
            return Ok(Action::Edit(edit));
        }
        let at = |key: &str, problem| PolicyError::new(format!("{path}.{key}"), problem);
        let only_in_requests = |key: &'static str| match direction {
            Direction::Requests => Ok(()),
            Direction::Replies => Err(at(key, PolicyProblem::OnlyInRequests(key))),
        };
        match config {
            ActionConfig::Pool(name) => {
                only_in_requests("pool")?;
                self.pool(name).map(Action::Pool).map_err(|problem| at("pool", problem))
            }
            ActionConfig::Reject(reject) => {
                check_refuses_access(reach).map_err(|problem| at("reject", problem))?;
                let reply_message = match &reject.reply_message {
                    Some(text) => {
                        text_within(text, MAX_TEXT, &format!("{path}.reject.reply_message"))?
                    }
                    None => String::new(),
                };
                Ok(Action::Reject { reply_message })
            }
            ActionConfig::Drop(drop) => {
                only_in_requests("drop")?;
                if reach.possible.meets(Kinds::ACCOUNTING) {
                    return Err(at("drop", PolicyProblem::RefusesAccounting));
                }
                let reason = text_within(&drop.reason, MAX_TEXT, &format!("{path}.drop.reason"))?;
                Ok(Action::Drop { reason })
            }
            ActionConfig::Challenge(challenge) => {
                only_in_requests("challenge")?;
                check_refuses_access(reach).map_err(|problem| at("challenge", problem))?;
                if reach.possible.meets(Kinds::ACCESS_EAP) {
                    return Err(at("challenge", PolicyProblem::ChallengesEap));
                }
                Question::new(challenge, &format!("{path}.challenge")).map(Action::Challenge)
            }
            // Every other action is an edit.
            _ => Err(at("accept", PolicyProblem::DirectAccept)),
        }
    }

    fn pool(&mut self, name: &str) -> Result<usize, PolicyProblem> {
        if !(self.names.pool)(name) {
            return Err(PolicyProblem::UnknownPool(name.to_owned()));
        }
        let found = self.pools.iter().position(|known| known == name);
        Ok(found.unwrap_or_else(|| {
            self.pools.push(name.to_owned());
            self.pools.len().saturating_sub(1)
        }))
    }

    fn describe(&self, action: &Action) -> String {
        match action {
            Action::Edit(edit) => edit.describe(),
            Action::Pool(pool) => {
                let name = self.pools.get(*pool).map(String::as_str).unwrap_or_default();
                format!("pool {name:?}")
            }
            Action::Reject { .. } => String::from("reject"),
            Action::Drop { .. } => String::from("drop"),
            Action::Challenge(_) => String::from("challenge"),
        }
    }
}

impl Question {
    fn new(config: &ChallengeConfig, path: &str) -> Result<Self, PolicyError> {
        let reply_message =
            text_within(&config.reply_message, MAX_TEXT, &format!("{path}.reply_message"))?;
        let at = |key: &str, problem| PolicyError::new(format!("{path}.answer.{key}"), problem);
        let attribute = guard::reference(&config.answer.attribute)
            .map_err(|problem| at("attribute", problem))?;
        if attribute != USER_PASSWORD && guard::check_editable(&attribute).is_err() {
            let problem = PolicyProblem::BadAnswer(attribute.to_string());
            return Err(at("attribute", problem));
        }
        let answer = config.answer.equals.expose();
        if answer.is_empty() {
            return Err(at("equals", PolicyProblem::Empty));
        }
        at_most(answer.len(), MAX_ANSWER_OCTETS).map_err(|problem| at("equals", problem))?;
        let expected = match attribute == USER_PASSWORD {
            true => answer.as_bytes().to_vec(),
            false => attribute
                .encode_text(answer)
                .map_err(|error| at("equals", PolicyProblem::Attribute(error)))?,
        };
        Ok(Self { reply_message, attribute, expected: Zeroizing::new(expected) })
    }
}

impl core::fmt::Debug for Question {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "Question({})", self.attribute)
    }
}

/// Whether only Access-Requests and their replies get to an action that answers them.
fn check_refuses_access(reach: Reach) -> Result<(), PolicyProblem> {
    if reach.possible.meets(Kinds::ACCOUNTING.union(Kinds::ACCOUNTING_REPLY)) {
        return Err(PolicyProblem::RefusesAccounting);
    }
    if !reach.possible.is_within(Kinds::ACCESS.union(Kinds::ACCESS_REPLY)) {
        return Err(PolicyProblem::RefusesOther);
    }
    Ok(())
}

/// How many regular expressions a condition has, which was read and is not too deep.
fn regexes(condition: &ConditionConfig) -> usize {
    let of_test = |test: &TestConfig| usize::from(test.regex.is_some());
    match condition {
        ConditionConfig::All(list) | ConditionConfig::Any(list) => list.iter().map(regexes).sum(),
        ConditionConfig::Not(condition) => regexes(condition),
        ConditionConfig::Attribute(test) | ConditionConfig::RequestAttribute(test) => of_test(test),
        _ => 0,
    }
}
