//! Media types by their names: RFC 6838 section 4.2.

use super::{Part, Problem};

/// Characters of a type or subtype at most (RFC 6838 section 4.2).
pub const MAX_NAME_LENGTH: usize = 127;

/// Reads a media type such as `application/pdf` into its top-level type and subtype, without
/// parameters.
///
/// # Errors
/// [`Problem`].
pub fn media_type(text: &str) -> Result<(&str, &str), Problem> {
    if text.is_empty() {
        return Err(Problem::Empty);
    }
    let (top_level, subtype) = text.split_once('/').ok_or(Problem::Missing(Part::Subtype))?;
    restricted_name(top_level)?;
    restricted_name(subtype)?;
    Ok((top_level, subtype))
}

fn restricted_name(name: &str) -> Result<(), Problem> {
    let is_rest =
        |character: char| character.is_ascii_alphanumeric() || "!#$&-^_.+".contains(character);
    if let Some(found) = name.chars().find(|character| !is_rest(*character)) {
        return Err(Problem::Character(found));
    }
    match name.chars().next() {
        None => Err(Problem::Missing(Part::Subtype)),
        Some(first) if !first.is_ascii_alphanumeric() => Err(Problem::Character(first)),
        Some(_) if name.len() > MAX_NAME_LENGTH => Err(Problem::TooLong { limit: MAX_NAME_LENGTH }),
        Some(_) => Ok(()),
    }
}
