//! radclient and pyrad through the gateway to FreeRADIUS.

use host_tests::radius::{FreeRadius, Gateway, SECRET, pyrad, radclient};

use crate::stage::{LIMIT, gateway_before, home};

const ALICE: &str = "User-Name = \"alice@example.org\"";
const SIGNED: &str = "Message-Authenticator = 0x00";

#[test]
fn radclient_is_accepted_with_pap_chap_and_mschap_and_rejected_with_a_wrong_password() {
    let home = FreeRadius::start(&home()).unwrap();
    let gateway = Gateway::start(&gateway_before(&home)).unwrap();
    for method in ["User-Password", "CHAP-Password", "MS-CHAP-Password"] {
        for (password, code) in [("secret", "Access-Accept"), ("wrong", "Access-Reject")] {
            let password = format!("{method} = \"{password}\"");
            let request = [ALICE, &password, SIGNED];
            let reply = radclient(gateway.address("auth"), "auth", SECRET, &request).unwrap();
            assert_eq!(reply.code, code, "{password}: {reply:?}\n{}", gateway.log());
            if code == "Access-Accept" {
                assert_eq!(reply.values("Class"), ["0x636c617373"]);
            }
        }
    }
}

#[test]
fn radclients_accounting_is_in_the_file_of_freeradius_with_its_class() {
    let home = FreeRadius::start(&home()).unwrap();
    let gateway = Gateway::start(&gateway_before(&home).journal()).unwrap();
    let stages = ["Start", "Interim-Update", "Stop"];
    for status in stages {
        let status = format!("Acct-Status-Type = {status}");
        let record = [ALICE, &status, "Acct-Session-Id = \"one\"", "Class = 0x636c617373"];
        let reply = radclient(gateway.address("acct"), "acct", SECRET, &record).unwrap();
        assert_eq!(reply.code, "Accounting-Response", "{}", gateway.log());
    }
    let records = home.wait_for_accounting(stages.len(), LIMIT).unwrap();
    assert_eq!(records.len(), stages.len());
    for (record, status) in records.iter().zip(stages) {
        assert_eq!(record.value("Acct-Status-Type"), Some(status));
        assert_eq!(record.value("Acct-Session-Id"), Some("one"));
        assert_eq!(record.values("Class"), ["0x636c617373"]);
        assert!(record.value("Event-Timestamp").is_some(), "{record:?}");
    }
}

#[test]
fn pyrad_is_accepted_and_its_accounting_arrives() {
    let home = FreeRadius::start(&home()).unwrap();
    let gateway = Gateway::start(&gateway_before(&home).journal()).unwrap();
    for (password, code) in [("secret", "Access-Accept"), ("wrong", "Access-Reject")] {
        let user = [("User-Name", "alice@example.org"), ("User-Password", password)];
        let reply = pyrad(gateway.address("auth"), "auth", SECRET, &user).unwrap();
        assert_eq!(reply.code, code, "{}", gateway.log());
    }
    let stop = [
        ("User-Name", "alice@example.org"),
        ("Acct-Status-Type", "Stop"),
        ("Acct-Session-Id", "two"),
    ];
    let reply = pyrad(gateway.address("acct"), "acct", SECRET, &stop).unwrap();
    assert_eq!(reply.code, "Accounting-Response", "{}", gateway.log());
    let records = home.wait_for_accounting(1, LIMIT).unwrap();
    assert_eq!(records[0].value("Acct-Session-Id"), Some("two"));
}
