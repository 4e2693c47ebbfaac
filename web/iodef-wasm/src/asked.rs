//! Commands as JavaScript writes them. One flat shape instead of serde's tagged enums, which would add
//! a tenth to the module.

use std::collections::BTreeMap;

use iodef::editor::{Command, Path};
use serde::Deserialize;

use crate::fault::Fault;

/// A command: which one, and the members that it has.
#[derive(Deserialize)]
pub struct Asked {
    #[serde(rename = "do")]
    what: String,
    #[serde(default)]
    path: Option<String>,
    #[serde(default)]
    parent: Option<String>,
    #[serde(default)]
    class: Option<String>,
    #[serde(default)]
    name: Option<String>,
    #[serde(default)]
    value: Option<String>,
    #[serde(default)]
    text: Option<String>,
    #[serde(default)]
    xml: Option<String>,
    #[serde(default)]
    attributes: BTreeMap<String, String>,
    #[serde(default)]
    index: usize,
    #[serde(default)]
    by: i32,
    #[serde(default)]
    from: usize,
    #[serde(default)]
    to: usize,
    #[serde(default)]
    commands: Vec<Asked>,
}

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

impl Asked {
    /// The command of the core.
    pub fn wish(self) -> Result<Wish, Fault> {
        match self.what.as_str() {
            "replace_text" => Ok(Wish::Source {
                from: self.from,
                to: self.to,
                text: self.text.unwrap_or_default(),
            }),
            _ => self.command().map(Wish::Edit),
        }
    }

    fn command(self) -> Result<Command, Fault> {
        let path = |path: Option<String>| {
            path.ok_or_else(unclear)?.parse::<Path>().map_err(|_| Fault::no_such_element())
        };
        Ok(match self.what.as_str() {
            "set_text" => {
                Command::SetText { path: path(self.path)?, text: self.text.ok_or_else(unclear)? }
            }
            "set_attribute" => Command::SetAttribute {
                path: path(self.path)?,
                name: self.name.ok_or_else(unclear)?,
                value: self.value,
            },
            "insert" => Command::Insert {
                parent: path(self.parent)?,
                index: self.index,
                xml: self.xml.ok_or_else(unclear)?,
            },
            "insert_class" => Command::InsertClass {
                parent: path(self.parent)?,
                class: self.class.ok_or_else(unclear)?,
                text: self.text,
                attributes: self.attributes,
            },
            "remove" => Command::Remove { path: path(self.path)? },
            "move" => Command::Move { path: path(self.path)?, by: self.by },
            "group" => Command::Group {
                commands: self.commands.into_iter().map(Self::command).collect::<Result<_, _>>()?,
            },
            _ => return Err(unclear()),
        })
    }
}

fn unclear() -> Fault {
    Fault::of("unknown_command", "there is no such command, or a member of it is missing")
}
