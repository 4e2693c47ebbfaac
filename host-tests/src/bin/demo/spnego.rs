//! HTTP Negotiate in Envoy.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use host_tests::{
    Credentials, Curl, Envoy, EnvoyPorts, Failure, Kdc, Reply, Result, Upstream,
    shipped_spnego_config,
};

use crate::story::{expect, step};

const REALM: &str = "EDGEWARDEN.TEST";
const USER: &str = "alice";
const PASSWORD: &str = "correct horse battery staple";

/// Everything that runs.
pub(crate) struct Stage {
    kdc: Kdc,
    upstream: Upstream,
    envoy: Envoy,
}

impl Stage {
    pub(crate) fn set() -> Result<Self> {
        println!("starting the MIT KDC of realm {REALM}");
        let kdc = Kdc::start(REALM)?;
        kdc.add_user(USER, PASSWORD)?;
        let keytab = kdc.add_service("HTTP/localhost", None)?;
        println!("starting an upstream that answers with the request it saw");
        let upstream = Upstream::start()?;
        println!("starting Envoy with dist/spnego_filter.wasm and envoy-config/spnego/envoy.yaml");
        let ports = EnvoyPorts::free(upstream.port())?;
        let keytab = STANDARD.encode(std::fs::read(keytab)?);
        let config = shipped_spnego_config(ports)?;
        let envoy = Envoy::start(&config, ports, 2, &[("SPNEGO_KEYTAB", &keytab)])?;
        Ok(Self { kdc, upstream, envoy })
    }
}

pub(crate) fn walk_through(stage: &Stage) -> Result<()> {
    let url = |path| stage.envoy.url(path);

    step("a request without a token");
    let reply = shown(&Curl::new(), "curl", &url("/"))?;
    expect("401 with the challenge", reply.status() == 401)?;
    expect("the challenge is Negotiate", reply.values("www-authenticate") == ["Negotiate"])?;
    expect("the upstream has seen nothing", stage.upstream.requests() == 0)?;

    step(&format!("kinit {USER}, and the same request with a ticket"));
    let user = stage.kdc.kinit(USER, PASSWORD)?;
    let curl = Curl::negotiate(&user).header("x-auth-principal: root@EVIL.TEST");
    let reply =
        shown(&curl, "curl --negotiate -u : -H 'x-auth-principal: root@EVIL.TEST'", &url("/"))?;
    expect("200", reply.status() == 200)?;
    expect("the server proved itself too", mutual_token(&reply))?;
    show_identity(&reply);
    let principal = format!("{USER}@{REALM}");
    expect("the upstream saw the user", reply.seen("x-auth-principal") == Some(principal))?;
    expect("it saw no token", reply.seen("authorization").is_none())?;

    step("the header of that request once more, as a thief would send it");
    let stolen = reply.authorization.ok_or_else(|| Failure::new("curl sent no token"))?;
    let curl = Curl::new().header(&format!("authorization: {stolen}"));
    let reply = shown(&curl, "curl -H 'authorization: Negotiate ...'", &url("/"))?;
    expect("401", reply.status() == 401)?;
    let log = stage.envoy.log();
    let reason = log.lines().rev().find(|line| line.contains("spnego") && line.contains("replay"));
    let message = reason.and_then(|line| line.rsplit_once(": spnego: "));
    match message {
        Some((_, message)) => println!("  the filter's log: spnego: {message}"),
        None => println!("  the filter's log has nothing about a replay"),
    }
    expect("the filter says that it is a replay", reason.is_some())?;

    step("kinit -n: a client whom the KDC has not authenticated");
    let anonymous = stage.kdc.kinit_anonymous()?;
    let curl = Curl::negotiate(&anonymous);
    let reply = shown(&curl, "curl --negotiate -u :", &url("/anonymous"))?;
    expect("200 on the route that admits anonymity", reply.status() == 200)?;
    show_identity(&reply);
    expect("the upstream is told", reply.seen("x-auth-anonymous").is_some())?;
    let reply = shown(&curl, "curl --negotiate -u :", &url("/audit"))?;
    expect("403 on the audited route", reply.status() == 403)?;

    Ok(())
}

/// Says how to try it by hand.
pub(crate) fn invite(stage: &Stage) -> Result<()> {
    let user = stage.kdc.kinit(USER, PASSWORD)?;
    let anonymous = stage.kdc.kinit_anonymous()?;
    println!("\nEnvoy listens at {}. As {USER}:\n", stage.envoy.url("/"));
    print_commands(&user, &stage.envoy.url("/"));
    println!("\nAs an anonymous client, who is refused at {}:\n", stage.envoy.url("/audit"));
    print_commands(&anonymous, &stage.envoy.url("/anonymous"));
    Ok(())
}

fn print_commands(credentials: &Credentials, url: &str) {
    let variables = credentials.environment().iter().filter(|(name, _)| name.starts_with("KRB5"));
    for (name, value) in variables {
        println!("  export {name}='{value}'");
    }
    println!("  curl -i --negotiate -u : {url}");
}

fn shown(curl: &Curl, command: &str, url: &str) -> Result<Reply> {
    println!("$ {command} {url}");
    let reply = curl.get(url)?;
    println!("  {}", reply.statuses.iter().map(u16::to_string).collect::<Vec<_>>().join(" -> "));
    for value in reply.values("www-authenticate") {
        println!("  www-authenticate: {}", shortened(value));
    }
    Ok(reply)
}

fn show_identity(reply: &Reply) {
    println!("  the upstream saw:");
    for line in reply.body.lines().filter(|line| line.to_ascii_lowercase().starts_with("x-auth-")) {
        println!("    {line}");
    }
}

fn mutual_token(reply: &Reply) -> bool {
    reply.values("www-authenticate").iter().any(|value| value.starts_with("Negotiate "))
}

fn shortened(value: &str) -> String {
    const SHOWN: usize = 48;
    match value.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}...", value.split_at(end).0),
        None => value.to_owned(),
    }
}
