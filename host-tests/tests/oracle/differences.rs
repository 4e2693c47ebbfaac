//! Where this project means to decide otherwise than MIT krb5, and why.
//!
//! Which of several reasons a token is refused for is not compared, nor are the reasons themselves.

use core::fmt;

use crate::acceptors::Outcome;

/// A deliberate difference.
pub struct Difference {
    /// What is in the names of the cases in which it may show.
    case: &'static str,
    /// How this project's reason starts, `code: text`.
    ours: &'static str,
    /// What MIT krb5 does.
    mit: &'static str,
    why: &'static str,
}

impl Difference {
    /// Whether it is the reason for these two outcomes.
    pub fn explains(&self, case: &str, ours: &Outcome, mit: &Outcome) -> bool {
        case.contains(self.case)
            && ours.why.starts_with(self.ours)
            && mit.verdict.name() == self.mit
    }
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} {:?}, MIT {:?}: {}", self.case, self.ours, self.mit, self.why)
    }
}

/// Shows in any case.
const fn anywhere(ours: &'static str, mit: &'static str, why: &'static str) -> Difference {
    Difference { case: "", ours, mit, why }
}

/// Shows in the cases that have this in their names.
const fn in_case(
    case: &'static str,
    ours: &'static str,
    mit: &'static str,
    why: &'static str,
) -> Difference {
    Difference { case, ours, mit, why }
}

/// Written down before the first run. Two more were there, and MIT krb5 agrees with this project on
/// both: it refuses a PAC and an AD-IF-RELEVANT that it cannot read.
pub const BEFORE: &[Difference] = &[
    anywhere(
        "critical_authorization_data",
        "accepted",
        "RFC 4120 5.2.6: unknown authorization data outside AD-IF-RELEVANT refuses the request; \
         MIT passes it over",
    ),
    anywhere(
        "anonymous_mismatch",
        "accepted",
        "RFC 8062 3: the anonymous name and the anonymous flag come together; MIT looks at the \
         name alone",
    ),
    anywhere(
        "pac_checksum",
        "accepted",
        "MS-PAC 2.8: the server signature must verify; MIT goes on without the PAC",
    ),
    anywhere(
        "pac_client_mismatch",
        "accepted",
        "MS-PAC 2.7: the PAC must be the client's; MIT goes on without the PAC",
    ),
    in_case(
        "PAC",
        "unsupported_checksum_type",
        "accepted",
        "the server signature of a PAC must be of the type of the service key; MIT goes on \
         without the PAC",
    ),
    anywhere(
        "malformed: malformed AuthorizationData",
        "accepted",
        "this project bounds the number of elements, levels and encryption types",
    ),
    anywhere(
        "malformed: malformed principal name",
        "accepted",
        "this project bounds the number and length of the parts of a name",
    ),
    anywhere(
        "malformed: malformed Authenticator: cusec",
        "accepted",
        "RFC 4120 5.2.4: Microseconds are 0 to 999999; MIT takes any number",
    ),
    anywhere(
        "accepted, delegated",
        "refused",
        "a delegated credential is reported and never read; MIT reads it and refuses one that it \
         cannot read",
    ),
];

