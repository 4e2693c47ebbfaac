//! The XML declaration (XML 1.0 section 2.8).

use std::ops::Range;

use super::attributes::shorten;
use super::chars::is_space;
use super::encoding::BOM;
use crate::error::Fault;

/// The XML declaration of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Declaration {
    /// From `<?xml` to `?>`.
    pub span: Range<usize>,
    /// The version, as written.
    pub version: String,
    /// The encoding, as written.
    pub encoding: Option<String>,
    /// Whether it says `standalone="yes"` or `"no"`.
    pub standalone: Option<bool>,
}

const VERSION: &str = "version=\"1.0\"";
const ENCODING: &str = "encoding=\"UTF-8\" with a name of letters, digits, \".\", \"_\" and \"-\"";
const STANDALONE: &str = "standalone=\"yes\" or standalone=\"no\"";
const END: &str = "?> after version, encoding and standalone, in this order";

/// A declaration's pseudo-attribute: white space, the name, `=` and a quoted value.
fn pseudo<'t>(rest: &'t str, name: &str) -> Option<(&'t str, &'t str)> {
    let space: fn(char) -> bool = |c| u8::try_from(c).is_ok_and(is_space);
    let trimmed = rest.trim_start_matches(space);
    if trimmed.len() == rest.len() {
        return None;
    }
    let after = trimmed.strip_prefix(name)?.trim_start_matches(space);
    let after = after.strip_prefix('=')?.trim_start_matches(space);
    let quote = after.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
    after.get(1..)?.split_once(quote)
}

fn is_version(value: &str) -> bool {
    let minor = value.strip_prefix("1.").unwrap_or("");
    !minor.is_empty() && minor.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_encoding(value: &str) -> bool {
    value.starts_with(|c: char| c.is_ascii_alphabetic())
        && value.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-'))
}

/// Reads a declaration, from its `<?xml` to its `?>`.
pub(super) fn read(raw: &str, at: usize) -> Result<Declaration, Fault> {
    let fault = |rest: &str, expected| {
        let seen = rest.trim_start();
        let seen = if seen.is_empty() { "?>".to_owned() } else { shorten(seen) };
        Fault::Declaration { seen, expected }
    };
    let inside = raw.strip_prefix("<?xml").and_then(|rest| rest.strip_suffix("?>")).unwrap_or("");
    let (version, mut rest) = match pseudo(inside, "version") {
        Some((version, rest)) if is_version(version) => (version.to_owned(), rest),
        _ => return Err(fault(inside, VERSION)),
    };
    let mut encoding = None;
    if let Some((value, after)) = pseudo(rest, "encoding") {
        if !is_encoding(value) {
            return Err(fault(rest, ENCODING));
        }
        encoding = Some(value.to_owned());
        rest = after;
    }
    let mut standalone = None;
    if let Some((value, after)) = pseudo(rest, "standalone") {
        standalone = match value {
            "yes" => Some(true),
            "no" => Some(false),
            _ => return Err(fault(rest, STANDALONE)),
        };
        rest = after;
    }
    if !rest.bytes().all(is_space) {
        return Err(fault(rest, END));
    }
    let span = at..at.saturating_add(raw.len());
    Ok(Declaration { span, version, encoding, standalone })
}

/// Where the value of `encoding` is in a declaration at the start, before it is known that the rest
/// is well-formed.
fn encoding_range(bytes: &[u8]) -> Option<Range<usize>> {
    let mut mark = [0; 4];
    let mark = BOM.encode_utf8(&mut mark).as_bytes();
    let from = if bytes.starts_with(mark) { mark.len() } else { 0 };
    let rest = bytes.get(from..)?;
    if !rest.starts_with(b"<?xml") || !rest.get(5).copied().is_some_and(is_space) {
        return None;
    }
    let length = rest.iter().position(|byte| *byte == b'>')?;
    let declaration = rest.get(..length)?;
    let name = declaration.windows(8).position(|window| window == b"encoding")?;
    let after = declaration.get(name..)?;
    let open = after.iter().position(|byte| matches!(byte, b'"' | b'\''))?;
    let quote = after.get(open)?;
    let start = open.checked_add(1)?;
    let length = after.get(start..)?.iter().position(|byte| byte == quote)?;
    let start = from.checked_add(name)?.checked_add(start)?;
    Some(start..start.checked_add(length)?)
}

/// The encoding that a declaration at the start names.
pub(super) fn peek_encoding(bytes: &[u8]) -> Option<&[u8]> {
    bytes.get(encoding_range(bytes)?)
}

/// Writes UTF-8 in the place of another encoding in the declaration.
pub(super) fn name_utf8(text: &mut String) {
    if let Some(range) = encoding_range(text.as_bytes()) {
        text.replace_range(range, "UTF-8");
    }
}
