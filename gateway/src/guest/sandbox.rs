//! One guest of one worker.

use proxy_wasm_host::abi::v0_2_1::types::Action;
use proxy_wasm_host::abi::v0_2_1::{CallScope, ContextId, Guest, GuestError, PluginConfig};

use super::decider::Context;
use super::image::{Code, Image};
use super::stream::Stream;

/// Most context identifiers that one guest gives out; then another takes its place.
const MAX_CONTEXTS: u32 = 1 << 30;

/// A running guest.
pub struct Sandbox {
    guest: Guest,
    root: ContextId,
    /// Which guest of its worker this is: contexts of another are gone.
    incarnation: u64,
    contexts: u32,
}

/// A policy that has trapped, looped, or does not start. It answers nothing any more.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Fault {
    /// A call ended with an error: a trap, or more time or memory than it may have.
    #[error("{0}")]
    Call(#[from] GuestError),
    /// The module says that its configuration cannot work; its log has the reason.
    #[error("the module refuses its configuration; see its log lines before this one")]
    Refused,
    /// The built-in policy cannot work with its configuration.
    #[error("{0}")]
    Native(String),
}

impl Sandbox {
    /// Starts a guest.
    ///
    /// # Errors
    /// A [`Fault`] when it traps or refuses its configuration.
    pub(super) fn start(code: &Code, image: &Image) -> Result<Self, Fault> {
        Self::incarnate(code, image, 0)
    }

    /// A new guest in the place of one that has failed.
    ///
    /// # Errors
    /// As [`Self::start`].
    pub(super) fn rebuild(&mut self, code: &Code, image: &Image) -> Result<(), Fault> {
        *self = Self::incarnate(code, image, self.incarnation.wrapping_add(1))?;
        Ok(())
    }

    /// Which guest of its worker this is.
    pub(super) fn incarnation(&self) -> u64 {
        self.incarnation
    }

    /// Asks about a request, and says whether it passes and where its context waits.
    pub(super) fn request(
        &mut self,
        stream: Stream,
    ) -> (Result<(bool, Option<Context>), Fault>, Stream) {
        let (root, incarnation) = (self.root, self.incarnation);
        self.contexts = self.contexts.saturating_add(1);
        let (outcome, stream) = self.guest.with(stream, |scope| {
            let id = scope.on_context_create(Some(root))?;
            let action = downstream(scope, id)?;
            let passes = action == Action::Continue && scope.stream().reply.is_none();
            if !passes {
                end(scope, id)?;
            }
            Ok::<_, GuestError>((passes, passes.then_some(Context::Guest { id, incarnation })))
        });
        (outcome.map_err(Fault::from), stream)
    }

    /// Asks about a reply in the context `id`, or in a new one that sees the request first, and says
    /// whether it passes. The context ends.
    pub(super) fn reply(
        &mut self,
        id: Option<ContextId>,
        stream: Stream,
    ) -> Result<(bool, Stream), Fault> {
        let root = self.root;
        let (outcome, stream) = self.guest.with(stream, |scope| {
            let id = match id {
                Some(id) => id,
                None => {
                    let id = scope.on_context_create(Some(root))?;
                    downstream(scope, id)?;
                    id
                }
            };
            let length = u32::try_from(scope.stream().upstream.len()).unwrap_or(u32::MAX);
            let action = scope.on_upstream_data(id, length, false)?;
            end(scope, id)?;
            Ok::<_, GuestError>(action == Action::Continue)
        });
        Ok((outcome?, stream))
    }

    /// Ends a context.
    pub(super) fn close(&mut self, id: ContextId) -> Result<(), Fault> {
        let (outcome, _) = self.guest.with(Stream::of_root(&[]), |scope| end(scope, id));
        Ok(outcome?)
    }

    /// Whether it runs out of context identifiers.
    pub(super) fn is_worn_out(&self) -> bool {
        self.contexts >= MAX_CONTEXTS
    }

    fn incarnate(code: &Code, image: &Image, incarnation: u64) -> Result<Self, Fault> {
        code.threads.enter();
        let mut guest = Guest::new(&code.host, &code.module, code.services(), &code.limits)?;
        let plugin =
            PluginConfig::new().with_name("edgewarden").with_configuration(image.configuration());
        let (started, _) = guest.with(Stream::of_root(image.tag()), |scope| {
            let root = scope.on_context_create(None)?;
            let is_started = scope.on_vm_start(root)? && scope.on_configure(root, plugin)?;
            Ok::<_, GuestError>(is_started.then_some(root))
        });
        let root = started?.ok_or(Fault::Refused)?;
        Ok(Self { guest, root, incarnation, contexts: 0 })
    }
}

fn downstream(scope: &mut CallScope<'_, Stream>, id: ContextId) -> Result<Action, GuestError> {
    // Its answer only matters to a host that has not dialled yet.
    scope.on_new_connection(id)?;
    let length = u32::try_from(scope.stream().downstream.len()).unwrap_or(u32::MAX);
    scope.on_downstream_data(id, length, false)
}

fn end(scope: &mut CallScope<'_, Stream>, id: ContextId) -> Result<(), GuestError> {
    scope.on_done(id)?;
    scope.on_delete(id)?;
    Ok(())
}
