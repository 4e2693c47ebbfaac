//! The smallest contents and the ways to every class, by the tables.

use std::cell::Cell;
use std::collections::{BTreeMap, HashMap};

use iodef::structure::{Class, Content, IODEF_2, Member, Schema};

use super::tree::{FOREIGN, Piece, Tree};
use super::values::{TARGET, good};

/// More than any content costs.
const NEVER: usize = 1_000_000;

/// A member, or an element of another namespace.
pub type Part = Option<Member>;

/// The members that lead to a class, from the root or from a global element in additional data.
#[derive(Clone, Default)]
pub struct Way {
    is_island: bool,
    steps: Vec<(Class, Member)>,
}

/// What a schema's documents look like.
pub struct Shapes {
    pub schema: Schema,
    /// Every class that a document can hold by its members, with the way to it.
    pub ways: Vec<(Class, Way)>,
    costs: HashMap<Class, usize>,
    serial: Cell<usize>,
}

impl Shapes {
    pub fn new(schema: Schema) -> Self {
        let mut ways = vec![(schema.root().unwrap(), Way::default())];
        let mut globals = Class::all(schema);
        let mut next = 0;
        loop {
            while next < ways.len() {
                let (class, way) = ways[next].clone();
                for member in class.members() {
                    let own = member.class().unwrap();
                    if !ways.iter().any(|(known, _)| *known == own) {
                        let steps = [way.steps.clone(), vec![(class, member)]].concat();
                        ways.push((own, Way { steps, ..way }));
                    }
                }
                next += 1;
            }
            let unreached = globals.find(|class| !ways.iter().any(|(known, _)| known == class));
            let Some(class) = unreached else { break };
            ways.push((class, Way { is_island: true, steps: Vec::new() }));
        }
        let mut shapes = Self { schema, ways, costs: HashMap::new(), serial: Cell::new(0) };
        let classes: Vec<Class> = shapes.ways.iter().map(|(class, _)| *class).collect();
        loop {
            let mut changed = false;
            for class in &classes {
                let cost = shapes.cheapest(*class, None).map_or(NEVER, |(cost, _)| cost + 1);
                changed |= shapes.costs.insert(*class, cost) != Some(cost);
            }
            if !changed {
                return shapes;
            }
        }
    }

    fn cost(&self, class: Class) -> usize {
        self.costs.get(&class).copied().unwrap_or(NEVER)
    }

    /// The cheapest content, that has a member if one is wanted.
    fn cheapest(&self, class: Class, wanted: Option<Member>) -> Option<(usize, Vec<Part>)> {
        type Node = (Content, bool);
        let start: Node = (class.content(), wanted.is_none());
        let mut best: HashMap<Node, (usize, Vec<Part>)> = HashMap::from([(start, (0, Vec::new()))]);
        let mut done: Vec<Node> = Vec::new();
        loop {
            let open = best.iter().filter(|(node, _)| !done.contains(node));
            let next = open
                .min_by_key(|(node, (cost, way))| (*cost, way.len(), order(class, way), node.1));
            let (node, (cost, way)) = next.map(|(node, found)| (*node, found.clone()))?;
            if cost >= NEVER {
                return None;
            }
            if node.1 && node.0.may_end() {
                return Some((cost, way));
            }
            done.push(node);
            let members = node.0.options().map(|member| {
                let cost = member.class().map_or(NEVER, |class| self.cost(class));
                (Some(member), node.0.with(member).unwrap(), node.1 || wanted == Some(member), cost)
            });
            let foreign = node.0.with_foreign().map(|after| (None, after, node.1, 1));
            for (part, content, has, more) in members.chain(foreign).collect::<Vec<_>>() {
                let cost = cost + more;
                if best.get(&(content, has)).is_none_or(|(known, _)| cost < *known) {
                    best.insert((content, has), (cost, [way.clone(), vec![part]].concat()));
                }
            }
        }
    }

    /// The members of the smallest content, that has a member if one is wanted.
    pub fn sequence(&self, class: Class, wanted: Option<Member>) -> Option<Vec<Part>> {
        self.cheapest(class, wanted).map(|(_, way)| way)
    }

    /// A content with as many different members as the schema lets follow each other.
    pub fn rich(&self, class: Class) -> Vec<Part> {
        let mut content = class.content();
        let mut all = Vec::new();
        for member in class.members() {
            if let Some(next) =
                content.with(member).filter(|_| self.cost(member.class().unwrap()) < NEVER)
            {
                content = next;
                all.push(Some(member));
            }
        }
        if content.may_end() { all } else { self.sequence(class, None).unwrap() }
    }

    /// An element with what it must have.
    pub fn minimal(&self, class: Class) -> Tree {
        let members = self.sequence(class, None).unwrap_or_else(|| panic!("{class:?}"));
        self.with(class, &members)
    }

