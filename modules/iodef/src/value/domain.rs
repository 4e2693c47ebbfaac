//! Domain names: RFC 1034 section 3.5, RFC 5890 and RFC 5891 section 4.
//!
//! Syntax only. The tables of RFC 5892 are not here: a U-label may hold any letter, digit or mark,
//! and A-labels are checked to be Punycode (RFC 3492) of such a label.

use super::{Part, Problem};

/// Octets of a name at most, without the dot of the root (RFC 1035 section 2.3.4).
pub const MAX_NAME_OCTETS: usize = 253;

/// Octets of a label at most.
pub const MAX_LABEL_OCTETS: usize = 63;

/// Checks a domain name: one label or more, A-labels or U-labels, with or without the dot of the
/// root. Underscores are accepted: names of services have them (RFC 8552).
///
/// # Errors
/// [`Problem`].
pub fn name(text: &str) -> Result<(), Problem> {
    check(text, true).map(|_| ())
}

/// Checks a fully qualified domain name: two labels or more, and no underscores.
///
/// # Errors
/// [`Problem::Missing`] of [`Part::SecondLabel`], and others.
pub fn fully_qualified(text: &str) -> Result<(), Problem> {
    match check(text, false)? {
        0 | 1 => Err(Problem::Missing(Part::SecondLabel)),
        _ => Ok(()),
    }
}

/// The number of labels.
fn check(text: &str, underscores: bool) -> Result<usize, Problem> {
    if text.is_empty() {
        return Err(Problem::Empty);
    }
    let relative = text.strip_suffix('.').unwrap_or(text);
    let (mut octets, mut labels, mut last) = (0_usize, 0_usize, "");
    for label in relative.split('.') {
        let dot = usize::from(labels > 0);
        octets = octets.saturating_add(label_octets(label, underscores)?).saturating_add(dot);
        if octets > MAX_NAME_OCTETS {
            return Err(Problem::TooLong { limit: MAX_NAME_OCTETS });
        }
        labels = labels.saturating_add(1);
        last = label;
    }
    match last.bytes().all(|byte| byte.is_ascii_digit()) {
        true => Err(Problem::NumericTopLevel),
        false => Ok(labels),
    }
}

/// The octets of a label in the DNS.
fn label_octets(label: &str, underscores: bool) -> Result<usize, Problem> {
    let too_long = Problem::TooLong { limit: MAX_LABEL_OCTETS };
    if label.is_empty() {
        return Err(Problem::Missing(Part::Label));
    }
    // A character has at least one octet in the DNS.
    if label.chars().nth(MAX_LABEL_OCTETS).is_some() {
        return Err(too_long);
    }
    if label.starts_with('-') || label.ends_with('-') {
        return Err(Problem::Character('-'));
    }
    let is_accepted = |character: char| match character {
        '_' => underscores,
        '\0'..='\x7f' => character.is_ascii_alphanumeric() || character == '-',
        _ => may_be_in_u_label(character),
    };
    if let Some(found) = label.chars().find(|character| !is_accepted(*character)) {
        return Err(Problem::Character(found));
    }
    if label.is_ascii() {
        let prefix = label.get(..4).unwrap_or("");
        let is_a_label = prefix.eq_ignore_ascii_case("xn--");
        return match is_a_label && !is_punycode(label.get(4..).unwrap_or("")) {
            true => Err(Problem::NotPunycode),
            false => Ok(label.len()),
        };
    }
    if let Some(mark @ '\u{300}'..='\u{36f}') = label.chars().next() {
        return Err(Problem::Character(mark));
    }
    let octets = punycode_length(label).saturating_add("xn--".len());
    if octets > MAX_LABEL_OCTETS { Err(too_long) } else { Ok(octets) }
}

/// Whether a character beyond ASCII may be in a U-label, as far as blocks of Unicode tell.
fn may_be_in_u_label(character: char) -> bool {
    let is_excluded = matches!(character,
        '\u{80}'..='\u{b6}' | '\u{b8}'..='\u{be}' | '\u{d7}' | '\u{f7}'
        | '\u{2000}'..='\u{200b}' | '\u{200e}'..='\u{20cf}' | '\u{2190}'..='\u{2bff}'
        | '\u{3000}'..='\u{3004}' | '\u{3008}'..='\u{3020}' | '\u{e000}'..='\u{f8ff}'
        | '\u{fe00}'..='\u{fe1f}' | '\u{fe30}'..='\u{fe6f}' | '\u{feff}'..='\u{ffff}'
        | '\u{1f000}'..='\u{1faff}' | '\u{e0000}'..='\u{10ffff}');
    !is_excluded && !character.is_uppercase()
}

