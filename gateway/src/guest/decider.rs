//! Who decides: a guest in its sandbox, or the built-in policy without one.

use proxy_wasm_host::abi::v0_2_1::ContextId;
use radius::radius11::Handles;

use super::image::Image;
use super::native::Native;
use super::sandbox::{Fault, Sandbox};
use super::stream::{Facts, Stream};
use super::verdict::{Decision, ReplyVerdict, Verdict};

/// The policy of one worker.
pub enum Decider {
    /// A guest.
    Sandboxed(Box<Sandbox>),
    /// The core of the module in this process.
    Native(Box<Native>),
}

/// Where the decision on a request waits for the reply.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Context {
    /// A context of a guest. If that is another incarnation, the context is gone.
    Guest {
        /// Its identifier.
        id: ContextId,
        /// Of which guest of the worker it is.
        incarnation: u64,
    },
    /// A transaction of the built-in policy.
    Native(u64),
}

/// What was said about a request.
pub struct Asked {
    /// What was said.
    pub verdict: Result<Verdict, Fault>,
    /// Where the decision waits for the reply, if the request is forwarded.
    pub context: Option<Context>,
}

impl Decider {
    /// Starts what an image says.
    ///
    /// # Errors
    /// A [`Fault`] when it does not start.
    pub fn start(image: &Image) -> Result<Self, Fault> {
        Ok(match image.code() {
            Some(code) => Self::Sandboxed(Box::new(Sandbox::start(code, image)?)),
            None => {
                let native = Native::new(image.configuration(), image.tag());
                Self::Native(Box::new(native.map_err(Fault::Native)?))
            }
        })
    }

    /// Another guest in the place of one that has failed.
    ///
    /// # Errors
    /// As [`Self::start`].
    pub fn rebuild(&mut self, image: &Image) -> Result<(), Fault> {
        match (self, image.code()) {
            (Self::Sandboxed(sandbox), Some(code)) => sandbox.rebuild(code, image),
            _ => Ok(()),
        }
    }

    /// Asks about a request in RADIUS/1.1 form.
    pub fn request(&mut self, facts: Facts, packet: Vec<u8>, handles: Handles) -> Asked {
        let mut stream = Stream::new(facts, Some(handles));
        stream.downstream = packet;
        let (answer, stream) = match self {
            Self::Sandboxed(sandbox) => sandbox.request(stream),
            Self::Native(native) => {
                let (passes, number) = native.request(&mut stream);
                (Ok((passes, Some(Context::Native(number)))), stream)
            }
        };
        match answer {
            Ok((passes, context)) => {
                let verdict = verdict(passes, stream);
                let is_forwarded = matches!(verdict.decision, Decision::Forward { .. });
                Asked { verdict: Ok(verdict), context: context.filter(|_| is_forwarded) }
            }
            Err(fault) => Asked { verdict: Err(fault), context: None },
        }
    }

    /// Asks about the reply to a request in RADIUS/1.1 form, and ends the context.
    ///
    /// If the guest that saw the request is gone, another one sees `request` first.
    ///
    /// # Errors
    /// A [`Fault`] of the guest.
    pub fn reply(
        &mut self,
        context: Context,
        facts: Facts,
        request: impl FnOnce() -> Vec<u8>,
        reply: Vec<u8>,
    ) -> Result<ReplyVerdict, Fault> {
        let mut stream = Stream::new(facts, None);
        stream.upstream = reply;
        let (passes, stream) = match (self, context) {
            (Self::Sandboxed(sandbox), Context::Guest { id, incarnation }) => {
                let is_known = sandbox.incarnation() == incarnation;
                if !is_known {
                    stream.downstream = request();
                }
                sandbox.reply(is_known.then_some(id), stream)?
            }
            (Self::Native(native), Context::Native(number)) => {
                (native.reply(&mut stream, number), stream)
            }
            _ => (false, stream),
        };
        Ok(ReplyVerdict { packet: passes.then_some(stream.upstream), reason: stream.reason })
    }

    /// Ends the context of a transaction that gets no reply.
    ///
    /// # Errors
    /// A [`Fault`] of the guest.
    pub fn close(&mut self, context: Context) -> Result<(), Fault> {
        match (self, context) {
            (Self::Sandboxed(sandbox), Context::Guest { id, incarnation })
                if sandbox.incarnation() == incarnation =>
            {
                sandbox.close(id)
            }
            (Self::Native(native), Context::Native(number)) => {
                native.close(number);
                Ok(())
            }
            _ => Ok(()),
        }
    }

    /// Whether another one should take its place although it works.
    #[must_use]
    pub fn is_worn_out(&self) -> bool {
        match self {
            Self::Sandboxed(sandbox) => sandbox.is_worn_out(),
            Self::Native(_) => false,
        }
    }
}

fn verdict(passes: bool, stream: Stream) -> Verdict {
    let decision = match (stream.reply, passes) {
        (Some(reply), _) => Decision::Reply(reply),
        (None, true) => Decision::Forward { packet: stream.downstream, route: stream.route },
        (None, false) => Decision::Drop,
    };
    Verdict { decision, reason: stream.reason, resume: stream.resume, hold: stream.hold }
}
