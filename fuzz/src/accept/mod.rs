//! The acceptor behind its keys: the fuzzer writes ticket and authenticator, the target seals them.
//!
//! The rules of RFC 4120 section 3.2.3 that an accepted request must meet are written down here a
//! second time, in terms of the octets that were sealed.

use std::net::{IpAddr, Ipv4Addr};

use kerberos::acceptor::{Accepted, Acceptor, ChannelBindingPolicy, Config};
use kerberos::asn1::{
    self, ApRep, ApReq, Authenticator, AuthorizationDataElement, EncApRepPart, EncTicketPart,
    EncryptedData, KrbError, Ticket, ad_type, flag, ticket_flag,
};
use kerberos::crypto::{EncryptionType, Key};
use kerberos::gss::{AuthenticatorChecksum, ChannelBindings, GssFlags, TokenId, frame, unframe};
use kerberos::{Error, Principal, Reason};

use crate::ap_req::survives;
use crate::input::Input;
use crate::realm::{NOW, Realm, SKEW, acceptor};

mod typed;

/// Key usage numbers of RFC 4120 section 7.5.1.
mod usage {
    pub(super) const AUTHENTICATOR: u32 = 11;
    pub(super) const AP_REP: u32 = 12;
}

/// An AP-REQ before it is sealed.
struct Request {
    /// DER of an EncTicketPart, or anything else.
    ticket: Vec<u8>,
    /// DER of an Authenticator, or anything else.
    authenticator: Vec<u8>,
    outer: Outer,
}

/// What nobody authenticates.
struct Outer {
    mutual: bool,
    kvno: Option<i64>,
    server: Principal,
}

/// The first octet says whether the rest is edits of a good request, or two plaintexts of which
/// the first has its length in 16 bits before it. The second is the setting, the third the octet
/// of the ciphertexts that is changed in the end.
pub fn check(data: &[u8]) {
    let mut input = Input::new(data);
    let edited = input.bit();
    let settings = input.u8();
    let changed = input.u16();
    let mut realm = Realm::with(EncryptionType::ALL[usize::from(settings & 3)]);
    let config = config(settings);
    let client_address = (settings & 4 != 0).then_some(IpAddr::V4(Ipv4Addr::new(192, 0, 2, 1)));

    let request = if edited { typed::request(&mut input, &realm) } else { raw(&mut input, &realm) };
    survives::<EncTicketPart>(&request.ticket);
    survives::<Authenticator>(&request.authenticator);

    let ticket = seal_ticket(&request, &mut realm);
    let key = session_key(&request, &realm);
    let ap_req = seal(&request, &ticket, &key, &mut realm);
    let token = token_of(&ap_req);
    let mut acceptor = acceptor(&realm.keytab(), config.clone());
    let accepted = match acceptor.step(&token, client_address, NOW) {
        Ok(accepted) => accepted,
        Err(failure) => {
            check_refusal(&failure.error, failure.token.as_deref());
            return;
        }
    };
    check_rules(&request, &realm, &config, &accepted);
    check_reply(&request, &key, &accepted);

    // The same authenticator never comes in twice, whatever is written around it.
    let again = |acceptor: &mut Acceptor, ap_req: &ApReq| {
        acceptor.step(&token_of(ap_req), client_address, NOW).map_err(|failure| failure.error)
    };
    let replay = Err(Error::Rejected(Reason::Replay));
    assert_eq!(again(&mut acceptor, &ap_req).map(drop), replay);
    let renamed = Ticket {
        sname: asn1::PrincipalName { name_type: 0, name_string: Vec::new() },
        ..ticket.clone()
    };
    assert_eq!(again(&mut acceptor, &with_ticket(&ap_req, &renamed)).map(drop), replay);

    // A remembered ticket decides as a new one does.
    let second = again(&mut acceptor, &seal(&request, &ticket, &key, &mut realm))
        .expect("a new authenticator for a ticket that was accepted");
    assert!(second.ticket_remembered || config.ticket_cache_entries == 0);
    assert_eq!(second.ticket, accepted.ticket);
    assert_eq!(second.context.flags(), accepted.context.flags());

    // A changed ciphertext is never accepted, whether the ticket is remembered or not.
    for changed in changed_ciphertexts(&ap_req, &ticket, usize::from(changed)) {
        assert!(again(&mut acceptor, &changed).is_err());
        let mut new = crate::realm::acceptor(&realm.keytab(), config.clone());
        assert!(again(&mut new, &changed).is_err());
    }
}

