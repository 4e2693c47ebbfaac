//! `radclient` of FreeRADIUS, and pyrad.

use std::net::SocketAddr;
use std::process::Command;
use std::time::Duration;

use crate::{Failure, Result, project_root, run};

/// The environment that `make setup` fills.
const PYTHON: &str = ".tools/python-clients/bin/python";

/// How long a client may take for everything, on a busy machine.
const LIMIT: Duration = Duration::from_secs(60);

/// A reply as the client printed it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Printed {
    /// `Access-Accept` and so on; empty when there was no reply.
    pub code: String,
    /// Names and values, without quotes.
    pub attributes: Vec<(String, String)>,
}

impl Printed {
    /// All values of an attribute in order.
    #[must_use]
    pub fn values(&self, name: &str) -> Vec<&str> {
        let named = self.attributes.iter().filter(|(found, _)| found == name);
        named.map(|(_, value)| value.as_str()).collect()
    }
}

/// Sends one request by `radclient`; `kind` is `auth`, `acct`, `status`, `coa` or `disconnect`, and
/// `attributes` are lines as FreeRADIUS writes them.
///
/// # Errors
///
/// A [`Failure`] when radclient cannot be run. No reply is not a failure.
pub fn radclient(
    server: SocketAddr,
    kind: &str,
    secret: &str,
    attributes: &[&str],
) -> Result<Printed> {
    let mut command = Command::new("radclient");
    command.args(["-x", "-r", "5", "-t", "3", &server.to_string(), kind, secret]);
    // An Access-Reject is a failure for radclient.
    let output = run(command, attributes.join("\n").as_bytes(), LIMIT)?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    if !text.contains("Sent ") {
        return Err(Failure::new(format!("radclient: {text}{}", output.stderr)));
    }
    Ok(received(&text))
}

/// What follows `Received CODE Id ...`: a tab, a name and a value on each line.
fn received(text: &str) -> Printed {
    let mut lines = text.lines().skip_while(|line| !line.starts_with("Received "));
    let code = lines.next().and_then(|line| line.split_whitespace().nth(1));
    let attributes = lines.map_while(|line| line.strip_prefix('\t'));
    let pairs = attributes.filter_map(|line| line.split_once(" = "));
    let unquoted = |value: &str| value.trim_matches('"').to_owned();
    Printed {
        code: code.unwrap_or_default().to_owned(),
        attributes: pairs.map(|(name, value)| (name.to_owned(), unquoted(value))).collect(),
    }
}

/// Sends one request by pyrad; `kind` is `auth` or `acct`, and the names of attributes are those of
/// `peers/pyrad.dictionary`.
///
/// # Errors
///
/// A [`Failure`] when pyrad gets no valid reply.
pub fn pyrad(
    server: SocketAddr,
    kind: &str,
    secret: &str,
    attributes: &[(&str, &str)],
) -> Result<Printed> {
    let python = project_root().join(PYTHON);
    if !python.exists() {
        return Err(Failure::new(format!("{PYTHON} is missing; `make setup` installs it")));
    }
    let mut command = Command::new(python);
    command.arg(project_root().join("host-tests/peers/pyrad_client.py"));
    command.args([&server.ip().to_string(), &server.port().to_string(), kind, secret]);
    command.args(attributes.iter().map(|(name, value)| format!("{name}={value}")));
    command.env("PYTHONDONTWRITEBYTECODE", "1");
    let output = run(command, b"", LIMIT)?.successful("pyrad")?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let pairs = text.lines().filter_map(|line| line.split_once(": "));
    let mut attributes: Vec<(String, String)> =
        pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    if attributes.first().is_none_or(|(name, _)| name != "code") {
        return Err(Failure::new(format!("pyrad printed no code:\n{text}")));
    }
    let (_, code) = attributes.remove(0);
    Ok(Printed { code, attributes })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_radclient_received_is_read() {
        let text = "Sent Access-Request Id 1 from 0.0.0.0:1 to 127.0.0.1:2 length 44\n\
                    \tUser-Name = \"alice\"\n\
                    Received Access-Accept Id 1 from 127.0.0.1:2 to 127.0.0.1:1 length 20\n\
                    \tClass = 0x31\n\tReply-Message = \"Hello = you\"\n";
        let printed = received(text);
        assert_eq!(printed.code, "Access-Accept");
        assert_eq!(printed.values("Class"), ["0x31"]);
        assert_eq!(printed.values("Reply-Message"), ["Hello = you"]);
        assert_eq!(received("Sent Access-Request\n(0) No reply\n"), Printed::default());
    }
}
