//! The README says what the code does.

use std::collections::BTreeSet;
use std::path::Path;

use gateway::class_table::Flag;
use gateway::coa::CoaRefusal;
use gateway::config::{
    AccountingConfig, CertificateConfig, ClientConfig, ClientFloodConfig, CoaConfig, Config,
    FloodConfig, GatewayConfig, JournalConfig, ListenerConfig, ListenerTlsConfig, ModuleConfig,
    PoolConfig, PoolMemberConfig, ProxyStopConfig, QuarantineConfig, ServerConfig, ServerTlsConfig,
};
use radius::transaction::{
    ForwarderConfig, HealthConfig, ProbeConfig, ReceiverConfig, RetransmissionConfig,
};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use toml::{Table, Value};

const README: &str = include_str!("../../README.md");
const HEAD: &str = "| Field | Default | Meaning |";

/// The headings of all tables of fields, and the names of the fields in the code.
fn sections() -> Vec<(&'static str, BTreeSet<String>)> {
    vec![
        ("`[gateway]`", fields::<GatewayConfig>()),
        ("`[module]`", fields::<ModuleConfig>()),
        ("`module.quarantine`", fields::<QuarantineConfig>()),
        ("`[[listeners]]`", fields::<ListenerConfig>()),
        ("`listeners.tls`", fields::<ListenerTlsConfig>()),
        ("`[[clients]]`", fields::<ClientConfig>()),
        ("`clients.certificate`", fields::<CertificateConfig>()),
        ("`clients.flood`", fields::<ClientFloodConfig>()),
        ("`[[servers]]`", fields::<ServerConfig>()),
        ("`servers.tls`", fields::<ServerTlsConfig>()),
        ("`[[pools]]`", fields::<PoolConfig>()),
        ("`pools.servers`", fields::<PoolMemberConfig>()),
        ("`[duplicates]`", fields::<ReceiverConfig>()),
        ("`[forwarding]`", fields::<ForwarderConfig>()),
        ("`forwarding.access` and `forwarding.accounting`", fields::<RetransmissionConfig>()),
        ("`[health]`", fields::<HealthConfig>()),
        ("`health.probe`", fields::<ProbeConfig>()),
        ("`[accounting]`", fields::<AccountingConfig>()),
        ("`accounting.journal`", fields::<JournalConfig>()),
        ("`[proxy_stop]`", fields::<ProxyStopConfig>()),
        ("`[flood]`", fields::<FloodConfig>()),
        ("`[[coa]]`", fields::<CoaConfig>()),
    ]
}

/// What a type says that it knows when it is given something else.
fn fields<T: DeserializeOwned + std::fmt::Debug>() -> BTreeSet<String> {
    let error = toml::from_str::<T>("nobody-knows = 1").unwrap_err();
    let (_, known) = error.message().split_once("expected ").unwrap();
    known.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

#[test]
fn every_field_has_a_row_and_no_other_has() {
    let mut seen = BTreeSet::new();
    for (heading, expected) in sections() {
        let names: Vec<String> = rows(heading).into_iter().map(|row| span(&row[0])).collect();
        let set: BTreeSet<String> = names.iter().cloned().collect();
        assert_eq!(set.len(), names.len(), "a row of {heading} is there twice");
        assert_eq!(set, expected, "{heading}");
        seen.insert(heading);
    }
    let of_document: BTreeSet<String> = fields::<Config>();
    for section in of_document {
        let is_there = [format!("`[{section}]`"), format!("`[[{section}]]`")];
        assert!(is_there.iter().any(|it| seen.contains(it.as_str())), "{section}");
    }
    assert_eq!(README.matches(HEAD).count(), seen.len(), "a table that is not tested");
}

/// A document in which everything is written that can be.
const WHOLE: &str = r#"
[gateway]
[module]
path = "a"
configuration = "b"
quarantine = {}
[[listeners]]
name = "a"
transport = "tls"
address = "[::]:2083"
tls = { certificate = "a", key = "b", client_ca = "c" }
[[clients]]
name = "a"
certificate = {}
flood = { nas = ["a"] }
[[servers]]
name = "a"
transport = "tls"
address = "::1"
tls = { ca = "a", certificate = "b", key = "c" }
[[pools]]
name = "a"
servers = [{ server = "a" }]
[duplicates]
[forwarding]
[health]
probe = {}
[accounting]
journal = {}
[proxy_stop]
[flood]
"#;

#[test]
fn every_default_is_what_the_code_takes() {
    let plain = Config::parse(WHOLE).unwrap();
    let mut document: Table = toml::from_str(WHOLE).unwrap();
    let mut written = 0;
    for (heading, _) in sections() {
        let paths: Vec<&str> = heading.split('`').skip(1).step_by(2).collect();
        // The table of accounting has other defaults, and the sentence above it says so.
        let path = paths[0].trim_matches(['[', ']']);
        for row in rows(heading) {
            let Some(default) = row[1].strip_prefix('`').and_then(|it| it.strip_suffix('`')) else {
                continue;
            };
            let value: Table = toml::from_str(&format!("it = {default}")).unwrap();
            table(&mut document, path).insert(span(&row[0]), value["it"].clone());
            written += 1;
        }
    }
    assert!(written > 50, "{written}");
    let explicit = Config::deserialize(Value::Table(document)).unwrap();
    assert_eq!(format!("{explicit:?}"), format!("{plain:?}"));
}

#[test]
fn what_is_required_is() {
    for (heading, _) in sections() {
        let path = heading.split('`').nth(1).unwrap().trim_matches(['[', ']']).to_owned();
        for row in rows(heading).into_iter().filter(|row| row[1] == "required") {
            let mut document: Table = toml::from_str(WHOLE).unwrap();
            if path == "coa" {
                let coa = toml::from_str::<Table>("it = [{ operator_names = [], pool = '' }]");
                document.insert("coa".into(), coa.unwrap()["it"].clone());
            }
            table(&mut document, &path).remove(&span(&row[0])).expect(&row[0]);
            let error = Config::deserialize(Value::Table(document)).unwrap_err();
            assert!(error.message().contains("missing field"), "{path} {} {error}", row[0]);
        }
    }
}

/// The table at a path, the first element of lists.
fn table<'a>(document: &'a mut Table, path: &str) -> &'a mut Table {
    path.split('.').fold(document, |table, step| {
        match table.entry(step).or_insert_with(|| Value::Table(Table::new())) {
            Value::Array(list) => list[0].as_table_mut().unwrap(),
            value => value.as_table_mut().unwrap(),
        }
    })
}

