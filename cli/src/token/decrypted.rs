//! Ticket and authenticator, as far as the keytab opens them. Neither the session key nor a subkey
//! is shown.

use core::time::Duration;

use kerberos::Principal;
use kerberos::asn1::{
    self, ApReq, Authenticator, AuthorizationData, EncTicketPart, Ticket, ticket_flag,
};
use kerberos::crypto::{EncryptionType, Key};
use kerberos::gss::AuthenticatorChecksum;
use kerberos::keytab::{Entry, Keytab};
use serde_json::json;
use spnego::ContextFlags;
use zeroize::Zeroizing;

use super::message::context_flags;
use super::{authorization_data, fields, names, pac};
use crate::keytab::enctype_node;
use crate::tree::{Node, Tree, printable};

/// Key usage of the authenticator (RFC 4120 section 7.5.1).
const AUTHENTICATOR_USAGE: u32 = 11;

/// Keys that are tried on one ticket.
const MAX_TRIES: usize = 4096;

/// Most addresses of a ticket that are shown.
const MAX_ADDRESSES: usize = 64;

/// The fields `ticket` and `authenticator`.
pub fn describe(ap_req: &ApReq, keytab: &Keytab, now: Duration) -> Tree {
    // A ticket that does not decode is reported where it stands in the token.
    let Ok(ticket) = asn1::decode::<Ticket>("Ticket", ap_req.ticket.as_bytes()) else {
        return Tree::default();
    };
    let Some((plaintext, entry)) = open(&ticket, keytab) else {
        let unopened = Node::text("no key of the keytab decrypts it");
        return Tree::default().with("ticket", Tree::default().with("enc-part", unopened));
    };
    let part: EncTicketPart = match asn1::decode("EncTicketPart", &plaintext) {
        Ok(part) => part,
        Err(error) => {
            return Tree::default().with("ticket", Node::Malformed(error.to_string()));
        }
    };
    Tree::default()
        .with("ticket", of_ticket(&part, &entry, now))
        .with("authenticator", of_encrypted_authenticator(ap_req, &part, now))
}

fn open(ticket: &Ticket, keytab: &Keytab) -> Option<(Zeroizing<Vec<u8>>, Entry)> {
    let enctype = EncryptionType::from_number(ticket.enc_part.etype).ok()?;
    let kvno = ticket.enc_part.key_version().ok()?;
    let server = ticket.sname.to_principal(&ticket.realm).ok()?;
    keytab.candidates(Some(&server), enctype, kvno).take(MAX_TRIES).find_map(|entry| {
        let key = entry.key.sealing(Ticket::USAGE);
        Some((key.open(&ticket.enc_part.cipher).ok()?, entry.clone()))
    })
}

fn of_ticket(part: &EncTicketPart, entry: &Entry, now: Duration) -> Tree {
    let time = |time| fields::time(time, None, now);
    let client = part.cname.to_principal(&part.crealm).ok();
    let anonymous_flag = asn1::flag(&part.flags, ticket_flag::ANONYMOUS);
    let addresses = part.caddr.as_ref().map(|addresses| {
        Node::List(addresses.iter().take(MAX_ADDRESSES).map(fields::address).collect())
    });
    let authorization_data = part.authorization_data.as_ref();
    let pac = client.as_ref().and_then(|client| {
        let octets = authorization_data::pac(authorization_data?)?;
        Some(pac::describe(&octets, &entry.key, client, &part.authtime))
    });
    Tree::default()
        .with("key", of_key(entry))
        .with("client", fields::client(&part.cname, &part.crealm))
        .with_optional("anonymity", client.map(|client| anonymity(&client, anonymous_flag)))
        .with("flags", fields::flags(&part.flags, &names::TICKET_FLAGS))
        .with("session-key-enctype", enctype_node(part.key.keytype))
        .with("authtime", time(&part.authtime))
        .with_optional("starttime", part.starttime.as_ref().map(time))
        .with("endtime", time(&part.endtime))
        .with_optional("renew-till", part.renew_till.as_ref().map(time))
        .with("transited", of_transited(&part.transited))
        .with_optional("caddr", addresses)
        .with_optional("authorization-data", of_authorization_data(authorization_data))
        .with_optional("PAC", pac)
}

