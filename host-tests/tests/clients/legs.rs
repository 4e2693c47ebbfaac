//! Negotiations in which Kerberos is not the client's first mechanism: MICs in both directions
//! (RFC 4178 section 5), over one HTTP/1.1 connection. And what becomes of them when somebody
//! edits the tokens on their way.

use host_tests::Curl;

use crate::script::{Script, Transcript};
use crate::stage::{ALICE, Realm, Site};

/// MIT with gss-ntlmssp, and pyspnego.
const CLIENTS: [&str; 2] = ["mit", "pyspnego"];

const ALL_LEGS: [&str; 3] =
    ["mechTypes mechToken", "accept-incomplete responseToken", "accept-completed mechListMIC"];

struct Legs {
    realm: Realm,
    site: Site,
}

impl Legs {
    fn new() -> Self {
        let realm = Realm::new();
        let site = Site::new(&realm.keytab);
        Self { realm, site }
    }

    fn run(&self, client: &str, arguments: &[&str]) -> Transcript {
        let script = Script::new("legs.py", &self.realm.alice).arg(&self.site.url("/"));
        let script = script.arg("--client").arg(client);
        arguments.iter().fold(script, |script, argument| script.arg(argument)).run()
    }

    fn attack(&self, client: &str, attack: &str) -> Transcript {
        self.run(client, &["--attack", attack])
    }

    /// Runs an attack on every client, and expects the filter to refuse it for this reason.
    fn refused(&self, attack: &str, code: &str, detail: &str) {
        for (refusals, client) in (1..).zip(CLIENTS) {
            let transcript = self.attack(client, attack);
            assert_eq!(transcript.values("status").last(), Some(&"401"), "{attack}, {client}");
            assert_eq!(self.site.rejected(code), refusals, "{attack}, {client}");
        }
        let line = format!("spnego: 401 {code}: ");
        let log = self.site.envoy.log();
        assert!(log.lines().any(|l| l.contains(&line) && l.contains(detail)), "{attack}: {log}");
        assert_eq!((self.site.accepted(), self.site.upstream.requests()), (0, 0), "{attack}");
    }
}

#[test]
fn a_client_that_offers_ntlm_first_is_asked_for_a_mic_and_both_mics_are_verified() {
    let legs = Legs::new();
    for client in CLIENTS {
        let transcript = legs.run(client, &[]);
        assert_eq!(transcript.values("sent"), ALL_LEGS, "{client}");
        assert_eq!(transcript.values("status"), ["401", "401", "200"], "{client}");
        let received = ["request-mic supportedMech", "accept-incomplete responseToken mechListMIC"];
        assert_eq!(transcript.values("received"), received, "{client}");
        assert_eq!(transcript.values("complete"), ["True"], "{client}");
        assert_eq!(transcript.seen("x-auth-principal"), Some(ALICE), "{client}");
        assert_eq!(transcript.seen("x-auth-protection"), Some("verified"), "{client}");
    }
    assert_eq!(legs.site.upstream.requests(), CLIENTS.len());
}

#[test]
fn an_unrelated_request_between_two_legs_does_not_end_the_negotiation() {
    let transcript = Legs::new().run("mit", &["--between", "/public"]);
    assert_eq!(transcript.values("status"), ["401", "200", "401", "200"]);
    assert_eq!(transcript.values("sent"), ALL_LEGS);
    assert_eq!(transcript.seen("x-auth-protection"), Some("verified"));
}

#[test]
fn a_request_without_a_token_between_two_legs_is_challenged_and_does_not_end_it_either() {
    let transcript = Legs::new().run("mit", &["--between", "/"]);
    assert_eq!(transcript.values("status"), ["401", "401", "401", "200"]);
    assert_eq!(transcript.seen("x-auth-protection"), Some("verified"));
}

#[test]
fn a_second_first_token_replaces_the_negotiation_that_waits() {
    let transcript = Legs::new().run("mit", &["--restart"]);
    assert_eq!(transcript.values("status"), ["401", "401", "401", "200"]);
    assert_eq!(transcript.values("sent")[..2], [ALL_LEGS[0]; 2]);
    assert_eq!(transcript.seen("x-auth-protection"), Some("verified"));
}

