//! Which User-Names are refused before anything else is asked.

use core::fmt;

use serde::Deserialize;

use super::{Nai, is_rtext};

/// The longest label in octets (RFC 1035 section 2.3.4; RFC 7542 section 2.5 asks for realms that
/// can be registered in the DNS).
pub const MAX_LABEL_OCTETS: usize = 63;

/// One rule of sanity for User-Names. Its name in the configuration is also the end of its reason
/// code: `space` is reported as `nai_space`.
///
/// An overlong realm needs no rule: a name longer than one attribute is never parsed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Check {
    /// The name is not UTF-8 (RFC 7542 section 2.1).
    NotUtf8,
    /// A control character, or white space other than the space.
    ControlCharacter,
    /// A space anywhere.
    Space,
    /// More than one `@`.
    MultipleAt,
    /// Two dots in a row anywhere.
    DoubleDot,
    /// There is an `@`, and no dot after it with something on both sides.
    RealmWithoutDot,
    /// The name ends with a dot, with or without a realm.
    TrailingDot,
    /// The realm begins with a dot.
    LeadingDot,
    /// A label of the realm begins or ends with a hyphen.
    Hyphen,
    /// A label of the realm is longer than 63 octets.
    LabelTooLong,
    /// The realm has an ASCII character that is not a letter, a digit, a hyphen or a dot.
    RealmCharacter,
    /// The username has an ASCII character that RFC 7542 section 2.2 does not list and that is not
    /// escaped.
    UsernameCharacter,
    /// The username begins or ends with a dot.
    UsernameDot,
}

/// What a name was refused for: the rule, and where.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Violation {
    /// The rule.
    pub check: Check,
    /// The octet of the User-Name at which the rule is broken, counted from 0.
    pub offset: usize,
}

/// Named sets of rules.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Preset {
    /// No rule: a name need not be an NAI (RFC 7542 section 2.6.1).
    #[default]
    None,
    /// What FreeRADIUS refuses in its policy of the same name.
    FilterUsername,
    /// What roaming federations ask their members to refuse: `filter_username`, and realms that
    /// cannot be names in the DNS.
    Eduroam,
    /// Everything that the grammar of RFC 7542 section 2.2 rules out.
    Rfc7542,
}

/// The configuration of [`Checks`]: a preset, with rules added and left out.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ChecksConfig {
    /// The set to begin with; none if absent.
    pub preset: Preset,
    /// Rules in addition to the preset.
    pub also: Vec<Check>,
    /// Rules of the preset that do not apply.
    pub except: Vec<Check>,
}

/// The rules that apply, in the order in which they are asked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Checks(Vec<Check>);

impl Checks {
    /// The rules of a configuration.
    #[must_use]
    pub fn new(config: &ChecksConfig) -> Self {
        let applies = |check: &Check| {
            let wanted = config.preset.checks().contains(check) || config.also.contains(check);
            wanted && !config.except.contains(check)
        };
        Self(Check::ALL.into_iter().filter(applies).collect())
    }

    /// The first rule that the name breaks.
    #[must_use]
    pub fn first_violation(&self, nai: &Nai<'_>) -> Option<Violation> {
        self.0.iter().find_map(|check| {
            let offset = check.broken_at(nai)?;
            Some(Violation { check: *check, offset })
        })
    }
}

impl Preset {
    fn checks(self) -> &'static [Check] {
        match self {
            Self::None => &[],
            Self::FilterUsername => &FILTER_USERNAME,
            Self::Eduroam => &EDUROAM,
            Self::Rfc7542 => &Check::ALL,
        }
    }
}

impl Check {
    /// Every rule, in the order in which they are asked.
    pub const ALL: [Self; 13] = [
        Self::NotUtf8,
        Self::ControlCharacter,
        Self::Space,
        Self::MultipleAt,
        Self::DoubleDot,
        Self::RealmWithoutDot,
        Self::TrailingDot,
        Self::LeadingDot,
        Self::Hyphen,
        Self::LabelTooLong,
        Self::RealmCharacter,
        Self::UsernameCharacter,
        Self::UsernameDot,
    ];

