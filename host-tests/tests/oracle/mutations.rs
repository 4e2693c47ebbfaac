//! Good tokens with random edits, before and after they are sealed.

use chacha20::ChaCha20Rng;
use chacha20::rand_core::{Rng as _, SeedableRng as _};
use kerberos::asn1::{self, ApReq, Authenticator, EncTicketPart, Ticket};
use kerberos::crypto::EncryptionType;
use kerberos::gss::{MS_KRB5_OID, unframe};
use spnego::Oid;
use spnego::token::{self, FirstToken, MechTypes, NegTokenInit, encode_mech_types};

use crate::cases::Case;
use crate::realm::Realm;

/// Tokens of each kind.
const COUNT: usize = 500;
/// Edits of one token.
const MAX_EDITS: usize = 3;
/// Octets that mean something in DER, and the ends of ranges.
const OCTETS: [u8; 14] =
    [0x00, 0x01, 0x02, 0x05, 0x18, 0x1b, 0x30, 0x7f, 0x80, 0x81, 0x82, 0xa0, 0xa1, 0xff];

#[derive(Clone, Copy, Debug)]
enum Edited {
    Ticket,
    Authenticator,
    Token,
    Spnego,
}

/// Edited tokens, [`COUNT`] of each kind.
pub fn all(realm: &mut Realm) -> Vec<Case> {
    let mut rng = ChaCha20Rng::seed_from_u64(2);
    let kinds = [Edited::Ticket, Edited::Authenticator, Edited::Token, Edited::Spnego];
    let numbered = kinds.into_iter().flat_map(|kind| (0..COUNT).map(move |number| (kind, number)));
    numbered.map(|(kind, number)| case(kind, number, realm, &mut rng)).collect()
}

fn case(kind: Edited, number: usize, realm: &mut Realm, rng: &mut ChaCha20Rng) -> Case {
    let encryption_type = EncryptionType::ALL[number % EncryptionType::ALL.len()];
    let mut request = realm.request(encryption_type);
    if number.is_multiple_of(3) {
        request.ask_for_mutual_authentication();
    }
    let mut ticket = request.ticket_plaintext();
    let mut authenticator = request.authenticator_plaintext();
    let mut edits = String::new();
    match kind {
        Edited::Ticket => edits = edit(&mut ticket, rng),
        Edited::Authenticator => edits = edit(&mut authenticator, rng),
        Edited::Token | Edited::Spnego => {}
    }
    let mut token = request.token_of(&ticket, &authenticator, &mut realm.rng);
    if let Edited::Spnego = kind {
        token = spnego(&token);
    }
    if let Edited::Token | Edited::Spnego = kind {
        edits = edit(&mut token, rng);
    }
    let noted = match kind {
        Edited::Ticket => in_ticket(&ticket),
        Edited::Authenticator => in_authenticator(&authenticator),
        Edited::Token | Edited::Spnego => in_token(&token),
    };
    Case { name: format!("{kind:?}{noted} {number}: {edits}"), token, bindings: None }
}

/// What the edits made of a ticket, where a deliberate difference depends on it.
fn in_ticket(octets: &[u8]) -> &'static str {
    match asn1::decode::<EncTicketPart>("EncTicketPart", octets) {
        Ok(part) if part.transited.tr_type < 0 => " with transited type -",
        _ if !is_der::<EncTicketPart>(octets) => ", not DER",
        _ => "",
    }
}

/// As [`in_ticket`], for an authenticator.
fn in_authenticator(octets: &[u8]) -> &'static str {
    const DCE_STYLE: u8 = 0x10;
    const DELEGATION: u8 = 0x01;
    let authenticator = asn1::decode::<Authenticator>("Authenticator", octets);
    let checksum = authenticator.ok().and_then(|authenticator| authenticator.cksum);
    match checksum.as_ref().and_then(|checksum| checksum.checksum.get(20..22)) {
        Some([_, flags]) if flags & DCE_STYLE != 0 => " with context flag 12",
        Some([flags, _]) if flags & DELEGATION != 0 => " with delegation and nothing else",
        _ if !is_der::<Authenticator>(octets) => ", not DER",
        _ => "",
    }
}

/// As [`in_ticket`], for a token.
fn in_token(token: &[u8]) -> &'static str {
    let inner = match FirstToken::parse(token) {
        Ok(FirstToken::NegTokenInit(init)) => init.mech_token.unwrap_or_default(),
        _ => token,
    };
    if inner.windows(MS_KRB5_OID.len()).take(16).any(|octets| octets == MS_KRB5_OID) {
        return " with the MS-KRB5 OID in the framing";
    }
    let Ok(framed) = unframe(inner) else { return "" };
    match asn1::decode::<ApReq>("AP-REQ", framed.message) {
        Ok(ap_req)
            if is_der::<ApReq>(framed.message) && is_der::<Ticket>(ap_req.ticket.as_bytes()) =>
        {
            ""
        }
        _ => ", not DER",
    }
}

/// Whether what can be read was written as this project writes it.
fn is_der<T: rasn::Decode + rasn::Encode>(octets: &[u8]) -> bool {
    asn1::decode::<T>("message", octets)
        .is_ok_and(|value| asn1::encode("message", &value).as_deref() == Ok(octets))
}

fn spnego(mech_token: &[u8]) -> Vec<u8> {
    let list = encode_mech_types(&[Oid::KRB5, Oid::NTLM]);
    let init = NegTokenInit {
        mech_types: MechTypes::parse(&list).ok(),
        mech_token: Some(mech_token),
        ..NegTokenInit::default()
    };
    token::frame(&init.encode())
}

/// Edits `octets`, most often near the start, where the structure is; what was done.
fn edit(octets: &mut Vec<u8>, rng: &mut ChaCha20Rng) -> String {
    let mut done = Vec::new();
    for _ in 0..=random(rng, MAX_EDITS - 1) {
        let near = if random(rng, 1) == 0 { octets.len().min(80) } else { octets.len() };
        let at = random(rng, near - 1);
        if is_in_time(octets, at) {
            continue;
        }
        let octet = OCTETS[random(rng, OCTETS.len() - 1)];
        match random(rng, 7) {
            0..=2 => {
                octets[at] ^= 1 << random(rng, 7);
                done.push(format!("{at} becomes {:02x}", octets[at]));
            }
            3 | 4 => {
                octets[at] = octet;
                done.push(format!("{at} becomes {octet:02x}"));
            }
            5 => {
                octets.insert(at, octet);
                done.push(format!("{octet:02x} inserted at {at}"));
            }
            6 => {
                octets.remove(at);
                done.push(format!("{at} removed"));
            }
            _ => {
                let end = (at + random(rng, 16)).min(octets.len());
                let copy = octets[at..end].to_vec();
                octets.splice(at..at, copy);
                done.push(format!("{at}..{end} doubled"));
            }
        }
    }
    done.join(", ")
}

/// Whether a GeneralizedTime is there. What becomes of it depends on the time of day, so that times
/// have cases of their own.
fn is_in_time(octets: &[u8], at: usize) -> bool {
    const HEADER: [u8; 2] = [0x18, 15];
    const LENGTH: usize = 2 + 15;
    octets[at.saturating_sub(LENGTH - 1)..].windows(2).take(LENGTH).any(|two| two == HEADER)
}

/// A number from 0 to `most`.
fn random(rng: &mut ChaCha20Rng, most: usize) -> usize {
    usize::try_from(rng.next_u32()).unwrap() % (most + 1)
}
