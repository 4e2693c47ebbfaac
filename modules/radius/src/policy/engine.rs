//! The engine: a policy and the challenges that wait.

use std::borrow::Cow;
use std::time::Duration;

use rand_core::CryptoRng;
use subtle::ConstantTimeEq;

use super::challenge::{self, Answers, Challenges, MARK_OCTETS, Pending};
use super::evaluate::{End, Position, Run};
use super::kinds::Kinds;
use super::outcome::{
    DirectAnswer, Forward, Outcome, PolicyReason, ReplyDecision, RequestDecision,
};
use super::rule::{Action, Question, Rule};
use super::view::Context;
use super::{Policy, Reply, Request};
use crate::attribute::{Attributes, Reference};
use crate::dictionary;
use crate::eap;
use crate::packet::{Code, Packet};

/// Type of State.
const STATE: u8 = 24;

/// Type of EAP-Message.
const EAP_MESSAGE: Reference = Reference::standard(79);

/// A policy and the challenges that wait for an answer. It does no I/O.
#[derive(Debug)]
pub struct PolicyEngine {
    policy: Policy,
    challenges: Challenges,
}

/// What the host lends for one request.
pub struct Host<'a> {
    /// Makes the States of challenges.
    pub rng: &'a mut dyn CryptoRng,
    /// Compares answers that are hidden.
    pub answers: &'a mut dyn Answers,
}

impl PolicyEngine {
    /// Without challenges that wait.
    ///
    /// The mark is 8 octets that were random once. Engines that take each other's place have the
    /// same: then an answer to a challenge that the other has made is rejected here, rather than
    /// forwarded.
    #[must_use]
    pub fn new(policy: Policy, mark: [u8; MARK_OCTETS]) -> Self {
        Self { policy, challenges: Challenges::new(mark) }
    }

    /// Decides about a request.
    ///
    /// A rejection is decided at once: there is no delay.
    pub fn request(
        &mut self,
        request: &Request<'_>,
        host: &mut Host<'_>,
    ) -> Outcome<'_, RequestDecision<'_>> {
        let Self { policy, challenges } = self;
        let has_eap = request.attributes.contains(&EAP_MESSAGE);
        let Some(kind) = Kinds::of_request(request.code, has_eap) else {
            return plain(RequestDecision::Drop, PolicyReason::CodeNotForwarded(request.code));
        };
        let state = match kind.is_within(Kinds::ACCESS) {
            true => challenges.state(request.attributes),
            false => None,
        };
        match state {
            Some(state) => answered(policy, challenges, request, &state, kind, host),
            None => {
                let mut run = run(policy, request, kind, Cow::Borrowed(request.attributes), None);
                let end = run.start();
                finish(run, end, challenges, request, None, host)
            }
        }
    }