    /// The stable, searchable name of the reason.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::NotUtf8 => "nai_not_utf8",
            Self::ControlCharacter => "nai_control_character",
            Self::Space => "nai_space",
            Self::MultipleAt => "nai_multiple_at",
            Self::DoubleDot => "nai_double_dot",
            Self::RealmWithoutDot => "nai_realm_without_dot",
            Self::TrailingDot => "nai_trailing_dot",
            Self::LeadingDot => "nai_leading_dot",
            Self::Hyphen => "nai_hyphen",
            Self::LabelTooLong => "nai_label_too_long",
            Self::RealmCharacter => "nai_realm_character",
            Self::UsernameCharacter => "nai_username_character",
            Self::UsernameDot => "nai_username_dot",
        }
    }

    /// What is wrong and who can mend it.
    fn text(self) -> &'static str {
        match self {
            Self::NotUtf8 => {
                "User-Name is not UTF-8; the device sends another character set: configure the \
                 name in ASCII"
            }
            Self::ControlCharacter => {
                "User-Name holds a control character or white space that is not a space; correct \
                 the name on the device"
            }
            Self::Space => "User-Name holds a space; remove it on the device",
            Self::MultipleAt => {
                "User-Name has more than one @; use one realm, or homerealm!user@otherrealm"
            }
            Self::DoubleDot => "User-Name has two dots in a row; correct the name on the device",
            Self::RealmWithoutDot => {
                "the realm has no dot between two labels; use the full realm, such as \
                 user@example.org"
            }
            Self::TrailingDot => "User-Name ends with a dot; remove it on the device",
            Self::LeadingDot => "the realm begins with a dot; remove it on the device",
            Self::Hyphen => {
                "a label of the realm begins or ends with a hyphen; correct the realm on the device"
            }
            Self::LabelTooLong => {
                "a label of the realm is longer than 63 octets; correct the realm on the device"
            }
            Self::RealmCharacter => {
                "the realm holds a character other than letters, digits, hyphens and dots; correct \
                 the realm on the device"
            }
            Self::UsernameCharacter => {
                "the username holds a character that RFC 7542 section 2.2 does not allow unescaped; \
                 correct the name on the device, or leave this rule out"
            }
            Self::UsernameDot => {
                "the username begins or ends with a dot; correct the name on the device"
            }
        }
    }

    /// The octet at which the name breaks this rule.
    fn broken_at(self, nai: &Nai<'_>) -> Option<usize> {
        let text = nai.text();
        match self {
            Self::NotUtf8 => core::str::from_utf8(text).err().map(|error| error.valid_up_to()),
            Self::ControlCharacter => control_character(text),
            Self::Space => position(text, |octet| octet == b' '),
            Self::MultipleAt => multiple_at(text),
            Self::DoubleDot => text.windows(2).position(|pair| pair == b".."),
            Self::RealmWithoutDot => realm_without_dot(text),
            Self::TrailingDot => text.ends_with(b".").then(|| text.len().saturating_sub(1)),
            Self::LeadingDot => text.windows(2).position(|pair| pair == b"@."),
            Self::Hyphen => label(nai, |label| label.starts_with(b"-") || label.ends_with(b"-")),
            Self::LabelTooLong => label(nai, |label| label.len() > MAX_LABEL_OCTETS),
            Self::RealmCharacter => {
                let (realm, offset) = realm_and_offset(nai)?;
                let allowed = |octet| is_rtext(octet) || octet == b'-' || octet == b'.';
                Some(position(realm, |octet| !allowed(octet))?.saturating_add(offset))
            }
            Self::UsernameCharacter => username_character(nai.local_part()),
            Self::UsernameDot => match nai.local_part() {
                [b'.', ..] => Some(0),
                [.., b'.'] => Some(nai.local_part().len().saturating_sub(1)),
                _ => None,
            },
        }
    }
}

impl Violation {
    /// The stable, searchable name of the reason.
    #[must_use]
    pub fn code(&self) -> &'static str {
        self.check.code()
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} (octet {} of the name)", self.check.text(), self.offset)
    }
}

fn position(octets: &[u8], mut is: impl FnMut(u8) -> bool) -> Option<usize> {
    octets.iter().position(|octet| is(*octet))
}

fn control_character(text: &[u8]) -> Option<usize> {
    let unwanted = |char: char| char.is_control() || char.is_whitespace() && char != ' ';
    match core::str::from_utf8(text) {
        Ok(text) => text.char_indices().find(|(_, char)| unwanted(*char)).map(|(at, _)| at),
        Err(_) => position(text, |octet| octet.is_ascii_control()),
    }
}

fn multiple_at(text: &[u8]) -> Option<usize> {
    let mut ats = text.iter().enumerate().filter(|(_, octet)| **octet == b'@');
    ats.next()?;
    ats.next().map(|(at, _)| at)
}

/// The position of the last `@` if no dot after the first has an octet on both sides.
fn realm_without_dot(text: &[u8]) -> Option<usize> {
    let mut parts = text.splitn(2, |octet| *octet == b'@');
    let (_, realm) = (parts.next()?, parts.next()?);
    let inner = realm.split_last().and_then(|(_, rest)| rest.split_first());
    let has_dot = inner.is_some_and(|(_, inner)| inner.contains(&b'.'));
    if has_dot { None } else { text.iter().rposition(|octet| *octet == b'@') }
}

fn realm_and_offset<'a>(nai: &Nai<'a>) -> Option<(&'a [u8], usize)> {
    let realm = nai.realm()?;
    Some((realm, nai.text().len().saturating_sub(realm.len())))
}

/// The offset in the name of the first label that is as described.
fn label(nai: &Nai<'_>, is: impl Fn(&[u8]) -> bool) -> Option<usize> {
    let (realm, mut offset) = realm_and_offset(nai)?;
    for label in realm.split(|octet| *octet == b'.') {
        if is(label) {
            return Some(offset);
        }
        offset = offset.saturating_add(label.len()).saturating_add(1);
    }
    None
}

