//! What clients make of a refusal with a KRB-ERROR in its reject token, and of one without
//! (`error_token`). `host-tests/README.md` has the findings as a table.

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use host_tests::{Credentials, Curl, run};

use crate::chromium::{self, ALLOWED};
use crate::script::Script;
use crate::stage::{Realm, SERVICE, Site};

const LIMIT: Duration = Duration::from_secs(60);

/// What MIT says of a reject token that says nothing.
const NO_REASON: &str = "SPNEGO failed to negotiate a mechanism";

/// Lets all clients be refused for the reason `code`, with a KRB-ERROR and without. curl is told
/// `message` by the KRB-ERROR; nothing else differs: curl and Chromium send one token and give up,
/// requests-gssapi sends a second with the same ticket.
fn refused(realm: &Realm, keytab: &Path, settings: &str, code: &str, message: &str) {
    for (error_token, message) in [(true, message), (false, NO_REASON)] {
        let settings = format!("\"error_token\": {error_token}{settings}");
        let site = Site::with(keytab, &settings);
        let trace = curl_trace(&realm.alice, &site.url("/"));
        let failed = format!("gss_init_sec_context() failed: {message}");
        let said = trace.lines().find(|line| line.contains("gss_init_sec_context() failed"));
        let said = said.unwrap_or_else(|| panic!("{code}: {trace}"));
        // curl puts the text of the major status before the minor one's.
        assert!(said.contains(&failed) || said.contains(&format!(". {message}")), "{code}: {said}");
        assert_eq!(site.rejected(code), 1, "curl, {settings}");

        let client = Script::new("requests_gssapi_client.py", &realm.alice).arg(&site.url("/"));
        assert_eq!(client.run().values("status"), ["401", "401"], "{settings}");
        assert_eq!(site.rejected(code), 3, "requests-gssapi, {settings}");

        let page = chromium::page(&site.url("/"), &realm.alice, &[ALLOWED]);
        assert!(!page.contains("x-auth-principal"), "{page}");
        assert_eq!(site.rejected(code), 4, "Chromium, {settings}");
        assert_eq!((site.accepted(), site.upstream.requests()), (0, 0));
    }
}

/// What `curl --negotiate -v` says.
fn curl_trace(credentials: &Credentials, url: &str) -> String {
    let mut command = Command::new("curl");
    command.args(["--silent", "--verbose", "--noproxy", "*", "--max-time", "30"]);
    command.args(["--negotiate", "-u", ":", url]);
    command.envs(credentials.environment().iter().cloned());
    run(command, b"", LIMIT).unwrap().successful("curl").unwrap().stderr
}

/// A realm in which alice holds a ticket for the service.
fn realm_with_a_used_ticket() -> Realm {
    let realm = Realm::new();
    let site = Site::new(&realm.keytab);
    assert_eq!(Curl::negotiate(&realm.alice).get(&site.url("/")).unwrap().status(), 200);
    realm
}

#[test]
fn a_client_whose_clock_is_wrong_is_told_so() {
    let realm = Realm::with_clock("-10m");
    refused(&realm, &realm.keytab, "", "clock_skew", "Clock skew too great");
}

#[test]
fn a_client_whose_ticket_has_expired_is_told_so() {
    let realm = Realm::with_clock("-3d");
    refused(&realm, &realm.keytab, "", "ticket_expired", "Ticket expired");
}

#[test]
fn a_client_whose_ticket_is_not_valid_yet_is_told_so() {
    let realm = Realm::with_clock("+10m");
    let message = "Ticket not yet valid";
    refused(&realm, &realm.keytab, "", "ticket_not_yet_valid", message);
}

#[test]
fn a_client_that_could_be_a_replay_from_before_a_loss_is_told_so() {
    let realm = Realm::new();
    let settings = r#", "replay_after_loss": "refuse""#;
    refused(&realm, &realm.keytab, settings, "replay_after_loss", "Request is a replay");
}

#[test]
fn a_client_with_a_ticket_for_a_key_that_is_gone_is_told_so_and_admitted_with_a_new_one() {
    let mut realm = realm_with_a_used_ticket();
    realm.kdc.admin(&["cpw", "-randkey", SERVICE]).unwrap();
    let keytab = realm.kdc.keytab(&[SERVICE]).unwrap();
    refused(&realm, &keytab, "", "key_retired", "Message stream modified");

    realm.kinit();
    let site = Site::new(&keytab);
    assert_eq!(Curl::negotiate(&realm.alice).get(&site.url("/")).unwrap().status(), 200);
}

#[test]
fn a_client_with_a_ticket_for_another_key_of_the_same_version_is_told_so() {
    let realm = realm_with_a_used_ticket();
    realm.kdc.admin(&["delprinc", SERVICE]).unwrap();
    let keytab = realm.kdc.add_service(SERVICE, None).unwrap();
    refused(&realm, &keytab, "", "ticket_integrity", "Message stream modified");
}

#[test]
fn tickets_for_the_former_key_and_for_the_new_one_are_admitted_while_the_keytab_has_both() {
    let mut realm = realm_with_a_used_ticket();
    realm.kdc.admin(&["cpw", "-randkey", "-keepold", SERVICE]).unwrap();
    let site = Site::new(&realm.kdc.keytab(&[SERVICE]).unwrap());
    assert_eq!(Curl::negotiate(&realm.alice).get(&site.url("/")).unwrap().status(), 200);
    realm.kinit();
    assert_eq!(Curl::negotiate(&realm.alice).get(&site.url("/")).unwrap().status(), 200);
}