    /// Decides about a reply.
    ///
    /// A reply of another kind than to an Access-, Accounting-, CoA- or Disconnect-Request passes
    /// as it is.
    #[must_use]
    pub fn reply(&self, reply: &Reply<'_>) -> Outcome<'_, ReplyDecision> {
        let Some(kind) = Kinds::of_reply(reply.code) else {
            return plain(ReplyDecision::Pass(None), PolicyReason::NoRule);
        };
        let has_eap =
            [reply.attributes, reply.request].iter().any(|list| list.contains(&EAP_MESSAGE));
        let mut run = Run {
            policy: &self.policy,
            rules: &self.policy.replies,
            context: Context {
                kind,
                is_eap: has_eap && kind.is_within(Kinds::ACCESS_REPLY),
                request: Some(reply.request),
                client: reply.client,
                now: reply.now,
            },
            attributes: Cow::Borrowed(reply.attributes),
            pool: None,
            steps: Vec::new(),
            events: Vec::new(),
        };
        let end = run.start();
        finish_reply(run, end, reply)
    }

    /// Forgets the challenges that have expired at `now`, the time since the Unix epoch.
    pub fn handle_timeout(&mut self, now: Duration) {
        self.challenges.expire(now);
    }

    /// When the next challenge expires, since the Unix epoch.
    #[must_use]
    pub fn poll_timeout(&self) -> Option<Duration> {
        self.challenges.next_expiry()
    }
}

/// A request before any rule was asked.
fn run<'p, 'a>(
    policy: &'p Policy,
    request: &Request<'a>,
    kind: Kinds,
    attributes: Cow<'a, Attributes>,
    pool: Option<usize>,
) -> Run<'p, 'a> {
    Run {
        policy,
        rules: &policy.requests,
        context: Context {
            kind,
            is_eap: kind == Kinds::ACCESS_EAP,
            request: None,
            client: request.client,
            now: request.now,
        },
        attributes,
        pool,
        steps: Vec::new(),
        events: Vec::new(),
    }
}

/// Decides about the answer to a challenge.
fn answered<'p>(
    policy: &'p Policy,
    challenges: &mut Challenges,
    request: &Request<'_>,
    state: &[u8],
    kind: Kinds,
    host: &mut Host<'_>,
) -> Outcome<'p, RequestDecision<'p>> {
    let refuse = |reason| refusal(request, reason, None);
    if kind == Kinds::ACCESS_EAP {
        return refuse(PolicyReason::ChallengeInEap);
    }
    let Some(pending) = challenges.take(state, request.client.name, request.now) else {
        return refuse(PolicyReason::ChallengeUnknown);
    };
    let Some((rule, question)) = question(policy, pending.position) else {
        return refuse(PolicyReason::ChallengeUnknown);
    };
    let refuse = |reason| refusal(request, reason, Some(rule));
    match compare(question, request.attributes, host) {
        Ok(true) => {}
        Ok(false) => return refuse(PolicyReason::ChallengeWrong),
        Err(reason) => return refuse(reason),
    }
    let Pending { mut attributes, pool, position, .. } = pending;
    if let Err(error) = challenge::take_proxy_states(&mut attributes, request.attributes) {
        return refuse(PolicyReason::EditFailed(error));
    }
    let mut run = run(policy, request, Kinds::ACCESS_PLAIN, Cow::Owned(attributes), pool);
    let end = run.resume(position);
    finish(run, end, challenges, request, Some((state, rule)), host)
}

/// The question that comes before a position.
fn question(policy: &Policy, position: Position) -> Option<(&Rule, &Question)> {
    let rule = policy.requests.get(position.rule)?;
    match rule.actions.get(position.action.checked_sub(1)?)? {
        Action::Challenge(question) => Some((rule, question)),
        _ => None,
    }
}

fn compare(
    question: &Question,
    attributes: &Attributes,
    host: &mut Host<'_>,
) -> Result<bool, PolicyReason> {
    let answers = attributes.all(&question.attribute);
    let [answer] = answers.as_slice() else { return Err(PolicyReason::ChallengeUnanswered) };
    let is_hidden = dictionary::definition(&question.attribute)
        .is_some_and(|definition| definition.hiding.is_some());
    match is_hidden {
        false => Ok(answer.ct_eq(&question.expected).into()),
        true => host
            .answers
            .is_equal(&question.attribute, answer, &question.expected)
            .ok_or(PolicyReason::ChallengeIncomparable),
    }
}

/// What the end of a run means for a request. `resumed` is the challenge that was answered.
fn finish<'p>(
    run: Run<'p, '_>,
    end: End<'p>,
    challenges: &mut Challenges,
    request: &Request<'_>,
    resumed: Option<(&[u8], &'p Rule)>,
    host: &mut Host<'_>,
) -> Outcome<'p, RequestDecision<'p>> {
    let policy = run.policy;
    let mut outcome = Outcome {
        decision: RequestDecision::Drop,
        reason: PolicyReason::Rule,
        rule: None,
        note: None,
        steps: run.steps,
        events: run.events,
    };
    let edited = match run.attributes {
        Cow::Owned(edited) if resumed.is_some() || edited != *request.attributes => Some(edited),
        _ => None,
    };
    let pool = run.pool;
    match end {
        End::NoRule | End::Rule(_) => {
            (outcome.reason, outcome.rule) = match (&end, resumed) {
                (End::Rule(rule), None) => (PolicyReason::Rule, Some(rule.name.as_str())),
                (_, Some((_, rule))) => (PolicyReason::ChallengeAnswered, Some(rule.name.as_str())),
                _ => (PolicyReason::NoRule, None),
            };
            let pool = pool.and_then(|pool| policy.pools.get(pool)).map(String::as_str);
            let resumes = resumed.map(|(state, _)| state.to_vec());
            outcome.decision = RequestDecision::Forward(Forward { pool, edited, resumes });
        }
        End::Reject(rule, reply_message) => {
            outcome.rule = Some(&rule.name);
            outcome.reject(request, reply_message);
        }
        End::Drop(rule, note) => {
            outcome.rule = Some(&rule.name);
            outcome.note = Some(note);
        }
        End::Failed(rule, error) => {
            outcome.rule = Some(&rule.name);
            outcome.reason = PolicyReason::EditFailed(error);
            if run.context.kind.is_within(Kinds::ACCESS) {
                outcome.reject(request, "");
            }
        }
        End::Challenge(rule, question, position) => {
            outcome.rule = Some(&rule.name);
            if request.attributes.iter().filter(|it| it.number == STATE).nth(1).is_some() {
                outcome.reason = PolicyReason::SeveralStates;
                outcome.reject(request, "");
                return outcome;
            }
            if !challenges.has_room(&policy.bounds, request.now) {
                outcome.reason = PolicyReason::ChallengesFull;
                outcome.reject(request, "");
                return outcome;
            }
            let kept = (edited.unwrap_or_else(|| request.attributes.clone()), pool, position);
            let (client, bounds, now) = (request.client.name, &policy.bounds, request.now);
            let (state, expires) = challenges.keep(kept, client, bounds, now, host.rng);
            match challenge::answer(&question.reply_message, &state, request.attributes) {
                Ok(attributes) => {
                    let answer = DirectAnswer::challenge(attributes);
                    let resumes = resumed.map(|(state, _)| state.to_vec());
                    outcome.decision =
                        RequestDecision::Challenge { answer, state, expires, resumes };
                }
                Err(_) => {
                    challenges.take(&state, client, now);
                    outcome.reason = PolicyReason::NoRoomForAnswer;
                }
            }
        }
    }
    outcome
}

