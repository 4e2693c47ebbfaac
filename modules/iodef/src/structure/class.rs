//! Classes as a form or an editor asks for them.

use super::Schema;
use super::tables::{
    self, ANY_TYPE, ATTRIBUTE_LISTS, ATTRIBUTES, AttributeRow, Base, Constraint, DATA_TYPES,
    ELEMENTS, ENUMERATIONS, MEMBER_LISTS, MEMBERS, MemberRow, NEXT, NONE, NONE_U8, REFUSED, TYPES,
    TypeRow, VALUES, rows,
};

/// An element that a schema declares: a name and a type.
#[derive(Clone, Copy)]
pub struct Class {
    pub(super) schema: Schema,
    pub(super) name: u16,
    pub(super) number: u16,
    pub(super) row: &'static TypeRow,
}

impl std::fmt::Debug for Class {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "Class({} {})", self.schema.name(), self.name())
    }
}

impl PartialEq for Class {
    fn eq(&self, other: &Self) -> bool {
        (self.schema, self.name, self.number) == (other.schema, other.name, other.number)
    }
}

impl Eq for Class {}

impl std::hash::Hash for Class {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        (self.schema, self.name, self.number).hash(state);
    }
}

impl Class {
    /// The class of a global element.
    #[must_use]
    pub fn global(schema: Schema, namespace: &str, local: &str) -> Option<Self> {
        Self::of_name(schema, tables::name(namespace, local)?)
    }

    /// The classes of all global elements of a schema, with those of the namespaces it imports.
    pub fn all(schema: Schema) -> impl Iterator<Item = Self> {
        (0..NONE).take(tables::NAMES.len()).filter_map(move |name| Self::of_name(schema, name))
    }

    pub(super) fn of_name(schema: Schema, name: u16) -> Option<Self> {
        let number = *ELEMENTS.get(schema.index())?.get(usize::from(name))?;
        Self::of_type(schema, name, number)
    }

    pub(super) fn of_type(schema: Schema, name: u16, number: u16) -> Option<Self> {
        Some(Self { schema, name, number, row: TYPES.get(usize::from(number))? })
    }

    /// The schema that this class is of.
    #[must_use]
    pub fn schema(self) -> Schema {
        self.schema
    }

