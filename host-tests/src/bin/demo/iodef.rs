//! Incident reports on their way to a CSIRT.

use host_tests::iodef::{Endpoint, REPORT, invalid_report};
use host_tests::{Curl, Reply, Result};
use serde_json::Value;

use crate::editor::{self, Built};
use crate::story::{expect, step};

/// Everything that runs.
pub(crate) struct Stage {
    endpoint: Endpoint,
    editor: Built,
}

impl Stage {
    pub(crate) fn set() -> Result<Self> {
        println!("starting Envoy with dist/iodef_filter.wasm and envoy-config/iodef/editor.yaml");
        Ok(Self { endpoint: Endpoint::beside_editor()?, editor: Built::find()? })
    }

    fn send(&self, path: &str, name: &str, report: &str) -> Result<Reply> {
        let url = self.endpoint.envoy.url(path);
        println!("$ curl -H 'content-type: application/xml' --data-binary @{name} {url}");
        let curl = Curl::new().header("content-type: application/xml");
        let reply = curl.arg("--data-binary").arg(report).get(&url)?;
        println!("  {}", reply.status());
        Ok(reply)
    }
}

pub(crate) fn walk_through(stage: &Stage) -> Result<()> {
    editor::walk_through(&stage.endpoint.envoy, &stage.editor)?;

    step("an incident report on its way to a CSIRT");
    let reply = stage.send("/", "report.xml", REPORT)?;
    let header = reply.seen("x-iodef-validation").unwrap_or_default();
    let (verdict, found) = header.split_once("; ").unwrap_or_default();
    let restriction = found.rsplit("; ").next().unwrap_or_default();
    println!("  the CSIRT's endpoint saw: x-iodef-validation: {verdict}; ...; {restriction}");
    expect("200", reply.status() == 200)?;
    expect("the endpoint is told that it is valid", verdict == "valid")?;

    step("a report with a role that does not exist");
    let seen = stage.endpoint.upstream.requests();
    let reply = stage.send("/", "report.xml", &invalid_report())?;
    let answer: Value = serde_json::from_str(&reply.body).unwrap_or_default();
    let diagnostics = answer["diagnostics"].as_array().map_or(&[][..], Vec::as_slice);
    for found in diagnostics.iter().filter(|found| found["severity"] == "error") {
        let text = |key: &str| found[key].as_str().unwrap_or_default().to_owned();
        println!("  line {}, {}: {}", found["line"], text("rule"), text("xpath"));
    }
    expect("422 with its diagnostics", reply.status() == 422 && answer["errors"] == 1)?;

    step("a report for fewer people than those of the channel");
    let reply = stage.send("/partners", "report.xml", &REPORT.replace("green", "amber"))?;
    let answer: Value = serde_json::from_str(&reply.body).unwrap_or_default();
    println!("  {}", answer["message"].as_str().unwrap_or_default());
    expect("422", reply.status() == 422 && answer["code"] == "too_restricted")?;
    expect("the endpoint has seen neither", stage.endpoint.upstream.requests() == seen)
}

/// Says how to try it by hand.
pub(crate) fn invite(stage: &Stage) {
    let envoy = &stage.endpoint.envoy;
    println!("\nThe editor is at {}.", envoy.url(editor::PATH));
    println!("Reports go to {}. With one of yours:\n", envoy.url("/"));
    println!(
        "  curl -i -H 'content-type: application/xml' --data-binary @report.xml {}",
        envoy.url("/")
    );
}
