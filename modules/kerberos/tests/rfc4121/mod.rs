//! RFC 4121: the Kerberos mechanism of GSS-API.

mod section_4_1;
mod section_4_2;

use kerberos::asn1::{self, Authenticator, Checksum, PVNO, PrincipalName};
use kerberos::gss::{AuthenticatorChecksum, GssFlags};

use crate::realm::{NOW, Realm};

/// The authenticator of a usual client, for a test to change.
pub fn authenticator(realm: &Realm, flags: GssFlags) -> Authenticator {
    Authenticator {
        authenticator_vno: PVNO,
        crealm: realm.client.realm.as_slice().into(),
        cname: PrincipalName::from_principal(&realm.client),
        cksum: Some(Checksum {
            cksumtype: AuthenticatorChecksum::TYPE,
            checksum: AuthenticatorChecksum::encode([0; 16], flags).into(),
        }),
        cusec: 0,
        ctime: asn1::kerberos_time(NOW),
        subkey: None,
        seq_number: None,
        authorization_data: None,
        extensions: Default::default(),
    }
}
