//! `eapol_test` of hostap: EAP inside RADIUS, as an access point sends it.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::Command;
use std::time::Duration;

use crate::{Result, run, scratch};

/// How long a conversation may take, on a busy machine.
const LIMIT: Duration = Duration::from_secs(60);

/// The supplicant and its method.
#[derive(Debug, Clone)]
pub struct Eap {
    /// `PEAP` or `TTLS`.
    pub method: &'static str,
    /// Inside the tunnel, such as `auth=MSCHAPV2` or `auth=PAP`.
    pub inner: &'static str,
    /// The name outside, which routing sees.
    pub anonymous_identity: String,
    /// The name inside.
    pub identity: String,
    /// The password.
    pub password: String,
    /// Who has signed the certificate of the home server, PEM.
    pub authority: PathBuf,
}

/// How it went.
#[derive(Debug, Clone)]
pub struct Conversation {
    /// Whether EAP succeeded and the keys for the access point are those of the supplicant.
    pub succeeded: bool,
    /// Everything that was printed.
    pub output: String,
}

/// Authenticates by EAP at a RADIUS server.
///
/// # Errors
///
/// A [`Failure`](crate::Failure) when `eapol_test` cannot be run or does not end.
pub fn eapol_test(server: SocketAddr, secret: &str, eap: &Eap) -> Result<Conversation> {
    let directory = scratch("eapol")?;
    let file = directory.path().join("eapol.conf");
    let Eap { method, inner, anonymous_identity, identity, password, authority } = eap;
    let text = format!(
        "network={{
    ssid=\"test\"
    key_mgmt=WPA-EAP
    eap={method}
    anonymous_identity=\"{anonymous_identity}\"
    identity=\"{identity}\"
    password=\"{password}\"
    phase2=\"{inner}\"
    ca_cert=\"{}\"
}}
",
        authority.display()
    );
    std::fs::write(&file, text)?;
    let mut command = Command::new("eapol_test");
    command.arg("-c").arg(&file).args(["-a", &server.ip().to_string()]);
    command.args(["-p", &server.port().to_string(), "-s", secret, "-t", "30", "-r", "0"]);
    let output = run(command, b"", LIMIT)?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let succeeded = output.status.success()
        && text.lines().any(|line| line == "SUCCESS")
        && text.contains("MPPE keys OK: 1  mismatch: 0");
    Ok(Conversation { succeeded, output: text + &output.stderr })
}
