//! RFC 7970 section 3.3.1.

use iodef::restriction::{Audience, Level, Mapping, Rank, Tlp, effective, redact};

use crate::{document, find};

fn level(content: &str, name: &str) -> Level {
    let document = document(content);
    effective(&document, find(&document, name), &Mapping::default())
}

fn rank(content: &str, name: &str) -> Rank {
    level(content, name).rank
}

#[test]
fn rfc3067_4_3_a_restriction_holds_for_what_is_inside() {
    let content =
        r#"<Incident restriction="green"><Contact><Email><EmailTo/></Email></Contact></Incident>"#;
    let level = level(content, "EmailTo");
    assert_eq!((level.token.as_str(), level.rank), ("green", Rank::Partner));
    assert_eq!(level.tlp(), Some(Tlp::Green));
    assert!(!level.by_default);
}

#[test]
fn a_child_relaxes_or_tightens_what_its_ancestor_says() {
    let content = r#"<Incident restriction="amber"><Contact restriction="public"><Timezone/>
        <Contact restriction="red"><Telephone/></Contact></Contact></Incident>"#;
    assert_eq!(rank(content, "Timezone"), Rank::Public);
    assert_eq!(rank(content, "Telephone"), Rank::Private);
    assert_eq!(rank(content, "Incident"), Rank::NeedToKnow);
}

#[test]
fn an_incident_without_restriction_is_private() {
    let level = level("<Incident><GenerationTime/></Incident>", "GenerationTime");
    assert_eq!(
        (level.token.as_str(), level.rank, level.by_default),
        ("private", Rank::Private, true)
    );
}

#[test]
fn event_data_and_expectation_without_restriction_have_the_stricter_of_both_readings() {
    let open = r#"<Incident restriction="public"><EventData><Expectation/><DetectTime/></EventData></Incident>"#;
    for name in ["EventData", "Expectation", "DetectTime"] {
        let level = level(open, name);
        assert_eq!((level.token.as_str(), level.rank), ("default", Rank::Private), "{name}");
    }
    let document = document(open);
    let mut mapping = Mapping::default();
    mapping.map("default", Rank::Partner).unwrap();
    let level = effective(&document, find(&document, "DetectTime"), &mapping);
    assert_eq!((level.token.as_str(), level.rank), ("default", Rank::Partner));

    let closed = r#"<Incident restriction="amber"><EventData/></Incident>"#;
    let document = crate::document(closed);
    let level = effective(&document, find(&document, "EventData"), &mapping);
    assert_eq!((level.token.as_str(), level.rank), ("amber", Rank::NeedToKnow));

    let stated = r#"<Incident restriction="red"><EventData restriction="public"/></Incident>"#;
    assert_eq!(rank(stated, "EventData"), Rank::Public);
}

#[test]
fn the_original_token_is_never_lost() {
    let content = r#"<Incident restriction="ext-value" ext-restriction="amber+strict"><ReportTime/></Incident>"#;
    let level = level(content, "ReportTime");
    assert_eq!(level.token, "ext-value");
    assert_eq!(level.extension.as_deref(), Some("amber+strict"));
    assert_eq!(level.rank, Rank::Private);
    assert_eq!(level.tlp(), Some(Tlp::AmberStrict));
}

#[test]
fn white_space_around_a_token_does_not_count() {
    assert_eq!(rank("<Incident restriction=\" white&#10;\"/>", "Incident"), Rank::Public);
}

#[test]
fn an_attribute_where_the_class_has_none_does_not_relax() {
    let relaxed = r#"<Incident restriction="amber"><Description restriction="public"/></Incident>"#;
    assert_eq!(rank(relaxed, "Description"), Rank::NeedToKnow);
    let tightened = r#"<Incident restriction="green"><Description restriction="red"/></Incident>"#;
    assert_eq!(rank(tightened, "Description"), Rank::Private);
}

#[test]
fn attributes_of_foreign_elements_mean_something_else() {
    let content = r#"<Incident restriction="amber"><AdditionalData>
        <x:Incident xmlns:x="urn:x" restriction="public"/></AdditionalData></Incident>"#;
    let document = document(content);
    let foreign = document.elements(find(&document, "AdditionalData")).next().unwrap();
    assert_eq!(effective(&document, foreign, &Mapping::default()).rank, Rank::NeedToKnow);
}

#[test]
fn the_document_shows_its_highest_incident_and_what_is_beside_them_is_private() {
    let content =
        r#"<Incident restriction="public"/><Incident restriction="amber"/><AdditionalData/>"#;
    assert_eq!(rank(content, "IODEF-Document"), Rank::NeedToKnow);
    assert_eq!(rank(content, "AdditionalData"), Rank::Private);
}

#[test]
fn comments_and_text_have_the_level_of_their_element() {
    let document = document(
        r#"<Incident restriction="green"><Description>a<!--b--></Description></Incident>"#,
    );
    for node in document.children(find(&document, "Description")) {
        assert_eq!(effective(&document, node, &Mapping::default()).rank, Rank::Partner);
    }
}

#[test]
fn a_long_restriction_is_not_repeated_for_everything_under_it() {
    let long = "\u{20AC}".repeat(30_000);
    let content = format!(
        "<Incident purpose=\"reporting\" restriction=\"ext-value\" ext-restriction=\"{long}\">{}\
         <EventData restriction=\"public\"><Description>x</Description></EventData><History/></Incident>",
        "<Contact/>".repeat(500)
    );
    let document = document(&content);
    let inherited = effective(&document, find(&document, "History"), &Mapping::default());
    assert_eq!(inherited.rank, Rank::Private);
    let mut audience = Audience::new(Rank::Public);
    // As much of it as can be arranged does not stand for it.
    audience.mapping.map(&"\u{20AC}".repeat(85), Rank::Public).unwrap();
    let removed = redact(&document, &audience).unwrap().report.removed;
    assert_eq!(removed.len(), 500);
    let octets = removed.iter().map(|it| it.level.extension.as_ref().unwrap().len()).sum::<usize>();
    assert!(octets < 500 * 300, "{octets}");
}