    /// The local name of its elements.
    #[must_use]
    pub fn name(self) -> &'static str {
        tables::local(self.name)
    }

    /// The namespace of its elements.
    #[must_use]
    pub fn namespace(self) -> &'static str {
        tables::namespace(self.name)
    }

    /// The type of its text; `None` for classes with members, and for empty ones.
    #[must_use]
    pub fn text(self) -> Option<DataType> {
        (self.row.text != NONE_U8).then_some(DataType(self.row.text))
    }

    /// Whether text may stand between its members.
    #[must_use]
    pub fn mixed(self) -> bool {
        self.row.mixed
    }

    /// Whether it holds elements of any name.
    #[must_use]
    pub fn any(self) -> bool {
        self.row.wildcard
    }

    /// Whether it holds any attribute.
    #[must_use]
    pub fn any_attribute(self) -> bool {
        self.row.any_attribute
    }

    /// Two attributes of which exactly one must be there.
    #[must_use]
    pub fn one_of(self) -> Option<[&'static str; 2]> {
        self.row.one_of.map(|names| names.map(tables::local))
    }

    /// Its attributes, in the order of the schema.
    pub fn attributes(self) -> impl ExactSizeIterator<Item = AttributeDecl> {
        self.attribute_numbers().iter().map(|number| AttributeDecl(*number))
    }

    pub(super) fn attribute_numbers(self) -> &'static [u8] {
        rows(&ATTRIBUTE_LISTS, self.row.attributes, self.row.attribute_count)
    }

    /// The attribute of a name; for `xml:lang` the name is "lang".
    #[must_use]
    pub fn attribute(self, local: &str) -> Option<AttributeDecl> {
        self.attributes().find(|attribute| attribute.name() == local)
    }

    /// Its members, in the order in which they may stand.
    pub fn members(self) -> impl ExactSizeIterator<Item = Member> {
        self.member_numbers()
            .iter()
            .map(move |number| Member { schema: self.schema, number: *number })
    }

    pub(super) fn member_numbers(self) -> &'static [u16] {
        rows(&MEMBER_LISTS, self.row.members, self.row.member_count)
    }

    /// The symbol and the row of the member of a name.
    pub(super) fn symbol_of(self, name: u16) -> Option<(u8, &'static MemberRow)> {
        (0..).zip(self.member_numbers()).find_map(|(symbol, number)| {
            let row = MEMBERS.get(usize::from(*number))?;
            (row.name == name).then_some((symbol, row))
        })
    }

    /// The class of the member of a name.
    pub(super) fn member_class(self, name: u16) -> Option<Self> {
        let (_, row) = self.symbol_of(name)?;
        match row.local {
            NONE => Self::of_name(self.schema, name),
            own => Self::of_type(self.schema, name, own),
        }
    }

    /// The member of a name.
    #[must_use]
    pub fn member(self, namespace: &str, local: &str) -> Option<Member> {
        let name = tables::name(namespace, local)?;
        self.members().find(|member| member.row().is_some_and(|row| row.name == name))
    }

    /// The choices among its members.
    #[must_use]
    pub fn choices(self) -> Vec<Choice> {
        let mut groups: Vec<u8> = self.members().filter_map(Member::choice_group).collect();
        groups.sort_unstable();
        groups.dedup();
        groups
            .into_iter()
            .map(|group| {
                let of_group = |symbol: usize| {
                    self.members().nth(symbol).and_then(Member::choice_group) == Some(group)
                };
                Choice { group, required: !self.accepts_without(of_group) }
            })
            .collect()
    }

    /// Whether some content is accepted in which none of these members stands.
    fn accepts_without(self, avoided: impl Fn(usize) -> bool) -> bool {
        self.reach(1, |symbol| !avoided(usize::from(symbol))) & self.row.accepting != 0
    }

    /// The states that can be reached from a set of states by these symbols.
    pub(super) fn reach(self, states: u64, by: impl Fn(u8) -> bool) -> u64 {
        let mut seen = states;
        loop {
            let before = seen;
            for state in (0..self.row.states).filter(|state| before & bit(*state) != 0) {
                let symbols = (0..self.symbols()).filter(|symbol| by(*symbol));
                let steps = symbols.filter_map(|symbol| self.step(state, symbol));
                seen = steps.fold(seen, |set, next| set | bit(next));
            }
            if seen == before {
                return seen;
            }
        }
    }

    /// The states that can be reached from one.
    pub(super) fn states_from(self, state: u8) -> impl Iterator<Item = u8> {
        let reached = self.reach(bit(state), |_| true);
        (0..self.row.states).filter(move |state| reached & bit(*state) != 0)
    }

    /// The content at its beginning.
    #[must_use]
    pub fn content(self) -> Content {
        Content { class: self, state: 0 }
    }

    /// How many symbols its content has: the members, and the wildcard.
    pub(super) fn symbols(self) -> u8 {
        self.row.member_count.saturating_add(u8::from(self.row.wildcard))
    }

    /// The state after a symbol.
    pub(super) fn step(self, state: u8, symbol: u8) -> Option<u8> {
        let row = usize::from(state).saturating_mul(usize::from(self.symbols()));
        let place =
            usize::from(self.row.next).saturating_add(row).saturating_add(usize::from(symbol));
        NEXT.get(place).copied().filter(|next| *next != REFUSED)
    }

    /// Whether the content may end in this state.
    pub(super) fn accepts(self, state: u8) -> bool {
        self.row.accepting & bit(state) != 0
    }
}

/// How far the content of an element has come, member by member.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Content {
    class: Class,
    state: u8,
}

impl Content {
    /// The members that may follow.
    pub fn options(self) -> impl Iterator<Item = Member> {
        (0..)
            .zip(self.class.members())
            .filter_map(move |(symbol, member)| self.class.step(self.state, symbol).map(|_| member))
    }

    /// The content with one more member; `None` when it may not follow.
    #[must_use]
    pub fn with(self, member: Member) -> Option<Self> {
        let (symbol, _) = (0..).zip(self.class.members()).find(|(_, own)| *own == member)?;
        let state = self.class.step(self.state, symbol)?;
        Some(Self { state, ..self })
    }

    /// The content with one more element of another namespace; `None` when none may follow.
    #[must_use]
    pub fn with_foreign(self) -> Option<Self> {
        let wildcard = self.class.any().then_some(self.class.row.member_count)?;
        let state = self.class.step(self.state, wildcard)?;
        Some(Self { state, ..self })
    }

    /// Whether the content may end here.
    #[must_use]
    pub fn may_end(self) -> bool {
        self.class.accepts(self.state)
    }
}

/// The class of elements that a schema does not know: it takes everything.
pub(super) fn any_class(schema: Schema) -> Class {
    #[expect(
        clippy::indexing_slicing,
        reason = "the compiler reads it, and refuses what is not there"
    )]
    static ROW: &TypeRow = &TYPES[ANY_TYPE as usize];
    Class { schema, name: NONE, number: ANY_TYPE, row: ROW }
}

/// The set of one state.
pub(super) fn bit(state: u8) -> u64 {
    1_u64.checked_shl(u32::from(state)).unwrap_or_default()
}

/// A choice among members.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Choice {
    /// The group of its members.
    pub group: u8,
    /// Whether one of them must be there.
    pub required: bool,
}

