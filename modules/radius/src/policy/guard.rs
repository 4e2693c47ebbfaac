//! What policy may edit and read: the rules of RFC 2607 sections 5.2 and 7.2.

use super::error::PolicyProblem;
use crate::attribute::{Reference, Root};
use crate::dictionary::{self, DataType, Definition, Role};

/// Reads the name of an attribute.
pub(super) fn reference(name: &str) -> Result<Reference, PolicyProblem> {
    Reference::parse(name).map_err(PolicyProblem::Attribute)
}

/// Whether policy may add, change and remove values.
pub(super) fn check_editable(reference: &Reference) -> Result<(), PolicyProblem> {
    let name = || reference.to_string();
    for definition in definitions(reference) {
        if is_hidden(definition) {
            return Err(PolicyProblem::EditsHidden(name()));
        }
        match definition.role {
            Role::ProxyState | Role::Opaque => return Err(PolicyProblem::EditsOpaque(name())),
            Role::Eap | Role::HopByHop => return Err(PolicyProblem::EditsEap(name())),
            Role::Tunnel => return Err(PolicyProblem::EditsTunnelMember(name())),
            // `is_hidden` has said so.
            Role::Credential => return Err(PolicyProblem::EditsHidden(name())),
            Role::Ordinary => {}
        }
    }
    if is_container(reference) {
        return Err(PolicyProblem::EditsContainer(name()));
    }
    Ok(())
}

/// Whether policy may look at values: those of hidden attributes are handles that the host chose.
pub(super) fn check_readable(reference: &Reference) -> Result<(), PolicyProblem> {
    if definitions(reference).any(is_hidden) || is_container(reference) {
        return Err(PolicyProblem::ReadsHidden(reference.to_string()));
    }
    Ok(())
}

/// Whether the attribute belongs to a tunnel.
pub(super) fn is_tunnel_member(reference: &Reference) -> bool {
    definitions(reference).any(|definition| definition.role == Role::Tunnel)
}

/// Whether a list of what may stay cannot remove it.
pub(super) fn always_stays(definition: &Definition) -> bool {
    is_hidden(definition)
        || matches!(definition.role, Role::ProxyState | Role::Opaque | Role::Eap | Role::HopByHop)
}

/// Whether it only holds other attributes, of which some may be protected.
fn is_container(reference: &Reference) -> bool {
    match reference.root() {
        Root::Standard(_) | Root::Extended { .. } => definitions(reference).any(|definition| {
            matches!(
                definition.data_type,
                DataType::Vsa | DataType::Extended | DataType::LongExtended | DataType::Evs
            )
        }),
        Root::Vendor { .. } | Root::ExtendedVendor { .. } => false,
    }
}

fn is_hidden(definition: &Definition) -> bool {
    definition.hiding.is_some() || definition.role == Role::Credential
}

/// The definitions of an attribute and of the one that it is a member of: a path such as `33.1`
/// leads into Proxy-State.
fn definitions(reference: &Reference) -> impl Iterator<Item = &'static Definition> {
    let root = Reference::new(reference.root());
    [dictionary::definition(reference), dictionary::definition(&root)].into_iter().flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(name: &str) -> Option<PolicyProblem> {
        check_editable(&reference(name).unwrap()).err()
    }

    #[test]
    fn what_must_go_through_unchanged_cannot_be_edited_by_any_name() {
        for name in ["Proxy-State", "State", "Class", "33", "Attr-25", "24.1", "33.1.2"] {
            assert!(matches!(refusal(name), Some(PolicyProblem::EditsOpaque(_))), "{name}");
        }
        for name in ["EAP-Message", "Message-Authenticator", "79.1", "241.4", "241.4.1"] {
            assert!(matches!(refusal(name), Some(PolicyProblem::EditsEap(_))), "{name}");
        }
        for name in ["User-Password", "CHAP-Password", "MS-MPPE-Send-Key", "26.311.16", "2.1"] {
            assert!(matches!(refusal(name), Some(PolicyProblem::EditsHidden(_))), "{name}");
        }
        for name in ["Vendor-Specific", "241", "245", "241.26"] {
            assert!(matches!(refusal(name), Some(PolicyProblem::EditsContainer(_))), "{name}");
        }
        for name in ["Tunnel-Type", "Tunnel-Type:1", "64.1"] {
            assert!(matches!(refusal(name), Some(PolicyProblem::EditsTunnelMember(_))), "{name}");
        }
        for name in ["User-Name", "Cisco-AVPair", "Attr-200", "241.5.1", "241.26.9.1"] {
            assert_eq!(refusal(name), None, "{name}");
        }
    }

    #[test]
    fn hidden_values_cannot_be_read() {
        for name in ["User-Password", "CHAP-Password", "Tunnel-Password", "Vendor-Specific"] {
            assert!(check_readable(&reference(name).unwrap()).is_err(), "{name}");
        }
        for name in ["Class", "State", "Proxy-State", "EAP-Message", "Tunnel-Type"] {
            assert!(check_readable(&reference(name).unwrap()).is_ok(), "{name}");
        }
    }
}
