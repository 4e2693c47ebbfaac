//! The peers among themselves: what fails here is not the gateway's fault.

use host_tests::radius::{
    Answer, Authority, Eap, FreeRadius, FreeRadiusConfig, Home, Nas, RadSecProxy,
    RadSecProxyConfig, SECRET, Service, eapol_test, pyrad, radclient,
};
use radius::packet::Code;

use crate::stage::{ALICE, LIMIT, home, loopback, next};

#[test]
fn freeradius_accepts_and_rejects_and_records() {
    let home = FreeRadius::start(&home()).unwrap();
    let (authentication, accounting) = home.ports();
    let mut nas = Nas::udp(loopback(authentication), SECRET).unwrap();
    let accept = nas.access(&ALICE).unwrap();
    assert_eq!(accept.code(), Code::ACCESS_ACCEPT);
    assert_eq!(accept.values("Class"), [b"class"]);
    let reject = nas.access(&[ALICE[0], ("User-Password", "wrong")]).unwrap();
    assert_eq!(reject.code(), Code::ACCESS_REJECT);
    let status = nas.ask(Code::STATUS_SERVER, &[]).unwrap();
    assert_eq!(status.code(), Code::ACCESS_ACCEPT);

    let start = ["Acct-Status-Type = Start", "Acct-Session-Id = \"one\"", "Class = 0x31"];
    let printed = radclient(loopback(accounting), "acct", SECRET, &start).unwrap();
    assert_eq!(printed.code, "Accounting-Response");
    let records = home.wait_for_accounting(1, LIMIT).unwrap();
    assert_eq!(records[0].value("Acct-Session-Id"), Some("one"));
    assert_eq!(records[0].values("Class"), ["0x31"]);
}

#[test]
fn clients_of_others_get_answers_from_a_home_of_ours() {
    let home = Home::start(|request| match request.code() {
        Code::ACCESS_REQUEST if request.values("User-Password") == [b"secret"] => {
            Answer::accept(&[("Class", "0x636c617373"), ("Reply-Message", "Hello")])
        }
        Code::ACCESS_REQUEST => Answer::reject(&[]),
        code => Answer::good(code),
    })
    .unwrap();
    let server = home.address(Service::Authentication);
    let user = ["User-Name = \"alice\"", "User-Password = \"secret\"", "Message-Authenticator = 0"];
    let printed = radclient(server, "auth", SECRET, &user).unwrap();
    assert_eq!(home.refused(), Vec::<String>::new());
    assert_eq!(printed.code, "Access-Accept", "{printed:?}");
    assert_eq!(printed.values("Class"), ["0x636c617373"]);
    let user = [("User-Name", "alice"), ("User-Password", "wrong")];
    assert_eq!(pyrad(server, "auth", SECRET, &user).unwrap().code, "Access-Reject");
    let stop = [("Acct-Status-Type", "Stop"), ("Acct-Session-Id", "one")];
    let server = home.address(Service::Accounting);
    assert_eq!(pyrad(server, "acct", SECRET, &stop).unwrap().code, "Accounting-Response");
    assert_eq!(home.requests(Code::ACCESS_REQUEST).len(), 2);
    assert_eq!(home.refused(), Vec::<String>::new());
}

#[test]
fn eap_succeeds_at_freeradius() {
    let authority = Authority::new().unwrap();
    let identity = authority.issue("home.example.org").unwrap();
    let home = FreeRadius::start(&home().identity(&identity)).unwrap();
    for (method, inner) in
        [("PEAP", "auth=MSCHAPV2"), ("TTLS", "auth=MSCHAPV2"), ("TTLS", "auth=PAP")]
    {
        let eap = Eap {
            method,
            inner,
            anonymous_identity: "anonymous@example.org".into(),
            identity: "alice@example.org".into(),
            password: "secret".into(),
            authority: authority.certificate(),
        };
        let conversation = eapol_test(loopback(home.ports().0), SECRET, &eap).unwrap();
        assert!(
            conversation.succeeded,
            "{method} {inner}: {}\n{}",
            conversation.output,
            home.log()
        );
        let wrong = Eap { password: "wrong".into(), ..eap };
        assert!(!eapol_test(loopback(home.ports().0), SECRET, &wrong).unwrap().succeeded);
    }
}

#[test]
fn radsecproxy_goes_from_udp_to_tls_and_back() {
    let authority = Authority::new().unwrap();
    let identity = authority.issue("proxy.example.org").unwrap();
    let home = FreeRadius::start(&home()).unwrap();
    let back = RadSecProxyConfig::to_udp(next(home.ports())).identity(&identity);
    let back = RadSecProxy::start(&back).unwrap();
    let front = RadSecProxyConfig::to_tls(back.tls_port(), "proxy.example.org", &identity);
    let front = RadSecProxy::start(&front).unwrap();
    for mut nas in [
        Nas::udp(loopback(back.port()), SECRET).unwrap(),
        Nas::udp(loopback(front.port()), SECRET).unwrap(),
        Nas::tls(loopback(back.tls_port()), &identity.client("proxy.example.org").unwrap())
            .unwrap(),
    ] {
        let accept = nas.access(&ALICE).unwrap();
        assert_eq!(accept.code(), Code::ACCESS_ACCEPT, "{}{}", back.log(), front.log());
        assert_eq!(accept.values("Class"), [b"class"]);
    }
}

#[test]
fn freeradius_serves_tls_and_so_does_a_home_of_ours() {
    let authority = Authority::new().unwrap();
    let identity = authority.issue("home.example.org").unwrap();
    let client = identity.client("home.example.org").unwrap();
    let theirs = FreeRadius::start(&home().identity(&identity)).unwrap();
    let ours = Home::good().unwrap();
    for port in [theirs.tls_port(), ours.listen_tls(&identity).unwrap()] {
        let mut nas = Nas::tls(loopback(port), &client).unwrap();
        assert_eq!(nas.access(&ALICE).unwrap().code(), Code::ACCESS_ACCEPT);
        let start = [("Acct-Status-Type", "Start"), ("Acct-Session-Id", "one")];
        assert_eq!(nas.accounting(&start).unwrap().code(), Code::ACCOUNTING_RESPONSE);
    }
    assert_eq!(theirs.wait_for_accounting(1, LIMIT).unwrap().len(), 1);
    assert_eq!(ours.count(), 2);
}

#[test]
fn freeradius_is_a_proxy_and_buffers_accounting() {
    let home = FreeRadius::start(&home()).unwrap();
    let proxy = FreeRadiusConfig::proxy(next(home.ports()));
    let buffering = FreeRadius::start(&proxy.clone().buffered()).unwrap();
    let proxy = FreeRadius::start(&proxy).unwrap();
    let mut nas = Nas::udp(loopback(proxy.ports().0), SECRET).unwrap();
    assert_eq!(nas.access(&ALICE).unwrap().code(), Code::ACCESS_ACCEPT, "{}", proxy.log());
    for (number, server) in [&proxy, &buffering].into_iter().enumerate() {
        let mut nas = Nas::udp(loopback(server.ports().1), SECRET).unwrap();
        let start = [ALICE[0], ("Acct-Status-Type", "Start"), ("Acct-Session-Id", "one")];
        assert_eq!(nas.accounting(&start).unwrap().code(), Code::ACCOUNTING_RESPONSE);
        home.wait_for_accounting(number + 1, LIMIT).unwrap();
    }
}
