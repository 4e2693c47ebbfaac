//! JSON Web Signatures (RFC 7515) over RFC 8727 documents, in the flattened JSON serialisation
//! (section 7.2.2); the compact one (section 7.1) is read as well.

use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use serde::de::IgnoredAny;
use serde::{Deserialize, Serialize};

use super::algorithm::SignatureAlgorithm;
use super::certificate::{Certificate, ContactBook};
use super::fault::{KeyFault, SignatureFault};
use super::key::PublicKey;
use super::sign::Signer;
use super::standing::{Right, names_in_json};
use super::verify::Verified;

/// The header that is signed (section 4).
#[derive(Debug, Serialize, Deserialize)]
struct Header {
    alg: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    x5c: Vec<String>,
    /// The public key as SubjectPublicKeyInfo, where no certificate travels; a private name.
    #[serde(default, rename = "edgewarden-spki", skip_serializing_if = "Option::is_none")]
    spki: Option<String>,
    /// Time of signing.
    #[serde(default, rename = "sigT", skip_serializing_if = "Option::is_none")]
    signed_at: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    cty: Option<String>,
    #[serde(default, skip_serializing)]
    crit: Option<serde_json::Value>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Flattened {
    payload: String,
    protected: String,
    signature: String,
}

/// What tells a JWS from a report: RFC 8727 section 5 has no member of these names.
#[derive(Deserialize)]
struct Shape {
    payload: Option<IgnoredAny>,
    signature: Option<IgnoredAny>,
    signatures: Option<IgnoredAny>,
}

/// Whether a JSON text is a JWS in one of the serialisations that are JSON (section 7.2), also one
/// that [`verify`] does not read, rather than a report.
#[must_use]
pub fn is_jws(text: &str) -> bool {
    serde_json::from_str(text).is_ok_and(|shape: Shape| {
        shape.payload.is_some() && (shape.signature.is_some() || shape.signatures.is_some())
    })
}

/// Signs the text of a JSON document.
///
/// # Errors
/// When the key cannot be used.
pub fn sign(payload: &str, signer: &Signer<'_>) -> Result<String, SignatureFault> {
    const UNWRITABLE: KeyFault = KeyFault::Failed("the header cannot be written");
    let public = signer.key.public_key();
    if signer.certificate.is_some_and(|certificate| !certificate.belongs_to(&public)) {
        return Err(KeyFault::OtherKey.into());
    }
    let certificates =
        signer.certificate.iter().map(|certificate| STANDARD.encode(certificate.der()));
    let spki = match signer.certificate {
        Some(_) => None,
        None => Some(STANDARD.encode(public.to_spki()?)),
    };
    let header = Header {
        alg: signer.key.algorithm().jws().to_owned(),
        x5c: certificates.collect(),
        spki,
        signed_at: Some(signer.signed_at.to_owned()),
        cty: Some("application/json".to_owned()),
        crit: None,
    };
    let header = serde_json::to_string(&header).map_err(|_| UNWRITABLE)?;
    let protected = URL_SAFE_NO_PAD.encode(header);
    let payload = URL_SAFE_NO_PAD.encode(payload);
    let signature = signer.key.sign(format!("{protected}.{payload}").as_bytes())?;
    let signature = URL_SAFE_NO_PAD.encode(signature);
    serde_json::to_string(&Flattened { payload, protected, signature })
        .map_err(|_| UNWRITABLE.into())
}

/// A signature with the text that it signs.
#[derive(Debug, Clone, PartialEq)]
pub struct Opened {
    /// The signed document, also when the signature is not right: show it only with its standing.
    pub payload: String,
    /// What the signature is worth.
    pub verified: Verified,
}

/// Verifies a JWS and takes its payload out.
///
/// # Errors
/// When the text is no JWS.
pub fn verify(
    text: &str,
    book: &ContactBook,
    now: Option<Duration>,
) -> Result<Opened, SignatureFault> {
    const NOT_BASE64: SignatureFault = SignatureFault::NotASignature("a part is not base64url");
    let parts = parts(text.trim())?;
    let payload = URL_SAFE_NO_PAD.decode(&parts.payload).map_err(|_| NOT_BASE64)?;
    let payload = String::from_utf8(payload)
        .map_err(|_| SignatureFault::NotASignature("the payload is not UTF-8"))?;
    let header = URL_SAFE_NO_PAD.decode(&parts.protected).map_err(|_| NOT_BASE64)?;
    let header: Header = serde_json::from_slice(&header).map_err(|_| {
        SignatureFault::NotASignature("the protected header is not as RFC 7515 says")
    })?;
    let verified =
        judge(&parts, &header, &payload, book, now).unwrap_or_else(super::verify::failed);
    Ok(Opened { payload, verified })
}

fn parts(text: &str) -> Result<Flattened, SignatureFault> {
    if text.starts_with('{') {
        return serde_json::from_str(text).map_err(|_| {
            SignatureFault::NotASignature("this is no flattened JWS of RFC 7515 section 7.2.2")
        });
    }
    match text.split('.').collect::<Vec<_>>().as_slice() {
        [protected, payload, signature] => Ok(Flattened {
            payload: (*payload).to_owned(),
            protected: (*protected).to_owned(),
            signature: (*signature).to_owned(),
        }),
        _ => Err(SignatureFault::NotASignature("this is no compact JWS of RFC 7515 section 7.1")),
    }
}

fn judge(
    parts: &Flattened,
    header: &Header,
    payload: &str,
    book: &ContactBook,
    now: Option<Duration>,
) -> Result<Verified, String> {
    if header.crit.is_some() {
        return Err("the header names critical extensions (crit), and none is known here".into());
    }
    let algorithm = SignatureAlgorithm::from_jws(&header.alg)
        .ok_or_else(|| format!("the algorithm {:?} is not accepted", header.alg))?;
    let (key, certificate) = key(header)?;
    let signature =
        URL_SAFE_NO_PAD.decode(&parts.signature).map_err(|_| "the signature is not base64url")?;
    let message = format!("{}.{}", parts.protected, parts.payload);
    if !key.verifies(algorithm, message.as_bytes(), &signature) {
        return Err(
            "the signature does not belong to what it signs and to the key that came with it"
                .into(),
        );
    }
    let mut prints = vec![key.fingerprint().map_err(|error| error.to_string())?];
    prints.extend(certificate.as_ref().map(Certificate::fingerprint));
    let contact = book.find(&prints).cloned();
    let right = Right {
        covers_whole: true,
        contact: contact.as_ref(),
        certificate: certificate.as_ref(),
        signed_at: header.signed_at.as_deref(),
    };
    let worth = right.weigh(now, || names_in_json(payload));
    Ok(Verified {
        standing: worth.standing,
        problem: None,
        algorithm: algorithm.name(),
        subject: certificate.as_ref().map(|certificate| certificate.subject().to_owned()),
        sha256: prints.pop(),
        contact,
        signed_at: header.signed_at.clone(),
        certificate_in_time: worth.certificate_in_time,
        time_fault: worth.time_fault,
        domain_matches: worth.domain_matches,
        covered: vec!["/".to_owned()],
    })
}

fn key(header: &Header) -> Result<(PublicKey, Option<Certificate>), String> {
    let decode = |text: &String| STANDARD.decode(text).map_err(|_| "x5c is not base64".to_owned());
    if let Some(first) = header.x5c.first() {
        let certificate = Certificate::read(&decode(first)?).map_err(|error| error.to_string())?;
        return Ok((certificate.public_key().clone(), Some(certificate)));
    }
    let spki = header.spki.as_ref().ok_or("the header carries no certificate (x5c)")?;
    let key = PublicKey::from_spki(&decode(spki)?).map_err(|error| error.to_string())?;
    Ok((key, None))
}
