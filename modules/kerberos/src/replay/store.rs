//! The store that several acceptors share.

use std::collections::BTreeMap;

/// A map with compare-and-swap, such as the shared data of a proxy.
pub trait SharedStore {
    /// Identifies one state of an entry.
    type State;

    /// The value of `key` and its state, if there is one.
    ///
    /// # Errors
    /// [`StoreUnavailable`].
    fn get(&mut self, key: &str) -> Result<Found<Self::State>, StoreUnavailable>;

    /// Stores `value` if the entry is still in the state `expected`, or, without one, if there is
    /// none.
    ///
    /// # Errors
    /// [`StoreUnavailable`].
    fn swap(
        &mut self,
        key: &str,
        value: &[u8],
        expected: Option<Self::State>,
    ) -> Result<Stored, StoreUnavailable>;
}

/// A value and its state, if there is one.
pub type Found<State> = Option<(Vec<u8>, State)>;

/// The outcome of [`SharedStore::swap`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stored {
    /// The value is stored.
    Yes,
    /// Somebody else was faster; nothing changed.
    Conflict,
}

/// The store could not be read or written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("shared store is not available")]
pub struct StoreUnavailable;

/// A store of this process, for one acceptor.
#[derive(Debug, Default)]
pub struct MemoryStore {
    entries: BTreeMap<String, (Vec<u8>, u32)>,
}

impl SharedStore for MemoryStore {
    type State = u32;

    fn get(&mut self, key: &str) -> Result<Found<u32>, StoreUnavailable> {
        Ok(self.entries.get(key).cloned())
    }

    fn swap(
        &mut self,
        key: &str,
        value: &[u8],
        expected: Option<u32>,
    ) -> Result<Stored, StoreUnavailable> {
        let current = self.entries.get(key).map(|(_, state)| *state);
        if current != expected {
            return Ok(Stored::Conflict);
        }
        let next = current.unwrap_or(0).wrapping_add(1);
        self.entries.insert(key.to_owned(), (value.to_vec(), next));
        Ok(Stored::Yes)
    }
}
