//! What the form of an element consists of: the class description and what the document has of it.

use iodef::document::{Document, NodeId};
use iodef::level::{self, Level};
use iodef::profile::Profile;
use iodef::registry::Registry;
use iodef::restriction::{self, Mapping};
use iodef::structure::{
    Allowed, AttributeDecl, Base, Class, DataType, Member, Schema, XML, allowed_children, class_of,
};
use serde::Serialize;

use crate::marks::{Marks, Shown};
use crate::path::{child, joined, path_of};
use crate::summary::{self, Summary};
use crate::utf16::Offsets;

/// Elements of a member that come with the form.
const MAX_PRESENT: usize = 25;

/// Classes whose text usually has several lines.
const MULTILINE: &[&str] = &[
    "AdditionalData",
    "ApplicationHeaderField",
    "BulkObservableList",
    "Description",
    "DetectionConfiguration",
    "EmailBody",
    "EmailHeaders",
    "EmailMessage",
    "PAddress",
    "RawData",
    "RecordItem",
    "X509Certificate",
];

/// What a form is made from.
pub struct Source<'d> {
    /// The document.
    pub document: &'d Document,
    /// Offsets in its text.
    pub offsets: &'d Offsets,
    /// What is wrong with it.
    pub marks: &'d Marks<'d>,
    /// Values that were registered later.
    pub registry: &'d Registry,
    /// What it is checked against.
    pub profile: Profile,
}

/// The form of one element.
#[derive(Debug, Serialize)]
pub struct Form {
    path: String,
    class: String,
    namespace: String,
    ancestors: Vec<Crumb>,
    summary: Summary,
    leaf: bool,
    foreign: bool,
    text: Option<FormText>,
    attributes: Vec<FormAttribute>,
    members: Vec<FormMember>,
    restriction: Restriction,
    diagnostics: Vec<Shown>,
}

#[derive(Debug, Serialize)]
struct Crumb {
    path: String,
    class: String,
    summary: Summary,
}

#[derive(Debug, Default, Serialize)]
struct Restriction {
    own: Option<String>,
    effective: String,
}

#[derive(Debug, Serialize)]
struct FormText {
    #[serde(rename = "type")]
    base: &'static str,
    value: String,
    multiline: bool,
    values: Vec<String>,
    enumeration: Option<&'static str>,
}

#[derive(Debug, Serialize)]
struct FormAttribute {
    name: String,
    namespace: String,
    value: Option<String>,
    required: bool,
    default: Option<&'static str>,
    fixed: Option<&'static str>,
    #[serde(rename = "type")]
    base: &'static str,
    values: Vec<String>,
    enumeration: Option<&'static str>,
    extension: Option<&'static str>,
    extension_value: Option<String>,
    level: Level,
}

#[derive(Debug, Serialize)]
struct FormMember {
    name: &'static str,
    namespace: &'static str,
    min: u32,
    max: Option<u32>,
    group: Option<u8>,
    level: Level,
    count: usize,
    leaf: bool,
    can_add: bool,
    only: Vec<Profile>,
    present: Vec<Present>,
    template: Option<Form>,
}

/// An element that is there.
#[derive(Debug, Serialize)]
pub struct Present {
    path: String,
    class: String,
    summary: Summary,
    errors: usize,
    warnings: usize,
    form: Option<Form>,
}

/// The schema whose classes describe the elements of a document under a profile. What only one
/// schema allows is described too, so that it can be seen and removed.
pub fn schema_of(document: &Document, profile: Profile) -> Schema {
    if document.namespace(document.root()) == iodef::structure::IODEF_1 {
        return Schema::V1;
    }
    match profile {
        Profile::SchemaA => Schema::A,
        Profile::SchemaB => Schema::B,
        Profile::Rfc7970 | Profile::Strict3067 | Profile::Common => Schema::Text,
    }
}