/// An element that a class may hold.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Member {
    schema: Schema,
    number: u16,
}

impl Member {
    fn row(self) -> Option<&'static MemberRow> {
        MEMBERS.get(usize::from(self.number))
    }

    /// Its local name.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.row().map_or("", |row| tables::local(row.name))
    }

    /// Its namespace.
    #[must_use]
    pub fn namespace(self) -> &'static str {
        self.row().map_or("", |row| tables::namespace(row.name))
    }

    /// What it is.
    #[must_use]
    pub fn class(self) -> Option<Class> {
        let row = self.row()?;
        match row.local {
            NONE => Class::of_name(self.schema, row.name),
            own => Class::of_type(self.schema, row.name, own),
        }
    }

    /// How often it must be there.
    #[must_use]
    pub fn min(self) -> u32 {
        self.row().map_or(0, |row| u32::from(row.required))
    }

    /// How often it may be there; `None` for any number.
    #[must_use]
    pub fn max(self) -> Option<u32> {
        self.row().is_some_and(|row| !row.repeated).then_some(1)
    }

    /// The choice that it stands in.
    #[must_use]
    pub fn choice_group(self) -> Option<u8> {
        self.row().map(|row| row.group).filter(|group| *group != NONE_U8)
    }
}

/// An attribute that a class may have.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct AttributeDecl(pub(super) u8);

impl AttributeDecl {
    pub(super) fn row(self) -> Option<&'static AttributeRow> {
        ATTRIBUTES.get(usize::from(self.0))
    }

    /// Its local name.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.row().map_or("", |row| tables::local(row.name))
    }

    /// Whether this is its name.
    pub(super) fn is(self, namespace: &str, local: &str) -> bool {
        self.row().is_some_and(|row| tables::is_name(row.name, namespace, local))
    }

    /// Its namespace, empty but for `xml:lang`.
    #[must_use]
    pub fn namespace(self) -> &'static str {
        self.row().map_or("", |row| tables::namespace(row.name))
    }

    /// What its value is.
    #[must_use]
    pub fn data_type(self) -> DataType {
        DataType(self.row().map_or(NONE_U8, |row| row.data_type))
    }

    /// The values that the schema lists.
    #[must_use]
    pub fn enumeration(self) -> Option<Enumeration> {
        self.data_type().enumeration()
    }

    /// Whether it must be there.
    #[must_use]
    pub fn required(self) -> bool {
        self.row().is_some_and(|row| row.required)
    }

    /// The value that it has when it is not there.
    #[must_use]
    pub fn default(self) -> Option<&'static str> {
        self.constraint(Constraint::Default)
    }

    /// The only value that it may have.
    #[must_use]
    pub fn fixed(self) -> Option<&'static str> {
        self.constraint(Constraint::Fixed)
    }

    fn constraint(self, kind: Constraint) -> Option<&'static str> {
        self.row().filter(|row| row.constraint == kind).map(|row| tables::text(row.value))
    }

    /// The attribute with a value that is not listed (RFC 7970 section 5.1.1), "ext-" and its name.
    #[must_use]
    pub fn extension(self) -> Option<&'static str> {
        self.row().filter(|row| row.extension != NONE).map(|row| tables::local(row.extension))
    }
}

/// What a text or an attribute value is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct DataType(pub(super) u8);

impl DataType {
    /// The type before the enumeration.
    #[must_use]
    pub fn base(self) -> Base {
        DATA_TYPES.get(usize::from(self.0)).map_or(Base::Nothing, |row| row.base)
    }

    /// The values that the schema lists.
    #[must_use]
    pub fn enumeration(self) -> Option<Enumeration> {
        let row = DATA_TYPES.get(usize::from(self.0))?;
        (row.enumeration != NONE_U8).then_some(Enumeration(row.enumeration))
    }
}

/// The values of an enumerated type.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Enumeration(u8);

impl Enumeration {
    /// The simple type's name, such as "restriction-type" (RFC 7970 section 10.2 names them); of a
    /// type without name the class and the attribute, such as "Assessment-occurrence".
    #[must_use]
    pub fn name(self) -> &'static str {
        ENUMERATIONS.get(usize::from(self.0)).map_or("", |row| tables::text(row.name))
    }

    /// The values, in the order of the schema.
    pub fn values(self) -> impl ExactSizeIterator<Item = &'static str> {
        self.numbers().iter().map(|value| tables::text(*value))
    }

    fn numbers(self) -> &'static [u16] {
        let row = ENUMERATIONS.get(usize::from(self.0));
        row.map_or(&[][..], |row| rows(&VALUES, row.values, row.count))
    }

    /// Whether the schema lists the value.
    #[must_use]
    pub fn contains(self, value: &str) -> bool {
        self.numbers().iter().any(|number| tables::is_text(*number, value))
    }
}
