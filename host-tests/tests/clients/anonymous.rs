//! Anonymous PKINIT (RFC 8062): `kinit -n`.

use host_tests::{Credentials, Curl, Reply};

use crate::stage::{Realm, Site};

fn ask(site: &Site, credentials: &Credentials, path: &str) -> Reply {
    Curl::negotiate(credentials).get(&site.url(path)).unwrap()
}

#[test]
fn an_anonymous_client_is_admitted_where_the_route_admits_it_and_refused_elsewhere() {
    let realm = Realm::new();
    let site = Site::new(&realm.keytab);
    let anonymous = realm.kdc.kinit_anonymous().unwrap();

    let reply = ask(&site, &anonymous, "/anonymous");
    assert_eq!(reply.status(), 200);
    assert_eq!(reply.seen("x-auth-anonymous").as_deref(), Some("unauthenticated"));
    assert!(!reply.body.contains("alice"), "{}", reply.body);

    for path in ["/", "/audit", "/admin"] {
        let reply = ask(&site, &anonymous, path);
        assert_eq!(reply.status(), 403, "{path}");
        assert!(reply.values("www-authenticate")[0].starts_with("Negotiate oY"), "{path}");
    }
    assert_eq!(site.upstream.requests(), 1);
}

#[test]
fn an_anonymous_client_is_known_again_by_its_ticket_and_by_nothing_else() {
    let realm = Realm::new();
    let site = Site::new(&realm.keytab);
    let first = realm.kdc.kinit_anonymous().unwrap();
    let second = realm.kdc.kinit_anonymous().unwrap();
    let pseudonym = |credentials| {
        let reply = ask(&site, credentials, "/anonymous");
        reply.seen("x-auth-pseudonym").unwrap()
    };
    // Two workers, several connections: all give a ticket the same name.
    let names: Vec<String> = (0..4).map(|_| pseudonym(&first)).collect();
    assert_eq!(names, vec![names[0].clone(); 4]);
    assert_ne!(names[0], pseudonym(&second));
}

#[test]
fn a_globbed_allow_list_does_not_admit_an_anonymous_client() {
    let realm = Realm::new();
    let site = Site::with(&realm.keytab, r#""allow": ["*"]"#);
    let anonymous = realm.kdc.kinit_anonymous().unwrap();
    assert_eq!(ask(&site, &anonymous, "/").status(), 403);
    assert_eq!(ask(&site, &realm.alice, "/").status(), 200);
}