/// Added after the first runs, each after a look at the RFC.
pub const AFTER: &[Difference] = &[
    in_case(
        "transited type -",
        "accepted",
        "refused",
        "RFC 4120 5.3: tr-type is an Int32, and of no meaning beside an empty list; MIT reads one \
         octet without a sign",
    ),
    in_case(
        "transited",
        "accepted",
        "refused",
        "`transited_realms` trusts a realm between any two, and the service's own realm in the \
         list says nothing; MIT's capaths trust it between named pairs",
    ),
    in_case(
        "transited",
        "transited_refused",
        "accepted",
        "RFC 4120 5.2.1: a NUL is an octet of a realm; MIT ends the list or the realm there",
    ),
    anywhere(
        "malformed: malformed transited: ends with a backslash",
        "accepted",
        "RFC 4120 3.3.3.2: a backslash quotes what follows, and nothing does",
    ),
    anywhere(
        "unsupported_transited_encoding",
        "accepted",
        "RFC 4120 5.3: a list of another type cannot be read; MIT does not look at the type",
    ),
    in_case(
        "subkey of type",
        "malformed: malformed EncryptionKey",
        "accepted",
        "RFC 3961 3: keys of a type have one length; MIT does not look at it here",
    ),
    in_case(
        "subkey of type 23",
        "unsupported_encryption_type",
        "accepted",
        "this project has the encryption types 17 to 20",
    ),
    in_case(
        "no checksum, mutual",
        "accepted",
        "accepted",
        "RFC 4120 3.2.4: the client that asks for mutual authentication gets a reply; MIT takes \
         all flags for unset where there is no checksum",
    ),
    in_case(
        "checksum type",
        "accepted",
        "accepted",
        "a checksum other than 0x8003 carries no context flags; MIT sets replay and sequence",
    ),
    in_case(
        "keyed checksum over nothing",
        "accepted",
        "accepted",
        "a checksum other than 0x8003 carries no context flags; MIT sets replay and sequence",
    ),
    in_case(
        "checksum type 0, keyed",
        "unsupported_checksum_type",
        "accepted",
        "a key's checksum has a number (RFC 3962 7, RFC 8009 7); 0 is MIT's own word for it",
    ),
    in_case(
        "context flag 12",
        "accepted",
        "refused",
        "RFC 4121 4.1.1.1: unknown flags are ignored; MIT knows 4096, which wants a token without \
         framing",
    ),
    in_case(
        "delegation and nothing else",
        "malformed: malformed 0x8003 checksum",
        "accepted",
        "RFC 4121 4.1.1: with GSS_C_DELEG_FLAG the credential follows; MIT drops the flag",
    ),
    in_case(
        "authorization data",
        "accepted",
        "refused",
        "RFC 4120 5.2.6.1: what is inside AD-IF-RELEVANT may be ignored if it is not understood; \
         MIT decodes AD-KDCIssued and AD-CAMMAC there",
    ),
    anywhere(
        "malformed: malformed AP-REQ: msg-type",
        "accepted",
        "RFC 4120 5.5.1: msg-type is 14; MIT does not look at it",
    ),
    anywhere(
        "unsupported_user_to_user",
        "accepted",
        "RFC 4120 3.2.3: with USE-SESSION-KEY the ticket is not encrypted in the service key; MIT \
         tries that key all the same",
    ),
    in_case(
        "no octets",
        "token_empty",
        "continued",
        "MIT answers an empty token with its mechanisms (NegTokenInit2), for protocols in which \
         the acceptor speaks first; in HTTP it is the client",
    ),
    in_case(
        "MS-KRB5 OID in the framing",
        "accepted",
        "refused",
        "RFC 4178 appendix C: the two identifiers name one mechanism; MIT asks for the one that \
         SPNEGO listed, and knows one only outside it",
    ),
    anywhere(
        "malformed: malformed GSS-API initial context token: unknown TOK_ID",
        "continued",
        "RFC 4121 4.1: no such token; MIT sends a KRB-ERROR and waits for a token that cannot come",
    ),
    anywhere(
        "malformed: malformed AP-REQ: TOK_ID",
        "continued",
        "RFC 4121 4.1: not an initiator's first token; MIT sends a KRB-ERROR and waits for a \
         token that cannot come",
    ),
    in_case(
        "NegTokenInit2 with negHints",
        "accepted",
        "refused",
        "negHints are passed over from an initiator too; MIT expects them from acceptors alone",
    ),
    in_case(
        "SPNEGO around nothing",
        "continue",
        "refused",
        "an empty mechToken counts as absent; MIT hands it to the mechanism",
    ),
    anywhere(
        "token_",
        "continued",
        "X.690 8.1: lengths and tags of a negotiation token must add up; MIT reads past some of \
         them and may then find no mechToken",
    ),
    anywhere(
        "token_",
        "accepted",
        "X.690 8.1: lengths and tags of a negotiation token must add up; MIT reads past some of \
         them",
    ),
    anywhere(
        "mic_early",
        "continued",
        "RFC 4178 5: there is no MIC before the mechanism's context is established; MIT does not \
         look at it then",
    ),
    in_case(
        "not DER",
        "accepted",
        "refused",
        "the decoder passes over the constructed bit of a tag; what it reads is the same",
    ),
    in_case(
        "Authenticator, not DER",
        "malformed: malformed Authenticator: not the DER",
        "accepted",
        "X.690 8.1: an extension (RFC 4120 1.5.1) is a value; MIT does not look at what follows the \
         fields it knows",
    ),
];
