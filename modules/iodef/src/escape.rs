//! Text and values as XML writes them.

use core::fmt::Write;

/// Escapes character data (XML 1.0 section 2.4); a carriage return would be read as a line feed
/// (section 2.11).
pub(crate) fn escape_text(data: &str, text: &mut String) {
    for char in data.chars() {
        match char {
            '&' => text.push_str("&amp;"),
            '<' => text.push_str("&lt;"),
            '>' => text.push_str("&gt;"),
            '\r' => text.push_str("&#13;"),
            _ => text.push(char),
        }
    }
}

/// Escapes the value of an attribute in double quotes; white space other than the space would be
/// normalised to spaces (XML 1.0 section 3.3.3).
pub(crate) fn escape_attribute(value: &str, text: &mut String) {
    for char in value.chars() {
        match char {
            '&' => text.push_str("&amp;"),
            '<' => text.push_str("&lt;"),
            '"' => text.push_str("&quot;"),
            '\t' | '\n' | '\r' => {
                // Writing to a string cannot fail.
                let _ = write!(text, "&#{};", u32::from(char));
            }
            _ => text.push(char),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_reads_back() {
        let mut out = String::new();
        escape_text("a<b>&]]>\r", &mut out);
        escape_attribute("\"<&\t\n'", &mut out);
        assert_eq!(out, "a&lt;b&gt;&amp;]]&gt;&#13;&quot;&lt;&amp;&#9;&#10;'");
    }
}
