//! Documents by class: its members, its attributes, its values, text where none may be.

use std::collections::BTreeSet;

use iodef::structure::{Base, Class};

use super::shape::{Part, Shapes};
use super::tree::{Piece, Tree};
use super::values::{edges, good};

type Add<'a> = &'a mut dyn FnMut(String, String);

/// Every class that documents hold.
fn classes(shapes: &Shapes) -> Vec<Class> {
    shapes.ways.iter().map(|(class, _)| *class).collect()
}

fn save(shapes: &Shapes, add: Add<'_>, name: String, class: Class, focus: Tree) {
    let (tree, _) = shapes.document(class, focus);
    add(name, shapes.text(&tree));
}

/// The same element with something that no schema allows.
fn spoiled(class: Class, focus: &Tree, how: usize) -> Tree {
    let mut focus = focus.clone();
    // A wildcard takes other elements, and text may be mixed in.
    match if class.any() { 0 } else { how % 4 } {
        0 => focus.set("", "bogus", "x"),
        1 => focus.children.push(Piece::Element(Tree::new(&focus.namespace.clone(), "Bogus"))),
        2 => {
            focus.set("", "bogus", "");
            focus.children.push(Piece::Text("bogus".to_owned()));
        }
        _ => focus.set("http://www.w3.org/XML/1998/namespace", "space", "preserve"),
    }
    focus
}

/// Each member alone, all together, one missing, one too many, two swapped, one of another name.
pub fn members(shapes: &Shapes, add: Add<'_>) {
    for class in classes(shapes) {
        let name = format!("{}:{}", class.namespace(), class.name());
        let minimal = shapes.minimal(class);
        save(shapes, add, format!("{name} minimal"), class, minimal.clone());
        save(shapes, add, format!("{name} spoiled"), class, spoiled(class, &minimal, name.len()));
        for member in class.members() {
            let Some(sequence) = shapes.sequence(class, Some(member)) else { continue };
            let with = shapes.with(class, &sequence);
            save(shapes, add, format!("{name} with {}", member.name()), class, with.clone());
        }
        sequences(shapes, add, class, &name);
    }
}

fn sequences(shapes: &Shapes, add: Add<'_>, class: Class, name: &str) {
    let rich = shapes.rich(class);
    let mut one = |label: String, members: &[Part]| {
        let focus = shapes.with(class, members);
        save(shapes, &mut *add, format!("{name} {label}"), class, focus);
    };
    one("rich".to_owned(), &rich);
    for index in 0..rich.len() {
        let label = rich[index].map_or("x", |member| member.name());
        if index % 2 == 0 {
            let mut without = rich.clone();
            without.remove(index);
            one(format!("without {label}"), &without);
        } else {
            let mut twice = rich.clone();
            twice.insert(index, rich[index]);
            one(format!("twice {label}"), &twice);
        }
        if index > 0 && index % 3 != 2 {
            let mut swapped = rich.clone();
            swapped.swap(index - 1, index);
            one(format!("{label} too early"), &swapped);
        }
    }
    if rich.len() > 2 {
        let mut reversed = rich.clone();
        reversed.reverse();
        one("reversed".to_owned(), &reversed);
    }
}

/// Each attribute alone, each without which the element is refused, each where none may be.
pub fn attributes(shapes: &Shapes, add: Add<'_>) {
    let mut enumerations: BTreeSet<&str> = BTreeSet::new();
    for class in classes(shapes) {
        let name = format!("{}:{}", class.namespace(), class.name());
        for attribute in class.attributes() {
            let label = format!("{name}@{}", attribute.name());
            let mut focus = shapes.minimal(class);
            let value = attribute
                .fixed()
                .map_or_else(|| good(attribute.data_type(), shapes.next()), str::to_owned);
            focus.set(attribute.namespace(), attribute.name(), &value);
            save(shapes, add, label.clone(), class, focus.clone());
            if attribute.enumeration().is_none() {
                save(
                    shapes,
                    add,
                    format!("{label} spoiled"),
                    class,
                    spoiled(class, &focus, label.len()),
                );
            }
            focus.attributes.retain(|(_, local, _)| local != attribute.name());
            if attribute.required() {
                save(shapes, add, format!("{label} absent"), class, focus.clone());
                // The attribute in a namespace is another one.
                focus.set(class.namespace(), attribute.name(), &value);
                save(shapes, add, format!("{label} qualified"), class, focus.clone());
            }
            if let Some(fixed) = attribute.fixed() {
                for value in [format!(" {fixed} "), format!("{fixed}0"), String::new()] {
                    let mut focus = shapes.minimal(class);
                    focus.set(attribute.namespace(), attribute.name(), &value);
                    save(shapes, add, format!("{label} fixed {value:?}"), class, focus);
                }
            }
            let Some(enumeration) = attribute.enumeration() else { continue };
            let mut values: Vec<String> = Vec::new();
            for (index, value) in enumeration.values().enumerate() {
                let mut focus = shapes.minimal(class);
                focus.set(attribute.namespace(), attribute.name(), value);
                save(
                    shapes,
                    add,
                    format!("{label}={value} spoiled"),
                    class,
                    spoiled(class, &focus, index),
                );
                values.push(value.to_owned());
            }
            if enumerations.insert(enumeration.name()) {
                values.extend(near(&values[0].clone()));
            }
            for value in values {
                let mut focus = shapes.minimal(class);
                focus.set(attribute.namespace(), attribute.name(), &value);
                save(shapes, add, format!("{label}={value:?}"), class, focus);
            }
        }
        if let Some([first, second]) = class.one_of() {
            for (label, values) in [("both", &[first, second][..]), ("none", &[])] {
                let mut focus = shapes.minimal(class);
                focus.attributes.retain(|(_, local, _)| local != first && local != second);
                for local in values {
                    focus.set("", local, super::values::TARGET);
                }
                save(shapes, add, format!("{name} {label}"), class, focus);
            }
        }
    }
}

