//! Incident reports and Envoy in front of the endpoint that receives them.

use serde_json::Value;

use crate::{Envoy, EnvoyPorts, Failure, Result, Upstream, shipped_file};

/// A report that every profile but `strict3067` accepts, of which nothing is more restricted than
/// `green`.
pub const REPORT: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<IODEF-Document version="2.00" xml:lang="en" xmlns="urn:ietf:params:xml:ns:iodef-2.0"
    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
    xsi:schemaLocation="urn:ietf:params:xml:ns:iodef-2.0 iodef-2.0.xsd">
  <Incident purpose="reporting" restriction="green">
    <IncidentID name="csirt.example.com">189493</IncidentID>
    <GenerationTime>2015-10-02T11:18:00-05:00</GenerationTime>
    <Contact type="organization" role="creator">
      <Email><EmailTo>contact@csirt.example.com</EmailTo></Email>
    </Contact>
  </Incident>
</IODEF-Document>
"#;

/// The same in JSON of RFC 8727.
pub const REPORT_IN_JSON: &str = r#"{"version": "2.0", "lang": "en", "Incident": [{
  "purpose": "reporting", "restriction": "green",
  "IncidentID": {"id": "189493", "name": "csirt.example.com"},
  "GenerationTime": "2015-10-02T11:18:00-05:00",
  "Contact": [{"type": "organization", "role": "creator",
               "Email": [{"EmailTo": "contact@csirt.example.com"}]}]}]}"#;

/// [`REPORT`] with a role that does not exist.
#[must_use]
pub fn invalid_report() -> String {
    REPORT.replace("role=\"creator\"", "role=\"ringleader\"")
}

/// Envoy with the filter, and the endpoint behind it.
#[derive(Debug)]
pub struct Endpoint {
    /// Envoy.
    pub envoy: Envoy,
    /// The endpoint.
    pub upstream: Upstream,
}

impl Endpoint {
    /// With the shipped configuration.
    ///
    /// # Errors
    ///
    /// A [`Failure`] when something does not start.
    pub fn start() -> Result<Self> {
        Self::with("iodef/envoy.yaml", None)
    }

    /// With the shipped configuration that serves the editor too.
    ///
    /// # Errors
    ///
    /// A [`Failure`] when something does not start.
    pub fn beside_editor() -> Result<Self> {
        Self::with("iodef/editor.yaml", None)
    }

    /// With another configuration of the filter.
    ///
    /// # Errors
    ///
    /// A [`Failure`] when something does not start.
    pub fn with_plugin(plugin: &Value) -> Result<Self> {
        Self::with("iodef/envoy.yaml", Some(plugin))
    }

    fn with(file: &str, plugin: Option<&Value>) -> Result<Self> {
        let upstream = Upstream::start()?;
        let ports = EnvoyPorts::free(upstream.port())?;
        let mut config = shipped_file(file, ports)?;
        if let Some(plugin) = plugin {
            config = with_plugin(&config, plugin)?;
        }
        Ok(Self { envoy: Envoy::start(&config, ports, 1, &[])?, upstream })
    }
}

/// The text with another JSON in the place of the filter's.
fn with_plugin(config: &str, plugin: &Value) -> Result<String> {
    let unexpected = || Failure::new("envoy.yaml has no configuration of the filter");
    let (before, rest) = config.split_once("value: |\n").ok_or_else(unexpected)?;
    let (_, after) = rest.split_once("\n                  - name:").ok_or_else(unexpected)?;
    let indent = " ".repeat(28);
    Ok(format!("{before}value: |\n{indent}{plugin}\n                  - name:{after}"))
}
