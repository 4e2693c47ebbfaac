//! Makes signatures of XML documents (XML Signature 1.1).

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::algorithm::{DigestAlgorithm, ENVELOPED, EXCLUSIVE_C14N};
use super::certificate::{Certificate, hex};
use super::fault::{KeyFault, SignatureFault};
use super::key::PrivateKey;
use crate::Error;
use crate::canonical::Canonical;
use crate::document::{Document, Limits, NodeId};
use crate::escape::escape_attribute;
use crate::structure::{IODEF_2, XMLDSIG};

/// The namespace of `Created` (XML Signature Properties).
pub(crate) const PROPERTIES: &str = "http://www.w3.org/2009/xmldsig-properties";
/// The namespace of `DEREncodedKeyValue` (XML Signature 1.1).
pub(crate) const DSIG11: &str = "http://www.w3.org/2009/xmldsig11#";
const DIGEST: DigestAlgorithm = DigestAlgorithm::Sha256;

/// Who signs, and when.
#[derive(Debug)]
pub struct Signer<'s> {
    /// The key.
    pub key: &'s PrivateKey,
    /// Its certificate, to travel with the signature; without one, the public key does.
    pub certificate: Option<&'s Certificate>,
    /// The time of signing, as `xs:dateTime` with its zone; it is signed too.
    pub signed_at: &'s str,
}

/// Signs a whole document inside itself: the signature becomes an `AdditionalData` of type `xml` at
/// its end, the one place that both published schemas allow.
///
/// # Errors
/// When the document is no IODEF of version 2 or signed already, or the key cannot be used.
pub fn sign_enveloped(document: &Document, signer: &Signer<'_>) -> Result<String, Error> {
    check(document, signer)?;
    let root = document.root();
    let element = Unsigned {
        algorithm: signer.key.algorithm().uri(),
        reference_uri: "",
        transforms: &[ENVELOPED, EXCLUSIVE_C14N],
        id: &free_id(document),
    };
    let prefix = document.prefix(root);
    let name = if prefix.is_empty() {
        "AdditionalData".into()
    } else {
        format!("{prefix}:AdditionalData")
    };
    let line_end = if document.text().contains("\r\n") { "\r\n" } else { "\n" };
    let wrapped = format!(
        "  <{name} dtype=\"xml\" meaning=\"XML signature of this document\">{}</{name}>{line_end}",
        element.write(signer)?
    );
    let at = document.content_span(root).map_or(0, |content| content.end);
    let mut signed = document.clone();
    signed.splice(at..at, &wrapped)?;
    let signature =
        find_last_signature(&signed).ok_or(SignatureFault::NotASignature("it was not written"))?;
    let without = Canonical { without: Some(signature), ..Canonical::exclusive() };
    let digest = DIGEST.digest(without.write(&signed, signed.document_node()).as_bytes());
    complete(signed, signer, &digest)
}

/// Signs the octets of a file from outside; `uri` says where they are found, as a relative
/// reference such as the file's name.
///
/// # Errors
/// When the key cannot be used.
pub fn sign_detached(octets: &[u8], uri: &str, signer: &Signer<'_>) -> Result<String, Error> {
    if let Some(certificate) = signer.certificate {
        belongs(certificate, signer.key)?;
    }
    let element = Unsigned {
        algorithm: signer.key.algorithm().uri(),
        reference_uri: uri,
        transforms: &[],
        id: "signature",
    };
    let text = format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{}\n", element.write(signer)?);
    let document = Document::from_text(text, &Limits::default())?;
    complete(document, signer, &DIGEST.digest(octets))
}

/// Fills in the digests of what is signed, then the signature over them.
fn complete(mut document: Document, signer: &Signer<'_>, digest: &[u8]) -> Result<String, Error> {
    let signature = |document: &Document| {
        find_last_signature(document).ok_or(SignatureFault::NotASignature("it was not written"))
    };
    let property = descendant(&document, signature(&document)?, "SignatureProperty");
    let property = Canonical::exclusive().write(&document, property);
    let digests = [digest.to_vec(), DIGEST.digest(property.as_bytes())];
    for (index, digest) in digests.iter().enumerate() {
        let node = nth_descendant(&document, signature(&document)?, "DigestValue", index);
        fill(&mut document, node, digest)?;
    }
    let signed_info = descendant(&document, signature(&document)?, "SignedInfo");
    let message = Canonical::exclusive().write(&document, signed_info);
    let value = signer.key.sign(message.as_bytes()).map_err(SignatureFault::from)?;
    let node = descendant(&document, signature(&document)?, "SignatureValue");
    fill(&mut document, node, &value)?;
    Ok(document.text().to_owned())
}

fn fill(document: &mut Document, node: NodeId, octets: &[u8]) -> Result<(), Error> {
    let range = document.content_span(node).unwrap_or_default();
    document.splice(range, &STANDARD.encode(octets))?;
    Ok(())
}

