//! AP-REQ, AP-REP and KRB-ERROR (RFC 4120 sections 5.5 and 5.9.1), without any key.

use core::time::Duration;

use kerberos::asn1::{self, ApRep, ApReq, EncryptedData, KrbError, Ticket};
use kerberos::gss::{KRB5_OID, MS_KRB5_OID, TokenId, unframe};
use spnego::token::FirstToken;

use super::message::{Message, Sender, titled};
use super::{fields, names};
use crate::keytab::enctype_node;
use crate::tree::{Node, Tree, printable};

/// Decodes a Kerberos message, with the framing of RFC 4121 section 4.1 or without; `None` if it is
/// none.
pub fn decode(octets: &[u8], now: Duration) -> Option<Result<Message, kerberos::Error>> {
    let bare = match octets.first()? {
        0x6e => Some(TokenId::ApReq),
        0x6f => Some(TokenId::ApRep),
        0x7e => Some(TokenId::KrbError),
        _ => None,
    };
    if let Some(id) = bare {
        return Some(of_id(id, " without GSS-API framing", octets, octets.len(), now));
    }
    match FirstToken::parse(octets) {
        Ok(FirstToken::Mechanism(oid)) if [KRB5_OID, MS_KRB5_OID].contains(&oid.content()) => {}
        _ => return None,
    }
    Some(unframe(octets).and_then(|token| of_id(token.id, "", token.message, octets.len(), now)))
}

fn of_id(
    id: TokenId,
    framing: &str,
    message: &[u8],
    len: usize,
    now: Duration,
) -> Result<Message, kerberos::Error> {
    let title = |name: &str| titled(&format!("Kerberos {name}{framing}"), len);
    Ok(match id {
        TokenId::ApReq => {
            let ap_req: ApReq = asn1::decode("AP-REQ", message)?;
            let tree = title("AP-REQ").with_all(of_ap_req(&ap_req));
            Message { tree, sender: Sender::Initiator, ap_req: Some(ap_req) }
        }
        TokenId::ApRep => {
            let ap_rep: ApRep = asn1::decode("AP-REP", message)?;
            let tree = title("AP-REP")
                .with("pvno", ap_rep.pvno)
                .with("msg-type", ap_rep.msg_type)
                .with("enc-part", encrypted(&ap_rep.enc_part));
            Message { tree, sender: Sender::Acceptor, ap_req: None }
        }
        TokenId::KrbError => {
            let error: KrbError = asn1::decode("KRB-ERROR", message)?;
            let tree = title("KRB-ERROR").with_all(of_krb_error(&error, now));
            Message { tree, sender: Sender::Acceptor, ap_req: None }
        }
    })
}

fn of_ap_req(ap_req: &ApReq) -> Tree {
    let ticket = match asn1::decode::<Ticket>("Ticket", ap_req.ticket.as_bytes()) {
        Err(error) => Node::Malformed(error.to_string()),
        Ok(ticket) => Tree::default()
            .with("tkt-vno", ticket.tkt_vno)
            .with("realm", Node::text(printable(&ticket.realm.0)))
            .with("sname", fields::name(&ticket.sname))
            .with("enc-part", encrypted(&ticket.enc_part))
            .into(),
    };
    Tree::default()
        .with("pvno", ap_req.pvno)
        .with("msg-type", ap_req.msg_type)
        .with("ap-options", fields::flags(&ap_req.ap_options, &names::AP_OPTIONS))
        .with("ticket", ticket)
        .with("authenticator", encrypted(&ap_req.authenticator))
}

fn encrypted(data: &EncryptedData) -> Tree {
    let kvno = match data.key_version() {
        Ok(kvno) => kvno.map(|kvno| Node::from(i64::from(kvno))),
        Err(error) => Some(Node::Malformed(error.to_string())),
    };
    Tree::default()
        .with("etype", enctype_node(data.etype))
        .with_optional("kvno", kvno)
        .with("cipher", Node::octets(data.cipher.len()))
}

fn of_krb_error(error: &KrbError, now: Duration) -> Tree {
    let time = |time, micros| fields::time(time, micros, now);
    Tree::default()
        .with("pvno", error.pvno)
        .with("msg-type", error.msg_type)
        .with_optional("ctime", error.ctime.as_ref().map(|ctime| time(ctime, error.cusec)))
        .with("stime", time(&error.stime, Some(error.susec)))
        .with("error-code", Node::named(error.error_code, names::error_code(error.error_code)))
        .with_optional("crealm", error.crealm.as_ref().map(|realm| Node::text(printable(&realm.0))))
        .with_optional("cname", error.cname.as_ref().map(fields::name))
        .with("realm", Node::text(printable(&error.realm.0)))
        .with("sname", fields::name(&error.sname))
        .with_optional("e-text", error.e_text.as_ref().map(|text| Node::text(printable(&text.0))))
        .with_optional("e-data", error.e_data.as_ref().map(|data| Node::octets(data.len())))
}