#[test]
fn over_http_2_the_first_leg_is_refused_with_a_reason() {
    let legs = Legs::new();
    let script = Script::new("first_token.py", &legs.realm.alice).arg("localhost");
    let header = format!("authorization: Negotiate {}", script.run().values("token")[0]);
    let curl = Curl::new().arg("--http2-prior-knowledge").header(&header);
    let reply = curl.get(&legs.site.url("/")).unwrap();
    assert_eq!(reply.status(), 401);
    assert_eq!(reply.values("www-authenticate"), ["Negotiate"]);
    assert_eq!(legs.site.rejected("multi_leg_over_http2"), 1);
    assert!(legs.site.envoy.log().contains("the client must use HTTP/1.1"));
}

#[test]
fn an_edited_offer_is_noticed_by_the_mic_of_the_client() {
    // The server's MIC is taken away, so that the client cannot notice first. MIT then stops by
    // itself; pyspnego answers with its own MIC.
    for attack in ["add-without-our-mic", "rename"] {
        let legs = Legs::new();
        let transcript = legs.attack("pyspnego", attack);
        assert_eq!(transcript.values("status"), ["401", "401", "401"], "{attack}");
        assert_eq!(legs.site.rejected("mic_invalid"), 1, "{attack}");
        assert!(legs.site.envoy.log().contains("the mechanism list was changed on the way"));
        let transcript = legs.attack("mit", attack);
        assert_eq!(transcript.values("refused").len(), 1, "{attack}");
        assert_eq!(legs.site.rejected("peer_rejected"), 1, "{attack}");
        assert_eq!(legs.site.upstream.requests(), 0, "{attack}");
    }
}

#[test]
fn an_edited_offer_is_noticed_by_clients_in_the_mic_of_the_server() {
    let legs = Legs::new();
    for client in CLIENTS {
        let transcript = legs.attack(client, "add");
        assert!(transcript.values("refused")[0].contains("Message Integrity Check"), "{client}");
    }
    assert_eq!((legs.site.accepted(), legs.site.upstream.requests()), (0, 0));
}

#[test]
fn a_last_leg_without_its_mic_is_refused() {
    Legs::new().refused("strip-client-mic", "mic_missing", "stripped on the way");
}

#[test]
fn an_altered_mic_is_refused() {
    Legs::new().refused("alter-mic", "mic_invalid", "message_integrity");
}

#[test]
fn the_mic_of_the_server_is_refused_in_the_place_of_the_clients_own() {
    Legs::new().refused("reflect-mic", "mic_invalid", "message_direction");
}

#[test]
fn an_offer_with_kerberos_taken_out_is_refused() {
    Legs::new().refused("downgrade", "only_ntlm", "the client offered only");
}

#[test]
fn an_offer_that_puts_kerberos_first_is_never_reported_as_protected() {
    // No MIC is needed where Kerberos is first, so that such an edit passes by design where the
    // client does not mind: it leads to no weaker mechanism. MIT minds.
    let legs = Legs::new();
    for attack in ["drop", "swap"] {
        let transcript = legs.attack("pyspnego", attack);
        assert_eq!(transcript.seen("x-auth-principal"), Some(ALICE), "{attack}");
        assert_eq!(transcript.seen("x-auth-protection"), Some("none"), "{attack}");
        let transcript = legs.attack("mit", attack);
        assert_eq!(transcript.values("refused").len(), 1, "{attack}");
        assert_eq!(transcript.values("status").last(), Some(&"401"), "{attack}");
    }
}

#[test]
fn an_optimistic_token_that_is_taken_away_changes_nothing() {
    let legs = Legs::new();
    for client in CLIENTS {
        let transcript = legs.attack(client, "drop-token");
        assert_eq!(transcript.values("status"), ["401", "401", "200"], "{client}");
        assert_eq!(transcript.seen("x-auth-protection"), Some("verified"), "{client}");
    }
}

#[test]
fn a_client_that_is_not_told_that_a_mic_is_needed_is_not_admitted_without_one() {
    let legs = Legs::new();
    let transcript = legs.attack("mit", "strip-request-mic");
    assert_eq!(transcript.values("refused").len(), 1);
    assert_eq!(legs.site.accepted(), 0);
    // pyspnego sees the server's MIC and answers it.
    let transcript = legs.attack("pyspnego", "strip-request-mic");
    assert_eq!(transcript.values("sent"), ALL_LEGS);
    assert_eq!(transcript.seen("x-auth-protection"), Some("verified"));
}
