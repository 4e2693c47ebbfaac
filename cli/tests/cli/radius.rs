//! `edgewarden radius explain`: packets in hexadecimal.

use std::path::PathBuf;

use radius::attribute::Reference;
use radius::crypto::Secret;
use radius::packet::{Code, Packet};
use serde_json::json;
use tempfile::TempDir;

use super::run::{Run, run, run_with_input};

const SECRET: &[u8] = b"secret of this hop";

const CONFIG: &str = r#"{
    "pools": { "home": {}, "books": {} },
    "routing": { "routes": [
        { "match": { "realm": ".example.org" }, "access_pool": "home", "accounting_pool": "books", "strip_realm": true }
    ] },
    "policy": {
        "requests": [
            {
                "name": "guests-by-day",
                "match": { "all": [
                    { "packet": "access" }, { "client_tag": "guests" },
                    { "not": { "schedule": { "zone": "Europe/Brussels", "windows": [{ "from": "07:00", "to": "20:00" }] } } }
                ] },
                "actions": [{ "reject": { "reply_message": "Come back by day." } }]
            },
            {
                "name": "station",
                "match": { "client": "ap-*" },
                "actions": [
                    { "set": { "attribute": "NAS-Identifier", "value": "campus" } },
                    { "remove": ["Framed-MTU"] }
                ]
            }
        ]
    }
}"#;

/// Files for one test.
pub struct Files(TempDir);

impl Files {
    pub fn new() -> Self {
        let files = Self(TempDir::new().unwrap());
        files.write("secret", &[SECRET, b"\n"].concat());
        files.write("radius.json", CONFIG.as_bytes());
        files
    }

    pub fn write(&self, name: &str, octets: &[u8]) -> String {
        let path: PathBuf = self.0.path().join(name);
        std::fs::write(&path, octets).unwrap();
        path.to_str().unwrap().to_owned()
    }

    pub fn path(&self, name: &str) -> String {
        self.0.path().join(name).to_str().unwrap().to_owned()
    }
}

pub fn secret() -> Secret {
    Secret::new(SECRET).unwrap()
}

/// A packet with these attributes, not signed.
pub fn packet(code: Code, attributes: &[(&str, &str)]) -> Packet {
    let mut packet = Packet::new(code, 7);
    packet.authenticator = [0x5a; 16];
    for (name, value) in attributes {
        let reference = Reference::parse(name).unwrap();
        let value = reference.encode_text(value).unwrap();
        packet.attributes.add(&reference, &value).unwrap();
    }
    packet
}

/// A request as a client sends it.
pub fn signed(code: Code, attributes: &[(&str, &str)]) -> Packet {
    let mut packet = packet(code, attributes);
    packet.attributes.prepend_message_authenticator().unwrap();
    packet.sign_request(&secret()).unwrap();
    packet
}

fn hexadecimal(packet: &Packet) -> String {
    packet.encode().unwrap().iter().map(|octet| format!("{octet:02x}")).collect()
}

fn explain(packet: &Packet, arguments: &[&str]) -> Run {
    run(&[&["radius", "explain", &hexadecimal(packet)], arguments].concat())
}

fn request() -> Packet {
    signed(
        Code::ACCESS_REQUEST,
        &[
            ("User-Name", "alice@example.org"),
            ("NAS-IP-Address", "192.0.2.1"),
            ("Framed-MTU", "1400"),
        ],
    )
}

#[test]
fn every_attribute_is_shown_by_name_and_value() {
    let run = explain(
        &packet(
            Code::ACCESS_ACCEPT,
            &[
                ("User-Name", "alice"),
                ("Service-Type", "Framed-User"),
                ("Tunnel-Type:1", "VLAN"),
                ("Tunnel-Private-Group-Id:1", "guests"),
                ("Cisco-AVPair", "shell:priv-lvl=15"),
                ("Operator-NAS-Identifier", "0x01ff"),
                ("Event-Timestamp", "2026-11-22T17:00:00Z"),
                ("Framed-IPv6-Prefix", "2001:db8::/32"),
                ("26.4242.1", "0x00ff"),
            ],
        ),
        &[],
    );
    assert_eq!(
        run.output,
        "code: Access-Accept (2)\n\
         identifier: 7\n\
         octets: 102\n\
         authenticator: 0x5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a\n\
         message authenticator: absent\n\
         attributes:\n  \
         - User-Name = alice\n  \
         - Service-Type = Framed-User\n  \
         - Tunnel-Type:1 = VLAN\n  \
         - Tunnel-Private-Group-Id:1 = guests\n  \
         - Cisco-AVPair = shell:priv-lvl=15\n  \
         - Operator-NAS-Identifier = 0x01ff\n  \
         - Event-Timestamp = 2026-11-22T17:00:00Z\n  \
         - Framed-IPv6-Prefix = 2001:db8::/32\n  \
         - Attr-26.4242.1 = 0x00ff\n"
    );
    assert_eq!((run.status, run.errors.as_str()), (0, ""));
}

