//! A packet as a tree: every attribute with its name and value, and no secret.

use radius::attribute::{Attributes, Reference};
use radius::crypto::Position;
use radius::dictionary::{self, Definition, Role};
use radius::packet::Packet;
use serde_json::json;

use super::input::Journey;
use crate::time;
use crate::tree::{Node, Tree};

/// Type of EAP-Message.
const EAP_MESSAGE: Reference = Reference::standard(79);

/// Where a packet was seen.
pub fn journey(journey: &Journey) -> Tree {
    Tree::default()
        .with("frame", i64::try_from(journey.frame).unwrap_or(i64::MAX))
        .with_optional("time", journey.time.map(|time| Node::text(time::rfc3339(time))))
        .with("transport", Node::text(journey.transport))
        .with("from", Node::text(journey.from))
        .with("to", Node::text(journey.to))
}

/// What a packet says.
pub fn describe(packet: &Packet) -> Tree {
    let code = packet.code.name().unwrap_or("unknown");
    Tree::default()
        .with("code", Node::named(packet.code.0, code))
        .with("identifier", i64::from(packet.identifier))
        .with("octets", i64::try_from(packet.len()).unwrap_or(i64::MAX))
        .with("authenticator", Node::text(hexadecimal(&packet.authenticator)))
        .with("message authenticator", message_authenticator(&packet.attributes))
        .with("attributes", Node::List(attributes(&packet.attributes)))
}

fn message_authenticator(attributes: &Attributes) -> Node {
    match attributes.message_authenticator() {
        Ok(None) => Node::text("absent"),
        Ok(Some(Position::First)) => Node::text("first"),
        Ok(Some(Position::Elsewhere)) => Node::text("not first"),
        Err(error) => Node::Malformed(error.to_string()),
    }
}

/// Every attribute, in order.
pub fn attributes(attributes: &Attributes) -> Vec<Node> {
    attributes.values().iter().map(|(reference, octets)| attribute(reference, octets)).collect()
}

fn attribute(reference: &Reference, octets: &[u8]) -> Node {
    let definition = dictionary::definition(reference);
    let is_secret = definition.is_some_and(|it| it.hiding.is_some() || it.role == Role::Credential);
    let name = name(reference, definition, octets);
    if is_secret {
        let count = octets.len();
        return Node::Value {
            text: format!("{name} = hidden, {count} octets"),
            json: json!({ "name": name, "hidden": { "octets": count } }),
        };
    }
    let value = match (definition, *reference == EAP_MESSAGE) {
        (_, true) => eap(octets),
        (Some(definition), _) => match definition.decode(octets) {
            Ok((_, value)) => definition.print(&value),
            Err(error) => {
                return Node::Malformed(format!("{name}, {}: {error}", hexadecimal(octets)));
            }
        },
        (None, _) => reference.print(octets),
    };
    Node::Value { text: format!("{name} = {value}"), json: json!({ "name": name, "value": value }) }
}

/// The name with the tag of the value.
fn name(reference: &Reference, definition: Option<&Definition>, octets: &[u8]) -> String {
    let tag = definition.and_then(|definition| definition.decode(octets).ok()?.0);
    reference.with_tag(tag).to_string()
}

/// The header of an EAP packet. What follows may be a password.
fn eap(octets: &[u8]) -> String {
    let count = octets.len();
    let code = |code: u8| match code {
        1 => "Request",
        2 => "Response",
        3 => "Success",
        4 => "Failure",
        _ => "code unknown",
    };
    match octets {
        [] => "EAP-Start".to_owned(),
        [number, identifier, _, _, method, ..] => {
            format!("EAP {}, identifier {identifier}, type {method}, {count} octets", code(*number))
        }
        [number, identifier, ..] => {
            format!("EAP {}, identifier {identifier}, {count} octets", code(*number))
        }
        [_] => "1 octet".to_owned(),
    }
}

fn hexadecimal(octets: &[u8]) -> String {
    octets.iter().fold(String::from("0x"), |text, octet| format!("{text}{octet:02x}"))
}
