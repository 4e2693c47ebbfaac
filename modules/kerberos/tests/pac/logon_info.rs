//! KERB_VALIDATION_INFO (MS-PAC section 2.5) as in `logon-info-by-hand.txt`, whose comments give
//! the offsets that the tests change.

use kerberos::pac::{LogonInfo, MAX_GROUPS, Pac, Sid};
use kerberos::{Error, Problem};

use super::vector::{Vector, put};

const BUFFER_SIZE: usize = 12;
const OBJECT_LENGTH: usize = 32;
const USER_ID: usize = 144;
const GROUP_COUNT: usize = 152;
const USER_FLAGS: usize = 160;
const LOGON_DOMAIN_ID: usize = 196;
const SID_COUNT: usize = 240;
const RESOURCE_GROUP_COUNT: usize = 252;
const GROUP_IDS: usize = 292;
const FIRST_GROUP_BEHIND: usize = 320;
const CONTENT_END: usize = 492;

fn by_hand() -> Vector {
    Vector::load("logon-info-by-hand.txt")
}

fn read(pac: &[u8]) -> Result<LogonInfo, Error> {
    Pac::parse(pac)?.logon_info().map(Option::unwrap)
}

fn read_with(changes: &[(usize, u32)]) -> Result<LogonInfo, Error> {
    let mut vector = by_hand();
    for (at, number) in changes {
        put(&mut vector.pac, *at, *number);
    }
    read(&vector.pac)
}

fn text(sids: &[Sid]) -> Vec<String> {
    sids.iter().map(Sid::to_string).collect()
}

fn problem(result: Result<LogonInfo, Error>) -> Problem {
    match result {
        Err(Error::Malformed { problem, .. }) => problem,
        other => panic!("{other:?}"),
    }
}

#[test]
fn it_is_read_as_it_was_written() {
    let vector = by_hand();
    let logon_info = read(&vector.pac).unwrap();
    assert_eq!(logon_info.effective_name, vector.one("effective-name"));
    assert_eq!(logon_info.logon_domain_name, vector.one("logon-domain-name"));
    assert_eq!(logon_info.user.to_string(), vector.one("user"));
    assert_eq!(logon_info.primary_group.to_string(), vector.one("primary-group"));
    assert_eq!(text(&logon_info.groups), vector.all("group"));
}

#[test]
fn extra_sids_count_only_with_their_flag() {
    let groups = read_with(&[(USER_FLAGS, 0x200)]).unwrap().groups;
    assert_eq!(text(&groups), ["S-1-5-21-1-2-3-513", "S-1-5-21-4-5-6-3000"]);
}

#[test]
fn resource_groups_count_only_with_their_flag() {
    let groups = read_with(&[(USER_FLAGS, 0x20)]).unwrap().groups;
    assert_eq!(text(&groups), ["S-1-5-21-1-2-3-513", "S-1-18-1"]);
}

#[test]
fn a_user_id_of_zero_means_the_first_extra_sid() {
    let logon_info = read_with(&[(USER_ID, 0)]).unwrap();
    assert_eq!(logon_info.user.to_string(), "S-1-18-1");
    assert_eq!(text(&logon_info.groups), ["S-1-5-21-1-2-3-513", "S-1-5-21-4-5-6-3000"]);

    let refused = read_with(&[(USER_ID, 0), (USER_FLAGS, 0x200)]);
    assert_eq!(problem(refused), Problem::Value("UserId is 0 and ExtraSids is empty"));
}

#[test]
fn the_serialization_must_be_little_endian_of_version_one() {
    for (at, octet) in [(24, 2), (25, 0x00), (26, 16)] {
        let mut vector = by_hand();
        vector.pac[at] = octet;
        let refusal = "not the little-endian type serialization version 1";
        assert_eq!(problem(read(&vector.pac)), Problem::Value(refusal));
    }
}

#[test]
fn null_where_something_must_stand_is_refused() {
    for (pointer, refusal) in [
        (40, "null in place of the structure"),
        (96, "null in place of a string"),
        (156, "null in place of an array"),
        (244, "null in place of an array"),
        (256, "null in place of an array"),
    ] {
        assert_eq!(problem(read_with(&[(pointer, 0)])), Problem::Value(refusal), "{pointer}");
    }
    assert!(read_with(&[(LOGON_DOMAIN_ID, 0)]).is_err());
    assert!(read_with(&[(388, 0)]).is_err(), "a null SID in ExtraSids");
}

