//! `edgewarden radius explain`: what a packet says, and what the filter would do with it.

mod capture;
mod decision;
mod input;
mod packet;
mod verify;

use core::net::SocketAddr;
use core::time::Duration;
use std::collections::HashMap;
use std::io::{self, Write};

use radius::crypto::Secret;
use radius::packet::{Code, Packet};
use serde_json::{Map, Value, json};

use crate::args::RadiusExplainArguments;
use crate::error::Error;
use crate::tree::{Node, Tree};
use crate::{Outcome, time};
use decision::Judge;
use input::{Item, Journey};
use verify::{Verified, verify};

/// Who asked whom, with which identifier.
type Exchange = (SocketAddr, SocketAddr, u8);

/// Explains packets.
///
/// # Errors
/// What cannot be read or decoded at all; [`Error::Write`].
pub fn explain(
    arguments: &RadiusExplainArguments,
    output: &mut impl Write,
) -> Result<Outcome, Error> {
    let found = input::read(arguments)?;
    let secret = arguments.secret_file.as_deref().map(verify::secret).transpose()?;
    let judge = Judge::new(arguments)?;
    if found.items.is_empty() && found.left_out.is_empty() {
        return Err(Error::NoPacket("the capture has none on the ports of RADIUS; see --port"));
    }
    let (at, now) = (arguments.at, time::now());
    let mut explainer = Explainer { secret, judge, at, now, requests: HashMap::new() };
    let mut trees = Vec::new();
    let mut outcome = Outcome::Good;
    for item in &found.items {
        let (tree, of_item) = explainer.explain(item)?;
        outcome = outcome.or_worse(of_item);
        trees.push(tree);
    }
    match arguments.json {
        true => write_json(&trees, &found.left_out, output)?,
        false => write_text(&trees, &found.left_out, output)?,
    }
    Ok(outcome)
}

/// What is the same for all packets, and what each has left behind.
struct Explainer<'a> {
    secret: Option<Secret>,
    judge: Option<Judge<'a>>,
    at: Option<Duration>,
    now: Duration,
    requests: HashMap<Exchange, Packet>,
}

impl Explainer<'_> {
    fn explain(&mut self, item: &Item) -> Result<(Tree, Outcome), Error> {
        let tree = item.journey.as_ref().map(packet::journey).unwrap_or_default();
        let packet = match Packet::parse(&item.octets) {
            Ok(packet) => packet,
            Err(error) if item.journey.is_none() => return Err(Error::Packet(error)),
            Err(error) => {
                let tree = tree.with("packet", Node::Malformed(error.to_string()));
                return Ok((tree, Outcome::Undecodable));
            }
        };
        let tree = tree.with_all(packet::describe(&packet));
        let mut outcome = if tree.is_decoded() { Outcome::Good } else { Outcome::Undecodable };
        let request = self.request_of(item.journey.as_ref(), &packet);
        let verified = self.secret.as_ref().map(|secret| {
            verify(&packet, request.as_ref().map(|request| &request.authenticator), secret)
        });
        if matches!(verified, Some(Verified::No(_))) {
            outcome = outcome.or_worse(Outcome::Refused);
        }
        let tree = tree.with_optional("authenticators", verified);
        let seen = item.journey.and_then(|journey| journey.time);
        let now = self.at.or(seen).unwrap_or(self.now);
        // A Status-Server is answered by the next hop, and no policy is asked (RFC 5997 section 4.2).
        let judge = self.judge.as_mut().filter(|_| packet.code != Code::STATUS_SERVER);
        let judgement = match (judge, packet.code.is_request(), &request) {
            (Some(judge), true, _) => Some(judge.request(&packet, now)?),
            (Some(judge), false, Some(request)) => Some(judge.reply(&packet, request, now)),
            _ => None,
        };
        if judgement.as_ref().is_some_and(|judgement| judgement.is_refused) {
            outcome = outcome.or_worse(Outcome::Refused);
        }
        self.remember(item.journey.as_ref(), packet);
        Ok((tree.with_optional("filter", judgement.map(|it| it.tree)), outcome))
    }

    /// The request that a packet of a capture answers.
    fn request_of(&self, journey: Option<&Journey>, packet: &Packet) -> Option<Packet> {
        if packet.code.is_request() {
            return None;
        }
        let journey = journey?;
        self.requests.get(&(journey.to, journey.from, packet.identifier)).cloned()
    }

    fn remember(&mut self, journey: Option<&Journey>, packet: Packet) {
        if let Some(journey) = journey
            && packet.code.is_request()
        {
            self.requests.insert((journey.from, journey.to, packet.identifier), packet);
        }
    }
}

fn write_text(trees: &[Tree], left_out: &[String], output: &mut impl Write) -> io::Result<()> {
    for (number, tree) in trees.iter().enumerate() {
        if number > 0 {
            writeln!(output)?;
        }
        tree.write(output)?;
    }
    if !left_out.is_empty() {
        let notes = left_out.iter().map(Node::text).collect();
        writeln!(output)?;
        Tree::default().with("left out", Node::List(notes)).write(output)?;
    }
    Ok(())
}

fn write_json(trees: &[Tree], left_out: &[String], output: &mut impl Write) -> io::Result<()> {
    let packets: Vec<Map<String, Value>> = trees.iter().map(Tree::to_json).collect();
    let document = json!({ "packets": packets, "left_out": left_out });
    serde_json::to_writer_pretty(&mut *output, &document)?;
    writeln!(output)
}
