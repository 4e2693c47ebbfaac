//! What must hold for every input: one module for each fuzz target.
//!
//! The tests of the cores include these files to replay `tests/regressions/TARGET/`.

pub mod accept;
pub mod access;
pub mod ap_rep;
pub mod ap_req;
pub mod http_header;
pub mod input;
pub mod iodef_convert;
pub mod iodef_edit;
pub mod iodef_parse;
pub mod iodef_redact;
pub mod key_file;
pub mod keytab;
#[path = "../../modules/spnego/tests/support/mechanisms.rs"]
pub mod mechanisms;
pub mod negotiation;
pub mod pac;
pub mod principal;
pub mod radius_attributes;
pub mod radius_connection;
pub mod radius_dictionary;
pub mod radius_packet;
pub mod radius_policy;
pub mod radius_realm;
pub mod radius_transaction;
#[path = "../../modules/kerberos/tests/support/realm.rs"]
#[allow(missing_docs, clippy::new_without_default, reason = "belongs to the tests of the core")]
pub mod realm;
pub mod toy;
pub mod wrap_mic;
