//! Writes the tables of all sets as static arrays, in which equal types of different sets are one.

use std::collections::BTreeMap;
use std::fmt::Write;

use crate::model::{Attribute, Member, Name, Named, SchemaSet, SimpleType, Type, Value, XSD};
use crate::pool::{Lists, Pool, array};

/// No row.
const NONE: usize = u16::MAX as usize;
/// No row, in a column of one octet.
const NONE_U8: usize = u8::MAX as usize;
/// The built-in types that `xsi:type` can give.
const BUILT_IN: [&str; 13] = [
    "string",
    "NMTOKEN",
    "NCName",
    "ID",
    "IDREF",
    "language",
    "boolean",
    "integer",
    "float",
    "double",
    "dateTime",
    "anyURI",
    "base64Binary",
];
/// No state after a step.
const REFUSED: usize = u8::MAX as usize;

/// The source text of the tables.
pub fn tables(sets: &[SchemaSet]) -> String {
    let mut tables = Tables::new(sets);
    let elements: Vec<Vec<usize>> = sets.iter().map(|set| tables.elements(set)).collect();
    let globals: Vec<Vec<usize>> = sets.iter().map(|set| tables.global_attributes(set)).collect();
    let named: Vec<Vec<String>> = sets.iter().map(|set| tables.named(set)).collect();
    let any = tables.type_row(&crate::reader::any_type());
    let built_in: Vec<String> = BUILT_IN
        .iter()
        .map(|name| {
            let row = tables.type_row(&crate::reader::text_only(SimpleType {
                base: (*name).to_owned(),
                enumeration: None,
            }));
            format!("(Base::{}, {row})", base(name))
        })
        .collect();
    let mut output = String::new();
    array(&mut output, "BUILT_IN", "(Base, u16)", &built_in);
    writeln!(output, "/// The type of all types.\npub const ANY_TYPE: u16 = {any};").unwrap();
    tables.write(&mut output);
    nested(
        &mut output,
        "ELEMENTS",
        "u16",
        &elements.iter().map(|set| plain(set)).collect::<Vec<_>>(),
    );
    nested(
        &mut output,
        "GLOBAL_ATTRIBUTES",
        "u16",
        &globals.iter().map(|set| plain(set)).collect::<Vec<_>>(),
    );
    nested(&mut output, "NAMED_TYPES", "NamedRow", &named);
    output
}

fn plain(numbers: &[usize]) -> Vec<String> {
    numbers.iter().map(usize::to_string).collect()
}

fn nested(output: &mut String, name: &str, row_type: &str, sets: &[Vec<String>]) {
    writeln!(output, "pub static {name}: [&[{row_type}]; {}] = [", sets.len()).unwrap();
    for set in sets {
        writeln!(output, "    &[{}],", set.join(", ")).unwrap();
    }
    writeln!(output, "];").unwrap();
}

struct Tables {
    texts: Pool<String>,
    names: Vec<Name>,
    name_numbers: BTreeMap<Name, usize>,
    namespaces: Pool<String>,
    data_types: Pool<(String, usize)>,
    enumerations: Pool<(usize, usize, usize)>,
    values: Lists,
    attributes: Pool<String>,
    attribute_lists: Lists,
    members: Pool<String>,
    member_lists: Lists,
    next: Lists,
    types: Pool<String>,
}

impl Tables {
    fn new(sets: &[SchemaSet]) -> Self {
        let mut names: Vec<Name> = Vec::new();
        for set in sets {
            names.extend(set.types.keys().cloned());
            names.extend(set.attributes.keys().cloned());
            for (name, own) in &set.elements {
                names.push(name.clone());
                collect(own, &mut names);
            }
            for named in set.types.values() {
                if let Named::Complex(own, _) = named {
                    collect(own, &mut names);
                }
            }
        }
        names.sort();
        names.dedup();
        let name_numbers = names.iter().cloned().zip(0..).collect();
        let mut namespaces = Pool::new();
        for name in &names {
            namespaces.number(name.namespace.clone());
        }
        Self {
            texts: Pool::new(),
            names,
            name_numbers,
            namespaces,
            data_types: Pool::new(),
            enumerations: Pool::new(),
            values: Lists::new(),
            attributes: Pool::new(),
            attribute_lists: Lists::new(),
            members: Pool::new(),
            member_lists: Lists::new(),
            next: Lists::new(),
            types: Pool::new(),
        }
    }

