//! requests-gssapi, which fails where the server does not prove itself.

use crate::script::{Script, Transcript};
use crate::stage::{ALICE, Realm, Site};

struct Client {
    realm: Realm,
    site: Site,
}

impl Client {
    fn new() -> Self {
        let realm = Realm::new();
        let site = Site::new(&realm.keytab);
        Self { realm, site }
    }

    /// A request with `mutual_authentication=REQUIRED`.
    fn ask(&self, path: &str, arguments: &[&str]) -> Transcript {
        let script = Script::new("requests_gssapi_client.py", &self.realm.alice);
        let script = script.arg(&self.site.url(path));
        arguments.iter().fold(script, |script, argument| script.arg(argument)).run()
    }
}

#[test]
fn a_client_that_requires_mutual_authentication_gets_and_posts() {
    let client = Client::new();
    for arguments in [&[][..], &["--method", "POST", "--body", "name=value"]] {
        let transcript = client.ask("/", arguments);
        assert_eq!(transcript.values("status"), ["401", "200"], "{arguments:?}");
        assert_eq!(transcript.values("authenticated"), ["True"]);
        assert_eq!(transcript.seen("x-auth-principal"), Some(ALICE));
        assert_eq!(transcript.seen("authorization"), None);
    }
}

#[test]
fn the_server_proves_itself_on_answers_of_the_upstream_that_are_no_success() {
    let client = Client::new();
    for status in ["302", "404", "500"] {
        let transcript = client.ask(&format!("/?status={status}"), &[]);
        assert_eq!(transcript.values("status"), ["401", status]);
        assert_eq!(transcript.values("authenticated"), ["True"], "{status}");
        assert_eq!(transcript.values("sanitized"), ["False"], "{status}");
    }
}

#[test]
fn the_server_proves_itself_when_its_own_policy_refuses_the_client() {
    let client = Client::new();
    let transcript = client.ask("/admin", &[]);
    assert_eq!(transcript.values("status"), ["401", "403"]);
    assert_eq!(transcript.values("authenticated"), ["True"]);
    assert_eq!(transcript.values("sanitized"), ["False"]);
    assert_eq!(client.site.upstream.requests(), 0);
}

#[test]
fn an_answer_without_a_token_of_the_server_fails_such_a_client() {
    let transcript = Client::new().ask("/public", &[]);
    assert_eq!(transcript.values("error"), ["MutualAuthenticationError"]);
}

#[test]
fn each_request_of_a_session_authenticates_anew_on_the_same_connection() {
    let client = Client::new();
    let transcript = client.ask("/", &["--times", "3"]);
    assert_eq!(transcript.values("status"), ["401", "200", "401", "200", "401", "200"]);
    assert_eq!(client.site.accepted(), 3);
    assert_eq!(client.site.envoy.stat("http.http.downstream_cx_total").unwrap(), 1);
}