#[test]
fn resource_groups_without_their_domain_are_refused() {
    let mut vector = by_hand();
    put(&mut vector.pac, 248, 0);
    vector.pac.drain(452..480);
    put(&mut vector.pac, BUFFER_SIZE, 472 - 28);
    put(&mut vector.pac, OBJECT_LENGTH, 456 - 28);
    assert_eq!(problem(read(&vector.pac)), Problem::Value("ResourceGroupDomainSid is null"));
}

#[test]
fn counts_of_lists_are_bounded() {
    for count in [GROUP_COUNT, SID_COUNT, RESOURCE_GROUP_COUNT] {
        for found in [4097, u32::MAX] {
            let too_large =
                Problem::TooLarge { found: usize::try_from(found).unwrap(), limit: MAX_GROUPS };
            assert_eq!(problem(read_with(&[(count, found)])), too_large);
        }
    }
}

#[test]
fn counts_that_contradict_each_other_are_refused() {
    for count in [GROUP_COUNT, SID_COUNT, RESOURCE_GROUP_COUNT, GROUP_IDS, 356, 384, 420, 452, 480]
    {
        for number in [0, 9, 4096] {
            assert!(read_with(&[(count, number)]).is_err(), "{number} at {count}");
        }
    }
    assert!(read_with(&[(GROUP_IDS, u32::MAX)]).is_err());
}

#[test]
fn string_lengths_that_contradict_each_other_are_refused() {
    let contradiction = Problem::Value("string lengths that contradict each other");
    let (maximum_count, offset, actual_count) = (260, 264, 268);
    for (at, number) in [
        (maximum_count, 2),
        (offset, 1),
        (offset, u32::MAX),
        (actual_count, 2),
        (actual_count, 4),
        (actual_count, u32::MAX),
    ] {
        assert_eq!(problem(read_with(&[(at, number)])), contradiction, "{number} at {at}");
    }
}

#[test]
fn as_many_groups_as_the_bound_are_read() {
    let with_groups = |count: usize| {
        let mut vector = by_hand();
        let added = count - 3;
        let groups = (0..added).flat_map(|rid| {
            [u32::try_from(10_000 + rid).unwrap().to_le_bytes(), 7_u32.to_le_bytes()].concat()
        });
        vector.pac.splice(FIRST_GROUP_BEHIND..FIRST_GROUP_BEHIND, groups);
        let count = u32::try_from(count).unwrap();
        put(&mut vector.pac, GROUP_COUNT, count);
        put(&mut vector.pac, GROUP_IDS, count);
        let added = u32::try_from(added * 8).unwrap();
        put(&mut vector.pac, BUFFER_SIZE, 472 + added);
        put(&mut vector.pac, OBJECT_LENGTH, 456 + added);
        vector.pac
    };
    let groups = read(&with_groups(MAX_GROUPS)).unwrap().groups;
    assert_eq!(groups.len(), 1 + (MAX_GROUPS - 3) + 1 + 1);
    assert_eq!(groups[1].to_string(), "S-1-5-21-1-2-3-10000");

    let found = MAX_GROUPS + 1;
    let too_large = Problem::TooLarge { found, limit: MAX_GROUPS };
    assert_eq!(problem(read(&with_groups(found))), too_large);
}

#[test]
fn a_sid_is_bounded() {
    let mut vector = by_hand();
    vector.pac[361] = 16;
    put(&mut vector.pac, 356, 16);
    assert_eq!(problem(read(&vector.pac)), Problem::TooLarge { found: 16, limit: 15 });
}

#[test]
fn every_truncation_is_refused() {
    let vector = by_hand();
    for end in 24..CONTENT_END {
        let size = u32::try_from(end - 24).unwrap();
        let mut pac = vector.pac.clone();
        put(&mut pac, BUFFER_SIZE, size);
        assert!(read(&pac).is_err(), "buffer of {size} octets");

        put(&mut pac, OBJECT_LENGTH, size.saturating_sub(16));
        assert!(read(&pac).is_err(), "buffer and object of {size} octets");
    }
}

#[test]
fn an_effective_name_that_is_not_text_is_refused() {
    let mut vector = by_hand();
    vector.pac[272..274].copy_from_slice(&[0x00, 0xd8]);
    assert_eq!(
        problem(read(&vector.pac)),
        Problem::Value("UTF-16 text with an unpaired surrogate")
    );
}
