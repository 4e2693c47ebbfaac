//! Documents by chance: walks through the contents, and changes to what they gave.

use iodef::structure::Class;

use super::shape::Shapes;
use super::tree::{FOREIGN, Piece, Tree};
use super::values::good;

/// Documents by chance for each schema.
const COUNT: usize = 400;
/// The deepest element that is grown by chance; deeper ones have what they must have.
const DEPTH: usize = 2;
/// Members that are added by chance to one element.
const MEMBERS: usize = 4;

/// Numbers that look like chance (the generator of Knuth's MMIX).
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % limit
    }
}

/// Grown documents, each followed by some that were changed in one place.
pub fn add(shapes: &Shapes, add: &mut dyn FnMut(String, String)) {
    let mut chance = Chance(8_727);
    for number in 0..COUNT / 4 {
        let root = shapes.schema.root().unwrap();
        let tree = grown(shapes, root, 0, &mut chance);
        add(format!("grown {number}"), shapes.text(&tree));
        for change in 0..3 {
            let mut changed = tree.clone();
            let paths = changed.paths();
            let path = &paths[chance.below(paths.len())];
            let what = mutate(&mut changed, path, &mut chance);
            add(format!("grown {number} changed {change}: {what}"), shapes.text(&changed));
        }
    }
}

fn grown(shapes: &Shapes, class: Class, depth: usize, chance: &mut Chance) -> Tree {
    let mut tree = shapes.bare(class);
    for attribute in class.attributes() {
        if chance.below(3) == 0 && class.one_of().is_none() && attribute.fixed().is_none() {
            let value = match attribute.enumeration() {
                Some(enumeration) => {
                    let values: Vec<&str> = enumeration.values().collect();
                    values[chance.below(values.len())].to_owned()
                }
                None => good(attribute.data_type(), shapes.next()),
            };
            tree.set(attribute.namespace(), attribute.name(), &value);
        }
    }
    let wanted = class.members().nth(chance.below(class.members().len().max(1)));
    let mut members = shapes.sequence(class, wanted).unwrap_or_default();
    for _ in 0..MEMBERS {
        let options: Vec<_> = class.members().collect();
        if options.is_empty() || depth > DEPTH {
            break;
        }
        let added = options[chance.below(options.len())];
        for at in (0..=members.len()).rev() {
            let mut longer = members.clone();
            longer.insert(at, Some(added));
            let content = longer.iter().try_fold(class.content(), |content, part| match part {
                Some(member) => content.with(*member),
                None => content.with_foreign(),
            });
            if content.is_some_and(|content| content.may_end()) {
                members = longer;
                break;
            }
        }
    }
    for member in members {
        let Some(member) = member else {
            tree.children.push(Piece::Element(Tree::new(FOREIGN, "x")));
            continue;
        };
        let class = member.class().unwrap();
        let child = if depth > DEPTH {
            shapes.minimal(class)
        } else {
            grown(shapes, class, depth + 1, chance)
        };
        tree.children.push(Piece::Element(child));
    }
    tree
}

/// Changes one element, and says how.
fn mutate(tree: &mut Tree, path: &[usize], chance: &mut Chance) -> &'static str {
    let node = tree.at_mut(path);
    let count = node.children.len();
    match chance.below(8) {
        0 if count > 0 => {
            node.children.remove(chance.below(count));
            "a child less"
        }
        1 if count > 0 => {
            let child = node.children[chance.below(count)].clone();
            node.children.insert(chance.below(count + 1), child);
            "a child twice"
        }
        2 if count > 1 => {
            let (first, second) = (chance.below(count), chance.below(count));
            node.children.swap(first, second);
            "two children swapped"
        }
        3 if !node.attributes.is_empty() => {
            let index = chance.below(node.attributes.len());
            node.attributes.remove(index);
            "an attribute less"
        }
        4 if !node.attributes.is_empty() => {
            let index = chance.below(node.attributes.len());
            node.attributes[index].2.push('x');
            "an attribute changed"
        }
        5 => {
            node.local.push('X');
            "another name"
        }
        6 => {
            node.children.insert(0, Piece::Text("7".to_owned()));
            "text before"
        }
        _ => {
            node.namespace = "urn:ietf:params:xml:ns:iodef-enum-1.0".to_owned();
            "another namespace"
        }
    }
}
