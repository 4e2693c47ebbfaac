//! Test mechanisms of one to three tokens, hand-made peers and vectors.

use core::time::Duration;

use spnego::{
    Acceptor, ContextFlags, Failure, Initiator, MajorStatus, Mechanism, MechanismError,
    MechanismStep, Mode, Oid, Policy, Protection, Step,
    token::{self, FirstToken, MechTypes, NegState, NegTokenInit, NegTokenResp, encode_mech_types},
};

pub const NOW: Duration = Duration::from_secs(1_700_000_000);

/// A mechanism without a name anywhere else: 1.3.6.1.4.1.99999.`last`.
pub fn oid(last: u8) -> Oid {
    Oid::from_content(&[0x2b, 6, 1, 4, 1, 0x86, 0x8d, 0x1f, last]).unwrap()
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    Initiator,
    Acceptor,
}

/// A mechanism that exchanges `tokens` tokens, each known to both sides, and whose MIC is keyed
/// by the session, the mechanism and the sender.
#[derive(Clone, Debug)]
pub struct Toy {
    pub oid: Oid,
    pub role: Role,
    pub tokens: u8,
    pub integrity: bool,
    pub available: bool,
    pub session: u64,
    pub flags: Option<ContextFlags>,
    /// The next token's number, from 1.
    next: u8,
}

impl Toy {
    pub fn new(oid: Oid, role: Role, tokens: u8, integrity: bool) -> Self {
        Self { oid, role, tokens, integrity, available: true, session: 1, flags: None, next: 1 }
    }

    fn complete(&self) -> bool {
        self.next > self.tokens
    }
}

impl Mechanism for Toy {
    fn oid(&self) -> &Oid {
        &self.oid
    }

    fn is_available(&self) -> bool {
        self.available
    }

    fn step(
        &mut self,
        token: Option<&[u8]>,
        _now: Duration,
    ) -> Result<MechanismStep, MechanismError> {
        assert!(!self.complete(), "a mechanism is not stepped after it is complete");
        if let Some(token) = token {
            if token != toy_token(self.oid, self.next) {
                return Err(toy_error());
            }
            self.next += 1;
        }
        if self.complete() {
            return Ok(MechanismStep { token: None, complete: true });
        }
        let token = Some(toy_token(self.oid, self.next));
        self.next += 1;
        Ok(MechanismStep { token, complete: self.complete() })
    }

    fn integrity(&self) -> bool {
        assert!(self.complete(), "integrity is asked for on an established context only");
        self.integrity
    }

    fn mic(&mut self, message: &[u8]) -> Result<Vec<u8>, MechanismError> {
        assert!(self.complete() && self.integrity);
        Ok(toy_mic(self.oid, self.session, self.role, message))
    }

    fn verify_mic(&mut self, message: &[u8], mic: &[u8]) -> Result<(), MechanismError> {
        assert!(self.complete() && self.integrity);
        let peer = match self.role {
            Role::Initiator => Role::Acceptor,
            Role::Acceptor => Role::Initiator,
        };
        if mic == toy_mic(self.oid, self.session, peer, message) {
            Ok(())
        } else {
            Err(MechanismError {
                code: "toy_mic",
                detail: "the MIC differs".to_owned(),
                token: None,
                major: MajorStatus::BadMic,
            })
        }
    }

    fn context_flags(&self) -> Option<ContextFlags> {
        self.flags
    }
}

/// Token `number` (from 1) of the mechanism.
pub fn toy_token(oid: Oid, number: u8) -> Vec<u8> {
    format!("token {number} of {oid}").into_bytes()
}

pub fn toy_error() -> MechanismError {
    MechanismError {
        code: "toy_token",
        detail: "another token was expected".to_owned(),
        token: Some(b"toy error".to_vec()),
        major: MajorStatus::DefectiveToken,
    }
}

/// FNV-1a over everything that keys the MIC, then over the message.
pub fn toy_mic(oid: Oid, session: u64, sender: Role, message: &[u8]) -> Vec<u8> {
    let session = session.to_be_bytes();
    let sender = [sender as u8];
    let octets = oid.content().iter().chain(&session).chain(&sender).chain(message);
    let hash = octets.fold(0xcbf2_9ce4_8422_2325u64, |hash, octet| {
        (hash ^ u64::from(*octet)).wrapping_mul(0x0100_0000_01b3)
    });
    hash.to_be_bytes().to_vec()
}

pub fn rfc2478() -> Policy {
    Policy { mode: Mode::Rfc2478, ..Policy::default() }
}

pub fn acceptor(policy: Policy, toys: &[(Oid, u8, bool)]) -> Acceptor<Toy> {
    let toys = toys
        .iter()
        .map(|(oid, tokens, integrity)| Toy::new(*oid, Role::Acceptor, *tokens, *integrity));
    Acceptor::new(policy, toys.collect())
}

pub fn initiator(policy: Policy, toys: &[(Oid, u8, bool)]) -> Initiator<Toy> {
    let toys = toys
        .iter()
        .map(|(oid, tokens, integrity)| Toy::new(*oid, Role::Initiator, *tokens, *integrity));
    Initiator::new(policy, toys.collect())
}

/// A hand-made initiator's first token.
pub fn init(offer: &[Oid], mech_token: Option<&[u8]>, mic: Option<&[u8]>) -> Vec<u8> {
    init_with_list(&encode_mech_types(offer), mech_token, mic)
}

