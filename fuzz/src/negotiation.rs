//! SPNEGO with somebody in the middle: tokens arrive changed, twice, never or from nowhere.
//!
//! What must hold is RFC 4178 section 5 and RFC 2478 section 3.2.2: where a side reports the
//! mechanism list as verified, both sides saw the same list and chose as they would have alone.

use core::time::Duration;

use spnego::token::{
    self, FirstToken, MechTypes, NegState, NegTokenInit, NegTokenResp, encode_mech_types,
};
use spnego::{Acceptor, Error, Initiator, Mode, Oid, Policy, Protection, Reason};

use crate::input::Input;
use crate::toy::{Kind, Log, Role, Toy};

const NOW: Duration = Duration::from_secs(1_750_000_000);
/// Tokens that are delivered in one conversation.
const MAX_TOKENS: usize = 12;

/// How both sides are set up, then what happens to each token.
pub fn check(data: &[u8]) {
    let mut input = Input::new(data);
    let mut talk = Conversation::new(&mut input);
    talk.start();
    for _ in 0..MAX_TOKENS {
        if input.is_empty() {
            break;
        }
        talk.deliver(&mut input);
    }
    talk.check_outcome();
}

struct Conversation {
    log: Log,
    initiator: Side<Initiator<Toy>>,
    acceptor: Side<Acceptor<Toy>>,
    /// The list that the initiator offers.
    offer: Vec<u8>,
    /// The list that arrived with the acceptor's first token.
    arrived: Option<Vec<u8>>,
    /// What the acceptor chooses from the list that the initiator offers.
    choice: Option<Oid>,
    /// Every token that either side made.
    seen: Vec<Vec<u8>>,
}

struct Side<T> {
    context: T,
    /// The token that waits for this side.
    inbox: Option<Vec<u8>>,
    ended: bool,
}

impl Conversation {
    fn new(input: &mut Input<'_>) -> Self {
        let log = Log::default();
        let settings = input.u8();
        let mode = |bit| if settings & bit == 0 { Mode::Rfc4178 } else { Mode::Rfc2478 };
        let kinds = kinds(input.u16());
        let initiator_mechs = toys(&kinds, Role::Initiator, input, &log);
        let acceptor_mechs = toys(&kinds, Role::Acceptor, input, &log);
        let policy = |mode, neg_mechs| Policy {
            mode,
            neg_mechs,
            error_token: settings & 4 == 0,
            initiator_final_mic: settings & 8 != 0,
            ..Policy::default()
        };
        let initiator_policy = policy(mode(1), (settings & 16 != 0).then(|| oids(input)));
        let acceptor_policy = policy(mode(2), (settings & 32 != 0).then(|| oids(input)));
        let initiator = Initiator::new(initiator_policy, initiator_mechs);
        let acceptor = Acceptor::new(acceptor_policy.clone(), acceptor_mechs);
        let offered = initiator.get_neg_mechs();
        let choice =
            choice(&offered, &acceptor.get_neg_mechs(), acceptor_policy.neg_mechs.is_some());
        Self {
            log,
            offer: encode_mech_types(&offered),
            arrived: None,
            choice,
            initiator: Side { context: initiator, inbox: None, ended: false },
            acceptor: Side { context: acceptor, inbox: None, ended: false },
            seen: Vec::new(),
        }
    }

    fn start(&mut self) {
        match self.initiator.context.step(None, NOW) {
            Ok(step) => {
                assert!(!step.complete, "an initiator waits for an answer to its offer");
                self.send(step.token, Role::Acceptor);
            }
            Err(failure) => {
                assert_eq!(failure.token, None, "nobody has been spoken to");
                self.initiator.ended = true;
            }
        }
    }

