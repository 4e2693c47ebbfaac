//! Writes the seeds of every target to `corpus/TARGET/`: `cargo run --example seeds`.
#![allow(missing_docs, reason = "a program")]

use std::fs;
use std::path::{Path, PathBuf};

use chacha20::ChaCha20Rng;
use chacha20::rand_core::{Rng, SeedableRng};
use fuzz::realm::{MUTUAL, NOW, Realm};
use kerberos::asn1::{
    self, Authenticator, Checksum, EncApRepPart, EncryptionKey, PrincipalName, Ticket,
};
use kerberos::crypto::{EncryptionType, Key};
use kerberos::gss::AuthenticatorChecksum;
use kerberos::keytab::Keytab;
use spnego::Oid;
use spnego::token::{self, MechTypes, NegTokenInit, encode_mech_types};

/// Seeds of octets without a meaning, for the targets that read edits.
const RANDOM_SEEDS: usize = 64;

fn main() {
    keytab();
    principal();
    ap_req();
    ap_rep();
    accept();
    pac();
    wrap_mic();
    spnego();
    http_header();
    access();
    radius_packet();
    radius_attributes();
    radius_dictionary();
    radius_realm();
    radius_transaction();
    radius_policy();
    radius_connection();
    iodef_parse();
    iodef_edit();
    iodef_documents();
    key_file();
}

fn keytab() {
    let mut entries = Vec::new();
    for encryption_type in EncryptionType::ALL {
        let realm = Realm::with(encryption_type);
        entries.push(realm.entry(2, &realm.service_key));
        entries.push(realm.entry(0x1_0003, &realm.service_key));
    }
    for count in [1, 3, entries.len()] {
        let file = Keytab::new(entries[..count].to_vec()).encode().expect("a keytab");
        write("keytab", &file);
        let mut with_hole = file.to_vec();
        with_hole.extend((-5_i32).to_be_bytes());
        with_hole.extend(b"holes");
        write("keytab", &with_hole);
        // The encryption type of the first entry becomes rc4-hmac.
        let mut with_rc4 = file.to_vec();
        if let Some(at) = with_rc4.windows(2).position(|octets| octets == [0, 17]) {
            with_rc4[at + 1] = 23;
        }
        write("keytab", &with_rc4);
    }
    write("keytab", &[5, 2]);
}

fn principal() {
    for text in [
        "alice@EXAMPLE.COM",
        "HTTP/www.example.com@EXAMPLE.COM",
        "WELLKNOWN/ANONYMOUS@WELLKNOWN:ANONYMOUS",
        "a\\/b\\@c\\\\d\\n\\t\\b\\0\\xff/stra\u{df}e@R\\@",
        "",
    ] {
        write("principal", &[&[1], text.as_bytes()].concat());
    }
    write("principal", b"\x00\x03A/B\x04a\x00\xff\xe2\x05 \xe2\x80\xae@");
}

fn ap_req() {
    for encryption_type in EncryptionType::ALL {
        let mut realm = Realm::with(encryption_type);
        // The acceptor of the target has another key.
        realm.service_key = Key::random(encryption_type, &mut realm.rng);
        let credential = realm.credential();
        write("ap_req", &realm.token(&credential).0);
    }
}

fn ap_rep() {
    let mut part =
        EncApRepPart { ctime: asn1::kerberos_time(NOW), cusec: 0, subkey: None, seq_number: None };
    let mut seed = || {
        let octets = asn1::encode("EncAPRepPart", &part).expect("has an encoding");
        write("ap_rep", &[&[1], octets.as_slice()].concat());
        part.seq_number = Some(-1);
        part.subkey = Some(EncryptionKey::from(&Realm::new().session_key));
    };
    seed();
    seed();
}

fn accept() {
    for (number, encryption_type) in EncryptionType::ALL.into_iter().enumerate() {
        let realm = Realm::with(encryption_type);
        let ticket = asn1::encode("EncTicketPart", &realm.part()).expect("has an encoding");
        let authenticator = asn1::encode("Authenticator", &authenticator(&realm)).expect("has one");
        let length = u16::try_from(ticket.len()).expect("a short ticket").to_be_bytes();
        let settings = u8::try_from(number).expect("four types");
        for settings in [settings, 0x80 | settings] {
            let head = [0, settings, 0, 40, length[0], length[1]];
            write("accept", &[&head, ticket.as_slice(), &authenticator].concat());
        }
    }
    random("accept", 1);
}

