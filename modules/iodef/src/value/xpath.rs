//! XPath 1.0: whether an expression parses (W3C Recommendation of 16 November 1999).
//!
//! Functions are those of the core library (section 4), with the number of their arguments; a
//! function with a prefix is accepted.

use super::scan::Scan;
use super::xml_name::{is_name_char, is_name_start};
use super::{Part, Problem};
use crate::order::find;

/// Expressions within expressions at most.
pub const MAX_DEPTH: usize = 64;

const AXES: [&str; 13] = [
    "ancestor",
    "ancestor-or-self",
    "attribute",
    "child",
    "descendant",
    "descendant-or-self",
    "following",
    "following-sibling",
    "namespace",
    "parent",
    "preceding",
    "preceding-sibling",
    "self",
];

const NODE_TYPES: [&str; 4] = ["comment", "text", "processing-instruction", "node"];

/// Functions of the core library with the least and greatest number of arguments.
const FUNCTIONS: [(&str, usize, usize); 27] = [
    ("last", 0, 0),
    ("position", 0, 0),
    ("count", 1, 1),
    ("id", 1, 1),
    ("local-name", 0, 1),
    ("namespace-uri", 0, 1),
    ("name", 0, 1),
    ("string", 0, 1),
    ("concat", 2, usize::MAX),
    ("starts-with", 2, 2),
    ("contains", 2, 2),
    ("substring-before", 2, 2),
    ("substring-after", 2, 2),
    ("substring", 2, 3),
    ("string-length", 0, 1),
    ("normalize-space", 0, 1),
    ("translate", 3, 3),
    ("boolean", 1, 1),
    ("not", 1, 1),
    ("true", 0, 0),
    ("false", 0, 0),
    ("lang", 1, 1),
    ("number", 0, 1),
    ("sum", 1, 1),
    ("floor", 1, 1),
    ("ceiling", 1, 1),
    ("round", 1, 1),
];

/// Checks an expression.
///
/// # Errors
/// [`Problem`].
pub fn xpath(text: &str) -> Result<(), Problem> {
    let mut parser = Parser { scan: Scan::new(text), depth: 0 };
    parser.space();
    if parser.scan.is_empty() {
        return Err(Problem::Empty);
    }
    parser.expression()?;
    parser.scan.end()
}

struct Parser<'a> {
    scan: Scan<'a>,
    depth: usize,
}

impl<'a> Parser<'a> {
    /// Expr of section 3: operands with operators between them. Their precedence does not matter for
    /// what parses.
    fn expression(&mut self) -> Result<(), Problem> {
        self.depth = self.depth.saturating_add(1);
        if self.depth > MAX_DEPTH {
            return Err(Problem::TooLong { limit: MAX_DEPTH });
        }
        loop {
            while self.token("-") {}
            self.path()?;
            if !self.operator() {
                self.depth = self.depth.saturating_sub(1);
                return Ok(());
            }
        }
    }

    fn operator(&mut self) -> bool {
        for symbol in ["!=", "<=", ">=", "|", "+", "-", "=", "<", ">", "*"] {
            if self.token(symbol) {
                return true;
            }
        }
        for word in ["and", "or", "mod", "div"] {
            let is_word = self.scan.rest().strip_prefix(word);
            if is_word
                .is_some_and(|rest| !rest.starts_with(|next| next != ':' && is_name_char(next)))
            {
                return self.token(word);
            }
        }
        false
    }

    /// PathExpr and FilterExpr of section 3.3.
    fn path(&mut self) -> Result<(), Problem> {
        match (self.scan.peek(), self.scan.peek_second()) {
            (Some('"' | '\''), _) => {
                self.literal()?;
                self.filter()
            }
            (Some('0'..='9'), _) | (Some('.'), Some('0'..='9')) => {
                self.number();
                self.filter()
            }
            (Some('$'), _) => {
                self.scan.next();
                self.name()?;
                self.space();
                self.filter()
            }
            (Some('('), _) => {
                self.token("(");
                self.expression()?;
                self.close(")")?;
                self.filter()
            }
            (Some('/'), Some('/')) => {
                self.token("//");
                self.steps()
            }
            (Some('/'), _) => {
                self.token("/");
                if self.begins_step() { self.steps() } else { Ok(()) }
            }
            (None, _) => Err(Problem::Missing(Part::Operand)),
            _ if self.is_function_call() => {
                self.function_call()?;
                self.filter()
            }
            _ => self.steps(),
        }
    }

