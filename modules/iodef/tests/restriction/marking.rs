//! Marking any element.

use iodef::document::{Document, NodeId};
use iodef::editor::Editor;
use iodef::registry::Registry;
use iodef::restriction::{How, Levels, Mapping, Marked, Marking, Rank, Tlp, mark};
use iodef::structure::{self, Schema};

use crate::{document, find};

const REPORT: &str = r#"<Incident purpose="reporting" restriction="green">
  <IncidentID name="csirt.example.com">1</IncidentID>
  <GenerationTime>2015-10-02T11:18:00-05:00</GenerationTime>
  <Description>secret story</Description>
  <Contact role="creator" type="organization">
    <ContactName>CSIRT</ContactName>
    <Email><EmailTo>a@csirt.example.com</EmailTo></Email>
  </Contact>
  <EventData restriction="green">
    <Flow>
      <System category="source"><Node><Address category="ipv4-addr">192.0.2.1</Address></Node><Description>x</Description></System>
      <System category="target"><Node><DomainData system-status="unknown" domain-status="unknown"><Name>a.example</Name></DomainData></Node></System>
    </Flow>
  </EventData>
  <AdditionalData dtype="xml"><x:a xmlns:x="urn:x"><x:b/></x:a></AdditionalData>
</Incident>"#;

/// The edit done, and where the element is then that was marked.
fn marked(name: &str, marking: impl Into<Marking>) -> (Marked, Document) {
    let before = document(REPORT);
    let marked = mark(&before, find(&before, name), &marking.into()).unwrap();
    let mut editor = Editor::new(before, Schema::Common);
    editor.apply(&marked.command, &mut |_, _, _| {}).unwrap();
    let mut errors = Vec::new();
    let after = editor.into_document();
    structure::check(&after, Schema::Common, &Registry::default(), &mut |it| errors.push(it));
    assert!(errors.is_empty(), "{errors:?} in {}", after.text());
    (marked, after)
}

fn rank(document: &Document, node: NodeId) -> Rank {
    Levels::new(document, &Mapping::default()).get(node).rank
}

/// The elements whose text or children have this level.
fn at(document: &Document, level: Rank) -> Vec<&str> {
    let levels = Levels::new(document, &Mapping::default());
    let nodes = document.descendants(document.root()).filter(|node| document.is_element(*node));
    let of_level = nodes.filter(|node| levels.get(*node).rank == level);
    of_level
        .map(|node| document.local_name(node))
        .filter(|name| *name != "IODEF-Document")
        .collect()
}

#[test]
fn rfc3067_4_3_one_address_marked_changes_its_system_and_no_other() {
    let (marked, after) = marked("Address", Tlp::Amber);
    assert_eq!(marked.how, How::Around);
    assert!(marked.carrier.ends_with("/System[1]"), "{}", marked.carrier);
    assert_eq!(at(&after, Rank::NeedToKnow), ["System", "Node", "Address", "Description"]);
    assert_eq!(marked.also.len(), 1, "{:?}", marked.also);
    assert!(marked.also[0].ends_with("/System[1]/Description[1]"));
    let changed = REPORT.replacen("<System ", "<System restriction=\"amber\" ", 1);
    let moved =
        REPORT.replacen("category=\"source\"", "category=\"source\" restriction=\"amber\"", 1);
    assert!(after.text().contains(&changed) || after.text().contains(&moved), "{}", after.text());
}

#[test]
fn an_element_that_can_carry_a_restriction_gets_it_itself() {
    let (marked, after) = marked("Contact", Tlp::AmberStrict);
    assert_eq!((marked.how, marked.also.len()), (How::Own, 0));
    assert!(after.text().contains(r#"restriction="ext-value""#));
    assert!(after.text().contains(r#"ext-restriction="amber+strict""#));
    assert_eq!(rank(&after, find(&after, "EmailTo")), Rank::Private);
}

#[test]
fn a_contact_is_divided_for_one_of_its_members() {
    let (marked, after) = marked("EmailTo", Tlp::Red);
    assert_eq!(marked.how, How::Divided);
    assert_eq!(at(&after, Rank::Private), ["Contact", "Email", "EmailTo"]);
    assert_eq!(rank(&after, find(&after, "ContactName")), Rank::Partner);
    let contacts = after.text().matches("<Contact role=\"creator\" type=\"organization\"").count();
    assert_eq!(contacts, 2, "{}", after.text());
}

#[test]
fn a_description_of_an_incident_is_wrapped() {
    let before = document(REPORT);
    let incident = find(&before, "Incident");
    let story = before.elements(incident).nth(2).unwrap();
    let marked = mark(&before, story, &Marking::of("red")).unwrap();
    assert_eq!((marked.how, marked.also.len()), (How::Wrapped, 0));
    let mut editor = Editor::new(before, Schema::Common);
    editor.apply(&marked.command, &mut |_, _, _| {}).unwrap();
    let after = editor.document();
    assert_eq!(at(after, Rank::Private), ["EventData", "Description"], "{}", after.text());
    let mut errors = Vec::new();
    structure::check(after, Schema::Common, &Registry::default(), &mut |it| errors.push(it));
    assert!(errors.is_empty(), "{errors:?}");
}

#[test]
fn what_cannot_be_kept_apart_is_told() {
    let (marked, after) = marked("GenerationTime", Marking::of("private"));
    assert_eq!(marked.how, How::Around);
    assert!(marked.also.len() >= 6, "{:?}", marked.also);
    assert_eq!(rank(&after, find(&after, "IncidentID")), Rank::Private);
    assert_eq!(marked.except.len(), 1, "the EventData keeps what it says: {:?}", marked.except);
    let before = document(REPORT);
    let error = mark(&before, before.root(), &Marking::of("red")).unwrap_err();
    assert_eq!(error.code(), "no_carrier");
}

#[test]
fn what_is_inside_an_extension_is_marked_by_the_extension() {
    let before = document(REPORT);
    let extension = find(&before, "AdditionalData");
    let inner = before.elements(before.elements(extension).next().unwrap()).next().unwrap();
    let marked = mark(&before, inner, &Marking::of("club")).unwrap();
    assert_eq!(marked.how, How::Around);
    let mut editor = Editor::new(before, Schema::Common);
    editor.apply(&marked.command, &mut |_, _, _| {}).unwrap();
    assert!(editor.document().text().contains(r#"ext-restriction="club""#));
}

#[test]
fn a_restriction_is_removed_with_its_extension() {
    let (_, after) = marked("Contact", Tlp::AmberStrict);
    let contact = find(&after, "Contact");
    let none = Marking { token: None, extension: None };
    let command = mark(&after, contact, &none).unwrap().command;
    let mut editor = Editor::new(after, Schema::Common);
    editor.apply(&command, &mut |_, _, _| {}).unwrap();
    assert_eq!(editor.document().text(), document(REPORT).text());
}