fn authenticator(realm: &Realm) -> Authenticator {
    Authenticator {
        authenticator_vno: asn1::PVNO,
        crealm: realm.client.realm.as_slice().into(),
        cname: PrincipalName::from_principal(&realm.client),
        cksum: Some(Checksum {
            cksumtype: AuthenticatorChecksum::TYPE,
            checksum: AuthenticatorChecksum::encode([0; 16], MUTUAL).into(),
        }),
        cusec: 999_999,
        ctime: asn1::kerberos_time(NOW),
        subkey: Some(EncryptionKey::from(&realm.session_key)),
        seq_number: Some(-5),
        authorization_data: None,
        extensions: Default::default(),
    }
}

/// The PACs among the test vectors, whole and as buffers to sign.
fn pac() {
    let vectors = root().join("../modules/kerberos/tests/vectors/pac");
    for entry in fs::read_dir(vectors).expect("the vectors of the core") {
        let text = fs::read_to_string(entry.expect("an entry").path()).expect("a text");
        let digits = text.split_once("pac:").expect("a PAC").1;
        let lines = digits.lines().map(|line| line.split('#').next().unwrap_or_default());
        let digits: Vec<u8> = lines.flat_map(str::bytes).filter(u8::is_ascii_hexdigit).collect();
        let digit = |octet: &u8| char::from(*octet).to_digit(16).expect("hexadecimal") as u8;
        let octets: Vec<u8> =
            digits.chunks(2).map(|pair| digit(&pair[0]) << 4 | digit(&pair[1])).collect();
        write("pac", &[&[0], octets.as_slice()].concat());

        let number = |at: usize| u32::from_le_bytes(octets[at..at + 4].try_into().expect("four"));
        let mut seed = vec![1, 1, 0, 200, 0];
        for index in 0..number(0) as usize {
            let [buffer_type, length, offset] = [0, 4, 8].map(|at| number(8 + 16 * index + at));
            if [6, 7].contains(&buffer_type) {
                continue;
            }
            seed.push(u8::try_from(buffer_type).expect("a known type"));
            seed.extend(u16::try_from(length).expect("a short buffer").to_be_bytes());
            seed.extend(&octets[offset as usize..][..length as usize]);
        }
        write("pac", &seed);
    }
}

fn wrap_mic() {
    for settings in 0..=255 {
        write("wrap_mic", &[settings, 0, 5, b'h', b'e', b'l', b'l', b'o', 0, 3, 0, 0, 40, 1]);
    }
}

fn spnego() {
    random("spnego", 0);
    let list = encode_mech_types(&[Oid::NEGOEX, Oid::MS_KRB5, Oid::KRB5, Oid::NTLM]);
    let init = NegTokenInit {
        mech_types: MechTypes::parse(&list).ok(),
        req_flags: Some(&[1, 0x42]),
        mech_token: Some(b"token"),
        mech_list_mic: Some(b"MIC 1"),
        has_neg_hints: false,
    };
    for token in [token::frame(&init.encode()), token::neg_hints(&[Oid::KRB5])] {
        let length = u16::try_from(token.len()).expect("a short token").to_be_bytes();
        let head = [0, 0, 0, 0, 0, 0, 0, 14, length[0], length[1]];
        write("spnego", &[&head, token.as_slice()].concat());
    }
}

fn http_header() {
    for value in ["Negotiate YIIBAgYGKwYBBQUCoIH3", "negotiate  YII=", "Negotiate", "Basic YTpi"] {
        write("http_header", &[&[1, 0], value.as_bytes()].concat());
    }
    let realm = Realm::new();
    let part = asn1::encode("EncTicketPart", &realm.part()).expect("has an encoding");
    let ticket = Ticket::USAGE.to_be_bytes();
    write("http_header", &[&ticket, part.as_slice()].concat());
}

