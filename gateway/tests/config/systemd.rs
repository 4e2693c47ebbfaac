//! The unit of systemd drops every privilege but one.

use std::process::Command;

use tempfile::TempDir;

const UNIT: &str = include_str!("../../systemd/edgewarden-gateway.service");
const USERS: &str = include_str!("../../systemd/edgewarden.sysusers.conf");

/// The most exposure that `systemd-analyze security` may see, out of 100.
const EXPOSURE: &str = "20";

fn values(key: &str) -> impl Iterator<Item = &str> {
    UNIT.lines().filter_map(move |line| line.strip_prefix(key)?.strip_prefix('='))
}

#[test]
fn the_unit_keeps_one_capability_and_writes_to_its_state_only() {
    for (key, expected) in [
        ("User", "edgewarden"),
        ("AmbientCapabilities", "CAP_NET_BIND_SERVICE"),
        ("CapabilityBoundingSet", "CAP_NET_BIND_SERVICE"),
        ("NoNewPrivileges", "yes"),
        ("ProtectSystem", "strict"),
        ("ProtectHome", "yes"),
        ("StateDirectory", "edgewarden"),
        ("RestrictAddressFamilies", "AF_INET AF_INET6"),
    ] {
        assert_eq!(values(key).collect::<Vec<_>>(), [expected], "{key}");
    }
    assert_eq!(values("ReadWritePaths").count(), 0);
    assert!(USERS.lines().any(|line| line.starts_with("u edgewarden ")));
}

#[test]
fn the_unit_runs_the_gateway_after_a_check_and_reloads_it_by_hangup() {
    let command = |key| values(key).next().unwrap();
    assert!(
        command("ExecStartPre").starts_with("/usr/bin/edgewarden-gateway check /etc/edgewarden/")
    );
    assert!(command("ExecStart").starts_with("/usr/bin/edgewarden-gateway run /etc/edgewarden/"));
    assert_eq!(command("ExecReload"), "/bin/kill -HUP $MAINPID");
    assert_eq!(values("MemoryDenyWriteExecute").count(), 0, "a module becomes machine code");
}

#[test]
fn systemd_takes_the_unit_and_sees_little_exposure() {
    let directory = TempDir::new().unwrap();
    let file = directory.path().join("edgewarden-gateway.service");
    // A program that is there.
    let binary = env!("CARGO_BIN_EXE_edgewarden-gateway");
    std::fs::write(&file, UNIT.replace("/usr/bin/edgewarden-gateway", binary)).unwrap();
    let analyze = |arguments: &[&str]| {
        let output = Command::new("systemd-analyze").args(arguments).arg(&file).output();
        let output = output.expect("systemd-analyze is there after scripts/setup.sh");
        let text = [output.stdout, output.stderr].concat();
        (output.status.success(), String::from_utf8_lossy(&text).into_owned())
    };
    let (is_good, text) = analyze(&["verify", "--man=no"]);
    let of_unit = text.lines().find(|line| line.contains("edgewarden"));
    assert!(is_good && of_unit.is_none(), "{text}");
    let (is_good, text) = analyze(&["security", "--offline=yes", "--threshold", EXPOSURE]);
    assert!(is_good, "{text}");
}