fn check(document: &Document, signer: &Signer<'_>) -> Result<(), SignatureFault> {
    let root = document.root();
    if document.namespace(root) != IODEF_2 || document.local_name(root) != "IODEF-Document" {
        let seen = format!("{{{}}}{}", document.namespace(root), document.local_name(root));
        return Err(SignatureFault::Root { seen });
    }
    if !document_signatures(document).is_empty() {
        return Err(SignatureFault::Signed);
    }
    if let Some(certificate) = signer.certificate {
        belongs(certificate, signer.key)?;
    }
    Ok(())
}

fn belongs(certificate: &Certificate, key: &PrivateKey) -> Result<(), SignatureFault> {
    if certificate.belongs_to(&key.public_key()) { Ok(()) } else { Err(KeyFault::OtherKey.into()) }
}

/// The signatures over the document itself: those in an `AdditionalData` of the document element.
/// Signatures elsewhere are evidence about something else.
pub(crate) fn document_signatures(document: &Document) -> Vec<NodeId> {
    let root = document.root();
    document
        .elements(root)
        .filter(|child| {
            document.local_name(*child) == "AdditionalData"
                && document.namespace(*child) == document.namespace(root)
        })
        .flat_map(|data| document.elements(data))
        .filter(|child| is_signature(document, *child))
        .collect()
}

pub(crate) fn is_signature(document: &Document, node: NodeId) -> bool {
    document.namespace(node) == XMLDSIG && document.local_name(node) == "Signature"
}

fn find_last_signature(document: &Document) -> Option<NodeId> {
    if is_signature(document, document.root()) {
        return Some(document.root());
    }
    document_signatures(document).pop()
}

fn descendant(document: &Document, node: NodeId, local: &str) -> NodeId {
    nth_descendant(document, node, local, 0)
}

/// A part of the signature that was just written, so that it is there.
fn nth_descendant(document: &Document, node: NodeId, local: &str, index: usize) -> NodeId {
    document
        .descendants(node)
        .filter(|part| document.local_name(*part) == local)
        .nth(index)
        .unwrap_or(node)
}

/// An id that a document cannot have before: it is made from its text.
fn free_id(document: &Document) -> String {
    let digest = DIGEST.digest(document.text().as_bytes());
    format!("signature-{}", hex(digest.get(..8).unwrap_or_default()))
}

/// What is written before digests and signature are known.
struct Unsigned<'u> {
    algorithm: &'u str,
    reference_uri: &'u str,
    transforms: &'u [&'u str],
    id: &'u str,
}

impl Unsigned<'_> {
    fn write(&self, signer: &Signer<'_>) -> Result<String, SignatureFault> {
        let id = self.id;
        let signed = reference(self.reference_uri, self.transforms);
        let property = reference(&format!("#{id}-created"), &[EXCLUSIVE_C14N]);
        let key_info = key_info(signer)?;
        let (algorithm, created) = (self.algorithm, escape(signer.signed_at));
        Ok(format!(
            "<ds:Signature xmlns:ds=\"{XMLDSIG}\" Id=\"{id}\"><ds:SignedInfo>\
             <ds:CanonicalizationMethod Algorithm=\"{EXCLUSIVE_C14N}\"/>\
             <ds:SignatureMethod Algorithm=\"{algorithm}\"/>{signed}{property}</ds:SignedInfo>\
             <ds:SignatureValue></ds:SignatureValue>{key_info}\
             <ds:Object><ds:SignatureProperties><ds:SignatureProperty Id=\"{id}-created\" Target=\"#{id}\">\
             <dsp:Created xmlns:dsp=\"{PROPERTIES}\">{created}</dsp:Created></ds:SignatureProperty>\
             </ds:SignatureProperties></ds:Object></ds:Signature>"
        ))
    }
}

fn reference(uri: &str, transforms: &[&str]) -> String {
    let list: String = transforms
        .iter()
        .map(|algorithm| format!("<ds:Transform Algorithm=\"{algorithm}\"/>"))
        .collect();
    let transforms =
        if list.is_empty() { list } else { format!("<ds:Transforms>{list}</ds:Transforms>") };
    format!(
        "<ds:Reference URI=\"{}\">{transforms}<ds:DigestMethod Algorithm=\"{}\"/>\
             <ds:DigestValue></ds:DigestValue></ds:Reference>",
        escape(uri),
        DIGEST.uri(),
    )
}

fn key_info(signer: &Signer<'_>) -> Result<String, SignatureFault> {
    if let Some(certificate) = signer.certificate {
        return Ok(format!(
            "<ds:KeyInfo><ds:X509Data><ds:X509Certificate>{}</ds:X509Certificate></ds:X509Data></ds:KeyInfo>",
            STANDARD.encode(certificate.der())
        ));
    }
    Ok(format!(
        "<ds:KeyInfo><dsig11:DEREncodedKeyValue xmlns:dsig11=\"{DSIG11}\">{}</dsig11:DEREncodedKeyValue></ds:KeyInfo>",
        STANDARD.encode(signer.key.public_key().to_spki()?)
    ))
}

fn escape(text: &str) -> String {
    let mut written = String::with_capacity(text.len());
    escape_attribute(text, &mut written);
    written
}
