//! Authorization data: everything outside AD-IF-RELEVANT must be understood (RFC 4120 5.2.6).

use crate::asn1::{self, AdIfRelevant, AuthorizationDataElement, EtypeList, ad_type};
use crate::{Error, Problem, Reason};

/// Elements that one message may hold, all levels together.
const MAX_ELEMENTS: usize = 128;
/// Levels of AD-IF-RELEVANT.
const MAX_DEPTH: usize = 4;
/// Encryption types of one EtypeList.
const MAX_ENCRYPTION_TYPES: usize = 32;

const WHAT: &str = "AuthorizationData";

/// What an authenticator's authorization data asks for.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Restrictions {
    /// The client says that it sends channel bindings if it has any (AD-AP-OPTIONS).
    pub(super) client_sends_channel_bindings: bool,
    /// Encryption types that the client offers for a subkey (RFC 4537), best first.
    pub(super) encryption_types: Vec<i32>,
}

/// The PAC of a ticket, if there is one. Only one inside AD-IF-RELEVANT counts.
///
/// AD-KDCIssued, AD-AND-OR and AD-CAMMAC restrict what the ticket is good for, and nothing here
/// evaluates them: critical ones are refused, others ignored. AD-MANDATORY-FOR-KDC concerns the
/// KDC only (RFC 4120 section 5.2.6.4).
pub(super) fn of_ticket(elements: &[AuthorizationDataElement]) -> Result<Option<Vec<u8>>, Error> {
    let known = [ad_type::MANDATORY_FOR_KDC];
    let mut pac = None;
    walk(elements, "ticket", &known, &mut |element| {
        if element.ad_type == ad_type::WIN2K_PAC && pac.is_none() {
            pac = Some(element.ad_data.to_vec());
        }
        Ok(())
    })?;
    Ok(pac)
}

pub(super) fn of_authenticator(
    elements: &[AuthorizationDataElement],
) -> Result<Restrictions, Error> {
    /// KERB_AP_OPTIONS_CBT of AD-AP-OPTIONS, a little-endian number.
    const CHANNEL_BINDINGS: u32 = 0x4000;
    let known = [
        ad_type::ETYPE_NEGOTIATION,
        ad_type::TOKEN_RESTRICTIONS,
        ad_type::AP_OPTIONS,
        ad_type::TARGET_PRINCIPAL,
    ];
    let mut restrictions = Restrictions::default();
    walk(elements, "authenticator", &known, &mut |element| {
        match element.ad_type {
            ad_type::AP_OPTIONS => {
                let options = <[u8; 4]>::try_from(&*element.ad_data).map_err(|_| {
                    Error::malformed("AD-AP-OPTIONS", Problem::Value("length is not 4"))
                })?;
                restrictions.client_sends_channel_bindings |=
                    u32::from_le_bytes(options) & CHANNEL_BINDINGS != 0;
            }
            ad_type::ETYPE_NEGOTIATION => {
                let types: EtypeList = asn1::decode("EtypeList", &element.ad_data)?;
                if types.len() > MAX_ENCRYPTION_TYPES {
                    return Err(too_large(types.len(), MAX_ENCRYPTION_TYPES));
                }
                restrictions.encryption_types = types;
            }
            _ => {}
        }
        Ok(())
    })?;
    Ok(restrictions)
}

type Visit<'a> = dyn FnMut(&AuthorizationDataElement) -> Result<(), Error> + 'a;

/// Visits every element inside AD-IF-RELEVANT, and the `known` ones outside it; any other one
/// outside it is critical and refused.
fn walk(
    elements: &[AuthorizationDataElement],
    place: &'static str,
    known: &[i32],
    visit: &mut Visit<'_>,
) -> Result<(), Error> {
    let mut left = MAX_ELEMENTS;
    for element in elements {
        take_one(&mut left)?;
        if element.ad_type == ad_type::IF_RELEVANT {
            walk_relevant(element, MAX_DEPTH, &mut left, visit)?;
        } else if known.contains(&element.ad_type) {
            visit(element)?;
        } else {
            let ad_type = element.ad_type;
            return Err(Reason::CriticalAuthorizationData { ad_type, place }.into());
        }
    }
    Ok(())
}

fn walk_relevant(
    container: &AuthorizationDataElement,
    depth: usize,
    left: &mut usize,
    visit: &mut Visit<'_>,
) -> Result<(), Error> {
    let depth =
        depth.checked_sub(1).ok_or_else(|| too_large(MAX_DEPTH.saturating_add(1), MAX_DEPTH))?;
    let elements: AdIfRelevant = asn1::decode("AD-IF-RELEVANT", &container.ad_data)?;
    for element in &elements {
        take_one(left)?;
        if element.ad_type == ad_type::IF_RELEVANT {
            walk_relevant(element, depth, left, visit)?;
        } else {
            visit(element)?;
        }
    }
    Ok(())
}

fn take_one(left: &mut usize) -> Result<(), Error> {
    *left = left
        .checked_sub(1)
        .ok_or_else(|| too_large(MAX_ELEMENTS.saturating_add(1), MAX_ELEMENTS))?;
    Ok(())
}

fn too_large(found: usize, limit: usize) -> Error {
    Error::malformed(WHAT, Problem::TooLarge { found, limit })
}
