//! Programs of others around the filter: radclient or eapol_test in front of radsecproxy, which goes
//! over TLS to Envoy, which goes over TLS to FreeRADIUS.

use std::net::{Ipv4Addr, SocketAddr};
use std::time::Duration;

use host_tests::radius::{
    Authority, Eap, FreeRadius, FreeRadiusConfig, RadSecProxy, RadSecProxyConfig, RadiusEnvoy,
    SECRET, SERVER_NAME, eapol_test, radclient,
};
use serde_json::{Value, json};

const LIMIT: Duration = Duration::from_secs(20);

struct Chain {
    home: FreeRadius,
    envoy: RadiusEnvoy,
    proxy: RadSecProxy,
    authority: Authority,
}

impl Chain {
    fn new(policy: Value) -> Self {
        let authority = Authority::new().unwrap();
        let identity = authority.issue(SERVER_NAME).unwrap();
        let home = FreeRadiusConfig::home()
            .user(
                "alice@example.org",
                "secret",
                &["Class = 0x636c617373", "Session-Timeout = 3600"],
            )
            .identity(&identity);
        let home = FreeRadius::start(&home).unwrap();
        let module = json!({
            "pools": {"home": {"cluster": "home"}},
            "routing": {"routes": [{"match": {"realm": "example.org"}, "pool": "home"}]},
            "policy": policy,
            // Debian's FreeRADIUS answers a password without Message-Authenticator.
            "envoy": {"reply_message_authenticator": "optional", "message_authenticator": "optional"},
        });
        let envoy = RadiusEnvoy::start(&authority, &module, &[("home", home.tls_port())]).unwrap();
        let next = RadSecProxyConfig::to_tls(envoy.address().port(), SERVER_NAME, &identity);
        let proxy = RadSecProxy::start(&next).unwrap();
        Self { home, envoy, proxy, authority }
    }

    fn server(&self) -> SocketAddr {
        (Ipv4Addr::LOCALHOST, self.proxy.port()).into()
    }

    fn access(&self, user: &str, password: &str) -> host_tests::radius::Printed {
        let user = format!("User-Name = \"{user}\"");
        let password = format!("User-Password = \"{password}\"");
        let lines = [user.as_str(), &password, "Message-Authenticator = 0"];
        radclient(self.server(), "auth", SECRET, &lines).unwrap()
    }
}

#[test]
fn radclient_is_accepted_rejected_and_accounted_through_radsecproxy_and_envoy() {
    let chain = Chain::new(json!({
        "replies": [{"name": "capped", "match": {"packet": "accept"}, "actions": [
            {"set": {"attribute": "Session-Timeout", "value": "60"}},
        ]}],
    }));
    let accept = chain.access("alice@example.org", "secret");
    assert_eq!(accept.code, "Access-Accept", "{}", chain.envoy.envoy().log());
    assert_eq!(accept.values("Class"), ["0x636c617373"]);
    assert_eq!(accept.values("Session-Timeout"), ["60"]);
    assert_eq!(chain.access("alice@example.org", "wrong").code, "Access-Reject");
    // The filter's own refusal, by way of FreeRADIUS' answer to a Status-Server.
    assert_eq!(chain.access("alice@nowhere.example", "secret").code, "Access-Reject");
    chain.envoy.wait_for_count("rejected.no_route", 1).unwrap();

    let stop = [
        "User-Name = \"alice@example.org\"",
        "Acct-Status-Type = Stop",
        "Acct-Session-Id = \"one\"",
        "Class = 0x636c617373",
    ];
    let printed = radclient(chain.server(), "acct", SECRET, &stop).unwrap();
    assert_eq!(printed.code, "Accounting-Response");
    let records = chain.home.wait_for_accounting(1, LIMIT).unwrap();
    assert_eq!(records[0].values("Class"), ["0x636c617373"]);
}

#[test]
fn eap_goes_through_with_its_keys_while_requests_are_edited() {
    let chain = Chain::new(json!({
        "requests": [{"name": "operator", "match": "always", "actions": [
            {"set": {"attribute": "Operator-Name", "value": "1us.example"}},
        ]}],
        "replies": [{"name": "capped", "match": {"packet": "accept"}, "actions": [
            {"set": {"attribute": "Session-Timeout", "value": "60"}},
        ]}],
    }));
    let eap = Eap {
        method: "PEAP",
        inner: "auth=MSCHAPV2",
        anonymous_identity: "anonymous@example.org".into(),
        identity: "alice@example.org".into(),
        password: "secret".into(),
        authority: chain.authority.certificate(),
    };
    let conversation = eapol_test(chain.server(), SECRET, &eap).unwrap();
    assert!(conversation.succeeded, "{}\n{}", conversation.output, chain.envoy.envoy().log());
    let wrong = Eap { password: "wrong".into(), ..eap };
    assert!(!eapol_test(chain.server(), SECRET, &wrong).unwrap().succeeded);
}
