//! Tunnels: the attributes of RFC 2868 that share a tag, which stay or go together.

use std::collections::{BTreeMap, BTreeSet};

use super::config::{RemoveTunnelsConfig, SetVlanConfig};
use super::error::{PolicyError, PolicyProblem};
use super::{MAX_TEXT, text_within};
use crate::attribute::{Attribute, Attributes, MAX_TAG, Reference, Root};
use crate::dictionary::{self, Role, Value};
use crate::error::Error;

const TUNNEL_TYPE: u8 = 64;
const TUNNEL_MEDIUM_TYPE: u8 = 65;
const TUNNEL_PRIVATE_GROUP_ID: u8 = 81;

/// The attributes that make a VLAN (RFC 3580 section 3.31).
const VLAN_MEMBERS: [u8; 3] = [TUNNEL_TYPE, TUNNEL_MEDIUM_TYPE, TUNNEL_PRIVATE_GROUP_ID];

/// Tunnel-Type of a VLAN.
const VLAN: u64 = 13;

/// The removal of whole tunnels.
#[derive(Debug)]
pub(super) struct TunnelRemoval {
    /// Only the tunnel with this tag.
    tag: Option<u8>,
    /// Why tunnels other than VLANs go as well.
    downgrade: Option<String>,
}

/// A VLAN that takes the place of others.
#[derive(Debug)]
pub(super) struct VlanAssignment {
    removal: TunnelRemoval,
    values: Vec<(Reference, Vec<u8>)>,
}

/// What is known of the tunnel of one tag.
#[derive(Default)]
struct Tunnel {
    has_type: bool,
    has_other_type: bool,
}

impl TunnelRemoval {
    pub fn new(config: &RemoveTunnelsConfig, path: &str) -> Result<Self, PolicyError> {
        if let Some(tag) = config.tag {
            check_tag(tag, &format!("{path}.tag"))?;
        }
        let downgrade = config.allow_downgrade.as_ref().map(|allow| {
            let path = format!("{path}.allow_downgrade.reason");
            text_within(&allow.reason, MAX_TEXT, &path)
        });
        Ok(Self { tag: config.tag, downgrade: downgrade.transpose()? })
    }

    /// The removals that a list of members asks for: of the VLANs with the tags that it names.
    ///
    /// Positions in the list come with each member.
    pub fn of_members(
        members: &[(usize, Reference)],
        path: &str,
    ) -> Result<Vec<Self>, PolicyError> {
        let mut numbers: BTreeMap<Option<u8>, BTreeSet<u8>> = BTreeMap::new();
        for (_, reference) in members {
            let number = member_number(reference).unwrap_or_default();
            numbers.entry(reference.tag()).or_default().insert(number);
        }
        for (position, reference) in members {
            let Some(named) = numbers.get(&reference.tag()) else { continue };
            if named.iter().eq(VLAN_MEMBERS.iter()) {
                continue;
            }
            let is_more = named.iter().any(|number| !VLAN_MEMBERS.contains(number));
            let name = reference.to_string();
            let problem = if named.contains(&TUNNEL_TYPE) && is_more {
                PolicyProblem::TunnelDowngrade(name)
            } else {
                PolicyProblem::EditsTunnelMember(name)
            };
            return Err(PolicyError::new(format!("{path}[{position}]"), problem));
        }
        Ok(numbers.into_keys().map(|tag| Self { tag, downgrade: None }).collect())
    }

    /// Removes the tunnels. The result is the reason for a downgrade, if a tunnel other than a VLAN
    /// has gone.
    pub fn apply(&self, attributes: &mut Attributes) -> Option<&str> {
        let tunnels = tunnels(attributes);
        let vlans = self.chosen(&tunnels, false);
        let removed = match self.downgrade {
            Some(_) => self.chosen(&tunnels, true),
            None => vlans.clone(),
        };
        attributes.retain(|attribute| tag(attribute).is_none_or(|tag| !removed.contains(&tag)));
        self.downgrade.as_deref().filter(|_| removed != vlans)
    }

    /// The tags of the tunnels that are removed: of VLANs, or of all.
    fn chosen(&self, tunnels: &BTreeMap<u8, Tunnel>, all: bool) -> BTreeSet<u8> {
        let is_chosen = |tag: u8, tunnel: &Tunnel| {
            let is_vlan = tunnel.has_type && !tunnel.has_other_type;
            self.tag.is_none_or(|wanted| wanted == tag) && (is_vlan || all)
        };
        let mut chosen: BTreeSet<u8> = tunnels
            .iter()
            .filter(|(tag, tunnel)| is_chosen(**tag, tunnel))
            .map(|(tag, _)| *tag)
            .collect();
        // Members without a tag belong to any tunnel, so they go with the last one.
        let mut with_type = tunnels.iter().filter(|(_, tunnel)| tunnel.has_type).peekable();
        let is_last = with_type.peek().is_some() && with_type.all(|(tag, _)| chosen.contains(tag));
        if is_last && tunnels.contains_key(&0) {
            chosen.insert(0);
        }
        chosen
    }
}

