//! Seals elements for receivers.

use aes_gcm::aead::Aead as _;
use aes_gcm::{Aes256Gcm, KeyInit as _, Nonce};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use rand_core::CryptoRng;
use rsa::Oaep;
use sha1::Sha1;
use zeroize::Zeroizing;

use super::{AES_256_GCM, ELEMENT, KEY_OCTETS, NONCE_OCTETS, RSA_OAEP, SHA1};
use crate::Error;
use crate::document::{Document, NodeId};
use crate::signature::{Certificate, KeyFault, PublicKey, SignatureFault};
use crate::structure::XMLENC;

/// Most receivers of one sealed element.
pub const MAX_RECEIVERS: usize = 32;

/// Seals each of these elements, with all that it holds, for each of these receivers. An element
/// inside another one that is sealed goes with it.
///
/// # Errors
/// When a certificate is not of an RSA key, when there is no receiver or too many of them, or when
/// the document element itself is to be sealed: encrypt the file instead.
pub fn seal(
    document: &Document,
    elements: &[NodeId],
    receivers: &[Certificate],
    random: &mut impl CryptoRng,
) -> Result<String, Error> {
    if receivers.is_empty() || receivers.len() > MAX_RECEIVERS {
        return Err(
            SignatureFault::from(KeyFault::Failed("1 to 32 receivers can be sealed for")).into()
        );
    }
    let mut elements = elements.to_vec();
    elements.sort();
    elements.dedup();
    if elements.iter().any(|node| *node == document.root() || !document.is_element(*node)) {
        return Err(SignatureFault::from(KeyFault::Failed(
            "only elements inside the document can be sealed; encrypt the file instead",
        ))
        .into());
    }
    let mut sealed = String::with_capacity(document.text().len());
    let mut done = 0;
    for node in elements {
        let span = document.span(node);
        if span.start < done {
            continue;
        }
        sealed.push_str(document.slice(done..span.start));
        sealed.push_str(&encrypted(document.slice(span.clone()), receivers, random)?);
        done = span.end;
    }
    sealed.push_str(document.slice(done..document.text().len()));
    Ok(sealed)
}

fn encrypted(
    plain: &str,
    receivers: &[Certificate],
    random: &mut impl CryptoRng,
) -> Result<String, SignatureFault> {
    const FAILED: KeyFault = KeyFault::Failed("the element cannot be encrypted");
    let mut key = Zeroizing::new([0; KEY_OCTETS]);
    random.fill_bytes(key.as_mut_slice());
    let mut nonce = [0; NONCE_OCTETS];
    random.fill_bytes(&mut nonce);
    let cipher = Aes256Gcm::new_from_slice(key.as_slice()).map_err(|_| FAILED)?;
    let cipher_text = cipher.encrypt(&Nonce::from(nonce), plain.as_bytes()).map_err(|_| FAILED)?;
    let value = STANDARD.encode([nonce.as_slice(), &cipher_text].concat());
    let mut keys = String::new();
    for receiver in receivers {
        keys.push_str(&encrypted_key(key.as_slice(), receiver, random)?);
    }
    Ok(format!(
        "<xenc:EncryptedData xmlns:xenc=\"{XMLENC}\" Type=\"{ELEMENT}\">\
         <xenc:EncryptionMethod Algorithm=\"{AES_256_GCM}\"/>\
         <ds:KeyInfo xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\">{keys}</ds:KeyInfo>\
         <xenc:CipherData><xenc:CipherValue>{value}</xenc:CipherValue></xenc:CipherData>\
         </xenc:EncryptedData>"
    ))
}

fn encrypted_key(
    key: &[u8],
    receiver: &Certificate,
    random: &mut impl CryptoRng,
) -> Result<String, KeyFault> {
    let PublicKey::Rsa(public) = receiver.public_key() else {
        return Err(KeyFault::Algorithm {
            algorithm: format!("of {}", receiver.subject()),
            expected: "a certificate of an RSA key",
        });
    };
    let wrapped = public
        .encrypt(random, Oaep::<Sha1>::new(), key)
        .map_err(|_| KeyFault::Failed("the key cannot be wrapped"))?;
    let certificate = STANDARD.encode(receiver.der());
    Ok(format!(
        "<xenc:EncryptedKey><xenc:EncryptionMethod Algorithm=\"{RSA_OAEP}\">\
         <ds:DigestMethod Algorithm=\"{SHA1}\"/></xenc:EncryptionMethod><ds:KeyInfo><ds:X509Data>\
         <ds:X509Certificate>{certificate}</ds:X509Certificate></ds:X509Data></ds:KeyInfo>\
         <xenc:CipherData><xenc:CipherValue>{}</xenc:CipherValue></xenc:CipherData></xenc:EncryptedKey>",
        STANDARD.encode(wrapped)
    ))
}