fn config(settings: u8) -> Config {
    let bindings = vec![ChannelBindings::tls_server_end_point(&[7; 32])];
    Config {
        draft08_anonymous_flag: settings & 8 != 0,
        channel_bindings: match settings >> 4 & 3 {
            0 | 1 => ChannelBindingPolicy::Off,
            2 => ChannelBindingPolicy::WhenSupported(bindings),
            _ => ChannelBindingPolicy::Required(bindings),
        },
        transited_realms: match settings & 64 {
            0 => Vec::new(),
            _ => vec!["COM".into(), "ORG".into()],
        },
        ticket_cache_entries: usize::from(settings >> 7),
        clock_skew: SKEW,
    }
}

fn raw(input: &mut Input<'_>, realm: &Realm) -> Request {
    let ticket = input.sized().to_vec();
    let authenticator = input.rest().to_vec();
    let outer =
        Outer { mutual: true, kvno: Some(i64::from(realm.kvno)), server: realm.service.clone() };
    Request { ticket, authenticator, outer }
}

fn seal_ticket(request: &Request, realm: &mut Realm) -> Ticket {
    Ticket {
        tkt_vno: asn1::PVNO,
        realm: request.outer.server.realm.as_slice().into(),
        sname: asn1::PrincipalName::from_principal(&request.outer.server),
        enc_part: EncryptedData {
            etype: realm.service_key.encryption_type().number(),
            kvno: request.outer.kvno,
            cipher: realm
                .service_key
                .sealing(Ticket::USAGE)
                .seal(&request.ticket, &mut realm.rng)
                .into(),
        },
        extensions: Default::default(),
    }
}

/// The session key that the ticket holds, so that the authenticator fits it.
fn session_key(request: &Request, realm: &Realm) -> Key {
    asn1::decode::<EncTicketPart>("EncTicketPart", &request.ticket)
        .and_then(|part| Key::try_from(&part.key))
        .unwrap_or_else(|_| realm.session_key.clone())
}

fn seal(request: &Request, ticket: &Ticket, key: &Key, realm: &mut Realm) -> ApReq {
    let mutual = request.outer.mutual.then_some(ApReq::MUTUAL_REQUIRED);
    let authenticator = key.sealing(usage::AUTHENTICATOR);
    ApReq {
        pvno: asn1::PVNO,
        msg_type: ApReq::MSG_TYPE,
        ap_options: asn1::flags(mutual.as_slice()),
        ticket: any(ticket),
        authenticator: EncryptedData {
            etype: key.encryption_type().number(),
            kvno: None,
            cipher: authenticator.seal(&request.authenticator, &mut realm.rng).into(),
        },
        extensions: Default::default(),
    }
}

fn any(ticket: &Ticket) -> rasn::types::Any {
    rasn::types::Any::new(asn1::encode("Ticket", ticket).expect("a ticket has an encoding"))
}

fn token_of(ap_req: &ApReq) -> Vec<u8> {
    frame(TokenId::ApReq, &asn1::encode("AP-REQ", ap_req).expect("an AP-REQ has an encoding"))
}

fn with_ticket(ap_req: &ApReq, ticket: &Ticket) -> ApReq {
    ApReq { ticket: any(ticket), ..ap_req.clone() }
}

fn changed_ciphertexts(ap_req: &ApReq, ticket: &Ticket, at: usize) -> [ApReq; 2] {
    let change = |cipher: &[u8]| {
        let mut octets = cipher.to_vec();
        let length = octets.len();
        octets[at % length] ^= 1 << (at % 8);
        octets.into()
    };
    let mut other_ticket = ticket.clone();
    other_ticket.enc_part.cipher = change(&ticket.enc_part.cipher);
    let mut other_authenticator = ap_req.clone();
    other_authenticator.authenticator.cipher = change(&ap_req.authenticator.cipher);
    [with_ticket(ap_req, &other_ticket), other_authenticator]
}

/// The key that sealed the ticket is in the keytab, so that it is found whatever the fields around
/// the ciphertext say.
fn check_refusal(error: &Error, token: Option<&[u8]>) {
    let text = error.to_string();
    assert!(!text.is_empty() && !text.chars().any(char::is_control), "{text:?}");
    assert!(!matches!(
        error,
        Error::Rejected(
            Reason::KeyRetired { .. }
                | Reason::KeytabStale { .. }
                | Reason::NoKeyForEncryptionType { .. }
                | Reason::TicketIntegrity { .. }
                | Reason::WrongServer { .. }
        )
    ));
    if let Some(token) = token {
        let token = unframe(token).expect("an error token is framed");
        assert_eq!(token.id, TokenId::KrbError);
        asn1::decode::<KrbError>("KRB-ERROR", token.message).expect("a KRB-ERROR");
    }
}

