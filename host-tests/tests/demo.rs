//! The demo ends with status 0, leaves nothing running, and prints what the README shows.

use std::fs;
use std::process::{Command, Stdio};

const README: &str = include_str!("../../README.md");

#[test]
fn the_demo_works_leaves_nothing_running_and_prints_what_the_readme_shows() {
    let demo = env!("CARGO_BIN_EXE_demo");
    // A session of its own, so that whatever is left of it can be found.
    let output = Command::new("timeout")
        .args(["120", "setsid", "--wait", "sh", "-c", "echo session $$; exec \"$0\"", demo])
        .current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
        .stdin(Stdio::null())
        .output()
        .expect("timeout and setsid are part of Debian");
    let stdout = String::from_utf8(output.stdout).expect("the demo prints text");
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{}\n{stdout}\n{stderr}", output.status);

    let (first, transcript) = stdout.split_once('\n').expect("several lines");
    let session = first.strip_prefix("session ").expect("the session comes first");
    assert_eq!(processes_of(session), Vec::<String>::new(), "left running");

    let (_, shown) = README.split_once("<!-- transcript").expect("the README has a transcript");
    let shown = shown.split("```").nth(1).expect("the transcript is a block");
    let steps = transcript.find("\n# ").map_or("", |at| transcript.split_at(at).1);
    let steps = steps.trim().trim_end_matches("all as expected").trim();
    assert_eq!(normal(steps), normal(shown.trim()));
}

/// The commands of all processes in a session.
fn processes_of(session: &str) -> Vec<String> {
    let entries = fs::read_dir("/proc").expect("/proc is there").flatten();
    entries
        .filter_map(|entry| {
            let stat = fs::read_to_string(entry.path().join("stat")).ok()?;
            // Behind the name: state, parent, process group, session.
            let (command, fields) = stat.rsplit_once(") ")?;
            let fields: Vec<&str> = fields.split(' ').collect();
            let runs = fields.first() != Some(&"Z");
            (runs && fields.get(3) == Some(&session)).then(|| command.to_owned())
        })
        .collect()
}

/// The text without what differs from run to run: the port, tokens and the pseudonym.
fn normal(transcript: &str) -> Vec<String> {
    transcript
        .lines()
        .map(|line| {
            let line = line.trim_end();
            if let Some((before, _)) = line.split_once("www-authenticate: Negotiate ") {
                return format!("{before}www-authenticate: Negotiate ...");
            }
            if let Some((before, _)) = line.split_once("x-auth-pseudonym: ") {
                return format!("{before}x-auth-pseudonym: ...");
            }
            match line.split_once("http://localhost:") {
                Some((before, rest)) => {
                    let path = rest.trim_start_matches(|c: char| c.is_ascii_digit());
                    format!("{before}http://localhost{path}")
                }
                None => line.to_owned(),
            }
        })
        .collect()
}