    /// Delivers one token, or what becomes of it, to one side.
    fn deliver(&mut self, input: &mut Input<'_>) {
        let operation = input.u8();
        let to = if operation & 1 == 0 { Role::Acceptor } else { Role::Initiator };
        let inbox = match to {
            Role::Acceptor => self.acceptor.inbox.take(),
            Role::Initiator => self.initiator.inbox.take(),
        };
        let token = match operation >> 1 & 7 {
            0..=2 => inbox,
            3 => inbox.map(|token| with_changed_octet(token, input)),
            4 => inbox.map(|token| rebuilt(&token, input)),
            5 => Some(made_up(input)),
            6 => self.seen.get(usize::from(input.u8())).cloned(),
            _ => Some(input.sized().to_vec()),
        };
        let Some(token) = token else { return };
        check_codec(&token);
        match to {
            Role::Acceptor => self.step_acceptor(&token),
            Role::Initiator => self.step_initiator(&token),
        }
    }

    fn step_acceptor(&mut self, token: &[u8]) {
        if self.arrived.is_none() && !self.acceptor.ended {
            self.arrived = Some(match FirstToken::parse(token) {
                Ok(FirstToken::NegTokenInit(NegTokenInit { mech_types: Some(list), .. })) => {
                    list.encoding().to_vec()
                }
                _ => Vec::new(),
            });
        }
        let result = self.acceptor.context.step(token, NOW);
        if self.acceptor.ended {
            after_end(result.map(drop).map_err(|failure| failure.error));
            return;
        }
        match result {
            Ok(step) => {
                assert!(step.complete || step.token.is_some(), "nobody would go on");
                self.acceptor.ended = step.complete;
                self.send(step.token, Role::Initiator);
            }
            Err(failure) => {
                check_error(&failure.error);
                self.acceptor.ended = true;
                self.send(failure.token, Role::Initiator);
            }
        }
    }

    fn step_initiator(&mut self, token: &[u8]) {
        let result = self.initiator.context.step(Some(token), NOW);
        if self.initiator.ended {
            after_end(result.map(drop).map_err(|failure| failure.error));
            return;
        }
        match result {
            Ok(step) => {
                assert!(step.complete || step.token.is_some(), "nobody would go on");
                self.initiator.ended = step.complete;
                self.send(step.token, Role::Acceptor);
            }
            Err(failure) => {
                check_error(&failure.error);
                self.initiator.ended = true;
                self.send(failure.token, Role::Acceptor);
            }
        }
    }

    fn send(&mut self, token: Option<Vec<u8>>, to: Role) {
        let Some(token) = token else { return };
        self.seen.push(token.clone());
        match to {
            Role::Acceptor => self.acceptor.inbox = Some(token),
            Role::Initiator => self.initiator.inbox = Some(token),
        }
    }

    fn check_outcome(&self) {
        for made in self.log.borrow().iter() {
            match made.role {
                Role::Initiator => assert_eq!(made.message, self.offer),
                Role::Acceptor => assert_eq!(Some(&made.message), self.arrived.as_ref()),
            }
        }
        let initiator = &self.initiator.context;
        let acceptor = &self.acceptor.context;
        for (mech_type, protection) in [
            (initiator.mech_type(), initiator.protection()),
            (acceptor.mech_type(), acceptor.protection()),
        ] {
            if protection == Protection::Verified {
                assert_eq!(self.arrived.as_ref(), Some(&self.offer), "an edited list, verified");
                let (mech_type, choice) = mech_type.zip(self.choice.as_ref()).expect("a choice");
                assert!(mech_type.names_same_mechanism(choice), "{mech_type:?}, not {choice:?}");
            }
        }
    }
}

/// The mechanisms that both sides may have; `octets` says what each is like.
fn kinds(octets: u16) -> Vec<Kind> {
    let own =
        |last| Oid::from_content(&[0x2b, 6, 1, 4, 1, 0x86, 0x8d, 0x1f, last]).expect("an OID");
    let kind = |(index, oid)| {
        let bits = octets >> (3 * index);
        Kind {
            oid,
            tokens: u8::try_from(bits % 4).expect("two bits").max(1),
            integrity: bits & 4 == 0,
        }
    };
    [Oid::KRB5, own(1), own(2), Oid::NTLM].into_iter().enumerate().map(kind).collect()
}