    fn text(&mut self, text: &str) -> usize {
        self.texts.number(text.to_owned())
    }

    fn data_type(&mut self, data_type: &SimpleType) -> usize {
        let enumeration = match &data_type.enumeration {
            Some(own) => {
                let name = self.text(&own.name);
                let values: Vec<usize> = own.values.iter().map(|value| self.text(value)).collect();
                let start = self.values.start(&values);
                self.enumerations.number((name, start, values.len()))
            }
            None => NONE_U8,
        };
        self.data_types.number((base(&data_type.base).to_owned(), enumeration))
    }

    fn attribute(&mut self, attribute: &Attribute, all: &[Attribute]) -> usize {
        let (kind, value) = match &attribute.value {
            None => ("Constraint::None", NONE),
            Some(Value::Default(value)) => ("Constraint::Default", self.text(value)),
            Some(Value::Fixed(value)) => ("Constraint::Fixed", self.text(value)),
        };
        let extension = format!("ext-{}", attribute.name.local);
        let extension = all
            .iter()
            .find(|other| other.name.local == extension)
            .map_or(NONE, |other| self.name_numbers[&other.name]);
        let data_type = self.data_type(&attribute.data_type);
        let row = format!(
            "AttributeRow {{ name: {}, data_type: {data_type}, required: {}, constraint: {kind}, \
             value: {value}, extension: {extension} }}",
            self.name_numbers[&attribute.name], attribute.required,
        );
        self.attributes.number(row)
    }

    fn member(&mut self, member: &Member) -> usize {
        let local = member.local.as_ref().map_or(NONE, |own| self.type_row(own));
        let row = format!(
            "MemberRow {{ name: {}, local: {local}, group: {}, required: {}, repeated: {} }}",
            self.name_numbers[&member.name],
            member.group.map_or(NONE_U8, usize::from),
            member.required,
            member.repeated,
        );
        self.members.number(row)
    }

    fn type_row(&mut self, own: &Type) -> usize {
        let text = own.text.as_ref().map_or(NONE_U8, |text| self.data_type(text));
        let attributes: Vec<usize> = own
            .attributes
            .iter()
            .map(|attribute| self.attribute(attribute, &own.attributes))
            .collect();
        let members: Vec<usize> = own.members.iter().map(|member| self.member(member)).collect();
        let states = own.content.next.len();
        assert!(states <= 64, "{states} states");
        let steps: Vec<usize> =
            own.content.next.iter().flatten().map(|step| step.unwrap_or(REFUSED)).collect();
        let accepting = own
            .content
            .accepting
            .iter()
            .enumerate()
            .fold(0_u64, |set, (state, accepts)| set | (u64::from(*accepts) << state));
        let (wildcard, other, strict) =
            own.wildcard.map_or((false, false, false), |own| (true, own.other, own.strict));
        let one_of = own.one_of.as_ref().map(|(first, second)| {
            let number = |local: &str| self.name_numbers[&Name::new("", local)];
            format!("Some([{}, {}])", number(first), number(second))
        });
        let row = format!(
            "TypeRow {{ text: {text}, mixed: {}, any_attribute: {}, attributes: {}, attribute_count: {}, \
             members: {}, member_count: {}, next: {}, states: {states}, accepting: {accepting:#x}, \
             wildcard: {wildcard}, other: {other}, strict: {strict}, one_of: {} }}",
            own.mixed,
            own.any_attribute,
            self.attribute_lists.start(&attributes),
            attributes.len(),
            self.member_lists.start(&members),
            members.len(),
            self.next.start(&steps),
            one_of.unwrap_or_else(|| "None".to_owned()),
        );
        self.types.number(row)
    }

    fn elements(&mut self, set: &SchemaSet) -> Vec<usize> {
        let names = self.names.clone();
        names
            .iter()
            .map(|name| set.elements.get(name).map_or(NONE, |own| self.type_row(own)))
            .collect()
    }

    fn global_attributes(&mut self, set: &SchemaSet) -> Vec<usize> {
        set.attributes.values().map(|own| self.attribute(own, &[])).collect()
    }

