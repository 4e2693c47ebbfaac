//! Numbers of XML Schema 1.0 Part 2, for RFC 7970 sections 2.1 and 2.2.

use super::scan::Scan;
use super::{Part, Problem};

/// Checks an xs:integer: a sign and any number of digits.
///
/// # Errors
/// [`Problem`].
pub fn integer(text: &str) -> Result<(), Problem> {
    if text.is_empty() {
        return Err(Problem::Empty);
    }
    let mut scan = Scan::new(text);
    if !scan.eat("-") {
        scan.eat("+");
    }
    scan.digits(Part::Digit)?;
    scan.end()
}

/// Reads an xs:integer between `least` and `greatest`.
///
/// # Errors
/// [`Problem::Range`], and those of [`integer`].
pub fn integer_between(text: &str, least: u64, greatest: u64) -> Result<u64, Problem> {
    integer(text)?;
    let range = Problem::Range { least, greatest };
    let is_negative = text.starts_with('-');
    let digits = text.trim_start_matches(['-', '+']).trim_start_matches('0');
    let number = match digits {
        "" => 0,
        _ if is_negative => return Err(range),
        // Whatever is beyond u64 is beyond every bound.
        _ => digits.parse().map_err(|_| range)?,
    };
    match (least..=greatest).contains(&number) {
        true => Ok(number),
        false => Err(range),
    }
}

/// Checks an xs:float: `INF`, `-INF`, `NaN`, or a decimal with an exponent.
///
/// # Errors
/// [`Problem`].
pub fn float(text: &str) -> Result<(), Problem> {
    if text.is_empty() {
        return Err(Problem::Empty);
    }
    if matches!(text, "INF" | "-INF" | "NaN") {
        return Ok(());
    }
    let mut scan = Scan::new(text);
    if !scan.eat("-") {
        scan.eat("+");
    }
    let whole = scan.take_while(|character| character.is_ascii_digit());
    if scan.eat(".") {
        let fraction = scan.take_while(|character| character.is_ascii_digit());
        if whole.is_empty() && fraction.is_empty() {
            return Err(Problem::Missing(Part::Digit));
        }
    } else if whole.is_empty() {
        return Err(scan.peek().map_or(Problem::Missing(Part::Digit), Problem::Character));
    }
    if scan.eat("e") || scan.eat("E") {
        return integer(scan.rest()).map_err(|problem| match problem {
            Problem::Empty => Problem::Missing(Part::Digit),
            other => other,
        });
    }
    scan.end()
}

/// Checks an xs:boolean.
///
/// # Errors
/// [`Problem`].
pub fn boolean(text: &str) -> Result<(), Problem> {
    match text {
        "true" | "false" | "1" | "0" => Ok(()),
        "" => Err(Problem::Empty),
        _ => Err(Problem::Malformed),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_follow_xml_schema() {
        for good in ["0", "-7", "+7", "007", "123456789012345678901234567890"] {
            assert_eq!(integer(good), Ok(()), "{good}");
        }
        for bad in ["", "-", "+-1", "1.0", "1e3", "0x10", " 1", "\u{661}"] {
            assert!(integer(bad).is_err(), "{bad:?}");
        }
        for good in ["1", "-1.5", ".5", "5.", "1e10", "1.5E-3", "INF", "-INF", "NaN", "+0.0"] {
            assert_eq!(float(good), Ok(()), "{good}");
        }
        for bad in ["", ".", "-", "1e", "1e1.5", "+INF", "inf", "nan", "1,5", "1f", "--1"] {
            assert!(float(bad).is_err(), "{bad:?}");
        }
        assert!(boolean("true").is_ok() && boolean("1").is_ok());
        assert!(boolean("TRUE").is_err() && boolean("yes").is_err() && boolean("").is_err());
    }

    #[test]
    fn bounds_hold_for_numbers_of_any_length() {
        let range = Err(Problem::Range { least: 0, greatest: 255 });
        assert_eq!(integer_between("0255", 0, 255), Ok(255));
        assert_eq!(integer_between("-0", 0, 255), Ok(0));
        assert_eq!(integer_between("256", 0, 255), range);
        assert_eq!(integer_between("-1", 0, 255), range);
        assert_eq!(integer_between("99999999999999999999999", 0, 255), range);
        assert_eq!(integer_between("6x", 0, 255), Err(Problem::Character('x')));
    }
}
