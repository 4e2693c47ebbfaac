//! Documents of many namespaces, and their canonical forms by lxml.

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, Command, Stdio};

use iodef::canonical::Canonical;
use iodef::document::{Document, Limits};
use tempfile::TempDir;

use crate::suite::workspace;

/// Documents that are made and compared in every form.
const DOCUMENTS: u32 = 400;

/// A document that is a sequence of choices.
struct Maker {
    choices: u64,
    text: String,
}

impl Maker {
    fn choose(&mut self, count: usize) -> usize {
        // The constants of Knuth's MMIX.
        self.choices =
            self.choices.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (self.choices >> 33) as usize % count
    }

    fn of<'c>(&mut self, choices: &[&'c str]) -> &'c str {
        choices[self.choose(choices.len())]
    }

    /// An element with all under it; `bound` are the prefixes in scope, the default with an empty
    /// name if it is bound. No namespace name holds "&", which libxml2 writes as it is.
    fn element(&mut self, depth: usize, bound: &[&'static str]) {
        let mut bound = bound.to_vec();
        let mut declared = Vec::new();
        for _ in 0..self.choose(3) {
            let prefix = ["", "a", "b", "c", "d"][self.choose(5)];
            if declared.iter().any(|(known, _)| *known == prefix) {
                continue;
            }
            let uri = ["urn:1", "urn:2", "urn:3", "urn:4?%C3%A9"][self.choose(4)];
            let uri = if prefix.is_empty() && self.choose(4) == 0 { "" } else { uri };
            declared.push((prefix, uri));
            bound.push(prefix);
        }
        let prefix = if bound.is_empty() { "" } else { bound[self.choose(bound.len())] };
        let colon = if prefix.is_empty() { "" } else { ":" };
        let name = format!("{prefix}{colon}{}", self.of(&["x", "y"]));
        self.text.push_str(&format!("<{name}"));
        for (prefix, uri) in &declared {
            let colon = if prefix.is_empty() { "" } else { ":" };
            self.text.push_str(&format!(" xmlns{colon}{prefix}='{uri}'"));
        }
        for local in ["p", "q", "r"] {
            if self.choose(3) == 0 {
                let value = self.of(&["1", "a&#10;b\tc", "&lt;&quot;>&#13;", "\u{20AC}", ""]);
                self.text.push_str(&format!(" {local}='{value}'"));
            }
        }
        if let Some(prefix) = bound.iter().find(|prefix| !prefix.is_empty())
            && self.choose(2) == 0
        {
            self.text.push_str(&format!(" {prefix}:s=\"v'\""));
        }
        if self.choose(5) == 0 {
            self.text.push_str(" xml:lang='en'");
        }
        if depth == 0 || self.choose(6) == 0 {
            self.text.push_str("/>");
            return;
        }
        self.text.push('>');
        for _ in 0..self.choose(4) {
            match self.choose(6) {
                0 => {
                    let text =
                        self.of(&["t", " &amp;&#13;\r\n", "\u{1F600}&gt;", "<![CDATA[<&>]]>"]);
                    self.text.push_str(text);
                }
                1 => self.text.push_str("<!-- c -->"),
                2 => self.text.push_str("<?pi  some data ?>"),
                _ => self.element(depth - 1, &bound),
            }
        }
        self.text.push_str(&format!("</{name} >"));
    }
}

fn document(seed: u32) -> String {
    let mut maker = Maker { choices: u64::from(seed), text: String::new() };
    if maker.choose(2) == 0 {
        maker.text.push_str("<?xml version='1.0' encoding='UTF-8'?>\r\n<!-- before --><?pi?>");
    }
    maker.element(5, &[]);
    if maker.choose(2) == 0 {
        maker.text.push_str("\n<!-- after --> <?pi x?>\n");
    }
    maker.text
}

/// lxml, asked line by line.
struct Lxml {
    child: Child,
    answers: BufReader<std::process::ChildStdout>,
}

impl Lxml {
    fn start() -> Self {
        let root = workspace();
        let python = root.join(".tools/python-clients/bin/python3");
        let mut child = Command::new(&python)
            .arg(root.join("host-tests/peers/lxml_canonical.py"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap_or_else(|error| {
                panic!("{}: {error}; run scripts/setup.sh test", python.display())
            });
        let answers = BufReader::new(child.stdout.take().unwrap());
        Self { child, answers }
    }

    fn canonical(&mut self, path: &std::path::Path, form: &Canonical) -> String {
        let question = serde_json::json!({
            "path": path,
            "exclusive": form.exclusive.is_some(),
            "comments": form.comments,
            "prefixes": form.exclusive,
        });
        let stdin = self.child.stdin.as_mut().unwrap();
        writeln!(stdin, "{question}").unwrap();
        let mut line = String::new();
        self.answers.read_line(&mut line).unwrap();
        let answer: serde_json::Value = serde_json::from_str(&line).unwrap();
        answer["canonical"].as_str().unwrap_or_else(|| panic!("{answer}")).to_owned()
    }
}

impl Drop for Lxml {
    fn drop(&mut self) {
        drop(self.child.stdin.take());
        drop(self.child.wait());
    }
}

/// lxml drops `#default` from a PrefixList; the core's own tests have it.
#[test]
fn canonical_forms_are_those_of_libxml2() {
    let directory = TempDir::new().unwrap();
    let path = directory.path().join("document.xml");
    let mut lxml = Lxml::start();
    let mut compared = 0;
    for seed in 0..DOCUMENTS {
        let text = document(seed);
        std::fs::write(&path, &text).unwrap();
        let document = Document::parse(text.as_bytes(), &Limits::default())
            .unwrap_or_else(|error| panic!("{error}\n{text}"));
        for comments in [false, true] {
            for prefixes in [None, Some(&[][..]), Some(&["a"]), Some(&["b", "unbound"])] {
                let exclusive = prefixes.map(|prefixes: &[&str]| {
                    prefixes.iter().map(|prefix| (*prefix).to_owned()).collect()
                });
                let form = Canonical { comments, exclusive, without: None };
                let ours = form.write(&document, document.document_node());
                assert_eq!(ours, lxml.canonical(&path, &form), "{form:?}\n{text}");
                compared += 1;
            }
        }
    }
    println!("{compared} canonical forms compared");
}
