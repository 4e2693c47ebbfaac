//! A model of the man in the middle: every edit of the mechanism list, alone, with every edit of
//! the other fields and with pairs of those, over small sets of mechanisms, in both RFCs and on
//! both sides. It cannot forge a MIC; it can withhold, reflect and replay one.
//!
//! In every conversation:
//! - a side that reports `verified` saw the list that the initiator sent, and has the mechanism
//!   that it would have without the man in the middle;
//! - so `verified` on one side never meets an edited list on the other;
//! - both sides that complete have the same mechanism;
//! - an RFC 4178 initiator completes with another mechanism than its first one only with
//!   `verified` (section 7), and an RFC 2478 one with integrity never with `none`.

use spnego::{
    Acceptor, Initiator, Mode, Oid, Policy, Protection,
    token::{FirstToken, NegState, NegTokenInit, encode_mech_types},
};

use crate::common::*;

/// One set-up: who has which mechanisms, in which mode.
#[derive(Clone, Debug)]
struct World {
    mode: Mode,
    initiator_final_mic: bool,
    /// The initiator's mechanisms in order.
    offer: [(Oid, u8, bool); 2],
    acceptor: Vec<(Oid, u8, bool)>,
    neg_mechs: Option<Vec<Oid>>,
}

/// Which messages a state edit touches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Where {
    FirstReply,
    LaterReplies,
    ToAcceptor,
}

#[derive(Clone, Copy, Debug)]
enum MicEdit {
    Strip,
    /// Puts the last MIC of the receiver itself where the sender's stands.
    Reflect,
    /// Puts a MIC of the sender from another session, over the same list, where this one stands.
    Replay,
    /// The same two, in messages that carry no MIC.
    AddReflected,
    AddReplayed,
}

#[derive(Clone, Copy, Debug)]
enum Edit {
    State(Where, Option<NegState>),
    SupportedMech(Option<Oid>),
    MicToInitiator(MicEdit),
    MicToAcceptor(MicEdit),
}

/// What the man in the middle knows.
struct Middle<'a> {
    world: &'a World,
    edits: &'a [Edit],
    /// The MIC that each side sent last.
    seen: [Option<Vec<u8>>; 2],
}

/// What came of one conversation.
struct End {
    initiator: Option<(Oid, Protection)>,
    acceptor: Option<(Oid, Protection)>,
}

#[test]
fn no_edit_survives_a_verified_mic_in_rfc_4178() {
    explore(Mode::Rfc4178, false);
}

#[test]
fn no_edit_survives_a_verified_mic_in_rfc_2478() {
    explore(Mode::Rfc2478, false);
}

#[test]
fn no_edit_survives_a_verified_mic_in_rfc_2478_with_the_initiators_mic() {
    explore(Mode::Rfc2478, true);
}

/// As many as the enumeration below gives for each mode: 216 set-ups, 11 lists, and the edits
/// of messages.
const CONVERSATIONS: u32 = 216 * 11 * 108;

fn explore(mode: Mode, initiator_final_mic: bool) {
    let (mut conversations, mut verified, mut refused) = (0u32, 0u32, 0u32);
    let edits = message_edits();
    for world in worlds(mode, initiator_final_mic) {
        let offer = world.offer.map(|(oid, _, _)| oid).to_vec();
        let honest = talk(&world, &offer, &[]);
        for list in list_edits(&offer) {
            for edits in &edits {
                let end = talk(&world, &list, edits);
                check(&world, &offer, &list, edits, &honest, &end);
                conversations += 1;
                let sides = [end.initiator, end.acceptor];
                let is_verified =
                    |side: &Option<_>| matches!(side, Some((_, Protection::Verified)));
                verified += u32::from(sides.iter().any(is_verified));
                refused += u32::from(sides == [None, None]);
            }
        }
    }
    assert_eq!(conversations, CONVERSATIONS);
    // Both outcomes occur, so that the properties are not about nothing.
    assert!(verified > 1000, "{verified} verified");
    assert!(refused > 1000, "{refused} refused");
}

