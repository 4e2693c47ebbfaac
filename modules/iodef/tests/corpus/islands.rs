//! Foreign and known elements where a wildcard takes them, and the attributes of schema instances.

use iodef::structure::{Class, XMLDSIG};

use super::shape::Shapes;
use super::tree::Piece;

/// Additional data with what is in it.
pub fn add(shapes: &Shapes, add: &mut dyn FnMut(String, String)) {
    let holder = Class::global(shapes.schema, shapes.schema.namespace(), "AdditionalData").unwrap();
    for (label, island) in ISLANDS {
        let mut data = shapes.bare(holder);
        data.set("", "dtype", "xml");
        data.children.push(Piece::Raw(island.replace("{ds}", XMLDSIG)));
        let (tree, _) = shapes.document(holder, data);
        add(format!("island: {label}"), shapes.text(&tree));
    }
    for (label, attribute) in INSTANCES {
        let place = shapes.text(&shapes.document(holder, shapes.minimal(holder)).0);
        add(
            format!("root: {label}"),
            place.replacen(" xmlns=", &format!(" {attribute} xmlns="), 1),
        );
        add(
            format!("data: {label}"),
            place.replacen("<AdditionalData ", &format!("<AdditionalData {attribute} "), 1),
        );
        add(
            format!("id: {label}"),
            place.replacen("<IncidentID ", &format!("<IncidentID {attribute} "), 1),
        );
    }
}

const ISLANDS: &[(&str, &str)] = &[
    ("nothing known", "<a xmlns=''/>"),
    ("of another namespace", "<a xmlns='urn:x' b='c'><d/>text</a>"),
    ("unknown in the own namespace", "<Bogus/>"),
    ("a known element", "<Description>x</Description>"),
    ("a known element with a bad attribute", "<Description bogus='x'>x</Description>"),
    (
        "a known element in an unknown one",
        "<a xmlns=''><Description xmlns='urn:ietf:params:xml:ns:iodef-1.0' bogus='x'/></a>",
    ),
    (
        "a known element of version 2 in an unknown one",
        "<a xmlns=''><Description xmlns='urn:ietf:params:xml:ns:iodef-2.0' bogus='x'/></a>",
    ),
    ("a member that is no global element", "<AssetID>x</AssetID>"),
    (
        "a global element that is a member of another type",
        "<BulkObservableList a='b'>x</BulkObservableList>",
    ),
    ("a time", "<DateTime>yesterday</DateTime>"),
    ("text beside", "x<a xmlns=''/>y"),
    ("a language", "<a xmlns='' xml:lang='en'/>"),
    ("no language", "<a xmlns='' xml:lang='e_n'/>"),
    ("preserved space", "<a xmlns='' xml:space='preserve'/>"),
    ("no kind of space", "<a xmlns='' xml:space='keep'/>"),
    ("an unknown attribute of xml", "<a xmlns='' xml:bogus='x'/>"),
    ("an unknown type", "<a xmlns='' xsi:type='b'/>"),
    ("a number", "<a xmlns='' xsi:type='xs:integer'>7</a>"),
    ("no number", "<a xmlns='' xsi:type='xs:integer'>seven</a>"),
    ("nil", "<a xmlns='' xsi:nil='true'/>"),
    (
        "a signature",
        "<ds:Signature><ds:SignedInfo><ds:CanonicalizationMethod Algorithm='a'/><ds:SignatureMethod Algorithm='b'/><ds:Reference><ds:DigestMethod Algorithm='c'/><ds:DigestValue>QUJD</ds:DigestValue></ds:Reference></ds:SignedInfo><ds:SignatureValue>QUJD</ds:SignatureValue></ds:Signature>",
    ),
    ("half a signature", "<ds:Signature><ds:SignedInfo/></ds:Signature>"),
    (
        "a method with something unknown",
        "<ds:CanonicalizationMethod Algorithm='a'><x xmlns=''/></ds:CanonicalizationMethod>",
    ),
    (
        "a method with something known",
        "<ds:CanonicalizationMethod Algorithm='a'><ds:KeyName>x</ds:KeyName></ds:CanonicalizationMethod>",
    ),
    (
        "a transform of another namespace",
        "<ds:Transform Algorithm='a'><x xmlns='urn:x'/></ds:Transform>",
    ),
    ("a transform of no namespace", "<ds:Transform Algorithm='a'><x xmlns=''/></ds:Transform>"),
    (
        "a transform of its own namespace",
        "<ds:Transform Algorithm='a'><ds:KeyName>x</ds:KeyName></ds:Transform>",
    ),
    ("a transform by path", "<ds:Transform Algorithm='a'><ds:XPath>x</ds:XPath></ds:Transform>"),
    (
        "key values",
        "<ds:KeyInfo><ds:KeyValue><ds:DSAKeyValue><ds:P>QQ==</ds:P><ds:Q>QQ==</ds:Q><ds:Y>QQ==</ds:Y></ds:DSAKeyValue></ds:KeyValue></ds:KeyInfo>",
    ),
    ("half of a pair", "<ds:DSAKeyValue><ds:P>QQ==</ds:P><ds:Y>QQ==</ds:Y></ds:DSAKeyValue>"),
    ("PGP data", "<ds:PGPData><ds:PGPKeyPacket>QQ==</ds:PGPKeyPacket></ds:PGPData>"),
    (
        "PGP data in the wrong order",
        "<ds:PGPData><ds:PGPKeyPacket>QQ==</ds:PGPKeyPacket><ds:PGPKeyID>QQ==</ds:PGPKeyID></ds:PGPData>",
    ),
    (
        "certificates",
        "<ds:X509Data><ds:X509Certificate>QQ==</ds:X509Certificate><ds:X509SubjectName>x</ds:X509SubjectName></ds:X509Data>",
    ),
    ("no certificates", "<ds:X509Data/>"),
    ("an object", "<ds:Object Id='o'>x<y xmlns=''/></ds:Object>"),
    ("two objects of one name", "<ds:Object Id='o'/><ds:Object Id='o'/>"),
    ("a nested document", "<IODEF-Document/>"),
];

const INSTANCES: &[(&str, &str)] = &[
    ("schema location", "xsi:schemaLocation='urn:ietf:params:xml:ns:iodef-2.0 iodef-2.0.xsd'"),
    ("no schema location", "xsi:noNamespaceSchemaLocation='x.xsd'"),
    ("nil", "xsi:nil='true'"),
    ("not nil", "xsi:nil='false'"),
    ("unknown", "xsi:bogus='x'"),
    ("its own type", "xsi:type='IncidentIDType'"),
    ("additional data's type", "xsi:type='ExtensionType'"),
    ("a stricter type", "xsi:type='sci:XMLDATA'"),
    ("a string", "xsi:type='xs:string'"),
    ("a type that is none", "xsi:type='bogus'"),
    ("a type with an unbound prefix", "xsi:type='unbound:bogus'"),
    ("a language", "xml:lang='en'"),
];