fn of_key(entry: &Entry) -> Tree {
    Tree::default()
        .with("principal", Node::text(&entry.principal))
        .with("kvno", i64::from(entry.kvno))
        .with("enctype", enctype_node(entry.key.encryption_type().number()))
}

/// The class of RFC 8062: the name and the flag go together.
fn anonymity(client: &Principal, flag: bool) -> Node {
    let (class, meaning) = match (client.is_anonymous_name(), flag, client.is_anonymous_realm()) {
        (true, true, true) => ("unauthenticated", "nobody vouches for the client"),
        (true, true, false) => ("realm_member", "a member of the realm whose name is hidden"),
        (false, false, false) => ("none", "the client goes by its name"),
        (true, false, _) => ("mismatch", "the anonymous name without the anonymous flag"),
        (false, true, _) => ("mismatch", "the anonymous flag without the anonymous name"),
        (false, false, true) => ("mismatch", "the anonymous realm without the anonymous name"),
    };
    Node::Value { text: format!("{class} ({meaning})"), json: class.into() }
}

fn of_transited(transited: &asn1::TransitedEncoding) -> Node {
    let tr_type = names::transited_encoding(transited.tr_type);
    let contents = printable(&transited.contents);
    let shown = if contents.is_empty() { "no realm" } else { &contents };
    Node::Value {
        text: format!("{shown}, tr-type {tr_type} ({})", transited.tr_type),
        json: json!({
            "tr_type": { "number": transited.tr_type, "name": tr_type },
            "contents": contents,
        }),
    }
}

fn of_encrypted_authenticator(ap_req: &ApReq, part: &EncTicketPart, now: Duration) -> Node {
    let key = match Key::try_from(&part.key) {
        Ok(key) => key,
        Err(error) => return Tree::default().with("session-key", Node::text(error)).into(),
    };
    let opened = key.sealing(AUTHENTICATOR_USAGE).open(&ap_req.authenticator.cipher);
    let Ok(plaintext) = opened else {
        let unopened = Node::text("the session key of the ticket does not decrypt it");
        return Tree::default().with("cipher", unopened).into();
    };
    match asn1::decode::<Authenticator>("Authenticator", &plaintext) {
        Ok(authenticator) => of_authenticator(&authenticator, now).into(),
        Err(error) => Node::Malformed(error.to_string()),
    }
}

fn of_authenticator(authenticator: &Authenticator, now: Duration) -> Tree {
    let subkey = authenticator.subkey.as_ref().map(|subkey| enctype_node(subkey.keytype));
    let data = authenticator.authorization_data.as_ref();
    Tree::default()
        .with("client", fields::client(&authenticator.cname, &authenticator.crealm))
        .with("ctime", fields::time(&authenticator.ctime, Some(authenticator.cusec), now))
        .with_optional("cksum", authenticator.cksum.as_ref().map(of_checksum))
        .with_optional("subkey-enctype", subkey)
        .with_optional("seq-number", authenticator.seq_number)
        .with_optional("authorization-data", of_authorization_data(data))
}

fn of_authorization_data(elements: Option<&AuthorizationData>) -> Option<Node> {
    elements.map(|elements| authorization_data::describe(elements))
}

fn of_checksum(checksum: &asn1::Checksum) -> Tree {
    let number = checksum.cksumtype;
    let tree = Tree::default().with("cksumtype", Node::named(number, names::checksum_type(number)));
    if number != AuthenticatorChecksum::TYPE {
        return tree.with("checksum", Node::octets(checksum.checksum.len()));
    }
    match AuthenticatorChecksum::parse(&checksum.checksum) {
        Err(error) => tree.with("checksum", Node::Malformed(error.to_string())),
        Ok(parsed) => {
            let bound = parsed.bindings != [0; 16];
            let bindings = Node::Value {
                text: if bound { "present" } else { "absent" }.to_owned(),
                json: bound.into(),
            };
            tree.with("flags", context_flags(ContextFlags(parsed.flags.0)))
                .with("channel-bindings", bindings)
                .with("delegated", parsed.delegated)
        }
    }
}
