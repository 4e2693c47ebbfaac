//! `"negotiation": "rfc2478"` with the clients of today, which know RFC 4178 alone: how far the
//! mode serves them. Its own tokens have tshark as their judge, in `dissection.rs`.

use host_tests::Curl;

use crate::chromium::{self, ALLOWED};
use crate::script::{Script, Transcript};
use crate::stage::{ALICE, Realm, Site};

fn legs(realm: &Realm, site: &Site, client: &str) -> Transcript {
    let script = Script::new("legs.py", &realm.alice).arg(&site.url("/"));
    script.arg("--client").arg(client).run()
}

#[test]
fn clients_with_kerberos_first_verify_the_mic_that_rfc_2478_sends_unasked() {
    let realm = Realm::new();
    let site = Site::with(&realm.keytab, r#""negotiation": "rfc2478""#);

    let transcript = legs(&realm, &site, "pyspnego-negotiate");
    let received = "accept-completed supportedMech responseToken mechListMIC";
    assert_eq!(transcript.values("received"), [received]);
    assert_eq!(transcript.values("complete"), ["True"]);
    assert_eq!(transcript.seen("x-auth-protection"), Some("mic_sent"));

    let requests = Script::new("requests_gssapi_client.py", &realm.alice);
    let transcript = requests.arg(&site.url("/")).run();
    assert_eq!(transcript.values("status"), ["401", "200"]);
    assert_eq!(transcript.values("authenticated"), ["True"]);

    let reply = Curl::negotiate(&realm.alice).get(&site.url("/")).unwrap();
    assert_eq!(reply.seen("x-auth-principal").as_deref(), Some(ALICE));
    let page = chromium::page(&site.url("/"), &realm.alice, &[ALLOWED]);
    assert!(page.contains("x-auth-protection: mic_sent\n"), "{page}");
}

#[test]
fn mit_with_ntlm_first_refuses_an_answer_that_does_not_ask_for_a_mic() {
    let realm = Realm::new();
    let site = Site::with(&realm.keytab, r#""negotiation": "rfc2478""#);
    let transcript = legs(&realm, &site, "mit");
    assert_eq!(transcript.values("received"), ["accept-incomplete supportedMech"]);
    assert_eq!(transcript.values("refused").len(), 1);
    assert_eq!(site.accepted(), 0);

    // pyspnego goes on, and verifies the server's MIC.
    let transcript = legs(&realm, &site, "pyspnego");
    assert_eq!(transcript.values("status"), ["401", "200"]);
    assert_eq!(transcript.values("received")[1], "no-negState responseToken mechListMIC");
    assert_eq!(transcript.seen("x-auth-protection"), Some("mic_sent"));
    assert_eq!(transcript.values("refused").len(), 0);
}
