//! Lists of what may stay.

use std::collections::BTreeSet;

use super::config::{AllowConfig, RemoveTunnelsConfig};
use super::error::{PolicyError, PolicyProblem};
use super::pattern::at_most;
use super::tunnel::TunnelRemoval;
use super::{MAX_LIST, guard};
use crate::attribute::{Attribute, Attributes, Level, Reference, Root, Tlvs, is_well_formed};
use crate::dictionary::{self, Role};

const VENDOR_SPECIFIC: u8 = 26;

/// A list of what may stay.
#[derive(Debug)]
pub(super) struct AllowList {
    roots: BTreeSet<Root>,
    tunnels: Option<TunnelRemoval>,
}

impl AllowList {
    pub fn new(config: &AllowConfig, path: &str) -> Result<Self, PolicyError> {
        let list = format!("{path}.attributes");
        at_most(config.attributes.len(), MAX_LIST)
            .map_err(|problem| PolicyError::new(&list, problem))?;
        let mut roots = BTreeSet::new();
        for (position, name) in config.attributes.iter().enumerate() {
            let root = whole(name)
                .map_err(|problem| PolicyError::new(format!("{list}[{position}]"), problem))?;
            roots.insert(root);
        }
        if config.keep_tunnels && config.allow_downgrade.is_some() {
            return Err(PolicyError::new(path, PolicyProblem::TunnelConflict));
        }
        let removal =
            RemoveTunnelsConfig { tag: None, allow_downgrade: config.allow_downgrade.clone() };
        let tunnels = match config.keep_tunnels {
            true => None,
            false => Some(TunnelRemoval::new(&removal, path)?),
        };
        Ok(Self { roots, tunnels })
    }

    /// Removes everything else. The result is that of [`TunnelRemoval::apply`].
    pub fn apply(&self, attributes: &mut Attributes) -> Option<&str> {
        attributes.retain(|attribute| self.stays(attribute));
        for reference in self.unwanted_members(attributes) {
            attributes.remove(&reference);
        }
        self.tunnels.as_ref()?.apply(attributes)
    }

    /// Whether an attribute stays; of Vendor-Specific, whether it is a list of members.
    fn stays(&self, attribute: Attribute<'_>) -> bool {
        let number = attribute.number;
        if self.roots.contains(&Root::Standard(number)) {
            return true;
        }
        if number == VENDOR_SPECIFIC {
            return members(attribute).is_some();
        }
        let root = match (number, attribute.value) {
            (241..=246, [extended_type, ..]) => {
                Root::Extended { container: number, number: *extended_type }
            }
            _ => Root::Standard(number),
        };
        let known = dictionary::definition(&Reference::new(root));
        let is_tunnel = known.is_some_and(|definition| definition.role == Role::Tunnel);
        self.roots.contains(&root) || is_tunnel || known.is_some_and(guard::always_stays)
    }

    /// The members of Vendor-Specific that are to go.
    fn unwanted_members(&self, attributes: &Attributes) -> BTreeSet<Reference> {
        if self.roots.contains(&Root::Standard(VENDOR_SPECIFIC)) {
            return BTreeSet::new();
        }
        let of_vendors = attributes.iter().filter(|attribute| attribute.number == VENDOR_SPECIFIC);
        of_vendors
            .filter_map(members)
            .flat_map(|(vendor, members)| {
                members.map(move |member| Reference::vendor(vendor, member.number))
            })
            .filter(|reference| {
                let known = dictionary::definition(reference);
                !self.roots.contains(&reference.root()) && !known.is_some_and(guard::always_stays)
            })
            .collect()
    }
}

/// The root of a name that stands for a whole attribute or a member of Vendor-Specific.
fn whole(name: &str) -> Result<Root, PolicyProblem> {
    let reference = guard::reference(name)?;
    if guard::is_tunnel_member(&reference) {
        return Err(PolicyProblem::EditsTunnelMember(reference.to_string()));
    }
    let is_part = reference.members().next().is_some() || reference.tag().is_some();
    match reference.root() {
        root @ (Root::Standard(_) | Root::Vendor { .. } | Root::Extended { .. }) if !is_part => {
            Ok(root)
        }
        _ => Err(PolicyProblem::NotWhole(reference.to_string())),
    }
}

/// The vendor and the members of a Vendor-Specific that is a list of them.
fn members(attribute: Attribute<'_>) -> Option<(u32, Tlvs<'_>)> {
    let (id, members) = attribute.value.split_first_chunk()?;
    let vendor = u32::from_be_bytes(*id);
    let is_list =
        dictionary::has_recommended_format(vendor) && is_well_formed(members, Level::Vendor);
    is_list.then(|| (vendor, Tlvs::new(members)))
}