    fn named(&mut self, set: &SchemaSet) -> Vec<String> {
        set.types
            .iter()
            .map(|(name, named)| {
                let number = self.name_numbers[name];
                match named {
                    Named::Complex(own, derived_from) => {
                        let base = derived_from
                            .as_ref()
                            .filter(|name| name.namespace != XSD)
                            .map_or(NONE, |name| self.name_numbers[name]);
                        let row = self.type_row(own);
                        format!("NamedRow {{ name: {number}, type_row: {row}, base: {base} }}")
                    }
                    Named::Simple(own) => {
                        let row = self.type_row(&crate::reader::text_only(own.clone()));
                        format!("NamedRow {{ name: {number}, type_row: {row}, base: {NONE} }}")
                    }
                }
            })
            .collect()
    }

    fn write(&mut self, output: &mut String) {
        let namespaces: Vec<usize> =
            self.namespaces.rows().to_vec().iter().map(|name| self.text(name)).collect();
        array(output, "NAMESPACES", "u16", &plain(&namespaces));
        let names: Vec<String> = self
            .names
            .clone()
            .iter()
            .map(|name| {
                let namespace = self.namespaces.number(name.namespace.clone());
                format!("NameRow {{ namespace: {namespace}, local: {} }}", self.text(&name.local))
            })
            .collect();
        array(output, "NAMES", "NameRow", &names);
        let mut pool = String::new();
        let mut texts = Vec::new();
        for text in self.texts.rows() {
            let start = pool.find(text.as_str()).unwrap_or_else(|| {
                pool.push_str(text);
                pool.len() - text.len()
            });
            texts.push(format!("({start}, {})", text.len()));
        }
        writeln!(output, "pub static TEXT: &str = {pool:?};").unwrap();
        array(output, "TEXTS", "(u16, u8)", &texts);
        let rows: Vec<String> = self
            .data_types
            .rows()
            .iter()
            .map(|(base, enumeration)| {
                format!("DataTypeRow {{ base: Base::{base}, enumeration: {enumeration} }}")
            })
            .collect();
        array(output, "DATA_TYPES", "DataTypeRow", &rows);
        let rows: Vec<String> = self
            .enumerations
            .rows()
            .iter()
            .map(|(name, start, count)| {
                format!("EnumerationRow {{ name: {name}, values: {start}, count: {count} }}")
            })
            .collect();
        array(output, "ENUMERATIONS", "EnumerationRow", &rows);
        array(output, "VALUES", "u16", &plain(self.values.values()));
        array(output, "ATTRIBUTES", "AttributeRow", self.attributes.rows());
        array(output, "ATTRIBUTE_LISTS", "u8", &plain(self.attribute_lists.values()));
        array(output, "MEMBERS", "MemberRow", self.members.rows());
        array(output, "MEMBER_LISTS", "u16", &plain(self.member_lists.values()));
        array(output, "NEXT", "u8", &plain(self.next.values()));
        array(output, "TYPES", "TypeRow", self.types.rows());
    }
}

fn collect(own: &Type, names: &mut Vec<Name>) {
    names.extend(own.attributes.iter().map(|attribute| attribute.name.clone()));
    for member in &own.members {
        names.push(member.name.clone());
        if let Some(local) = &member.local {
            collect(local, names);
        }
    }
}

/// The variant of `Base` in src/structure/tables.rs.
fn base(name: &str) -> &'static str {
    match name {
        "string" => "String",
        "NMTOKEN" => "NmToken",
        "NCName" => "NcName",
        "ID" => "Id",
        "IDREF" => "IdRef",
        "language" => "Language",
        "boolean" => "Boolean",
        "integer" => "Integer",
        "float" => "Float",
        "double" => "Double",
        "dateTime" => "DateTime",
        "anyURI" => "AnyUri",
        "base64Binary" => "Base64Binary",
        "PositiveFloatType" => "PositiveFloat",
        "PortlistType" => "Portlist",
        "TimezoneType" => "Timezone",
        "RealOrEmptyType" => "RealOrEmpty",
        "nothing" => "Nothing",
        other => panic!("the built-in type {other} is not known"),
    }
}
