//! Shapes of SPNEGO tokens, and conversations with MICs.

use core::time::Duration;

use chacha20::ChaCha20Rng;
use chacha20::rand_core::SeedableRng as _;
use kerberos::client::{Credential, PendingContext, RequestOptions};
use kerberos::crypto::EncryptionType;
use kerberos::gss::{GssFlags, MS_KRB5_OID, SecurityContext};
use spnego::token::{self, FirstToken, MechTypes, NegTokenInit, NegTokenResp, encode_mech_types};
use spnego::{Initiator, MajorStatus, Mechanism, MechanismError, MechanismStep, Oid, Policy};

use super::{Cases, tlv};
use crate::acceptors::{Acceptor, Outcome, Verdict, now};
use crate::realm::{FLAGS, Realm};

pub fn add(cases: &mut Cases<'_>) {
    for (name, offer) in [
        ("krb5", vec![Oid::KRB5]),
        ("MS-KRB5", vec![Oid::MS_KRB5]),
        ("MS-KRB5, krb5, NTLM", vec![Oid::MS_KRB5, Oid::KRB5, Oid::NTLM]),
        ("krb5, MS-KRB5, NegoEx, NTLM", vec![Oid::KRB5, Oid::MS_KRB5, Oid::NEGOEX, Oid::NTLM]),
        ("NTLM, krb5", vec![Oid::NTLM, Oid::KRB5]),
        ("NegoEx, MS-KRB5", vec![Oid::NEGOEX, Oid::MS_KRB5]),
        ("krb5 twice", vec![Oid::KRB5, Oid::KRB5]),
        ("NTLM alone", vec![Oid::NTLM]),
        ("NegoEx and NTLM", vec![Oid::NEGOEX, Oid::NTLM]),
        ("user-to-user", vec![Oid::KRB5_U2U]),
        ("SPNEGO in SPNEGO", vec![Oid::SPNEGO]),
        ("nothing", vec![]),
        ("IAKERB, krb5", vec![Oid::IAKERB, Oid::KRB5]),
    ] {
        let list = encode_mech_types(&offer);
        for (how, mutual) in [("", false), (", mutual", true)] {
            let inner = inner(cases, mutual);
            let token = init(&list, Some(&inner), None);
            cases.add_token(&format!("SPNEGO {name}{how}"), token);
        }
        cases.add_token(&format!("SPNEGO {name}, no mechToken"), init(&list, None, None));
    }
    fields(cases);
    inner_tokens(cases);
}

fn fields(cases: &mut Cases<'_>) {
    let list = encode_mech_types(&[Oid::KRB5]);
    let token = inner(cases, false);
    let with_flags = NegTokenInit {
        mech_types: MechTypes::parse(&list).ok(),
        req_flags: Some(&[1, 0x42]),
        mech_token: Some(&token),
        ..NegTokenInit::default()
    };
    cases.add_token("SPNEGO with reqFlags", token::frame(&with_flags.encode()));
    let token = inner(cases, false);
    cases.add_token("SPNEGO with a wrong MIC", init(&list, Some(&token), Some(b"MIC")));

    let pair = encode_mech_types(&[Oid::KRB5, Oid::NTLM]);
    let mut token = init(&pair, Some(&inner(cases, false)), None);
    let at = token.windows(pair.len()).position(|octets| octets == pair).unwrap();
    token[at + 1] += 1;
    cases.add_token("SPNEGO with a list that is cut short", token);
    let early = init(&pair, None, Some(b"MIC"));
    cases.add_token("SPNEGO with a MIC and no mechToken", early);

    // mechTypes, mechToken, negHints, and an unknown field.
    let token = inner(cases, false);
    let mech_types = tlv(0xa0, &list);
    let mech_token = tlv(0xa2, &tlv(0x04, &token));
    let hint_name = tlv(0x1b, b"not_defined_in_RFC4178@please_ignore");
    let hints = tlv(0xa3, &tlv(0x30, &tlv(0xa0, &hint_name)));
    let sequence = [mech_types.as_slice(), &mech_token, &hints].concat();
    cases.add_token("NegTokenInit2 with negHints", framed(&sequence));
    let token = inner(cases, false);
    let mech_token = tlv(0xa2, &tlv(0x04, &token));
    let sequence = [mech_types.as_slice(), &mech_token, &tlv(0xa9, &tlv(0x04, b"x"))].concat();
    cases.add_token("SPNEGO with an unknown field", framed(&sequence));
    let token = inner(cases, false);
    let mech_token = tlv(0xa2, &tlv(0x04, &token));
    let sequence = [mech_token.as_slice(), &mech_types].concat();
    cases.add_token("SPNEGO with its fields in another order", framed(&sequence));
    let token = inner(cases, false);
    let sequence = tlv(0xa2, &tlv(0x04, &token));
    cases.add_token("SPNEGO without mechTypes", framed(&sequence));
    cases.add_token("SPNEGO without fields", framed(&[]));
    let resp = NegTokenResp { response_token: Some(b"token"), ..NegTokenResp::default() };
    cases.add_token("NegTokenResp first", resp.encode());
    cases.add_token("framed NegTokenResp first", token::frame(&resp.encode()));
    let unframed = init(&list, None, None);
    cases.add_token("NegTokenInit without framing", unframed[10..].to_vec());
    cases.add_token("bare NTLM", b"NTLMSSP\0\x01\0\0\0\x97\x82\x08\xe2".to_vec());
}

