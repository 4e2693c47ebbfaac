//! Identifiers of public enumerations, for RFC 7495: CVE, CWE and CAPEC.

use super::scan::Scan;
use super::{Part, Problem};

/// Digits of a sequence number at least, and at most.
const CVE_DIGITS: (usize, usize) = (4, 19);

/// Digits of the number of a weakness or an attack pattern at most.
const MAX_ENTRY_DIGITS: usize = 6;

/// SpecIndex of CVE in the registry of RFC 7495 section 4.
pub const CVE_SPEC_INDEX: &str = "1";

/// Checks an identifier such as `CVE-2024-3094`.
///
/// # Errors
/// [`Problem`].
pub fn cve(text: &str) -> Result<(), Problem> {
    let mut scan = after_prefix(text, "CVE-")?;
    let year = scan.digits(Part::Number)?;
    if year.len() != 4 {
        return Err(Problem::Length { expected: 4, found: year.len() });
    }
    scan.expect('-', Part::Number)?;
    let sequence = scan.digits(Part::Number)?;
    let (least, limit) = CVE_DIGITS;
    if sequence.len() < least {
        return Err(Problem::Length { expected: least, found: sequence.len() });
    }
    if sequence.len() > limit {
        return Err(Problem::TooLong { limit });
    }
    scan.end()
}

/// Checks an identifier such as `CWE-787`.
///
/// # Errors
/// [`Problem`].
pub fn cwe(text: &str) -> Result<(), Problem> {
    entry(text, "CWE-")
}

/// Checks an identifier such as `CAPEC-66`.
///
/// # Errors
/// [`Problem`].
pub fn capec(text: &str) -> Result<(), Problem> {
    entry(text, "CAPEC-")
}

fn entry(text: &str, prefix: &str) -> Result<(), Problem> {
    let mut scan = after_prefix(text, prefix)?;
    let number = scan.digits(Part::Number)?;
    scan.end()?;
    match (number.len() > MAX_ENTRY_DIGITS, number.starts_with('0')) {
        (true, _) => Err(Problem::TooLong { limit: MAX_ENTRY_DIGITS }),
        (_, true) => Err(Problem::LeadingZero),
        _ => Ok(()),
    }
}

fn after_prefix<'a>(text: &'a str, prefix: &str) -> Result<Scan<'a>, Problem> {
    if text.is_empty() {
        return Err(Problem::Empty);
    }
    text.strip_prefix(prefix).map(Scan::new).ok_or(Problem::UnknownName)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_have_the_form_of_their_enumeration() {
        assert!(cve("CVE-2024-3094").is_ok() && cve("CVE-2014-10001").is_ok());
        for bad in
            ["", "CVE-24-3094", "CVE-2024-309", "cve-2024-3094", "CVE-2024-3094x", "CVE-2024"]
        {
            assert!(cve(bad).is_err(), "{bad:?}");
        }
        assert!(cwe("CWE-79").is_ok() && capec("CAPEC-66").is_ok());
        assert!(cwe("CWE-").is_err() && cwe("CWE-079").is_err() && capec("66").is_err());
    }
}