/// The first octet that is neither `utf8-atext`, nor a dot, nor escaped by a backslash.
fn username_character(local: &[u8]) -> Option<usize> {
    let mut escaped = false;
    let outside = position(local, |octet| {
        let allowed = escaped || is_rtext(octet) || octet == b'\\' || ATEXT.contains(&octet);
        escaped = octet == b'\\' && !escaped;
        !allowed
    });
    // A backslash at the end escapes nothing.
    outside.or_else(|| escaped.then(|| local.len().saturating_sub(1)))
}

/// `utf8-atext` without letters, digits and non-ASCII, and the dot that joins its strings.
const ATEXT: &[u8] = b"!#$%&'*+-/=?^_`{|}~.";

const FILTER_USERNAME: [Check; 6] = [
    Check::Space,
    Check::MultipleAt,
    Check::DoubleDot,
    Check::RealmWithoutDot,
    Check::TrailingDot,
    Check::LeadingDot,
];

const EDUROAM: [Check; 11] = [
    Check::NotUtf8,
    Check::ControlCharacter,
    Check::Space,
    Check::MultipleAt,
    Check::DoubleDot,
    Check::RealmWithoutDot,
    Check::TrailingDot,
    Check::LeadingDot,
    Check::Hyphen,
    Check::LabelTooLong,
    Check::RealmCharacter,
];

#[cfg(test)]
mod tests {
    use super::*;

    fn broken(check: Check, text: &[u8]) -> Option<usize> {
        let checks = Checks::new(&ChecksConfig { also: [check].into(), ..ChecksConfig::default() });
        checks.first_violation(&Nai::parse(text, b"").unwrap()).map(|violation| violation.offset)
    }

    #[test]
    fn each_rule_is_broken_where_it_says() {
        let long_label = [b"fred@".as_slice(), &[b'a'; 64], b".org"].concat();
        case(Check::NotUtf8, b"fr\xffed@example.org", 2, "fr\u{e9}d@example.org".as_bytes());
        case(Check::ControlCharacter, b"fred\n@example.org", 4, b"fr ed@example.org");
        case(Check::Space, b"fred@ example.org", 5, b"fred@example.org");
        case(Check::MultipleAt, b"fred@a.org@b.org", 10, b"fred@b.org");
        case(Check::DoubleDot, b"fred@example..org", 12, b"f.r.e.d@example.org");
        case(Check::RealmWithoutDot, b"fred@example", 4, b"fred");
        case(Check::TrailingDot, b"fred@example.org.", 16, b"fred@example.org");
        case(Check::LeadingDot, b"fred@.example.org", 4, b".fred@example.org");
        case(Check::Hyphen, b"fred@ab.cd-.org", 8, b"-fred-@a-b.org");
        case(Check::LabelTooLong, &long_label, 5, &long_label[..68]);
        case(Check::RealmCharacter, b"fred@example_9.com", 12, b"fr_ed@example-9.com");
        case(Check::UsernameCharacter, b"eng:fred@example.org", 3, b"\\(fred\\)@example.org");
        case(Check::UsernameDot, b"fred.@example.org", 4, b"f.red@example.org");
    }

    fn case(check: Check, bad: &[u8], offset: usize, good: &[u8]) {
        assert_eq!(broken(check, bad), Some(offset), "{check:?}");
        assert_eq!(broken(check, good), None, "{check:?}");
    }

    #[test]
    fn control_characters_are_found_in_and_outside_of_utf8() {
        assert_eq!(broken(Check::ControlCharacter, b"fr\xff\x00"), Some(3));
        assert_eq!(broken(Check::ControlCharacter, "fr\u{85}".as_bytes()), Some(2));
        assert_eq!(broken(Check::ControlCharacter, "fr\u{2028}".as_bytes()), Some(2));
        assert_eq!(broken(Check::ControlCharacter, "fr\u{a0}".as_bytes()), Some(2));
    }

    #[test]
    fn a_backslash_escapes_one_octet_and_not_the_end() {
        assert_eq!(broken(Check::UsernameCharacter, b"a\\\\(b"), Some(3));
        assert_eq!(broken(Check::UsernameCharacter, b"fred\\"), Some(4));
    }

    #[test]
    fn a_preset_takes_rules_in_and_leaves_rules_out() {
        let config = ChecksConfig {
            preset: Preset::FilterUsername,
            also: [Check::Hyphen].into(),
            except: [Check::Space, Check::LabelTooLong].into(),
        };
        let expected = [
            Check::MultipleAt,
            Check::DoubleDot,
            Check::RealmWithoutDot,
            Check::TrailingDot,
            Check::LeadingDot,
            Check::Hyphen,
        ];
        assert_eq!(Checks::new(&config), Checks(expected.into()));
    }

    #[test]
    fn codes_end_with_the_name_in_the_configuration() {
        for check in Check::ALL {
            let name = check.code().strip_prefix("nai_").unwrap();
            let read: Check = serde_json::from_value(name.into()).unwrap();
            assert_eq!(read, check);
        }
    }

    #[test]
    fn the_text_names_the_octet() {
        let violation = Violation { check: Check::Space, offset: 4 };
        let text = "User-Name holds a space; remove it on the device (octet 4 of the name)";
        assert_eq!(violation.to_string(), text);
    }
}