fn check_rules(request: &Request, realm: &Realm, config: &Config, accepted: &Accepted) {
    let part: EncTicketPart = asn1::decode("EncTicketPart", &request.ticket).expect("accepted");
    let authenticator: Authenticator =
        asn1::decode("Authenticator", &request.authenticator).expect("accepted");
    let facts = &accepted.ticket;

    assert_eq!(authenticator.crealm, part.crealm);
    assert_eq!(authenticator.cname.name_string, part.cname.name_string);
    assert_eq!(facts.client.realm, part.crealm.0[..]);
    let name: Vec<&[u8]> = part.cname.name_string.iter().map(|part| &part.0[..]).collect();
    assert_eq!(facts.client.components, name);
    assert!(facts.service.same_name(&realm.service), "the service is that of the key");

    let now = i64::try_from(NOW.as_secs()).expect("a time");
    let skew = i64::try_from(SKEW.as_secs()).expect("a time");
    let start = part.starttime.unwrap_or(part.authtime).timestamp();
    assert!(start <= now + skew && part.endtime.timestamp() >= now - skew);
    assert!(authenticator.ctime.timestamp().abs_diff(now) <= skew.unsigned_abs());
    assert!(!flag(&part.flags, ticket_flag::INVALID));

    check_transited(&part, realm, config);
    check_anonymity(&part, config, accepted);
    let ticket_data = part.authorization_data.as_deref().unwrap_or_default();
    only_known(ticket_data, &[ad_type::MANDATORY_FOR_KDC]);
    only_known(
        authenticator.authorization_data.as_deref().unwrap_or_default(),
        &[
            ad_type::ETYPE_NEGOTIATION,
            ad_type::TOKEN_RESTRICTIONS,
            ad_type::AP_OPTIONS,
            ad_type::TARGET_PRINCIPAL,
        ],
    );
    if facts.logon_info.is_some() {
        assert!(ticket_data.iter().any(|element| element.ad_type == ad_type::IF_RELEVANT));
    }
    if matches!(config.channel_bindings, ChannelBindingPolicy::Required(_)) {
        assert!(accepted.channel_bound);
    }
}

/// Realms that are written out in full must be trusted.
fn check_transited(part: &EncTicketPart, realm: &Realm, config: &Config) {
    let contents = &part.transited.contents;
    let anonymous_realm = &part.crealm.0[..] == kerberos::principal::ANONYMOUS_REALM;
    let checked_by_kdc = flag(&part.flags, ticket_flag::TRANSITED_POLICY_CHECKED);
    if checked_by_kdc || anonymous_realm || contents.is_empty() {
        return;
    }
    assert_eq!(part.transited.tr_type, 1);
    if contents.iter().any(|octet| b"./\\ ".contains(octet)) {
        return;
    }
    for name in contents.split(|octet| *octet == b',').filter(|name| !name.is_empty()) {
        let trusted = config.transited_realms.iter().any(|realm| realm.as_bytes() == name);
        assert!(trusted || *name == *part.crealm.0 || name == realm.service.realm, "{name:?}");
    }
}

fn check_anonymity(part: &EncTicketPart, config: &Config, accepted: &Accepted) {
    let anonymous_flag = flag(&part.flags, ticket_flag::ANONYMOUS)
        || config.draft08_anonymous_flag && flag(&part.flags, ticket_flag::ANONYMOUS_DRAFT_08);
    let client = &accepted.ticket.client;
    assert_eq!(accepted.ticket.anonymity.is_some(), anonymous_flag);
    assert_eq!(client.is_anonymous_name(), anonymous_flag);
    assert!(anonymous_flag || !client.is_anonymous_realm());
}

fn only_known(elements: &[AuthorizationDataElement], known: &[i32]) {
    for element in elements {
        let ad_type = element.ad_type;
        assert!(ad_type == ad_type::IF_RELEVANT || known.contains(&ad_type), "{ad_type}");
    }
}

fn check_reply(request: &Request, key: &Key, accepted: &Accepted) {
    let mutual = accepted.context.flags().contains(GssFlags::MUTUAL);
    assert_eq!(accepted.token.is_some(), mutual);
    let authenticator: Authenticator =
        asn1::decode("Authenticator", &request.authenticator).expect("accepted");
    let has_flags =
        authenticator.cksum.is_some_and(|cksum| cksum.cksumtype == AuthenticatorChecksum::TYPE);
    assert!(has_flags || mutual == request.outer.mutual);
    let Some(token) = &accepted.token else { return };
    let token = unframe(token).expect("an AP-REP is framed");
    assert_eq!(token.id, TokenId::ApRep);
    let reply: ApRep = asn1::decode("AP-REP", token.message).expect("an AP-REP");
    let plaintext = key
        .sealing(usage::AP_REP)
        .open(&reply.enc_part.cipher)
        .expect("sealed with the session key");
    let part: EncApRepPart = asn1::decode("EncAPRepPart", &plaintext).expect("an EncAPRepPart");
    assert_eq!((part.ctime, part.cusec), (authenticator.ctime, authenticator.cusec));
}
