//! Random schedules: whatever is lost, doubled, delayed or overtaken, these hold.

use core::time::Duration;

use proptest::prelude::*;
use radius::monitor::AccountingMode;
use radius::packet::Code;
use radius::transaction::{ForwarderConfig, ReceiverConfig, RetransmissionConfig, ServerId};

use crate::network::{
    self, Faults, Home, Network, Setup, foreign_proxy_states, is_answer, request,
};
use crate::packets::attributes;

const SECOND: Duration = Duration::from_secs(1);

/// A home server that accepts some users, rejects some, challenges some, and is silent for some.
fn moody(number: u8, silence: u8) -> Home {
    Home::new(move |request| {
        if request.authenticator[15].wrapping_mul(31).wrapping_add(number) % 100 < silence {
            return None;
        }
        let class = [("Class", "0x01"), ("Class", "0x0203")];
        let reply = match (request.code, request.authenticator[14] % 3) {
            (Code::ACCOUNTING_REQUEST, _) => (Code::ACCOUNTING_RESPONSE, attributes(&[])),
            (_, 0) => (Code::ACCESS_ACCEPT, attributes(&class)),
            (_, 1) => (Code::ACCESS_REJECT, attributes(&[])),
            _ => (Code::ACCESS_CHALLENGE, attributes(&[("State", "0x0102")])),
        };
        Some(reply)
    })
}

fn setup(faults: Faults, silence: u8, is_probed: bool, seed: u64) -> Network {
    let accounting =
        RetransmissionConfig { duration_ms: 120_000, ..RetransmissionConfig::accounting() };
    let forwarder = ForwarderConfig { accounting, max_sockets: 2, ..ForwarderConfig::default() };
    let mut network = Setup { servers: 3, forwarder, is_probed, seed, ..Setup::default() }.build();
    network.homes = (0..3).map(|number| moody(number, silence)).collect();
    network.faults = faults;
    network.accounting = AccountingMode::Atomic;
    network
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn every_request_has_at_most_one_answer_and_nothing_is_left_behind(
        seed: u64,
        loss in 0..40_u32,
        doubled in 0..40_u32,
        delay in 0..6_000_u64,
        silence in 0..60_u8,
        is_probed: bool,
        reject_accepts: bool,
        sends in prop::collection::vec((0..6_u16, 0..3_u8, 0..4_u64, any::<bool>(), 0..8_000_u64), 1..60),
    ) {
        let faults = Faults { loss, doubled, delay };
        let mut network = setup(faults, silence, is_probed, seed);
        network.reject_accepts = reject_accepts;
        let mut requests = Vec::new();
        for (port, identifier, number, is_accounting, wait) in sends {
            let name = format!("user{number}@r{}.example", number % 2);
            let list = [("User-Name", name.as_str()), ("Proxy-State", "0x07"), ("Acct-Delay-Time", "1")];
            let code = if is_accounting { Code::ACCOUNTING_REQUEST } else { Code::ACCESS_REQUEST };
            let packet = request(code, identifier, number, &list);
            network.send(port, &packet);
            requests.push((port, packet));
            network.run(Duration::from_millis(wait));
        }
        // No more sends: whatever waits is answered or given up.
        network.run(SECOND * 600);

        for answers in network.answers.values() {
            for answer in answers {
                prop_assert_eq!(foreign_proxy_states(answer), [[7]]);
            }
        }
        let accepts = network.sent.values().flatten().filter(|code| **code == Code::ACCESS_ACCEPT);
        prop_assert!(accepts.count() == 0 || !reject_accepts);
        prop_assert!(network.sent.values().all(|codes| codes.len() == 1));
        for (port, answers) in &network.answers {
            for answer in answers {
                let mut asked = requests.iter().filter(|(from, _)| network::source(*from) == *port);
                prop_assert!(asked.any(|(_, request)| is_answer(answer, request)));
            }
        }
        for home in &network.homes {
            for packet in &home.received {
                prop_assert_eq!(foreign_proxy_states(packet), [[7]]);
            }
        }
        prop_assert!(network.forwarder.is_empty());
        prop_assert_eq!(network.forwarder.poll_timeout(), None);
        for server in 0..3 {
            prop_assert_eq!(network.forwarder.identifiers_in_use(ServerId(server)), 0);
        }
        network.receiver.handle_timeout(network.now);
        prop_assert!(network.receiver.is_empty());
        prop_assert_eq!(network.receiver.octets(), 0);
        prop_assert_eq!(network.receiver.poll_timeout(), None);
    }

    #[test]
    fn a_request_that_is_sent_again_in_time_gets_one_answer_however_often_it_comes(
        seed: u64,
        loss in 0..40_u32,
        doubled in 0..60_u32,
        delay in 0..3_000_u64,
        waits in prop::collection::vec(0..2_000_u64, 1..8),
    ) {
        // In time: the answer is kept for longer than all waits and delays together.
        let receiver = ReceiverConfig { answer_lifetime_ms: 30_000, ..ReceiverConfig::default() };
        let mut network = Setup { servers: 3, receiver, seed, ..Setup::default() }.build();
        network.homes = (0..3).map(|number| moody(number, 0)).collect();
        network.faults = Faults { loss, doubled, delay };
        let packet = request(Code::ACCESS_REQUEST, 7, seed, &[("User-Name", "fred@example.org")]);
        let mut distinct: Vec<Vec<u8>> = Vec::new();
        for wait in waits {
            network.send(1, &packet);
            network.run(Duration::from_millis(wait));
        }
        network.run(SECOND * 9);
        for answer in network.answers_to(1) {
            let octets = answer.encode().unwrap();
            if !distinct.contains(&octets) {
                distinct.push(octets);
            }
        }
        // Failed transactions may be begun again, but only one of them has an answer.
        prop_assert!(distinct.len() <= 1, "{}", distinct.len());
    }
}

#[test]
fn requests_survive_a_bad_network() {
    let faults = Faults { loss: 20, doubled: 10, delay: 500 };
    let mut network = setup(faults, 0, true, 3);
    let mut answered = 0;
    for number in 0..200_u16 {
        let packet =
            request(Code::ACCESS_REQUEST, 7, number.into(), &[("User-Name", "fred@a.example")]);
        for _ in 0..8 {
            network.send(number, &packet);
            network.run(SECOND * 3);
        }
        answered += usize::from(!network.answers_to(number).is_empty());
    }
    assert_eq!(answered, 200);
}
