//! Names of XML 1.0 (fifth edition) section 2.3 and of Namespaces in XML 1.0 section 3.

/// Whether `character` can begin a Name.
#[must_use]
pub fn is_name_start(character: char) -> bool {
    matches!(character,
        ':' | '_' | 'A'..='Z' | 'a'..='z'
        | '\u{c0}'..='\u{d6}' | '\u{d8}'..='\u{f6}' | '\u{f8}'..='\u{2ff}'
        | '\u{370}'..='\u{37d}' | '\u{37f}'..='\u{1fff}' | '\u{200c}'..='\u{200d}'
        | '\u{2070}'..='\u{218f}' | '\u{2c00}'..='\u{2fef}' | '\u{3001}'..='\u{d7ff}'
        | '\u{f900}'..='\u{fdcf}' | '\u{fdf0}'..='\u{fffd}' | '\u{10000}'..='\u{effff}')
}

/// Whether `character` can stand in a Name.
#[must_use]
pub fn is_name_char(character: char) -> bool {
    is_name_start(character)
        || matches!(character,
            '-' | '.' | '0'..='9' | '\u{b7}' | '\u{300}'..='\u{36f}' | '\u{203f}'..='\u{2040}')
}

/// Whether `text` is a Name without a colon: an xs:NCName, and so an xs:ID.
#[must_use]
pub fn is_ncname(text: &str) -> bool {
    let mut characters = text.chars();
    characters.next().is_some_and(|first| first != ':' && is_name_start(first))
        && characters.all(|character| character != ':' && is_name_char(character))
}

/// Whether `text` is an Nmtoken: any name characters, at least one.
#[must_use]
pub fn is_nmtoken(text: &str) -> bool {
    !text.is_empty() && text.chars().all(is_name_char)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_follow_the_productions_of_xml() {
        for good in ["a", "i-1", "_", "\u{e9}t\u{e9}", "a.b\u{b7}c", "\u{4e8b}\u{6848}"] {
            assert!(is_ncname(good) && is_nmtoken(good), "{good:?}");
        }
        for bad in ["", "1", "-a", "a:b", "a b", "a\u{d7}", ".a"] {
            assert!(!is_ncname(bad), "{bad:?}");
        }
        assert!(is_nmtoken("1") && is_nmtoken("a:b") && is_nmtoken("-"));
        assert!(!is_nmtoken("") && !is_nmtoken("a b") && !is_nmtoken("a\u{d7}"));
    }
}