#[test]
fn nothing_that_is_hidden_is_shown() {
    let files = Files::new();
    let mut packet = signed(Code::ACCESS_REQUEST, &[("User-Name", "alice")]);
    for (number, value) in [(2, [0xc3; 16]), (3, [0xc3; 16]), (70, [0xc3; 16])] {
        packet.attributes.push(number, &value).unwrap();
    }
    // EAP-GTC carries a password in clear.
    packet.attributes.push(79, &[2, 5, 0, 9, 6, 0xc3, 0xc3, 0xc3, 0xc3]).unwrap();
    packet.attributes.push(26, &[0, 0, 1, 55, 16, 6, 0x80, 1, 0xc3, 0xc3]).unwrap();
    packet.sign_request(&secret()).unwrap();
    for arguments in [&[][..], &["--json"], &["--secret-file", &files.path("secret")]] {
        let run = explain(&packet, arguments);
        assert_eq!(run.status, 0, "{run:?}");
        assert!(!run.output.contains("c3c3"), "{}", run.output);
        assert!(run.output.contains("User-Password") && run.output.contains("hidden"));
        assert!(run.output.contains("MS-MPPE-Send-Key"), "{}", run.output);
        assert!(run.output.contains("EAP Response, identifier 5, type 6, 9 octets"));
    }
}

#[test]
fn a_packet_comes_as_an_argument_a_file_or_on_standard_input() {
    let (files, packet) = (Files::new(), request());
    let digits = hexadecimal(&packet);
    let expected = run(&["radius", "explain", &digits]);
    assert_eq!(expected.status, 0);
    let spaced: Vec<String> = digits
        .as_bytes()
        .chunks(2)
        .map(|pair| String::from_utf8_lossy(pair).into_owned())
        .collect();
    let file = files.write("packet.hex", format!("{}\n", spaced.join(" ")).as_bytes());
    let binary = files.write("packet.bin", &packet.encode().unwrap());
    assert_eq!(run(&["radius", "explain", &spaced.join(":")]), expected);
    assert_eq!(run(&["radius", "explain", &file]), expected);
    assert_eq!(run(&["radius", "explain", &binary]), expected);
    assert_eq!(run_with_input(&["radius", "explain", "-"], digits.as_bytes()), expected);
    assert_eq!(run_with_input(&["radius", "explain", "-"], &packet.encode().unwrap()), expected);
}

#[test]
fn a_secret_tells_whether_a_request_verifies() {
    let files = Files::new();
    let other = files.write("other", b"another secret");
    let verdict = |packet: &Packet, file: &str| {
        let run = explain(packet, &["--json", "--secret-file", file]);
        (run.status, run.json()["packets"][0]["authenticators"].as_str().unwrap().to_owned())
    };
    let secret = files.path("secret");
    assert_eq!(verdict(&request(), &secret), (0, "verifies".to_owned()));
    let (status, text) = verdict(&request(), &other);
    assert_eq!(status, 1);
    assert!(text.starts_with("refused: message_authenticator_mismatch"), "{text}");
    let bare = packet(Code::ACCESS_REQUEST, &[("User-Name", "a")]);
    let (status, text) = verdict(&bare, &other);
    assert!(status == 0 && text.starts_with("nothing to verify"), "{text}");
    let answer = packet(Code::ACCESS_REJECT, &[]);
    let (status, text) = verdict(&answer, &secret);
    assert!(status == 0 && text.starts_with("not verified"), "{text}");
    let accounting = packet(Code::ACCOUNTING_REQUEST, &[("User-Name", "a")]);
    let (status, text) = verdict(&accounting, &secret);
    assert!(status == 1 && text.contains("request_authenticator_mismatch"), "{text}");
}

