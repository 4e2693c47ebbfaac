//! RFC 3961 section 5.1, "A Key Derivation Function", with the vectors of appendix A.1. DK itself
//! is tested beside its code, with AES.

use kerberos::crypto::n_fold;

use crate::vectors;

#[test]
fn n_fold_gives_the_values_of_appendix_a_1() {
    let text = include_str!("../vectors/rfc3961-appendix-a-n-fold.txt");
    for vector in vectors::parse(text) {
        let (input, output) = (vector.octets("input"), vector.octets("output"));
        let folded = match output.len() {
            7 => n_fold::<7>(input).to_vec(),
            8 => n_fold::<8>(input).to_vec(),
            16 => n_fold::<16>(input).to_vec(),
            21 => n_fold::<21>(input).to_vec(),
            24 => n_fold::<24>(input).to_vec(),
            32 => n_fold::<32>(input).to_vec(),
            len => panic!("no case for {len} octets"),
        };
        assert_eq!(folded, output);
    }
}

#[test]
fn n_fold_of_nothing_or_to_nothing_ends() {
    assert_eq!(n_fold::<16>(b""), [0; 16]);
    assert!(n_fold::<0>(b"kerberos").is_empty());
}