impl Source<'_> {
    /// The form of an element with its members.
    pub fn form(&self, node: NodeId) -> Form {
        let class = class_of(self.document, node, self.schema());
        let mut form = self.own(node, class, path_of(self.document, node));
        form.ancestors = self.ancestors(node);
        if let Some(class) = class {
            let allowed = allowed_children(self.document, node, self.schema());
            form.members = class
                .members()
                .map(|member| self.member(node, &form.path, class, member, &allowed))
                .collect();
        }
        form
    }

    /// Elements of one member, from a position on.
    pub fn members(&self, node: NodeId, name: &str, from: usize, count: usize) -> Vec<Present> {
        let class = class_of(self.document, node, self.schema());
        let Some(member) =
            class.and_then(|class| class.members().find(|member| member.name() == name))
        else {
            return Vec::new();
        };
        let path = path_of(self.document, node);
        self.present(node, &path, member, from, count)
    }

    fn schema(&self) -> Schema {
        schema_of(self.document, self.profile)
    }

    fn ancestors(&self, node: NodeId) -> Vec<Crumb> {
        let mut crumbs: Vec<Crumb> = self
            .document
            .ancestors(node)
            .skip(1)
            .filter(|ancestor| self.document.is_element(*ancestor))
            .map(|ancestor| Crumb {
                path: path_of(self.document, ancestor),
                class: self.document.local_name(ancestor).to_owned(),
                summary: summary::of(self.document, ancestor),
            })
            .collect();
        crumbs.reverse();
        crumbs
    }

    /// An element without its members.
    fn own(&self, node: NodeId, class: Option<Class>, path: String) -> Form {
        let document = self.document;
        let has_elements = document.elements(node).next().is_some();
        let foreign = class.is_none_or(|class| class.any() && has_elements);
        let text = class.filter(|class| (class.mixed() || class.text().is_some()) && !foreign).map(
            |class| {
                let value = document.text_of(node).into_owned();
                FormText { value, ..text_of(class, self.registry) }
            },
        );
        let diagnostics = self.marks.of(node);
        Form {
            class: document.local_name(node).to_owned(),
            namespace: document.namespace(node).to_owned(),
            ancestors: Vec::new(),
            summary: summary::of(document, node),
            leaf: class.is_some_and(is_leaf) && !foreign,
            foreign,
            text,
            attributes: class.map(|class| self.attributes(node, class)).unwrap_or_default(),
            members: Vec::new(),
            restriction: Restriction {
                own: document.attribute(node, "restriction").map(|value| value.into_owned()),
                effective: restriction::effective(document, node, &Mapping::default()).token,
            },
            diagnostics: diagnostics
                .iter()
                .map(|each| Shown::new(document, self.offsets, each))
                .collect(),
            path,
        }
    }

    fn attributes(&self, node: NodeId, class: Class) -> Vec<FormAttribute> {
        let value_of = |namespace: &str, name: &str| {
            self.document.attribute_ns(node, namespace, name).map(|value| value.into_owned())
        };
        class
            .attributes()
            .map(|declared| {
                let mut attribute = attribute(class, declared, self.registry);
                attribute.value = value_of(declared.namespace(), declared.name());
                attribute.extension_value =
                    declared.extension().and_then(|name| value_of("", name));
                attribute
            })
            .collect()
    }

    fn member(
        &self,
        node: NodeId,
        path: &str,
        class: Class,
        member: Member,
        allowed: &[Allowed],
    ) -> FormMember {
        let of_member = member.class();
        let leaf = of_member.is_some_and(is_leaf);
        let count = self.elements_of(node, member).count();
        let present = self.present(node, path, member, 0, MAX_PRESENT);
        FormMember {
            name: member.name(),
            namespace: member.namespace(),
            min: member.min(),
            max: member.max(),
            group: member.choice_group(),
            level: level::of_member(class, member),
            count,
            leaf,
            can_add: allowed.iter().any(|allowed| allowed.member == member),
            only: self.only(class, member),
            present,
            template: of_member.filter(|_| leaf).map(|class| template(class, self.registry)),
        }
    }

    /// The receivers that take it, where no form of it is valid for all.
    fn only(&self, class: Class, member: Member) -> Vec<Profile> {
        if self.profile != Profile::Common {
            return Vec::new();
        }
        let impossible = Class::all(Schema::Common)
            .find(|common| common.name() == class.name() && common.namespace() == class.namespace())
            .is_some_and(|common| {
                let own = common.member(member.namespace(), member.name());
                own.is_none_or(|own| {
                    own.class().is_some_and(|class| {
                        class.text().is_some_and(|text| text.base() == Base::Nothing)
                    })
                })
            });
        if impossible {
            vec![Profile::Rfc7970, Profile::SchemaA, Profile::SchemaB]
        } else {
            Vec::new()
        }
    }

    /// The elements of a member, with their index among all elements.
    fn elements_of(&self, node: NodeId, member: Member) -> impl Iterator<Item = (usize, NodeId)> {
        self.document.elements(node).enumerate().filter(move |(_, element)| {
            self.document.local_name(*element) == member.name()
                && self.document.namespace(*element) == member.namespace()
        })
    }

    fn present(
        &self,
        node: NodeId,
        path: &str,
        member: Member,
        from: usize,
        count: usize,
    ) -> Vec<Present> {
        let wanted = self.elements_of(node, member).skip(from).take(count);
        wanted.map(|(index, element)| self.shown(child(path, index), element, member)).collect()
    }

    fn shown(&self, path: String, element: NodeId, member: Member) -> Present {
        let class = member.class();
        let (errors, warnings) = self.marks.counts(self.document, element);
        let leaf = class.is_some_and(is_leaf);
        Present {
            class: member.name().to_owned(),
            summary: summary::of(self.document, element),
            errors,
            warnings,
            form: leaf.then(|| self.own(element, class, path.clone())),
            path,
        }
    }
}

