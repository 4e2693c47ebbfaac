//! What policy changes in packets (RFC 2607 section 4.1), and what it must not weaken (7.2).

use host_tests::radius::{Answer, Gateway, GatewayConfig, Home, Received, attributes};
use radius::packet::Code;
use serde_json::{Value, json};

use crate::stage::{ATOMIC, Stage, timed};

const ACCESS: Code = Code::ACCESS_REQUEST;

fn rule(condition: &Value, actions: &Value) -> Value {
    json!([{ "name": "edit", "match": condition, "actions": actions }])
}

/// Actions, the attributes that they change, and what becomes of those, as `name = value`.
type Case<'a> = (Value, &'a [(&'a str, &'a str)], &'a str);

/// A stage whose policy knows by NAS-Port which of the cases a request is about.
fn stage_of(cases: &[Case<'_>], direction: &str, test: &str) -> Stage {
    let rules = cases.iter().enumerate().map(|(case, (actions, ..))| {
        let is_it = json!({ test: { "name": "NAS-Port", "equals": case.to_string() } });
        let condition = json!({ "all": [{ "packet": "access" }, is_it] });
        json!({ "name": format!("case-{case}"), "match": condition, "actions": actions })
    });
    let policy = json!({ direction: rules.collect::<Vec<_>>() });
    Stage::new(|config| config.policy(policy).section(ATOMIC))
}

/// What home gets of requests.
fn assert_requests(cases: &[Case<'_>]) {
    let stage = stage_of(cases, "requests", "attribute");
    let mut nas = stage.auth();
    for (case, (actions, list, expected)) in cases.iter().enumerate() {
        let number = case.to_string();
        nas.access(&[*list, &[("NAS-Port", &number)]].concat()).unwrap();
        let mut got = stage.home.requests(ACCESS).remove(case).clear;
        // Proxy-State is that of the gateway itself.
        got.retain(|attribute| ![5, 33].contains(&attribute.number));
        assert_eq!(got.to_string(), *expected, "{actions}");
    }
}

/// What the NAS gets of Access-Accepts.
fn assert_accepts(cases: &[Case<'_>]) {
    let stage = stage_of(cases, "replies", "request_attribute");
    let mut nas = stage.auth();
    for (case, (actions, list, expected)) in cases.iter().enumerate() {
        let accept = Answer::accept(list);
        stage.home.decide(move |_| accept.clone());
        let user = [("User-Name", "alice@example.org"), ("NAS-Port", &case.to_string())];
        let got = nas.access(&user).unwrap();
        assert_eq!(got.clear.to_string(), *expected, "{actions}");
    }
}

const ALICE: (&str, &str) = ("User-Name", "alice@example.org");

#[test]
fn r16_attributes_are_added_set_removed_and_rewritten_in_requests() {
    assert_requests(&[
        (
            json!([{ "add": { "attribute": "Operator-Name", "value": "1visited.example" } }]),
            &[ALICE],
            "User-Name = alice@example.org\nOperator-Name = 1visited.example\n",
        ),
        (
            json!([{ "set": { "attribute": "NAS-Identifier", "template": "of-%{client}" } }]),
            &[ALICE, ("NAS-Identifier", "a"), ("NAS-Identifier", "b")],
            "User-Name = alice@example.org\nNAS-Identifier = of-nas\n",
        ),
        (
            json!([{ "remove": ["Cisco-AVPair", "Called-Station-Id"] }]),
            &[("Cisco-AVPair", "x=y"), ALICE, ("Called-Station-Id", "z")],
            "User-Name = alice@example.org\n",
        ),
        (
            json!([{ "rewrite": {
                "attribute": "User-Name",
                "regex": "(.*)@example\\.org",
                "template": "%{1}@home.example",
            } }]),
            &[ALICE],
            "User-Name = alice@home.example\n",
        ),
        (
            json!([{ "filter": { "name": "Filter-Id", "glob": "in-*" } }]),
            &[("Filter-Id", "in-1"), ALICE, ("Filter-Id", "out")],
            "User-Name = alice@example.org\nFilter-Id = out\n",
        ),
    ]);
}

#[test]
fn r16_attributes_are_added_set_removed_and_allowed_in_replies() {
    let list = [("Session-Timeout", "60"), ("Filter-Id", "all"), ("Class", "0x01")];
    assert_accepts(&[
        (
            json!([{ "set": { "attribute": "Session-Timeout", "value": "30" } }]),
            &list,
            "Session-Timeout = 30\nFilter-Id = all\nClass = 0x01\n",
        ),
        (
            json!([{ "allow": { "attributes": ["Session-Timeout"] } }]),
            &list,
            "Session-Timeout = 60\nClass = 0x01\n",
        ),
        (
            json!([{ "add": { "attribute": "Cisco-AVPair", "value": "a=b" } }]),
            &list[2..],
            "Class = 0x01\nCisco-AVPair = a=b\n",
        ),
        (json!([{ "remove": ["Filter-Id"] }]), &list, "Session-Timeout = 60\nClass = 0x01\n"),
        (
            json!([{ "set_vlan": { "id": "20" } }]),
            &[],
            "Tunnel-Type = VLAN\nTunnel-Medium-Type = IEEE-802\nTunnel-Private-Group-Id = 20\n",
        ),
    ]);
}

#[test]
fn r16_hidden_values_are_hidden_anew_for_the_next_hop() {
    let home = Home::start_on(
        std::net::Ipv4Addr::LOCALHOST.into(),
        [(); 3].map(|()| host_tests::free_port().unwrap()),
        "a secret of another hop",
        |_| {
            Answer::accept(&[
                ("MS-MPPE-Send-Key", "0x000102030405060708090a0b0c0d0e0f"),
                ("Tunnel-Password:3", "tunnel secret"),
            ])
        },
    )
    .unwrap();
    let config = timed(GatewayConfig::between_nas_and(&home));
    let stage = Stage { gateway: Gateway::start(&config).unwrap(), home };
    let long = "a password of more than one block";
    let answer = stage.auth().access(&[("User-Name", "a"), ("User-Password", long)]).unwrap();
    assert_eq!(stage.home.seen()[0].values("User-Password"), [long.as_bytes()]);
    assert_eq!(answer.values("MS-MPPE-Send-Key")[0], (0..16).collect::<Vec<u8>>());
    assert_eq!(answer.texts("Tunnel-Password:3").len(), 1);
    assert!(answer.values("Tunnel-Password:3")[0].ends_with(b"tunnel secret"));
    // CHAP depends on the authenticator, which is another one now.
    let chap = [("User-Name", "a"), ("CHAP-Password", "0x0100112233445566778899aabbccddeeff")];
    let mut nas = stage.auth();
    let request = nas.prepare(ACCESS, &chap).unwrap();
    assert!(nas.exchange(&request).unwrap().is_some());
    let seen = stage.home.seen().pop().unwrap();
    assert_eq!(seen.values("CHAP-Challenge"), [request.packet.authenticator]);
}

/// Why a policy does not load.
fn refusal(policy: Value) -> String {
    let home = Home::good().unwrap();
    let config = timed(GatewayConfig::between_nas_and(&home)).policy(policy);
    Gateway::start(&config).unwrap_err().to_string()
}

#[test]
fn r18_a_policy_that_weakens_authentication_or_tunnels_does_not_load() {
    for (action, text) in [
        (json!({ "remove": ["EAP-Message"] }), "EAP-Message belongs to the EAP conversation"),
        (json!({ "remove": ["Tunnel-Type"] }), "is one member of a tunnel"),
        (
            json!({ "set": { "attribute": "Tunnel-Server-Endpoint", "value": "192.0.2.1" } }),
            "is one member of a tunnel",
        ),
    ] {
        let policy = json!({ "replies": rule(&json!({ "packet": "accept" }), &json!([action])) });
        let refusal = refusal(policy);
        assert!(refusal.contains("policy.replies[0].actions[0]"), "{refusal}");
        assert!(refusal.contains(text), "{refusal}");
    }
}

#[test]
fn r18_a_vlan_goes_as_a_whole_and_another_tunnel_goes_for_a_reason_only() {
    let tunnels = [
        ("Tunnel-Type:1", "VLAN"),
        ("Tunnel-Type:2", "L2TP"),
        ("Tunnel-Medium-Type:1", "IEEE-802"),
        ("Tunnel-Medium-Type:2", "IPv4"),
        ("Tunnel-Private-Group-Id:1", "20"),
        ("Tunnel-Server-Endpoint:2", "192.0.2.1"),
    ];
    let l2tp = "Tunnel-Type:2 = L2TP\nTunnel-Medium-Type:2 = IPv4\n\
                Tunnel-Server-Endpoint:2 = 192.0.2.1\n";
    assert_accepts(&[(json!([{ "remove_tunnels": {} }]), &tunnels, l2tp)]);
    let reason = json!({ "allow_downgrade": { "reason": "the access points have no tunnels" } });
    let policy = json!({
        "replies": rule(&json!({ "packet": "accept" }), &json!([{ "remove_tunnels": reason }])),
    });
    let answer = Answer::Packet(Code::ACCESS_ACCEPT, attributes(&tunnels));
    let stage = Stage::of(move |_| answer.clone(), |config| config.policy(policy));
    let accept = stage.auth().access(&[("User-Name", "a")]).unwrap();
    assert_eq!(accept.clear.to_string(), "");
    assert!(stage.gateway.log().contains("the access points have no tunnels"));
}

/// The EAP-Message attributes one by one.
fn fragments_of(packet: &Received) -> Vec<Vec<u8>> {
    let fragments = packet.clear.iter().filter(|attribute| attribute.number == 79);
    fragments.map(|attribute| attribute.value.to_vec()).collect()
}

#[test]
fn r18_eap_goes_through_whole_and_in_order() {
    let long: Vec<u8> = (0..600_u32).map(|number| number as u8).collect();
    let mut eap = vec![2, 7, 2, 88];
    eap.extend(&long[4..]);
    let fragments: Vec<Vec<u8>> = eap.chunks(253).map(<[u8]>::to_vec).collect();
    let mut list = attributes(&[("User-Name", "a@example.org")]);
    fragments.iter().for_each(|fragment| list.push(79, fragment).unwrap());
    let stage = Stage::of(
        |request| {
            let mut challenge = attributes(&[("State", "0x01")]);
            for fragment in fragments_of(request) {
                challenge.push(79, &fragment).unwrap();
            }
            Answer::Packet(Code::ACCESS_CHALLENGE, challenge)
        },
        |config| config,
    );
    let mut nas = stage.auth();
    let request = nas.prepare_attributes(ACCESS, list).unwrap();
    let answer = nas.exchange(&request).unwrap().unwrap();
    assert_eq!(fragments_of(&stage.home.seen()[0]), fragments);
    assert_eq!(fragments_of(&answer), fragments);
}

#[test]
fn an_edit_that_makes_a_packet_too_long_is_not_sent_in_part() {
    let add = json!({ "add": { "attribute": "Filter-Id", "value": "x".repeat(200) } });
    let policy = json!({ "requests": rule(&json!("always"), &json!(vec![add; 5])) });
    let stage = Stage::new(|config| config.policy(policy));
    let mut list = attributes(&[("User-Name", "a@example.org")]);
    for _ in 0..14 {
        list.push(11, &[b'f'; 253]).unwrap();
    }
    let mut nas = stage.auth();
    let request = nas.prepare_attributes(ACCESS, list).unwrap();
    nas.send(&request).unwrap();
    let answer = nas.receive(&request, crate::stage::QUIET).unwrap();
    assert!(answer.is_none_or(|answer| answer.code() == Code::ACCESS_REJECT));
    for seen in stage.home.seen() {
        assert_eq!(seen.values("Filter-Id").len(), 19);
    }
}
