//! curl with MIT Kerberos, over all encryption types.

use host_tests::{Curl, Envoy, Kdc};

use crate::stage::{ALICE, Realm, Site};

/// Numbers and names of RFC 3962 and RFC 8009, and the name that `klist` prints.
const ENCTYPES: [(u8, &str); 4] = [
    (17, "aes128-cts-hmac-sha1-96"),
    (18, "aes256-cts-hmac-sha1-96"),
    (19, "aes128-cts-hmac-sha256-128"),
    (20, "aes256-cts-hmac-sha384-192"),
];

#[test]
fn curl_is_admitted_with_every_encryption_type_of_the_service_key_and_of_the_session_key() {
    let realm = Realm::new();
    let keytab = services_of_every_encryption_type(&realm.kdc);
    let site = Site::new(&keytab);
    for (key, key_name) in ENCTYPES {
        for (session, session_name) in ENCTYPES {
            let host = host(key, session);
            let reply = Curl::negotiate(&realm.alice)
                .arg("--resolve")
                .arg(&format!("{host}:{}:127.0.0.1", site.envoy.ports().listener))
                .get(&url(&host, &site.envoy))
                .unwrap();
            assert_eq!(reply.status(), 200, "{host}");
            assert_eq!(reply.seen("x-auth-principal").as_deref(), Some(ALICE), "{host}");
            let tickets = realm.alice.klist().unwrap();
            let ticket = tickets.split_once(&format!("HTTP/{host}@")).unwrap().1;
            let types = format!("Etype (skey, tkt): {session_name}, {key_name}");
            assert!(ticket.lines().nth(1).unwrap().contains(&types), "{host}: {tickets}");
        }
    }
}

/// A keytab of services whose names say the encryption types of their keys and sessions.
fn services_of_every_encryption_type(kdc: &Kdc) -> std::path::PathBuf {
    let mut names = Vec::new();
    for (key, key_name) in ENCTYPES {
        for (session, session_name) in ENCTYPES {
            let name = format!("HTTP/{}", host(key, session));
            let key_salt = format!("{key_name}:normal");
            kdc.admin(&["addprinc", "-randkey", "-e", &key_salt, &name]).unwrap();
            kdc.admin(&["setstr", &name, "session_enctypes", session_name]).unwrap();
            names.push(name);
        }
    }
    kdc.keytab(&names.iter().map(String::as_str).collect::<Vec<_>>()).unwrap()
}

fn host(key: u8, session: u8) -> String {
    format!("key{key}-session{session}.test")
}

fn url(host: &str, envoy: &Envoy) -> String {
    format!("http://{host}:{}/", envoy.ports().listener)
}

#[test]
fn curl_gets_the_token_of_the_server_on_every_answer_after_it_authenticated() {
    let realm = Realm::new();
    let site = Site::new(&realm.keytab);
    for (path, status) in
        [("/", 200), ("/?status=302", 302), ("/?status=500", 500), ("/admin", 403)]
    {
        let reply = Curl::negotiate(&realm.alice).get(&site.url(path)).unwrap();
        assert_eq!(reply.status(), status, "{path}");
        let [token] = reply.values("www-authenticate")[..] else { panic!("{path}: {reply:?}") };
        assert!(token.starts_with("Negotiate oY"), "{path}: {token}");
    }
}

#[test]
fn curl_is_admitted_over_http_2_in_one_leg() {
    let realm = Realm::new();
    let site = Site::new(&realm.keytab);
    let curl = Curl::negotiate(&realm.alice).arg("--http2-prior-knowledge");
    let reply = curl.get(&site.url("/")).unwrap();
    assert_eq!(reply.status(), 200);
    assert_eq!(reply.seen("x-auth-principal").as_deref(), Some(ALICE));
}

#[test]
fn curl_posts_a_body_with_its_ticket() {
    let realm = Realm::new();
    let site = Site::new(&realm.keytab);
    let reply = Curl::negotiate(&realm.alice).arg("--data").arg("name=value");
    let reply = reply.get(&site.url("/")).unwrap();
    assert_eq!(reply.status(), 200);
    assert!(reply.body.starts_with("POST / "), "{}", reply.body);
    assert_eq!(reply.seen("x-auth-principal").as_deref(), Some(ALICE));
}
