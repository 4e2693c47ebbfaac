//! The retransmission timer of RFC 5080 section 2.2.1.

use core::time::Duration;

use rand_core::CryptoRng;

use super::RetransmissionConfig;
use super::config::milliseconds;

/// The timer of one transaction.
#[derive(Debug)]
pub(super) struct Timer {
    first: Duration,
    /// RT without its randomization, to the next expiry.
    timeout: Duration,
    expires: Duration,
    transmissions: u32,
    /// Transmissions to the server of the moment.
    at_server: u32,
}

impl Timer {
    /// After the first transmission.
    pub(super) fn new(
        config: &RetransmissionConfig,
        now: Duration,
        rng: &mut dyn CryptoRng,
    ) -> Self {
        let timeout = jitter(milliseconds(config.initial_ms), rng);
        let mut timer = Self { first: now, timeout, expires: now, transmissions: 1, at_server: 1 };
        timer.schedule(config, now);
        timer
    }

    /// After one transmission more to the same server.
    pub(super) fn again(
        &mut self,
        config: &RetransmissionConfig,
        now: Duration,
        rng: &mut dyn CryptoRng,
    ) {
        self.transmissions = self.transmissions.saturating_add(1);
        self.at_server = self.at_server.saturating_add(1);
        let previous = self.timeout;
        // RT = 2*RTprev + RAND*RTprev
        let doubled = previous.saturating_add(jitter(previous, rng));
        let longest = milliseconds(config.longest_ms);
        self.timeout = match config.longest_ms != 0 && doubled > longest {
            true => jitter(longest, rng),
            false => doubled,
        };
        self.schedule(config, now);
    }

    /// After the first transmission to another server.
    pub(super) fn failed_over(
        &mut self,
        config: &RetransmissionConfig,
        now: Duration,
        rng: &mut dyn CryptoRng,
    ) {
        self.transmissions = self.transmissions.saturating_add(1);
        self.at_server = 1;
        self.timeout = jitter(milliseconds(config.initial_ms), rng);
        self.schedule(config, now);
    }

    /// After the last transmission was held back until now.
    pub(super) fn held_back(&mut self, config: &RetransmissionConfig, now: Duration) {
        if self.transmissions == 1 {
            self.first = now;
        }
        self.schedule(config, now);
    }

    /// When it expires.
    pub(super) fn expires(&self) -> Duration {
        self.expires
    }

    /// How often the request was sent, or would have been if it were not on a connection.
    pub(super) fn transmissions(&self) -> u32 {
        self.transmissions
    }

    /// Whether the transaction has failed when the timer expires.
    pub(super) fn is_over(&self, config: &RetransmissionConfig, now: Duration) -> bool {
        let is_last = config.transmissions != 0 && self.transmissions >= config.transmissions;
        let elapsed = now.saturating_sub(self.first);
        is_last || (config.duration_ms != 0 && elapsed >= milliseconds(config.duration_ms))
    }

    /// Whether the server of the moment has had its transmissions.
    pub(super) fn is_server_done(&self, config: &RetransmissionConfig) -> bool {
        self.at_server >= config.transmissions_per_server
    }

    fn schedule(&mut self, config: &RetransmissionConfig, now: Duration) {
        self.expires = now.saturating_add(self.timeout);
        if config.duration_ms != 0 {
            let end = self.first.saturating_add(milliseconds(config.duration_ms));
            self.expires = self.expires.min(end);
        }
    }
}

/// `time + RAND*time`, where RAND is from -0.1 to 0.1.
pub(super) fn jitter(time: Duration, rng: &mut dyn CryptoRng) -> Duration {
    // Parts of 65,535 of a fifth.
    let mut random = [0; 2];
    rng.fill_bytes(&mut random);
    let fifth = time.checked_div(5).unwrap_or_default();
    let part = fifth.checked_div(0xffff).unwrap_or_default();
    let added = part.saturating_mul(u16::from_be_bytes(random).into());
    time.saturating_sub(fifth.checked_div(2).unwrap_or_default()).saturating_add(added)
}

#[cfg(test)]
mod tests {
    use chacha20::ChaCha20Rng;
    use chacha20::rand_core::SeedableRng;

    use super::*;

    #[test]
    fn jitter_is_at_most_a_tenth_and_differs() {
        let mut rng = ChaCha20Rng::seed_from_u64(1);
        let second = Duration::from_secs(1);
        let times: Vec<Duration> = (0..1_000).map(|_| jitter(second, &mut rng)).collect();
        assert!(times.iter().all(|time| (900..=1_100).contains(&time.as_millis())));
        assert!(times.iter().any(|time| time.as_millis() < 920));
        assert!(times.iter().any(|time| time.as_millis() > 1_080));
    }

    #[test]
    fn the_timeout_doubles_up_to_its_limit() {
        let mut rng = ChaCha20Rng::seed_from_u64(1);
        let config = RetransmissionConfig {
            transmissions: 0,
            duration_ms: 0,
            ..RetransmissionConfig::access()
        };
        let mut timer = Timer::new(&config, Duration::ZERO, &mut rng);
        let mut now = Duration::ZERO;
        let mut waits = Vec::new();
        for _ in 0..8 {
            waits.push((timer.expires() - now).as_secs_f64());
            now = timer.expires();
            assert!(!timer.is_over(&config, now));
            timer.again(&config, now, &mut rng);
        }
        assert!((1.8..=2.2).contains(&waits[0]));
        for pair in waits.windows(2).take(2) {
            assert!((1.9..=2.1).contains(&(pair[1] / pair[0])), "{waits:?}");
        }
        assert!(waits[4..].iter().all(|wait| (14.4..=17.6).contains(wait)), "{waits:?}");
    }

    #[test]
    fn the_transaction_ends_with_its_count_or_its_duration() {
        let mut rng = ChaCha20Rng::seed_from_u64(1);
        let config = RetransmissionConfig {
            transmissions: 2,
            duration_ms: 1_000,
            ..RetransmissionConfig::access()
        };
        let mut timer = Timer::new(&config, Duration::ZERO, &mut rng);
        assert!(!timer.is_over(&config, Duration::from_millis(999)));
        assert!(timer.is_over(&config, Duration::from_millis(1_000)));
        assert_eq!(timer.expires(), Duration::from_millis(1_000));
        timer.again(&config, Duration::from_millis(10), &mut rng);
        assert!(timer.is_over(&config, Duration::from_millis(11)));
    }
}
