//! `edgewarden token explain`: what a token is, and what the filter answers to it.

mod answer;
mod authorization_data;
mod decrypted;
mod fields;
mod header;
mod kerberos_message;
mod message;
mod names;
mod pac;

use std::io::{self, Write};

use serde_json::Value;

use crate::args::ExplainArguments;
use crate::error::Error;
use crate::tree::Tree;
use crate::{Outcome, keytab, time};
use answer::{Answer, Judge};
use message::{Message, Sender};

/// Explains a token.
///
/// # Errors
/// What cannot be read or decoded at all; [`Error::Write`].
pub fn explain(arguments: &ExplainArguments, output: &mut impl Write) -> Result<Outcome, Error> {
    let octets = header::token(&arguments.token)?;
    let keytab = arguments.keytab.as_deref().map(keytab::read).transpose()?;
    let now = arguments.at.unwrap_or_else(time::now);

    let message = Message::decode(&octets, now)?;
    let decrypted = match (&message.ap_req, &keytab) {
        (Some(ap_req), Some(keytab)) => decrypted::describe(ap_req, keytab, now),
        _ => Tree::default(),
    };
    let judge = Judge { arguments, keytab: keytab.as_ref(), now };
    let judgement = match (&keytab, message.sender) {
        (None, Sender::Acceptor) => answer::not_judged(),
        _ => judge.judge(&octets)?,
    };
    let reply = judgement.reply.as_deref().map(|reply| Message::decode(reply, now)).transpose()?;
    let tree = Tree::default()
        .with("token", message.tree)
        .with_all(decrypted)
        .with_optional("context", judgement.context)
        .with_optional("reply", reply.map(|reply| reply.tree));

    if arguments.json {
        write_json(&tree, &judgement.answer, output)?;
    } else {
        tree.write(output)?;
        writeln!(output, "\n{}", judgement.answer)?;
    }
    Ok(match judgement.answer {
        Answer::Refused { .. } => Outcome::Refused,
        _ if tree.is_decoded() => Outcome::Good,
        _ => Outcome::Undecodable,
    })
}

fn write_json(tree: &Tree, answer: &Answer, output: &mut impl Write) -> io::Result<()> {
    let mut object = tree.to_json();
    object.insert("answer".to_owned(), answer.to_json());
    serde_json::to_writer_pretty(&mut *output, &Value::Object(object))?;
    writeln!(output)
}
