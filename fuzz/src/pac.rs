//! PACs: readers are bounded, and a signature covers every octet that it should.

use kerberos::crypto::{ChecksumKey, EncryptionType, Key};
use kerberos::pac::{MAX_GROUPS, Pac};

use crate::input::Input;
use crate::realm::NOW;

/// Key usage of the signatures (MS-PAC section 2.8).
const USAGE: u32 = 17;
const SERVER_SIGNATURE: u32 = 6;
const KDC_SIGNATURE: u32 = 7;
const TABLE_ENTRY: usize = 16;

/// An even octet, then a PAC; or an odd one, then the buffers of a PAC that is signed here.
pub fn check(data: &[u8]) {
    let mut input = Input::new(data);
    if input.bit() {
        signed(&mut input);
    } else {
        read(input.rest());
    }
}

fn read(octets: &[u8]) {
    let Ok(pac) = Pac::parse(octets) else { return };
    let key = key(EncryptionType::Aes256CtsHmacSha1);
    assert!(pac.verify_server_checksum(|_, zeroed, mac| key.verify(&[zeroed], mac)).is_err());
    decode(&pac);
}

fn decode(pac: &Pac<'_>) {
    let _ = pac.check_client(NOW, "alice");
    if let Ok(Some(info)) = pac.logon_info() {
        assert!(info.groups.len() <= 3 * MAX_GROUPS);
        let groups = info.groups.iter().chain([&info.user, &info.primary_group]);
        assert!(groups.clone().all(|sid| sid.to_string().starts_with("S-1-")));
    }
    let _ = pac.upn_dns_info();
    assert!(format!("{pac:?}").len() < 64 * 1024);
}

/// Buffers of types and contents that the fuzzer chooses, with both signatures among them.
fn signed(input: &mut Input<'_>) {
    let encryption_type = EncryptionType::ALL[usize::from(input.u8() & 3)];
    let key = key(encryption_type);
    let position = usize::from(input.u16());
    let trailing = usize::from(input.u8() & 2);
    let mut signature = encryption_type.checksum_type().to_le_bytes().to_vec();
    signature.resize(4 + encryption_type.mac_len() + trailing, 0);

    let mut buffers = vec![(SERVER_SIGNATURE, signature.as_slice()), (KDC_SIGNATURE, &signature)];
    while !input.is_empty() && buffers.len() < 16 {
        buffers.push((u32::from(input.u8() % 24), input.sized()));
    }
    let (mut octets, offsets) = pac_of(&buffers);
    let Some(mac) = sign(&octets, &key) else { return };
    let server = offsets[0] + 4..offsets[0] + 4 + mac.len();
    octets[server.clone()].copy_from_slice(&mac);

    let own = encryption_type.checksum_type();
    let verifies = |octets: &[u8]| {
        let verify = |checksum_type, zeroed: &[u8], mac: &[u8]| {
            checksum_type == own && key.verify(&[zeroed], mac)
        };
        Pac::parse(octets).is_ok_and(|pac| pac.verify_server_checksum(verify).is_ok())
    };
    assert!(verifies(&octets), "what was signed verifies");
    decode(&Pac::parse(&octets).expect("it verified"));

    // The signatures themselves count as zero; only the server's own is compared.
    let at = position % octets.len();
    let zeroed = |start: usize| start + 4..start + signature.len();
    let counts_as_zero = zeroed(offsets[0]).contains(&at) || zeroed(offsets[1]).contains(&at);
    octets[at] ^= 1 << (position % 8);
    assert_eq!(verifies(&octets), counts_as_zero && !server.contains(&at), "octet {at}");
}

fn key(encryption_type: EncryptionType) -> ChecksumKey {
    let octets = vec![0x5a; encryption_type.key_len()];
    Key::new(encryption_type, &octets).expect("a key").checksum(USAGE)
}

fn sign(octets: &[u8], key: &ChecksumKey) -> Option<Vec<u8>> {
    let mut signature = None;
    let pac = Pac::parse(octets).ok()?;
    let _ = pac.verify_server_checksum(|_, zeroed, _| {
        signature = Some(key.sign(&[zeroed]));
        true
    });
    signature.map(|mac| mac.to_vec())
}

/// The PAC of these buffers, and where each of them starts.
fn pac_of(buffers: &[(u32, &[u8])]) -> (Vec<u8>, Vec<usize>) {
    let length = |octets: &[u8]| u32::try_from(octets.len()).expect("a short buffer");
    let mut table = u32::try_from(buffers.len()).expect("few buffers").to_le_bytes().to_vec();
    table.extend([0; 4]);
    let start = table.len() + TABLE_ENTRY * buffers.len();
    let mut contents = Vec::new();
    let mut offsets = Vec::new();
    for (buffer_type, content) in buffers {
        let offset = start + contents.len();
        table.extend(buffer_type.to_le_bytes());
        table.extend(length(content).to_le_bytes());
        table.extend((offset as u64).to_le_bytes());
        offsets.push(offset);
        contents.extend_from_slice(content);
        contents.resize(contents.len().next_multiple_of(8), 0);
    }
    table.extend(contents);
    (table, offsets)
}
