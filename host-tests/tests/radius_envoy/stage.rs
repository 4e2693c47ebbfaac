//! An Envoy between a client and the servers of two realms.

use std::time::Duration;

use host_tests::radius::{Answer, Authority, Home, Nas, RadiusEnvoy, Received};
use radius::attribute::Reference;
use radius::packet::Code;
use serde_json::{Value, json};

/// How long an answer may take, on a busy machine.
pub const LIMIT: Duration = Duration::from_secs(10);

/// How long is waited for what must not come.
pub const SILENCE: Duration = Duration::from_millis(300);

pub const FRED: &[(&str, &str)] = &[("User-Name", "fred@example.org"), ("User-Password", "secret")];
pub const ANNA: &[(&str, &str)] = &[("User-Name", "anna@example.net"), ("User-Password", "secret")];

pub struct Stage {
    pub envoy: RadiusEnvoy,
    /// The home server of `example.org`.
    pub org: Home,
    /// The home server of `example.net`.
    pub net: Home,
}

impl Stage {
    /// With this policy, and these settings for Envoy.
    pub fn new(policy: Value, settings: Value) -> Self {
        let authority = Authority::new().unwrap();
        let identity = authority.issue("radius.example").unwrap();
        let (org, net) = (Home::good().unwrap(), Home::good().unwrap());
        let clusters = [
            ("to_org", org.listen_tls(&identity).unwrap()),
            ("to_net", net.listen_tls(&identity).unwrap()),
        ];
        let module = json!({
            "pools": {"org": {"cluster": "to_org"}, "net": {"cluster": "to_net"}},
            "routing": {"routes": [
                {"match": {"realm": "example.org"}, "pool": "org"},
                {"match": {"realm": "example.net"}, "pool": "net"},
            ]},
            "policy": policy,
            "envoy": settings,
        });
        let envoy = RadiusEnvoy::start(&authority, &module, &clusters).unwrap();
        Self { envoy, org, net }
    }

    /// A policy of one rule for requests.
    pub fn on_requests(condition: Value, actions: Value) -> Self {
        let rule = json!({"name": "rule", "match": condition, "actions": actions});
        Self::new(json!({"requests": [rule]}), json!({}))
    }

    /// A policy of one rule for replies.
    pub fn on_replies(condition: Value, actions: Value) -> Self {
        let rule = json!({"name": "rule", "match": condition, "actions": actions});
        Self::new(json!({"replies": [rule]}), json!({}))
    }

    pub fn client(&self) -> Nas {
        self.envoy.client().unwrap()
    }

    /// The server of `example.org` answers like this.
    pub fn answers(&self, answer: Answer) {
        self.org.decide(move |_| answer.clone());
    }

    /// Asserts that no VM has crashed.
    pub fn lives(&self) {
        let log = self.envoy.envoy().log();
        for word in ["panicked", "Function: proxy_on", "unreachable"] {
            assert!(!log.contains(word), "{log}");
        }
    }
}

/// One answer to one request that is not sent again.
pub fn ask(client: &mut Nas, code: Code, list: &[(&str, &str)]) -> Received {
    client.ask_once(code, list, LIMIT).unwrap().expect("no answer")
}

pub fn access(client: &mut Nas, list: &[(&str, &str)]) -> Received {
    ask(client, Code::ACCESS_REQUEST, list)
}

/// The values of an attribute in clear.
pub fn values(received: &Received, name: &str) -> Vec<Vec<u8>> {
    let reference = Reference::parse(name).unwrap();
    received.clear.all(&reference).into_iter().map(|value| value.into_owned()).collect()
}
