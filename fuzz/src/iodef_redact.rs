//! Redaction and marking of whatever there is: nothing above the level is left, and what is made
//! reads again.

use iodef::document::{Document, Limits};
use iodef::editor::Editor;
use iodef::restriction::{Audience, Levels, Marking, Rank, mark, redact};
use iodef::structure::Schema;

/// The input is a document.
pub fn check(data: &[u8]) {
    let limits = Limits { max_depth: 200, ..Limits::default() };
    let Ok(document) = Document::parse(data, &limits) else { return };
    for highest in Rank::ALL {
        for strip_foreign_attributes in [false, true] {
            redacted(&document, &Audience { strip_foreign_attributes, ..Audience::new(highest) });
        }
    }
    marked(&document);
}

fn redacted(document: &Document, audience: &Audience) {
    let Ok(redacted) = redact(document, audience) else { return };
    let result = Document::from_text(redacted.text, &Limits::default()).expect("what was written");
    let levels = Levels::new(&result, &audience.mapping);
    for node in result.descendants(result.root()).filter(|node| result.is_element(*node)) {
        assert!(levels.get(node).rank <= audience.highest, "{}", result.xpath(node));
    }
    let again = redact(&result, audience).expect("something is left, and so it is then");
    assert_eq!(again.text, result.text(), "redacted twice");
}

/// Marks one element, which has that level afterwards or an attribute that the schema does not know.
fn marked(document: &Document) {
    let elements = document.descendants(document.root()).filter(|node| document.is_element(*node));
    for node in elements.take(20) {
        let Ok(marked) = mark(document, node, &Marking::of("amber")) else { continue };
        let mut editor = Editor::new(document.clone(), Schema::Common);
        editor.apply(&marked.command, &mut |_, _, _| {}).expect("a command that can be done");
    }
}
