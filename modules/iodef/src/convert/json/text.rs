//! JSON text (RFC 8259), read into a tree that keeps what a conversion must not lose.
//!
//! `serde_json` would round numbers to 64 bits, unless its `arbitrary_precision` feature were on for
//! every crate of the build, and it neither sees doubled members nor tells where a value stood.

use crate::convert::fault::{ConvertFault, JsonFault};
use crate::error::{Error, Place};
use crate::order::Numbers;

/// The deepest nesting of arrays and objects that is read. Readers and writers go down with it, on a
/// stack of half a megabyte in the browser.
pub const MAX_DEPTH: usize = 128;

/// The same of a text that is only checked, which goes no further down than its reader.
const MAX_CHECKED_DEPTH: usize = 512;

/// The most values that one text may hold.
pub const MAX_VALUES: usize = 2_000_000;

/// The most octets of a text that is read.
pub const MAX_BYTES: usize = 64 * 1024 * 1024;

/// A value, and the offset in octets at which it began.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Value {
    pub(crate) offset: usize,
    pub(crate) kind: Kind,
}

/// What a value is. Numbers are kept as they were written.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Kind {
    Null,
    Bool(bool),
    Number(String),
    String(String),
    Array(Vec<Value>),
    Object(Vec<(String, Value)>),
}

impl Kind {
    /// The kind in the words of RFC 8259.
    pub(crate) const fn name(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool(_) => "a literal name",
            Self::Number(_) => "a number",
            Self::String(_) => "a string",
            Self::Array(_) => "an array",
            Self::Object(_) => "an object",
        }
    }
}

/// Reads one JSON text.
///
/// # Errors
/// [`ConvertFault::Json`] with its place, if the text is not JSON, has a member twice, or exceeds
/// [`MAX_DEPTH`], [`MAX_VALUES`] or [`MAX_BYTES`].
pub(crate) fn parse(text: &str) -> Result<Value, Error> {
    if text.len() > MAX_BYTES {
        return Err(error(text, 0, JsonFault::TooLarge { what: "octets", limit: MAX_BYTES }));
    }
    read(text, false)
}

/// Whether a text is JSON within these limits, but of more depth; objects may have a member twice.
pub(crate) fn is_json(text: &str) -> bool {
    text.len() <= MAX_BYTES && read(text, true).is_ok()
}

fn read(text: &str, may_double: bool) -> Result<Value, Error> {
    let deepest = if may_double { MAX_CHECKED_DEPTH } else { MAX_DEPTH };
    let mut reader = Reader { text, at: 0, values: 0, may_double, deepest };
    // RFC 8259 section 8.1: a parser may ignore a byte order mark.
    reader.eat("\u{feff}");
    let value = reader.value(0)?;
    reader.space();
    if reader.rest().is_empty() { Ok(value) } else { Err(reader.error("the end of the text")) }
}

/// An error at an offset of `text`.
pub(crate) fn error(text: &str, offset: usize, fault: JsonFault) -> Error {
    ConvertFault::Json { place: place(text, offset), path: String::new(), fault }.into()
}

/// The place of an offset of `text`.
pub(crate) fn place(text: &str, offset: usize) -> Place {
    let before = text.get(..offset).unwrap_or(text);
    let line = before.matches('\n').count().saturating_add(1);
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count().saturating_add(1);
    Place { line, column, offset }
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    values: usize,
    /// Whether objects may have a member twice.
    may_double: bool,
    deepest: usize,
}