/// The settings that admit everyone, then one request after the other on HTTP/1.
fn access() {
    const SETTINGS: [u8; 11] = [0; 11];
    // Clock, end of the last request, connection, route, count of lines.
    let head = |lines: u8| [0, 0, 0, 0, lines];
    // Pass and preflight.
    const TAIL: [u8; 2] = [0, 0];
    let request = |token: &[u8]| [&head(0)[..], &[0], token, &[0], &TAIL].concat();
    let bare = request(&[0, 0, 0]);
    let usual = request(&[1, 0, 0, 0]);
    let ntlm_first = request(&[2, 0, 0, 0]);
    let answer = request(&[3]);
    let replay = request(&[5, 0]);
    // No line and the last pass, after its request has ended.
    let shown = |connection: u8| vec![0, 1, connection, 0, 3, 1, 0];
    let again = shown(0);
    let used = [&head(3)[..], &[2, 1, 0]].concat();
    let elsewhere = shown(1);
    for requests in [
        vec![&bare, &replay],
        vec![&bare, &elsewhere, &again],
        vec![&usual, &again, &used, &replay],
        vec![&ntlm_first, &answer, &answer, &again],
    ] {
        let octets: Vec<u8> = requests.into_iter().flatten().copied().collect();
        write("access", &[&SETTINGS, octets.as_slice()].concat());
    }
    random("access", 0);
}

/// Seeds of random octets behind the first one.
fn random(target: &str, first: u8) {
    let mut rng = ChaCha20Rng::seed_from_u64(9);
    for number in 0..RANDOM_SEEDS {
        let mut octets = vec![0; 8 + number * 4];
        rng.fill_bytes(&mut octets);
        octets[0] = first;
        write(target, &octets);
    }
}

/// Conversations of radclient with FreeRADIUS, one packet each.
fn radius_packets() -> Vec<Vec<u8>> {
    let file = root().join("../modules/radius/tests/vectors/freeradius-3.2.1.txt");
    let text = fs::read_to_string(file).expect("the vectors");
    let mut packets = Vec::new();
    for value in text.split("=\n").skip(1) {
        let lines = value.lines().take_while(|line| line.starts_with(' '));
        let digits: String = lines.flat_map(str::split_whitespace).collect();
        let octets = (0..digits.len()).step_by(2);
        let octet = |at| u8::from_str_radix(&digits[at..at + 2], 16).expect("two digits");
        packets.push(octets.map(octet).collect());
    }
    assert!(!packets.is_empty());
    packets
}

fn radius_packet() {
    let packets = radius_packets();
    write("radius_packet", &[&[7], packets.concat().as_slice()].concat());
    for packet in packets {
        write("radius_packet", &[&[255], packet.as_slice()].concat());
    }
}

fn radius_attributes() {
    for (reference, packet) in (0..).zip(radius_packets()) {
        write("radius_attributes", &[&[reference, 3, b'n', b'e', b'w'], &packet[20..]].concat());
    }
    let fragments = [&[245, 255, 4, 0x80][..], &[1; 251], &[245, 5, 4, 0, 2]].concat();
    let members = [241, 13, 1, 2, 5, 3, 3, 9, 1, 5, 3, 3, 9];
    for reference in 0..8 {
        let header = [reference, 2, 1, b'x'];
        write("radius_attributes", &[&header, fragments.as_slice(), &members].concat());
    }
}

fn radius_dictionary() {
    let seeds = [
        ("Tunnel-Private-Group-Id:1", &b"\x0120"[..], "20"),
        ("Service-Type", &[0, 0, 0, 6], "Administrative-User"),
        ("Framed-IPv6-Prefix", &[0, 16, 0x20, 1], "2001:db8::/32"),
        ("PMIP6-Home-IPv4-HoA", &[0, 24, 192, 0, 2, 0], "192.0.2.0/24"),
        ("Framed-Interface-Id", &[0, 0, 0, 0, 0, 0, 0, 1], "0:0:0:1"),
        ("Event-Timestamp", &[0x65, 0x53, 0xf1, 0], "2026-11-22T17:00:00Z"),
        ("Fortinet-WirelessController-Device-MAC", &[2, 0, 0, 0, 0, 1], "02:00:00:00:00:01"),
        ("245.26.9.1.2", b"a\n", "0x61"),
        ("Reply-Message", b"\xff\\", "\\xff\\\\"),
    ];
    for (name, octets, text) in seeds {
        let lengths = [name.len(), octets.len()].map(|length| [length as u8]);
        let seed = [&lengths[0], name.as_bytes(), &lengths[1], octets, text.as_bytes()].concat();
        write("radius_dictionary", &seed);
    }
}

