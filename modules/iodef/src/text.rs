//! The messages of rules in words, for the command line and the filter.
//!
//! `locales/<language>/rules.ftl` are Fluent files of which only this is read: messages with
//! continuation lines and attributes, comments, and the placeables `{ $name }` and `{ "text" }`. The
//! browser reads the same files with the whole of Fluent.

use std::collections::BTreeMap;

include!(concat!(env!("OUT_DIR"), "/locales.rs"));

/// The language that every message exists in.
const FALLBACK: &str = "en";

/// The messages of one language, and those in English that it does not have.
#[derive(Debug, Clone)]
pub struct Messages {
    /// A message, or `message.attribute` for an attribute, and its pattern.
    patterns: BTreeMap<String, String>,
}

/// The languages that have messages, as language tags.
pub fn languages() -> impl Iterator<Item = &'static str> {
    LOCALES.iter().map(|locale| locale.0)
}

/// The message of a rule in a language, or in English.
pub fn message(rule: &str, args: &BTreeMap<&'static str, String>, language: &str) -> String {
    Messages::new(language).message(rule, args)
}

impl Messages {
    /// The messages of the language that is closest to a tag: itself, its first subtag, English.
    pub fn new(language: &str) -> Self {
        let primary = language.split(['-', '_']).next().unwrap_or(language);
        let mut patterns = BTreeMap::new();
        for wanted in [FALLBACK, primary, language] {
            for (tag, text) in &LOCALES {
                if tag.eq_ignore_ascii_case(wanted) {
                    read(text, &mut patterns);
                }
            }
        }
        Self { patterns }
    }

    /// What a rule found, and who refuses it if that is known; the name of the rule where there is
    /// no message.
    pub fn message(&self, rule: &str, args: &BTreeMap<&'static str, String>) -> String {
        let args = &self.in_words(args);
        let mut message = self
            .patterns
            .get(&message_id(rule))
            .map_or_else(|| rule.to_owned(), |pattern| fill(pattern, args));
        if args.contains_key("refused_by")
            && let Some(pattern) = self.patterns.get("refused-by")
        {
            message.push_str(". ");
            message.push_str(&fill(pattern, args));
        }
        message
    }

    /// What to do about it, if the rule says so.
    pub fn fix(&self, rule: &str, args: &BTreeMap<&'static str, String>) -> Option<String> {
        self.patterns.get(&format!("{}.fix", message_id(rule))).map(|pattern| fill(pattern, args))
    }
}

