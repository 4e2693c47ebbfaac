//! curl with MIT Kerberos, as a client that a person would use.

use std::process::Command;
use std::time::Duration;

use crate::kdc::Credentials;
use crate::{Failure, Result, run, scratch};

/// How long curl may take for everything.
const LIMIT: Duration = Duration::from_secs(30);

/// One curl command.
#[derive(Debug, Default)]
pub struct Curl {
    arguments: Vec<String>,
    environment: Vec<(String, String)>,
}

/// What curl received and sent.
#[derive(Debug, Default)]
pub struct Reply {
    /// Status of each response in turn: with Negotiate there are usually two.
    pub statuses: Vec<u16>,
    /// Header lines of the last response, names in lower case.
    pub headers: Vec<(String, String)>,
    /// Body of the last response.
    pub body: String,
    /// The last `Authorization` that curl sent.
    pub authorization: Option<String>,
}

impl Curl {
    /// A plain `curl`.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// `curl --negotiate -u :` with these credentials.
    #[must_use]
    pub fn negotiate(credentials: &Credentials) -> Self {
        let arguments = ["--negotiate", "-u", ":"].map(String::from).to_vec();
        Self { arguments, environment: credentials.environment().to_vec() }
    }

    /// One more argument.
    #[must_use]
    pub fn arg(mut self, argument: &str) -> Self {
        self.arguments.push(argument.to_owned());
        self
    }

    /// One more header line, `Name: value`.
    #[must_use]
    pub fn header(self, line: &str) -> Self {
        self.arg("-H").arg(line)
    }

    /// Asks for `url`.
    ///
    /// # Errors
    ///
    /// A [`Failure`] when curl fails, which an HTTP status never is.
    pub fn get(&self, url: &str) -> Result<Reply> {
        // Heads go to a file and the trace to stderr, so that stdout is the body alone.
        let directory = scratch("curl")?;
        let heads = directory.path().join("heads");
        let mut command = Command::new("curl");
        command.args(["--silent", "--show-error", "--verbose", "--noproxy", "*"]);
        command.args(["--max-time", "20", "--dump-header"]).arg(&heads);
        command.args(&self.arguments).arg(url).envs(self.environment.iter().cloned());
        let output = run(command, b"", LIMIT)?.successful("curl")?;
        let heads = std::fs::read(heads)?;
        let heads = String::from_utf8_lossy(&heads);
        let mut sent = output.stderr.lines().filter_map(|line| header(line.strip_prefix("> ")?));
        let authorization = sent.rfind(|(name, _)| name == "authorization");
        let mut reply = Reply::from_heads(&heads)?;
        reply.body = String::from_utf8_lossy(&output.stdout).into_owned();
        reply.authorization = authorization.map(|(_, value)| value);
        Ok(reply)
    }
}

impl Reply {
    /// The status of the last response.
    #[must_use]
    pub fn status(&self) -> u16 {
        self.statuses.last().copied().unwrap_or(0)
    }

    /// The values of a header of the last response; `name` is in lower case.
    #[must_use]
    pub fn values(&self, name: &str) -> Vec<&str> {
        let named = self.headers.iter().filter(|(found, _)| found == name);
        named.map(|(_, value)| value.as_str()).collect()
    }

    /// The value of a header of the request as the upstream saw it; `name` is in lower case.
    #[must_use]
    pub fn seen(&self, name: &str) -> Option<String> {
        let mut headers = self.body.lines().filter_map(header);
        headers.find(|(found, _)| found == name).map(|(_, value)| value)
    }

    pub(crate) fn from_heads(heads: &str) -> Result<Self> {
        let mut reply = Self::default();
        for line in heads.lines() {
            if line.starts_with("HTTP/") {
                let status = line.split_whitespace().nth(1).and_then(|status| status.parse().ok());
                let status =
                    status.ok_or_else(|| Failure::new(format!("no status in `{line}`")))?;
                reply.statuses.push(status);
                reply.headers.clear();
            } else {
                reply.headers.extend(header(line));
            }
        }
        if reply.statuses.is_empty() { Err(Failure::new("no response")) } else { Ok(reply) }
    }
}

fn header(line: &str) -> Option<(String, String)> {
    let (name, value) = line.split_once(':')?;
    Some((name.to_ascii_lowercase(), value.trim().to_owned()))
}