    /// An element with these members.
    pub fn with(&self, class: Class, members: &[Part]) -> Tree {
        let mut tree = self.bare(class);
        for member in members {
            let child = match member {
                Some(member) => self.minimal(member.class().unwrap()),
                None => Tree::new(FOREIGN, "x"),
            };
            tree.children.push(Piece::Element(child));
        }
        tree
    }

    /// An element with its required attributes and its text, but without members.
    pub fn bare(&self, class: Class) -> Tree {
        let mut tree = Tree::new(class.namespace(), class.name());
        for attribute in class.attributes() {
            let is_one = class.one_of().is_some_and(|[_, second]| second == attribute.name());
            if attribute.required() || is_one || attribute.fixed().is_some() {
                let value = attribute
                    .fixed()
                    .map_or_else(|| good(attribute.data_type(), self.next()), str::to_owned);
                tree.set(attribute.namespace(), attribute.name(), &value);
            }
        }
        if let Some(text) = class.text() {
            tree.children.push(Piece::Text(good(text, self.next())));
        }
        tree
    }

    /// A number that no other part of the document has.
    pub fn next(&self) -> usize {
        self.serial.set(self.serial.get() + 1);
        self.serial.get()
    }

    /// A whole document in which the class has this form, and the path to it.
    pub fn document(&self, class: Class, focus: Tree) -> (Tree, Vec<usize>) {
        let way = |wanted: Class| {
            let found = self.ways.iter().find(|(known, _)| *known == wanted);
            found.map(|(_, way)| way.clone()).unwrap()
        };
        let (mut tree, mut path) = (focus, Vec::new());
        let own = way(class);
        self.enclose(&own, &mut tree, &mut path);
        if own.is_island {
            let holder =
                Class::global(self.schema, self.schema.namespace(), "AdditionalData").unwrap();
            let mut data = self.bare(holder);
            data.set("", "dtype", "xml");
            data.children.push(Piece::Element(tree));
            (tree, path) = (data, [vec![0], path].concat());
            self.enclose(&way(holder), &mut tree, &mut path);
        }
        (tree, path)
    }

    /// Puts an element into what leads to it.
    fn enclose(&self, way: &Way, tree: &mut Tree, path: &mut Vec<usize>) {
        for (parent, member) in way.steps.iter().rev() {
            let members = self.sequence(*parent, Some(*member)).unwrap();
            let index = members.iter().position(|own| *own == Some(*member)).unwrap();
            let mut outer = self.with(*parent, &members);
            outer.children[index] = Piece::Element(tree.clone());
            path.insert(0, index);
            *tree = outer;
        }
    }

    /// The text of a document, with a target if something in it refers to one.
    pub fn text(&self, tree: &Tree) -> String {
        let text = renumbered(&tree.document(self.schema));
        let reference = format!("uid-ref=\"{TARGET}\"");
        let Some((_, incident)) =
            text.split_once("<Incident ").filter(|_| text.contains(&reference))
        else {
            return text;
        };
        let tag = incident.split_once('>').unwrap().0;
        match tag.split_once("observable-id=\"") {
            Some((_, own)) => {
                let own = own.split_once('"').unwrap().0;
                text.replace(&reference, &format!("uid-ref=\"{own}\""))
            }
            None => {
                text.replacen("<Incident ", &format!("<Incident observable-id=\"{TARGET}\" "), 1)
            }
        }
    }

    /// Whether this is a version 2.
    pub fn is_version_2(&self) -> bool {
        self.schema.namespace() == IODEF_2
    }
}

/// The text with its generated identifiers counted from 1, so that equal documents are equal.
fn renumbered(text: &str) -> String {
    let mut known: Vec<&str> = Vec::new();
    let mut parts = text.split("i-");
    let mut result = parts.next().unwrap().to_owned();
    for part in parts {
        let end = part.find(|character: char| !character.is_ascii_digit()).unwrap_or(part.len());
        let (number, rest) = part.split_at(end);
        result.push_str("i-");
        if !number.is_empty() {
            let place = known.iter().position(|own| *own == number).unwrap_or_else(|| {
                known.push(number);
                known.len() - 1
            });
            result.push_str(&(place + 1).to_string());
        }
        result.push_str(rest);
    }
    result
}

/// Where members stand in their class, to choose the same of equally cheap contents every time.
fn order(class: Class, way: &[Part]) -> Vec<usize> {
    let places: BTreeMap<(&str, &str), usize> = class
        .members()
        .enumerate()
        .map(|(place, member)| ((member.namespace(), member.name()), place))
        .collect();
    way.iter()
        .map(|part| part.map_or(usize::MAX, |own| places[&(own.namespace(), own.name())]))
        .collect()
}
