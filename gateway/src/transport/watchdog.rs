//! The application-layer watchdog of a connection to a server: RFC 3539 section 3.4 with
//! Status-Server (RFC 6613 section 2.6.4, RFC 5997).

use std::sync::Arc;
use std::time::Duration;

use radius::crypto::{MessageAuthenticatorPolicy, Secret};
use radius::packet::{Authenticator, Code, Packet};
use rand_core::CryptoRng;
use tokio::time::Instant;

use crate::clock;

/// Tw: the silence after which the server is asked, and after which it is given up.
const TW: Duration = Duration::from_secs(30);

/// The identifier that requests on a connection do not use.
const IDENTIFIER: u8 = 0;

/// Asks a silent server whether it is there.
pub(super) struct Watchdog {
    secret: Option<Arc<Secret>>,
    asked: Option<Authenticator>,
    deadline: Instant,
}

impl Watchdog {
    /// For a server with this secret; without one, the server knows no Status-Server and is only
    /// watched by TCP.
    pub(super) fn new(secret: Option<Arc<Secret>>) -> Self {
        Self { secret, asked: None, deadline: clock::after(TW) }
    }

    /// When [`Self::expired`] is due.
    pub(super) fn deadline(&self) -> Instant {
        self.deadline
    }

    /// Takes a packet that came in, and says whether it was the answer to a question of ours.
    pub(super) fn takes(&mut self, packet: &[u8]) -> bool {
        self.deadline = clock::after(TW);
        if packet.get(1) != Some(&IDENTIFIER) {
            self.asked = None;
            return false;
        }
        let (Some(authenticator), Some(secret)) = (self.asked.take(), &self.secret) else {
            return true;
        };
        let policy = MessageAuthenticatorPolicy::Optional;
        let is_answer = Packet::parse(packet)
            .is_ok_and(|answer| answer.verify_response(&authenticator, secret, policy).is_ok());
        if !is_answer {
            self.asked = Some(authenticator);
        }
        true
    }

    /// The question to send, or nothing if the server was asked and is silent.
    pub(super) fn expired(&mut self, rng: &mut dyn CryptoRng) -> Option<Vec<u8>> {
        self.deadline = clock::after(TW);
        let Some(secret) = &self.secret else { return Some(Vec::new()) };
        if self.asked.is_some() {
            return None;
        }
        let mut question = Packet::new(Code::STATUS_SERVER, IDENTIFIER);
        rng.fill_bytes(&mut question.authenticator);
        question.attributes.prepend_message_authenticator().ok()?;
        question.sign_request(secret).ok()?;
        self.asked = Some(question.authenticator);
        question.encode().ok()
    }
}

#[cfg(test)]
mod tests {
    use chacha20::ChaCha20Rng;
    use chacha20::rand_core::SeedableRng as _;

    use super::*;

    #[tokio::test]
    async fn a_server_that_is_asked_and_silent_is_given_up() {
        let secret = Arc::new(Secret::radsec().unwrap());
        let mut rng = ChaCha20Rng::seed_from_u64(1);
        let mut watchdog = Watchdog::new(Some(Arc::clone(&secret)));
        let question = Packet::parse(&watchdog.expired(&mut rng).unwrap()).unwrap();
        assert_eq!((question.code, question.identifier), (Code::STATUS_SERVER, 0));
        let mut answer = Packet::new(Code::ACCESS_ACCEPT, 0);
        answer.sign_response(&question.authenticator, &secret).unwrap();
        assert!(watchdog.takes(&answer.encode().unwrap()));
        assert!(watchdog.expired(&mut rng).is_some());
        assert!(!watchdog.takes(&[2, 9, 0, 20]), "another answer shows that it is there");
        assert!(watchdog.expired(&mut rng).is_some());
        assert!(watchdog.expired(&mut rng).is_none());
    }
}
