//! Proxy-State: a reply carries those of its request, in order and unmodified.

use radius::eap::access_reject;
use radius::packet::Code;

use crate::packets::{packet, values};

#[test]
fn a_reject_carries_every_proxy_state_in_order() {
    let request = packet(
        Code::ACCESS_REQUEST,
        &[("Proxy-State", "0x32"), ("User-Name", "nemo"), ("Proxy-State", "0x31")],
    );
    let reject = access_reject(&request, "no such service").unwrap();
    assert_eq!((reject.code, reject.identifier), (Code::ACCESS_REJECT, request.identifier));
    assert_eq!(values(&reject.attributes, "Proxy-State"), [[0x32], [0x31]]);
    assert_eq!(values(&reject.attributes, "Reply-Message"), [b"no such service"]);
}