    /// Predicates, and a path that goes on from what they filter.
    fn filter(&mut self) -> Result<(), Problem> {
        self.predicates()?;
        if self.token("//") || self.token("/") {
            return self.steps();
        }
        Ok(())
    }

    fn steps(&mut self) -> Result<(), Problem> {
        loop {
            self.step()?;
            if !self.token("//") && !self.token("/") {
                return Ok(());
            }
        }
    }

    fn begins_step(&self) -> bool {
        let next = self.scan.peek();
        next.is_some_and(|next| matches!(next, '.' | '@' | '*') || is_name_start(next))
    }

    /// Step of section 2.1.
    fn step(&mut self) -> Result<(), Problem> {
        if self.token("..") || self.token(".") {
            return Ok(());
        }
        if !self.token("@") && self.axis_end().is_some() {
            let axis = self.name()?;
            if !AXES.contains(&axis) {
                return Err(Problem::UnknownName);
            }
            self.space();
            self.token("::");
        }
        self.node_test()?;
        self.predicates()
    }

    /// What follows `::` if a name and `::` come next.
    fn axis_end(&self) -> Option<&'a str> {
        let rest = self.scan.rest().trim_start_matches(|next| next != ':' && is_name_char(next));
        trim_start(rest).strip_prefix("::")
    }

    /// NodeTest of section 2.3.
    fn node_test(&mut self) -> Result<(), Problem> {
        if self.token("*") {
            return Ok(());
        }
        let name = self.name()?;
        if self.scan.eat(":*") {
            self.space();
            return Ok(());
        }
        if self.scan.peek() == Some(':') && self.scan.peek_second() != Some(':') {
            self.scan.next();
            self.name()?;
            self.space();
            return Ok(());
        }
        self.space();
        if self.token("(") {
            if !NODE_TYPES.contains(&name) {
                return Err(Problem::UnknownName);
            }
            if name == "processing-instruction" && matches!(self.scan.peek(), Some('"' | '\'')) {
                self.literal()?;
            }
            return self.close(")");
        }
        Ok(())
    }

    fn predicates(&mut self) -> Result<(), Problem> {
        while self.token("[") {
            self.expression()?;
            self.close("]")?;
        }
        Ok(())
    }

    /// Whether a name comes next that is not the type of a node, and then a parenthesis.
    fn is_function_call(&self) -> bool {
        let text = self.scan.rest();
        let rest = text.trim_start_matches(is_name_char);
        let name = text.get(..text.len().saturating_sub(rest.len())).unwrap_or("");
        find(name, "::").is_none()
            && !NODE_TYPES.contains(&name)
            && name.starts_with(is_name_start)
            && trim_start(rest).starts_with('(')
    }

    /// FunctionCall of section 3.2.
    fn function_call(&mut self) -> Result<(), Problem> {
        let mut name = self.name()?;
        if self.scan.eat(":") {
            self.name()?;
            name = "";
        }
        self.space();
        self.token("(");
        let mut arguments = 0_usize;
        if !self.token(")") {
            loop {
                self.expression()?;
                arguments = arguments.saturating_add(1);
                if !self.token(",") {
                    break;
                }
            }
            self.close(")")?;
        }
        if name.is_empty() {
            return Ok(());
        }
        let known = FUNCTIONS.iter().find(|(known, _, _)| *known == name);
        let (_, least, greatest) = known.ok_or(Problem::UnknownName)?;
        match arguments {
            _ if arguments < *least => Err(Problem::Length { expected: *least, found: arguments }),
            _ if arguments > *greatest => {
                Err(Problem::Length { expected: *greatest, found: arguments })
            }
            _ => Ok(()),
        }
    }

    fn literal(&mut self) -> Result<(), Problem> {
        let quote = self.scan.next().unwrap_or('"');
        self.scan.take_while(|character| character != quote);
        match self.scan.next() {
            Some(_) => {
                self.space();
                Ok(())
            }
            None => Err(Problem::Unbalanced(quote)),
        }
    }

    fn number(&mut self) {
        self.scan.take_while(|character| character.is_ascii_digit());
        if self.scan.eat(".") {
            self.scan.take_while(|character| character.is_ascii_digit());
        }
        self.space();
    }

    /// NCName.
    fn name(&mut self) -> Result<&'a str, Problem> {
        let name = self.scan.take_while(|character| character != ':' && is_name_char(character));
        match (name.chars().next(), self.scan.peek()) {
            (Some(first), _) if is_name_start(first) => Ok(name),
            (Some(found), _) | (None, Some(found)) => Err(Problem::Character(found)),
            (None, None) => Err(Problem::Missing(Part::Operand)),
        }
    }

    fn close(&mut self, closing: &str) -> Result<(), Problem> {
        match (self.token(closing), self.scan.peek()) {
            (true, _) => Ok(()),
            (false, Some(found)) => Err(Problem::Character(found)),
            (false, None) => Err(Problem::Missing(Part::Close)),
        }
    }

    /// Passes `symbol` and the white space after it.
    fn token(&mut self, symbol: &str) -> bool {
        let is_next = self.scan.eat(symbol);
        if is_next {
            self.space();
        }
        is_next
    }

    fn space(&mut self) {
        self.scan.take_while(|character| matches!(character, ' ' | '\t' | '\r' | '\n'));
    }
}

