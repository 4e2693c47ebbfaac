//! Commands as JavaScript writes them, read member by member: serde's reader would add a tenth to the
//! module.

use std::collections::BTreeMap;

use iodef::editor::{Command, Path};
use wasm_bindgen::JsValue;

use crate::fault::Fault;
use crate::object::{entries, items, member, number, text};

/// Groups in groups.
const MAX_DEPTH: usize = 8;

/// What a command is about.
pub enum Wish {
    /// An edit of the document.
    Edit(Command),
    /// An edit of the source, in UTF-16 units; what comes out may be broken.
    Source {
        /// Where it begins.
        from: usize,
        /// Where it ends.
        to: usize,
        /// What stands there then.
        text: String,
    },
}

/// What a command of JavaScript asks for: `do` says which one it is, besides the members it has.
pub fn wish(asked: &JsValue) -> Result<Wish, Fault> {
    match text(asked, "do").as_deref() {
        Some("replace_text") => Ok(Wish::Source {
            from: position(asked, "from")?,
            to: position(asked, "to")?,
            text: text(asked, "text").unwrap_or_default(),
        }),
        _ => command(asked, 0).map(Wish::Edit),
    }
}

fn command(asked: &JsValue, depth: usize) -> Result<Command, Fault> {
    let needed = |name| text(asked, name).ok_or_else(unclear);
    let path = |name| needed(name)?.parse::<Path>().map_err(|_| Fault::no_such_element());
    Ok(match needed("do")?.as_str() {
        "set_text" => Command::SetText { path: path("path")?, text: needed("text")? },
        "set_attribute" => Command::SetAttribute {
            path: path("path")?,
            name: needed("name")?,
            value: text(asked, "value"),
        },
        "insert" => Command::Insert {
            parent: path("parent")?,
            index: position(asked, "index")?,
            xml: needed("xml")?,
        },
        "insert_class" => Command::InsertClass {
            parent: path("parent")?,
            class: needed("class")?,
            text: text(asked, "text"),
            attributes: attributes(asked)?,
        },
        "remove" => Command::Remove { path: path("path")? },
        "move" => Command::Move { path: path("path")?, by: whole(asked, "by")? },
        "group" if depth < MAX_DEPTH => {
            let deeper = depth.saturating_add(1);
            let commands = items(member(asked, "commands")).ok_or_else(unclear)?;
            Command::Group {
                commands: commands
                    .map(|asked| command(&asked, deeper))
                    .collect::<Result<_, _>>()?,
            }
        }
        _ => return Err(unclear()),
    })
}

fn attributes(asked: &JsValue) -> Result<BTreeMap<String, String>, Fault> {
    let mut attributes = BTreeMap::new();
    for (name, value) in entries(&member(asked, "attributes")).ok_or_else(unclear)? {
        attributes.insert(name, value.as_string().ok_or_else(unclear)?);
    }
    Ok(attributes)
}

/// A whole number; 0 where there is none.
fn whole(asked: &JsValue, name: &str) -> Result<i32, Fault> {
    match number(asked, name) {
        None => Ok(0),
        #[expect(clippy::cast_possible_truncation, reason = "a whole number in these bounds")]
        Some(found) if found.fract() == 0.0 && found.abs() <= f64::from(i32::MAX) => {
            Ok(found as i32)
        }
        Some(_) => Err(unclear()),
    }
}

fn position(asked: &JsValue, name: &str) -> Result<usize, Fault> {
    usize::try_from(whole(asked, name)?).map_err(|_| unclear())
}

fn unclear() -> Fault {
    Fault::of("unknown_command", "there is no such command, or a member of it is missing")
}
