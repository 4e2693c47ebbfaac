//! What signatures are worth, by the contact book alone.

use std::time::Duration;

use iodef::document::{Document, Limits};
use iodef::signature::{self, ContactBook, MAX_CONTACTS, Verification, Verified, jws};
use serde::Serialize;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

use crate::fault::{Fault, answer};

/// Most names of a document that are compared with the domain of a team.
const MAX_NAMES: usize = 16;

/// A signature, with the places that it covers in the tree that is shown.
#[derive(Serialize)]
struct Shown {
    #[serde(flatten)]
    verified: Verified,
    /// The path of each covered XPath that is an element of the document.
    paths: Vec<Option<String>>,
}

#[derive(Serialize)]
struct Judged {
    standing: signature::Standing,
    signatures: Vec<Shown>,
    /// Under whose names the incidents of the document are numbered.
    names: Vec<String>,
}

/// A JSON Web Signature with what it signs: show that only with its standing.
#[derive(Serialize)]
struct OpenedJws {
    payload: String,
    verification: Judged,
}

/// Verifies every signature over a document. `now` is in milliseconds since the Unix epoch.
///
/// # Errors
/// A document that cannot be parsed, or a contact book that is none.
#[wasm_bindgen]
pub fn verify(text: String, book: JsValue, now: f64) -> Result<JsValue, JsValue> {
    let book = contacts(book)?;
    let document = Document::from_text(text, &Limits::default()).map_err(Fault::from)?;
    answer(&judged(signature::verify(&document, &book, since_epoch(now)), Some(&document)))
}

/// Verifies a signature of its own file over the octets of another one.
///
/// # Errors
/// What is no signature.
#[wasm_bindgen(js_name = verifyDetached)]
pub fn verify_detached(
    signature: &[u8],
    octets: &[u8],
    book: JsValue,
    now: f64,
) -> Result<JsValue, JsValue> {
    let book = contacts(book)?;
    let signature = Document::parse(signature, &Limits::default()).map_err(Fault::from)?;
    let found = signature::verify_detached(&signature, octets, &book, since_epoch(now));
    answer(&judged(found.map_err(Fault::from)?, None))
}

/// Verifies a JSON Web Signature and takes its payload out.
///
/// # Errors
/// What is no JSON Web Signature.
#[wasm_bindgen(js_name = verifyJson)]
pub fn verify_json(text: &str, book: JsValue, now: f64) -> Result<JsValue, JsValue> {
    let opened = jws::verify(text, &contacts(book)?, since_epoch(now)).map_err(Fault::from)?;
    let standing = opened.verified.standing;
    let found = Verification { standing, signatures: vec![opened.verified] };
    answer(&OpenedJws { payload: opened.payload, verification: judged(found, None) })
}

fn judged(found: Verification, document: Option<&Document>) -> Judged {
    let path = |xpath: &String| document.and_then(|document| path(document, xpath));
    let signatures = found
        .signatures
        .into_iter()
        .map(|verified| Shown { paths: verified.covered.iter().map(path).collect(), verified });
    Judged {
        standing: found.standing,
        signatures: signatures.collect(),
        names: document.map(names).unwrap_or_default(),
    }
}

/// The `name` of each IncidentID.
fn names(document: &Document) -> Vec<String> {
    let child = |node, name| {
        let mut children = document.elements(node);
        children.find(|child| document.local_name(*child) == name)
    };
    let incidents = document
        .elements(document.root())
        .filter(|child| document.local_name(*child) == "Incident");
    let mut names: Vec<String> = incidents
        .filter_map(|incident| document.attribute(child(incident, "IncidentID")?, "name"))
        .map(|name| name.trim().to_owned())
        .collect();
    names.sort_unstable();
    names.dedup();
    names.truncate(MAX_NAMES);
    names
}

/// Indexes among element children; the document itself is its document element.
fn path(document: &Document, xpath: &str) -> Option<String> {
    if xpath == "/" {
        return Some(String::new());
    }
    let indexes = document.path_of(document.resolve(xpath)?);
    Some(indexes.iter().map(u32::to_string).collect::<Vec<_>>().join("/"))
}

fn contacts(book: JsValue) -> Result<ContactBook, Fault> {
    let book: ContactBook = serde_wasm_bindgen::from_value(book)
        .map_err(|error| Fault::of("contacts", format!("this is no contact book: {error}")))?;
    if book.contacts.len() > MAX_CONTACTS {
        let message = format!("{} contacts, at most {MAX_CONTACTS}", book.contacts.len());
        return Err(Fault::of("contacts", message));
    }
    Ok(book)
}

fn since_epoch(milliseconds: f64) -> Option<Duration> {
    Duration::try_from_secs_f64(milliseconds / 1000.0).ok()
}