impl VlanAssignment {
    pub fn new(config: &SetVlanConfig, path: &str) -> Result<Self, PolicyError> {
        check_tag(config.tag, &format!("{path}.tag"))?;
        let id = text_within(&config.id, MAX_TEXT, &format!("{path}.id"))?;
        let tag = Some(config.tag).filter(|tag| *tag > 0);
        let values = VLAN_MEMBERS.into_iter().zip(["VLAN", "IEEE-802", &id]);
        let encode = |(number, text): (u8, &str)| {
            let reference = Reference::standard(number).with_tag(tag);
            reference.encode_text(text).map(|value| (reference, value))
        };
        let values: Result<_, Error> = values.map(encode).collect();
        let values = values.map_err(|error| {
            PolicyError::new(format!("{path}.id"), PolicyProblem::Attribute(error))
        })?;
        Ok(Self { removal: TunnelRemoval { tag: None, downgrade: None }, values })
    }

    /// Assigns the VLAN, unless there is another tunnel; says whether it did.
    pub fn apply(&self, attributes: &mut Attributes) -> Result<bool, Error> {
        let mut new = attributes.clone();
        self.removal.apply(&mut new);
        if new.iter().any(|attribute| tag(attribute).is_some()) {
            return Ok(false);
        }
        for (reference, value) in &self.values {
            new.add(reference, value)?;
        }
        *attributes = new;
        Ok(true)
    }
}

fn check_tag(tag: u8, path: &str) -> Result<(), PolicyError> {
    if tag <= MAX_TAG {
        return Ok(());
    }
    let problem = PolicyProblem::OutOfRange { found: tag.into(), min: 0, max: u64::from(MAX_TAG) };
    Err(PolicyError::new(path, problem))
}

/// The Type of a reference to a whole member of a tunnel.
fn member_number(reference: &Reference) -> Option<u8> {
    match reference.root() {
        Root::Standard(number) if reference.members().next().is_none() => Some(number),
        _ => None,
    }
}

/// The tunnels of a packet by their tags.
fn tunnels(attributes: &Attributes) -> BTreeMap<u8, Tunnel> {
    let mut tunnels: BTreeMap<u8, Tunnel> = BTreeMap::new();
    for attribute in attributes.iter() {
        let Some(tag) = tag(attribute) else { continue };
        let tunnel = tunnels.entry(tag).or_default();
        if attribute.number == TUNNEL_TYPE {
            tunnel.has_type = true;
            tunnel.has_other_type |= !is_vlan(attribute.value);
        }
    }
    tunnels
}

/// The tag of a member of a tunnel, 0 if it has none; none if it is not a member.
fn tag(attribute: Attribute<'_>) -> Option<u8> {
    let definition = dictionary::standard(attribute.number)?;
    (definition.role == Role::Tunnel).then(|| definition.tag(attribute.value).unwrap_or(0))
}

fn is_vlan(tunnel_type: &[u8]) -> bool {
    let definition = dictionary::standard(TUNNEL_TYPE);
    let decoded = definition.and_then(|definition| definition.decode(tunnel_type).ok());
    decoded.is_some_and(|(_, value)| value == Value::Integer(VLAN))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn attributes(list: &[(&str, &str)]) -> Attributes {
        let mut attributes = Attributes::new();
        for (name, text) in list {
            let reference = Reference::parse(name).unwrap();
            attributes.add(&reference, &reference.encode_text(text).unwrap()).unwrap();
        }
        attributes
    }

    fn left(removal: &TunnelRemoval, list: &[(&str, &str)]) -> Vec<u8> {
        let mut attributes = attributes(list);
        removal.apply(&mut attributes);
        attributes.iter().map(|attribute| attribute.number).collect()
    }

    const VLANS: TunnelRemoval = TunnelRemoval { tag: None, downgrade: None };

    #[test]
    fn a_vlan_goes_with_everything_of_its_tag() {
        let vlan = [
            ("Tunnel-Type:1", "VLAN"),
            ("Tunnel-Medium-Type:1", "IEEE-802"),
            ("Tunnel-Private-Group-Id:1", "20"),
            ("Tunnel-Preference:1", "5"),
            ("Filter-Id", "a"),
        ];
        assert_eq!(left(&VLANS, &vlan), [11]);
        assert_eq!(left(&TunnelRemoval { tag: Some(2), downgrade: None }, &vlan).len(), 5);
    }

    #[test]
    fn members_without_a_tag_go_with_the_last_tunnel() {
        let mixed = [("Tunnel-Type:1", "VLAN"), ("Tunnel-Private-Group-Id", "guests")];
        assert!(left(&VLANS, &mixed).is_empty());
        let two = [mixed[0], mixed[1], ("Tunnel-Type:2", "L2TP")];
        assert_eq!(left(&VLANS, &two), [81, 64]);
        assert_eq!(left(&VLANS, &mixed[1..]), [81]);
    }

    #[test]
    fn a_tunnel_that_only_claims_to_be_a_vlan_stays() {
        let both = [("Tunnel-Type:1", "VLAN"), ("Tunnel-Type:1", "ESP")];
        assert_eq!(left(&VLANS, &both), [64, 64]);
        let mut malformed = Attributes::new();
        malformed.push(64, &[1, 0, 13]).unwrap();
        VLANS.apply(&mut malformed);
        assert_eq!(malformed.count(), 1);
    }

    #[test]
    fn a_downgrade_gives_its_reason_only_when_it_happens() {
        let removal = TunnelRemoval { tag: None, downgrade: Some(String::from("no tunnels")) };
        assert_eq!(removal.apply(&mut attributes(&[("Tunnel-Type:1", "VLAN")])), None);
        let mut tunnel = attributes(&[("Tunnel-Type:1", "ESP"), ("Tunnel-Server-Endpoint:1", "a")]);
        assert_eq!(removal.apply(&mut tunnel), Some("no tunnels"));
        assert!(tunnel.is_empty());
    }
}
