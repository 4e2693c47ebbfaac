//! Inputs that reach deep, changed at random.

use std::fs;
use std::path::Path;

use chacha20::rand_core::Rng as _;

use crate::packets::rng;
use crate::radius_connection;

/// How often each input is changed. Fuzzing does it more often.
const CHANGES: usize = 300;

#[test]
fn changed_conversations_keep_to_rfc_2607() {
    let mut rng = rng();
    let mut below = |limit: usize| usize::try_from(rng.next_u32()).unwrap() % limit;
    let directory = Path::new(env!("CARGO_MANIFEST_DIR"));
    let directory = directory.join("tests/regressions/radius_connection");
    for entry in fs::read_dir(directory).unwrap() {
        let input = fs::read(entry.unwrap().path()).unwrap();
        let steps = 2 + usize::from(u16::from_be_bytes([input[0], input[1]]));
        for _ in 0..CHANGES {
            let mut changed = input.clone();
            for _ in 0..=below(4) {
                // The configuration stays as it is, so that the steps are reached.
                let at = steps + below(changed.len() - steps);
                match below(4) {
                    0 => changed[at] ^= 1 << below(8),
                    1 => changed[at] = u8::try_from(below(256)).unwrap(),
                    2 => drop(changed.remove(at)),
                    _ => changed.extend(changed[at..].to_vec()),
                }
                changed.truncate(16 * 1024);
                if changed.len() <= steps {
                    break;
                }
            }
            radius_connection::check(&changed);
        }
    }
}
