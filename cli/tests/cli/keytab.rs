//! `edgewarden keytab`.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use kerberos::keytab::{Entry, Keytab};
use serde_json::{Value, json};

use super::realm::{Realm, principal};
use super::run::{KeytabFile, run, run_with_input};
use super::vector::MitCurl;

/// A keytab with one RC4 key of `HTTP@R`, kvno 1, and nothing else.
fn rc4_only() -> Vec<u8> {
    let record = [
        &[0, 1, 0, 1, b'R', 0, 4][..],
        b"HTTP",
        &[0, 0, 0, 1],      // name type
        &[0, 0, 0, 0],      // timestamp
        &[1, 0, 23, 0, 16], // kvno, enctype, length of the key
        &[7; 16],
    ]
    .concat();
    [&[5, 2, 0, 0, 0, u8::try_from(record.len()).unwrap()], &record[..]].concat()
}

/// A usable key of a principal.
fn entry(name: &str) -> Entry {
    let realm = Realm::new();
    Entry { principal: principal(name), ..realm.entry(1, &realm.service_key) }
}

#[test]
fn a_real_keytab_is_listed_with_its_unsupported_entry_and_what_to_do() {
    let file = KeytabFile::new(&MitCurl::load().keytab);
    let shown = run(&["keytab", "show", file.path()]);
    assert_eq!((shown.status, shown.errors.as_str()), (0, ""));
    let lines: Vec<&str> = shown.output.lines().collect();
    assert_eq!(lines[0], "2 entries usable, 1 not");
    let columns = |line: &str| line.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(columns(lines[1]), ["kvno", "enctype", "timestamp", "principal"]);
    assert_eq!(
        columns(lines[2]),
        ["2", "aes256-cts-hmac-sha1-96", "(18)", "2026-11-22T14:50:02Z", "HTTP/localhost@MIT.TEST"]
    );
    assert_eq!(
        columns(lines[4]),
        ["3", "rc4-hmac", "(23)", "unsupported", "host/old.mit.test@MIT.TEST"]
    );
    assert!(lines[5].contains("export the keytab again"), "{}", lines[5]);
}

#[test]
fn the_json_of_a_real_keytab_is_stable() {
    let file = KeytabFile::new(&MitCurl::load().keytab);
    let shown = run(&["keytab", "show", "--json", file.path()]);
    let entry = |kvno: i64, number: i64, name: &str| {
        json!({
            "kvno": kvno,
            "enctype": { "number": number, "name": name },
            "timestamp": "2026-11-22T14:50:02Z",
            "principal": "HTTP/localhost@MIT.TEST",
            "usable": true,
        })
    };
    let mut found = shown.json();
    assert!(found.as_object_mut().unwrap().remove("advice").unwrap().is_string());
    assert_eq!(
        found,
        json!({
            "entries": [
                entry(2, 18, "aes256-cts-hmac-sha1-96"),
                entry(2, 19, "aes128-cts-hmac-sha256-128"),
                {
                    "kvno": 3,
                    "enctype": { "number": 23, "name": "rc4-hmac" },
                    "principal": "host/old.mit.test@MIT.TEST",
                    "usable": false,
                },
            ],
            "usable": true,
        })
    );
}

#[test]
fn no_command_but_to_config_prints_a_key() {
    let vector = MitCurl::load();
    let file = KeytabFile::new(&vector.keytab);
    let keytab = Keytab::parse(&vector.keytab).unwrap();
    let arguments = ["token", "explain", "--keytab", file.path(), "--at", &vector.at];
    for arguments in [
        &["keytab", "show", file.path()][..],
        &["keytab", "show", "--json", file.path()],
        &[&arguments[..], &[&vector.header]].concat(),
        &[&arguments[..], &["--json", &vector.header]].concat(),
    ] {
        let printed = run(arguments);
        let printed = printed.output + &printed.errors;
        for entry in keytab.entries() {
            let octets = entry.key.as_bytes();
            let digits: String = octets.iter().map(|octet| format!("{octet:02x}")).collect();
            assert!(!printed.to_lowercase().contains(&digits), "{arguments:?}");
            assert!(!printed.contains(&STANDARD.encode(octets)), "{arguments:?}");
        }
    }
}

#[test]
fn the_configuration_holds_the_usable_keys_and_no_other() {
    let vector = MitCurl::load();
    let file = KeytabFile::new(&vector.keytab);
    let printed = run(&["keytab", "to-config", file.path()]);
    assert_eq!((printed.status, printed.errors.as_str()), (0, ""));
    let json = printed.json();
    assert_eq!(json.as_object().unwrap().len(), 1);
    let octets = STANDARD.decode(json["keytab"].as_str().unwrap()).unwrap();
    let configured = Keytab::parse(&octets).unwrap();
    let whole = Keytab::parse(&vector.keytab).unwrap();
    assert_eq!(configured.entries(), whole.entries());
    assert!(configured.unsupported().is_empty());

    let bare = run(&["keytab", "to-config", "--env", file.path()]);
    assert_eq!(bare.output.trim_end(), json["keytab"].as_str().unwrap());
}

