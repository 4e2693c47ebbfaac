//! The client's side of the exchange with a service (RFC 4120 section 3.2, RFC 4121 section 4.1).

use core::time::Duration;

use rand_core::CryptoRng;
use rasn::types::Any;
use zeroize::Zeroizing;

use crate::asn1::{
    self, ApRep, ApReq, Authenticator, AuthorizationData, Checksum, EncApRepPart, EncryptedData,
    EncryptionKey, Extensions, PVNO, PrincipalName, Ticket,
};
use crate::crypto::Key;
use crate::gss::{
    AuthenticatorChecksum, ChannelBindings, ContextParts, GssFlags, Role, SecurityContext, TokenId,
    frame, unframe,
};
use crate::{Error, Principal, Problem, Reason};

/// A ticket for a service, with its session key.
#[derive(Debug, Clone)]
pub struct Credential {
    /// The client of the ticket.
    pub client: Principal,
    /// The ticket.
    pub ticket: Ticket,
    /// The session key of the ticket.
    pub session_key: Key,
}

/// What an AP-REQ asks for.
#[derive(Debug, Clone, Default)]
pub struct RequestOptions {
    /// Context flags; [`GssFlags::MUTUAL`] asks for an AP-REP.
    pub flags: GssFlags,
    /// Channel bindings, if the channel has any.
    pub channel_bindings: Option<ChannelBindings>,
    /// Authorization data of the authenticator.
    pub authorization_data: AuthorizationData,
}

/// A context that waits for the AP-REP.
#[derive(Debug, Clone)]
pub struct PendingContext {
    session_key: Key,
    subkey: Key,
    flags: GssFlags,
    ctime: Duration,
    sequence: u32,
}

/// Key usage numbers of RFC 4120 section 7.5.1.
mod usage {
    pub(super) const AUTHENTICATOR: u32 = 11;
    pub(super) const AP_REP: u32 = 12;
}

const SEQUENCE_MASK: u32 = 0x3fff_ffff;

impl Credential {
    /// A framed AP-REQ stamped `now` (since the Unix epoch, to the microsecond), with a fresh
    /// subkey of the session key's type.
    ///
    /// # Errors
    /// [`Error::Malformed`] if a value has no DER encoding.
    pub fn ap_req(
        &self,
        options: RequestOptions,
        now: Duration,
        rng: &mut dyn CryptoRng,
    ) -> Result<(Vec<u8>, PendingContext), Error> {
        let subkey = Key::random(self.session_key.encryption_type(), rng);
        let sequence = rng.next_u32() & SEQUENCE_MASK;
        let bindings = options.channel_bindings.map_or([0; 16], |bindings| bindings.hash());
        let authenticator = Authenticator {
            authenticator_vno: PVNO,
            crealm: self.client.realm.as_slice().into(),
            cname: PrincipalName::from_principal(&self.client),
            cksum: Some(Checksum {
                cksumtype: AuthenticatorChecksum::TYPE,
                checksum: AuthenticatorChecksum::encode(bindings, options.flags).into(),
            }),
            cusec: i64::from(now.subsec_micros()),
            ctime: asn1::kerberos_time(now),
            subkey: Some(EncryptionKey::from(&subkey)),
            seq_number: Some(i64::from(sequence)),
            authorization_data: (!options.authorization_data.is_empty())
                .then_some(options.authorization_data),
            extensions: Extensions::default(),
        };
        let token = self.ap_req_with(&authenticator, options.flags, rng)?;
        let ctime = Duration::new(now.as_secs(), now.subsec_micros().saturating_mul(1000));
        let pending = PendingContext {
            session_key: self.session_key.clone(),
            subkey,
            flags: options.flags,
            ctime,
            sequence,
        };
        Ok((token, pending))
    }

    /// A framed AP-REQ with this very authenticator.
    ///
    /// # Errors
    /// [`Error::Malformed`] if a value has no DER encoding.
    pub fn ap_req_with(
        &self,
        authenticator: &Authenticator,
        flags: GssFlags,
        rng: &mut dyn CryptoRng,
    ) -> Result<Vec<u8>, Error> {
        let plaintext = Zeroizing::new(asn1::encode("Authenticator", authenticator)?);
        let mutual = flags.contains(GssFlags::MUTUAL).then_some(ApReq::MUTUAL_REQUIRED);
        let ap_req = ApReq {
            pvno: PVNO,
            msg_type: ApReq::MSG_TYPE,
            ap_options: asn1::flags(mutual.as_slice()),
            ticket: Any::new(asn1::encode("Ticket", &self.ticket)?),
            authenticator: EncryptedData {
                etype: self.session_key.encryption_type().number(),
                kvno: None,
                cipher: self.session_key.sealing(usage::AUTHENTICATOR).seal(&plaintext, rng).into(),
            },
            extensions: Extensions::default(),
        };
        Ok(frame(TokenId::ApReq, &asn1::encode("AP-REQ", &ap_req)?))
    }
}

impl PendingContext {
    /// Verifies the framed AP-REP and establishes the context (RFC 4120 section 3.2.5).
    ///
    /// # Errors
    /// [`Error::Malformed`], or [`Reason::MutualAuthentication`] for a reply that does not come
    /// from the service or does not answer this request.
    pub fn ap_rep(self, token: &[u8]) -> Result<SecurityContext, Error> {
        let token = unframe(token)?;
        if token.id != TokenId::ApRep {
            return Err(Error::malformed("AP-REP", Problem::Value("TOK_ID is not KRB_AP_REP")));
        }
        let ap_rep: ApRep = asn1::decode("AP-REP", token.message)?;
        let plaintext = self
            .session_key
            .sealing(usage::AP_REP)
            .open(&ap_rep.enc_part.cipher)
            .map_err(|_| Reason::MutualAuthentication)?;
        let part: EncApRepPart = asn1::decode("EncAPRepPart", &plaintext)?;
        let seconds = asn1::time("EncAPRepPart", &part.ctime)?;
        let same_time = seconds.as_secs() == self.ctime.as_secs()
            && part.cusec == i64::from(self.ctime.subsec_micros());
        if !same_time {
            return Err(Reason::MutualAuthentication.into());
        }
        let acceptor_key = part.subkey.as_ref().map(Key::try_from).transpose()?;
        let peer_sequence =
            part.seq_number.map_or(Ok(0), |number| asn1::low_32_bits("seq-number", number))?;
        Ok(SecurityContext::new(ContextParts {
            role: Role::Initiator,
            acceptor_subkey: acceptor_key.is_some(),
            key: acceptor_key.unwrap_or(self.subkey),
            flags: self.flags,
            own_sequence: self.sequence,
            peer_sequence,
        }))
    }

    /// Establishes the context without an AP-REP, where none was asked for.
    #[must_use]
    pub fn without_reply(self) -> SecurityContext {
        SecurityContext::new(ContextParts {
            role: Role::Initiator,
            key: self.subkey,
            acceptor_subkey: false,
            flags: self.flags,
            own_sequence: self.sequence,
            peer_sequence: self.sequence,
        })
    }
}
