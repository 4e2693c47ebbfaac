//! Values as they are written.

use super::EditFault;
use crate::document::is_char;
use crate::order::find;

/// Refuses what XML cannot hold.
fn check(value: &str) -> Result<(), EditFault> {
    match value.char_indices().find(|(_, c)| !is_char(u32::from(*c))) {
        Some((offset, c)) => Err(EditFault::Character { code: u32::from(c), offset }),
        None => Ok(()),
    }
}

/// Text for an element, with the line ends of its document. `>` is written as a reference, so that
/// no `]]>` can arise with what stands beside it.
pub(super) fn text(value: &str, line_end: &str) -> Result<String, EditFault> {
    check(value)?;
    let mut written = String::with_capacity(value.len());
    for c in value.chars() {
        match c {
            '&' => written.push_str("&amp;"),
            '<' => written.push_str("&lt;"),
            '>' => written.push_str("&gt;"),
            '\r' => written.push_str("&#13;"),
            '\n' => written.push_str(line_end),
            c => written.push(c),
        }
    }
    Ok(written)
}

/// The content of a CDATA section, if it can hold the value.
pub(super) fn cdata(value: &str, line_end: &str) -> Result<Option<String>, EditFault> {
    check(value)?;
    let holds = find(value, "]]>").is_none() && !value.contains('\r');
    Ok(holds.then(|| value.replace('\n', line_end)))
}

/// A value between these quotes. White space but the space is written as references, which alone
/// survive (XML 1.0 section 3.3.3).
pub(super) fn attribute(value: &str, quote: char) -> Result<String, EditFault> {
    check(value)?;
    let mut written = String::with_capacity(value.len());
    for c in value.chars() {
        match c {
            '&' => written.push_str("&amp;"),
            '<' => written.push_str("&lt;"),
            '>' => written.push_str("&gt;"),
            '\t' => written.push_str("&#9;"),
            '\n' => written.push_str("&#10;"),
            '\r' => written.push_str("&#13;"),
            '"' if quote == '"' => written.push_str("&quot;"),
            '\'' if quote == '\'' => written.push_str("&apos;"),
            c => written.push(c),
        }
    }
    Ok(written)
}
