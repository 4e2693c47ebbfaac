//! What a host is to do.

use core::fmt;

use crate::filter::Event;

/// What is done about the octets of one callback.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Output {
    /// What takes the place of the octets: whole packets only.
    pub octets: Vec<u8>,
    /// The arguments of `set_envoy_filter_state`, which is to be called before anything goes on.
    pub filter_state: Option<Vec<u8>>,
    /// Whether the stream goes on; not as long as it has no cluster.
    pub passes: bool,
    /// Whether the connection is to be closed, after those octets.
    pub closes: bool,
    /// What is counted.
    pub events: Vec<Event>,
    /// What is logged. It quotes what a client chose.
    pub lines: Vec<Line>,
}

/// A line for the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Line {
    /// A refusal, or something that an operator should look at.
    Warning(String),
    /// F-Ticks.
    Statistics(String),
}

impl Output {
    pub(super) fn count(&mut self, name: &'static str, reason: &'static str) {
        self.events.push(Event { name, reason });
    }

    pub(super) fn statistics(&mut self, line: String) {
        self.lines.push(Line::Statistics(line));
    }

    /// Counts and logs.
    pub(super) fn warn(
        &mut self,
        name: &'static str,
        reason: &'static str,
        detail: &dyn fmt::Display,
    ) {
        self.count(name, reason);
        self.lines.push(Line::Warning(format!("{name} {reason}: {detail}")));
    }
}