fn radius_realm() {
    let table = "@example.org\n@*.example.org\n@.example.net\n@*\n\\corp\n~mnc[0-9]+\\.org\n\
                 +4930\n+49\n=ap1\n<ap\n>9\n/[a-z]+\nn\nd\n";
    for name in [
        "fred",
        "Fred@Example.org",
        "@x.example.net",
        "corp\\fred@mnc015.org",
        "x.transit.example!example.org!fred@y.transit.example",
        "fr ed@-example..org.",
    ] {
        for (called, identifier) in [("", ""), ("+49 (30) 1", "ap1"), ("00-10:eduroam", "4930")] {
            let mut octets = vec![0];
            for text in [name, called, identifier] {
                octets.push(u8::try_from(text.len()).expect("a short text"));
                octets.extend(text.as_bytes());
            }
            octets.extend(table.as_bytes());
            write("radius_realm", &octets);
        }
    }
}

fn radius_transaction() {
    let attributes =
        [&[1, 6, b'f', b'r', b'e', b'd', 33, 3, 7, 24, 3, 9][..], &[25, 4, 1, 2]].concat();
    let request = |port: u8, code: u8, identifier: u8| {
        let head = [0, port, code, identifier, 0, attributes.len() as u8];
        [&head, attributes.as_slice(), &[0, 0, 0, 0]].concat()
    };
    let reply = |sent: u8, code: u8| vec![3, sent, code, 4, 25, 4, 1, 2, 0];
    let wait = [6, 0x0b, 0xb8];
    let answered = [request(1, 0, 1), reply(0, 0), request(1, 0, 1), wait.to_vec()].concat();
    let rejected = [request(1, 0, 1), wait.repeat(6), reply(0, 2), reply(1, 0)].concat();
    let recorded = [request(2, 1, 1), vec![7, 0, 3, 1, 3, 33, 3, 7], wait.repeat(9)].concat();
    let replaced = [request(3, 0, 1), request(3, 1, 1), reply(0, 0), reply(1, 4)].concat();
    let closed = [request(1, 0, 1), request(2, 2, 1), vec![9, 1, 0, 9, 0, 0], reply(2, 5)].concat();
    for seed in [answered, rejected, recorded, replaced, closed] {
        for settings in 0..4 {
            write("radius_transaction", &[&[settings], seed.as_slice()].concat());
        }
    }
    random("radius_transaction", 1);
}

