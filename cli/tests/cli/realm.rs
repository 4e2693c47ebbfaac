//! A realm of one service and one client, and the tokens that the client makes.

use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chacha20::ChaCha20Rng;
use chacha20::rand_core::SeedableRng as _;
use kerberos::Principal;
use kerberos::asn1::{
    self, AuthorizationDataElement, EncTicketPart, EncryptionKey, PrincipalName, Ticket,
    TransitedEncoding,
};
use kerberos::client::{Credential, RequestOptions};
use kerberos::crypto::{EncryptionType, Key};
use kerberos::gss::GssFlags;
use kerberos::keytab::{Entry, Keytab};
use spnego::Oid;
use spnego::token::{self, MechTypes, NegTokenInit, encode_mech_types};

/// The time of every token, to the second: 2025-06-15T15:06:40Z.
pub const NOW: Duration = Duration::from_secs(1_750_000_000);
/// The same as an argument.
pub const AT: &str = "2025-06-15T15:06:40Z";
pub const HOUR: Duration = Duration::from_secs(3600);

pub struct Realm {
    pub rng: ChaCha20Rng,
    pub service: Principal,
    pub service_key: Key,
    pub client: Principal,
    pub session_key: Key,
}

impl Realm {
    pub fn new() -> Self {
        let mut rng = ChaCha20Rng::seed_from_u64(1);
        let enctype = EncryptionType::Aes256CtsHmacSha1;
        Self {
            service: principal("HTTP/www.example.com@EXAMPLE.COM"),
            service_key: Key::random(enctype, &mut rng),
            client: principal("alice@EXAMPLE.COM"),
            session_key: Key::random(enctype, &mut rng),
            rng,
        }
    }

    pub fn keytab(&self) -> Keytab {
        Keytab::new(vec![self.entry(&self.service, 3)])
    }

    pub fn entry(&self, principal: &Principal, kvno: u32) -> Entry {
        Entry {
            principal: principal.clone(),
            kvno,
            timestamp: 1_700_000_000,
            key: self.service_key.clone(),
        }
    }

    /// The encrypted part of a ticket that is good for an hour.
    pub fn part(&self) -> EncTicketPart {
        EncTicketPart {
            flags: asn1::flags(&[]),
            key: EncryptionKey::from(&self.session_key),
            crealm: self.client.realm.as_slice().into(),
            cname: PrincipalName::from_principal(&self.client),
            transited: TransitedEncoding { tr_type: 1, contents: Vec::new().into() },
            authtime: asn1::kerberos_time(NOW - HOUR),
            starttime: None,
            endtime: asn1::kerberos_time(NOW + HOUR),
            renew_till: None,
            caddr: None,
            authorization_data: None,
            extensions: Default::default(),
        }
    }

    /// A framed AP-REQ with this ticket.
    pub fn ap_req(&mut self, part: &EncTicketPart, options: RequestOptions) -> Vec<u8> {
        let ticket =
            Ticket::seal(part, &self.service, 3, &self.service_key, &mut self.rng).unwrap();
        let credential = Credential {
            client: self.client.clone(),
            ticket,
            session_key: self.session_key.clone(),
        };
        credential.ap_req(options, NOW, &mut self.rng).unwrap().0
    }

    /// A good SPNEGO token.
    pub fn token(&mut self) -> Vec<u8> {
        let part = self.part();
        self.token_of(&part)
    }

    /// A SPNEGO token with this ticket.
    pub fn token_of(&mut self, part: &EncTicketPart) -> Vec<u8> {
        let options = RequestOptions { flags: GssFlags(0x3e), ..RequestOptions::default() };
        let ap_req = self.ap_req(part, options);
        init(&[Oid::KRB5], &ap_req)
    }
}

/// A framed NegTokenInit.
pub fn init(offer: &[Oid], mech_token: &[u8]) -> Vec<u8> {
    let list = encode_mech_types(offer);
    let init = NegTokenInit {
        mech_types: Some(MechTypes::parse(&list).unwrap()),
        mech_token: Some(mech_token),
        ..NegTokenInit::default()
    };
    token::frame(&init.encode())
}

pub fn base64(token: &[u8]) -> String {
    STANDARD.encode(token)
}

pub fn principal(name: &str) -> Principal {
    Principal::parse(name).unwrap()
}

pub fn if_relevant(ad_type: i32, data: &[u8]) -> AuthorizationDataElement {
    let inner = vec![AuthorizationDataElement { ad_type, ad_data: data.into() }];
    let ad_data = asn1::encode("AD-IF-RELEVANT", &inner).unwrap().into();
    AuthorizationDataElement { ad_type: asn1::ad_type::IF_RELEVANT, ad_data }
}
