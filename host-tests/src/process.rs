//! Child processes that end with the value that stands for them, or with this process.

use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Sender, channel};
use std::sync::{LazyLock, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};

use crate::{Failure, Result};

/// How often the state of a child is looked at.
const POLL: Duration = Duration::from_millis(20);

/// Lines of a log that a failure quotes.
const QUOTED_LINES: usize = 25;

/// A process in the background, with everything it prints in one file.
#[derive(Debug)]
pub struct Process {
    name: String,
    child: Child,
    log: PathBuf,
}

impl Process {
    /// Starts `command`; its output goes to `log`.
    ///
    /// # Errors
    ///
    /// A [`Failure`] when the program cannot be started.
    pub fn start(command: Command, log: &Path) -> Result<Self> {
        let name = program_name(&command);
        let mut command = ended_with_parent(&command);
        let file = File::create(log)?;
        command.stdin(Stdio::null()).stdout(file.try_clone()?).stderr(file);
        Ok(Self { child: spawn(command)?, log: log.to_owned(), name })
    }

    /// Waits until `ready` says so, at most for `limit`.
    ///
    /// # Errors
    ///
    /// A [`Failure`] with the end of the log when the process ends before or the time is over.
    pub fn wait_until(&mut self, limit: Duration, mut ready: impl FnMut() -> bool) -> Result<()> {
        let deadline = Instant::now() + limit;
        loop {
            if let Some(status) = self.child.try_wait()? {
                return Err(self.failure(&format!("ended early ({status})")));
            }
            if ready() {
                return Ok(());
            }
            if Instant::now() > deadline {
                return Err(self.failure(&format!("is not ready after {} s", limit.as_secs())));
            }
            thread::sleep(POLL);
        }
    }

    /// Everything the process has printed so far.
    #[must_use]
    pub fn log(&self) -> String {
        std::fs::read(&self.log).map_or_else(
            |error| error.to_string(),
            |octets| String::from_utf8_lossy(&octets).into_owned(),
        )
    }

    /// Where it prints to.
    #[must_use]
    pub fn log_file(&self) -> &Path {
        &self.log
    }

    /// The process id.
    #[must_use]
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Whether the process has ended.
    pub fn has_ended(&mut self) -> bool {
        !matches!(self.child.try_wait(), Ok(None))
    }

    /// Sends it a signal.
    ///
    /// # Errors
    ///
    /// A [`Failure`] when it has ended.
    pub fn signal(&self, signal: Signal) -> Result<()> {
        let id = i32::try_from(self.id()).ok().and_then(Pid::from_raw);
        let id = id.ok_or_else(|| Failure::new("no process id"))?;
        kill_process(id, signal).map_err(|error| self.failure(&error.to_string()))
    }

    /// Waits until it ends, and says how.
    ///
    /// # Errors
    ///
    /// A [`Failure`] when it has not ended after `limit`.
    pub fn wait(&mut self, limit: Duration) -> Result<ExitStatus> {
        let deadline = Instant::now() + limit;
        loop {
            if let Some(status) = self.child.try_wait()? {
                return Ok(status);
            }
            if Instant::now() > deadline {
                return Err(self.failure(&format!("runs longer than {} s", limit.as_secs())));
            }
            thread::sleep(POLL);
        }
    }

