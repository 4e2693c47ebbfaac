//! What the filter would decide about a packet, and why.

use core::time::Duration;

use radius::attribute::{Attributes, Reference};
use radius::filter::{Config, Decision, Filter, Forward, Verdict, mark};
use radius::packet::Packet;
use radius::policy::{Answers, Client, DirectAnswer, Host, Reply, ReplyDecision, Request};

use super::packet;
use crate::args::RadiusExplainArguments;
use crate::error::Error;
use crate::input;
use crate::random;
use crate::tree::{Node, Tree};

/// Largest configuration.
const MAX_CONFIG_OCTETS: usize = 8 << 20;

/// A filter, and who asks it.
pub struct Judge<'a> {
    filter: Filter,
    client: &'a str,
    tags: Vec<&'a str>,
}

/// What was decided.
pub struct Judgement {
    /// The decision and its reasons.
    pub tree: Tree,
    /// Whether the packet goes no further.
    pub is_refused: bool,
}

/// Hidden values are not shown to this program either.
struct Unseen;

impl Answers for Unseen {
    fn is_equal(&mut self, _: &Reference, _: &[u8], _: &[u8]) -> Option<bool> {
        None
    }
}

impl<'a> Judge<'a> {
    /// With the configuration of the arguments, if there is one.
    ///
    /// # Errors
    /// [`Error::Config`]; those of reading.
    pub fn new(arguments: &'a RadiusExplainArguments) -> Result<Option<Self>, Error> {
        let Some(path) = &arguments.config else { return Ok(None) };
        let octets = input::read(path, MAX_CONFIG_OCTETS)?;
        let refuse = |at: &str, error: &dyn core::fmt::Display| Error::Config {
            name: input::name(path),
            path: at.to_owned(),
            problem: error.to_string(),
        };
        let mut document = serde_json::Deserializer::from_slice(&octets);
        let config: Config = serde_path_to_error::deserialize(&mut document)
            .map_err(|error| refuse(&error.path().to_string(), error.inner()))?;
        document.end().map_err(|error| refuse(".", &error))?;
        let filter = Filter::new(&config, mark(&[], &mut random::generator()?))
            .map_err(|error| refuse(&error.path, &error.problem))?;
        let tags = arguments.tag.iter().map(String::as_str).collect();
        Ok(Some(Self { filter, client: &arguments.client, tags }))
    }

    /// Judges a request.
    ///
    /// # Errors
    /// [`Error::Randomness`].
    pub fn request(&mut self, packet: &Packet, now: Duration) -> Result<Judgement, Error> {
        let attributes = between_hops(packet);
        let client = Client { name: self.client, tags: &self.tags };
        let request = Request { code: packet.code, attributes: &attributes, client, now };
        let routing = self.filter.explain_route(&request);
        let routing = routing.map(|it| lines(&it.to_string()));
        let mut rng = random::generator()?;
        let mut host = Host { rng: &mut rng, answers: &mut Unseen };
        let verdict = self.filter.request(&request, &mut host);
        let tree = summary(&verdict, verdict.decision.name()).with_optional("routing", routing);
        let (tree, is_refused) = match &verdict.decision {
            Decision::Forward(Forward { pool, accounting_pool, edited, .. }) => {
                let tree = tree
                    .with_optional("pool", pool.map(Node::text))
                    .with_optional("accounting pool", accounting_pool.map(Node::text))
                    .with_optional("changes", edited.as_ref().map(|it| changes(&attributes, it)));
                (tree, false)
            }
            Decision::Reject(answer) | Decision::Challenge { answer, .. } => (
                tree.with("answer", self::answer(answer)),
                matches!(verdict.decision, Decision::Reject(_)),
            ),
            Decision::Drop => (tree, true),
        };
        Ok(Judgement { tree, is_refused })
    }

    /// Judges the reply to a request.
    pub fn reply(&self, packet: &Packet, request: &Packet, now: Duration) -> Judgement {
        let (attributes, request) = (between_hops(packet), between_hops(request));
        let client = Client { name: self.client, tags: &self.tags };
        let code = packet.code;
        let reply = Reply { code, attributes: &attributes, request: &request, client, now };
        let verdict = self.filter.reply(&reply);
        let (name, answer) = match &verdict.decision {
            ReplyDecision::Pass(edited) => {
                let changes = edited.as_ref().map(|it| changes(&attributes, it));
                let tree = summary(&verdict, "pass").with_optional("changes", changes);
                return Judgement { tree, is_refused: false };
            }
            ReplyDecision::Reject(answer) => ("reject", Some(answer)),
            ReplyDecision::Drop => ("drop", None),
        };
        let tree = summary(&verdict, name).with_optional("answer", answer.map(self::answer));
        Judgement { tree, is_refused: true }
    }
}

/// The attributes as policy sees them.
fn between_hops(packet: &Packet) -> Attributes {
    let mut attributes = packet.attributes.clone();
    attributes.remove_message_authenticator();
    attributes
}

fn summary<D>(verdict: &Verdict<'_, D>, name: &str) -> Tree {
    let rules = verdict
        .steps
        .iter()
        .map(|it| Node::text(format!("policy.{} {:?} is met: {}", it.path, it.rule, it.actions)));
    let events = verdict.events.iter().map(Node::text);
    let steps: Vec<Node> = rules.chain(events).collect();
    Tree::default()
        .with("decision", Node::text(name))
        .with("reason", Node::text(verdict.reason.code()))
        .with("detail", Node::text(verdict.detail()))
        .with_optional("by", verdict.origin.map(Node::text))
        .with_optional("policy", (!steps.is_empty()).then_some(Node::List(steps)))
}

/// An answer, without the Message-Authenticator that is yet to be computed.
fn answer(answer: &DirectAnswer) -> Node {
    let mut attributes = answer.attributes().clone();
    attributes.remove_message_authenticator();
    Node::List(packet::attributes(&attributes))
}

/// What an edit has removed and added.
fn changes(before: &Attributes, after: &Attributes) -> Node {
    let [before, after] = [before, after].map(packet::attributes);
    let missing = |mark: &'static str, from: &[Node], other: &[Node]| {
        let mut other = other.to_vec();
        let mut missing = Vec::new();
        for node in from {
            match other.iter().position(|it| it == node) {
                Some(place) => drop(other.remove(place)),
                None => missing.push(node.marked(mark)),
            }
        }
        missing
    };
    let mut changes = missing("removed", &before, &after);
    changes.extend(missing("added", &after, &before));
    Node::List(changes)
}

fn lines(text: &str) -> Node {
    Node::List(text.lines().map(Node::text).collect())
}
