//! Asks the rules in order.

use std::borrow::Cow;

use super::Policy;
use super::edit::{Applied, Edit};
use super::kinds::Kinds;
use super::outcome::{Event, Step};
use super::rule::{Action, Question, Rule};
use super::view::Context;
use crate::attribute::Attributes;
use crate::error::Error;

/// A place among the actions of all rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Position {
    pub rule: usize,
    pub action: usize,
}

/// One packet on its way through the rules.
pub(super) struct Run<'p, 'a> {
    pub policy: &'p Policy,
    pub rules: &'p [Rule],
    pub context: Context<'a>,
    pub attributes: Cow<'a, Attributes>,
    pub pool: Option<usize>,
    pub steps: Vec<Step<'p>>,
    pub events: Vec<Event<'p>>,
}

/// How the search for a rule ends.
pub(super) enum End<'p> {
    /// No rule ends it.
    NoRule,
    /// A rule that does not go on.
    Rule(&'p Rule),
    Reject(&'p Rule, &'p str),
    Drop(&'p Rule, &'p str),
    /// The request waits for an answer, and goes on at the position then.
    Challenge(&'p Rule, &'p Question, Position),
    /// An edit has no result.
    Failed(&'p Rule, Error),
}

impl<'p> Run<'p, '_> {
    /// Asks the rules from the first on.
    pub fn start(&mut self) -> End<'p> {
        self.ask_from(0)
    }

    /// Goes on with the actions of a rule that was met before.
    pub fn resume(&mut self, position: Position) -> End<'p> {
        let Some(rule) = self.rules.get(position.rule) else { return End::NoRule };
        let end = self.act(rule, position);
        end.unwrap_or_else(|| self.ask_from(position.rule.saturating_add(1)))
    }

    fn ask_from(&mut self, first: usize) -> End<'p> {
        for (position, rule) in self.rules.iter().enumerate().skip(first) {
            if !rule.condition.is_met_by(&self.context.view(&self.attributes)) {
                continue;
            }
            let (name, path, actions) = (&rule.name, &rule.path, &rule.summary);
            self.steps.push(Step { rule: name, path, actions });
            if let Some(end) = self.act(rule, Position { rule: position, action: 0 }) {
                return end;
            }
        }
        End::NoRule
    }

    /// Does the actions of a rule from a position on; none if the next rule is to be asked.
    fn act(&mut self, rule: &'p Rule, from: Position) -> Option<End<'p>> {
        for (position, action) in rule.actions.iter().enumerate().skip(from.action) {
            match action {
                Action::Edit(edit) => {
                    if let Err(error) = self.edit(rule, edit) {
                        return Some(End::Failed(rule, error));
                    }
                }
                Action::Pool(pool) => self.pool = Some(*pool),
                Action::Reject { reply_message } => return Some(End::Reject(rule, reply_message)),
                Action::Drop { reason } => return Some(End::Drop(rule, reason)),
                Action::Challenge(question) => {
                    let next = Position { rule: from.rule, action: position.saturating_add(1) };
                    return Some(End::Challenge(rule, question, next));
                }
            }
        }
        (!rule.goes_on).then_some(End::Rule(rule))
    }

    /// # Errors
    /// If the edit has no result and the packet may be refused. One that may not goes on without
    /// the edit.
    fn edit(&mut self, rule: &'p Rule, edit: &'p Edit) -> Result<(), Error> {
        let name = rule.name.as_str();
        match edit.apply(self.attributes.to_mut(), &self.context) {
            Ok(Applied::Done) => Ok(()),
            Ok(Applied::Downgraded(reason)) => {
                self.events.push(Event::TunnelDowngraded { rule: name, reason });
                Ok(())
            }
            Ok(Applied::Skipped(why)) => {
                self.events.push(Event::EditSkipped { rule: name, why });
                Ok(())
            }
            Err(error) if self.may_be_refused() => Err(error),
            Err(error) => {
                self.events.push(Event::EditRefused { rule: name, error });
                Ok(())
            }
        }
    }

    /// Accounting must go on (RFC 2607 section 5.2), and nothing takes the place of a reply other
    /// than that of a home server which would grant something.
    fn may_be_refused(&self) -> bool {
        let others = Kinds::ACCOUNTING
            .union(Kinds::ACCOUNTING_REPLY)
            .union(Kinds::REJECT)
            .union(Kinds::COA_REPLY)
            .union(Kinds::DISCONNECT_REPLY);
        !self.context.kind.meets(others)
    }
}
