//! Headless Chromium, with and without the allow-list of servers that may have a ticket.

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use host_tests::{Credentials, run, scratch};

use crate::stage::{ALICE, Realm, Site};

/// How long the browser may take for one page, on a busy machine.
const LIMIT: Duration = Duration::from_secs(90);

/// Nothing of the machine, and no connection but to the page.
const FLAGS: [&str; 13] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-extensions",
    "--disable-sync",
    "--no-first-run",
    "--no-proxy-server",
    "--ignore-certificate-errors",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE localhost",
];

/// May use GSS-API towards localhost.
pub const ALLOWED: &str = "--auth-server-allowlist=localhost";

/// The page at `url` as the browser has it, with its markup; empty when there is none to show.
pub fn page(url: &str, credentials: &Credentials, arguments: &[&str]) -> String {
    let profile = scratch("chromium").unwrap();
    remember_negotiate(profile.path());
    let mut command = Command::new("chromium");
    command.args(FLAGS).args(arguments).args(["--dump-dom", url]);
    command.arg(format!("--user-data-dir={}", profile.path().display()));
    command.envs(credentials.environment().iter().cloned()).env("HOME", profile.path());
    let output = run(command, b"", LIMIT).unwrap();
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// Where a profile has never met Negotiate, the browser keeps its network process in a sandbox
/// that cannot load libgssapi, and notes that for its next start.
fn remember_negotiate(profile: &Path) {
    let state = r#"{"net": {"received_http_auth_negotiate_headers": true}}"#;
    std::fs::write(profile.join("Local State"), state).unwrap();
}

#[test]
fn chromium_sends_a_ticket_to_a_server_on_its_allow_list_and_shows_the_page() {
    let realm = Realm::new();
    let site = Site::new(&realm.keytab);
    let page = page(&site.url("/"), &realm.alice, &[ALLOWED]);
    assert!(page.contains(&format!("x-auth-principal: {ALICE}\n")), "{page}");
    // It may ask for an icon as well.
    assert!(site.accepted() >= 1);
}

#[test]
fn chromium_sends_no_ticket_to_a_server_that_is_not_on_its_allow_list() {
    let realm = Realm::new();
    let site = Site::new(&realm.keytab);
    let page = page(&site.url("/"), &realm.alice, &[]);
    assert!(!page.contains("x-auth-"), "{page}");
    assert_eq!(site.envoy.stat("wasmcustom.spnego.challenged.no_token").unwrap(), 1);
    assert_eq!((site.accepted(), site.upstream.requests()), (0, 0));
}