fn trim_start(text: &str) -> &str {
    text.trim_start_matches([' ', '\t', '\r', '\n'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn expressions_of_the_recommendation_parse() {
        for good in [
            "/",
            "//a",
            "/a/b[1]",
            "child::para",
            "para[position()=last()]",
            "*",
            "@name",
            "@*",
            "..",
            "../@lang",
            ".//para",
            "text()",
            "/descendant::olist/child::item",
            "para[@type=\"warning\"][5]",
            "chapter[title='Introduction']",
            "chapter[title]",
            "employee[@secretary and @assistant]",
            "processing-instruction('x')",
            "ns:*",
            "ns:a",
            "count(//a) > 3 or not(b)",
            "- 1 + 2 * 3 div 4 mod 5",
            "$x/a",
            "(//a)[1]/b",
            "id('x')/y",
            "concat('a', \"b\", c)",
            "string-length(normalize-space(.)) != 0",
            "a | b",
            "div div div",
            "ancestor-or-self :: node ()",
            "ext:f()",
            ".5",
            "5.",
            "/ | a",
            "or or or",
            "* * *",
            "self::a",
            "ns:f(1)",
            "a/and",
            "//event[@id='4625']/data",
        ] {
            assert_eq!(xpath(good), Ok(()), "{good}");
        }
        for (bad, problem) in [
            ("", Problem::Empty),
            ("  ", Problem::Empty),
            ("//", Problem::Missing(Part::Operand)),
            ("a/", Problem::Missing(Part::Operand)),
            ("a[", Problem::Missing(Part::Operand)),
            ("a[1", Problem::Missing(Part::Close)),
            ("a]", Problem::Character(']')),
            ("a[]", Problem::Character(']')),
            ("(a", Problem::Missing(Part::Close)),
            ("a b", Problem::Character('b')),
            ("a and", Problem::Missing(Part::Operand)),
            ("'a", Problem::Unbalanced('\'')),
            ("parents::a", Problem::UnknownName),
            ("matches(a, 'b')", Problem::UnknownName),
            ("count()", Problem::Length { expected: 1, found: 0 }),
            ("not(a, b)", Problem::Length { expected: 1, found: 2 }),
            ("a//", Problem::Missing(Part::Operand)),
            ("$", Problem::Missing(Part::Operand)),
            ("1a", Problem::Character('a')),
            ("a:", Problem::Missing(Part::Operand)),
            (&format!("{}1", "(".repeat(MAX_DEPTH)), Problem::TooLong { limit: MAX_DEPTH }),
        ] {
            assert_eq!(xpath(bad), Err(problem), "{bad}");
        }
    }
}
