//! The n-fold function.

/// Stretches or folds `input` to `N` octets in which every input bit has the same weight (RFC 3961
/// section 5.1).
///
/// The work grows with the least common multiple of the two lengths; Kerberos folds constants of
/// at most 16 octets. An empty input gives zeros.
#[must_use]
pub fn n_fold<const N: usize>(input: &[u8]) -> [u8; N] {
    let mut sums = [0; N];
    add_rotated_copies(input, &mut sums);
    propagate_carries(&mut sums);
    sums.map(|sum| sum.to_be_bytes()[3])
}

/// Bits by which each copy of the input is rotated to the right of the one before.
const ROTATION: usize = 13;

/// Lays copies of `input`, each rotated further, end to end up to the least common multiple of both
/// lengths, and adds the octets of each column of `sums.len()`.
fn add_rotated_copies(input: &[u8], sums: &mut [u32]) {
    let bit_len = input.len().saturating_mul(8);
    let Some(rotation) = ROTATION.checked_rem(bit_len) else { return };
    let mut column = 0;
    let mut first_bit = 0_usize;
    loop {
        let (mut octet, shift) = (first_bit / 8, first_bit % 8);
        for _ in input {
            let next = next_in_circle(octet, input.len());
            let pair = [octet, next].map(|place| input.get(place).copied().unwrap_or(0));
            let [shifted, _] = u16::from_be_bytes(pair).wrapping_shl(shift as u32).to_be_bytes();
            if let Some(sum) = sums.get_mut(column) {
                *sum = sum.wrapping_add(u32::from(shifted));
            }
            octet = next;
            column = next_in_circle(column, sums.len());
        }
        if column == 0 {
            return;
        }
        let rotated = first_bit.wrapping_add(bit_len).wrapping_sub(rotation);
        first_bit = if rotated >= bit_len { rotated.wrapping_sub(bit_len) } else { rotated };
    }
}

fn next_in_circle(place: usize, len: usize) -> usize {
    let next = place.wrapping_add(1);
    if next >= len { 0 } else { next }
}

/// Turns column sums into octets: ones' complement, so what leaves the first octet enters the last.
fn propagate_carries(sums: &mut [u32]) {
    let mut carry = 0;
    loop {
        for sum in sums.iter_mut().rev() {
            let total = sum.wrapping_add(carry);
            *sum = total & 0xff;
            carry = total >> 8;
        }
        if carry == 0 {
            return;
        }
    }
}