fn inner_tokens(cases: &mut Cases<'_>) {
    let list = encode_mech_types(&[Oid::KRB5]);
    let request = cases.request(|_| ());
    let (ticket, authenticator) = (request.ticket_plaintext(), request.authenticator_plaintext());
    let bare = request.ap_req(&ticket, &authenticator, &mut cases.realm.rng);
    cases.add_token("SPNEGO around a bare AP-REQ", init(&list, Some(&bare), None));
    let mut token = inner(cases, false);
    let oid = token.windows(2).position(|octets| octets == [0x06, 0x09]).unwrap() + 2;
    token[oid..oid + MS_KRB5_OID.len()].copy_from_slice(MS_KRB5_OID);
    let token = init(&list, Some(&token), None);
    cases.add_token("SPNEGO around a token with the MS-KRB5 OID in the framing", token);
    cases.add_token("SPNEGO around nothing", init(&list, Some(&[]), None));
    cases.add_token("SPNEGO around garbage", init(&list, Some(b"garbage"), None));
    let token = inner(cases, false);
    let nested = init(&list, Some(&token), None);
    cases.add_token("SPNEGO around SPNEGO", init(&list, Some(&nested), None));
}

fn inner(cases: &mut Cases<'_>, mutual: bool) -> Vec<u8> {
    let request = cases.request(|r| {
        if mutual {
            r.ask_for_mutual_authentication();
        }
    });
    request.token(&mut cases.realm.rng)
}

fn init(list: &[u8], mech_token: Option<&[u8]>, mech_list_mic: Option<&[u8]>) -> Vec<u8> {
    let mech_types = MechTypes::parse(list).ok();
    let init = NegTokenInit { mech_types, mech_token, mech_list_mic, ..NegTokenInit::default() };
    token::frame(&init.encode())
}

fn framed(fields: &[u8]) -> Vec<u8> {
    token::frame(&tlv(0xa0, &tlv(0x30, fields)))
}

/// An exchange of several tokens, with somebody in the middle.
pub struct Conversation {
    pub name: String,
    credential: Credential,
    mutual: bool,
    offer: Vec<Oid>,
    /// Changes message `number` (from 0) on its way to the acceptor.
    tamper: fn(number: usize, token: Vec<u8>) -> Vec<u8>,
}

/// Conversations in which Kerberos is not the first choice, and some in which it is.
pub fn conversations(realm: &mut Realm) -> Vec<Conversation> {
    type Tamper = fn(usize, Vec<u8>) -> Vec<u8>;
    let tampers: [(&str, Tamper); 8] = [
        ("untouched", |_, token| token),
        ("first mechanism replaced", |number, token| {
            edit_init(number, token, |list| list[0] = Oid::NEGOEX)
        }),
        ("mechanism added", |number, token| {
            edit_init(number, token, |list| list.push(Oid::KRB5_U2U))
        }),
        ("last mechanism removed", |number, token| {
            edit_init(number, token, |list| list.truncate(list.len() - 1))
        }),
        ("MIC removed", |_, token| edit_resp(token, |resp| resp.mech_list_mic = None)),
        ("MIC replaced", |_, token| {
            edit_resp(token, |resp| resp.mech_list_mic = resp.mech_list_mic.map(|_| &b"MIC"[..]))
        }),
        ("state removed", |_, token| edit_resp(token, |resp| resp.neg_state = None)),
        ("token after the first removed", |_, token| {
            edit_resp(token, |resp| resp.response_token = None)
        }),
    ];
    let mut all = Vec::new();
    for encryption_type in EncryptionType::ALL {
        for mutual in [false, true] {
            for offer in [
                vec![Oid::KRB5, Oid::NTLM],
                vec![Oid::NTLM, Oid::KRB5],
                vec![Oid::NTLM, Oid::MS_KRB5],
                vec![Oid::NTLM, Oid::KRB5, Oid::NEGOEX],
            ] {
                for (what, tamper) in tampers {
                    all.push(Conversation {
                        name: format!(
                            "conversation {offer:?}, mutual {mutual}, {what} ({})",
                            encryption_type.number()
                        ),
                        credential: realm.credential(encryption_type),
                        mutual,
                        offer: offer.clone(),
                        tamper,
                    });
                }
            }
        }
    }
    all
}

fn edit_init(number: usize, token: Vec<u8>, change: impl FnOnce(&mut Vec<Oid>)) -> Vec<u8> {
    match FirstToken::parse(&token) {
        Ok(FirstToken::NegTokenInit(init)) if number == 0 => {
            let mut list = init.mech_types.unwrap().iter().flatten().collect();
            change(&mut list);
            self::init(&encode_mech_types(&list), init.mech_token, init.mech_list_mic)
        }
        _ => token,
    }
}