impl Reader<'_> {
    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn advance(&mut self, octets: usize) {
        self.at = self.at.saturating_add(octets);
    }

    fn eat(&mut self, token: &str) -> bool {
        let found = self.rest().starts_with(token);
        if found {
            self.advance(token.len());
        }
        found
    }

    fn space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.advance(1);
        }
    }

    fn error(&self, expected: &'static str) -> Error {
        error(self.text, self.at, JsonFault::Syntax { expected })
    }

    fn expect(&mut self, token: &'static str) -> Result<(), Error> {
        if self.eat(token) { Ok(()) } else { Err(self.error(token)) }
    }

    fn value(&mut self, depth: usize) -> Result<Value, Error> {
        self.space();
        self.values = self.values.saturating_add(1);
        if self.values > MAX_VALUES {
            let problem = JsonFault::TooLarge { what: "values", limit: MAX_VALUES };
            return Err(error(self.text, self.at, problem));
        }
        let offset = self.at;
        let kind = match self.peek() {
            Some(b'{' | b'[') if depth >= self.deepest => {
                let what = "arrays and objects inside each other";
                let problem = JsonFault::TooLarge { what, limit: self.deepest };
                return Err(error(self.text, offset, problem));
            }
            Some(b'{') => self.object(depth)?,
            Some(b'[') => self.array(depth)?,
            Some(b'"') => Kind::String(self.string()?),
            Some(b'-' | b'0'..=b'9') => Kind::Number(self.number()?),
            _ if self.eat("true") => Kind::Bool(true),
            _ if self.eat("false") => Kind::Bool(false),
            _ if self.eat("null") => Kind::Null,
            _ => return Err(self.error("a value")),
        };
        Ok(Value { offset, kind })
    }

    fn object(&mut self, depth: usize) -> Result<Kind, Error> {
        self.advance(1);
        let mut members: Vec<(String, Value)> = Vec::new();
        // The numbers mean nothing.
        let mut names = Numbers::new();
        self.space();
        if self.eat("}") {
            return Ok(Kind::Object(members));
        }
        loop {
            self.space();
            let at = self.at;
            let name = self.string()?;
            if names.insert(name.as_str().into(), 0).is_some() && !self.may_double {
                return Err(error(self.text, at, JsonFault::Doubled { name }));
            }
            self.space();
            self.expect(":")?;
            let value = self.value(depth.saturating_add(1))?;
            members.push((name, value));
            self.space();
            if self.eat("}") {
                return Ok(Kind::Object(members));
            }
            self.expect(",")?;
        }
    }

    fn array(&mut self, depth: usize) -> Result<Kind, Error> {
        self.advance(1);
        let mut items = Vec::new();
        self.space();
        if self.eat("]") {
            return Ok(Kind::Array(items));
        }
        loop {
            items.push(self.value(depth.saturating_add(1))?);
            self.space();
            if self.eat("]") {
                return Ok(Kind::Array(items));
            }
            self.expect(",")?;
        }
    }

    /// RFC 8259 section 6.
    fn number(&mut self) -> Result<String, Error> {
        let length = number_length(self.rest().as_bytes());
        if length == 0 {
            return Err(self.error("a digit"));
        }
        let number = self.rest().get(..length).unwrap_or_default().to_owned();
        self.advance(length);
        Ok(number)
    }

    /// RFC 8259 section 7.
    fn string(&mut self) -> Result<String, Error> {
        self.expect("\"")?;
        let mut value = String::new();
        loop {
            let end = self.rest().find(|c: char| c == '"' || c == '\\' || c < ' ');
            let Some(end) = end else {
                self.at = self.text.len();
                return Err(self.error("\""));
            };
            value.push_str(self.rest().get(..end).unwrap_or_default());
            self.advance(end);
            if self.eat("\"") {
                return Ok(value);
            }
            self.expect("\\")?;
            value.push(self.escape()?);
        }
    }

    fn escape(&mut self) -> Result<char, Error> {
        let escape = self.peek();
        let char = match escape {
            Some(b'"') => '"',
            Some(b'\\') => '\\',
            Some(b'/') => '/',
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => {
                self.advance(1);
                return self.unicode();
            }
            _ => return Err(self.error("an escape")),
        };
        self.advance(1);
        Ok(char)
    }

    fn unicode(&mut self) -> Result<char, Error> {
        let first = self.code_unit()?;
        if !(0xd800..0xdc00).contains(&first) {
            return char::from_u32(first).ok_or_else(|| self.error("the first of two surrogates"));
        }
        self.expect("\\u")?;
        let second = self.code_unit()?;
        char::decode_utf16([first as u16, second as u16])
            .next()
            .and_then(Result::ok)
            .ok_or_else(|| self.error("the second of two surrogates"))
    }

    fn code_unit(&mut self) -> Result<u32, Error> {
        let digits = self.rest().get(..4).unwrap_or_default();
        let hexadecimal = digits.len() == 4 && digits.bytes().all(|b| b.is_ascii_hexdigit());
        let value = hexadecimal.then(|| u32::from_str_radix(digits, 16).ok()).flatten();
        let value = value.ok_or_else(|| self.error("four hexadecimal digits"))?;
        self.advance(4);
        Ok(value)
    }
}

/// How many octets at the start of `text` are a number of RFC 8259 section 6; none if it is none.
pub(crate) fn number_length(text: &[u8]) -> usize {
    let digits = |from: usize| {
        let rest = text.get(from..).unwrap_or_default();
        rest.iter().take_while(|octet| octet.is_ascii_digit()).count()
    };
    let mut at = usize::from(text.first() == Some(&b'-'));
    let whole = digits(at);
    match text.get(at) {
        Some(b'0') => at = at.saturating_add(1),
        Some(b'1'..=b'9') => at = at.saturating_add(whole),
        _ => return 0,
    }
    if text.get(at) == Some(&b'.') {
        let fraction = digits(at.saturating_add(1));
        if fraction == 0 {
            return 0;
        }
        at = at.saturating_add(1).saturating_add(fraction);
    }
    if matches!(text.get(at), Some(b'e' | b'E')) {
        let sign = usize::from(matches!(text.get(at.saturating_add(1)), Some(b'+' | b'-')));
        let exponent = digits(at.saturating_add(1).saturating_add(sign));
        if exponent == 0 {
            return 0;
        }
        at = at.saturating_add(1).saturating_add(sign).saturating_add(exponent);
    }
    at
}