#[test]
fn every_reason_of_coa_and_of_class_has_its_row() {
    let coa = [
        CoaRefusal::ClientNotAllowed,
        CoaRefusal::NoOperatorName,
        CoaRefusal::NoRoute,
        CoaRefusal::NoUserName,
        CoaRefusal::ReversePath,
    ];
    let class = [Flag::ClassUnknown, Flag::ClassMissing, Flag::NoAccept];
    let expected: BTreeSet<String> = coa
        .iter()
        .map(|refusal| refusal.code())
        .chain(class.iter().map(|flag| flag.code()))
        .map(str::to_owned)
        .collect();
    let found: BTreeSet<String> =
        all_rows("| Reason | Meaning |", README).into_iter().map(|row| span(&row[0])).collect();
    assert_eq!(found, expected);
}

#[test]
fn every_example_is_a_configuration() {
    let blocks: Vec<&str> =
        README.split("```toml\n").skip(1).map(|rest| rest.split("```").next().unwrap()).collect();
    assert!(!blocks.is_empty());
    for block in blocks {
        Config::parse(block).unwrap_or_else(|error| panic!("{error} in {block}"));
    }
}

#[test]
fn every_link_leads_somewhere() {
    let anchors: BTreeSet<String> = README
        .lines()
        .filter(|line| line.starts_with('#'))
        .map(|line| line.trim_start_matches('#').trim().to_lowercase().replace(' ', "-"))
        .collect();
    let links = README.split("](").skip(1).map(|rest| rest.split(')').next().unwrap());
    for link in links.filter(|link| !link.starts_with("https://")) {
        match link.strip_prefix('#') {
            Some(anchor) => assert!(anchors.contains(anchor), "{link}"),
            None => {
                let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(link);
                assert!(file.exists(), "{link}");
            }
        }
    }
}

/// The rows of the table of fields below a heading.
fn rows(heading: &str) -> Vec<Vec<String>> {
    let start = format!("\n### {heading}\n");
    let (_, rest) = README.split_once(&start).unwrap_or_else(|| panic!("no heading {heading}"));
    let section = rest.split("\n#").next().unwrap();
    all_rows(HEAD, section)
}

/// The rows of all tables with that head.
fn all_rows(head: &str, text: &str) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    let mut lines = text.lines();
    while lines.any(|line| line == head) {
        let body = lines.by_ref().skip(1).take_while(|line| line.starts_with('|'));
        rows.extend(body.map(|line| {
            let line = line.strip_prefix('|').unwrap().strip_suffix('|').unwrap();
            line.split('|').map(|cell| cell.trim().to_owned()).collect::<Vec<String>>()
        }));
    }
    assert!(!rows.is_empty(), "no table {head}");
    rows
}

fn span(cell: &str) -> String {
    cell.strip_prefix('`').and_then(|rest| rest.strip_suffix('`')).expect(cell).to_owned()
}
