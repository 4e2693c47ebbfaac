//! Packet codes.

use core::fmt;

/// The Code field of a packet (RFC 2865 section 3). Codes without a name are kept as they are.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code(pub u8);

impl Code {
    /// RFC 2865 section 4.1.
    pub const ACCESS_REQUEST: Self = Self(1);
    /// RFC 2865 section 4.2.
    pub const ACCESS_ACCEPT: Self = Self(2);
    /// RFC 2865 section 4.3.
    pub const ACCESS_REJECT: Self = Self(3);
    /// RFC 2866 section 4.1.
    pub const ACCOUNTING_REQUEST: Self = Self(4);
    /// RFC 2866 section 4.2.
    pub const ACCOUNTING_RESPONSE: Self = Self(5);
    /// RFC 2865 section 4.4.
    pub const ACCESS_CHALLENGE: Self = Self(11);
    /// RFC 5997 section 3.
    pub const STATUS_SERVER: Self = Self(12);
    /// RFC 5176 section 2.3.
    pub const DISCONNECT_REQUEST: Self = Self(40);
    /// RFC 5176 section 2.3.
    pub const DISCONNECT_ACK: Self = Self(41);
    /// RFC 5176 section 2.3.
    pub const DISCONNECT_NAK: Self = Self(42);
    /// RFC 5176 section 2.3.
    pub const COA_REQUEST: Self = Self(43);
    /// RFC 5176 section 2.3.
    pub const COA_ACK: Self = Self(44);
    /// RFC 5176 section 2.3.
    pub const COA_NAK: Self = Self(45);
    /// RFC 7930 section 4.
    pub const PROTOCOL_ERROR: Self = Self(52);

    /// The name of the code in its RFC.
    #[must_use]
    pub fn name(self) -> Option<&'static str> {
        Some(match self {
            Self::ACCESS_REQUEST => "Access-Request",
            Self::ACCESS_ACCEPT => "Access-Accept",
            Self::ACCESS_REJECT => "Access-Reject",
            Self::ACCOUNTING_REQUEST => "Accounting-Request",
            Self::ACCOUNTING_RESPONSE => "Accounting-Response",
            Self::ACCESS_CHALLENGE => "Access-Challenge",
            Self::STATUS_SERVER => "Status-Server",
            Self::DISCONNECT_REQUEST => "Disconnect-Request",
            Self::DISCONNECT_ACK => "Disconnect-ACK",
            Self::DISCONNECT_NAK => "Disconnect-NAK",
            Self::COA_REQUEST => "CoA-Request",
            Self::COA_ACK => "CoA-ACK",
            Self::COA_NAK => "CoA-NAK",
            Self::PROTOCOL_ERROR => "Protocol-Error",
            _ => return None,
        })
    }

    /// How the authenticator field of a packet with this code is made, if it is known here.
    #[must_use]
    pub fn authenticator(self) -> Option<AuthenticatorKind> {
        Some(match self {
            Self::ACCESS_REQUEST | Self::STATUS_SERVER => AuthenticatorKind::Random,
            Self::ACCOUNTING_REQUEST | Self::DISCONNECT_REQUEST | Self::COA_REQUEST => {
                AuthenticatorKind::Request
            }
            Self::ACCESS_ACCEPT
            | Self::ACCESS_REJECT
            | Self::ACCESS_CHALLENGE
            | Self::ACCOUNTING_RESPONSE
            | Self::DISCONNECT_ACK
            | Self::DISCONNECT_NAK
            | Self::COA_ACK
            | Self::COA_NAK
            | Self::PROTOCOL_ERROR => AuthenticatorKind::Response,
            _ => return None,
        })
    }

    /// Whether a packet with this code asks for an answer.
    #[must_use]
    pub fn is_request(self) -> bool {
        matches!(self.authenticator(), Some(AuthenticatorKind::Random | AuthenticatorKind::Request))
    }
}

/// How the authenticator field of a packet is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AuthenticatorKind {
    /// Random and unpredictable: RFC 2865 section 3, RFC 5997 section 3.
    Random,
    /// A checksum of the request under the shared secret: RFC 2866 section 3, RFC 5176 section 2.3.
    Request,
    /// A checksum of the response and the Request Authenticator: RFC 2865 section 3.
    Response,
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.name() {
            Some(name) => f.write_str(name),
            None => write!(f, "Code-{}", self.0),
        }
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}
