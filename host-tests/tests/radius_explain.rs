//! `edgewarden radius explain` against tshark: the same names and values in the same capture.
#![allow(missing_docs, reason = "tests")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use radius::attribute::Root;
use radius::dictionary::{DataType, Definition, Role, definitions};
use radius::packet::{Code, Packet};
use serde_json::Value;
use tempfile::TempDir;

/// Attributes of one packet, so that it stays a small datagram.
const ATTRIBUTES_PER_PACKET: usize = 24;

/// What tshark calls by another name, mostly an older one: ours, and its.
const OTHER_NAMES: &[(&str, &str)] = &[
    ("ERX-Address-Pool-Name", "Unisphere-Local-Address-Pool"),
    ("ERX-Egress-Policy-Name", "Unisphere-Egress-Policy-Name"),
    ("ERX-Ingress-Policy-Name", "Unisphere-Ingress-Policy-Name"),
    ("ERX-Ipv6-Primary-Dns", "Unisphere-Ipv6-Primary-Dns"),
    ("ERX-Ipv6-Secondary-Dns", "Unisphere-Ipv6-Secondary-Dns"),
    ("ERX-Local-Loopback-Interface", "Unisphere-Local-Interface"),
    ("ERX-Primary-Dns", "Unisphere-Primary-Dns"),
    ("ERX-Qos-Profile-Name", "Unisphere-Qos-Profile-Name"),
    ("ERX-Secondary-Dns", "Unisphere-Secondary-Dns"),
    ("ERX-Service-Deactivate", "Unisphere-Service-Deactivate"),
    ("ERX-Virtual-Router-Name", "Unisphere-Virtual-Router"),
    ("HP-Port-Priority-Regeneration-Table", "HP-Cos"),
    ("Mikrotik-DHCP-Option-Param-STR2", "Mikortik-DHCP-Option-ParamSTR2"),
    // RFC 5580 section 4.1 gives 126 to Operator-Name; a vendor had taken it before.
    ("Operator-Name", "Multi-Link-Flag"),
    ("Ruckus-VLAN-ID", "Ruckus-Sta-Vlan-Id"),
];

/// What tshark takes apart or reads as something else.
const OTHER_VALUES: &[&str] = &[
    "3GPP-GPRS-Negotiated-QoS-profile",
    "3GPP-Selection-Mode",
    "Egress-VLAN-Name",
    "Egress-VLANID",
    "Framed-IPX-Network",
    "Operator-Name",
];

#[test]
fn attributes_have_the_names_and_values_that_tshark_gives_them() {
    let directory = TempDir::new().unwrap();
    let capture = directory.path().join("radius.pcapng");
    let comparable: Vec<(&Definition, &str)> =
        definitions().filter_map(|definition| Some((definition, sample(definition)?))).collect();
    let packets: Vec<Packet> = comparable.chunks(ATTRIBUTES_PER_PACKET).map(packet).collect();
    write_capture(directory.path(), &capture, &packets);
    let ours = explained(&capture);
    assert_eq!(ours.len(), comparable.len());
    let (mut same, mut differences) = (0, Vec::new());
    for (name, value) in dissected(&capture) {
        let other = OTHER_NAMES.iter().find(|(_, theirs)| *theirs == name);
        let name = other.map_or(name.as_str(), |(ours, _)| ours);
        match ours.get(name) {
            _ if OTHER_VALUES.contains(&name) => {}
            Some(ours) if *ours == value => same += 1,
            ours => differences.push(format!("{name}: {ours:?}, tshark {value:?}")),
        }
    }
    assert_eq!(differences, Vec::<String>::new());
    assert!(same > 300, "{same}");
}

/// A value that both print alike: none of a type that is printed in another way.
fn sample(definition: &Definition) -> Option<&'static str> {
    let is_plain = matches!(definition.reference.root(), Root::Standard(_) | Root::Vendor { .. })
        && definition.reference.members().next().is_none();
    if !is_plain || definition.tagged || definition.hiding.is_some() {
        return None;
    }
    if matches!(definition.role, Role::Credential | Role::HopByHop | Role::Eap) {
        return None;
    }
    Some(match definition.data_type {
        DataType::Text => "a text of some octets",
        DataType::Integer if definition.values.is_empty() => "305419896",
        DataType::Ipv4Address => "192.0.2.33",
        DataType::Ipv6Address => "2001:db8::33",
        _ => return None,
    })
}

fn packet(chunk: &[(&Definition, &str)]) -> Packet {
    let mut packet = Packet::new(Code::ACCESS_ACCEPT, 1);
    for (definition, value) in chunk {
        let octets = definition.reference.encode_text(value).unwrap();
        packet.attributes.add(&definition.reference, &octets).unwrap();
    }
    packet
}

/// Lets text2pcap write a capture.
fn write_capture(directory: &Path, capture: &Path, packets: &[Packet]) {
    let mut dump = String::new();
    for packet in packets {
        let octets = packet.encode().unwrap();
        for (line, chunk) in octets.chunks(16).enumerate() {
            let digits: Vec<String> = chunk.iter().map(|octet| format!("{octet:02x}")).collect();
            dump.push_str(&format!("{:06x} {}\n", line * 16, digits.join(" ")));
        }
    }
    let text = directory.join("dump.txt");
    std::fs::write(&text, dump).unwrap();
    let status = Command::new("text2pcap")
        .args(["-q", "-4", "192.0.2.2,192.0.2.1", "-u", "1812,40000"])
        .args([&text, capture])
        .status();
    assert!(status.expect("text2pcap is there after scripts/setup.sh").success());
}

/// The attributes of all packets, as this program prints them.
fn explained(capture: &Path) -> BTreeMap<String, String> {
    let output =
        Command::new(edgewarden()).args(["radius", "explain", "--json"]).arg(capture).output();
    let output = output.expect("edgewarden is built before these tests");
    let document: Value = serde_json::from_slice(&output.stdout).unwrap();
    let packets = document["packets"].as_array().unwrap().iter();
    let attributes = packets.flat_map(|packet| packet["attributes"].as_array().unwrap());
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    attributes.map(|attribute| (text(&attribute["name"]), text(&attribute["value"]))).collect()
}

/// The same, as tshark prints them: `AVP: t=User-Name(1) l=6 val=nemo`, and `VSA:` inside of one.
/// What is newer than its dictionary has no name there.
fn dissected(capture: &Path) -> BTreeMap<String, String> {
    let output = Command::new("tshark").arg("-r").arg(capture).arg("-V").output();
    let output = output.expect("tshark is there after scripts/setup.sh");
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let attribute = |line: &str| {
        let line = line.trim();
        let rest = line.strip_prefix("AVP: t=").or_else(|| line.strip_prefix("VSA: t="))?;
        let (name, rest) = rest.split_once('(')?;
        let value = rest.split_once(" val=")?.1;
        // A number without a name.
        let number = value.strip_prefix("Unknown(").and_then(|rest| rest.strip_suffix(')'));
        Some((name.to_owned(), number.unwrap_or(value).to_owned()))
    };
    let attributes = text.lines().filter_map(attribute);
    attributes.filter(|(name, _)| !name.starts_with("Unknown-Attribute")).collect()
}

/// The command line in the directory that this test was built in.
fn edgewarden() -> PathBuf {
    let test = std::env::current_exe().unwrap();
    test.parent().and_then(Path::parent).unwrap().join("edgewarden")
}
