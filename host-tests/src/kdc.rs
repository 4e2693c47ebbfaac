//! A real MIT KDC with a realm of its own, and clients of it.

use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use tempfile::TempDir;

use crate::{Failure, Process, Result, free_port, run, scratch};

mod pkinit;

/// How long one tool of MIT may take; the first may have to gather randomness.
const TOOL_LIMIT: Duration = Duration::from_secs(60);

/// Where Debian puts the tools of an administrator, which is not on everyone's path.
const TOOL_DIRECTORIES: &str = "/usr/sbin:/usr/bin:/sbin:/bin";

/// The encryption types that keys get unless a principal asks for others.
const ENCTYPES: &str = "aes256-cts:normal aes128-cts:normal";

/// A running KDC.
#[derive(Debug)]
pub struct Kdc {
    realm: String,
    directory: TempDir,
    process: Process,
    files: AtomicUsize,
}

/// A credential cache of one client, and the environment in which programs find it.
#[derive(Debug, Clone)]
pub struct Credentials {
    environment: Vec<(String, String)>,
}

impl Credentials {
    /// The environment for a program that is to use these credentials.
    #[must_use]
    pub fn environment(&self) -> &[(String, String)] {
        &self.environment
    }

    /// What `klist -e` prints: the tickets with their encryption types.
    ///
    /// # Errors
    ///
    /// A [`Failure`] with what `klist` printed.
    pub fn klist(&self) -> Result<String> {
        let mut command = Command::new("klist");
        command.arg("-e").envs(self.environment.iter().cloned());
        let output = run(command, b"", TOOL_LIMIT)?.successful("klist")?;
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    }
}

impl Kdc {
    /// Starts the KDC of `realm`, with anonymous PKINIT.
    ///
    /// # Errors
    ///
    /// A [`Failure`] with what the tool or the KDC printed.
    pub fn start(realm: &str) -> Result<Self> {
        Self::launch(realm, &[])
    }

    /// Starts a KDC whose clock differs from this host's by `offset`, such as `-10m` or `+1d`.
    /// Clients of MIT learn its time from it and stamp their authenticators by that.
    ///
    /// # Errors
    ///
    /// As [`start`](Self::start), and without libfaketime.
    pub fn start_with_clock(realm: &str, offset: &str) -> Result<Self> {
        let library = libfaketime()?;
        let kdc = Self::launch(realm, &[("LD_PRELOAD", &library), ("FAKETIME", offset)])?;
        forget_faketime(kdc.process.id());
        Ok(kdc)
    }

    fn launch(realm: &str, clock: &[(&str, &str)]) -> Result<Self> {
        let directory = scratch("kdc")?;
        let port = free_port()?;
        pkinit::write_certificates(directory.path(), realm)?;
        std::fs::write(
            directory.path().join("krb5.conf"),
            krb5_conf(directory.path(), realm, port),
        )?;
        std::fs::write(directory.path().join("kdc.conf"), kdc_conf(directory.path(), realm, port))?;
        std::fs::write(directory.path().join("kadm5.acl"), "")?;
        let create = ["create", "-s", "-r", realm, "-P", "master password of a test"];
        tool(directory.path(), "kdb5_util", &create)?;
        let mut command = Command::new("krb5kdc");
        command.args(["-n", "-r", realm]).envs(environment(directory.path()));
        command.envs(clock.iter().copied());
        let mut process = Process::start(command, &directory.path().join("krb5kdc.log"))?;
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
        process.wait_until(TOOL_LIMIT, || {
            TcpStream::connect_timeout(&address, Duration::from_secs(1)).is_ok()
        })?;
        let files = AtomicUsize::new(0);
        let kdc = Self { realm: realm.to_owned(), directory, process, files };
        kdc.admin(&["addprinc", "-randkey", "WELLKNOWN/ANONYMOUS"])?;
        Ok(kdc)
    }

    /// The name of the realm.
    #[must_use]
    pub fn realm(&self) -> &str {
        &self.realm
    }

    /// Runs one query of `kadmin.local`, such as `["addprinc", "-pw", "secret", "alice"]`.
    ///
    /// # Errors
    ///
    /// A [`Failure`] with what `kadmin.local` printed.
    pub fn admin(&self, query: &[&str]) -> Result<()> {
        let arguments = [&["-r", &self.realm], query].concat();
        tool(self.directory.path(), "kadmin.local", &arguments)
    }

    /// Adds a user with a password.
    ///
    /// # Errors
    ///
    /// A [`Failure`] with what `kadmin.local` printed.
    pub fn add_user(&self, name: &str, password: &str) -> Result<()> {
        self.admin(&["addprinc", "-pw", password, name])
    }

    /// Adds a service with keys of these encryption types, such as `aes256-sha2:normal`, and
    /// returns a file with its keytab.
    ///
    /// # Errors
    ///
    /// A [`Failure`] with what `kadmin.local` printed.
    pub fn add_service(&self, name: &str, enctypes: Option<&str>) -> Result<PathBuf> {
        let enctypes = enctypes.unwrap_or(ENCTYPES);
        self.admin(&["addprinc", "-randkey", "-e", enctypes, name])?;
        self.keytab(&[name])
    }

