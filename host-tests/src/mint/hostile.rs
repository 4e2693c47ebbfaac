//! `Authorization` values that no client would send.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chacha20::ChaCha20Rng;
use chacha20::rand_core::{Rng as _, SeedableRng as _};

/// The largest token: it fills the headers that Envoy takes.
const LARGE: usize = 48 * 1024;

/// Nesting of definite lengths that fills a token of the default limit.
const DEEP: usize = 10_000;

/// Makes values from good ones; the same seed makes the same.
#[derive(Debug)]
pub struct Hostile {
    rng: ChaCha20Rng,
}

impl Hostile {
    /// A maker of values.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self { rng: ChaCha20Rng::seed_from_u64(seed) }
    }

    /// One value, made from this good one or from nothing. It has no octet that ends a line.
    pub fn value(&mut self, good: &str) -> Vec<u8> {
        let mut token = STANDARD.decode(good.trim_start_matches("Negotiate ")).unwrap_or_default();
        match self.below(32) {
            0..=13 => self.change_octets(&mut token),
            14..=17 => {
                let end = self.below(token.len());
                token.truncate(end);
            }
            18..=20 => self.move_octets(&mut token),
            21 => token = self.octets(64),
            22 => token = [b"NTLMSSP\0".to_vec(), self.octets(48)].concat(),
            23..=24 => return self.not_base64(),
            25 => return self.spoilt_base64(good),
            26..=27 => token = self.lengths(),
            28 => return self.unusual_scheme(good),
            _ => {
                let kinds = [0x30, 0x60, 0xa0, 0xa1];
                let kind = kinds[self.below(kinds.len())];
                token = self.nested(kind);
            }
        }
        format!("Negotiate {}", STANDARD.encode(token)).into_bytes()
    }

    /// A token as large as the filter takes, whose first octets may be those of a good one.
    pub fn large(&mut self, good: &str) -> Vec<u8> {
        let mut token = match self.below(3) {
            0 => STANDARD.decode(good.trim_start_matches("Negotiate ")).unwrap_or_default(),
            1 => nested(0x30, DEEP),
            _ => Vec::new(),
        };
        let rest = self.octets(LARGE.saturating_sub(token.len()));
        token.extend(rest);
        token.truncate(LARGE);
        format!("Negotiate {}", STANDARD.encode(token)).into_bytes()
    }

    fn change_octets(&mut self, token: &mut [u8]) {
        for _ in 0..=self.below(4) {
            let octet = self.octet();
            let at = self.below(token.len());
            if let Some(place) = token.get_mut(at) {
                *place = octet;
            }
        }
    }

    fn move_octets(&mut self, token: &mut Vec<u8>) {
        let (from, to) = (self.below(token.len()), self.below(token.len()));
        let length = self.below(64).min(token.len().saturating_sub(from));
        let piece: Vec<u8> = token.iter().skip(from).take(length).copied().collect();
        if self.below(2) == 0 {
            token.drain(from..from + length);
        }
        let to = to.min(token.len());
        token.splice(to..to, piece);
    }

    /// Octets that are no text.
    fn not_base64(&mut self) -> Vec<u8> {
        let octets = self.octets(64).into_iter().map(|octet| octet | 0x80);
        [b"Negotiate ".to_vec(), octets.collect()].concat()
    }

    fn spoilt_base64(&mut self, good: &str) -> Vec<u8> {
        let mut value = good.as_bytes().to_vec();
        let at = self.below(value.len());
        let marks = b" ,;=-_\xff\t\"";
        value[at] = marks[self.below(marks.len())];
        value
    }

    fn unusual_scheme(&mut self, good: &str) -> Vec<u8> {
        let schemes = ["", "negotiate", "NEGOTIATE  ", "Negotiate\t", "Kerberos", "NTLM", "Bearer"];
        let scheme = schemes[self.below(schemes.len())];
        format!("{scheme} {}", good.trim_start_matches("Negotiate ")).into_bytes()
    }

    /// Lengths that promise more than there is.
    fn lengths(&mut self) -> Vec<u8> {
        let kinds = [0x30, 0x60, 0xa0, 0xa1, 0x04, 0x06];
        let mut token = Vec::new();
        for _ in 0..=self.below(12) {
            token.push(kinds[self.below(kinds.len())]);
            let octets = self.below(6);
            if octets == 0 {
                token.push(self.octet());
            } else {
                token.push(0x80 | u8::try_from(octets).unwrap_or_default());
                let length = self.octets(octets);
                token.extend(length);
            }
        }
        token
    }

    fn nested(&mut self, kind: u8) -> Vec<u8> {
        let depth = self.below(400);
        nested(kind, depth)
    }

    fn octets(&mut self, count: usize) -> Vec<u8> {
        let mut octets = vec![0; count];
        self.rng.fill_bytes(&mut octets);
        octets
    }

    fn octet(&mut self) -> u8 {
        self.octets(1).first().copied().unwrap_or_default()
    }

    /// A number below `limit`; 0 if that is 0.
    fn below(&mut self, limit: usize) -> usize {
        let number = usize::try_from(self.rng.next_u32()).unwrap_or_default();
        number.checked_rem(limit).unwrap_or_default()
    }
}

/// `depth` values of this kind, each in the one before.
fn nested(kind: u8, depth: usize) -> Vec<u8> {
    let mut lengths = Vec::new();
    let mut length = 0;
    for _ in 0..depth {
        let octets = match length {
            0..0x80 => vec![u8::try_from(length).unwrap_or_default()],
            0x80..0x100 => vec![0x81, u8::try_from(length).unwrap_or_default()],
            _ => [&[0x82], &u16::try_from(length).unwrap_or(u16::MAX).to_be_bytes()[..]].concat(),
        };
        length += 1 + octets.len();
        lengths.push(octets);
    }
    lengths.iter().rev().flat_map(|octets| [&[kind], octets.as_slice()].concat()).collect()
}