fn toys(kinds: &[Kind], role: Role, input: &mut Input<'_>, log: &Log) -> Vec<Toy> {
    let present = input.u8();
    let order = usize::from(input.u8());
    let mut toys: Vec<_> = (0..kinds.len())
        .filter(|index| present >> index & 1 == 0)
        .map(|index| Toy::new(kinds[index], role, present >> index & 16 == 0, log))
        .collect();
    if !toys.is_empty() {
        let middle = order % toys.len();
        toys.rotate_left(middle);
    }
    toys
}

fn oids(input: &mut Input<'_>) -> Vec<Oid> {
    let own =
        |last| Oid::from_content(&[0x2b, 6, 1, 4, 1, 0x86, 0x8d, 0x1f, last]).expect("an OID");
    let known = [Oid::KRB5, Oid::MS_KRB5, own(1), own(2), own(3), Oid::NTLM, Oid::NEGOEX];
    let length = input.u8() % 5;
    (0..length).map(|_| input.pick(&known)).collect()
}

/// The first that both have, in the acceptor's order if it has one, else in the initiator's.
fn choice(offered: &[Oid], accepted: &[Oid], acceptor_orders: bool) -> Option<Oid> {
    let (first, second) = if acceptor_orders { (accepted, offered) } else { (offered, accepted) };
    let both = |oid: &&Oid| second.iter().any(|other| other.names_same_mechanism(oid));
    first.iter().find(both).copied()
}

fn with_changed_octet(mut token: Vec<u8>, input: &mut Input<'_>) -> Vec<u8> {
    let at = usize::from(input.u16());
    if !token.is_empty() {
        let at = at % token.len();
        token[at] = input.u8();
    }
    token
}

/// The token with one field of its own replaced or left out.
fn rebuilt(octets: &[u8], input: &mut Input<'_>) -> Vec<u8> {
    let field = input.u8();
    let new = input.bit().then(|| input.short());
    if let Ok(FirstToken::NegTokenInit(mut init)) = FirstToken::parse(octets) {
        let list = encode_mech_types(&oids(input));
        match field % 4 {
            0 | 1 => init.mech_types = MechTypes::parse(&list).ok(),
            2 => init.mech_token = new,
            _ => init.mech_list_mic = new,
        }
        return token::frame(&init.encode());
    }
    let Ok(mut resp) = token::parse_reply(octets) else { return octets.to_vec() };
    match field % 4 {
        0 => resp.neg_state = neg_state(input),
        1 => resp.supported_mech = oids(input).first().copied(),
        2 => resp.response_token = new,
        _ => resp.mech_list_mic = new,
    }
    resp.encode()
}

fn made_up(input: &mut Input<'_>) -> Vec<u8> {
    let resp = NegTokenResp {
        neg_state: neg_state(input),
        supported_mech: oids(input).first().copied(),
        response_token: input.bit().then(|| input.short()),
        mech_list_mic: input.bit().then(|| input.short()),
    };
    resp.encode()
}

fn neg_state(input: &mut Input<'_>) -> Option<NegState> {
    input.pick(&[
        None,
        Some(NegState::AcceptCompleted),
        Some(NegState::AcceptIncomplete),
        Some(NegState::Reject),
        Some(NegState::RequestMic),
    ])
}

/// What can be read can be written, and reads the same again.
fn check_codec(token: &[u8]) {
    if let Ok(FirstToken::NegTokenInit(init)) = FirstToken::parse(token) {
        let written = token::frame(&init.encode());
        let without_hints = NegTokenInit { has_neg_hints: false, ..init };
        assert_eq!(FirstToken::parse(&written), Ok(FirstToken::NegTokenInit(without_hints)));
    }
    if let Ok(resp) = token::parse_reply(token) {
        assert_eq!(token::parse_reply(&resp.encode()), Ok(resp));
    }
}

fn after_end(result: Result<(), Error>) {
    assert!(matches!(result, Err(Error::Rejected(Reason::TokenAfterEnd) | Error::Malformed(_))));
}

fn check_error(error: &Error) {
    let text = error.to_string();
    assert!(!text.is_empty() && !text.chars().any(char::is_control), "{text:?}");
    assert!(!error.code().is_empty() && !error.major_status().name().is_empty());
}
