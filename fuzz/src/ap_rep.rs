//! The client's side: only an AP-REP that answers the request is taken.

use chacha20::ChaCha20Rng;
use chacha20::rand_core::SeedableRng;
use kerberos::asn1::{self, ApRep, EncApRepPart, EncryptedData};
use kerberos::gss::{TokenId, frame};

use crate::ap_req::survives;
use crate::input::Input;
use crate::realm::{NOW, Realm};

/// Key usage of the encrypted part (RFC 4120 section 7.5.1).
const AP_REP: u32 = 12;

/// An odd octet, then an EncAPRepPart that is sealed here; or an even one, then a whole token.
pub fn check(data: &[u8]) {
    let mut input = Input::new(data);
    let sealed = input.bit();
    let octets = input.rest();

    let mut realm = Realm::new();
    let credential = realm.credential();
    let (_, pending) = realm.token(&credential);
    if !sealed {
        assert!(pending.ap_rep(octets).is_err(), "a stranger has no key");
        return;
    }

    survives::<EncApRepPart>(octets);
    let mut rng = ChaCha20Rng::seed_from_u64(3);
    let key = &realm.session_key;
    let message = ApRep {
        pvno: asn1::PVNO,
        msg_type: ApRep::MSG_TYPE,
        enc_part: EncryptedData {
            etype: key.encryption_type().number(),
            kvno: None,
            cipher: key.sealing(AP_REP).seal(octets, &mut rng).into(),
        },
    };
    let token = frame(TokenId::ApRep, &asn1::encode("AP-REP", &message).expect("has an encoding"));
    if pending.ap_rep(&token).is_ok() {
        let part: EncApRepPart = asn1::decode("EncAPRepPart", octets).expect("it was taken");
        assert_eq!(asn1::time("ctime", &part.ctime), Ok(NOW));
        assert_eq!(part.cusec, 0);
    }
}
