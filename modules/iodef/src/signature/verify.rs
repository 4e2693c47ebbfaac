//! Verifies signatures of XML documents, and says what they cover.
//!
//! Only what can be judged is accepted: references to the document or to one of its elements, with
//! the enveloped-signature transform and canonicalisation. XPath, XSLT, manifests and anything from
//! the network are refused (XML Signature Best Practices, sections 2 and 3).

use std::borrow::Cow;
use std::cell::{Cell, OnceCell};
use std::collections::BTreeMap;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::Serialize;
use subtle::ConstantTimeEq as _;

use super::algorithm::{
    C14N, C14N_WITH_COMMENTS, DigestAlgorithm, ENVELOPED, EXCLUSIVE_C14N,
    EXCLUSIVE_C14N_WITH_COMMENTS, SignatureAlgorithm,
};
use super::certificate::{Certificate, Contact, ContactBook};
use super::fault::SignatureFault;
use super::key::PublicKey;
use super::shape;
use super::sign::{DSIG11, PROPERTIES, document_signatures, is_signature};
use super::standing::{Right, Standing, TimeFault, names, names_in_file, overall};
use crate::Error;
use crate::canonical::Canonical;
use crate::document::{Document, Limits, NodeId};
use crate::structure::XMLDSIG;

/// Most signatures of a document that are looked at.
pub const MAX_SIGNATURES: usize = 16;
/// Most references of one signature.
pub const MAX_REFERENCES: usize = 16;
/// Octets that all references of a document may come to, beyond what one reference to the whole of it
/// in each signature does.
const MAX_DIGESTED: usize = 1 << 20;
/// Most prefixes of an InclusiveNamespaces PrefixList: more are never in scope.
const MAX_PREFIXES: usize = Limits::MAX_NAMESPACES_IN_SCOPE;
/// Most certificates of one signature.
const MAX_CERTIFICATES: usize = 8;

/// What was found about all signatures of a document.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Verification {
    /// The worst of its signatures counts; one that is not right outweighs all others.
    pub standing: Standing,
    /// Each signature.
    pub signatures: Vec<Verified>,
}

/// One signature.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Verified {
    /// What it is worth.
    pub standing: Standing,
    /// Why it is not right, in one sentence.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub problem: Option<String>,
    /// How it was made.
    pub algorithm: &'static str,
    /// Subject of the certificate that came with it: a claim, until it is pinned.
    pub subject: Option<String>,
    /// SHA-256 of that certificate, or of the key.
    pub sha256: Option<String>,
    /// The contact that is pinned to the key.
    pub contact: Option<Contact>,
    /// The signed time of signing.
    pub signed_at: Option<String>,
    /// The certificate was valid at the time of signing and is now, as far as these are known.
    pub certificate_in_time: Option<bool>,
    /// What speaks against the time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub time_fault: Option<TimeFault>,
    /// The domain of the contact, if it has one, is that of every IncidentID.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub domain_matches: Option<bool>,
    /// XPath of each part that is covered.
    pub covered: Vec<String>,
}

/// Verifies every signature over an IODEF document; the nodes are those of the tree that is shown.
/// `now` judges the validity of certificates.
#[must_use]
pub fn verify(document: &Document, book: &ContactBook, now: Option<Duration>) -> Verification {
    let nodes = document_signatures(document);
    let shared = Shared::new(document, None);
    let mut signatures: Vec<Verified> = nodes
        .iter()
        .take(MAX_SIGNATURES)
        .map(|node| {
            Reading { document, node: *node, octets: None, shared: &shared }.judge(book, now)
        })
        .collect();
    if nodes.len() > MAX_SIGNATURES {
        signatures
            .push(failed(format!("{} signatures, at most {MAX_SIGNATURES} are read", nodes.len())));
    }
    let standing = overall(signatures.iter().map(|signature| signature.standing));
    Verification { standing, signatures }
}

/// Verifies a detached signature over the octets of a file.
///
/// # Errors
/// When the first document is no signature.
pub fn verify_detached(
    signature: &Document,
    octets: &[u8],
    book: &ContactBook,
    now: Option<Duration>,
) -> Result<Verification, Error> {
    let node = signature.root();
    if !is_signature(signature, node) {
        return Err(
            SignatureFault::NotASignature("the document element is not ds:Signature").into()
        );
    }
    let shared = Shared::new(signature, Some(octets));
    let reading = Reading { document: signature, node, octets: Some(octets), shared: &shared };
    let verified = reading.judge(book, now);
    Ok(Verification { standing: verified.standing, signatures: vec![verified] })
}