/// Text and attributes only.
fn is_leaf(class: Class) -> bool {
    class.members().len() == 0
}

/// What a new element of a leaf class looks like.
fn template(class: Class, registry: &Registry) -> Form {
    let text = (class.mixed() || class.text().is_some()).then(|| text_of(class, registry));
    Form {
        path: joined(&[]),
        class: class.name().to_owned(),
        namespace: class.namespace().to_owned(),
        ancestors: Vec::new(),
        summary: Summary::default(),
        leaf: true,
        foreign: false,
        text,
        attributes: class
            .attributes()
            .map(|declared| attribute(class, declared, registry))
            .collect(),
        members: Vec::new(),
        restriction: Restriction::default(),
        diagnostics: Vec::new(),
    }
}

fn text_of(class: Class, registry: &Registry) -> FormText {
    let data_type = class.text();
    FormText {
        base: data_type.map_or("string", |data_type| base_name(data_type.base())),
        value: String::new(),
        multiline: MULTILINE.contains(&class.name()),
        values: data_type.map(|data_type| values(data_type, registry)).unwrap_or_default(),
        enumeration: data_type
            .and_then(DataType::enumeration)
            .map(|enumeration| enumeration.name()),
    }
}

fn attribute(class: Class, declared: AttributeDecl, registry: &Registry) -> FormAttribute {
    let data_type = declared.data_type();
    FormAttribute {
        name: if declared.namespace() == XML {
            format!("xml:{}", declared.name())
        } else {
            declared.name().to_owned()
        },
        namespace: declared.namespace().to_owned(),
        value: None,
        required: declared.required(),
        default: declared.default(),
        fixed: declared.fixed(),
        base: base_name(data_type.base()),
        values: values(data_type, registry),
        enumeration: declared.enumeration().map(|enumeration| enumeration.name()),
        extension: declared.extension(),
        extension_value: None,
        level: level::of_attribute(class, declared),
    }
}

/// The values of the schema, then those registered later.
fn values(data_type: DataType, registry: &Registry) -> Vec<String> {
    let Some(enumeration) = data_type.enumeration() else { return Vec::new() };
    let listed = enumeration.values().map(ToOwned::to_owned);
    let added = registry.additions(enumeration.name()).map(|(value, _)| value.to_owned());
    listed.chain(added).collect()
}

fn base_name(base: Base) -> &'static str {
    match base {
        Base::NmToken | Base::NcName => "name",
        Base::Id => "id",
        Base::IdRef => "id_ref",
        Base::Language => "language",
        Base::Boolean => "boolean",
        Base::Integer => "integer",
        Base::Float | Base::Double | Base::PositiveFloat | Base::RealOrEmpty => "float",
        Base::DateTime => "date_time",
        Base::AnyUri => "uri",
        Base::Base64Binary => "base64",
        Base::Portlist => "portlist",
        Base::Timezone => "timezone",
        Base::Nothing => "nothing",
        _ => "string",
    }
}
