//! One transaction in the gateway.

use std::rc::Rc;

use filter_kit::stream::Direction;
use filter_kit::{HostError, foreign, property, time};
use proxy_wasm::traits::{Context, StreamContext};
use proxy_wasm::types::Action;
use radius::attribute::Reference;
use radius::filter::gateway::{Output, Transaction};
use radius::policy::{Answers, Host};

use crate::root::Plugin;

/// The filter on one transaction.
pub(crate) struct Packets {
    plugin: Rc<Plugin>,
    transaction: Option<Transaction>,
}

impl Packets {
    pub(crate) fn new(plugin: Rc<Plugin>) -> Self {
        Self { plugin, transaction: None }
    }

    fn request(&mut self, size: usize) -> Result<Output, HostError> {
        let octets = Direction::ToServer.data(size)?;
        let client = property::get(&["edgewarden", "client"])?.unwrap_or_default();
        let mut transaction = Transaction::new(&client);
        let Some(mut filter) = self.plugin.filter() else { return Ok(Output::default()) };
        let rng = &mut *self.plugin.rng();
        let mut host = Host { rng, answers: &mut HostAnswers };
        let output = transaction.request(&mut filter, &octets, time::now()?, &mut host);
        self.transaction = Some(transaction);
        Ok(output)
    }

    fn reply(&self, size: usize) -> Result<Output, HostError> {
        let (Some(transaction), Some(filter)) = (&self.transaction, self.plugin.filter()) else {
            return Ok(Output::default());
        };
        let octets = Direction::ToClient.data(size)?;
        Ok(transaction.reply(&filter, &octets, time::now()?))
    }

    /// The one place where an output becomes calls of the host.
    fn carry_out(&self, direction: Direction, output: &Output) -> Result<Action, HostError> {
        for call in &output.calls {
            foreign::call(call.function, &call.arguments)?;
        }
        if let Some(octets) = &output.replacement {
            direction.replace(octets)?;
        }
        output.events.iter().for_each(|event| self.plugin.count(*event));
        Ok(if output.passes { Action::Continue } else { Action::Pause })
    }
}

impl Context for Packets {}

impl StreamContext for Packets {
    fn on_downstream_data(&mut self, size: usize, _: bool) -> Action {
        let output = self.request(size);
        let outcome = output.and_then(|output| self.carry_out(Direction::ToServer, &output));
        outcome.unwrap_or_else(|error| self.plugin.dropped(error))
    }

    fn on_upstream_data(&mut self, size: usize, _: bool) -> Action {
        let output = self.reply(size);
        let outcome = output.and_then(|output| self.carry_out(Direction::ToClient, &output));
        outcome.unwrap_or_else(|error| self.plugin.dropped(error))
    }
}

/// The gateway compares hidden values, which this module never sees.
struct HostAnswers;

impl Answers for HostAnswers {
    fn is_equal(&mut self, _: &Reference, handle: &[u8], expected: &[u8]) -> Option<bool> {
        let length = u8::try_from(handle.len()).ok()?;
        let arguments = [&[length], handle, expected].concat();
        match foreign::call("edgewarden_compare", &arguments).ok()?[..] {
            [1] => Some(true),
            [0] => Some(false),
            _ => None,
        }
    }
}