    /// Writes a file with the keytab of these services, with the keys that they have now.
    ///
    /// # Errors
    ///
    /// A [`Failure`] with what `kadmin.local` printed.
    pub fn keytab(&self, names: &[&str]) -> Result<PathBuf> {
        let keytab = self.file("keytab");
        let file = keytab.to_string_lossy();
        self.admin(&[&["ktadd", "-k", &file, "-norandkey"], names].concat())?;
        Ok(keytab)
    }

    /// `kinit` with a password.
    ///
    /// # Errors
    ///
    /// A [`Failure`] with what `kinit` printed.
    pub fn kinit(&self, name: &str, password: &str) -> Result<Credentials> {
        self.obtain(&[name], &format!("{password}\n"))
    }

    /// `kinit -n`: credentials of a client whom the KDC has not authenticated.
    ///
    /// # Errors
    ///
    /// A [`Failure`] with what `kinit` printed.
    pub fn kinit_anonymous(&self) -> Result<Credentials> {
        self.obtain(&["-n", &format!("@{}", self.realm)], "")
    }

    fn obtain(&self, arguments: &[&str], input: &str) -> Result<Credentials> {
        let cache = format!("FILE:{}", self.file("ccache").to_string_lossy());
        let mut environment = environment(self.directory.path());
        environment.push(("KRB5CCNAME".into(), cache));
        let mut command = Command::new("kinit");
        command.args(arguments).envs(environment.iter().cloned());
        run(command, input.as_bytes(), TOOL_LIMIT)?.successful("kinit")?;
        Ok(Credentials { environment })
    }

    /// A file of its own for each keytab and credential cache.
    fn file(&self, kind: &str) -> PathBuf {
        let number = self.files.fetch_add(1, Ordering::Relaxed);
        self.directory.path().join(format!("{number}.{kind}"))
    }
}

fn tool(directory: &Path, name: &str, arguments: &[&str]) -> Result<()> {
    let mut command = Command::new(name);
    command.args(arguments).envs(environment(directory));
    run(command, b"", TOOL_LIMIT)?.successful(name)?;
    Ok(())
}

/// Debian keeps it below the directory of the machine's architecture.
fn libfaketime() -> Result<String> {
    let mut files = std::fs::read_dir("/usr/lib")?
        .filter_map(|entry| Some(entry.ok()?.path().join("faketime/libfaketime.so.1")));
    let missing = "libfaketime is missing; `make setup` installs it";
    let file = files.find(|file| file.is_file()).ok_or_else(|| Failure::new(missing))?;
    Ok(file.to_string_lossy().into_owned())
}

/// Removes the names of the memory that libfaketime shares with children, which a KDC has none of:
/// a process that is killed would leave them behind.
fn forget_faketime(id: u32) {
    for name in [format!("faketime_shm_{id}"), format!("sem.faketime_sem_{id}")] {
        let _ = std::fs::remove_file(Path::new("/dev/shm").join(name));
    }
}

fn environment(directory: &Path) -> Vec<(String, String)> {
    let file = |name: &str| directory.join(name).to_string_lossy().into_owned();
    let path = std::env::var("PATH").unwrap_or_default();
    vec![
        ("KRB5_CONFIG".into(), file("krb5.conf")),
        ("KRB5_KDC_PROFILE".into(), file("kdc.conf")),
        ("PATH".into(), format!("{path}:{TOOL_DIRECTORIES}")),
    ]
}

fn krb5_conf(directory: &Path, realm: &str, port: u16) -> String {
    let directory = directory.display();
    format!(
        "[libdefaults]
    default_realm = {realm}
    dns_lookup_kdc = false
    dns_lookup_realm = false
    dns_canonicalize_hostname = false
    rdns = false
    permitted_enctypes = aes256-cts aes128-cts aes256-sha2 aes128-sha2
[realms]
    {realm} = {{
        kdc = 127.0.0.1:{port}
        pkinit_anchors = FILE:{directory}/ca.pem
    }}
[domain_realm]
    localhost = {realm}
"
    )
}

fn kdc_conf(directory: &Path, realm: &str, port: u16) -> String {
    let directory = directory.display();
    format!(
        "[kdcdefaults]
    kdc_listen = 127.0.0.1:{port}
    kdc_tcp_listen = 127.0.0.1:{port}
[realms]
    {realm} = {{
        database_name = {directory}/principal
        key_stash_file = {directory}/stash
        acl_file = {directory}/kadm5.acl
        supported_enctypes = {ENCTYPES}
        pkinit_identity = FILE:{directory}/kdc.pem,{directory}/kdc.key
        pkinit_anchors = FILE:{directory}/ca.pem
    }}
[logging]
    kdc = FILE:{directory}/kdc.log
    admin_server = FILE:{directory}/kadmin.log
"
    )
}