pub(super) fn failed(problem: String) -> Verified {
    Verified {
        standing: Standing::Invalid,
        problem: Some(problem),
        algorithm: "",
        subject: None,
        sha256: None,
        contact: None,
        signed_at: None,
        certificate_in_time: None,
        time_fault: None,
        domain_matches: None,
        covered: Vec::new(),
    }
}

/// A signature that is being read.
struct Reading<'r> {
    document: &'r Document,
    node: NodeId,
    /// What a detached signature is about.
    octets: Option<&'r [u8]>,
    shared: &'r Shared<'r>,
}

/// What the signatures of a document have in common.
struct Shared<'d> {
    /// How many octets may still be digested.
    left: Cell<usize>,
    /// The element of each id; none where several have it.
    ids: OnceCell<BTreeMap<Cow<'d, str>, Option<NodeId>>>,
}

impl Shared<'_> {
    fn new(document: &Document, octets: Option<&[u8]>) -> Self {
        let length = octets.map_or(document.text().len(), <[u8]>::len);
        let most = length.saturating_mul(MAX_SIGNATURES).saturating_add(MAX_DIGESTED);
        Self { left: Cell::new(most), ids: OnceCell::new() }
    }
}

/// What is covered, so far.
#[derive(Default)]
struct Covered {
    whole: bool,
    properties: Vec<NodeId>,
    parts: Vec<String>,
}

