//! `eapol_test` through gateways to FreeRADIUS: keys must survive being hidden anew on each hop.

use std::net::SocketAddr;

use host_tests::radius::{Authority, Eap, FreeRadius, Gateway, SECRET, eapol_test};

use crate::stage::{gateway_before, gateway_to, home};

const METHODS: [(&str, &str); 3] =
    [("PEAP", "auth=MSCHAPV2"), ("TTLS", "auth=MSCHAPV2"), ("TTLS", "auth=PAP")];

/// Every method with the right and with a wrong password; `log` is for the failure.
fn all_methods(server: SocketAddr, authority: &Authority, log: impl Fn() -> String) {
    for (method, inner) in METHODS {
        for password in ["secret", "wrong"] {
            let eap = Eap {
                method,
                inner,
                anonymous_identity: "anonymous@example.org".into(),
                identity: "alice@example.org".into(),
                password: password.into(),
                authority: authority.certificate(),
            };
            let conversation = eapol_test(server, SECRET, &eap).unwrap();
            let succeeded = password == "secret";
            let output = &conversation.output;
            assert_eq!(conversation.succeeded, succeeded, "{method} {inner}: {output}\n{}", log());
        }
    }
}

#[test]
fn peap_and_ttls_succeed_through_the_gateway_and_fail_with_a_wrong_password() {
    let authority = Authority::new().unwrap();
    let identity = authority.issue("home.example.org").unwrap();
    let home = FreeRadius::start(&home().identity(&identity)).unwrap();
    let gateway = Gateway::start(&gateway_before(&home)).unwrap();
    all_methods(gateway.address("auth"), &authority, || gateway.log());
}

#[test]
fn peap_and_ttls_succeed_through_a_chain_of_four_gateways() {
    let authority = Authority::new().unwrap();
    let identity = authority.issue("home.example.org").unwrap();
    let home = FreeRadius::start(&home().identity(&identity)).unwrap();
    let mut gateways = vec![Gateway::start(&gateway_before(&home)).unwrap()];
    for hop in 0..3 {
        let ports = ["auth", "acct"].map(|name| gateways[hop].address(name).port());
        gateways.push(Gateway::start(&gateway_to(ports.into())).unwrap());
    }
    let log = || gateways.iter().map(Gateway::log).collect::<Vec<_>>().join("\n");
    all_methods(gateways[3].address("auth"), &authority, log);
}
