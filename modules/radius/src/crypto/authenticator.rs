//! Request and Response Authenticators: RFC 2865 section 3, RFC 2866 section 3, RFC 5176 section
//! 2.3.

use subtle::ConstantTimeEq;

use super::message_authenticator::{self, MESSAGE_AUTHENTICATOR, check_presence};
use super::{MessageAuthenticatorPolicy, Secret};
use crate::error::{Error, Reason, Unsupported};
use crate::packet::{Authenticator, AuthenticatorKind, Code, Packet, header};

/// What stands for the authenticator while that is computed.
const ZEROS: Authenticator = [0; 16];

impl Packet {
    /// Sets Message-Authenticator, if there is one, and then the Request Authenticator.
    ///
    /// That of an Access-Request or a Status-Server is left as it is: the caller has chosen it at
    /// random before attributes were hidden.
    ///
    /// # Errors
    /// [`Unsupported::Code`] unless the packet is a request; [`Reason::PacketTooLong`]; those of
    /// [`Attributes::message_authenticator`](crate::attribute::Attributes::message_authenticator).
    pub fn sign_request(&mut self, secret: &Secret) -> Result<(), Error> {
        match self.code.authenticator() {
            Some(AuthenticatorKind::Random) => {
                let authenticator = self.authenticator;
                self.set_message_authenticator(&authenticator, secret)
            }
            Some(AuthenticatorKind::Request) => {
                self.set_message_authenticator(&ZEROS, secret)?;
                self.authenticator = checksum(self, &ZEROS, secret)?;
                Ok(())
            }
            _ => Err(Unsupported::Code(self.code.0).into()),
        }
    }

    /// Sets Message-Authenticator, if there is one, and then the Response Authenticator.
    ///
    /// # Errors
    /// As [`Self::sign_request`], for a packet that is not a response.
    pub fn sign_response(
        &mut self,
        request_authenticator: &Authenticator,
        secret: &Secret,
    ) -> Result<(), Error> {
        if self.code.authenticator() != Some(AuthenticatorKind::Response) {
            return Err(Unsupported::Code(self.code.0).into());
        }
        self.set_message_authenticator(request_authenticator, secret)?;
        self.authenticator = checksum(self, request_authenticator, secret)?;
        Ok(())
    }

    /// Verifies what a request proves: its Request Authenticator, if that is a checksum, and its
    /// Message-Authenticator, if there is one.
    ///
    /// # Errors
    /// [`Unsupported::Code`] unless the packet is a request; [`Reason`]s of authenticators.
    pub fn verify_request(
        &self,
        secret: &Secret,
        policy: MessageAuthenticatorPolicy,
    ) -> Result<(), Error> {
        let seed = match self.code.authenticator() {
            Some(AuthenticatorKind::Random) => &self.authenticator,
            Some(AuthenticatorKind::Request) => {
                let expected = checksum(self, &ZEROS, secret)?;
                if !bool::from(expected.ct_eq(&self.authenticator)) {
                    return Err(Reason::RequestAuthenticatorMismatch.into());
                }
                &ZEROS
            }
            _ => return Err(Unsupported::Code(self.code.0).into()),
        };
        self.verify_message_authenticator(&[seed], secret, policy)
    }

    /// Verifies that a response answers the request with this authenticator.
    ///
    /// # Errors
    /// [`Unsupported::Code`] unless the packet is a response; [`Reason`]s of authenticators.
    pub fn verify_response(
        &self,
        request_authenticator: &Authenticator,
        secret: &Secret,
        policy: MessageAuthenticatorPolicy,
    ) -> Result<(), Error> {
        if self.code.authenticator() != Some(AuthenticatorKind::Response) {
            return Err(Unsupported::Code(self.code.0).into());
        }
        let expected = checksum(self, request_authenticator, secret)?;
        if !bool::from(expected.ct_eq(&self.authenticator)) {
            return Err(Reason::ResponseAuthenticatorMismatch.into());
        }
        // No RFC says how Message-Authenticator is made in an Accounting-Response, and
        // implementations differ: with the Request Authenticator or with zeros.
        let seeds = [request_authenticator, &ZEROS];
        let seeds = match self.code {
            Code::ACCOUNTING_RESPONSE => &seeds[..],
            _ => seeds.get(..1).unwrap_or_default(),
        };
        self.verify_message_authenticator(seeds, secret, policy)
    }

    fn set_message_authenticator(
        &mut self,
        seed: &Authenticator,
        secret: &Secret,
    ) -> Result<(), Error> {
        if self.attributes.message_authenticator()?.is_some() {
            let value = message_authenticator::compute(self, seed, secret)?;
            self.attributes.overwrite_first(MESSAGE_AUTHENTICATOR, &value);
        }
        Ok(())
    }

    fn verify_message_authenticator(
        &self,
        seeds: &[&Authenticator],
        secret: &Secret,
        policy: MessageAuthenticatorPolicy,
    ) -> Result<(), Error> {
        if check_presence(self, policy)?.is_none() {
            return Ok(());
        }
        let found = self.attributes.message_authenticator_value();
        for seed in seeds {
            let expected = message_authenticator::compute(self, seed, secret)?;
            if found.is_some_and(|found| expected.ct_eq(&found).into()) {
                return Ok(());
            }
        }
        Err(Reason::MessageAuthenticatorMismatch.into())
    }
}

/// MD5 of the packet with this authenticator field, and then the secret.
fn checksum(packet: &Packet, seed: &Authenticator, secret: &Secret) -> Result<[u8; 16], Error> {
    let header = header(packet.code, packet.identifier, packet.len(), seed)?;
    Ok(secret.md5_behind(&[&header, packet.attributes.as_bytes()]))
}
