//! Values that were registered after the schemas were written (RFC 7970 section 10.2).

use std::collections::BTreeMap;
use std::sync::Arc;

use iodef::registry::{Additions, Registry};
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

use crate::fault::Fault;
use crate::object::entries;
use crate::session::{Session, refusal};

#[wasm_bindgen]
impl Session {
    /// Takes these values, and no longer those of the call before: of each registry an object with
    /// values and their descriptions.
    ///
    /// # Errors
    /// What is no registry or no value; nothing has changed then.
    pub fn registry(&mut self, additions: &JsValue) -> Result<JsValue, JsValue> {
        let registry = read(additions).map_err(|fault| refusal(&fault))?;
        self.options.registry = Arc::new(registry);
        if let Some(held) = &mut self.held {
            held.set_options(self.options.clone());
        }
        self.state()
    }
}

fn read(additions: &JsValue) -> Result<Registry, Fault> {
    let mut registries = BTreeMap::new();
    let too_many = || Fault::of("registry", "there are more values than are read");
    for (name, values) in entries(additions).ok_or_else(too_many)? {
        let mut descriptions = BTreeMap::new();
        for (value, description) in entries(&values).ok_or_else(too_many)? {
            let description = description.as_string().ok_or_else(|| {
                Fault::of("registry", &format!("the description of {value} is no text"))
            })?;
            descriptions.insert(value, description);
        }
        registries.insert(name, descriptions);
    }
    Registry::default()
        .with(Additions::from(registries))
        .map_err(|problem| Fault::of("registry", &problem.to_string()))
}
