//! Roaming users behind the RADIUS gateway.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use host_tests::radius::{
    FreeRadius, FreeRadiusConfig, Gateway, GatewayConfig, Printed, SECRET, radclient,
};
use host_tests::{Failure, Result};
use serde_json::{Value, json};

use crate::story::{expect, step};

const PASSWORD: &str = "correct horse battery staple";

/// How long a record may take to its home server.
const LIMIT: Duration = Duration::from_secs(10);

const HOUR: u64 = 3_600;

/// Everything that runs.
pub(crate) struct Stage {
    home: FreeRadius,
    gateway: Gateway,
}

impl Stage {
    pub(crate) fn set() -> Result<Self> {
        println!("starting a FreeRADIUS as home server of three roaming users");
        let users = FreeRadiusConfig::home()
            .user("alice@home.example", PASSWORD, &["Class = \"session of alice\""])
            .user("bob@night.example", PASSWORD, &[])
            .user(
                "carol@home.example",
                PASSWORD,
                &["Service-Type = Administrative-User", "Class = \"session of carol\""],
            );
        let home = FreeRadius::start(&users)?;
        println!("starting edgewarden-gateway with dist/radius_filter.wasm");
        let config = GatewayConfig::new()
            .udp_listeners()
            .client("nas", "127.0.0.0/8", SECRET, "")
            // Debian's FreeRADIUS is older than the defence against BlastRADIUS.
            .udp_server("home", home.ports(), SECRET, "message_authenticator = \"optional\"")
            .pool("home", &["home"])
            .policy(policy()?);
        Ok(Self { gateway: Gateway::start(&config)?, home })
    }

    fn ask(&self, user: &str) -> Result<Printed> {
        println!("$ radclient 127.0.0.1 auth, User-Name = {user:?}");
        let lines = [
            format!("User-Name = \"{user}\""),
            format!("User-Password = \"{PASSWORD}\""),
            String::from("Acct-Session-Id = \"0001\""),
            String::from("NAS-Identifier = \"lounge\""),
            String::from("Message-Authenticator = 0x00"),
        ];
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        let reply = radclient(self.gateway.address("auth"), "auth", SECRET, &lines)?;
        println!("  {}", reply.code);
        for (name, value) in &reply.attributes {
            if name != "Message-Authenticator" {
                println!("    {name} = {value}");
            }
        }
        Ok(reply)
    }

    /// The decision as the gateway has logged it.
    fn show_decision(&self, user: &str) -> Result<()> {
        self.gateway.wait_for_log(user, LIMIT)?;
        let log = self.gateway.log();
        let line = log.lines().rev().find(|line| line.contains("decision") && line.contains(user));
        let line = line.ok_or_else(|| Failure::new("no line about the decision"))?;
        let field = |name: &str| {
            let value = line.split_once(&format!("{name}=")).map(|(_, rest)| rest);
            value.and_then(|rest| rest.split('"').nth(1)).unwrap_or_default().to_owned()
        };
        let (outcome, reason, rule) = (field("outcome"), field("reason"), field("rule"));
        println!("  the gateway's log: {outcome}, reason {reason}, rule {rule}");
        Ok(())
    }
}

pub(crate) fn walk_through(stage: &Stage) -> Result<()> {
    step("a roaming user whom home accepts");
    let reply = stage.ask("alice@home.example")?;
    expect("accepted", reply.code == "Access-Accept")?;
    expect("Class came through", reply.values("Class").len() == 1)?;

    step("a user whose realm policy refuses at this time of day");
    let reply = stage.ask("bob@night.example")?;
    stage.show_decision("bob@night.example")?;
    expect("rejected", reply.code == "Access-Reject")?;
    expect("the home server has not seen him", !stage.home.log().contains("bob@night.example"))?;

    step("a user whom home accepts as an administrator, which policy does not allow");
    let reply = stage.ask("carol@home.example")?;
    stage.show_decision("carol@home.example")?;
    expect("rejected", reply.code == "Access-Reject")?;
    let records = stage.home.wait_for_accounting(1, LIMIT)?;
    let record = records.first().ok_or_else(|| Failure::new("no record"))?;
    println!("  the home server's detail file, where FreeRADIUS has a name of its own for 6:");
    for name in ["Acct-Status-Type", "User-Name", "Acct-Session-Id", "NAS-Identifier", "Class"] {
        println!("    {name} = {}", record.value(name).unwrap_or_default());
    }
    expect("home was told by a Proxy-Stop", record.value("User-Name").is_some())?;
    expect("with its Class", record.values("Class").len() == 1)
}

/// Says how to try it by hand.
pub(crate) fn invite(stage: &Stage) {
    let address = stage.gateway.address("auth");
    println!("\nThe gateway listens at {address}. As alice, or as carol, who is refused:\n");
    println!(
        "  echo 'User-Name = \"alice@home.example\", User-Password = \"{PASSWORD}\", \
         Message-Authenticator = 0x00' | radclient -x {address} auth {SECRET}"
    );
}

/// One rule by the time of day, which holds now, and one about what home has granted.
fn policy() -> Result<Value> {
    let now = SystemTime::now().duration_since(UNIX_EPOCH);
    let now = now.map_err(|error| Failure::new(error.to_string()))?.as_secs();
    let clock = |seconds: u64| format!("{:02}:00", seconds / HOUR % 24);
    let window = json!({"from": clock(now.saturating_sub(HOUR)), "to": clock(now + 2 * HOUR)});
    Ok(json!({
        "requests": [{
            "name": "night.example-by-hours",
            "match": {"all": [
                {"packet": "access"},
                {"realm": "night.example"},
                {"schedule": {"zone": "UTC", "windows": [window]}},
            ]},
            "actions": [{"reject": {"reply_message": "not at this time of day"}}],
        }],
        "replies": [{
            "name": "no-administrators",
            "match": {"all": [
                {"packet": "accept"},
                {"attribute": {"name": "Service-Type", "equals": "Administrative-User"}},
            ]},
            "actions": [{"reject": {"reply_message": "no administrators from elsewhere"}}],
        }],
    }))
}