impl Outcome<'_, RequestDecision<'_>> {
    fn reject(&mut self, request: &Request<'_>, reply_message: &str) {
        match access_reject(request.attributes, reply_message) {
            Some(answer) => self.decision = RequestDecision::Reject(answer),
            None => {
                self.decision = RequestDecision::Drop;
                self.reason = PolicyReason::NoRoomForAnswer;
            }
        }
    }
}

fn finish_reply<'p>(
    run: Run<'p, '_>,
    end: End<'p>,
    reply: &Reply<'_>,
) -> Outcome<'p, ReplyDecision> {
    let edited = match run.attributes {
        Cow::Owned(edited) if edited != *reply.attributes => Some(edited),
        _ => None,
    };
    let (rule, reason, reject) = match end {
        End::NoRule => (None, PolicyReason::NoRule, None),
        // Rules for replies neither drop nor challenge.
        End::Rule(rule) | End::Drop(rule, _) | End::Challenge(rule, ..) => {
            (Some(rule), PolicyReason::Rule, None)
        }
        End::Reject(rule, message) => (Some(rule), PolicyReason::Rule, Some(message)),
        End::Failed(rule, error) => (Some(rule), PolicyReason::EditFailed(error), Some("")),
    };
    let (decision, reason) = match reject {
        None => (ReplyDecision::Pass(edited), reason),
        Some(message) => match access_reject(reply.request, message) {
            Some(answer) => (ReplyDecision::Reject(answer), reason),
            None => (ReplyDecision::Drop, PolicyReason::NoRoomForAnswer),
        },
    };
    let rule = rule.map(|rule| rule.name.as_str());
    Outcome { decision, reason, rule, note: None, steps: run.steps, events: run.events }
}

fn refusal<'p>(
    request: &Request<'_>,
    reason: PolicyReason,
    rule: Option<&'p Rule>,
) -> Outcome<'p, RequestDecision<'p>> {
    let mut outcome = plain(RequestDecision::Drop, reason);
    outcome.rule = rule.map(|rule| rule.name.as_str());
    outcome.reject(request, "");
    outcome
}

fn plain<'p, D>(decision: D, reason: PolicyReason) -> Outcome<'p, D> {
    Outcome { decision, reason, rule: None, note: None, steps: Vec::new(), events: Vec::new() }
}

/// The Access-Reject for a request; none if its Proxy-States leave no room for it.
pub(crate) fn access_reject(request: &Attributes, reply_message: &str) -> Option<DirectAnswer> {
    let mut packet = Packet::new(Code::ACCESS_REQUEST, 0);
    packet.attributes = request.clone();
    let reject = eap::access_reject(&packet, reply_message);
    // The message is the only part that can be left out.
    let reject = reject.or_else(|_| eap::access_reject(&packet, ""));
    reject.ok().map(|reject| DirectAnswer::reject(reject.attributes))
}
