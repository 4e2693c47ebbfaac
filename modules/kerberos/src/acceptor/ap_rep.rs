//! The reply (RFC 4120 section 3.2.4) and the context that it establishes.

use rand_core::CryptoRng;
use zeroize::Zeroizing;

use super::request::DecryptedAuthenticator;
use super::ticket::OpenTicket;
use crate::Error;
use crate::asn1::{self, ApRep, EncApRepPart, EncryptedData, EncryptionKey};
use crate::crypto::{EncryptionType, Key};
use crate::gss::{ContextParts, GssFlags, Role, SecurityContext, TokenId, frame};

pub(super) struct Established {
    pub(super) context: SecurityContext,
    pub(super) token: Option<Vec<u8>>,
}

/// Old peers refuse numbers with one of the two highest bits set.
const SEQUENCE_MASK: u32 = 0x3fff_ffff;

pub(super) fn establish(
    authenticator: &DecryptedAuthenticator,
    ticket: &OpenTicket,
    flags: GssFlags,
    client_encryption_types: &[i32],
    rng: &mut dyn CryptoRng,
) -> Result<Established, Error> {
    let initiator_key = authenticator.subkey.as_ref().unwrap_or(&ticket.session_key);
    if !flags.contains(GssFlags::MUTUAL) {
        // Without an AP-REP the acceptor starts at the initiator's number.
        let context = SecurityContext::new(ContextParts {
            role: Role::Acceptor,
            key: initiator_key.clone(),
            acceptor_subkey: false,
            flags,
            own_sequence: authenticator.sequence,
            peer_sequence: authenticator.sequence,
        });
        return Ok(Established { context, token: None });
    }

    let subkey = stronger(client_encryption_types, initiator_key.encryption_type())
        .map(|encryption_type| Key::random(encryption_type, rng));
    let own_sequence = rng.next_u32() & SEQUENCE_MASK;
    let token = ap_rep_token(authenticator, ticket, subkey.as_ref(), own_sequence, rng)?;
    let context = SecurityContext::new(ContextParts {
        role: Role::Acceptor,
        acceptor_subkey: subkey.is_some(),
        key: subkey.unwrap_or_else(|| initiator_key.clone()),
        flags,
        own_sequence,
        peer_sequence: authenticator.sequence,
    });
    Ok(Established { context, token: Some(token) })
}

/// The encryption type of the acceptor's subkey (RFC 4537 section 3): the client's first that has a
/// longer key than the current one. Without one, no subkey is asserted.
fn stronger(client: &[i32], current: EncryptionType) -> Option<EncryptionType> {
    client
        .iter()
        .filter_map(|number| EncryptionType::from_number(*number).ok())
        .find(|offered| offered.key_len() > current.key_len())
}

fn ap_rep_token(
    authenticator: &DecryptedAuthenticator,
    ticket: &OpenTicket,
    subkey: Option<&Key>,
    sequence: u32,
    rng: &mut dyn CryptoRng,
) -> Result<Vec<u8>, Error> {
    let part = EncApRepPart {
        ctime: authenticator.authenticator.ctime,
        cusec: authenticator.authenticator.cusec,
        subkey: subkey.map(EncryptionKey::from),
        seq_number: Some(i64::from(sequence)),
    };
    let plaintext = Zeroizing::new(asn1::encode("EncAPRepPart", &part)?);
    let ap_rep = ApRep {
        pvno: asn1::PVNO,
        msg_type: ApRep::MSG_TYPE,
        enc_part: EncryptedData {
            etype: ticket.session_key.encryption_type().number(),
            kvno: None,
            cipher: ticket.ap_rep_key.seal(&plaintext, rng).into(),
        },
    };
    Ok(frame(TokenId::ApRep, &asn1::encode("AP-REP", &ap_rep)?))
}