impl Messages {
    /// The arguments `part` and `reason`, which are codes of [`value`](crate::value), in words: the
    /// messages `part-CODE` and `reason-CODE`.
    fn in_words(&self, args: &BTreeMap<&'static str, String>) -> BTreeMap<&'static str, String> {
        let mut words = args.clone();
        // A reason may name a part.
        for name in ["part", "reason"] {
            let pattern =
                args.get(name).and_then(|code| self.patterns.get(&format!("{name}-{code}")));
            if let Some(pattern) = pattern {
                words.insert(name, fill(pattern, &words));
            }
        }
        words
    }
}

/// The Fluent identifier of a rule's message: one begins with a letter and has no full stop, so
/// `3067-6.12` is `rfc3067-6-12`.
pub fn message_id(rule: &str) -> String {
    let prefix = if rule.starts_with(|first: char| first.is_ascii_digit()) { "rfc" } else { "" };
    format!("{prefix}{}", rule.replace('.', "-"))
}

/// Reads a Fluent file; later messages replace earlier ones.
fn read(text: &str, patterns: &mut BTreeMap<String, String>) {
    let mut message = String::new();
    let mut current: Option<String> = None;
    for line in text.lines() {
        let trimmed = line.trim();
        if line.starts_with('#') {
            current = None;
        } else if line.starts_with(char::is_whitespace) || trimmed.is_empty() {
            match (trimmed.strip_prefix('.').and_then(|rest| rest.split_once('=')), &current) {
                (Some((attribute, value)), _) => {
                    let key = format!("{message}.{}", attribute.trim());
                    patterns.insert(key.clone(), value.trim().to_owned());
                    current = Some(key);
                }
                (None, Some(key)) if !trimmed.is_empty() => {
                    if let Some(pattern) = patterns.get_mut(key) {
                        if !pattern.is_empty() {
                            pattern.push('\n');
                        }
                        pattern.push_str(trimmed);
                    }
                }
                (None, _) => {}
            }
        } else if let Some((id, value)) = line.split_once('=') {
            message = id.trim().to_owned();
            patterns.insert(message.clone(), value.trim().to_owned());
            current = Some(message.clone());
        }
    }
}

/// Adds a value that comes from a document: on one line, and without what a terminal obeys.
fn push_line(out: &mut String, value: &str) {
    let mut is_space = false;
    for c in value.chars() {
        if c.is_whitespace() {
            is_space = true;
            continue;
        }
        if is_space {
            out.push(' ');
        }
        is_space = false;
        // C0 and C1 controls, and those that turn the direction of what comes after them.
        let is_control = c.is_control()
            || matches!(c, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
        out.push(if is_control { char::REPLACEMENT_CHARACTER } else { c });
    }
    if is_space {
        out.push(' ');
    }
}

/// A pattern with its placeables filled in; an unknown one stays as it is written.
fn fill(pattern: &str, args: &BTreeMap<&'static str, String>) -> String {
    let mut out = String::with_capacity(pattern.len());
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let Some((placeable, behind)) = after.split_once('}') else {
            out.push('{');
            rest = after;
            continue;
        };
        let inner = placeable.trim();
        let literal = inner.strip_prefix('"').and_then(|inner| inner.strip_suffix('"'));
        let value = literal.or_else(|| {
            inner.strip_prefix('$').and_then(|name| args.get(name)).map(String::as_str)
        });
        match value {
            Some(value) => push_line(&mut out, value),
            None => {
                out.push('{');
                out.push_str(placeable);
                out.push('}');
            }
        }
        rest = behind;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled(text: &str, id: &str, args: &[(&'static str, &str)]) -> String {
        let mut patterns = BTreeMap::new();
        read(text, &mut patterns);
        let args = args.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
        Messages { patterns }.message(id, &args)
    }

    #[test]
    fn a_message_names_its_arguments_and_goes_on_in_the_next_line() {
        let text = "# first\na = one { $x }\n    two {$y}\n    .fix = three\n    four\nb =\n    five { \"{\" }\n";
        assert_eq!(filled(text, "a", &[("x", "{ $y }"), ("y", "Y")]), "one { $y }\ntwo Y");
        let mut patterns = BTreeMap::new();
        read(text, &mut patterns);
        let fix = Messages { patterns }.fix("a", &BTreeMap::new());
        assert_eq!(fix.as_deref(), Some("three\nfour"));
        assert_eq!(filled(text, "b", &[]), "five {");
    }

    #[test]
    fn a_value_stays_on_its_line_and_cannot_write_to_a_terminal() {
        let value = " a\n\t b\u{1b}[2J\u{202e}c ";
        assert_eq!(filled("a = <{ $x }>", "a", &[("x", value)]), "< a b\u{fffd}[2J\u{fffd}c >");
    }

    #[test]
    fn what_is_not_known_stays_as_it_is() {
        assert_eq!(filled("a = { $x } {", "a", &[]), "{ $x } {");
        assert_eq!(filled("a = b", "c", &[]), "c");
    }

    #[test]
    fn a_language_without_messages_gets_english() {
        let args =
            BTreeMap::from([("class", "Contact".to_owned()), ("children", "Email".to_owned())]);
        let english = message("contact-empty", &args, "en");
        assert!(english.contains("Email"), "{english}");
        assert_eq!(message("contact-empty", &args, "tlh"), english);
        assert_eq!(message("contact-empty", &args, "en-GB"), english);
    }
}
