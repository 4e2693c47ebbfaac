//! One cluster for each connection.

use radius::attribute::Attributes;
use radius::packet::Code;
use serde_json::json;

use crate::support::{Edge, access, bare};

const ORG: &[(&str, &str)] = &[("User-Name", "fred@example.org")];
const NET: &[(&str, &str)] = &[("User-Name", "fred@example.net")];

#[test]
fn the_first_message_chooses_the_cluster() {
    let mut edge = Edge::new(&json!({}), &json!({}));
    edge.sent(&access(1, NET));
    assert_eq!(edge.cluster.as_deref(), Some("to_other"));
    edge.reconnect();
    edge.sent(&bare(Code::ACCOUNTING_REQUEST, 1, ORG));
    assert_eq!(edge.cluster.as_deref(), Some("to_home"));
}

#[test]
fn a_later_message_of_another_cluster_is_rejected_and_accounting_is_dropped() {
    let mut edge = Edge::new(&json!({}), &json!({}));
    edge.sent(&access(1, ORG));
    assert_eq!(edge.refused(&access(2, NET)).code, Code::ACCESS_REJECT);
    edge.dropped(&bare(Code::ACCOUNTING_REQUEST, 3, NET));
    assert_eq!(edge.events[1..], ["rejected.other_cluster", "dropped.other_cluster"]);
    edge.sent(&access(4, ORG));
}

#[test]
fn r8_accounting_takes_the_realm_path_of_authentication() {
    let mut edge = Edge::new(&json!({}), &json!({}));
    let request = access(1, ORG);
    let sent = edge.sent(&request);
    edge.answered(&request, &sent, Code::ACCESS_ACCEPT, &Attributes::new());
    edge.sent(&bare(Code::ACCOUNTING_REQUEST, 2, ORG));
}

#[test]
fn changes_of_authorization_go_where_the_connection_goes() {
    let mut edge = Edge::new(&json!({}), &json!({"fallback_pool": "other"}));
    edge.sent(&access(1, ORG));
    let coa = bare(Code::COA_REQUEST, 2, &[("NAS-Identifier", "n")]);
    let sent = edge.sent(&coa);
    assert_eq!(edge.answered(&coa, &sent, Code::COA_ACK, &Attributes::new()).code, Code::COA_ACK);
    edge.reconnect();
    edge.sent(&bare(Code::DISCONNECT_REQUEST, 1, &[("NAS-Identifier", "n")]));
    assert_eq!(edge.cluster.as_deref(), Some("to_other"));
}