impl Reading<'_> {
    fn judge(&self, book: &ContactBook, now: Option<Duration>) -> Verified {
        match self.read(book, now) {
            Ok(verified) => verified,
            Err(problem) => failed(problem),
        }
    }

    fn read(&self, book: &ContactBook, now: Option<Duration>) -> Result<Verified, String> {
        let signed_info = self.child(self.node, "SignedInfo")?;
        let method = self.algorithm(signed_info, "SignatureMethod")?;
        let algorithm = SignatureAlgorithm::from_uri(&method)
            .ok_or_else(|| format!("the signature algorithm {method} is not accepted"))?;
        let (key, certificate) = self.key()?;
        let message = self.canonical(signed_info)?.write(self.document, signed_info);
        let value = self.child(self.node, "SignatureValue")?;
        let value = self.base64(value)?;
        if !key.verifies(algorithm, message.as_bytes(), &value) {
            return Err(
                "the signature does not belong to what it signs and to the key that came with it"
                    .into(),
            );
        }
        let covered = self.references(signed_info)?;
        let signed_at = self.signed_at(&covered);
        let mut prints = vec![key.fingerprint().map_err(|error| error.to_string())?];
        prints.extend(certificate.as_ref().map(Certificate::fingerprint));
        let contact = book.find(&prints).cloned();
        let right = Right {
            covers_whole: covered.whole && self.holds_nothing_else(&covered),
            contact: contact.as_ref(),
            certificate: certificate.as_ref(),
            signed_at: signed_at.as_deref(),
        };
        let worth = right.weigh(now, || match self.octets {
            Some(octets) => names_in_file(octets),
            None => names(self.document),
        });
        Ok(Verified {
            standing: worth.standing,
            problem: None,
            algorithm: algorithm.name(),
            subject: certificate.as_ref().map(|certificate| certificate.subject().to_owned()),
            sha256: prints.pop(),
            contact,
            signed_at,
            certificate_in_time: worth.certificate_in_time,
            time_fault: worth.time_fault,
            domain_matches: worth.domain_matches,
            covered: covered.parts,
        })
    }

    /// Whether nothing stands in the signature that it does not sign.
    fn holds_nothing_else(&self, covered: &Covered) -> bool {
        shape::holds_own_parts(self.document, self.node)
            && shape::signs_its_objects(self.document, self.node, &covered.properties)
    }

    /// Checks the digest of every reference.
    fn references(&self, signed_info: NodeId) -> Result<Covered, String> {
        let references: Vec<NodeId> = self.children(signed_info, "Reference").collect();
        if references.is_empty() || references.len() > MAX_REFERENCES {
            return Err(format!("{} references, 1 to {MAX_REFERENCES} are read", references.len()));
        }
        let mut covered = Covered::default();
        for reference in references {
            let uri = self.document.attribute(reference, "URI").map(|uri| uri.into_owned());
            let left = self.shared.left.get();
            if left == 0 {
                return Err("the signatures refer to the same parts too often".into());
            }
            let octets = self.referenced(reference, uri.as_deref(), &mut covered)?;
            self.shared.left.set(left.saturating_sub(octets.len()));
            let method = self.algorithm(reference, "DigestMethod")?;
            let algorithm = DigestAlgorithm::from_uri(&method)
                .ok_or_else(|| format!("the digest algorithm {method} is not accepted"))?;
            let expected = self.base64(self.child(reference, "DigestValue")?)?;
            if !bool::from(algorithm.digest(&octets).ct_eq(&expected)) {
                let uri = uri.unwrap_or_default();
                let what = if uri.is_empty() { "the document".to_owned() } else { uri };
                return Err(format!("{what} was changed after it was signed: its digest differs"));
            }
        }
        Ok(covered)
    }

    /// The octets of a reference.
    fn referenced(
        &self,
        reference: NodeId,
        uri: Option<&str>,
        covered: &mut Covered,
    ) -> Result<Vec<u8>, String> {
        let (enveloped, mut form) = self.transforms(reference)?;
        if let (Some(form), true) = (&mut form, uri.is_some_and(is_same_document)) {
            // A same-document reference is a node-set without comments, whatever the form would
            // keep (XML Signature section 4.4.3.3).
            form.comments = false;
        }
        match (uri, self.octets) {
            (Some(""), None) => {
                if !enveloped {
                    return Err(
                        "a reference to the document without the enveloped-signature transform"
                            .into(),
                    );
                }
                covered.whole = true;
                covered.parts.push("/".to_owned());
                let form = Canonical { without: Some(self.node), ..form.unwrap_or_default() };
                Ok(form.write(self.document, self.document.document_node()).into_bytes())
            }
            (Some(uri), _) if uri.starts_with('#') => {
                let node = self.by_id(uri.trim_start_matches('#'))?;
                if self.holds(self.node, node) {
                    covered.properties.push(node);
                } else if node == self.document.root() && self.octets.is_none() {
                    covered.whole = true;
                }
                covered.parts.push(self.document.xpath(node));
                let without = enveloped.then_some(self.node);
                let form = Canonical { without, ..form.unwrap_or_default() };
                Ok(form.write(self.document, node).into_bytes())
            }
            (uri, Some(octets)) if !enveloped && form.is_none() => {
                covered.whole = true;
                covered.parts.push(uri.unwrap_or_default().to_owned());
                Ok(octets.to_vec())
            }
            (uri, _) => Err(format!(
                "a reference to {:?}, which is outside of what can be verified here",
                uri.unwrap_or_default()
            )),
        }
    }

    /// Whether the signature itself is left out, and the canonical form if one is named.
    fn transforms(&self, reference: NodeId) -> Result<(bool, Option<Canonical>), String> {
        let mut enveloped = false;
        let mut form = None;
        let list = self
            .children(reference, "Transforms")
            .flat_map(|list| self.children(list, "Transform"));
        for transform in list {
            let algorithm = self.document.attribute(transform, "Algorithm").unwrap_or_default();
            match &*algorithm {
                ENVELOPED if !enveloped && form.is_none() => enveloped = true,
                other if form.is_none() => form = Some(self.form(other, transform)?),
                other => return Err(format!("the transform {other} is not accepted here")),
            }
        }
        Ok((enveloped, form))
    }

    /// The form of what is signed, which is made before anything of it can be trusted.
    fn canonical(&self, signed_info: NodeId) -> Result<Canonical, String> {
        let document = self.document;
        let foreign = document.descendants(signed_info).find(|node| {
            document.is_element(*node)
                && !matches!(document.namespace(*node), XMLDSIG | EXCLUSIVE_C14N)
        });
        if let Some(foreign) = foreign {
            let name = document.local_name(foreign);
            return Err(format!("ds:SignedInfo holds {name}, which is not accepted there"));
        }
        let method = self.child(signed_info, "CanonicalizationMethod")?;
        let algorithm = self.document.attribute(method, "Algorithm").unwrap_or_default();
        self.form(&algorithm, method)
    }

    fn form(&self, algorithm: &str, node: NodeId) -> Result<Canonical, String> {
        let comments = matches!(algorithm, C14N_WITH_COMMENTS | EXCLUSIVE_C14N_WITH_COMMENTS);
        match algorithm {
            C14N | C14N_WITH_COMMENTS => Ok(Canonical { comments, ..Canonical::inclusive() }),
            EXCLUSIVE_C14N | EXCLUSIVE_C14N_WITH_COMMENTS => {
                let list = self
                    .document
                    .elements(node)
                    .find(|child| self.document.local_name(*child) == "InclusiveNamespaces")
                    .and_then(|child| self.document.attribute(child, "PrefixList"));
                let list = list.unwrap_or_default();
                let prefixes: Vec<String> = list
                    .split_ascii_whitespace()
                    .take(MAX_PREFIXES.saturating_add(1))
                    .map(str::to_owned)
                    .collect();
                if prefixes.len() > MAX_PREFIXES {
                    return Err(format!("more than {MAX_PREFIXES} prefixes in a PrefixList"));
                }
                Ok(Canonical { comments, exclusive: Some(prefixes), without: None })
            }
            other => Err(format!("the transform {other} is not accepted")),
        }
    }

    /// The only element with an id; a second one with the same id is an attack.
    fn by_id(&self, id: &str) -> Result<NodeId, String> {
        match self.shared.ids.get_or_init(|| ids(self.document)).get(id) {
            Some(Some(node)) => Ok(*node),
            None => Err(format!("there is no element with the id {id:?}")),
            Some(None) => Err(format!("more than one element has the id {id:?}")),
        }
    }

    fn key(&self) -> Result<(PublicKey, Option<Certificate>), String> {
        let info = self.child(self.node, "KeyInfo")?;
        let of_certificate = self
            .children(info, "X509Data")
            .flat_map(|data| self.children(data, "X509Certificate"))
            .take(MAX_CERTIFICATES)
            .next();
        if let Some(node) = of_certificate {
            let certificate =
                Certificate::read(&self.base64(node)?).map_err(|error| error.to_string())?;
            return Ok((certificate.public_key().clone(), Some(certificate)));
        }
        let value = self.document.elements(info).find(|child| {
            self.document.namespace(*child) == DSIG11
                && self.document.local_name(*child) == "DEREncodedKeyValue"
        });
        let value =
            value.ok_or("the signature carries neither certificate nor DEREncodedKeyValue")?;
        let key = PublicKey::from_spki(&self.base64(value)?).map_err(|error| error.to_string())?;
        Ok((key, None))
    }

    /// The time in a property that is covered.
    fn signed_at(&self, covered: &Covered) -> Option<String> {
        let properties = covered.properties.iter();
        let created =
            properties.flat_map(|node| self.document.descendants(*node)).find(|node| {
                self.document.namespace(*node) == PROPERTIES
                    && self.document.local_name(*node) == "Created"
            })?;
        Some(self.document.text_of(created).trim().to_owned())
    }

    fn holds(&self, outer: NodeId, inner: NodeId) -> bool {
        (outer..self.document.subtree_end(outer)).contains(&inner)
    }

    fn children(&self, node: NodeId, local: &str) -> impl Iterator<Item = NodeId> {
        self.document.elements(node).filter(move |child| {
            self.document.namespace(*child) == XMLDSIG && self.document.local_name(*child) == local
        })
    }

    fn child(&self, node: NodeId, local: &'static str) -> Result<NodeId, String> {
        let mut found = self.children(node, local);
        match (found.next(), found.next()) {
            (Some(child), None) => Ok(child),
            (None, _) => Err(format!("ds:{local} is missing")),
            (Some(_), Some(_)) => Err(format!("more than one ds:{local}")),
        }
    }

    fn algorithm(&self, node: NodeId, local: &'static str) -> Result<String, String> {
        let child = self.child(node, local)?;
        Ok(self.document.attribute(child, "Algorithm").unwrap_or_default().into_owned())
    }

    fn base64(&self, node: NodeId) -> Result<Vec<u8>, String> {
        let text: String = self.document.text_of(node).split_ascii_whitespace().collect();
        STANDARD
            .decode(text)
            .map_err(|_| format!("ds:{} is not base64", self.document.local_name(node)))
    }
}

fn is_same_document(uri: &str) -> bool {
    uri.is_empty() || uri.starts_with('#')
}

/// The element of each id; none where several have it.
fn ids(document: &Document) -> BTreeMap<Cow<'_, str>, Option<NodeId>> {
    let mut ids = BTreeMap::new();
    let nodes = document.descendants(document.root());
    for node in nodes.filter(|node| document.is_element(*node)) {
        for attribute in document.attributes(node) {
            let named = matches!(
                (&*attribute.namespace, attribute.local),
                ("", "Id" | "ID" | "id" | "observable-id")
                    | ("http://www.w3.org/XML/1998/namespace", "id")
            );
            if named {
                let element = ids.entry(attribute.value()).or_insert(Some(node));
                *element = element.filter(|known| *known == node);
            }
        }
    }
    ids
}