fn radius_policy() {
    let requests = [
        r#"{"name":"a","match":{"all":[{"packet":"access"},{"eap":false},{"realm":".example.org"}]},
            "actions":[{"challenge":{"reply_message":"?","answer":{"equals":"a"}}},{"pool":"home"}],
            "continue":true}"#,
        r#"{"name":"b","match":{"any":[{"client":"ap-*"},{"client_tag":"guest"}]},"actions":[
            {"rewrite":{"attribute":"User-Name","regex":"([a-z]+)@(.*)","template":"%{2}!%{1}"}},
            {"set":{"attribute":"Filter-Id","template":"%{realm}%{Class}"}}],"continue":true}"#,
        r#"{"name":"c","match":{"not":{"any":[{"packet":"accounting"},{"packet":"coa"},
            {"packet":"disconnect"}]}},"actions":[{"reject":{"reply_message":"no"}}]}"#,
        r#"{"name":"d","match":{"packet":"disconnect"},"actions":[{"drop":{"reason":"a"}}]}"#,
    ];
    let replies = [
        r#"{"name":"e","match":{"attribute":{"name":"Session-Timeout","range":{"min":9}}},
            "actions":[{"filter":{"name":"Cisco-AVPair","glob":"*=15"}},{"set_vlan":{"id":"2"}}],
            "continue":true}"#,
        r#"{"name":"f","match":{"eap":true},"actions":[{"allow":{"attributes":["User-Name","26"],
            "allow_downgrade":{"reason":"a"}}}]}"#,
        r#"{"name":"g","match":{"all":[{"packet":"accept"},{"attribute":{"name":"NAS-IP-Address",
            "network":"192.0.2.0/24"}}]},"actions":[{"reject":{}}]}"#,
        r#"{"name":"h","match":"always","actions":[{"remove":["Filter-Id","Tunnel-Type",
            "Tunnel-Medium-Type","Tunnel-Private-Group-Id"]},{"remove_tunnels":{"tag":1}}]}"#,
    ];
    let packets = radius_packets();
    for (at, (request, reply)) in requests.iter().zip(replies).enumerate() {
        let of = |rules: &[&str]| rules.join(",");
        for policy in [
            format!(r#"{{"requests":[{request}],"replies":[{reply}]}}"#),
            format!(r#"{{"requests":[{}],"replies":[{}]}}"#, of(&requests), of(&replies)),
        ] {
            let packet = |position: usize| &packets[position % packets.len()];
            let (request, reply) = (packet(at * 2), packet(at * 2 + 1));
            let sized = |octets: &[u8]| {
                let length = u16::try_from(octets.len()).expect("a short text");
                [&length.to_be_bytes()[..], octets].concat()
            };
            let attributes = sized(&request[20..]);
            let policy = sized(policy.as_bytes());
            let parts = [&policy[..], &request[..1], &attributes, &reply[..1], &reply[20..]];
            write("radius_policy", &parts.concat());
        }
    }
}

/// Each regression is a seed: a configuration, requests and answers in the format of the target.
fn radius_connection() {
    let directory = root().join("../modules/radius/tests/regressions/radius_connection");
    for entry in fs::read_dir(directory).expect("the regressions") {
        write("radius_connection", &fs::read(entry.expect("an entry").path()).expect("a file"));
    }
}

/// The name of a seed is a checksum of its octets, so that a second run writes the same files.
fn iodef_parse() {
    let documents = [
        "<a/>",
        "\u{FEFF}<?xml version='1.0' encoding='UTF-8' standalone='no'?>\r\n<!-- c --><a k='&lt;&#10;'>x</a ><?p q?>",
        "<p:a xmlns:p='urn:p' xmlns='urn:d' p:k='1' k='2'><b xmlns=''>&amp;<![CDATA[<>]]></b>]]&gt;</p:a>",
        "<a><b><c xml:lang='en'/></b>\r\u{20AC}\u{1F600}</a>",
        "<!DOCTYPE a [<!ENTITY e 'x'>]><a>&e;</a>",
    ];
    for document in documents {
        write("iodef_parse", document.as_bytes());
        let wide: Vec<u8> = document.encode_utf16().flat_map(u16::to_le_bytes).collect();
        write("iodef_parse", &[&[0xFF, 0xFE], wide.as_slice()].concat());
    }
}

fn iodef_edit() {
    let mut rng = ChaCha20Rng::seed_from_u64(0);
    for _ in 0..RANDOM_SEEDS {
        let mut seed = [0; 96];
        rng.fill_bytes(&mut seed);
        write("iodef_edit", &seed);
    }
    // One edit of each kind of each document.
    for document in 0..4 {
        for kind in 0..9 {
            write("iodef_edit", &[document, 0, 2, kind, 1, 3, b'x', b'<', b'y', 0, 0, 0]);
        }
    }
}

/// What was found before, and a document with most classes.
fn iodef_documents() {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("../modules/iodef/tests");
    for target in ["iodef_convert", "iodef_redact"] {
        write(target, &fs::read(tests.join("rules/base.xml")).expect("a document"));
        for entry in fs::read_dir(tests.join("regressions").join(target)).expect("a folder") {
            write(target, &fs::read(entry.expect("an entry").path()).expect("a file"));
        }
    }
}

fn write(target: &str, octets: &[u8]) {
    let directory = root().join("corpus").join(target);
    fs::create_dir_all(&directory).expect("a directory");
    let sum = octets.iter().fold(0xcbf2_9ce4_8422_2325_u64, |sum, octet| {
        (sum ^ u64::from(*octet)).wrapping_mul(0x0100_0000_01b3)
    });
    fs::write(directory.join(format!("seed-{sum:016x}")), octets).expect("a file");
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_path_buf()
}

/// Files of openssl, and what is authenticated in each.
fn key_file() {
    for name in ["aes", "legacy", "plain", "sha512"] {
        let path = format!("../web/iodef-crypto/tests/files/{name}.p12");
        let file = fs::read(&path).expect("files of the tests");
        let authenticated = inside(0x30, &file)
            .and_then(|version| version.get(3..))
            .and_then(|info| inside(0x30, info))
            .and_then(|kind| kind.get(11..))
            .and_then(|content| inside(0xa0, content))
            .and_then(|octets| inside(4, octets));
        write("key_file", authenticated.expect("a file of openssl"));
        write("key_file", &file);
    }
}

/// What is in the first element, which has this tag and a length of two octets.
fn inside(tag: u8, element: &[u8]) -> Option<&[u8]> {
    let [found, 0x82, high, low, rest @ ..] = element else { return None };
    (*found == tag).then_some(())?;
    rest.get(..usize::from(u16::from_be_bytes([*high, *low])))
}
