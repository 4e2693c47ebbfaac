//! A hostile module: whatever it wants to send, what the monitor lets out keeps RFC 2607.

use core::time::Duration;

use proptest::collection::vec;
use proptest::prelude::*;
use radius::attribute::Attributes;
use radius::monitor::{AccountingMode, Monitor, OwnStates, is_reply_to};
use radius::packet::Code;

const NOW: Duration = Duration::from_secs(1_700_000_000);

/// What happens in a transaction.
#[derive(Debug, Clone)]
enum Event {
    Forward(Code, Attributes),
    Receive(Code, Attributes),
    Record,
    Answer(Code, Attributes),
}

/// Mostly the codes of replies to an Access-Request.
fn any_reply() -> impl Strategy<Value = Code> {
    prop_oneof![
        8 => prop::sample::select(vec![2, 2, 2, 3, 3, 11]),
        2 => prop::sample::select(vec![5, 41, 42, 44, 45]),
        1 => any::<u8>(),
    ]
    .prop_map(Code)
}

/// Few values, so that the same ones often come again.
fn any_attributes() -> impl Strategy<Value = Attributes> {
    let number = prop::sample::select(vec![1_u8, 24, 25, 33, 79]);
    vec((number, vec(0..2_u8, 0..2)), 0..3).prop_map(|list| {
        let mut attributes = Attributes::new();
        for (number, value) in list {
            attributes.push(number, &value).unwrap();
        }
        attributes
    })
}

/// A request and what happens to it, mostly with the attributes of the request.
fn any_transaction() -> impl Strategy<Value = (Code, Attributes, Vec<Event>)> {
    let code = prop_oneof![8 => prop::sample::select(vec![1, 1, 1, 4, 43]), 1 => any::<u8>()]
        .prop_map(Code);
    (code, any_attributes()).prop_flat_map(|(code, request)| {
        let out = || prop_oneof![3 => Just(request.clone()), 1 => any_attributes()];
        let forward = (prop_oneof![4 => Just(code), 1 => any_reply()], out());
        let events = prop_oneof![
            3 => forward.prop_map(|(code, attributes)| Event::Forward(code, attributes)),
            3 => (any_reply(), out()).prop_map(|(code, out)| Event::Receive(code, out)),
            1 => Just(Event::Record),
            2 => (any_reply(), out()).prop_map(|(code, out)| Event::Answer(code, out)),
        ];
        (Just(code), Just(request.clone()), vec(events, 0..16))
    })
}

fn list(attributes: &Attributes, number: u8) -> Vec<Vec<u8>> {
    let found = attributes.iter().filter(|attribute| attribute.number == number);
    found.map(|attribute| attribute.value.to_vec()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(8_000))]

    #[test]
    fn what_is_let_out_keeps_the_rules(
        (code, request, events) in any_transaction(),
        is_journal: bool,
    ) {
        let mode = if is_journal { AccountingMode::Journal } else { AccountingMode::Atomic };
        let mut own_states = OwnStates::new(Duration::from_secs(60));
        let Ok(mut monitor) = Monitor::new(code, &request, 1, mode) else {
            prop_assert!(!matches!(code.0, 1 | 4 | 40 | 43));
            return Ok(());
        };
        let (mut forwarded, mut recorded) = (false, false);
        let mut replies: Vec<(Code, Attributes)> = Vec::new();
        let mut answers = Vec::new();
        for event in events {
            match event {
                Event::Forward(code_out, out) => {
                    if monitor.forward(code_out, &out, "", &own_states, NOW).is_ok() {
                        prop_assert_eq!(code_out, code);
                        for number in [24, 25, 33, 79] {
                            prop_assert_eq!(list(&out, number), list(&request, number));
                        }
                        prop_assert!(answers.is_empty());
                        forwarded = true;
                    }
                }
                Event::Receive(reply, attributes) => {
                    if monitor.received(reply, &attributes).is_ok() {
                        prop_assert!(forwarded && is_reply_to(code, reply));
                        replies.push((reply, attributes));
                    }
                }
                Event::Record => {
                    monitor.recorded();
                    recorded = true;
                }
                Event::Answer(answer, out) => {
                    let Ok(permit) = monitor.answer(answer, &out, &mut own_states, NOW) else {
                        continue;
                    };
                    prop_assert!(is_reply_to(code, answer));
                    prop_assert_eq!(list(&out, 33), list(&request, 33));
                    let came = |wanted| replies.iter().any(|(code, _)| *code == wanted);
                    if answer == Code::ACCESS_ACCEPT {
                        prop_assert!(came(Code::ACCESS_ACCEPT) && !came(Code::ACCESS_REJECT));
                        let (_, last) = replies.last().unwrap();
                        for number in [24, 25, 79] {
                            prop_assert_eq!(list(&out, number), list(last, number));
                        }
                    }
                    if answer == Code::ACCOUNTING_RESPONSE {
                        prop_assert!(came(answer) || (is_journal && recorded));
                    }
                    let is_stop_due = answer == Code::ACCESS_REJECT && came(Code::ACCESS_ACCEPT);
                    prop_assert_eq!(permit.proxy_stop.is_some(), is_stop_due);
                    answers.push(answer);
                }
            }
        }
        prop_assert!(answers.len() <= 1);
    }
}