// Punycode: RFC 3492 section 5.
const BASE: u32 = 36;
const LEAST_THRESHOLD: u32 = 1;
const GREATEST_THRESHOLD: u32 = 26;
const SKEW: u32 = 38;
const DAMP: u32 = 700;
const INITIAL_BIAS: u32 = 72;
const INITIAL_N: u32 = 128;

/// Whether `text` is Punycode of a U-label.
fn is_punycode(text: &str) -> bool {
    decode(text).is_some_and(|label| {
        !label.is_ascii()
            && label.chars().all(|character| {
                matches!(character, '-' | '0'..='9' | 'a'..='z' | 'A'..='Z')
                    || (!character.is_ascii() && may_be_in_u_label(character))
            })
    })
}

/// RFC 3492 section 6.2. A label is short, so that insertions are cheap.
fn decode(text: &str) -> Option<String> {
    let (basic, digits) = text.rsplit_once('-').unwrap_or(("", text));
    let mut output: Vec<char> = basic.chars().collect();
    let (mut n, mut i, mut bias) = (INITIAL_N, 0_u32, INITIAL_BIAS);
    let mut digits = digits.chars().peekable();
    while digits.peek().is_some() {
        let (old, mut weight, mut k) = (i, 1_u32, BASE);
        loop {
            let digit = digit_value(digits.next()?)?;
            i = i.checked_add(digit.checked_mul(weight)?)?;
            let threshold = threshold(k, bias);
            if digit < threshold {
                break;
            }
            weight = weight.checked_mul(BASE.checked_sub(threshold)?)?;
            k = k.checked_add(BASE)?;
        }
        let points = u32::try_from(output.len()).ok()?.checked_add(1)?;
        bias = adapt(i.checked_sub(old)?, points, old == 0);
        n = n.checked_add(i.checked_div(points)?)?;
        i = i.checked_rem(points)?;
        output.insert(usize::try_from(i).ok()?, char::from_u32(n)?);
        i = i.checked_add(1)?;
    }
    Some(output.into_iter().collect())
}

/// The length of the Punycode of a label: RFC 3492 section 6.3. The label has at most
/// [`MAX_LABEL_OCTETS`] characters.
fn punycode_length(label: &str) -> usize {
    let basic = label.chars().filter(char::is_ascii).count();
    let mut length = if basic > 0 { basic.saturating_add(1) } else { 0 };
    let mut handled = basic as u32;
    let (mut n, mut delta, mut bias) = (INITIAL_N, 0_u32, INITIAL_BIAS);
    let next = |n: u32| label.chars().map(u32::from).filter(|point| *point >= n).min();
    while let Some(least) = next(n) {
        let step = least.wrapping_sub(n).saturating_mul(handled.saturating_add(1));
        delta = delta.saturating_add(step);
        n = least;
        for point in label.chars().map(u32::from) {
            if point < n {
                delta = delta.saturating_add(1);
            } else if point == n {
                length = length.saturating_add(integer_length(delta, bias));
                bias = adapt(delta, handled.saturating_add(1), handled == basic as u32);
                delta = 0;
                handled = handled.saturating_add(1);
            }
        }
        delta = delta.saturating_add(1);
        n = n.saturating_add(1);
    }
    length
}

/// Digits of a generalized variable-length integer.
fn integer_length(mut rest: u32, bias: u32) -> usize {
    let (mut length, mut k) = (1_usize, BASE);
    loop {
        let threshold = threshold(k, bias);
        if rest < threshold {
            return length;
        }
        let base = BASE.saturating_sub(threshold);
        rest = rest.saturating_sub(threshold).checked_div(base).unwrap_or(0);
        length = length.saturating_add(1);
        k = k.saturating_add(BASE);
    }
}

fn threshold(k: u32, bias: u32) -> u32 {
    k.saturating_sub(bias).clamp(LEAST_THRESHOLD, GREATEST_THRESHOLD)
}

