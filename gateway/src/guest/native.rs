//! The built-in policy without a sandbox: the core of the module, in this process.
//!
//! It is there to measure what the sandbox costs. The monitor stands behind it as well.

use std::collections::HashMap;

use chacha20::ChaCha20Rng;
use radius::attribute::Reference;
use radius::filter::gateway::{Output, Transaction};
use radius::filter::{Config, Filter, mark};
use radius::policy::{Answers, Host};
use radius::radius11::Handles;

use super::stream::Stream;
use crate::{clock, random};

/// The policy of one worker.
pub struct Native {
    filter: Filter,
    rng: ChaCha20Rng,
    transactions: HashMap<u64, Transaction>,
    next: u64,
}

/// Answers to challenges, compared with what is hidden.
struct Hidden<'a>(&'a Handles);

impl Answers for Hidden<'_> {
    fn is_equal(&mut self, _: &Reference, handle: &[u8], expected: &[u8]) -> Option<bool> {
        self.0.is_equal(handle, expected)
    }
}

impl Native {
    /// From the configuration of the module.
    ///
    /// # Errors
    /// A text for the operator, with the JSON path.
    pub fn new(configuration: &[u8], tag: &[u8]) -> Result<Self, String> {
        let mut document = serde_json::Deserializer::from_slice(configuration);
        let config: Config = serde_path_to_error::deserialize(&mut document)
            .map_err(|error| format!("configuration at $.{}: {}", error.path(), error.inner()))?;
        let mut rng: ChaCha20Rng = random::generator().map_err(|error| error.to_string())?;
        let mark = mark(tag, &mut rng);
        let filter = Filter::new(&config, mark)
            .map_err(|error| format!("configuration at $.{}: {}", error.path, error.problem))?;
        Ok(Self { filter, rng, transactions: HashMap::new(), next: 0 })
    }

    /// Decides about the request in a stream, and says by which number its reply is known.
    pub(super) fn request(&mut self, stream: &mut Stream) -> (bool, u64) {
        let mut transaction = Transaction::new(stream.client());
        let output = match &stream.handles {
            Some(handles) => {
                let mut host = Host { rng: &mut self.rng, answers: &mut Hidden(handles) };
                let (octets, now) = (&stream.downstream, clock::civil());
                transaction.request(&mut self.filter, octets, now, &mut host)
            }
            None => Output::default(),
        };
        let passes = carry_out(stream, output, |stream| &mut stream.downstream);
        self.next = self.next.wrapping_add(1);
        if passes {
            self.transactions.insert(self.next, transaction);
        }
        (passes, self.next)
    }

    /// Decides about the reply in a stream.
    pub(super) fn reply(&mut self, stream: &mut Stream, number: u64) -> bool {
        let Some(transaction) = self.transactions.remove(&number) else { return false };
        let output = transaction.reply(&self.filter, &stream.upstream, clock::civil());
        carry_out(stream, output, |stream| &mut stream.upstream)
    }

    /// Forgets a transaction.
    pub(super) fn close(&mut self, number: u64) {
        self.transactions.remove(&number);
    }
}

fn carry_out(
    stream: &mut Stream,
    output: Output,
    buffer: impl FnOnce(&mut Stream) -> &mut Vec<u8>,
) -> bool {
    for call in &output.calls {
        let said = stream.say(call.function.as_bytes(), &call.arguments, &mut Vec::new());
        if said.is_err() {
            return false;
        }
    }
    if let Some(octets) = output.replacement {
        *buffer(stream) = octets;
    }
    output.passes
}
