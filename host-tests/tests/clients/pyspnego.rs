//! pyspnego with Kerberos first. `legs.rs` has it with NTLM first.

use crate::script::{Script, Transcript};
use crate::stage::{ALICE, Realm, Site};

fn client(name: &str) -> (Transcript, Realm) {
    let realm = Realm::new();
    let site = Site::new(&realm.keytab);
    let script = Script::new("legs.py", &realm.alice).arg(&site.url("/"));
    (script.arg("--client").arg(name).run(), realm)
}

#[test]
fn pyspnego_negotiates_kerberos_in_one_leg_and_the_server_proves_itself() {
    let (transcript, _realm) = client("pyspnego-negotiate");
    assert_eq!(transcript.values("status"), ["200"]);
    assert_eq!(transcript.values("received"), ["accept-completed supportedMech responseToken"]);
    assert_eq!(transcript.values("complete"), ["True"]);
    assert_eq!(transcript.seen("x-auth-principal"), Some(ALICE));
    assert_eq!(transcript.seen("x-auth-protection"), Some("none"));
}

#[test]
fn pyspnego_is_accepted_with_a_kerberos_token_that_no_negotiation_wraps() {
    let (transcript, _realm) = client("pyspnego-kerberos");
    assert_eq!(transcript.values("sent"), ["mechanism token"]);
    assert_eq!(transcript.values("status"), ["200"]);
    assert_eq!(transcript.values("received"), ["mechanism token"]);
    assert_eq!(transcript.values("complete"), ["True"]);
    assert_eq!(transcript.seen("x-auth-principal"), Some(ALICE));
}