#[expect(
    clippy::arithmetic_side_effects,
    reason = "divisors are constants or at least 1, sums small"
)]
fn adapt(delta: u32, points: u32, is_first: bool) -> u32 {
    let mut delta = if is_first { delta / DAMP } else { delta / 2 };
    delta += delta / points.max(1);
    let mut k = 0;
    while delta > ((BASE - LEAST_THRESHOLD) * GREATEST_THRESHOLD) / 2 {
        delta /= BASE - LEAST_THRESHOLD;
        k += BASE;
    }
    k + (BASE - LEAST_THRESHOLD + 1) * delta / (delta + SKEW)
}

fn digit_value(character: char) -> Option<u32> {
    let character = character.to_ascii_lowercase();
    match character {
        'a'..='z' => u32::from(character).checked_sub(u32::from('a')),
        '0'..='9' => u32::from(character).checked_sub(u32::from('0'))?.checked_add(26),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn punycode_follows_the_samples_of_rfc_3492() {
        for (label, punycode) in [
            ("b\u{fc}cher", "bcher-kva"),
            (
                "\u{4ed6}\u{4eec}\u{4e3a}\u{4ec0}\u{4e48}\u{4e0d}\u{8bf4}\u{4e2d}\u{6587}",
                "ihqwcrb4cv8a8dqg056pqjye",
            ),
            (
                "\u{306a}\u{305c}\u{307f}\u{3093}\u{306a}\u{65e5}\u{672c}\u{8a9e}\u{3092}\u{8a71}\
              \u{3057}\u{3066}\u{304f}\u{308c}\u{306a}\u{3044}\u{306e}\u{304b}",
                "n8jok5ay5dzabd5bym9f0cm5685rrjetr6pdxa",
            ),
            ("3\u{5e74}b\u{7d44}\u{91d1}\u{516b}\u{5148}\u{751f}", "3b-ww4c5e180e575a65lsy2b"),
        ] {
            assert_eq!(decode(punycode).as_deref(), Some(label));
            assert_eq!(punycode_length(label), punycode.len(), "{label}");
            assert!(is_punycode(punycode));
        }
        for bad in ["", "abc", "a-", "99999999", "-", "bcher-kv\u{e4}", "zzzzzzzzzzzzzzz"] {
            assert!(!is_punycode(bad), "{bad:?}");
        }
    }

    #[test]
    fn names_need_labels_that_the_dns_can_hold() {
        let label = "a".repeat(63);
        let longest = format!("{label}.{label}.{label}.{}", "a".repeat(61));
        assert_eq!(longest.len(), MAX_NAME_OCTETS);
        for good in [
            "example.com",
            "example.com.",
            "localhost",
            "xn--bcher-kva.example",
            "_dmarc.a.b",
            "b\u{fc}cher.example",
            "\u{4f8b}\u{3048}.\u{30c6}\u{30b9}\u{30c8}",
            "1.2.3.4.example",
            "r3---sn-4g5e6nl7.example.com",
            "EXAMPLE.COM",
            &longest,
        ] {
            assert_eq!(name(good), Ok(()), "{good}");
        }
        for (bad, problem) in [
            ("", Problem::Empty),
            (".", Problem::Missing(Part::Label)),
            ("a..b", Problem::Missing(Part::Label)),
            ("-a.b", Problem::Character('-')),
            ("a-.b", Problem::Character('-')),
            ("a b.c", Problem::Character(' ')),
            ("http://a.b", Problem::Character(':')),
            ("a\u{3002}b", Problem::Character('\u{3002}')),
            ("192.0.2.1", Problem::NumericTopLevel),
            ("xn--99999999.a", Problem::NotPunycode),
            (&format!("{label}a.b"), Problem::TooLong { limit: 63 }),
            (&format!("{longest}a"), Problem::TooLong { limit: 253 }),
            (&"\u{4f8b}".repeat(60), Problem::TooLong { limit: 63 }),
        ] {
            assert_eq!(name(bad), Err(problem), "{bad}");
        }
        assert_eq!(fully_qualified("csirt.example.com"), Ok(()));
        assert_eq!(fully_qualified("csirt"), Err(Problem::Missing(Part::SecondLabel)));
        assert_eq!(fully_qualified("a_b.example.com"), Err(Problem::Character('_')));
    }
}