#[test]
fn standard_input_is_a_file_too() {
    let vector = MitCurl::load();
    let file = KeytabFile::new(&vector.keytab);
    for command in ["show", "to-config"] {
        let piped = run_with_input(&["keytab", command, "-"], &vector.keytab);
        assert_eq!(piped, run(&["keytab", command, file.path()]));
        assert_eq!(piped.status, 0);
    }
}

#[test]
fn only_the_chosen_principals_are_exposed() {
    let names = ["HTTP/a@R", "HTTP/b@R", "host/a@R", "HTTP/a@OTHER"];
    let file = KeytabFile::of(&Keytab::new(names.map(entry).into()));
    let chosen = |patterns: &[&str]| {
        let mut arguments = vec!["keytab", "to-config", "--env", file.path()];
        for pattern in patterns {
            arguments.extend(["--principal", pattern]);
        }
        let printed = run(&arguments);
        assert_eq!(printed.status, 0, "{printed:?}");
        let keytab = Keytab::parse(&STANDARD.decode(printed.output.trim_end()).unwrap()).unwrap();
        keytab.entries().iter().map(|e| e.principal.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(chosen(&[]), names);
    assert_eq!(chosen(&["HTTP/*@R"]), ["HTTP/a@R", "HTTP/b@R"]);
    assert_eq!(chosen(&["HTTP/b@R", "*@OTHER"]), ["HTTP/b@R", "HTTP/a@OTHER"]);

    let nothing = run(&["keytab", "to-config", file.path(), "--principal", "HTTP/c*"]);
    assert_eq!((nothing.status, nothing.output.as_str()), (1, ""));
    assert!(nothing.errors.contains("HTTP/c*") && nothing.errors.contains("host/a@R"));
}

#[test]
fn a_pattern_that_the_filter_would_refuse_is_refused() {
    let file = KeytabFile::new(&MitCurl::load().keytab);
    for pattern in [String::new(), "a".repeat(513)] {
        let refused = run(&["keytab", "to-config", file.path(), "--principal", &pattern]);
        assert_eq!((refused.status, refused.output.as_str()), (2, ""));
        assert!(refused.errors.contains("a pattern "), "{}", refused.errors);
    }
}

#[test]
fn a_keytab_without_an_http_key_gets_a_warning() {
    let keytab = Keytab::new(vec![entry("host/a@R")]);
    let printed = run(&["keytab", "to-config", KeytabFile::of(&keytab).path()]);
    assert_eq!(printed.status, 0);
    assert!(printed.json()["keytab"].is_string());
    assert!(printed.errors.contains("warning: no entry is of HTTP/*"), "{}", printed.errors);
    assert!(printed.errors.contains("host/a@R"), "{}", printed.errors);
}

#[test]
fn a_keytab_without_a_usable_key_is_refused_and_its_types_are_named() {
    let file = KeytabFile::new(&rc4_only());
    let shown = run(&["keytab", "show", file.path()]);
    assert_eq!(shown.status, 1);
    assert!(shown.output.starts_with("0 entries usable, 1 not\n"), "{}", shown.output);

    let printed = run(&["keytab", "to-config", file.path()]);
    assert_eq!((printed.status, printed.output.as_str()), (1, ""));
    assert!(printed.errors.contains("1 entry of rc4-hmac (23)"), "{}", printed.errors);

    let empty = run(&["keytab", "show", "--json", KeytabFile::new(&[5, 2]).path()]);
    assert_eq!((empty.status, &empty.json()["entries"]), (1, &Value::Array(Vec::new())));
}

#[test]
fn what_is_no_keytab_cannot_be_read() {
    for (octets, code) in [
        (&b""[..], "[malformed]"),
        (b"hello", "[malformed]"),
        (&[5, 1, 0, 0], "[unsupported_keytab_version]"),
        (&[5, 2, 0, 0, 0, 9, 1], "[malformed]"),
    ] {
        for command in ["show", "to-config"] {
            let refused = run(&["keytab", command, KeytabFile::new(octets).path()]);
            assert_eq!((refused.status, refused.output.as_str()), (2, ""), "{octets:?}");
            assert!(refused.errors.contains(code), "{}", refused.errors);
        }
    }
    let missing = run(&["keytab", "show", "/nowhere/keytab"]);
    assert_eq!(missing.status, 2);
    assert!(missing.errors.contains("cannot read /nowhere/keytab"), "{}", missing.errors);
    let endless = run_with_input(&["keytab", "show", "-"], &vec![0; (1 << 20) + 1]);
    assert!(endless.errors.contains("standard input is longer than 1048576 octets"));
}

#[test]
fn every_truncation_of_a_keytab_ends_with_a_status() {
    let keytab = MitCurl::load().keytab;
    for end in 0..keytab.len() {
        let shown = run_with_input(&["keytab", "show", "-"], &keytab[..end]);
        assert!((0..=2).contains(&shown.status), "{end}: {shown:?}");
    }
}