    /// Its resident memory, in octets.
    ///
    /// # Errors
    ///
    /// A [`Failure`] when the system does not tell.
    pub fn resident_memory(&self) -> Result<u64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.id()))?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let kibibytes = line.and_then(|line| line.trim().strip_suffix(" kB")?.parse::<u64>().ok());
        kibibytes.map(|kibibytes| kibibytes * 1024).ok_or_else(|| Failure::new("no VmRSS"))
    }

    pub(crate) fn failure(&self, problem: &str) -> Failure {
        Failure::new(format!("{} {problem}; its log ends:\n{}", self.name, tail(&self.log())))
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What a program that has ended leaves behind.
#[derive(Debug)]
pub struct Output {
    /// How it ended.
    pub status: ExitStatus,
    /// What it printed for other programs.
    pub stdout: Vec<u8>,
    /// What it printed for people.
    pub stderr: String,
}

impl Output {
    /// This output, if the program was successful.
    ///
    /// # Errors
    ///
    /// A [`Failure`] with what the program printed.
    pub fn successful(self, what: &str) -> Result<Self> {
        if self.status.success() {
            return Ok(self);
        }
        let stdout = String::from_utf8_lossy(&self.stdout);
        Err(Failure::new(format!("{what} failed ({}):\n{stdout}{}", self.status, self.stderr)))
    }
}

/// Runs `command` to its end, with `input` as its standard input.
///
/// # Errors
///
/// A [`Failure`] when the program cannot be started or runs longer than `limit`.
pub fn run(command: Command, input: &[u8], limit: Duration) -> Result<Output> {
    let name = program_name(&command);
    let mut command = ended_with_parent(&command);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = spawn(command)?;
    let stdout = collect(child.stdout.take());
    let stderr = collect(child.stderr.take());
    if let Some(mut stdin) = child.stdin.take() {
        // A program that does not read its input closes it, which is no failure.
        let _ = stdin.write_all(input);
    }
    let deadline = Instant::now() + limit;
    let status = loop {
        if let Some(status) = child.try_wait()? {
            break status;
        }
        if Instant::now() > deadline {
            let _ = child.kill();
            let _ = child.wait();
            return Err(Failure::new(format!("{name} runs longer than {} s", limit.as_secs())));
        }
        thread::sleep(POLL);
    };
    let collected = |thread: thread::JoinHandle<Vec<u8>>| thread.join().unwrap_or_default();
    let stderr = String::from_utf8_lossy(&collected(stderr)).into_owned();
    Ok(Output { status, stdout: collected(stdout), stderr })
}

type Spawned = Sender<std::io::Result<Child>>;

/// One thread starts all children and lives as long as this process: the kernel ends a child when
/// the *thread* that started it ends, and so none outlives a test run that is interrupted, nor
/// dies with the one test that happened to start it.
static SPAWNER: LazyLock<Mutex<Sender<(Command, Spawned)>>> = LazyLock::new(|| {
    let (sender, receiver) = channel::<(Command, Spawned)>();
    thread::spawn(move || {
        for (mut command, reply) in receiver {
            let _ = reply.send(command.spawn());
        }
    });
    Mutex::new(sender)
});

fn spawn(command: Command) -> Result<Child> {
    let (reply, child) = channel();
    SPAWNER
        .lock()
        .map_err(|_| Failure::new("the spawning thread panicked"))?
        .send((command, reply))
        .map_err(|_| Failure::new("the spawning thread has ended"))?;
    Ok(child.recv().map_err(|_| Failure::new("the spawning thread has ended"))??)
}

/// `command` under `setpriv`, which asks the kernel to end it with its parent. Redirections are
/// not carried over: make them on the result.
fn ended_with_parent(command: &Command) -> Command {
    let mut wrapped = Command::new("setpriv");
    wrapped.args(["--pdeathsig", "KILL", "--"]).arg(command.get_program());
    wrapped.args(command.get_args());
    for (name, value) in command.get_envs() {
        match value {
            Some(value) => wrapped.env(name, value),
            None => wrapped.env_remove(name),
        };
    }
    if let Some(directory) = command.get_current_dir() {
        wrapped.current_dir(directory);
    }
    wrapped
}

fn collect(pipe: Option<impl std::io::Read + Send + 'static>) -> thread::JoinHandle<Vec<u8>> {
    thread::spawn(move || {
        let mut octets = Vec::new();
        if let Some(mut pipe) = pipe {
            let _ = pipe.read_to_end(&mut octets);
        }
        octets
    })
}

fn program_name(command: &Command) -> String {
    let program: OsString = command.get_program().to_owned();
    Path::new(&program).file_name().unwrap_or(OsStr::new("?")).to_string_lossy().into_owned()
}

fn tail(log: &str) -> String {
    let lines: Vec<&str> = log.lines().collect();
    lines.split_at(lines.len().saturating_sub(QUOTED_LINES)).1.join("\n")
}
