//! Sealing elements for receivers.

use chacha20::ChaCha20Rng;
use chacha20::rand_core::SeedableRng as _;
use iodef::document::{Document, Limits, NodeId};
use iodef::encryption;
use iodef::signature::Certificate;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};
use zeroize::Zeroizing;

use crate::certificate::read;
use crate::fault::Fault;

/// Octets of the seed of the generator.
const SEED_OCTETS: usize = 32;

/// The document with the elements at these paths sealed for the receivers of these certificates. The
/// seed is 32 octets that nobody else knows.
///
/// # Errors
/// A path without an element, a certificate that is not of an RSA key, a seed of another length.
#[wasm_bindgen]
pub fn seal(
    text: String,
    paths: Vec<String>,
    receivers: Vec<js_sys::Uint8Array>,
    seed: Vec<u8>,
) -> Result<String, JsValue> {
    let receivers: Vec<Vec<u8>> = receivers.iter().map(js_sys::Uint8Array::to_vec).collect();
    Ok(sealed(text, &paths, &receivers, &Zeroizing::new(seed))?)
}

fn sealed(
    text: String,
    paths: &[String],
    receivers: &[Vec<u8>],
    seed: &[u8],
) -> Result<String, Fault> {
    let seed: [u8; SEED_OCTETS] = seed
        .try_into()
        .map_err(|_| Fault::of("seed", format!("the seed must have {SEED_OCTETS} octets")))?;
    let document = Document::from_text(text, &Limits::default())?;
    let nodes: Vec<NodeId> =
        paths.iter().map(|path| element(&document, path)).collect::<Result<_, _>>()?;
    let receivers: Vec<Certificate> =
        receivers.iter().map(|octets| read(octets)).collect::<Result<_, _>>()?;
    let mut random = ChaCha20Rng::from_seed(seed);
    Ok(encryption::seal(&document, &nodes, &receivers, &mut random)?)
}

/// The element at a path of indexes among element children, joined by slashes.
fn element(document: &Document, path: &str) -> Result<NodeId, Fault> {
    let indexes: Option<Vec<u32>> = match path {
        "" => Some(Vec::new()),
        path => path.split('/').map(|index| index.parse().ok()).collect(),
    };
    indexes
        .and_then(|indexes| document.node_at(&indexes))
        .ok_or_else(|| Fault::of("no_such_element", format!("there is no element at {path:?}")))
}
