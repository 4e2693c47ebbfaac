//! Language tags: RFC 5646 section 2.1, well-formedness.
//!
//! Of the IANA Language Subtag Registry only the primary languages and regions of two letters are
//! known here ([`registry::LANGUAGE`](crate::registry::LANGUAGE),
//! [`registry::REGION`](crate::registry::REGION)); other subtags are checked for their form.

use super::{Part, Problem};

/// Characters of a tag at most; RFC 5646 section 4.4.1 asks for room for 35.
pub const MAX_TAG_LENGTH: usize = 255;

/// Tags registered before RFC 4646 that do not follow its grammar (RFC 5646 section 2.2.8).
const IRREGULAR: [&str; 17] = [
    "en-gb-oed",
    "i-ami",
    "i-bnn",
    "i-default",
    "i-enochian",
    "i-hak",
    "i-klingon",
    "i-lux",
    "i-mingo",
    "i-navajo",
    "i-pwn",
    "i-tao",
    "i-tay",
    "i-tsu",
    "sgn-be-fr",
    "sgn-be-nl",
    "sgn-ch-de",
];

/// Likewise, of a form that the grammar admits only for other subtags.
const REGULAR: [&str; 9] = [
    "art-lojban",
    "cel-gaulish",
    "no-bok",
    "no-nyn",
    "zh-guoyu",
    "zh-hakka",
    "zh-min",
    "zh-min-nan",
    "zh-xiang",
];

/// What a language tag names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Language<'a> {
    /// The primary language as it is written; empty for private use and grandfathered tags.
    pub primary: &'a str,
    /// The region, if there is one.
    pub region: Option<&'a str>,
}

/// Reads a language tag.
///
/// # Errors
/// [`Problem`].
pub fn tag(text: &str) -> Result<Language<'_>, Problem> {
    if text.is_empty() {
        return Err(Problem::Empty);
    }
    if text.len() > MAX_TAG_LENGTH {
        return Err(Problem::TooLong { limit: MAX_TAG_LENGTH });
    }
    let lower = text.to_ascii_lowercase();
    if IRREGULAR.contains(&lower.as_str()) || REGULAR.contains(&lower.as_str()) {
        return Ok(Language { primary: "", region: None });
    }
    for subtag in text.split('-') {
        if let Some(found) = subtag.chars().find(|character| !character.is_ascii_alphanumeric()) {
            return Err(Problem::Character(found));
        }
        match subtag.len() {
            0 => return Err(Problem::Missing(Part::Subtag)),
            1..=8 => {}
            _ => return Err(Problem::TooLong { limit: 8 }),
        }
    }
    read_subtags(text)
}

fn read_subtags(text: &str) -> Result<Language<'_>, Problem> {
    let mut subtags = text.split('-').peekable();
    let primary = subtags.next().unwrap_or("");
    if primary.eq_ignore_ascii_case("x") {
        return subtags.peek().map_or(Err(Problem::Missing(Part::Subtag)), |_| {
            Ok(Language { primary: "", region: None })
        });
    }
    if let Some(found) = primary.chars().find(|character| !character.is_ascii_alphabetic()) {
        return Err(Problem::Character(found));
    }
    if primary.len() < 2 {
        return Err(Problem::Length { expected: 2, found: primary.len() });
    }
    let is_letters = |subtag: &str| subtag.bytes().all(|byte| byte.is_ascii_alphabetic());
    let mut extended = 0_u8;
    while primary.len() < 4
        && extended < 3
        && subtags.next_if(|subtag| subtag.len() == 3 && is_letters(subtag)).is_some()
    {
        extended = extended.saturating_add(1);
    }
    // Script.
    subtags.next_if(|subtag| subtag.len() == 4 && is_letters(subtag));
    let region = subtags.next_if(|subtag| {
        (subtag.len() == 2 && is_letters(subtag))
            || (subtag.len() == 3 && subtag.bytes().all(|byte| byte.is_ascii_digit()))
    });
    let mut seen: Vec<String> = Vec::new();
    while let Some(variant) = subtags.next_if(|subtag| {
        subtag.len() >= 5
            || (subtag.len() == 4 && subtag.starts_with(|first: char| first.is_ascii_digit()))
    }) {
        seen_once(&mut seen, variant)?;
    }
    while let Some(singleton) = subtags.next() {
        if singleton.len() != 1 {
            return Err(Problem::Length { expected: 1, found: singleton.len() });
        }
        let is_private = singleton.eq_ignore_ascii_case("x");
        seen_once(&mut seen, singleton)?;
        let mut count = 0_usize;
        while subtags.next_if(|subtag| is_private || subtag.len() >= 2).is_some() {
            count = count.saturating_add(1);
        }
        if count == 0 {
            return Err(Problem::Missing(Part::Subtag));
        }
    }
    Ok(Language { primary, region })
}

/// Variants and singletons do not repeat (RFC 5646 section 2.2.9); [`MAX_TAG_LENGTH`] keeps them few.
fn seen_once(seen: &mut Vec<String>, subtag: &str) -> Result<(), Problem> {
    let subtag = subtag.to_ascii_lowercase();
    if seen.contains(&subtag) {
        return Err(Problem::Repeated(Part::Subtag));
    }
    seen.push(subtag);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_follow_the_examples_of_rfc_5646_appendix_a() {
        for good in [
            "de",
            "fr",
            "ja",
            "i-enochian",
            "zh-Hant",
            "zh-cmn-Hans-CN",
            "cmn-Hans-CN",
            "sr-Latn-RS",
            "sl-rozaj-biske-1994",
            "de-CH-1901",
            "sl-IT-nedis",
            "hy-Latn-IT-arevela",
            "es-419",
            "de-CH-x-phonebk",
            "az-Arab-x-AZE-derbend",
            "x-whatever",
            "qaa-Qaaa-QM-x-southern",
            "en-US-u-islamcal",
            "zh-CN-a-myext-x-private",
            "en-a-myext-b-another",
            "zh-min-nan",
        ] {
            assert!(tag(good).is_ok(), "{good}: {:?}", tag(good));
        }
        for bad in [
            "",
            "a-DE",
            "de-419-DE",
            "ar-a-aaa-b-bbb-a-ccc",
            "en_US",
            "en-",
            "-en",
            "english1",
            "e",
            "en-US-",
            "en-x",
            "x",
            "de-1996-1996",
            "abcdefghi",
            "en US",
            "\u{65e5}\u{672c}",
        ] {
            assert!(tag(bad).is_err(), "{bad:?}");
        }
        assert_eq!(tag("zh-Hant-TW"), Ok(Language { primary: "zh", region: Some("TW") }));
    }
}