/// Writes a value with two spaces of indentation.
pub(crate) fn write(value: &Value) -> String {
    let mut text = String::new();
    write_value(value, 0, &mut text);
    text.push('\n');
    text
}

fn write_value(value: &Value, depth: usize, text: &mut String) {
    match &value.kind {
        Kind::Null => text.push_str("null"),
        Kind::Bool(value) => text.push_str(if *value { "true" } else { "false" }),
        Kind::Number(number) => text.push_str(number),
        Kind::String(string) => write_string(string, text),
        Kind::Array(items) => write_items(items, "[]", depth, text, |item, depth, text| {
            write_value(item, depth, text);
        }),
        Kind::Object(members) => {
            write_items(members, "{}", depth, text, |(name, value), depth, text| {
                write_string(name, text);
                text.push_str(": ");
                write_value(value, depth, text);
            });
        }
    }
}

fn write_items<T>(
    items: &[T],
    brackets: &str,
    depth: usize,
    text: &mut String,
    item: fn(&T, usize, &mut String),
) {
    if items.is_empty() {
        return text.push_str(brackets);
    }
    let (open, close) = brackets.split_at(1);
    text.push_str(open);
    let inner = depth.saturating_add(1);
    for (position, value) in items.iter().enumerate() {
        text.push_str(if position == 0 { "\n" } else { ",\n" });
        text.extend(core::iter::repeat_n("  ", inner));
        item(value, inner, text);
    }
    text.push('\n');
    text.extend(core::iter::repeat_n("  ", depth));
    text.push_str(close);
}

/// RFC 8259 section 7.
fn write_string(string: &str, text: &mut String) {
    text.push('"');
    for char in string.chars() {
        match char {
            '"' => text.push_str("\\\""),
            '\\' => text.push_str("\\\\"),
            '\n' => text.push_str("\\n"),
            '\r' => text.push_str("\\r"),
            '\t' => text.push_str("\\t"),
            ..' ' => text.push_str(&format!("\\u{:04x}", u32::from(char))),
            _ => text.push(char),
        }
    }
    text.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problem(text: &str) -> (usize, usize, JsonFault) {
        match parse(text).unwrap_err() {
            Error::Convert(ConvertFault::Json { place, fault, .. }) => {
                (place.line, place.column, fault)
            }
            other => panic!("{other}"),
        }
    }

    #[test]
    fn what_is_read_is_written_again() {
        let text = r#"{"a": [1.0, -0, 1E+400, "\u00e9\ud83d\ude00\n\u0001", {}, []], "b": null}"#;
        let value = parse(text).unwrap();
        let written = write(&value);
        assert!(
            written.contains("1E+400") && written.contains("1.0") && written.contains("é😀\\n")
        );
        let shape = |text: &str| write(&parse(text).unwrap());
        assert_eq!(shape(&written), written);
        let oracle: serde_json::Value =
            serde_json::from_str(&written.replace("1E+400", "1")).unwrap();
        assert_eq!(oracle["a"][3], "é😀\n\u{1}");
    }

    #[test]
    fn what_is_not_json_is_refused_with_its_place() {
        for text in [
            "",
            "{",
            "[1,]",
            "{\"a\":1,}",
            "01",
            "1.",
            "-",
            "1e",
            ".5",
            "+1",
            "nul",
            "\"\t\"",
            "\"\\x\"",
            "\"\\ud800\"",
            "\"\\udc00\"",
            "\"\\ud800\\u0041\"",
            "[1] 2",
            "'a'",
            "NaN",
            "\"\\u12g4\"",
            "{a:1}",
            "\"abc",
        ] {
            assert!(serde_json::from_str::<serde_json::Value>(text).is_err(), "{text}");
            assert!(matches!(problem(text).2, JsonFault::Syntax { .. }), "{text}");
        }
        let (line, column, _) = problem("{\n  \"é\": x}");
        assert_eq!((line, column), (2, 8));
    }

    #[test]
    fn a_member_that_stands_twice_is_refused() {
        let (_, column, found) = problem(r#"{"a": 1, "a": 2}"#);
        assert_eq!((column, found), (10, JsonFault::Doubled { name: "a".into() }));
    }

    #[test]
    fn nesting_is_bounded() {
        let nested = |levels: usize| format!("{}{}", "[".repeat(levels), "]".repeat(levels));
        assert!(parse(&nested(MAX_DEPTH)).is_ok());
        assert!(parse(&nested(MAX_DEPTH).replace("[]", "[1]")).is_ok());
        let (_, column, fault) = problem(&nested(MAX_DEPTH + 1));
        assert_eq!(
            (column, fault.to_string().as_str()),
            (MAX_DEPTH + 1, "more than 128 arrays and objects inside each other")
        );
        assert!(is_json(&nested(MAX_CHECKED_DEPTH)) && !is_json(&nested(MAX_CHECKED_DEPTH + 1)));
    }
}