pub fn init_with_list(list: &[u8], mech_token: Option<&[u8]>, mic: Option<&[u8]>) -> Vec<u8> {
    let init = NegTokenInit {
        mech_types: Some(MechTypes::parse(list).unwrap()),
        mech_token,
        mech_list_mic: mic,
        ..NegTokenInit::default()
    };
    token::frame(&init.encode())
}

/// The MIC of `sender` over an offer, encoded in DER.
pub fn mic(oid: Oid, sender: Role, offer: &[Oid]) -> Vec<u8> {
    toy_mic(oid, 1, sender, &encode_mech_types(offer))
}

/// A NegTokenResp taken apart, to be compared and to be sent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Resp {
    pub neg_state: Option<NegState>,
    pub supported_mech: Option<Oid>,
    pub response_token: Option<Vec<u8>>,
    pub mech_list_mic: Option<Vec<u8>>,
}

impl Resp {
    pub fn state(neg_state: NegState) -> Self {
        Self { neg_state: Some(neg_state), ..Self::default() }
    }

    pub fn mech(mut self, oid: Oid) -> Self {
        self.supported_mech = Some(oid);
        self
    }

    pub fn token(mut self, token: Vec<u8>) -> Self {
        self.response_token = Some(token);
        self
    }

    pub fn mic(mut self, mic: Vec<u8>) -> Self {
        self.mech_list_mic = Some(mic);
        self
    }

    pub fn encode(&self) -> Vec<u8> {
        let token = NegTokenResp {
            neg_state: self.neg_state,
            supported_mech: self.supported_mech,
            response_token: self.response_token.as_deref(),
            mech_list_mic: self.mech_list_mic.as_deref(),
        };
        token.encode()
    }

    pub fn parse(token: &[u8]) -> Self {
        let token = NegTokenResp::parse(token).unwrap();
        Self {
            neg_state: token.neg_state,
            supported_mech: token.supported_mech,
            response_token: token.response_token.map(<[u8]>::to_vec),
            mech_list_mic: token.mech_list_mic.map(<[u8]>::to_vec),
        }
    }
}

/// A step that goes on, with this token.
pub fn goes_on(step: Result<Step, Failure>) -> Resp {
    let step = step.unwrap();
    assert!(!step.complete, "the step is complete");
    Resp::parse(&step.token.expect("a step that goes on has a token"))
}

/// A step that is complete, with this token if any.
pub fn completes(step: Result<Step, Failure>) -> Option<Resp> {
    let step = step.unwrap();
    assert!(step.complete, "the step is not complete");
    step.token.as_deref().map(Resp::parse)
}

/// The code, the status and the token of a failure.
pub fn fails(step: Result<Step, Failure>) -> (&'static str, &'static str, Option<Resp>) {
    let failure = step.unwrap_err();
    let token = failure.token.as_deref().map(Resp::parse);
    (failure.error.code(), failure.error.major_status().name(), token)
}

/// The first token of one of our initiators, and what it holds.
pub struct First {
    pub token: Vec<u8>,
    pub offer: Vec<Oid>,
    pub mech_token: Option<Vec<u8>>,
    pub mic: Option<Vec<u8>>,
}

pub fn first_token(initiator: &mut Initiator<Toy>) -> First {
    let step = initiator.step(None, NOW).unwrap();
    assert!(!step.complete, "an initiator is never complete after its first token");
    let token = step.token.unwrap();
    let Ok(FirstToken::NegTokenInit(init)) = FirstToken::parse(&token) else {
        panic!("the first token is a NegTokenInit")
    };
    let offer = init.mech_types.unwrap().iter().flatten().collect();
    let mech_token = init.mech_token.map(<[u8]>::to_vec);
    let mic = init.mech_list_mic.map(<[u8]>::to_vec);
    First { token, offer, mech_token, mic }
}

/// What came of a conversation between two of ours.
#[derive(Debug, PartialEq, Eq)]
pub struct Outcome {
    pub messages: usize,
    pub initiator: Option<(Oid, Protection)>,
    pub acceptor: Option<(Oid, Protection)>,
}

/// Lets both sides talk until neither has a token to send.
pub fn converse(initiator: &mut Initiator<Toy>, acceptor: &mut Acceptor<Toy>) -> Outcome {
    let mut messages = 0;
    let mut token = initiator.step(None, NOW).unwrap().token;
    while let Some(to_acceptor) = token {
        messages += 1;
        let Ok(reply) = acceptor.step(&to_acceptor, NOW) else { break };
        let Some(to_initiator) = reply.token else { break };
        messages += 1;
        let Ok(step) = initiator.step(Some(&to_initiator), NOW) else { break };
        token = step.token;
    }
    Outcome {
        messages,
        initiator: established(initiator.mech_type(), initiator.protection()),
        acceptor: established(acceptor.mech_type(), acceptor.protection()),
    }
}

fn established(mech_type: Option<&Oid>, protection: Protection) -> Option<(Oid, Protection)> {
    mech_type.filter(|oid| **oid != Oid::SPNEGO).map(|oid| (*oid, protection))
}

/// The octets of `tests/vectors/NAME`: hexadecimal, `#` begins a comment.
pub fn vector(name: &str) -> Vec<u8> {
    let path = format!("{}/tests/vectors/{name}", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
    let digits: String = text
        .lines()
        .flat_map(|line| line.split('#').next().unwrap().chars())
        .filter(|c| !c.is_whitespace())
        .collect();
    (0..digits.len())
        .step_by(2)
        .map(|at| u8::from_str_radix(&digits[at..at + 2], 16).unwrap())
        .collect()
}