/// Values near one of an enumeration.
fn near(value: &str) -> [String; 5] {
    [
        format!(" {value} "),
        format!("{value}x"),
        value.to_uppercase(),
        String::new(),
        "bogus".to_owned(),
    ]
}

/// The edges of each data type, in every kind of element and attribute that has it.
pub fn values(shapes: &Shapes, add: Add<'_>) {
    let mut elements: BTreeSet<String> = BTreeSet::new();
    let mut attributes: BTreeSet<String> = BTreeSet::new();
    for class in classes(shapes) {
        if let Some(text) = class.text()
            && elements.insert(format!("{:?}", text.base()))
        {
            for value in edges(text.base()) {
                let mut focus = shapes.minimal(class);
                focus.children = vec![Piece::Text((*value).to_owned())];
                save(shapes, add, format!("{:?} {value:?}", text.base()), class, focus);
            }
        }
        for attribute in class.attributes() {
            let base = attribute.data_type().base();
            let is_new = attribute.data_type().enumeration().is_none()
                && attribute.fixed().is_none()
                && attributes.insert(format!("{base:?}"));
            for value in edges(base).iter().filter(|_| is_new) {
                let mut focus = shapes.minimal(class);
                focus.set(attribute.namespace(), attribute.name(), value);
                save(shapes, add, format!("@{base:?} {value:?}"), class, focus);
            }
        }
    }
    identities(shapes, add);
}

/// Identifiers that are repeated, and references to none.
fn identities(shapes: &Shapes, add: Add<'_>) {
    for class in classes(shapes) {
        for attribute in class.attributes() {
            for value in ["i-same", "i-nowhere"] {
                let is_id = attribute.data_type().base() == Base::Id;
                if (!is_id && attribute.data_type().base() != Base::IdRef)
                    || (is_id && value != "i-same")
                {
                    continue;
                }
                let mut focus = shapes.minimal(class);
                focus.set(attribute.namespace(), attribute.name(), value);
                let (mut tree, path) = shapes.document(class, focus);
                let incident = tree.at_mut(&path[..path.len().min(1)]);
                if !path.is_empty()
                    && incident.local == "Incident"
                    && path.len() > 1
                    && shapes.is_version_2()
                {
                    incident.set("", "observable-id", "i-same");
                }
                add(format!("{}@{} {value}", class.name(), attribute.name()), shapes.text(&tree));
            }
        }
    }
}

/// Text, comments, instructions and white space in every class.
pub fn text(shapes: &Shapes, add: Add<'_>) {
    const PIECES: [(&str, &str); 9] = [
        ("white space", "\n  "),
        ("text", "x"),
        ("a reference", "&#65;"),
        ("white space by reference", "&#32;"),
        ("CDATA", "<![CDATA[x]]>"),
        ("white space in CDATA", "<![CDATA[ ]]>"),
        ("empty CDATA", "<![CDATA[]]>"),
        ("a comment", "<!-- x -->"),
        ("an instruction", "<?x y?>"),
    ];
    for (index, class) in classes(shapes).into_iter().enumerate() {
        for (place, (label, piece)) in PIECES.iter().enumerate() {
            // Each class gets some of them, classes without text and members all.
            let is_empty = class.text().is_none() && class.members().len() == 0;
            if !is_empty && (index + place) % 5 != 0 {
                continue;
            }
            let mut focus = shapes.minimal(class);
            let at = (index + place) % (focus.children.len() + 1);
            focus.children.insert(at, Piece::Raw((*piece).to_owned()));
            save(shapes, add, format!("{} {label}", class.name()), class, focus);
        }
    }
}
