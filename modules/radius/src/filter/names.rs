//! What the conditions of routes may name.

use std::cell::RefCell;
use std::collections::BTreeMap;

use crate::attribute::{Attributes, Reference};
use crate::policy::{self, Client};
use crate::routing::AttributeTexts;

/// The name of the client, as its host knows it.
const CLIENT: &str = "client";

/// A tag of the client.
const CLIENT_TAG: &str = "client_tag";

/// The attributes that the routes of one table name.
#[derive(Debug, Default)]
pub(super) struct RoutedNames(RefCell<BTreeMap<String, Reference>>);

/// The texts of one request under those names.
pub(super) struct Texts<'a> {
    pub names: &'a RoutedNames,
    pub attributes: &'a Attributes,
    pub client: Client<'a>,
}

impl RoutedNames {
    /// The usual spelling of a name, which can be asked for from now on; none if there is nothing of
    /// that name, or if it is hidden from policy.
    pub fn know(&self, name: &str) -> Option<String> {
        if let Some(own) = [CLIENT, CLIENT_TAG].into_iter().find(|own| *own == name) {
            return Some(own.to_owned());
        }
        let reference = policy::readable(name)?;
        let usual = reference.to_string();
        self.0.borrow_mut().insert(usual.clone(), reference);
        Some(usual)
    }
}

impl AttributeTexts for Texts<'_> {
    fn for_each(&self, name: &str, visit: &mut dyn FnMut(&[u8])) {
        match name {
            CLIENT => visit(self.client.name.as_bytes()),
            CLIENT_TAG => self.client.tags.iter().for_each(|tag| visit(tag.as_bytes())),
            _ => {
                let names = self.names.0.borrow();
                let Some(reference) = names.get(name) else { return };
                for octets in self.attributes.all(reference) {
                    if let Some(text) = policy::text(reference, &octets) {
                        visit(&text);
                    }
                }
            }
        }
    }
}