fn edit_resp(token: Vec<u8>, change: impl FnOnce(&mut NegTokenResp<'_>)) -> Vec<u8> {
    match token::parse_reply(&token) {
        Ok(mut resp) => {
            change(&mut resp);
            resp.encode()
        }
        Err(_) => token,
    }
}

impl Conversation {
    /// Talks to `acceptor` until one side has nothing more to say; the acceptor's last word.
    pub fn hold(&self, acceptor: &mut dyn Acceptor) -> Outcome {
        let mechanisms = self.offer.iter().map(|oid| self.mechanism(*oid)).collect();
        let policy = Policy { neg_mechs: Some(self.offer.clone()), ..Policy::default() };
        let mut initiator = Initiator::new(policy, mechanisms);
        let first = initiator.step(None, now()).unwrap().token.unwrap();
        let mut outcome = acceptor.first(&(self.tamper)(0, first));
        for number in 1.. {
            let Some(reply) =
                outcome.reply.as_ref().filter(|_| outcome.verdict == Verdict::Continue)
            else {
                break;
            };
            let next = match initiator.step(Some(reply), now()) {
                Ok(step) => step.token,
                Err(failure) => {
                    outcome.why += &format!("; the initiator: {}", failure.error);
                    failure.token
                }
            };
            let Some(next) = next else { break };
            outcome = acceptor.later(&(self.tamper)(number, next));
        }
        outcome
    }

    fn mechanism(&self, oid: Oid) -> Box<dyn Mechanism> {
        if oid.names_same_mechanism(&Oid::KRB5) {
            Box::new(Kerberos {
                oid,
                credential: self.credential.clone(),
                mutual: self.mutual,
                pending: None,
                context: None,
                flags: GssFlags::default(),
            })
        } else {
            Box::new(Foreign(oid))
        }
    }
}

/// A mechanism that neither acceptor has.
struct Foreign(Oid);

impl Mechanism for Foreign {
    fn oid(&self) -> &Oid {
        &self.0
    }

    fn is_available(&self) -> bool {
        true
    }

    fn step(&mut self, _: Option<&[u8]>, _: Duration) -> Result<MechanismStep, MechanismError> {
        Ok(MechanismStep { token: Some(b"NTLMSSP\0".to_vec()), complete: false })
    }

    fn integrity(&self) -> bool {
        false
    }

    fn mic(&mut self, _: &[u8]) -> Result<Vec<u8>, MechanismError> {
        Err(error("foreign"))
    }

    fn verify_mic(&mut self, _: &[u8], _: &[u8]) -> Result<(), MechanismError> {
        Err(error("foreign"))
    }
}

/// A Kerberos client.
struct Kerberos {
    oid: Oid,
    credential: Credential,
    mutual: bool,
    pending: Option<PendingContext>,
    context: Option<SecurityContext>,
    flags: GssFlags,
}

impl Mechanism for Kerberos {
    fn oid(&self) -> &Oid {
        &self.oid
    }

    fn is_available(&self) -> bool {
        true
    }

    fn step(
        &mut self,
        token: Option<&[u8]>,
        now: Duration,
    ) -> Result<MechanismStep, MechanismError> {
        if let Some(token) = token {
            let pending = self.pending.take().ok_or_else(|| error("no AP-REQ"))?;
            self.context = Some(pending.ap_rep(token).map_err(|e| error(&e.to_string()))?);
            return Ok(MechanismStep { token: None, complete: true });
        }
        let mutual = if self.mutual { GssFlags::MUTUAL } else { GssFlags::default() };
        self.flags = GssFlags(FLAGS) | mutual;
        let options = RequestOptions { flags: self.flags, ..RequestOptions::default() };
        let mut rng = ChaCha20Rng::seed_from_u64(u64::from(now.subsec_micros()));
        let (token, pending) =
            self.credential.ap_req(options, now, &mut rng).map_err(|e| error(&e.to_string()))?;
        if self.mutual {
            self.pending = Some(pending);
        } else {
            self.context = Some(pending.without_reply());
        }
        Ok(MechanismStep { token: Some(token), complete: !self.mutual })
    }

    fn integrity(&self) -> bool {
        self.flags.contains(GssFlags::INTEG)
    }

    fn mic(&mut self, message: &[u8]) -> Result<Vec<u8>, MechanismError> {
        Ok(self.context.as_mut().ok_or_else(|| error("no context"))?.mic(message))
    }

    fn verify_mic(&mut self, message: &[u8], mic: &[u8]) -> Result<(), MechanismError> {
        let context = self.context.as_mut().ok_or_else(|| error("no context"))?;
        context.verify_mic(message, mic).map_err(|e| error(&e.to_string()))
    }
}

fn error(detail: &str) -> MechanismError {
    MechanismError {
        code: "client",
        detail: detail.to_owned(),
        token: None,
        major: MajorStatus::Failure,
    }
}
