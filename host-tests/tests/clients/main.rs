//! Real Kerberos clients and the peers of the harness.

use host_tests::{Curl, Kdc, Upstream};

#[test]
fn the_kdc_issues_tickets_to_users_and_to_anonymous_clients() {
    let kdc = Kdc::start("CLIENTS.TEST").unwrap();
    kdc.add_user("alice", "secret").unwrap();
    kdc.add_service("HTTP/localhost", Some("aes256-sha2:normal")).unwrap();
    let upstream = Upstream::start().unwrap();
    let url = format!("http://localhost:{}/", upstream.port());
    for credentials in [kdc.kinit("alice", "secret").unwrap(), kdc.kinit_anonymous().unwrap()] {
        let reply = Curl::negotiate(&credentials).get(&url).unwrap();
        let sent = reply.authorization.unwrap();
        assert!(sent.starts_with("Negotiate YII"), "{sent}");
        assert_eq!(reply.body.matches(&sent).count(), 1);
    }
    assert!(kdc.kinit("alice", "wrong").is_err());
}
