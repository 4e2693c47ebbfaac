//! RFC 2607 section 5.2, Accounting behavior: what the monitor lets out.

use core::time::Duration;

use radius::attribute::Attributes;
use radius::monitor::{AccountingMode, Monitor, OwnStates, Refusal};
use radius::packet::Code;

use crate::packets::attributes;

const NOW: Duration = Duration::from_secs(1_700_000_000);

fn own_states() -> OwnStates {
    OwnStates::new(Duration::from_secs(60))
}

fn record() -> Attributes {
    attributes(&[("Class", "0x01"), ("Class", "0x"), ("Proxy-State", "0x09"), ("Class", "0x02")])
}

fn forwarded(code: Code, request: &Attributes, accounting: AccountingMode) -> Monitor {
    let mut monitor = Monitor::new(code, request, 1, accounting).unwrap();
    monitor.forward(code, request, "", &own_states(), NOW).unwrap();
    monitor
}

fn acknowledge(monitor: &mut Monitor) -> Result<(), Refusal> {
    let response = attributes(&[("Proxy-State", "0x09")]);
    monitor.answer(Code::ACCOUNTING_RESPONSE, &response, &mut own_states(), NOW).map(drop)
}

#[test]
fn r9b_atomic_accounting_is_acknowledged_when_home_has_done_so() {
    let mut monitor = forwarded(Code::ACCOUNTING_REQUEST, &record(), AccountingMode::Atomic);
    assert_eq!(acknowledge(&mut monitor), Err(Refusal::AccountingNotSafe));
    // A record on disk is no acknowledgement of home.
    monitor.recorded();
    assert_eq!(acknowledge(&mut monitor), Err(Refusal::AccountingNotSafe));
    let response = attributes(&[("Proxy-State", "0x09")]);
    monitor.received(Code::ACCOUNTING_RESPONSE, &response).unwrap();
    assert_eq!(acknowledge(&mut monitor), Ok(()));
}

#[test]
fn r9b_journalled_accounting_is_acknowledged_when_it_is_on_disk() {
    let mut monitor = forwarded(Code::ACCOUNTING_REQUEST, &record(), AccountingMode::Journal);
    assert_eq!(acknowledge(&mut monitor), Err(Refusal::AccountingNotSafe));
    monitor.recorded();
    assert_eq!(acknowledge(&mut monitor), Ok(()));
    assert_eq!(acknowledge(&mut monitor), Err(Refusal::Answered));
}

#[test]
fn r9_accounting_is_not_refused_by_policy() {
    for code in [Code::ACCESS_REJECT, Code::ACCESS_CHALLENGE, Code::PROTOCOL_ERROR] {
        let mut monitor =
            Monitor::new(Code::ACCOUNTING_REQUEST, &record(), 1, AccountingMode::Atomic).unwrap();
        let refused = monitor.answer(code, &record(), &mut own_states(), NOW);
        assert_eq!(refused.unwrap_err().code(), "monitor_code");
    }
}

#[test]
fn r13_class_is_forwarded_with_its_octets_order_and_count() {
    let changes: [&[(&str, &str)]; 6] = [
        &[("Class", "0x01"), ("Class", "0x02")],
        &[("Class", "0x01"), ("Class", "0x02"), ("Class", "0x")],
        &[("Class", "0x01"), ("Class", "0x"), ("Class", "0x03")],
        &[("Class", "0x01"), ("Class", "0x"), ("Class", "0x02"), ("Class", "0x02")],
        &[("Class", "0x0102")],
        &[],
    ];
    for changed in changes {
        let changed = attributes(&[changed, &[("Proxy-State", "0x09")]].concat());
        for code in [Code::ACCOUNTING_REQUEST, Code::ACCESS_REQUEST] {
            let mut monitor = Monitor::new(code, &record(), 1, AccountingMode::Atomic).unwrap();
            let refused = monitor.forward(code, &changed, "", &own_states(), NOW);
            assert_eq!(refused, Err(Refusal::ClassChanged));
        }
        for reply in [Code::ACCESS_ACCEPT, Code::ACCESS_CHALLENGE] {
            let mut monitor = forwarded(Code::ACCESS_REQUEST, &record(), AccountingMode::Atomic);
            monitor.received(reply, &record()).unwrap();
            let refused = monitor.answer(reply, &changed, &mut own_states(), NOW);
            assert_eq!(refused, Err(Refusal::ClassChanged));
            assert!(monitor.answer(reply, &record(), &mut own_states(), NOW).is_ok());
        }
    }
}

#[test]
fn every_proxy_state_stays_in_order() {
    let two = attributes(&[("Proxy-State", "0x01"), ("Proxy-State", "0x02")]);
    let turned = attributes(&[("Proxy-State", "0x02"), ("Proxy-State", "0x01")]);
    let mut monitor = Monitor::new(Code::ACCESS_REQUEST, &two, 1, AccountingMode::Atomic).unwrap();
    let refused = monitor.forward(Code::ACCESS_REQUEST, &turned, "", &own_states(), NOW);
    assert_eq!(refused, Err(Refusal::ProxyStateChanged));
    monitor.forward(Code::ACCESS_REQUEST, &two, "", &own_states(), NOW).unwrap();
    assert_eq!(monitor.received(Code::ACCESS_ACCEPT, &turned), Err(Refusal::ProxyStateChanged));
    monitor.received(Code::ACCESS_ACCEPT, &two).unwrap();
    for code in [Code::ACCESS_ACCEPT, Code::ACCESS_REJECT] {
        let refused = monitor.answer(code, &turned, &mut own_states(), NOW);
        assert_eq!(refused, Err(Refusal::ProxyStateChanged));
    }
}
