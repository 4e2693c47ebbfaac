//! PACTYPE and PAC_INFO_BUFFER (MS-PAC sections 2.3 and 2.4).

use kerberos::Error;
use kerberos::Problem;
use kerberos::pac::{MAX_BUFFERS, MAX_PAC_OCTETS, Pac};

use super::vector::{pac_of, put};

/// Where the second entry of the table has its type, size and offset.
const SECOND: usize = 8 + 16;

fn refusal(octets: &[u8]) -> Problem {
    match Pac::parse(octets) {
        Err(Error::Malformed { what: "PAC", problem }) => problem,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_pac_without_buffers_is_well_formed() {
    assert!(Pac::parse(&pac_of(&[])).is_ok());
}

#[test]
fn another_version_is_refused() {
    let mut pac = pac_of(&[(10, b"12345678")]);
    put(&mut pac, 4, 1);
    assert_eq!(refusal(&pac), Problem::Value("a version other than 0"));
}

#[test]
fn a_table_that_ends_early_is_refused() {
    let mut pac = pac_of(&[]);
    put(&mut pac, 0, 1);
    assert_eq!(refusal(&pac), Problem::Truncated { needed: 12, found: 8 });
}

#[test]
fn the_number_of_buffers_is_bounded() {
    let buffers = vec![(100, b"".as_slice()); MAX_BUFFERS];
    let mut pac = pac_of(&buffers);
    assert!(Pac::parse(&pac).is_ok());
    put(&mut pac, 0, 65);
    assert_eq!(refusal(&pac), Problem::TooLarge { found: 65, limit: MAX_BUFFERS });
    put(&mut pac, 0, u32::MAX);
    assert!(matches!(refusal(&pac), Problem::TooLarge { limit: MAX_BUFFERS, .. }));
}

#[test]
fn the_size_is_bounded() {
    let mut pac = pac_of(&[]);
    pac.resize(MAX_PAC_OCTETS, 0);
    assert!(Pac::parse(&pac).is_ok());
    pac.push(0);
    let found = MAX_PAC_OCTETS + 1;
    assert_eq!(refusal(&pac), Problem::TooLarge { found, limit: MAX_PAC_OCTETS });
}

#[test]
fn a_buffer_out_of_range_is_refused() {
    let well_formed = pac_of(&[(10, b"12345678"), (12, b"12345678")]);
    let end = well_formed.len();
    assert!(Pac::parse(&well_formed).is_ok());

    let mut pac = well_formed.clone();
    put(&mut pac, SECOND + 4, 9);
    assert_eq!(refusal(&pac), Problem::Truncated { needed: end + 1, found: end });

    let mut pac = well_formed.clone();
    put(&mut pac, SECOND + 4, u32::MAX);
    assert!(matches!(refusal(&pac), Problem::Truncated { .. }));

    let mut pac = well_formed;
    put(&mut pac, SECOND + 8, 0xffff_fff8);
    put(&mut pac, SECOND + 12, 0xffff_ffff);
    assert!(matches!(refusal(&pac), Problem::Truncated { .. }));
}

#[test]
fn a_buffer_that_is_not_aligned_is_refused() {
    let mut pac = pac_of(&[(10, b"12345678"), (12, b"12345678")]);
    put(&mut pac, SECOND + 4, 4);
    put(&mut pac, SECOND + 8, 52);
    let problem = Problem::Value("a buffer that is not aligned to eight octets");
    assert_eq!(refusal(&pac), problem);
}

#[test]
fn buffers_that_overlap_are_refused() {
    let overlap = Problem::Value("buffers that overlap");
    let well_formed = pac_of(&[(10, b"1234567890123456"), (12, b"12345678")]);

    let mut one_within_the_other = well_formed.clone();
    put(&mut one_within_the_other, SECOND + 8, 48);
    assert_eq!(refusal(&one_within_the_other), overlap);

    let mut the_same_twice = well_formed.clone();
    put(&mut the_same_twice, SECOND + 4, 16);
    put(&mut the_same_twice, SECOND + 8, 40);
    assert_eq!(refusal(&the_same_twice), overlap);

    let mut within_the_table = well_formed;
    put(&mut within_the_table, SECOND + 8, 32);
    assert_eq!(refusal(&within_the_table), overlap);
}

#[test]
fn a_second_buffer_of_a_defined_type_is_refused() {
    for buffer_type in [1, 2, 6, 7, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19] {
        let pac = pac_of(&[(buffer_type, b"12345678"), (100, b""), (buffer_type, b"12345678")]);
        assert_eq!(refusal(&pac), Problem::Value("two buffers of one type"), "{buffer_type}");
    }
}

#[test]
fn unknown_types_are_left_alone() {
    assert!(Pac::parse(&pac_of(&[(100, b"one"), (100, b"two"), (0, b"")])).is_ok());
}

#[test]
fn debug_shows_no_content() {
    let pac = pac_of(&[(2, b"*secret*")]);
    let shown = format!("{:?}", Pac::parse(&pac).unwrap());
    assert_eq!(shown, "Pac { buffers: [Buffer { buffer_type: 2, range: 24..32 }], .. }");
}
