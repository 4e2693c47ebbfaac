//! After any edits a document is what its text reads as, and every edit can be taken back.

use iodef::document::{Document, Limits, NodeId};
use iodef::editor::{Command, Editor, Path};
use iodef::structure::Schema;

use crate::input::Input;
use crate::iodef_parse::holds_together;

/// Documents that are edited.
const DOCUMENTS: [&str; 4] = [
    "<a/>",
    "<?xml version='1.0'?>\r\n<a xmlns:p='urn:p' k='v'>\r\n  <p:b>x<!-- c -->y</p:b>\r\n  <p:b/>\r\n</a>\n",
    "<IODEF-Document xmlns=\"urn:ietf:params:xml:ns:iodef-2.0\" version=\"2.00\">\n <Incident \
     purpose=\"reporting\"><IncidentID name=\"a\">1</IncidentID><GenerationTime/><Contact \
     role='creator' type='person'/></Incident></IODEF-Document>",
    "<a xmlns='urn:1'><b xmlns='urn:2'><c xmlns=''><![CDATA[x]]>]]&gt;</c></b>tail</a><?p?>",
];
/// Classes that are asked for.
const CLASSES: [&str; 6] = ["Incident", "Contact", "EventData", "Reference", "Vulnerability", "b"];
/// Edits of one input.
const MAX_EDITS: usize = 32;

/// Edits a document as `data` says.
pub fn check(data: &[u8]) {
    let mut input = Input::new(data);
    let limits = Limits::default();
    let base = input.pick(&DOCUMENTS);
    let document = Document::parse(base.as_bytes(), &limits).expect("a good document");
    let mut editor = Editor::new(document, input.pick(&Schema::ALL));
    for _ in 0..MAX_EDITS {
        if input.is_empty() {
            break;
        }
        let command = command(&mut input, editor.document(), 0);
        let before = editor.document().text().to_owned();
        let mut mirror = before.clone();
        let outcome = editor.apply(&command, &mut |document, splice, change| {
            assert_eq!(mirror.get(splice.range.clone()), Some(splice.old.as_str()));
            mirror.replace_range(splice.range.clone(), &splice.new);
            assert_eq!(mirror, document.text());
            assert!(change.first.index() <= document.node_count());
        });
        if outcome.is_err() {
            assert_eq!(editor.document().text(), before, "{command:?}");
        }
        is_what_it_reads_as(editor.document(), &limits);
    }
    let last = editor.document().text().to_owned();
    let mut steps = 0;
    while editor.undo(&mut |_, _, _| {}).is_some() {
        steps += 1;
    }
    assert_eq!(editor.document().text(), base);
    is_what_it_reads_as(editor.document(), &limits);
    for _ in 0..steps {
        editor.redo(&mut |_, _, _| {}).expect("what was undone");
    }
    assert_eq!(editor.document().text(), last);
}

fn text(octets: &[u8]) -> String {
    String::from_utf8_lossy(octets).into_owned()
}

fn command(input: &mut Input<'_>, document: &Document, depth: usize) -> Command {
    let node = NodeId::from_index(usize::from(input.u8()) % document.node_count());
    let path = Path::of(document, node);
    match input.u8() % 9 {
        0 => Command::SetText { path, text: text(input.short()) },
        1 => {
            let name = input.pick(&["k", "xml:lang", "p:k", "purpose", "a b"]).to_owned();
            let value = input.bit().then(|| text(input.short()));
            Command::SetAttribute { path, name, value }
        }
        2 => Command::Insert {
            parent: path,
            index: usize::from(input.u8()),
            xml: text(input.short()),
        },
        3 => Command::InsertClass {
            parent: path,
            class: input.pick(&CLASSES).to_owned(),
            text: input.bit().then(|| text(input.short())),
            attributes: [("restriction".to_owned(), text(input.short()))].into(),
        },
        4 => Command::Remove { path },
        5 => Command::Move { path, by: i32::from(input.u8()) - 128 },
        6 if depth < 4 => {
            let count = input.u8() % 4;
            Command::Group {
                commands: (0..count).map(|_| command(input, document, depth + 1)).collect(),
            }
        }
        _ => {
            let length = document.text().len() + 2;
            let from = usize::from(input.u16()) % length;
            let to = from + usize::from(input.u8() % 32);
            Command::ReplaceText { from, to, text: text(input.short()) }
        }
    }
}

/// Compares all that an edit has to keep right with a fresh reading.
fn is_what_it_reads_as(document: &Document, limits: &Limits) {
    let fresh =
        Document::parse(document.text().as_bytes(), limits).expect("well-formed after an edit");
    assert_eq!(document.node_count(), fresh.node_count());
    for node in fresh.descendants(NodeId::DOCUMENT) {
        assert_eq!(document.kind(node), fresh.kind(node));
        assert_eq!(document.span(node), fresh.span(node));
        assert_eq!(document.start_tag_span(node), fresh.start_tag_span(node));
        assert_eq!(document.parent(node), fresh.parent(node));
        assert_eq!(document.subtree_end(node), fresh.subtree_end(node));
        assert_eq!(document.namespace(node), fresh.namespace(node));
        assert_eq!(document.local_name(node), fresh.local_name(node));
        let end = fresh.span(node).end;
        assert_eq!(document.position(end), fresh.position(end));
    }
    assert_eq!(document.declaration(), fresh.declaration());
    holds_together(document);
}
