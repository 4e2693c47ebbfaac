//! One connection in Envoy.

use std::rc::Rc;

use filter_kit::log::{Level, log, warn_quoting};
use filter_kit::stream::{self, Direction};
use filter_kit::{HostError, foreign, time};
use proxy_wasm::traits::{Context, StreamContext};
use proxy_wasm::types::Action;
use radius::filter::connection::{Connection, Line, Listener, Moment, Output};

use crate::root::Plugin;

/// The filter on one connection.
pub(crate) struct Stream {
    plugin: Rc<Plugin>,
    connection: Connection,
}

impl Stream {
    pub(crate) fn new(plugin: Rc<Plugin>) -> Self {
        Self { plugin, connection: Connection::new() }
    }

    fn run(
        &mut self,
        listener: &mut Listener,
        direction: Direction,
        size: usize,
        ends: bool,
    ) -> Result<Action, HostError> {
        let octets = if size == 0 { Vec::new() } else { direction.data(size)? };
        let rng = &mut *self.plugin.rng();
        let moment = Moment { now: time::now()?, rng };
        let output = match direction {
            Direction::ToServer => self.connection.from_client(listener, &octets, ends, moment),
            Direction::ToClient => self.connection.from_server(listener, &octets, moment),
        };
        self.carry_out(direction, &octets, &output)
    }

    /// The one place where an output becomes calls of the host.
    fn carry_out(
        &self,
        direction: Direction,
        received: &[u8],
        output: &Output,
    ) -> Result<Action, HostError> {
        output.events.iter().for_each(|event| self.plugin.count(*event));
        for line in &output.lines {
            match line {
                Line::Warning(text) => warn_quoting(&format!("radius: {text}")),
                Line::Statistics(text) => log(Level::Info, text),
            }
        }
        if let Some(state) = &output.filter_state {
            foreign::call("set_envoy_filter_state", state)?;
        }
        if output.octets != received {
            direction.replace(&output.octets)?;
        }
        if output.closes {
            stream::close()?;
        }
        Ok(if output.passes { Action::Continue } else { Action::Pause })
    }

    /// Nothing passes that was not looked at.
    fn guarded(&mut self, direction: Direction, size: usize, ends: bool) -> Action {
        let plugin = Rc::clone(&self.plugin);
        let Some(mut listener) = plugin.listener() else { return Action::Pause };
        self.run(&mut listener, direction, size, ends).unwrap_or_else(|error| {
            if let Err(error) = stream::close() {
                log(Level::Error, &format!("radius: {error}"));
            }
            plugin.dropped(error)
        })
    }
}

impl Context for Stream {}

impl StreamContext for Stream {
    /// The first message chooses the cluster, so that Envoy must not choose it before.
    fn on_new_connection(&mut self) -> Action {
        Action::Pause
    }

    fn on_downstream_data(&mut self, size: usize, ends: bool) -> Action {
        self.guarded(Direction::ToServer, size, ends)
    }

    fn on_upstream_data(&mut self, size: usize, ends: bool) -> Action {
        self.guarded(Direction::ToClient, size, ends)
    }
}