fn check(world: &World, offer: &[Oid], list: &[Oid], edits: &[Edit], honest: &End, end: &End) {
    let context = || format!("{world:?}, list {list:?}, edits {edits:?}");
    for (side, honest) in [(end.initiator, honest.initiator), (end.acceptor, honest.acceptor)] {
        if let Some((mechanism, Protection::Verified)) = side {
            assert_eq!(list, offer, "verified over an edited list: {}", context());
            let expected = honest.map(|(mechanism, _)| mechanism);
            assert_eq!(Some(mechanism), expected, "verified and weaker: {}", context());
        }
    }
    if let (Some((ours, _)), Some((theirs, _))) = (end.initiator, end.acceptor) {
        assert_eq!(ours, theirs, "two mechanisms: {}", context());
    }
    if let Some((mechanism, protection)) = end.initiator {
        let (_, _, integrity) = *world.offer.iter().find(|(oid, _, _)| *oid == mechanism).unwrap();
        let protected = match world.mode {
            Mode::Rfc4178 => mechanism == offer[0] || protection == Protection::Verified,
            Mode::Rfc2478 => protection != Protection::None,
        };
        assert!(!integrity || protected, "unprotected: {}", context());
    }
}

fn worlds(mode: Mode, initiator_final_mic: bool) -> Vec<World> {
    let mut worlds = Vec::new();
    for order in [[Oid::KRB5, oid(2)], [oid(2), Oid::KRB5]] {
        for spec in 0..36u8 {
            let specs = [(order[0], spec % 6), (order[1], spec / 6)];
            let offer = specs.map(|(oid, spec)| (oid, spec % 3 + 1, spec < 3));
            if !offer[0].2 && !offer[1].2 {
                // Without integrity anywhere there is no MIC to model.
                continue;
            }
            let reversed = vec![order[1], order[0]];
            for (acceptor, neg_mechs) in [
                (vec![offer[0]], None),
                (vec![offer[1]], None),
                (offer.to_vec(), None),
                (offer.to_vec(), Some(reversed)),
            ] {
                worlds.push(World { mode, initiator_final_mic, offer, acceptor, neg_mechs });
            }
        }
    }
    worlds
}

/// The list as it is, and every drop, addition, swap and change of spelling.
fn list_edits(offer: &[Oid]) -> Vec<Vec<Oid>> {
    let mut lists = vec![offer.to_vec()];
    for at in 0..offer.len() {
        let mut list = offer.to_vec();
        list.remove(at);
        lists.push(list);
        if offer[at] == Oid::KRB5 {
            let mut list = offer.to_vec();
            list[at] = Oid::MS_KRB5;
            lists.push(list);
        }
    }
    lists.push(offer.iter().rev().copied().collect());
    for added in [oid(9), Oid::MS_KRB5] {
        for at in 0..=offer.len() {
            let mut list = offer.to_vec();
            list.insert(at, added);
            lists.push(list);
        }
    }
    lists
}

/// No edit, every edit, every pair of an edit of the first reply's state, which decides what
/// either side requires, with another field's, and every pair of MIC edits in both directions.
fn message_edits() -> Vec<Vec<Edit>> {
    let states = [
        Some(NegState::AcceptCompleted),
        Some(NegState::AcceptIncomplete),
        Some(NegState::RequestMic),
        None,
    ];
    let mics = [
        MicEdit::Strip,
        MicEdit::Reflect,
        MicEdit::Replay,
        MicEdit::AddReflected,
        MicEdit::AddReplayed,
    ];
    let mechs = [Some(Oid::KRB5), Some(Oid::MS_KRB5), Some(oid(2)), None];
    let first_states = states.map(|state| Edit::State(Where::FirstReply, state));
    let later_states = [Where::LaterReplies, Where::ToAcceptor]
        .map(|place| states.map(|state| Edit::State(place, state)));
    let mechs = mechs.map(Edit::SupportedMech);
    let (to_initiator, to_acceptor) =
        (mics.map(Edit::MicToInitiator), mics.map(Edit::MicToAcceptor));

    let others = [&mechs[..], &to_initiator, &to_acceptor].concat();
    let singles = [&first_states[..], later_states.as_flattened(), &others].concat();
    let pairs = |left: &[Edit], right: &[Edit]| -> Vec<Vec<Edit>> {
        left.iter().flat_map(|edit| right.iter().map(|other| vec![*edit, *other])).collect()
    };
    let mut edits = vec![Vec::new()];
    edits.extend(singles.into_iter().map(|edit| vec![edit]));
    edits.extend(pairs(&first_states, &others));
    edits.extend(pairs(&to_initiator, &to_acceptor));
    edits
}

