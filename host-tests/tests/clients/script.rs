//! The clients in Python, in `host-tests/peers/`.

use std::process::Command;
use std::time::Duration;

use host_tests::{Credentials, Failure, project_root, run};

/// The environment that `make setup` fills.
const PYTHON: &str = ".tools/python-clients/bin/python";

/// How long a script may take for everything, on a busy machine.
const LIMIT: Duration = Duration::from_secs(90);

/// One run of a script.
pub struct Script(Command);

/// The lines `name: value` that a script printed.
#[derive(Debug)]
pub struct Transcript(Vec<(String, String)>);

impl Script {
    pub fn new(name: &str, credentials: &Credentials) -> Self {
        let python = project_root().join(PYTHON);
        assert!(python.exists(), "{} is missing; `make setup` installs it", python.display());
        let mut command = Command::new(python);
        command.args(["-W", "ignore"]).arg(project_root().join("host-tests/peers").join(name));
        command.envs(credentials.environment().iter().cloned()).env("no_proxy", "*");
        command.env("PYTHONDONTWRITEBYTECODE", "1");
        Self(command)
    }

    pub fn arg(mut self, argument: &str) -> Self {
        self.0.arg(argument);
        self
    }

    pub fn run(self) -> Transcript {
        let output = run(self.0, b"", LIMIT).and_then(|output| output.successful("the script"));
        let stdout = output.unwrap_or_else(|failure: Failure| panic!("{failure}")).stdout;
        let lines = String::from_utf8(stdout).unwrap();
        let pairs = lines.lines().map(|line| line.split_once(": ").unwrap_or((line, "")));
        Transcript(pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).collect())
    }
}

impl Transcript {
    /// All values of a name, in order.
    pub fn values(&self, name: &str) -> Vec<&str> {
        let named = self.0.iter().filter(|(found, _)| found == name);
        named.map(|(_, value)| value.as_str()).collect()
    }

    /// The value of a header that the upstream saw.
    pub fn seen(&self, name: &str) -> Option<&str> {
        let mut headers = self.values("body").into_iter().filter_map(|line| line.split_once(": "));
        headers.find(|(found, _)| *found == name).map(|(_, value)| value)
    }
}