#[test]
fn a_configuration_tells_what_would_be_decided_and_why() {
    let files = Files::new();
    let config = files.path("radius.json");
    let arguments = ["--config", &config, "--client", "ap-7", "--tag", "guests", "--at"];
    let by_day = explain(&request(), &[&arguments[..], &["2026-11-25T12:00:00Z"]].concat());
    assert_eq!(by_day.status, 0, "{by_day:?}");
    for line in [
        "  decision: forward\n",
        "  reason: routed\n",
        "    - policy.requests[1] \"station\" is met: ",
        "    - User-Name \"alice@example.org\"\n",
        "    - routes[0]: realm .example.org: strongest",
        "  pool: home\n",
        "  accounting pool: books\n",
        "    - removed Framed-MTU = 1400\n",
        "    - removed User-Name = alice@example.org\n",
        "    - added User-Name = alice\n",
        "    - added NAS-Identifier = campus\n",
    ] {
        assert!(by_day.output.contains(line), "{line} in {}", by_day.output);
    }
    let by_night =
        explain(&request(), &[&arguments[..], &["2026-11-25T22:00:00Z", "--json"]].concat());
    assert_eq!(by_night.status, 1, "{by_night:?}");
    let filter = &by_night.json()["packets"][0]["filter"];
    assert_eq!(filter["decision"], "reject");
    assert_eq!(
        (&filter["reason"], &filter["by"]),
        (&json!("policy_rule"), &json!("guests-by-day"))
    );
    assert_eq!(filter["answer"], json!([{"name": "Reply-Message", "value": "Come back by day."}]));
}

#[test]
fn accounting_that_nothing_takes_is_dropped() {
    let files = Files::new();
    let accounting = signed(
        Code::ACCOUNTING_REQUEST,
        &[("User-Name", "bob@elsewhere.example"), ("Acct-Status-Type", "Start")],
    );
    let run = explain(&accounting, &["--config", &files.path("radius.json")]);
    assert_eq!(run.status, 1);
    assert!(run.output.contains("decision: drop\n  reason: no_route\n"), "{}", run.output);
}

#[test]
fn a_status_server_is_not_asked_about() {
    let files = Files::new();
    let run = explain(
        &signed(Code::STATUS_SERVER, &[]),
        &["--config", &files.path("radius.json"), "--secret-file", &files.path("secret")],
    );
    assert_eq!(run.status, 0);
    assert!(!run.output.contains("filter:") && run.output.contains("verifies"), "{}", run.output);
}

#[test]
fn a_value_that_does_not_decode_is_told() {
    let mut packet = packet(Code::ACCESS_ACCEPT, &[]);
    packet.attributes.push(4, &[192, 0]).unwrap();
    let run = explain(&packet, &[]);
    assert_eq!(run.status, 2);
    assert!(run.output.contains("- malformed: NAS-IP-Address, 0xc000: "), "{}", run.output);
}

#[test]
fn what_is_no_packet_or_no_configuration_is_told() {
    let files = Files::new();
    let packet = hexadecimal(&request());
    let empty = files.write("empty", b"\n");
    let bad = files.write("bad.json", br#"{"pools": {}, "routing": {"routes": [{"match": "x"}]}}"#);
    for (arguments, reason) in [
        (&["0102"][..], "the packet cannot be decoded"),
        (&["nonsense"], "neither hexadecimal nor a file"),
        (&["not/there"], "cannot read not/there"),
        (&[&packet, "--secret-file", &empty], "secret is empty"),
        (&[&packet, "--config", &bad], "bad.json: at routing.routes[0].match"),
        (&[&packet, "--config", &empty], "EOF"),
        (&[&packet, "--client", "x"], "--config"),
        (&[&packet, "--at", "soon", "--config", &bad], "--at"),
    ] {
        let run = run(&[&["radius", "explain"], arguments].concat());
        assert_eq!((run.status, run.output.as_str()), (2, ""), "{arguments:?}");
        assert!(run.errors.contains(reason), "{reason} in {}", run.errors);
    }
}