fn talk(world: &World, list: &[Oid], edits: &[Edit]) -> End {
    let policy = |neg_mechs| Policy {
        mode: world.mode,
        neg_mechs,
        initiator_final_mic: world.initiator_final_mic,
        ..Policy::default()
    };
    let mut initiator: Initiator<Toy> = initiator(policy(None), &world.offer);
    let mut acceptor: Acceptor<Toy> = acceptor(policy(world.neg_mechs.clone()), &world.acceptor);
    let mut middle = Middle { world, edits, seen: [None, None] };

    let first = initiator.step(None, NOW).unwrap().token.unwrap();
    let mut to_acceptor = middle.pass_first(&first, list);
    let mut first_reply = true;
    while let Ok(reply) = acceptor.step(&to_acceptor, NOW) {
        let Some(token) = reply.token else { break };
        let token = middle.pass_to_initiator(&token, first_reply);
        first_reply = false;
        let Ok(answer) = initiator.step(Some(&token), NOW) else { break };
        let Some(token) = answer.token else { break };
        to_acceptor = middle.pass_to_acceptor(&token, list);
    }
    let end = |mech_type: Option<&Oid>, protection| {
        mech_type.filter(|oid| **oid != Oid::SPNEGO).map(|oid| (*oid, protection))
    };
    End {
        initiator: end(initiator.mech_type(), initiator.protection()),
        acceptor: end(acceptor.mech_type(), acceptor.protection()),
    }
}

impl Middle<'_> {
    fn pass_first(&self, token: &[u8], list: &[Oid]) -> Vec<u8> {
        let Ok(FirstToken::NegTokenInit(init)) = FirstToken::parse(token) else { panic!() };
        let NegTokenInit { mech_token, mech_list_mic, .. } = init;
        // A token of another mechanism than the first would only give the edit away.
        let first = self.world.offer[0].0;
        let still_first = list.first().is_some_and(|oid| oid.names_same_mechanism(&first));
        let mech_token = mech_token.filter(|_| still_first);
        let mut resp = Resp { mech_list_mic: mech_list_mic.map(<[u8]>::to_vec), ..Resp::default() };
        self.edit_mic(&mut resp, Role::Initiator, list);
        init_with_list(&encode_mech_types(list), mech_token, resp.mech_list_mic.as_deref())
    }

    fn pass_to_initiator(&mut self, token: &[u8], first_reply: bool) -> Vec<u8> {
        let mut resp = Resp::parse(token);
        self.remember(&resp, Role::Acceptor);
        let place = if first_reply { Where::FirstReply } else { Where::LaterReplies };
        self.edit_state(&mut resp, place);
        for edit in self.edits {
            if let (Edit::SupportedMech(mech), true) = (edit, first_reply) {
                resp.supported_mech = *mech;
            }
        }
        // The initiator takes a MIC over its own list alone.
        let own = self.world.offer.map(|(oid, _, _)| oid);
        self.edit_mic(&mut resp, Role::Acceptor, &own);
        resp.encode()
    }

    fn pass_to_acceptor(&mut self, token: &[u8], list: &[Oid]) -> Vec<u8> {
        let mut resp = Resp::parse(token);
        self.remember(&resp, Role::Initiator);
        self.edit_state(&mut resp, Where::ToAcceptor);
        self.edit_mic(&mut resp, Role::Initiator, list);
        resp.encode()
    }

    fn remember(&mut self, resp: &Resp, sender: Role) {
        if let Some(mic) = &resp.mech_list_mic {
            self.seen[sender as usize] = Some(mic.clone());
        }
    }

    fn edit_state(&self, resp: &mut Resp, place: Where) {
        for edit in self.edits {
            if let Edit::State(at, state) = edit
                && *at == place
            {
                resp.neg_state = *state;
            }
        }
    }

    /// `list` is what the receiver holds for the mechanism list.
    fn edit_mic(&self, resp: &mut Resp, sender: Role, list: &[Oid]) {
        let receiver = match sender {
            Role::Initiator => Role::Acceptor,
            Role::Acceptor => Role::Initiator,
        };
        let mechanism = self.world.acceptor[0].0;
        let reflected = || self.seen[receiver as usize].clone();
        let replayed = || Some(toy_mic(mechanism, 2, sender, &encode_mech_types(list)));
        for edit in self.edits {
            let edit = match (edit, sender) {
                (Edit::MicToInitiator(edit), Role::Acceptor) => edit,
                (Edit::MicToAcceptor(edit), Role::Initiator) => edit,
                _ => continue,
            };
            resp.mech_list_mic = match (edit, resp.mech_list_mic.take()) {
                (MicEdit::Strip, _) => None,
                (MicEdit::Reflect, Some(_)) | (MicEdit::AddReflected, None) => reflected(),
                (MicEdit::Replay, Some(_)) | (MicEdit::AddReplayed, None) => replayed(),
                (_, mic) => mic,
            };
        }
    }
}
